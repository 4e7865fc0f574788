"""The graphs as functions of JAX, which the peers JAX and IREE compile. 16-bit elements are widened to f32."""

from __future__ import annotations

from typing import Any, Callable, Dict

from ..graphs.channels import EPSILON, LRN, MOMENTUM
from ..graphs.plain_rows import EPSILON as NORMALIZE_EPSILON
from .base import Problem

Tensors = Dict[str, Any]


def build(problem: Problem) -> Callable[[Tensors], Tensors]:
    """A function of the graph's inputs by name that gives its outputs by name."""
    import jax.numpy as jnp

    types = {"f32": jnp.float32, "bf16": jnp.bfloat16}

    def run(tensors: Tensors) -> Tensors:
        results: Tensors = {}
        x = tensors["x"]
        if problem.adds:
            x = results["sum"] = x + tensors["r"]
        wide = {name: value.astype(jnp.float32) for name, value in tensors.items()}
        y = _normalize(problem, x.astype(jnp.float32), wide, results)
        if problem.after == "int8":
            scale = jnp.maximum(jnp.abs(y).max(-1, keepdims=True), 1e-12) / 127
            results["q"] = jnp.clip(jnp.round(y / scale), -127, 127).astype(jnp.int8)
            results["s"] = scale[:, 0]
        else:
            results[problem.result] = _activate(y, problem.after).astype(types[problem.dtype])
        return results

    return run


def _activate(y: Any, after: str) -> Any:
    import jax

    if after == "gelu":
        return jax.nn.gelu(y, approximate=False)
    return {"silu": jax.nn.silu, "relu": jax.nn.relu}[after](y) if after else y


def _normalize(problem: Problem, x: Any, t: Tensors, results: Tensors) -> Any:
    """The normalization in f32; adds new running statistics to the results."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    norm = problem.norm
    if norm == "layer_norm":
        return jax.nn.standardize(x, axis=-1, epsilon=EPSILON) * t["w"] + t["b"]
    if norm == "rms_norm":
        return x * lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + EPSILON) * t["w"]
    if norm == "softmax":
        return jax.nn.softmax(x, -1)
    if norm == "normalize":
        return x / jnp.maximum(jnp.sqrt(jnp.sum(x * x, -1, keepdims=True)), NORMALIZE_EPSILON)
    along = tuple(-1 if axis == problem.axis else 1 for axis in range(x.ndim))
    if norm == "local_response_norm":
        half = int(LRN["size"]) // 2
        window = tuple(int(LRN["size"]) if axis == problem.axis else 1 for axis in range(x.ndim))
        padding = tuple((half, half) if axis == problem.axis else (0, 0) for axis in range(x.ndim))
        total = lax.reduce_window(x * x, 0.0, lax.add, window, (1,) * x.ndim, padding)
        return x / (LRN["k"] + LRN["alpha"] / LRN["size"] * total) ** LRN["beta"]
    w, b = t["w"].reshape(along), t["b"].reshape(along)
    if norm == "batch_norm":
        scale = w * lax.rsqrt(t["variance"].reshape(along) + EPSILON)
        return (x - t["mean"].reshape(along)) * scale + b
    if norm == "batch_norm_training":
        axes = tuple(axis for axis in range(x.ndim) if axis != problem.axis)
        mean, variance = jnp.mean(x, axes), jnp.var(x, axes)
        count = x.size // x.shape[problem.axis]
        results["new_mean"] = (1 - MOMENTUM) * t["mean"] + MOMENTUM * mean
        results["new_variance"] = (1 - MOMENTUM) * t["variance"] + MOMENTUM * count / (count - 1) * variance
        scale = w * lax.rsqrt(variance.reshape(along) + EPSILON)
        return (x - mean.reshape(along)) * scale + b
    # Groups of channels: an axis of the channels becomes two, groups and their members.
    split = (*x.shape[: problem.axis], problem.groups, -1, *x.shape[problem.axis + 1 :])
    grouped = x.reshape(split)
    axes = tuple(axis for axis in range(1, grouped.ndim) if axis != problem.axis)
    return jax.nn.standardize(grouped, axis=axes, epsilon=EPSILON).reshape(x.shape) * w + b
