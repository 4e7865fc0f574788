"""Runs functions, and what norm-raise makes of them, on the same inputs, and compares the results.

    check_raised.py FILE [--ops-required] [--opt norm-opt] [--runner norm-runner]

Every public function of FILE is called twice: as it is written, and after --norm-raise. Inputs are the arguments'
norm.input attributes, or random. Results must have one shape, NaN and infinities at the same places, and differ by at
most some roundings of their type, times the largest finite result. With --ops-required every function must have got a
norm op. The raised functions are verified against the float64 reference, too. Prints `N passed, N failed`, and a line
for each function that differs; exits 1 when one does. Needs NumPy.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np
from compare_npy import load

# How far apart the two may be: a chain of f32 loses some units in the last place that the op does not, and 16-bit
# results may be rounded to either side.
RELATIVE = {"f64": 2.0**-42, "f32": 2.0**-16, "bf16": 2.0**-7, "f16": 2.0**-9}
FUNCTION = re.compile(
    r"^  func\.func @(?P<name>[\w.]+)\((?P<arguments>.*?)\)(?: -> (?P<results>.*?))? (?:attributes .*)?\{$", re.M
)
ARGUMENT = re.compile(r"%\w+: (?P<type>\w+<[^>]*>|\w+)(?P<attributes> \{[^}]*\})?")
NORM_OP = re.compile(r"= norm\.(?!stats)\w+ ")


@dataclass(frozen=True)
class Function:
    """A function by its signature; arguments are types with their attributes."""

    name: str
    arguments: tuple[tuple[str, str], ...]
    results: tuple[str, ...]

    def call(self, first: int) -> str:
        """The line that calls it with the driver's arguments from `first` on."""
        operands = ", ".join(f"%a{first + number}" for number in range(len(self.arguments)))
        types = ", ".join(type_ for type_, _ in self.arguments)
        return f"    %{self.name}:{len(self.results)} = func.call @{self.name}({operands}) : ({types}) -> ({', '.join(self.results)})\n"


def run(command: Sequence[str], text: str = "") -> str:
    """What a command prints, given a text; it must succeed."""
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(
            f"{' '.join(map(str, command))} ended with {done.returncode}: {(done.stdout + done.stderr).strip()[-2000:]}"
        )
    return done.stdout


def find_functions(module: str) -> list[Function]:
    """The public functions of a module that norm-opt has printed."""
    functions = []
    for match in FUNCTION.finditer(module):
        arguments = tuple((m["type"], m["attributes"] or "") for m in ARGUMENT.finditer(match["arguments"]))
        results = tuple(re.findall(r"\w+<[^>]*>", match["results"] or ""))
        functions.append(Function(match["name"], arguments, results))
    return functions


def with_driver(module: str, functions: Sequence[Function]) -> str:
    """The module with one public function, which calls all others."""
    arguments = [argument for function in functions for argument in function.arguments]
    signature = ", ".join(f"%a{number}: {type_}{attributes}" for number, (type_, attributes) in enumerate(arguments))
    calls, first = "", 0
    for function in functions:
        calls += function.call(first)
        first += len(function.arguments)
    values = ", ".join(f"%{f.name}#{n}" for f in functions for n in range(len(f.results)))
    types = ", ".join(type_ for f in functions for type_ in f.results)
    driver = f"  func.func @driver({signature}) -> ({types}) {{\n{calls}    return {values} : {types}\n  }}\n"
    private = re.sub(r"^  func\.func @", "  func.func private @", module, flags=re.M)
    start = private.index("module {\n") + len("module {\n")
    return private[:start] + driver + private[start:]


def execute(runner: str, module: str, count: int, folder: Path, name: str, *options: str) -> list[np.ndarray]:
    """The results of the driver."""
    file = folder / f"{name}.mlir"
    file.write_text(module, encoding="utf-8")
    outputs = [folder / f"{name}_{number}.npy" for number in range(count)]
    run([runner, str(file), "--entry=driver", "--threads=1", *options, *(f"--output={output}" for output in outputs)])
    return [load(str(output)) for output in outputs]


def compare(type_: str, before: np.ndarray, after: np.ndarray) -> str:
    """How two results differ; empty where they do not."""
    if before.shape != after.shape:
        return f"shape {before.shape} became {after.shape}"
    finite = np.isfinite(before)
    if not np.array_equal(before[~finite], after[~finite], equal_nan=True) or not np.all(np.isfinite(after[finite])):
        return "NaN and infinities are at other places"
    scale = np.max(np.abs(before[finite]), initial=0.0)
    difference = np.max(np.abs(before[finite] - after[finite]), initial=0.0)
    relative = RELATIVE[re.search(r"(\w+)>$", type_)[1].split("x")[-1]]
    return (
        "" if difference <= relative * scale else f"differs by {difference:.3g} of {scale:.3g}, beyond {relative:.3g}"
    )


def body_of(module: str, name: str) -> str:
    """The text of a function."""
    start = module.index(f"func.func @{name}(")
    return module[start : module.index("\n  }\n", start)]


def check(file: str, opt: str, runner: str, required: bool) -> tuple[int, list[str]]:
    """Compares all functions of a file: how many there are, and what differs."""
    module = run([opt, file])
    raised = run([opt, file, "--norm-raise=remarks=false", "--canonicalize", "--cse"])
    functions = find_functions(module)
    types = [type_ for function in functions for type_ in function.results]
    with tempfile.TemporaryDirectory() as folder:
        before = execute(runner, with_driver(module, functions), len(types), Path(folder), "before")
        after = execute(runner, with_driver(raised, functions), len(types), Path(folder), "after", "--verify")
    problems, number = [], 0
    for function in functions:
        if required and not NORM_OP.search(body_of(raised, function.name)):
            problems.append(f"{function.name}: is not raised")
        for position, type_ in enumerate(function.results):
            if difference := compare(type_, before[number], after[number]):
                problems.append(f"{function.name}, result {position}: {difference}")
            number += 1
    return len(functions), problems


def main() -> int:
    """Checks one file."""
    parser = argparse.ArgumentParser(description="Compares functions with what norm-raise makes of them.")
    parser.add_argument("file")
    parser.add_argument("--ops-required", action="store_true", help="every function must get a norm op")
    parser.add_argument("--opt", default="norm-opt")
    parser.add_argument("--runner", default="norm-runner")
    arguments = parser.parse_args()
    count, problems = check(arguments.file, arguments.opt, arguments.runner, arguments.ops_required)
    failed = {problem.split(",")[0].split(":")[0] for problem in problems}
    print("".join(f"{problem}\n" for problem in problems) + f"{count - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
