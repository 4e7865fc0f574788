"""The compiled function behind each norm, found again by the types it is called with.

Tensors are NumPy arrays or those of any library with `__dlpack__`; what is asked of their sizes is checked by the code
(`norm_mlir.functional` checks it in PyTorch's words). Every function here takes arguments in one order and returns what
its op returns.
"""

from __future__ import annotations

import math
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

from .compiler import DeviceArray, Function, compile
from .expressions import Expression, argument
from .ir import Type

#: How many functions are kept; beyond, the one that was made first is forgotten.
CAPACITY = 1024

Tensor = Any
# DLPack's number of NVIDIA's GPUs.
_CUDA = 2
# Callers look after gradients, and pass None for an operand that a function lacks.
_OPTIONS: Dict[str, Any] = {"checks_gradients": False, "leaves_out_none": True}
_functions: Dict[Tuple[Any, ...], Function] = {}
_elements: Dict[Any, str] = {}
_NAMES = {
    "float64": "f64",
    "float32": "f32",
    "bfloat16": "bf16",
    "float16": "f16",
    "int64": "i64",
}


def get_element(dtype: Any) -> str:
    """The IR's name of a NumPy or torch dtype; TypeError for one that no norm takes."""
    try:
        return _elements[dtype]
    except KeyError:
        name = str(dtype).rpartition(".")[2]
        if name not in _NAMES:
            raise TypeError(f"expects elements of float64, float32, bfloat16 or float16; got {name}") from None
        return _elements.setdefault(dtype, _NAMES[name])


def get_target(tensor: Tensor) -> str:
    """What computes where a tensor is: `cpu`, or `cuda` or `emulate` by a device's memory."""
    if isinstance(tensor, np.ndarray) or getattr(tensor, "is_cpu", False):
        return "cpu"
    if isinstance(tensor, DeviceArray):
        return tensor.target
    device = getattr(tensor, "__dlpack_device__", None)
    return "cuda" if device is not None and device()[0] == _CUDA else "cpu"


def find(key: Tuple[Any, ...], build: Callable[[], Function]) -> Function:
    """The function of this key; built the first time. Functions leave out arguments that are None."""
    function = _functions.get(key)
    if function is None:
        function = build()
        if len(_functions) >= CAPACITY:
            # Of a copy, and whether it is still there or not: other threads change it, too.
            _functions.pop(next(iter(list(_functions))), None)
        _functions[key] = function
    return function


def _like(tensor: Tensor) -> Tuple[Any, ...]:
    """What a key holds of the first operand: where it is, its elements' type, its rank."""
    return get_target(tensor), tensor.dtype, tensor.ndim


def _of(tensor: Optional[Tensor]) -> Any:
    """What a key holds of an operand whose rank is known: its elements' type."""
    return None if tensor is None else tensor.dtype


class Arguments:
    """The arguments of a function that is built, as large as any tensors of the given ones' types."""

    def __init__(self) -> None:
        self.all: List[Expression] = []
        self.target = "cpu"

    def add(self, tensor: Optional[Tensor], sizes: Optional[Sequence[Optional[int]]] = None) -> Any:
        """The argument for a tensor, with dynamic sizes unless they are given; None for None."""
        if tensor is None:
            return None
        if not self.all:
            self.target = get_target(tensor)
        dynamic = (None,) * len(tensor.shape)
        self.all.append(argument(Type(dynamic if sizes is None else tuple(sizes), get_element(tensor.dtype))))
        return self.all[-1]

    def compile(self, *results: Expression, unit_axes: Sequence[int] = ()) -> Function:
        """The function of these results where the first of its arguments is."""
        return compile(*results, arguments=self.all, target=self.target, unit_axes=unit_axes, **_OPTIONS)


def layer_norm(
    x: Tensor, count: int, weight: Optional[Tensor], bias: Optional[Tensor], eps: float, saved: Optional[str] = None
) -> Any:
    """Over the last `count` axes. With `saved`, also mean and rstd in elements of that name, of size 1 along these. A
    negative epsilon has no saved statistics."""
    if eps < 0:
        return _norm_of_negative_epsilon("layer_norm", x, count, weight, bias, eps)
    key = ("layer_norm", *_like(x), count, _of(weight), _of(bias), eps, saved)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        scale, shift = arguments.add(weight), arguments.add(bias)
        axes = list(range(len(x.shape) - count, len(x.shape)))
        results = value.layer_norm(axes, scale, shift, epsilon=eps, return_statistics=saved is not None)
        return _finish(results, saved, arguments, count)

    return find(key, build)(x, weight, bias)


def rms_norm(x: Tensor, count: int, weight: Optional[Tensor], eps: Optional[float], saved: Optional[str] = None) -> Any:
    """Over the last `count` axes; `eps` None is PyTorch's. With `saved`, also rstd."""
    if eps is not None and eps < 0:
        return _norm_of_negative_epsilon("rms_norm", x, count, weight, None, eps)
    key = ("rms_norm", *_like(x), count, _of(weight), eps, saved)

    def build() -> Function:
        arguments = Arguments()
        value, scale = arguments.add(x), arguments.add(weight)
        axes = list(range(len(x.shape) - count, len(x.shape)))
        results = value.rms_norm(axes, scale, epsilon=eps, return_statistics=saved is not None)
        return _finish(results, saved, arguments, count)

    return find(key, build)(x, weight)


def group_norm(
    x: Tensor,
    num_groups: int,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    eps: float,
    channel_axis: int = 1,
    saved: Optional[str] = None,
) -> Any:
    """Over groups of channels and all axes but the first. With `saved`, also mean and rstd."""
    if eps < 0:
        if channel_axis != 1:
            raise ValueError(f"expects channels along axis 1 for a negative epsilon; got axis {channel_axis}")
        groups = x.reshape((x.shape[0], num_groups, -1))
        normalized = _norm_of_negative_epsilon("layer_norm", groups, 1, None, None, eps, is_wide=True)
        return _scale_channels(normalized.reshape(x.shape), weight, bias, get_element(x.dtype))
    key = ("group_norm", *_like(x), num_groups, _of(weight), _of(bias), eps, channel_axis, saved)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        scale, shift = arguments.add(weight), arguments.add(bias)
        axes = [axis for axis in range(1, len(x.shape)) if axis != channel_axis]
        results = value.group_norm(
            num_groups, channel_axis, axes, scale=scale, bias=shift, epsilon=eps, return_statistics=saved is not None
        )
        return _finish(results, saved, arguments)

    return find(key, build)(x, weight, bias)


def _norm_of_negative_epsilon(
    op: str,
    x: Tensor,
    count: int,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    eps: float,
    is_wide: bool = False,
) -> Tensor:
    """What PyTorch computes for an epsilon that no op takes: with r = 1 / sqrt(variance), what is normalized without
    epsilon, times 1 / sqrt(1 + eps r^2). NaN where the variance is below -eps. In the compute type with `is_wide`."""
    key = ("negative epsilon", op, *_like(x), count, _of(weight), _of(bias), eps, is_wide)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        wide = value.cast(value.compute_element)
        axes = list(range(len(x.shape) - count, len(x.shape)))
        y, *_, rstd = getattr(wide, op)(axes, epsilon=0.0, return_statistics=True)
        y = y * (1.0 / (rstd * rstd * eps + 1.0).sqrt()).broadcast(y, range(len(x.shape) - count))
        y = _scale(y, arguments.add(weight), arguments.add(bias), axes)
        return arguments.compile(y if is_wide else y.cast(value.type.element))

    return find(key, build)(x, weight, bias)


def _scale(y: Expression, weight: Optional[Expression], bias: Optional[Expression], axes: Sequence[int]) -> Expression:
    """y * weight + bias, which are the same along all other axes."""
    if weight is not None:
        y = y * weight.cast(y.type.element).broadcast(y, axes)
    if bias is not None:
        y = y + bias.cast(y.type.element).broadcast(y, axes)
    return y


def _scale_channels(x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], element: str) -> Tensor:
    """x * weight + bias along axis 1, in elements of this name."""
    key = ("scale channels", *_like(x), _of(weight), _of(bias), element)

    def build() -> Function:
        arguments = Arguments()
        y = _scale(arguments.add(x), arguments.add(weight), arguments.add(bias), [1])
        return arguments.compile(y.cast(element))

    return find(key, build)(x, weight, bias)


def batch_norm(
    x: Tensor,
    mean: Tensor,
    variance: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    eps: float,
    channel_axis: int = 1,
) -> Tensor:
    """With given statistics."""
    key = ("batch_norm", *_like(x), _of(mean), _of(variance), _of(weight), _of(bias), eps, channel_axis)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        operands = {"mean": arguments.add(mean), "variance": arguments.add(variance)}
        operands.update(scale=arguments.add(weight), bias=arguments.add(bias))
        return arguments.compile(value.batch_norm(channel_axis, epsilon=eps, **operands))

    return find(key, build)(x, mean, variance, weight, bias)


def _norm_with_running_statistics(
    op: str,
    x: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    mean: Optional[Tensor],
    variance: Optional[Tensor],
    momentum: float,
    eps: float,
    channel_axis: int,
    saved: Optional[str],
) -> Any:
    parameters = (_of(weight), _of(bias), _of(mean), _of(variance))
    key = (op, *_like(x), parameters, momentum, eps, channel_axis, saved)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        operands = {"scale": arguments.add(weight), "bias": arguments.add(bias)}
        operands.update(running_mean=arguments.add(mean), running_variance=arguments.add(variance))
        operands.update(epsilon=eps, momentum=momentum, return_statistics=saved is not None)
        if op == "instance_norm":
            operands["axes"] = [axis for axis in range(1, x.ndim) if axis != channel_axis]
        return _finish(getattr(value, op)(channel_axis, **operands), saved, arguments)

    return find(key, build)(x, weight, bias, mean, variance)


def batch_norm_training(
    x: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    mean: Optional[Tensor],
    variance: Optional[Tensor],
    momentum: float,
    eps: float,
    channel_axis: int = 1,
    saved: Optional[str] = None,
) -> Any:
    """With the batch's statistics. With `saved`, also their mean and rstd; with running ones, also the updated ones."""
    operands = (weight, bias, mean, variance)
    return _norm_with_running_statistics("batch_norm_training", x, *operands, momentum, eps, channel_axis, saved)


def instance_norm(
    x: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    mean: Optional[Tensor],
    variance: Optional[Tensor],
    momentum: float,
    eps: float,
    channel_axis: int = 1,
    saved: Optional[str] = None,
) -> Any:
    """Over all axes but the first and the channel. With `saved`, also mean and rstd; with running ones, the updated."""
    operands = (weight, bias, mean, variance)
    return _norm_with_running_statistics("instance_norm", x, *operands, momentum, eps, channel_axis, saved)


def local_response_norm(x: Tensor, size: int, alpha: float, beta: float, k: float, channel_axis: int = 1) -> Tensor:
    """Over windows of channels, PyTorch's."""
    key = ("local_response_norm", *_like(x), size, alpha, beta, k, channel_axis)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        result = value.local_response_norm(channel_axis, size, alpha=alpha, beta=beta, k=k)
        return arguments.compile(result)

    return find(key, build)(x)


def normalize(x: Tensor, p: float, axes: Tuple[int, ...], eps: float, out: Optional[Tensor] = None) -> Tensor:
    """By the p-norm over `axes`."""
    key = ("normalize", *_like(x), p, axes, eps)

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        y = value.lp_normalize(axes, p=p, epsilon=eps) if p > 0 else _normalize_by_any_power(value, p, axes, eps)
        return arguments.compile(y)

    return find(key, build)(x) if out is None else find(key, build)(x, out=out)


def _normalize_by_any_power(x: Expression, p: float, axes: Sequence[int], eps: float) -> Expression:
    """For p that norm.lp_normalize does not take: 0 counts what is not 0, a negative one sums powers, and -inf takes
    the least magnitude."""
    wide = x.cast("f64")
    kept = [axis for axis in range(len(x.type.sizes)) if axis not in axes]
    if p == -math.inf:
        norm = wide.abs().min(axes)
    elif p == 0:
        norm = wide.abs().minimum(1.0).ceil().sum(axes)
    else:
        norm = (wide.abs() ** p).sum(axes) ** (1 / p)
    return (wide / norm.maximum(eps).broadcast(wide, kept)).cast(x.type.element)


def weight_norm(v: Tensor, g: Tensor, axis: Optional[int]) -> Tensor:
    """v scaled to the norms g, of rank 1, or of rank 0 without an axis."""
    key = ("weight_norm", *_like(v), g.dtype, axis)

    def build() -> Function:
        arguments = Arguments()
        value, scale = arguments.add(v), arguments.add(g)
        return arguments.compile(value.weight_norm(scale, axis))

    return find(key, build)(v, g)


def switchable_norm(x: Tensor, operands: Dict[str, Optional[Tensor]], **attributes: Any) -> Any:
    """A learned mix of statistics; `operands` by the names that norm.switchable_norm has."""
    key = (
        "switchable_norm",
        *_like(x),
        *((name, _of(value)) for name, value in operands.items()),
        *attributes.items(),
    )

    def build() -> Function:
        arguments = Arguments()
        value = arguments.add(x)
        named = {
            name: arguments.add(tensor, (tensor.shape[0],) if name.endswith("weights") else None)
            for name, tensor in operands.items()
            if tensor is not None
        }
        return arguments.compile(*value.switchable_norm(1, list(range(2, len(x.shape))), **named, **attributes))

    return find(key, build)(x, *operands.values())


def _finish(results: Any, saved: Optional[str], arguments: Arguments, unit_axes: int = 0) -> Function:
    """The function of an op's results; its saved statistics, which follow the first one, in elements of this name and
    with so many axes of size 1 behind."""
    results = list(results) if isinstance(results, tuple) else [results]
    if saved is not None:
        # Of rms_norm there is one, and nothing behind it.
        results[1:3] = [statistic.cast(saved) for statistic in results[1:3]]
    units = [0, unit_axes, unit_axes] if saved is not None and unit_axes else []
    return arguments.compile(*results, unit_axes=units)
