"""OpInfo samples through PyTorch's own ops with our kernels under them."""

from __future__ import annotations

import contextlib
from typing import Any, Callable, Iterator

import pytest
import torch

import norm_mlir.torch

from .compare import Seen, compare
from .samples import Arguments, observe, observe_exactly, samples_of
from .suites import DTYPES, OPS, STRIDED, Op, name_of
from .tally import Count, Tally


@contextlib.contextmanager
def enabled() -> Iterator[None]:
    """Our kernels stand under PyTorch's ops."""
    norm_mlir.torch.enable()
    try:
        yield
    finally:
        norm_mlir.torch.disable()


def _observe_counted(op: Op, arguments: Arguments, count: Count, copy: Callable[[Arguments], Arguments]) -> Seen:
    """What the op gives with our kernels; counts whether they ran forward."""
    norm_mlir.torch.reset_calls()
    calls: dict[str, tuple[int, int]] = {}

    def call(*args: Any, **kwargs: Any) -> Any:
        results = op.info.op(*args, **kwargs)
        calls.update(norm_mlir.torch.calls())
        return results

    with enabled():
        seen = observe(call, arguments, copy=copy)
    if op.kernel and arguments.is_ours():
        ours, others = calls.get(op.kernel, (0, 0))
        count.expected += 1
        count.ours += ours > 0 and others == 0
        if others > 0 or (op.replaced and ours == 0):
            raise AssertionError(f"{op.kernel}: {ours} calls of our kernel, {others} of PyTorch's")
    return seen


def _check_all(op: Op, dtype: torch.dtype, count: Count, copy: Callable[[Arguments], Arguments]) -> None:
    """Compares the op with our kernels and without."""
    for arguments in samples_of(op, dtype, requires_grad=True):
        try:
            theirs = observe(op.info.op, arguments, copy=copy)
        except RuntimeError as refusal:
            count.add(f"PyTorch refuses it: {str(refusal).partition('. ')[0]}")
            continue
        try:
            ours = _observe_counted(op, arguments, count, copy)
            count.add(compare(ours, theirs, lambda: observe_exactly(op, arguments)))
        except Exception as error:
            count.fail(arguments, f"{type(error).__name__}: {error}")
    count.check()


@pytest.mark.parametrize("dtype", DTYPES, ids=name_of)
@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_samples(op: Op, dtype: torch.dtype, tally: Tally) -> None:
    """All results, running statistics and gradients are close to PyTorch's, and our kernel ran."""
    _check_all(op, dtype, tally.start("enabled", op.name, name_of(dtype)), Arguments.copy)


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_strided_samples(op: Op, tally: Tally) -> None:
    """So they are where no tensor is contiguous."""
    _check_all(op, torch.float32, tally.start("enabled", op.name, STRIDED), Arguments.strided)


OTHER_TYPES = [
    (op, dtype) for op in OPS for dtype in sorted(op.info.supported_dtypes("cpu"), key=str) if dtype not in DTYPES
]


@pytest.mark.parametrize(("op", "dtype"), OTHER_TYPES, ids=lambda value: getattr(value, "name", None) or name_of(value))
def test_other_types(op: Op, dtype: torch.dtype, tally: Tally) -> None:
    """Types that are not ours give what they give without our kernels."""
    count = tally.start("other types", op.name, name_of(dtype))
    for arguments in samples_of(op, dtype, requires_grad=dtype.is_complex):
        try:
            theirs = observe(op.info.op, arguments)
            with enabled():
                ours = observe(op.info.op, arguments)
            count.add(compare(ours, theirs, lambda: theirs))
        except Exception as error:
            count.fail(arguments, f"{type(error).__name__}: {error}")
    count.check()


def test_disable_takes_kernels_away() -> None:
    """After disable() PyTorch's own kernels run."""
    with enabled():
        pass
    norm_mlir.torch.reset_calls()
    torch.nn.functional.layer_norm(torch.ones(2, 3), (3,))
    assert norm_mlir.torch.calls().get("aten::native_layer_norm", (0, 0)) == (0, 0)
