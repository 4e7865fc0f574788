"""The definitions in float64 at chosen places, with Python's standard library only.

A part is what can be computed by itself: a row, a group, a channel. `expectations` yields, for some parts, the values
of each output at some indices.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Callable, Dict, Iterator, List, Sequence, Tuple

from .buffers import Reader
from .elements import rounded
from .manifest import Case

EPSILON = 1e-5
MOMENTUM = 0.1
LRN = {"size": 5, "alpha": 1e-4, "beta": 0.75, "k": 1.0}
GROUPS = 32
LIMITS = {"int8": 127.0, "fp8": 448.0}
# Elements of the parts that are looked at, and places that are compared in each.
_PART_ELEMENTS = 300_000
_PLACES = 3000


@dataclass(frozen=True)
class Expectation:
    """Right values of an output at indices; `magnitude` is what one unit of rounding refers to, beside the value."""

    output: str
    indices: Sequence[int]
    values: Sequence[float]
    magnitude: float = 1.0


def _choose(count: int, most: int, seed: int) -> List[int]:
    """The first, the last, and others in between, at most `most` of them and two at least."""
    if count <= most:
        return list(range(count))
    between = random.Random(seed).sample(range(1, count - 1), max(0, most - 2))
    return sorted({0, count - 1, *between})


def _parts(count: int, elements: int) -> List[int]:
    return _choose(count, min(24, max(2, _PART_ELEMENTS // max(1, elements))), 1)


def _moments(values: Sequence[float]) -> Tuple[float, float]:
    mean = math.fsum(values) / len(values)
    return mean, math.fsum([(value - mean) ** 2 for value in values]) / len(values)


def _activate(after: str, values: Sequence[float]) -> List[float]:
    if after == "silu":
        return [y / (1 + math.exp(-y)) for y in values]
    if after == "gelu":
        return [0.5 * y * (1 + math.erf(y / math.sqrt(2))) for y in values]
    return [max(y, 0.0) for y in values]


def _layer_norm(x: List[float], w: List[float], b: List[float]) -> List[float]:
    mean, variance = _moments(x)
    rstd = 1 / math.sqrt(variance + EPSILON)
    return [(value - mean) * rstd * scale + bias for value, scale, bias in zip(x, w, b)]


def _rms_norm(x: List[float], w: List[float], _b: List[float]) -> List[float]:
    rstd = 1 / math.sqrt(math.fsum([value * value for value in x]) / len(x) + EPSILON)
    return [value * rstd * scale for value, scale in zip(x, w)]


def _softmax(x: List[float], _w: List[float], _b: List[float]) -> List[float]:
    top = max(x)
    powers = [math.exp(value - top) for value in x]
    total = math.fsum(powers)
    return [power / total for power in powers]


def _normalize(x: List[float], _w: List[float], _b: List[float]) -> List[float]:
    length = max(math.sqrt(math.fsum([value * value for value in x])), 1e-12)
    return [value / length for value in x]


def _quantize(after: str, y: List[float]) -> Tuple[List[float], float]:
    """Values before they are rounded to 8 bits, and the row's scale."""
    limit = LIMITS[after]
    scale = max(max(map(abs, y)), 1e-12) / limit
    return [min(max(value / scale, -limit), limit) for value in y], scale


_ROWS = {"layer_norm": _layer_norm, "rms_norm": _rms_norm, "softmax": _softmax, "normalize": _normalize}


def _row_expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    rows, columns = case.shape
    after = case.graph.get("after", "")
    names = {buffer.name for buffer in case.inputs}
    w, b = (read(name, range(columns)) if name in names else [] for name in ("w", "b"))
    for row in _parts(rows, columns):
        where = range(row * columns, (row + 1) * columns)
        x = read("x", where)
        if "r" in names:
            x = rounded([p + q for p, q in zip(x, read("r", where))], case.dtype)
            yield Expectation("sum", where, x)
        y = _ROWS[case.graph["norm"]](x, w, b)
        if after in LIMITS:
            q, scale = _quantize(after, rounded(y, case.dtype))
            yield Expectation("q", where, q)
            yield Expectation("s", [row], [scale], 0.0)
        else:
            # What is divided by a sum over the row is as small as the row is long.
            magnitude = 0.0 if case.graph["norm"] in ("softmax", "normalize") else 1.0
            yield Expectation("z" if after else "y", where, _activate(after, y) if after else y, magnitude)


def _backward_expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    rows, columns = case.shape
    w = read("w_c", range(columns))
    means, rstds = read("mean_r", range(rows)), read("rstd_r", range(rows))
    for row in _parts(rows, columns):
        where = range(row * columns, (row + 1) * columns)
        x, dy = read("x_m", where), read("dy_m", where)
        xhat = [(value - means[row]) * rstds[row] for value in x]
        g = [p * q for p, q in zip(dy, w)]
        along, across = (math.fsum(v) / columns for v in ([p * q for p, q in zip(g, xhat)], g))
        yield Expectation("dx_m", where, [(p - (q * along + across)) * rstds[row] for p, q in zip(g, xhat)])
    for column in _parts(columns, rows):
        where = range(column, rows * columns, columns)
        x, dy = read("x_m", where), read("dy_m", where)
        terms = [p * (q - mean) * rstd for p, q, mean, rstd in zip(dy, x, means, rstds)]
        # Sums of terms of either sign are as uncertain as their number makes them.
        yield Expectation("dw_c", [column], [math.fsum(terms)], math.sqrt(rows) * 4)
        yield Expectation("db_c", [column], [math.fsum(dy)], math.sqrt(rows) * 4)


class Image:
    """Where the elements of a channel lie."""

    def __init__(self, case: Case) -> None:
        self.axis = case.graph.get("channel_axis", 1)
        self.batch, self.channels = case.shape[0], case.shape[self.axis]
        self.points = math.prod(case.shape) // (self.batch * self.channels)
        self.innermost = self.axis == len(case.shape) - 1

    def where(self, image: int, channel: int) -> range:
        """The indices of one channel of one image."""
        begin = image * self.channels * self.points
        if self.innermost:
            return range(begin + channel, begin + self.channels * self.points, self.channels)
        return range(begin + channel * self.points, begin + (channel + 1) * self.points)




def _apply(
    case: Case, read: Reader, pieces: Sequence[Tuple[int, range]], mean: float, variance: float
) -> Iterator[Expectation]:
    """The main output at some places of channels that share statistics."""
    after = case.graph.get("after", "")
    rstd = 1 / math.sqrt(variance + EPSILON)
    chosen = _choose(len(pieces), 40, 2)
    for number in chosen:
        channel, where = pieces[number]
        places = [where[i] for i in _choose(len(where), max(2, _PLACES // len(chosen)), 3)]
        (w,), (b,) = read("w", [channel]), read("b", [channel])
        y = [(value - mean) * rstd * w + b for value in read("x", places)]
        yield Expectation("z" if after else "y", places, _activate(after, y) if after else y)


def _group_expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    image = Image(case)
    groups = case.graph.get("groups", GROUPS) if case.graph["norm"] == "group_norm" else image.channels
    width = image.channels // groups
    for part in _parts(image.batch * groups, width * image.points):
        channels = range(part % groups * width, (part % groups + 1) * width)
        pieces = [(channel, image.where(part // groups, channel)) for channel in channels]
        values = [value for _, where in pieces for value in read("x", where)]
        yield from _apply(case, read, pieces, *_moments(values))


def _batch_expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    image = Image(case)
    training = case.graph["norm"] == "batch_norm_training"
    for channel in _parts(image.channels, image.batch * image.points if training else _PLACES):
        pieces = [(channel, image.where(number, channel)) for number in range(image.batch)]
        (mean,), (variance,) = read("mean", [channel]), read("variance", [channel])
        if training:
            old = mean, variance
            values = [value for _, where in pieces for value in read("x", where)]
            mean, variance = _moments(values)
            unbiased = variance * len(values) / (len(values) - 1)
            yield Expectation("new_mean", [channel], [(1 - MOMENTUM) * old[0] + MOMENTUM * mean])
            yield Expectation("new_variance", [channel], [(1 - MOMENTUM) * old[1] + MOMENTUM * unbiased])
        yield from _apply(case, read, pieces, mean, variance)


def _window_expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    image = Image(case)
    half = int(LRN["size"]) // 2
    for channel in _parts(image.channels, _PLACES):
        window = range(max(0, channel - half), min(image.channels, channel + half + 1))
        for number in _choose(image.batch, 4, 2):
            places = _choose(image.points, _PLACES // 4, 3)
            total = [0.0] * len(places)
            for other in window:
                where = image.where(number, other)
                total = [t + value**2 for t, value in zip(total, read("x", [where[i] for i in places]))]
            own = image.where(number, channel)
            indices = [own[i] for i in places]
            scale = [(LRN["k"] + LRN["alpha"] / LRN["size"] * t) ** LRN["beta"] for t in total]
            yield Expectation("y", indices, [value / s for value, s in zip(read("x", indices), scale)])


_KINDS: Dict[str, Callable[[Case, Reader], Iterator[Expectation]]] = {
    **dict.fromkeys(_ROWS, _row_expectations),
    "layer_norm_backward": _backward_expectations,
    "group_norm": _group_expectations,
    "instance_norm": _group_expectations,
    "batch_norm": _batch_expectations,
    "batch_norm_training": _batch_expectations,
    "local_response_norm": _window_expectations,
}


def expectations(case: Case, read: Reader) -> Iterator[Expectation]:
    """Right values at some places of every output."""
    return _KINDS[case.graph["norm"]](case, read)
