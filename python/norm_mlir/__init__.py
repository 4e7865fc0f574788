"""norm-mlir from Python: compiled normalization on NumPy arrays and torch tensors.

`norm_mlir.layer_norm(x, (1024,), w, b)` and the other functions of `norm_mlir.functional` have PyTorch's names and
arguments. `norm_mlir.compile` makes a callable of IR, or of expressions with what stands around a norm
(`norm_mlir.expressions`). `norm_mlir.torch` puts the kernels under PyTorch's own ops and modules, `norm_mlir.onnx` imports
models of ONNX. `norm_mlir.bench` compares with other libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, List

if TYPE_CHECKING:
    from .compiler import CompileError, DeviceArray, Function, compile, compile_ir, to_device
    from .expressions import Expression, argument
    from .functional import (
        batch_norm,
        group_norm,
        instance_norm,
        layer_norm,
        local_response_norm,
        normalize,
        rms_norm,
        switchable_norm,
        weight_norm,
    )
    from .threads import get_max_threads, get_openmp_runtime, set_max_threads, use_openmp_runtime

_MEMBERS = {
    "compiler": ("CompileError", "DeviceArray", "Function", "compile", "compile_ir", "to_device"),
    "expressions": ("Expression", "argument"),
    "functional": (
        "batch_norm",
        "group_norm",
        "instance_norm",
        "layer_norm",
        "local_response_norm",
        "normalize",
        "rms_norm",
        "switchable_norm",
        "weight_norm",
    ),
    "threads": ("get_max_threads", "get_openmp_runtime", "set_max_threads", "use_openmp_runtime"),
}
_MODULE_OF = {name: module for module, names in _MEMBERS.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    """Members are loaded when they are asked for: the benchmarks run without the native module."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
