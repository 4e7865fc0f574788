"""Compiling IR, or expressions, to functions of tensors."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence, Union

from . import _native
from ._native import CompileError, DeviceArray, Function
from .expressions import Expression, write_function

__all__ = ["CompileError", "DeviceArray", "Function", "compile", "compile_ir", "to_device", "DEFAULT_SPECIALIZATIONS"]

#: How many sizes of a function get code of their own before the others share some.
DEFAULT_SPECIALIZATIONS = 8


def compile_ir(
    text: Union[str, bytes],
    entry: Optional[str] = None,
    *,
    specializations: int = DEFAULT_SPECIALIZATIONS,
    checks_gradients: bool = True,
    leaves_out_none: bool = False,
    unit_axes: Sequence[int] = (),
    target: str = "cpu",
) -> Function:
    """A public function of IR text or bytecode, as a Python callable.

    `entry` names it, without the @; None takes the only one there is. It is compiled for each of the first
    `specializations` sizes it is called with, and once for all others (0: for all sizes alike).

    The callable takes one tensor for each tensor argument: a NumPy array (with bf16 and f8 of ml_dtypes), or any object
    with `__dlpack__`, such as a torch tensor, which is not copied; and a number for each scalar. Results are tensors of
    the library that the first argument is of, or are written to `out=`, a tensor or a tuple of them, which is returned.
    A torch tensor that requires gradients is refused while they are recorded, since the results have no history;
    without `checks_gradients` that is the caller's business. With `leaves_out_none`, arguments that are None are left
    out. `unit_axes` adds axes of size 1 at the end of results, so many to each. Python's lock is released while it
    computes, and any thread may call it.

    With the target `cuda` tensors are on an NVIDIA GPU, for whose chip the code is compiled; with `emulate` they are
    arrays of `norm_mlir.to_device`, and the code for a GPU runs on this processor. The callable then takes `stream=`, a
    number, or an object with `__cuda_stream__` such as torch.cuda.Stream; without it the stream is that on which the
    library of the tensors works, torch's current one, or the default. It returns before the results are there.

    Raises `CompileError` with the compiler's message, one line.
    """
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"expects the text of IR, str or bytes; got {type(text).__name__}")
    if not isinstance(entry, (str, type(None))):
        raise TypeError(f"expects the name of a function, str or None; got {type(entry).__name__}")
    if entry and not entry.isprintable():
        raise CompileError(f"expects the name of a public function; got {entry!r}")
    if not isinstance(target, str):
        raise TypeError(f"expects the name of a target, str; got {type(target).__name__}")
    if not isinstance(specializations, int) or specializations < 0:
        raise ValueError(f"expects a number of specializations, 0 or more; got {specializations!r}")
    limit = min(specializations, 2**31)
    return _native.compile_text(
        text, entry or "", limit, "ir", bool(checks_gradients), leaves_out_none, list(unit_axes), target
    )


def compile(
    *results: Union[str, bytes, Expression],
    arguments: Optional[Sequence[Expression]] = None,
    entry: Optional[str] = None,
    specializations: int = DEFAULT_SPECIALIZATIONS,
    checks_gradients: bool = True,
    leaves_out_none: bool = False,
    unit_axes: Sequence[int] = (),
    target: str = "cpu",
) -> Function:
    """A callable of IR text (see `compile_ir`), or one that computes these expressions.

    Without `arguments`, those of expressions are in the order in which the results use them, from left to right.
    """
    options: Dict[str, Any] = {"specializations": specializations, "checks_gradients": checks_gradients}
    options.update(leaves_out_none=leaves_out_none, unit_axes=unit_axes, target=target)
    if len(results) == 1 and isinstance(results[0], (str, bytes)):
        return compile_ir(results[0], entry, **options)
    for result in results:
        if not isinstance(result, Expression):
            raise TypeError(f"expects IR text, or expressions; got {type(result).__name__}")
    if not results:
        raise TypeError("expects IR text, or expressions; got nothing")
    text = write_function(results, arguments, entry or "f")  # type: ignore[arg-type]
    return compile_ir(text, **options)


def to_device(array: Any, target: str = "cuda", device: int = 0) -> DeviceArray:
    """A copy of a dense array of NumPy, or of another tensor of the CPU, in memory of a GPU (`cuda`), or in that of the
    emulator of one (`emulate`). Whatever takes DLPack takes it."""
    return _native.to_device(array, target, device)
