#!/usr/bin/env python3
"""Checks that the bits of a result depend neither on threads nor on neighbours.

    check_bits.py FILE --runner=PROGRAM --entry=NAME --type=f32|bf16 --inputs=257xN,N,N --N=1,7,31 [--seed=1]

For each N, runs the function on random inputs of these sizes on one thread and on two, and then on parts of the inputs
that have the first input's outermost size: one entry alone, and the last three.
A result that has this size too must have the same bits in its entries; the others are not compared between parts.
Needs NumPy.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List, Optional, Sequence

import numpy as np


def create(shape: Sequence[int], element: str, rng: np.random.Generator) -> np.ndarray:
    """Normal values around 1, positive ones where there is one axis; bf16 as its bits."""
    values = rng.normal(1.0, 2.0, shape).astype(np.float32)
    if len(shape) == 1:
        values = np.abs(values) + np.float32(0.125)
    return (values.view(np.uint32) >> np.uint32(16)).astype(np.uint16) if element == "bf16" else values


class Function:
    """One function, the folder for its files and its number of results."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder

    def run(self, name: str, inputs: Sequence[np.ndarray], threads: int) -> List[np.ndarray]:
        """The bits of its results."""
        command = [self.options.runner, self.options.file, f"--entry={self.options.entry}", f"--threads={threads}"]
        for number, array in enumerate(inputs):
            path = self.folder / f"{name}.in{number}.npy"
            np.save(path, np.ascontiguousarray(array))
            command.append(f"--input={path}")
        outputs = [self.folder / f"{name}.out{number}.npy" for number in range(self.options.results)]
        command += [f"--output={path}" for path in outputs]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: status {done.returncode}: {done.stdout}")
        results = [np.load(path) for path in outputs]
        for path in self.folder.glob(f"{name}.*.npy"):
            path.unlink()
        return [result.view(f"u{result.dtype.itemsize}") for result in results]


def check(function: Function, size: int) -> Optional[str]:
    """What differs for one N; None where nothing does."""
    options = function.options
    rng = np.random.default_rng(options.seed + size)
    shapes = [tuple(size if dim == "N" else int(dim) for dim in text.split("x")) for text in options.inputs.split(",")]
    inputs = [create(shape, options.type, rng) for shape in shapes]
    rows = shapes[0][0]
    one = function.run(f"one{size}", inputs, threads=1)
    two = function.run(f"two{size}", inputs, threads=2)
    what = f"@{options.entry} in {options.type} with N = {size}"
    for number, (a, b) in enumerate(zip(one, two)):
        if not np.array_equal(a, b):
            return f"{what}: result {number} on 2 threads differs in {np.count_nonzero(a != b)} of {a.size} elements"

    def is_cut(array: np.ndarray) -> bool:
        return array.shape[0] == rows and (array.ndim > 1 or rows != size)

    # Odd, so that it is aligned otherwise than it is alone.
    middle = rows // 2 // 2 * 2 + 1
    for first, last in ((middle, middle + 1), (rows - 3, rows)):
        parts = [array[first:last] if is_cut(array) else array for array in inputs]
        for number, (whole, part) in enumerate(zip(one, function.run(f"part{size}", parts, threads=1))):
            expected = whole[first:last]
            if whole.shape[0] == rows and not np.array_equal(expected, part):
                count = np.count_nonzero(expected != part)
                return f"{what}: result {number} of {first}..{last - 1} alone differs in {count} of {part.size} elements"
    return None


def main() -> int:
    """Checks one function; returns the exit status."""
    parser = argparse.ArgumentParser(description="Checks that bits do not depend on threads or neighbours.")
    parser.add_argument("file")
    parser.add_argument("--runner", required=True)
    parser.add_argument("--entry", required=True)
    parser.add_argument("--type", choices=("f32", "bf16"), required=True)
    parser.add_argument("--inputs", required=True, help="sizes of the inputs, N among them")
    parser.add_argument("--N", required=True, help="values of N")
    parser.add_argument("--results", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = [int(size) for size in options.N.split(",")]
    with tempfile.TemporaryDirectory(prefix="norm-bits-") as folder:
        function = Function(options, Path(folder))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            findings = [finding for finding in pool.map(lambda size: check(function, size), sizes) if finding]
    for finding in findings:
        print(finding)
    print(f"{options.entry} {options.type}: {len(sizes) - len(findings)} passed, {len(findings)} failed")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
