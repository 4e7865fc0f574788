"""Norms of torch tensors that record how they were computed: forward by compiled kernels, backward by PyTorch.

Forward saves what PyTorch's own backward wants: the statistics of layer, group and batch norm. RMS norm, local response
norm, the p-norms and weight norm have no backward of their own in PyTorch; theirs are written here as PyTorch's ops, so
that they have gradients, too.
"""

from __future__ import annotations

import math
from typing import Any, List, Optional, Sequence, Tuple

import torch
from torch import Tensor
from torch.nn import functional as F

from .. import functional, kernels
from ..functional import assign, to_channels

aten = torch.ops.aten


def plain(*tensors: Optional[Tensor]) -> Any:
    """Without history, and dense."""
    return tuple(None if tensor is None else tensor.detach().contiguous() for tensor in tensors)


def get_saved_element(x: Tensor, *parameters: Optional[Tensor]) -> str:
    """The elements in which PyTorch's backward takes statistics: x's, or f32 where parameters are."""
    wide = any(parameter is not None and parameter.dtype == torch.float32 for parameter in parameters)
    return "f32" if wide else kernels.get_element(x.dtype)


def _check_backward(x: Tensor, *parameters: Optional[Tensor]) -> None:
    """PyTorch's backward takes parameters of x's type, and of f32 beside 16-bit x."""
    for parameter in parameters:
        if parameter is not None and parameter.dtype != x.dtype:
            if parameter.dtype != torch.float32 or x.dtype not in (torch.bfloat16, torch.float16):
                raise RuntimeError(
                    f"Expected parameters of the input's type, or float32 for a 16-bit input, where gradients are "
                    f"needed, but got {parameter.dtype} and {x.dtype}"
                )


def get_mask(ctx: Any, weight: Optional[Tensor]) -> List[bool]:
    """Which of x, weight and bias, the first, third and fourth input, need gradients."""
    needs = ctx.needs_input_grad
    return [needs[0], weight is not None and needs[2], ctx.has_bias and needs[3]]


#
# Gradients. Each takes what comes from behind, what was saved, and which results are wanted; others are None.
#


def layer_norm_backward(
    g: Tensor, shape: Sequence[int], x: Tensor, weight: Any, bias: Any, mean: Tensor, rstd: Tensor, mask: List[bool]
) -> Tuple[Any, ...]:
    """PyTorch's."""
    return aten.native_layer_norm_backward(g.contiguous(), x.contiguous(), shape, mean, rstd, weight, bias, mask)


def rms_norm_backward(
    g: Tensor, shape: Sequence[int], x: Tensor, weight: Optional[Tensor], rstd: Tensor, mask: List[bool]
) -> Tuple[Any, ...]:
    """With n = x rstd: dx = (g w - n mean(g w n)) rstd, dw = sum(g n) over the outer axes."""
    axes, outer = tuple(range(-len(shape), 0)), tuple(range(x.dim() - len(shape)))
    normalized, wide = x.to(rstd.dtype) * rstd, g.to(rstd.dtype)
    scaled = wide if weight is None else wide * weight
    dx = dw = None
    if mask[0]:
        dx = ((scaled - normalized * (scaled * normalized).mean(axes, keepdim=True)) * rstd).to(x.dtype)
    if weight is not None and mask[1]:
        dw = (wide * normalized).sum(outer) if outer else wide * normalized
        dw = dw.to(weight.dtype)
    return dx, dw


def group_norm_backward(
    g: Tensor, x: Tensor, weight: Optional[Tensor], mean: Tensor, rstd: Tensor, groups: int, mask: List[bool]
) -> Tuple[Any, ...]:
    """PyTorch's, channels-last where x is."""
    n, c, inner = x.shape[0], x.shape[1], math.prod(x.shape[2:])
    last = x.dim() == 4 and not x.is_contiguous() and x.is_contiguous(memory_format=torch.channels_last)
    format_ = torch.channels_last if last else torch.contiguous_format
    g, x = g.contiguous(memory_format=format_), x.contiguous(memory_format=format_)
    dx, dw, db = aten.native_group_norm_backward(g, x, mean, rstd, weight, n, c, inner, groups, mask)
    return dx, dw if mask[1] else None, db if mask[2] else None


def batch_norm_backward(
    g: Tensor,
    x: Tensor,
    weight: Any,
    running_mean: Any,
    running_var: Any,
    mean: Tensor,
    rstd: Tensor,
    training: bool,
    eps: float,
    mask: List[bool],
) -> Tuple[Any, ...]:
    """PyTorch's."""
    dx, dw, db = aten.native_batch_norm_backward(
        g, x, weight, running_mean, running_var, mean, rstd, training, eps, mask
    )
    return dx, dw if mask[1] else None, db if mask[2] else None


def local_response_norm_backward(g: Tensor, x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
    """With d = k + alpha / size * window(x^2): g d^-beta - 2 alpha beta / size * x * mirrored(g x d^(-beta-1))."""
    wide = torch.float64 if x.dtype == torch.float64 else torch.float32
    values, g = x.to(wide), g.to(wide)
    divisor = k + alpha / size * _window(values * values, size // 2, (size - 1) // 2)
    inner = _window(g * values * divisor ** (-beta - 1), (size - 1) // 2, size // 2)
    return (g * divisor**-beta - (2 * alpha * beta / size) * values * inner).to(x.dtype)


def _window(x: Tensor, before: int, behind: int) -> Tensor:
    """Sums over neighbouring channels, `before` of them below each and `behind` above."""
    padded = F.pad(x.movedim(1, -1), (before, behind))
    return padded.unfold(-1, before + behind + 1, 1).sum(-1).movedim(-1, 1)


def normalize_backward(g: Tensor, x: Tensor, p: float, axes: Sequence[int], eps: float) -> Tensor:
    """Through PyTorch's forward, which has the gradients of every p and of norms below eps."""
    dims: Any = axes[0] if len(axes) == 1 else tuple(axes)
    results: Any = torch.func.vjp(lambda t: F.normalize(t, p, dims, eps), x)
    return results[1](g)[0]


def weight_norm_backward(dw: Tensor, v: Tensor, g: Tensor, dim: Optional[int]) -> Tuple[Tensor, Tensor]:
    """With u = v / |v|: dg = sum(dw u), dv = g / |v| (dw - u dg)."""
    wide = torch.float64 if v.dtype == torch.float64 else torch.float32
    rank = v.dim()
    axis = None if dim in (None, -1) else dim % rank
    others = tuple(other for other in range(rank) if other != axis)
    values, dw = v.to(wide), dw.to(wide)
    length = torch.linalg.vector_norm(values, 2, others, keepdim=True) if others else values.abs()
    unit = values / length
    dg = (dw * unit).sum(others, keepdim=True) if others else dw * unit
    dv = g.to(wide).reshape(length.shape) / length * (dw - unit * dg)
    return dv.to(v.dtype), dg.reshape(g.shape).to(g.dtype)


#
# Functions with a history.
#


class _LayerNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, shape: Any, weight: Any, bias: Any, eps: float) -> Any:
        values = plain(x, weight, bias)
        y, mean, rstd = kernels.layer_norm(values[0], len(shape), *values[1:], eps, get_saved_element(x, weight, bias))
        ctx.save_for_backward(x, weight, bias, mean, rstd)
        ctx.shape = shape
        return y

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        needs = ctx.needs_input_grad
        dx, dw, db = layer_norm_backward(g, ctx.shape, *ctx.saved_tensors, [needs[0], needs[2], needs[3]])
        return dx, None, dw, db, None


class _RMSNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, shape: Any, weight: Any, eps: Optional[float]) -> Any:
        values = plain(x, weight)
        saved = "f64" if x.dtype == torch.float64 else "f32"
        y, rstd = kernels.rms_norm(values[0], len(shape), values[1], eps, saved)
        ctx.save_for_backward(x, weight, rstd)
        ctx.shape, ctx.eps = shape, eps
        ctx.mark_non_differentiable(rstd)
        return y, rstd

    @staticmethod
    def backward(ctx: Any, g: Tensor, _: Any) -> Any:
        x, weight, rstd = ctx.saved_tensors
        if torch.is_grad_enabled():  # Gradients of gradients go through rstd, too.
            rstd = _get_rstd(x, len(ctx.shape), ctx.eps)
        needs = ctx.needs_input_grad
        dx, dw = rms_norm_backward(g, ctx.shape, x, weight, rstd, [needs[0], needs[2]])
        return dx, None, dw, None


def _get_rstd(x: Tensor, count: int, eps: Optional[float]) -> Tensor:
    wide = x if x.dtype == torch.float64 else x.float()
    eps = torch.finfo(wide.dtype).eps if eps is None else eps
    return (wide.square().mean(tuple(range(-count, 0)), keepdim=True) + eps).rsqrt()


class _GroupNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, groups: int, weight: Any, bias: Any, eps: float) -> Any:
        dense, axis, restore = to_channels(x.detach())
        saved = get_saved_element(x, weight, bias)
        y, mean, rstd = kernels.group_norm(dense, groups, *plain(weight, bias), eps, axis, saved)
        ctx.save_for_backward(x, weight, bias, mean, rstd)
        ctx.groups, ctx.eps, ctx.has_bias = groups, eps, bias is not None
        return restore(y)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        dx, dw, db = _group_norm_backward(ctx, g, ctx.groups)
        return dx, None, dw, db, None


def _group_norm_backward(ctx: Any, g: Tensor, groups: int) -> Tuple[Any, ...]:
    """What has gradients of its own, where they are recorded: PyTorch's backward of saved statistics has none."""
    x, weight, bias, mean, rstd = ctx.saved_tensors
    mask = get_mask(ctx, weight)
    if not torch.is_grad_enabled():
        return group_norm_backward(g, x, weight, mean, rstd, groups, mask)
    y = F.group_norm(x, groups, weight, bias, ctx.eps)
    wanted = [tensor for tensor, needs in zip((x, weight, bias), mask) if needs]
    gradients = iter(torch.autograd.grad(y, wanted, g, create_graph=True))
    return tuple(next(gradients) if needs else None for needs in mask)


class _InstanceNorm(torch.autograd.Function):
    """Backward, instance norm is group norm with as many groups as channels."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, running: Any, weight: Any, bias: Any, eps: float, momentum: float) -> Any:
        dense, axis, restore = to_channels(x.detach())
        saved = get_saved_element(x, weight, bias)
        results = kernels.instance_norm(dense, *plain(weight, bias, *running), momentum, eps, axis, saved)
        if running[0] is not None:
            assign(running[0], results[3])
            assign(running[1], results[4])
        ctx.save_for_backward(x, weight, bias, results[1], results[2])
        ctx.eps, ctx.has_bias = eps, bias is not None
        return restore(results[0])

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        dx, dw, db = _group_norm_backward(ctx, g, g.shape[1])
        return dx, None, dw, db, None, None


class _BatchNorm(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, x: Tensor, running: Any, weight: Any, bias: Any, training: bool, momentum: float, eps: float
    ) -> Any:
        dense, axis, restore = to_channels(x.detach())
        parameters, statistics = plain(weight, bias), plain(*running)
        mean = rstd = x.new_empty(0)
        if training:
            saved = get_saved_element(x, weight, bias, running[0])
            results = kernels.batch_norm_training(dense, *parameters, *statistics, momentum, eps, axis, saved)
            y, mean, rstd = results[:3]
            if running[0] is not None:
                assign(running[0], results[3])
                assign(running[1], results[4])
        else:
            # What serves as statistics now may change before the gradients are taken.
            statistics = tuple(tensor.clone() for tensor in statistics)
            y = kernels.batch_norm(dense, *statistics, *parameters, eps, axis)
        ctx.save_for_backward(x, weight, *statistics, mean, rstd)
        ctx.training, ctx.eps, ctx.has_bias = training, eps, bias is not None
        return restore(y)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, *statistics = ctx.saved_tensors
        dx, dw, db = batch_norm_backward(g, x, weight, *statistics, ctx.training, ctx.eps, get_mask(ctx, weight))
        return dx, None, dw, db, None, None, None


class _LocalResponseNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
        dense, axis, restore = to_channels(x.detach())
        ctx.save_for_backward(x)
        ctx.attributes = size, alpha, beta, k
        return restore(kernels.local_response_norm(dense, size, alpha, beta, k, axis))

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        (x,) = ctx.saved_tensors
        return local_response_norm_backward(g, x, *ctx.attributes), None, None, None, None


class _Normalize(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, p: float, axes: Sequence[int], eps: float) -> Tensor:
        ctx.save_for_backward(x)
        ctx.attributes = p, axes, eps
        return functional.normalize(x.detach(), p, tuple(axes), eps)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        (x,) = ctx.saved_tensors
        return normalize_backward(g, x, *ctx.attributes), None, None, None


class _WeightNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, v: Tensor, g: Tensor, axis: Optional[int]) -> Tensor:
        ctx.save_for_backward(v, g)
        ctx.axis = axis
        return functional.weight_norm(v.detach().contiguous(), g.detach().contiguous(), axis)

    @staticmethod
    def backward(ctx: Any, dw: Tensor) -> Any:
        return (*weight_norm_backward(dw, *ctx.saved_tensors, ctx.axis), None)


def layer_norm(x: Tensor, shape: Tuple[int, ...], weight: Any, bias: Any, eps: float) -> Tensor:
    """See norm_mlir.layer_norm."""
    _check_backward(x, weight, bias)
    return _LayerNorm.apply(x, shape, weight, bias, eps)


def rms_norm_with_rstd(x: Tensor, shape: Tuple[int, ...], weight: Any, eps: Optional[float]) -> Tuple[Tensor, Tensor]:
    """rms_norm and the reciprocal root of the mean of squares, as aten::_fused_rms_norm returns them."""
    return _RMSNorm.apply(x, shape, weight, eps)


def rms_norm(x: Tensor, shape: Tuple[int, ...], weight: Any, eps: Optional[float]) -> Tensor:
    """See norm_mlir.rms_norm."""
    return rms_norm_with_rstd(x, shape, weight, eps)[0]


def group_norm(x: Tensor, num_groups: int, weight: Any, bias: Any, eps: float) -> Tensor:
    """See norm_mlir.group_norm."""
    _check_backward(x, weight, bias)
    return _GroupNorm.apply(x, num_groups, weight, bias, eps)


def batch_norm(
    x: Tensor, mean: Any, variance: Any, weight: Any, bias: Any, training: bool, momentum: float, eps: float
) -> Tensor:
    """See norm_mlir.batch_norm."""
    _check_backward(x, weight, bias, mean, variance)
    return _BatchNorm.apply(x, (mean, variance), weight, bias, training, momentum, eps)


def instance_norm(
    x: Tensor,
    mean: Any,
    variance: Any,
    weight: Any,
    bias: Any,
    use_input_stats: bool,
    momentum: float,
    eps: float,
) -> Tensor:
    """See norm_mlir.instance_norm."""
    if not use_input_stats:
        return batch_norm(x, mean, variance, weight, bias, False, momentum, eps)
    _check_backward(x, weight, bias)
    return _InstanceNorm.apply(x, (mean, variance), weight, bias, eps, momentum)


def local_response_norm(x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
    """See norm_mlir.local_response_norm."""
    return _LocalResponseNorm.apply(x, size, float(alpha), float(beta), float(k))


def normalize(x: Tensor, p: float, axes: Sequence[int], eps: float) -> Tensor:
    """See norm_mlir.normalize."""
    return _Normalize.apply(x, p, axes, eps)


def weight_norm(v: Tensor, g: Tensor, axis: Optional[int]) -> Tensor:
    """See norm_mlir.weight_norm."""
    return _WeightNorm.apply(v, g, axis)
