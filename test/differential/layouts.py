"""Which axes of the input are the channel's and which lie inside a group, under a name for each arrangement; and how the
input lies in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

ROW_AXES = ("last", "first", "middle", "several", "trailing", "all")
CHANNEL_AXES = ("channel_first", "channel_middle", "channel_last")
# Batch, channel and spatial axes.
SPATIAL_AXES = ("nchw", "nhwc", "unbatched", "one_spatial", "spatial_first")
# Groups that lie along the channels alone.
ACROSS_AXES = ("across_first", "across_middle", "across_last")



@dataclass(frozen=True)
class View:
    """A slice along the first or the last axis: of `stride` times its size and `extra` elements, from number 1 on."""

    axis: int
    stride: int
    extra: int


# A tensor of its own; rows that are apart and begin at odd places; elements that are apart; and a part of a batch.
VIEWS: Dict[str, Optional[View]] = {
    "dense": None,
    "rows_apart": View(axis=-1, stride=1, extra=3),
    "elements_apart": View(axis=-1, stride=2, extra=1),
    "inner": View(axis=0, stride=1, extra=2),
}

_LEAST_RANKS = {
    **{"last": 1, "all": 1, "first": 2, "channel_first": 2, "channel_last": 2},
    **{"unbatched": 2, "one_spatial": 2, "spatial_first": 2, "across_first": 2, "across_last": 2},
}


@dataclass(frozen=True)
class Layout:
    """The axes of one arrangement: `inside` a group, in order, and the channel's, which may be among them."""

    rank: int
    inside: Tuple[int, ...]
    channel: Optional[int] = None

    @property
    def outside(self) -> List[int]:
        """The axes that number the groups."""
        return [axis for axis in range(self.rank) if axis not in self.inside]

    @property
    def spatial(self) -> List[int]:
        """The axes inside a group other than the channel's."""
        return [axis for axis in self.inside if axis != self.channel]

    @property
    def batch(self) -> List[int]:
        """The axes that are neither the channel's nor inside a group."""
        return [axis for axis in self.outside if axis != self.channel]


def is_layout(axes: str, rank: int) -> bool:
    """Whether tensors of this rank have the arrangement."""
    return rank >= _LEAST_RANKS.get(axes, 3)


def create_layout(axes: str, rank: int) -> Layout:
    """The arrangement `axes` of a tensor of this rank."""
    ends = {"first": 0, "middle": rank // 2, "last": rank - 1}
    kind, _, end = axes.partition("_")
    if kind == "channel":
        return Layout(rank, tuple(axis for axis in range(rank) if axis != ends[end]), ends[end])
    if kind == "across":
        return Layout(rank, (ends[end],), ends[end])
    channels = {"nchw": 1, "nhwc": rank - 1, "unbatched": 0, "one_spatial": rank - 2, "spatial_first": rank - 1}
    insides: Dict[str, Tuple[int, ...]] = {
        "last": (rank - 1,),
        "first": (0,),
        "middle": (rank // 2,),
        "several": tuple(range(rank % 2, rank, 2)),
        "trailing": (rank - 2, rank - 1),
        "all": tuple(range(rank)),
        "nchw": tuple(range(2, rank)),
        "nhwc": tuple(range(1, rank - 1)),
        "unbatched": tuple(range(1, rank)),
        "one_spatial": (rank - 1,),
        "spatial_first": (0,),
    }
    return Layout(rank, insides[axes], channels.get(axes))
