"""Compiles the IR of a graph with norm-compile and calls it."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Sequence

import numpy as np

from .machine import all_processors
from .native import Call
from .timing import Budget

# After which norm-compile hangs.
SECONDS = 120.0


class CompileError(Exception):
    """norm-compile refused or crashed; the text is one line."""


def find_norm_compile(given: str = "") -> Path:
    """The program that was given; else that of the build folder beside this package, or the one on PATH."""
    built = Path(__file__).resolve().parents[3] / "build" / "bin" / "norm-compile"
    for candidate in [given] if given else [str(built), shutil.which("norm-compile") or ""]:
        if candidate and os.access(candidate, os.X_OK):
            return Path(candidate).resolve()
    where = f"no program {given}" if given else "no norm-compile in build/bin or on PATH"
    raise CompileError(f"{where}; in a source tree, tools/build.sh dev norm-compile builds it")


@dataclass(frozen=True)
class Library:
    """A loaded library and what compiling it cost: parsing to machine code, without the start of the process and the
    linker."""

    handle: ctypes.CDLL
    compile_ms: float

    def call(self, name: str, buffers: Sequence[np.ndarray], keep: List[object]) -> Call:
        """The call of an entry on these buffers, inputs before outputs. `keep` holds what the call points to."""
        descriptors = [_descriptor(buffer) for buffer in buffers]
        keep.extend(descriptors)
        pointers = [ctypes.addressof(descriptor) for descriptor in descriptors]
        call = Call(ctypes.cast(getattr(self.handle, name), ctypes.c_void_p), len(pointers))
        call.arguments[: len(pointers)] = pointers
        return call

    def prepare(self, name: str, buffers: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> None:
        """Checks the inputs' sizes, and that the outputs have the sizes that the function gives them."""
        sizes = (ctypes.c_int64 * max(1, sum(output.ndim for output in outputs)))()
        message = ctypes.create_string_buffer(256)
        descriptors = [_descriptor(buffer) for buffer in buffers]
        pointers = [ctypes.c_void_p(ctypes.addressof(descriptor)) for descriptor in descriptors]
        check = getattr(self.handle, name + "__prepare")
        if check(*pointers, sizes, message, ctypes.c_int64(len(message))) != 0:
            raise CompileError(f"{name}__prepare: {message.value.decode()}")
        expected = [size for output in outputs for size in output.shape]
        if list(sizes)[: len(expected)] != expected:
            raise CompileError(f"{name}__prepare: expects outputs of sizes {list(sizes)}; got {expected}")


def _descriptor(buffer: np.ndarray) -> ctypes.Array:
    """MLIR's descriptor of a ranked memref: two pointers, offset, sizes, strides in elements."""
    address = buffer.ctypes.data
    strides = [stride // buffer.itemsize for stride in buffer.strides]
    return (ctypes.c_int64 * (3 + 2 * buffer.ndim))(address, address, 0, *buffer.shape, *strides)


def _phases_ms(report: str) -> float:
    """Milliseconds of the outermost phases in a report of --timing, but for the rest: the linker and the process."""
    rows = re.findall(r"^ +\S+ \([^)]*\) +(\S+) \([^)]*\)  (\S.*)$", report, re.MULTILINE)
    rows = rows or [(time, name) for time, name in re.findall(r"^ +(\S+) \([^)]*\)  (\S.*)$", report, re.MULTILINE)]
    return sum(float(time) for time, name in rows if name.strip() not in ("Rest", "Total")) * 1e3


class Compiler:
    """Compiles modules into a folder, each text and way once."""

    def __init__(self, program: Path, folder: Path, budget: Budget = Budget()) -> None:
        self.program, self._folder, self._budget = program, folder, budget
        self._libraries: Dict[str, Library] = {}

    def compile(self, text: str, route: str, parallel: bool) -> Library:
        """The library of a module; raises CompileError, and OutOfTime."""
        key = hashlib.sha256(f"{route} {parallel}\n{text}".encode()).hexdigest()[:24]
        if key not in self._libraries:
            self._libraries[key] = self._compile(key, text, route, parallel)
        return self._libraries[key]

    def _compile(self, key: str, text: str, route: str, parallel: bool) -> Library:
        source, library = self._folder / f"{key}.mlir", self._folder / f"{key}.so"
        source.write_text(text)
        command = [str(self.program), str(source), "-o", str(library), f"--route={route}", "--timing"]
        command += [] if parallel else ["--serial"]
        limit = self._budget.limit(SECONDS)
        try:
            with all_processors():
                result = subprocess.run(command, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired as error:
            self._budget.check()
            raise CompileError(f"norm-compile took longer than {limit:.0f} seconds") from error
        if result.returncode != 0:
            lines = [line for line in result.stderr.splitlines() if line.strip()]
            what = next((line for line in lines if "norm-compile:" in line), lines[0] if lines else "")
            what = what.replace(str(source), "module")
            raise CompileError(f"norm-compile exits with {result.returncode}: {what[:200]}")
        return Library(ctypes.CDLL(str(library)), _phases_ms(result.stderr))

    def version(self) -> Optional[str]:
        """The program's first line about itself."""
        result = subprocess.run([str(self.program), "--version"], capture_output=True, text=True)
        match = re.search(r"LLVM version (\S+)", result.stdout)
        return match.group(1) if match else None
