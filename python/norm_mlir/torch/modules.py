"""torch.nn's normalization modules with compiled kernels.

Each is a subclass of PyTorch's, with its parameters, buffers and options, so that a module becomes one by changing its
class. What the kernels do not take, PyTorch's forward does: tensors of other devices and types, autocast, torch.func's
transforms, forward-mode derivatives, tracing by torch.compile and torch.export.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Type

import torch
from torch import Tensor, nn
from torch.autograd import forward_ad

from .. import functional
from . import ops as _ops  # noqa: F401 (defines torch.ops.norm_mlir)

FLOATS = (torch.float32, torch.bfloat16, torch.float16, torch.float64)
_NARROW = (torch.bfloat16, torch.float16)
_TYPES = (Tensor, nn.Parameter)

_is_compiling = torch.compiler.is_compiling
_is_exporting = torch.compiler.is_exporting
_is_autocast_enabled = torch.is_autocast_enabled
_len_torch_dispatch_stack = torch._C._len_torch_dispatch_stack
_find_transform = torch._C._functorch.peek_interpreter_stack


def takes(x: Any, *parameters: Optional[Tensor]) -> bool:
    """Whether compiled kernels take a tensor, and parameters of its type or of f32 beside 16 bits."""
    if type(x) not in _TYPES or not x.is_cpu:
        return False
    dtype = x.dtype
    if dtype not in FLOATS or _is_compiling() or _is_autocast_enabled("cpu") or _len_torch_dispatch_stack():
        return False
    # Negated values are not in memory; torch.func's transforms and forward mode need PyTorch's ops.
    if x.is_neg() or _find_transform() is not None or forward_ad._current_level >= 0:
        return False
    for parameter in parameters:
        if parameter is not None and parameter.dtype is not dtype:
            if dtype not in _NARROW or parameter.dtype is not torch.float32:
                return False
    return True


def exports(x: Any) -> bool:
    """Whether torch.export is to see an op of ours for a tensor without data."""
    return _is_exporting() and x.dtype in FLOATS and x.device.type == "cpu"


class LayerNorm(nn.LayerNorm):
    """nn.LayerNorm."""

    def forward(self, input: Tensor) -> Tensor:
        if exports(input):
            return torch.ops.norm_mlir.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)[0]
        if not takes(input, self.weight, self.bias):
            return super().forward(input)
        return functional.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)


class RMSNorm(nn.RMSNorm):
    """nn.RMSNorm."""

    def forward(self, input: Tensor) -> Tensor:
        if exports(input):
            return torch.ops.norm_mlir.rms_norm(input, self.normalized_shape, self.weight, self.eps)[0]
        if not takes(input, self.weight):
            return super().forward(input)
        return functional.rms_norm(input, self.normalized_shape, self.weight, self.eps)


class GroupNorm(nn.GroupNorm):
    """nn.GroupNorm."""

    def forward(self, input: Tensor) -> Tensor:
        if exports(input):
            return torch.ops.norm_mlir.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)[0]
        if not takes(input, self.weight, self.bias):
            return super().forward(input)
        return functional.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)


class LocalResponseNorm(nn.LocalResponseNorm):
    """nn.LocalResponseNorm."""

    def forward(self, input: Tensor) -> Tensor:
        if exports(input):
            return torch.ops.norm_mlir.local_response_norm(input, self.size, self.alpha, self.beta, self.k)
        if not takes(input):
            return super().forward(input)
        return functional.local_response_norm(input, self.size, self.alpha, self.beta, self.k)


class _BatchNorm:
    """Batch norm's forward, before PyTorch's in the order of classes."""

    def forward(self: Any, input: Tensor) -> Tensor:
        if exports(input) and not self.training and self.running_mean is not None:
            self._check_input_dim(input)
            statistics = self.running_mean, self.running_var
            return torch.ops.norm_mlir.batch_norm(input, *statistics, self.weight, self.bias, self.eps)
        if not takes(input, self.weight, self.bias, self.running_mean, self.running_var):
            return super().forward(input)  # type: ignore[misc]
        self._check_input_dim(input)
        return _batch_norm(self, input)


def _batch_norm(module: Any, input: Tensor) -> Tensor:
    """nn.BatchNorm's: running statistics count and average batches in training, and serve outside of it."""
    factor = 0.0 if module.momentum is None else module.momentum
    if module.training and module.track_running_stats and module.num_batches_tracked is not None:
        module.num_batches_tracked.add_(1)
        if module.momentum is None:
            factor = 1.0 / float(module.num_batches_tracked)
    from_batch = module.training or (module.running_mean is None and module.running_var is None)
    tracks = not module.training or module.track_running_stats
    return functional.batch_norm(
        input if input.dim() > 3 else input.contiguous(),  # Views of the result rely on PyTorch's order.
        module.running_mean if tracks else None,
        module.running_var if tracks else None,
        module.weight,
        module.bias,
        from_batch,
        factor,
        module.eps,
    )


class BatchNorm1d(_BatchNorm, nn.BatchNorm1d):
    """nn.BatchNorm1d."""


class BatchNorm2d(_BatchNorm, nn.BatchNorm2d):
    """nn.BatchNorm2d."""


class BatchNorm3d(_BatchNorm, nn.BatchNorm3d):
    """nn.BatchNorm3d."""


class SyncBatchNorm(nn.SyncBatchNorm):
    """nn.SyncBatchNorm; in a process of its own, batch norm, on the CPU too."""

    def forward(self, input: Tensor) -> Tensor:
        alone = not (torch.distributed.is_available() and torch.distributed.is_initialized())
        if not alone or not takes(input, self.weight, self.bias, self.running_mean, self.running_var):
            return super().forward(input)
        self._check_input_dim(input)
        self._check_non_zero_input_channels(input)
        return _batch_norm(self, input)


class _InstanceNorm:
    """Instance norm's: PyTorch's forward checks sizes and adds a batch axis, and then calls this."""

    def _apply_instance_norm(self: Any, input: Tensor) -> Tensor:
        if exports(input) and not self.track_running_stats:
            # As many groups as channels.
            return torch.ops.norm_mlir.group_norm(input, input.shape[1], self.weight, self.bias, self.eps)[0]
        if not takes(input, self.weight, self.bias, self.running_mean, self.running_var):
            return super()._apply_instance_norm(input)  # type: ignore[misc]
        return functional.instance_norm(
            input.contiguous(),  # PyTorch's result is, and views of it rely on that.
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not self.track_running_stats,
            0.0 if self.momentum is None else self.momentum,
            self.eps,
        )


class InstanceNorm1d(_InstanceNorm, nn.InstanceNorm1d):
    """nn.InstanceNorm1d."""


class InstanceNorm2d(_InstanceNorm, nn.InstanceNorm2d):
    """nn.InstanceNorm2d."""


class InstanceNorm3d(_InstanceNorm, nn.InstanceNorm3d):
    """nn.InstanceNorm3d."""


#: PyTorch's classes and those that they become.
CLASSES: Dict[Type[nn.Module], Type[nn.Module]] = {
    getattr(nn, cls.__name__): cls
    for cls in (
        LayerNorm,
        RMSNorm,
        GroupNorm,
        LocalResponseNorm,
        BatchNorm1d,
        BatchNorm2d,
        BatchNorm3d,
        SyncBatchNorm,
        InstanceNorm1d,
        InstanceNorm2d,
        InstanceNorm3d,
    )
}
#: Lazy modules, and what they become at their first call.
LAZY: Dict[Type[nn.Module], Type[nn.Module]] = {
    getattr(nn, f"Lazy{kind}Norm{rank}d"): CLASSES[getattr(nn, f"{kind}Norm{rank}d")]
    for kind in ("Batch", "Instance")
    for rank in (1, 2, 3)
}


def replace(module: nn.Module) -> bool:
    """Makes a normalization module one of ours, in place; whether it was one."""
    cls = type(module)
    if cls in CLASSES:
        module.__class__ = CLASSES[cls]
    elif cls in LAZY:
        module.cls_to_become = LAZY[cls]  # type: ignore[assignment]
    return cls in CLASSES or cls in LAZY
