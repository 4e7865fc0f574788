"""OpInfo samples through the functional API."""

from __future__ import annotations

from typing import Callable

import pytest
import torch

from .compare import compare
from .samples import Arguments, observe, observe_exactly, samples_of
from .suites import DTYPES, OPS, STRIDED, Op, name_of
from .tally import Count, Tally


def _check_all(op: Op, dtype: torch.dtype, count: Count, copy: Callable[[Arguments], Arguments]) -> None:
    """Compares results, and arguments after the call, with those of PyTorch's op."""
    for arguments in samples_of(op, dtype):
        try:
            ours = observe(op.compute, arguments, only_first=True, copy=copy)
            theirs = observe(op.info.op, arguments, only_first=True)
            count.add(compare(ours, theirs, lambda: observe_exactly(op, arguments, only_first=True)))
        except Exception as error:
            count.fail(arguments, f"{type(error).__name__}: {error}")
    count.check()


@pytest.mark.parametrize("dtype", DTYPES, ids=name_of)
@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_samples(op: Op, dtype: torch.dtype, tally: Tally) -> None:
    """Results and running statistics are close to PyTorch's."""
    _check_all(op, dtype, tally.start("functional", op.name, name_of(dtype)), Arguments.copy)


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_strided_samples(op: Op, tally: Tally) -> None:
    """So they are where no tensor is contiguous, of float32 as in PyTorch's own test."""
    _check_all(op, torch.float32, tally.start("functional", op.name, STRIDED), Arguments.strided)
