"""PyTorch, eager, on the CPU."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

import numpy as np

from . import probes
from .facts import EPSILON, GROUPS, LARGE_MEANS, ROUNDING, RUNNING, WINDOW, ZEROS, listed


def _lrn(x: np.ndarray, alpha: float, size: int, beta: float = 1.0) -> np.ndarray:
    import torch

    return torch.nn.functional.local_response_norm(torch.tensor(x), size, alpha=alpha, beta=beta, k=1.0).numpy()


def _window(size: int) -> str:
    return probes.window(partial(_lrn, size=size), size)


def _spread() -> str:
    return probes.spread(partial(_lrn, alpha=3.0, size=3, beta=0.75))


def _running(kind: str, **options: Any) -> str:
    import torch

    norm = getattr(torch.nn, kind)(1, track_running_stats=True, **options)
    shape = (1, 1, 4) if kind.startswith("Instance") else (4, 1)
    norm(torch.tensor(probes.BATCH.reshape(shape)))
    return probes.running(norm.running_mean, norm.running_var)


def _counter(kind: str) -> str:
    import torch

    norm = getattr(torch.nn, kind)(1, track_running_stats=True)
    for _ in range(2):
        norm(torch.ones(2, 1, 4))
    return "counts" if int(norm.num_batches_tracked) == 2 else "stays 0"


def _cumulative() -> str:
    """The means of three batches are 3, 4 and 8."""
    import torch

    norm = torch.nn.BatchNorm1d(1, momentum=None)
    for offset in (0.0, 1.0, 5.0):
        norm(torch.tensor(probes.BATCH) + offset)
    mean = float(norm.running_mean[0])
    return "cumulative average" if abs(mean - 5) < 1e-5 else f"mean {mean:.6g}"


def _tracks(kind: str) -> str:
    import torch

    norm = torch.nn.LazyInstanceNorm1d() if kind == "lazy" else torch.nn.InstanceNorm1d(1)
    return f"affine {norm.affine}, tracking {norm.track_running_stats}".lower()


def _rms_epsilon(dtype: str) -> str:
    import torch

    x = torch.full((1, 4), 1e-3, dtype=getattr(torch, dtype))
    y = torch.nn.functional.rms_norm(x, (4,))
    return probes.power_of_two(probes.epsilon(x.double(), y.double()))


def _normalize_zero(dtype: str) -> str:
    import torch

    return probes.zero(torch.nn.functional.normalize(torch.zeros(1, 4, dtype=getattr(torch, dtype))).float())


def _weight_norm_zero() -> str:
    import torch

    linear = torch.nn.utils.parametrizations.weight_norm(torch.nn.Linear(3, 2))
    with torch.no_grad():
        linear.parametrizations.weight.original1.zero_()
    return probes.zero(linear.weight.detach())


def _place(op: str) -> str:
    """Of a row of 1 and -1, as channels of one batch index or as one channel."""
    from torch.nn import functional

    calls = {
        "layer": lambda x: functional.layer_norm(x, (4,), eps=1.0),
        "rms": lambda x: functional.rms_norm(x, (4,), eps=1.0),
        "group": lambda x: functional.group_norm(x, 1, eps=1.0),
        "batch": lambda x: functional.batch_norm(x.reshape(4, 1), None, None, training=True, eps=1.0).reshape(1, 4),
        "instance": lambda x: functional.instance_norm(x.reshape(1, 1, 4), eps=1.0).reshape(1, 4),
    }
    return probes.place(lambda x: calls[op](_given(x)))


def _normalize_epsilon() -> str:
    """A norm of 0.5 under an epsilon of 2."""
    import torch

    y = float(torch.nn.functional.normalize(torch.tensor([[0.5, 0.0]]), eps=2.0)[0, 0])
    return {0.25: "bounds the norm", 0.2: "added to the norm"}.get(round(y, 6), f"gives {y:.6g}")


def _given(x: np.ndarray, last: bool = False) -> Any:
    import torch

    given = torch.tensor(x)
    return given.to(memory_format=torch.channels_last) if last else given


def _rounding(op: str, wide: bool = False) -> str:
    import torch

    functional = torch.nn.functional
    x, scale = probes.sixteen_bits()
    weight = torch.tensor(scale).to(torch.float32 if wide else torch.float16)
    if op == "layer":
        return probes.rounding(x, scale, functional.layer_norm(_given(x), (256,), weight, None, 1e-5))
    if op == "rms":
        return probes.rounding(x, scale, functional.rms_norm(_given(x), (256,), weight, 1e-5), centred=False)
    x, scale, weight = x.reshape(64, 16, 4, 4), scale[:16].reshape(1, 16, 1, 1), weight[:16]
    if op == "batch":
        y = functional.batch_norm(_given(x), None, None, weight, weight * 0, True, 0.1, 1e-5)
        return probes.rounding(x, scale, y, axis=(0, 2, 3))
    y = functional.instance_norm(_given(x), None, None, weight, weight * 0, True, 0.1, 1e-5)
    return probes.rounding(x, scale, y, axis=(2, 3))


def _normalize_rounding() -> str:
    import torch

    x = torch.tensor(probes.sixteen_bits()[0])
    y, wide = torch.nn.functional.normalize(x), x.double()
    norm = wide.norm(dim=1, keepdim=True)
    ways = {"once, at the end": wide / norm, "norm, then result": wide / norm.half().double()}
    fitting = [way for way, value in ways.items() if float((value.half() != y).float().mean()) < 0.01]
    return fitting[0] if len(fitting) == 1 else "in steps"


def _saved(wide: bool) -> str:
    import torch

    weight = torch.ones(8) if wide else torch.ones(8).half()
    saved = torch.native_layer_norm(torch.ones(2, 8).half(), (8,), weight, None, 1e-5)[1:]
    return ", ".join(sorted({str(value.dtype).replace("torch.", "") for value in saved}))


def _error(op: str, last: bool = False) -> str:
    import torch

    functional = torch.nn.functional
    x = probes.large_mean((64, 512) if op == "layer" else (4, 32, 16, 16))
    if op == "layer":
        return probes.error(functional.layer_norm(_given(x), (512,)), probes.normalized(x, (1,)))
    if op == "group":
        return probes.error(functional.group_norm(_given(x, last), 8), probes.normalized(x, (), 8))
    if op == "batch":
        y = functional.batch_norm(_given(x, last), None, None, training=True)
        return probes.error(y, probes.normalized(x, (0, 2, 3)))
    return probes.error(functional.instance_norm(_given(x, last)), probes.normalized(x, (2, 3)))


def _default(function: str, parameter: str) -> str:
    import torch

    module = torch.nn.functional if function.islower() else torch.nn
    return str(inspect.signature(getattr(module, function)).parameters[parameter].default)


def _constant(op: str) -> str:
    from torch.nn import functional

    if op == "layer":
        return probes.constant(lambda x: functional.layer_norm(_given(x), (1000,)), (2, 1000))
    return probes.constant(lambda x: functional.instance_norm(_given(x)), (1, 1, 20, 50))


def _grouping() -> str:
    from torch.nn import functional

    return probes.grouping(lambda x: functional.group_norm(_given(x), 2))


def _group_scale() -> str:
    import torch

    return {2: "per group", 4: "per channel"}[torch.nn.GroupNorm(2, 4).weight.numel()]


TORCH = ("torch",)
BATCH, INSTANCE = "PyTorch BatchNorm", "PyTorch InstanceNorm"
NORMS = "PyTorch LayerNorm, GroupNorm, BatchNorm, InstanceNorm"

_WINDOW = [
    ("PyTorch", "size 2", partial(_window, 2), "c-1 .. c, alpha / 2"),
    ("PyTorch", "size 3", partial(_window, 3), "c-1 .. c+1, alpha / 3"),
    ("PyTorch", "size 4", partial(_window, 4), "c-2 .. c+1, alpha / 4"),
    ("PyTorch", "far channels", _spread, "1e5 stays, NaN stays"),
]
_RUNNING = [
    (BATCH, "running", partial(_running, "BatchNorm1d", momentum=0.25), probes.NEW_UNBIASED),
    (BATCH, "momentum", partial(_default, "BatchNorm2d", "momentum"), "0.1"),
    (BATCH, "momentum None", _cumulative, "cumulative average"),
    (BATCH, "num_batches_tracked", partial(_counter, "BatchNorm1d"), "counts"),
    (INSTANCE, "running", partial(_running, "InstanceNorm1d", momentum=0.25), probes.NEW_UNBIASED),
    (INSTANCE, "momentum", partial(_default, "InstanceNorm2d", "momentum"), "0.1"),
    (INSTANCE, "momentum None", partial(_running, "InstanceNorm1d", momentum=None), "not updated"),
    (INSTANCE, "num_batches_tracked", partial(_counter, "InstanceNorm1d"), "stays 0"),
    (INSTANCE, "made without arguments", partial(_tracks, "eager"), "affine false, tracking false"),
    ("PyTorch LazyInstanceNorm", "made without arguments", partial(_tracks, "lazy"), "affine true, tracking true"),
]
_EPSILON = [
    (NORMS, "default", partial(_default, "LayerNorm", "eps"), "1e-05"),
    (NORMS, "default", partial(_default, "GroupNorm", "eps"), "1e-05"),
    (NORMS, "default", partial(_default, "BatchNorm2d", "eps"), "1e-05"),
    (NORMS, "default", partial(_default, "InstanceNorm2d", "eps"), "1e-05"),
    *[(NORMS, "place", partial(_place, op), "in the root") for op in ("layer", "group", "batch", "instance")],
    ("PyTorch RMSNorm", "default", partial(_default, "RMSNorm", "eps"), "None"),
    ("PyTorch RMSNorm", "place", partial(_place, "rms"), "in the root"),
    ("PyTorch RMSNorm", "None in float32", partial(_rms_epsilon, "float32"), "2^-23"),
    ("PyTorch RMSNorm", "None in bfloat16", partial(_rms_epsilon, "bfloat16"), "2^-23"),
    ("PyTorch RMSNorm", "None in float16", partial(_rms_epsilon, "float16"), "2^-23"),
    ("PyTorch RMSNorm", "None in float64", partial(_rms_epsilon, "float64"), "2^-52"),
    ("PyTorch F.normalize", "default", partial(_default, "normalize", "eps"), "1e-12"),
    ("PyTorch F.normalize", "place", _normalize_epsilon, "bounds the norm"),
]
_ZEROS = [
    ("PyTorch F.normalize, f32 and bf16", "zeros", partial(_normalize_zero, "float32"), "0"),
    ("PyTorch F.normalize, f32 and bf16", "zeros", partial(_normalize_zero, "bfloat16"), "0"),
    ("PyTorch F.normalize, f16", "zeros", partial(_normalize_zero, "float16"), "NaN"),
    ("PyTorch weight_norm", "zeros", _weight_norm_zero, "NaN"),
    ("PyTorch", "LayerNorm", partial(_constant, "layer"), "0"),
    ("PyTorch", "InstanceNorm", partial(_constant, "instance"), "not 0"),
]
_GROUPS = [
    ("PyTorch GroupNorm", "groups", _grouping, "neighbours"),
    ("PyTorch GroupNorm", "scale", _group_scale, "per channel"),
]
_ROUNDING = [
    ("PyTorch", "LayerNorm", partial(_rounding, "layer"), probes.ONCE),
    ("PyTorch", "RMSNorm", partial(_rounding, "rms"), probes.ONCE),
    ("PyTorch batch_norm", "f16", partial(_rounding, "batch"), probes.STATISTICS),
    ("PyTorch instance_norm", "f16", partial(_rounding, "instance"), probes.STATISTICS),
    ("PyTorch batch_norm", "parameters of f32", partial(_rounding, "batch", wide=True), probes.ONCE),
    ("PyTorch F.normalize", "f16", _normalize_rounding, "norm, then result"),
    ("PyTorch layer_norm, saved mean and rstd", "f16", partial(_saved, False), "float16"),
    ("PyTorch layer_norm, saved mean and rstd", "parameters of f32", partial(_saved, True), "float32"),
]
_LARGE_MEANS = [
    ("PyTorch", "LayerNorm", partial(_error, "layer"), probes.BELOW),
    ("PyTorch", "GroupNorm", partial(_error, "group"), probes.BELOW),
    ("PyTorch", "BatchNorm", partial(_error, "batch"), probes.BELOW),
    ("PyTorch", "InstanceNorm", partial(_error, "instance"), probes.BELOW),
    ("PyTorch channels last", "GroupNorm", partial(_error, "group", last=True), probes.BEYOND),
    ("PyTorch channels last", "BatchNorm", partial(_error, "batch", last=True), probes.BELOW),
]

FACTS = [
    *listed(WINDOW, TORCH, _WINDOW),
    *listed(RUNNING, TORCH, _RUNNING),
    *listed(EPSILON, TORCH, _EPSILON),
    *listed(ZEROS, TORCH, _ZEROS),
    *listed(GROUPS, TORCH, _GROUPS),
    *listed(ROUNDING, TORCH, _ROUNDING),
    *listed(LARGE_MEANS, TORCH, _LARGE_MEANS),
]
