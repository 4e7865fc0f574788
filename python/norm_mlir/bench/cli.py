"""The command line: which cases, how long, and where the figures go."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from . import machine, plots
from .cases import STATES, Case, read_cases
from .compiler import CompileError, Compiler, find_norm_compile
from .measure import CaseRun, Row, Setup
from .native import Native
from .peers import NAMES, PACKAGE, peer_class
from .peers.client import Installed, Pool, find_peers
from .progress import Progress
from .report import best_ratio, row_figures, summarize, write_summary, write_table
from .timing import Budget, OutOfTime, Protocol

# Those of norm-compile, and the package called from Python.
ROUTES = ("kernels", "upstream", PACKAGE)
# When --quick ends, whatever is missing then; and how long before that sampling is planned to be over. The sampling of
# later rows is shortened where earlier ones took long.
QUICK_SECONDS, RESERVE_SECONDS = 110.0, 10.0
# Sampling of one row where there is time.
ROW_SECONDS = 30.0
# In an installed package, and in the source tree.
_CASES = [Path(__file__).resolve().parents[number] / "benchmarks" for number in (1, 2)]
CASES = next((folder for folder in _CASES if folder.is_dir()), _CASES[-1])


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
    parser.add_argument("--state", type=_list_of(STATES), help="cold,warm (default: both; with --quick warm)")
    parser.add_argument("--only", default="", metavar="REGEX", help="cases whose name has a match")
    parser.add_argument(
        "--route", type=_list_of(ROUTES), help="kernels,upstream,package; columns are about the first (default: all; with --quick all but upstream)"
    )
    parser.add_argument("--unfused", action="store_true", help="also time graphs as one function per stage")
    parser.add_argument("--dynamic", action="store_true", help="compile for sizes that are known at the call")
    parser.add_argument("--samples", type=int, help="samples per participant (default: 30, with --quick 15)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help="draw the roofline and the ratios there")
    parser.add_argument("--progress", action="store_true", help="show the bar where standard error is no terminal, too")
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
    options = parser.parse_args(arguments)
    options.state = options.state or (["warm"] if options.size == "quick" else list(STATES))
    return options


def _sampling_seconds(budget: Budget, rows_left: int) -> float:
    """For the next row: half of an equal share of what is left, the rest being preparation."""
    return min(ROW_SECONDS, max(0.0, (budget.left - RESERVE_SECONDS) / max(1, rows_left) / 2))


def _measure_case(
    setup: Setup, case: Case, threads: Sequence[int], states: Sequence[str], progress: Progress, notes: List[str]
) -> Iterator[Row]:
    """The rows of a case; what is left out is noted."""
    case_run = CaseRun(setup, case)
    limits = (case.threads or threads, case.states or states)
    reasons = {state: case_run.left_out(state) for state in states if state in limits[1]}
    notes += [f"left out: {case.name} {state}: {reason}" for state, reason in reasons.items() if reason]
    # Peers have a process for each number of threads, and prepare a case once in it.
    for count in threads:
        for state in states:
            if count in limits[0] and reasons.get(state) == "":
                progress.begin(f"{case.name}, {count} thread{'s' * (count > 1)}, {state}")
                setup.budget.check()
                yield case_run.measure(count, state, _sampling_seconds(setup.budget, progress.rows_left))
            progress.step()


def measure_all(
    setup: Setup,
    cases: Sequence[Case],
    threads: Sequence[int],
    states: Sequence[str],
    progress: Progress,
    notes: List[str],
) -> List[Row]:
    """One row for each case, thread count and state that is measured, until the budget of `setup` ends.

    Adds what is left out to `notes`.
    """
    rows: List[Row] = []
    end = "done"
    try:
        for case in cases:
            # Not a comprehension: what was measured before an exception is kept.
            for row in _measure_case(setup, case, threads, states, progress, notes):
                rows.append(row)
    except (OutOfTime, KeyboardInterrupt) as error:
        end = "no time left" if isinstance(error, OutOfTime) else "interrupted"
        notes.append(f"{end}: rows are missing from {case.name} on")
    progress.close(end)
    return rows


def _wanted_peers(options: argparse.Namespace) -> List[str]:
    """The names that were given; else all, with --quick those that prepare a case in milliseconds."""
    if options.peers:
        return [name for name in options.peers if name != "none"]
    return [name for name in NAMES if options.size != "quick" or peer_class(name).is_quick]


def _find_participants(options: argparse.Namespace, notes: List[str]) -> Tuple[List[Installed], List[str]]:
    """What is called in processes of its own, and the routes; what is missing is noted.

    Raises CompileError where the compiler that routes need is missing, and ValueError where the package is, unless the
    routes are those of the default and one is left.
    """
    quick = [route for route in ROUTES if route != "upstream"]
    wanted = list(dict.fromkeys(options.route or (quick if options.size == "quick" else ROUTES)))
    names = [*_wanted_peers(options), *(route for route in wanted if route == PACKAGE)]
    peers, missing = find_peers(names, options.peer_python)
    notes += missing
    routes = [route for route in wanted if route != PACKAGE or any(peer.name == PACKAGE for peer in peers)]
    if options.route and routes != wanted:
        raise ValueError(f"expects an interpreter that can import norm_mlir._native; {peer_class(PACKAGE).install}")
    try:
        if routes != [PACKAGE]:
            find_norm_compile(options.norm_compile)
    except CompileError as error:
        if options.route or PACKAGE not in routes or options.norm_compile:
            raise
        notes.append(f"missing: {error}")
        routes = [PACKAGE]
    return peers, routes


def _print_report(rows: Sequence[Row], routes: Sequence[str], about: Dict[str, Any], unfused: bool) -> None:
    """The table, and what it comes to."""
    versions = about["peers"]
    shown = "; ".join(f"{peer_class(name).title} {version}" for name, version in versions.items())
    print(f"{about['processor']}, {about['processors']} processors; LLVM {about['llvm']}; {shown or 'no peers'}")
    print(f"python -m norm_mlir.bench {' '.join(about['command'])}\n")
    print(write_table(rows, routes, unfused))


def _collect(rows: Sequence[Row], routes: Sequence[str], about: Dict[str, Any], notes: Sequence[str]) -> Dict[str, Any]:
    """What the JSON holds."""
    summaries = {
        route: {op: asdict(one) for op, one in groups.items()}
        for route, groups in summarize(rows, routes, best_ratio("fastest")).items()
    }
    figures = [row_figures(row, routes) for row in rows]
    return {"about": about, "routes": list(routes), "rows": figures, "best_peer": summaries, "notes": list(notes)}


def _draw(data: Dict[str, Any], folder: Path) -> None:
    """Draws what there is to draw, and says where; figures that make no plot are no error of the run."""
    try:
        for path in plots.draw(data, folder):
            print(path)
    except (ValueError, OSError) as error:
        print(f"norm_mlir.bench: no plots: {error}", file=sys.stderr)


def _measure(
    options: argparse.Namespace, budget: Budget, participants: Sequence[Installed], routes: Sequence[str],
    cases: Sequence[Case], about: Dict[str, Any], notes: List[str],
) -> List[Row]:  # fmt: skip
    """All rows; adds what is found out about the compiler to `about`."""
    threads = options.threads or sorted({1, machine.processors()})
    protocol = Protocol(samples=options.samples or (15 if options.size == "quick" else 30))
    own = tuple(route for route in routes if route != PACKAGE)
    pool = Pool(participants, not options.own_openmp, budget)
    progress = Progress(len(cases) * len(threads) * len(options.state), options.progress or sys.stderr.isatty())
    with tempfile.TemporaryDirectory(prefix="norm-bench-") as folder:
        compiler = Compiler(find_norm_compile(options.norm_compile), Path(folder), budget) if own else None
        baseline = None
        if options.baseline:
            baseline = Compiler(find_norm_compile(options.baseline), Path(tempfile.mkdtemp(dir=folder)), budget)
        about["llvm"] = compiler.version() if compiler else "of the package"
        native = Native(Path(folder))
        if not native.has_threads and max(threads) > 1:
            notes.append("the C compiler has no OpenMP: copies run on one thread")
        setup = Setup(
            native, compiler, own, protocol, machine.last_level_cache(), pool, options.unfused, options.dynamic,
            baseline, budget=budget, say=progress.say,
        )  # fmt: skip
        try:
            return measure_all(setup, cases, threads, options.state, progress, notes)
        finally:
            pool.stop()


def run(options: argparse.Namespace) -> int:
    """Measures and reports; 1 where a result of ours was wrong or a case failed."""
    cases = read_cases(options.cases, options.size, options.only)
    if options.list:
        print("\n".join(case.name for case in cases))
        return 0
    if options.plots:
        plots.find_matplotlib()
    budget = Budget.of(QUICK_SECONDS) if options.size == "quick" else Budget()
    notes: List[str] = []
    participants, routes = _find_participants(options, notes)
    for note in notes:
        print(f"norm_mlir.bench: {note}", file=sys.stderr)
    versions = {one.name: one.version for one in participants}
    about: Dict[str, Any] = {**machine.describe(), "package": versions.pop(PACKAGE, None), "peers": versions}
    about.update(missing=notes[:], command=sys.argv[1:])
    rows = _measure(options, budget, participants, routes, cases, about, notes)
    _print_report(rows, routes, about, options.unfused)
    print(write_summary(rows, routes, notes), end="")
    data = _collect(rows, routes, about, notes)
    if options.json:
        options.json.write_text(json.dumps(data, indent=1) + "\n")
    if options.plots:
        _draw(data, options.plots)
    return 1 if any(name not in (*NAMES, "baseline") for row in rows for name in row.problems) else 0


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Parses, starts again in the right environment, runs."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parse_arguments(given)
    if arguments is None:
        machine.restart_with_environment(given, not options.own_openmp)
    try:
        return run(options)
    except (CompileError, ValueError, OSError) as error:
        print(f"norm_mlir.bench: {error}", file=sys.stderr)
        return 2
