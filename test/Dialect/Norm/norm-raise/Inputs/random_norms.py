"""Writes norms in random spellings, and functions that miss being one, raises them, and compares the results.

    random_norms.py [--count N] [--seed N] [--passes PASSES] [--opt norm-opt] [--runner norm-runner] [--keep FILE]

--passes are run on the functions first: they may fuse ops, or make generics of all.

Every norm must become a norm op, with no reduction left; what has been mutated must not become another function: it is
raised to something with the same results, or stays as it is. Prints a line for each function that does neither, and
`N passed, N failed`; exits 1 when one failed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from check_raised import body_of, check, run  # noqa: E402
from norms import KINDS, MUTATIONS, may_mutate, write_norm  # noqa: E402

BATCH = 40


def write_functions(count: int, seed: int) -> dict[str, str]:
    """So many functions by their names; one in four is mutated."""
    functions = {}
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        kind = KINDS[number % len(KINDS)]
        ways = [mutation for mutation in MUTATIONS if may_mutate(kind, mutation)]
        mutation = rng.choice(ways) if number % 4 == 3 else None
        name = f"{kind}_{number}" + (f"_{mutation.replace(' ', '_').replace('-', 'less')}" if mutation else "")
        functions[name] = write_norm(name, f"{seed}/{number}", kind, mutation)
    return functions


def is_mutated(name: str) -> bool:
    """Whether a function is no norm as it should be."""
    return name.count("_") > 1


def check_batch(functions: dict[str, str], passes: str, opt: str, runner: str, file: Path) -> list[str]:
    """What is wrong with these functions."""
    text = "module {\n" + "".join(functions.values()) + "}\n"
    file.write_text(run([opt, "-", f"--pass-pipeline=builtin.module({passes})"], text), encoding="utf-8")
    raised = run([opt, str(file), "--norm-raise=remarks=false", "--canonicalize", "--cse"])
    problems = []
    for name in functions:
        body = body_of(raised, name)
        if not is_mutated(name) and (
            not re.search(r"= norm\.\w+ ", body) or re.search(r'"reduction"|linalg.reduce', body)
        ):
            problems.append(f"{name}: is not raised")
    return problems + check(str(file), opt, runner, required=False)[1]


def main() -> int:
    """Writes, raises and compares."""
    parser = argparse.ArgumentParser(description="Raises norms in random spellings.")
    parser.add_argument("--count", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--passes", default="")
    parser.add_argument("--opt", default="norm-opt")
    parser.add_argument("--runner", default="norm-runner")
    parser.add_argument("--keep", type=Path, help="a file for the functions that fail")
    arguments = parser.parse_args()
    functions = write_functions(arguments.count, arguments.seed)
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        names = list(functions)
        for start in range(0, len(names), BATCH):
            batch = {name: functions[name] for name in names[start : start + BATCH]}
            problems += check_batch(
                batch, arguments.passes, arguments.opt, arguments.runner, Path(folder) / "norms.mlir"
            )
    failed = sorted({re.split(r"[,:]", problem)[0] for problem in problems})
    if arguments.keep:
        arguments.keep.write_text("".join(functions[name] for name in failed), encoding="utf-8")
    print(
        "".join(f"{problem}\n" for problem in problems) + f"{len(functions) - len(failed)} passed, {len(failed)} failed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
