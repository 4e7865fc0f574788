"""What other runtimes run: parts of a model as models of their own."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory
from typing import Any, Optional, Protocol, Sequence, Tuple

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, TypeProto, ValueInfoProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from .graph import LARGEST, Graph, Node, name_for_onnxruntime
from .partition import Part

ONNXRUNTIME = "onnxruntime"
REFERENCE = "reference"

# What onnxruntime takes of every model: the IR version in which initializers need not be inputs, and later ones.
_IR_VERSION = 10


class Refused(Exception):
    """A runtime does not take a model."""


class Runner(Protocol):
    """Runs a part: operands and results are in the part's order."""

    def __call__(self, arrays: Sequence[Any]) -> Sequence[Any]: ...


def has_onnxruntime() -> bool:
    """Whether onnxruntime is installed."""
    try:
        import onnxruntime  # noqa: F401
    except ImportError:
        return False
    return True


def make_runner(graph: Graph, part: Part) -> Runner:
    """The runtime's form of a part; raises Refused where it has none."""
    model = _model(graph, part)
    return _OnnxRuntime(model, part) if part.runner == ONNXRUNTIME else _Reference(model, part)


def takes(graph: Graph, node: Node, runner: str) -> bool:
    """Whether a runtime runs a node, as far as it says before it does."""
    inputs = [name for name in node.reads if name not in graph.known]
    try:
        make_runner(graph, Part(runner, [node], inputs, [name for name in node.outputs if name]))
    except Refused:
        return False
    return True


def find_types(graph: Graph) -> bool:
    """Types of what ops make that onnx has no definition of, by onnxruntime's; whether there are new ones."""
    unknown = [name for node in graph.nodes for name in node.outputs if name and name not in graph.types]
    of_others = [node for node in graph.nodes if not node.version and any(name in unknown for name in node.outputs)]
    if not of_others or not has_onnxruntime():
        return False
    import onnxruntime

    model = _model(graph, Part(ONNXRUNTIME, graph.nodes, graph.inputs, unknown))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    except Exception:  # Who runs these nodes says why not.
        return False
    for value in session.get_outputs():
        if (code := _code(value.type)) is not None:
            graph.types[value.name] = helper.make_tensor_type_proto(code, None)
    return any(name in graph.types for name in unknown)


def _code(type_: str) -> Optional[int]:
    """ONNX's number of elements that onnxruntime names so, `tensor(int64)`; None for what is no tensor."""
    name = type_.removeprefix("tensor(").removesuffix(")").upper()
    return TensorProto.DataType.Value(name) if name in TensorProto.DataType.keys() else None


def _model(graph: Graph, part: Part) -> ModelProto:
    own = {name for node in part.nodes for name in node.outputs}
    read = dict.fromkeys(name for node in part.nodes for name in node.reads if name in graph.known and name not in own)
    read.update(dict.fromkeys(name for name in part.outputs if name in graph.known))
    given = {tensor.name: tensor for tensor in graph.model.graph.initializer}
    constants = [given[name] if name in given else numpy_helper.from_array(graph.known[name], name) for name in read]
    inner = helper.make_graph(
        [node.proto for node in part.nodes],
        "part",
        [_info(graph, name) for name in part.inputs],
        [_info(graph, name) for name in part.outputs],
        constants,
    )
    version = min(graph.model.ir_version, _IR_VERSION)
    model = helper.make_model(inner, opset_imports=graph.model.opset_import, ir_version=version)
    if part.runner == ONNXRUNTIME:
        name_for_onnxruntime(model)
    return model


def _info(graph: Graph, name: str) -> ValueInfoProto:
    """A value's type, without sizes: those of a call are as good."""
    info = ValueInfoProto(name=name)
    if name in graph.types:
        info.type.CopyFrom(_without_sizes(graph.types[name]))
    return info


def _without_sizes(type_: TypeProto) -> TypeProto:
    result = TypeProto()
    result.CopyFrom(type_)
    if result.HasField("tensor_type"):
        result.tensor_type.ClearField("shape")
    return result


class _OnnxRuntime:
    """A part in onnxruntime, on the CPU."""

    def __init__(self, model: ModelProto, part: Part) -> None:
        import onnxruntime

        self._ort = onnxruntime
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        # Its threads and ours take turns: none may wait for work by keeping a processor busy.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = _load(model, options)
        except Exception as error:  # Its exceptions have no class of their own, and the others are protobuf's.
            raise Refused(str(error)) from None
        self._inputs, self._outputs = part.inputs, part.outputs
        both = (*self._session.get_inputs(), *self._session.get_outputs())
        self._is_plain = all(value.type not in _WITHOUT_NUMPY for value in both)
        self._codes = {value.name: _WITHOUT_NUMPY.get(value.type) for value in both}

    def __call__(self, arrays: Sequence[Any]) -> Sequence[Any]:
        given = dict(zip(self._inputs, arrays))
        if self._is_plain:
            return list(self._session.run(self._outputs, given))
        values = {name: self._value(name, array) for name, array in given.items()}
        return [_array(value) for value in self._session.run_with_ort_values(self._outputs, values)]

    def _value(self, name: str, array: Any) -> Any:
        value, code = self._ort.OrtValue, self._codes[name]
        array = np.ascontiguousarray(array).reshape(np.shape(array))
        if code is None:
            return value.ortvalue_from_numpy(array)
        bits = array.view(f"u{array.dtype.itemsize}")
        return value.ortvalue_from_numpy_with_onnx_type(bits, code)


def _load(model: ModelProto, options: Any) -> Any:
    """A session of a model; one that is too large for a protocol buffer comes by a file."""
    from onnxruntime import InferenceSession

    providers = ["CPUExecutionProvider"]
    if model.ByteSize() <= LARGEST:
        return InferenceSession(model.SerializeToString(), options, providers=providers)
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "part.onnx")
        onnx.save_model(model, path, save_as_external_data=True, location="data")
        return InferenceSession(path, options, providers=providers)


# Types of onnxruntime that NumPy has by ml_dtypes alone, with their numbers in ONNX.
_WITHOUT_NUMPY = {
    "tensor(bfloat16)": 16,
    "tensor(float8e4m3fn)": 17,
    "tensor(float8e4m3fnuz)": 18,
    "tensor(float8e5m2)": 19,
    "tensor(float8e5m2fnuz)": 20,
}


class _Memory:
    """The memory of a value of onnxruntime's, for NumPy, which keeps it."""

    def __init__(self, value: Any, shape: Tuple[int, ...], width: int) -> None:
        self.value = value
        self.__array_interface__ = {
            "version": 3,
            "shape": shape,
            "typestr": f"<u{width}",
            "data": (value.data_ptr(), False),
        }


def _array(value: Any) -> Any:
    """An array of a value, which is not copied."""
    if not value.is_tensor() or value.data_type() not in _WITHOUT_NUMPY:
        return value.numpy()
    dtype = helper.tensor_dtype_to_np_dtype(_WITHOUT_NUMPY[value.data_type()])
    shape = tuple(value.shape())
    if 0 in shape:
        return np.empty(shape, dtype)
    return np.asarray(_Memory(value, shape, dtype.itemsize)).view(dtype)


class _Reference:
    """A part in onnx's own evaluator."""

    def __init__(self, model: ModelProto, part: Part) -> None:
        try:
            self._evaluator = ReferenceEvaluator(model)
        except Exception as error:
            raise Refused(f"{type(error).__name__}: {error}") from None
        self._inputs, self._outputs = part.inputs, part.outputs

    def __call__(self, arrays: Sequence[Any]) -> Sequence[Any]:
        results: Any = self._evaluator.run(self._outputs, dict(zip(self._inputs, arrays)))
        # Copies: what the evaluator returns may be an operand, or a constant of the model.
        return [result if isinstance(result, list) or result is None else np.array(result) for result in results]
