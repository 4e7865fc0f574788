"""Norms and what stands around them as one kernel.

The forward of a module that calls norms is traced, its children as they are called, and each norm takes in the
elementwise operations before and behind it: activations, sums, casts. The module then runs the traced operations, with
each such region as one call. Which values have other readers decides what a region returns. Where a call does not suit
(other sizes, gradients, hooks on a module that is taken in), the region's operations run one by one.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Sequence, Set, Tuple

import torch
from torch import Tensor, fx, nn
from torch.nn import functional as F
from torch.nn.modules.module import _has_any_global_hook

from .. import kernels
from ..compiler import Function, compile
from ..expressions import Expression
from . import modules
from .forwards import IN_PLACE, MAX_TRACES, TRACING, Forward, State, Tracer, agrees, copy_tensors, key_of
from .modules import CLASSES
from .steps import promote

Nodes = Set[fx.Node]


# What of an activation's operands is a tensor, and the expression of its call.
_FUNCTIONS: Dict[Any, Callable[..., Expression]] = {
    F.relu: lambda x, inplace=False: x.relu(),
    torch.relu: lambda x: x.relu(),
    F.relu6: lambda x, inplace=False: x.hardtanh(0.0, 6.0),
    F.leaky_relu: lambda x, negative_slope=0.01, inplace=False: x.leaky_relu(negative_slope),
    F.gelu: lambda x, approximate="none": x.gelu(approximate),
    F.silu: lambda x, inplace=False: x.silu(),
    F.sigmoid: lambda x: x.sigmoid(),
    torch.sigmoid: lambda x: x.sigmoid(),
    torch.tanh: lambda x: x.tanh(),
    F.tanh: lambda x: x.tanh(),
    F.hardswish: lambda x, inplace=False: x.hardswish(),
    F.hardsigmoid: lambda x, inplace=False: x.hardsigmoid(),
    F.hardtanh: lambda x, min_val=-1.0, max_val=1.0, inplace=False: x.hardtanh(min_val, max_val),
}
_MODULES: Dict[type, Callable[[Any, Expression], Expression]] = {
    nn.ReLU: lambda m, x: x.relu(),
    nn.ReLU6: lambda m, x: x.hardtanh(0.0, 6.0),
    nn.LeakyReLU: lambda m, x: x.leaky_relu(m.negative_slope),
    nn.GELU: lambda m, x: x.gelu(m.approximate),
    nn.SiLU: lambda m, x: x.silu(),
    nn.Sigmoid: lambda m, x: x.sigmoid(),
    nn.Tanh: lambda m, x: x.tanh(),
    nn.Hardswish: lambda m, x: x.hardswish(),
    nn.Hardsigmoid: lambda m, x: x.hardsigmoid(),
    nn.Hardtanh: lambda m, x: x.hardtanh(m.min_val, m.max_val),
}
_SUMS = (operator.add, operator.iadd, torch.add)
_PRODUCTS = (operator.mul, operator.imul, torch.mul)
_METHODS: Dict[str, Callable[..., Expression]] = {
    "relu": lambda x: x.relu(),
    "sigmoid": lambda x: x.sigmoid(),
    "tanh": lambda x: x.tanh(),
}
_CASTS = {"float": torch.float32, "double": torch.float64, "half": torch.float16, "bfloat16": torch.bfloat16}
# Norms whose statistics are of the input, or given: those that a region can hold.
_NORMS = tuple(CLASSES[cls] for cls in CLASSES if cls not in (nn.SyncBatchNorm, nn.LocalResponseNorm))


def has_neighbours(module: nn.Module) -> bool:
    """Whether a module calls a norm of ours beside something else, as far as its children tell."""
    return any(type(child) in modules.CLASSES.values() for child in module.children())


@dataclass(eq=False)
class _Region:
    """Operations around a norm that are one kernel: `inputs` come from outside, `outputs` have readers outside."""

    nodes: List[fx.Node]
    inputs: List[fx.Node]
    outputs: List[fx.Node]
    norm: fx.Node
    members: List[str] = field(default_factory=list)  # Of modules that it calls.


class FusedForward(Forward):
    """Stands for a module's forward: traced for each way to call it, in training and in evaluation."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if torch.is_grad_enabled() or torch.compiler.is_compiling() or torch.jit.is_tracing():
            return self.run_own(*args, **kwargs)
        called = key_of(args, kwargs)
        if called is None:
            return self.run_own(*args, **kwargs)
        key = (self.module.training, *called)
        traced = self.traced.get(key)
        if traced is None:
            if key in self.traced or len(self.traced) >= MAX_TRACES:
                return self.run_own(*args, **kwargs)
            return self._trace(key, args, kwargs)
        if not traced.is_current():
            self.traced.clear()
            return self._trace(key, args, kwargs)
        return traced(*args, *kwargs.values())

    def _trace(self, key: Tuple[Any, ...], args: Sequence[Any], kwargs: Dict[str, Any]) -> Any:
        """What the module's forward gives. A trace has to give the same to stand for it, but in training, where a
        second call would count batches twice and draw other numbers, and where hooks would see both."""
        traced = _trace(self.module, args, kwargs)
        if traced is None or self.module.training or any(map(_has_hooks, self.module.modules())):
            self.traced[key] = traced
            return self.run_own(*args, **kwargs) if traced is None else traced(*args, *kwargs.values())
        state = State(self.module)
        found = traced(*copy_tensors(args), *copy_tensors(list(kwargs.values())))
        state.undo()
        wanted = self.run_own(*args, **kwargs)
        self.traced[key] = traced if agrees(found, wanted) else None
        return wanted


def _trace(module: nn.Module, args: Sequence[Any], kwargs: Dict[str, Any]) -> Optional["_TracedForward"]:
    """A module's forward as operations, with a region at least; None where it cannot be traced, or has none."""
    with TRACING:
        forward = vars(module).pop("forward")
        state = State(module)
        try:
            graph = Tracer(args, kwargs).trace(module)
        except Exception:  # Whatever a forward does that tracing cannot follow.
            graph = None
        finally:
            has_effects = state.undo()
            module.forward = forward
    if graph is None or has_effects:
        return None
    children = dict(module.named_modules())
    nodes = list(graph.nodes)
    if any(node.op == "get_attr" and node.target not in _attributes(module) for node in nodes):
        return None
    regions = _find_regions(nodes, children)
    values = [*args, *kwargs.values()]
    tensors = [index for index, value in enumerate(values) if isinstance(value, Tensor)]
    return _TracedForward(module, graph, regions, tensors) if regions else None


def _attributes(module: nn.Module) -> Set[str]:
    return {name for name, _ in (*module.named_parameters(), *module.named_buffers())}


def _find_regions(nodes: Sequence[fx.Node], children: Dict[str, nn.Module]) -> List[_Region]:
    taken: Nodes = set()
    regions = []
    for norm in nodes:
        if norm.op != "call_module" or type(children.get(str(norm.target))) not in _NORMS or norm in taken:
            continue
        if len(norm.args) != 1 or norm.kwargs:
            continue
        inside: Nodes = {norm}
        _take_before(norm, inside, taken, children)
        _take_behind(norm, inside, taken, children)
        region = _describe(norm, inside, nodes)
        if len(inside) > 1 and _can_move(region, nodes, children):
            taken |= inside
            regions.append(region)
    return regions


def _can_move(region: _Region, nodes: Sequence[fx.Node], children: Dict[str, nn.Module]) -> bool:
    """Whether all of a region may run where its last operation stands: nothing between reads what it makes, or writes
    to a tensor in place."""
    places = {node: index for index, node in enumerate(nodes)}
    last = places[region.nodes[-1]]
    between = [node for node in nodes[places[region.nodes[0]] : last] if node not in region.nodes]
    if any(_writes_in_place(node, children) for node in between):
        return False
    return all(places[user] > last for node in region.outputs for user in node.users if user not in region.nodes)


def _writes_in_place(node: fx.Node, children: Dict[str, nn.Module]) -> bool:
    if node.op == "call_module":
        return bool(getattr(children.get(str(node.target)), "inplace", False))
    if node.op == "call_method":
        return str(node.target).endswith("_") and not str(node.target).endswith("__")
    name = getattr(node.target, "__name__", "")
    in_place = name == "setitem" or name in IN_PLACE or name.endswith("_")
    return in_place or bool(node.kwargs.get("inplace")) or "out" in node.kwargs


def _take_before(norm: fx.Node, inside: Nodes, taken: Nodes, children: Dict[str, nn.Module]) -> None:
    """Sums and casts that the norm reads; a value that others read too is returned beside."""
    node = norm.args[0]
    while isinstance(node, fx.Node) and node not in taken and (_is_cast(node) or _is_sum_of_two(node)):
        if node.target in (operator.iadd, operator.imul):
            return  # What it writes to may have other readers.
        inside.add(node)
        if _is_sum_of_two(node):
            return
        node = node.args[0]


def _take_behind(norm: fx.Node, inside: Nodes, taken: Nodes, children: Dict[str, nn.Module]) -> None:
    """The chain of elementwise operations that read the norm, each the only reader of the one before."""
    node = norm
    while len(node.users) == 1:
        reader = next(iter(node.users))
        if reader in taken or not (_is_elementwise(reader, children) or _is_cast(reader) or _is_sum_of_two(reader)):
            return
        if reader.target in (operator.iadd, operator.imul) and reader.args[0] is not node:
            return
        inside.add(reader)
        node = reader


def _is_elementwise(node: fx.Node, children: Dict[str, nn.Module]) -> bool:
    if node.op == "call_module":
        return type(children.get(str(node.target))) in _MODULES and len(node.args) == 1
    if node.op == "call_method":
        return node.target in _METHODS and len(node.args) == 1
    if node.op == "call_function" and node.target in _PRODUCTS:
        return isinstance(node.args[1], (int, float)) and not node.kwargs
    return node.op == "call_function" and node.target in _FUNCTIONS and not _other_tensors(node)


def _other_tensors(node: fx.Node) -> bool:
    return any(isinstance(value, fx.Node) for value in (*node.args[1:], *node.kwargs.values()))


def _is_cast(node: fx.Node) -> bool:
    if node.op != "call_method" or node.kwargs:
        return False
    if node.target in _CASTS:
        return len(node.args) == 1
    return node.target in ("to", "type") and len(node.args) == 2 and isinstance(node.args[1], torch.dtype)


def _is_sum_of_two(node: fx.Node) -> bool:
    of_two = (
        len(node.args) == 2 and not node.kwargs and all(isinstance(value, (fx.Node, int, float)) for value in node.args)
    )
    return of_two and (
        node.op == "call_function" and node.target in _SUMS or node.op == "call_method" and node.target == "add"
    )


def _describe(norm: fx.Node, inside: Nodes, nodes: Sequence[fx.Node]) -> _Region:
    ordered = [node for node in nodes if node in inside]
    inputs: List[fx.Node] = []
    for node in ordered:
        inputs += [value for value in node.all_input_nodes if value not in inside and value not in inputs]
    outputs = [node for node in ordered if any(user not in inside for user in node.users)]
    members = [str(node.target) for node in ordered if node.op == "call_module"]
    return _Region(ordered, inputs, outputs, norm, members)


class _TracedForward:
    """A module's forward as Python again, each region as one call."""

    def __init__(self, module: nn.Module, graph: fx.Graph, regions: Sequence[_Region], tensors: Sequence[int]) -> None:
        self.module, self._tensors = module, tensors
        children = dict(module.named_modules())
        self.regions = [_RegionCall(region, children) for region in regions]
        names = {name for region in regions for name in region.members}
        self._links = [link for name in sorted(names) for link in _find_links(module, name)]
        self._call = self._write(graph)

    def is_current(self) -> bool:
        """Whether the modules of the regions are still those that were traced."""
        return all([held.get(name) is child for held, name, child in self._links])

    def _write(self, graph: fx.Graph) -> Callable[..., Any]:
        of_node = {node: call for call in self.regions for node in call.region.nodes}
        written = fx.Graph()
        values: Dict[fx.Node, fx.Node] = {}
        for node in graph.nodes:
            call = of_node.get(node)
            if call is None:
                values[node] = written.node_copy(node, values.__getitem__)
            elif node is call.region.nodes[-1]:
                result = written.call_function(call.run, tuple(values[value] for value in call.region.inputs))
                for index, output in enumerate(call.region.outputs):
                    values[output] = written.call_function(operator.getitem, (result, index))
        return fx.GraphModule(self.module, written).forward.__func__  # type: ignore[attr-defined]

    def __call__(self, *args: Any) -> Any:
        return self._call(self.module, *[args[index] for index in self._tensors])


def _find_links(module: nn.Module, path: str) -> List[Tuple[Dict[str, Any], str, nn.Module]]:
    """Where the modules on the way to a child are held, under which name, and they themselves."""
    links = []
    for name in path.split("."):
        held, module = module._modules, getattr(module, name)
        links.append((held, name, module))
    return links  # type: ignore[return-value]


def _run(node: fx.Node, children: Dict[str, nn.Module], values: Dict[fx.Node, Any]) -> Any:
    """What one operation of a region gives."""
    args = fx.map_arg(node.args, values.__getitem__)
    kwargs = fx.map_arg(node.kwargs, values.__getitem__)
    if node.op == "call_module":
        return children[str(node.target)](*args, **kwargs)
    if node.op == "call_method":
        return getattr(args[0], str(node.target))(*args[1:], **kwargs)
    return node.target(*args, **kwargs)  # type: ignore[operator]


class _RegionCall:
    """Runs a region as one kernel where that suits the values, and one operation after the other elsewhere."""

    def __init__(self, region: _Region, children: Dict[str, nn.Module]) -> None:
        self.region = region
        self._norm: Any = children[str(region.norm.target)]
        self._members = [children[name] for name in region.members]
        self._children = children
        self._functions: Dict[Tuple[Any, ...], Function] = {}

        def run(*inputs: Any) -> Sequence[Any]:
            results = self._compute(inputs)
            return self._run_one_by_one(inputs) if results is None else results

        # Generated code calls it, and wants a function for that.
        self.run = run

    def _run_one_by_one(self, inputs: Sequence[Any]) -> Sequence[Any]:
        values = dict(zip(self.region.inputs, inputs))
        for node in self.region.nodes:
            values[node] = _run(node, self._children, values)
        return [values[node] for node in self.region.outputs]

    def _compute(self, inputs: Sequence[Any]) -> Optional[Sequence[Tensor]]:
        norm, first = self._norm, inputs[0]
        statistics = _parameters(norm)
        if (
            statistics is None
            or _has_any_global_hook()
            or any(_has_hooks(member) for member in self._members)
            or not modules.takes(first, *statistics)
        ):
            return None
        if first.numel() == 0 or any(type(x) is not Tensor or x.is_neg() or x.shape != first.shape for x in inputs):
            return None
        axis = _channel_axis(norm, inputs) if _has_channels(norm) else 1
        if axis is None or not _suits(norm, first.shape):
            return None
        dense = inputs if axis == 1 else [x.movedim(1, -1) for x in inputs]
        key = (axis, first.dim(), *(x.dtype for x in inputs), *(None if t is None else t.dtype for t in statistics))
        key += (norm.eps, getattr(norm, "normalized_shape", None))
        function = self._functions.get(key)
        if function is None:
            function = self._functions[key] = self._build(dense, statistics, axis)
        results = function(*dense, *statistics)
        results = results if isinstance(results, tuple) else (results,)
        return results if axis == 1 else [y.movedim(-1, 1) for y in results]

    def _build(self, inputs: Sequence[Tensor], statistics: Sequence[Optional[Tensor]], axis: int) -> Function:
        arguments = kernels.Arguments()
        values: Dict[fx.Node, Expression] = {node: arguments.add(x) for node, x in zip(self.region.inputs, inputs)}
        parameters = [arguments.add(tensor) for tensor in statistics]
        for node in self.region.nodes:
            if node is self.region.norm:
                values[node] = _normalize(self._norm, values[node.args[0]], parameters, axis)  # type: ignore[index]
            else:
                values[node] = self._write(node, values)
        results = [values[node] for node in self.region.outputs]
        return compile(*results, arguments=arguments.all, checks_gradients=False, leaves_out_none=True)

    def _write(self, node: fx.Node, values: Dict[fx.Node, Expression]) -> Expression:
        """One operation, rounded to its type as PyTorch rounds it."""
        args: Any = fx.map_arg(node.args, values.__getitem__)
        if _is_cast(node):
            dtype = _CASTS.get(str(node.target)) or node.args[1]
            return args[0].cast(kernels.get_element(dtype))
        element = promote([value for value in args if isinstance(value, Expression)])
        wide = "f64" if element == "f64" else "f32"
        args = [value.cast(wide) if isinstance(value, Expression) else value for value in args]
        if node.op == "call_module":
            member = self._children[str(node.target)]
            return _MODULES[type(member)](member, args[0]).cast(element)
        if node.target in _SUMS or node.target == "add":
            return (args[0] + args[1]).cast(element)
        if node.target in _PRODUCTS:
            return (args[0] * args[1]).cast(element)
        table: Dict[Any, Callable[..., Expression]] = _METHODS if node.op == "call_method" else _FUNCTIONS
        return table[node.target](*args, **node.kwargs).cast(element)


def _has_hooks(module: nn.Module) -> bool:
    return bool(
        module._forward_hooks or module._forward_pre_hooks or module._backward_hooks or module._backward_pre_hooks
    )


def _has_channels(norm: nn.Module) -> bool:
    return not isinstance(norm, (nn.LayerNorm, nn.RMSNorm))


def _channel_axis(norm: nn.Module, inputs: Sequence[Tensor]) -> Optional[int]:
    """1 for dense tensors, the last axis for channels-last ones that PyTorch returns as such; None for others."""
    if all(x.is_contiguous() for x in inputs):
        return 1
    keeps = inputs[0].dim() > 3 and not isinstance(norm, nn.modules.instancenorm._InstanceNorm)
    if keeps and all(x.movedim(1, -1).is_contiguous() for x in inputs):
        return inputs[0].dim() - 1
    return None


def _parameters(norm: Any) -> Optional[List[Optional[Tensor]]]:
    """Weight, bias, and the statistics that are given; None for a norm that would update some."""
    if isinstance(norm, nn.modules.batchnorm._BatchNorm):
        if norm.training or norm.running_mean is None:
            return None
        return [norm.weight, norm.bias, norm.running_mean, norm.running_var]
    if isinstance(norm, nn.modules.instancenorm._InstanceNorm):
        return None if norm.track_running_stats else [norm.weight, norm.bias]
    return [norm.weight, getattr(norm, "bias", None)]


def _suits(norm: Any, shape: Sequence[int]) -> bool:
    """Whether PyTorch would take a tensor of these sizes; its own forward has the words for others."""
    if isinstance(norm, (nn.LayerNorm, nn.RMSNorm)):
        return tuple(shape[-len(norm.normalized_shape) :]) == tuple(norm.normalized_shape)
    if isinstance(norm, nn.GroupNorm):
        return len(shape) > 1 and shape[1] == norm.num_channels and _count(shape) > norm.num_groups
    ranks: Tuple[int, ...] = {"1d": (3,), "2d": (4,), "3d": (5,)}[type(norm).__name__[-2:]]
    if isinstance(norm, nn.modules.batchnorm._BatchNorm) and ranks == (3,):
        ranks = (2, 3)
    if isinstance(norm, nn.modules.instancenorm._InstanceNorm) and _count(shape[2:]) == 1:
        return False
    return len(shape) in ranks and shape[1] == norm.num_features


def _count(shape: Sequence[int]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count


def _normalize(norm: Any, x: Expression, parameters: Sequence[Any], axis: int) -> Expression:
    weight, bias, *statistics = parameters
    rank = len(x.type.sizes)
    if isinstance(norm, nn.LayerNorm):
        axes = range(rank - len(norm.normalized_shape), rank)
        return x.layer_norm(list(axes), weight, bias, epsilon=norm.eps)
    if isinstance(norm, nn.RMSNorm):
        axes = range(rank - len(norm.normalized_shape), rank)
        return x.rms_norm(list(axes), weight, epsilon=norm.eps)
    spatial = [other for other in range(1, rank) if other != axis]
    if isinstance(norm, nn.GroupNorm):
        return x.group_norm(norm.num_groups, axis, spatial, scale=weight, bias=bias, epsilon=norm.eps)
    if isinstance(norm, nn.modules.instancenorm._InstanceNorm):
        return x.instance_norm(axis, spatial, scale=weight, bias=bias, epsilon=norm.eps)[0]
    mean, variance = statistics
    return x.batch_norm(axis, mean=mean, variance=variance, scale=weight, bias=bias, epsilon=norm.eps)
