"""Measures one case: compile, verify, then time everything in one window."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

import numpy as np

from . import machine
from .buffers import Arena, fill_inputs
from .cases import Case
from .compiler import CompileError, Compiler, Library
from .figures import median, percentile, steady_rounds
from .graphs import Graph, build_graph
from .native import COPY_KINDS, Native
from .peers import PACKAGE, peer_class
from .peers.base import Problem
from .peers.client import PeerProcess, Pool, Refused
from .reference import Verdict, compare, evaluate
from .tensors import Tensor
from .timing import Budget, Lost, Participant, Protocol, fastest, interleave
from .trial import try_in_child

MEMORY_LIMIT = 6 << 30
# All processes together may use this share of the memory.
MEMORY_SHARE = 0.8
# Below this a case is what calls cost, and rotating buffers would measure the rotation.
SMALLEST_COLD = 256 << 10


@dataclass(frozen=True)
class Setup:
    """What all cases share. `routes` are those of norm-compile, which `compiler` may lack where there are none; `say` is
    told who is compiled, checked or timed."""

    native: Native
    compiler: Optional[Compiler]
    routes: Tuple[str, ...]
    protocol: Protocol
    cache: int
    pool: Pool
    unfused: bool = False
    dynamic: bool = False
    baseline: Optional[Compiler] = None
    seed: int = 1
    budget: Budget = Budget()
    say: Callable[[str], None] = lambda what: None


class Times(NamedTuple):
    """Microseconds of one call."""

    median: float
    p10: float
    p90: float
    fastest: float


@dataclass
class Row:
    """One measured (case, threads, state), by participant: `times`, `problems` that kept it from being timed, and for
    peers `unsupported`, why they have no way to do the case. `compile_ms` of peers is what preparing the case took."""

    case: Case
    threads: int
    state: str
    minimal_bytes: int
    times: Dict[str, Times] = field(default_factory=dict)
    problems: Dict[str, str] = field(default_factory=dict)
    unsupported: Dict[str, str] = field(default_factory=dict)
    compile_ms: Dict[str, float] = field(default_factory=dict)
    errors: Dict[str, float] = field(default_factory=dict)
    copy_kind: str = ""
    rounds: int = 0
    steady: bool = True
    samples: Dict[str, List[float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The case with threads and state."""
        return f"{self.case.name} {self.threads} thread{'s' * (self.threads > 1)} {self.state}"


@dataclass(frozen=True)
class Prepared:
    """What came of preparing a case in a peer's process: what keeps it from being timed, or how far off it is."""

    unsupported: str = ""
    problem: str = ""
    error: float = 0.0
    ms: float = 0.0


class CaseRun:
    """One case with its buffers and its reference."""

    def __init__(self, setup: Setup, case: Case) -> None:
        self.setup, self.case = setup, case
        self.graph: Graph = build_graph(case.graph, list(case.shape), case.dtype, setup.dynamic)
        names = [*self.graph.inputs, *self.graph.outputs]
        extra = [name for name in self.graph.temporaries if name not in names]
        self.tensors = self.graph.select([*names, *extra])
        self.minimal = self.graph.minimal_bytes(setup.cache)
        self.footprint = sum(tensor.size for tensor in self.graph.select(names))
        self._expected: Optional[Dict[str, np.ndarray]] = None
        self._unrounded: Optional[Dict[str, np.ndarray]] = None
        self._prepared: Dict[Tuple[str, int], Prepared] = {}
        self._verdicts: Dict[Tuple[str, int], Union[Verdict, str]] = {}
        self._arenas: Dict[str, Arena] = {}

    def sets(self, state: str) -> int:
        """How many sets of buffers rotate."""
        if state == "warm":
            return 1
        return max(4, ceil(3 * self.setup.cache / self.footprint))

    def left_out(self, state: str) -> str:
        """Why a state is not measured; empty where it is."""
        if state == "cold" and self.footprint < SMALLEST_COLD:
            return f"below {SMALLEST_COLD >> 10} KiB, warm only"
        size = self.sets(state) * (sum(tensor.size for tensor in self.tensors) + self.minimal)
        if size > MEMORY_LIMIT:
            return f"needs {size / 2**30:.1f} GiB of buffers"
        processes = 1 + len(self.setup.pool.peers)
        if size * processes > MEMORY_SHARE * machine.memory():
            return f"needs {size / 2**30:.1f} GiB of buffers in each of {processes} processes"
        return ""

    def most_sets(self) -> int:
        """How many sets of buffers the states that are measured need."""
        states = self.case.states or ("cold", "warm")
        return max([self.sets(state) for state in states if not self.left_out(state)], default=1)

    def _sets(self, state: str) -> List[Dict[str, np.ndarray]]:
        """The sets of buffers of a state; all states share the first one."""
        if "main" not in self._arenas or len(self._arenas["main"].sets) < self.sets(state):
            self._arenas = {"main": Arena(self.tensors, self.sets(state))}
            first, *others = self._arenas["main"].sets
            fill_inputs(self.graph, first, self.setup.seed)
            for arrays in others:
                for name in self.graph.inputs:
                    arrays[name][...] = first[name]
            # Copies have buffers of their own, because they would overwrite inputs.
            half = -(-self.minimal // 128) * 64
            self._arenas["copy"] = Arena([Tensor("from", (half,), "i8"), Tensor("to", (half,), "i8")], self.sets(state))
        return self._arenas["main"].sets[: self.sets(state)]

    def expected(self, arrays: Dict[str, np.ndarray]) -> Dict[str, np.ndarray]:
        """The outputs in float64, computed once."""
        if self._expected is None:
            self._expected = evaluate(self.graph, arrays)
        return self._expected

    def _steps(self, route: str) -> Sequence[Tuple[str, Sequence[str]]]:
        """The functions of one iteration, each with its arguments' names."""
        if route.endswith(" unfused"):
            return [(stage.name, (*stage.reads, *stage.writes)) for stage in self.graph.stages]
        return [("main", (*self.graph.inputs, *self.graph.outputs))]

    def _calls(self, library: Library, route: str, arenas: Sequence[Dict[str, np.ndarray]], keep: List[object]) -> Any:
        steps = self._steps(route)
        return self.setup.native.calls(
            [[library.call(name, [arrays[n] for n in names], keep) for name, names in steps] for arrays in arenas]
        )

    def _verify(self, library: Library, route: str, threads: int) -> Verdict:
        """Runs once on buffers of its own and compares; in a child process."""
        arrays = Arena(self.tensors, 1).sets[0]
        fill_inputs(self.graph, arrays, self.setup.seed)
        for name in self.graph.outputs:
            arrays[name].view(np.int8)[...] = -1  # Not a number, where that exists.
        if not route.endswith(" unfused"):
            library.prepare("main", *([arrays[n] for n in ns] for ns in (self.graph.inputs, self.graph.outputs)))
        self.setup.native.set_threads(threads)
        keep: List[object] = []
        self._calls(library, route, [arrays], keep)(0, 1)
        return compare(self.graph, arrays, self.expected(arrays))

    def _add_routes(self, row: Row, sets: List[Dict[str, np.ndarray]], keep: List[object]) -> List[Participant]:
        """Compiles and verifies each route, and the first by the baseline; those that are right take part."""
        setup = self.setup
        suffixes = ["", " unfused"] if setup.unfused and len(self.graph.stages) > 1 else [""]
        routes = setup.routes if setup.compiler else ()
        ways = [(name + suffix, name, setup.compiler) for name in routes for suffix in suffixes]
        if setup.baseline:
            ways.append(("baseline", routes[0] if routes else "kernels", setup.baseline))
        participants = []
        for name, route, compiler in ways:
            assert compiler is not None
            setup.say(f"{name} is compiled")
            text = self.graph.unfused_ir() if name.endswith(" unfused") else self.graph.fused_ir()
            try:
                library = compiler.compile(text, route, row.threads > 1)
            except CompileError as error:
                row.problems[name] = str(error)
                continue
            row.compile_ms[name] = library.compile_ms
            if self._is_right(row, library, name):
                participants.append(Participant(name, self._calls(library, name, sets, keep)))
        return participants

    def _is_right(self, row: Row, library: Library, name: str) -> bool:
        """Whether a participant computes what it should; else the row tells its problem."""
        key = (name, row.threads)
        if key not in self._verdicts:
            work = partial(self._verify, library, name, row.threads)
            self._verdicts[key] = try_in_child(work, self.setup.budget)
        verdict = self._verdicts[key]
        if isinstance(verdict, str):
            row.problems[name] = verdict
            return False
        row.errors[name] = verdict.error
        if not verdict.good:
            row.problems[name] = f"wrong: {verdict.output} is off by {verdict.error:.3g} tolerances"
        return verdict.good

    def _verdict_of_peer(self, name: str, results: Dict[str, np.ndarray], arrays: Dict[str, np.ndarray]) -> Verdict:
        """Compares with the definition; what lies between stages of a peer may be rounded to its type, or not."""
        verdict = compare(self.graph, results, self.expected(arrays))
        if verdict.good or len(self.graph.stages) == 1 or name == PACKAGE:
            return verdict
        if self._unrounded is None:
            self._unrounded = evaluate(self.graph, arrays, rounded=False)
        other = compare(self.graph, results, self._unrounded)
        return min(verdict, other, key=lambda one: one.error)

    def _compile_by(self, process: PeerProcess, is_precise: bool = False) -> Union[float, Prepared]:
        """Has a peer compile the case: milliseconds, or what keeps it from being timed."""
        problem = Problem(self.case.graph, self.case.shape, self.case.dtype, is_precise)
        try:
            return process.prepare(problem, self.most_sets(), self.setup.seed)
        except Refused as error:
            return Prepared(unsupported=str(error))
        except Lost as error:
            return Prepared(problem=str(error))

    def _check(self, process: PeerProcess, compiled: Union[float, Prepared], arrays: Dict[str, np.ndarray]) -> Prepared:
        """Compares the results of a peer that compiled the case; in its more precise way, where the first is wrong."""
        more = [True] if peer_class(process.peer.name).has_precise_way else []
        while True:
            if isinstance(compiled, Prepared):
                return compiled
            try:
                self.setup.say(f"{process.peer.name} is checked")
                verdict = self._verdict_of_peer(process.peer.name, process.results(self.graph), arrays)
                if verdict.good:
                    process.settle()
                    return Prepared(error=verdict.error, ms=compiled)
            except Refused as error:
                return Prepared(unsupported=str(error))
            except Lost as error:
                return Prepared(problem=str(error))
            if not more:
                wrong = f"wrong: {verdict.output} is off by {verdict.error:.3g} tolerances"
                return Prepared(problem=wrong, error=verdict.error, ms=compiled)
            compiled = self._compile_by(process, more.pop())

    def _prepare_peers(self, processes: Sequence[PeerProcess], arrays: Dict[str, np.ndarray]) -> None:
        """Has those compile the case that did not yet, on all processors; checks them one by one."""
        new = [process for process in processes if (process.peer.name, process.threads) not in self._prepared]
        if not new:
            return
        self.setup.say("peers compile")
        with ThreadPoolExecutor(machine.processors()) as pool:
            compiled = list(pool.map(self._compile_by, new))
        for process, result in zip(new, compiled):
            self._prepared[process.peer.name, process.threads] = self._check(process, result, arrays)

    def _add_peers(self, row: Row, sets: List[Dict[str, np.ndarray]]) -> List[Participant]:
        """Those peers that do the case, and do it right."""
        participants = []
        processes = self.setup.pool.processes(row.threads)
        self._prepare_peers(processes, sets[0])
        for process in processes:
            name = process.peer.name
            prepared = self._prepared[name, row.threads]
            if prepared.unsupported:
                row.unsupported[name] = prepared.unsupported
                continue
            row.errors[name] = prepared.error
            if prepared.problem:
                row.problems[name] = prepared.problem
                process.drop()
                continue
            row.compile_ms[name] = prepared.ms
            participants.append(Participant(name, _bind(process, len(sets))))
        return participants

    def _copies(self, threads: int, sets: int) -> List[Participant]:
        """Copies that move as many bytes as the case has to."""
        chosen = self._arenas["copy"].sets[:sets]
        size = chosen[0]["to"].size
        to, source = ([arrays[name].ctypes.data for arrays in chosen] for name in ("to", "from"))
        return [Participant(kind, self.setup.native.copies(kind, to, source, size, threads)) for kind in COPY_KINDS]

    def measure(self, threads: int, state: str, row_seconds: float) -> Row:
        """Measures one row in about `row_seconds`, three rounds at least."""
        setup = self.setup
        row = Row(self.case, threads, state, self.minimal)
        keep: List[object] = []
        sets = self._sets(state)
        self.expected(sets[0])
        setup.native.set_threads(threads)
        participants = self._add_routes(row, sets, keep) + self._add_peers(row, sets)
        copy = fastest(self._copies(threads, len(sets)), setup.protocol)
        row.copy_kind, copy.name = copy.name, "copy"
        round_seconds = copy.calibrate(setup.protocol.sample_seconds) * copy.iterations
        for participant in list(participants):
            try:
                each = participant.calibrate(setup.protocol.sample_seconds)
                round_seconds += each * participant.iterations + setup.protocol.rest_seconds
            except Lost as error:
                self._lose(row, participant.name, str(error))
                participants.remove(participant)
        rounds = min(setup.protocol.samples, max(3, int(row_seconds / round_seconds)))
        protocol = Protocol(rounds, setup.protocol.sample_seconds, setup.protocol.rest_seconds)
        participants.append(copy)
        interleave(participants, protocol, random.Random(setup.seed), setup.say)
        self._record(row, participants)
        return row

    def _lose(self, row: Row, name: str, problem: str) -> None:
        """A peer that failed is not asked about this case again."""
        row.problems[name] = problem
        self._prepared[name, row.threads] = Prepared(problem=problem)

    def _record(self, row: Row, participants: Sequence[Participant]) -> None:
        """Keeps the rounds in which the copy was steady, all of them where those are fewer than half."""
        copies = participants[-1].samples
        kept = steady_rounds(copies)
        row.steady = len(kept) * 2 >= len(copies)
        kept = kept if row.steady else list(range(len(copies)))
        row.rounds = len(kept)
        for participant in participants:
            if participant.problem:
                self._lose(row, participant.name, participant.problem)
                continue
            times = [participant.samples[i] * 1e6 for i in kept]
            figures = median(times), percentile(times, 0.1), percentile(times, 0.9)
            row.times[participant.name] = Times(*figures, min(participant.samples) * 1e6)
            row.samples[participant.name] = [sample * 1e6 for sample in participant.samples]


def _bind(process: PeerProcess, sets: int) -> Callable[[int, int], float]:
    return lambda start, iterations: process.run(start, iterations, sets)
