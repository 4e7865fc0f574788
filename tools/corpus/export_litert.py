"""Writes test/FrontEnds/StableHLO/litert: torch modules as litert-torch hands them to LiteRT's converter."""

from __future__ import annotations

from importlib.metadata import version
from typing import Iterator

import litert_torch
import numpy
from litert_converter.mlir import passmanager
from litert_torch import backend
from litert_torch._convert import core, signature
from litert_torch.generative.export_hf.core.speech import asr_model
from litert_torch.generative.layers import normalization

from corpus import torch_modules
from corpus.cases import Case, read_cases
from corpus.torch_modules import dynamic_shapes, example_inputs, make_module

FOLDER = "StableHLO/litert"
# As LiteRT's converter begins: marks of a composite's inputs and outputs become the composite.
PIPELINE = "builtin.module(inline,build-stablehlo-composite,canonicalize)"

NAMES = {"asr_model": asr_model, "normalization": normalization}


def export(case: Case) -> str:
    """The case's function in generic form."""
    litert_torch.config.enable_group_norm_composite = case.options.get("group_norm_composite", False)
    module = make_module(case, NAMES)
    asked = signature.Signature("main", module, example_inputs(case), None, dynamic_shapes=dynamic_shapes(case))
    program = core._run_convert_passes(core.export_torch_signature(asked))
    operation = backend.export.exported_program_to_mlir(program).module.operation
    with operation.context:
        passmanager.PassManager.parse(PIPELINE).run(operation)
    return operation.get_asm(print_generic_op_form=True, enable_debug_info=False)


def cases() -> Iterator[Case]:
    """The folder's cases."""
    yield from read_cases("StableHLO/litert/cases.toml", FOLDER)


def evaluate(case: Case, values: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """What the module computes in torch."""
    return torch_modules.evaluate(case, values, NAMES)


def made_by(case: Case) -> str:
    """Who makes a case's file."""
    packages = ("litert-torch", "litert-converter", "torch")
    return ", ".join(f"{name} {version(name).partition('+')[0]}" for name in packages)
