"""The norms as ops of torch.library, `torch.ops.norm_mlir`: what torch.compile and torch.export see of them.

Ops change none of their arguments: those that update running statistics return the new ones. Each has kernels for the
CPU and, on torch's current stream, for CUDA, sizes and types for tensors without data, and gradients by the same
formulas as `norm_mlir.torch.history`.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

import torch
from torch import Tensor

from .. import functional, kernels
from . import history

_library = torch.library.Library("norm_mlir", "DEF")
_TAGS = (torch.Tag.pt2_compliant_tag,)

_SCHEMAS = (
    "layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps)"
    " -> (Tensor, Tensor, Tensor)",
    "rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, float? eps) -> (Tensor, Tensor)",
    "group_norm(Tensor input, int num_groups, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)",
    "batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight, Tensor? bias, float eps)"
    " -> Tensor",
    "batch_norm_training(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight, Tensor? bias, "
    "float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor, Tensor)",
    "local_response_norm(Tensor input, int size, float alpha, float beta, float k) -> Tensor",
    "normalize(Tensor input, float p, int[] dim, float eps) -> Tensor",
    "weight_norm(Tensor v, Tensor g, int? dim) -> Tensor",
)


def _rows(x: Tensor, shape: Sequence[int]) -> Tuple[int, ...]:
    """The sizes of statistics over the last axes, which stay with size 1."""
    return (*x.shape[: x.dim() - len(shape)], *(1,) * len(shape))


def _new(x: Tensor, sizes: Sequence[Any], *parameters: Optional[Tensor]) -> Tensor:
    """An empty tensor of saved statistics."""
    wide = any(parameter is not None and parameter.dtype == torch.float32 for parameter in parameters)
    return x.new_empty(sizes, dtype=torch.float32 if wide else x.dtype)


class _LayerNorm:
    @staticmethod
    def kernel(x: Tensor, shape: Sequence[int], weight: Any, bias: Any, eps: float) -> Tuple[Tensor, ...]:
        functional.check_rows(x, tuple(shape), weight, bias)
        saved = history.get_saved_element(x, weight, bias)
        return kernels.layer_norm(*history.plain(x), len(shape), *history.plain(weight, bias), eps, saved)

    @staticmethod
    def fake(x: Tensor, shape: Sequence[int], weight: Any, bias: Any, eps: float) -> Tuple[Tensor, ...]:
        statistics = [_new(x, _rows(x, shape), weight, bias) for _ in range(2)]
        return (x.new_empty(x.shape), *statistics)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        x, ctx.shape, weight, bias, _ = inputs
        ctx.save_for_backward(x, weight, bias, *output[1:])
        ctx.mark_non_differentiable(*output[1:])

    @staticmethod
    def backward(ctx: Any, g: Tensor, *_: Any) -> Any:
        needs = ctx.needs_input_grad
        dx, dw, db = history.layer_norm_backward(g, ctx.shape, *ctx.saved_tensors, [needs[0], needs[2], needs[3]])
        return dx, None, dw, db, None


class _RMSNorm:
    @staticmethod
    def kernel(x: Tensor, shape: Sequence[int], weight: Any, eps: Optional[float]) -> Tuple[Tensor, ...]:
        functional.check_rows(x, tuple(shape), weight, None)
        saved = "f64" if x.dtype == torch.float64 else "f32"
        return kernels.rms_norm(*history.plain(x), len(shape), *history.plain(weight), eps, saved)

    @staticmethod
    def fake(x: Tensor, shape: Sequence[int], weight: Any, eps: Optional[float]) -> Tuple[Tensor, ...]:
        dtype = torch.float64 if x.dtype == torch.float64 else torch.float32
        return x.new_empty(x.shape), x.new_empty(_rows(x, shape), dtype=dtype)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        x, ctx.shape, weight, _ = inputs
        ctx.save_for_backward(x, weight, output[1])
        ctx.mark_non_differentiable(output[1])

    @staticmethod
    def backward(ctx: Any, g: Tensor, *_: Any) -> Any:
        needs = ctx.needs_input_grad
        dx, dw = history.rms_norm_backward(g, ctx.shape, *ctx.saved_tensors, [needs[0], needs[2]])
        return dx, None, dw, None


class _GroupNorm:
    @staticmethod
    def kernel(x: Tensor, num_groups: int, weight: Any, bias: Any, eps: float) -> Tuple[Tensor, ...]:
        functional.check_groups(x.shape, num_groups, weight, bias)
        dense, axis, restore = functional.to_channels(x)
        saved = history.get_saved_element(x, weight, bias)
        y, mean, rstd = kernels.group_norm(dense, num_groups, *history.plain(weight, bias), eps, axis, saved)
        return restore(y), mean, rstd

    @staticmethod
    def fake(x: Tensor, num_groups: int, weight: Any, bias: Any, eps: float) -> Tuple[Tensor, ...]:
        statistics = [_new(x, (x.shape[0], num_groups), weight, bias) for _ in range(2)]
        return (_channels_like(x), *statistics)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        x, ctx.groups, weight, bias, _ = inputs
        ctx.save_for_backward(x, weight, *output[1:])
        ctx.has_bias = bias is not None
        ctx.mark_non_differentiable(*output[1:])

    @staticmethod
    def backward(ctx: Any, g: Tensor, *_: Any) -> Any:
        x, weight, mean, rstd = ctx.saved_tensors
        mask = history.get_mask(ctx, weight)
        dx, dw, db = history.group_norm_backward(g, x, weight, mean, rstd, ctx.groups, mask)
        return dx, None, dw, db, None


class _BatchNorm:
    @staticmethod
    def kernel(x: Tensor, mean: Tensor, variance: Tensor, weight: Any, bias: Any, eps: float) -> Tensor:
        functional.check_batch(x, mean, variance, weight, bias, False, eps)
        dense, axis, restore = functional.to_channels(x)
        return restore(kernels.batch_norm(dense, *history.plain(mean, variance, weight, bias), eps, axis))

    @staticmethod
    def fake(x: Tensor, mean: Tensor, variance: Tensor, weight: Any, bias: Any, eps: float) -> Tensor:
        return _channels_like(x)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        x, mean, variance, weight, bias, ctx.eps = inputs
        ctx.save_for_backward(x, weight, mean, variance)
        ctx.has_bias = bias is not None

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        x, weight, mean, variance = ctx.saved_tensors
        needs = ctx.needs_input_grad
        mask = [needs[0], weight is not None and needs[3], ctx.has_bias and needs[4]]
        empty = x.new_empty(0)
        dx, dw, db = history.batch_norm_backward(g, x, weight, mean, variance, empty, empty, False, ctx.eps, mask)
        return dx, None, None, dw, db, None


class _BatchNormTraining:
    @staticmethod
    def kernel(
        x: Tensor, mean: Any, variance: Any, weight: Any, bias: Any, momentum: float, eps: float
    ) -> Tuple[Tensor, ...]:
        functional.check_batch(x, mean, variance, weight, bias, True, eps)
        dense, axis, restore = functional.to_channels(x)
        saved = history.get_saved_element(x, weight, bias, mean)
        operands = history.plain(weight, bias, mean, variance)
        y, *others = kernels.batch_norm_training(dense, *operands, momentum, eps, axis, saved)
        return (restore(y), *others, *(x.new_empty(0) for _ in range(4 - len(others))))

    @staticmethod
    def fake(
        x: Tensor, mean: Any, variance: Any, weight: Any, bias: Any, momentum: float, eps: float
    ) -> Tuple[Tensor, ...]:
        saved = [_new(x, (x.shape[1],), weight, bias, mean) for _ in range(2)]
        running = [x.new_empty(0) if t is None else t.new_empty(t.shape) for t in (mean, variance)]
        return (_channels_like(x), *saved, *running)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        x, mean, variance, weight, bias, _, ctx.eps = inputs
        ctx.save_for_backward(x, weight, mean, variance, *output[1:3])
        ctx.has_bias = bias is not None
        ctx.mark_non_differentiable(*output[1:])

    @staticmethod
    def backward(ctx: Any, g: Tensor, *_: Any) -> Any:
        x, weight, *statistics = ctx.saved_tensors
        needs = ctx.needs_input_grad
        mask = [needs[0], weight is not None and needs[3], ctx.has_bias and needs[4]]
        dx, dw, db = history.batch_norm_backward(g, x, weight, *statistics, True, ctx.eps, mask)
        return dx, None, None, dw, db, None, None


class _LocalResponseNorm:
    @staticmethod
    def kernel(x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
        dense, axis, restore = functional.to_channels(x)
        return restore(kernels.local_response_norm(dense, size, alpha, beta, k, axis))

    @staticmethod
    def fake(x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
        return _channels_like(x)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        ctx.save_for_backward(inputs[0])
        ctx.attributes = inputs[1:]

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        (x,) = ctx.saved_tensors
        return history.local_response_norm_backward(g, x, *ctx.attributes), None, None, None, None


class _Normalize:
    @staticmethod
    def kernel(x: Tensor, p: float, dim: List[int], eps: float) -> Tensor:
        return functional.normalize(x.detach().contiguous(), p, tuple(dim), eps)

    @staticmethod
    def fake(x: Tensor, p: float, dim: List[int], eps: float) -> Tensor:
        return x.new_empty(x.shape)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        ctx.save_for_backward(inputs[0])
        ctx.attributes = inputs[1:]

    @staticmethod
    def backward(ctx: Any, g: Tensor) -> Any:
        (x,) = ctx.saved_tensors
        return history.normalize_backward(g, x, *ctx.attributes), None, None, None


class _WeightNorm:
    @staticmethod
    def kernel(v: Tensor, g: Tensor, dim: Optional[int]) -> Tensor:
        return functional.weight_norm(v.detach().contiguous(), g.detach().contiguous(), dim)

    @staticmethod
    def fake(v: Tensor, g: Tensor, dim: Optional[int]) -> Tensor:
        return v.new_empty(v.shape)

    @staticmethod
    def setup(ctx: Any, inputs: Any, output: Any) -> None:
        ctx.save_for_backward(*inputs[:2])
        ctx.dim = inputs[2]

    @staticmethod
    def backward(ctx: Any, dw: Tensor) -> Any:
        return (*history.weight_norm_backward(dw, *ctx.saved_tensors, ctx.dim), None)


def _channels_like(x: Tensor) -> Tensor:
    """An empty tensor whose channels lie as those of x, if x is dense."""
    if not x.is_contiguous() and x.dim() > 2 and x.movedim(1, -1).is_contiguous():
        return x.new_empty(x.movedim(1, -1).shape).movedim(-1, 1)
    return x.new_empty(x.shape)


_OPS: Dict[str, Any] = {
    "layer_norm": _LayerNorm,
    "rms_norm": _RMSNorm,
    "group_norm": _GroupNorm,
    "batch_norm": _BatchNorm,
    "batch_norm_training": _BatchNormTraining,
    "local_response_norm": _LocalResponseNorm,
    "normalize": _Normalize,
    "weight_norm": _WeightNorm,
}


def _register() -> None:
    for schema in _SCHEMAS:
        _library.define(schema, tags=_TAGS)
    for name, op in _OPS.items():
        for key in ("CPU", "CUDA"):
            _library.impl(name, op.kernel, key)
        torch.library.register_fake(f"norm_mlir::{name}", op.fake, lib=_library)
        torch.library.register_autograd(f"norm_mlir::{name}", op.backward, setup_context=op.setup, lib=_library)


_register()
