"""Writes test/FrontEnds/Torch, TorchLinalg and StableHLO/torch-mlir, by torch-mlir's importer of exported programs."""

from __future__ import annotations

from importlib.metadata import version
from typing import Iterator

from torch_mlir import fx

from corpus.cases import Case, read_cases
from corpus.torch_modules import dynamic_shapes, evaluate, example_inputs, make_module

FOLDERS = {"Torch": "torch", "TorchLinalg": "linalg-on-tensors", "StableHLO/torch-mlir": "stablehlo"}
# What torch-mlir is asked to keep whole on its way to the torch dialect.
LEGAL = ["layer_norm", "rms_norm", "group_norm", "batch_norm", "instance_norm", "local_response_norm"]

__all__ = ["cases", "evaluate", "export", "made_by"]


def export(case: Case) -> str:
    """The case's function in generic form."""
    output_type = FOLDERS[case.folder]
    whole = {"decomposition_table": {}, "backend_legal_ops": [f"aten.{name}" for name in LEGAL]}
    keeps = case.options.get("whole", output_type == "torch" and not case.options.get("decompose"))
    module = fx.export_and_import(
        make_module(case),
        *example_inputs(case),
        output_type=output_type,
        dynamic_shapes=dynamic_shapes(case),
        **(whole if keeps else {}),
    )
    return module.operation.get_asm(print_generic_op_form=True, enable_debug_info=False)


def cases() -> Iterator[Case]:
    """The folders' cases: the same functions."""
    for folder in FOLDERS:
        yield from read_cases("Torch/cases.toml", folder)


def made_by(case: Case) -> str:
    """Who makes a case's file."""
    versions = f"torch-mlir {version('torch-mlir')}, torch {version('torch').partition('+')[0]}"
    return f"{versions}, to {FOLDERS[case.folder]}"
