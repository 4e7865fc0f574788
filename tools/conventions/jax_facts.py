"""JAX, and the layers of Flax and Equinox."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any, Callable

import numpy as np

from . import probes
from .facts import EPSILON, EXCHANGE, GROUPS, LARGE_MEANS, ROUNDING, RUNNING, ZEROS, listed

CHANNELS_LAST = (0, 2, 3, 1)
CHANNELS_FIRST = (0, 3, 1, 2)


def _flax(kind: str, *sizes: int, **options: Any) -> Any:
    from flax import nnx

    return getattr(nnx, kind)(*sizes, rngs=nnx.Rngs(0), **options)


def _flax_default(kind: str, parameter: str) -> str:
    from flax import nnx

    return str(inspect.signature(getattr(nnx, kind).__init__).parameters[parameter].default)


def _flax_running() -> str:
    norm = _flax("BatchNorm", 1, momentum=probes.MOMENTUM)
    norm(probes.BATCH)
    return probes.running(norm.mean[...], norm.var[...])


def _flax_grouping() -> str:
    norm = _flax("GroupNorm", 4, num_groups=2)
    return probes.grouping(lambda x: np.asarray(norm(x.transpose(0, 2, 1))).transpose(0, 2, 1))


def _flax_scale() -> str:
    return {2: "per group", 4: "per channel"}[_flax("GroupNorm", 4, num_groups=2).scale[...].size]


def _flax_rounding(kind: str) -> str:
    import jax.numpy as jnp

    x, scale = probes.sixteen_bits()
    norm = _flax(kind, 256, epsilon=1e-5, dtype=jnp.float16, param_dtype=jnp.float16)
    norm.scale[...] = jnp.asarray(scale)
    return probes.rounding(x, scale, norm(x), centred=kind == "LayerNorm")


def _flax_type() -> str:
    return f"the result is {_flax('LayerNorm', 256)(probes.sixteen_bits()[0]).dtype}"


def _flax_error(kind: str, **options: Any) -> str:
    if kind == "LayerNorm":
        x = probes.large_mean((64, 512))
        return probes.error(_flax(kind, 512, epsilon=1e-5, **options)(x), probes.normalized(x, (1,)))
    x = probes.large_mean((4, 32, 16, 16))
    y = _flax(kind, 32, epsilon=1e-5, **options)(x.transpose(CHANNELS_LAST))
    exact = probes.normalized(x, (), 8) if kind == "GroupNorm" else probes.normalized(x, (0, 2, 3))
    return probes.error(np.asarray(y).transpose(CHANNELS_FIRST), exact)


def _flax_place(kind: str, **options: Any) -> str:
    """Of a row of 1 and -1, as channels of one batch index or as one channel."""
    shape = {"BatchNorm": (4, 1), "InstanceNorm": (1, 4, 1)}.get(kind, (1, 4))
    norm = _flax(kind, shape[-1], epsilon=1.0, **options)
    return probes.place(lambda x: np.asarray(norm(x.reshape(shape))).reshape(1, 4))


def _flax_constant(**options: Any) -> str:
    return probes.constant(_flax("LayerNorm", 1000, **options), (2, 1000))


def _exported() -> str:
    """What jax.export writes for Flax norms: whether any op of theirs is left."""
    import jax
    from flax import nnx
    from jax import export

    text = ""
    for norm in (_flax("LayerNorm", 8), _flax("BatchNorm", 8, use_running_average=False)):
        graph, state = nnx.split(norm)
        function = jax.jit(lambda x, graph=graph, state=state: nnx.merge(graph, jax.tree.map(lambda a: a, state))(x))
        text += str(export.export(function)(jax.ShapeDtypeStruct((4, 8), "float32")).mlir_module())
    return "a norm op" if "stablehlo.composite" in text or "batch_norm" in text else "no norm op"


def _equinox(kind: str, *sizes: int, **options: Any) -> Callable[..., Any]:
    import equinox
    import jax

    return jax.vmap(getattr(equinox.nn, kind)(*sizes, **options))


def _equinox_default(kind: str, parameter: str) -> str:
    import equinox

    return str(inspect.signature(getattr(equinox.nn, kind).__init__).parameters[parameter].default)


def _equinox_place(kind: str, *sizes: int) -> str:
    return probes.place(_equinox(kind, *sizes, eps=1.0))


def _equinox_batch_norm(mode: str, updates: int) -> tuple[np.ndarray, Any, Any, Any]:
    """Training on BATCH and then on BATCH + 5: the last result, the layer, its state, the evaluated BATCH."""
    import equinox
    import jax

    norm, state = equinox.nn.make_with_state(equinox.nn.BatchNorm)(1, "batch", momentum=probes.MOMENTUM, mode=mode)
    y = None
    for number in range(updates):
        y, state = jax.vmap(norm, (0, None), (0, None), "batch")(probes.BATCH + 5 * number, state)
    evaluate = jax.vmap(equinox.nn.inference_mode(norm), (0, None), (0, None), "batch")
    return np.asarray(y), norm, state, np.asarray(evaluate(probes.BATCH, state)[0])


def _equinox_running() -> str:
    _, norm, state, _ = _equinox_batch_norm("batch", 1)
    return probes.running(*state.get(norm.batch_state_index))


def _equinox_evaluation() -> str:
    """After one update of (0, 1) with momentum 0.25: mean 2.25 and variance 4."""
    y = float(_equinox_batch_norm("batch", 1)[3][0, 0])
    divided, plain = -3 / np.sqrt(16 / 3 + 1e-5), -2.25 / np.sqrt(4 + 1e-5)
    for words, value in (("divided by 1 - momentum^n", divided), ("as they are", plain)):
        if abs(y - value) < 1e-4:
            return words
    return f"gives {y:.6g}"


def _equinox_training(mode: str) -> str:
    """The second batch has mean 8; running means are 3 after the first one and 0.25 * 3 + 0.75 * 8 after the second."""
    y = float(_equinox_batch_norm(mode, 2)[0][0, 0])
    ways = {"updated running ones": -1.75, "the batch's": -3.0, "running ones as they were": 2.0}
    for words, distance in ways.items():
        if abs(y - distance / np.sqrt(5 + 1e-5)) < 1e-4:
            return words
    return f"gives {y:.6g}"


def _equinox_grouping() -> str:
    return probes.grouping(_equinox("GroupNorm", 2, 4))


def _equinox_scale() -> str:
    import equinox

    return {2: "per group", 4: "per channel"}[equinox.nn.GroupNorm(2, 4).weight.size]


def _equinox_rounding(kind: str) -> str:
    import equinox
    import jax
    import jax.numpy as jnp

    x, scale = probes.sixteen_bits()
    norm = getattr(equinox.nn, kind)(256, eps=1e-5, dtype=jnp.float16)
    norm = equinox.tree_at(lambda layer: layer.weight, norm, jnp.asarray(scale))
    return probes.rounding(x, scale, jax.vmap(norm)(x), centred=kind == "LayerNorm")


def _equinox_error(kind: str) -> str:
    if kind == "LayerNorm":
        x = probes.large_mean((64, 512))
        return probes.error(_equinox(kind, 512)(x), probes.normalized(x, (1,)))
    x = probes.large_mean((4, 32, 16, 16))
    return probes.error(_equinox(kind, 8, 32)(x), probes.normalized(x, (), 8))


def _equinox_constant() -> str:
    return probes.constant(_equinox("LayerNorm", 1000), (2, 1000))


def _standardize(what: str) -> str:
    import jax

    if what == "epsilon":
        return str(inspect.signature(jax.nn.standardize).parameters["epsilon"].default)
    if what == "place":
        return probes.place(lambda x: jax.nn.standardize(x, epsilon=1.0))
    if what == "f16":
        x, scale = probes.sixteen_bits()
        return probes.rounding(x, scale * 0 + 1, jax.nn.standardize(x))
    x = probes.large_mean((64, 512))
    return probes.error(jax.nn.standardize(x), probes.normalized(x, (1,)))


def _clamped() -> str:
    """The deviation of what becomes of N(1e4, 1), which should be 1."""
    y = np.asarray(_flax("LayerNorm", 512)(probes.large_mean((64, 512), 1e4)))
    return "variance clamped to 0" if y.std(axis=1).max() > 100 else f"deviation {y.std():.3g}"


FLAX, EQUINOX, JAX = ("jax", "flax"), ("jax", "equinox"), ("jax",)
FLAX_NORMS = "Flax LayerNorm, RMSNorm, GroupNorm, InstanceNorm"
EQUINOX_NORMS = "Equinox LayerNorm, RMSNorm, GroupNorm, BatchNorm"
SLOW = "Flax without use_fast_variance"

_FLAX = {
    RUNNING: [
        ("Flax BatchNorm", "running", _flax_running, probes.OLD_BIASED),
        ("Flax BatchNorm", "momentum", partial(_flax_default, "BatchNorm", "momentum"), "0.99"),
    ],
    EPSILON: [
        *[
            (FLAX_NORMS, "default", partial(_flax_default, kind, "epsilon"), "1e-06")
            for kind in ("LayerNorm", "RMSNorm", "GroupNorm", "InstanceNorm")
        ],
        *[(FLAX_NORMS, "place", partial(_flax_place, kind), "in the root") for kind in ("LayerNorm", "RMSNorm")],
        (FLAX_NORMS, "place", partial(_flax_place, "GroupNorm", num_groups=1), "in the root"),
        (FLAX_NORMS, "place", partial(_flax_place, "InstanceNorm"), "in the root"),
        ("Flax BatchNorm", "default", partial(_flax_default, "BatchNorm", "epsilon"), "1e-05"),
        ("Flax BatchNorm", "place", partial(_flax_place, "BatchNorm"), "in the root"),
    ],
    ZEROS: [
        ("Flax", "LayerNorm", _flax_constant, "not 0"),
        (SLOW, "LayerNorm", partial(_flax_constant, use_fast_variance=False), "not 0"),
    ],
    GROUPS: [
        ("Flax GroupNorm", "groups", _flax_grouping, "neighbours"),
        ("Flax GroupNorm", "scale", _flax_scale, "per channel"),
    ],
    ROUNDING: [
        ("Flax, dtype of f16", "LayerNorm", partial(_flax_rounding, "LayerNorm"), probes.ONCE),
        ("Flax, dtype of f16", "RMSNorm", partial(_flax_rounding, "RMSNorm"), probes.ONCE),
        ("Flax, no dtype", "f16", _flax_type, "the result is float32"),
    ],
    LARGE_MEANS: [
        ("Flax", "LayerNorm", partial(_flax_error, "LayerNorm"), probes.BEYOND),
        ("Flax", "GroupNorm", partial(_flax_error, "GroupNorm", num_groups=8), probes.BEYOND),
        ("Flax", "BatchNorm", partial(_flax_error, "BatchNorm"), probes.BEYOND),
        (SLOW, "LayerNorm", partial(_flax_error, "LayerNorm", use_fast_variance=False), probes.BELOW),
        ("Flax", "N(1e4, 1)", _clamped, "variance clamped to 0"),
    ],
    EXCHANGE: [("jax.export, Flax norms", "written", _exported, "no norm op")],
}
_EQUINOX = {
    RUNNING: [
        ("Equinox BatchNorm", "running", _equinox_running, probes.OLD_BIASED),
        ("Equinox BatchNorm", "momentum", partial(_equinox_default, "BatchNorm", "momentum"), "0.99"),
        ("Equinox BatchNorm, mode batch", "evaluation", _equinox_evaluation, "divided by 1 - momentum^n"),
        ("Equinox BatchNorm, mode ema", "training", partial(_equinox_training, "ema"), "updated running ones"),
        ("Equinox BatchNorm, mode legacy", "training", partial(_equinox_training, "legacy"), "updated running ones"),
        ("Equinox BatchNorm", "mode", partial(_equinox_default, "BatchNorm", "mode"), "legacy"),
    ],
    EPSILON: [
        *[
            (EQUINOX_NORMS, "default", partial(_equinox_default, kind, "eps"), "1e-05")
            for kind in ("LayerNorm", "RMSNorm", "GroupNorm", "BatchNorm")
        ],
        *[
            (EQUINOX_NORMS, "place", partial(_equinox_place, kind, 4), "in the root")
            for kind in ("LayerNorm", "RMSNorm")
        ],
        (EQUINOX_NORMS, "place", partial(_equinox_place, "GroupNorm", 1, 4), "in the root"),
    ],
    ZEROS: [("Equinox", "LayerNorm", _equinox_constant, "not 0")],
    GROUPS: [
        ("Equinox GroupNorm", "groups", _equinox_grouping, "neighbours"),
        ("Equinox GroupNorm", "scale", _equinox_scale, "per channel"),
    ],
    ROUNDING: [
        ("Equinox", "LayerNorm", partial(_equinox_rounding, "LayerNorm"), probes.ONCE),
        ("Equinox", "RMSNorm", partial(_equinox_rounding, "RMSNorm"), probes.ONCE),
    ],
    LARGE_MEANS: [
        ("Equinox", kind, partial(_equinox_error, kind), probes.BELOW) for kind in ("LayerNorm", "GroupNorm")
    ],
}
_JAX = {
    EPSILON: [
        ("jax.nn.standardize", "default", partial(_standardize, "epsilon"), "1e-05"),
        ("jax.nn.standardize", "place", partial(_standardize, "place"), "in the root"),
    ],
    ROUNDING: [("jax.nn.standardize", "f16", partial(_standardize, "f16"), "in steps")],
    LARGE_MEANS: [("jax.nn.standardize", "LayerNorm", partial(_standardize, "error"), probes.BEYOND)],
}

FACTS = [
    fact
    for packages, sections in ((FLAX, _FLAX), (EQUINOX, _EQUINOX), (JAX, _JAX))
    for section, rows in sections.items()
    for fact in listed(section, packages, rows)
]
