#!/usr/bin/env python3
"""Checks x86-64 assembly of compiled kernels: what it calls, how it stores and what its loops do.

    check_assembly.py FILE.s --bits=256|512 [--stores=zmm|ymm|xmm|scalar|none]... [--reduces] [--widens=N] [--loads=R]

A loop is innermost when no other loop's head lies inside of it, and hot when it computes with registers of `bits` bits. Checked
of every file:

- nothing is called but the OpenMP runtime, malloc and free, and snprintf in the function that refuses inputs;
- hot loops have no arithmetic on single elements, none inserts or extracts single elements, and none keeps what it
  adds up in memory;
- there is a hot loop, and with `--reduces` one that adds to a register that it carries from one iteration to the next;
  such loops store nothing;
- with `--widens` hot loops convert to f64 so many times in an iteration at most;
- with `--loads` hot loops that store read at most so many vectors for each one that they store, constants left out.

`--stores` lists the registers that non-temporal stores come from: all of them, and no other ones. Prints what is wrong,
one line each, and exits 1; else what was found. Needs Python's standard library only.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterator, List, Set, Tuple

ALLOWED = re.compile(r"__kmpc_\w+|omp_get_wtime|norm_(choose_threads|note_time)|malloc|free|mem(cpy|set)")
LABEL = re.compile(r"^([.\w$]+):")
INSTRUCTION = re.compile(r"^\s+([a-z]\w*)(?:\s+(.*?))?\s*(?:#.*)?$")
CONTROL = re.compile(r"^(call|j[a-z]+)q?$")
NONTEMPORAL = re.compile(r"^v?movnt(i|q|ps|pd|dq)[lq]?$")
ARITHMETIC = r"(add|sub|mul|div|sqrt|min|max|fn?m(add|sub)\d+)"
SCALAR = re.compile(rf"^v?{ARITHMETIC}s[sdh]$")
PACKED = re.compile(rf"^v?{ARITHMETIC}p[sdh]$")
ELEMENT = re.compile(r"^v?(pextr[bwdq]|pinsr[bwdq]|extractps|insertps)$")
# An accumulation: the destination is one of the sources.
SUM = re.compile(r"^v(add|fmadd231|max|min)p[sd]$")


@dataclass
class Instruction:
    """One instruction; `operands` in AT&T order, the destination last."""

    name: str
    operands: List[str]
    line: int

    @property
    def target(self) -> str:
        """Where a call or a jump goes; empty for indirect ones."""
        if not self.operands or self.operands[0].startswith("*"):
            return ""
        return self.operands[0].split("@")[0]

    @property
    def is_call(self) -> bool:
        """Whether control comes back."""
        return self.name in ("call", "callq")


@dataclass
class Function:
    """The instructions of a function, and which of them each label stands before."""

    name: str
    instructions: List[Instruction] = field(default_factory=list)
    labels: Dict[str, int] = field(default_factory=dict)

    def blocks(self) -> Tuple[Dict[int, int], Dict[int, List[int]]]:
        """The basic blocks, start to end, and which blocks control goes to from each."""
        starts = {0} | {at for at in self.labels.values() if at < len(self.instructions)}
        for number, instruction in enumerate(self.instructions):
            if CONTROL.match(instruction.name) and not instruction.is_call:
                starts.add(number + 1)
        order = sorted(start for start in starts if start < len(self.instructions))
        ends = dict(zip(order, order[1:] + [len(self.instructions)]))
        successors: Dict[int, List[int]] = {}
        for start, end in ends.items():
            last = self.instructions[end - 1]
            is_jump = bool(CONTROL.match(last.name)) and not last.is_call
            targets = [self.labels[last.target]] if is_jump and last.target in self.labels else []
            falls_through = not last.name.startswith(("jmp", "ret", "ud2"))
            successors[start] = [at for at in targets + [end] * falls_through if at in ends]
        return ends, successors

    def innermost_loops(self) -> Iterator[List[Instruction]]:
        """The instructions of each loop in which no other one lies, in an order in which they run."""
        ends, successors = self.blocks()
        finished: List[int] = []
        state: Dict[int, str] = {}
        back: List[Tuple[int, int]] = []
        stack = [(0, iter(successors.get(0, [])))]
        state[0] = "open"
        while stack:
            block, remaining = stack[-1]
            for successor in remaining:
                if state.get(successor) == "open":
                    back.append((block, successor))
                elif successor not in state:
                    state[successor] = "open"
                    stack.append((successor, iter(successors[successor])))
                    break
            else:
                state[block] = "done"
                finished.append(block)
                stack.pop()
        predecessors: Dict[int, List[int]] = {}
        for block, following in successors.items():
            for successor in following:
                predecessors.setdefault(successor, []).append(block)
        loops: Dict[int, Set[int]] = {}
        for tail, head in back:
            loop = loops.setdefault(head, {head})
            pending = [tail]
            while pending:
                block = pending.pop()
                if block not in loop:
                    loop.add(block)
                    pending += predecessors.get(block, [])
        for head, loop in sorted(loops.items()):
            if not any(other != head and other in loop for other in loops):
                ordered = [block for block in reversed(finished) if block in loop]
                yield [i for block in ordered for i in self.instructions[block : ends[block]]]


def split_operands(text: str) -> List[str]:
    """The operands of an instruction: commas in parentheses are parts of addresses."""
    return [part.strip() for part in re.split(r",\s*(?![^()]*\))", text)] if text else []


def parse(text: str) -> List[Function]:
    """The functions of an assembly file."""
    functions: List[Function] = []
    names = set(re.findall(r"\.type\s+(\S+),@function", text))
    for number, line in enumerate(text.splitlines(), start=1):
        if label := LABEL.match(line):
            if label.group(1) in names:
                functions.append(Function(label.group(1)))
            elif functions:
                functions[-1].labels[label.group(1)] = len(functions[-1].instructions)
        elif (match := INSTRUCTION.match(line)) and functions:
            operands = split_operands(match.group(2) or "")
            functions[-1].instructions.append(Instruction(match.group(1), operands, number))
    return functions


def check_calls(function: Function) -> Iterator[str]:
    """Calls, and jumps out of the function, that go where they should not."""
    for instruction in function.instructions:
        is_call = instruction.is_call
        if not CONTROL.match(instruction.name) or (not is_call and instruction.target in function.labels):
            continue
        is_allowed = bool(ALLOWED.fullmatch(instruction.target))
        if instruction.target == "snprintf" and function.name.endswith("__prepare"):
            is_allowed = True
        # Its own functions: the body of an entry, what is outlined for threads, loops that entries share.
        if instruction.target.startswith(re.sub(r"__(body|serial)$", "", function.name.split(".")[0]) + "__"):
            is_allowed = True
        # A switch.
        if not is_call and not instruction.target:
            is_allowed = True
        if not is_allowed:
            yield f"line {instruction.line}: {function.name} calls {instruction.target or 'a pointer'}"


def check_loop(function: Function, loop: List[Instruction]) -> Iterator[str]:
    """What a hot loop must not do."""
    loaded: Set[str] = set()
    stored: Set[str] = set()
    for instruction in loop:
        what = f"line {instruction.line}: a hot loop of {function.name}"
        if SCALAR.match(instruction.name):
            yield f"{what} computes single elements: {instruction.name}"
        if ELEMENT.match(instruction.name):
            yield f"{what} moves single elements: {instruction.name}"
        # An address that is read before it is written holds what the iteration before left there; one that is written
        # first holds what this iteration has no register for.
        sources = instruction.operands[:-1]
        if instruction.name.startswith("v"):
            loaded.update(operand for operand in sources if operand.endswith(")") and operand not in stored)
        if is_store(instruction):
            stored.add(instruction.operands[-1])
            if instruction.operands[-1] in loaded:
                yield f"{what} keeps a vector in memory from one iteration to the next: {instruction.operands[-1]}"
        # With another value in a register, an address that names it is another one.
        if instruction.operands and (written := whole_register(instruction.operands[-1])):
            loaded = {address for address in loaded if not re.search(rf"{written}\b", address)}
            stored = {address for address in stored if not re.search(rf"{written}\b", address)}


def whole_register(operand: str) -> str:
    """The 64-bit register that an operand is a part of, `%rcx` for `%ecx`; empty for what is none."""
    if match := re.fullmatch(r"%(r\d+)[dwb]?", operand):
        return f"%{match.group(1)}"
    if match := re.fullmatch(r"%[re]?([abcd]x|[sd]i|[sb]p)", operand):
        return f"%r{match.group(1)}"
    if match := re.fullmatch(r"%([abcd])[lh]|%([sd]i|[sb]p)l", operand):
        return f"%r{match.group(1) + 'x' if match.group(1) else match.group(2)}"
    return ""


def is_store(instruction: Instruction) -> bool:
    """Whether it writes a vector register to memory."""
    return (
        instruction.name.startswith("vmov")
        and instruction.operands[0].startswith(("%xmm", "%ymm", "%zmm"))
        and instruction.operands[-1].endswith(")")
    )


def is_load(instruction: Instruction) -> bool:
    """Whether it reads a vector from memory that is no constant."""
    return instruction.name.startswith("v") and any(
        re.search(r"\)(\{1to\d+\})?$", operand) and "(%rip)" not in operand for operand in instruction.operands[:-1]
    )


def check_loads(loop: List[Instruction], most: float) -> Iterator[str]:
    """More loads for each store than there should be."""
    loads, stores = sum(map(is_load, loop)), sum(map(is_store, loop))
    if stores and loads > most * stores:
        yield f"line {loop[0].line}: a hot loop has {loads} loads for {stores} stores"


def accumulates(loop: List[Instruction], register: str) -> bool:
    """Whether some sum in a full register goes from one iteration to the next."""
    written: Dict[str, int] = {}
    for instruction in loop:
        if instruction.operands:
            # A load in which lanes rest has a mask behind its register.
            target = instruction.operands[-1].split(" ")[0]
            written[target] = written.get(target, 0) + 1
    for instruction in loop:
        if SUM.match(instruction.name) and instruction.operands[-1].startswith(f"%{register}"):
            destination = instruction.operands[-1]
            is_sum = "fmadd" in instruction.name or destination in instruction.operands[:-1]
            if is_sum and written[destination] == 1:
                return True
    return False


def main() -> int:
    """Checks one file; returns the exit status."""
    parser = argparse.ArgumentParser(description="Checks the assembly of compiled kernels.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--bits", type=int, choices=(256, 512), required=True, help="width of the registers")
    parser.add_argument("--stores", action="append", choices=("zmm", "ymm", "xmm", "scalar", "none"), default=[])
    parser.add_argument("--reduces", action="store_true", help="expect a hot loop with a sum in a register")
    parser.add_argument("--widens", type=int, help="conversions to f64 that a hot loop may have")
    parser.add_argument("--loads", type=float, metavar="R", help="loads that a hot loop may have for each store")
    options = parser.parse_args()
    register = {256: "ymm", 512: "zmm"}[options.bits]

    findings: List[str] = []
    hot: List[List[Instruction]] = []
    stores: Dict[str, int] = {}
    for function in parse(options.file.read_text(encoding="utf-8")):
        findings += check_calls(function)
        for instruction in function.instructions:
            if NONTEMPORAL.match(instruction.name):
                name = instruction.operands[0][1:4]
                name = name if name.endswith("mm") else "scalar"
                stores[name] = stores.get(name, 0) + 1
        for loop in function.innermost_loops():
            if any(PACKED.match(i.name) and i.operands[-1].startswith(f"%{register}") for i in loop):
                hot.append(loop)
                findings += check_loop(function, loop)
    reducing = [loop for loop in hot if accumulates(loop, register)]
    if options.reduces:
        stored = (instruction for loop in reducing for instruction in loop if is_store(instruction))
        findings += [f"line {store.line}: a loop that adds up stores {store.operands[0]}" for store in stored]
    for loop in hot if options.loads is not None else []:
        findings += check_loads(loop, options.loads)
    for loop in hot if options.widens is not None else []:
        wide = [instruction for instruction in loop if instruction.name in ("vcvtps2pd", "vcvtph2pd")]
        if len(wide) > options.widens:
            findings.append(f"line {wide[0].line}: a hot loop has {len(wide)} conversions to f64")
    if not hot:
        findings.append(f"no hot loop on {register}")
    if options.reduces and not reducing:
        findings.append(f"no hot loop that adds up in {register}")
    if options.stores and set(stores) != set(options.stores) - {"none"}:
        findings.append(f"expects non-temporal stores from {', '.join(options.stores)}; got {stores or 'none'}")
    if findings:
        print("\n".join(f"{options.file.name}: {text}" for text in findings))
        return 1
    print(f"{options.file.name}: {len(hot)} hot loops, {len(reducing)} with sums; non-temporal stores: {stores or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
