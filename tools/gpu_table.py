#!/usr/bin/env python3
"""Prints what machine code of GPU kernels is like, a Markdown table with a row for each schedule.

    gpu_table.py [FILE...] [--doc=PAGE [--check]]

Compiles the functions of FILE, by default those of docs/GPUKernels.md, for each chip, and measures the kernels for
aligned addresses. Values that differ between chips are divided by slashes. --doc writes the table into a page, between
its two comments `gpu_table`; with --check it prints rows that are not there instead, and exits 1. Needs norm-opt, ptxas
and nvdisasm, and Python's standard library only.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable

sys.dont_write_bytecode = True

from device_code.kernels import Kernel, only_kernels, read_code, read_ptx  # noqa: E402
from device_code.occupancy import DEFAULT_CHIPS  # noqa: E402
from device_code.schedules import Launch, ScheduledKernel, compile_with_schedules, parse_launches  # noqa: E402
from device_code.toolchain import PINNED, ROOT, Toolchain, ToolError, device_code  # noqa: E402

FILES = (
    "layer-norm-bf16",
    "rms-norm-f32",
    "long-rows",
    "softmax",
    "group-norm-silu",
    "images",
    "columns",
    "local-response-norm",
    "quantize",
)
HEADER = (
    "function",
    "lanes, unroll, threads, groups, cluster",
    "grid",
    "PTX",
    "SASS",
    "registers",
    "spills",
    "shared",
    "f64",
    "blocks",
    "bytes per element",
)
MARK = re.compile(r"(<!-- gpu_table: begin -->\n).*?(<!-- gpu_table: end -->)", re.DOTALL)


@dataclass
class Row:
    """A kernel on every chip."""

    name: str
    chips: list[str]
    scheduled: list[ScheduledKernel]
    launches: list[Launch]
    kernels: list[Kernel]


def rows_of(path: Path, toolchain: Toolchain) -> list[Row]:
    """The rows of one file's functions."""
    source = path.read_text(encoding="utf-8")
    rows: dict[str, Row] = {}
    for chip in DEFAULT_CHIPS:
        module, scheduled = compile_with_schedules(source, chip)
        launched = parse_launches(module)
        ptx = only_kernels(device_code(module), {launch.kernel for own in launched.values() for launch in own})
        kernels = read_ptx(ptx, chip)
        read_code(kernels, *toolchain.assemble(ptx, chip))
        by_name = {kernel.name: kernel for kernel in kernels}
        for function, launches in launched.items():
            own = [each for each in scheduled if each.function == function]
            if len(own) != len(launches):
                raise ToolError(f"expects a launch for each of {len(own)} kernels of @{function}; got {len(launches)}")
            for number, (each, launch) in enumerate(zip(own, launches), start=1):
                suffix = f" ({number} of {len(own)})" if len(own) > 1 else ""
                name = f"{path.stem} {function}{suffix}"
                row = rows.setdefault(name, Row(name, [], [], [], []))
                row.chips.append(chip)
                row.scheduled.append(each)
                row.launches.append(launch)
                row.kernels.append(by_name[launch.kernel])
    return list(rows.values())


def accesses(kernel: Kernel, loads: str, stores: str) -> str:
    """How many loads and stores of each width there are, as `ld 4x128 1x16, st 2x128`."""
    texts = []
    for prefix, word in ((loads, "ld"), (stores, "st")):
        counts: dict[int, int] = {}
        for name, count in kernel.quantities.items():
            if match := re.fullmatch(rf"{prefix}(?:\.nc)?\.[US]?(\d+)", name):
                counts[int(match[1])] = counts.get(int(match[1]), 0) + count
        if counts:
            texts.append(" ".join([word, *(f"{counts[bits]}x{bits}" for bits in sorted(counts, reverse=True))]))
    return ", ".join(texts)


def accessed_bytes(kernel: Kernel, scheduled: ScheduledKernel, launch: Launch) -> str:
    """Bytes per element that all threads access, by the machine code; unknown where it has a loop."""
    if kernel.has_loop or not launch.blocks:
        return "in a loop"
    total = 0
    for name, count in kernel.quantities.items():
        if match := re.fullmatch(r"(?:LDG|STG)\.[US]?(\d+)", name):
            total += count * int(match[1]) // 8
    total *= kernel.quantities["threads"] * launch.blocks
    return f"{total / scheduled.elements:.1f}"


def cells(row: Row) -> list[str]:
    """The cells of a row, as in the header."""

    def alike(texts: Iterable[object]) -> str:
        """One text for all chips, or one for each."""
        own = [str(text) for text in texts]
        return own[0] if len(set(own)) == 1 else " / ".join(own)

    def each_chip(show: Callable[[Kernel], object]) -> str:
        return alike(map(show, row.kernels))

    def schedule_of(scheduled: ScheduledKernel) -> str:
        names = ("lanes", "unroll", "threads", "groups", "cluster")
        return ", ".join(str(scheduled.schedule.get(name, 1)) for name in names)

    # Of a buffer of which only first elements are read, this counts all.
    needed = alike(f"{own.memory_bytes / own.elements:.1f}" for own in row.scheduled)
    return [
        row.name if len(row.chips) == len(DEFAULT_CHIPS) else f"{row.name}, {', '.join(row.chips)}",
        alike(map(schedule_of, row.scheduled)),
        alike(
            f"{launch.blocks or '?'} x {kernel.quantities['threads']}"
            for launch, kernel in zip(row.launches, row.kernels)
        ),
        each_chip(lambda kernel: accesses(kernel, r"ld\.global", r"st\.global")),
        each_chip(lambda kernel: accesses(kernel, "LDG", "STG")),
        each_chip(lambda kernel: kernel.quantities["registers"]),
        each_chip(lambda kernel: kernel.quantities["spills"]),
        each_chip(lambda kernel: kernel.quantities["shared"]),
        each_chip(lambda kernel: kernel.quantities["FP64"]),
        each_chip(lambda kernel: kernel.quantities["blocks"]),
        f"{alike(map(accessed_bytes, row.kernels, row.scheduled, row.launches))}, at least {needed}",
    ]


def create_table(files: list[Path], toolchain: Toolchain) -> list[str]:
    """The lines of the table."""
    lines = [HEADER, ["---"] * len(HEADER)]
    lines += [cells(row) for path in files for row in rows_of(path, toolchain)]
    return [f"| {' | '.join(line)} |" for line in lines]


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Prints what machine code of GPU kernels is like.")
    folder = ROOT / "test" / "Assembly" / "GPU"
    files = [folder / f"{name}.mlir" for name in FILES]
    parser.add_argument("files", type=Path, nargs="*", default=files, help="IR, by default what the page has")
    parser.add_argument("--doc", type=Path, help="the page to write the table into")
    parser.add_argument("--check", action="store_true", help="print rows that the page does not have, instead")
    return parser.parse_args()


def main() -> int:
    """Does what the command line says; returns the exit status."""
    options = parse_arguments()
    try:
        toolchain = Toolchain.create()
        if options.doc and toolchain.version() != PINNED:
            raise ToolError(f"expects ptxas {PINNED} for a page; got {toolchain.version()}")
        table = create_table(options.files, toolchain)
    except ToolError as error:
        print(f"gpu_table: error: {error}")
        return 2
    if not options.doc:
        print("\n".join(table))
        return 0
    page = options.doc.read_text(encoding="utf-8")
    if not options.check:
        text = "\n".join(table)
        options.doc.write_text(MARK.sub(lambda match: f"{match[1]}{text}\n{match[2]}", page), encoding="utf-8")
        return 0
    stale = [line for line in table if line not in page.splitlines()]
    if stale:
        print("\n".join(stale))
        print(f"{options.doc.name} has no such rows; run tools/gpu_table.py --doc docs/{options.doc.name}")
        return 1
    print(f"{len(table) - 2} rows are in {options.doc.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
