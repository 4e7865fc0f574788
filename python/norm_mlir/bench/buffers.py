"""Buffers that both sides compute in: aligned to huge pages, touched once, and the same for every participant."""

from __future__ import annotations

import mmap
from typing import Dict, List, Sequence

import ml_dtypes
import numpy as np

from .graphs import Graph
from .tensors import Tensor

HUGE_PAGE = 2 << 20
_NUMPY = {
    "f64": np.dtype(np.float64),
    "f32": np.dtype(np.float32),
    "bf16": np.dtype(ml_dtypes.bfloat16),
    "f16": np.dtype(np.float16),
    "f8E4M3FN": np.dtype(ml_dtypes.float8_e4m3fn),
    "i8": np.dtype(np.int8),
}


def numpy_type(dtype: str) -> np.dtype:
    """The NumPy type of an MLIR element type."""
    return _NUMPY[dtype]


def _offsets(sizes: Sequence[int]) -> List[int]:
    """Where tensors of these bytes lie in one set; the last entry is the size of the set.

    Large ones begin a huge page, small ones a cache line.
    """
    offset, offsets = 0, []
    for size in sizes:
        alignment = HUGE_PAGE if size >= HUGE_PAGE // 2 else 64
        offset = -(-offset // alignment) * alignment
        offsets.append(offset)
        offset += size
    return [*offsets, -(-offset // 4096) * 4096]


class Arena:
    """Memory for `sets` sets of tensors, zeroed, in huge pages where the system grants them."""

    def __init__(self, tensors: Sequence[Tensor], sets: int) -> None:
        *offsets, stride = _offsets([tensor.size for tensor in tensors])
        if any(tensor.size >= HUGE_PAGE // 2 for tensor in tensors):
            stride = -(-stride // HUGE_PAGE) * HUGE_PAGE
        self._map = mmap.mmap(-1, stride * sets + HUGE_PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            self._map.madvise(mmap.MADV_HUGEPAGE)
        memory = np.frombuffer(self._map, dtype=np.uint8)
        memory = memory[-memory.ctypes.data % HUGE_PAGE :]
        memory[: stride * sets] = 0  # The first touch.
        self.sets: List[Dict[str, np.ndarray]] = []
        for index in range(sets):
            arrays = {}
            for tensor, offset in zip(tensors, offsets):
                begin = index * stride + offset
                raw = memory[begin : begin + tensor.size]
                arrays[tensor.name] = raw.view(numpy_type(tensor.dtype)).reshape(tensor.shape)
            self.sets.append(arrays)


def fill(array: np.ndarray, role: str, rng: np.random.Generator) -> None:
    """Fills one input with values that suit its role; a mean beside 0 shows statistics that are not centred."""
    flat = array.reshape(-1)
    for begin in range(0, flat.size, 1 << 22):
        part = flat[begin : begin + (1 << 22)]
        values = rng.standard_normal(part.size, dtype=np.float32)
        if role == "input":
            values = values * np.float32(1.5) + np.float32(0.5)
        elif role == "scale":
            values = 1 + values * np.float32(0.1)
        elif role == "variance":
            values = np.abs(values) + np.float32(0.5)
        part[:] = values.astype(array.dtype)


def fill_inputs(graph: Graph, arrays: Dict[str, np.ndarray], seed: int) -> None:
    """Fills the inputs of a graph, the same for everyone with the same seed."""
    rng = np.random.default_rng(seed)
    for tensor in graph.select(graph.inputs):
        fill(arrays[tensor.name], tensor.role, rng)
