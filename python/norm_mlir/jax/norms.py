"""The norms as functions of JAX arrays.

Channels are the last axis unless `channel_axis` says otherwise, and defaults are Flax's where it has the norm.
Parameters are of the input's type or a wider one; narrower ones are widened. Sizes and types are known when a function
is traced: each of them has a kernel of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache, partial, wraps
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Union

import jax
from jax import numpy as jnp

from ..expressions import Expression, argument, write_function
from ..ir import Type
from ..kernels import get_element
from . import formulas
from .functions import call_text, differentiate_as, get_type

Array = jax.Array
Axes = Union[int, Sequence[int]]


@dataclass(frozen=True)
class Norm:
    """A norm with its attributes and the names of the operands that it is called with, the input's first."""

    operands: Tuple[str, ...]

    def write(self, **operands: Expression) -> Any:
        """The op's results as expressions."""
        raise NotImplementedError

    def compute(self, **operands: Array) -> Any:
        """The same by the formula."""
        raise NotImplementedError

    def with_batch(self) -> Optional["Norm"]:
        """The norm of an input with one more axis in front, along which it is the same; None where there is none."""
        return None

    @property
    def attributes(self) -> Dict[str, Any]:
        """All fields but the operands' names."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "operands"}


def _move(axes: Any) -> Any:
    """An axis, or several, behind one more."""
    return axes + 1 if isinstance(axes, int) else tuple(axis + 1 for axis in axes)


def _get_tuple(results: Any) -> Tuple[Any, ...]:
    return tuple(results) if isinstance(results, tuple) else (results,)


@lru_cache(maxsize=4096)
def _write(norm: Norm, types: Tuple[Type, ...]) -> str:
    """The IR of a norm of operands of these types."""
    arguments = [argument(type_) for type_ in types]
    return write_function(_get_tuple(norm.write(**dict(zip(norm.operands, arguments)))), arguments)


def _call(norm: Norm, *operands: Array) -> Tuple[Array, ...]:
    """Calls the kernel; under vmap, where the norm can be one of more axes, one kernel for all examples."""

    @jax.custom_batching.custom_vmap
    def call(*operands: Array) -> Tuple[Array, ...]:
        text = _write(norm, tuple(get_type(operand) for operand in operands))
        return call_text(text, "", operands)

    @call.def_vmap
    def call_batch(size: int, is_batched: List[bool], *operands: Array) -> Tuple[Tuple[Array, ...], Any]:
        wider = norm.with_batch()
        if wider is not None and is_batched[0] and not any(is_batched[1:]):
            results = _call(wider, *operands)
        else:
            batched = [operand for operand, has_batch in zip(operands, is_batched) if has_batch]

            def call_one(examples: List[Array]) -> Tuple[Array, ...]:
                rest = iter(examples)
                chosen = [next(rest) if has else operand for operand, has in zip(operands, is_batched)]
                return call(*chosen)

            results = jax.lax.map(call_one, batched)
        return results, tuple(True for _ in results)

    return call(*operands)


def _apply(norm: Norm, *operands: Array) -> Tuple[Array, ...]:
    """The results, with the formula's derivatives."""

    def formula(*operands: Array) -> Tuple[Array, ...]:
        return _get_tuple(norm.compute(**dict(zip(norm.operands, operands))))

    return differentiate_as(formula, partial(_call, norm))(*operands)


def _prepare(x: Any, **parameters: Any) -> Tuple[Tuple[str, ...], List[Array]]:
    """The names and the values of the operands that are given, parameters as wide as the input at least."""
    x = jnp.asarray(x)
    get_element(x.dtype)  # Raises for other types.
    given: Dict[str, Array] = {"x": x}
    for name, value in parameters.items():
        if value is not None:
            value = jnp.asarray(value)
            get_element(value.dtype)
            given[name] = value.astype(jnp.promote_types(value.dtype, x.dtype))
    return tuple(given), list(given.values())


def _check_axes(axes: Axes, rank: int) -> Tuple[int, ...]:
    """Axes counted from the first, in order."""
    given = [axes] if isinstance(axes, int) else [int(axis) for axis in axes]
    result = sorted(axis + rank if axis < 0 else axis for axis in given)
    if not given or len(set(result)) < len(result) or any(not 0 <= axis < rank for axis in result):
        raise ValueError(f"expects different axes of an array of rank {rank}; got {axes}")
    return tuple(result)


def _get_spatial(x: Any, channel: int, axes: Optional[Axes]) -> Tuple[int, ...]:
    """The given axes; else all but the first and the channel's."""
    if axes is not None:
        return _check_axes(axes, jnp.ndim(x))
    return tuple(axis for axis in range(1, jnp.ndim(x)) if axis != channel)


def _jit(*static: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compiles a function once for each value of these arguments, lists being tuples."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        compiled = jax.jit(function, static_argnames=static)

        @wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:
            for name in static:
                if isinstance(options.get(name), list):
                    options[name] = tuple(options[name])
            return compiled(*arguments, **options)

        return call

    return decorate


@dataclass(frozen=True)
class _LayerNorm(Norm):
    axes: Tuple[int, ...]
    epsilon: float

    def write(self, *, x: Expression, scale: Any = None, bias: Any = None) -> Any:  # type: ignore[override]
        return x.layer_norm(self.axes, scale, bias, epsilon=self.epsilon)

    def compute(self, *, x: Array, scale: Any = None, bias: Any = None) -> Any:  # type: ignore[override]
        return formulas.layer_norm(x, scale, bias, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axes=_move(self.axes))


@_jit("axis", "epsilon")
def layer_norm(x: Any, scale: Any = None, bias: Any = None, *, axis: Axes = -1, epsilon: float = 1e-6) -> Array:
    """(x - mean) / sqrt(variance + epsilon) * scale + bias, mean and variance over `axis`, along which the parameters
    run."""
    names, operands = _prepare(x, scale=scale, bias=bias)
    return _apply(_LayerNorm(names, _check_axes(axis, jnp.ndim(x)), float(epsilon)), *operands)[0]


@dataclass(frozen=True)
class _RMSNorm(Norm):
    axes: Tuple[int, ...]
    epsilon: float
    scale_offset: float

    def write(self, *, x: Expression, scale: Any = None) -> Any:  # type: ignore[override]
        offset = self.scale_offset if self.scale_offset and scale is not None else None
        return x.rms_norm(self.axes, scale, epsilon=self.epsilon, scale_offset=offset)

    def compute(self, *, x: Array, scale: Any = None) -> Any:  # type: ignore[override]
        return formulas.rms_norm(x, scale, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axes=_move(self.axes))


@_jit("axis", "epsilon", "scale_offset")
def rms_norm(x: Any, scale: Any = None, *, axis: Axes = -1, epsilon: float = 1e-6, scale_offset: float = 0.0) -> Array:
    """x / sqrt(mean(x^2) + epsilon) * (scale + scale_offset), the mean over `axis`, along which the scale runs."""
    names, operands = _prepare(x, scale=scale)
    norm = _RMSNorm(names, _check_axes(axis, jnp.ndim(x)), float(epsilon), float(scale_offset))
    return _apply(norm, *operands)[0]


@dataclass(frozen=True)
class _BatchNorm(Norm):
    axis: int
    epsilon: float

    def write(self, *, x: Expression, **parameters: Any) -> Any:  # type: ignore[override]
        return x.batch_norm(self.axis, epsilon=self.epsilon, **parameters)

    def compute(  # type: ignore[override]
        self, *, x: Array, mean: Array, variance: Array, scale: Any = None, bias: Any = None
    ) -> Any:
        return formulas.batch_norm(x, mean, variance, scale, bias, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axis=_move(self.axis))


@_jit("channel_axis", "epsilon")
def batch_norm(
    x: Any,
    mean: Any,
    variance: Any,
    scale: Any = None,
    bias: Any = None,
    *,
    channel_axis: int = -1,
    epsilon: float = 1e-5,
) -> Array:
    """(x - mean) / sqrt(variance + epsilon) * scale + bias, of given statistics."""
    names, operands = _prepare(x, mean=mean, variance=variance, scale=scale, bias=bias)
    return _apply(_BatchNorm(names, *_check_axes(channel_axis, jnp.ndim(x)), float(epsilon)), *operands)[0]


@dataclass(frozen=True)
class _BatchNormTraining(Norm):
    axis: int
    epsilon: float
    momentum: float
    unbiased: bool

    def write(self, *, x: Expression, **parameters: Any) -> Any:  # type: ignore[override]
        if "running_mean" in parameters:
            parameters.update(momentum=self.momentum, momentum_convention="onnx")
            if not self.unbiased:
                parameters["unbiased_running_variance"] = False
        return x.batch_norm_training(self.axis, epsilon=self.epsilon, **parameters)

    def compute(self, *, x: Array, **parameters: Any) -> Any:  # type: ignore[override]
        names = ("scale", "bias", "running_mean", "running_variance")
        return formulas.batch_norm_training(x, *map(parameters.get, names), **self.attributes)


@_jit("channel_axis", "epsilon", "momentum", "unbiased_running_variance")
def batch_norm_training(
    x: Any,
    scale: Any = None,
    bias: Any = None,
    running_mean: Any = None,
    running_variance: Any = None,
    *,
    channel_axis: int = -1,
    epsilon: float = 1e-5,
    momentum: float = 0.99,
    unbiased_running_variance: bool = False,
) -> Any:
    """Batch normalization by the batch's own statistics, over all axes but the channel's.

    With running statistics, (y, the updated mean, the updated variance): momentum * running + (1 - momentum) * batch.
    """
    _check_both(running_mean, running_variance)
    names, operands = _prepare(x, scale=scale, bias=bias, running_mean=running_mean, running_variance=running_variance)
    axes = _check_axes(channel_axis, jnp.ndim(x))
    norm = _BatchNormTraining(names, *axes, float(epsilon), float(momentum), bool(unbiased_running_variance))
    results = _apply(norm, *operands)
    return results if running_mean is not None else results[0]


def _check_both(mean: Any, variance: Any) -> None:
    if (mean is None) != (variance is None):
        given = "the variance" if mean is None else "the mean"
        raise ValueError(f"expects running_mean and running_variance, both or none; got {given} alone")


@dataclass(frozen=True)
class _GroupNorm(Norm):
    groups: int
    axis: int
    axes: Tuple[int, ...]
    epsilon: float

    def write(self, *, x: Expression, **parameters: Any) -> Any:  # type: ignore[override]
        return x.group_norm(self.groups, self.axis, self.axes, epsilon=self.epsilon, **parameters)

    def compute(self, *, x: Array, scale: Any = None, bias: Any = None) -> Any:  # type: ignore[override]
        return formulas.group_norm(x, scale, bias, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axis=_move(self.axis), axes=_move(self.axes))


@_jit("num_groups", "channel_axis", "axes", "epsilon")
def group_norm(
    x: Any,
    num_groups: int,
    scale: Any = None,
    bias: Any = None,
    *,
    channel_axis: int = -1,
    axes: Optional[Axes] = None,
    epsilon: float = 1e-6,
) -> Array:
    """Each group of neighbouring channels of each example to mean 0 and variance 1, then scale and bias. `axes` are the
    spatial ones: all but the first and the channel's."""
    names, operands = _prepare(x, scale=scale, bias=bias)
    (channel,) = _check_axes(channel_axis, jnp.ndim(x))
    norm = _GroupNorm(names, int(num_groups), channel, _get_spatial(x, channel, axes), float(epsilon))
    return _apply(norm, *operands)[0]


@dataclass(frozen=True)
class _InstanceNorm(Norm):
    axis: int
    axes: Tuple[int, ...]
    epsilon: float

    def write(self, *, x: Expression, **parameters: Any) -> Any:  # type: ignore[override]
        return x.instance_norm(self.axis, self.axes, epsilon=self.epsilon, **parameters)

    def compute(self, *, x: Array, scale: Any = None, bias: Any = None) -> Any:  # type: ignore[override]
        return formulas.instance_norm(x, scale, bias, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axis=_move(self.axis), axes=_move(self.axes))


@_jit("channel_axis", "axes", "epsilon")
def instance_norm(
    x: Any,
    scale: Any = None,
    bias: Any = None,
    *,
    channel_axis: int = -1,
    axes: Optional[Axes] = None,
    epsilon: float = 1e-6,
) -> Array:
    """Each channel of each example to mean 0 and variance 1, then scale and bias. `axes` are the spatial ones: all but
    the first and the channel's."""
    names, operands = _prepare(x, scale=scale, bias=bias)
    (channel,) = _check_axes(channel_axis, jnp.ndim(x))
    return _apply(_InstanceNorm(names, channel, _get_spatial(x, channel, axes), float(epsilon)), *operands)[0]


@dataclass(frozen=True)
class _LocalResponseNorm(Norm):
    axis: int
    size: int
    alpha: float
    beta: float
    k: float

    def write(self, *, x: Expression) -> Any:  # type: ignore[override]
        return x.local_response_norm(self.axis, self.size, alpha=self.alpha, beta=self.beta, k=self.k)

    def compute(self, *, x: Array) -> Any:  # type: ignore[override]
        return formulas.local_response_norm(x, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axis=_move(self.axis))


@_jit("size", "channel_axis", "alpha", "beta", "k")
def local_response_norm(
    x: Any, size: int, *, channel_axis: int = -1, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> Array:
    """x / (k + alpha / size * sum of squares)^beta, the sum over `size` channels, size // 2 of them before."""
    names, operands = _prepare(x)
    axes = _check_axes(channel_axis, jnp.ndim(x))
    return _apply(_LocalResponseNorm(names, *axes, int(size), float(alpha), float(beta), float(k)), *operands)[0]


@dataclass(frozen=True)
class _Normalize(Norm):
    axes: Tuple[int, ...]
    p: float
    epsilon: float

    def write(self, *, x: Expression) -> Any:  # type: ignore[override]
        # In f16, an epsilon of 1e-12 is 0.
        wide = x.cast("f32") if x.type.element == "f16" and 0 < self.epsilon < 2.0**-24 else x
        return wide.lp_normalize(self.axes, p=self.p, epsilon=self.epsilon).cast(x.type.element)

    def compute(self, *, x: Array) -> Any:  # type: ignore[override]
        return formulas.normalize(x, **self.attributes)

    def with_batch(self) -> Norm:
        return replace(self, axes=_move(self.axes))


@_jit("axis", "p", "epsilon")
def normalize(x: Any, *, axis: Axes = -1, p: float = 2.0, epsilon: float = 1e-12) -> Array:
    """x / max(p-norm over `axis`, epsilon); p is a positive number or infinity."""
    names, operands = _prepare(x)
    return _apply(_Normalize(names, _check_axes(axis, jnp.ndim(x)), float(p), float(epsilon)), *operands)[0]


@dataclass(frozen=True)
class _WeightNorm(Norm):
    axis: Optional[int]

    def write(self, *, x: Expression, g: Expression) -> Any:  # type: ignore[override]
        return x.weight_norm(g, self.axis)

    def compute(self, *, x: Array, g: Array) -> Any:  # type: ignore[override]
        return formulas.weight_norm(x, g, self.axis)


@_jit("axis")
def weight_norm(v: Any, g: Any, *, axis: Optional[int] = -1) -> Array:
    """v * (g / norm of v), norms being over all axes but `axis`, along which g runs; without one, over all."""
    names, operands = _prepare(v, g=g)
    axes = (None,) if axis is None else _check_axes(axis, jnp.ndim(v))
    return _apply(_WeightNorm(names, *axes), *operands)[0]


@dataclass(frozen=True)
class _SwitchableNorm(Norm):
    axis: int
    axes: Tuple[int, ...]
    epsilon: float
    momentum: float
    training: bool

    def write(self, *, x: Expression, **parameters: Any) -> Any:  # type: ignore[override]
        if "running_mean" in parameters:
            parameters["momentum"] = self.momentum
            if not self.training:
                parameters.update(use_running_stats=True, update_running_stats=False)
        return x.switchable_norm(self.axis, self.axes, epsilon=self.epsilon, **parameters)

    def compute(self, *, x: Array, **parameters: Any) -> Any:  # type: ignore[override]
        names = ("mean_weights", "variance_weights", "scale", "bias", "running_mean", "running_variance")
        return formulas.switchable_norm(x, *map(parameters.get, names), **self.attributes)  # type: ignore[arg-type]


@_jit("channel_axis", "epsilon", "momentum", "training")
def switchable_norm(
    x: Any,
    mean_weights: Any,
    variance_weights: Any,
    scale: Any = None,
    bias: Any = None,
    running_mean: Any = None,
    running_variance: Any = None,
    *,
    channel_axis: int = -1,
    epsilon: float = 1e-5,
    momentum: float = 0.9,
    training: bool = True,
) -> Any:
    """Switchable normalization: the statistics of instance, layer and batch, mixed by the softmax of three weights each
    (of layer and batch, for an array of two axes).

    With running statistics in training, (y, the updated mean, the updated variance); without training they stand for
    the batch's.
    """
    _check_both(running_mean, running_variance)
    if not training and running_mean is None:
        raise ValueError("expects running statistics without training; got none")
    parameters = dict(mean_weights=mean_weights, variance_weights=variance_weights, scale=scale, bias=bias)
    names, operands = _prepare(x, **parameters, running_mean=running_mean, running_variance=running_variance)
    (channel,) = _check_axes(channel_axis, jnp.ndim(x))
    axes = _get_spatial(x, channel, None)
    norm = _SwitchableNorm(names, channel, axes, float(epsilon), float(momentum), bool(training))
    results = _apply(norm, *operands)
    return results if len(results) > 1 else results[0]
