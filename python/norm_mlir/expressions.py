"""Functions as expressions: tensors, elementwise operators and norms, which `norm_mlir.compile` writes as IR.

    x, r = argument("?x4096xbf16"), argument("?x4096xbf16")
    w = argument("4096xf32")
    s = x + r
    f = norm_mlir.compile(s.rms_norm(axes=[1], scale=w, epsilon=1e-6), s)

Types are spelled as in the IR, sizes and element type: `?` is a size that is known at the call. Every operator takes
operands of one type; numbers stand for tensors of that number. Norms have the names and the attributes of the `norm`
dialect's ops (docs/NormOps.md).
"""

from __future__ import annotations

import math
import operator
import re
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from .ir import Operation, Type, Writer

FLOATS = ("f64", "f32", "bf16", "f16")
_WIDTHS = {"f64": 64, "f32": 32, "bf16": 16, "f16": 16}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Number = Union[int, float]


@dataclass(eq=False)
class Expression:
    """A tensor that is computed, or an argument."""

    type: Type
    _operation: Optional[Operation] = field(default=None, repr=False)
    _index: int = field(default=0, repr=False)

    # Operators of NumPy arrays with expressions are those here, instead of one for each element.
    __array_ufunc__ = None

    # Elementwise, on operands of one type.

    def __add__(self, other: Operand) -> "Expression":
        return _binary("arith.addf", self, other)

    def __radd__(self, other: Number) -> "Expression":
        return _binary("arith.addf", other, self)

    def __sub__(self, other: Operand) -> "Expression":
        return _binary("arith.subf", self, other)

    def __rsub__(self, other: Number) -> "Expression":
        return _binary("arith.subf", other, self)

    def __mul__(self, other: Operand) -> "Expression":
        return _binary("arith.mulf", self, other)

    def __rmul__(self, other: Number) -> "Expression":
        return _binary("arith.mulf", other, self)

    def __truediv__(self, other: Operand) -> "Expression":
        return _binary("arith.divf", self, other)

    def __rtruediv__(self, other: Number) -> "Expression":
        return _binary("arith.divf", other, self)

    def __neg__(self) -> "Expression":
        return _unary("arith.negf", self)

    def maximum(self, other: Operand) -> "Expression":
        """The larger of both; NaN where one is NaN."""
        return _binary("arith.maximumf", self, other)

    def minimum(self, other: Operand) -> "Expression":
        """The smaller of both; NaN where one is NaN."""
        return _binary("arith.minimumf", self, other)

    def exp(self) -> "Expression":
        """e to this power."""
        return _unary("math.exp", self)

    def tanh(self) -> "Expression":
        """The hyperbolic tangent."""
        return _unary("math.tanh", self)

    def erf(self) -> "Expression":
        """The error function."""
        return _unary("math.erf", self)

    def sqrt(self) -> "Expression":
        """The square root."""
        return _unary("math.sqrt", self)

    def abs(self) -> "Expression":
        """The magnitude."""
        return _unary("math.absf", self)

    def ceil(self) -> "Expression":
        """The next whole number above."""
        return _unary("math.ceil", self)

    def __pow__(self, exponent: Number) -> "Expression":
        """To the power of a number."""
        return _define((self, _splat(exponent, self)), self.type, "math.powf")

    def sum(self, axes: Sequence[int]) -> "Expression":
        """The sum over these axes, without them; added in this type, in the order that suits the machine."""
        return self._reduce("arith.addf", 0.0, axes, "sum")

    def min(self, axes: Sequence[int]) -> "Expression":
        """The smallest over these axes, without them; NaN where one is NaN, infinity over none."""
        return self._reduce("arith.minimumf", math.inf, axes, "min")

    def _reduce(self, op: str, start_value: float, axes: Sequence[int], name: str) -> "Expression":
        axes = _check_axes(axes, len(self.type.sizes), name)
        type_ = self.type.drop(axes)
        _check_float(self, name)

        def write(writer: "Writer", names: List[str], results: List[str]) -> None:
            scalar, kept = writer.name(), [axis for axis in range(len(self.type.sizes)) if axis not in axes]
            writer.line(f"{scalar} = arith.constant {_constant(start_value, type_.element)} : {type_.element}")
            sizes = writer.sizes(self.type, names[0], self.type, kept)
            empty, start = writer.name(), writer.name()
            writer.line(f"{empty} = tensor.empty({', '.join(sizes)}) : {type_.ir}")
            writer.line(
                f"{start} = linalg.fill ins({scalar} : {type_.element}) outs({empty} : {type_.ir}) -> {type_.ir}"
            )
            writer.line(
                f"{results[0]} = linalg.reduce {{ {op} }} ins({names[0]} : {self.type.ir}) "
                f"outs({start} : {type_.ir}) dimensions = {axes}"
            )

        return _results(Operation((self,), (type_,), write))[0]

    def cast(self, element: str) -> "Expression":
        """The values in another floating-point type, rounded to nearest even; f8E4M3FN and f8E5M2 too."""
        if element == self.type.element:
            return self
        widths = {**_WIDTHS, "f8E4M3FN": 8, "f8E5M2": 8}
        for name in (element, self.type.element):
            if name not in widths:
                raise ValueError(f"expects a floating-point type, {', '.join(widths)}; got {name}")
        before, after = widths[self.type.element], widths[element]
        if before == after:
            return self.cast("f32").cast(element)
        return _define(
            (self,), self.type.with_element(element), "arith.extf" if before < after else "arith.truncf", True
        )

    def broadcast(self, like: "Expression", axes: Sequence[int]) -> "Expression":
        """This tensor along `axes` of `like`, ascending, one for each of its own; the same along the others."""
        given, axes = list(axes), _check_axes(axes, len(like.type.sizes), "broadcast")
        if len(axes) != len(self.type.sizes):
            raise ValueError(f"expects {len(self.type.sizes)} axes for {self.type.text}; got {axes}")
        if axes != [axis % len(like.type.sizes) for axis in given]:
            raise ValueError(f"expects ascending axes of broadcast; got {given}")
        if self.type.sizes != tuple(like.type.sizes[axis] for axis in axes):
            raise ValueError(f"expects the sizes of {like.type.text} along axes {axes}; got {self.type.text}")
        type_ = Type(like.type.sizes, self.type.element)
        others = [axis for axis in range(len(type_.sizes)) if axis not in axes]

        def write(writer: "Writer", names: List[str], results: List[str]) -> None:
            empty = writer.empty(type_, names[1], like.type)
            writer.line(
                f"{results[0]} = linalg.broadcast ins({names[0]} : {self.type.ir}) outs({empty} : {type_.ir}) "
                f"dimensions = {others}"
            )

        return _results(Operation((self, like), (type_,), write))[0]

    # Activations, by their definitions in PyTorch.

    def relu(self) -> "Expression":
        """max(x, 0)."""
        return self.maximum(0.0)

    def leaky_relu(self, slope: Number = 0.01) -> "Expression":
        """x, times the slope below 0."""
        return self.maximum(0.0) + self.minimum(0.0) * slope

    def sigmoid(self) -> "Expression":
        """1 / (1 + exp(-x))."""
        return 1.0 / ((-self).exp() + 1.0)

    def silu(self) -> "Expression":
        """x * sigmoid(x)."""
        return self / ((-self).exp() + 1.0)

    def gelu(self, approximate: str = "none") -> "Expression":
        """x * (1 + erf(x / sqrt 2)) / 2, or its form with tanh."""
        if approximate == "none":
            return self * 0.5 * ((self * math.sqrt(0.5)).erf() + 1.0)
        if approximate != "tanh":
            raise ValueError(f"expects approximate to be none or tanh; got {approximate}")
        inner = (self + self * self * self * 0.044715) * math.sqrt(2 / math.pi)
        return self * 0.5 * (inner.tanh() + 1.0)

    def hardtanh(self, low: Number = -1.0, high: Number = 1.0) -> "Expression":
        """x, at least `low` and at most `high`; ReLU6 is that of 0 and 6."""
        return self.maximum(low).minimum(high)

    def hardsigmoid(self) -> "Expression":
        """(x + 3) / 6, at least 0 and at most 1."""
        return (self + 3.0).hardtanh(0.0, 6.0) / 6.0

    def hardswish(self) -> "Expression":
        """x * hardsigmoid(x)."""
        return self * (self + 3.0).hardtanh(0.0, 6.0) / 6.0

    # Norms.

    def layer_norm(self, axes: Sequence[int], scale: Maybe = None, bias: Maybe = None, **attributes: Any) -> Any:
        """norm.layer_norm; (y, mean, rstd) with return_statistics=True."""
        return self._norm_over_axes("layer_norm", axes, {"scale": scale, "bias": bias}, 2, attributes)

    def rms_norm(self, axes: Sequence[int], scale: Maybe = None, **attributes: Any) -> Any:
        """norm.rms_norm; (y, rstd) with return_statistics=True."""
        return self._norm_over_axes("rms_norm", axes, {"scale": scale}, 1, attributes)

    def lp_normalize(self, axes: Sequence[int], **attributes: Any) -> Any:
        """norm.lp_normalize; (y, norm) with return_statistics=True."""
        return self._norm_over_axes("lp_normalize", axes, {}, 1, attributes)

    def batch_norm(self, channel_axis: int, **operands: Any) -> "Expression":
        """norm.batch_norm, with `mean` and `variance`."""
        return self._norm("batch_norm", {"channel_axis": channel_axis}, operands, [])[0]

    def batch_norm_training(self, channel_axis: int, **operands: Any) -> Tuple["Expression", ...]:
        """norm.batch_norm_training; y and what else the op returns, in its order."""
        channels = Type((self.type.sizes[channel_axis],), self.compute_element)
        more = [channels, channels] if operands.get("return_statistics") else []
        more += _updated(operands)
        if operands.get("num_batches_tracked") is not None:
            more.append(operands["num_batches_tracked"].type)
        return self._norm("batch_norm_training", {"channel_axis": channel_axis}, operands, more)

    def group_norm(self, num_groups: int, channel_axis: int, axes: Sequence[int], **operands: Any) -> Any:
        """norm.group_norm; (y, mean, rstd) with return_statistics=True."""
        channel_axis, axes = _check_channels(self, channel_axis, axes, "group_norm")
        more: List[Type] = []
        if operands.get("return_statistics"):
            kept = [size for axis, size in enumerate(self.type.sizes) if axis not in axes]
            if channel_axis in axes:
                raise ValueError(f"expects a channel axis that is not one of axes {axes}; got {channel_axis}")
            kept[channel_axis - sum(axis < channel_axis for axis in axes)] = num_groups
            more = [Type(tuple(kept), self.compute_element)] * 2
        attributes = {"num_groups": num_groups, "channel_axis": channel_axis, "axes": list(axes)}
        results = self._norm("group_norm", attributes, operands, more)
        return results if more else results[0]

    def instance_norm(self, channel_axis: int, axes: Sequence[int], **operands: Any) -> Tuple["Expression", ...]:
        """norm.instance_norm; y and what else the op returns, in its order."""
        channel_axis, axes = _check_channels(self, channel_axis, axes, "instance_norm")
        more = (
            [self.type.with_element(self.compute_element).drop(axes)] * 2 if operands.get("return_statistics") else []
        )
        more += _updated(operands)
        return self._norm("instance_norm", {"channel_axis": channel_axis, "axes": list(axes)}, operands, more)

    def switchable_norm(self, channel_axis: int, axes: Sequence[int], **operands: Any) -> Tuple["Expression", ...]:
        """norm.switchable_norm; y and the updated running statistics."""
        channel_axis, axes = _check_channels(self, channel_axis, axes, "switchable_norm")
        attributes = {"channel_axis": channel_axis, "axes": list(axes)}
        return self._norm("switchable_norm", attributes, operands, _updated(operands))

    def local_response_norm(self, channel_axis: int, size: int, **attributes: Any) -> "Expression":
        """norm.local_response_norm."""
        return self._norm("local_response_norm", {"channel_axis": channel_axis, "size": size}, attributes, [])[0]

    def weight_norm(self, scale: "Expression", axis: Optional[int] = None) -> "Expression":
        """norm.weight_norm."""
        return self._norm("weight_norm", {} if axis is None else {"axis": axis}, {"scale": scale}, [])[0]

    @property
    def compute_element(self) -> str:
        """The type in which an op returns the statistics of a tensor of this one."""
        return "f64" if self.type.element == "f64" else "f32"

    def _norm_over_axes(
        self, op: str, axes: Sequence[int], operands: Dict[str, Maybe], count: int, attributes: Dict[str, Any]
    ) -> Any:
        axes = _check_axes(axes, len(self.type.sizes), op)
        more = (
            [self.type.with_element(self.compute_element).drop(axes)] * count
            if attributes.get("return_statistics")
            else []
        )
        results = self._norm(op, {"axes": axes}, {**operands, **attributes}, more)
        return results if more else results[0]

    def _norm(
        self, op: str, attributes: Dict[str, Any], more: Dict[str, Any], statistics: List[Type]
    ) -> Tuple["Expression", ...]:
        """The op with its operands, which are Expressions in `more`, and its attributes, which are all others."""
        given = {name: value for name, value in more.items() if isinstance(value, Expression)}
        operands = {name: given[name] for name in _OPERAND_ORDER if name in given}
        if len(operands) < len(given):
            unknown = next(name for name in given if name not in operands)
            raise ValueError(f"expects operands of norm.{op} among {', '.join(_OPERAND_ORDER)}; got {unknown}")
        attributes = {**_DEFAULTS.get(op, {}), **attributes, **{name: more[name] for name in more if name not in given}}
        for name in _OPERAND_ORDER:
            if attributes.get(name) is not None:
                raise TypeError(f"expects an expression for {name} of norm.{op}; got {type(attributes[name]).__name__}")
        attributes = {
            name: value
            for name, value in attributes.items()
            if value is not None and value is not False or name in _FALSE
        }
        shown = "".join(f" {name} = {_number(name, attributes.pop(name))}" for name in _SHOWN if name in attributes)
        rest = ", ".join(_attribute(name, value) for name, value in attributes.items())

        def write(writer: "Writer", names: List[str], results: List[str]) -> None:
            uses = zip(operands.items(), names[1:])
            text = "".join(f" {name}({used} : {value.type.ir})" for (name, value), used in uses)
            braces = f" {{{rest}}}" if rest else ""
            writer.line(f"{', '.join(results)} = norm.{op} {names[0]}{text}{shown}{braces} : {self.type.ir}")

        return _results(Operation((self, *operands.values()), (self.type, *statistics), write))


Operand = Union[Expression, Number]
Maybe = Optional[Expression]

# The operands of norms and the attributes that stand outside the braces, in the order of their assembly.
_OPERAND_ORDER = (
    "mean",
    "variance",
    "scale",
    "bias",
    "mean_weights",
    "variance_weights",
    "running_mean",
    "running_variance",
    "num_batches_tracked",
)
_SHOWN = ("num_groups", "channel_axis", "axes", "axis", "size", "p", "alpha", "beta", "k", "epsilon", "momentum")
# What the assembly wants to be written, where it is not given: the ops' defaults.
_EPSILON = {"epsilon": 1e-5}
_DEFAULTS: Dict[str, Dict[str, Any]] = {
    **dict.fromkeys(("layer_norm", "batch_norm", "batch_norm_training", "group_norm"), _EPSILON),
    **dict.fromkeys(("instance_norm", "switchable_norm"), _EPSILON),
    "lp_normalize": {"p": 2.0, "epsilon": 1e-12},
    "local_response_norm": {"alpha": 1e-4, "beta": 0.75, "k": 1.0},
}
# Attributes that are true where they are absent.
_FALSE = ("update_running_stats", "unbiased_running_variance", "unbiased_variance", "use_batch")
_FLAGS = ("return_statistics", "use_running_stats")
_ENUMS = {
    "epsilon_mode": "epsilon_mode",
    "cast_point": "cast_point",
    "affine": "affine",
    "window": "window",
    "zero_norm": "zero_norm",
    "momentum_convention": "momentum_convention",
    "estimator": "estimator",
}


def _updated(operands: Dict[str, Any]) -> List[Type]:
    """The types of updated running statistics; none where they are absent or only read."""
    if operands.get("running_mean") is None or operands.get("update_running_stats") is False:
        return []
    return [operands["running_mean"].type, operands["running_variance"].type]


def _number(name: str, value: Any) -> str:
    """A number as the IR writes it: those that are whole by nature, or floating-point in full."""
    if name in ("num_groups", "channel_axis", "axes", "axis", "size"):
        return str(value)
    value = float(value)
    if value in (float("inf"), float("-inf")):
        return "inf" if name == "p" else "0x7FF0000000000000" if value > 0 else "0xFFF0000000000000"
    if value != value:
        return "0x7FF8000000000000"
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    return (mantissa if "." in mantissa else mantissa + ".0") + (f"e{exponent}" if exponent else "")


def _attribute(name: str, value: Any) -> str:
    if name in _FLAGS:
        return name
    if name in _FALSE:
        return f"{name} = {str(bool(value)).lower()}"
    if name in _ENUMS:
        return f"{name} = #norm.{_ENUMS[name]}<{value}>"
    if name == "accumulator":
        return f"{name} = {value}"
    if name == "scale_offset":
        return f"{name} = {_number(name, value)}"
    raise ValueError(f"expects an attribute of docs/NormOps.md; got {name}")


def _check_axes(axes: Sequence[int], rank: int, op: str) -> List[int]:
    """The axes, counted from the first, in order."""
    axes = [operator.index(axis) for axis in axes]
    result = sorted(axis + rank if axis < 0 else axis for axis in axes)
    if len(set(result)) < len(result) or any(not 0 <= axis < rank for axis in result):
        raise ValueError(f"expects axes of {op} to be different ones of {rank}; got {axes}")
    return result


def _check_channels(value: Expression, channel_axis: int, axes: Sequence[int], op: str) -> Tuple[int, List[int]]:
    """The axis of channels and the others, counted from the first."""
    rank = len(value.type.sizes)
    return _check_axes([channel_axis], rank, op)[0], _check_axes(axes, rank, op)


def _results(operation: Operation) -> Tuple[Expression, ...]:
    return tuple(Expression(type_, operation, index) for index, type_ in enumerate(operation.types))


def _define(operands: Sequence[Expression], result: Type, op: str, is_cast: bool = False) -> Expression:
    """An elementwise op whose text is its name, its operands and its type, or both its types."""

    def write(writer: "Writer", names: List[str], results: List[str]) -> None:
        types = f"{operands[0].type.ir} to {result.ir}" if is_cast else result.ir
        writer.line(f"{results[0]} = {op} {', '.join(names)} : {types}")

    return _results(Operation(tuple(operands), (result,), write))[0]


def _unary(op: str, value: Expression) -> Expression:
    _check_float(value, op)
    return _define((value,), value.type, op)


def _check_float(value: Expression, op: str) -> None:
    if value.type.element not in FLOATS:
        raise ValueError(f"expects {op} of elements {', '.join(FLOATS)}; got {value.type.text}")


def _splat(value: Number, like: Expression) -> Expression:
    """A tensor of one number, as large as another."""
    _check_float(like, "a number's tensor")
    type_, value = like.type, _check_number(value)

    def write(writer: "Writer", names: List[str], results: List[str]) -> None:
        if None not in type_.sizes:
            return writer.line(f"{results[0]} = arith.constant dense<{_constant(value, type_.element)}> : {type_.ir}")
        scalar = writer.name()
        writer.line(f"{scalar} = arith.constant {_constant(value, type_.element)} : {type_.element}")
        sizes = ", ".join(writer.sizes(type_, names[0], type_))
        writer.line(f"{results[0]} = tensor.splat {scalar}[{sizes}] : {type_.ir}")

    return _results(Operation((like,), (type_,), write))[0]


def _check_number(value: Any) -> float:
    """A number of Python, NumPy or torch."""
    try:
        if isinstance(value, (str, bytes)):
            raise TypeError
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"expects an expression or a number; got {type(value).__name__}") from None


def _constant(value: float, element: str) -> str:
    if value == value and value not in (float("inf"), float("-inf")):
        return _number("", value)
    special = {"f64": ("7FF0", "FFF0", "7FF8", 12), "f32": ("7F80", "FF80", "7FC0", 4)}
    special.update(bf16=("7F80", "FF80", "7FC0", 0), f16=("7C00", "FC00", "7E00", 0))
    positive, negative, nan, zeros = special[element]
    return "0x" + (nan if value != value else positive if value > 0 else negative) + "0" * zeros


def _binary(op: str, first: Operand, second: Operand) -> Expression:
    if not isinstance(first, Expression):
        assert isinstance(second, Expression)
        first = _splat(first, second)
    if not isinstance(second, Expression):
        second = _splat(second, first)
    _check_float(first, op)
    if first.type != second.type:
        raise ValueError(f"expects operands of {op} of one type; got {first.type.text} and {second.type.text}")
    return _define((first, second), first.type, op)


def argument(type_: Union[str, Type]) -> Expression:
    """An argument of a function, of a type such as ?x4xf32. Arguments are in the order in which `write_function` is
    given them, or meets them."""
    if not isinstance(type_, (str, Type)):
        raise TypeError(f"expects a type such as ?x4xf32; got {type(type_).__name__}")
    return Expression(Type.parse(type_) if isinstance(type_, str) else type_)


def write_function(
    results: Sequence[Expression], arguments: Optional[Sequence[Expression]] = None, name: str = "f"
) -> str:
    """The IR of a function of these results. Without `arguments`, they are those that the results use, in the order in
    which they are met, operands from left to right. ValueError where one that is used is not among those given."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(f"expects a function's name of letters, digits and _; got {name!r}")
    writer = Writer()
    names: Dict[Expression, str] = {}
    order: List[Expression] = list(arguments or ())
    for index, argument_ in enumerate(order):
        if not isinstance(argument_, Expression) or argument_._operation is not None:
            raise TypeError(f"expects arguments made by argument(); got {argument_!r}")
        if argument_ in names:
            raise ValueError(f"expects each argument once; got that of type {argument_.type.text} twice")
        names[argument_] = f"%arg{index}"
    made: Dict[int, List[str]] = {}
    for result in results:
        _write(result, writer, names, order, made, arguments is None)
    declared = ", ".join(f"{names[argument_]}: {argument_.type.ir}" for argument_ in order)
    types = ", ".join(result.type.ir for result in results)
    returned = ", ".join(names[result] for result in results)
    head = f"func.func @{name}({declared}) -> ({types}) {{\n"
    return head + "".join(writer.lines) + f"  return {returned} : {types}\n}}\n"


def _write(
    root: Expression,
    writer: Writer,
    names: Dict[Expression, str],
    order: List[Expression],
    made: Dict[int, List[str]],
    may_add: bool,
) -> None:
    """Writes what a value needs, and then the value; without recursion, for expressions of any depth."""
    stack = [root]
    while stack:
        value = stack[-1]
        operation = value._operation
        if value in names:
            stack.pop()
        elif operation is None:
            if not may_add:
                raise ValueError(
                    f"expects the argument of type {value.type.text} among the {len(order)} given; got others"
                )
            names[value] = f"%arg{len(order)}"
            order.append(value)
        elif id(operation) in made:
            names[value] = made[id(operation)][value._index]
        elif missing := [operand for operand in operation.operands if operand not in names]:
            stack.extend(reversed(missing))
        else:
            made[id(operation)] = [writer.name() for _ in operation.types]
            operation.write(writer, [names[operand] for operand in operation.operands], made[id(operation)])
