"""onnxruntime's CPU provider: inputs and outputs bound to our buffers (IO binding)."""

from __future__ import annotations

import os
from typing import Any, Callable, Sequence

import numpy as np

from . import onnx_graphs
from .base import Arrays, Peer, Problem, Program, PythonProgram

# How long threads wait actively, in microseconds; as long as those of OpenMP.
SPIN = 1000


class ThePeer(Peer):
    """`run_with_iobinding` of a session with all optimizations. The threads beside the caller's are bound to one
    processor each, and the caller to the first. Elements of bf16 are cast to f32 and back, having no kernels."""

    title = "onnxruntime"
    packages = ("onnxruntime", "onnx")
    is_quick = True

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        import onnx
        import onnxruntime

        os.sched_setaffinity(0, self.processors[:1])
        self._runtime, self._types = onnxruntime, onnx.TensorProto
        onnxruntime.set_default_logger_severity(3)

    def _session(self, model: bytes) -> Any:
        options = self._runtime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.execution_mode = self._runtime.ExecutionMode.ORT_SEQUENTIAL
        options.graph_optimization_level = self._runtime.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.add_session_config_entry("session.intra_op.spin_duration_us", str(SPIN))
        if self.threads > 1:
            # Processors are numbered from 1 there.
            others = ";".join(str(number + 1) for number in self.processors[1 : self.threads])
            options.add_session_config_entry("session.intra_op_thread_affinities", others)
        return self._runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _bind(self, session: Any, arrays: Arrays, problem: Problem) -> Callable[[], Any]:
        binding = session.io_binding()

        def kind(array: np.ndarray) -> Any:
            return self._types.BFLOAT16 if array.dtype.name == "bfloat16" else array.dtype.type

        for name in onnx_graphs.model_inputs(problem):
            array = arrays[name]
            binding.bind_input(name, "cpu", 0, kind(array), array.shape, array.ctypes.data)
        for name in problem.graph().outputs:
            array = arrays[name]
            binding.bind_output(name, "cpu", 0, kind(array), array.shape, array.ctypes.data)
        run = session.run_with_iobinding
        return lambda: run(binding)

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        session = self._session(onnx_graphs.Builder(problem, sets[0]).build())
        calls = [self._bind(session, arrays, problem) for arrays in sets]
        outputs = {name: sets[0][name] for name in problem.graph().outputs}
        return PythonProgram(calls, lambda _: outputs)
