"""Budgets of kernels, written in comments of a test:

    // SASS sm_80,sm_90 @f_kernel_0: LDG.128 = 2, SHFL = 5, registers <= 40, blocks >= 4
    // SASS @*_kernel: LDG.128 = 0

A budget is of the chips that it names, all without a name, and of the kernel, or of all whose name fits the pattern.
Whatever budgets say, local memory, spills, warnings of ptxas and arithmetic of f64 must be in a budget to be there, every
kernel must have one, and every line a kernel.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Callable, Iterator

from .kernels import NAME, Kernel
from .occupancy import CHIPS, round_up
from .toolchain import ToolError

LINE = re.compile(r"^\s*//\s*SASS\b(?P<chips>[^@]*)@(?P<kernel>[\w*?\[\]]+):(?P<bounds>.*)$")
IS_PATTERN = re.compile(r"[*?\[]")
COMPARE = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
# There only where a budget says so.
ON_REQUEST = ("warnings", "spills", "stack", "LDL", "STL", "ld.local", "st.local", "FP64")


@dataclass(frozen=True)
class Bound:
    """One condition on a quantity."""

    name: str
    relation: str
    value: int

    def __str__(self) -> str:
        return f"{self.name} {self.relation} {self.value}"


@dataclass(frozen=True)
class Budget:
    """A line of a test: for which chips and kernels, and what holds of them."""

    line: int
    chips: tuple[str, ...]
    kernel: str
    bounds: tuple[Bound, ...]

    def is_of(self, kernel: Kernel) -> bool:
        """Whether it is about this kernel."""
        return kernel.chip in self.chips and fnmatchcase(kernel.name, self.kernel)


def parse_bound(text: str, line: int) -> Bound:
    """One condition; a ToolError where it is none."""
    match = re.fullmatch(r"([\w.]+)\s*(=|<=|>=)\s*(\d+)", text)
    if not match:
        raise ToolError(f"line {line}: expects `name = number`, with =, <= or >=; got `{text}`")
    if not NAME.fullmatch(match[1]):
        raise ToolError(f"line {line}: unknown quantity {match[1]}")
    return Bound(match[1], match[2], int(match[3]))


def parse_budgets(text: str) -> list[Budget]:
    """The budgets of a test."""
    budgets = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not re.match(r"\s*//\s*SASS\b", line):
            continue
        match = LINE.match(line)
        if not match:
            raise ToolError(f"line {number}: expects `SASS [chips] @kernel: name = number, ...`; got `{line.strip()}`")
        chips = tuple(re.split(r"[\s,]+", match["chips"].strip())) if match["chips"].strip() else tuple(CHIPS)
        if unknown := [chip for chip in chips if chip not in CHIPS]:
            raise ToolError(f"line {number}: expects chips of {', '.join(CHIPS)}; got {', '.join(unknown)}")
        bounds = tuple(parse_bound(bound.strip(), number) for bound in match["bounds"].split(","))
        budgets.append(Budget(number, chips, match["kernel"], bounds))
    return budgets


def check(kernels: list[Kernel], budgets: list[Budget], is_known: Callable[[Bound], bool]) -> Iterator[str]:
    """What does not hold of the bounds of which that is known, one line each."""
    for kernel in kernels:
        who = f"{kernel.chip} @{kernel.name}"
        own = [budget for budget in budgets if budget.is_of(kernel)]
        if not own:
            yield f"{who}: no budget"
        for budget in own:
            for bound in budget.bounds:
                if is_known(bound) and not COMPARE[bound.relation](kernel.quantities[bound.name], bound.value):
                    yield f"line {budget.line}: {who}: expects {bound}; got {kernel.quantities[bound.name]}"
        named = {bound.name for budget in own for bound in budget.bounds}
        for name in ON_REQUEST:
            if kernel.quantities[name] and name not in named:
                yield f"{who}: expects {name} = 0 without a budget for it; got {kernel.quantities[name]}"
    chips = {kernel.chip for kernel in kernels}
    for budget in budgets:
        found = {kernel.chip for kernel in kernels if budget.is_of(kernel)}
        if unused := [chip for chip in budget.chips if chip in chips - found]:
            yield f"line {budget.line}: no kernel @{budget.kernel} for {', '.join(unused)}"


# What the lines that are written for a kernel say, in this order; where it is 0, only of what is said of every kernel.
# Of ptxas' choices a bound: registers by the 8 that are allocated together, instructions and those of f64 with a tenth
# to spare.
WRITTEN_EXACT = (
    "ld.global", "ld.global.nc.128", "ld.global.nc.64", "st.global", "st.global.128", "st.global.64",
    "LDG", "LDG.128", "LDG.64", "STG", "STG.128", "STG.64", "LDS", "LDS.128", "STS", "SHFL", "BAR", "MUFU", "CALL",
    "shared",
)
WRITTEN_ALWAYS = ("LDG", "STG", "SHFL", "BAR")
# Of these the bound is that of the chip that has most.
WRITTEN_AT_MOST = ("FP64", "instructions")


def describe(kernel: Kernel) -> list[Bound]:
    """The bounds that hold of a kernel as it is."""
    quantities = kernel.quantities
    exact = WRITTEN_EXACT + tuple(name for name in ON_REQUEST if name not in WRITTEN_AT_MOST)
    bounds = [Bound(name, "=", quantities[name]) for name in exact if quantities[name] or name in WRITTEN_ALWAYS]
    for name in WRITTEN_AT_MOST:
        if quantities[name]:
            bounds.append(Bound(name, "<=", round_up(quantities[name] * 11 // 10, 10)))
    bounds.append(Bound("registers", "<=", round_up(quantities["registers"], 8)))
    bounds.append(Bound("blocks", ">=", quantities["blocks"]))
    return bounds


def wrap(head: str, bounds: list[Bound], width: int = 118) -> Iterator[str]:
    """Lines of bounds after the same head, none much longer than `width`."""
    line = head
    for bound in bounds:
        if line != head and len(line) + len(str(bound)) + 2 > width:
            yield line
            line = head
        line += f"{',' if line != head else ''} {bound}"
    if line != head:
        yield line


def write_budget(kernels: list[Kernel], chips: set[str]) -> list[str]:
    """The lines for one kernel on several of the chips: first what all of them have in common."""
    described = {kernel.chip: {bound.name: bound for bound in describe(kernel)} for kernel in kernels}
    for name in WRITTEN_AT_MOST:
        if found := [bounds[name] for bounds in described.values() if name in bounds]:
            most = max(found, key=lambda bound: bound.value)
            described = {chip: {**bounds, name: most} for chip, bounds in described.items()}
    everywhere = set.intersection(*(set(bounds.values()) for bounds in described.values()))
    first, name = described[kernels[0].chip], kernels[0].name
    owners = "" if set(described) == chips else f" {','.join(described)}"
    lines = list(wrap(f"// SASS{owners} @{name}:", [bound for bound in first.values() if bound in everywhere]))
    left = {chip: [bound for bound in bounds.values() if bound not in everywhere] for chip, bounds in described.items()}
    for chip, bounds in left.items():
        same = [other for other in left if left[other] == bounds]
        if chip == same[0]:
            lines += wrap(f"// SASS {','.join(same)} @{name}:", bounds)
    return lines


def update(text: str, kernels: list[Kernel]) -> str:
    """A test with the lines of single kernels written anew, before their functions; those that a pattern is of keep
    what they have."""
    patterns = [budget for budget in parse_budgets(text) if IS_PATTERN.search(budget.kernel)]
    functions = re.findall(r"^func\.func @(\w+)", text, re.MULTILINE)
    kept = {kernel.name for kernel in kernels if any(budget.is_of(kernel) for budget in patterns)}
    chips = {kernel.chip for kernel in kernels}
    written: dict[str, list[str]] = {}
    for name in dict.fromkeys(kernel.name for kernel in kernels if kernel.name not in kept):
        owner = next((each for each in functions if re.fullmatch(rf"{each}_kernel(_\d+)*", name)), None)
        if owner:
            lines = write_budget([kernel for kernel in kernels if kernel.name == name], chips)
            written.setdefault(owner, []).extend(lines)
    result = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match and not IS_PATTERN.search(match["kernel"]) and match["kernel"] not in kept:
            continue
        if function := re.match(r"func\.func @(\w+)", line):
            result += written.get(function[1], [])
        result.append(line)
    return "\n".join(result) + "\n"
