"""Normalization ops of ONNX against what its text says, in float64."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import onnx_models as models
import pytest
from onnx_models import FLOATS, UNITS, along_channels, compute_unit, exact, moments, node, normalized, positive, random

import norm_mlir.onnx

EPSILON = float(np.float32(1e-5))
ELEMENTS = tuple(FLOATS)
NARROW = ("f16", "bf16")


def compute(model: Any, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The outputs; all nodes have to be compiled."""
    return norm_mlir.onnx.import_model(model, rest=None)(*arrays)


def one_node(of: Any, element: str, x: np.ndarray, opset: int, sizes: Any = "static", **constants: np.ndarray) -> Any:
    """A model of one node whose input is x, and whose other operands it holds."""
    dtype = FLOATS[element]
    outputs = {name: dtype for name in of.output if name}
    return models.model([of], {"x": (dtype, x.shape if sizes == "static" else sizes)}, outputs, constants, opset)


# Sizes, and the axis from which on they are normalized.
LAYERS = [((1, 1), 1), ((5,), 0), ((2, 3, 13), 1), ((2, 3, 4, 5), -4), ((2, 0, 4), 2), ((31, 257), -1)]


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("shape, axis", LAYERS)
@pytest.mark.parametrize("has_bias", (True, False))
def test_layer_normalization(element: str, shape: Sequence[int], axis: int, has_bias: bool) -> None:
    """Two stages: the first in f32, and what is normalized, scaled and shifted each in the input's type."""
    dtype, axes = FLOATS[element], list(range(axis % len(shape), len(shape)))
    x, w, b = (
        random(*shape, dtype=dtype),
        random(*shape[axis:], dtype=dtype, seed=1),
        random(*shape[axis:], dtype=dtype, seed=2),
    )
    constants = {"w": w, "b": b} if has_bias else {"w": w}
    of = node("LayerNormalization", "x w b" if has_bias else "x w", "y m r", axis=axis)
    model = one_node(of, element, x, 17, **constants)
    for output in model.graph.output[1:]:
        output.type.tensor_type.elem_type = models.code_of(np.float32)
    y, mean, rstd = compute(model, x)
    # stash_type 1: f64 is normalized in f32.
    wide = exact(x.astype(np.float32) if element == "f64" else x)
    unit = "f32" if element == "f64" else element
    wanted, bound = models.staged(normalized(wide, axes, EPSILON), w, b if has_bias else None, unit)
    models.check_within(y, wanted, bound, element)
    true_mean, variance = moments(wide, axes)
    models.check_within(mean, true_mean, np.abs(true_mean) * 2e-7 + 1e-7, "f32")
    models.check_within(rstd, 1 / np.sqrt(variance + EPSILON), 4e-7 / np.sqrt(variance + EPSILON), "f32")


@pytest.mark.parametrize("element", NARROW)
def test_second_stage_is_in_the_type(element: str) -> None:
    """Nearly all results are those that the three roundings give, and many are none of one rounding."""
    dtype = FLOATS[element]
    x, w, b = random(64, 512, dtype=dtype), random(512, dtype=dtype, seed=1), random(512, dtype=dtype, seed=2)
    (y,) = compute(one_node(node("LayerNormalization", "x w b", "y"), element, x, 17, w=w, b=b), x)
    first = normalized(exact(x), [1], EPSILON).astype(dtype)
    thrice = ((first * w).astype(dtype) + b).astype(dtype)
    once = (normalized(exact(x), [1], EPSILON) * exact(w) + exact(b)).astype(dtype)
    assert np.mean(y == thrice) > 0.995
    assert np.mean(y == once) < 0.9


@pytest.mark.parametrize("sizes", ([5, 1], [1], [4], [3, 1, 4], [1, 1, 1], [3, 5, 4]))
def test_scale_broadcasts(sizes: Sequence[int]) -> None:
    """Scale and bias broadcast to the input, in whichever way."""
    x, w, b = random(3, 5, 4), random(*sizes, seed=1), random(*sizes, seed=2)
    for op, opset in (("LayerNormalization", 17), ("RMSNormalization", 23)):
        operands = "x w b" if op[0] == "L" else "x w"
        (y,) = compute(
            one_node(node(op, operands, "y", axis=1), "f32", x, opset, w=w, **({"b": b} if op[0] == "L" else {})), x
        )
        if op[0] == "L":
            wanted = normalized(exact(x), [1, 2], EPSILON) * exact(w) + exact(b)
        else:
            wanted = exact(x) / np.sqrt((exact(x) ** 2).mean((1, 2), keepdims=True) + EPSILON) * exact(w)
        np.testing.assert_allclose(y, wanted, atol=2e-6)


@pytest.mark.parametrize("element", ELEMENTS)
def test_stash_of_bf16(element: str) -> None:
    """stash_type 16: the input, the normalized value, and the statistics are bf16."""
    dtype, narrow = FLOATS[element], FLOATS["bf16"]
    x, w = random(5, 33, dtype=dtype), random(33, dtype=dtype, seed=1)
    model = one_node(node("LayerNormalization", "x w", "y m", stash_type=16), element, x, 17, w=w)
    model.graph.output[1].type.tensor_type.elem_type = models.code_of(narrow)
    y, mean = compute(model, x)
    rounded = exact(x.astype(np.float32).astype(narrow))
    wanted = normalized(rounded, [1], EPSILON) * exact(w)
    models.check_within(y, wanted, 2.5 * UNITS["bf16"] * np.abs(wanted) + 2 * UNITS["f32"], element)
    models.check_within(mean, moments(rounded, [1])[0], 2.0**-8 * np.abs(moments(rounded, [1])[0]), "bf16")


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("scale", ELEMENTS)
def test_rms_normalization(element: str, scale: str) -> None:
    """The result has the scale's type; the normalized value is rounded to the input's before."""
    for shape, axis in LAYERS:
        x, w = random(*shape, dtype=FLOATS[element]), random(*shape[axis:], dtype=FLOATS[scale], seed=1)
        model = one_node(node("RMSNormalization", "x w", "y", axis=axis), element, x, 23, w=w)
        model.graph.output[0].type.tensor_type.elem_type = models.code_of(w.dtype)
        (y,) = compute(model, x)
        wide = exact(x.astype(np.float32) if element == "f64" else x)
        axes = tuple(range(axis % len(shape), len(shape)))
        wanted = wide / np.sqrt((wide**2).mean(axes, keepdims=True) + EPSILON)
        units = UNITS["f32" if element == "f64" else element] + UNITS["f32" if element != "f64" != scale else scale]
        product = wanted * exact(w)
        largest = np.max(np.abs(product), initial=0.0)
        bound = (units + 2 * UNITS[scale]) * np.abs(product) * 1.01 + 16 * UNITS["f32"] * largest
        models.check_within(y, product, bound + 2.0**-24 * np.max(np.abs(w.astype("f8")), initial=0), scale)


# Sizes of images: channels along the second axis.
IMAGES = [(2, 6, 5, 7), (1, 6, 1, 1), (3, 6, 13), (2, 6)]


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("opset", (7, 9, 14, 15))
def test_batch_normalization(element: str, opset: int) -> None:
    """Inference takes the statistics that it is given."""
    if element == "bf16" and opset < 14:
        pytest.skip("has no bf16")
    dtype = FLOATS[element]
    for shape in (*IMAGES, (5,), (0, 6, 2)):
        channels = shape[1] if len(shape) > 1 else 1
        x = random(*shape, dtype=dtype)
        w, b, mean = (random(channels, dtype=dtype, seed=seed) for seed in (1, 2, 3))
        variance = positive(channels, dtype=dtype, seed=4)
        of = node("BatchNormalization", "x w b m v", "y", epsilon=0.01)
        (y,) = compute(one_node(of, element, x, opset, w=w, b=b, m=mean, v=variance), x)
        rank = max(len(shape), 2)
        w8, b8, m8, v8 = (along_channels(exact(p), rank) for p in (w, b, mean, variance))
        spread = exact(x).reshape(shape if len(shape) > 1 else (-1, 1))
        product = (spread - m8) / np.sqrt(v8 + float(np.float32(0.01))) * w8
        bound = UNITS[element] * np.abs(product + b8) + 16 * compute_unit(element) * (
            np.max(np.abs(product), initial=0) + np.abs(b8)
        )
        models.check_within(y, (product + b8).reshape(shape), bound.reshape(shape), element)


@pytest.mark.parametrize(
    "element, running, opset",
    [(element, element, 14) for element in ELEMENTS]
    + [("f32", "f16", 15), ("f16", "f32", 15), ("bf16", "f16", 15), ("f64", "bf16", 15), ("bf16", "f64", 15)],
)
def test_batch_normalization_in_training(element: str, running: str, opset: int) -> None:
    """The batch's biased variance; momentum weighs the old value; one value per channel has the variance 0."""
    dtype, other = FLOATS[element], FLOATS[running]
    for shape in (*IMAGES, (5,), (1,)):
        channels = shape[1] if len(shape) > 1 else 1
        x = random(*shape, dtype=dtype)
        w, b = (random(channels, dtype=dtype, seed=seed) for seed in (1, 2))
        mean, variance = random(channels, dtype=other, seed=3), positive(channels, dtype=other, seed=4)
        of = node("BatchNormalization", "x w b m v", "y rm rv", training_mode=1, momentum=0.75)
        model = one_node(of, element, x, opset, w=w, b=b, m=mean, v=variance)
        for output in model.graph.output[1:]:
            output.type.tensor_type.elem_type = models.code_of(other)
        y, new_mean, new_variance = compute(model, x)
        spread = exact(x).reshape(shape if len(shape) > 1 else (-1, 1))
        axes = [axis for axis in range(spread.ndim) if axis != 1]
        product = normalized(spread, axes, EPSILON) * along_channels(exact(w), spread.ndim)
        wanted = product + along_channels(exact(b), spread.ndim)
        unit = compute_unit(element)
        bound = UNITS[element] * np.abs(wanted) + 16 * unit * (np.max(np.abs(product), initial=0) + np.max(np.abs(b)))
        models.check_within(y, wanted.reshape(shape), bound.reshape(shape), element)
        for got, old, batch in ((new_mean, mean, 0), (new_variance, variance, 1)):
            value = exact(old) * 0.75 + moments(spread, axes)[batch].reshape(-1) * 0.25
            models.check_within(got, value, 2.1 * UNITS[running] * np.abs(value) + 4e-7, running)


def test_batch_normalization_of_activations() -> None:
    """`spatial` 0 of opset 7: parameters for each place."""
    x = random(3, 2, 4, 5)
    w, b, mean = (random(2, 4, 5, seed=seed) for seed in (1, 2, 3))
    variance = positive(2, 4, 5)
    of = node("BatchNormalization", "x w b m v", "y", spatial=0)
    for sizes in ("static", ["N", 2, "H", "W"], None):
        (y,) = compute(one_node(of, "f32", x, 7, sizes, w=w, b=b, m=mean, v=variance), x)
        np.testing.assert_allclose(y, (x - mean) / np.sqrt(variance + EPSILON) * w + b, atol=3e-6)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("opset", (6, 22))
def test_instance_normalization(element: str, opset: int) -> None:
    """One rounding; groups of one value become the bias."""
    if element == "bf16" and opset < 22:
        pytest.skip("has no bf16")
    dtype = FLOATS[element]
    for shape in IMAGES:
        x, w, b = (
            random(*shape, dtype=dtype),
            random(shape[1], dtype=dtype, seed=1),
            random(shape[1], dtype=dtype, seed=2),
        )
        (y,) = compute(one_node(node("InstanceNormalization", "x w b", "y"), element, x, opset, w=w, b=b), x)
        axes = list(range(2, len(shape)))
        product = normalized(exact(x), axes, EPSILON) * along_channels(exact(w), len(shape))
        wanted = product + along_channels(exact(b), len(shape))
        unit = compute_unit(element)
        bound = UNITS[element] * np.abs(wanted) + 16 * unit * (np.max(np.abs(product)) + np.max(np.abs(exact(b))))
        models.check_within(y, wanted, bound, element)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize(
    "opset, stash, groups",
    (
        (18, None, 1),
        (18, None, 2),
        (18, None, 6),
        (21, 1, 1),
        (21, 1, 2),
        (21, 1, 6),
        (21, 10, 2),
        (21, 11, 3),
        (21, 16, 6),
    ),
)
def test_group_normalization(element: str, opset: int, stash: int | None, groups: int) -> None:
    """18: parameters of groups and one rounding; 21: parameters of channels and two stages."""
    dtype = FLOATS[element]
    for shape in IMAGES:
        number = groups if opset == 18 else 6
        x, w, b = random(*shape, dtype=dtype), random(number, dtype=dtype, seed=1), random(number, dtype=dtype, seed=2)
        more = {} if stash is None else {"stash_type": stash}
        of = node("GroupNormalization", "x w b", "y", num_groups=groups, **more)
        (y,) = compute(one_node(of, element, x, opset, w=w, b=b), x)
        stage = {None: element, 1: "f32", 10: "f16", 11: "f64", 16: "bf16"}[stash]
        first = exact(x.astype(np.float32).astype(FLOATS[stage]) if UNITS[stage] > UNITS[element] else x)
        value = normalized(models.in_groups(first, groups), [2], EPSILON).reshape(shape)
        w8, b8 = (along_channels(exact(p).repeat(6 // number), len(shape)) for p in (w, b))
        unit = max(UNITS[stage], UNITS[element])
        wanted = value * w8 + b8
        bound = unit * (3 * np.abs(value * w8) + np.abs(wanted)) + 16 * max(
            UNITS["f32"] if stash else 0, compute_unit(element)
        ) * (np.max(np.abs(value * w8)) + np.max(np.abs(b8)))
        models.check_within(y, wanted, bound, element)


def lrn(x: np.ndarray, size: int, alpha: float, beta: float, k: float) -> np.ndarray:
    """ONNX's text, in float64."""
    squares, channels = x**2, x.shape[1]
    total = np.zeros_like(x)
    for c in range(channels):
        low, high = max(0, c - (size - 1) // 2), min(channels - 1, c + -(-(size - 1) // 2))
        total[:, c] = squares[:, low : high + 1].sum(1)
    return x / (k + alpha / size * total) ** beta


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("size", (1, 2, 4, 5))
def test_lrn(element: str, size: int) -> None:
    """Even windows have one channel more behind than before."""
    dtype = FLOATS[element]
    for shape, alpha, beta, k in (
        ((2, 7, 3, 5), 1e-4, 0.75, 1.0),
        ((1, 1, 1, 1), 0.5, 0.5, 2.0),
        ((3, 7), 1.0, 1.25, 0.5),
        ((0, 3, 2, 2), 1.0, 0.75, 1.0),
    ):
        x = random(*shape, dtype=dtype)
        of = node("LRN", "x", "y", size=size, alpha=alpha, beta=beta, bias=k)
        (y,) = compute(one_node(of, element, x, 13), x)
        wanted = lrn(exact(x), size, float(np.float32(alpha)), beta, k)
        unit = compute_unit(element)
        models.check_within(y, wanted, (UNITS[element] + 16 * unit) * np.abs(wanted), element)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("p", (1, 2))
@pytest.mark.parametrize("axis", (0, 1, -1))
def test_lp_normalization(element: str, p: int, axis: int) -> None:
    """Rows of zeros stay zeros."""
    dtype = FLOATS[element]
    x = random(4, 7, 5, dtype=dtype)
    x[1] = 0
    x[:, 2] = 0
    x[..., 3] = 0
    opset = 22 if element == "bf16" else 1
    (y,) = compute(one_node(node("LpNormalization", "x", "y", axis=axis, p=p), element, x, opset), x)
    norm = (np.abs(exact(x)) ** p).sum(axis, keepdims=True) ** (1 / p)
    wanted = np.where(norm == 0, 0, exact(x) / np.where(norm == 0, 1, norm))
    unit = compute_unit(element)
    models.check_within(y, wanted, (UNITS[element] + 16 * unit) * np.abs(wanted), element)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("axes", (None, [0], [1, 3], [-1], [0, 1, 2, 3]))
def test_mean_variance_normalization(element: str, axes: Sequence[int] | None) -> None:
    """1e-9 is added to the deviation; over [0, 2, 3] where no axes are given."""
    dtype = FLOATS[element]
    x = random(3, 2, 5, 4, dtype=dtype)
    x[:, 1] = dtype(0.1)
    attributes = {} if axes is None else {"axes": axes}
    opset = 13 if element == "bf16" else 9
    (y,) = compute(one_node(node("MeanVarianceNormalization", "x", "y", **attributes), element, x, opset), x)
    mean, variance = moments(exact(x), axes or [0, 2, 3])
    constant = (exact(x) == exact(x).mean(tuple(axes or [0, 2, 3]), keepdims=True)) | (variance < 1e-25)
    wanted = np.where(constant, 0, (exact(x) - mean) / (np.sqrt(variance) + 1e-9))
    unit = compute_unit(element)
    bound = UNITS[element] * np.abs(wanted) + 16 * unit * np.max(np.abs(wanted))
    models.check_within(y, wanted, bound, element)
    if axes is None:
        assert np.all(y[:, 1] == 0)


@pytest.mark.parametrize("mean", (1e3, 1e4, 1e6))
def test_large_means(mean: float) -> None:
    """8 units of 2^-23 of the largest value, whatever the mean."""
    x = random(2, 8, 32, 32, mean=mean)
    for of, wanted in (
        (node("InstanceNormalization", "x w b", "y"), normalized(exact(x), [2, 3], EPSILON)),
        (
            node("GroupNormalization", "x w b", "y", num_groups=2),
            normalized(models.in_groups(exact(x), 2), [2], EPSILON),
        ),
        (node("BatchNormalization", "x w b b w", "y", training_mode=1), normalized(exact(x), [0, 2, 3], EPSILON)),
        (node("LayerNormalization", "x o", "y", axis=1), normalized(exact(x), [1, 2, 3], EPSILON)),
        (node("MeanVarianceNormalization", "x", "y"), normalized(exact(x), [0, 2, 3], 0)),
    ):
        held = {"w": np.ones(8, np.float32), "b": np.zeros(8, np.float32), "o": np.ones(x.shape[1:], np.float32)}
        (y,) = compute(one_node(of, "f32", x, 21, **held), x)
        distance = np.max(np.abs(y.reshape(wanted.shape) - wanted)) / np.max(np.abs(wanted)) * 2.0**23
        assert distance <= 8, f"{of.op_type}: {distance} units"


@pytest.mark.parametrize("element", ("f32", "f16"))
@pytest.mark.parametrize("shape", ((2, 5, 8), (1, 1, 1), (3, 7, 31)))
@pytest.mark.parametrize("has_more", (True, False))
def test_skip_connections_of_onnxruntime(element: str, shape: Sequence[int], has_more: bool) -> None:
    """The sum of input, skip and bias is normalized as it is, and returned rounded."""
    dtype, n = FLOATS[element], shape[-1]
    x, w, b, more = (random(*s, dtype=dtype, seed=i) for i, s in enumerate((shape, (n,), (n,), (n,))))
    for skip_shape in (shape, shape[1:], (1, *shape[1:])):
        skip = random(*skip_shape, dtype=dtype, seed=9)
        total = exact(x) + exact(skip) + (exact(more) if has_more else 0)
        unit = UNITS[element]
        for op, operands, scaled in (
            ("SkipLayerNormalization", "x z w b", normalized(total, [2], EPSILON) * exact(w) + exact(b)),
            (
                "SkipSimplifiedLayerNormalization",
                "x z w",
                total / np.sqrt((total**2).mean(2, keepdims=True) + EPSILON) * exact(w),
            ),
        ):
            of = node(op, operands + (" p" if has_more else ""), "y - r s", domain=models.CONTRIB, epsilon=1e-5)
            inputs = {"x": (dtype, shape), "z": (dtype, skip_shape)}
            outputs = {"y": dtype, "r": np.float32, "s": dtype}
            held = {"w": w, "b": b, "p": more}
            y, rstd, s = compute(models.model([of], inputs, outputs, held), x, skip)
            bound = unit * np.abs(scaled) + 2.0**-19 * (np.max(np.abs(scaled)) + 1)
            models.check_within(y, scaled, bound, element)
            models.check_within(s, total, unit * np.abs(total) + 3e-7 * np.max(np.abs(total)), element)
            assert rstd.shape == (*shape[:-1], 1)


@pytest.mark.parametrize("element", ("f32", "f16"))
@pytest.mark.parametrize("is_last", (0, 1))
@pytest.mark.parametrize("has_activation", (0, 1))
def test_group_norm_of_onnxruntime(element: str, is_last: int, has_activation: int) -> None:
    """Channels last or second, SiLU behind, a skip connection and a bias of channels before; one rounding."""
    dtype = FLOATS[element]
    more = {"groups": 3, "channels_last": is_last, "activation": has_activation, "domain": models.CONTRIB}
    for shape in ((2, 6, 5, 7), (2, 3, 1, 1)):
        channels = shape[1]
        w, b, p = (random(channels, dtype=np.float32, seed=seed) for seed in (1, 2, 3))
        w, b, p = w, b, p.astype(dtype)
        first, skip = random(*shape, dtype=dtype), random(*shape, dtype=dtype, seed=4)
        plain = random(*shape[:2], dtype=dtype, seed=5)
        for connection in (None, skip, plain):
            total = exact(first)
            if connection is not None:
                total = total + exact(connection).reshape(
                    shape[:2] + connection.shape[2:] + (1,) * (4 - connection.ndim)
                )
                total = total + along_channels(exact(p), 4)
            value = normalized(models.in_groups(total, 3), [2], EPSILON).reshape(shape)
            value = value * along_channels(exact(w), 4) + along_channels(exact(b), 4)
            wanted = value / (1 + np.exp(-value)) if has_activation else value

            def laid(x: np.ndarray) -> np.ndarray:
                return np.ascontiguousarray(np.moveaxis(x, 1, -1)) if is_last and x.ndim == 4 else x

            inputs = {"x": (dtype, laid(first).shape)}
            held = {"w": w, "b": b, "p": p}
            if connection is None:
                of = node("GroupNorm", "x w b", "y", **more)
                (y,) = compute(models.model([of], inputs, {"y": dtype}, held), laid(first))
            else:
                inputs["z"] = (dtype, laid(connection).shape)
                of = node("SkipGroupNorm", "x w b z p", "y s", **more)
                y, s = compute(
                    models.model([of], inputs, {"y": dtype, "s": dtype}, held), laid(first), laid(connection)
                )
                models.check_within(s, laid(total), UNITS[element] * np.abs(laid(total)) + 1e-6, element)
            bound = UNITS[element] * np.abs(wanted) + 16 * UNITS["f32"] * (np.max(np.abs(value)) + 1)
            models.check_within(y, laid(wanted), laid(bound), element)


def test_simplified_layer_normalization_of_onnxruntime() -> None:
    """In either domain; the second result is the reciprocal of the root mean square."""
    x, w = random(3, 5, 16), random(16, seed=1)
    wanted = exact(x) / np.sqrt((exact(x) ** 2).mean(2, keepdims=True) + EPSILON)
    for domain in ("", models.CONTRIB):
        of = node("SimplifiedLayerNormalization", "x w", "y r", domain=domain, stash_type=1)
        y, rstd = compute(models.model([of], {"x": (np.float32, ["N", 5, 16])}, ["y", "r"], {"w": w}, 17), x)
        np.testing.assert_allclose(y, wanted * exact(w), atol=2e-6)
        np.testing.assert_allclose(rstd, (wanted / exact(x))[..., :1], rtol=1e-6)
    of = node("LayerNormalization", "x w", "y")
    (y,) = compute(models.model([of], {"x": (np.float32, None)}, ["y"], {"w": w}, 13), x)
    np.testing.assert_allclose(y, normalized(exact(x), [2], EPSILON) * exact(w), atol=2e-6)


# A node of each op, the rank of its input, the rest of its operands, and its opset.
DYNAMIC = [
    (node("LayerNormalization", "x w b", "y"), 21),
    (node("RMSNormalization", "x w", "y"), 23),
    (node("InstanceNormalization", "x c d", "y"), 21),
    (node("GroupNormalization", "x c d", "y", num_groups=3), 21),
    (node("BatchNormalization", "x c d e f", "y"), 21),
    (node("BatchNormalization", "x c d e f", "y", training_mode=1), 21),
    (node("LRN", "x", "y", size=4), 21),
    (node("LpNormalization", "x", "y", axis=1), 21),
    (node("MeanVarianceNormalization", "x", "y"), 21),
]


@pytest.mark.parametrize("of, opset", DYNAMIC, ids=lambda value: getattr(value, "op_type", ""))
@pytest.mark.parametrize("sizes", (["N", 6, "H", 5], None))
def test_unknown_sizes(of: Any, opset: int, sizes: Any) -> None:
    """Results are those of a model that states its sizes, bit for bit or nearly; one model takes all sizes."""
    held = {
        "w": random(5),
        "b": random(5, seed=1),
        **{name: random(6, seed=i) for i, name in enumerate("cde")},
        "f": positive(6),
    }
    model = norm_mlir.onnx.import_model(one_node(of, "f32", random(1), opset, sizes, **held), rest=None)
    for batch, height in ((2, 7), (1, 1), (3, 2)):
        x = random(batch, 6, height, 5, seed=batch)
        (wanted,) = compute(one_node(of, "f32", x, opset, **held), x)
        (y,) = model(x)
        np.testing.assert_allclose(y, wanted, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("value", (np.nan, np.inf))
def test_what_is_not_finite_stays_in_its_group(value: float) -> None:
    """NaN and infinity make their group NaN, and leave the others as they are."""
    x = random(2, 6, 4)
    x[0, 0, 0] = value
    (y,) = compute(
        one_node(node("InstanceNormalization", "x w b", "y"), "f32", x, 21, w=np.ones(6, "f4"), b=np.ones(6, "f4")), x
    )
    assert np.isnan(y[0, 0]).all() and np.isfinite(y[1]).all() and np.isfinite(y[0, 1:]).all()
    single = np.array([[[value]], [[2.0]]], np.float32)
    (y,) = compute(
        one_node(
            node("InstanceNormalization", "x w b", "y"), "f32", single, 21, w=np.ones(1, "f4"), b=np.ones(1, "f4")
        ),
        single,
    )
    assert np.isnan(y[0]).all() and y[1] == 1
