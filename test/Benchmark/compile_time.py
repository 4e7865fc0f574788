#!/usr/bin/env python3
"""How the time of norm-compile grows with a function and with a module.

    test/Benchmark/compile_time.py [--norm-compile PROGRAM] [--baseline PROGRAM | --gpu] [--only REGEX] [--rounds N]
        [--seconds S]

Compiles generated modules of some kinds in some lengths, one process after another, the programs in turn; shows the
least CPU and wall seconds of `--rounds` runs, and ratios to the baseline. With `--gpu` each module becomes an object
file for this processor, and in turn PTX for a GPU; ratios say how many times as long the second takes, both without
what a process takes to start. What takes longer than `--seconds` is given up, and shown as `> S`. Needs Python's
standard library only.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent.parent


def chain(length: int) -> str:
    """One function of `length` sums, each of the one before and an argument."""
    lines = [f"  %v{i + 1} = arith.addf %v{i}, %x : tensor<64x256xf32>" for i in range(length)]
    return _function(
        "chain", "%x: tensor<64x256xf32>", ["  %v0 = arith.negf %x : tensor<64x256xf32>", *lines], f"%v{length}"
    )


def blocks(length: int) -> str:
    """One function of `length` blocks: rms_norm, a product with a matrix, a residual sum."""
    type_ = "tensor<64x256xf32>"
    lines = ["  %zero = arith.constant 0.0 : f32"]
    value = "%x"
    for i in range(length):
        lines += [
            f"  %n{i} = norm.rms_norm {value} scale(%g : tensor<256xf32>) axes = [1] epsilon = 1.0e-6 : {type_}",
            f"  %e{i} = tensor.empty() : {type_}",
            f"  %f{i} = linalg.fill ins(%zero : f32) outs(%e{i} : {type_}) -> {type_}",
            f"  %m{i} = linalg.matmul ins(%n{i}, %w : {type_}, tensor<256x256xf32>) outs(%f{i} : {type_}) -> {type_}",
            f"  %r{i} = arith.addf {value}, %m{i} : {type_}",
        ]
        value = f"%r{i}"
    return _function("blocks", f"%x: {type_}, %w: tensor<256x256xf32>, %g: tensor<256xf32>", lines, value)


def layers(length: int) -> str:
    """One function of `length` layer norms with dynamic sizes, each of the one before."""
    type_ = "tensor<?x?xf32>"
    lines = []
    for i in range(length):
        value = f"%y{i - 1}" if i else "%x"
        clauses = "scale(%g : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5"
        lines.append(f"  %y{i} = norm.layer_norm {value} {clauses} : {type_}")
    return _function("layers", f"%x: {type_}, %g: tensor<?xf32>, %b: tensor<?xf32>", lines, f"%y{length - 1}", type_)


def doubled(length: int) -> str:
    """One function in which w = w + w, `length` times over."""
    lines = [f"  %v{i + 1} = arith.addf %v{i}, %v{i} : tensor<64x256xf32>" for i in range(length)]
    return _function(
        "doubled", "%x: tensor<64x256xf32>", ["  %v0 = arith.negf %x : tensor<64x256xf32>", *lines], f"%v{length}"
    )


def norms(length: int) -> str:
    """A module of `length` functions of one norm each, no two of them alike in op, type and sizes."""
    return "".join(_norm(i) for i in range(length))


def one(number: int) -> str:
    """A module of one norm, out of those of `norms`."""
    return _norm(number)


def _norm(number: int) -> str:
    """Function `number` of the module: the op, the type and the sizes change at different rates."""
    turn = number + number // 10
    element = ("f32", "bf16", "f64", "f16")[turn % 4]
    rank = 4 if number % 10 in (3, 4, 5, 9) else 2
    width = 32 + 8 * number
    sizes = ["8", str(width)] if rank == 2 else ["2", str(width), "4", "4"]
    if turn % 3 == 0:
        sizes = ["?"] * rank
    type_ = f"tensor<{'x'.join(sizes)}x{element}>"
    parameter = f"tensor<{sizes[1]}x{element}>"
    affine = f"scale(%g : {parameter}) bias(%b : {parameter})"
    spatial = "axes = [2, 3]" if rank == 4 else "axes = [0]"
    op = (
        f"layer_norm %x {affine} axes = [1] epsilon = 1.0e-5",
        f"rms_norm %x scale(%g : {parameter}) axes = [1] epsilon = 1.0e-6",
        "lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-3",
        f"group_norm %x {affine} num_groups = 4 channel_axis = 1 {spatial} epsilon = 1.0e-5",
        f"instance_norm %x {affine} channel_axis = 1 {spatial} epsilon = 1.0e-5",
        "local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 7.5e-1 k = 1.0",
        f"batch_norm %x mean(%g : {parameter}) variance(%b : {parameter}) channel_axis = 1 epsilon = 1.0e-5",
        f"batch_norm_training %x {affine} channel_axis = 1 epsilon = 1.0e-5",
        f"weight_norm %x scale(%g : {parameter}) axis = 1",
        f"batch_norm_training %x channel_axis = 1 epsilon = {1.0e-5 + number * 1.0e-7:.7e}",
    )[number % 10]
    arguments = f"%x: {type_}, %g: {parameter}, %b: {parameter}"
    return _function(f"norm_{number}", arguments, [f"  %y = norm.{op} : {type_}"], "%y", type_)


def _function(name: str, arguments: str, lines: Sequence[str], result: str, type_: str = "tensor<64x256xf32>") -> str:
    body = "\n".join(lines)
    return f"func.func @{name}({arguments}) -> {type_} {{\n{body}\n  return {result} : {type_}\n}}\n"


KINDS: Dict[str, Tuple[Callable[[int], str], Tuple[int, ...]]] = {
    "chain": (chain, (100, 200, 400)),
    "blocks": (blocks, (20, 40, 80, 160)),
    "layers": (layers, (1, 10, 50, 200)),
    "one": (one, tuple(range(10))),
    "norms": (norms, (10, 100, 300)),
    "doubled": (doubled, (10, 20, 30)),
}


@dataclass(frozen=True)
class Way:
    """A program with what it is told."""

    program: Path
    flags: Tuple[str, ...] = ()
    suffix: str = "o"


@dataclass(frozen=True)
class Seconds:
    """CPU and wall seconds of a run."""

    cpu: float
    wall: float

    def after(self, start: Seconds) -> Seconds:
        """Without those of the start."""
        return Seconds(self.cpu - start.cpu, self.wall - start.wall)


def run(way: Way, source: Path, limit: float) -> Optional[Seconds]:
    """Compiles a file; None when it takes longer than the limit. Raises ValueError where it fails."""
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(way.program), str(source), *way.flags, "-o", f"{folder}/out.{way.suffix}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            wall = time.monotonic() - start
            if pid:
                break
            if wall > limit:
                process.kill()
                os.wait4(process.pid, 0)
                return None
            time.sleep(0.001 if wall < 1 else 0.02)
        # Popen is told, since it did not wait itself.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            text = errors.read().decode(errors="replace").strip().splitlines()
            raise ValueError(f"{way.program} fails on {source.name}: {text[0] if text else process.returncode}")
        return Seconds(usage.ru_utime + usage.ru_stime, wall)


def measure(ways: Sequence[Way], source: Path, rounds: int, limit: float) -> List[Optional[Seconds]]:
    """The least seconds of each way; they take turns."""
    best: List[Optional[Seconds]] = [Seconds(float("inf"), float("inf")) for _ in ways]
    for _ in range(rounds):
        for number, way in enumerate(ways):
            known = best[number]
            if known is None:
                continue
            found = run(way, source, limit)
            best[number] = None if found is None else Seconds(min(known.cpu, found.cpu), min(known.wall, found.wall))
    return best


def _write(seconds: Optional[float], limit: float) -> str:
    return f"> {limit:g}" if seconds is None else f"{seconds:.3f}"


def _ratio(ours: Optional[Seconds], other: Optional[Seconds], field: str, limit: float) -> str:
    """How many times as long the baseline takes."""
    if ours is None:
        return ""
    if other is None:
        return f"> {limit / getattr(ours, field):.1f}"
    return f"{getattr(other, field) / getattr(ours, field):.2f}"


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="How the time of norm-compile grows with a function and a module.")
    default = ROOT / "build" / "bin" / "norm-compile"
    parser.add_argument("--norm-compile", type=Path, default=default, metavar="PROGRAM", help="the compiler")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--baseline", type=Path, metavar="PROGRAM", help="another one, to compare with")
    other.add_argument("--gpu", action="store_true", help="compare with PTX by the same program")
    parser.add_argument("--only", default="", metavar="REGEX", help="cases whose name, as in chain-400, has a match")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of each (3)")
    parser.add_argument("--seconds", type=float, default=60.0, metavar="S", help="give up a run after so many (60)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the modules there")
    return parser.parse_args()


def show_case(name: str, found: Sequence[Optional[Seconds]], options: argparse.Namespace) -> None:
    """Prints one line."""
    limit = options.seconds
    cells = []
    for seconds in found:
        cells += [_write(seconds and seconds.cpu, limit), _write(seconds and seconds.wall, limit)]
    if len(found) > 1:
        start = found[2] if len(found) > 2 else Seconds(0, 0)
        pair = [seconds and start and seconds.after(start) for seconds in found[:2]]
        cells += [_ratio(*pair, field, limit) for field in ("cpu", "wall")]
    print(f"{name:14}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def measure_all(ways: Sequence[Way], folder: Path, options: argparse.Namespace) -> int:
    """Prints a line for each case; 1 where one fails."""
    status = 0
    for kind, (write, lengths) in KINDS.items():
        for length in lengths:
            name = f"{kind}-{length}"
            if not re.search(options.only, name):
                continue
            source = folder / f"{name}.mlir"
            source.write_text(write(length), encoding="utf-8")
            try:
                show_case(name, measure(ways, source, options.rounds, options.seconds), options)
            except ValueError as error:
                print(f"{name:14}  {error}")
                status = 1
    return status


def main() -> int:
    """Runs the benchmark; returns the exit status."""
    options = parse_arguments()
    ways = [Way(options.norm_compile)]
    others: Tuple[str, ...] = ()
    if options.baseline:
        ways, others = [*ways, Way(options.baseline)], ("base",)
    if options.gpu:
        ways.append(Way(options.norm_compile, ("--target=cuda", "--emit=ptx"), "ptx"))
        ways.append(Way(options.norm_compile, ("--version",)))
        others = ("gpu", "start")
    for way in ways:
        if not way.program.exists():
            print(f"no {way.program}", file=sys.stderr)
            return 1
    columns = ["cpu s", "wall s"]
    columns += [f"{other} {field}" for other in others for field in ("cpu", "wall")]
    columns += ["cpu ratio", "wall ratio"] if others else []
    print(f"{'case':14}" + "".join(f"{column:>12}" for column in columns))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        return measure_all(ways, folder, options)


if __name__ == "__main__":
    sys.exit(main())
