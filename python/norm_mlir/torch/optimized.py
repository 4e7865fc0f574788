"""Replaces the norms of a model, with what stands around them."""

from __future__ import annotations

from torch import nn

from .fused import FusedForward, has_neighbours
from .modules import CLASSES, replace
from .written import WrittenForward, may_be_norm

__all__ = ["optimize"]


def optimize(module: nn.Module) -> nn.Module:
    """Puts compiled kernels into a model, in place, and returns it.

    Every normalization module of torch.nn becomes one with compiled kernels, forward; backward is PyTorch's own. Lazy
    ones do at their first call. In modules that call a norm beside activations, sums or casts, all of these are one
    kernel where gradients are not recorded (under torch.no_grad() or torch.inference_mode()); the module's forward is
    traced for that the first time it is called, and kept as it is where it cannot be.

    Parameters, buffers, state_dict, hooks and train/eval stay as they are. Subclasses of torch.nn's norms are left
    alone: their forward is their own.
    """
    if not isinstance(module, nn.Module):
        raise TypeError(f"expects a torch.nn.Module; got {type(module).__name__}")
    for child in module.modules():
        replace(child)
    for child in module.modules():
        if may_be_norm(child) and "forward" not in vars(child):
            child.forward = WrittenForward(child)  # type: ignore[method-assign]
    for parent in module.modules():
        if has_neighbours(parent) and not isinstance(parent, tuple(CLASSES)) and "forward" not in vars(parent):
            parent.forward = FusedForward(parent)  # type: ignore[method-assign]
    return module
