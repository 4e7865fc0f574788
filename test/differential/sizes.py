"""The sizes of the input of a run: the stated ones on one axis inside a group and one outside, small ones elsewhere."""

from __future__ import annotations

import math
import random
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from factors import MAX_ELEMENTS, NO_AXIS, divisors
from layouts import Layout
from ops import Op

FILLERS = (1, 2, 3, 7)
CHANNELS = (4, 6, 12)  # that have divisors
TRIES = 100


def choose_groups(groups: str, channels: int, rng: random.Random) -> int:
    """The number of groups of so many channels; 0 where there is none."""
    if groups == "between":
        return rng.choice(divisors(channels) or [0])
    return channels if groups == "all" else 1


def _choose(row: Mapping[str, object], layout: Layout, rng: random.Random) -> Tuple[int, ...]:
    """Sizes that the op may refuse."""

    def choose(axes: Sequence[int]) -> int:
        # Mostly the last.
        return axes[-1] if rng.random() < 0.6 else rng.choice(axes)

    sizes: Dict[int, int] = {choose(layout.inside): int(row["reduced"])}  # type: ignore[call-overload]
    if row["kept"] != NO_AXIS:
        sizes[choose(layout.outside)] = int(row["kept"])  # type: ignore[call-overload]
    elements = math.prod(max(size, 1) for size in sizes.values())
    limit = max(elements, MAX_ELEMENTS // 8)
    for axis in range(layout.rank):
        if axis not in sizes:
            between = row.get("groups") == "between" and axis == layout.channel
            fillers = CHANNELS if between else FILLERS
            fitting = [size for size in fillers if elements * size <= limit]
            sizes[axis] = rng.choice(fitting or fillers[:1])
            elements *= sizes[axis]
    return tuple(sizes[axis] for axis in range(layout.rank))


def _takes(op: Op, row: Mapping[str, object], layout: Layout, sizes: Sequence[int], groups: Optional[int]) -> bool:
    """Whether the op takes these sizes."""
    if op.needs_two_values:
        return math.prod(sizes[axis] for axis in layout.inside) != 1
    if groups is None:
        return True
    others: List[int] = [size for axis, size in enumerate(sizes) if axis != layout.channel]
    channels = sizes[layout.channel or 0]
    return groups > 0 and channels > 0 and (channels > groups or math.prod(others) != 1)


def choose_sizes(
    op: Op, row: Mapping[str, object], layout: Layout, rng: random.Random
) -> Tuple[Tuple[int, ...], Optional[int]]:
    """The input's sizes and, for an op of groups, their number."""
    for _ in range(TRIES):
        sizes = _choose(row, layout, rng)
        groups = None
        if "groups" in row:
            assert layout.channel is not None
            groups = choose_groups(str(row["groups"]), sizes[layout.channel], rng)
        if _takes(op, row, layout, sizes, groups):
            return sizes, groups
    raise ValueError(f"no sizes for {dict(row)}")
