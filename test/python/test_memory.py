"""What calls keep and what they let go."""

from __future__ import annotations

import gc
import sys
import weakref
from typing import Any, Callable

import numpy as np
import pytest
import torch

import norm_mlir
from norm_mlir import CompileError, compile_ir
from support import both, floats, identity, negate, norm, run

CALLS = 10_000
# Bytes that the process may grow by over so many calls: less than one for each.
GROWTH = 6_000_000


def _resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def _check_growth(work: Callable[[], Any], calls: int = CALLS) -> None:
    """Demands that the process stays as large as it is, over many calls."""
    for _ in range(calls // 10):
        work()
    gc.collect()
    before = _resident()
    for _ in range(calls):
        work()
    gc.collect()
    assert _resident() - before < GROWTH


class OfDLPack:
    """A tensor with nothing but `__dlpack__`."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def __dlpack__(self, **keywords: Any) -> object:
        return self.array.__dlpack__(**keywords)


MAKERS: dict[str, Callable[[], Any]] = {
    "NumPy": lambda: floats(256),
    "torch": lambda: torch.from_numpy(floats(256)),
    "DLPack": lambda: OfDLPack(floats(256)),
}


@pytest.mark.parametrize("library", MAKERS)
def test_calls(library: str) -> None:
    """Calls hold no argument, result or `out`, and leave nothing behind."""
    function, x = compile_ir(negate("?xf32")), MAKERS[library]()
    out = MAKERS[library]()
    function(x, out=out)
    counts = sys.getrefcount(x), sys.getrefcount(out), sys.getrefcount(function)
    _check_growth(lambda: (function(x), function(x, out=out)))
    assert (sys.getrefcount(x), sys.getrefcount(out), sys.getrefcount(function)) == counts


@pytest.mark.parametrize("library", MAKERS)
def test_results_are_freed(library: str) -> None:
    """Large results are freed when nobody has them: over all calls they would be 4 GB."""
    function, x = compile_ir(both("?xf32")), MAKERS[library]()
    large = np.resize(np.float32(1), 1 << 18)
    x = large if library == "NumPy" else torch.from_numpy(large) if library == "torch" else OfDLPack(large)
    _check_growth(lambda: function(x), calls=2000)


def test_results_outlive_arguments() -> None:
    """A result is memory of its own."""
    results = []
    for seed in range(50):
        results.append((seed, norm_mlir.layer_norm(floats(8, 64, seed=seed), (64,))))
    gc.collect()
    for seed, result in results:
        np.testing.assert_array_equal(result, norm_mlir.layer_norm(floats(8, 64, seed=seed), (64,)))


def test_arguments_are_freed() -> None:
    """An argument is freed after the call."""

    class Array(np.ndarray):
        pass

    function = compile_ir(negate("?xf32"))
    x = floats(16).view(Array)
    seen = weakref.ref(x)
    result = function(x)
    del x
    assert seen() is None and result.shape == (16,)


def test_refused_calls() -> None:
    """Calls that are refused hold nothing either."""
    function, x = compile_ir(negate("?xf32")), floats(16)
    count = sys.getrefcount(x)

    def work() -> None:
        for arguments, keywords in (((x, x), {}), ((x,), {"out": x}), (("text",), {}), ((x,), {"out": (x, x)})):
            with pytest.raises((TypeError, ValueError)):
                function(*arguments, **keywords)

    _check_growth(work, calls=2000)
    assert sys.getrefcount(x) == count


def test_numbers() -> None:
    """Numbers leave nothing behind."""
    function = compile_ir(identity("f64"))
    _check_growth(lambda: function(12345.678))


def test_functions_are_freed() -> None:
    """Functions that nobody has are freed, those that were never compiled for a size too, and errors."""
    text, x = negate("?xf32"), floats(4)

    def work() -> None:
        compile_ir(text)(x)
        compile_ir(norm("?x?xf32"))
        with pytest.raises(CompileError):
            compile_ir("garbage")

    _check_growth(work, calls=500)


def test_weak_references() -> None:
    """A function may be the key of a cache that does not hold it."""
    function = compile_ir(negate("?xf32"))
    seen = weakref.ref(function)
    assert seen() is function
    del function
    gc.collect()
    assert seen() is None


def test_exit_with_functions() -> None:
    """A function that lives when the process ends, as in a cache of torch.compile, is no news."""
    assert (
        run("""
        import ctypes, os, norm_mlir, support
        os.dup2(1, 2)
        function = norm_mlir.compile_ir(support.negate("4xf32"))
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(function))
    """)
        == ""
    )
