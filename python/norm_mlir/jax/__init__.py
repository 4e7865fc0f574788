"""Compiled normalization inside JAX's programs, on the CPU: `jax.jit`, `jax.vmap`, `jax.grad`.

`norm_mlir.jax.layer_norm(x, scale, bias)` and the other norms are functions of JAX arrays: the kernel is compiled for
the shapes of a trace and called by XLA's program, on XLA's threads. Derivatives, of both modes and any order, are those
of the formula in jax.numpy. `compile` makes such a function of IR, or of expressions with what stands around a norm.
"""

from __future__ import annotations

from .functions import CompiledFunction, call, compile
from .norms import (
    batch_norm,
    batch_norm_training,
    group_norm,
    instance_norm,
    layer_norm,
    local_response_norm,
    normalize,
    rms_norm,
    switchable_norm,
    weight_norm,
)

__all__ = [
    "CompiledFunction",
    "batch_norm",
    "batch_norm_training",
    "call",
    "compile",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "local_response_norm",
    "normalize",
    "rms_norm",
    "switchable_norm",
    "weight_norm",
]
