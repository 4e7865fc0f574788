"""The functional API on NumPy arrays against PyTorch's in float64."""

from __future__ import annotations

from typing import Any, Callable

import ml_dtypes
import numpy as np
import pytest
import torch
import torch.nn.functional as F

import norm_mlir
from support import FLOATS, floats, refuses

BOUNDS = {"f64": 1e-11, "f32": 1e-5, "f16": 5e-3, "bf16": 4e-2}
SHAPE = (3, 8, 5, 4)


def _array(*shape: int, element: str, seed: int = 0) -> np.ndarray:
    return floats(*shape, seed=seed).astype(FLOATS[element])


def _wide(array: np.ndarray | None) -> torch.Tensor | None:
    return None if array is None else torch.from_numpy(np.asarray(array, np.float64))


def _check(got: np.ndarray, expected: torch.Tensor, element: str) -> None:
    assert type(got) is np.ndarray and got.dtype == FLOATS[element]
    bound = BOUNDS[element]
    np.testing.assert_allclose(got.astype(np.float64), expected.numpy(), rtol=bound, atol=bound)


def _weights(element: str, size: int = 8) -> tuple[np.ndarray, np.ndarray]:
    return _array(size, element=element, seed=1), _array(size, element=element, seed=2)


# What is computed of an array and two parameters, by this library's functions or PyTorch's.
NORMS: dict[str, Callable[[Any, Any, Any, Any], Any]] = {
    "layer_norm": lambda f, x, w, b: f.layer_norm(x, (4,), w[:4], b[:4], 1e-5),
    "layer_norm of two axes": lambda f, x, w, b: f.layer_norm(x, (5, 4)),
    "rms_norm": lambda f, x, w, b: f.rms_norm(x, (4,), w[:4], 1e-5),
    "batch_norm": lambda f, x, w, b: f.batch_norm(x, b, w * w + 1, w, b),
    "batch_norm of a batch": lambda f, x, w, b: f.batch_norm(x, None, None, w, b, True),
    "instance_norm": lambda f, x, w, b: f.instance_norm(x, None, None, w, b),
    "instance_norm of given": lambda f, x, w, b: f.instance_norm(x, b, w * w + 1, w, b, use_input_stats=False),
    "group_norm": lambda f, x, w, b: f.group_norm(x, 4, w, b),
    "group_norm of negative epsilon": lambda f, x, w, b: f.group_norm(x, 2, w, b, -1e-3),
    "local_response_norm": lambda f, x, w, b: f.local_response_norm(x, 3, 1e-2, 0.75, 2.0),
    "local_response_norm of even size": lambda f, x, w, b: f.local_response_norm(x, 4),
    **{
        f"normalize by {p}": lambda f, x, w, b, p=p: f.normalize(x, p)  # type: ignore[misc]
        for p in (2.0, 1.0, 3.0, 0.5, float("inf"))
    },
    "normalize over two axes": lambda f, x, w, b: f.normalize(x, 2.0, (-1, 0)),
}

LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "dense": lambda x: x,
    "channels last": lambda x: np.ascontiguousarray(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2),
    "Fortran": np.asfortranarray,
    "steps": lambda x: np.repeat(x, 2, 3)[..., ::2],
    "negative": lambda x: np.ascontiguousarray(x[::-1, ::-1, ::-1, ::-1])[::-1, ::-1, ::-1, ::-1],
    "read-only": lambda x: np.frombuffer(x.tobytes(), x.dtype).reshape(x.shape),
}


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("norm", NORMS)
def test_norms(norm: str, element: str) -> None:
    """All norms in all types, with parameters of the input's."""
    x, (w, b) = _array(*SHAPE, element=element), _weights(element)
    compute = NORMS[norm]
    if norm.startswith("batch_norm") or norm.startswith("instance_norm of"):
        w, b = _weights("f32" if element in ("f16", "bf16") else element)
    _check(compute(norm_mlir, x, w, b), compute(F, _wide(x), _wide(w), _wide(b)), element)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("norm", NORMS)
def test_layouts(norm: str, layout: str) -> None:
    """Arrays of any strides give what dense ones give, and stay as they are."""
    dense, (w, b) = _array(*SHAPE, element="f32"), _weights("f32")
    x = LAYOUTS[layout](dense)
    got = NORMS[norm](norm_mlir, x, w, b)
    _check(got, NORMS[norm](F, _wide(dense), _wide(w), _wide(b)), "f32")
    np.testing.assert_array_equal(x, dense)


@pytest.mark.parametrize("element", ["f16", "bf16"])
def test_wider_parameters(element: str) -> None:
    """Parameters may be of f32."""
    x, (w, b) = _array(6, 8, element=element), _weights("f32")
    _check(norm_mlir.layer_norm(x, (8,), w, b), F.layer_norm(_wide(x), (8,), _wide(w), _wide(b)), element)
    _check(norm_mlir.group_norm(x, 2, w, b), F.group_norm(_wide(x), 2, _wide(w), _wide(b)), element)
    with refuses(RuntimeError, "weight", "f32"):
        norm_mlir.layer_norm(w.reshape(1, 8), (8,), x[0])


@pytest.mark.parametrize("p", [0.0, -1.0, -2.0, -0.5, float("-inf")])
def test_other_powers(p: float) -> None:
    """Powers that are none of a norm, as PyTorch has them."""
    x = floats(4, 6, 3)
    x[0, 1, 2] = 0
    _check(norm_mlir.normalize(x, p), F.normalize(_wide(x), p), "f32")


@pytest.mark.parametrize("dim", [None, (), 0, -1, np.int64(1), [0, 2], (2, 1, 0)])
def test_axes_of_normalize(dim: Any) -> None:
    """One axis, several, and all."""
    x = floats(4, 6, 3)
    _check(norm_mlir.normalize(x, 2.0, dim), F.normalize(_wide(x), 2.0, dim), "f32")


def test_normalize_out() -> None:
    """Results where they are wanted, also of rank 0 and without elements."""
    for shape, dim in (((3, 4), 1), ((), 0), ((0, 4), 1), ((4, 0), 0)):
        x = floats(*shape).reshape(shape)
        out = np.full(shape, 7, np.float32)
        assert norm_mlir.normalize(x, dim=dim, out=out) is out
        np.testing.assert_allclose(out, F.normalize(torch.from_numpy(x), dim=dim), rtol=1e-6)
    x, out = floats(3, 4), np.full((3, 4), 7.0)
    with refuses(TypeError, "3x4xf64"):
        norm_mlir.normalize(x, out=out)
    with refuses(ValueError, "overlaps"):
        norm_mlir.normalize(x, out=x)
    with refuses(TypeError, "0x4xf64"):
        norm_mlir.normalize(x[:0], out=out[:0])
    tensor = torch.ones(3, 4, requires_grad=True)
    for first, second in ((tensor, torch.empty(3, 4)), (torch.ones(3, 4), tensor)):
        with refuses(RuntimeError, "gradients"):
            norm_mlir.normalize(first, out=second)
    assert (out == 7).all()


@pytest.mark.parametrize("element", ["f32", "f64", "bf16"])
@pytest.mark.parametrize("layout", ["dense", "channels last", "steps"])
@pytest.mark.parametrize("name", ["batch_norm", "instance_norm"])
def test_running_statistics(name: str, layout: str, element: str) -> None:
    """Running statistics are updated in place, where they are a part of an array too."""
    statistics = np.ones((8, 2), np.float64 if element == "f64" else np.float32)
    mean, variance = statistics[:, 0], statistics[:, 1]
    x = LAYOUTS[layout](_array(*SHAPE, element=element))
    wide_mean, wide_variance = _wide(mean), _wide(variance)
    flags = {"training": True} if name == "batch_norm" else {}
    got = getattr(norm_mlir, name)(x, mean, variance, momentum=0.3, **flags)
    expected = getattr(F, name)(_wide(x), wide_mean, wide_variance, momentum=0.3, **flags)
    _check(got, expected, element)
    np.testing.assert_allclose(mean, wide_mean, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(variance, wide_variance, rtol=1e-4, atol=1e-5)


def _compute_training(name: str, x: Any, mean: Any, variance: Any) -> Any:
    if name == "switchable_norm":
        return norm_mlir.switchable_norm(x, np.ones(3, np.float32), np.ones(3, np.float32), None, None, mean, variance)
    if name == "batch_norm":
        return norm_mlir.batch_norm(x, mean, variance, training=True)
    return norm_mlir.instance_norm(x, mean, variance)


@pytest.mark.parametrize("name", ["batch_norm", "instance_norm", "switchable_norm"])
def test_refused_running_statistics(name: str) -> None:
    """Where one of them cannot be written, the other one is not; one alone is refused."""
    x, mean = floats(*SHAPE), np.full(8, 7, np.float32)
    read_only = np.broadcast_to(np.ones(1, np.float32), (8,))
    with refuses(ValueError, "running_var", "read-only"):
        _compute_training(name, x, mean, read_only)
    with refuses(TypeError, "running_var", "ndarray", "Tensor"):
        _compute_training(name, x, mean, torch.ones(8))
    with refuses(ValueError, "both"):
        _compute_training(name, x, mean, None)
    with refuses(ValueError, "both"):
        _compute_training(name, x, None, mean)
    with refuses(RuntimeError, "running_var", "8 elements"):
        _compute_training("batch_norm", x, mean, np.ones(7, np.float32))
    assert (mean == 7).all()


@pytest.mark.parametrize("name", ["batch_norm", "instance_norm"])
def test_refused_running_statistics_of_torch(name: str) -> None:
    """So it is with tensors of torch that have less memory than elements."""
    mean = torch.full((8,), 7.0)
    with refuses(ValueError, "running_var", "expanded"):
        _compute_training(name, torch.from_numpy(floats(*SHAPE)), mean, torch.ones(1).expand(8))
    assert (mean == 7).all()


def test_running_statistics_in_evaluation() -> None:
    """They are only read, and may be read-only."""
    x, mean, variance = floats(*SHAPE), np.zeros(8, np.float32), np.ones(8, np.float32)
    mean.flags.writeable = variance.flags.writeable = False
    _check(norm_mlir.batch_norm(x, mean, variance), F.batch_norm(_wide(x), _wide(mean), _wide(variance)), "f32")


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("dim", [0, 1, 2, -1, None])
def test_weight_norm(dim: int | None, element: str) -> None:
    """Weights of a direction and a length."""
    v = _array(4, 5, 6, element=element)
    axis = -1 if dim is None else dim
    shape = () if axis == -1 else tuple(size if other == axis else 1 for other, size in enumerate(v.shape))
    g = (np.abs(floats(*shape, seed=1)) + 0.5).reshape(shape).astype(FLOATS[element])
    wide = _wide(v)
    norm = wide.norm() if axis == -1 else wide.norm(dim=[other for other in range(3) if other != axis], keepdim=True)
    _check(norm_mlir.weight_norm(v, g, dim), _wide(g) * wide / norm, element)


def _define_switchable(
    x: np.ndarray,
    mean_weights: np.ndarray,
    variance_weights: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    momentum: float,
    training: bool,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Switchable normalization by its authors' definition."""

    def mix(weights: np.ndarray) -> np.ndarray:
        powers = np.exp(weights - weights.max())
        return powers / powers.sum()

    axes = tuple(range(2, x.ndim))
    if axes:
        instance = x.mean(axes, keepdims=True), x.var(axes, keepdims=True, ddof=1)
        square = instance[1] + instance[0] ** 2
        means = [instance[0].mean(axis, keepdims=True) for axis in (1, 0)]
        layer, batch = ((mean_, square.mean(axis, keepdims=True) - mean_**2) for axis, mean_ in zip((1, 0), means))
    else:
        layer, batch = ((x.mean(axis, keepdims=True), x.var(axis, keepdims=True, ddof=1)) for axis in (1, 0))
    channels = (1, -1, *[1] * len(axes))
    if training:
        mean = momentum * mean + (1 - momentum) * batch[0].ravel()
        variance = momentum * variance + (1 - momentum) * batch[1].ravel()
    else:
        batch = mean.reshape(channels), variance.reshape(channels)
    parts = (instance, layer, batch) if axes else (layer, batch)
    mixed_mean = sum(weight * part[0] for weight, part in zip(mix(mean_weights), parts))
    mixed_variance = sum(weight * part[1] for weight, part in zip(mix(variance_weights), parts))
    return (x - mixed_mean) / np.sqrt(mixed_variance + 1e-5), mean, variance


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("shape", [SHAPE, (3, 8, 5), (6, 8)])
def test_switchable_norm(shape: tuple[int, ...], training: bool, element: str) -> None:
    """Results and running statistics are those of the definition."""
    other = "f32" if element in ("f16", "bf16") else element
    count = 3 if len(shape) > 2 else 2
    x, (w, b) = _array(*shape, element=element), _weights(other)
    weights = [_array(count, element=other, seed=seed) for seed in (3, 4)]
    mean, variance = _array(8, element=other, seed=5), np.abs(_array(8, element=other, seed=6)) + FLOATS[other](0.5)
    wide = [array.astype(np.float64) for array in (x, *weights, mean, variance)]
    y, new_mean, new_variance = _define_switchable(*wide, momentum=0.8, training=training)
    y = y * w.reshape(1, -1, *[1] * (len(shape) - 2)) + b.reshape(1, -1, *[1] * (len(shape) - 2))
    got = norm_mlir.switchable_norm(x, *weights, w, b, mean, variance, training=training, momentum=0.8)
    _check(got, torch.from_numpy(y), element)
    np.testing.assert_allclose(mean, new_mean, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(variance, new_variance, rtol=1e-4, atol=1e-5)


def test_switchable_norm_refuses() -> None:
    """Weights are as many as statistics."""
    x, ones = floats(*SHAPE), np.ones(3, np.float32)
    for weights in (np.ones(4, np.float32), np.ones((), np.float32), np.ones((3, 1), np.float32)):
        with refuses(RuntimeError, "mean_weights", "[3]"):
            norm_mlir.switchable_norm(x, weights, ones)
        with refuses(RuntimeError, "variance_weights", "[3]"):
            norm_mlir.switchable_norm(x, ones, weights)
    with refuses(RuntimeError, "2 dimensions"):
        norm_mlir.switchable_norm(x[0, :, 0, 0], ones, ones)


@pytest.mark.parametrize("norm", [norm for norm in NORMS if "given" not in norm and norm != "batch_norm"])
def test_no_elements(norm: str) -> None:
    """Arrays without elements."""
    x, (w, b) = np.empty((0, *SHAPE[1:]), np.float32), _weights("f32")
    got = NORMS[norm](norm_mlir, x, w, b)
    assert got.shape == x.shape and got.dtype == x.dtype


@pytest.mark.parametrize("dtype", [np.int32, np.complex64, np.bool_, ml_dtypes.float8_e5m2, ">f4"])
def test_other_elements(dtype: Any) -> None:
    """Elements are of four types."""
    x = np.ones((2, 4), dtype)
    for compute, argument in ((norm_mlir.layer_norm, (4,)), (norm_mlir.normalize, 2.0), (norm_mlir.group_norm, 2)):
        with refuses(TypeError, "float64, float32, bfloat16 or float16", str(np.dtype(dtype))):
            compute(x, argument)


def test_one_axis() -> None:
    """Batch normalization has channels."""
    with refuses(RuntimeError, "2 dimensions", "received 1"):
        norm_mlir.batch_norm(floats(4), np.zeros(4, np.float32), np.ones(4, np.float32))
