"""Norms that models write by hand, as one kernel: `LlamaRMSNorm`, `T5LayerNorm`, LayerNorms that move axes first.

Such a module has no children and takes one tensor. Its forward is traced as PyTorch's aten ops the first time that a
type and a rank of tensors is seen; where that is one norm with elementwise operations around, and perhaps an exchange
of axes, a kernel computes it. What it means is read off the trace, never from the module's name.
"""

from __future__ import annotations

import copy
import functools
from typing import Any, Callable, List, Optional, Tuple

import torch
from torch import Tensor, fx, nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv, StatelessSymbolicContext, is_concrete_int

from . import modules, program, regions
from .forwards import MAX_TRACES, TRACING, Forward, State, agrees

__all__ = ["WrittenForward", "may_be_norm"]

aten = torch.ops.aten

# What may stand beside the norm in a trace: nothing that holds a size.
_MOVES = (aten.permute.default, aten.transpose.int, aten.detach.default, aten.alias.default)


def may_be_norm(module: nn.Module) -> bool:
    """Whether it is worth tracing: a module without children that its author calls a norm, and has parameters."""
    name = type(module).__name__.lower()
    is_own = not type(module).__module__.startswith(("torch.nn.", "norm_mlir."))
    return is_own and "norm" in name and not module._modules and any(p is not None for p in module._parameters.values())


class WrittenForward(Forward):
    """Stands for the forward of a norm that was written by hand."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        module = self.module
        if torch.is_grad_enabled() or kwargs or len(args) != 1 or torch.jit.is_tracing() or not modules.takes(args[0]):
            return self.run_own(*args, **kwargs)
        (x,) = args
        parameters = [p for values in (module._parameters, module._buffers) for p in values.values() if p is not None]
        # Sizes of 1 broadcast, and are no symbols.
        key = (x.dtype, *[size == 1 for size in x.shape], x.is_contiguous(), module.training)
        key += tuple([p.dtype for p in parameters])
        if key not in self.traced:
            if len(self.traced) >= MAX_TRACES:
                return self.run_own(x)
            return self._trace(key, x, parameters)
        traced = self.traced[key]
        if traced is not None and x.numel() > 0:
            try:
                return traced(x, *parameters)
            except ValueError:  # Other sizes than those of parameters, or traced: the module has the words.
                pass
        return self.run_own(x)

    def _trace(self, key: Tuple[Any, ...], x: Tensor, parameters: List[Tensor]) -> Any:
        """What the module's forward gives, which a trace has to give as well to stand for it."""
        wanted = self.run_own(x)
        if x.numel() > 0:
            traced = _trace(self.module, x, parameters)
            self.traced[key] = traced if traced is not None and agrees(traced(x, *parameters), wanted) else None
        return wanted


def _trace(module: nn.Module, x: Tensor, parameters: List[Tensor]) -> Optional[Callable[..., Tensor]]:
    forward = type(module).forward
    # A copy that takes its parameters from the trace, and has no hooks.
    shadow = copy.copy(module)
    vars(shadow).pop("forward", None)

    def run(x: Tensor, *values: Tensor) -> Any:
        given = iter(values)
        for slot in ("_parameters", "_buffers"):
            own = getattr(module, slot)
            vars(shadow)[slot] = {name: None if value is None else next(given) for name, value in own.items()}
        held = dict(vars(shadow))
        result = forward(shadow, x)
        # What it keeps would be kept once, and not at each call.
        if any(held.get(name, held) is not value for name, value in vars(shadow).items()):
            raise RuntimeError("expects a forward that changes no attributes")
        return result

    with TRACING:
        state = State(module)
        try:
            env = ShapeEnv(duck_shape=False)  # Sizes that are equal by chance are two.
            graph = make_fx(run)(*_without_data(env, x, parameters)).graph
        except Exception:  # Whatever a forward does that tracing cannot follow.
            graph = None
        has_effects = state.undo()
    if graph is None or has_effects:
        return None
    # Sizes that the forward asks about, or that parameters have; nothing else may be asked about sizes.
    shape = next(iter(graph.nodes)).meta["val"].shape
    fixed = [(axis, int(size)) for axis, size in enumerate(shape) if is_concrete_int(size) and size != 1]
    if len(env.guards) > len(fixed) or any(not guard.expr.is_Equality for guard in env.guards):
        return None
    graph.eliminate_dead_code()
    if regions.fuse(graph, as_traced=False) != 1:
        return None
    function = _as_function(graph)
    return None if function is None else functools.partial(_call, function, fixed)


def _without_data(env: ShapeEnv, x: Tensor, parameters: List[Tensor]) -> List[Tensor]:
    """Tensors like these, the sizes of x as symbols."""
    mode = FakeTensorMode(shape_env=env)
    symbols: Any = StatelessSymbolicContext(dynamic_sizes=[DimDynamic.DYNAMIC] * x.dim())
    others = [mode.from_tensor(parameter.detach(), static_shapes=True) for parameter in parameters]
    return [mode.from_tensor(x.detach(), symbolic_context=symbols), *others]


def _call(function: Callable[..., Tensor], fixed: List[Tuple[int, int]], x: Tensor, *parameters: Tensor) -> Tensor:
    """A trace's function, for the sizes that it stands for."""
    shape = x.shape
    for axis, size in fixed:
        if shape[axis] != size:
            raise ValueError(f"expects size {size} of axis {axis}; got {shape[axis]}")
    return function(x, *parameters)


def _as_function(graph: fx.Graph) -> Optional[Callable[..., Tensor]]:
    """A graph of one region as a function; None for one that holds anything else."""
    for node in graph.nodes:
        if node.op == "output" and not isinstance(node.args[0], fx.Node):
            return None
        if node.op == "call_function" and node.target is torch.ops.norm_mlir.region.default:
            node.target = program.compute
        elif node.op == "call_function" and node.target not in _MOVES and "getitem" not in str(node.target):
            return None
        elif node.op not in ("placeholder", "call_function", "output"):
            return None
    return fx.GraphModule(nn.Module(), graph).forward
