"""LayerNorm and RMSNorm in Triton: a program for each row, in registers or, where it is long, in a loop."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from .manifest import Case
from .reference import EPSILON

try:
    import torch
    import triton
    import triton.language as tl
except ImportError:
    triton = None  # type: ignore[assignment]

# Elements of a row that a program holds at once.
_LONGEST_BLOCK = 32768


def missing() -> Optional[str]:
    """Why Triton takes no part; none where it does."""
    return None if triton is not None else "triton is not installed"


def versions() -> Dict[str, str]:
    """Versions of what is installed."""
    return {"triton": triton.__version__} if triton is not None else {}


if triton is not None:

    @triton.jit
    def _held_row(
        x_ptr, w_ptr, b_ptr, y_ptr, epsilon, COLUMNS: tl.constexpr, CENTRED: tl.constexpr, BLOCK: tl.constexpr
    ):
        """A row that fits into one block is read once."""
        start = tl.program_id(0).to(tl.int64) * COLUMNS
        at = tl.arange(0, BLOCK)
        inside = at < COLUMNS
        x = tl.load(x_ptr + start + at, mask=inside, other=0.0).to(tl.float32)
        if CENTRED:
            x = tl.where(inside, x - tl.sum(x, 0) / COLUMNS, 0.0)
        rstd = tl.rsqrt(tl.sum(x * x, 0) / COLUMNS + epsilon)
        y = x * rstd * tl.load(w_ptr + at, mask=inside, other=0.0).to(tl.float32)
        if CENTRED:
            y += tl.load(b_ptr + at, mask=inside, other=0.0).to(tl.float32)
        tl.store(y_ptr + start + at, y.to(y_ptr.dtype.element_ty), mask=inside)

    @triton.jit
    def _looped_row(
        x_ptr, w_ptr, b_ptr, y_ptr, epsilon, COLUMNS: tl.constexpr, CENTRED: tl.constexpr, BLOCK: tl.constexpr
    ):
        """A longer row is read for its sum, its squares and its result."""
        start = tl.program_id(0).to(tl.int64) * COLUMNS
        at = tl.arange(0, BLOCK)
        mean = 0.0
        if CENTRED:
            sums = tl.zeros([BLOCK], tl.float32)
            for begin in range(0, COLUMNS, BLOCK):
                sums += tl.load(x_ptr + start + begin + at, mask=begin + at < COLUMNS, other=0.0).to(tl.float32)
            mean = tl.sum(sums, 0) / COLUMNS
        squares = tl.zeros([BLOCK], tl.float32)
        for begin in range(0, COLUMNS, BLOCK):
            inside = begin + at < COLUMNS
            x = tl.load(x_ptr + start + begin + at, mask=inside, other=0.0).to(tl.float32)
            x = tl.where(inside, x - mean, 0.0)
            squares += x * x
        rstd = tl.rsqrt(tl.sum(squares, 0) / COLUMNS + epsilon)
        for begin in range(0, COLUMNS, BLOCK):
            inside = begin + at < COLUMNS
            x = tl.load(x_ptr + start + begin + at, mask=inside, other=0.0).to(tl.float32)
            y = (x - mean) * rstd * tl.load(w_ptr + begin + at, mask=inside, other=0.0).to(tl.float32)
            if CENTRED:
                y += tl.load(b_ptr + begin + at, mask=inside, other=0.0).to(tl.float32)
            tl.store(y_ptr + start + begin + at, y.to(y_ptr.dtype.element_ty), mask=inside)


def function(case: Case) -> Optional[Callable[[Dict[str, Any]], Dict[str, Any]]]:
    """The case's graph on tensors by name; none where no kernel here computes it."""
    norm = case.graph["norm"]
    if norm not in ("layer_norm", "rms_norm") or len(case.graph) > 1:
        return None
    rows, columns = case.shape
    block = triton.next_power_of_2(columns)
    kernel = _held_row if block <= _LONGEST_BLOCK else _looped_row
    block = block if block <= _LONGEST_BLOCK else 8192
    warps = min(max(block // 256, 1), 16)

    def run(tensors: Dict[str, Any]) -> Dict[str, Any]:
        y = torch.empty_like(tensors["x"])
        bias = tensors.get("b", tensors["w"])
        kernel[(rows,)](
            tensors["x"], tensors["w"], bias, y, EPSILON,
            COLUMNS=columns, CENTRED=norm == "layer_norm", BLOCK=block, num_warps=warps,
        )  # fmt: skip
        return {"y": y}

    return run
