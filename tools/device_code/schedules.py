"""The norm.kernel ops of a module with their schedules, and which device function each of them became."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import prod
from typing import Optional

from .toolchain import ToolError, compile_for


@dataclass(frozen=True)
class ScheduledKernel:
    """A norm.kernel of static sizes: the elements of its largest buffer, the parameters of its schedule."""

    function: str
    elements: int
    # Of all its buffers, each once: what memory must carry at least.
    memory_bytes: int
    schedule: dict[str, int]


@dataclass(frozen=True)
class Launch:
    """A call of a device function: the blocks of its grid, 0 where they are not known."""

    kernel: str
    blocks: int


def element_bytes(type_name: str) -> int:
    """Bytes of an element type, as bf16; 8-bit floats have other numbers in their names."""
    match = re.fullmatch(r"(?:f8\w+)|[a-z]+(\d+)", type_name)
    if not match:
        raise ToolError(f"expects an element type; got {type_name}")
    return max(1, int(match[1]) // 8) if match[1] else 1


def measure_buffers(operands: str) -> tuple[int, int]:
    """Elements of the largest buffer of `ins(%a, %b : type, type) outs(...)`, and bytes of all, one that is named twice
    once."""
    sizes: dict[str, tuple[int, int]] = {}
    for names, types in re.findall(r"(?:ins|outs)\(([^:]*) : (.*?)\)(?= outs| maps|$)", operands.strip()):
        shapes = re.findall(r"memref<([^,>]+)", types)
        for name, shape in zip(names.split(", "), shapes):
            *extents, element = shape.split("x")
            if not all(extent.isdigit() for extent in extents):
                raise ToolError(f"expects static sizes; got memref<{shape}>")
            sizes[name] = (prod(int(extent) for extent in extents), element_bytes(element))
    return max(elements for elements, _ in sizes.values()), sum(prod(size) for size in sizes.values())


def parse_kernels(text: str) -> list[ScheduledKernel]:
    """The norm.kernel ops of IR after norm-select-schedule, one function after the other."""
    kernels = []
    functions = r"^\s*func\.func (?:private )?@(\w+)\((.*?)(?=^\s*func\.func|\Z)"
    for function, body in re.findall(functions, text, re.MULTILINE | re.DOTALL):
        for sizes, operands, rest in re.findall(r"norm\.kernel sizes = \[(.*?)\] (.*?) maps = (.*)", body):
            if "%" in sizes:
                raise ToolError(f"expects static sizes; got [{sizes}] in @{function}")
            schedule = re.search(r"#norm\.gpu_schedule<([^>]*)>", rest)
            if not schedule:
                raise ToolError(f"expects a schedule of every kernel of @{function}")
            values = {key: int(value) for key, value in re.findall(r"(\w+) = (\d+)", schedule[1])}
            kernels.append(ScheduledKernel(function, *measure_buffers(operands), values))
    return kernels


def parse_launches(module: str) -> dict[str, list[Launch]]:
    """The launches of each function of a compiled module in their order. Of two for one kernel, the first one has
    aligned addresses and a name that comes right after the other's, which is left out."""
    launches: dict[str, list[Launch]] = {}
    functions = r"^  llvm\.func (?:internal )?@(\w+)\([^\n]*\{\n(.*?)^  }"
    for function, body in re.findall(functions, module, re.MULTILINE | re.DOTALL):
        constants = dict(re.findall(r"(%\w+) = llvm\.mlir\.constant\((\d+) : index\)", body))
        previous: Optional[int] = None
        for name, grid in re.findall(r"gpu\.launch_func\s.*?@\w+::@(\w+).*?blocks in \(([^)]*)\)", body):
            number = re.search(r"_kernel(?:_(\d+))?$", name)
            index = -1 if not number or not number[1] else int(number[1])
            if previous is not None and index == previous - 1:
                previous = None
                continue
            blocks = prod(int(constants.get(each.strip(), 0)) for each in grid.split(","))
            launches.setdefault(re.sub(r"__body$", "", function), []).append(Launch(name, blocks))
            previous = index
    return launches


def compile_with_schedules(source: str, chip: str) -> tuple[str, list[ScheduledKernel]]:
    """A compiled module, and the kernels that it was made of."""
    flags = ["--mlir-disable-threading", "--mlir-print-ir-after=norm-select-schedule"]
    result = compile_for(source, chip, flags=flags)
    return result.stdout, parse_kernels(result.stderr)
