"""Torch modules of cases, and what they are traced with."""

from __future__ import annotations

import textwrap
from typing import Any, Optional

import numpy
import torch

from corpus.cases import Case

ELEMENTS = {
    "f32": torch.float32,
    "f64": torch.float64,
    "bf16": torch.bfloat16,
    "f16": torch.float16,
    "i64": torch.int64,
}
# A size that stands for an open one while torch traces: two of the same value would be taken for one size.
TRACED = {letter: 13 + 2 * index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def make_module(case: Case, names: Optional[dict[str, Any]] = None) -> torch.nn.Module:
    """A module whose forward is the case's source; its setup runs with the module as `self`."""
    source = case.source if "return" in case.source else f"return {case.source}"
    text = f"def forward(self, {', '.join(case.arguments)}):\n{textwrap.indent(source, '    ')}\n"
    scope: dict[str, Any] = {"torch": torch, "F": torch.nn.functional, "nn": torch.nn, **(names or {})}
    exec(compile(text, case.name, "exec"), scope)
    made = type("Module", (torch.nn.Module,), {"forward": scope["forward"]})()
    torch.manual_seed(0)
    exec(compile(case.setup, case.name, "exec"), {**scope, "self": made})
    return made.train(case.options.get("train", False))


def example_inputs(case: Case) -> tuple[torch.Tensor, ...]:
    """Arguments of the case's types."""
    made = [shape.with_sizes(TRACED) for shape in case.arguments.values()]
    return tuple(torch.zeros(shape.sizes, dtype=ELEMENTS[shape.element]) for shape in made)


def dynamic_shapes(case: Case) -> Optional[dict[str, dict[int, torch.export.Dim]]]:
    """What torch.export is told of open sizes."""
    letters = {letter for shape in case.arguments.values() for letter in shape.letters}
    if not letters:
        return None
    dims = {letter: torch.export.Dim(letter, min=2) for letter in letters}
    return {
        name: {axis: dims[size] for axis, size in enumerate(shape.sizes) if isinstance(size, str)}
        for name, shape in case.arguments.items()
    }


def evaluate(
    case: Case, values: dict[str, numpy.ndarray], names: Optional[dict[str, Any]] = None
) -> list[numpy.ndarray]:
    """What torch computes; bf16 as f32. Of a module in training, its state after the call comes first."""
    module = make_module(case, names)
    tensors = [torch.tensor(value).to(ELEMENTS[case.arguments[name].element]) for name, value in values.items()]
    with torch.no_grad():
        made = module(*tensors)
    made = list(made) if isinstance(made, tuple) else [made]
    state = [buffer for buffer in module.buffers()] if case.options.get("train") else []
    return [(tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy() for tensor in [*state, *made]]
