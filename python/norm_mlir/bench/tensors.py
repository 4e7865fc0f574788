"""The tensors of a benchmarked graph."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Tuple

ELEMENT_BYTES = {"f64": 8, "f32": 4, "bf16": 2, "f16": 2, "f8E4M3FN": 1, "i8": 1}


@dataclass(frozen=True)
class Tensor:
    """A dense row-major tensor; `role` says what it is filled with where it is an input."""

    name: str
    shape: Tuple[int, ...]
    dtype: str
    role: str = "input"

    @property
    def size(self) -> int:
        """Its bytes."""
        return prod(self.shape) * ELEMENT_BYTES[self.dtype]

    def mlir(self, dynamic: bool) -> str:
        """Its MLIR type, with all sizes unknown where `dynamic`."""
        sizes = ("?" if dynamic else str(size) for size in self.shape)
        return f"tensor<{'x'.join([*sizes, self.dtype])}>"
