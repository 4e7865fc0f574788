"""norm-mlir under PyTorch, on the CPU.

`enable()` puts compiled kernels under PyTorch's own ops, for the whole process: models stay. `optimize(model)`
replaces the norm modules of one model together with the activations, residual sums and casts around them. Both leave
gradients to PyTorch's own backward, on statistics that the kernels save. `torch.compile(model, backend="norm_mlir")`
finds norms and their neighbours in graphs; `NormPass` does so for an Inductor that is set up otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .enabled import calls, disable, enable, is_enabled, reset_calls
from .optimized import optimize

if TYPE_CHECKING:
    from .dynamo import NormPass

__all__ = ["NormPass", "calls", "disable", "enable", "is_enabled", "optimize", "reset_calls"]


def __getattr__(name: str) -> Any:
    """Inductor is loaded when its pass is asked for."""
    if name != "NormPass":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .dynamo import NormPass

    return NormPass
