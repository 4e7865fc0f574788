"""The graphs that are benchmarked, by the names that case files use."""

from __future__ import annotations

from typing import Any, Dict, List

from .base import Graph, Stage
from .channels import build_channels
from .rows import build_rows

__all__ = ["Graph", "Stage", "build_graph"]

_ROWS = ("layer_norm", "rms_norm")


def build_graph(description: Dict[str, Any], shape: List[int], dtype: str, dynamic: bool = False) -> Graph:
    """The graph of a case file's `graph`: `norm`, and optionally `before`, `after`, `channel_axis` and `groups`."""
    options = dict(description)
    norm, after = options.pop("norm"), options.pop("after", "")
    if norm in _ROWS:
        return build_rows(norm, options.pop("before", ""), after, shape, dtype, dynamic, **options)
    return build_channels(norm, after, shape, dtype, dynamic, **options)
