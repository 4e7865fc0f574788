"""TensorFlow's ops, and Keras on the backend that KERAS_BACKEND names, or that is installed."""

from __future__ import annotations

import importlib.util
import inspect
import os
from functools import partial
from typing import Any

import numpy as np

from . import probes
from .facts import EPSILON, GROUPS, LARGE_MEANS, ROUNDING, RUNNING, WINDOW, ZEROS, listed

CHANNELS_LAST = (0, 2, 3, 1)
CHANNELS_FIRST = (0, 3, 1, 2)
BACKENDS = [name for name in ("tensorflow", "jax", "torch") if importlib.util.find_spec(name)]
if BACKENDS:
    os.environ.setdefault("KERAS_BACKEND", BACKENDS[0])


def _lrn(x: np.ndarray, alpha: float, radius: int, beta: float = 1.0) -> np.ndarray:
    import tensorflow

    y = tensorflow.nn.local_response_normalization(
        tensorflow.constant(x.transpose(CHANNELS_LAST)), depth_radius=radius, bias=1.0, alpha=alpha, beta=beta
    )
    return y.numpy().transpose(CHANNELS_FIRST)


def _window(radius: int) -> str:
    return probes.window(partial(_lrn, radius=radius), 2 * radius + 1)


def _spread() -> str:
    return probes.spread(partial(_lrn, alpha=1.0, radius=1, beta=0.75))


def _fused(x: np.ndarray, share: float) -> list[np.ndarray]:
    """FusedBatchNormV3 in training, from mean 0 and variance 1."""
    import tensorflow

    ones = np.ones(x.shape[-1], np.float32)
    results = tensorflow.raw_ops.FusedBatchNormV3(
        x=x, scale=ones, offset=ones * 0, mean=ones * 0, variance=ones, epsilon=1e-5, exponential_avg_factor=share
    )
    return [value.numpy() for value in results]


def _fused_running() -> str:
    return probes.running(*_fused(probes.BATCH.reshape(4, 1, 1, 1), probes.MOMENTUM)[1:3])


def _fused_normalizes() -> str:
    y = _fused(probes.BATCH.reshape(4, 1, 1, 1), 1.0)[0]
    return "biased" if abs(float(y[0, 0, 0, 0]) + 3 / np.sqrt(5 + 1e-5)) < 1e-5 else "otherwise"


def _fused_one() -> str:
    return f"variance {float(_fused(np.ones((1, 1, 1, 1), np.float32), 1.0)[2][0]):.6g}"


def _l2_epsilon() -> str:
    """A norm of 0.5 under an epsilon of 4."""
    import tensorflow

    y = float(tensorflow.nn.l2_normalize(np.float32([[0.5, 0.0]]), axis=1, epsilon=4.0)[0, 0])
    ways = {0.125: "bounds the norm", 0.25: "bounds the norm's square"}
    return ways.get(round(y, 6), f"gives {y:.6g}")


def _l2_default() -> str:
    import tensorflow

    return str(inspect.signature(tensorflow.nn.l2_normalize).parameters["epsilon"].default)


def _keras(kind: str, **options: Any) -> Any:
    import keras

    return getattr(keras.layers, kind)(**options)


def _array(value: Any) -> np.ndarray:
    import keras

    return keras.ops.convert_to_numpy(value)


def _default(kind: str, parameter: str) -> str:
    import keras

    return str(inspect.signature(getattr(keras.layers, kind).__init__).parameters[parameter].default)


def _fused_default() -> str:
    import tensorflow

    found = inspect.signature(tensorflow.raw_ops.FusedBatchNormV3).parameters["exponential_avg_factor"].default
    return f"{found:g}"


def _place(kind: str) -> str:
    """Of a row of 1 and -1, as channels of one batch index or as one channel."""
    norm = _keras(kind, epsilon=1.0, **({"groups": 1} if kind == "GroupNormalization" else {}))
    if kind == "BatchNormalization":
        return probes.place(lambda x: _array(norm(x.reshape(4, 1), training=True)).reshape(1, 4))
    return probes.place(lambda x: _array(norm(x)))


def _running() -> str:
    norm = _keras("BatchNormalization", momentum=probes.MOMENTUM)
    norm(probes.BATCH, training=True)
    return probes.running(_array(norm.moving_mean), _array(norm.moving_variance))


def _rms_scaling() -> str:
    """Rows of mean 3, variance 3.5 and mean square 12.5."""
    x = np.float32([[1, 2, 3, 6]])
    y = float(_array(_keras("LayerNormalization", rms_scaling=True, epsilon=1e-5)(x))[0, 0])
    for words, square in (("x / sqrt(variance + epsilon)", 3.5), ("x / sqrt(mean square + epsilon)", 12.5)):
        if abs(y - 1 / np.sqrt(square + 1e-5)) < 1e-5:
            return words
    return f"gives {y:.6g}"


def _zeros(function: str) -> str:
    x = np.zeros((1, 4), np.float32)
    if function == "UnitNormalization":
        return probes.zero(_array(_keras(function)(x)))
    import tensorflow

    return probes.zero(tensorflow.nn.l2_normalize(x, axis=1).numpy())


def _grouping() -> str:
    norm = _keras("GroupNormalization", groups=2)
    return probes.grouping(lambda x: _array(norm(x.transpose(0, 2, 1))).transpose(0, 2, 1))


def _scale() -> str:
    norm = _keras("GroupNormalization", groups=2)
    norm.build((None, 8, 4))
    return {2: "per group", 4: "per channel"}[norm.gamma.shape[0]]


def _rounding(kind: str, policy: str) -> str:
    x, scale = probes.sixteen_bits()
    norm = _keras(kind, epsilon=1e-5, dtype=policy)
    norm.build(x.shape)
    norm.set_weights([scale, *[scale * 0 for _ in norm.weights[1:]]])
    return probes.rounding(x, scale, _array(norm(x)), centred=kind == "LayerNormalization")


def _error(kind: str, **options: Any) -> str:
    if kind == "LayerNormalization":
        x = probes.large_mean((64, 512))
        return probes.error(_array(_keras(kind, epsilon=1e-5)(x)), probes.normalized(x, (1,)))
    x = probes.large_mean((4, 32, 16, 16))
    last = np.ascontiguousarray(x.transpose(CHANNELS_LAST))
    if kind == "FusedBatchNormV3":
        return probes.error(_fused(last, 1.0)[0].transpose(CHANNELS_FIRST), probes.normalized(x, (0, 2, 3)))
    if kind == "GroupNormalization":
        y = _array(_keras(kind, epsilon=1e-5, groups=8)(last))
        return probes.error(y.transpose(CHANNELS_FIRST), probes.normalized(x, (), 8))
    y = _array(_keras(kind, epsilon=1e-5)(last, training=True))
    return probes.error(y.transpose(CHANNELS_FIRST), probes.normalized(x, (0, 2, 3)))


def _constant() -> str:
    norm = _keras("LayerNormalization")
    return probes.constant(lambda x: _array(norm(x)), (2, 1000))


KERAS, TENSORFLOW = ("keras",), ("tensorflow",)
NORMS = "Keras LayerNormalization, GroupNormalization, BatchNormalization"
KINDS = ("LayerNormalization", "GroupNormalization", "BatchNormalization")
FUSED = "TensorFlow FusedBatchNormV3"

_TENSORFLOW = {
    WINDOW: [
        ("TensorFlow", "radius 1", partial(_window, 1), "c-1 .. c+1, alpha"),
        ("TensorFlow", "radius 2", partial(_window, 2), "c-2 .. c+2, alpha"),
        ("TensorFlow", "far channels", _spread, "1e5 stays, NaN spreads"),
    ],
    RUNNING: [
        (FUSED, "running", _fused_running, probes.NEW_UNBIASED),
        (FUSED, "momentum", _fused_default, "1"),
        (FUSED, "normalizes with", _fused_normalizes, "biased"),
        (FUSED, "one value", _fused_one, "variance 0"),
    ],
    EPSILON: [
        ("TensorFlow l2_normalize", "place", _l2_epsilon, "bounds the norm's square"),
        ("TensorFlow l2_normalize", "default", _l2_default, "1e-12"),
    ],
    ZEROS: [("TensorFlow l2_normalize", "zeros", partial(_zeros, "l2_normalize"), "0")],
    LARGE_MEANS: [("TensorFlow", "BatchNorm", partial(_error, "FusedBatchNormV3"), probes.BELOW)],
}
_KERAS = {
    RUNNING: [
        ("Keras BatchNormalization", "running", _running, probes.OLD_BIASED),
        ("Keras BatchNormalization", "momentum", partial(_default, "BatchNormalization", "momentum"), "0.99"),
    ],
    EPSILON: [
        *[(NORMS, "default", partial(_default, kind, "epsilon"), "0.001") for kind in KINDS],
        *[(NORMS, "place", partial(_place, kind), "in the root") for kind in KINDS],
        ("Keras RMSNormalization", "default", partial(_default, "RMSNormalization", "epsilon"), "1e-06"),
        ("Keras RMSNormalization", "place", partial(_place, "RMSNormalization"), "in the root"),
    ],
    ZEROS: [
        ("Keras UnitNormalization", "zeros", partial(_zeros, "UnitNormalization"), "0"),
        ("Keras", "LayerNorm", _constant, "not 0"),
    ],
    GROUPS: [
        ("Keras GroupNormalization", "groups", _grouping, "neighbours"),
        ("Keras GroupNormalization", "scale", _scale, "per channel"),
        ("Keras LayerNormalization, rms_scaling", "divides by", _rms_scaling, "x / sqrt(variance + epsilon)"),
    ],
    ROUNDING: [
        ("Keras", kind.replace("alization", ""), partial(_rounding, kind, policy), probes.ONCE)
        for kind in ("LayerNormalization", "RMSNormalization")
        for policy in ("float16", "mixed_float16")
    ],
    LARGE_MEANS: [("Keras", kind.replace("alization", ""), partial(_error, kind), probes.BELOW) for kind in KINDS],
}

FACTS = [
    fact
    for packages, sections in ((TENSORFLOW, _TENSORFLOW), (KERAS, _KERAS))
    for section, rows in sections.items()
    for fact in listed(section, packages, rows)
]
