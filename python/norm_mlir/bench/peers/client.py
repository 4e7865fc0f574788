"""The harness's end of the pipe to a peer's process."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np

from .. import machine
from ..buffers import numpy_type
from ..graphs import Graph
from ..timing import Budget, Lost, OutOfTime
from . import NAMES, PACKAGE, peer_class
from .base import Problem

# Seconds after which a peer hangs: for a compilation, and for anything else.
PREPARE_SECONDS, SECONDS = 240.0, 120.0
# Seconds for which calls may fault in new memory before they are timed.
SETTLE_SECONDS = 3.0
_BUILD = Path(__file__).resolve().parents[4] / "build"


class Refused(Exception):
    """A peer cannot do a case; the text says why, and is no error."""


@dataclass(frozen=True)
class Installed:
    """A peer with the interpreter that has it."""

    name: str
    version: str
    python: str


def interpreters(given: Sequence[str]) -> List[str]:
    """Those that may have peers: the given ones, this one, and those that tools/packages.sh makes."""
    made = [str(_BUILD / folder / "bin" / "python") for folder in ("venv-bench", "venv-peers", "venv-python")]
    return [*given, *dict.fromkeys([sys.executable, *(path for path in made if os.access(path, os.X_OK))])]


def _environment() -> Dict[str, str]:
    """That of this process, with the package on the path."""
    own = str(Path(__file__).resolve().parents[3])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([own, *filter(None, [os.environ.get("PYTHONPATH")])])}


def find_peers(names: Sequence[str], given: Sequence[str] = ()) -> Tuple[List[Installed], List[str]]:
    """Those of these names, peers or PACKAGE, that are installed somewhere, in their order, and one line for each other
    one."""
    found: Dict[str, Installed] = {}
    for python in interpreters(given) if names else ():
        command = [python, "-m", "norm_mlir.bench.peers.worker", "--versions"]
        result = subprocess.run(command, capture_output=True, text=True, env=_environment())
        versions = json.loads(result.stdout) if result.returncode == 0 else {}
        for name, version in versions.items():
            found.setdefault(name, Installed(name, version, python))
    ordered = [name for name in (*NAMES, PACKAGE) if name in names]
    missing = [
        f"missing: {peer_class(name).title} ({', '.join(peer_class(name).packages)}; {peer_class(name).install})"
        for name in ordered
        if name not in found
    ]
    return [found[name] for name in ordered if name in found], missing


@dataclass
class PeerProcess:
    """The process of one peer with a number of threads; it starts when it is asked for something, and again after it
    ended."""

    peer: Installed
    threads: int
    processors: Sequence[int]
    one_runtime: bool = True
    budget: Budget = Budget()
    _process: Optional["subprocess.Popen[str]"] = field(default=None, repr=False)
    _answers: int = field(default=-1, repr=False)
    _errors: Any = field(default=None, repr=False)

    def _start(self) -> "subprocess.Popen[str]":
        environment = _environment()
        uses_openmp = peer_class(self.peer.name).uses_openmp
        if uses_openmp:
            environment["OMP_NUM_THREADS"] = str(self.threads)
        else:
            environment.pop("OMP_PROC_BIND", None)
        if not (uses_openmp and self.one_runtime):
            environment.pop("LD_PRELOAD", None)
        read, write = os.pipe()
        self._errors = tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace")
        processors = ",".join(map(str, list(self.processors)[: self.threads]))
        command = [self.peer.python, "-m", "norm_mlir.bench.peers.worker", self.peer.name, str(self.threads)]
        with machine.all_processors():
            self._process = subprocess.Popen(
                [*command, processors, str(write)],
                stdin=subprocess.PIPE,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=[write],
                env=environment,
                text=True,
            )
        os.close(write)
        self._answers = read
        return self._process

    def stop(self) -> None:
        """Ends the process."""
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        os.close(self._answers)
        self._errors.close()
        self._process = None

    def _end(self, why: str) -> Lost:
        """Ends the process; the error tells why and the last thing it said."""
        assert self._process is not None
        if not why:
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                pass
            code = self._process.returncode
            why = f"crashes with signal {-code}" if code is not None and code < 0 else f"ends with status {code}"
        self._errors.seek(0)
        said = self._errors.read().strip().splitlines()
        self.stop()
        return Lost(why + (f": {said[-1][:160]}" if said else ""))

    def _read_line(self, seconds: float) -> str:
        text = b""
        while not text.endswith(b"\n"):
            ready, _, _ = select.select([self._answers], [], [], seconds)
            if not ready and self.budget.left <= 0:
                self.stop()
                raise OutOfTime("no time left")
            if not ready:
                raise self._end(f"takes longer than {seconds:.0f} seconds")
            part = os.read(self._answers, 1 << 16)
            if not part:
                raise self._end("")
            text += part
        return text.decode()

    def ask(self, do: str, limit: float = SECONDS, **request: Any) -> Dict[str, Any]:
        """The answer to a request; raises Refused where the peer cannot do it, Lost where it fails, and OutOfTime where
        the run has to end."""
        limit = self.budget.limit(limit)
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            process.stdin.flush()
        except BrokenPipeError as error:
            raise self._end("") from error
        answer: Dict[str, Any] = json.loads(self._read_line(limit))
        if "unsupported" in answer:
            raise Refused(answer["unsupported"])
        if "error" in answer:
            raise Lost(answer["error"])
        return answer

    def prepare(self, problem: Problem, sets: int, seed: int) -> float:
        """Compiles for a problem and fills buffers; milliseconds without the buffers."""
        request = {"description": dict(problem.description), "shape": problem.shape, "dtype": problem.dtype}
        rest = {"precise": problem.is_precise, "sets": sets, "seed": seed}
        return float(self.ask("prepare", PREPARE_SECONDS, **request, **rest)["ms"])

    def results(self, graph: Graph) -> Dict[str, np.ndarray]:
        """The outputs of the first call."""
        with tempfile.TemporaryDirectory(prefix="norm-bench-") as folder:
            self.ask("results", folder=folder)
            return {
                tensor.name: np.fromfile(Path(folder) / tensor.name, numpy_type(tensor.dtype)).reshape(tensor.shape)
                for tensor in graph.select(graph.outputs)
            }

    def settle(self) -> None:
        """Has the peer called until its heap does not grow."""
        self.ask("settle", seconds=SETTLE_SECONDS)

    def run(self, start: int, iterations: int, sets: int) -> float:
        """Seconds of some calls."""
        return float(self.ask("run", start=start, iterations=iterations, sets=sets)["seconds"])

    def drop(self) -> None:
        """Lets the process free its buffers, where it runs."""
        if self._process is not None:
            self.ask("drop")


class Pool:
    """The processes of all peers, for each number of threads its own."""

    def __init__(self, peers: Sequence[Installed], one_runtime: bool = True, budget: Budget = Budget()) -> None:
        self.peers = list(peers)
        self._one_runtime, self._budget = one_runtime, budget
        self._processes: Dict[int, List[PeerProcess]] = {}

    def processes(self, threads: int) -> List[PeerProcess]:
        """Those with a number of threads; others free their buffers."""
        for count, processes in self._processes.items():
            for process in processes if count != threads else ():
                process.drop()
        if threads not in self._processes:
            numbers = machine.processor_numbers()
            self._processes[threads] = [
                PeerProcess(peer, threads, numbers, self._one_runtime, self._budget) for peer in self.peers
            ]
        return self._processes[threads]

    def stop(self) -> None:
        """Ends them."""
        for processes in self._processes.values():
            for process in processes:
                process.stop()
