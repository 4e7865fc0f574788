"""Which entries of PyTorch's lists of ops and modules are normalizations of ours, and why the others are not."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Callable, Optional

import torch
from torch import Tensor
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.common_modules import ModuleInfo, module_db
from torch.testing._internal.opinfo.core import OpInfo

import norm_mlir

Maybe = Optional[Tensor]

DTYPES = (torch.float32, torch.float64, torch.bfloat16, torch.float16)
# The variant of float32 samples no tensor of which is contiguous.
STRIDED = "float32, strided"


def name_of(dtype: torch.dtype) -> str:
    """`float32` of `torch.float32`."""
    return str(dtype).removeprefix("torch.")


@dataclass(frozen=True)
class Op:
    """An entry of op_db and what it is to norm_mlir."""

    # Of the entry.
    name: str
    # Computes the first result of the entry's op from the entry's arguments through the functional API.
    compute: Callable[..., Tensor]
    # The kernel of aten that the op ends in; none for what PyTorch composes of ops that are not normalizations.
    kernel: str | None = None
    # Whether ours must stand under that kernel.
    replaced: bool = True

    @functools.cached_property
    def info(self) -> OpInfo:
        """The entry."""
        return next(info for info in op_db if info.full_name == self.name)


def _native_group_norm(
    x: Tensor, weight: Maybe, bias: Maybe, n: int, c: int, spatial: int, groups: int, eps: float
) -> Tensor:
    return norm_mlir.group_norm(x, groups, weight, bias, eps)


def _native_batch_norm(
    x: Tensor, weight: Maybe, bias: Maybe, mean: Maybe, var: Maybe, training: bool, momentum: float, eps: float
) -> Tensor:
    return norm_mlir.batch_norm(x, mean, var, weight, bias, training, momentum, eps)


def _batch_norm_legit(x: Tensor, weight: Maybe, bias: Maybe, *rest: Any) -> Tensor:
    # One overload has no running statistics.
    mean, var = rest[:-3] or (None, None)
    return norm_mlir.batch_norm(x, mean, var, weight, bias, *rest[-3:])


def _batch_norm_with_update(
    x: Tensor, weight: Maybe, bias: Maybe, mean: Tensor, var: Tensor, momentum: float, eps: float
) -> Tensor:
    return norm_mlir.batch_norm(x, mean, var, weight, bias, True, momentum, eps)


OPS = (
    Op("nn.functional.layer_norm", norm_mlir.layer_norm, "aten::native_layer_norm"),
    Op("native_layer_norm", norm_mlir.layer_norm, "aten::native_layer_norm"),
    Op("nn.functional.rms_norm", norm_mlir.rms_norm, "aten::rms_norm"),
    Op("nn.functional.group_norm", norm_mlir.group_norm, "aten::native_group_norm"),
    Op("native_group_norm", _native_group_norm, "aten::native_group_norm"),
    Op("nn.functional.instance_norm", norm_mlir.instance_norm, "aten::native_batch_norm"),
    Op("nn.functional.batch_norm", norm_mlir.batch_norm, "aten::native_batch_norm"),
    Op("native_batch_norm", _native_batch_norm, "aten::native_batch_norm"),
    Op("_native_batch_norm_legit", _batch_norm_legit, "aten::_native_batch_norm_legit", replaced=False),
    Op("_batch_norm_with_update", _batch_norm_with_update, "aten::_batch_norm_with_update", replaced=False),
    Op("nn.functional.local_response_norm", norm_mlir.local_response_norm),
    Op("nn.functional.normalize", norm_mlir.normalize),
)

_RANDOM = 'draws random numbers; "norm" is of "normal"'
_NUMBER = "a norm is the result, nothing is normalized by it"
_MASKED = "leaves elements out by a mask, which no normalization op of this project takes"

# Ops of op_db whose names contain "norm", and that are not in OPS.
OTHER_OPS = {
    "nn.functional.batch_norm.without_cudnn": (
        "the entry of nn.functional.batch_norm once more, for CUDA with cuDNN off; it has no types on CPU"
    ),
    "renorm": "scales only those slices whose norm is above a bound; a regularization of weights",
    "norm": _NUMBER,
    "norm.fro": _NUMBER,
    "norm.inf": _NUMBER,
    "norm.nuc": _NUMBER,
    "linalg.norm": _NUMBER,
    "linalg.norm.subgradients_at_zero": _NUMBER,
    "linalg.matrix_norm": _NUMBER,
    "linalg.vector_norm": _NUMBER,
    "masked.norm": _NUMBER,
    "masked.normalize": _MASKED,
    "normal": _RANDOM,
    "normal.in_place": _RANDOM,
    "normal.number_mean": _RANDOM,
    "log_normal": _RANDOM,
}


@dataclass(frozen=True)
class Module:
    """A normalization module and the entry of module_db whose samples it is given."""

    name: str
    # The entry; that of a related module where module_db has none for this one.
    entry: str
    # Drops the first argument of each constructor.
    lazy: bool = False

    @property
    def cls(self) -> type[torch.nn.Module]:
        """The class."""
        return getattr(torch.nn, self.name.removeprefix("nn."))

    @functools.cached_property
    def info(self) -> ModuleInfo:
        """The entry."""
        return next(info for info in module_db if info.name == self.entry)

    def dtypes(self) -> list[torch.dtype]:
        """The types that the entry asks for."""
        return [dtype for dtype in DTYPES if dtype in self.info.dtypes]

    def samples(self, dtype: torch.dtype, training: bool) -> list[Any]:
        """The entry's samples."""
        torch.manual_seed(0)
        return list(
            self.info.module_inputs_func(self.info, device="cpu", dtype=dtype, requires_grad=True, training=training)
        )


_BATCH = [f"BatchNorm{n}d" for n in (1, 2, 3)]
_INSTANCE = [f"InstanceNorm{n}d" for n in (1, 2, 3)]
MODULES = (
    *(Module(f"nn.{name}", f"nn.{name}") for name in (*_BATCH, *_INSTANCE)),
    *(Module(f"nn.{name}", f"nn.{name}") for name in ("GroupNorm", "LayerNorm", "RMSNorm", "LocalResponseNorm")),
    *(Module(f"nn.Lazy{name}", f"nn.{name}", lazy=True) for name in (*_BATCH, *_INSTANCE)),
    Module("nn.SyncBatchNorm", "nn.BatchNorm2d"),
)

# Modules that have normalization modules inside.
HOLDERS = tuple(
    Module(f"nn.{name}", f"nn.{name}")
    for name in ("TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoderLayer", "Transformer")
)

# What rounds differently in a norm goes through the operations of PyTorch behind it: results of a whole chain may be this
# many times as far from float64 as PyTorch's, where they are not close.
CHAIN_FACTOR = 4.0

# Samples of modules, by module, type and the sample's name, that are left out.
EXCLUDED_SAMPLES = {
    ("nn.GroupNorm", "float16", "2 1d_affine_GN"): (
        "the mean of a group lies halfway between two values of float16, and is saved for the gradient as one of them"
    ),
}

# Modules of torch.nn whose names contain "Norm" or "LRN", and that are not in MODULES.
OTHER_MODULES = {
    "nn.CrossMapLRN2d": (
        "a module from before LocalResponseNorm, whose window never lets go of channel 0; written in Python"
    ),
}

# What is in no list of samples.
OUTSIDE = {
    "nn.utils.weight_norm, nn.utils.parametrizations.weight_norm": (
        "in neither list of samples; the differential suite has cases of its own of norm.weight_norm"
    ),
    "nn.utils.spectral_norm, nn.utils.parametrizations.spectral_norm": (
        "in neither list of samples; divides by a singular value, which is iterated for"
    ),
}
