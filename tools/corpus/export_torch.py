"""Writes test/FrontEnds/Torch and TorchLinalg, by torch-mlir's importer of exported programs."""

from __future__ import annotations

import textwrap
from importlib.metadata import version
from typing import Any, Iterator

import torch
from torch_mlir import fx

from corpus.cases import CORPUS, Case, read_cases
from corpus.files import write_file

ELEMENTS = {"f32": torch.float32, "f64": torch.float64, "bf16": torch.bfloat16, "f16": torch.float16, "i64": torch.int64}
FOLDERS = {"Torch": "torch", "TorchLinalg": "linalg-on-tensors"}
# What torch-mlir keeps whole on its way to the torch dialect.
LEGAL = ["layer_norm", "rms_norm", "group_norm", "batch_norm", "instance_norm", "local_response_norm"]
# A size that stands for an open one while torch traces: two of the same value would be taken for one size.
TRACED = {letter: 13 + 2 * index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def make_module(case: Case) -> torch.nn.Module:
    """A module whose forward is the case's source."""
    source = case.source if "return" in case.source else f"return {case.source}"
    text = f"def forward(self, {', '.join(case.arguments)}):\n{textwrap.indent(source, '    ')}\n"
    scope: dict[str, Any] = {"torch": torch, "F": torch.nn.functional, "nn": torch.nn}
    exec(compile(text, case.name, "exec"), scope)
    made = type("Module", (torch.nn.Module,), {"forward": scope["forward"]})()
    torch.manual_seed(0)
    exec(compile(case.setup, case.name, "exec"), {**scope, "self": made})
    return made.eval()


def export(case: Case, output_type: str) -> str:
    """The case's function in generic form."""
    inputs = []
    for shape in case.arguments.values():
        made = shape.with_sizes(TRACED)
        element = ELEMENTS[made.element]
        inputs.append(torch.zeros(made.sizes, dtype=element))
    letters = {letter for shape in case.arguments.values() for letter in shape.letters}
    dims = {letter: torch.export.Dim(letter, min=2) for letter in letters}
    dynamic = {
        name: {axis: dims[size] for axis, size in enumerate(shape.sizes) if isinstance(size, str)}
        for name, shape in case.arguments.items()
    }
    whole = {"decomposition_table": {}, "backend_legal_ops": [f"aten.{name}" for name in LEGAL]}
    module = fx.export_and_import(
        make_module(case),
        *inputs,
        output_type=output_type,
        dynamic_shapes=dynamic if letters else None,
        **(whole if output_type == "torch" and not case.options.get("decompose") else {}),
    )
    return module.operation.get_asm(print_generic_op_form=True, enable_debug_info=False)


def cases() -> Iterator[Case]:
    """Both folders' cases: the same functions."""
    for folder in FOLDERS:
        yield from read_cases(CORPUS / "Torch" / "cases.toml", folder)


def made_by() -> str:
    """The versions that the files depend on."""
    return f"torch-mlir {version('torch-mlir')}, torch {version('torch').partition('+')[0]}"


def write(case: Case) -> None:
    """Writes a case's file."""
    output_type = FOLDERS[case.folder]
    write_file(case, f"{made_by()}, to {output_type}", export(case, output_type))
