"""Compares what two ways to the same results gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import torch
from torch.testing._comparison import get_tolerances

Seen = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Difference:
    """A tensor that is not close to PyTorch's, and nearer than that to PyTorch's result in float64."""

    tensor: str
    # Whether it is close to that result, by the same bounds.
    exact: bool
    # Root mean squares of distances from that result, of ours and of PyTorch's.
    ours: float
    theirs: float


def compare(ours: Seen, theirs: Seen, exact: Callable[[], Seen], factor: float = 1.0) -> list[Difference]:
    """Demands that tensors are close by the defaults of `torch.testing.assert_close`. Returns those that are not, and
    need not be because they are nearer to `exact`, PyTorch's results in float64, than PyTorch's in this type, or no
    farther than `factor` times. Raises AssertionError for any other."""
    if list(ours) != list(theirs):
        raise AssertionError(f"expects {list(theirs)}; got {list(ours)}")
    differences = []
    for name, wanted in theirs.items():
        try:
            torch.testing.assert_close(ours[name], wanted)
        except AssertionError as error:
            difference = _nearer(name, ours[name], wanted, exact()[name], factor)
            if difference is None:
                raise AssertionError(f"{name}: {error}") from None
            differences.append(difference)
    return differences


def _nearer(
    name: str, ours: torch.Tensor, theirs: torch.Tensor, exact: torch.Tensor, factor: float
) -> Difference | None:
    """The difference of two tensors the first of which is nearer to `exact`; None where it is not. Nearer is what has
    the smaller root mean square of distances, up to a factor, and no distance of twice that factor times the other's largest."""
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype or exact.dtype == ours.dtype:
        return None
    own, other = _distances(ours, exact), _distances(theirs, exact)
    if _mean(own) > factor * _mean(other) or own.max() > 2 * factor * other.max():
        return None
    rtol, atol = get_tolerances(ours, theirs, rtol=None, atol=None)
    return Difference(name, torch.allclose(ours.double(), exact, rtol, atol), _mean(own), _mean(other))


def _mean(distances: torch.Tensor) -> float:
    return distances.square().mean().sqrt().item()


def _distances(values: torch.Tensor, exact: torch.Tensor) -> torch.Tensor:
    """How far values are from exact ones; NaN is infinitely far from numbers."""
    distances = (values.double() - exact).abs()
    distances[(values.double() == exact) | (values.isnan() & exact.isnan())] = 0
    return distances.nan_to_num(nan=torch.inf, posinf=torch.inf)
