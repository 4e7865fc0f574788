#!/usr/bin/env python3
"""Runs normalizations of rows and their neighbours as GPU code on an emulator, over lengths and numbers of rows, and
compares each result with the float64 reference.

    test/differential/gpu_lengths.py [--full [SHARE]] [--only REGEX] [--seed N] [--runner PROGRAM]

The product of graphs, types, lengths and numbers of rows (all but the first three of many long rows), with sizes that
types state and such that they do not, for a chip with clusters and one without, in one of three orders of threads.
A part of it is run in which every pair of a graph and a type, a length, or a number of rows occurs; --full adds one
case of every SHARE (4), other ones with other seeds, and all of them for --full=1.
Prints one line per failure, with a command that repeats it, and ends with `N passed, N failed`. NORM_JOBS sets the
number of processes at a time (default: one per processor). Needs Python's standard library only.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Set, Tuple

sys.dont_write_bytecode = True

from runner import EMULATED, Function, Runner  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
BATCH = 40
LENGTHS = (1, 7, 32, 64, 100, 128, 768, 1000, 1024, 4096, 5120, 8192, 16384, 32768, 65536, 131072)
ROWS = (1, 3, 37, 1024)
# Of more elements there are fewer rows: the emulator runs one thread after another.
MOST_ELEMENTS = 1 << 20
DTYPES = ("f32", "bf16", "f16", "f64")
# Rows beyond the registers of a block are shared by the blocks of a cluster, or read again.
CHIPS = ("sm_90", "sm_80")
ORDERS = ("forward", "reverse", "shuffled")

# What stands in @f: x is a matrix, w and b are rows, all of type T; z is the last value. Results are those named.
GRAPHS: Dict[str, Tuple[str, Sequence[Tuple[str, str]]]] = {
    "layer_norm": (
        "%z = norm.layer_norm %x scale(%w : $R) bias(%b : $R) axes = [1] epsilon = 1.0e-5 : $M",
        [("%z", "$M")],
    ),
    "rms_norm": ("%z = norm.rms_norm %x scale(%w : $R) axes = [1] epsilon = 1.0e-6 : $M", [("%z", "$M")]),
    "add_rms_norm": (
        "%s = arith.addf %x, %r : $M\n  %z = norm.rms_norm %s scale(%w : $R) axes = [1] epsilon = 1.0e-6 : $M",
        [("%s", "$M"), ("%z", "$M")],
    ),
    "layer_norm_relu": (
        "%n = norm.layer_norm %x scale(%w : $R) bias(%b : $R) axes = [1] epsilon = 1.0e-5 : $M\n"
        "  %z = arith.maximumf %n, %r : $M",
        [("%z", "$M")],
    ),
    "layer_norm_tanh_add": (
        "%n = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : $M\n  %t = math.tanh %n : $M\n"
        "  %z = arith.addf %t, %r : $M",
        [("%z", "$M")],
    ),
    "lp_normalize": ("%z = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-3 : $M", [("%z", "$M")]),
    "max_normalize": ("%z = norm.lp_normalize %x axes = [1] p = inf epsilon = 1.0e-3 : $M", [("%z", "$M")]),
    "softmax": (
        "%z = linalg.softmax dimension(1) ins(%x : $M) outs(%r : $M) -> $M",
        [("%z", "$M")],
    ),
    "weight_norm": ("%z = norm.weight_norm %x scale(%g : $C) axis = 0 : $M", [("%z", "$M")]),
    "layer_norm_fp8": (
        "%n = norm.layer_norm %x scale(%w : $R) bias(%b : $R) axes = [1] epsilon = 1.0e-5 : $M\n"
        "  %z = arith.truncf %n : $M to $Q",
        [("%z", "$Q")],
    ),
    "layer_norm_columns": ("%z = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 : $M", [("%z", "$M")]),
}


@dataclass(frozen=True)
class Case:
    """One function of the product."""

    graph: str
    dtype: str
    length: int
    rows: int
    is_dynamic: bool
    chip: str

    @property
    def name(self) -> str:
        """A name for the function."""
        form = "dynamic" if self.is_dynamic else "static"
        return f"{self.graph}_{self.dtype}_{self.rows}x{self.length}_{form}_{self.chip}"

    @property
    def route(self) -> str:
        """The way to machine code; the order of threads follows from the sizes."""
        return f"{EMULATED}:{self.chip}:{ORDERS[(self.length + self.rows) % len(ORDERS)]}"

    def tensor(self, sizes: Sequence[int], element: str) -> str:
        """A tensor type of these sizes, stated or not."""
        return "tensor<" + "".join("?x" if self.is_dynamic else f"{size}x" for size in sizes) + element + ">"

    def function(self) -> Function:
        """The text of the function and the number of its results."""
        body, results = GRAPHS[self.graph]
        matrix, row, column = (self.rows, self.length), (self.length,), (self.rows,)
        types = {
            "$M": self.tensor(matrix, self.dtype),
            "$R": self.tensor(row, self.dtype),
            "$C": self.tensor(column, self.dtype),
            "$Q": self.tensor(matrix, "f8E4M3FN"),
        }
        shapes = {"$M": matrix, "$R": row, "$C": column}
        operands = {"%x": "$M", "%r": "$M", "%w": "$R", "%b": "$R", "%g": "$C"}
        used = [name for name in operands if re.search(re.escape(name) + r"\b", body)]
        arguments = []
        for seed, name in enumerate(used):
            sizes = "x".join(map(str, shapes[operands[name]]))
            arguments.append(f'{name}: {types[operands[name]]} {{norm.input = "normal:0,1,{seed + 1}@{sizes}"}}')
        for key, type_ in types.items():
            body = body.replace(key, type_)
        result_types = ", ".join(types[key] for _, key in results)
        names = ", ".join(name for name, _ in results)
        text = (
            f"func.func @{self.name}({', '.join(arguments)}) -> ({result_types}) {{\n  {body}\n"
            f"  return {names} : {result_types}\n}}\n"
        )
        return Function(self.name, text, len(results))


def create_cases() -> List[Case]:
    """The whole product."""
    cases = []
    for graph, dtype, length, rows, is_dynamic, chip in itertools.product(
        GRAPHS, DTYPES, LENGTHS, ROWS, (False, True), CHIPS
    ):
        if length * rows > MOST_ELEMENTS or (graph == "layer_norm_fp8" and dtype == "f64"):
            continue
        cases.append(Case(graph, dtype, length, rows, is_dynamic, chip))
    return cases


def pairs_of(case: Case) -> Set[Tuple[object, ...]]:
    """The pairs that a part of the product should have."""
    return {
        (case.graph, case.dtype, case.is_dynamic),
        (case.graph, case.length, case.chip),
        (case.graph, case.rows),
        (case.dtype, case.length, case.is_dynamic, case.chip),
        (case.length, case.rows),
    }


def cover(cases: Sequence[Case], rng: random.Random) -> List[Case]:
    """Cases in which each pair occurs, those of fewest elements first where one is as good as another."""
    shuffled = list(cases)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda case: case.length * case.rows > 1 << 17)
    missing: Set[Tuple[object, ...]] = set().union(*map(pairs_of, cases)) if cases else set()
    chosen = []
    for wanted in (4, 3, 2, 1):
        for case in shuffled:
            new = pairs_of(case) & missing
            if len(new) >= wanted:
                chosen.append(case)
                missing -= new
    return chosen


def batches(cases: Iterable[Case]) -> List[Tuple[str, List[Function]]]:
    """Functions of one route together."""
    by_route: Dict[str, List[Function]] = {}
    for case in cases:
        by_route.setdefault(case.route, []).append(case.function())
    return [
        (route, functions[i : i + BATCH])
        for route, functions in by_route.items()
        for i in range(0, len(functions), BATCH)
    ]


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compares GPU code of rows with the float64 reference.")
    parser.add_argument(
        "--full", nargs="?", const=4, default=0, type=int, metavar="SHARE", help="add one of SHARE of the product"
    )
    parser.add_argument("--only", default="", metavar="REGEX", help="cases whose names match")
    parser.add_argument("--seed", type=int, default=1, help="another part of the product")
    parser.add_argument("--runner", type=Path, default=ROOT / "build" / "bin" / "norm-runner", help="the program")
    return parser.parse_args()


def main() -> int:
    """Runs the cases; returns the exit status."""
    options = parse_options()
    start = time.monotonic()
    cases = [case for case in create_cases() if re.search(options.only, case.name)]
    number = len(cases)
    if options.full < 0:
        print(f"--full expects a share of 1 or more; got {options.full}", file=sys.stderr)
        return 2
    chosen = set(cover(cases, random.Random(options.seed)))
    if options.full:
        chosen.update(cases[options.seed % options.full :: options.full])
    cases = [case for case in cases if case in chosen]
    folder = Path(tempfile.mkdtemp(prefix="norm-gpu-lengths-"))
    jobs = int(os.environ.get("NORM_JOBS") or os.cpu_count() or 1)
    runner = Runner(options.runner, folder, jobs)
    runner.run_all(batches(cases))
    for failure in runner.failures:
        print(f"FAILED {failure.function.name}: {failure.line}\n  {failure.command}")
    if runner.failures:
        print(f"files kept in {folder}")
    else:
        shutil.rmtree(folder)
    print(f"{len(cases)} of {number} cases, {jobs} processes at a time, {time.monotonic() - start:.1f} s")
    failed = len(runner.failures)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
