"""Norms of torch tensors that record how they were computed: forward by compiled kernels, backward by PyTorch.

Forward saves what PyTorch's own backward wants: the statistics of layer, group and batch norm. Local response norm, the
p-norms and weight norm have no backward of their own in PyTorch; theirs repeats PyTorch's forward from the inputs.
"""

from __future__ import annotations

import math
from typing import Any, Optional, Sequence, Tuple

import torch
from torch import Tensor

from .. import kernels
from ..functional import assign, to_channels

aten = torch.ops.aten


def is_needed(*tensors: Any) -> bool:
    """Whether one of these, torch tensors or None, asks for gradients that are recorded now."""
    return torch.is_grad_enabled() and any(isinstance(t, Tensor) and t.requires_grad for t in tensors)


def _plain(*tensors: Optional[Tensor]) -> Tuple[Any, ...]:
    """Without history, and dense."""
    return tuple(None if tensor is None else tensor.detach().contiguous() for tensor in tensors)


def _saved_element(x: Tensor, *parameters: Optional[Tensor]) -> str:
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


class _LayerNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, shape: Any, weight: Any, bias: Any, eps: float) -> Any:
        plain = _plain(x, weight, bias)
        y, mean, rstd = kernels.layer_norm(plain[0], len(shape), *plain[1:], eps, _saved_element(x, weight, bias))
        sizes = (*x.shape[: x.dim() - len(shape)], *(1,) * len(shape))
        ctx.save_for_backward(x, weight, bias, mean.view(sizes), rstd.view(sizes))
        ctx.shape = shape
        return y

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, bias, mean, rstd = ctx.saved_tensors
        needs = ctx.needs_input_grad
        mask = [needs[0], needs[2], needs[3]]
        dx, dw, db = aten.native_layer_norm_backward(g.contiguous(), x.contiguous(), ctx.shape, mean, rstd, weight, bias, mask)
        return dx, None, dw, db, None


class _RMSNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, shape: Any, weight: Any, eps: Optional[float]) -> Any:
        plain = _plain(x, weight)
        saved = "f64" if x.dtype == torch.float64 else "f32"
        y, rstd = kernels.rms_norm(plain[0], len(shape), plain[1], eps, saved)
        rstd = rstd.view(*x.shape[: x.dim() - len(shape)], *(1,) * len(shape))
        ctx.save_for_backward(x, weight, rstd)
        ctx.shape, ctx.eps = shape, eps
        ctx.mark_non_differentiable(rstd)
        return y, rstd

    @staticmethod
    def backward(ctx: Any, g: Tensor, _: Any) -> Any:
        x, weight, rstd = ctx.saved_tensors
        if torch.is_grad_enabled():  # Gradients of gradients go through rstd, too.
            rstd = _rstd(x, len(ctx.shape), ctx.eps)
        axes = tuple(range(-len(ctx.shape), 0))
        normalized = x.to(rstd.dtype) * rstd
        wide = g.to(rstd.dtype)
        scaled = wide if weight is None else wide * weight
        dx = dw = None
        if ctx.needs_input_grad[0]:
            dx = ((scaled - normalized * (scaled * normalized).mean(axes, keepdim=True)) * rstd).to(x.dtype)
        if weight is not None and ctx.needs_input_grad[2]:
            outer = tuple(range(x.dim() - len(ctx.shape)))
            dw = (wide * normalized).sum(outer) if outer else wide * normalized
            dw = dw.to(weight.dtype)
        return dx, None, dw, None


def _rstd(x: Tensor, count: int, eps: Optional[float]) -> Tensor:
    wide = x if x.dtype == torch.float64 else x.float()
    eps = torch.finfo(wide.dtype).eps if eps is None else eps
    return (wide.square().mean(tuple(range(-count, 0)), keepdim=True) + eps).rsqrt()


class _GroupNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, groups: int, weight: Any, bias: Any, eps: float) -> Any:
        dense, axis, restore = to_channels(x.detach())
        saved = _saved_element(x, weight, bias)
        y, mean, rstd = kernels.group_norm(dense, groups, *_plain(weight, bias), eps, axis, saved)
        ctx.save_for_backward(x, weight, mean, rstd)
        ctx.groups, ctx.has_bias = groups, bias is not None
        return restore(y)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, mean, rstd = ctx.saved_tensors
        return _group_norm_backward(ctx, g, x, weight, mean, rstd, ctx.groups)


def _group_norm_backward(
    ctx: Any, g: Tensor, x: Tensor, weight: Optional[Tensor], mean: Tensor, rstd: Tensor, groups: int
) -> Any:
    n, c, inner = x.shape[0], x.shape[1], math.prod(x.shape[2:])
    format_ = torch.channels_last if x.dim() == 4 and not x.is_contiguous() else torch.contiguous_format
    if not x.is_contiguous(memory_format=format_):
        format_ = torch.contiguous_format
    g, x = g.contiguous(memory_format=format_), x.contiguous(memory_format=format_)
    needs = ctx.needs_input_grad
    mask = [needs[0], weight is not None and needs[2], ctx.has_bias and needs[3]]
    dx, dw, db = aten.native_group_norm_backward(g, x, mean, rstd, weight, n, c, inner, groups, mask)
    return dx, None, dw if mask[1] else None, db if mask[2] else None, None


class _InstanceNorm(torch.autograd.Function):
    """Instance norm is group norm with as many groups as channels."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, running: Any, weight: Any, bias: Any, eps: float, momentum: float) -> Any:
        dense, axis, restore = to_channels(x.detach())
        statistics = _plain(*running)
        saved = _saved_element(x, weight, bias)
        results = kernels.instance_norm(dense, *_plain(weight, bias), *statistics, momentum, eps, axis, saved)
        if running[0] is not None:
            assign(running[0], results[3])
            assign(running[1], results[4])
        ctx.save_for_backward(x, weight, results[1], results[2])
        ctx.has_bias = bias is not None
        return restore(results[0])

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, mean, rstd = ctx.saved_tensors
        return (*_group_norm_backward(ctx, g, x, weight, mean, rstd, x.shape[1]), None)


class _BatchNorm(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, x: Tensor, running: Any, weight: Any, bias: Any, training: bool, momentum: float, eps: float
    ) -> Any:
        dense, axis, restore = to_channels(x.detach())
        plain, statistics = _plain(weight, bias), _plain(*running)
        mean = rstd = x.new_empty(0)
        if training:
            saved = _saved_element(x, weight, bias, running[0])
            results = kernels.batch_norm_training(dense, *plain, *statistics, momentum, eps, axis, saved)
            y, mean, rstd = results[:3]
            if running[0] is not None:
                assign(running[0], results[3])
                assign(running[1], results[4])
        else:
            y = kernels.batch_norm(dense, *statistics, *plain, eps, axis)
        ctx.save_for_backward(x, weight, *statistics, mean, rstd)
        ctx.training, ctx.eps, ctx.has_bias = training, eps, bias is not None
        return restore(y)

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, running_mean, running_var, mean, rstd = ctx.saved_tensors
        needs = ctx.needs_input_grad
        mask = [needs[0], weight is not None and needs[2], ctx.has_bias and needs[3]]
        dx, dw, db = aten.native_batch_norm_backward(
            g, x, weight, running_mean, running_var, mean, rstd, ctx.training, ctx.eps, mask
        )
        return dx, None, dw if mask[1] else None, db if mask[2] else None, None, None, None


class _Repeated(torch.autograd.Function):
    """Forward by a compiled kernel; backward through PyTorch's own forward, from the same inputs."""

    @staticmethod
    def forward(ctx: Any, kernel: Any, reference: Any, *tensors: Tensor) -> Tensor:
        ctx.reference = reference
        ctx.save_for_backward(*tensors)
        return kernel(*(tensor.detach() for tensor in tensors))

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        tensors = ctx.saved_tensors
        again = torch.is_grad_enabled()
        with torch.enable_grad():
            inputs = tensors if again else tuple(t.detach().requires_grad_(t.requires_grad) for t in tensors)
            needed = [t for t, needs in zip(inputs, ctx.needs_input_grad[2:]) if needs]
            gradients = iter(torch.autograd.grad(ctx.reference(*inputs), needed, g, create_graph=again))
        return (None, None, *(next(gradients) if needs else None for needs in ctx.needs_input_grad[2:]))


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

    def kernel(plain: Tensor) -> Tensor:
        dense, axis, restore = to_channels(plain)
        return restore(kernels.local_response_norm(dense, size, float(alpha), float(beta), float(k), axis))

    reference = lambda t: torch.nn.functional.local_response_norm(t, size, alpha, beta, k)  # noqa: E731
    return _Repeated.apply(kernel, reference, x)


def normalize(x: Tensor, p: float, axes: Sequence[int], eps: float) -> Tensor:
    """See norm_mlir.normalize."""
    from ..functional import normalize as forward

    dims = axes[0] if len(axes) == 1 else tuple(axes)
    reference = lambda t: torch.nn.functional.normalize(t, p, dims, eps)  # noqa: E731
    return _Repeated.apply(lambda t: forward(t, p, dims, eps), reference, x)


def weight_norm(v: Tensor, g: Tensor, axis: Optional[int]) -> Tensor:
    """See norm_mlir.weight_norm."""
    from ..functional import weight_norm as forward

    reference = lambda v, g: torch._weight_norm(v, g, -1 if axis is None else axis)  # noqa: E731
    return _Repeated.apply(lambda v, g: forward(v.contiguous(), g, axis), reference, v, g)
