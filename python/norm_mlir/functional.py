"""The norms of torch.nn.functional, on NumPy arrays and on torch tensors: the same names, arguments and errors.

Results are tensors of the library that `input` is of. Parameters have its element type or a wider one: 16 bits with
parameters of f32, for instance. With torch tensors that require gradients, results have a history (`norm_mlir.torch`).
"""

from __future__ import annotations

import math
import operator
import sys
from typing import Any, Dict, Optional, Sequence, Tuple, Union

import numpy as np

from . import kernels
from .kernels import Tensor

__all__ = [
    "batch_norm",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "local_response_norm",
    "normalize",
    "rms_norm",
    "switchable_norm",
    "weight_norm",
]


def _tracked(*tensors: Optional[Tensor]) -> Any:
    """`norm_mlir.torch.history`, whose functions record what they compute, where a tensor needs that; else None."""
    torch = sys.modules.get("torch")
    if torch is None or type(tensors[0]) is np.ndarray:
        return None
    if torch.autograd.forward_ad._current_level >= 0:
        _check_tangents(torch, tensors)
    if not torch.is_grad_enabled():
        return None
    for tensor in tensors:
        if isinstance(tensor, torch.Tensor) and tensor.requires_grad:
            from .torch import history

            return history
    return None


def _check_tangents(torch: Any, tensors: Sequence[Optional[Tensor]]) -> None:
    for tensor in tensors:
        if isinstance(tensor, torch.Tensor) and torch.autograd.forward_ad.unpack_dual(tensor).tangent is not None:
            raise TypeError("expects tensors without tangents, which would be lost; got one of forward mode")


def _sizes(sizes: Sequence[int]) -> str:
    return "[" + ", ".join(map(str, sizes)) + "]"


def check_rows(input: Tensor, shape: Tuple[int, ...], weight: Optional[Tensor], bias: Optional[Tensor]) -> None:
    """PyTorch's checks of layer_norm and rms_norm."""
    if (
        shape
        and input.shape[-len(shape) :] == shape
        and (weight is None or weight.shape == shape)
        and (bias is None or bias.shape == shape)
    ):
        return
    if not shape:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got "
            f"normalized_shape = {_sizes(shape)}"
        )
    for name, parameter in (("weight", weight), ("bias", bias)):
        if parameter is not None and tuple(parameter.shape) != shape:
            raise RuntimeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                f"{_sizes(parameter.shape)} and normalized_shape = {_sizes(shape)}"
            )
    if tuple(input.shape[-len(shape) :]) != shape or len(input.shape) < len(shape):
        expected = ", ".join(["*", *map(str, shape)])
        raise RuntimeError(
            f"Given normalized_shape={_sizes(shape)}, expected input with shape [{expected}], but got input of "
            f"size{_sizes(input.shape)}"
        )


def _check_elements(input: Tensor, **parameters: Optional[Tensor]) -> None:
    """Parameters are of the input's type or a wider one."""
    dtype = input.dtype
    for parameter in parameters.values():
        if parameter is not None and parameter.dtype != dtype:
            return _check_wider(input, parameters)
    return None


def _check_wider(input: Tensor, parameters: Dict[str, Optional[Tensor]]) -> None:
    order = ("f16", "f32", "f64")
    element = kernels.get_element(input.dtype)
    width = order.index("f16" if element == "bf16" else element)
    for name, parameter in parameters.items():
        if parameter is None:
            continue
        other = kernels.get_element(parameter.dtype)
        if other != element and (other not in order[1:] or order.index(other) <= width):
            raise RuntimeError(
                f"Expected {name} of the input's type or a wider one, but got {name} of {other} and input of {element}"
            )


def layer_norm(
    input: Tensor,
    normalized_shape: Sequence[int],
    weight: Optional[Tensor] = None,
    bias: Optional[Tensor] = None,
    eps: float = 1e-5,
) -> Tensor:
    """(x - mean) / sqrt(variance + eps) * weight + bias over the last axes, whose sizes are `normalized_shape`."""
    shape = tuple(normalized_shape)
    check_rows(input, shape, weight, bias)
    if tracked := _tracked(input, weight, bias):
        return tracked.layer_norm(input, shape, weight, bias, eps)
    _check_elements(input, weight=weight, bias=bias)
    return kernels.layer_norm(input, len(shape), weight, bias, eps)


def rms_norm(
    input: Tensor, normalized_shape: Sequence[int], weight: Optional[Tensor] = None, eps: Optional[float] = None
) -> Tensor:
    """x / sqrt(mean of squares + eps) * weight over the last axes. Without eps, that of the type it is computed in:
    2^-23 for f32 and 16-bit types, 2^-52 for f64."""
    shape = tuple(normalized_shape)
    if len(input.shape) < len(shape):
        raise ValueError(f"Input tensor must have at least {len(shape)} dimensions, but got {len(input.shape)}")
    check_rows(input, shape, weight, None)
    if tracked := _tracked(input, weight):
        return tracked.rms_norm(input, shape, weight, eps)
    _check_elements(input, weight=weight)
    return kernels.rms_norm(input, len(shape), weight, eps)


def _torch_size(sizes: Sequence[int]) -> str:
    return f"torch.Size({_sizes(sizes)})"


def check_batch(
    input: Tensor,
    mean: Optional[Tensor],
    variance: Optional[Tensor],
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    training: bool,
    eps: float,
) -> None:
    """PyTorch's checks of batch_norm."""
    if training:
        if math.prod(input.shape[:1]) * math.prod(input.shape[2:]) == 1:
            raise ValueError(
                f"Expected more than 1 value per channel when training, got input size {_torch_size(input.shape)}"
            )
        if eps <= 0:
            raise ValueError(f"batch_norm eps must be positive during training, but got {eps}")
        _check_running(input, mean, variance)
    elif eps < 0:
        raise ValueError(f"batch_norm eps must be non-negative, but got {eps}")
    channels = input.shape[1] if len(input.shape) > 1 else input.shape[0]
    for name, tensor in (("running_mean", mean), ("running_var", variance)):
        if tensor is None and not training:
            raise RuntimeError(f"{name} must be defined in evaluation mode")
    _check_channels(channels, running_mean=mean, running_var=variance, weight=weight, bias=bias)


def _check_running(input: Tensor, mean: Optional[Tensor], variance: Optional[Tensor]) -> None:
    """Running statistics can be updated: both or neither of them. Checked before one of them is written."""
    if (mean is None) != (variance is None):
        raise ValueError("running_mean and running_var must either both be None or neither be None")
    for name, tensor in (("running_mean", mean), ("running_var", variance)):
        if tensor is None:
            continue
        if isinstance(tensor, np.ndarray) != isinstance(input, np.ndarray):
            raise TypeError(
                f"expects {name} of the library of input, {type(input).__name__}; got {type(tensor).__name__}"
            )
        if isinstance(tensor, np.ndarray) and not tensor.flags.writeable:
            raise ValueError(f"expects {name} to be writable; got a read-only array")
        if not isinstance(tensor, np.ndarray) and 0 in tensor.stride() and tensor.numel() > 1:
            raise ValueError(f"expects {name} with memory for each element; got an expanded tensor")


def _check_channels(channels: int, **tensors: Optional[Tensor]) -> None:
    for name, tensor in tensors.items():
        if tensor is not None and math.prod(tensor.shape) != channels:
            raise RuntimeError(f"{name} should contain {channels} elements not {math.prod(tensor.shape)}")


def batch_norm(
    input: Tensor,
    running_mean: Optional[Tensor],
    running_var: Optional[Tensor],
    weight: Optional[Tensor] = None,
    bias: Optional[Tensor] = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Over all axes but the second, the channels: with the batch's statistics when training, which update the running
    ones in place; with the running ones otherwise."""
    check_batch(input, running_mean, running_var, weight, bias, training, eps)
    if 0 in input.shape:
        return _copy(input)
    if len(input.shape) < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {len(input.shape)}")
    if tracked := _tracked(input, weight, bias):
        return tracked.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)
    _check_elements(input, weight=weight, bias=bias, running_mean=running_mean, running_var=running_var)
    x, axis, restore = to_channels(input)
    if not training:
        return restore(kernels.batch_norm(x, running_mean, running_var, weight, bias, eps, axis))
    results = kernels.batch_norm_training(x, weight, bias, running_mean, running_var, momentum, eps, axis)
    if running_mean is None:
        return restore(results)
    assign(running_mean, results[1])
    assign(running_var, results[2])
    return restore(results[0])


def instance_norm(
    input: Tensor,
    running_mean: Optional[Tensor] = None,
    running_var: Optional[Tensor] = None,
    weight: Optional[Tensor] = None,
    bias: Optional[Tensor] = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Over all axes but the first two: each channel of each sample by itself, or with `use_input_stats=False` by the
    running statistics. Statistics of the input update the running ones in place."""
    if use_input_stats and math.prod(input.shape[2:]) == 1:
        raise ValueError(
            f"Expected more than 1 spatial element when training, got input size {_torch_size(input.shape)}"
        )
    if not use_input_stats and (running_mean is None or running_var is None):
        raise RuntimeError("Expected running_mean and running_var to be defined when use_input_stats is false")
    if use_input_stats:
        _check_running(input, running_mean, running_var)
    tensors = {"running_mean": running_mean, "running_var": running_var, "weight": weight, "bias": bias}
    for name, tensor in tensors.items():
        if tensor is not None and math.prod(tensor.shape) != input.shape[1]:
            counts = input.shape[0] * input.shape[1], input.shape[0] * math.prod(tensor.shape)
            raise RuntimeError(f"{name} should contain {counts[0]} elements not {counts[1]}")
    if 0 in input.shape:
        return _copy(input)
    if tracked := _tracked(input, weight, bias):
        return tracked.instance_norm(input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps)
    _check_elements(input, **tensors)
    x, axis, restore = to_channels(input)
    if not use_input_stats:
        return restore(kernels.batch_norm(x, running_mean, running_var, weight, bias, eps, axis))
    results = kernels.instance_norm(x, weight, bias, running_mean, running_var, momentum, eps, axis)
    if running_mean is None:
        return restore(results)
    assign(running_mean, results[1])
    assign(running_var, results[2])
    return restore(results[0])


def group_norm(
    input: Tensor,
    num_groups: int,
    weight: Optional[Tensor] = None,
    bias: Optional[Tensor] = None,
    eps: float = 1e-5,
) -> Tensor:
    """Over groups of neighbouring channels (the second axis) and all axes after them."""
    check_groups(input.shape, num_groups, weight, bias)
    if 0 in input.shape:
        return _copy(input)
    if tracked := _tracked(input, weight, bias):
        return tracked.group_norm(input, num_groups, weight, bias, eps)
    _check_elements(input, weight=weight, bias=bias)
    x, axis, restore = to_channels(input) if eps >= 0 else (_dense(input), 1, _same)
    return restore(kernels.group_norm(x, num_groups, weight, bias, eps, axis))


def check_groups(shape: Sequence[int], num_groups: int, weight: Optional[Tensor], bias: Optional[Tensor]) -> None:
    """PyTorch's checks of group_norm."""
    if len(shape) < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {len(shape)}")
    if num_groups <= 0:
        raise RuntimeError(f"Expected num groups to be greater than 0, got {num_groups}")
    if shape[1] % num_groups:
        raise RuntimeError(
            "Expected number of channels in input to be divisible by num_groups, but got input of shape "
            f"{_sizes(shape)} and num_groups={num_groups}"
        )
    if shape[0] * (shape[1] // num_groups) * math.prod(shape[2:]) == 1:
        raise ValueError(f"Expected more than 1 value per channel when training, got input size {_sizes(shape)}")
    for name, parameter in (("weight", weight), ("bias", bias)):
        if parameter is not None and tuple(parameter.shape) != (shape[1],):
            raise RuntimeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, but got {name} of "
                f"shape {_sizes(parameter.shape)} and input of shape {_sizes(shape)}"
            )


def local_response_norm(input: Tensor, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0) -> Tensor:
    """x / (k + alpha / size * sum of squares)^beta, the sum over `size` channels, size // 2 of them before."""
    if len(input.shape) < 3:
        raise ValueError(f"Expected 3D or higher dimensionality{' ' * 26}input (got {len(input.shape)} dimensions)")
    if 0 in input.shape:
        return input
    if tracked := _tracked(input):
        return tracked.local_response_norm(input, size, alpha, beta, k)
    x, axis, restore = to_channels(input)
    return restore(kernels.local_response_norm(x, size, float(alpha), float(beta), float(k), axis))


def normalize(
    input: Tensor,
    p: float = 2.0,
    dim: Union[int, Tuple[int, ...], None] = 1,
    eps: float = 1e-12,
    out: Optional[Tensor] = None,
) -> Tensor:
    """x / max(p-norm of x over `dim`, eps); over all axes for None or none."""
    rank = len(input.shape)
    dims = (dim,) if hasattr(dim, "__index__") else tuple(dim or ())
    axes = []
    for axis in map(operator.index, dims or range(max(rank, 1))):
        low, high = -max(rank, 1), max(rank, 1) - 1
        if not low <= axis <= high:
            raise IndexError(f"Dimension out of range (expected to be in range of [{low}, {high}], but got {axis})")
        axes.append(axis % max(rank, 1))
    if len(set(axes)) < len(axes):
        twice = next(axis for axis in axes if axes.count(axis) > 1)
        raise RuntimeError(f"dim {twice} appears multiple times in the list of dims")
    tracked = _tracked(input, out)
    if tracked and out is not None:
        raise RuntimeError("out= has no history, and one of the tensors requires gradients")
    if tracked:
        return tracked.normalize(input, float(p), tuple(sorted(axes)), eps)
    if 0 in input.shape and out is None:
        return _copy(input)
    x = input if rank else input.reshape(1)
    least = 2.0**-24 if kernels.get_element(input.dtype) == "f16" else 0.0
    # As PyTorch rounds it to the type of the tensor.
    eps = 0.0 if abs(eps) <= least / 2 else max(float(eps), least)
    result = kernels.normalize(x, float(p), tuple(sorted(axes)), eps, out if rank or out is None else out.reshape(1))
    return out if out is not None else result if rank else result.reshape(())


def weight_norm(v: Tensor, g: Tensor, dim: Optional[int] = 0) -> Tensor:
    """g * v / ||v||, the norm over all axes but `dim`; over all of them without one, or with -1, as PyTorch has it."""
    g = np.asarray(g) if isinstance(g, np.generic) else g  # As NumPy's reductions give it.
    rank = len(v.shape)
    axis = None if dim in (None, -1) else dim % rank if -rank <= dim < rank else -1
    if axis == -1:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-rank}, {rank - 1}], but got {dim})")
    count = 1 if axis is None else v.shape[axis]
    if math.prod(g.shape) != count:
        raise RuntimeError(f"Expected g to contain {count} elements, but got g of shape {_sizes(g.shape)}")
    if tracked := _tracked(v, g):
        return tracked.weight_norm(v, g, axis)
    _check_elements(v, g=g)
    return kernels.weight_norm(v, g.reshape(() if axis is None else (count,)), axis)


def switchable_norm(
    input: Tensor,
    mean_weights: Tensor,
    variance_weights: Tensor,
    weight: Optional[Tensor] = None,
    bias: Optional[Tensor] = None,
    running_mean: Optional[Tensor] = None,
    running_var: Optional[Tensor] = None,
    training: bool = True,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> Tensor:
    """Switchable normalization, as its authors define it: a mix of the statistics of instance, layer and batch, by the
    softmax of three weights each (of layer and batch, for input of two axes). `momentum` weighs the old running
    statistics. Without training, the running ones stand for the batch's."""
    if training:
        _check_running(input, running_mean, running_var)
    elif running_mean is None or running_var is None:
        raise RuntimeError("running_mean must be defined in evaluation mode")
    if len(input.shape) < 2:
        raise RuntimeError(f"Expected at least 2 dimensions for input tensor but received {len(input.shape)}")
    count = 3 if len(input.shape) > 2 else 2
    for name, tensor in (("mean_weights", mean_weights), ("variance_weights", variance_weights)):
        if tuple(tensor.shape) != (count,):
            raise RuntimeError(f"Expected {name} of shape [{count}], but got {_sizes(tensor.shape)}")
    _check_channels(input.shape[1], weight=weight, bias=bias, running_mean=running_mean, running_var=running_var)
    operands = dict(scale=weight, bias=bias, mean_weights=mean_weights, variance_weights=variance_weights)
    operands.update(running_mean=running_mean, running_variance=running_var)
    _check_elements(input, **operands)
    attributes = dict(epsilon=eps, momentum=momentum)
    if not training:
        attributes.update(use_running_stats=True, update_running_stats=False)
    results = kernels.switchable_norm(input, operands, **attributes)
    if not isinstance(results, tuple):
        return results
    assign(running_mean, results[1])
    assign(running_var, results[2])
    return results[0]


def assign(tensor: Tensor, values: Tensor) -> None:
    """Writes the values of another tensor of its sizes."""
    if isinstance(tensor, np.ndarray):
        np.copyto(tensor, values)
    else:
        tensor.copy_(values)


def _copy(tensor: Tensor) -> Tensor:
    return tensor.copy() if isinstance(tensor, np.ndarray) else tensor.clone()


def _dense(tensor: Tensor) -> Tensor:
    return np.ascontiguousarray(tensor) if isinstance(tensor, np.ndarray) else tensor.contiguous()


def _same(tensor: Tensor) -> Tensor:
    return tensor


def to_channels(x: Tensor) -> Tuple[Tensor, int, Any]:
    """A dense tensor with the same values, the axis of its channels, and what takes a result back to x's axes.

    One whose channels lie innermost (channels-last) is taken as it lies; one of other strides is copied."""
    rank = len(x.shape)
    if isinstance(x, np.ndarray):
        if x.flags.c_contiguous:
            return x, 1, _same
        last = np.moveaxis(x, 1, -1)
        if rank > 2 and last.flags.c_contiguous:
            return last, rank - 1, lambda y: np.moveaxis(y, -1, 1)
        return np.ascontiguousarray(x), 1, _same
    if x.is_contiguous():
        return x, 1, _same
    last = x.movedim(1, -1)
    if rank > 2 and last.is_contiguous():
        return last, rank - 1, lambda y: y.movedim(-1, 1)
    return x.contiguous(), 1, _same
