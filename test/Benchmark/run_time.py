#!/usr/bin/env python3
"""How long graphs take that are not one op, beside the op or the graph that they should be as fast as.

    test/Benchmark/run_time.py [--norm-runner PROGRAM] [--baseline PROGRAM] [--only REGEX] [--rounds N] [--calls N]

A LayerNorm and a group normalization as front ends write them beside our ops, and x + tanh(norm(x)) eight times over
beside once. The functions of a pair run in turn, one process after another, on one thread; a time is the median of a
process's calls, and the least of `--rounds` counts. Needs Python's standard library only.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
UNITS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}


def _generic(name: str, inputs: Sequence[str], maps: Sequence[str], init: str, kinds: str, body: str) -> str:
    """A linalg.generic; `inputs` and `init` are `%name : type`, and `body` computes %r from %i0, %i1 and %o."""
    dims = ", ".join(f"d{i}" for i in range(len(kinds)))
    texts = ", ".join(f"affine_map<({dims}) -> ({map_})>" for map_ in maps)
    iterators = ", ".join('"parallel"' if kind == "p" else '"reduction"' for kind in kinds)
    values = ", ".join(text.split(" : ")[0] for text in inputs)
    types = ", ".join(text.split(" : ")[1] for text in inputs)
    arguments = ", ".join([*(f"%i{i}: f32" for i in range(len(inputs))), "%o: f32"])
    return (
        f"  {name} = linalg.generic {{indexing_maps = [{texts}], iterator_types = [{iterators}]}}"
        f" ins({values} : {types}) outs({init}) {{\n  ^bb0({arguments}):\n    {body}\n"
        f"    linalg.yield %r : f32\n  }} -> {init.split(' : ')[1]}\n"
    )


def _statistics(source: str, whole: str, column: str, count: int) -> str:
    """The generics of a LayerNorm along the second of two axes that keeps it as an axis of one: %c centred, %s rstd."""
    add, divide = (
        "%r = arith.addf %i0, %o : f32",
        f"%k = arith.constant {count}.0 : f32\n    %r = arith.divf %i0, %k : f32",
    )
    safe = "%k = arith.constant 1.0e-5 : f32\n    %r = arith.addf %i0, %k : f32"
    one = ("d0, d1", "d0, d1")
    return (
        "  %zero = arith.constant 0.0 : f32\n"
        f"  %ec = tensor.empty() : {column}\n  %ew = tensor.empty() : {whole}\n"
        f"  %fc = linalg.fill ins(%zero : f32) outs(%ec : {column}) -> {column}\n"
        + _generic("%sum", [f"{source} : {whole}"], ("d0, d1", "d0, 0"), f"%fc : {column}", "pr", add)
        + _generic("%mean", [f"%sum : {column}"], one, f"%ec : {column}", "pp", divide)
        + _generic(
            "%mb",
            [f"%mean : {column}"],
            ("d0, 0", "d0, d1"),
            f"%ew : {whole}",
            "pp",
            "%r = arith.addf %i0, %zero : f32",
        )
        + _generic(
            "%c",
            [f"{source} : {whole}", f"%mb : {whole}"],
            ("d0, d1",) * 3,
            f"%ew : {whole}",
            "pp",
            "%r = arith.subf %i0, %i1 : f32",
        )
        + _generic(
            "%q",
            [f"%c : {whole}", f"%c : {whole}"],
            ("d0, d1",) * 3,
            f"%ew : {whole}",
            "pp",
            "%r = arith.mulf %i0, %i1 : f32",
        )
        + _generic("%qs", [f"%q : {whole}"], ("d0, d1", "d0, 0"), f"%fc : {column}", "pr", add)
        + _generic("%v", [f"%qs : {column}"], one, f"%ec : {column}", "pp", divide)
        + _generic("%ve", [f"%v : {column}"], one, f"%ec : {column}", "pp", safe)
        + _generic("%s", [f"%ve : {column}"], one, f"%ec : {column}", "pp", "%r = math.rsqrt %i0 : f32")
        + _generic(
            "%n",
            [f"%c : {whole}", f"%s : {column}"],
            ("d0, d1", "d0, 0", "d0, d1"),
            f"%ew : {whole}",
            "pp",
            "%r = arith.mulf %i0, %i1 : f32",
        )
    )


def foreign_layer_norm(rows: int, width: int) -> str:
    """LayerNorm as a front end writes it."""
    whole, vector = f"tensor<{rows}x{width}xf32>", f"tensor<{width}xf32>"
    maps = ("d0, d1", "d1", "d0, d1")
    return (
        f"func.func @f(%x: {whole}, %w: {vector}, %b: {vector}) -> {whole} {{\n"
        + _statistics("%x", whole, f"tensor<{rows}x1xf32>", width)
        + _generic(
            "%p", [f"%n : {whole}", f"%w : {vector}"], maps, f"%ew : {whole}", "pp", "%r = arith.mulf %i0, %i1 : f32"
        )
        + _generic(
            "%y", [f"%p : {whole}", f"%b : {vector}"], maps, f"%ew : {whole}", "pp", "%r = arith.addf %i0, %i1 : f32"
        )
        + f"  return %y : {whole}\n}}\n"
    )


def layer_norm(rows: int, width: int) -> str:
    """The op."""
    whole, vector = f"tensor<{rows}x{width}xf32>", f"tensor<{width}xf32>"
    clauses = f"scale(%w : {vector}) bias(%b : {vector}) axes = [1] epsilon = 1.0e-5"
    return (
        f"func.func @f(%x: {whole}, %w: {vector}, %b: {vector}) -> {whole} {{\n"
        f"  %y = norm.layer_norm %x {clauses} : {whole}\n  return %y : {whole}\n}}\n"
    )


def foreign_group_norm(batch: int, groups: int) -> str:
    """Group normalization by reshapes, as ONNX's function has it: 32x16x16 -> 8192 -> groups x 8192/groups."""
    type_, flat = f"tensor<{batch}x32x16x16xf32>", f"tensor<{batch * 8192}xf32>"
    whole, column = f"tensor<{batch * groups}x{8192 // groups}xf32>", f"tensor<{batch * groups}x1xf32>"
    maps = ("d0, d1, d2, d3", "d1", "d0, d1, d2, d3")
    vector = "tensor<32xf32>"
    return (
        f"func.func @f(%x: {type_}, %w: {vector}, %b: {vector}) -> {type_} {{\n"
        f"  %flat = tensor.collapse_shape %x [[0, 1, 2, 3]] : {type_} into {flat}\n"
        f"  %rows = tensor.expand_shape %flat [[0, 1]] output_shape [{batch * groups}, {8192 // groups}]"
        f" : {flat} into {whole}\n"
        + _statistics("%rows", whole, column, 8192 // groups)
        + f"  %back = tensor.collapse_shape %n [[0, 1]] : {whole} into {flat}\n"
        f"  %z = tensor.expand_shape %back [[0, 1, 2, 3]] output_shape [{batch}, 32, 16, 16] : {flat} into {type_}\n"
        f"  %e = tensor.empty() : {type_}\n"
        + _generic(
            "%p", [f"%z : {type_}", f"%w : {vector}"], maps, f"%e : {type_}", "pppp", "%r = arith.mulf %i0, %i1 : f32"
        )
        + _generic(
            "%y", [f"%p : {type_}", f"%b : {vector}"], maps, f"%e : {type_}", "pppp", "%r = arith.addf %i0, %i1 : f32"
        )
        + f"  return %y : {type_}\n}}\n"
    )


def group_norm(batch: int, groups: int) -> str:
    """The op."""
    type_ = f"tensor<{batch}x32x16x16xf32>"
    clauses = (
        f"scale(%w : tensor<32xf32>) bias(%b : tensor<32xf32>) num_groups = {groups} channel_axis = 1 axes = [2, 3]"
    )
    return (
        f"func.func @f(%x: {type_}, %w: tensor<32xf32>, %b: tensor<32xf32>) -> {type_} {{\n"
        f"  %y = norm.group_norm %x {clauses} epsilon = 1.0e-5 : {type_}\n  return %y : {type_}\n}}\n"
    )


def tanh_stack(rows: int, width: int, times: int) -> str:
    """x = x + tanh(norm(x)), some times over."""
    type_ = f"tensor<{rows}x{width}xf32>"
    text = f"func.func @f(%x0: {type_}) -> {type_} {{\n"
    for i in range(times):
        text += (
            f"  %n{i} = norm.layer_norm %x{i} axes = [1] epsilon = 1.0e-5 : {type_}\n"
            f"  %t{i} = math.tanh %n{i} : {type_}\n  %x{i + 1} = arith.addf %x{i}, %t{i} : {type_}\n"
        )
    return text + f"  return %x{times} : {type_}\n}}\n"


@dataclass(frozen=True)
class Pair:
    """Two functions, and how many times as long the first may take."""

    name: str
    text: str
    other: str
    most: float


PAIRS = (
    Pair("foreign layer_norm 4096x4096", foreign_layer_norm(4096, 4096), layer_norm(4096, 4096), 1.1),
    Pair("foreign layer_norm 4096x768", foreign_layer_norm(4096, 768), layer_norm(4096, 768), 1.1),
    Pair("foreign group_norm 256x32x16x16, 8 groups", foreign_group_norm(256, 8), group_norm(256, 8), 1.1),
    Pair("tanh stack 4096x1024, 8 to 1", tanh_stack(4096, 1024, 8), tanh_stack(4096, 1024, 1), 9.0),
    Pair("tanh stack 512x768, 8 to 1", tanh_stack(512, 768, 8), tanh_stack(512, 768, 1), 9.0),
)


def measure(program: Path, source: Path, calls: int) -> float:
    """The median of the calls of one process in microseconds; ValueError with its first line where it fails."""
    command = [str(program), str(source), f"--time={calls}", "--threads=1", "--output=/dev/null"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
    found = re.search(r"time: median ([0-9.e+]+) (ns|us|ms|s)\b", done.stdout + done.stderr)
    if not found:
        raise ValueError(next(iter(done.stderr.strip().splitlines()), f"status {done.returncode}"))
    return float(found.group(1)) * UNITS[found.group(2)]


def compare(pair: Pair, programs: Sequence[Path], folder: Path, rounds: int, calls: int) -> List[float]:
    """The least time of each function by each program, in turn: the pair by the first program, then by the next."""
    sources = (folder / "first.mlir", folder / "second.mlir")
    for source, text in zip(sources, (pair.text, pair.other)):
        source.write_text(text, encoding="utf-8")
    runs = [(program, source) for program in programs for source in sources]
    best = [float("inf")] * len(runs)
    for _ in range(rounds):
        for number, (program, source) in enumerate(runs):
            best[number] = min(best[number], measure(program, source, calls))
    return best


def main() -> int:
    """Runs the benchmark; the exit status is 1 where a function fails."""
    parser = argparse.ArgumentParser(description="How long graphs take beside the op that they should be as fast as.")
    default = ROOT / "build" / "bin" / "norm-runner"
    parser.add_argument("--norm-runner", type=Path, default=default, metavar="PROGRAM", help="the runner")
    parser.add_argument("--baseline", type=Path, metavar="PROGRAM", help="another one, to show beside it")
    parser.add_argument("--only", default="", metavar="REGEX", help="pairs whose name has a match")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="processes for each function (5)")
    parser.add_argument("--calls", type=int, default=20, metavar="N", help="calls in each (20)")
    options = parser.parse_args()
    programs = [options.norm_runner] + ([options.baseline] if options.baseline else [])
    heads = [f"{'us':>12}{'beside us':>12}{'ratio':>8}"] + (
        [f"{'base us':>12}{'beside us':>12}{'ratio':>8}"] if options.baseline else []
    )
    print(f"{'pair':44}{'most':>6}" + "".join(heads))
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for pair in PAIRS:
            if not re.search(options.only, pair.name):
                continue
            try:
                times = compare(pair, programs, Path(folder), options.rounds, options.calls)
            except ValueError as error:
                print(f"{pair.name:44}  {error}")
                status = 1
                continue
            cells = [f"{a:12.1f}{b:12.1f}{a / b:8.2f}" for a, b in zip(times[::2], times[1::2])]
            print(f"{pair.name:44}{pair.most:6.1f}" + "".join(cells), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
