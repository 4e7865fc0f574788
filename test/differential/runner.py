"""Runs batches of functions through norm-runner and says which failed, and how."""

from __future__ import annotations

import concurrent.futures
import re
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

# A function takes a part of a second, on a busy machine a few; what takes longer hangs.
START_SECONDS, FUNCTION_SECONDS = 60, 5
FINAL_COUNT = re.compile(r"\d+ passed, \d+ failed")
REPORT = re.compile(r"result (\d+): .*: ok$")
UNBOUNDED = re.compile(r", \d+ elements without a bound: ok$")


# GPU code on an emulator, beside the routes that norm-runner has names for.
EMULATED = "emulated"


def route_options(route: str) -> List[str]:
    """The options of norm-runner for a way to machine code; for a chip and an order of threads `emulated:sm_80:reverse`."""
    if not route.startswith(EMULATED):
        return [f"--route={route}"]
    _, chip, order = route.split(":") if ":" in route else ("", "", "shuffled")
    return ["--target=emulate", f"--thread-order={order}", *([f"--chip={chip}"] if chip else [])]


@dataclass(frozen=True)
class Function:
    """One public function and what norm-runner must say of it: `results` verified results or, with `refusal`, the
    one line that refuses its inputs."""

    name: str
    text: str
    results: int = 0
    refusal: str = ""


@dataclass(frozen=True)
class Failure:
    """A function that failed, the command that shows it and the line that says so."""

    function: Function
    command: str
    line: str


@dataclass
class Runner:
    """norm-runner, a folder for its files, and a number of processes at a time."""

    program: Path
    folder: Path
    jobs: int
    failures: List[Failure] = field(default_factory=list)
    processes: int = 0
    # Results of which some elements were not judged, their bound being infinite.
    unbounded: int = 0
    _singles: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def command(self, *arguments: object) -> List[str]:
        """A command line of norm-runner."""
        return [str(self.program), *map(str, arguments)]

    def execute(self, command: Sequence[str], functions: int = 1) -> Tuple[int, str, str]:
        """Status, stdout and stderr of a command that runs so many functions; the status of one that hangs is 124."""
        seconds = START_SECONDS + FUNCTION_SECONDS * functions
        with self._lock:
            self.processes += 1
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            return 124, "", f"no end within {seconds} s"
        return done.returncode, done.stdout, done.stderr

    def run_all(self, batches: Iterable[Tuple[str, Sequence[Function]]]) -> None:
        """Runs every batch through its route, some at a time; what failed is added to `failures`."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            for failures in pool.map(self._run_numbered, enumerate(batches)):
                self.failures += failures

    def _run_numbered(self, numbered: Tuple[int, Tuple[str, Sequence[Function]]]) -> List[Failure]:
        number, (route, batch) = numbered
        return self._run(batch, route, f"batch_{number:04}")

    def _run(self, batch: Sequence[Function], route: str, name: str) -> List[Failure]:
        path = self.folder / f"{name}.mlir"
        path.write_text("".join(function.text for function in batch), encoding="utf-8")
        status, output, errors = self.execute(
            self.command(path, "--all", *route_options(route), "--verify", "--threads=1"), len(batch)
        )
        path.unlink()
        lines = output.splitlines()
        if not lines or not FINAL_COUNT.fullmatch(lines[-1]) or status not in (0, 1):
            # It ended early: halves find the function that is to blame.
            if len(batch) == 1:
                return [self.fail(batch[0], f"status {status}: {first_line(errors)}", route)]
            middle = len(batch) // 2
            failures = self._run(batch[:middle], route, f"{name}a") + self._run(batch[middle:], route, f"{name}b")
            if failures:
                return failures
            text = f"status {status} of functions that pass in two halves: {first_line(errors)}"
            together = Function(f"{batch[0].name}_and_others", "".join(function.text for function in batch))
            return [self.fail(together, text, route, "--all --verify --threads=1")]
        with self._lock:
            self.unbounded += sum(bool(UNBOUNDED.search(line)) for line in lines)
        reports = split_reports(lines[:-1])
        failures = []
        for function in batch:
            line = judge(function, reports.get(function.name, []))
            if line:
                failures.append(self.fail(function, line, route))
        return failures

    def run_one(self, function: Function, route: str) -> Optional[Failure]:
        """What is wrong with one function by itself, or None."""
        with self._lock:
            self._singles += 1
            name = f"single_{self._singles:05}"
        found = self._run([function], route, name)
        return found[0] if found else None

    def fail(self, function: Function, line: str, route: str, options: str = "--verify --threads=1") -> Failure:
        """A failure of `function`, whose text is kept in a file of its own."""
        path = self.folder / f"{function.name}.mlir"
        path.write_text(function.text, encoding="utf-8")
        return Failure(function, f"{self.program} {path} {' '.join(route_options(route))} {options}", line)


def first_line(text: str) -> str:
    """The first line that is not empty; of a stack trace the first function of ours, or of MLIR's."""
    first = next((line for line in text.splitlines() if line.strip()), "no message")
    if not first.startswith("PLEASE submit"):
        return first
    for place in (r"mlir::norm::|\(anonymous namespace\)", "mlir::"):
        frame = re.search(rf"^ *#\d+ 0x\w+ (({place}).*?)\(", text, re.MULTILINE)
        if frame:
            return f"crash in {frame.group(1)}"
    return "crash"


def split_reports(lines: Sequence[str]) -> Dict[str, List[str]]:
    """The lines of each function of `--all`."""
    reports: Dict[str, List[str]] = {}
    current: List[str] = []
    for line in lines:
        if line.startswith("@"):
            current = reports.setdefault(line[1:], [])
        else:
            current.append(line)
    return reports


def judge(function: Function, report: Sequence[str]) -> str:
    """Why the report of a function is not the expected one; empty where it is."""
    if function.refusal:
        expected = f"FAILED: @{function.name}: {function.refusal}"
        return "" if list(report) == [expected] else f"expects '{expected}'; got '{' / '.join(report)}'"
    bad = [line for line in report if "FAILED" in line]
    if bad:
        return bad[0]
    good = [int(match.group(1)) for match in map(REPORT.match, report) if match]
    if good != list(range(function.results)):
        return f"expects {function.results} results; got '{' / '.join(report)}'"
    return ""
