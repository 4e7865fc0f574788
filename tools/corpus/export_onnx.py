"""Writes test/FrontEnds/ONNX: models through the importer of torch-mlir or of IREE, whichever is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Iterator

import onnx
import onnx.checker
import onnx.parser
import onnx.shape_inference

from corpus.cases import Case, read_cases
from corpus.files import write_file

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

ELEMENTS = {"f32": "float", "f64": "double", "bf16": "bfloat16", "f16": "float16", "i64": "int64"}


def make_model(case: Case) -> onnx.ModelProto:
    """The model whose nodes are the case's source, checked and with all types inferred."""

    def declare(name: str) -> str:
        shape = {**case.types, **case.arguments}.get(name, case.arguments["x"])
        return f"{ELEMENTS[shape.element]}[{', '.join(str(size) for size in shape.sizes)}] {name}"

    arguments = ", ".join(declare(name) for name in case.arguments)
    results = ", ".join(declare(name) for name in case.options.get("results", ["y"]))
    domains = "".join(f', "{name}" : 1' for name in case.options.get("domains", []))
    opset, nodes = case.options["opset"], case.source
    model = onnx.parser.parse_model(
        f'<ir_version: 10, opset_import: ["" : {opset}{domains}]> main ({arguments}) => ({results}) {case.setup} {{ {nodes} }}'
    )
    onnx.checker.check_model(model)
    return onnx.shape_inference.infer_shapes(model, data_prop=True)


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


def write(case: Case) -> None:
    """Writes a case's file."""
    write_file(case, f"{PACKAGE} {version(PACKAGE)} ({IMPORTER}), onnx {version('onnx')}, opset {case.options['opset']}", export(case))
