"""Ours, called as peers are: compiled by the package's native module and called from Python on NumPy arrays."""

from __future__ import annotations

import sys
from functools import partial
from importlib import metadata, util
from pathlib import Path
from typing import List, Optional, Sequence

import norm_mlir

from .base import Arrays, Peer, Problem, Program, PythonProgram, distribution_version

_DISTRIBUTION, _NATIVE = "norm-mlir", "norm_mlir._native"


def _installed() -> Optional[str]:
    """The folder of the package that is installed in this interpreter, whose modules those of a source tree hide."""
    try:
        return str(Path(str(metadata.distribution(_DISTRIBUTION).locate_file("norm_mlir"))))
    except metadata.PackageNotFoundError:
        return None


def find_native() -> bool:
    """Whether the native module can be imported; from now on also from the installed package, where it is not beside
    these files."""
    if _NATIVE in sys.modules or util.find_spec(_NATIVE):
        return True
    folder = _installed()
    if folder and folder not in norm_mlir.__path__:
        norm_mlir.__path__.append(folder)
    return util.find_spec(_NATIVE) is not None


class ThePeer(Peer):
    """`norm_mlir.compile_ir` on the text that norm-compile gets, and `function(x, ..., out=y)` on our buffers. No
    peer: it is never the best one of them."""

    title = "norm_mlir, called from Python"
    packages = (_DISTRIBUTION,)
    install = "pip install ./python"
    uses_openmp = True
    is_quick = True

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        find_native()
        norm_mlir.set_max_threads(threads)

    @classmethod
    def missing(cls) -> List[str]:
        return [] if find_native() else list(cls.packages)

    @classmethod
    def version(cls) -> str:
        return distribution_version(_DISTRIBUTION) or "not installed, beside its sources"

    @classmethod
    def reason(cls, problem: Problem) -> str:
        """Every graph is IR."""
        return ""

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        graph = problem.graph()
        function = norm_mlir.compile_ir(graph.fused_ir())
        first = sets[0]
        # Code is made for the sizes of the first call, whose results are not kept: those of `sets` are still to come.
        function(*(first[name] for name in graph.inputs))

        def bind(arrays: Arrays) -> partial:
            outputs = [arrays[name] for name in graph.outputs]
            out = outputs[0] if len(outputs) == 1 else tuple(outputs)
            return partial(function, *(arrays[name] for name in graph.inputs), out=out)

        outputs = {name: first[name] for name in graph.outputs}
        return PythonProgram([bind(arrays) for arrays in sets], lambda _: outputs)
