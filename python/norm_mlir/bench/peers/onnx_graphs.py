"""The graphs as ONNX models. Parameters are initializers, as in exported models; 16-bit elements are cast to f32."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

import numpy as np

from ..graphs.channels import EPSILON, LRN, MOMENTUM
from ..graphs.plain_rows import EPSILON as NORMALIZE_EPSILON
from .base import CHANNELS, Arrays, Problem

OPSET = 23
IR_VERSION = 10
# What a model holds, instead of reading it from inputs; of batch_norm the given statistics too.
_CONSTANTS = ("w", "b")


def model_inputs(problem: Problem) -> List[str]:
    """The names of what a model reads."""
    constants = (*_CONSTANTS, "mean", "variance") if problem.norm == "batch_norm" else _CONSTANTS
    return [name for name in problem.graph().inputs if name not in constants]


class Builder:
    """Builds the nodes of a model. Values are known by name."""

    def __init__(self, problem: Problem, arrays: Arrays) -> None:
        import onnx
        from onnx import helper, numpy_helper

        self._onnx, self._helper, self._numpy = onnx, helper, numpy_helper
        self._problem, self._arrays = problem, arrays
        self._nodes: List[Any] = []
        self._constants: List[Any] = []

    def op(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Adds a node; the name of its output, or a list of names."""
        names = [f"v{len(self._nodes)}_{number}" for number in range(outputs)]
        self._nodes.append(self._helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any, dtype: Any = np.float32) -> str:
        """Adds an initializer."""
        name = f"c{len(self._constants)}"
        self._constants.append(self._numpy.from_array(np.asarray(value, dtype=dtype), name))
        return name

    def axes(self, *axes: int) -> str:
        """Numbers of axes."""
        return self.constant(axes, np.int64)

    def parameter(self, name: str, shape: Sequence[int] = (-1,)) -> str:
        """A tensor of parameters."""
        return self.constant(self._arrays[name].astype(np.float32).reshape(shape))

    def _kind(self, dtype: str) -> int:
        types = self._onnx.TensorProto
        return int({"f32": types.FLOAT, "bf16": types.BFLOAT16, "i8": types.INT8}[dtype])

    def build(self) -> bytes:
        """The model, its inputs and outputs named as the graph's tensors."""
        problem, graph, helper = self._problem, self._problem.graph(), self._helper
        inputs = [graph.tensors[name] for name in model_inputs(problem)]
        wide = {
            tensor.name: tensor.name if tensor.dtype == "f32" else self.op("Cast", tensor.name, to=self._kind("f32"))
            for tensor in inputs
        }
        results = self._body(wide)
        for tensor in graph.select(graph.outputs):
            kind = "Identity" if tensor.dtype == "f32" else "Cast"
            attributes = {} if tensor.dtype == "f32" else {"to": self._kind(tensor.dtype)}
            self._nodes.append(helper.make_node(kind, [results[tensor.name]], [tensor.name], **attributes))
        ends = [
            [helper.make_tensor_value_info(t.name, self._kind(t.dtype), t.shape) for t in tensors]
            for tensors in (inputs, graph.select(graph.outputs))
        ]
        made = helper.make_graph(self._nodes, problem.norm, *ends, initializer=self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model: bytes = helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION).SerializeToString()
        return model

    def _body(self, t: Dict[str, str]) -> Dict[str, str]:
        """Outputs by the graph's names."""
        problem = self._problem
        results: Dict[str, str] = {}
        if problem.norm in CHANNELS:
            y = self._images(t, results)
        else:
            x = t["x"]
            if problem.adds:
                # onnxruntime's SkipLayerNormalization takes several times as long as the sum and the norm.
                x = results["sum"] = self.op("Add", x, t["r"])
            y = self._rows(x)
        if problem.after == "int8":
            peak = self.op("ReduceMax", self.op("Abs", y), self.axes(-1), keepdims=1)
            scale = self.op("Div", self.op("Max", peak, self.constant(1e-12)), self.constant(127))
            rounded = self.op("Round", self.op("Div", y, scale))
            results["q"] = self.op("Clip", rounded, self.constant(-127), self.constant(127))
            results["s"] = self.op("Squeeze", scale, self.axes(-1))
        else:
            results[problem.result] = self._activate(y)
        return results

    def _activate(self, y: str) -> str:
        after = self._problem.after
        if after == "silu":
            result: str = self.op("Mul", y, self.op("Sigmoid", y))
            return result
        result = self.op({"gelu": "Gelu", "relu": "Relu"}[after], y) if after else y
        return result

    def _rows(self, x: str) -> str:
        norm = self._problem.norm
        if norm == "softmax":
            return str(self.op("Softmax", x, axis=-1))
        if norm == "normalize":
            length = self.op("ReduceL2", x, self.axes(-1), keepdims=1)
            return str(self.op("Div", x, self.op("Max", length, self.constant(NORMALIZE_EPSILON))))
        if norm == "layer_norm":
            parameters = self.parameter("w"), self.parameter("b")
            return str(self.op("LayerNormalization", x, *parameters, axis=-1, epsilon=EPSILON))
        return str(self.op("RMSNormalization", x, self.parameter("w"), axis=-1, epsilon=EPSILON))

    def _images(self, t: Dict[str, str], results: Dict[str, str]) -> str:
        problem, x = self._problem, t["x"]
        turned = problem.channels_last
        if problem.norm == "batch_norm" and turned:
            # Written out, so that what is constant is folded and nothing is transposed.
            root = self.op("Sqrt", self.op("Add", self.parameter("variance"), self.constant(EPSILON)))
            scale = self.op("Div", self.parameter("w"), root)
            shift = self.op("Sub", self.parameter("b"), self.op("Mul", self.parameter("mean"), scale))
            return str(self.op("Add", self.op("Mul", x, scale), shift))
        if turned:
            x = self.op("Transpose", x, perm=[0, 3, 1, 2])
        w, b = ("", "") if problem.norm == "local_response_norm" else (self.parameter("w"), self.parameter("b"))
        if problem.norm == "batch_norm":
            given = self.parameter("mean"), self.parameter("variance")
            y = self.op("BatchNormalization", x, w, b, *given, epsilon=EPSILON)
        elif problem.norm == "batch_norm_training":
            y = self._training(x, w, b, t, results)
        elif problem.norm == "instance_norm":
            y = self.op("InstanceNormalization", x, w, b, epsilon=EPSILON)
        elif problem.norm == "group_norm":
            y = self._groups(x)
        else:
            size = int(LRN["size"])
            y = self.op("LRN", x, size=size, alpha=LRN["alpha"], beta=LRN["beta"], bias=LRN["k"])
        return str(self.op("Transpose", y, perm=[0, 2, 3, 1]) if turned else y)

    def _training(self, x: str, w: str, b: str, t: Dict[str, str], results: Dict[str, str]) -> str:
        """Without momentum the new statistics are the batch's. Running ones are written out: ONNX's take the biased
        variance, and onnxruntime writes over the old ones, which are inputs."""
        shape = self._problem.shape
        channels = shape[self._problem.axis]
        unused = self.constant(np.zeros(channels)), self.constant(np.zeros(channels))
        y, *batch = self.op(
            "BatchNormalization", x, w, b, *unused, outputs=3, epsilon=EPSILON, momentum=0.0, training_mode=1
        )
        count = int(np.prod(shape)) // channels
        for name, new, factor in zip(("mean", "variance"), batch, (MOMENTUM, MOMENTUM * count / (count - 1))):
            kept = self.op("Mul", t[name], self.constant(1 - MOMENTUM))
            results[f"new_{name}"] = self.op("Add", kept, self.op("Mul", new, self.constant(factor)))
        return str(y)

    def _groups(self, x: str) -> str:
        """As PyTorch's exporter writes it: an instance normalization of each group, then scale and bias."""
        problem, groups = self._problem, self._problem.groups
        batch, channels = problem.shape[0], problem.shape[problem.axis]
        positions = [size for axis, size in enumerate(problem.shape) if axis not in (0, problem.axis)]
        rows = self.op("Reshape", x, self.constant([batch, groups, -1], np.int64))
        ones, zeros = self.constant(np.ones(groups)), self.constant(np.zeros(groups))
        rows = self.op("InstanceNormalization", rows, ones, zeros, epsilon=EPSILON)
        y = self.op("Reshape", rows, self.constant([batch, channels, *positions], np.int64))
        scaled = self.op("Mul", y, self.parameter("w", (1, -1, 1, 1)))
        return str(self.op("Add", scaled, self.parameter("b", (1, -1, 1, 1))))
