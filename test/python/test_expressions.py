"""Expressions against NumPy's and torch's results in float64."""

from __future__ import annotations

import math
from typing import Any, Callable

import ml_dtypes
import numpy as np
import pytest
import torch
import torch.nn.functional as F

from norm_mlir import CompileError, Expression, argument, compile
from norm_mlir.expressions import Type, write_function
from support import FLOATS, floats, refuses

# How far a result may be from the exact one, of its size and of 1: four roundings of the type.
BOUNDS = {"f64": 1e-13, "f32": 5e-7, "f16": 4e-3, "bf16": 3e-2}

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "number add": lambda x, y: 1.5 + x,
    "number subtract": lambda x, y: 1.5 - x,
    "number multiply": lambda x, y: 1.5 * x,
    "number divide": lambda x, y: 1.5 / y,
    "add number": lambda x, y: x + 1.5,
    "subtract number": lambda x, y: x - 1.5,
    "multiply number": lambda x, y: x * 1.5,
    "divide number": lambda x, y: x / 1.5,
    "integer": lambda x, y: (x + 2) * 3,
    "negative": lambda x, y: -x,
}


def _compute(define: Callable[..., Any], element: str, *arrays: np.ndarray, is_static: bool = False) -> np.ndarray:
    arguments = []
    for array in arrays:
        sizes = [str(size) if is_static else "?" for size in array.shape]
        arguments.append(argument("x".join([*sizes, element])))
    return compile(define(*arguments), arguments=arguments)(*arrays)


def _check(got: np.ndarray, expected: np.ndarray, element: str, factor: float = 1.0) -> None:
    assert got.dtype == FLOATS[element] and got.shape == expected.shape
    bound = factor * BOUNDS[element]
    np.testing.assert_allclose(got.astype(np.float64), expected, rtol=bound, atol=bound)


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("is_static", [True, False], ids=["static", "dynamic"])
def test_operators(element: str, is_static: bool) -> None:
    """All operators, on tensors and on numbers at either side."""
    x, y = floats(3, 17).astype(FLOATS[element]), (np.abs(floats(3, 17, seed=1)) + 0.5).astype(FLOATS[element])
    wide = x.astype(np.float64), y.astype(np.float64)
    for define in BINARY.values():
        _check(_compute(define, element, x, y, is_static=is_static), define(*wide), element)


UNARY: dict[str, tuple[Callable[[Expression], Expression], Callable[[torch.Tensor], torch.Tensor]]] = {
    "exp": (lambda x: x.exp(), torch.exp),
    "tanh": (lambda x: x.tanh(), torch.tanh),
    "erf": (lambda x: x.erf(), torch.erf),
    "sqrt": (lambda x: x.abs().sqrt(), lambda x: x.abs().sqrt()),
    "abs": (lambda x: x.abs(), torch.abs),
    "ceil": (lambda x: x.ceil(), torch.ceil),
    "square": (lambda x: x**2, lambda x: x**2),
    "power": (lambda x: x.abs() ** 1.5, lambda x: x.abs() ** 1.5),
    "inverse": (lambda x: (x.abs() + 1) ** -0.5, lambda x: (x.abs() + 1) ** -0.5),
    "maximum": (lambda x: x.maximum(0.25), lambda x: x.clamp(min=0.25)),
    "minimum": (lambda x: x.minimum(0.25), lambda x: x.clamp(max=0.25)),
    "relu": (lambda x: x.relu(), F.relu),
    "leaky_relu": (lambda x: x.leaky_relu(), F.leaky_relu),
    "leaky_relu of a slope": (lambda x: x.leaky_relu(0.25), lambda x: F.leaky_relu(x, 0.25)),
    "sigmoid": (lambda x: x.sigmoid(), F.sigmoid),
    "silu": (lambda x: x.silu(), F.silu),
    "gelu": (lambda x: x.gelu(), F.gelu),
    "gelu by tanh": (lambda x: x.gelu("tanh"), lambda x: F.gelu(x, approximate="tanh")),
    "hardtanh": (lambda x: x.hardtanh(), F.hardtanh),
    "relu6": (lambda x: x.hardtanh(0, 6), F.relu6),
    "hardsigmoid": (lambda x: x.hardsigmoid(), F.hardsigmoid),
    "hardswish": (lambda x: x.hardswish(), F.hardswish),
}


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("name", UNARY)
def test_functions(name: str, element: str) -> None:
    """Functions of one tensor, from where they are small to where they saturate."""
    ours, theirs = UNARY[name]
    x = np.concatenate([np.linspace(-9, 9, 181), [0.0, -0.0, 1e-3, -1e-3]]).astype(FLOATS[element])
    expected = theirs(torch.from_numpy(x.astype(np.float64))).numpy()
    _check(_compute(ours, element, x), expected, element, factor=4.0)


@pytest.mark.parametrize("element", ["f32", "f64"])
def test_special_values(element: str) -> None:
    """Infinities and NaN go through as they do in torch."""
    x = np.array([math.inf, -math.inf, math.nan], FLOATS[element])
    for name in ("exp", "tanh", "erf", "abs", "ceil", "relu", "maximum", "minimum", "sigmoid", "hardtanh"):
        ours, theirs = UNARY[name]
        np.testing.assert_array_equal(_compute(ours, element, x), theirs(torch.from_numpy(x)).numpy(), err_msg=name)


CONSTANTS = [
    *(0.0, -0.0, 1, -3, True, 2**60, 0.1, 1e-3, 1e22, 1e-7, 65504.0, 65520.0, 3.4e38, 1e300, 5e-324),
    *(math.inf, -math.inf, math.nan),
]


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("is_static", [True, False], ids=["static", "dynamic"])
def test_constants(element: str, is_static: bool) -> None:
    """Numbers are rounded once to the type of their tensor."""
    dtype = FLOATS[element]
    least = np.full(3, -np.inf, dtype)
    x = argument(f"{'3' if is_static else '?'}x{element}")
    results = compile(*(x.maximum(value) for value in CONSTANTS))(least)
    for value, result in zip(CONSTANTS, results):
        with np.errstate(all="ignore"):
            expected = np.full(3, float(value)).astype(dtype)
        np.testing.assert_array_equal(result.astype(np.float64), expected.astype(np.float64), err_msg=repr(value))


@pytest.mark.parametrize(
    "number", [np.float32(2), np.float64(2), np.int64(2), np.array(2.0), ml_dtypes.bfloat16(2), torch.tensor(2.0)]
)
def test_kinds_of_numbers(number: Any) -> None:
    """Numbers of NumPy and torch are numbers, at either side."""
    x = floats(4)
    for define in (lambda a: a * number, lambda a: number * a, lambda a: a.maximum(-100) - -number):
        expected = x + 2 if "maximum" in define.__code__.co_names else x * 2
        np.testing.assert_array_equal(_compute(define, "f32", x), expected.astype(np.float32))


@pytest.mark.parametrize("value", ["1", "text", None, 1j, [1.0], np.ones(2), torch.ones(2), b"1"])
def test_what_is_no_number(value: Any) -> None:
    """Others are refused where they are given, in one line, and no array of expressions is made."""
    x = argument("?xf32")
    for define in (lambda: x + value, lambda: value * x, lambda: x.maximum(value), lambda: x**value):
        with refuses(TypeError):
            define()


def test_exponents() -> None:
    """An exponent is a number."""
    x = argument("?xf32")
    with refuses(TypeError, "Expression"):
        x**x  # type: ignore[operator]
    with refuses(TypeError):
        2**x  # type: ignore[operator]
    with refuses(OverflowError, "too large"):
        x + 10**400


@pytest.mark.parametrize("before", [*FLOATS, "f8E4M3FN", "f8E5M2"])
@pytest.mark.parametrize("after", [*FLOATS, "f8E4M3FN", "f8E5M2"])
def test_casts(before: str, after: str) -> None:
    """Values are rounded to nearest even."""
    dtypes = {**FLOATS, "f8E4M3FN": ml_dtypes.float8_e4m3fn, "f8E5M2": ml_dtypes.float8_e5m2}
    x = np.concatenate([floats(64), floats(64, seed=1) * 100, [0.0, -0.0, np.inf, -np.inf, np.nan]]).astype(
        dtypes[before]
    )
    got = compile(argument(f"?x{before}").cast(after))(x)
    assert got.dtype == dtypes[after]
    expected = x.astype(np.float64).astype(dtypes[after])
    np.testing.assert_array_equal(got.astype(np.float64), expected.astype(np.float64))


@pytest.mark.parametrize("axes", [[0], [1], [2], [-1], [0, 2], [2, 1], range(3), [np.int64(1)], []])
@pytest.mark.parametrize("is_static", [True, False], ids=["static", "dynamic"])
def test_reductions(axes: Any, is_static: bool) -> None:
    """Sums and minima over some axes, all and none."""
    x = floats(3, 4, 5, dtype=np.float64)
    kept = tuple(int(axis) for axis in axes)
    got = _compute(lambda a: a.sum(axes), "f64", x, is_static=is_static)
    np.testing.assert_allclose(got, x.sum(kept) if kept else x, rtol=1e-12, atol=1e-12)
    got = _compute(lambda a: a.min(axes), "f64", x, is_static=is_static)
    np.testing.assert_array_equal(got, x.min(kept) if kept else x)


def test_reductions_of_nothing() -> None:
    """Over no elements the sum is 0 and the minimum infinite."""
    x = np.empty((3, 0), np.float32)
    np.testing.assert_array_equal(_compute(lambda a: a.sum([1]), "f32", x), np.zeros(3))
    np.testing.assert_array_equal(_compute(lambda a: a.min([1]), "f32", x), np.full(3, np.inf))


@pytest.mark.parametrize("axes", [[0], [1], [2], [0, 2], [-2, -1], [0, 1, 2], []])
@pytest.mark.parametrize("is_static", [True, False], ids=["static", "dynamic"])
def test_broadcast(axes: list[int], is_static: bool) -> None:
    """A tensor along some axes of another."""
    like = floats(2, 3, 4)
    places = [axis % 3 for axis in axes]
    x = floats(*(like.shape[axis] for axis in places), seed=1).reshape([like.shape[axis] for axis in places])
    expected = x.reshape([size if axis in places else 1 for axis, size in enumerate(like.shape)]) + like
    got = _compute(lambda a, b: a.broadcast(b, axes) + b, "f32", x, like, is_static=is_static)
    np.testing.assert_array_equal(got, expected)


def test_broadcast_refuses() -> None:
    """Axes ascend, there is one for each, and stated sizes are the same."""
    like = argument("2x3x?xf32")
    for type_, axes, parts in [
        ("3x2xf32", [1, 0], ["ascending", "[1, 0]"]),
        ("2xf32", [0, 1], ["1 axes", "2xf32"]),
        ("2xf32", [3], ["axes of broadcast", "[3]"]),
        ("2x2xf32", [0, 0], ["axes of broadcast", "[0, 0]"]),
        ("4xf32", [1], ["2x3x?xf32", "4xf32"]),
        ("?xf32", [1], ["2x3x?xf32", "?xf32"]),
    ]:
        with refuses(ValueError, *parts):
            argument(type_).broadcast(like, axes)


def test_several_results() -> None:
    """Results in their order, arguments as they are met or as they are given, also unused ones."""
    x, y, unused = argument("?xf32"), argument("?xf32"), argument("2xf32")
    a, b = floats(4), floats(4, seed=1)
    function = compile(y - x, x, y * x, y - x)
    assert len(function.inputs) == 2 and len(function.outputs) == 4
    for got, expected in zip(function(b, a), [b - a, a, b * a, b - a]):
        np.testing.assert_array_equal(got, expected)
    given = compile(y - x, arguments=[x, unused, y], entry="difference")
    assert given.name == "difference"
    np.testing.assert_array_equal(given(a, a[:2], b), b - a)


def test_norms_with_statistics() -> None:
    """A norm's results are expressions."""
    x = argument("?x8xbf16")
    y, mean, rstd = x.layer_norm([1], epsilon=1e-5, return_statistics=True)
    array = floats(3, 8).astype(ml_dtypes.bfloat16)
    got, got_mean, got_rstd = compile(y.gelu(), mean * 2.0, rstd)(array)
    wide = torch.from_numpy(array.astype(np.float64))
    _check(got, F.gelu(F.layer_norm(wide, (8,))).numpy(), "bf16")
    np.testing.assert_allclose(got_mean, 2 * wide.mean(1), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(got_rstd, (wide.var(1, correction=0) + 1e-5).rsqrt(), rtol=1e-5)


def test_axes_of_channels() -> None:
    """Axes are counted from either end, by any integers."""
    x = argument("?x4x?xf32")
    array = floats(2, 4, 3)
    expected = F.group_norm(torch.from_numpy(array), 2).numpy()
    for channel_axis, axes in ((1, [2]), (-2, [-1]), (np.int64(1), np.array([2]))):
        results = x.group_norm(2, channel_axis, axes, epsilon=1e-5, return_statistics=True)
        got, mean, _ = compile(*results)(array)
        np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-6)
        assert mean.shape == (2, 2)
    for channel_axis, axes in ((3, [2]), (1, [3]), (2, [2]), (1, [2, 2])):
        with refuses(ValueError, "expects"):
            x.group_norm(2, channel_axis, axes, epsilon=1e-5, return_statistics=True)


def test_errors_of_norms() -> None:
    """Operands are expressions, attributes those of the op."""
    x = argument("?x4xf32")
    with refuses(TypeError, "scale of norm.layer_norm", "float"):
        x.layer_norm([1], scale=2.0, epsilon=1e-5)  # type: ignore[arg-type]
    with refuses(ValueError, "color"):
        compile(x.layer_norm([1], epsilon=1e-5, color=1))
    with refuses(CompileError, "epsilon"):
        compile(x.layer_norm([1], epsilon=-1.0))
    with refuses(ValueError, "axes", "[2]"):
        x.rms_norm([2])


TYPES = [("?xf32", "?xf16"), ("?xf32", "4xf32"), ("?xf32", "?x?xf32"), ("f64", "f32")]


@pytest.mark.parametrize("first, second", TYPES)
def test_operands_of_two_types(first: str, second: str) -> None:
    """Operands of two types are refused with both."""
    x, y = argument(first), argument(second)
    for define in (lambda: x + y, lambda: x * y, lambda: x.maximum(y)):
        with refuses(ValueError, f"{first} and {second}"):
            define()


def test_other_elements() -> None:
    """Operators are of floating-point types; bytes are cast first."""
    for element in ("f8E5M2", "i8", "i1"):
        x = argument(f"?x{element}")
        for define in (lambda: x + x, lambda: x + 1, lambda: -x, lambda: x.sum([0])):
            with refuses(ValueError, "f64, f32, bf16, f16", f"?x{element}"):
                define()
    with refuses(ValueError, "i8"):
        argument("?xf32").cast("i8")


@pytest.mark.parametrize("text", ["", "f31", "?", "4x", "-1xf32", "xf32", "4 x f32", "a\nb", "?xf32 "])
def test_types(text: str) -> None:
    """Types are spelled as in the IR."""
    with refuses(ValueError, "expects a type such as ?x4xf32"):
        argument(text)
    with refuses(TypeError, "int"):
        argument(5)  # type: ignore[arg-type]
    assert argument(Type((None, 4), "f32")).type.text == "?x4xf32"


def test_arguments() -> None:
    """Arguments are given once, are arguments, and are all that results use."""
    x, y = argument("?xf32"), argument("2x3xf32")
    for arguments, kind, part in [
        ([], ValueError, "?xf32"),
        ([y], ValueError, "?xf32"),
        ([x, x], ValueError, "twice"),
        ([x, x + 1], TypeError, "argument()"),
        ([x, 3], TypeError, "argument()"),
    ]:
        with refuses(kind, part):
            compile(x + 1, arguments=arguments)
    for name in ("a b", "f() {", "1", 5):
        with refuses(ValueError, "name"):
            compile(x + 1, entry=name)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", ["?", "4"])
def test_deep_expressions(size: str) -> None:
    """A chain of 2,000 operators, half as many for a dynamic size, the first value of which is used again."""
    value = argument(f"{size}xf32")
    start = value
    for step in range(1000):
        value = -(value if step % 500 else value + start)
    if size == "4":
        for _ in range(1000):
            value = value + 1.0
    result = compile(value)(np.ones(4, np.float32))
    np.testing.assert_array_equal(result, np.full(4, 1003 if size == "4" else 3))


def test_very_deep_expressions() -> None:
    """Chains of any depth are written and freed without recursion."""
    value = argument("?xf32")
    for _ in range(100_000):
        value = -value
    assert write_function([value]).count("negf") == 100_000
    del value


def test_shared_values() -> None:
    """A value that is used many times is computed once."""
    value = argument("?xf32")
    for _ in range(64):
        value = value + value
    np.testing.assert_array_equal(compile(value)(np.ones(2, np.float32)), np.full(2, 2.0**64))


def test_windows_of_local_response_norm() -> None:
    """ONNX's even windows have their longer side behind, PyTorch's before."""
    x = floats(1, 6, 2, 2)
    value = argument("1x6x2x2xf32")
    squares = x.astype(np.float64) ** 2
    for window, before in ((None, 1), ("torch", 1), ("onnx", 0)):
        f = compile(value.local_response_norm(1, 2, alpha=1.0, beta=1.0, k=1.0, window=window))
        padded = np.pad(squares, ((0, 0), (before, 1 - before), (0, 0), (0, 0)))
        np.testing.assert_allclose(f(x), x / (1 + (padded[:, :-1] + padded[:, 1:]) / 2), rtol=1e-6)
