"""The command line: which cases, how long, and where the figures go."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import List, Optional, Sequence

from . import machine
from .cases import STATES, Case, read_cases
from .compiler import CompileError, Compiler, find_norm_compile
from .measure import CaseRun, Row, Setup
from .native import Native
from .peers import NAMES, peer_class
from .peers.client import Pool, find_peers
from .report import best_ratio, row_figures, summarize, write_summary, write_table
from .timing import Protocol

ROUTES = ("kernels", "upstream")
# What --quick may take; the sampling of later rows is shortened where earlier ones took long.
QUICK_SECONDS = 95.0
ROW_SECONDS = 30.0
CASES = Path(__file__).resolve().parents[2] / "benchmarks"


def _list_of(values: Sequence[str]):
    """A converter of comma-separated words out of `values`."""

    def convert(text: str) -> List[str]:
        words = [word for word in text.split(",") if word]
        wrong = [word for word in words if word not in values]
        if wrong or not words:
            raise argparse.ArgumentTypeError(f"expects words out of {', '.join(values)}; got {text!r}")
        return words

    return convert


def _thread_counts(text: str) -> List[int]:
    counts = [int(word) for word in text.split(",")]
    if min(counts) < 1:
        raise argparse.ArgumentTypeError(f"expects counts from 1 up; got {text!r}")
    return counts


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; docs/Benchmarks.md explains them."""
    parser = argparse.ArgumentParser(prog="python -m norm_mlir.bench", description="Benchmarks of compiled functions.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_const", const="quick", dest="size", help="one shape per op class")
    size.add_argument("--full", action="store_const", const="full", dest="size", help="all shapes")
    parser.add_argument("--threads", type=_thread_counts, help="thread counts (default: 1 and all processors)")
    parser.add_argument("--state", type=_list_of(STATES), default=list(STATES), help="cold,warm")
    parser.add_argument("--only", default="", metavar="REGEX", help="cases whose name has a match")
    parser.add_argument(
        "--route", type=_list_of(ROUTES), default=list(ROUTES), help="kernels,upstream; columns are about the first"
    )
    parser.add_argument("--unfused", action="store_true", help="also time graphs as one function per stage")
    parser.add_argument("--dynamic", action="store_true", help="compile for sizes that are known at the call")
    parser.add_argument("--samples", type=int, help="samples per participant (default: 30, with --quick 15)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--cases", type=Path, default=CASES, metavar="FOLDER", help="other case files")
    parser.add_argument("--norm-compile", default="", metavar="PROGRAM", help="another compiler")
    parser.add_argument("--baseline", default="", metavar="PROGRAM", help="also time what another compiler makes")
    parser.add_argument(
        "--peers", type=_list_of((*NAMES, "none")), help="which peers take part (default: all; with --quick some)"
    )
    parser.add_argument(
        "--peer-python", action="append", default=[], metavar="PROGRAM", help="another interpreter that has peers"
    )
    parser.add_argument("--own-openmp", action="store_true", help="peers on the OpenMP runtime that they bring")
    parser.add_argument("--list", action="store_true", help="print the cases and end")
    parser.set_defaults(size="default")
    return parser.parse_args(arguments)


class Progress:
    """A bar on stderr; lines of their own where that is no terminal."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._begin = total, 0, time.monotonic()
        self._terminal = sys.stderr.isatty()

    def show(self, what: str) -> None:
        """Says what is being measured."""
        width, seconds = 24, time.monotonic() - self._begin
        full = width * self._done // max(1, self._total)
        text = f"[{'#' * full}{'.' * (width - full)}] {self._done}/{self._total} {seconds:4.0f} s  {what}"
        print(f"\r{text[:118]:<118}" if self._terminal else text, end="" if self._terminal else "\n", file=sys.stderr)
        sys.stderr.flush()

    def share(self, limit: Optional[float]) -> float:
        """Seconds of sampling for the next row: half of an equal share of what is left of `limit`, the rest being
        preparation."""
        if limit is None:
            return ROW_SECONDS
        left = limit - (time.monotonic() - self._begin)
        return max(0.0, left / max(1, self._total - self._done) / 2)

    def step(self, count: int = 1) -> None:
        """Counts what is done."""
        self._done += count


def measure_all(
    setup: Setup,
    cases: Sequence[Case],
    threads: Sequence[int],
    states: Sequence[str],
    limit: Optional[float],
    notes: List[str],
) -> List[Row]:
    """One row for each case, thread count and state that is measured, in about `limit` seconds.

    Adds what is left out to `notes`.
    """
    rows: List[Row] = []
    progress = Progress(len(cases) * len(threads) * len(states))
    try:
        for case in cases:
            case_run = CaseRun(setup, case)
            measured = [state for state in states if not case.states or state in case.states]
            reasons = {state: case_run.left_out(state) for state in measured}
            notes += [f"left out: {case.name} {state}: {reason}" for state, reason in reasons.items() if reason]
            # Peers have a process for each number of threads, and prepare a case once in it.
            for count in [count for count in threads if not case.threads or count in case.threads]:
                for state in [state for state in measured if not reasons[state]]:
                    progress.show(f"{case.name} {count} {state}")
                    rows.append(case_run.measure(count, state, progress.share(limit)))
            progress.step(len(threads) * len(states))
        progress.show("done")
    except KeyboardInterrupt:
        notes.append("interrupted: later cases are missing")
    print(file=sys.stderr)
    return rows


def _wanted_peers(options: argparse.Namespace) -> List[str]:
    """The names that were given; else all, with --quick those that prepare a case in milliseconds."""
    if options.peers:
        return [name for name in options.peers if name != "none"]
    return [name for name in NAMES if options.size != "quick" or peer_class(name).is_quick]


def run(options: argparse.Namespace) -> int:
    """Measures and reports; 1 where a result of ours was wrong or a case failed."""
    cases = read_cases(options.cases, options.size, options.only)
    if options.list:
        print("\n".join(case.name for case in cases))
        return 0
    threads = options.threads or sorted({1, machine.processors()})
    routes = list(dict.fromkeys(options.route))
    quick = options.size == "quick"
    protocol = Protocol(samples=options.samples or (15 if quick else 30))
    peers, notes = find_peers(_wanted_peers(options), options.peer_python)
    for note in notes:
        print(f"norm_mlir.bench: {note}", file=sys.stderr)
    versions = {peer.name: peer.version for peer in peers}
    about = {**machine.describe(), "peers": versions, "missing": notes[:], "command": sys.argv[1:]}
    pool = Pool(peers, not options.own_openmp)
    with tempfile.TemporaryDirectory(prefix="norm-bench-") as folder:
        try:
            compiler = Compiler(find_norm_compile(options.norm_compile), Path(folder))
            baseline = None
            if options.baseline:
                baseline = Compiler(find_norm_compile(options.baseline), Path(tempfile.mkdtemp(dir=folder)))
        except CompileError as error:
            print(f"norm_mlir.bench: {error}", file=sys.stderr)
            return 2
        native = Native(Path(folder))
        if not native.has_threads and max(threads) > 1:
            notes.append("the C compiler has no OpenMP: copies run on one thread")
        about["llvm"] = compiler.version()
        setup = Setup(
            native, compiler, tuple(routes), protocol, machine.last_level_cache(), pool,
            options.unfused, options.dynamic, baseline,
        )  # fmt: skip
        try:
            rows = measure_all(setup, cases, threads, options.state, QUICK_SECONDS if quick else None, notes)
        finally:
            pool.stop()
    shown = "; ".join(f"{peer_class(name).title} {version}" for name, version in versions.items())
    print(f"{about['processor']}, {about['processors']} processors; LLVM {about['llvm']}; {shown or 'no peers'}")
    print(f"python -m norm_mlir.bench {' '.join(sys.argv[1:])}\n")
    print(write_table(rows, routes, options.unfused))
    print(write_summary(rows, routes, notes), end="")
    if options.json:
        summaries = {
            route: {op: asdict(one) for op, one in groups.items()}
            for route, groups in summarize(rows, routes, best_ratio("fastest")).items()
        }
        figures = [row_figures(row, routes) for row in rows]
        data = {"about": about, "rows": figures, "best_peer": summaries, "notes": notes}
        options.json.write_text(json.dumps(data, indent=1) + "\n")
    return 1 if any(name not in (*NAMES, "baseline") for row in rows for name in row.problems) else 0


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Parses, starts again in the right environment, runs."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parse_arguments(given)
    if arguments is None:
        machine.restart_with_environment(given, not options.own_openmp)
    try:
        return run(options)
    except (ValueError, OSError) as error:
        print(f"norm_mlir.bench: {error}", file=sys.stderr)
        return 2
