#!/usr/bin/env python3
"""Checks the house rules that a compiler does not.

    tools/lint.py [--root FOLDER] [LINT...]

Prints one line `path:line: message` for each finding, with the way to mend it, and at the end `N passed, N failed`,
counting lints. Exits 1 when one failed. Needs Python's standard library, and clang-format, llvm-tblgen and mlir-tblgen
of LLVM 22.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from lints import lit_tests, ods, pages, source  # noqa: E402
from lints.tree import Tree  # noqa: E402

# In the order in which they run; a lint's name is its function's, its rule the first line of its docstring.
LINTS = [
    source.file_length,
    source.banners,
    source.header_guards,
    source.forbidden_calls,
    source.command_line_options,
    source.machine_paths,
    source.unit_tests_assert,
    source.clang_format,
    lit_tests.run_lines,
    lit_tests.check_prefixes,
    ods.constraints,
    ods.op_examples,
    ods.pass_examples,
    ods.generated_docs,
    pages.page_links,
    pages.site_nav,
]


def main() -> int:
    """Runs the chosen lints and prints what they find."""
    parser = argparse.ArgumentParser(description="Checks the house rules that a compiler does not.")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the tree to check")
    parser.add_argument(
        "lints",
        metavar="LINT",
        nargs="*",
        choices=[[], *(lint.__name__ for lint in LINTS)],
        help="names of lints to run; all without it",
    )
    arguments = parser.parse_args()
    tree = Tree(arguments.root.resolve())

    failed = []
    chosen = [lint for lint in LINTS if not arguments.lints or lint.__name__ in arguments.lints]
    for lint in chosen:
        findings = lint(tree)
        if not findings:
            continue
        failed.append(lint)
        print(f"-- {lint.__name__}: {(lint.__doc__ or '').splitlines()[0]}")
        for finding in sorted(set(findings)):
            print(finding)
    for note in tree.notes:
        print(f"note: {note}")
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
