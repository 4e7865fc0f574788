"""The C part of the harness: compiled once per run, then called through ctypes."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Callable, List, Sequence

MAX_ARGUMENTS = 10
COPY_KINDS = ("memcpy", "vectors", "non-temporal")
_SOURCE = Path(__file__).with_name("native.c")


class Call(ctypes.Structure):
    """A call of a compiled function: its address and pointers to its descriptors."""

    _fields_ = [
        ("function", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("arguments", ctypes.c_void_p * 14),
    ]


def find_compiler() -> str:
    """A C compiler, clang first because its OpenMP runtime is the one that compiled code uses."""
    for name in ("clang-22", "clang", "cc", "gcc"):
        path = shutil.which(name)
        if path:
            return path
    raise FileNotFoundError("no C compiler on PATH (tried clang-22, clang, cc, gcc)")


class Native:
    """The functions of native.c."""

    def __init__(self, folder: Path) -> None:
        library = folder / "native.so"
        # Without builtins the loops stay loops; otherwise the compiler makes memcpy of them.
        command = [find_compiler(), "-O3", "-march=native", "-fno-builtin", "-fPIC", "-shared"]
        command += [str(_SOURCE), "-o", str(library)]
        result = subprocess.run([*command, "-fopenmp"], capture_output=True, text=True)
        if result.returncode != 0:
            subprocess.run(command, capture_output=True, text=True, check=True)
        self._library = ctypes.CDLL(str(library))
        i64, i32, pointer = ctypes.c_int64, ctypes.c_int, ctypes.c_void_p
        self._library.bench_calls.argtypes = [pointer, i64, i64, i64, i64]
        self._library.bench_calls.restype = ctypes.c_double
        self._library.bench_copies.argtypes = [i32, pointer, pointer, i64, i64, i64, i64, i32]
        self._library.bench_copies.restype = ctypes.c_double
        self.has_threads = bool(self._library.bench_has_threads())

    def set_threads(self, threads: int) -> None:
        """Sets how many OpenMP threads compiled functions use."""
        self._library.bench_set_threads(threads)

    def calls(self, sets: Sequence[Sequence[Call]]) -> Callable[[int, int], float]:
        """A timed loop `run(start, iterations) -> seconds` over sets of buffers, each a sequence of calls."""
        steps = len(sets[0])
        array = (Call * (steps * len(sets)))(*(call for one in sets for call in one))
        function, count = self._library.bench_calls, len(sets)
        return lambda start, iterations: function(array, steps, count, start, iterations)

    def copies(
        self, kind: str, to: List[int], source: List[int], size: int, threads: int
    ) -> Callable[[int, int], float]:
        """A timed loop of copies of `size` bytes, rounded up to 64, between addresses."""
        count = len(to)
        targets = (ctypes.c_void_p * count)(*to)
        sources = (ctypes.c_void_p * count)(*source)
        function, number = self._library.bench_copies, COPY_KINDS.index(kind)
        size = (size + 63) // 64 * 64
        return lambda start, iterations: function(number, targets, sources, size, count, start, iterations, threads)
