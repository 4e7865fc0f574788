"""torch.compile with norms of ours: a backend, `torch.compile(model, backend="norm_mlir")`, and a pass of Inductor's.

Both look at a graph before Inductor does, make each norm and its elementwise neighbours one op (`regions`), and leave
the rest to Inductor, or to PyTorch's own ops with `options={"rest": "eager"}`.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence

import torch
from torch import fx
from torch._inductor.custom_graph_pass import CustomGraphPass

from . import graph_ops, regions

__all__ = ["NormPass", "backend", "count_regions"]

aten = torch.ops.aten

#: Tensors of fewer elements stay with Inductor: below, a call of an op takes longer than what it saves.
MIN_ELEMENTS = 1 << 17

# Norms that Inductor would take apart beyond recognition, or whose parts are slower.
_WHOLE = (
    aten.native_layer_norm.default,
    aten.native_group_norm.default,
    aten._native_batch_norm_legit_functional.default,
)


_count = 0


class NormPass(CustomGraphPass):
    """A pass for `torch._inductor.config.joint_custom_pre_pass`, or `torch.compile(options=...)` of the same name."""

    def __init__(self, min_elements: int = MIN_ELEMENTS, as_traced: bool = True) -> None:
        self.min_elements, self.as_traced = min_elements, as_traced

    def __call__(self, graph: fx.Graph) -> None:
        global _count
        _count += regions.fuse(graph, self.min_elements, self.as_traced)

    def uuid(self) -> Optional[Any]:
        """What Inductor's cache tells graphs apart by: this code and the pass's options."""
        return _digest(), self.min_elements, self.as_traced


def count_regions() -> int:
    """How many regions all passes of this process have replaced."""
    return _count


@functools.lru_cache(maxsize=1)
def _digest() -> str:
    files = [
        Path(__file__).parent / name for name in ("dynamo.py", "graph_ops.py", "program.py", "regions.py", "steps.py")
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def backend(
    graph: fx.GraphModule,
    inputs: Sequence[Any],
    *,
    mode: Optional[str] = None,
    options: Optional[Dict[str, Any]] = None,
) -> Callable[..., Any]:
    """Compiles a graph of torch.compile's. Of `options`, "rest" is "inductor" or "eager", and "min_elements" as that of
    `NormPass`, 0 for "eager"; all others, and `mode`, are Inductor's."""
    options = dict(options or {})
    rest = options.pop("rest", "inductor")
    if rest == "inductor":
        norms = NormPass(_pop_count(options, MIN_ELEMENTS))
        return _compile_with_inductor(graph, inputs, norms, mode, options)
    if rest != "eager":
        raise ValueError(f"expects the option rest to be inductor or eager; got {rest!r}")
    norms = NormPass(_pop_count(options, 0), as_traced=False)
    if options or mode not in (None, "default"):
        given = mode if mode not in (None, "default") else next(iter(options))
        raise ValueError(f"expects no mode and no options of Inductor's beside rest = eager; got {given!r}")
    return _compile_for_eager(graph, inputs, norms)


def _pop_count(options: Dict[str, Any], default: int) -> int:
    count = options.pop("min_elements", default)
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise ValueError(f"expects the option min_elements to be a number, 0 or more; got {count!r}")
    return count


def _compile_with_inductor(
    graph: fx.GraphModule, inputs: Sequence[Any], norms: NormPass, mode: Optional[str], options: Dict[str, Any]
) -> Callable[..., Any]:
    from torch._inductor import config, list_mode_options, list_options
    from torch._inductor.compile_fx import compile_fx
    from torch._inductor.decomposition import select_decomp_table

    unknown = next((name for name in options if name.replace("-", "_") not in list_options()), None)
    if unknown is not None:
        raise ValueError(f"expects the options rest, min_elements, and those of torch._inductor; got {unknown!r}")
    given: Dict[str, Any] = dict(list_mode_options(mode)) if mode else {}
    given.update((name.replace("-", "_"), value) for name, value in options.items())
    name = "joint_custom_pre_pass"
    others = given.get(name, getattr(config, name))
    given[name] = norms if others is None else [norms, *(others if isinstance(others, (list, tuple)) else [others])]
    with config.patch(given):
        table = dict(select_decomp_table())
    table.update((op, _keep_whole(op, table[op], norms.min_elements)) for op in _WHOLE)
    return compile_fx(graph, list(inputs), config_patches=given, decompositions=table)


def _keep_whole(op: Any, decompose: Callable[..., Any], min_elements: int) -> Callable[..., Any]:
    """A rule that takes a norm apart only where the pass would not take it."""

    def rule(x: torch.Tensor, *others: Any) -> Any:
        step = graph_ops.describe(op, x, (x, *others))
        tensors = [] if step is None else [operand for operand in step[1] if operand is not None]
        return NotImplemented if tensors and graph_ops.takes(tensors, min_elements) else decompose(x, *others)

    return rule


def _compile_for_eager(graph: fx.GraphModule, inputs: Sequence[Any], norms: NormPass) -> Callable[..., Any]:
    from functorch.compile import make_boxed_func
    from torch._dynamo.backends.common import aot_autograd
    from torch._functorch.partitioners import default_partition

    def run(module: fx.GraphModule, _: List[Any]) -> Callable[..., Any]:
        return make_boxed_func(module.forward)

    def infer(module: fx.GraphModule, _: List[Any]) -> Callable[..., Any]:
        norms(module.graph)
        module.recompile()
        return make_boxed_func(module.forward)

    def partition(module: fx.GraphModule, joint_inputs: Any, **more: Any) -> Any:
        norms(module.graph)
        module.recompile()
        return default_partition(module, joint_inputs, **more)

    compiler = aot_autograd(fw_compiler=run, bw_compiler=run, inference_compiler=infer, partition_fn=partition)
    return compiler(graph, list(inputs))
