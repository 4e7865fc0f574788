"""Calls from several threads, the lock that is released meanwhile, and the threads of one call."""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Iterator

import numpy as np
import pytest

import norm_mlir
from norm_mlir import compile_ir
from support import add, floats, negate, norm, refuses, run

THREADS = 8


@pytest.fixture
def one_thread() -> Iterator[None]:
    """The number of threads of calls is put back after the test."""
    before = norm_mlir.get_max_threads()
    yield
    norm_mlir.set_max_threads(before)


def _normalize(x: np.ndarray) -> np.ndarray:
    wide = x.astype(np.float64)
    return (wide - wide.mean(1, keepdims=True)) / np.sqrt(wide.var(1, keepdims=True) + 1e-5)


def _together(work: Callable[[int], None]) -> None:
    """Runs work(0), work(1)... at once, and raises what one of them raised."""
    start = threading.Barrier(THREADS)

    def run_one(index: int) -> None:
        start.wait(timeout=30)
        work(index)

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(run_one, index) for index in range(THREADS)]:
            done.result(timeout=60)


def test_one_function() -> None:
    """Threads call one function with sizes that nobody has compiled; each gets its own results."""
    function = compile_ir(norm("?x?xf32"), specializations=4)

    def work(index: int) -> None:
        for step in range(20):
            x = floats(1 + (index + step) % 7, 16 + index, seed=100 * index + step)
            np.testing.assert_allclose(function(x), _normalize(x), rtol=1e-4, atol=1e-5)

    _together(work)
    assert function.specializations == 4


def test_one_size() -> None:
    """Threads that ask for the code of one size at once get one code."""
    function = compile_ir(norm("?x?xf32"))
    x = floats(3, 21)
    results: list[np.ndarray] = []
    _together(lambda index: results.append(function(x)))
    assert len(results) == THREADS and function.specializations == 1
    for result in results:
        np.testing.assert_array_equal(result, results[0])


def test_compiling_meanwhile() -> None:
    """Half of the threads compile functions, call them and forget them, while the others call one."""
    shared = compile_ir(add("?xf32"))

    def work(index: int) -> None:
        x = floats(33 + index)
        for step in range(15):
            if index % 2:
                np.testing.assert_array_equal(shared(x, x), x + x)
            else:
                own = compile_ir(negate("?xf32", f"f_{index}_{step}"))
                np.testing.assert_array_equal(own(x), -x)
                del own

    _together(work)


def test_norms_at_once() -> None:
    """Threads ask for norms that are built for them."""

    def work(index: int) -> None:
        x = floats(4, 8 + index)
        for step in range(4):
            eps = 1e-5 * (1 + step)
            wide = x.astype(np.float64)
            expected = (wide - wide.mean(1, keepdims=True)) / np.sqrt(wide.var(1, keepdims=True) + eps)
            got = norm_mlir.layer_norm(x, (8 + index,), eps=eps)
            np.testing.assert_allclose(got, expected, rtol=1e-4, atol=1e-5)

    _together(work)


def test_forgotten_norms(monkeypatch: pytest.MonkeyPatch) -> None:
    """When more norms are asked for than are kept, threads that forget the same one do not fail."""
    from norm_mlir import kernels

    monkeypatch.setattr(kernels, "CAPACITY", 2)
    monkeypatch.setattr(kernels, "_functions", {})

    def work(index: int) -> None:
        for step in range(3000):
            assert kernels.find((index, step), lambda: step) == step  # type: ignore[arg-type,return-value]

    _together(work)
    assert len(kernels._functions) <= 2 + THREADS


def test_errors_at_once() -> None:
    """Errors of a thread are its own."""
    function = compile_ir(add("?xf32"))

    def work(index: int) -> None:
        x = floats(4 + index)
        for _ in range(30):
            with refuses(ValueError, f"got {4 + index} and {3 + index}"):
                function(x, x[1:])

    _together(work)


def test_lock_is_released() -> None:
    """Another thread of Python goes on while a function computes, and while one is compiled."""
    count, stop = 0, threading.Event()

    def run_on() -> None:
        nonlocal count
        while not stop.is_set():
            count += 1
            time.sleep(0)

    def lets_others_run(call: Callable[[], object]) -> bool:
        """Whether the other thread ran meanwhile; a busy machine may need several calls for that."""
        for _ in range(1000):
            before = count
            call()
            if count > before:
                return True
        return False

    function, x = compile_ir(norm("?x?xf32")), floats(2000, 4096)
    out = np.empty_like(x)
    function(x, out=out)
    interval = sys.getswitchinterval()
    beside = threading.Thread(target=run_on)
    beside.start()
    try:
        # Threads of Python do not take the lock from each other any more: it is given away, or held.
        sys.setswitchinterval(3600.0)
        assert not lets_others_run(lambda: sum(range(10)))
        assert lets_others_run(lambda: function(x, out=out))
        assert lets_others_run(lambda: compile_ir(norm("64x64xbf16")))
    finally:
        sys.setswitchinterval(interval)
        stop.set()
        beside.join()



@pytest.mark.parametrize("element", ["f32", "bf16", "f64"])
def test_bits_of_threads(element: str, one_thread: None) -> None:
    """One thread and two give the same bits."""
    from support import FLOATS

    x = floats(300, 2000).astype(FLOATS[element])
    function = compile_ir(norm(f"?x?x{element}"))
    results = []
    for threads in (1, 2, 3):
        norm_mlir.set_max_threads(threads)
        assert norm_mlir.get_max_threads() == threads
        results.append(function(x).tobytes())
    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize("count", [0, -1, 2**31, 2**40])
def test_counts_of_threads(count: int, one_thread: None) -> None:
    """There is one thread at least, and a number of them."""
    before = norm_mlir.get_max_threads()
    with refuses(ValueError, "1 or more", str(count)):
        norm_mlir.set_max_threads(count)
    for wrong in (1.5, "2", None):
        with refuses(TypeError, type(wrong).__name__):
            norm_mlir.set_max_threads(wrong)  # type: ignore[arg-type]
    assert norm_mlir.get_max_threads() == before


@pytest.mark.parametrize("path", ["", "/nowhere/libomp.so", __file__, "libm.so.6", "a\nb", "a\0b", b"libm.so.6"])
def test_no_runtime(path: str) -> None:
    """A file that is no OpenMP runtime is refused, and the one in use stays."""
    before = norm_mlir.get_openmp_runtime()
    with refuses(ValueError, "OpenMP runtime"):
        norm_mlir.use_openmp_runtime(path)
    for wrong in (5, None):
        with refuses(TypeError, type(wrong).__name__):
            norm_mlir.use_openmp_runtime(wrong)  # type: ignore[arg-type]
    assert norm_mlir.get_openmp_runtime() == before and os.path.isfile(before)


RUNTIME = """
    import numpy, norm_mlir, os, support
    norm_mlir.compile_ir(support.negate("4xf32"))
    function = norm_mlir.compile_ir(support.norm("?x?xf32"))
    x = numpy.ones((3, 4), "float32")
    function(x)
    {before}
    print(norm_mlir.get_openmp_runtime())
    import torch
    function(torch.ones(300, 1000))
    print(norm_mlir.get_openmp_runtime())
    torch.set_num_threads(1)
    print(norm_mlir.get_max_threads())
"""


def test_runtime_of_torch() -> None:
    """NumPy alone leaves the package's own runtime; the first tensor of torch brings torch's."""
    torch = pytest.importorskip("torch")
    before, after, threads = run(RUNTIME.format(before="pass")).splitlines()
    folder = str(Path(torch.__file__).parent)
    assert os.path.isfile(before) and not before.startswith(folder)
    assert after.startswith(folder) and threads == "1"


def test_chosen_runtime() -> None:
    """A runtime that was chosen stays."""
    pytest.importorskip("torch")
    chosen = "norm_mlir.use_openmp_runtime(norm_mlir.get_openmp_runtime())"
    before, after, _ = run(RUNTIME.format(before=chosen)).splitlines()
    assert before == after


def test_forked() -> None:
    """A forked process compiles and calls."""
    assert (
        run("""
        import os, numpy, norm_mlir, support, warnings
        warnings.simplefilter("ignore")
        function = norm_mlir.compile_ir(support.norm("64x64xf32"))
        x = numpy.ones((64, 64), "float32")
        function(x)
        child = os.fork()
        if child == 0:
            function(x)
            other = norm_mlir.compile_ir(support.norm("32x16xf32"))(x[:32, :16])
            os._exit(0 if other.shape == (32, 16) else 1)
        print(os.waitpid(child, 0)[1])
    """)
        == "0"
    )
