"""Case files: which graphs are benchmarked on which shapes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

SIZES = ("quick", "default", "full")
STATES = ("cold", "warm")
_KEYS = {"op", "about", "graph", "dtypes", "shapes", "states", "threads"}


@dataclass(frozen=True)
class Case:
    """One graph on one shape; `states` and `threads` limit what is measured of it (empty: everything)."""

    op: str
    graph: Dict[str, Any] = field(hash=False)
    shape: Tuple[int, ...]
    dtype: str
    states: Tuple[str, ...] = ()
    threads: Tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """`layer_norm [16, 4096] f32`."""
        return f"{self.op} {list(self.shape)} {self.dtype}"


def read_case_file(path: Path, size: str) -> Iterator[Case]:
    """The cases of one file for a size of run: `quick` is the first element type only, `full` includes `default`."""
    data = json.loads(path.read_text())
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise ValueError(f"{path.name}: expects keys {sorted(_KEYS)}; got {unknown[0]}")
    shapes: List[List[int]] = list(data["shapes"][size])
    if size == "full":
        shapes = data["shapes"]["default"] + [shape for shape in shapes if shape not in data["shapes"]["default"]]
    dtypes = data["dtypes"][:1] if size == "quick" else data["dtypes"]
    for shape in shapes:
        for dtype in dtypes:
            limits = tuple(data.get("states", ())), tuple(data.get("threads", ()))
            yield Case(data["op"], data["graph"], tuple(shape), dtype, *limits)


def read_cases(folder: Path, size: str, only: str = "") -> List[Case]:
    """All cases of the files in a folder, in the order of their names, whose name matches the expression `only`."""
    paths: Sequence[Path] = sorted(folder.glob("*.json"))
    if not paths:
        raise ValueError(f"{folder}: no case files (*.json)")
    cases = [case for path in paths for case in read_case_file(path, size)]
    return [case for case in cases if re.search(only, case.name)]
