#!/usr/bin/env python3
"""Runs every op over a covering set of types, shapes, operands, attributes, inputs and neighbours, and compares each
result with the float64 reference.

    test/differential/run.py [--full [SHARE] | --sample N] [--graphs N [--only-graphs]] [--emulate [CHIP]] [--keep]
                             [--seed N] [--runner PROGRAM]

By default over 2,000 runs: functions through the kernels route in which for each op every pair of values of every two
factors (factors.py, ops.py) occurs, beside every type x kind of sizes x input family; every eighth of them through the
upstream route too; functions that must be refused at run time; and one of each op whose bits must not depend on the run
or the number of threads. --full adds one function of every SHARE (4) of the whole product of the smaller factors: other
ones with other seeds, all of them for --full=1, which takes an hour and a half on two processors. --sample N adds random
functions of it.
Then 400 random graphs of ops around norms (graphs/), 1,600 with --full, --graphs N for any number: through the kernels
route, a quarter of them through each other route too. What fails there is made smaller where that is cheap. With
--emulate the functions are GPU code on an emulator, whose threads run in an order that changes; graphs only with
--graphs N.
Prints one line per failure, with a command that repeats it, and ends with `N passed, N failed`. NORM_JOBS sets the
number of processes at a time (default: one per processor). Needs Python's standard library only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Sequence

sys.dont_write_bytecode = True

from cases import Case  # noqa: E402
from covering import Row, Space  # noqa: E402
from determinism import check_determinism  # noqa: E402
from factors import create_space, product  # noqa: E402
from graphs.check import check_graphs, create_graphs  # noqa: E402
from ops import OPS, Op  # noqa: E402
from refusals import create_refusals  # noqa: E402
from runner import EMULATED, Failure, Function, Runner  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
BATCH = 50
GRAPHS, GRAPHS_FULL = 400, 1600
# One function in so many runs through the upstream route besides.
UPSTREAM_SHARE = 8
LONG_ROW = 65536
# Families that are about sums of 16-bit inputs in chains.
OF_CHAINS = ("huge", "outlier_first", "outlier_last", "outlier_block", "alternating")
# The axes of long groups, by op.
LONG = {
    **{"layer_norm": "last", "rms_norm": "last", "lp_normalize": "last"},
    **{"batch_norm_training": "channel_first", "weight_norm": "channel_first"},
    **{"group_norm": "across_last", "instance_norm": "unbatched"},
}


def long_rows(op: Op, space: Space, rng: random.Random) -> List[Row]:
    """Groups of 65536 values of every family, in f32 and f64."""
    rows = []
    for seed in product(space, ("dtype", "family")):
        if op.name in LONG and seed["dtype"] in ("f32", "f64"):
            row = space.complete({**seed, "axes": LONG[op.name], "rank": 2, "kept": rng.choice((1, 2, 3))}, rng)
            assert row is not None
            rows.append({**row, "reduced": LONG_ROW})
    return rows


def full_product(space: Space, rng: random.Random) -> List[Row]:
    """The whole product of the smaller factors, the others at random; types that state some sizes only are drawn, and
    so are wide inputs of families that are about narrow ones."""
    rows = []
    for seed in product(space, ("dtype", "axes", "sizes", "family", "graph")):
        if seed["sizes"] == "mixed" and rng.random() < 0.8:
            continue
        # What sums of 16 bits in f32 could lose is nothing to f64 ones.
        if seed["family"] in OF_CHAINS and seed["dtype"] in ("f32", "f64") and rng.random() < 0.8:
            continue
        row = space.complete(seed, rng)
        # Sizes that leave time for all.
        while row and int(row["reduced"]) * max(int(row["kept"]), 1) > 2**14:  # type: ignore[call-overload]
            row = space.complete(seed, rng)
        if row:
            rows.append(row)
    return rows


def create_functions(op: Op, rows: Sequence[Row], prefix: str) -> List[Function]:
    """The function of each row of an op."""
    functions = []
    for index, row in enumerate(rows):
        case = Case(f"{prefix}_{index:05}_{op.name}_{row['dtype']}", op, row, index)
        text = case.write()
        functions.append(Function(case.name, text, case.results))
    return functions


def uncovered(op: Op, space: Space, rows: Sequence[Row]) -> List[str]:
    """Feasible pairs that no row has."""
    covered = set()
    for row in rows:
        covered.update(space.pairs_of(row))
    missing = sorted(space.feasible - covered, key=repr)
    return [f"{op.name}: {a[0]}={a[1]} with {b[0]}={b[1]}" for a, b in missing]


@dataclass
class Plan:
    """The functions of the covering sets, and what is missing from those."""

    by_op: Dict[str, List[Function]] = field(default_factory=dict)
    products: List[Function] = field(default_factory=list)
    missing: List[str] = field(default_factory=list)
    pairs: int = 0

    def functions(self) -> List[Function]:
        """All of them, by op, then the products."""
        return [function for of_op in self.by_op.values() for function in of_op] + self.products


def create_plan(options: argparse.Namespace, rng: random.Random) -> Plan:
    """The functions of every op that the options ask for."""
    plan = Plan()
    for op in OPS:
        space = create_space(op)
        rows = space.cover(product(space, ("dtype", "sizes", "family")), rng)
        plan.pairs += len(space.feasible)
        plan.missing += uncovered(op, space, rows)
        plan.by_op[op.name] = create_functions(op, rows, "case") + create_functions(
            op, long_rows(op, space, rng), "long"
        )
        if options.full or options.sample:
            plan.products += create_functions(op, full_product(space, rng), "full")
    if options.full:
        plan.products = plan.products[options.seed % options.full :: options.full]
    if options.sample:
        plan.products = rng.sample(plan.products, min(options.sample, len(plan.products)))
    print(f"{len(plan.functions())} functions; {plan.pairs - len(plan.missing)} of {plan.pairs} feasible pairs covered")
    for text in plan.missing:
        print(f"MISSING PAIR: {text}")
    return plan


def keep(runner: Runner, functions: Sequence[Function]) -> None:
    """Writes every function to a file of its own."""
    for function in functions:
        (runner.folder / f"{function.name}.mlir").write_text(function.text, encoding="utf-8")


def run_ops(options: argparse.Namespace, runner: Runner, rng: random.Random) -> Dict[str, int]:
    """Runs every op over the covering sets; returns how many checks there were of each kind."""
    plan = create_plan(options, rng)
    functions = plan.functions()
    refusals = create_refusals()
    everything = functions + refusals
    if options.keep:
        keep(runner, everything)
    # The other route agrees with the reference too.
    own = choose_route(options)
    upstream = [] if own != "kernels" else functions[::UPSTREAM_SHARE]
    runner.run_all(
        (route, chosen[i : i + BATCH])
        for route, chosen in ((own, everything), ("upstream", upstream))
        for i in range(0, len(chosen), BATCH)
    )
    for text in plan.missing:
        runner.failures.append(Failure(Function("coverage", ""), "test/differential/run.py", text))
    return {
        **{"runs": len(functions), "upstream": len(upstream), "refusals": len(refusals)},
        "compared bit by bit": check_determinism(runner, plan.by_op, own, rng),
        # The coverage counts as one check.
        "coverage": max(len(plan.missing), 1),
    }


def choose_route(options: argparse.Namespace) -> str:
    """The way to machine code that is tested."""
    return f"{EMULATED}:{options.emulate}:shuffled" if options.emulate else "kernels"


def run_graphs(options: argparse.Namespace, runner: Runner) -> Dict[str, int]:
    """Runs random graphs; returns how many runs there were."""
    number = options.graphs if options.graphs is not None else GRAPHS_FULL if options.full else GRAPHS
    graphs = create_graphs(number, options.seed, options.without.split(","))
    if options.keep:
        keep(runner, [Function(graph.name, graph.write()) for graph in graphs])
    outcome = check_graphs(runner, graphs, choose_route(options))
    runner.failures += outcome.failures
    for kind, count in sorted(outcome.groups.items(), key=lambda group: -group[1]):
        print(f"{count} graphs: {kind}")
    print(f"{outcome.unbounded} of {outcome.results} results of graphs have elements without a bound")
    return {"runs of graphs": outcome.runs}


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compares every op and random graphs with the float64 reference.")
    parser.add_argument(
        "--full", nargs="?", const=4, default=0, type=int, metavar="SHARE", help="add one of SHARE of the whole product"
    )
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="add N random functions of that product")
    parser.add_argument("--graphs", type=int, metavar="N", help=f"random graphs (default: {GRAPHS}, or {GRAPHS_FULL})")
    parser.add_argument("--only-graphs", action="store_true", help="leave out all but the graphs")
    parser.add_argument("--without", default="", metavar="FAMILY,...", help="graphs without some families of steps")
    parser.add_argument(
        "--emulate", nargs="?", const="sm_90", metavar="CHIP", help="GPU code on an emulator; graphs only with --graphs"
    )
    parser.add_argument("--keep", action="store_true", help="write every function to a file of its own and keep them")
    parser.add_argument("--seed", type=int, default=1, help="another covering set, other graphs and other values")
    parser.add_argument("--runner", type=Path, default=ROOT / "build" / "bin" / "norm-runner", help="the program")
    return parser.parse_args()


def main() -> int:
    """Runs the suite; returns the exit status."""
    options = parse_options()
    start = time.monotonic()
    if options.full < 0:
        print(f"--full expects a share of 1 or more; got {options.full}", file=sys.stderr)
        return 2
    if not options.runner.exists():
        print(f"no {options.runner}; build it with tools/build.sh dev norm-runner", file=sys.stderr)
        print("0 passed, 1 failed")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="norm-differential-"))
    jobs = int(os.environ.get("NORM_JOBS") or os.cpu_count() or 1)
    runner = Runner(shorten(options.runner), folder, jobs)
    counts = {} if options.only_graphs else run_ops(options, runner, random.Random(options.seed))
    if not options.emulate or options.graphs:
        counts.update(run_graphs(options, runner))

    for failure in runner.failures:
        print(f"FAILED {failure.function.name}: {failure.line}\n  {failure.command}")
    if options.keep or runner.failures:
        print(f"files kept in {folder}")
    else:
        shutil.rmtree(folder)
    failed = len(runner.failures)
    checks = sum(counts.values())
    print(", ".join(f"{count} {name}" for name, count in counts.items()), end="; ")
    print(f"{runner.processes} processes, {jobs} at a time, {time.monotonic() - start:.1f} s")
    print(f"{checks - failed} passed, {failed} failed")
    return 1 if failed else 0


def shorten(path: Path) -> Path:
    """The path relative to the working folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


if __name__ == "__main__":
    sys.exit(main())
