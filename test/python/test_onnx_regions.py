"""What joins a norm's region: elementwise ops, reductions and views of ONNX, against float64."""

from __future__ import annotations

import math
from typing import Any, Callable, Dict, Sequence

import ml_dtypes
import numpy as np
import onnx_models as models
import pytest
from onnx_models import FLOATS, UNITS, compute_unit, exact, node, random

import norm_mlir.onnx

ELEMENTS = tuple(FLOATS)
_erf = np.vectorize(math.erf, otypes=[np.float64])


def _clipped(x: np.ndarray) -> np.ndarray:
    return np.clip(x, -0.5, 0.75)


# Ops of one tensor: their attributes, opset, and definition.
UNARY: Dict[str, tuple[Dict[str, Any], int, Callable[[np.ndarray], np.ndarray]]] = {
    "Relu": ({}, 21, lambda x: np.maximum(x, 0)),
    "LeakyRelu": ({"alpha": 0.25}, 21, lambda x: np.where(x < 0, 0.25 * x, x)),
    "Gelu": ({}, 21, lambda x: x * 0.5 * (1 + _erf(x / math.sqrt(2)))),
    "Gelu tanh": (
        {"approximate": "tanh"},
        21,
        lambda x: x * 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    ),
    "Sigmoid": ({}, 21, lambda x: 1 / (1 + np.exp(-x))),
    "Swish": ({"alpha": 1.5}, 24, lambda x: x / (1 + np.exp(-1.5 * x))),
    "Tanh": ({}, 21, np.tanh),
    "HardSwish": ({}, 22, lambda x: x * np.clip(x / 6 + 0.5, 0, 1)),
    "HardSigmoid": ({"alpha": 0.25, "beta": 0.375}, 22, lambda x: np.clip(0.25 * x + 0.375, 0, 1)),
    "Erf": ({}, 21, _erf),
    "Sqrt": ({}, 21, lambda x: np.sqrt(x)),
    "Reciprocal": ({}, 21, lambda x: 1 / x),
    "Neg": ({}, 21, np.negative),
    "Abs": ({}, 21, np.abs),
    "Exp": ({}, 21, np.exp),
    "Identity": ({}, 21, lambda x: x),
}


def one_region(model: Any) -> Any:
    """The imported model, which has to be one region."""
    imported = norm_mlir.onnx.import_model(model, rest=None)
    assert len(imported.regions) == 1
    return imported


def behind(nodes: Sequence[Any], dtype: Any, opset: int = 21, constants: Any = None, sizes: Any = (3, 7)) -> Any:
    """A model of nodes that take n, a normalized tensor, to y."""
    norm = node("LpNormalization", "x", "n", axis=-1)
    inputs = {"x": (dtype, list(sizes))}
    return models.model([norm, *nodes], inputs, {"n": dtype, "y": dtype}, constants, opset)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("name", UNARY)
def test_unary(element: str, name: str) -> None:
    """Of the rounded result of a norm, rounded again."""
    attributes, opset, define = UNARY[name]
    dtype = FLOATS[element]
    x = random(3, 7, dtype=dtype)
    x = np.abs(x) if name == "Sqrt" else x
    opset = max(opset, 22) if element == "bf16" else opset
    n, y = one_region(behind([node(name.split()[0], "n", "y", **attributes)], dtype, opset))(x)
    wanted = define(exact(n))
    bound = UNITS[element] * np.abs(wanted) + 16 * compute_unit(element) * (1 + np.abs(wanted))
    models.check_within(y, wanted, bound, element)


@pytest.mark.parametrize("element, op", (("f64", "Add"), ("f32", "Sub"), ("f16", "Mul"), ("bf16", "Div")))
@pytest.mark.parametrize("sizes", ([2, 3, 7], [7], [3, 1], [1, 1, 1], [], [4, 1, 3, 7]))
def test_binary_operands_broadcast(element: str, op: str, sizes: Sequence[int]) -> None:
    """Either way round, with constants and with inputs, also to more axes than the norm has."""
    dtype = FLOATS[element]
    x, z = random(2, 3, 7, dtype=dtype), np.abs(random(*sizes, dtype=dtype, seed=1)) + dtype(1)
    z = np.asarray(z, dtype)
    apply = {"Add": np.add, "Sub": np.subtract, "Mul": np.multiply, "Div": np.divide}[op]
    for operands in ("n z", "z n"):
        nodes = [node("LpNormalization", "x", "n", axis=-1), node(op, operands, "y")]
        held = models.model(nodes, {"x": (dtype, [2, 3, 7])}, {"n": dtype, "y": dtype}, {"z": z}, 22)
        given = models.model(nodes, {"x": (dtype, [2, 3, 7]), "z": (dtype, sizes)}, {"n": dtype, "y": dtype}, None, 22)
        unknown = models.model(nodes, {"x": (dtype, None), "z": (dtype, None)}, {"n": dtype, "y": dtype}, None, 22)
        n, y = one_region(held)(x)
        with np.errstate(all="ignore"):
            wanted = apply(*((exact(n), exact(z)) if operands == "n z" else (exact(z), exact(n))))
        models.check_within(y, wanted, UNITS[element] * np.abs(wanted) * 1.0001, element)
        for other in (given, unknown):
            np.testing.assert_array_equal(one_region(other)(x, z)[1], y)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("target", ELEMENTS)
def test_cast(element: str, target: str) -> None:
    """Of a norm's result to any other floating-point type."""
    x = random(3, 7, dtype=FLOATS[element])
    model = behind([node("Cast", "n", "y", to=models.code_of(FLOATS[target]))], FLOATS[element], 22)
    model.graph.output[1].type.tensor_type.elem_type = models.code_of(FLOATS[target])
    n, y = one_region(model)(x)
    models.check_within(y, exact(n), UNITS[target] * np.abs(exact(n)), target)


@pytest.mark.parametrize("element", ELEMENTS)
def test_clip_and_pow(element: str) -> None:
    """Limits and exponents are numbers that the model holds."""
    dtype = FLOATS[element]
    x, limits = random(3, 7, dtype=dtype), {"l": np.array(-0.5, dtype), "h": np.array(0.75, dtype)}
    for operands, low, high in (("n l h", -0.5, 0.75), ("n - h", None, 0.75), ("n l", -0.5, None), ("n", None, None)):
        n, y = one_region(behind([node("Clip", operands, "y")], dtype, 22, limits))(x)
        wanted = exact(n) if low is None else np.maximum(exact(n), low)
        np.testing.assert_array_equal(exact(y), wanted if high is None else np.minimum(wanted, high))
    far = np.array([[np.inf, -np.inf, 1]], dtype)
    model = models.model(
        [node("Cast", "x", "c", to=models.code_of(dtype)), node("Clip", "c", "y"), node("LpNormalization", "y", "n")],
        {"x": (dtype, [1, 3])},
        {"y": dtype, "n": dtype},
        None,
        22,
    )
    largest = float(ml_dtypes.finfo(dtype).max)
    assert exact(norm_mlir.onnx.import_model(model, rest=None)(far)[0]).tolist() == [[largest, -largest, 1]]
    for exponent in (2.0, 3.0, 0.5, -1.0):
        n, a, y = norm_mlir.onnx.import_model(
            models.model(
                [node("LpNormalization", "x", "n"), node("Abs", "n", "a"), node("Pow", "a p", "y")],
                {"x": (dtype, ["N", 7])},
                {"n": dtype, "a": dtype, "y": dtype},
                {"p": np.array(exponent, dtype)},
                22,
            ),
            rest=None,
        )(x)
        wanted = exact(a) ** exponent
        bound = UNITS[element] * wanted + 16 * compute_unit(element) * wanted
        models.check_within(y, wanted, bound * 1.01, element)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize(
    "op, axes, keepdims",
    (
        ("ReduceMean", [0], 1),
        ("ReduceMean", [-1], 0),
        ("ReduceMean", None, 1),
        ("ReduceSum", [0, 2], 0),
        ("ReduceSumSquare", [-1], 1),
        ("ReduceL1", [1], 1),
        ("ReduceL2", None, 0),
    ),
)
def test_reductions(element: str, keepdims: int, op: str, axes: Any) -> None:
    """Sums are f64, and rounded once."""
    dtype = FLOATS[element]
    x = random(2, 3, 7, dtype=dtype)
    nodes = [node(op, "n" if axes is None else "n a", "r", keepdims=keepdims), node("Neg", "r", "y")]
    n, y = one_region(
        behind(nodes, dtype, 22, {"a": np.array(axes or [], np.int64)}, ["N", 3, 7] if axes == [-1] else (2, 3, 7))
    )(x)
    over = None if axes is None else tuple(axes)
    sums = {
        "ReduceMean": lambda v: v.mean(over, keepdims=bool(keepdims)),
        "ReduceSum": lambda v: v.sum(over, keepdims=bool(keepdims)),
        "ReduceSumSquare": lambda v: (v * v).sum(over, keepdims=bool(keepdims)),
        "ReduceL1": lambda v: np.abs(v).sum(over, keepdims=bool(keepdims)),
        "ReduceL2": lambda v: np.sqrt((v * v).sum(over, keepdims=bool(keepdims))),
    }
    wanted = -np.asarray(sums[op](exact(n)))
    models.check_within(y, wanted, UNITS[element] * np.abs(wanted) * 1.001 + 1e-15, element)


VIEWS = [
    ("Reshape", [6, 4], 1),
    ("Reshape", [0, -1], 1),
    ("Reshape", [-1], 1),
    ("Reshape", [2, 2, 3, 2], 1),
    ("Reshape", [1, 24, 1], 1),
    ("Unsqueeze", [0, -1], 2),
    ("Unsqueeze", [2], 2),
    ("Squeeze", None, 3),
]


@pytest.mark.parametrize("op, target, kind", VIEWS)
@pytest.mark.parametrize("sizes", (["N", 3, 4], None))
def test_views(op: str, target: Any, kind: int, sizes: Any) -> None:
    """Between a norm and what stands behind it."""
    x = random(2, 3, 4)
    held = {} if target is None else {"t": np.array(target, np.int64)}
    before = [node("Unsqueeze", "n o", "u"), node("Squeeze", "u", "v")] if op == "Squeeze" else [node(op, "n t", "v")]
    held.update({"o": np.array([1], np.int64)})
    nodes = [node("LpNormalization", "x", "n"), *before, node("Exp", "v", "y")]
    model = models.model(nodes, {"x": (np.float32, sizes)}, ["n", "y"], held)
    n, y = one_region(model)(x)
    if op == "Reshape":
        shape = [n.shape[0] if size == 0 else size for size in target]
        wanted = n.reshape(shape)
    else:
        wanted = np.expand_dims(n, tuple(target)) if op == "Unsqueeze" else n
    np.testing.assert_allclose(y, np.exp(wanted.astype("f8")), rtol=1e-6)


@pytest.mark.parametrize("axis", (-3, -1, 0, 1, 2, 3))
@pytest.mark.parametrize("sizes", (["N", "M", 4], [2, 3, 4]))
def test_flatten(axis: int, sizes: Any) -> None:
    """At any axis; sizes need not be known."""
    x = random(2, 3, 4)
    nodes = [node("LpNormalization", "x", "n"), node("Flatten", "n", "v", axis=axis), node("Neg", "v", "y")]
    n, y = one_region(models.model(nodes, {"x": (np.float32, sizes)}, ["n", "y"]))(x)
    rows = int(np.prod(x.shape[: axis if axis >= 0 else axis + 3], dtype=int))
    np.testing.assert_array_equal(y, -n.reshape(rows, -1))


def _silu_model(sizes: Any) -> Any:
    """Group norm as torch.onnx writes it, and SiLU."""
    nodes = [
        node("Shape", "x", "s"),
        node("Reshape", "x t", "r"),
        node("InstanceNormalization", "r one zero", "i"),
        node("Reshape", "i s", "j"),
        node("Mul", "j w", "k"),
        node("Add", "k b", "l"),
        node("Sigmoid", "l", "m"),
        node("Mul", "l m", "y"),
    ]
    held = {
        "t": np.array([0, 3, -1]),
        "one": np.ones(3, np.float32),
        "zero": np.zeros(3, np.float32),
        "w": random(6, 1, 1, seed=1),
        "b": random(6, 1, 1, seed=2),
    }
    return models.model(nodes, {"x": (np.float32, sizes)}, ["y"], held)


@pytest.mark.parametrize("sizes", ([2, 6, 5, 7], ["N", 6, "H", "W"], None))
def test_group_norm_of_exporters(sizes: Any) -> None:
    """Reshape, instance norm, Reshape by Shape, Mul, Add, SiLU are one region, whatever sizes come."""
    model = one_region(_silu_model(sizes))
    for shape in ((2, 6, 5, 7), (1, 6, 1, 2), (3, 6, 2, 2)) if sizes is None or sizes[0] == "N" else ((2, 6, 5, 7),):
        x = random(*shape)
        (y,) = model(x)
        value = models.normalized(models.in_groups(exact(x), 3), [2], 1e-5).reshape(shape)
        value = value * exact(random(6, 1, 1, seed=1)) + exact(random(6, 1, 1, seed=2))
        np.testing.assert_allclose(y, value / (1 + np.exp(-value)), atol=3e-6)


def test_residual_block_is_one_function() -> None:
    """A sum before a norm, which is returned too, and an activation behind it."""
    nodes = [node("Add", "x r", "s"), node("RMSNormalization", "s w", "n"), node("Gelu", "n", "y")]
    inputs = {"x": (np.float32, ["N", 64]), "r": (np.float32, ["N", 64])}
    model = one_region(models.model(nodes, inputs, ["y", "s"], {"w": np.ones(64, np.float32)}, 23))
    assert model.ir.count("func.func") == 1 and "norm.rms_norm" in model.ir
    x, r = random(5, 64), random(5, 64, seed=1)
    y, s = model(x, r)
    np.testing.assert_array_equal(s, x + r)
    assert y.shape == x.shape


def test_elementwise_ops_without_a_norm_stay() -> None:
    """Activations of a convolution are its runtime's."""
    pytest.importorskip("onnxruntime")
    nodes = [node("Conv", "x k", "c"), node("Relu", "c", "r"), node("Conv", "r k", "y")]
    held = {"k": random(2, 2, 1, 1)}
    model = norm_mlir.onnx.import_model(models.model(nodes, {"x": (np.float32, [1, 2, 3, 3])}, ["y"], held))
    assert [each.runner for each in model.nodes] == ["onnxruntime"] * 3
    assert not model.regions


@pytest.mark.parametrize("op", ("ReduceMean", "ReduceSum", "ReduceSumSquare", "ReduceL1", "ReduceL2"))
def test_reductions_over_no_axes(op: str) -> None:
    """What is not a sum is done nevertheless: squares, magnitudes."""
    nodes = [node(op, "n", "r", noop_with_empty_axes=1), node("Neg", "r", "y")]
    n, y = one_region(behind(nodes, np.float32, 22))(random(3, 7))
    wanted = {"ReduceSumSquare": n * n, "ReduceL1": np.abs(n), "ReduceL2": np.abs(n)}.get(op, n)
    np.testing.assert_allclose(y, -wanted, rtol=1e-6)


def test_sums_of_16_bits_do_not_overflow() -> None:
    """f64 sums: 60,000 times 2 is beyond f16, their mean is not."""
    x = np.full((2, 60000), 2, np.float16)
    nodes = [node("ReduceMean", "x a", "m"), node("Sub", "x m", "y")]
    model = models.model(
        nodes, {"x": (np.float16, ["N", 60000])}, {"m": np.float16, "y": np.float16}, {"a": np.array([1])}
    )
    mean, y = one_region(model)(x)
    assert np.all(mean == 2) and np.all(y == 0)
