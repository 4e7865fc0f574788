"""Compares twins with what the front end itself computes: `python -m corpus.twins FRONT_END NORM_RUNNER [NAME...]`.

Runs in tools/, in the environment of the front end.
So the functions that imported ones are held against are not only ours. Needs the front end, and NumPy.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Iterable

import numpy

sys.dont_write_bytecode = True

from corpus.cases import Case  # noqa: E402
from corpus.running import RELATIVE  # noqa: E402

BITS = {"f32": numpy.float32, "f64": numpy.float64, "f16": numpy.float16}


def to_bf16(array: numpy.ndarray) -> numpy.ndarray:
    """The bits of the nearest bf16 of each element."""
    bits = array.astype(numpy.float32).view(numpy.uint32).astype(numpy.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(numpy.uint16)


def from_bf16(bits: numpy.ndarray) -> numpy.ndarray:
    """The values of bits."""
    return (bits.astype(numpy.uint32) << numpy.uint32(16)).view(numpy.float32)


def make_inputs(case: Case, seed: int) -> dict[str, numpy.ndarray]:
    """Values of all arguments, in f32 where they are bf16; one named v is a variance, and positive."""
    rng = numpy.random.default_rng(seed)
    made = {}
    for name, shape in case.arguments.items():
        values = rng.standard_normal(shape.sizes) * 1.5 + 0.25
        values = numpy.exp(values / 2) if name == "v" else values
        made[name] = from_bf16(to_bf16(values)) if shape.element == "bf16" else values.astype(BITS[shape.element])
    return made


def run_twin(case: Case, values: Iterable[numpy.ndarray], norm_runner: str, folder: Path) -> list[numpy.ndarray]:
    """What norm-runner computes of the twin."""
    file = folder / "twin.mlir"
    file.write_text(case.twin("twin"), encoding="utf-8")
    options = []
    for (name, shape), array in zip(case.arguments.items(), values):
        path = folder / f"{name}.npy"
        numpy.save(path, to_bf16(array).view("V2") if shape.element == "bf16" else array)
        options.append(f"--input={path}")
    results = case.twin("f").partition("{\n")[0].rpartition("->")[2]
    outputs = [folder / f"result_{number}.npy" for number in range(results.count("tensor<"))]
    options += [f"--output={path}" for path in outputs]
    result = subprocess.run([norm_runner, str(file), *options], capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(result.stderr.strip()[:300])
    arrays = [numpy.load(path) for path in outputs]
    return [from_bf16(array.view(numpy.uint16)) if array.dtype.kind == "V" else array for array in arrays]


def differences(case: Case, exporter: Any, norm_runner: str, folder: Path) -> list[str]:
    """How a case's twin differs from the front end's results."""
    values = make_inputs(case, 7)
    expected = exporter.evaluate(case, values)
    actual = run_twin(case, values.values(), norm_runner, folder)
    if len(actual) != len(expected):
        return [f"expects {len(expected)} results; got {len(actual)}"]
    found = []
    allowed = 2 * max(RELATIVE[shape.element] for shape in case.arguments.values())
    for number, (first, second) in enumerate(zip(actual, expected)):
        if first.shape != second.shape:
            found.append(f"result {number} has shape {first.shape}; expects {second.shape}")
            continue
        largest = numpy.max(numpy.abs(second.astype(float)), initial=0.0)
        difference = numpy.max(numpy.abs(first.astype(float) - second.astype(float)), initial=0.0)
        if not difference <= allowed * largest:
            found.append(f"result {number} is {difference:.3g} of {largest:.3g} apart")
    return found


def main(arguments: list[str]) -> int:
    """Compares the twins of a front end's cases, each function once, in static sizes."""
    if len(arguments) < 2:
        print("usage: python -m corpus.twins FRONT_END NORM_RUNNER [NAME...]", file=sys.stderr)
        return 2
    exporter = importlib.import_module(f"corpus.export_{arguments[0]}")
    seen, failed = set(), 0
    for case in exporter.cases():
        if case.name in seen or case.refused or (arguments[2:] and case.name not in arguments[2:]):
            continue
        seen.add(case.name)
        fixed = {name: shape.with_sizes(case.sizes) for name, shape in case.arguments.items()}
        types = {name: shape.with_sizes(case.sizes) for name, shape in case.types.items()}
        case = replace(case, arguments=fixed, types=types)
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = differences(case, exporter, arguments[1], Path(folder))
            except NotImplementedError as error:
                found = []
                print(f"{case.folder}/{case.name}: left out: {error}")
            except Exception as error:  # what a front end raises is its own affair
                found = [f"{type(error).__name__}: {str(error)[:300]}"]
        failed += bool(found)
        for line in found:
            print(f"{case.folder}/{case.name}: {line}")
    print(f"{len(seen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
