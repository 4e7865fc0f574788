"""The operations of a region: each as a call of PyTorch's, and as expressions.

Elementwise operations compute in f32, or f64 for f64, and round to the type that PyTorch's result has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import torch
from torch import Tensor
from torch.nn import functional as F

from .. import kernels
from ..expressions import Expression
from . import modules

__all__ = ["FLOATS", "STEPS", "Builder", "Kind", "Value", "promote"]

aten = torch.ops.aten

FLOATS = modules.FLOATS


@dataclass(eq=False)
class Value:
    """An expression, and the axes of the region along which it varies, in the order of its own; None for a result of
    other axes, which no step reads. `source` is what it was widened from, and `narrow` a norm that it is the result of,
    before that is rounded."""

    expression: Expression
    axes: Optional[Tuple[int, ...]]
    source: Optional["Value"] = None
    narrow: Optional["Narrow"] = None


@dataclass(frozen=True)
class Kind:
    """`run` computes the operation by PyTorch, and `write` gives its values: write(builder, wanted, *operands,
    **attributes), where `wanted` says which results are read, and others may be None."""

    results: int
    run: Callable[..., Any]
    write: Callable[..., List[Optional[Value]]]


@dataclass(frozen=True)
class Narrow:
    """A norm of 16-bit values whose parts a graph has in f32, widened before and rounded behind: one op of the narrow
    values. Its kernel is about twice as fast as that of the parts."""

    op: str
    x: Value
    axes: Tuple[int, ...]
    eps: float
    scale: Optional[Value] = None
    bias: Optional[Value] = None
    is_rounded: bool = False  # Before it is scaled.

    def write(self, builder: "Builder") -> Expression:
        """The op."""
        attributes: Dict[str, Any] = {"epsilon": self.eps, "scale": _operand(self.scale)}
        if self.bias is not None:
            attributes["bias"] = self.bias.expression
        if self.is_rounded and self.scale is not None:
            attributes["cast_point"] = "before_scale"
        return getattr(self.x.expression, self.op)(builder.places(self.axes), **attributes)

    def round(self, builder: "Builder") -> Value:
        """Its result, which may be scaled yet where nothing was."""
        return Value(self.write(builder), self.x.axes, narrow=None if self.scale else replace(self, is_rounded=True))

    def scaled(self, other: Value) -> Optional["Narrow"]:
        """With a scale, if it can be one."""
        fits = self.scale is None and set(other.axes or ()) == set(self.axes)
        if self.is_rounded and other.expression.type.element != self.x.expression.type.element:
            return None
        return replace(self, scale=self._narrow(other)) if fits else None

    def shifted(self, other: Value) -> Optional["Narrow"]:
        """With a bias, if it can be one."""
        fits = self.op == "layer_norm" and self.scale is not None and self.bias is None and not self.is_rounded
        return replace(self, bias=self._narrow(other)) if fits and set(other.axes or ()) == set(self.axes) else None

    def _narrow(self, other: Value) -> Value:
        """A parameter as the op takes it: of x's type, which it may have been widened from, or of a wider one."""
        element = self.x.expression.type.element
        if other.source is not None and other.source.expression.type.element == element:
            return other.source
        if other.expression.type.element in (element, "f32", "f64"):
            return other
        return Value(other.expression.cast("f32"), other.axes)


class Builder:
    """Writes values of a region whose axes lie in some order; `place` of each axis is that in memory."""

    def __init__(self, place: Dict[int, int], rank: int) -> None:
        self.place, self.rank = place, rank

    def places(self, axes: Sequence[int]) -> List[int]:
        """Where these axes are, ascending."""
        return sorted(self.place[axis] for axis in axes)

    def broadcast(self, values: Sequence[Value]) -> Tuple[List[Expression], Tuple[int, ...]]:
        """The operands of an elementwise operation along all the axes of any of them, and these."""
        axes = tuple(sorted({axis for value in values for axis in value.axes or ()}, key=self.place.__getitem__))
        like = next((value for value in values if value.axes == axes), None)
        if like is None:
            raise ValueError("expects an operand that varies along all axes of the others; got none")
        expressions = []
        for value in values:
            own = value.axes or ()
            expression = value.expression
            if own != axes:
                expression = expression.broadcast(like.expression, [axes.index(axis) for axis in own])
            expressions.append(expression)
        return expressions, axes


def _wide(element: str) -> str:
    return "f64" if element == "f64" else "f32"


def promote(expressions: Sequence[Expression]) -> str:
    """The element type of an operation on these, as PyTorch promotes them."""
    elements = {expression.type.element for expression in expressions}
    if len(elements) == 1:
        return elements.pop()
    return "f64" if "f64" in elements else "f32"


def _elementwise(run: Callable[..., Tensor], write: Callable[..., Expression]) -> Kind:
    def build(builder: Builder, wanted: Any, *operands: Value, **attributes: Any) -> List[Optional[Value]]:
        # Casts before broadcasts: a parameter is converted once.
        element = promote([value.expression for value in operands])
        wide = [Value(value.expression.cast(_wide(element)), value.axes) for value in operands]
        expressions, axes = builder.broadcast(wide)
        return [Value(write(*expressions, **attributes).cast(element), axes)]

    return Kind(1, run, build)


def _affine(run: Callable[..., Tensor], write: Callable[..., Expression], change: Callable[..., Any]) -> Kind:
    """A sum or a product, which may be a narrow norm's scale or bias."""
    plain = _elementwise(run, write)

    def build(builder: Builder, wanted: Any, first: Value, second: Value) -> List[Optional[Value]]:
        (result,) = plain.write(builder, wanted, first, second)
        for value, other in ((first, second), (second, first)):
            narrow = None if value.narrow is None else change(value.narrow, other)
            if narrow is not None:
                return [narrow.round(builder) if narrow.is_rounded else replace(result, narrow=narrow)]
        return [result]

    return Kind(1, run, build)


def _run_cast(x: Tensor, element: str) -> Tensor:
    return x.to(_DTYPES[element])


def _write_cast(builder: Builder, wanted: Any, x: Value, element: str) -> List[Optional[Value]]:
    if x.narrow is not None and element == x.narrow.x.expression.type.element:
        return [x.narrow.round(builder)]
    is_wider = element == "f32" and x.expression.type.element in ("bf16", "f16")
    return [Value(x.expression.cast(element), x.axes, source=x if is_wider else None)]


_DTYPES = {kernels.get_element(dtype): dtype for dtype in FLOATS}


#
# Norms.
#


def _operand(value: Optional[Value]) -> Optional[Expression]:
    return None if value is None else value.expression


def _run_layer_norm(x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], count: int, eps: float) -> Any:
    return aten.native_layer_norm(x, x.shape[x.dim() - count :], weight, bias, eps)


def _write_layer_norm(
    builder: Builder, wanted: Sequence[bool], x: Value, weight: Any, bias: Any, count: int, eps: float
) -> List[Optional[Value]]:
    axes = range(builder.rank - count, builder.rank)
    return _write_rows(builder, wanted, "layer_norm", x, axes, eps, {"scale": weight, "bias": bias})


def _run_fused_rms_norm(x: Tensor, weight: Optional[Tensor], count: int, eps: Optional[float]) -> Any:
    return aten._fused_rms_norm(x, x.shape[x.dim() - count :], weight, eps)


def _write_fused_rms_norm(
    builder: Builder, wanted: Sequence[bool], x: Value, weight: Any, count: int, eps: Optional[float]
) -> List[Optional[Value]]:
    axes = range(builder.rank - count, builder.rank)
    saved = "f64" if x.expression.type.element == "f64" else "f32"
    return _write_rows(builder, wanted, "rms_norm", x, axes, eps, {"scale": weight}, saved)


def _run_standardize(x: Tensor, axes: Sequence[int], eps: float) -> Tuple[Tensor, ...]:
    variance, mean = torch.var_mean(x, list(axes), correction=0, keepdim=True)
    rstd = torch.rsqrt(variance + eps)
    return (x - mean) * rstd, mean, rstd


def _write_standardize(
    builder: Builder, wanted: Sequence[bool], x: Value, axes: Sequence[int], eps: float
) -> List[Optional[Value]]:
    return _write_rows(builder, wanted, "layer_norm", x, axes, eps, {})


def _run_rms_normalize(x: Tensor, axes: Sequence[int], eps: float) -> Tuple[Tensor, ...]:
    rstd = torch.rsqrt(x.pow(2).mean(list(axes), keepdim=True) + eps)
    return x * rstd, rstd


def _write_rms_normalize(
    builder: Builder, wanted: Sequence[bool], x: Value, axes: Sequence[int], eps: float
) -> List[Optional[Value]]:
    return _write_rows(builder, wanted, "rms_norm", x, axes, eps, {})


def _write_rows(
    builder: Builder,
    wanted: Sequence[bool],
    op: str,
    x: Value,
    axes: Sequence[int],
    eps: Optional[float],
    parameters: Dict[str, Optional[Value]],
    saved: Optional[str] = None,
) -> List[Optional[Value]]:
    """y and the statistics of a norm over axes, which are in x's type, or f32 where parameters are."""
    operands = {name: _operand(value) for name, value in parameters.items()}
    places, narrow = builder.places(axes), None
    if x.source is not None and not parameters and eps is not None:
        narrow = Narrow(op, x.source, tuple(axes), eps)
    y = Value(getattr(x.expression, op)(places, epsilon=eps, **operands), x.axes, narrow=narrow)
    if not any(wanted[1:]):
        return [y, *(None for _ in wanted[1:])]
    of = (x.source or x).expression
    statistics = getattr(of, op)(places, epsilon=eps, return_statistics=True, **operands)[1:]
    kept = tuple(axis for axis in x.axes or () if axis not in axes)
    element = saved or _saved(x, *parameters.values())
    return [y, *(Value(result.cast(element), kept) for result in statistics)]


def _saved(x: Value, *parameters: Optional[Value]) -> str:
    wide = any(value is not None and value.expression.type.element == "f32" for value in parameters)
    return "f32" if wide else x.expression.type.element


def _run_group_norm(x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], groups: int, eps: float) -> Any:
    n, c = x.shape[0], x.shape[1]
    return aten.native_group_norm(x, weight, bias, n, c, x.numel() // (n * c), groups, eps)


def _write_group_norm(
    builder: Builder, wanted: Sequence[bool], x: Value, weight: Any, bias: Any, groups: int, eps: float
) -> List[Optional[Value]]:
    channel, axes = builder.place[1], builder.places(range(2, builder.rank))
    operands = {"scale": _operand(weight), "bias": _operand(bias), "return_statistics": any(wanted[1:])}
    results = x.expression.group_norm(groups, channel, axes, epsilon=eps, **operands)
    if not any(wanted[1:]):
        return [Value(results, x.axes), None, None]
    element = _saved(x, weight, bias)
    return [Value(results[0], x.axes), *(Value(result.cast(element), None) for result in results[1:])]


def _run_batch_norm(x: Tensor, mean: Tensor, variance: Tensor, weight: Any, bias: Any, eps: float) -> Tensor:
    return aten._native_batch_norm_legit_no_training(x, weight, bias, mean, variance, 0.0, eps)[0]


def _write_batch_norm(
    builder: Builder, wanted: Any, x: Value, mean: Value, variance: Value, weight: Any, bias: Any, eps: float
) -> List[Optional[Value]]:
    operands = {"mean": _operand(mean), "variance": _operand(variance)}
    operands.update(scale=_operand(weight), bias=_operand(bias))
    return [Value(x.expression.batch_norm(builder.place[1], epsilon=eps, **operands), x.axes)]


def _run_batch_norm_training(
    x: Tensor, weight: Any, bias: Any, mean: Tensor, variance: Tensor, momentum: float, eps: float
) -> Any:
    return aten._native_batch_norm_legit_functional(x, weight, bias, mean, variance, True, momentum, eps)


def _write_batch_norm_training(
    builder: Builder,
    wanted: Sequence[bool],
    x: Value,
    weight: Any,
    bias: Any,
    mean: Value,
    variance: Value,
    momentum: float,
    eps: float,
) -> List[Optional[Value]]:
    operands = {"scale": _operand(weight), "bias": _operand(bias)}
    operands.update(running_mean=_operand(mean), running_variance=_operand(variance))
    results = x.expression.batch_norm_training(
        builder.place[1], epsilon=eps, momentum=momentum, return_statistics=True, **operands
    )
    y, *saved = results[:3]
    element = _saved(x, weight, bias, mean)
    return [Value(y, x.axes), *(Value(t.cast(element), None) for t in saved), *(Value(t, None) for t in results[3:])]


#
# The table.
#

#: What a region can hold.
STEPS: Dict[str, Kind] = {
    "cast": Kind(1, _run_cast, _write_cast),
    "add": _affine(torch.add, lambda x, y: x + y, Narrow.shifted),
    "sub": _elementwise(torch.sub, lambda x, y: x - y),
    "mul": _affine(torch.mul, lambda x, y: x * y, Narrow.scaled),
    "div": _elementwise(torch.div, lambda x, y: x / y),
    "maximum": _elementwise(torch.maximum, lambda x, y: x.maximum(y)),
    "minimum": _elementwise(torch.minimum, lambda x, y: x.minimum(y)),
    "add_number": _elementwise(lambda x, number: x + number, lambda x, number: x + number),
    "sub_number": _elementwise(lambda x, number: x - number, lambda x, number: x - number),
    "mul_number": _elementwise(lambda x, number: x * number, lambda x, number: x * number),
    "div_number": _elementwise(lambda x, number: x / number, lambda x, number: x / number),
    "rsub_number": _elementwise(lambda x, number: number - x, lambda x, number: number - x),
    "neg": _elementwise(torch.neg, lambda x: -x),
    "abs": _elementwise(torch.abs, lambda x: x.abs()),
    "exp": _elementwise(torch.exp, lambda x: x.exp()),
    "erf": _elementwise(torch.erf, lambda x: x.erf()),
    "tanh": _elementwise(torch.tanh, lambda x: x.tanh()),
    "sqrt": _elementwise(torch.sqrt, lambda x: x.sqrt()),
    "reciprocal": _elementwise(torch.reciprocal, lambda x: 1.0 / x),
    "sigmoid": _elementwise(torch.sigmoid, lambda x: x.sigmoid()),
    "relu": _elementwise(torch.relu, lambda x: x.relu()),
    "silu": _elementwise(F.silu, lambda x: x.silu()),
    "gelu": _elementwise(F.gelu, lambda x, approximate: x.gelu(approximate)),
    "leaky_relu": _elementwise(F.leaky_relu, lambda x, negative_slope: x.leaky_relu(negative_slope)),
    "hardtanh": _elementwise(F.hardtanh, lambda x, min_val, max_val: x.hardtanh(min_val, max_val)),
    "hardsigmoid": _elementwise(F.hardsigmoid, lambda x: x.hardsigmoid()),
    "hardswish": _elementwise(F.hardswish, lambda x: x.hardswish()),
    "layer_norm": Kind(3, _run_layer_norm, _write_layer_norm),
    "fused_rms_norm": Kind(2, _run_fused_rms_norm, _write_fused_rms_norm),
    "standardize": Kind(3, _run_standardize, _write_standardize),
    "rms_normalize": Kind(2, _run_rms_normalize, _write_rms_normalize),
    "group_norm": Kind(3, _run_group_norm, _write_group_norm),
    "batch_norm": Kind(1, _run_batch_norm, _write_batch_norm),
    "batch_norm_training": Kind(5, _run_batch_norm_training, _write_batch_norm_training),
}
