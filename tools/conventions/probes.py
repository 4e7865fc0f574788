"""Inputs that tell one convention from another, and what they are recognized by. NumPy alone."""

from __future__ import annotations

from typing import Callable

import numpy as np

Array = np.ndarray

# One channel of four values: mean 3, biased variance 5, unbiased variance 20 / 3.
BATCH = np.array([0, 2, 4, 6], np.float32).reshape(4, 1)
MOMENTUM = 0.25

# What the probes say.
OLD_BIASED, NEW_UNBIASED = "biased, momentum weighs the old", "unbiased, momentum weighs the new"
ONCE, STAGES, STATISTICS = "once, at the end", "normalized value, then product", "mean and rstd, then result"
BELOW, BEYOND = "below 0.5 %", "beyond 0.5 %"

CHANNELS = 10
OFFSETS = range(-4, 5)


def window(lrn: Callable[[Array, float], Array], size: int) -> str:
    """Which channels a local response norm sums over, and what it divides alpha by.

    `lrn` takes x of shape 10x10x1x1 and alpha, beta and k being 1, and gives y of that shape. Batch index n has a 1 in
    channel 4 and another one n - 4 channels further on; the last one has a 1 in channel 0 alone.
    """
    x = np.zeros((CHANNELS, CHANNELS, 1, 1), np.float32)
    for number, offset in enumerate(OFFSETS):
        x[number, [4, 4 + offset]] = 1
    x[-1, 0] = 1
    y = np.asarray(lrn(x, float(size)))[..., 0, 0]
    alone, edge = y[OFFSETS.index(0), 4], y[-1, 0]
    inside = [offset for number, offset in enumerate(OFFSETS) if offset == 0 or abs(y[number, 4] - alone) > 1e-3]
    divisor = size / (1 / alone - 1)
    factor = "alpha" if round(divisor) == 1 else f"alpha / {divisor:.2g}"
    return f"{channels(inside)}, {factor}" + ("" if abs(edge - alone) < 1e-3 else ", another one at the edge")


def channels(offsets: list[int]) -> str:
    """Offsets -1, 0, 1 as `c-1 .. c+1`."""
    names = [f"c{offset:+d}" if offset else "c" for offset in (offsets[0], offsets[-1])]
    if offsets != list(range(offsets[0], offsets[-1] + 1)):
        return ", ".join(f"c{offset:+d}" for offset in offsets)
    return names[0] if len(offsets) == 1 else " .. ".join(names)


def spread(lrn: Callable[[Array], Array]) -> str:
    """What one large and one NaN channel do to channels out of their window's reach.

    `lrn` takes x of shape 1x16x1x1, sums 3 channels without a factor, and has beta 0.75 and k 1: windows of ones give
    4^-0.75.
    """
    found = []
    for name, value in (("1e5", 1e5), ("NaN", np.nan)):
        x = np.ones((1, 16, 1, 1), np.float32)
        x[0, 3] = value
        far = np.asarray(lrn(x))[0, 6:15, 0, 0]
        found.append(f"{name} {'stays' if np.allclose(far, 4**-0.75, rtol=1e-3) else 'spreads'}")
    return ", ".join(found)


def running(mean: object, variance: object) -> str:
    """The convention of running statistics, after one update from (0, 1) with BATCH and MOMENTUM."""
    mean, variance = float(np.ravel(np.asarray(mean))[0]), float(np.ravel(np.asarray(variance))[0])
    if abs(mean) < 1e-6 and abs(variance - 1) < 1e-6:
        return "not updated"
    for side, share in (("new", MOMENTUM), ("old", 1 - MOMENTUM)):
        for name, new in (("biased", 5.0), ("unbiased", 20 / 3)):
            if np.allclose([mean, variance], [share * 3, 1 - share + share * new], rtol=1e-4):
                return f"{name}, momentum weighs the {side}"
    return f"mean {mean:.6g}, variance {variance:.6g}"


def zero(y: object) -> str:
    """What became of a row of zeros: `0`, `NaN` or the values."""
    values = np.asarray(y, np.float64).ravel()
    if np.all(values == 0):
        return "0"
    return "NaN" if np.all(np.isnan(values)) else str(values)


def constant(norm: Callable[[Array], object], shape: tuple[int, ...]) -> str:
    """What a normalization without bias makes of groups of one value: `0` or `not 0`."""
    seen: list[str] = []
    for value in (3.1, 0.1, 12345.6):
        y = np.asarray(norm(np.full(shape, value, np.float32)), np.float64)
        seen += [] if np.all(y == 0) else [f"{np.ravel(y)[0]:.3g} for {value}"]
    return f"not 0 ({', '.join(seen)})" if seen else "0"


def grouping(norm: Callable[[Array], object]) -> str:
    """Which channels two groups of four channels have. `norm` takes and gives NxCxL, without parameters."""
    x = np.random.default_rng(0).standard_normal((2, 4, 8)).astype(np.float32) * np.float32([[1], [2], [4], [8]])
    y = np.asarray(norm(x))
    if np.allclose(y, normalized(x, (), 2), atol=1e-3):
        return "neighbours"
    order = [0, 2, 1, 3]
    return "strided" if np.allclose(y[:, order], normalized(x[:, order], (), 2), atol=1e-3) else "otherwise"


def refused(call: Callable[[], object]) -> str:
    """Whether a call raises: `refused` or `runs`."""
    try:
        call()
    except Exception as error:
        return f"refused ({type(error).__name__})"
    return "runs"


def place(norm: Callable[[Array], object]) -> str:
    """Where an epsilon of 1 is, from a row of 1 and -1, whose mean square and variance are 1."""
    x = np.float32([[1, -1, 1, -1]])
    y = float(np.asarray(norm(x), np.float64)[0, 0])
    ways = {"in the root": 0.5**0.5, "added to the deviation": 0.5, "bounds the deviation": 1.0}
    return next((way for way, value in ways.items() if abs(y - value) < 1e-3), f"gives {y:.6g}")


def epsilon(x: object, y: object) -> float:
    """The epsilon of y = x / sqrt(mean(x * x) + epsilon), x being a constant."""
    value, result = (float(np.ravel(np.asarray(array, np.float64))[0]) for array in (x, y))
    return (value / result) ** 2 - value**2


def power_of_two(value: float) -> str:
    """A number near a power of two as `2^-23`."""
    exponent = np.log2(value) if value > 0 else np.inf
    return f"2^{round(exponent)}" if abs(exponent) < 2000 and abs(exponent - round(exponent)) < 0.05 else f"{value:.3g}"


def sixteen_bits(rows: int = 64, size: int = 256) -> tuple[Array, Array]:
    """Random f16 rows, and a scale."""
    generator = np.random.default_rng(0)
    draw = generator.standard_normal
    return draw((rows, size)).astype(np.float16), draw(size).astype(np.float16)


def rounding(x: Array, scale: Array, y: object, axis: int | tuple[int, ...] = -1, centred: bool = True) -> str:
    """Where the values of y = normalized(x) * scale in f16 were rounded: the only way that fits 99 % of the elements."""
    result = np.asarray(y)
    if result.dtype != np.float16:
        return f"the result is {result.dtype}"
    wide, weight = x.astype(np.float64), scale.astype(np.float64)
    mean = wide.mean(axis, keepdims=True) if centred else np.zeros((1,) * x.ndim)
    rstd = 1 / np.sqrt(((wide - mean) ** 2).mean(axis, keepdims=True) + 1e-5)

    def half(values: Array) -> Array:
        return values.astype(np.float16).astype(np.float64)

    ways = {
        ONCE: half((wide - mean) * rstd * weight),
        STAGES: half(half((wide - mean) * rstd) * weight),
        STATISTICS: half((wide - half(mean)) * half(rstd) * weight),
    }
    misses = {way: float(np.mean(values != result)) for way, values in ways.items()}
    fitting = [way for way, share in misses.items() if share < 0.01]
    return fitting[0] if len(fitting) == 1 else "in steps"


def large_mean(shape: tuple[int, ...], mean: float = 1000.0) -> Array:
    """Samples of N(mean, 1)."""
    return (np.random.default_rng(0).standard_normal(shape) + mean).astype(np.float32)


def normalized(x: Array, axes: tuple[int, ...], groups: int = 0, added: float = 1e-5) -> Array:
    """(x - mean) / sqrt(variance + added) in f64, over axes, or over the axes behind groups of channels."""
    wide = x.astype(np.float64)
    if groups:
        wide = wide.reshape(x.shape[0], groups, -1)
        axes = (2,)
    mean = wide.mean(axes, keepdims=True)
    return ((wide - mean) / np.sqrt(wide.var(axes, keepdims=True) + added)).reshape(x.shape)


def error(y: object, exact: Array) -> str:
    """How far y is from the exact values: in units of 2^-23 max|y|, or as a share of it."""
    off = np.abs(np.asarray(y, np.float64) - exact).max() / np.abs(exact).max()
    if np.isnan(off):
        return "NaN"
    units = off * 2.0**23
    word = "at most 8 units" if units <= 8 else BELOW if off < 0.005 else BEYOND
    return f"{word} ({units:.3g} units)"
