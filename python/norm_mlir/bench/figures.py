"""What is computed from samples: medians, percentiles, geometric means, bandwidths."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import List, Sequence


def percentile(values: Sequence[float], fraction: float) -> float:
    """The value below which `fraction` of the sorted values lie, interpolated linearly between neighbours."""
    if not values:
        raise ValueError("expects at least one value")
    if not 0 <= fraction <= 1:
        raise ValueError(f"expects a fraction between 0 and 1; got {fraction}")
    ordered = sorted(values)
    position = fraction * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def geomean(values: Sequence[float]) -> float:
    """The geometric mean of positive values."""
    if not values:
        raise ValueError("expects at least one value")
    return math.exp(sum(math.log(value) for value in values) / len(values))


def gigabytes_per_second(size: float, seconds: float) -> float:
    """10^9 bytes per second."""
    return size / seconds * 1e-9


def steady_rounds(copies: Sequence[float], deviation: float = 0.1) -> List[int]:
    """The rounds in which the copy took its median time, within a share of `deviation`."""
    middle = median(copies)
    return [i for i, value in enumerate(copies) if abs(value - middle) <= deviation * middle]


@dataclass(frozen=True)
class RatioSummary:
    """Ratios above 1 are better."""

    count: int
    geomean: float
    worst: float
    worst_row: str
    below_one: int

    @staticmethod
    def of(ratios: Sequence[float], rows: Sequence[str]) -> "RatioSummary":
        """The summary of one ratio per row."""
        worst = min(range(len(ratios)), key=lambda i: ratios[i])
        below = sum(ratio < 1 for ratio in ratios)
        return RatioSummary(len(ratios), geomean(ratios), ratios[worst], rows[worst], below)
