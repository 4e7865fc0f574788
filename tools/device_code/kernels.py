"""What is known of a kernel from its PTX, from what ptxas says of it and from its machine code.

Each quantity is a number with a name:

    registers, stack, spills        per thread, of ptxas; stack in bytes, spills in bytes of stores and loads
    shared, barriers                of a block, of ptxas; shared memory in bytes
    warnings                        of ptxas, that registers are spilled or local memory is used
    threads, blocks                 threads of a block, blocks that a multiprocessor holds at once
    instructions                    of machine code, without padding
    LDG, STG, LDS, STS              accesses to global and shared memory; with .128, .64, .32 or .U16 those of one width
    LDL, STL, LDGSTS, ATOM, RED     accesses to local memory, copies to shared memory, atomics
    BAR, UCGABAR, SHFL              barriers of a block and of a cluster, shuffles
    MUFU, CALL                      approximate functions, calls (of slow paths of divisions and roots)
    FP64                            arithmetic and comparisons of f64, without conversions
    ld.global, st.global            accesses of PTX; ld.global.nc.128 or st.global.32 by the bits of an access, whether
                                    these are four registers of 32 bits or, as on sm_100, two of 64
    ld.local, st.local              accesses of PTX to local memory
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import prod
from typing import Any, Collection, Iterator

from .occupancy import blocks_per_multiprocessor
from .toolchain import ToolError

WIDTHS = ("256", "128", "64", "U16", "S16", "U8", "S8")
ACCESSES = ("LDG", "STG", "LDS", "STS")
COUNTED = ("LDL", "STL", "LDGSTS", "ATOM", "RED", "BAR", "UCGABAR", "SHFL", "MUFU", "CALL")
DOUBLES = ("DADD", "DMUL", "DFMA", "DSETP", "DMNMX")
OF_PTXAS = ("registers", "shared", "stack", "spills", "barriers", "warnings")
NAME = re.compile(
    rf"{'|'.join(OF_PTXAS + COUNTED)}|threads|blocks|instructions|FP64|({'|'.join(ACCESSES)})"
    rf"(\.({'|'.join(WIDTHS)}|32))?|(ld\.global(\.nc)?|st\.global)(\.(8|16|32|64|128|256))?|(ld|st)\.local"
)


@dataclass
class Kernel:
    """A kernel for one chip; quantities that are not there are 0."""

    name: str
    chip: str
    quantities: Counter[str] = field(default_factory=Counter)
    has_loop: bool = False


def count_ptx(body: str) -> Iterator[str]:
    """The names of the accesses of a function of PTX, one at a time, each also without its width."""
    pattern = r"^\s*(?:@!?%p\d+\s+)?((?:ld|st)\.(?:global|local))([.:\w]*)\s"
    for kind, modifiers in re.findall(pattern, body, re.MULTILINE):
        yield kind
        if kind.endswith(".global"):
            vector = re.search(r"\.v(\d)", modifiers)
            bits = int(modifiers.rsplit(".", 1)[1].lstrip("bfsu")) * (int(vector[1]) if vector else 1)
            yield f"{kind}{'.nc' * ('.nc' in modifiers)}.{bits}"


def count_sass(opcode: str) -> Iterator[str]:
    """The names that an instruction counts for."""
    first, *modifiers = opcode.split(".")
    if first == "NOP":
        return
    yield "instructions"
    if first in ACCESSES:
        yield first
        yield f"{first}.{next((part for part in modifiers if part in WIDTHS), '32')}"
    if first in DOUBLES:
        yield "FP64"
    if first in ("ATOMG", "ATOMS"):
        first = "ATOM"
    if first.startswith("UCGABAR"):
        first = "UCGABAR"
    if first in COUNTED:
        yield first


ENTRY = re.compile(r"^(?:\.visible )?\.entry (\w+)(.*?^})", re.MULTILINE | re.DOTALL)


def parse_ptx(ptx: str) -> dict[str, str]:
    """The directives and body of each kernel."""
    if external := re.search(r"^\s*\.extern\b(?!\s+\.shared).*", ptx, re.MULTILINE):
        raise ToolError(f"expects no .extern in PTX; got {external.group().strip()}")
    return dict(ENTRY.findall(ptx))


def only_kernels(ptx: str, names: Collection[str]) -> str:
    """A module of PTX with these kernels and no other ones."""
    return ENTRY.sub(lambda entry: entry[0] if entry[1] in names else "", ptx)


def parse_messages(said: str) -> dict[str, Counter[str]]:
    """What ptxas says of each kernel with -v."""
    patterns = {
        "registers": r"Used (\d+) registers",
        "barriers": r"used (\d+) barriers",
        "shared": r"(\d+) bytes smem",
        "stack": r"(\d+) bytes stack frame",
        "spills": r"(\d+) bytes spill (?:stores|loads)",
    }
    found: dict[str, Counter[str]] = {}
    for name, text in re.findall(r"Compiling entry function '(\w+)'(.*?)(?=Compiling entry|\Z)", said, re.DOTALL):
        sums = {key: sum(int(number) for number in re.findall(regex, text)) for key, regex in patterns.items()}
        found[name] = Counter(sums)
    for warning in re.findall(r".*\bwarning\b.*", said):
        function = re.search(r"function '(\w+)'", warning)
        if not function or function[1] not in found:
            raise ToolError(f"expects no warnings of ptxas; got {warning}")
        found[function[1]]["warnings"] += 1
    return found


def successors(instructions: list[Any], number: int) -> list[int]:
    """Where control goes from an instruction, by numbers of instructions, of 16 bytes each; calls come back."""
    opcode, operands = instructions[number]["opcode"], instructions[number].get("operands", "")
    always = "predicate" not in instructions[number]
    following = [] if always and re.match(r"EXIT|RET|BRA", opcode) else [number + 1]
    if opcode.startswith("BRA") and (target := re.search(r"0x([0-9a-f]+)$", operands.strip("`()"))):
        # The operand of a branch may be a condition too, as in `BRA P0, 0x100`.
        following = [int(target[1], 16) // 16, *following, *([number + 1] if "," in operands else [])]
    return [each for each in following if each < len(instructions)]


def has_loop(instructions: list[Any]) -> bool:
    """Whether an instruction that runs may run again."""
    is_open, stack = {0: True}, [(0, iter(successors(instructions, 0)))]
    while stack:
        number, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            is_open[number] = False
            stack.pop()
        elif is_open.get(following):
            return True
        elif following not in is_open:
            is_open[following] = True
            stack.append((following, iter(successors(instructions, following))))
    return False


def read_ptx(ptx: str, chip: str) -> list[Kernel]:
    """The kernels of a module of PTX, in the order of their names, with what PTX says of them."""
    kernels = []
    for name, body in sorted(parse_ptx(ptx).items()):
        block = re.search(r"\.(?:maxntid|reqntid) (\d+)(?:, (\d+))?(?:, (\d+))?", body)
        if not block:
            raise ToolError(f"expects a block size of kernel {name}; got no .maxntid or .reqntid")
        quantities = Counter(count_ptx(body))
        quantities["threads"] = prod(int(extent) for extent in block.groups(default="1"))
        kernels.append(Kernel(name, chip, quantities))
    return kernels


def read_code(kernels: list[Kernel], said: str, functions: list[Any]) -> None:
    """Adds what ptxas says and what nvdisasm shows of kernels."""
    messages = parse_messages(said)
    code = {function["function-name"]: function["sass-instructions"] for function in functions}
    for kernel in kernels:
        if kernel.name not in messages or kernel.name not in code:
            raise ToolError(f"expects kernel {kernel.name} from ptxas and nvdisasm; got {', '.join(code) or 'nothing'}")
        quantities = kernel.quantities
        quantities.update(messages[kernel.name])
        for instruction in code[kernel.name]:
            quantities.update(count_sass(instruction["opcode"]))
        quantities["blocks"] = blocks_per_multiprocessor(
            kernel.chip, quantities["threads"], quantities["registers"], quantities["shared"]
        )
        kernel.has_loop = has_loop(code[kernel.name])
