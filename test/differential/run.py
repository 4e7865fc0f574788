#!/usr/bin/env python3
"""Runs every op over a covering set of types, shapes, operands, attributes, inputs and neighbours, and compares each
result with the float64 reference.

    test/differential/run.py [--full | --sample N] [--keep] [--seed N] [--runner PROGRAM]

By default over 2,000 runs: functions through the kernels route in which for each op every pair of values of every two
factors (factors.py, ops.py) occurs, beside every type x kind of sizes x input family; every eighth of them through the
upstream route too; functions that must be refused at run time; and one of each op whose bits must not depend on the run
or the number of threads. --full adds the whole product of the smaller factors, --sample N random functions of it.
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
from pathlib import Path
from typing import Dict, List, Sequence

sys.dont_write_bytecode = True

from cases import Case  # noqa: E402
from covering import Row, Space  # noqa: E402
from determinism import check_determinism  # noqa: E402
from factors import create_space, product  # noqa: E402
from ops import OPS, Op  # noqa: E402
from refusals import create_refusals  # noqa: E402
from runner import Function, Runner  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
BATCH = 50
# One function in so many runs through the upstream route besides.
UPSTREAM_SHARE = 8
LONG_ROW = 65536
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
    """The whole product of the smaller factors, the others at random; types that state some sizes only are drawn."""
    rows = []
    for seed in product(space, ("dtype", "axes", "sizes", "family", "graph")):
        if seed["sizes"] == "mixed" and rng.random() < 0.8:
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


def main() -> int:
    """Runs the suite; returns the exit status."""
    parser = argparse.ArgumentParser(description="Compares every op with the float64 reference over a covering set.")
    parser.add_argument("--full", action="store_true", help="add the whole product of the smaller factors")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="add N random functions of that product")
    parser.add_argument("--keep", action="store_true", help="write every function to a file of its own and keep them")
    parser.add_argument("--seed", type=int, default=1, help="another covering set and other values")
    parser.add_argument("--runner", type=Path, default=ROOT / "build" / "bin" / "norm-runner", help="the program")
    options = parser.parse_args()
    start = time.monotonic()
    if not options.runner.exists():
        print(f"no {options.runner}; build it with tools/build.sh dev norm-runner", file=sys.stderr)
        print("0 passed, 1 failed")
        return 1

    rng = random.Random(options.seed)
    by_op: Dict[str, List[Function]] = {}
    products: List[Function] = []
    missing: List[str] = []
    pairs = 0
    for op in OPS:
        space = create_space(op)
        rows = space.cover(product(space, ("dtype", "sizes", "family")), rng)
        pairs += len(space.feasible)
        missing += uncovered(op, space, rows)
        by_op[op.name] = create_functions(op, rows, "case") + create_functions(op, long_rows(op, space, rng), "long")
        if options.full or options.sample:
            products += create_functions(op, full_product(space, rng), "full")
    if options.sample:
        products = rng.sample(products, min(options.sample, len(products)))
    functions = [function for of_op in by_op.values() for function in of_op] + products
    refusals = create_refusals()
    print(f"{len(functions)} functions; {pairs - len(missing)} of {pairs} feasible pairs covered")
    for text in missing:
        print(f"MISSING PAIR: {text}")

    folder = Path(tempfile.mkdtemp(prefix="norm-differential-"))
    jobs = int(os.environ.get("NORM_JOBS") or os.cpu_count() or 1)
    runner = Runner(shorten(options.runner), folder, jobs)
    if options.keep:
        for function in functions + refusals:
            (folder / f"{function.name}.mlir").write_text(function.text, encoding="utf-8")
    everything = functions + refusals
    # The other route agrees with the reference too.
    upstream = functions[::UPSTREAM_SHARE]
    runner.run_all(
        (route, chosen[i : i + BATCH])
        for route, chosen in (("kernels", everything), ("upstream", upstream))
        for i in range(0, len(chosen), BATCH)
    )
    compared = check_determinism(runner, by_op, rng)

    for failure in runner.failures:
        print(f"FAILED {failure.function.name}: {failure.line}\n  {failure.command}")
    if options.keep or runner.failures:
        print(f"files kept in {folder}")
    else:
        shutil.rmtree(folder)
    failed = len(runner.failures) + len(missing)
    # The coverage counts as one check.
    checks = len(everything) + len(upstream) + compared + max(len(missing), 1)
    counts: Dict[str, int] = {
        **{"runs": len(functions), "upstream": len(upstream)},
        **{"refusals": len(refusals), "compared bit by bit": compared},
    }
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
