"""Imported functions at work: against the float64 reference, against their twins, and on the clock."""

from __future__ import annotations

import re
import statistics
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, Optional, Sequence

from corpus.cases import Case
from corpus.modules import Function, Named, join

# How far imported and twin may be apart, times the largest element: some roundings of f32 and f64, one of narrow types.
RELATIVE = {"f64": 2.0**-46, "f32": 2.0**-19, "bf16": 2.0**-7, "f16": 2.0**-10}


@dataclass
class Pair:
    """A whole case: its imported function and its twin, both in normal form, and what was found out about them."""

    case: Case
    imported: Function
    twin: Function
    problems: list[str] = field(default_factory=list)
    difference: float = 0.0
    ratios: list[float] = field(default_factory=list)
    microseconds: float = 0.0

    @property
    def is_same(self) -> bool:
        """Whether both are one function, to the letter."""
        return self.imported == self.twin

    @property
    def ratio(self) -> Optional[float]:
        """The time of the imported function divided by its twin's."""
        return statistics.median(self.ratios) if self.ratios else None


def inputs(case: Case, sizes: dict[str, int]) -> list[str]:
    """What the arguments are filled with, seeded by their place; one named v is a variance, and positive."""
    specs = []
    for seed, (name, shape) in enumerate(case.arguments.items(), start=1):
        kind = f"lognormal:0.5,{seed}" if name == "v" else f"normal:0,1,{seed}"
        dynamic = f"@{'x'.join(str(size) for size in shape.with_sizes(sizes).sizes)}" if shape.letters else ""
        specs.append(kind + dynamic)
    return specs


def run(norm_runner: str, file: Path, functions: Sequence[Named], *options: str) -> str:
    """What norm-runner prints for a module of these functions; it may fail for some of them, or crash."""
    file.write_text(join(functions), encoding="utf-8")
    result = subprocess.run([norm_runner, str(file), *options], capture_output=True, text=True)
    crash = "" if result.returncode in (0, 1) else f"\nnorm-runner ended with {result.returncode}"
    return result.stdout + result.stderr + crash


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The parts of norm-runner's --all: a function's name and what was printed for it."""
    parts = re.split(r"^@([\w.$-]+)$", text, flags=re.M)
    yield from zip(parts[1::2], parts[2::2])


def verified(lines: Sequence[str], count: int) -> bool:
    """Whether norm-runner found so many results good."""
    return len(lines) >= count and all(re.match(r"result \d+: .*: ok$", line) for line in lines[:count])


def verify(pairs: Sequence[Pair], norm_runner: str, folder: Path, jobs: int) -> None:
    """Compares functions that are their twins to the letter with the float64 reference."""

    def verify_part(number: int) -> None:
        part = {f"case_{index}": pair for index, pair in enumerate(pairs) if index % jobs == number}
        functions = [pair.imported.named(name, inputs(pair.case, pair.case.sizes)) for name, pair in part.items()]
        text = run(norm_runner, folder / f"verify_{number}.mlir", functions, "--all", "--verify", "--threads=1")
        found = dict(sections(text))
        for name, pair in part.items():
            lines = found.get(name, text).strip().splitlines()
            if not verified(lines, len(pair.imported.result_types)):
                pair.problems.append(f"not verified: {' '.join(lines)[:300] or 'nothing printed'}")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(verify_part, range(jobs)))


def as_one(pair: Pair) -> str:
    """A module with one public function, which calls the imported one and the twin and returns the results of both."""
    arguments, results = pair.twin.arguments, pair.twin.result_types
    given = ", ".join(f"%arg{index}: {type}" for index, type in enumerate(arguments))
    passed = ", ".join(f"%arg{index}" for index in range(len(arguments)))
    signature = f"({', '.join(arguments)}) -> ({', '.join(results)})"
    lines, returned = [], []
    for name in ("imported", "twin"):
        lines.append(f"    %{name}:{len(results)} = func.call @{name}({passed}) : {signature}")
        returned += [f"%{name}#{number}" for number in range(len(results))]
    types = ", ".join(results * 2)
    lines.append(f"    return {', '.join(returned)} : {types}")
    both = Named(f"  func.func @both({given}) -> ({types}) {{\n" + "\n".join(lines) + "\n  }", "", ())
    return join([pair.imported.named("imported").private, pair.twin.named("twin").private, both])


def compare(pairs: Sequence[Pair], both: Sequence[Function], norm_runner: str, folder: Path, jobs: int) -> None:
    """Compares the results of functions that compute both (as_one) with the reference, and with each other's.

    Needs NumPy.
    """

    def compare_one(index: int) -> None:
        pair, function = pairs[index], both[index]
        types = function.result_types
        files = [folder / f"{index}_{number}.npy" for number in range(len(types))]
        options = [f"--input={spec}" for spec in inputs(pair.case, pair.case.sizes)]
        options += [f"--output={file}" for file in files]
        text = run(norm_runner, folder / f"{index}.mlir", [function.named("both")], "--verify", "--threads=1", *options)
        lines = text.strip().splitlines()
        if not verified(lines, len(types)):
            pair.problems.append(f"not verified: {' '.join(lines)[:300] or 'nothing printed'}")
            return
        half = len(types) // 2
        for number in range(half):
            difference, allowed = apart(files[number], files[half + number], types[number])
            pair.difference = max(pair.difference, difference)
            if not difference <= allowed:
                pair.problems.append(f"result {number} is {difference:.3g} of the largest element from the twin's")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(compare_one, range(len(pairs))))


def apart(actual: Path, expected: Path, type: str) -> tuple[float, float]:
    """The largest difference of two files' elements, divided by the largest element, and what is allowed."""
    import numpy

    def load(path: Path) -> numpy.ndarray:
        array = numpy.load(path)
        if array.dtype.kind == "V":  # bf16
            return (array.view(numpy.uint16).astype(numpy.uint32) << numpy.uint32(16)).view(numpy.float32).astype(float)
        return array.astype(float)

    first, second = load(actual), load(expected)
    if first.shape != second.shape:
        return float("inf"), 0.0
    largest = numpy.max(numpy.abs(second), initial=0.0)
    difference = numpy.max(numpy.abs(first - second), initial=0.0)
    element = re.search(r"(\w+)>?$", type)[1].rpartition("x")[2]
    return float(difference / largest) if largest else float(difference), RELATIVE.get(element, 0.0)


def time(pairs: Sequence[Pair], norm_runner: str, folder: Path, rounds: int, calls: int, threads: int) -> None:
    """Times imported functions and twins, one after the other, the first of the two changing from round to round."""
    for number in range(rounds):
        functions = []
        for index, pair in enumerate(pairs):
            specs = inputs(pair.case, pair.case.timing)
            both = [pair.imported.named(f"imported_{index}", specs), pair.twin.named(f"twin_{index}", specs)]
            functions += both[:: 1 if number % 2 == 0 else -1]
        options = ["--all", f"--time={calls}", f"--threads={threads}"]
        found = dict(sections(run(norm_runner, folder / "time.mlir", functions, *options)))
        for index, pair in enumerate(pairs):
            medians = []
            for name in (f"imported_{index}", f"twin_{index}"):
                match = re.search(r"median ([\d.]+) (us|ms|s)\b", found.get(name, ""))
                if not match:
                    pair.problems.append(f"{name}: not timed: {found.get(name, 'nothing printed').strip()[:300]}")
                    break
                medians.append(float(match[1]) * {"us": 1.0, "ms": 1e3, "s": 1e6}[match[2]])
            else:
                pair.ratios.append(medians[0] / medians[1])
                pair.microseconds = medians[0]
