"""What the aten ops of a graph are: norms, and elementwise steps.

A norm is one of PyTorch's ops, or what Inductor decomposes it into and models write by hand:
(x - mean) * rsqrt(variance + eps), x * rsqrt(mean(x^2) + eps).
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

import torch
from torch import fx

from . import steps

__all__ = ["ELEMENTWISE", "Norm", "find_norms", "is_float", "same_shape", "takes", "value_of", "varying_axes"]

aten, prims = torch.ops.aten, torch.ops.prims

Attributes = Dict[str, Any]


#
# Values of the graph.
#


def value_of(node: Any) -> Optional[torch.Tensor]:
    """The tensor without data that stands for a node's result; None for what is no tensor."""
    value = node.meta.get("val") if isinstance(node, fx.Node) else None
    return value if isinstance(value, torch.Tensor) else None


def is_float(node: Any) -> bool:
    """Whether a node's result is a tensor of the CPU of a type that kernels take."""
    value = value_of(node)
    return value is not None and value.dtype in steps.FLOATS and value.device.type == "cpu"


def _expression(size: Any) -> Any:
    """A size as a number, or as what is known of a symbolic one."""
    return size if isinstance(size, int) else size.node.expr


def _same_size(first: Any, second: Any) -> bool:
    return bool(_expression(first) == _expression(second))


def same_shape(first: Sequence[Any], second: Sequence[Any]) -> bool:
    """Whether both are of the same sizes, symbolic ones included."""
    return len(first) == len(second) and all(map(_same_size, first, second))


def varying_axes(shape: Sequence[Any], full: Sequence[Any]) -> Optional[Tuple[int, ...]]:
    """Along which axes of `full` a tensor of `shape` varies that broadcasts to it; None where it does not."""
    if len(shape) > len(full):
        return None
    axes = []
    for axis, size in enumerate(shape, len(full) - len(shape)):
        if _same_size(size, full[axis]):
            axes.append(axis)
        elif _expression(size) != 1:
            return None
    return tuple(axes)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


#
# Norms.
#


@dataclass
class Norm:
    """A norm: the nodes that are it, the step that it becomes, with its operands, and which node has which result."""

    nodes: Set[fx.Node]
    name: str
    operands: Tuple[Optional[fx.Node], ...]
    attributes: Attributes
    results: Dict[int, fx.Node]

    @property
    def shape(self) -> Sequence[Any]:
        """The sizes of what is normalized."""
        value = value_of(self.operands[0])
        assert value is not None
        return value.shape


def find_norms(graph: fx.Graph) -> Iterator[Norm]:
    """The norms of a graph, in its order."""
    for node in graph.nodes:
        match = _OPS.get(node.target) if node.op == "call_function" else None
        norm = None if match is None else match(node)
        if norm is not None and all(operand is None or is_float(operand) for operand in norm.operands):
            yield norm


def takes(tensors: Sequence[torch.Tensor], min_elements: int) -> bool:
    """Whether a kernel computes what PyTorch does: what is normalized, and parameters, of these sizes and types."""
    if any(tensor.dtype not in steps.FLOATS or tensor.device.type != "cpu" for tensor in tensors):
        return False
    x, *parameters = tensors
    if any(isinstance(size, int) and size == 0 for size in x.shape):
        return False
    if all(isinstance(size, int) for size in x.shape) and math.prod(x.shape) < min_elements:
        return False
    narrow = x.dtype in (torch.bfloat16, torch.float16)
    return all(other.dtype == x.dtype or narrow and other.dtype == torch.float32 for other in parameters)


def _named(name: str, get: Callable[..., Tuple[Sequence[Any], Attributes]]) -> Callable[[fx.Node], Optional[Norm]]:
    """Matches an op of several results, which getitem takes apart: `get` gives its operands and attributes."""

    def match(node: fx.Node) -> Optional[Norm]:
        if node.kwargs:
            return None
        given = get(*node.args)
        if given is None or any(not isinstance(operand, (fx.Node, type(None))) for operand in given[0]):
            return None
        operands, attributes = given
        results = {}
        for user in node.users:
            if user.target is not operator.getitem:
                return None
            results[user.args[1]] = user
        if len(set(results.values())) < len(node.users):
            return None
        return Norm({node, *results.values()}, name, tuple(operands), attributes, results)

    return match


def _layer_norm(x: Any, shape: Any, weight: Any, bias: Any, eps: float) -> Any:
    return (x, weight, bias), {"count": len(shape), "eps": eps}


def _rms_norm(x: Any, shape: Any, weight: Any = None, eps: Optional[float] = None) -> Any:
    return (x, weight), {"count": len(shape), "eps": eps}


def _group_norm(x: Any, weight: Any, bias: Any, n: Any, c: Any, hw: Any, groups: int, eps: float) -> Any:
    value = value_of(x)
    # PyTorch refuses statistics of one value; a tensor of two axes has no spatial ones to name.
    return None if value is None or value.dim() < 3 else ((x, weight, bias), {"groups": groups, "eps": eps})


def _batch_norm(x: Any, weight: Any, bias: Any, mean: Any, variance: Any, momentum: float, eps: float) -> Any:
    return (x, mean, variance, weight, bias), {"eps": eps}


def _batch_norm_training(
    x: Any, weight: Any, bias: Any, mean: Any, variance: Any, training: bool, momentum: float, eps: float
) -> Any:
    if not training or mean is None or eps <= 0:
        return None
    return (x, weight, bias, mean, variance), {"momentum": momentum, "eps": eps}


def _match_rsqrt(node: fx.Node) -> Optional[Norm]:
    """From 1 / sqrt(v + eps), a norm whose variance, or mean square, v is."""
    v, eps = _added_number(node.args[0])
    if v is None or eps is None or eps < 0:
        return None
    if v.target is operator.getitem and v.args[1] == 0:
        return _match_standardize(node, v, eps)
    if v.target is aten.mean.dim and len(v.args) > 2 and v.args[2] is True and not v.kwargs:
        return _match_rms_normalize(node, v, eps)
    return None


def _added_number(node: Any) -> Tuple[Optional[fx.Node], Optional[float]]:
    """v and eps of v + eps."""
    if not isinstance(node, fx.Node) or node.target not in (aten.add.Tensor, aten.add.Scalar) or node.kwargs:
        return None, None
    first, second = node.args[:2]
    return (first, float(second)) if isinstance(first, fx.Node) and _is_number(second) else (None, None)  # type: ignore


def _only_reader(node: fx.Node, reader: fx.Node) -> bool:
    return list(node.users) == [reader]


def _products(factor: fx.Node, other: fx.Node) -> List[fx.Node]:
    """The nodes that are factor * other."""
    return [
        user for user in factor.users if user.target is aten.mul.Tensor and set(user.all_input_nodes) == {factor, other}
    ]


def _match_standardize(rstd: fx.Node, variance: fx.Node, eps: float) -> Optional[Norm]:
    moments: Any = variance.args[0]
    if moments.target is not aten.var_mean.correction or moments.kwargs != {"correction": 0, "keepdim": True}:
        return None
    x, axes = moments.args
    mean = next((user for user in moments.users if user.args[1] == 1), None)
    added: Any = rstd.args[0]
    if mean is None or not _only_reader(variance, added) or not _only_reader(added, rstd):
        return None
    centred = [user for user in mean.users if user.target is aten.sub.Tensor and user.args == (x, mean)]
    for difference in centred:
        for y in _products(rstd, difference):
            nodes = {moments, variance, mean, added, rstd, difference, y}
            if not _only_reader(difference, y):
                nodes.discard(difference)
            results = {0: y, 1: mean, 2: rstd}
            return Norm(nodes, "standardize", (x,), {"axes": _axes(axes, x), "eps": eps}, results)
    return None


def _match_rms_normalize(rstd: fx.Node, mean: fx.Node, eps: float) -> Optional[Norm]:
    square: Any = mean.args[0]
    added: Any = rstd.args[0]
    if not (_only_reader(mean, added) and _only_reader(added, rstd)):
        return None
    if square.target is aten.pow.Tensor_Scalar and square.args[1] == 2:
        x = square.args[0]
    elif square.target is aten.mul.Tensor and square.args[0] is square.args[1]:
        x = square.args[0]
    else:
        return None
    # T5 multiplies what it widened for the square as it was before, to the same value.
    for y in _products(rstd, x) + (_products(rstd, x.args[0]) if _is_widened(x) else []):
        nodes = {mean, added, rstd, y}
        if _only_reader(square, mean):
            nodes.add(square)
        return Norm(nodes, "rms_normalize", (x,), {"axes": _axes(mean.args[1], x), "eps": eps}, {0: y, 1: rstd})
    return None


def _is_widened(node: fx.Node) -> bool:
    cast = ELEMENTWISE.get(node.target) is _cast and _cast(node)
    return bool(cast) and value_of(node.args[0]).element_size() < value_of(node).element_size()  # type: ignore


def _axes(axes: Any, x: fx.Node) -> List[int]:
    value = value_of(x)
    assert value is not None
    return sorted(axis % value.dim() for axis in axes)


_OPS: Dict[Any, Callable[[fx.Node], Optional[Norm]]] = {
    aten.native_layer_norm.default: _named("layer_norm", _layer_norm),
    aten._fused_rms_norm.default: _named("fused_rms_norm", _rms_norm),
    aten.native_group_norm.default: _named("group_norm", _group_norm),
    aten._native_batch_norm_legit_no_training.default: _named("batch_norm", _batch_norm),
    aten._native_batch_norm_legit_functional.default: _named("batch_norm_training", _batch_norm_training),
    aten.rsqrt.default: _match_rsqrt,
}


#
# Elementwise operations.
#


def _binary(name: str) -> Callable[[fx.Node], Optional[Tuple[str, Tuple[Any, ...], Attributes]]]:
    def match(node: fx.Node) -> Any:
        if node.kwargs or len(node.args) != 2:
            return None
        first, second = node.args
        if isinstance(first, fx.Node) and isinstance(second, fx.Node):
            return name, (first, second), {}
        if isinstance(first, fx.Node) and _is_number(second) and f"{name}_number" in steps.STEPS:
            return f"{name}_number", (first,), {"number": second}
        if isinstance(second, fx.Node) and _is_number(first) and name in ("add", "mul"):
            return f"{name}_number", (second,), {"number": first}
        return None

    return match


def _rsub(node: fx.Node) -> Any:
    plain = not node.kwargs and len(node.args) == 2 and _is_number(node.args[1])
    return ("rsub_number", (node.args[0],), {"number": node.args[1]}) if plain else None


def _unary(name: str, *names: str, **defaults: Any) -> Callable[[fx.Node], Any]:
    """An operation of one tensor, with these attributes behind it."""

    def match(node: fx.Node) -> Any:
        values = {**defaults, **dict(zip(names, node.args[1:])), **node.kwargs}
        if set(values) != set(names) or any(isinstance(value, fx.Node) for value in values.values()):
            return None
        return name, (node.args[0],), values

    return match


def _clamp(node: fx.Node) -> Any:
    low, high = (*node.args[1:], None, None)[:2]
    if node.kwargs or not (_is_number(low) and _is_number(high)):
        return None
    return "hardtanh", (node.args[0],), {"min_val": low, "max_val": high}


def _cast(node: fx.Node) -> Any:
    dtype = node.args[1] if len(node.args) == 2 else node.kwargs.get("dtype")
    # Said again, as type_as does: a layout and a device that it has.
    said = {"dtype": dtype, "layout": torch.strided, "device": torch.device("cpu")}
    if dtype not in steps.FLOATS or not is_float(node.args[0]):
        return None
    if any(name not in said or value != said[name] for name, value in node.kwargs.items()):
        return None
    if value_of(node.args[0]).dtype == dtype:  # type: ignore[union-attr]
        return None
    return "cast", (node.args[0],), {"element": steps.kernels.get_element(dtype)}


ELEMENTWISE: Dict[Any, Callable[[fx.Node], Any]] = {
    aten.add.Tensor: _binary("add"),
    aten.add.Scalar: _binary("add"),
    aten.sub.Tensor: _binary("sub"),
    aten.sub.Scalar: _binary("sub"),
    aten.mul.Tensor: _binary("mul"),
    aten.mul.Scalar: _binary("mul"),
    aten.div.Tensor: _binary("div"),
    aten.div.Scalar: _binary("div"),
    aten.rsub.Scalar: _rsub,
    aten.maximum.default: _binary("maximum"),
    aten.minimum.default: _binary("minimum"),
    aten.neg.default: _unary("neg"),
    aten.abs.default: _unary("abs"),
    aten.exp.default: _unary("exp"),
    aten.erf.default: _unary("erf"),
    aten.tanh.default: _unary("tanh"),
    aten.sqrt.default: _unary("sqrt"),
    aten.reciprocal.default: _unary("reciprocal"),
    aten.sigmoid.default: _unary("sigmoid"),
    aten.relu.default: _unary("relu"),
    aten.silu.default: _unary("silu"),
    aten.gelu.default: _unary("gelu", "approximate", approximate="none"),
    aten.leaky_relu.default: _unary("leaky_relu", "negative_slope", negative_slope=0.01),
    aten.hardtanh.default: _unary("hardtanh", "min_val", "max_val", min_val=-1.0, max_val=1.0),
    aten.hardsigmoid.default: _unary("hardsigmoid"),
    aten.hardswish.default: _unary("hardswish"),
    aten.clamp.default: _clamp,
    aten._to_copy.default: _cast,
    prims.convert_element_type.default: _cast,
}
