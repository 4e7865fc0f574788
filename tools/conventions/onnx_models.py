"""Models of one ONNX node, and what runs them: the onnx package's reference, onnxruntime, OpenVINO and IREE."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path
from typing import Any, Callable

import numpy as np

Arrays = list[np.ndarray]
Shape = tuple[int, ...]

OPSETS = {"BatchNormalization": 15, "InstanceNormalization": 22, "LpNormalization": 22, "LRN": 13}
LATEST = 23


def model(op: str, inputs: Arrays, shapes: list[Shape], opset: int = 0, **attributes: Any) -> Any:
    """A model of one node with inputs i0, i1, ... and outputs o0, o1, ... of the first input's type."""
    from onnx import helper

    names = [f"i{number}" for number in range(len(inputs))]
    results = [f"o{number}" for number in range(len(shapes))]
    kinds = [helper.np_dtype_to_tensor_dtype(array.dtype) for array in inputs]
    graph = helper.make_graph(
        [helper.make_node(op, names, results, **attributes)],
        "node",
        [helper.make_tensor_value_info(*value) for value in zip(names, kinds, [array.shape for array in inputs])],
        [helper.make_tensor_value_info(name, kinds[0], shape) for name, shape in zip(results, shapes)],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset or LATEST)], ir_version=10)


def reference(made: Any, inputs: Arrays) -> Arrays:
    """onnx.reference, the evaluator of the onnx package."""
    from onnx.reference import ReferenceEvaluator

    return ReferenceEvaluator(made).run(None, {f"i{number}": array for number, array in enumerate(inputs)})


def onnxruntime(made: Any, inputs: Arrays) -> Arrays:
    import onnxruntime as runtime

    runtime.set_default_logger_severity(4)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    session = runtime.InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])
    # Training mode writes into the arrays that it is given.
    return session.run(None, {f"i{number}": array.copy() for number, array in enumerate(inputs)})


def openvino(made: Any, inputs: Arrays) -> Arrays:
    import openvino as runtime

    core = runtime.Core()
    options = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
    compiled = core.compile_model(core.read_model(made.SerializeToString()), "CPU", options)
    # What nothing reads is no input any more.
    names = {name for port in compiled.inputs for name in port.names}
    results = compiled({f"i{number}": array for number, array in enumerate(inputs) if f"i{number}" in names})
    return [results[number] for number in range(len(compiled.outputs))]


def iree(made: Any, inputs: Arrays) -> Arrays:
    import iree.runtime as runtime
    import onnx
    from iree.compiler import tools
    from iree.compiler.tools.import_onnx import __main__ as importer

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        source, imported = Path(folder, "node.onnx"), Path(folder, "node.mlir")
        onnx.save(made, source)
        importer.main(importer.parse_arguments([str(source), "-o", str(imported)]))
        binary = tools.compile_file(
            str(imported),
            target_backends=["llvm-cpu"],
            input_type="onnx",
            extra_args=["--iree-llvmcpu-target-cpu=host"],
        )
    results = runtime.load_vm_flatbuffer(binary, driver="local-sync")["node"](*inputs)
    return [np.asarray(value) for value in (results if isinstance(results, (list, tuple)) else [results])]


# How a row of the page names a runner, what it needs, and the runner.
Runner = Callable[[Any, Arrays], Arrays]
RUNNERS: dict[str, tuple[tuple[str, ...], Runner]] = {
    "onnx.reference": (("onnx",), reference),
    "onnxruntime": (("onnx", "onnxruntime"), onnxruntime),
    "OpenVINO": (("onnx", "openvino"), openvino),
    "IREE": (("onnx", "iree"), iree),
}
