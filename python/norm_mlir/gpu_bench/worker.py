"""The process that uses the GPU: runs one pass over some cases and writes what it finds, a JSON object per line.

A crash or a hang ends this process and not the run: run.py starts another one for the cases after it.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

from .buffers import ALIGNMENT, Sets, fill_with_numbers, input_reader
from .check import check
from .driver import Driver, DriverError
from .library import CallError, Function, emulate
from .manifest import Buffer, Case, Manifest
from .timing import Clock, Participant, call_count, set_count

PASSES = ("check", "time", "peers")


@dataclass(frozen=True)
class Task:
    """What one process does: a pass over cases by name, until a time of the wall's clock."""

    folder: str
    events: str
    pass_: str
    names: Tuple[str, ...]
    until: float
    rounds: int
    memory: int
    runner: str

    @staticmethod
    def read(path: Path) -> "Task":
        """Reads a task from its file."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return Task(**{**data, "names": tuple(data["names"])})


class Worker:
    """One pass."""

    def __init__(self, task: Task) -> None:
        self._task, self._folder = task, Path(task.folder)
        self._manifest = Manifest.read(self._folder)
        self._events = Path(task.events).open("a", encoding="utf-8")
        self._driver = Driver()
        self._about = self._driver.describe()
        self._refuse_other_chips()
        self._torch: Any = None
        self._triton: Any = None
        if task.pass_ != "check":
            self._import_peers()
        self._clock = Clock(self._driver)

    def _import_peers(self) -> None:
        """The peers that are installed; checks do without, since PyTorch takes seconds to load."""
        from . import torch_peers, triton_kernels

        missing = {"torch": torch_peers.missing(), "triton": triton_kernels.missing()}
        if missing["torch"] is None:
            self._torch = torch_peers
            torch_peers.use_stream(self._driver.stream.value or 0)
            self._triton = triton_kernels if missing["triton"] is None else None
        self._about.update({**torch_peers.versions(), **triton_kernels.versions()})
        self._about["missing"] = [reason for reason in missing.values() if reason]

    def _refuse_other_chips(self) -> None:
        """Machine code runs on devices of its own generation; PTX runs on later ones too."""
        wanted = int("".join(filter(str.isdigit, self._manifest.chip)))
        found = self._about["major"] * 10 + self._about["minor"]
        if found < wanted or self._manifest.device_code == "bin" and found // 10 != wanted // 10:
            raise DriverError(f"expects a GPU of compute capability {wanted / 10} for {self._manifest.chip} "
                              f"as {self._manifest.device_code}; got {found / 10}")  # fmt: skip

    def _write(self, **event: Any) -> None:
        self._events.write(json.dumps({"pass": self._task.pass_, **event}) + "\n")
        self._events.flush()

    def run(self) -> None:
        """All cases of the task, as far as time goes."""
        self._write(about=self._about)
        if self._task.pass_ == "peers" and not self._torch:
            return
        measure = {"check": self._check, "time": self._time, "peers": self._time_peers}[self._task.pass_]
        cases = {case.name: case for case in self._manifest.cases}
        for number, name in enumerate(self._task.names):
            if time.time() > self._task.until:
                self._write(left_out=self._task.names[number:])
                return
            self._write(begin=name)
            begin = time.monotonic()
            try:
                result = measure(cases[name])
            except CallError as error:
                result = {"problem": f"fails: {error}"}
            self._write(case=name, seconds=round(time.monotonic() - begin, 3), **result)

    def _check(self, case: Case) -> Dict[str, Any]:
        """One call on poisoned outputs, and the comparison."""
        driver = self._driver
        function = self._function(case)
        sets = Sets(driver, case, 1)
        scratch = driver.allocate(function.scratch_bytes)
        if self._task.runner:
            emulate(self._task.runner, self._folder, case, sets.addresses[0], driver)
        else:
            function.bind(sets.addresses[0], scratch, driver)()
        verdict = check(case, input_reader(case), sets.outputs())
        driver.free(scratch)
        sets.free()
        found = {"error_of_tolerance": verdict.error, "compared": verdict.compared}
        if not verdict.good:
            found["problem"] = f"wrong: {verdict.problem or verdict.place}"
        return found

    def _function(self, case: Case) -> Function:
        return Function(self._folder / case.library, "main", case.inputs, case.outputs)

    def _time(self, case: Case) -> Dict[str, Any]:
        """Ours replayed from a graph and launched call by call, the copies, and PyTorch's own kernels."""
        return self._measure(case, [("torch", lambda: self._torch.function(case))] if self._torch else [], True)

    def _time_peers(self, case: Case) -> Dict[str, Any]:
        """Ours and the copies again, beside what is compiled when it is called."""
        peers: List[Tuple[str, Callable[[], Any]]] = []
        if self._torch:
            peers.append(("torch.compile", lambda: self._torch.compiled(case)))
        if self._triton:
            peers.append(("triton", lambda: self._triton.function(case)))
        return self._measure(case, peers, False)

    def _measure(self, case: Case, peers: Sequence[Tuple[str, Callable[[], Any]]], launched: bool) -> Dict[str, Any]:
        driver, task = self._driver, self._task
        count = set_count(case.footprint, case.minimal_bytes, self._about["l2_bytes"], task.memory)
        calls = call_count(case.minimal_bytes, count)
        function = self._function(case)
        sets = Sets(driver, case, count)
        scratch = driver.allocate(function.scratch_bytes)
        half = -(-case.minimal_bytes // 32) * 16
        stride = -(-half // ALIGNMENT) * ALIGNMENT
        copies = driver.allocate(stride * 2 * count)
        problems: Dict[str, str] = {}
        participants: List[Participant] = []
        try:
            bound = [function.bind(addresses, scratch, driver) for addresses in sets.addresses]
            participants += self._replayed("ours", bound, calls, problems)
            if launched:
                participants.append(Participant("ours launched", calls, _loop(bound, calls)))
            pairs = [(copies + 2 * i * stride, copies + (2 * i + 1) * stride) for i in range(count)]
            participants += self._copies(pairs, half, calls, problems)
            for name, build in peers:
                participants += self._peer(case, name, build, sets, calls, launched, problems)
            self._clock.interleave(participants, task.rounds)
        finally:
            for participant in participants:
                participant.release()
            driver.free(copies)
            driver.free(scratch)
            sets.free()
        times = {one.name: one.figures() for one in participants}
        samples = {one.name: [round(sample * 1e6, 3) for sample in one.samples] for one in participants}
        rotating = count * case.footprint >= 2 * self._about["l2_bytes"]
        return {
            "us": times, "samples_us": samples, "sets": count, "calls": calls, "rotating": rotating,
            "problems": problems, "minimal_bytes": case.minimal_bytes,
        }  # fmt: skip

    def _replayed(
        self, name: str, bound: Sequence[Callable[[], None]], calls: int, problems: Dict[str, str]
    ) -> List[Participant]:
        """Calls as a graph; the first call loads the code, which nothing may do in a capture. Where the driver refuses,
        they are launched one by one."""
        bound[0]()
        self._driver.wait()
        loop = _loop(bound, calls)
        try:
            graph = self._driver.capture(loop)
        except (CallError, DriverError) as error:
            problems[name] = f"is launched call by call, not from a graph: {error}"
            return [Participant(name, calls, loop)]
        return [Participant(name, calls, graph.launch, graph.free)]

    def _copies(
        self, pairs: Sequence[Tuple[int, int]], size: int, calls: int, problems: Dict[str, str]
    ) -> List[Participant]:
        """Our own copy and the driver's, of half as many bytes as a call of the case moves."""
        driver = self._driver
        array = Buffer("x", (size // 4,), "f32", "input")
        function = Function(self._folder / self._manifest.copy, "copy", [array], [array])
        own = [function.bind(pair, 0, driver) for pair in pairs]

        def bind(pair: Tuple[int, int]) -> Callable[[], None]:
            return lambda: driver.copy(pair[1], pair[0], size)

        # Zeros may be copied faster than data.
        for pair in pairs:
            fill_with_numbers(driver, pair[0], size)
        driven = [bind(pair) for pair in pairs]
        return [*self._replayed("copy", own, calls, problems), *self._replayed("memcpy", driven, calls, problems)]

    def _peer(
        self, case: Case, name: str, build: Callable[[], Any], sets: Sets, calls: int, launched: bool, problems: Any
    ) -> List[Participant]:
        """A peer whose result is like ours; else the reason goes to `problems`."""
        try:
            run = build()
            if run is None:
                return []
            peer = self._torch.Peer(case, sets.addresses, run)
            problem = peer.problem()
            if problem:
                problems[name] = problem
                peer.release()
                return []
            found = [Participant(name, calls, peer.capture(calls), peer.release)]
            if launched:
                found.append(Participant(f"{name} launched", calls, lambda: peer.enqueue(calls)))
            return found
        except DriverError:
            raise
        except Exception as error:  # pylint: disable=broad-except
            problems[name] = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}"
            return []


def _loop(bound: Sequence[Callable[[], None]], calls: int) -> Callable[[], None]:
    """`calls` calls over all sets in turn."""

    def run() -> None:
        for i in range(calls):
            bound[i % len(bound)]()

    return run


def work(task: Path) -> int:
    """Does what a task's file says; 1 where the driver fails, which ends the process's use of the GPU."""
    try:
        Worker(Task.read(task)).run()
    except DriverError as error:
        print(f"norm_mlir.gpu_bench: {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(work(Path(sys.argv[1])))
