"""Arguments and results that a function refuses, in one line that says what it expects and what it got."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import pytest

from norm_mlir import compile_ir
from support import both, floats, identity, negate, refuses


@pytest.mark.parametrize("value", ["text", None, 1.5, [1.0, 2.0], {}, np.float32(1), object()])
def test_what_is_no_tensor(value: object) -> None:
    """A tensor is an array, or has __dlpack__."""
    with refuses(TypeError, "argument 0 of @f", "__dlpack__", type(value).__name__):
        compile_ir(negate("?xf32"))(value)


@pytest.mark.parametrize(
    "array, part",
    [
        (np.arange(4), "4xi64"),
        (np.ones(4), "4xf64"),
        (np.ones(4, ">f4"), ">f4"),
        (np.ones(4, np.complex64), "complex64"),
        (np.ones(4, np.longdouble), str(np.dtype(np.longdouble))),
        (np.array([1, "a"], object), "object"),
        (np.array(["a"]), "<U1"),
        (np.array(["2020"], "M8[s]"), "datetime64"),
        (np.zeros(4, [("a", "f4")]), "'a'"),
    ],
)
def test_other_elements(array: np.ndarray, part: str) -> None:
    """Elements of other types are named."""
    with refuses(TypeError, "argument 0", part):
        compile_ir(negate("?xf32"))(array)


def test_alignment() -> None:
    """Elements that do not lie at multiples of their size are refused."""
    record = np.zeros(4, [("a", "i1"), ("b", "f4")])
    shifted = np.zeros(17, np.uint8)[1:].view(np.float32)
    for x in (record["b"], shifted):
        with refuses(ValueError, "argument 0", "aligned"):
            compile_ir(negate("?xf32"))(x)


def test_counts_of_arguments() -> None:
    """The number of arguments is that of the function; there are no names but out."""
    function = compile_ir(negate("?xf32"))
    x = floats(4)
    for arguments in ((), (x, x)):
        with refuses(TypeError, "@f expects 1 arguments", f"got {len(arguments)}"):
            function(*arguments)
    for keywords in ({"x": x}, {"out": None, "y": x}):
        with refuses(TypeError, "out"):
            function(**keywords)


def test_out() -> None:
    """Results are written where they are wanted, and what was given is returned."""
    x = floats(4)
    out, other = np.empty_like(x), np.empty_like(x)
    function = compile_ir(negate("?xf32"))
    assert function(x, out=out) is out
    np.testing.assert_array_equal(out, -x)
    assert function(x, out=None) is not out
    wanted = (other,)
    assert function(x, out=wanted) is wanted
    np.testing.assert_array_equal(other, -x)
    for wanted in ((out, other), [out, other]):  # type: ignore[assignment]
        assert compile_ir(both("?xf32"))(x, out=wanted) is wanted
        np.testing.assert_array_equal(other, x + x)


def test_out_beside_input() -> None:
    """A result may lie beside an argument in one array."""
    x = floats(8)
    expected = -x[:4]
    compile_ir(negate("?xf32"))(x[:4], out=x[4:])
    np.testing.assert_array_equal(x[4:], expected)


def _read_only() -> np.ndarray:
    x = np.full(4, 7, np.float32)
    x.flags.writeable = False
    return x


def _strided(shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    return np.lib.stride_tricks.as_strided(np.full(8, 7, np.float32), shape, strides)


OUTS: dict[str, tuple[Callable[[], Any], type[Exception], list[str]]] = {
    "dtype": (lambda: np.full(4, 7.0), TypeError, ["result 0", "4xf32", "4xf64"]),
    "size": (lambda: np.full(5, 7, np.float32), ValueError, ["result 0", "4xf32", "5xf32"]),
    "rank": (lambda: np.full((1, 4), 7, np.float32), ValueError, ["result 0", "4xf32", "1x4xf32"]),
    "read-only": (_read_only, ValueError, ["result 0", "writable"]),
    "zero strides": (lambda: _strided((4,), (0,)), ValueError, ["result 0"]),
    "no tensor": (lambda: "text", TypeError, ["result 0", "str"]),
    "none of one": (lambda: (), TypeError, ["1 results", "got 0"]),
    "two of one": (lambda: (np.full(4, 7, np.float32),) * 2, TypeError, ["1 results", "got 2"]),
    "None in a tuple": (lambda: (None,), TypeError, ["result 0", "NoneType"]),
}


@pytest.mark.parametrize("case", OUTS)
def test_refused_out(case: str) -> None:
    """Results that do not fit are refused before anything is written."""
    make, kind, parts = OUTS[case]
    out = make()
    with refuses(kind, "@f", *parts):
        compile_ir(negate("?xf32"))(floats(4), out=out)
    if isinstance(out, np.ndarray):
        assert (out == 7).all()


@pytest.mark.parametrize("step", [-1, 2])
def test_strided_out(step: int) -> None:
    """Results of any strides are written in place where the code can, and refused where it copies."""
    memory = np.full(8, 7, np.float32)
    out = memory[::step][:4]
    compile_ir(negate("?xf32"))(floats(4), out=out)
    np.testing.assert_array_equal(out, -floats(4))
    assert (memory == 7).sum() == 4
    memory[:] = 7
    with refuses(ValueError, "result 0", f"strides [{step}]"):
        compile_ir(identity("tensor<?xf32>"))(floats(4), out=out)
    assert (memory == 7).all()


@pytest.mark.parametrize("start", [0, 1, 3])
def test_out_over_input(start: int) -> None:
    """A result that overlaps an argument is refused, and the argument stays as it was."""
    memory = floats(8)
    before = memory.copy()
    with refuses(ValueError, "result 0 overlaps input 0"):
        compile_ir(negate("?xf32"))(memory[:4], out=memory[start : start + 4])
    np.testing.assert_array_equal(memory, before)


def test_out_over_out() -> None:
    """Results that overlap one another are refused."""
    memory = np.full(6, 7, np.float32)
    for outs in ((memory[:4], memory[:4]), (memory[:4], memory[2:])):
        with refuses(ValueError, "result 1 overlaps result 0"):
            compile_ir(both("?xf32"))(floats(4), out=outs)
    assert (memory == 7).all()


def test_second_out_is_checked_first() -> None:
    """When the second result does not fit, the first one is not written."""
    first = np.full(4, 7, np.float32)
    with refuses(ValueError, "result 1", "5xf32"):
        compile_ir(both("?xf32"))(floats(4), out=(first, np.empty(5, np.float32)))
    assert (first == 7).all()


def test_number_in_out() -> None:
    """A result that is a number has no out."""
    with refuses(TypeError, "result 0", "number"):
        compile_ir(identity("f32"))(1.0, out=np.ones((), np.float32))


@pytest.mark.parametrize("sizes", ["1000000000000x", "9223372036854775807x", "4611686018427387904x8x"])
def test_results_beyond_memory(sizes: str) -> None:
    """A result larger than memory is an error."""
    type_, axes = f"tensor<{sizes}f32>", [0, 1][: sizes.count("x")]
    function = compile_ir(f"""func.func @f(%x: tensor<f32>) -> {type_} {{
      %0 = tensor.empty() : {type_}
      %1 = linalg.broadcast ins(%x : tensor<f32>) outs(%0 : {type_}) dimensions = {axes}
      return %1 : {type_}
    }}""")
    with refuses((MemoryError, ValueError), ""):  # type: ignore[arg-type]
        function(np.ones((), np.float32))


def test_call_goes_on_after_errors() -> None:
    """A function that refused computes the next call."""
    function = compile_ir(negate("?xf32"))
    x = floats(4)
    for _ in range(100):
        with pytest.raises(TypeError):
            function("text")
        with pytest.raises(ValueError):
            function(x, out=x)
    np.testing.assert_array_equal(function(x), -x)
