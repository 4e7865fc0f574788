"""PyTorch's compiler Inductor, ahead of time: a shared library for each case that writes given results."""

from __future__ import annotations

import os
import tempfile
from typing import Any, Callable, Dict, List, Sequence

from ..graphs.channels import EPSILON, LRN, MOMENTUM
from ..graphs.plain_rows import EPSILON as NORMALIZE_EPSILON
from . import eager
from .base import PLAIN, ROWS, Arrays, Peer, Problem, Program, PythonProgram

Tensors = Dict[str, Any]


def _activate(y: Any, after: str) -> Any:
    functional = eager.functional
    return {"gelu": functional.gelu, "silu": functional.silu, "relu": functional.relu}[after](y) if after else y


def _rows(problem: Problem) -> Callable[[Tensors], Tensors]:
    torch, functional = eager.torch, eager.functional

    def run(t: Tensors) -> Tensors:
        results: Tensors = {}
        x, columns = t["x"], t["x"].shape[-1:]
        if problem.adds:
            x = results["sum"] = x + t["r"]
        if problem.norm == "layer_norm":
            y = functional.layer_norm(x, columns, t["w"], t["b"], EPSILON)
        else:
            y = functional.rms_norm(x, columns, t["w"], EPSILON)
        if problem.after == "int8":
            wide = y.float()
            scale = wide.abs().amax(-1, keepdim=True).clamp(min=1e-12) / 127
            results["q"] = (wide / scale).round().clamp(-127, 127).to(torch.int8)
            results["s"] = scale.flatten()
        else:
            results[problem.result] = _activate(y, problem.after)
        return results

    return run


def _plain(problem: Problem) -> Callable[[Tensors], Tensors]:
    functional = eager.functional
    if problem.norm == "softmax":
        return lambda t: {"y": functional.softmax(t["x"], -1)}
    return lambda t: {"y": functional.normalize(t["x"], dim=-1, eps=NORMALIZE_EPSILON)}


def _channels(problem: Problem) -> Callable[[Tensors], Tensors]:
    functional, norm = eager.functional, problem.norm

    def run(t: Tensors) -> Tensors:
        results: Tensors = {}
        x = t["x"]
        if norm == "batch_norm_training":
            results = {"new_mean": t["mean"].clone(), "new_variance": t["variance"].clone()}
            y = functional.batch_norm(
                x, results["new_mean"], results["new_variance"], t["w"], t["b"], True, MOMENTUM, EPSILON
            )
        elif norm == "batch_norm":
            y = functional.batch_norm(x, t["mean"], t["variance"], t["w"], t["b"], eps=EPSILON)
        elif norm == "group_norm":
            y = functional.group_norm(x, problem.groups, t["w"], t["b"], EPSILON)
        elif norm == "instance_norm":
            y = functional.instance_norm(x, weight=t["w"], bias=t["b"], eps=EPSILON)
        else:
            y = functional.local_response_norm(x, **LRN)
        return {**results, problem.result: _activate(y, problem.after)}

    return run


class ThePeer(Peer):
    """`torch.export` of a function that copies its results into given tensors, `aoti_compile_and_package`, and calls of
    the loaded package's runner: without the guards of `torch.compile`, and without its calls of Python."""

    title = "Inductor"
    packages = ("torch",)
    uses_openmp = True

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        eager.import_torch(threads)
        self._folder = tempfile.TemporaryDirectory(prefix="norm-bench-inductor-")
        self._count = 0

    def _compile(self, problem: Problem, inputs: List[Any]) -> Any:
        torch = eager.torch
        build = _rows if problem.norm in ROWS else _plain if problem.norm in PLAIN else _channels
        function, graph = build(problem), problem.graph()
        names = [*graph.inputs, *graph.outputs]

        class Module(torch.nn.Module):  # type: ignore[misc,name-defined]
            """Reads the graph's inputs and overwrites its outputs."""

            def forward(self, *tensors: Any) -> Any:
                """Nothing is returned."""
                by_name = dict(zip(names, tensors))
                for name, value in function(by_name).items():
                    by_name[name].copy_(value)
                return ()

        self._count += 1
        path = os.path.join(self._folder.name, f"{self._count}.pt2")
        program = torch.export.export(Module(), tuple(inputs))
        torch._inductor.aoti_compile_and_package(program, package_path=path)  # pylint: disable=protected-access
        return torch._inductor.aoti_load_package(path)  # pylint: disable=protected-access

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        graph = problem.graph()
        bound = [
            {name: eager.view(arrays[name], problem) for name in (*graph.inputs, *graph.outputs)} for arrays in sets
        ]
        with eager.torch.no_grad():
            runner = self._compile(problem, list(bound[0].values())).loader.run
        outputs = {name: bound[0][name] for name in graph.outputs}
        calls = [lambda tensors=list(tensors.values()): runner(tensors) for tensors in bound]
        return PythonProgram(calls, lambda _: eager.read(outputs, problem))
