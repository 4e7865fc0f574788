"""Compiled kernels under PyTorch's own ops.

They are registered for the CPU, in place of PyTorch's. What they refuse goes to the kernel that was there: elements
that are no f64, f32, bf16 or f16, parameters narrower than the input, empty tensors, a negative epsilon. PyTorch's
autograd stands above, and takes what they save.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import torch
from torch import Tensor

from .. import kernels
from ..functional import assign, to_channels
from . import history, modules

__all__ = ["calls", "disable", "enable", "is_enabled", "reset_calls"]

_library: Optional[torch.library.Library] = None
_counts: Dict[str, List[int]] = {}


def _takes(x: Tensor, eps: float, *parameters: Optional[Tensor]) -> Optional[str]:
    """The name of the elements in which statistics are saved; None where PyTorch's kernel has to do it.

    As PyTorch, that is x's type, or f32 for 16-bit x with parameters of f32."""
    dtype = x.dtype
    if dtype not in modules.FLOATS or eps < 0 or x.numel() == 0:
        return None
    others = [p.dtype for p in parameters if p is not None]
    if others.count(dtype) == len(others):
        return kernels.get_element(dtype)
    if dtype in (torch.bfloat16, torch.float16) and others.count(torch.float32) == len(others):
        return "f32"
    return None


def _dense(tensor: Optional[Tensor]) -> Optional[Tensor]:
    return tensor if tensor is None or tensor.is_contiguous() else tensor.contiguous()


def _native_layer_norm(
    x: Tensor, shape: Sequence[int], weight: Optional[Tensor], bias: Optional[Tensor], eps: float
) -> Optional[Tuple[Tensor, ...]]:
    count = len(shape)
    saved = _takes(x, eps, weight, bias)
    if saved is None or not _is_row(x, shape, weight, bias):
        return None
    return kernels.layer_norm(_dense(x), count, _dense(weight), _dense(bias), eps, saved)


def _is_row(x: Tensor, shape: Sequence[int], *parameters: Optional[Tensor]) -> bool:
    """Whether x and its parameters have these last sizes; PyTorch's kernel has the words for what has not."""
    sizes = tuple(shape)
    if not sizes or x.shape[-len(sizes) :] != sizes:
        return False
    for parameter in parameters:
        if parameter is not None and parameter.shape != sizes:
            return False
    return True


def _native_group_norm(
    x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], n: int, c: int, hw: int, groups: int, eps: float
) -> Optional[Tuple[Tensor, ...]]:
    saved = _takes(x, eps, weight, bias)
    if (
        saved is None
        or x.dim() < 2
        or tuple(x.shape[:2]) != (n, c)
        or groups <= 0
        or c % groups
        or x.numel() != n * c * hw
    ):
        return None
    if n * c // groups * hw == 1 or any(
        parameter is not None and parameter.shape != (c,) for parameter in (weight, bias)
    ):
        return None
    dense, axis, restore = to_channels(x)
    y, mean, rstd = kernels.group_norm(dense, groups, _dense(weight), _dense(bias), eps, axis, saved)
    return restore(y), mean, rstd


def _batch_norm(
    x: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    mean: Optional[Tensor],
    variance: Optional[Tensor],
    training: bool,
    momentum: float,
    eps: float,
) -> Optional[Tuple[Tensor, ...]]:
    saved = _takes(x, eps, weight, bias, mean, variance)
    if saved is None or x.dim() < 2 or (mean is None) != (variance is None):
        return None
    if any(t is not None and t.shape != (x.shape[1],) for t in (weight, bias, mean, variance)):
        return None
    dense, axis, restore = to_channels(x)
    weight, bias = _dense(weight), _dense(bias)
    if not training:
        if mean is None:
            return None
        y = kernels.batch_norm(dense, _dense(mean), _dense(variance), weight, bias, eps, axis)
        empty = x.new_empty((0,), dtype=torch.float32 if saved == "f32" else x.dtype)
        return restore(y), empty, empty.clone()
    if eps == 0 or x.numel() == x.shape[1]:
        return None
    results = kernels.batch_norm_training(
        dense, weight, bias, _dense(mean), _dense(variance), momentum, eps, axis, saved
    )
    if mean is not None:
        assign(mean, results[3])
        assign(variance, results[4])
    return restore(results[0]), results[1], results[2]


def _no_stats(
    x: Tensor, weight: Optional[Tensor], bias: Optional[Tensor], training: bool, momentum: float, eps: float
) -> Optional[Tuple[Tensor, ...]]:
    return _batch_norm(x, weight, bias, None, None, training, momentum, eps)


def _with_update(
    x: Tensor,
    weight: Optional[Tensor],
    bias: Optional[Tensor],
    mean: Tensor,
    variance: Tensor,
    momentum: float,
    eps: float,
) -> Optional[Tuple[Tensor, ...]]:
    results = _batch_norm(x, weight, bias, mean, variance, True, momentum, eps)
    return None if results is None else (*results, x.new_empty((0,), dtype=torch.uint8))


# The ops, and the kernels that take their arguments and give their results, or None. PyTorch leaves out arguments at
# the end that are the schema's defaults.
_KERNELS: Dict[str, Callable[..., Any]] = {
    "native_layer_norm": _native_layer_norm,
    "native_group_norm": _native_group_norm,
    "native_batch_norm": _batch_norm,
    "_native_batch_norm_legit": _batch_norm,
    "_native_batch_norm_legit.no_stats": _no_stats,
    "_batch_norm_with_update": _with_update,
}


def _fused_rms_norm(
    x: Tensor, shape: Sequence[int], weight: Optional[Tensor] = None, eps: Optional[float] = None
) -> Optional[Any]:
    """With a history where x or the weight asks for one."""
    if not modules.takes(x, weight) or _takes(x, eps or 0.0, weight) is None or not _is_row(x, shape, weight):
        return None
    return history.rms_norm_with_rstd(x, tuple(shape), weight, eps)


def _rms_norm(
    x: Tensor, shape: Sequence[int], weight: Optional[Tensor] = None, eps: Optional[float] = None
) -> Optional[Tensor]:
    """What PyTorch does not send to the fused op, too: parameters of f32 beside 16 bits, and channels-last tensors,
    which stay so."""
    results = _fused_rms_norm(x, shape, weight, eps)
    if results is None:
        return None
    if x.dim() == 4 and not x.is_contiguous() and x.is_contiguous(memory_format=torch.channels_last):
        return results[0].contiguous(memory_format=torch.channels_last)
    return results[0]


# Ops that PyTorch composes of others, on every device: ours stand below and above autograd.
_COMPOSITES: Dict[str, Callable[..., Any]] = {"_fused_rms_norm": _fused_rms_norm, "rms_norm": _rms_norm}


def _wrap(name: str, kernel: Callable[..., Any], previous: Callable[..., Any]) -> Callable[..., Any]:
    counts = _counts.setdefault(f"aten::{name.partition('.')[0]}", [0, 0])

    def call(keyset: Any, *arguments: Any) -> Any:
        results = kernel(*arguments)
        if results is None:
            counts[1] += 1
            return previous(keyset, *arguments)
        counts[0] += 1
        return results

    return call


def _decompose(op: Any) -> Callable[..., Any]:
    """What PyTorch composes an op of."""
    return lambda _, *arguments: op.decompose(*arguments)


def enable() -> None:
    """From now on, PyTorch's norms on CPU tensors are computed by compiled kernels: layer_norm, group_norm, batch_norm,
    instance_norm and rms_norm, functions and modules, with and without gradients. Called again, does nothing."""
    global _library
    if _library is not None:
        return
    library = torch.library.Library("aten", "IMPL")
    for name, kernel in _KERNELS.items():
        previous = torch.library.get_kernel(f"aten::{name}", "CPU")
        library.impl(name, _wrap(name, kernel, previous.call_boxed), "CPU", with_keyset=True)
    for name, kernel in _COMPOSITES.items():
        call = _wrap(name, kernel, _decompose(getattr(torch.ops.aten, name).default))
        for key in ("CPU", "AutogradCPU"):
            library.impl(name, call, key, with_keyset=True)
    _library = library
    _forget_dispatch()


def disable() -> None:
    """PyTorch's kernels again. Called again, does nothing."""
    global _library
    if _library is not None:
        _library._destroy()
        _library = None
        _forget_dispatch()


def _forget_dispatch() -> None:
    """An op keeps which kernels tracing found for it, also when they are gone: a graph traced later would have no
    gradients through what is a composite again."""
    for name in (*_KERNELS, *_COMPOSITES):
        packet, _, overload = name.partition(".")
        getattr(getattr(torch.ops.aten, packet), overload or "default")._dispatch_cache.clear()


def is_enabled() -> bool:
    """Whether compiled kernels are under PyTorch's ops."""
    return _library is not None


def calls() -> Dict[str, Tuple[int, int]]:
    """For each op, how many calls compiled kernels took since `reset_calls`, and how many went to PyTorch's."""
    return {name: (counts[0], counts[1]) for name, counts in _counts.items()}


def reset_calls() -> None:
    """Counts from 0 again."""
    for counts in _counts.values():
        counts[:] = [0, 0]
