#!/usr/bin/env python3
"""Prints the polynomials of lib/Kernel/CPU: minimax fits by the Remez exchange, in 60 digits.

    tools/fit_math.py [NAME...]      (default: all)

Needs mpmath and NumPy, which the build does not. A fit p of degree n minimizes the largest w(x) |f(x) - p(x)| on an
interval; with the weight w it is the error of the function that is computed, relative to its value.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from mpmath import mp, mpf
import mpmath

mp.dps = 60
GRID = 1500
Function = Callable[[mpf], mpf]


class Fit(NamedTuple):
    """f on [low, high] with weight w; `degrees` has (degree, whether coefficients are f32)."""

    f: Function
    weight: Function
    low: mpf
    high: mpf
    degrees: list[tuple[int, bool]]


def remez(fit: Fit, degree: int) -> tuple[list[mpf], mpf]:
    """The coefficients, lowest first, and the largest weighted error."""
    middle, half = (fit.low + fit.high) / 2, (fit.high - fit.low) / 2
    xs = [middle - half * mpmath.cos(mpmath.pi * i / (GRID - 1)) for i in range(GRID)]
    values, weights = [fit.f(x) for x in xs], [fit.weight(x) for x in xs]
    count = degree + 2
    chosen = [round(i * (GRID - 1) / (count - 1)) for i in range(count)]
    best: tuple[list[mpf], mpf] | None = None
    for _ in range(12):
        matrix, right = mpmath.matrix(count, count), mpmath.matrix(count, 1)
        for row, index in enumerate(chosen):
            for column in range(degree + 1):
                matrix[row, column] = xs[index] ** column
            matrix[row, degree + 1] = (-1) ** row / weights[index]
            right[row] = values[index]
        solution = mpmath.lu_solve(matrix, right)
        coefficients = [solution[i] for i in range(degree + 1)]
        errors = [w * (v - mpmath.polyval(coefficients[::-1], x)) for x, v, w in zip(xs, values, weights)]
        largest = max(abs(error) for error in errors)
        if best is None or largest < best[1]:
            best = coefficients, largest
        # The largest error of each run of one sign.
        peaks: list[int] = []
        for i, error in enumerate(errors):
            if not peaks or (error >= 0) != (errors[peaks[-1]] >= 0):
                peaks.append(i)
            elif abs(error) > abs(errors[peaks[-1]]):
                peaks[-1] = i
        while len(peaks) > count:
            peaks.pop(0 if abs(errors[peaks[0]]) < abs(errors[peaks[-1]]) else -1)
        if len(peaks) < count or peaks == chosen or largest < abs(solution[degree + 1]) * mpf("1.001"):
            break
        chosen = peaks
    assert best
    return best


def near(f: Function, least: str = "1e-25") -> Function:
    """f with its removable singularity at 0 avoided."""
    return lambda x: f(x if abs(x) > mpf(least) else mpf(least))


LN2 = mpmath.log(2)
HALF_LN2 = mpf("0.3475")  # and a little, for rounding k
S_SQUARED = mpf("0.02945")  # (f / (2 + f))^2 at m = sqrt(2)


def atanh_ratio(z: mpf) -> mpf:
    """atanh(s) / s, s^2 = z."""
    return mpmath.atanh(mpmath.sqrt(z)) / mpmath.sqrt(z)


def erf_ratio(z: mpf) -> mpf:
    """erf(x) / x, x^2 = z."""
    return mpmath.erf(mpmath.sqrt(z)) / mpmath.sqrt(z)


def erf_tail(center: str, low: str, high: str, degree: int, is_f32: bool) -> Fit:
    """-log(erfc(x)) in x - center."""
    c = mpf(center)
    return Fit(
        lambda u: -mpmath.log(mpmath.erfc(u + c)),
        lambda u: mpmath.erfc(u + c) + mpf("1e-25"),
        mpf(low) - c,
        mpf(high) - c,
        [(degree, is_f32)],
    )


def tanh_ratio(z: mpf) -> mpf:
    """tanh(x) / x, x^2 = z."""
    return mpmath.tanh(mpmath.sqrt(z)) / mpmath.sqrt(z)


def fit_quotient(f: Function, high: mpf, degrees: tuple[int, int]) -> tuple[list[mpf], list[mpf], mpf]:
    """p and q, lowest coefficients first and q[0] = 1, with p / q near f from 0 to `high`, and the largest relative
    error: least squares, weighted by the last q and by the errors that are large."""
    points = 300
    xs = [high * (1 - mpmath.cos(mpmath.pi * i / (points - 1))) / 2 for i in range(points)]
    values = [f(x) for x in xs]
    weights, divisors = [mpf(1)] * points, [mpf(1)] * points
    best: tuple[list[mpf], list[mpf], mpf] | None = None
    for _ in range(30):
        matrix, right = mpmath.matrix(points, sum(degrees) + 1), mpmath.matrix(points, 1)
        for row, (x, value) in enumerate(zip(xs, values)):
            scale = mpmath.sqrt(weights[row]) / (divisors[row] * value)
            for power in range(degrees[0] + 1):
                matrix[row, power] = scale * x**power
            for power in range(1, degrees[1] + 1):
                matrix[row, degrees[0] + power] = -scale * value * x**power
            right[row] = scale * value
        solution = mpmath.lu_solve(matrix.T * matrix, matrix.T * right)
        p = [solution[i] for i in range(degrees[0] + 1)]
        q = [mpf(1)] + [solution[degrees[0] + i] for i in range(1, degrees[1] + 1)]
        divisors = [mpmath.polyval(q[::-1], x) for x in xs]
        errors = [abs(mpmath.polyval(p[::-1], x) / d / v - 1) for x, d, v in zip(xs, divisors, values)]
        if best is None or max(errors) < best[2]:
            best = p, q, max(errors)
        weights = [w * (error / max(errors) + mpf("0.02")) for w, error in zip(weights, errors)]
        total = sum(weights)
        weights = [w * points / total for w in weights]
    assert best
    return best


FITS: dict[str, Fit] = {
    "exp": Fit(
        near(lambda r: (mpmath.expm1(r) - r) / r**2),
        near(lambda r: abs(r**2 / mpmath.expm1(r))),
        -HALF_LN2,
        HALF_LN2,
        [(5, True), (10, False)],
    ),
    "exp2": Fit(
        near(lambda r: (2**r - 1 - r * LN2) / r**2),
        lambda r: r**2 + mpf("1e-8"),
        mpf("-0.5005"),
        mpf("0.5005"),
        [(5, True), (10, False)],
    ),
    "exp2Short": Fit(
        near(lambda r: (2**r - 1) / r), lambda r: abs(r) + mpf("1e-8"), mpf("-0.5005"), mpf("0.5005"), [(7, False)]
    ),
    "log": Fit(
        near(lambda z: (2 * atanh_ratio(z) - 2) / z),
        lambda z: z + mpf("1e-12"),
        mpf(0),
        S_SQUARED,
        [(3, True), (4, False), (6, False)],
    ),
    "logLong": Fit(
        near(lambda z: ((atanh_ratio(z) - 1) / z - mpf(1) / 3) / z, "1e-15"),
        lambda z: z**2 + mpf("1e-12"),
        mpf(0),
        S_SQUARED,
        [(6, False)],
    ),
    "erfSmallF32": Fit(
        near(lambda z: erf_ratio(z) - 1), near(lambda z: 1 / erf_ratio(z)), mpf(0), mpf("0.92") ** 2, [(6, True)]
    ),
    "erfSmallF64": Fit(
        near(lambda z: erf_ratio(z) - 1), near(lambda z: 1 / erf_ratio(z)), mpf(0), mpf(1), [(12, False)]
    ),
    "exp2Narrow": Fit(lambda r: 2**r, lambda r: 2**-r, mpf("-0.5005"), mpf("0.5005"), [(4, True)]),
    "log2Narrow": Fit(
        near(lambda f: mpmath.log(1 + f) / f / LN2),
        near(lambda f: f * LN2 / mpmath.log(1 + f)),
        mpf("-0.2932"),
        mpf("0.4146"),
        [(7, True)],
    ),
    "erfNarrow": Fit(near(erf_ratio), near(lambda z: 1 / erf_ratio(z)), mpf(0), mpf(9), [(9, True)]),
    "erfLargeF32": erf_tail("1.5", "0.92", "4", 7, True),
    "erfLargeF64": erf_tail("2", "1", "6", 18, False),
}


def main() -> int:
    """Prints the fits that were asked for."""
    for name in sys.argv[1:] or [*FITS, "tanhNarrow"]:
        if name == "tanhNarrow":
            p, q, error = fit_quotient(near(tanh_ratio), mpf(22), (2, 3))
            print(f"{name}, degrees 2 and 3: error 2^{float(mpmath.log(error, 2)):.1f}")
            for label, coefficients in (("dividend", p), ("divisor", q)):
                print(f"  {label}", *(repr(float(np.float32(float(c)))) for c in coefficients))
            continue
        for degree, is_f32 in FITS[name].degrees:
            coefficients, error = remez(FITS[name], degree)
            print(f"{name}, degree {degree}: error 2^{float(mpmath.log(error, 2)):.1f}")
            for coefficient in coefficients:
                print(f"  {float(np.float32(float(coefficient)))!r}" if is_f32 else f"  {float(coefficient).hex()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
