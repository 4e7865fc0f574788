"""oneDNN, called natively: onednn.cpp, compiled on first use against the wheel's headers and library."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence

import numpy as np

from ..graphs.channels import EPSILON, LRN, MOMENTUM
from .base import CHANNELS, ROWS, Arrays, Peer, Problem, Program, Unsupported

_SOURCE = Path(__file__).with_name("onednn.cpp")
# The order of the enumerations in onednn.cpp; an instance is a group.
_NORMS = ("layer_norm", "rms_norm", "batch_norm", "batch_norm_training", "group_norm", "local_response_norm", "softmax")
_AFTERS = ("", "relu", "silu", "gelu")
_BUFFERS = ("x", "r", "sum", "w", "b", "mean", "variance", "new_mean", "new_variance")
# Ways to compute on images: as they are, as NCHW, as NHWC, in blocks of 16 channels.
_WAYS = ("plain", "nchw", "nhwc", "nChw16c")


class _Spec(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("norm", "after", "adds", "bf16", "rank", "last", "groups", "way")),
        ("dims", ctypes.c_int64 * 4),
        *((name, ctypes.c_float) for name in ("epsilon", "momentum", "alpha", "beta", "k")),
        ("size", ctypes.c_int32),
    ]


def compile_driver(folder: Path, prefix: Path) -> ctypes.CDLL:
    """Compiles onednn.cpp into a folder with the compiler of the system, against the library below `prefix`."""
    compiler = next((path for path in map(shutil.which, ("c++", "g++", "clang++", "clang++-22")) if path), None)
    if compiler is None:
        raise Unsupported("no C++ compiler on PATH (tried c++, g++, clang++, clang++-22)")
    library = folder / "onednn.so"
    command = [compiler, "-std=c++17", "-O2", "-shared", "-fPIC", f"-I{prefix / 'include'}", str(_SOURCE)]
    command += ["-o", str(library), f"-L{prefix / 'lib'}", "-ldnnl", f"-Wl,-rpath,{prefix / 'lib'}"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise Unsupported(f"{compiler} cannot compile {_SOURCE.name}: {result.stderr.strip().splitlines()[0][:160]}")
    driver = ctypes.CDLL(str(library))
    driver.norm_onednn_create.restype = ctypes.c_void_p
    driver.norm_onednn_create.argtypes = [ctypes.POINTER(_Spec), ctypes.c_char_p, ctypes.c_size_t]
    driver.norm_onednn_bind.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
    driver.norm_onednn_run.restype = ctypes.c_double
    driver.norm_onednn_run.argtypes = [ctypes.c_void_p] + [ctypes.c_int64] * 3
    driver.norm_onednn_destroy.argtypes = [ctypes.c_void_p]
    return driver


def specify(problem: Problem, way: int) -> _Spec:
    """What the driver is asked for."""
    shape = list(problem.shape)
    if problem.channels_last:
        shape = [shape[0], shape[3], shape[1], shape[2]]
    norm = "group_norm" if problem.norm == "instance_norm" else problem.norm
    groups = problem.groups if norm == "group_norm" else 0
    return _Spec(
        _NORMS.index(norm), _AFTERS.index(problem.after), problem.adds, problem.dtype == "bf16", len(shape),
        problem.channels_last, groups, way, (ctypes.c_int64 * 4)(*shape),
        EPSILON, MOMENTUM, LRN["alpha"], LRN["beta"], LRN["k"], int(LRN["size"]),
    )  # fmt: skip


@dataclass
class _Native(Program):
    """A program of the driver."""

    driver: Any
    handle: int
    how: str
    read: Callable[[], Arrays]
    keep: List[object]

    def results(self) -> Arrays:
        self.run(0, 1, 1)
        return self.read()

    def run(self, start: int, iterations: int, sets: int) -> float:
        seconds: float = self.driver.norm_onednn_run(self.handle, start, iterations, sets)
        if seconds < 0:
            raise RuntimeError("a primitive of oneDNN fails")
        return seconds

    def __del__(self) -> None:
        self.driver.norm_onednn_destroy(self.handle)


class _Choice(Program):
    """Several programs of one problem, of which the fastest one is taken when results are asked for."""

    def __init__(self, programs: Sequence[_Native]) -> None:
        self._programs = list(programs)

    def results(self) -> Arrays:
        fastest = min(self._programs, key=lambda program: min(program.run(0, 1, 1) for _ in range(3)))
        self._programs = [fastest]
        return fastest.results()

    def run(self, start: int, iterations: int, sets: int) -> float:
        return self._programs[0].run(start, iterations, sets)


class ThePeer(Peer):
    """Primitives on preallocated memory in a timed loop in C++; images in the fastest of several orders."""

    title = "oneDNN"
    packages = ("onednn-devel-cpu-gomp",)
    uses_openmp = True
    is_quick = True
    norms = ROWS + CHANNELS + ("softmax",)
    afters = _AFTERS

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        with tempfile.TemporaryDirectory(prefix="norm-bench-onednn-") as folder:
            self._driver = compile_driver(Path(folder), Path(sys.prefix))

    @classmethod
    def version(cls) -> str:
        """oneDNN's own, which the wheel does not have the name of."""
        header = Path(sys.prefix) / "include" / "oneapi" / "dnnl" / "dnnl_version.h"
        text = header.read_text(encoding="utf-8") if header.exists() else ""
        numbers = re.findall(r"#define DNNL_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", text)
        return ".".join(numbers) or super().version()

    @staticmethod
    def _parameters(problem: Problem, arrays: Arrays) -> Dict[str, np.ndarray]:
        """Scale and bias in f32, which this version takes; one for each channel that it is told of."""
        images = problem.shape[0] if problem.norm == "instance_norm" and not problem.channels_last else 1
        return {name: np.tile(arrays[name].astype(np.float32), images) for name in ("w", "b") if name in arrays}

    def _program(self, problem: Problem, sets: Sequence[Arrays], way: int) -> _Native:
        text = ctypes.create_string_buffer(512)
        handle = self._driver.norm_onednn_create(ctypes.byref(specify(problem, way)), text, len(text))
        if not handle:
            raise Unsupported(text.value.decode())
        graph = problem.graph()
        outputs = {name: sets[0][name] for name in graph.outputs}
        program = _Native(self._driver, handle, f"{_WAYS[way]}: {text.value.decode()}", lambda: outputs, [])
        for arrays in sets:
            bound = {**arrays, **self._parameters(problem, arrays)}
            buffers = [bound.get(name) for name in (*_BUFFERS, problem.result)]
            pointers = [None if buffer is None else buffer.ctypes.data for buffer in buffers]
            self._driver.norm_onednn_bind(handle, (ctypes.c_void_p * len(pointers))(*pointers))
            program.keep.append(bound)
        return program

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        programs, reason = [], ""
        for way in range(len(_WAYS) if problem.norm in CHANNELS else 1):
            if way and (_WAYS[way] == "nhwc") == problem.channels_last and _WAYS[way] != "nChw16c":
                continue  # As it is.
            try:
                programs.append(self._program(problem, sets, way))
            except Unsupported as error:
                reason = reason or str(error)
        if not programs:
            raise Unsupported(reason)
        return _Choice(programs)
