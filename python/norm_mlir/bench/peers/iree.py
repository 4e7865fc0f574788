"""IREE: what JAX writes as StableHLO, compiled for this processor, called without its wrappers of Python."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Sequence

import numpy as np

from ..graphs import Graph
from . import jax_graphs
from .base import Arrays, Peer, Problem, Program, PythonProgram, Unsupported


def write_results_to_arguments(text: str, types: Sequence[str]) -> str:
    """Gives @main one more argument for each result, which IREE then writes to (`iree.abi.output`)."""
    found = re.search(r"func\.func public @main\((.*?)\) -> ", text)
    if found is None:
        raise Unsupported("JAX writes no @main")
    more = [f"%out{number}: {type_} {{iree.abi.output = {number} : index}}" for number, type_ in enumerate(types)]
    return text[: found.end(1)] + ", " + ", ".join(more) + text[found.end(1) :]


class ThePeer(Peer):
    """One thread is the caller's (`local-sync`); more are workers bound to one processor each (`local-task`), which do
    not wait actively, as is IREE's default: their caller needs a processor too. Buffers are ours, imported, and results
    are written to given ones."""

    title = "IREE"
    packages = ("iree-base-compiler", "iree-base-runtime", "jax")

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        import iree.compiler
        import iree.runtime
        import iree.runtime.flags
        import jax

        jax.config.update("jax_platforms", "cpu")
        cpus = ",".join(map(str, self.processors[:threads]))
        iree.runtime.flags.parse_flags(f"--task_topology_cpu_ids={cpus}")
        self._jax, self._compiler, self._runtime = jax, iree.compiler, iree.runtime
        self._config = iree.runtime.Config("local-sync" if threads == 1 else "local-task")

    def _lower(self, problem: Problem, graph: Graph, arrays: Arrays) -> str:
        """StableHLO."""
        build = jax_graphs.build(problem)

        def function(*inputs: Any) -> List[Any]:
            results = build(dict(zip(graph.inputs, inputs)))
            return [results[name] for name in graph.outputs]

        text = self._jax.jit(function, keep_unused=True).lower(*(arrays[name] for name in graph.inputs)).as_text()
        return write_results_to_arguments(text, [tensor.mlir(False) for tensor in graph.select(graph.outputs)])

    def _import(self, array: np.ndarray) -> Any:
        """A buffer on the same memory."""
        runtime = self._runtime
        flat = array.reshape(-1).view(np.uint8)
        memory = runtime.MemoryType.DEVICE_LOCAL | runtime.MemoryType.HOST_VISIBLE
        usage = runtime.BufferUsage.DEFAULT | runtime.BufferUsage.MAPPING
        buffer = self._config.device.allocator.import_host_allocation(flat, memory, usage)
        kinds = runtime.HalElementType
        kind = {"float32": kinds.FLOAT_32, "bfloat16": kinds.BFLOAT_16, "int8": kinds.INT_8}[array.dtype.name]
        return runtime.HalBufferView(buffer, array.shape, kind)

    def _bind(self, context: Any, function: Any, buffers: Sequence[Any], results: int) -> Callable[[], Any]:
        arguments = self._runtime.VmVariantList(len(buffers))
        for buffer in buffers:
            arguments.push_ref(buffer)
        make, invoke = self._runtime.VmVariantList, context.invoke

        def call() -> Any:
            left = make(results)
            invoke(function, arguments, left)
            return left

        return call

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        runtime, graph = self._runtime, problem.graph()
        module = self._compiler.compile_str(
            self._lower(problem, graph, sets[0]),
            target_backends=["llvm-cpu"],
            input_type="stablehlo",
            extra_args=["--iree-llvmcpu-target-cpu=host", "--iree-opt-level=O3"],
        )
        loaded = runtime.VmModule.copy_buffer(self._config.vm_instance, module)
        context = runtime.VmContext(self._config.vm_instance, [*self._config.default_vm_modules, loaded])
        function, calls = loaded.lookup_function("main"), []
        for arrays in sets:
            buffers = [self._import(arrays[name]) for name in (*graph.inputs, *graph.outputs)]
            calls.append(self._bind(context, function, buffers, len(graph.outputs)))
        outputs: Dict[str, np.ndarray] = {name: sets[0][name] for name in graph.outputs}
        return PythonProgram(calls, lambda _: outputs)
