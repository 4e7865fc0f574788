"""OpenVINO's CPU plugin: compiled models, one request for each set of buffers, with tensors of ours."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Sequence

import numpy as np

from ..graphs import Graph
from ..graphs.channels import EPSILON, LRN, MOMENTUM
from ..graphs.plain_rows import EPSILON as NORMALIZE_EPSILON
from .base import CHANNELS, ROWS, Arrays, Peer, Problem, Program, PythonProgram

# What a model holds instead of reading it from tensors.
_CONSTANTS = ("w", "b")


class _Builder:
    """Builds the nodes of a model. Values are f32 between the ends; the plugin is told which precision to run in."""

    def __init__(self, ops: Any, problem: Problem, arrays: Arrays) -> None:
        self._ops, self._problem, self._arrays = ops, problem, arrays

    def constant(self, value: Any) -> Any:
        """In f32."""
        return self._ops.constant(np.asarray(value, dtype=np.float32))

    def axes(self, *axes: int) -> Any:
        """Numbers of axes."""
        return self._ops.constant(np.array(axes, dtype=np.int64))

    def parameter(self, name: str, channels_last: bool = False) -> Any:
        """A tensor of parameters, shaped to broadcast along channels; rows broadcast as they are."""
        values = self._arrays[name].astype(np.float32)
        if self._problem.norm not in ROWS and not channels_last:
            values = values.reshape(1, -1, *[1] * (len(self._problem.shape) - 2))
        return self.constant(values)

    def build(self, x: Any, inputs: Dict[str, Any]) -> Dict[str, Any]:
        """Outputs by name."""
        ops, problem, results = self._ops, self._problem, {}
        if problem.adds:
            x = results["sum"] = ops.add(x, inputs["r"])
        y = self._rows(x) if problem.norm not in CHANNELS else self._images(x, inputs, results)
        if problem.after == "int8":
            peak = ops.reduce_max(ops.absolute(y), self.axes(-1), keep_dims=True)
            scale = ops.divide(ops.maximum(peak, self.constant(1e-12)), self.constant(127))
            rounded = ops.round(ops.divide(y, scale), "half_to_even")
            results["q"] = ops.convert(ops.clamp(rounded, -127.0, 127.0), "i8")
            results["s"] = ops.squeeze(scale, self.axes(-1))
        else:
            results[problem.result] = self._activate(y)
        return results

    def _activate(self, y: Any) -> Any:
        after = self._problem.after
        if after == "gelu":
            return self._ops.gelu(y, "erf")
        return {"silu": self._ops.swish, "relu": self._ops.relu}[after](y) if after else y

    def _rows(self, x: Any) -> Any:
        ops, norm = self._ops, self._problem.norm
        if norm == "softmax":
            return ops.softmax(x, 1)
        if norm == "normalize":
            return ops.normalize_l2(x, self.axes(1), NORMALIZE_EPSILON**2, "max")
        if norm == "layer_norm":
            y = ops.mvn(x, self.axes(1), True, EPSILON, "inside_sqrt")
            return ops.add(ops.multiply(y, self.parameter("w")), self.parameter("b"))
        squares = ops.reduce_mean(ops.power(x, self.constant(2)), self.axes(1), keep_dims=True)
        root = ops.sqrt(ops.add(squares, self.constant(EPSILON)))
        return ops.multiply(ops.multiply(x, ops.divide(self.constant(1), root)), self.parameter("w"))

    def _images(self, x: Any, inputs: Dict[str, Any], results: Dict[str, Any]) -> Any:
        ops, problem = self._ops, self._problem
        if problem.norm == "batch_norm":
            return self._batch_norm(x)
        turned = problem.channels_last
        if turned:
            x = ops.transpose(x, self.axes(0, 3, 1, 2))
        if problem.norm == "batch_norm_training":
            y = self._training(x, inputs, results)
        elif problem.norm == "group_norm":
            w, b = (self.constant(self._arrays[name]) for name in ("w", "b"))
            y = ops.group_normalization(x, w, b, problem.groups, EPSILON)
        elif problem.norm == "instance_norm":
            y = ops.mvn(x, self.axes(2, 3), True, EPSILON, "inside_sqrt")
            y = ops.add(ops.multiply(y, self.parameter("w")), self.parameter("b"))
        else:
            y = ops.lrn(x, self.axes(1), LRN["alpha"], LRN["beta"], LRN["k"], int(LRN["size"]))
        return ops.transpose(y, self.axes(0, 2, 3, 1)) if turned else y

    def _batch_norm(self, x: Any) -> Any:
        """Parameters and statistics are the model's; with channels innermost, written out for the plugin to fold."""
        ops, arrays = self._ops, self._arrays
        if not self._problem.channels_last:
            values = [self.constant(arrays[name]) for name in ("w", "b", "mean", "variance")]
            return ops.batch_norm_inference(x, *values, EPSILON)
        w, b, mean, variance = (self.parameter(name, True) for name in ("w", "b", "mean", "variance"))
        scale = ops.divide(w, ops.sqrt(ops.add(variance, self.constant(EPSILON))))
        return ops.add(ops.multiply(ops.subtract(x, mean), scale), b)

    def _training(self, x: Any, inputs: Dict[str, Any], results: Dict[str, Any]) -> Any:
        ops, shape = self._ops, self._problem.shape
        count = int(np.prod(shape)) // shape[self._problem.axis]
        mean = ops.reduce_mean(x, self.axes(0, 2, 3), keep_dims=True)
        centred = ops.subtract(x, mean)
        variance = ops.reduce_mean(ops.multiply(centred, centred), self.axes(0, 2, 3), keep_dims=True)
        for name, new, factor in (("mean", mean, MOMENTUM), ("variance", variance, MOMENTUM * count / (count - 1))):
            flat = ops.squeeze(new, self.axes(0, 2, 3))
            old = ops.multiply(inputs[name], self.constant(1 - MOMENTUM))
            results[f"new_{name}"] = ops.add(old, ops.multiply(flat, self.constant(factor)))
        root = ops.sqrt(ops.add(variance, self.constant(EPSILON)))
        scaled = ops.multiply(centred, ops.divide(self.parameter("w"), root))
        return ops.add(scaled, self.parameter("b"))


class ThePeer(Peer):
    """`infer` on requests whose input and output tensors are set before. Parameters are constants of the model, as they
    are where models are run; statistics too, where they are given. Threads are bound (`ENABLE_CPU_PINNING`). Graphs of
    bf16 are computed in it, which rounds between ops; where that is too coarse, in f32."""

    title = "OpenVINO"
    packages = ("openvino",)
    is_quick = True
    has_precise_way = True

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        import openvino
        from openvino import opset13

        self._openvino, self._ops, self._core = openvino, opset13, openvino.Core()

    def _model(self, problem: Problem, graph: Graph, arrays: Arrays) -> Any:
        """The model, with its inputs and outputs in the graph's order."""
        ops, builder = self._ops, _Builder(self._ops, problem, arrays)
        kinds = {"f32": self._openvino.Type.f32, "bf16": self._openvino.Type.bf16}
        read = graph.select(self._inputs(problem, graph))
        nodes = [ops.parameter(tensor.shape, kinds[tensor.dtype]) for tensor in read]
        wide = {tensor.name: ops.convert(node, "f32") for tensor, node in zip(read, nodes)}
        results = builder.build(wide["x"], wide)
        outputs = [results[tensor.name] for tensor in graph.select(graph.outputs)]
        types = [tensor.dtype for tensor in graph.select(graph.outputs)]
        ends = [node if dtype == "i8" else ops.convert(node, dtype) for node, dtype in zip(outputs, types)]
        return self._openvino.Model([ops.result(end) for end in ends], nodes, problem.norm)

    @staticmethod
    def _inputs(problem: Problem, graph: Graph) -> List[str]:
        """What is read from tensors."""
        given = ("mean", "variance") if problem.norm == "batch_norm" else ()
        return [name for name in graph.inputs if name not in (*_CONSTANTS, *given)]

    def _request(
        self, compiled: Any, arrays: Arrays, inputs: Sequence[str], outputs: Sequence[str]
    ) -> Callable[[], Any]:
        openvino = self._openvino

        def tensor(array: np.ndarray) -> Any:
            if array.dtype.name == "bfloat16":
                return openvino.Tensor(array.view(np.uint16), openvino.Shape(array.shape), openvino.Type.bf16)
            return openvino.Tensor(array, shared_memory=True)

        request = compiled.create_infer_request()
        for number, name in enumerate(inputs):
            request.set_input_tensor(number, tensor(arrays[name]))
        for number, name in enumerate(outputs):
            request.set_output_tensor(number, tensor(arrays[name]))

        def call() -> None:
            request.infer(share_inputs=True, share_outputs=True)

        return call

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        graph = problem.graph()
        # Scales and running statistics are results in f32, which the plugin's bf16 is too coarse for.
        is_coarse = problem.dtype == "bf16" and problem.after != "int8" and problem.norm != "batch_norm_training"
        is_coarse = is_coarse and not problem.is_precise
        options = {
            "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": "1",
            "INFERENCE_NUM_THREADS": self.threads,
            "ENABLE_CPU_PINNING": True,
            "INFERENCE_PRECISION_HINT": "bf16" if is_coarse else "f32",
        }
        compiled = self._core.compile_model(self._model(problem, graph, sets[0]), "CPU", options)
        inputs = self._inputs(problem, graph)
        calls = [self._request(compiled, arrays, inputs, graph.outputs) for arrays in sets]
        outputs = {name: sets[0][name] for name in graph.outputs}
        return PythonProgram(calls, lambda _: outputs)
