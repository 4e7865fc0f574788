"""Calls on NumPy arrays and numbers."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest

from norm_mlir import compile_ir
from support import ELEMENTS, FLOATS, NARROW, add, both, floats, identity, negate, norm, refuses


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("shape", [(), (1,), (7,), (3, 5), (2, 1, 4)])
def test_floats(element: str, shape: tuple[int, ...]) -> None:
    """Elements of each type in and out, of static and dynamic sizes; results are new writable arrays."""
    x = floats(*shape, dtype=FLOATS[element])
    for sizes in (["?"] * len(shape), map(str, shape)):
        result = compile_ir(negate("x".join([*sizes, element])))(x)
        assert type(result) is np.ndarray and result.dtype == x.dtype and result.flags.writeable
        np.testing.assert_array_equal(result, -x)
        assert not np.shares_memory(result, x)


@pytest.mark.parametrize("element", ELEMENTS)
def test_elements(element: str) -> None:
    """Tensors of each element type come back bit by bit; the first one is also of rank 0."""
    dtype = np.dtype(ELEMENTS[element])
    x = np.arange(6).astype(np.float32).astype(dtype) if element != "i1" else np.array([0, 1, 1, 0, 1, 0], bool)
    result = compile_ir(identity(f"tensor<?x{element}>"))(x)
    assert result.dtype == dtype and result.tobytes() == x.tobytes()
    zero = x[1:2].reshape(())
    result = compile_ir(identity(f"tensor<{element}>"))(zero)
    assert result.shape == () and result.tobytes() == zero.tobytes()


@pytest.mark.parametrize("element", NARROW)
def test_narrow_floats(element: str) -> None:
    """All 256 bytes of both types of 8 bits pass a widening, as ml_dtypes has them."""
    x = np.arange(256, dtype=np.uint8).view(NARROW[element])
    function = compile_ir(f"""func.func @f(%x: tensor<?x{element}>) -> tensor<?xf32> {{
      %0 = arith.extf %x : tensor<?x{element}> to tensor<?xf32>
      return %0 : tensor<?xf32>
    }}""")
    np.testing.assert_array_equal(function(x), x.astype(np.float32))


def test_integers() -> None:
    """Integers are added without conversion."""
    text = add("?xi64").replace("addf", "addi")
    x = np.array([2**62, -5, 3])
    np.testing.assert_array_equal(compile_ir(text)(x, x[::-1].copy()), x + x[::-1])


@pytest.mark.parametrize("shape", [(0,), (0, 4), (3, 0), (0, 0)])
def test_no_elements(shape: tuple[int, ...]) -> None:
    """Sizes of 0 are sizes."""
    sizes = "x".join("?" * len(shape))
    result = compile_ir(negate(f"{sizes}xf32"))(np.empty(shape, np.float32))
    assert result.shape == shape and result.dtype == np.float32


VIEWS = {
    "slice": lambda x: x[1:3],
    "step": lambda x: x[::2, ::3],
    "negative": lambda x: x[::-1, ::-1],
    "one row": lambda x: x[2:3, ::-2],
    "transposed": lambda x: x.T,
    "Fortran": np.asfortranarray,
    "broadcast": lambda x: np.broadcast_to(x[:1], (5, x.shape[1])),
    "column": lambda x: np.broadcast_to(x[:, :1], x.shape),
    "empty": lambda x: x[:0, ::-1],
    "matrix": lambda x: np.ascontiguousarray(x).view(np.matrix),
}


@pytest.mark.parametrize("view", VIEWS)
def test_views(view: str) -> None:
    """Arrays of any strides are read as they lie."""
    x = VIEWS[view](floats(6, 9))
    dense = np.ascontiguousarray(np.asarray(x))
    np.testing.assert_array_equal(compile_ir(negate("?x?xf32"))(x), -dense)
    np.testing.assert_array_equal(compile_ir(add("?x?xf32"))(x, dense), dense + dense)
    if x.size:
        expected = (dense - dense.mean(1, keepdims=True)) / np.sqrt(dense.var(1, keepdims=True) + 1e-5)
        np.testing.assert_allclose(compile_ir(norm("?x?xf32"))(x), expected, rtol=1e-4, atol=1e-5)


def test_read_only() -> None:
    """Read-only arrays are arguments, and stay as they are."""
    x = np.frombuffer(floats(8).tobytes(), np.float32)
    assert not x.flags.writeable
    np.testing.assert_array_equal(compile_ir(negate("?xf32"))(x), -x)


def test_same_array_twice() -> None:
    """Arguments may be one array, or overlap."""
    x = floats(9)
    function = compile_ir(add("?xf32"))
    np.testing.assert_array_equal(function(x, x), x + x)
    np.testing.assert_array_equal(function(x[1:], x[:-1]), x[1:] + x[:-1])


def test_several_results() -> None:
    """Several results are a tuple; none is an empty one."""
    x = floats(4)
    results = compile_ir(both("?xf32"))(x)
    assert type(results) is tuple
    np.testing.assert_array_equal(results, [-x, x + x])
    assert compile_ir("func.func @f(%x: tensor<4xf32>) { return }")(x) == ()


def test_no_arguments() -> None:
    """Without arguments, results are NumPy's."""
    text = (
        "func.func @f() -> tensor<2xf32> { %0 = arith.constant dense<1.5> : tensor<2xf32> return %0 : tensor<2xf32> }"
    )
    np.testing.assert_array_equal(compile_ir(text)(), np.full(2, 1.5, np.float32))


@pytest.mark.parametrize(
    "element, number, expected",
    [
        ("f64", 0.1, 0.1),
        ("f32", 0.1, float(np.float32(0.1))),
        ("f32", 1e300, float("inf")),
        ("bf16", 1.0039, float(ml_dtypes.bfloat16(1.0039))),
        ("f16", 65519, 65504.0),
        ("f16", 65520, float("inf")),
        ("f8E4M3FN", 460.0, 448.0),
        ("f8E5M2", 61440.0, float("inf")),
        ("f32", np.float64(0.5), 0.5),
        ("f32", np.float16(0.5), 0.5),
        ("f32", ml_dtypes.bfloat16(0.5), 0.5),
        ("f32", np.array(0.5), 0.5),
        ("f32", True, 1.0),
        ("f32", np.int8(-3), -3.0),
        ("i1", True, True),
        ("i1", 0, False),
        ("i8", -128, -128),
        ("i32", np.uint8(200), 200),
        ("i64", np.int64(-(2**63)), -(2**63)),
        ("i64", 2**63 - 1, 2**63 - 1),
        ("index", 5, 5),
    ],
)
def test_numbers(element: str, number: object, expected: object) -> None:
    """Numbers of Python and NumPy are rounded to nearest even, and come back as Python's."""
    result = compile_ir(identity(element))(number)
    assert result == expected and type(result) is type(expected)


def test_numpy_bool() -> None:
    """NumPy's bools are bools."""
    assert compile_ir(identity("i1"))(np.True_) is True


def test_nan() -> None:
    """NaN is a number."""
    assert np.isnan(compile_ir(identity("f32"))(float("nan")))


@pytest.mark.parametrize(
    "element, number", [("i8", 128), ("i8", -129), ("i1", 2), ("i1", -1), ("i64", 2**63), ("i32", 10**30)]
)
def test_numbers_out_of_range(element: str, number: int) -> None:
    """Integers that a type does not hold are refused with the type's width."""
    with refuses(OverflowError, "argument 0 of @f", f"{element[1:]} bits", str(number)):
        compile_ir(identity(element))(number)


@pytest.mark.parametrize("number", ["1", None, 1j, [1.0], np.ones(2)])
def test_what_is_no_number(number: object) -> None:
    """Scalars are numbers."""
    with refuses(TypeError, "argument 0 of @f to be a number", type(number).__name__):
        compile_ir(identity("f32"))(number)
    with refuses(TypeError, "argument 0 of @f to be an integer", type(number).__name__):
        compile_ir(identity("i32"))(number)


def test_fractions_are_no_integers() -> None:
    """A float is no integer, even a whole one."""
    with refuses(TypeError, "integer", "float"):
        compile_ir(identity("i32"))(1.0)


def test_integer_beyond_floats() -> None:
    """An integer that no float holds is too large."""
    with refuses(OverflowError, "argument 0 of @f"):
        compile_ir(identity("f64"))(10**400)


def test_mixed_with_numbers() -> None:
    """Numbers stand between tensors, as arguments and as results."""
    text = """func.func @f(%x: tensor<?xf32>, %s: f32, %y: tensor<?xf32>) -> (f32, tensor<?xf32>) {
      %0 = arith.addf %x, %y : tensor<?xf32>
      return %s, %0 : f32, tensor<?xf32>
    }"""
    x = floats(4)
    number, total = compile_ir(text)(x, 2.5, x)
    assert number == 2.5
    np.testing.assert_array_equal(total, x + x)


def test_specializations_are_counted() -> None:
    """Each of the first sizes has code of its own; a size that came before has none twice; others share."""
    function = compile_ir(negate("?xf32"), specializations=3)
    assert function.specializations == 0
    for count in (1, 2, 1, 2, 3, 4, 5, 1, 1000):
        x = floats(count)
        np.testing.assert_array_equal(function(x), -x)
    assert function.specializations == 3


def test_no_specializations() -> None:
    """Without any, and for static sizes, there is one code."""
    dynamic, static = compile_ir(norm("?x?xf32"), specializations=0), compile_ir(norm("3x4xf32"))
    x = floats(3, 4)
    np.testing.assert_allclose(dynamic(x), static(x), rtol=1e-5, atol=1e-6)
    assert dynamic.specializations == static.specializations == 0


def test_code_for_others_is_right() -> None:
    """Beyond the limit, results are those of sizes that have their own."""
    function, own = compile_ir(norm("?x?xf32"), specializations=1), compile_ir(norm("?x?xf32"), specializations=100)
    for rows, columns in [(1, 1), (2, 3), (5, 64), (7, 129), (0, 3)]:
        x = floats(rows, columns)
        np.testing.assert_allclose(function(x), own(x), rtol=1e-5, atol=1e-6)
    assert (function.specializations, own.specializations) == (1, 5)


@pytest.mark.parametrize("limit", [0, 1, 8])
def test_sizes_that_do_not_fit(limit: int) -> None:
    """Sizes that do not fit one another are refused with both; nothing is written, and no code is kept for them."""
    function = compile_ir(add("?xf32"), specializations=limit)
    x, out = floats(4), np.full(4, 7, np.float32)
    for _ in range(2):
        with refuses(ValueError, "arith.addf", "4 and 3"):
            function(x, x[:3], out=out)
    np.testing.assert_array_equal(out, np.full(4, 7, np.float32))
    assert function.specializations == 0
    np.testing.assert_array_equal(function(x, x, out=out), x + x)


def test_static_sizes_that_do_not_fit() -> None:
    """Sizes other than the stated ones are refused with both types."""
    function = compile_ir(negate("?x4xf32"))
    with refuses(ValueError, "argument 0", "?x4xf32", "2x5xf32"):
        function(floats(2, 5))
    with refuses(ValueError, "argument 0", "?x4xf32", "4xf32"):
        function(floats(4))


def test_result_types() -> None:
    """The types of results are known without computing them; what does not fit is refused as in a call."""
    function = compile_ir(both("?x3xf32"))
    x = np.full((2, 3), np.nan, np.float32)
    assert function.result_types(x) == ["2x3xf32", "2x3xf32"] and function.specializations == 1
    with refuses(TypeError, "@f expects 1 arguments; got 2"):
        function.result_types(x, x)
    with refuses(ValueError, "@f expects argument 0 of type ?x3xf32; got 2x2xf32"):
        function.result_types(x[:, :2])
