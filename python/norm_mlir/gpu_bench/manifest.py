"""What a packed folder holds, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from math import prod
from pathlib import Path
from typing import Any, Dict, List, Tuple

from .elements import BYTES

FILE = "manifest.json"


@dataclass(frozen=True)
class Buffer:
    """A dense row-major argument; `role` says what an input is filled with."""

    name: str
    shape: Tuple[int, ...]
    dtype: str
    role: str

    @property
    def count(self) -> int:
        """Its elements."""
        return prod(self.shape)

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.count * BYTES[self.dtype]


@dataclass(frozen=True)
class Case:
    """A compiled graph. `graph`, `shape` and `dtype` are those of docs/Benchmarks.md's case files; the function
    `main` of `library` takes the inputs, then the outputs. Each of its calls has to move `minimal_bytes`."""

    name: str
    graph: Dict[str, Any] = field(hash=False)
    shape: Tuple[int, ...]
    dtype: str
    library: str
    source: str
    inputs: Tuple[Buffer, ...]
    outputs: Tuple[Buffer, ...]
    minimal_bytes: int
    timed: bool
    sanitized: bool

    @property
    def footprint(self) -> int:
        """Bytes of one set of buffers."""
        return sum(buffer.size for buffer in (*self.inputs, *self.outputs))


@dataclass
class Manifest:
    """All cases of a folder, the library whose `copy` negates f32, and what was not compiled with its reason."""

    chip: str
    device_code: str
    compiler: str
    copy: str
    cases: List[Case] = field(default_factory=list)
    failed: Dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Writes the folder's manifest."""
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @staticmethod
    def read(folder: Path) -> "Manifest":
        """Reads the folder's manifest."""
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        cases = []
        for case in data.pop("cases"):
            for key in ("inputs", "outputs"):
                case[key] = tuple(Buffer(**{**one, "shape": tuple(one["shape"])}) for one in case[key])
            cases.append(Case(**{**case, "shape": tuple(case["shape"])}))
        return Manifest(**data, cases=cases)
