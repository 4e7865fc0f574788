"""Lints over the lit tests: no test that runs but looks at nothing, no expectation that is never looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from .tree import Finding, Tree

# Folders of test/ that are not part of the lit suite.
OUTSIDE = ("FrontEnds", "Inputs", "differential", "lint", "Unit")
# Words before a colon that lit or people use and FileCheck does not.
NOT_PREFIXES = {
    "RUN",
    "REQUIRES",
    "UNSUPPORTED",
    "XFAIL",
    "ALLOW_RETRIES",
    "DEFINE",
    "REDEFINE",
    "END",
    "COM",
    "TODO",
    "FIXME",
    "NOTE",
    "XXX",
}
SUFFIX = r"(?:-(?:NEXT|SAME|NOT|DAG|LABEL|EMPTY|COUNT-\d+))?(?:\{LITERAL\})?"
COMMENT = r"^\s*(?://|#|;)+\s*"


@dataclass(frozen=True)
class LitTest:
    """A lit test: its text and its RUN lines, continued lines joined."""

    name: str
    text: str
    runs: tuple[tuple[int, str], ...]


@lru_cache(maxsize=None)
def lit_tests(tree: Tree) -> tuple[LitTest, ...]:
    """Every lit test under test/."""
    tests = []
    for name in tree.files(".mlir", ".test", ".c", under=("test/",)):
        if set(PurePosixPath(name).parts) & set(OUTSIDE):
            continue
        runs: list[tuple[int, str]] = []
        continued = False
        for number, line in tree.lines(name):
            match = re.search(r"\bRUN:\s*(.*?)\s*(\\?)$", line)
            if not match:
                continue
            if continued:
                runs[-1] = (runs[-1][0], f"{runs[-1][1]} {match.group(1)}")
            else:
                runs.append((number, match.group(1)))
            continued = bool(match.group(2))
        tests.append(LitTest(name, tree.text(name), tuple(runs)))
    return tuple(tests)


# What makes a RUN line fail beyond a crash or an exit code that a tool always gives.
CHECKING = re.compile(
    r"(?<![\w./-])(FileCheck|diff|cmp|count|not|grep|norm-sass-check)(?![\w./-])|%python|"
    r"(^|\s)--?verify(-diagnostics|-roundtrip)?(?![\w-])"
)
DIAGNOSTICS = re.compile(r"(^|\s)--?verify-diagnostics(?![\w-])")


def _feeds_a_check(test: LitTest, number: int, command: str) -> bool:
    """Whether a RUN line only prepares `%t` files that a later RUN line checks."""
    return "%t" in command and any(later > number and "%t" in run and CHECKING.search(run) for later, run in test.runs)


def run_lines(tree: Tree) -> list[Finding]:
    """Every test has RUN lines, and every RUN line checks something."""
    findings = []
    for test in lit_tests(tree):
        if not test.runs:
            findings.append(Finding(test.name, 1, "no RUN line; add one, or move the file into a folder Inputs/"))
        for number, command in test.runs:
            if not CHECKING.search(command) and not _feeds_a_check(test, number, command):
                findings.append(
                    Finding(
                        test.name,
                        number,
                        "a RUN line without a check; pipe it into FileCheck or diff, or "
                        "use not, --verify or -verify-diagnostics",
                    )
                )
            elif (
                DIAGNOSTICS.search(command)
                and "FileCheck" not in command
                and not re.search(r"expected-(error|warning|remark|note)", test.text)
            ):
                findings.append(
                    Finding(test.name, number, "-verify-diagnostics without an expected- line asserts nothing")
                )
    return findings


def _filechecks(command: str) -> list[tuple[set[str], bool]]:
    """The prefixes of every FileCheck of a RUN line, and whether it reads them from the test's own file."""
    checks = []
    for arguments in re.findall(r"\bFileCheck\b([^|;&]*)", command):
        given = re.findall(r"--?check-prefix(?:es)?[=\s]+([\w,-]+)", arguments)
        prefixes = {prefix for group in given for prefix in group.split(",")} or {"CHECK"}
        expectations = re.sub(r"<\s*\S+|--?input-file[=\s]+\S+", "", arguments)
        checks.append((prefixes, bool(re.search(r"(^|\s)(%s|%t)", expectations))))
    return checks


def check_prefixes(tree: Tree) -> list[Finding]:
    """Every prefix of a FileCheck occurs, and every CHECK line is read by one; norm-sass-check reads SASS lines."""
    findings = []
    for test in lit_tests(tree):
        budget = re.search(r"^\s*//\s*SASS\b", test.text, re.MULTILINE)
        if budget and not any("norm-sass-check" in run for _, run in test.runs):
            number = test.text.count("\n", 0, budget.start()) + 1
            findings.append(Finding(test.name, number, "a dead line: no RUN line runs norm-sass-check"))
        used: set[str] = set()
        for number, command in test.runs:
            for prefixes, own_file in _filechecks(command):
                used |= prefixes
                for prefix in sorted(prefixes):
                    if own_file and not re.search(rf"(?<![\w-]){re.escape(prefix)}{SUFFIX}:", test.text):
                        findings.append(
                            Finding(test.name, number, f"no line has the prefix {prefix}; add one or drop the prefix")
                        )
        for number, line in enumerate(test.text.splitlines(), start=1):
            word = re.match(rf"{COMMENT}([A-Z][A-Z0-9_-]*?){SUFFIX}:", line)
            if word and word.group(1) not in used | NOT_PREFIXES:
                findings.append(
                    Finding(
                        test.name, number, f"a dead line: no RUN line runs FileCheck with the prefix {word.group(1)}"
                    )
                )
            spaced = re.match(rf"{COMMENT}([A-Z][A-Z0-9_-]*?){SUFFIX}\s+:", line)
            if spaced and spaced.group(1) in used | {"CHECK"}:
                findings.append(Finding(test.name, number, "a dead line: FileCheck wants no space before the colon"))
    return findings
