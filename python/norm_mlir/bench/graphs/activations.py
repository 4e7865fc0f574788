"""Activations that follow a normalization, as graph stages."""

from __future__ import annotations

import math
from typing import Callable, Dict, Mapping, Tuple

import numpy as np

from ..tensors import Tensor
from .base import Stage, elementwise


def erf(x: np.ndarray) -> np.ndarray:
    """The error function, element by element, with math.erf's precision."""
    return np.frompyfunc(math.erf, 1, 1)(x).astype(np.float64) if x.size < 1 << 16 else _erf_by_table(x)


def _erf_by_table(x: np.ndarray) -> np.ndarray:
    """erf of many values: the nearest of 2^14 knots and four terms of the series there; below 1e-13 off."""
    knots = np.linspace(-6.5, 6.5, (1 << 14) + 1)
    values = np.array([math.erf(knot) for knot in knots])
    step = knots[1] - knots[0]
    index = np.clip(np.rint((x - knots[0]) / step), 0, knots.size - 1).astype(np.int64)
    knot = knots[index]
    h = np.clip(x, -6.5, 6.5) - knot
    slope = 2 / math.sqrt(math.pi) * np.exp(-knot * knot)
    return values[index] + slope * h * (1 - knot * h + (2 * knot * knot - 1) * h * h / 3)


_GELU = (
    "%root = arith.constant 0.70710678118654752 : f32",
    "%half = arith.constant 0.5 : f32",
    "%one = arith.constant 1.0 : f32",
    "%t = arith.mulf %a0, %root : f32",
    "%e = math.erf %t : f32",
    "%p = arith.addf %e, %one : f32",
    "%h = arith.mulf %a0, %half : f32",
    "%r = arith.mulf %h, %p : f32",
)
_SILU = (
    "%one = arith.constant 1.0 : f32",
    "%n = arith.negf %a0 : f32",
    "%e = math.exp %n : f32",
    "%p = arith.addf %e, %one : f32",
    "%r = arith.divf %a0, %p : f32",
)
_RELU = ("%zero = arith.constant 0.0 : f32", "%r = arith.maximumf %a0, %zero : f32")

# The IR of each on one element, and its definition.
ACTIVATIONS: Dict[str, Tuple[Tuple[str, ...], Callable[[np.ndarray], np.ndarray]]] = {
    "gelu": (_GELU, lambda y: 0.5 * y * (1 + erf(y / math.sqrt(2)))),
    "silu": (_SILU, lambda y: y / (1 + np.exp(-y))),
    "relu": (_RELU, lambda y: np.maximum(y, 0)),
}


def activation_stage(name: str, tensors: Mapping[str, Tensor], read: str, write: str, dynamic: bool) -> Stage:
    """The activation of one tensor, computed in f32 and rounded once."""
    lines, function = ACTIVATIONS[name]
    body = elementwise(tensors, [read], write, lines, "r", dynamic)
    return Stage(name, (read,), (write,), body, lambda arrays: {write: function(arrays[read])})
