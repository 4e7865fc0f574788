"""The threads of compiled functions: those of the OpenMP runtime that the process has already, such as PyTorch's.

Two runtimes in a process have two pools of threads, which wait for work on the same processors and take them from each
other. So compiled functions use the pool of the runtime that is loaded when the first of them is compiled, PyTorch's
before others, and PyTorch's from the first torch tensor on; the package's own, LLVM's, where there is none.
"""

from __future__ import annotations

import operator
import os
from typing import Union

from . import _native

__all__ = ["get_max_threads", "get_openmp_runtime", "set_max_threads", "use_openmp_runtime"]


def get_openmp_runtime() -> str:
    """The file of the runtime in use."""
    return _native.get_openmp_runtime()


def use_openmp_runtime(path: Union[str, os.PathLike]) -> None:
    """From now on, the runtime in this file, whatever is loaded; ValueError where it is none."""
    path = os.fspath(path)
    if not isinstance(path, str) or not path.isprintable() or not path:
        raise ValueError(f"expects the path of an OpenMP runtime; got {path!r}")
    _native.use_openmp_runtime(path)


def get_max_threads() -> int:
    """The number of threads that a call from this thread may take. With PyTorch's runtime, torch.set_num_threads sets
    it, too."""
    return _native.get_max_threads()


def set_max_threads(threads: int) -> None:
    """Sets this number, for this thread."""
    threads = operator.index(threads)
    if not 1 <= threads < 2**31:
        raise ValueError(f"expects 1 or more threads; got {threads}")
    _native.set_max_threads(threads)
