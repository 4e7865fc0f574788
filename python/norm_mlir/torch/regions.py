"""Finds norms and what stands around them in a graph of PyTorch's aten ops, and makes each such region one op.

The graph is functional, as torch.compile's backends have it: of inference, or a joint graph of forward and backward, of
which only forward is looked at. A norm is one of PyTorch's ops, or what Inductor decomposes it into and models write by
hand: (x - mean) * rsqrt(variance + eps), x * rsqrt(mean(x^2) + eps). A region takes in elementwise operations before and
behind its norm; values that others read too are results of the region as well.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Set, Tuple

import torch
from torch import fx

from . import steps
from .program import Program, Step

__all__ = ["fuse", "takes"]

aten, prims = torch.ops.aten, torch.ops.prims

#: How many operations a region takes in before its norm.
MAX_BEFORE = 16

Attributes = Dict[str, Any]


def fuse(graph: fx.Graph, min_elements: int = 0, as_traced: bool = True) -> int:
    """Replaces the regions of norms of at least so many elements, as far as sizes are known; how many there were.

    Statistics have the types that the graph's nodes were traced with, or without `as_traced` those that PyTorch's
    kernels return: these differ where 16-bit tensors are normalized."""
    forward = _find_forward(graph)
    places = {node: index for index, node in enumerate(graph.nodes)}
    regions: List[_Region] = []
    for norm in _find_norms(graph):
        taken = {node for region in regions for node in region.inside | region.copied}
        if 0 not in norm.results or norm.results[0] not in forward or not taken.isdisjoint(norm.nodes):
            continue
        if takes([value for value in map(_value, norm.operands) if value is not None], min_elements):
            region = _Region(norm, forward - taken, places, list(regions), as_traced)
            if region.grow():
                regions.append(region)
    _replace(graph, regions)
    return len(regions)


def _replace(graph: fx.Graph, regions: Sequence["_Region"]) -> None:
    """Makes each region one op, and brings every node behind those that it reads."""
    results = [region.add_call(graph) for region in regions]
    gone = {node for region in regions for node in region.inside}
    for outputs in results:
        for output, result in outputs.items():
            output.replace_all_uses_with(result, delete_user_cb=lambda user: user not in gone)
    for node in reversed(list(graph.nodes)):
        if node in gone:
            graph.erase_node(node)
    if regions:
        _sort(graph)
        graph.lint()


#
# Values of the graph.
#


def _value(node: Any) -> Optional[torch.Tensor]:
    """The tensor without data that stands for a node's result; None for what is no tensor."""
    value = node.meta.get("val") if isinstance(node, fx.Node) else None
    return value if isinstance(value, torch.Tensor) else None


def _is_float(node: Any) -> bool:
    value = _value(node)
    return value is not None and value.dtype in steps.FLOATS and value.device.type == "cpu"


def _same_size(first: Any, second: Any) -> bool:
    if isinstance(first, int) or isinstance(second, int):
        return isinstance(first, int) and isinstance(second, int) and first == second
    return first.node.expr == second.node.expr


def _same_shape(first: Sequence[Any], second: Sequence[Any]) -> bool:
    return len(first) == len(second) and all(map(_same_size, first, second))


def _varying_axes(shape: Sequence[Any], full: Sequence[Any]) -> Optional[Tuple[int, ...]]:
    """Along which axes of `full` a tensor of `shape` varies that broadcasts to it; None where it does not."""
    if len(shape) > len(full):
        return None
    axes = []
    for axis, size in enumerate(shape, len(full) - len(shape)):
        if _same_size(size, full[axis]):
            axes.append(axis)
        elif not (isinstance(size, int) and size == 1):
            return None
    return tuple(axes)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _find_forward(graph: fx.Graph) -> Set[fx.Node]:
    """The nodes from which the graph's results are computed, but for those of its backward."""
    backward: Set[fx.Node] = set()
    for node in graph.nodes:
        if node.op == "placeholder" and str(node.target).startswith("tangents") or backward & set(node.all_input_nodes):
            backward.add(node)
    results = next(node for node in graph.nodes if node.op == "output").all_input_nodes
    forward: Set[fx.Node] = set()
    stack = [node for node in results if node not in backward]
    # What writes to an input is a result, too.
    stack += [node for node in graph.nodes if node.target is aten.copy_.default and node not in backward]
    while stack:
        node = stack.pop()
        if node not in forward:
            forward.add(node)
            stack += node.all_input_nodes
    return forward


#
# Norms.
#


@dataclass
class _Norm:
    """A norm: the nodes that are it, the step that it becomes, with its operands, and which node has which result."""

    nodes: Set[fx.Node]
    name: str
    operands: Tuple[Optional[fx.Node], ...]
    attributes: Attributes
    results: Dict[int, fx.Node]

    @property
    def shape(self) -> Sequence[Any]:
        """The sizes of what is normalized."""
        value = _value(self.operands[0])
        assert value is not None
        return value.shape


def _find_norms(graph: fx.Graph) -> Iterator[_Norm]:
    for node in graph.nodes:
        match = _OPS.get(node.target) if node.op == "call_function" else None
        norm = None if match is None else match(node)
        if norm is not None and all(operand is None or _is_float(operand) for operand in norm.operands):
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


def _named(name: str, get: Callable[..., Tuple[Sequence[Any], Attributes]]) -> Callable[[fx.Node], Optional[_Norm]]:
    """Matches an op of several results, which getitem takes apart: `get` gives its operands and attributes."""

    def match(node: fx.Node) -> Optional[_Norm]:
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
        return _Norm({node, *results.values()}, name, tuple(operands), attributes, results)

    return match


def _layer_norm(x: Any, shape: Any, weight: Any, bias: Any, eps: float) -> Any:
    return (x, weight, bias), {"count": len(shape), "eps": eps}


def _rms_norm(x: Any, shape: Any, weight: Any = None, eps: Optional[float] = None) -> Any:
    return (x, weight), {"count": len(shape), "eps": eps}


def _group_norm(x: Any, weight: Any, bias: Any, n: Any, c: Any, hw: Any, groups: int, eps: float) -> Any:
    value = _value(x)
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


def _match_rsqrt(node: fx.Node) -> Optional[_Norm]:
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


def _match_standardize(rstd: fx.Node, variance: fx.Node, eps: float) -> Optional[_Norm]:
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
            return _Norm(nodes, "standardize", (x,), {"axes": _axes(axes, x), "eps": eps}, results)
    return None


def _match_rms_normalize(rstd: fx.Node, mean: fx.Node, eps: float) -> Optional[_Norm]:
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
        return _Norm(nodes, "rms_normalize", (x,), {"axes": _axes(mean.args[1], x), "eps": eps}, {0: y, 1: rstd})
    return None


def _is_widened(node: fx.Node) -> bool:
    cast = _ELEMENTWISE.get(node.target) is _cast and _cast(node)
    return bool(cast) and _value(node.args[0]).element_size() < _value(node).element_size()  # type: ignore


def _axes(axes: Any, x: fx.Node) -> List[int]:
    value = _value(x)
    assert value is not None
    return sorted(axis % value.dim() for axis in axes)


_OPS: Dict[Any, Callable[[fx.Node], Optional[_Norm]]] = {
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
    if dtype not in steps.FLOATS or set(node.kwargs) - {"dtype"} or not _is_float(node.args[0]):
        return None
    if _value(node.args[0]).dtype == dtype:  # type: ignore[union-attr]
        return None
    return "cast", (node.args[0],), {"element": steps.kernels.get_element(dtype)}


_ELEMENTWISE: Dict[Any, Callable[[fx.Node], Any]] = {
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
_CHEAP = ("add", "sub", "cast")


#
# Regions.
#


@dataclass
class _Region:
    """A norm and what it takes in. `copied` nodes are computed inside, and stay in the graph for others too."""

    norm: _Norm
    free: Set[fx.Node]  # Of forward, and of no region yet.
    places: Dict[fx.Node, int]
    others: List["_Region"]
    as_traced: bool
    inside: Set[fx.Node] = field(default_factory=set)
    copied: Set[fx.Node] = field(default_factory=set)

    def grow(self) -> bool:
        """Takes in operations before and behind the norm; whether the region can be one op."""
        self.inside = set(self.norm.nodes)
        self._region_of = {node: region for region in self.others for node in region.inside}
        if not self._is_convex():
            return False
        self._take_before()
        self._take_behind()
        return True

    def _describe(self, node: fx.Node) -> Optional[Tuple[str, Tuple[Any, ...], Attributes]]:
        """The step that an elementwise node of the region's sizes is; None for any other."""
        match = _ELEMENTWISE.get(node.target) if node.op == "call_function" and node in self.free else None
        step = None if match is None or not _is_float(node) else match(node)
        if step is None:
            return None
        shape, full = _value(node).shape, self.norm.shape  # type: ignore[union-attr]
        operands = [_value(operand) for operand in step[1]]
        if not _same_shape(shape, full) or not all(map(_is_float, step[1])):
            return None
        axes = [_varying_axes(operand.shape, full) for operand in operands]  # type: ignore[union-attr]
        # One operand is as large as the result. One of no axes at all takes no part in the choice of PyTorch's type.
        suits = None not in axes and any(len(own or ()) == len(full) for own in axes)
        return step if suits and all(operand.dim() > 0 for operand in operands) else None  # type: ignore[union-attr]

    def _take_before(self) -> None:
        """Operations whose results only the region reads; sums, which become results; casts, which are copied."""
        stack = [operand for operand in self.norm.operands[:1] if operand is not None]
        while stack and len(self.inside) + len(self.copied) < MAX_BEFORE + len(self.norm.nodes):
            node = stack.pop()
            step = self._describe(node) if node not in self.inside else None
            if step is None:
                continue
            elsewhere = [user for user in node.users if user not in self.inside and user not in self.copied]
            if elsewhere and step[0] not in _CHEAP:
                continue
            if elsewhere and step[0] == "cast":
                self.copied.add(node)
            else:
                self.inside.add(node)
                if not self._is_convex():
                    self.inside.remove(node)
                    continue
            stack += [operand for operand in step[1] if isinstance(operand, fx.Node)]

    def _take_behind(self) -> None:
        """Operations that read what the region computes."""
        queue = sorted(self.inside, key=self.places.__getitem__)
        while queue:
            node = queue.pop(0)
            for user in sorted(node.users, key=self.places.__getitem__):
                if user in self.inside or user in self.copied or self._describe(user) is None:
                    continue
                self.inside.add(user)
                if self._is_convex():
                    queue.append(user)
                else:
                    self.inside.remove(user)

    def _is_convex(self) -> bool:
        """Whether nothing outside reads what the region computes and is read by it, each other region being one op."""
        limit = self._last_place()
        stack = [user for node in self.inside for user in node.users if user not in self.inside]
        seen: Set[fx.Node] = set()
        while stack:
            node = stack.pop()
            if node in seen or self.places.get(node, limit) > limit:
                continue
            region = self._region_of.get(node)
            members = {node} if region is None else region.inside
            seen |= members
            for user in (user for member in members for user in member.users):
                if user in self.inside:
                    return False
                if user not in members:
                    stack.append(user)
        return True

    def _last_place(self) -> int:
        """Where the region, and all those that overlap with it, end: what follows is not read by it."""
        last = max(map(self.places.__getitem__, self.inside))
        spans = [sorted(map(self.places.__getitem__, region.inside)) for region in self.others]
        while any(span[0] < last < span[-1] for span in spans):
            last = max(span[-1] for span in spans if span[0] < last < span[-1])
        return last

    def add_call(self, graph: fx.Graph) -> Dict[fx.Node, fx.Node]:
        """Puts the region's op where its last node stands; the nodes that it has results for, and these."""
        program, inputs, outputs = self._write()
        last = max(self.inside, key=self.places.__getitem__)
        with graph.inserting_after(last):
            call = graph.call_function(torch.ops.norm_mlir.region.default, (inputs, program.write()))
        call.meta["val"] = [node.meta["val"] for node in outputs]
        results = {}
        with graph.inserting_after(call):
            for index, output in enumerate(outputs):
                results[output] = graph.call_function(operator.getitem, (call, index))
                results[output].meta.update(output.meta)
        return results

    def _write(self) -> Tuple[Program, List[fx.Node], List[fx.Node]]:
        """The program, and the nodes that its inputs and outputs are."""
        written: List[Tuple[str, Tuple[Any, ...], Attributes, Dict[int, fx.Node]]] = []
        for node in sorted(self.inside | self.copied, key=self.places.__getitem__):
            if node is self.norm.results[0]:
                norm = self.norm
                written.append((norm.name, norm.operands, norm.attributes, norm.results))
            elif node not in self.norm.nodes:
                name, operands, attributes = self._describe(node)  # type: ignore[misc]
                written.append((name, operands, attributes, {0: node}))
        made = {node for *_, results in written for node in results.values()}
        used = [operand for _, operands, *_ in written for operand in operands if operand is not None]
        inputs = list(dict.fromkeys(operand for operand in used if operand not in made))
        numbers: Dict[Optional[fx.Node], Optional[int]] = {None: None}
        numbers.update((node, index) for index, node in enumerate(inputs))
        count, steps_ = len(inputs), []
        for name, operands, attributes, results in written:
            steps_.append(Step(name, tuple(numbers[operand] for operand in operands), tuple(sorted(attributes.items()))))
            numbers.update((node, count + index) for index, node in results.items())
            count += steps.STEPS[name].results
        outputs = [node for node in made if node in self.inside and not self.inside.issuperset(node.users)]
        outputs.sort(key=self.places.__getitem__)
        axes = tuple(self._axes_of(node) for node in inputs)
        chosen = []
        for node in outputs:
            chosen.append(numbers[node])
            if self.as_traced and node in self.norm.results.values() and node is not self.norm.results[0]:
                element = steps.kernels.get_element(_value(node).dtype)  # type: ignore[union-attr]
                steps_.append(Step("cast", (numbers[node],), (("element", element),)))
                chosen[-1], count = count, count + 1
        return Program(len(self.norm.shape), axes, tuple(steps_), tuple(chosen)), inputs, outputs  # type: ignore[arg-type]

    def _axes_of(self, node: fx.Node) -> Tuple[int, ...]:
        """The axes of an input; those of a norm's parameters are its channels, or its last ones."""
        if node in self.norm.operands[1:] and self.norm.name in ("group_norm", "batch_norm", "batch_norm_training"):
            return (1,)
        axes = _varying_axes(_value(node).shape, self.norm.shape)  # type: ignore[union-attr]
        assert axes is not None
        return axes


def _sort(graph: fx.Graph) -> None:
    """Brings every node behind those that it reads, and leaves the others in their order."""
    placed: Set[fx.Node] = set()
    waiting: Dict[fx.Node, List[fx.Node]] = {}
    stack = list(reversed(list(graph.nodes)))
    last: Optional[fx.Node] = None
    while stack:
        node = stack.pop()
        missing = next((operand for operand in node.all_input_nodes if operand not in placed), None)
        if missing is not None:
            waiting.setdefault(missing, []).append(node)
            continue
        placed.add(node)
        if last is not None and node.prev is not last:
            last.append(node)
        last = node
        stack += reversed(waiting.pop(node, []))
