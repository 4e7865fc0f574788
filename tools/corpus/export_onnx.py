"""Writes test/FrontEnds/ONNX: models through the importer of torch-mlir or of IREE, whichever is installed."""

from __future__ import annotations

from importlib.metadata import version
from typing import Iterator

import numpy

from corpus.cases import Case, read_cases
from corpus.onnx_models import make_model

try:
    from torch_mlir import ir
    from torch_mlir.dialects.torch import register_dialect
    from torch_mlir.extras import onnx_importer

    FOLDER, PACKAGE, IMPORTER = "ONNX/torch-mlir", "torch-mlir", "python -m torch_mlir.tools.import_onnx"
except ImportError:
    from iree.compiler import ir
    from iree.compiler.extras import onnx_importer

    def register_dialect(context: ir.Context) -> None:
        """IREE's contexts know the dialect."""

    FOLDER, PACKAGE, IMPORTER = "ONNX/iree", "iree-base-compiler", "iree-import-onnx"


def export(case: Case) -> str:
    """The case's function in generic form."""
    context = ir.Context()
    register_dialect(context)
    model = onnx_importer.ModelInfo(make_model(case))
    module = model.create_module(context=context).operation
    onnx_importer.NodeImporter.define_function(model.main_graph, module).import_all()
    module.verify()
    return module.get_asm(print_generic_op_form=True, enable_debug_info=False)


def cases() -> Iterator[Case]:
    """The folder's cases."""
    yield from read_cases("ONNX/cases.toml", FOLDER)


def evaluate(case: Case, values: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """What onnxruntime computes."""
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as errors

    onnxruntime.set_default_logger_severity(4)
    model = make_model(case).SerializeToString()
    try:
        return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]).run(None, values)
    except (errors.Fail, errors.NotImplemented) as error:
        raise NotImplementedError(str(error).strip()) from error


def made_by(case: Case) -> str:
    """Who makes a case's file."""
    versions = f"{PACKAGE} {version(PACKAGE)} ({IMPORTER}), onnx {version('onnx')}"
    return f"{versions}, opset {case.options['opset']}"
