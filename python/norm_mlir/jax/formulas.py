"""What the norms compute, in jax.numpy: their derivatives are taken from here.

Everything is computed in f32, or f64 for f64, and rounded once.
"""

from __future__ import annotations

import math
from typing import Any, Optional, Sequence, Tuple

import jax
import numpy as np
from jax import numpy as jnp

Array = jax.Array


def widen(x: Array) -> Array:
    """In the type that is computed in."""
    return x.astype(jnp.promote_types(x.dtype, jnp.float32))


def along(parameter: Array, x: Array, axes: Sequence[int]) -> Array:
    """A parameter along `axes` of x, the same along the others."""
    return widen(parameter).reshape([size if axis in axes else 1 for axis, size in enumerate(x.shape)])


def scale_and_shift(y: Array, x: Array, scale: Any, bias: Any, axes: Sequence[int]) -> Array:
    """y * scale + bias along `axes`, in x's type."""
    if scale is not None:
        y = y * along(scale, x, axes)
    if bias is not None:
        y = y + along(bias, x, axes)
    return y.astype(x.dtype)


def moments(x: Array, axes: Sequence[int]) -> Tuple[Array, Array]:
    """Mean and biased variance over `axes`, which stay with size 1."""
    mean = x.mean(axes, keepdims=True)
    return mean, ((x - mean) ** 2).mean(axes, keepdims=True)


def layer_norm(x: Array, scale: Any, bias: Any, axes: Sequence[int], epsilon: float) -> Array:
    """norm.layer_norm."""
    wide = widen(x)
    mean, variance = moments(wide, axes)
    return scale_and_shift((wide - mean) / jnp.sqrt(variance + epsilon), x, scale, bias, axes)


def rms_norm(x: Array, scale: Any, axes: Sequence[int], epsilon: float, scale_offset: float) -> Array:
    """norm.rms_norm."""
    wide = widen(x)
    y = wide / jnp.sqrt((wide**2).mean(axes, keepdims=True) + epsilon)
    return scale_and_shift(y, x, None if scale is None else widen(scale) + scale_offset, None, axes)


def batch_norm(x: Array, mean: Array, variance: Array, scale: Any, bias: Any, axis: int, epsilon: float) -> Array:
    """norm.batch_norm."""
    y = (widen(x) - along(mean, x, [axis])) / jnp.sqrt(along(variance, x, [axis]) + epsilon)
    return scale_and_shift(y, x, scale, bias, [axis])


def update(running: Array, new: Array, momentum: float) -> Array:
    """A running statistic that goes on by a new one."""
    return (momentum * widen(running) + (1 - momentum) * new.reshape(running.shape)).astype(running.dtype)


def batch_norm_training(
    x: Array,
    scale: Any,
    bias: Any,
    running_mean: Optional[Array],
    running_variance: Optional[Array],
    axis: int,
    epsilon: float,
    momentum: float,
    unbiased: bool,
) -> Tuple[Array, ...]:
    """norm.batch_norm_training."""
    wide = widen(x)
    axes = [other for other in range(x.ndim) if other != axis]
    mean, variance = moments(wide, axes)
    y = scale_and_shift((wide - mean) / jnp.sqrt(variance + epsilon), x, scale, bias, [axis])
    if running_mean is None or running_variance is None:
        return (y,)
    count = math.prod(x.shape[other] for other in axes)
    new = variance * (count / (count - 1)) if unbiased else variance
    return y, update(running_mean, mean, momentum), update(running_variance, new, momentum)


def group_norm(x: Array, scale: Any, bias: Any, groups: int, axis: int, axes: Sequence[int], epsilon: float) -> Array:
    """norm.group_norm."""
    split = (*x.shape[:axis], groups, x.shape[axis] // groups, *x.shape[axis + 1 :])
    wide = widen(x).reshape(split)
    reduced = [axis + 1, *(other + (other > axis) for other in axes)]
    mean, variance = moments(wide, reduced)
    y = ((wide - mean) / jnp.sqrt(variance + epsilon)).reshape(x.shape)
    return scale_and_shift(y, x, scale, bias, [axis])


def instance_norm(x: Array, scale: Any, bias: Any, axis: int, axes: Sequence[int], epsilon: float) -> Array:
    """norm.instance_norm."""
    wide = widen(x)
    mean, variance = moments(wide, axes)
    return scale_and_shift((wide - mean) / jnp.sqrt(variance + epsilon), x, scale, bias, [axis])


def local_response_norm(x: Array, axis: int, size: int, alpha: float, beta: float, k: float) -> Array:
    """norm.local_response_norm, with PyTorch's windows."""
    wide = widen(x)
    window = [size if other == axis else 1 for other in range(x.ndim)]
    padding = [(size // 2, (size - 1) // 2) if other == axis else (0, 0) for other in range(x.ndim)]
    # A number that is known as 0 makes it a sum, which has a derivative.
    zero = np.zeros((), wide.dtype)
    squares = jax.lax.reduce_window(wide**2, zero, jax.lax.add, window, [1] * x.ndim, padding)
    return (wide / (k + alpha / size * squares) ** beta).astype(x.dtype)


def normalize(x: Array, axes: Sequence[int], p: float, epsilon: float) -> Array:
    """norm.lp_normalize. Where a group is 0, so is the derivative of its norm."""
    wide = widen(x)
    size = jnp.abs(wide)
    if math.isinf(p):
        norm = size.max(axes, keepdims=True)
    else:
        powers = jnp.where(size > 0, jnp.where(size > 0, size, 1) ** p, 0).sum(axes, keepdims=True)
        norm = jnp.where(powers > 0, jnp.where(powers > 0, powers, 1) ** (1 / p), 0)
    return (wide / jnp.maximum(norm, epsilon)).astype(x.dtype)


def weight_norm(v: Array, g: Array, axis: Optional[int]) -> Array:
    """norm.weight_norm."""
    wide = widen(v)
    axes = [other for other in range(v.ndim) if other != axis]
    norm = jnp.sqrt((wide**2).sum(axes, keepdims=True))
    return (wide * (along(g, v, [] if axis is None else [axis]) / norm)).astype(v.dtype)


def switchable_norm(
    x: Array,
    mean_weights: Array,
    variance_weights: Array,
    scale: Any,
    bias: Any,
    running_mean: Optional[Array],
    running_variance: Optional[Array],
    axis: int,
    axes: Sequence[int],
    epsilon: float,
    momentum: float,
    training: bool,
) -> Tuple[Array, ...]:
    """norm.switchable_norm, with unbiased variances."""
    wide = widen(x)
    batch = [other for other in range(x.ndim) if other != axis and other not in axes]
    layer, of_batch = moments_of_parts(wide, [axis], axes), moments_of_parts(wide, batch, axes)
    results: Tuple[Array, ...] = ()
    if running_mean is not None and running_variance is not None:
        if training:
            results = (
                update(running_mean, of_batch[0], momentum),
                update(running_variance, of_batch[1], momentum),
            )
        else:
            of_batch = along(running_mean, x, [axis]), along(running_variance, x, [axis])
    parts = [layer, of_batch]
    if axes:
        parts.insert(0, moments_of_parts(wide, [], axes))
    mean, variance = (
        sum(weight * part[index] for weight, part in zip(jax.nn.softmax(widen(weights)), parts))
        for index, weights in enumerate((mean_weights, variance_weights))
    )
    y = scale_and_shift((wide - mean) / jnp.sqrt(variance + epsilon), x, scale, bias, [axis])
    return (y, *results)


def moments_of_parts(x: Array, others: Sequence[int], axes: Sequence[int]) -> Tuple[Array, Array]:
    """Mean and variance over `others` of instances, which are over `axes` and unbiased; without those, of elements."""
    if not axes:
        return x.mean(others, keepdims=True), x.var(others, keepdims=True, ddof=1)
    mean, variance = x.mean(axes, keepdims=True), x.var(axes, keepdims=True, ddof=1)
    if not others:
        return mean, variance
    return mean.mean(others, keepdims=True), variance.mean(others, keepdims=True) + mean.var(others, keepdims=True)
