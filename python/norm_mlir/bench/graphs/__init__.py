"""The graphs that are benchmarked, by the names that case files use."""

from __future__ import annotations

from typing import Any, Dict, List

from .backward import build_layer_norm_backward
from .base import Graph, Stage
from .channels import build_channels
from .plain_rows import build_normalize, build_softmax
from .rows import build_rows

__all__ = ["Graph", "Stage", "build_graph"]

_ROWS = ("layer_norm", "rms_norm")
_PLAIN = {"softmax": build_softmax, "normalize": build_normalize, "layer_norm_backward": build_layer_norm_backward}


def build_graph(description: Dict[str, Any], shape: List[int], dtype: str, dynamic: bool = False) -> Graph:
    """The graph of a case file's `graph`: `norm`, and optionally `before`, `after`, `channel_axis` and `groups`."""
    options = dict(description)
    norm, after = options.pop("norm"), options.pop("after", "")
    if norm in _ROWS:
        return build_rows(norm, options.pop("before", ""), after, shape, dtype, dynamic, **options)
    if norm in _PLAIN:
        return _PLAIN[norm](shape, dtype, dynamic, **options)
    return build_channels(norm, after, shape, dtype, dynamic, **options)
