"""Runs the passes in processes of their own within a budget of time, and keeps what they find as they go."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from .manifest import Case, Manifest
from .report import Findings, as_json, write_table
from .worker import PASSES, Task

# A process that says nothing for so long hangs; torch.compile may take a while.
_SILENCE = {"check": 60.0, "time": 90.0, "peers": 150.0}
# Kept back for the end of a process that is measuring, and for the report.
_RESERVE = 8.0
_WRITE_SECONDS = 2.0
_SANITIZERS = ("memcheck", "racecheck")
_SANITIZER_SHARE = 0.08


def end_process(process: subprocess.Popen) -> None:
    """Ends a process and what it has started, where it still runs."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class Options:
    """What is run and for how long."""

    folder: Path
    out: Path
    seconds: float
    only: str
    passes: Sequence[str]
    rounds: int
    memory: int
    runner: str


class Run:
    """One run: its findings and its files."""

    def __init__(self, options: Options, cases: Sequence[Case]) -> None:
        self._options, self._cases = options, cases
        self._end = time.time() + options.seconds - min(_RESERVE, options.seconds / 10)
        self._events = options.out / "events.jsonl"
        self._log = (options.out / "log.txt").open("a", encoding="utf-8")
        self._written = 0.0
        self.findings = Findings()
        self.findings.about["date"] = time.strftime("%Y-%m-%d")
        options.out.mkdir(parents=True, exist_ok=True)

    def write(self, final: bool = False) -> None:
        """Writes JSON and table, at most every few seconds before the end."""
        if not final and time.monotonic() - self._written < _WRITE_SECONDS:
            return
        self._written = time.monotonic()
        texts = {"results.json": json.dumps(as_json(self.findings), indent=1), "table.md": write_table(self.findings)}
        for name, text in texts.items():
            temporary = self._options.out / (name + ".new")
            temporary.write_text(text, encoding="utf-8")
            os.replace(temporary, self._options.out / name)

    def _task(self, pass_: str, names: Sequence[str], events: Path) -> Path:
        options = self._options
        task = Task(
            str(options.folder), str(events), pass_, tuple(names), self._end, options.rounds, options.memory,
            options.runner,
        )  # fmt: skip
        path = options.out / "task.json"
        path.write_text(json.dumps(asdict(task)), encoding="utf-8")
        return path

    def _command(self, task: Path) -> List[str]:
        return [sys.executable, "-m", "norm_mlir.gpu_bench.worker", str(task)]

    def _environment(self) -> Dict[str, str]:
        package = str(Path(__file__).resolve().parents[2])
        return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))}

    def _start(self, command: Sequence[str], output: Any) -> subprocess.Popen:
        """A process in a group of its own, with what it starts itself."""
        return subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=self._environment(), preexec_fn=os.setpgrp
        )

    def _watch(self, process: subprocess.Popen, pass_: str, offset: int) -> int:
        """Takes events until the process ends, or hangs or overruns and is ended; where its events end."""
        heard = time.time()
        while True:
            ended = process.poll() is not None
            with self._events.open("rb") as stream:
                stream.seek(offset)
                data = stream.read()
            complete = data.rfind(b"\n") + 1
            for line in data[:complete].splitlines():
                self.findings.take(json.loads(line))
            if complete:
                heard, offset = time.time(), offset + complete
                self._progress(pass_)
                self.write()
            if ended:
                return offset
            if time.time() - heard > _SILENCE[pass_] or time.time() > self._end + _RESERVE / 2:
                end_process(process)
                continue
            time.sleep(0.05)

    def _progress(self, pass_: str) -> None:
        done = sum(pass_ in passes for passes in self.findings.cases.values())
        left = max(0.0, self._end - time.time())
        text = f"{pass_}: {done} cases, {left:.0f} s left: {self.findings.running or ''}"
        print(text, file=sys.stderr, flush=True)

    def run_pass(self, pass_: str, names: Sequence[str]) -> bool:
        """One pass over cases; a case that ends its process is a finding. False where no process can begin."""
        left = list(names)
        self._events.touch()
        offset = self._events.stat().st_size
        while left and time.time() < self._end:
            command = self._command(self._task(pass_, left, self._events))
            self.findings.running = None
            begun = len(left)
            process = self._start(command, self._log)
            try:
                offset = self._watch(process, pass_, offset)
            finally:
                end_process(process)
            if process.returncode == 0:
                return True
            name = self.findings.running
            if name is not None and time.time() > self._end:
                self.findings.notes.append(f"{pass_}: {name} is cut off by the end of the time")
            elif name is not None:
                problem = f"fails: ends its process: {self._last_line()}"
                self.findings.take({"pass": pass_, "case": name, "problem": problem})
            left = [each for each in left if pass_ not in self.findings.cases.get(each, {})]
            if len(left) == begun:
                self.findings.notes.append(f"{pass_}: status {process.returncode}: {self._last_line()}")
                return False
        if left:
            self.findings.notes.append(f"no time is left to {pass_} {len(left)} cases: {left[0]} ...")
        return not left

    def _last_line(self) -> str:
        self._log.flush()
        lines = (self._options.out / "log.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else "it says nothing"

    def sanitize(self, names: Sequence[str]) -> None:
        """Checks a few small cases again under compute-sanitizer, where it is installed."""
        program = shutil.which("compute-sanitizer")
        if not names or not program:
            self.findings.notes.append("compute-sanitizer: " + ("not installed" if names else "no cases for it"))
            return
        for tool in _SANITIZERS:
            events = self._options.out / f"{tool}.jsonl"
            command = [program, "--tool", tool, *self._command(self._task("check", names, events))]
            limit = min(self._options.seconds * _SANITIZER_SHARE, self._end - time.time())
            process = self._start(command, subprocess.PIPE)
            try:
                text = process.communicate(timeout=max(limit, 1))[0].decode(errors="replace")
            except subprocess.TimeoutExpired:
                end_process(process)
                text = f"no end within {limit:.0f} s\n" + process.communicate()[0].decode(errors="replace")
            done = events.read_text(encoding="utf-8").count('"case"') if events.exists() else 0
            summary = [line for line in text.splitlines() if "SUMMARY" in line or "no end" in line]
            said = " ".join(summary)[:200] or text[-200:].replace("\n", " ")
            clean = re.search(r"SUMMARY: 0 (errors|hazards)", text) or "no end" in text
            kind = self.findings.notes if clean else self.findings.problems
            kind.append(f"compute-sanitizer {tool}: {done} cases: {said}")
            self._log.write(text[-20000:])
            self.write()

    def run(self) -> None:
        """All passes, right cases only after the first."""
        names = [case.name for case in self._cases]
        for pass_ in PASSES:
            if pass_ not in self._options.passes:
                continue
            if pass_ == "time":
                names = [case.name for case in self._cases if case.timed]
            if not self.run_pass(pass_, [name for name in names if not self.findings.problem(name)]):
                break
            if pass_ == "check" and not self._options.runner:
                self.sanitize([c.name for c in self._cases if c.sanitized and not self.findings.problem(c.name)])
        self.write(final=True)


def run(options: Options, cases: Sequence[Case], notes: Sequence[str] = ()) -> int:
    """Runs and prints the table; 1 where a result of ours is wrong or nothing could run."""
    options.out.mkdir(parents=True, exist_ok=True)
    for name in ("events.jsonl", "log.txt", *(f"{tool}.jsonl" for tool in _SANITIZERS)):
        (options.out / name).unlink(missing_ok=True)
    one = Run(options, cases)
    one.findings.notes += notes
    try:
        one.run()
    except KeyboardInterrupt:
        one.findings.notes.append("interrupted")
        one.write(final=True)
    print(write_table(one.findings))
    failed = [case.name for case in cases if one.findings.problem(case.name)]
    return 1 if failed or one.findings.problems or not one.findings.cases else 0


def read_folder(folder: Path) -> Optional[Manifest]:
    """The manifest of a packed folder; none where it is not one."""
    try:
        return Manifest.read(folder)
    except OSError:
        return None
