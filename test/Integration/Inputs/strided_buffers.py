#!/usr/bin/env python3
"""Calls compiled functions on the caller's slices: rows apart, elements apart, transposed, and at odd addresses.

    strided_buffers.py LIBRARY.so ENTRY:SHAPE[,SHAPE...]=SHAPE[,SHAPE...]...

Each function of f32 tensors is called on dense buffers first; then the first input and the results are laid out in each
of these ways, in turn. Its results must agree within 16 eps of the largest value, and what lies between the elements of
a result must stay as it was. Needs NumPy.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Callable, Dict, List, Sequence

import numpy as np

GAP = np.float32(-12345.0)


class Buffer:
    """An array within a larger allocation, and its memref descriptor."""

    def __init__(self, memory: np.ndarray, array: np.ndarray) -> None:
        self.memory = memory
        self.array = array
        rank = array.ndim
        words = [array.ctypes.data, array.ctypes.data, 0, *array.shape, *(stride // 4 for stride in array.strides)]
        self.descriptor = (ctypes.c_int64 * (3 + 2 * rank))(*words)

    def gaps_are_untouched(self) -> bool:
        """Whether all elements of the allocation that are not the array's hold what they were filled with."""
        values = self.array.copy()
        self.array[...] = GAP
        untouched = bool(np.all(self.memory == GAP))
        self.array[...] = values
        return untouched


def allocate(shape: Sequence[int]) -> np.ndarray:
    """Memory of this shape that begins at a multiple of 64 bytes, filled."""
    count = int(np.prod(shape))
    memory = np.full(count + 16, GAP, np.float32)
    first = (-memory.ctypes.data % 64) // 4
    return memory[first : first + count].reshape(shape)


def dense(shape: Sequence[int]) -> Buffer:
    """Nothing but the array."""
    memory = allocate(shape)
    return Buffer(memory, memory)


def odd_address(shape: Sequence[int]) -> Buffer:
    """Dense, one element behind an aligned address."""
    memory = allocate([int(np.prod(shape)) + 1])
    return Buffer(memory, memory[1:].reshape(shape))


def rows_apart(shape: Sequence[int]) -> Buffer:
    """Three more elements in each row."""
    memory = allocate([*shape[:-1], shape[-1] + 3])
    return Buffer(memory, memory[..., 1:-2])


def elements_apart(shape: Sequence[int]) -> Buffer:
    """Every other element."""
    memory = allocate([*shape[:-1], 2 * shape[-1]])
    return Buffer(memory, memory[..., 1::2])


def images_apart(shape: Sequence[int]) -> Buffer:
    """Every third entry of the outermost dimension."""
    memory = allocate([3 * shape[0], *shape[1:]])
    return Buffer(memory, memory[1::3])


def transposed(shape: Sequence[int]) -> Buffer:
    """All dimensions in the other order."""
    memory = allocate(shape[::-1])
    return Buffer(memory, memory.transpose())


def backwards(shape: Sequence[int]) -> Buffer:
    """The last row first."""
    memory = allocate(shape)
    return Buffer(memory, memory[::-1])


LAYOUTS: Dict[str, Callable[[Sequence[int]], Buffer]] = {
    layout.__name__: layout
    for layout in (odd_address, rows_apart, elements_apart, images_apart, transposed, backwards)
}


def call(library: ctypes.CDLL, entry: str, buffers: Sequence[Buffer]) -> None:
    """Calls a function on its inputs and results."""
    getattr(library, entry)(*(ctypes.byref(buffer.descriptor) for buffer in buffers))


def check(library: ctypes.CDLL, entry: str, inputs: List[List[int]], results: List[List[int]]) -> List[str]:
    """What differs, in one line each."""
    rng = np.random.default_rng(1)
    given = [dense(shape) for shape in inputs]
    for buffer in given:
        buffer.array[...] = np.abs(rng.normal(1.0, 2.0, buffer.array.shape)) + 0.125
    expected = [dense(shape) for shape in results]
    call(library, entry, [*given, *expected])
    findings = []
    for of_input in ("dense", *LAYOUTS):
        for of_result in ("dense", *LAYOUTS):
            create = {"dense": dense, **LAYOUTS}
            first = create[of_input](inputs[0])
            first.array[...] = given[0].array
            got = [create[of_result](shape) for shape in results]
            call(library, entry, [first, *given[1:], *got])
            for number, (buffer, reference) in enumerate(zip(got, expected)):
                limit = 16 * 2.0**-23 * float(np.max(np.abs(reference.array)))
                error = float(np.max(np.abs(buffer.array - reference.array)))
                what = f"@{entry}: input {of_input}, results {of_result}: result {number}"
                if not error <= limit:
                    findings.append(f"{what} is off by {error:.3g}, more than {limit:.3g}")
                elif not buffer.gaps_are_untouched():
                    findings.append(f"{what} is written beyond its elements")
    return findings


def main() -> int:
    """Checks the functions; returns the exit status."""
    library = ctypes.CDLL(sys.argv[1])
    findings: List[str] = []
    for text in sys.argv[2:]:
        entry, _, shapes = text.partition(":")
        inputs, results = (
            [[int(size) for size in shape.split("x")] for shape in part.split(",")] for part in shapes.split("=")
        )
        findings += check(library, entry, inputs, results)
    print("\n".join(findings) or f"{len(sys.argv) - 2} functions agree in {(len(LAYOUTS) + 1) ** 2} layouts")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
