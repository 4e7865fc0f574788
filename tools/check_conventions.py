#!/usr/bin/env python3
"""Checks whether frameworks still do what docs/Conventions.md says.

    tools/check_conventions.py [--page FILE] [--norm-runner PROGRAM] [--only WORD] [--verbose]

Runs each fact of the page on the packages that are installed in the Python that runs this, prints a line for each one
that changed, what is not installed, and at the end `N as written, N changed, N not checked`. Exits 1 when a fact changed.
With `--norm-runner` it also runs the spellings that the page gives for them. Needs NumPy.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from conventions import exchange_facts, jax_facts, keras_facts, onnx_facts, torch_facts  # noqa: E402
from conventions.facts import check, tables, version  # noqa: E402
from conventions.spellings import spelling_facts  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
MODULES = (torch_facts, onnx_facts, jax_facts, keras_facts, exchange_facts)


def main() -> int:
    """Checks the facts and prints what changed."""
    parser = argparse.ArgumentParser(description="Checks whether frameworks still do what docs/Conventions.md says.")
    parser.add_argument("--page", type=Path, default=ROOT / "docs/Conventions.md", help="the page to check")
    parser.add_argument(
        "--norm-runner", type=Path, metavar="PROGRAM", help="also runs our spellings, with this program"
    )
    parser.add_argument("--only", default="", metavar="WORD", help="only facts whose names hold this word")
    parser.add_argument("--verbose", action="store_true", help="also prints what is as written and what is not checked")
    arguments = parser.parse_args()

    if arguments.norm_runner and not arguments.norm_runner.is_file():
        parser.error(f"no program {arguments.norm_runner}")

    page = tables(arguments.page)
    facts = [fact for module in MODULES for fact in module.FACTS]
    if arguments.norm_runner:
        facts += spelling_facts(arguments.norm_runner.resolve())
    facts = [fact for fact in facts if arguments.only.lower() in fact.name.lower()]

    needed = sorted({package for fact in facts for package in fact.packages})
    programs = [arguments.norm_runner.name] if arguments.norm_runner else []
    print("checked on", ", ".join([*filter(None, map(version, needed)), *programs]) or "nothing")
    missing = [package for package in needed if not version(package)]
    if missing:
        print("not installed:", ", ".join(missing))
    counts = {"as written": 0, "changed": 0, "not checked": 0}
    for fact in facts:
        outcome = check(fact, page)
        counts[outcome.state] += 1
        if outcome.state == "changed" or arguments.verbose:
            print(f"{outcome.state}: {outcome.line}", flush=True)
    print(", ".join(f"{count} {state}" for state, count in counts.items()))
    return 1 if counts["changed"] else 0


if __name__ == "__main__":
    sys.exit(main())
