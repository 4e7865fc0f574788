"""Lints over C++, TableGen and Python sources."""

from __future__ import annotations

import re
import subprocess
from pathlib import PurePosixPath

from .tree import Finding, Tree, llvm_tool

MAX_LINES = 600
CPP = (".h", ".cpp")


def file_length(tree: Tree) -> list[Finding]:
    """No C++, TableGen or Python file is longer than 600 lines."""
    findings = []
    for name in tree.files(".h", ".hpp", ".c", ".cpp", ".td", ".py"):
        count = len(tree.lines(name))
        if count > MAX_LINES:
            findings.append(
                Finding(name, MAX_LINES + 1, f"{count} lines; split it by kind of question ({MAX_LINES} at most)")
            )
    return findings


def banners(tree: Tree) -> list[Finding]:
    """Every C++ and TableGen file starts with a banner that names it and has the SPDX line."""
    findings = []
    for name in tree.files(*CPP, ".td"):
        base = PurePosixPath(name).name
        head = tree.text(name).splitlines()[:12]
        banner = re.match(r"//===-+ (\S+) -", head[0]) if head else None
        if not banner:
            findings.append(Finding(name, 1, f"no banner; start with `//===- {base} - <purpose> ---===//`"))
        elif banner.group(1) != base:
            findings.append(Finding(name, 1, f"the banner names {banner.group(1)}; write {base}"))
        if not any("SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception" in line for line in head):
            findings.append(Finding(name, 1, "no line `// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception`"))
    return findings


def guard_of(name: str) -> str:
    """The include guard of a header: its path below include/norm-mlir or lib in capitals, C_ before those for C."""
    path = re.sub(r"^(include/norm-mlir|lib)/", "", re.sub(r"^include/norm-mlir-c/", "c/", name))
    return "NORM_MLIR_" + re.sub(r"\W", "_", path).upper()


def header_guards(tree: Tree) -> list[Finding]:
    """Include guards follow the path in capitals."""
    findings = []
    for name in tree.files(".h", ".td"):
        wanted = guard_of(name)
        guard = next(((n, line.split()[1]) for n, line in tree.lines(name) if re.match(r"#ifndef \w+", line)), None)
        if not guard:
            findings.append(Finding(name, 1, f"no include guard; use {wanted}"))
        elif guard[1] != wanted:
            findings.append(Finding(name, guard[0], f"include guard {guard[1]}; use {wanted}"))
        elif not re.search(rf"^#define {wanted}$", tree.text(name), re.MULTILINE):
            findings.append(Finding(name, guard[0], f"no `#define {wanted}` after the #ifndef"))
    return findings


FORBIDDEN = [
    (
        re.compile(r"\b\w*([rR]ewriter|[bB]uilder)(\.|->)create<"),
        "old form of a builder; write XOp::create(rewriter, loc, ...)",
    ),
    (
        re.compile(r"\(void\)\s*[\w.:>-]*\b(apply|run)\w*\s*\("),
        "a result that may say failure is dropped; propagate it",
    ),
]


def forbidden_calls(tree: Tree) -> list[Finding]:
    """No `rewriter.create<`, and no result of an apply or run function cast to void."""
    findings = []
    for name in tree.files(*CPP):
        for number, line in tree.lines(name):
            findings += [Finding(name, number, message) for pattern, message in FORBIDDEN if pattern.search(line)]
    return findings


def command_line_options(tree: Tree) -> list[Finding]:
    """Command-line options (llvm::cl) are declared under tools/ only."""
    findings = []
    for name in tree.files(*CPP):
        if name.startswith("tools/"):
            continue
        for number, line in tree.lines(name):
            if re.search(r"\bcl::(opt|list|bits|alias)\b", line):
                findings.append(Finding(name, number, "a command-line option in a library; take an options struct"))
    return findings


# The look-behind passes over relative paths and names that end so; the alternation keeps this line itself clean.
MACHINE_PATH = re.compile(r"(?<![\w.})\]*-])/(?:work|root|tmp/bash_jobs|home/\w+)(?=/|\b)(?![\w-])")


def machine_paths(tree: Tree) -> list[Finding]:
    """No path of one developer's machine in a file."""
    findings = []
    for name in tree.files():
        for number, line in tree.lines(name):
            match = MACHINE_PATH.search(line)
            if match:
                findings.append(
                    Finding(name, number, f"names a machine's own path `{match.group()}`; make it relative")
                )
    return findings


def unit_tests_assert(tree: Tree) -> list[Finding]:
    """Every GoogleTest case expects something."""
    findings = []
    for name in tree.files("Test.cpp", under=("test/",)):
        text = tree.text(name)
        starts = [match.start() for match in re.finditer(r"^(TYPED_)?TEST(_F|_P)?\(", text, re.MULTILINE)]
        for start, end in zip(starts, [*starts[1:], len(text)]):
            if not re.search(r"(EXPECT|ASSERT)_|ADD_FAILURE|\b(expect|assert|check)\w*\(", text[start:end]):
                findings.append(
                    Finding(name, text.count("\n", 0, start) + 1, "a test that asserts nothing; add an EXPECT_")
                )
    return findings


def clang_format(tree: Tree) -> list[Finding]:
    """Every C++ file is formatted."""
    names = tree.files(*CPP)
    if not names:
        return []
    command = [llvm_tool("clang-format"), "--dry-run", "-Werror", "--ferror-limit=1", *names]
    try:
        result = subprocess.run(command, cwd=tree.root, capture_output=True, text=True)
    except FileNotFoundError:
        return [Finding(".clang-format", 1, "no clang-format here; install it with tools/packages.sh test")]
    places = re.findall(r"^(\S[^:\n]*):(\d+):\d+: error:", result.stderr, re.MULTILINE)
    findings = [Finding(name, int(line), f"not formatted; run clang-format-22 -i {name}") for name, line in places]
    if result.returncode != 0 and not findings:
        findings.append(Finding(".clang-format", 1, f"clang-format failed: {result.stderr.strip()[:200]}"))
    return findings
