"""What a peer is to the harness."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib import metadata
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..graphs import Graph, build_graph

Arrays = Dict[str, np.ndarray]

# The graphs of rows; all others have channels.
ROWS = ("layer_norm", "rms_norm")
CHANNELS = ("batch_norm", "batch_norm_training", "group_norm", "instance_norm", "local_response_norm")
PLAIN = ("softmax", "normalize")


class Unsupported(Exception):
    """A peer has no way to express a graph, or refuses it; the text is one line."""


@dataclass(frozen=True)
class Problem:
    """One graph on one shape, as case files describe it."""

    description: Mapping[str, Any]
    shape: Tuple[int, ...]
    dtype: str
    # Whether a result was too far off, so that a peer that can is to compute more precisely.
    is_precise: bool = False

    @property
    def norm(self) -> str:
        """The name of the normalization."""
        return str(self.description["norm"])

    @property
    def after(self) -> str:
        """What follows it; empty for nothing."""
        return str(self.description.get("after", ""))

    @property
    def adds(self) -> bool:
        """Whether a residual is summed first."""
        return self.description.get("before") == "add"

    @property
    def axis(self) -> int:
        """The axis of the channels."""
        return int(self.description.get("channel_axis", 1))

    @property
    def groups(self) -> int:
        """How many groups of channels there are."""
        return self.shape[self.axis] if self.norm == "instance_norm" else int(self.description.get("groups", 32))

    @property
    def channels_last(self) -> bool:
        """Whether an image's channels are innermost."""
        return self.norm in CHANNELS and self.axis == len(self.shape) - 1 and len(self.shape) > 2

    @property
    def result(self) -> str:
        """The name of the last floating-point result."""
        return "z" if self.after in ("gelu", "silu", "relu") else "y"

    def graph(self) -> Graph:
        """Its tensors, and its definition."""
        return build_graph(dict(self.description), list(self.shape), self.dtype)


class Program(ABC):
    """One problem, compiled and bound to sets of buffers."""

    @abstractmethod
    def results(self) -> Arrays:
        """The outputs of one call on the first set, in memory's order and of the graph's types."""

    @abstractmethod
    def run(self, start: int, iterations: int, sets: int) -> float:
        """Seconds of `iterations` calls; the one numbered i, from `start` on, takes set i % sets."""


class PythonProgram(Program):
    """A program that is called from Python: one function for each set.

    What a function returns lives until its set is next, so that memory which the peer allocates rotates as the buffers
    do.
    """

    def __init__(self, calls: Sequence[Callable[[], Any]], read: Callable[[Any], Arrays]) -> None:
        self._calls, self._read = list(calls), read
        self._results: List[Any] = [None] * len(self._calls)

    def results(self) -> Arrays:
        self._results[0] = self._calls[0]()
        return self._read(self._results[0])

    def run(self, start: int, iterations: int, sets: int) -> float:
        calls, results = self._calls, self._results
        begin = time.perf_counter()
        for i in range(start, start + iterations):
            results[i % sets] = calls[i % sets]()
        return time.perf_counter() - begin


class Peer(ABC):
    """A library. Objects are made in the process in which it is timed, after its environment is set."""

    title = ""
    # The distributions that have to be installed; the first one's version is shown.
    packages: Tuple[str, ...] = ()
    # What installs it.
    install = "tools/packages.sh peers, or pip install './python[bench]'"
    # Whether its threads are OpenMP's: else its threads may use as many processors as they are.
    uses_openmp = False
    # Whether it prepares a case within milliseconds, and takes part with --quick.
    is_quick = False
    # The graphs that it expresses: norm, and what may come before and after.
    norms: Tuple[str, ...] = ROWS + CHANNELS + PLAIN
    befores: Tuple[str, ...] = ("", "add")
    afters: Tuple[str, ...] = ("", "relu", "silu", "gelu", "int8")
    dtypes: Tuple[str, ...] = ("f32", "bf16")
    # Whether it has a more precise way, which is taken where the first one is wrong.
    has_precise_way = False

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        self.threads, self.processors = threads, list(processors)

    @classmethod
    def missing(cls) -> List[str]:
        """The distributions that this interpreter lacks."""
        return [package for package in cls.packages if distribution_version(package) is None]

    @classmethod
    def version(cls) -> str:
        """Of the library, as it is shown."""
        return distribution_version(cls.packages[0]) or ""

    @classmethod
    def reason(cls, problem: Problem) -> str:
        """Why it has no way to express a problem; empty where it has one."""
        if problem.norm not in cls.norms:
            return f"no {problem.norm}"
        if problem.description.get("before", "") not in cls.befores:
            return f"no {problem.description['before']} before"
        if problem.after not in cls.afters:
            return f"no {problem.after} after"
        return "" if problem.dtype in cls.dtypes else f"no {problem.dtype}"

    @abstractmethod
    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        """Compiles for a problem and binds to sets of buffers; raises Unsupported.

        The buffers hold inputs, outputs and what lies between stages; inputs are not written.
        """


def distribution_version(name: str) -> Optional[str]:
    """The version of an installed distribution; None where there is none. Nothing is imported."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
