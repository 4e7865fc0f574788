"""Lints over the ops and passes that TableGen defines: numbered constraints, examples, generated pages."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .lit_tests import DIAGNOSTICS, LitTest, lit_tests
from .tree import Finding, Tree, llvm_tool

IR = "include/norm-mlir/Dialect/Norm/IR/"
OPS = IR + "NormOps.td"
VERIFIERS = "lib/Dialect/Norm/IR/"


@dataclass(frozen=True)
class Definition:
    """An op or a pass: where it is defined, its mnemonic or flag, its description."""

    path: str
    line: int
    name: str
    description: str


@lru_cache(maxsize=None)
def _records(tree: Tree, name: str) -> dict:
    """The records of a TableGen file, inheritance and concatenation resolved."""
    llvm_include = Path(llvm_tool("llvm-tblgen")).resolve().parent.parent / "include"
    command = [
        llvm_tool("llvm-tblgen"),
        "--dump-json",
        f"-I{llvm_include}",
        f"-I{tree.root / 'include'}",
        str(tree.root / name),
    ]
    result = subprocess.run(command, cwd=tree.root, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{name}:1: llvm-tblgen cannot read it: {result.stderr.strip()}")
    return json.loads(result.stdout)


def _definition(tree: Tree, record: dict, default: str, name: str) -> Definition:
    """A definition with its place, which TableGen gives as the file's base name and the line."""
    base, line = record["!locs"][0].rsplit(":", 1)
    paths = [path for path in tree.files(".td") if Path(path).name == Path(base).name]
    path = default if default in paths or not paths else paths[0]
    return Definition(path, int(line), name, record.get("description") or "")


@lru_cache(maxsize=None)
def ops(tree: Tree) -> tuple[Definition, ...]:
    """Every op of the dialect."""
    if not tree.files(OPS):
        return ()
    records = _records(tree, OPS)
    names = records["!instanceof"].get("Op", [])
    mine = [records[name] for name in names if records[name]["opDialect"]["def"] == "Norm_Dialect"]
    return tuple(_definition(tree, record, OPS, record["opName"]) for record in mine)


@lru_cache(maxsize=None)
def passes(tree: Tree) -> tuple[Definition, ...]:
    """Every pass that is defined in a Passes.td."""
    found = []
    for name in tree.files("Passes.td", under=("include/", "test/")):
        records = _records(tree, name)
        mine = [records[record] for record in records["!instanceof"].get("PassBase", [])]
        found += [_definition(tree, record, name, record["argument"]) for record in mine]
    return tuple(found)


def _constraints_of(op: Definition) -> list[int]:
    """The numbers of the lines `(C1) ...` of an op's description."""
    return [int(number) for number in re.findall(r"^\s*(?:[-*]\s*)?\(C(\d+)\)", op.description, re.MULTILINE)]


def _expects_failure(test: LitTest, function: str, position: int) -> bool:
    """Whether a test demands that the function at a position is refused."""
    if any(DIAGNOSTICS.search(command) for _, command in test.runs):
        start = test.text.rfind("// -----", 0, position)
        end = test.text.find("// -----", position)
        return "expected-error" in test.text[max(start, 0) : end if end >= 0 else len(test.text)]
    refusals = [
        run for _, run in test.runs if re.search(r"\bnot\s+(norm-runner|norm-opt)\b", run) and "FileCheck" in run
    ]
    return any("--entry" not in run or function in run for run in refusals)


def _constraint_tests(tree: Tree) -> list[tuple[str, int, str, int, bool]]:
    """Every function `@<op>_c<n>...` of the lit tests: path, line, op, number, whether a refusal is demanded."""
    found = []
    for test in lit_tests(tree):
        for match in re.finditer(r'(?:\bfunc(?:\.func)?\s+(?:\w+\s+)?@|sym_name = ")([\w.$-]+)', test.text):
            name = re.match(r"(\w+?)_c(\d+)(?:_|$)", match.group(1), re.IGNORECASE)
            if name:
                line = test.text.count("\n", 0, match.start()) + 1
                refused = _expects_failure(test, match.group(1), match.start())
                found.append((test.name, line, name.group(1).lower(), int(name.group(2)), refused))
    return found


def constraints(tree: Tree) -> list[Finding]:
    """Every numbered constraint of an op is named where it is verified and has a negative test `@<op>_c<n>_...`."""
    findings = []
    covered: dict[tuple[str, int], int] = defaultdict(int)
    tests = _constraint_tests(tree)
    stated = {op.name: set(_constraints_of(op)) for op in ops(tree)}
    for path, line, op, number, refused in tests:
        if op in stated and number not in stated[op]:
            findings.append(Finding(path, line, f"a test of (C{number}) of norm.{op}, which has no such constraint"))
        elif op in stated and refused:
            covered[op, number] += 1

    # A constraint is verified in C++ or by ODS types and traits; a comment there names it.
    sources = tree.files(".cpp", ".h", under=(VERIFIERS,)) + tree.files(".td", under=(IR,))
    comments = [
        (name, number, comment)
        for name in sources
        for number, line in tree.lines(name)
        for comment in re.findall(r"//.*", line)
    ]
    named = {int(number) for *_, comment in comments for number in re.findall(r"\bC(\d+)\b", comment)}
    for name, line, comment in comments:
        for number in re.findall(r"\bC(\d+)\b", comment):
            if not any(int(number) in numbers for numbers in stated.values()):
                findings.append(Finding(name, line, f"names C{number}, which is in no op's description"))

    for op in ops(tree):
        numbers = _constraints_of(op)
        if numbers != list(range(1, len(numbers) + 1)):
            findings.append(
                Finding(
                    op.path, op.line, f"constraints of norm.{op.name} are numbered {numbers}; number them 1, 2, ..."
                )
            )
        for number in sorted(stated[op.name]):
            if not covered[op.name, number]:
                findings.append(
                    Finding(
                        op.path,
                        op.line,
                        f"(C{number}) of norm.{op.name} has no negative test; add a function "
                        f"@{op.name}_c{number}_<what> with an expected-error",
                    )
                )
            if number not in named:
                findings.append(
                    Finding(
                        op.path,
                        op.line,
                        f"(C{number}) of norm.{op.name} is named in no comment of a verifier; "
                        f"add `// C{number}: ...` where it is checked",
                    )
                )
    total = sum(len(numbers) for numbers in stated.values())
    done = sum(1 for op, numbers in stated.items() for number in numbers if covered[op, number])
    tree.notes.append(
        f"{done} of {total} numbered constraints of {len(stated)} ops are covered, "
        f"by {sum(covered.values())} negative tests"
    )
    return findings


def _blocks(description: str) -> list[list[str]]:
    """The lines of the ```mlir blocks of a description."""
    blocks = re.findall(r"```mlir\n(.*?)```", description, re.DOTALL)
    return [block.splitlines() for block in blocks]


def _plain(line: str) -> str:
    """A line with single spaces and no trailing comment; empty for comments and elisions."""
    line = re.sub(r"(^|\s)//.*", "", line)
    line = " ".join(line.split())
    return "" if line == "..." else line


def _nameless(line: str) -> str:
    """A line of IR or of a CHECK directive with placeholders for SSA values and attribute aliases."""
    line = re.sub(r"^\s*//\s*[A-Z][A-Z0-9_-]*(\{LITERAL\})?:", "", line)
    line = re.sub(r"([%#])\[\[.*?\]\](:\d+)?(#\d+)?", r"\1", _plain(line))
    line = re.sub(r"%[\w$.-]+(:\d+)?(#\d+)?", "%", line)
    return re.sub(r"#map\w*", "#", line)


def op_examples(tree: Tree) -> list[Finding]:
    """Every op's description has a ```mlir example whose lines stand in one lit test."""
    texts = [{_plain(line) for line in test.text.splitlines()} for test in lit_tests(tree)]
    findings = []
    for op in ops(tree):
        blocks = _blocks(op.description)
        if not blocks:
            findings.append(Finding(op.path, op.line, f"norm.{op.name} has no ```mlir example in its description"))
        for block in blocks:
            lines = {line for line in map(_plain, block) if line}
            missing = min((lines - text for text in texts), key=len, default=lines)
            if missing or not lines:
                findings.append(
                    Finding(
                        op.path,
                        op.line,
                        f"an example of norm.{op.name} is in no lit test; add there: " + " | ".join(sorted(missing)),
                    )
                )
    return findings


def pass_examples(tree: Tree) -> list[Finding]:
    """Every pass's description shows IR before and after, whose lines stand in one lit test that runs the pass."""
    findings = []
    for definition in passes(tree):
        flag = definition.name
        blocks = _blocks(definition.description)
        comments = [line for block in blocks for line in block if re.match(r"\s*//.*\b[Aa]fter\b", line)]
        if len(blocks) < 2 and not comments:
            findings.append(
                Finding(
                    definition.path,
                    definition.line,
                    f"-{flag} has no ```mlir blocks before and after in its description",
                )
            )
            continue
        runs_it = re.compile(rf"((^|\s)--?|[(,\"'=]){re.escape(flag)}(?![\w-])")
        texts = [
            " \n ".join(map(_nameless, test.text.splitlines()))
            for test in lit_tests(tree)
            if any(runs_it.search(command) for _, command in test.runs)
        ]
        if not texts:
            findings.append(Finding(definition.path, definition.line, f"no lit test runs -{flag}"))
            continue
        lines = {line for block in blocks for line in map(_nameless, block) if line}
        missing = min(([line for line in sorted(lines) if line not in text] for text in texts), key=len)
        if missing:
            findings.append(
                Finding(
                    definition.path,
                    definition.line,
                    f"the example of -{flag} is in no lit test that runs it; add there: " + " | ".join(missing),
                )
            )
    return findings


def generated_docs(tree: Tree) -> list[Finding]:
    """The pages of ops, attributes, interfaces and passes are what tools/docs.sh makes of the TableGen files."""
    if not tree.files(OPS):
        return []
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run([str(tree.root / "tools/docs.sh"), folder], capture_output=True, text=True)
        if result.returncode != 0:
            return [Finding("tools/docs.sh", 1, f"fails: {result.stderr.strip()}")]
        findings = []
        for page in sorted(Path(folder).iterdir()):
            name = f"docs/{page.name}"
            if not tree.files(name) or tree.text(name) != page.read_text():
                findings.append(Finding(name, 1, "stale; run tools/docs.sh"))
        return findings
