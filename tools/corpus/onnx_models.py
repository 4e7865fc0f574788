"""ONNX models of cases."""

from __future__ import annotations

import onnx
import onnx.checker
import onnx.parser
import onnx.shape_inference

from corpus.cases import Case

ELEMENTS = {"f32": "float", "f64": "double", "bf16": "bfloat16", "f16": "float16", "i64": "int64"}


def make_model(case: Case) -> onnx.ModelProto:
    """The model whose nodes are the case's source, its initializers the setup; checked, and with all types inferred."""

    def declare(name: str) -> str:
        shape = {**case.types, **case.arguments}.get(name, case.arguments["x"])
        return f"{ELEMENTS[shape.element]}[{', '.join(str(size) for size in shape.sizes)}] {name}"

    arguments = ", ".join(declare(name) for name in case.arguments)
    results = ", ".join(declare(name) for name in case.options.get("results", ["y"]))
    domains = "".join(f', "{name}" : 1' for name in case.options.get("domains", []))
    header = f'<ir_version: 10, opset_import: ["" : {case.options["opset"]}{domains}]>'
    constants = f"<{case.setup.strip()}>" if case.setup else ""
    model = onnx.parser.parse_model(f"{header} main ({arguments}) => ({results}) {constants} {{ {case.source} }}")
    if not case.options.get("unchecked"):  # the checker refuses what is deprecated, and ops that are not ONNX's
        onnx.checker.check_model(model)
    return onnx.shape_inference.infer_shapes(model, data_prop=True)
