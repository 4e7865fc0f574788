"""Compares two .npy files.

    compare_npy.py ACTUAL EXPECTED [--relative R] [--transpose AXES]

Passes (exit 0) where both have one shape and element type and every |actual - expected| is at most R times the largest
finite |expected|; with R = 0, the default, where both are the same to the bit. NaN equals NaN, and an infinity itself.
AXES, as in 0,3,1,2, are the axes of ACTUAL in the order of EXPECTED's. Files of bf16, which NumPy reads as two raw bytes, are compared as bf16. Needs NumPy.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np


def load(path: str) -> np.ndarray:
    """The array of a file, as float64."""
    array = np.load(path)
    if array.dtype.kind == "V" and array.dtype.itemsize == 2:
        bits = array.view(np.uint16).astype(np.uint32) << np.uint32(16)
        return bits.view(np.float32).astype(np.float64)
    return array.astype(np.float64)


def main() -> int:
    """Compares the two files and prints the largest difference."""
    parser = argparse.ArgumentParser(description="Compares two .npy files.")
    parser.add_argument("actual")
    parser.add_argument("expected")
    parser.add_argument("--relative", type=float, default=0.0, help="times the largest finite |expected|")
    parser.add_argument("--transpose", metavar="AXES", help="axes of ACTUAL, in the order of EXPECTED's")
    arguments = parser.parse_args()

    actual, expected = load(arguments.actual), load(arguments.expected)
    if arguments.transpose:
        actual = actual.transpose([int(axis) for axis in arguments.transpose.split(",")])
    if actual.shape != expected.shape:
        print(f"expects shape {expected.shape}; got {actual.shape}")
        return 1
    finite = np.isfinite(expected)
    scale = np.max(np.abs(expected[finite]), initial=0.0)
    same = np.array_equal(actual[~finite], expected[~finite], equal_nan=True)
    difference = np.max(np.abs(actual[finite] - expected[finite]), initial=0.0)
    within = same and bool(difference <= arguments.relative * scale)
    if arguments.relative == 0.0:
        within = within and np.array_equal(np.signbit(actual[finite]), np.signbit(expected[finite]))
    print(f"max difference {difference:.3g} of {scale:.3g}, {'within' if within else 'beyond'} {arguments.relative:g}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
