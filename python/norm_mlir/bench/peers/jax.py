"""JAX on XLA's CPU backend: compiled ahead of time, outputs in donated buffers."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

import numpy as np

from . import jax_graphs
from .base import Arrays, Peer, Problem, Program, PythonProgram


class ThePeer(Peer):
    """`jax.jit(...).lower(...).compile()`, called without asynchronous dispatch. The results of a call are given to the
    next one on the same set, which writes over them (`donate_argnums`). XLA takes as many threads as the process may
    use processors, and has no way to bind them."""

    title = "JAX"
    packages = ("jax", "jaxlib")

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        import jax

        jax.config.update("jax_platforms", "cpu")
        jax.config.update("jax_cpu_enable_async_dispatch", False)
        self._jax = jax

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        jax, graph, build = self._jax, problem.graph(), jax_graphs.build(problem)
        device = jax.devices("cpu")[0]

        def function(inputs: List[Any], old: List[Any]) -> List[Any]:
            del old  # Only its memory is wanted.
            results = build(dict(zip(graph.inputs, inputs)))
            return [results[name] for name in graph.outputs]

        def put(arrays: Arrays, names: Sequence[str]) -> List[Any]:
            return [jax.device_put(arrays[name].copy(), device) for name in names]

        inputs = [put(arrays, graph.inputs) for arrays in sets]
        outputs = [put(arrays, graph.outputs) for arrays in sets]
        compiled = jax.jit(function, donate_argnums=(1,), keep_unused=True).lower(inputs[0], outputs[0]).compile()

        def bind(number: int) -> Any:
            mine = inputs[number]

            def call() -> List[Any]:
                results: List[Any] = compiled(mine, outputs[number])
                outputs[number] = results
                return results

            return call

        def read(results: List[Any]) -> Dict[str, np.ndarray]:
            return {name: np.asarray(result) for name, result in zip(graph.outputs, results)}

        return PythonProgram([bind(number) for number in range(len(sets))], read)
