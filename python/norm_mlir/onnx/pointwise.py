"""What stands around norms in ONNX: elementwise ops, reductions, and views, as expressions.

Each op is computed in f32, of f64 in f64, and rounded to its type, as ONNX has one node after the other. Sums are f64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Union

import numpy as np

from ..expressions import Expression
from .graph import CODES, Graph, ModelError, Node
from .norms import wide
from .shaping import NeedsSizes, broadcast, count, flatten, reshape, squeeze, unsqueeze

#: An operand: a tensor, or an array that is known.
Value = Union[Expression, np.ndarray]
Define = Callable[[Node, Sequence[Optional[Value]]], Expression]


@dataclass(frozen=True)
class Pointwise:
    """How an op is imported: its definitions by version, how many operands are tensors (None: all; the others must be
    known, or follow from sizes), and whether it sums over axes."""

    versions: Tuple[int, ...]
    define: Define
    tensors: Optional[int] = None
    is_reduction: bool = False
    suits: Callable[[Node, Graph], bool] = lambda node, graph: True


def tensor(value: Value) -> Expression:
    """A value that has to be a tensor."""
    if not isinstance(value, Expression):
        raise TypeError("expects a tensor; got an array")
    return value


def _elementwise(op: Callable[..., Any]) -> Define:
    """An op on tensors that broadcast; arrays of one element are numbers."""

    def define(node: Node, values: Sequence[Optional[Value]]) -> Expression:
        given = [value for value in values if value is not None]
        tensors = [value for value in given if isinstance(value, Expression)]
        element = tensors[0].type.element
        spread = iter(broadcast([value.cast(wide(element)) for value in tensors]))
        result: Expression = op(*(next(spread) if isinstance(each, Expression) else _number(each) for each in given))
        return result.cast(element)

    return define


def _number(value: np.ndarray) -> float:
    return float(value.reshape(()).astype(np.float64))


def _with_attributes(op: Callable[..., Expression], *names: str) -> Define:
    """An op on one tensor, with these attributes."""

    def define(node: Node, values: Sequence[Optional[Value]]) -> Expression:
        x = tensor(values[0])  # type: ignore[arg-type]
        y = op(x.cast(wide(x.type.element)), *(node.attributes[name] for name in names))
        return y.cast(x.type.element)

    return define


def _pow(x: Expression, exponent: float) -> Expression:
    """x to a number; whole ones as products."""
    if exponent in (1.0, 2.0, 3.0):
        return x if exponent == 1 else x * x if exponent == 2 else x * x * x
    return x**exponent


def _gelu(x: Expression, approximate: Any) -> Expression:
    return x.gelu(approximate.decode() if isinstance(approximate, bytes) else approximate)


def _clip(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    x = tensor(values[0])  # type: ignore[arg-type]
    largest = _LARGEST[x.type.element]
    if node.version < 11:
        low, high = node.attributes["min"], node.attributes["max"]
    else:
        # A limit that is left out is the last number of the type, which infinity is beyond.
        given = [None if value is None else _number(np.asarray(value)) for value in (*values[1:], None, None)]
        low, high = (-largest if given[0] is None else given[0]), (largest if given[1] is None else given[1])
    return x.cast(wide(x.type.element)).maximum(low).minimum(high).cast(x.type.element)


def _cast(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    return tensor(values[0]).cast(_TARGETS[node.attributes["to"]])  # type: ignore[arg-type]


# The largest finite numbers.
_LARGEST = {
    "f64": float(np.finfo(np.float64).max),
    "f32": float(np.finfo(np.float32).max),
    "bf16": 2.0**127 * (2 - 2.0**-7),
    "f16": 65504.0,
}
_TARGETS = {code: element for element, code in CODES.items()}


def _casts_to_float(node: Node, graph: Graph) -> bool:
    return node.attributes["to"] in _TARGETS


# Views.


def _reshape(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    x, target = tensor(values[0]), values[1]  # type: ignore[arg-type]
    sizes = [int(size) for size in np.asarray(target).reshape(-1)]
    own = x.type.sizes
    if not node.attributes.get("allowzero", 0):
        if any(size == 0 and axis >= len(own) for axis, size in enumerate(sizes)):
            raise ModelError(f"expects sizes of {node.text} that {x.type.text} has; got {sizes}")
        sizes = [own[axis] if size == 0 else size for axis, size in enumerate(sizes)]  # type: ignore[misc]
    if tuple(sizes) == own:
        return x
    if None in own or None in sizes:
        raise NeedsSizes
    total, given = count(own, range(len(own))), 1
    for size in sizes:
        given *= 1 if size == -1 else size
    if sizes.count(-1) == 1 and given > 0 and total % given == 0:
        sizes[sizes.index(-1)] = total // given
        given = total
    if given != total or min(sizes, default=0) < 0:
        raise ModelError(f"expects {node.text} to keep the {total} elements of {x.type.text}; got {sizes}")
    return reshape(x, sizes)


def _flatten(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    x = tensor(values[0])  # type: ignore[arg-type]
    rank, axis = len(x.type.sizes), node.attributes["axis"]
    if not -rank <= axis <= rank:
        raise ModelError(f"expects an axis of {node.text} from {-rank} to {rank}; got {axis}")
    return flatten(x, axis + rank if axis < 0 else axis)


def _axes_of(node: Node, values: Sequence[Optional[Value]], rank: int) -> Optional[List[int]]:
    """Axes from an attribute or the second operand, counted from the first; None where there are none."""
    given = node.attributes.get("axes")
    if given is None and len(values) > 1 and values[1] is not None:
        given = np.asarray(values[1]).reshape(-1).tolist()
    if given is None:
        return None
    if any(not -rank <= axis < rank for axis in given) or len({axis % rank for axis in given}) < len(given):
        raise ModelError(f"expects axes of {node.text} to be different ones of {rank}; got {list(given)}")
    return sorted(axis % rank for axis in given)


def _unsqueeze(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    x = tensor(values[0])  # type: ignore[arg-type]
    number = len(node.attributes["axes"]) if "axes" in node.attributes else np.asarray(values[1]).size
    return unsqueeze(x, _axes_of(node, values, len(x.type.sizes) + number) or [])


def _squeeze(node: Node, values: Sequence[Optional[Value]]) -> Expression:
    x = tensor(values[0])  # type: ignore[arg-type]
    sizes = x.type.sizes
    axes = _axes_of(node, values, len(sizes))
    if axes is None:
        if None in sizes:
            raise NeedsSizes
        axes = [axis for axis, size in enumerate(sizes) if size == 1]
    if any(sizes[axis] is None for axis in axes):
        raise NeedsSizes
    if any(sizes[axis] != 1 for axis in axes):
        raise ModelError(f"expects axes of {node.text} of size 1; got {axes} of {x.type.text}")
    return squeeze(x, axes)


# Reductions.


def _reduction(op: Callable[[Expression, Sequence[int]], Expression]) -> Define:
    """A sum of some kind, in f64, over all axes where none are given."""

    def define(node: Node, values: Sequence[Optional[Value]]) -> Expression:
        x = tensor(values[0])  # type: ignore[arg-type]
        rank = len(x.type.sizes)
        axes = _axes_of(node, values, rank) or []
        if not axes and not node.attributes.get("noop_with_empty_axes", 0):
            axes = list(range(rank))
        y = op(x.cast("f64"), axes).cast(x.type.element)
        return unsqueeze(y, axes) if node.attributes["keepdims"] else y

    return define


def _mean(x: Expression, axes: Sequence[int]) -> Expression:
    number = count(x.type.sizes, axes)
    return _sum(x, axes) / float(number)


def _sum(x: Expression, axes: Sequence[int]) -> Expression:
    return x.sum(axes) if axes else x


_REDUCTIONS: Dict[str, Tuple[Tuple[int, ...], Callable[[Expression, Sequence[int]], Expression]]] = {
    "ReduceMean": ((1, 11, 13, 18), _mean),
    "ReduceSum": ((1, 11, 13), _sum),
    "ReduceSumSquare": ((1, 11, 13, 18), lambda x, axes: _sum(x * x, axes)),
    "ReduceL1": ((1, 11, 13, 18), lambda x, axes: _sum(x.abs(), axes)),
    "ReduceL2": ((1, 11, 13, 18), lambda x, axes: _sum(x * x, axes).sqrt()),
}


def _scalar_exponent(node: Node, graph: Graph) -> bool:
    return graph.is_known_scalar(node.inputs[1])


def _known_limits(node: Node, graph: Graph) -> bool:
    return all(not name or graph.is_known_scalar(name) for name in node.inputs[1:])


def _drops_nothing(node: Node, graph: Graph) -> bool:
    """Whether a Dropout is for inference; one whose mask is a result is none of ours."""
    training = node.inputs[2] if node.version >= 12 and len(node.inputs) > 2 else ""
    return not training or (training in graph.known and not graph.known[training].any())


def _add_all(*values: Any) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


_BINARY = (7, 13, 14)
_UNARY = (6, 13)
_VIEWS_SINCE_13 = (13, 21, 23, 24, 25)

POINTWISE: Dict[str, Pointwise] = {
    "Add": Pointwise(_BINARY, _elementwise(lambda x, y: x + y)),
    "Sub": Pointwise(_BINARY, _elementwise(lambda x, y: x - y)),
    "Mul": Pointwise(_BINARY, _elementwise(lambda x, y: x * y)),
    "Div": Pointwise(_BINARY, _elementwise(lambda x, y: x / y)),
    "Sum": Pointwise((8, 13), _elementwise(_add_all)),
    "Pow": Pointwise((7, 12, 13, 15), _elementwise(_pow), 1, suits=_scalar_exponent),
    "Relu": Pointwise((6, 13, 14), _with_attributes(Expression.relu)),
    "LeakyRelu": Pointwise((6, 16), _with_attributes(Expression.leaky_relu, "alpha")),
    "Gelu": Pointwise((20,), _with_attributes(_gelu, "approximate")),
    "Sigmoid": Pointwise(_UNARY, _with_attributes(Expression.sigmoid)),
    "Swish": Pointwise((24,), _with_attributes(lambda x, alpha: x / ((x * -alpha).exp() + 1.0), "alpha")),
    "Tanh": Pointwise(_UNARY, _with_attributes(Expression.tanh)),
    "HardSwish": Pointwise((14, 22), _with_attributes(lambda x: x * (x * (1 / 6) + 0.5).hardtanh(0.0, 1.0))),
    "HardSigmoid": Pointwise(
        (6, 22), _with_attributes(lambda x, alpha, beta: (x * alpha + beta).hardtanh(0.0, 1.0), "alpha", "beta")
    ),
    "Clip": Pointwise((6, 11, 12, 13), _clip, 1, suits=_known_limits),
    "Cast": Pointwise((6, 9, 13, 19, 21, 23, 24, 25, 28), _cast, suits=_casts_to_float),
    "Erf": Pointwise((9, 13), _with_attributes(Expression.erf)),
    "Sqrt": Pointwise(_UNARY, _with_attributes(Expression.sqrt)),
    "Reciprocal": Pointwise(_UNARY, _with_attributes(lambda x: 1.0 / x)),
    "Neg": Pointwise(_UNARY, _with_attributes(Expression.__neg__)),
    "Abs": Pointwise(_UNARY, _with_attributes(Expression.abs)),
    "Exp": Pointwise(_UNARY, _with_attributes(Expression.exp)),
    "Identity": Pointwise((1, 13, 14, 16, 19, 21, 23, 24, 25), lambda node, values: tensor(values[0])),  # type: ignore
    "Dropout": Pointwise((7, 10, 12, 13, 22), lambda node, values: tensor(values[0]), 1, suits=_drops_nothing),  # type: ignore
    "Reshape": Pointwise((5, 13, 14, 19, 21, 23, 24, 25), _reshape, 1),
    "Flatten": Pointwise((1, 9, 11, 13, 21, 23, 24, 25), _flatten),
    "Unsqueeze": Pointwise((1, 11, *_VIEWS_SINCE_13), _unsqueeze, 1),
    "Squeeze": Pointwise((1, 11, *_VIEWS_SINCE_13), _squeeze, 1),
    **{name: Pointwise(versions, _reduction(op), 1, is_reduction=True) for name, (versions, op) in _REDUCTIONS.items()},
}
