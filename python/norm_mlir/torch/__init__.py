"""norm-mlir under PyTorch, on the CPU.

`enable()` puts compiled kernels under PyTorch's own ops, for the whole process: models stay. `optimize(model)`
replaces the norm modules of one model together with the activations, residual sums and casts around them. Both leave
gradients to PyTorch's own backward, on statistics that the kernels save.
"""

from __future__ import annotations

from .enabled import calls, disable, enable, is_enabled, reset_calls
from .optimized import optimize

__all__ = ["calls", "disable", "enable", "is_enabled", "optimize", "reset_calls"]
