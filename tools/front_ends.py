#!/usr/bin/env python3
"""Imports the files of other front ends, and holds what comes of them against the same functions written as norm ops.

    tools/front_ends.py [--build FOLDER] [--only TEXT] [--markdown FILE] [--time] [--parse] ...

Every file of test/FrontEnds goes through --pipeline, in one process. Then either the norm ops stand there that its case
in cases.toml expects, and nothing of a foreign dialect, or it was refused with the message that the case names. Whole
functions are compiled and compared with the float64 reference, and with their twins, at small sizes; with --time both
are timed at sizes that are larger, unless they are one function, to the letter. Prints one line for each file that
differs from what is expected, and at the end `N passed, N failed`; exits 1 when one failed. --parse only reads the
files and twins. --markdown writes the table of docs/FrontEnds.md. Needs NumPy where functions differ from their twins.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Sequence

sys.dont_write_bytecode = True

from corpus.cases import ROOT, Case, all_cases  # noqa: E402
from corpus.importing import IMPORT, INLINE, NORMAL_FORM, Imported, functions_of, import_all  # noqa: E402
from corpus.modules import join  # noqa: E402
from corpus.reporting import page  # noqa: E402
from corpus.running import Pair, as_one, compare, time, verify  # noqa: E402

COMMAND, GENERATE = "tools/front_ends.py --time --markdown=docs/FrontEnds.md", "tools/corpus.sh"


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Imports the files of other front ends.")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="the build folder with the tools")
    parser.add_argument("--pipeline", default=IMPORT, help="the passes that import")
    parser.add_argument("--only", default="", help="files whose path has this text")
    parser.add_argument("--parse", action="store_true", help="only see whether the files parse")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--markdown", type=Path, help="file to write the table to")
    parser.add_argument("--time", action="store_true", help="time imported functions and twins")
    parser.add_argument("--rounds", type=int, default=7, help="how often both are timed in turn")
    parser.add_argument("--calls", type=int, default=50, help="calls of a function in a round")
    parser.add_argument("--threads", type=int, default=1, help="OpenMP threads of timed functions")
    return parser.parse_args()


def make_pairs(items: Sequence[Imported], norm_opt: str, folder: Path) -> dict[int, Pair]:
    """Whole functions with their twins, by their places."""
    whole = [(index, item) for index, item in enumerate(items) if item.is_whole]
    texts = [join([item.function.named("f")]) for _, item in whole]
    imported = functions_of(texts, norm_opt, NORMAL_FORM, folder)
    twins = functions_of([item.case.twin("f") for _, item in whole], norm_opt, NORMAL_FORM, folder)
    return {index: Pair(item.case, *both) for (index, item), *both in zip(whole, imported, twins)}


def check(arguments: argparse.Namespace, cases: Sequence[Case], folder: Path) -> list[str]:
    """Imports, runs and compares; one line for each file that differs from what is expected."""
    norm_opt, norm_runner = (str(arguments.build / "bin" / tool) for tool in ("norm-opt", "norm-runner"))
    if arguments.parse:
        items = import_all(cases, norm_opt, "builtin.module()", folder)
        functions_of([case.twin("f") for case in cases], norm_opt, NORMAL_FORM, folder)
        return [f"{item.case.folder}/{item.case.file_name}: {item.messages[0]}" for item in items if not item.is_parsed]
    items = import_all(cases, norm_opt, arguments.pipeline, folder)
    pairs = make_pairs(items, norm_opt, folder)
    verify([pair for pair in pairs.values() if pair.is_same], norm_runner, folder, arguments.jobs)
    others = [pair for pair in pairs.values() if not pair.is_same]
    both = functions_of([as_one(pair) for pair in others], norm_opt, INLINE, folder)
    compare(others, both, norm_runner, folder, arguments.jobs)
    if arguments.time:
        time(others, norm_runner, folder, arguments.rounds, arguments.calls, arguments.threads)
    if arguments.markdown:
        arguments.markdown.write_text(page(items, pairs, COMMAND, GENERATE), encoding="utf-8")
    problems = []
    for index, item in enumerate(items):
        own = [item.problem, *(pairs[index].problems if index in pairs else [])]
        problems += [f"{item.case.folder}/{item.case.file_name}: {problem}" for problem in own if problem]
    return problems


def main() -> int:
    """Checks the corpus and prints what differs."""
    arguments = parse_arguments()
    cases = [case for case in all_cases() if arguments.only in str(case.path)]
    with tempfile.TemporaryDirectory() as folder:
        problems = check(arguments, cases, Path(folder))
    failed = {problem.partition(":")[0] for problem in problems}
    print("".join(f"{problem}\n" for problem in problems), end="")
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
