"""The command line: `pack` on a machine with the compiler, `run` where the GPU is."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Optional, Sequence

from . import run as runs
from .cases import SIZES
from .worker import PASSES


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m norm_mlir.gpu_bench", description="Benchmarks of GPU code.")
    commands = parser.add_subparsers(dest="command", required=True)
    pack = commands.add_parser("pack", help="compile the cases into a folder that needs nothing beside it")
    pack.add_argument("folder", type=Path, help="where to")
    pack.add_argument("--chip", default="sm_90", help="what is compiled for (sm_90)")
    pack.add_argument("--size", choices=SIZES, default="default", help="which cases")
    pack.add_argument("--only", default="", metavar="REGEX", help="cases whose name has a match")
    pack.add_argument("--device-code", default="", choices=("", "isa", "bin", "fatbin"), metavar="FORMAT",
                      help="isa, bin or fatbin; by default bin where ptxas is found, else isa")  # fmt: skip
    pack.add_argument("--norm-compile", default="", metavar="PROGRAM", help="another compiler")
    pack.add_argument("--toolkit", type=Path, metavar="FOLDER", help="where bin/ptxas is")
    pack.add_argument("--jobs", type=int, default=2, metavar="N", help="compilers at a time (2)")
    run = commands.add_parser("run", help="check and measure what is in a folder")
    run.add_argument("--folder", type=Path, required=True, help="what pack has written")
    run.add_argument("--out", type=Path, default=Path("gpu-bench"), metavar="FOLDER", help="where results go")
    run.add_argument("--seconds", type=float, default=540.0, metavar="S", help="how long all may take (540)")
    run.add_argument("--only", default="", metavar="REGEX", help="cases whose name has a match")
    run.add_argument("--passes", default=",".join(PASSES), metavar="WORDS", help="out of check,time,peers")
    run.add_argument("--rounds", type=int, default=15, metavar="N", help="samples of each participant (15)")
    run.add_argument("--memory", type=float, default=16.0, metavar="GIB", help="device memory for buffers (16)")
    run.add_argument("--emulate", default="", metavar="RUNNER",
                     help="norm-runner, which computes for the checks; times then mean nothing")  # fmt: skip
    return parser


def _run(options: argparse.Namespace) -> int:
    manifest = runs.read_folder(options.folder)
    if manifest is None:
        print(f"norm_mlir.gpu_bench: {options.folder} is not what pack writes", file=sys.stderr)
        return 2
    passes = options.passes.split(",")
    if not set(passes) <= set(PASSES):
        print(f"norm_mlir.gpu_bench: expects passes out of {', '.join(PASSES)}; got {options.passes}", file=sys.stderr)
        return 2
    cases = [case for case in manifest.cases if re.search(options.only, case.name)]
    notes = [f"{manifest.compiler}, {manifest.chip} as {manifest.device_code}"]
    notes += [f"not compiled: {name}: {reason}" for name, reason in manifest.failed.items()]
    if options.emulate:
        notes.append("emulated: times mean nothing")
    chosen = runs.Options(
        options.folder.resolve(), options.out.resolve(), options.seconds, options.only, passes, options.rounds,
        int(options.memory * 2**30), options.emulate,
    )  # fmt: skip
    return runs.run(chosen, cases, notes)


def _pack(options: argparse.Namespace) -> int:
    # It needs NumPy, which `run` does not.
    from ..bench.compiler import CompileError
    from . import pack as packs

    try:
        return packs.pack(
            packs.Options(
                options.folder.resolve(), options.chip, options.size, options.only, options.device_code,
                options.norm_compile, options.toolkit, options.jobs,
            )  # fmt: skip
        )
    except CompileError as error:
        print(f"norm_mlir.gpu_bench: {error}", file=sys.stderr)
        return 2


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Parses and does it; the exit status is 1 where a result is wrong, 2 where nothing could begin."""
    options = _parser().parse_args(arguments)
    return _pack(options) if options.command == "pack" else _run(options)
