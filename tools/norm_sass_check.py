#!/usr/bin/env python3
"""Checks the machine code of GPU kernels against budgets, without a GPU.

    norm_sass_check.py FILE [--chip=CHIP,...] [--norm-opt=PROGRAM] [--ptx | --report | --update]

FILE is IR with normalization ops, which norm-opt compiles for each chip, or what that makes, or PTX (`.ptx`). ptxas
assembles it, nvdisasm shows the machine code. Budgets are comments in FILE (tools/device_code/budgets.py says how they are written, and
tools/device_code/kernels.py which quantities there are):

    // SASS sm_90 @f_kernel_0: LDG.128 = 2, STG.128 = 1, SHFL = 5, registers <= 40

Prints one line for each that is not met, with both values, and exits 1; else what was checked. Bounds with <= and >=,
and spills, are those of one version of ptxas, and left out with others. --ptx checks what PTX shows, and needs neither
program. --report prints every quantity of every kernel, and checks nothing. --update writes the budgets of single
kernels anew, as they are now. Exits 2 where a program is missing or fails. Needs Python's standard library only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Optional

sys.dont_write_bytecode = True

from device_code.budgets import ON_REQUEST, Bound, check, parse_budgets, update  # noqa: E402
from device_code.kernels import Kernel, read_code, read_ptx  # noqa: E402
from device_code.occupancy import CHIPS, DEFAULT_CHIPS  # noqa: E402
from device_code.toolchain import PINNED, Toolchain, ToolError, compile_for, device_code  # noqa: E402


def measure(path: Path, chips: list[str], norm_opt: Optional[str], toolchain: Optional[Toolchain]) -> list[Kernel]:
    """The kernels of a file for each chip; without a toolchain, as PTX shows them."""
    kernels = []
    text = path.read_text(encoding="utf-8")
    for chip in chips:
        is_compiled = path.suffix == ".ptx" or "gpu.binary" in text
        ptx = device_code(text if is_compiled else compile_for(text, chip, norm_opt).stdout)
        own = read_ptx(ptx, chip)
        if toolchain:
            read_code(own, *toolchain.assemble(ptx, chip))
        kernels += own
    return kernels


def report(kernels: list[Kernel]) -> None:
    """Prints every quantity that is not 0, a kernel a line."""
    for kernel in kernels:
        quantities = ", ".join(f"{name} = {value}" for name, value in sorted(kernel.quantities.items()) if value)
        print(f"{kernel.chip} @{kernel.name}: {quantities}")


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Checks the machine code of GPU kernels against budgets.")
    parser.add_argument("file", type=Path, help="IR, before or after norm-opt, or PTX where it ends so")
    parser.add_argument("--chip", default=",".join(DEFAULT_CHIPS), help="chips to compile for, %(default)s without it")
    parser.add_argument("--norm-opt", help="the norm-opt to compile with, that of PATH or build/bin without it")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--ptx", action="store_true", help="check only what PTX shows")
    mode.add_argument("--report", action="store_true", help="print what there is instead")
    mode.add_argument("--update", action="store_true", help="write the budgets as they are now into the file")
    return parser.parse_args()


def check_file(path: Path, kernels: list[Kernel], version: str) -> int:
    """Checks kernels against the budgets of a file; returns the exit status. The version is that of ptxas, empty
    without it."""

    def is_known(bound: Bound) -> bool:
        if not version:
            return bound.name.startswith(("ld.", "st."))
        return version == PINNED or (bound.relation == "=" and bound.name not in ON_REQUEST)

    budgets = parse_budgets(path.read_text(encoding="utf-8"))
    if findings := list(check(kernels, budgets, is_known)):
        print("\n".join(f"{path.name}: {finding}" for finding in findings))
        return 1
    count = sum(is_known(bound) for budget in budgets for bound in budget.bounds)
    print(f"{path.name}: {len(kernels)} kernels within {count} bounds")
    if version not in ("", PINNED):
        print(f"note: bounds of ptxas {PINNED} are left out with {version}")
    return 0


def main() -> int:
    """Does what the command line says; returns the exit status."""
    options = parse_arguments()
    chips = options.chip.split(",")
    try:
        if unknown := [chip for chip in chips if chip not in CHIPS]:
            raise ToolError(f"expects chips of {', '.join(CHIPS)}; got {', '.join(unknown)}")
        if options.update and set(chips) < set(DEFAULT_CHIPS):
            raise ToolError(f"expects all of {', '.join(DEFAULT_CHIPS)} with --update, or other chips")
        toolchain = None if options.ptx else Toolchain.create()
        kernels = measure(options.file, chips, options.norm_opt, toolchain)
        if options.report:
            report(kernels)
        elif options.update:
            options.file.write_text(update(options.file.read_text(encoding="utf-8"), kernels), encoding="utf-8")
        else:
            return check_file(options.file, kernels, toolchain.version() if toolchain else "")
    except ToolError as error:
        print(f"{options.file.name}: error: {error}")
        return 2
    except OSError as error:
        print(f"{options.file.name}: error: cannot read it: {error.strerror}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
