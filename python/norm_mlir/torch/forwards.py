"""What stands for a module's forward, as an attribute of that module: the forward of its class stays what it is."""

from __future__ import annotations

import functools
import inspect
from typing import Any, Dict, Optional, Sequence, Tuple

import torch
from torch import Tensor, fx, nn

__all__ = ["MAX_TRACES", "Forward", "Tracer", "agrees", "copy_tensors", "key_of"]

#: How many ways to call a module are traced; calls of any other run its own forward.
MAX_TRACES = 8

_CONSTANTS = (type(None), bool, int, float, str, torch.dtype)
_TENSORS = (Tensor, nn.Parameter)


class Forward:
    """The base of all: told by PyTorch and others as the module's own forward, and copied with its module."""

    def __init__(self, module: nn.Module) -> None:
        self.module = module
        #: What stands for each way to call the module; None where its own forward does.
        self.traced: Dict[Tuple[Any, ...], Any] = {}
        # What asks a forward for its arguments is told of the module's.
        forward = type(module).forward
        self.__signature__ = inspect.signature(forward.__get__(module))
        self.__code__ = inspect.unwrap(forward).__code__
        self.__name__ = "forward"

    def run_own(self, *args: Any, **kwargs: Any) -> Any:
        """What the module's class computes."""
        return type(self.module).forward(self.module, *args, **kwargs)

    def __reduce__(self) -> Any:
        return type(self), (self.module,)

    def __deepcopy__(self, memo: Dict[int, Any]) -> "Forward":
        copied = memo.get(id(self.module))
        return type(self)(self.module if copied is None else copied)


def key_of(args: Sequence[Any], kwargs: Dict[str, Any]) -> Optional[Tuple[Any, ...]]:
    """What a trace depends on: which arguments are tensors, and the values of others. None where some are neither
    tensors nor constants."""
    key = []
    for value in args:
        if type(value) in _TENSORS:
            key.append(Tensor)
        elif isinstance(value, _CONSTANTS):
            key.append((type(value), value))  # type: ignore[arg-type]
        else:
            return None
    if not kwargs:
        return tuple(key)
    named = key_of(list(kwargs.values()), {})
    return None if named is None else (*key, tuple(kwargs), *named)


class Tracer(fx.Tracer):
    """Records a module's forward for one way to call it: tensors are placeholders, and constants what they are. The
    calls of children are recorded, and not looked into."""

    def __init__(self, args: Sequence[Any], kwargs: Dict[str, Any]) -> None:
        super().__init__()
        self._given = args, kwargs

    def is_leaf_module(self, module: nn.Module, name: str) -> bool:
        """All are."""
        return True

    def create_args_for_root(self, root_fn: Any, is_module: bool, concrete_args: Any = None) -> Any:
        """Called by fx: the function to trace, and what to call it with."""
        args, kwargs = self._given

        def stand_for(name: str, value: Any) -> Any:
            return self.create_proxy("placeholder", name, (), {}) if type(value) in _TENSORS else value

        proxies = [stand_for(f"input_{index}", value) for index, value in enumerate(args)]
        named = {name: stand_for(f"input_{name}", value) for name, value in kwargs.items()}
        return functools.partial(root_fn, **named), [self.root, *proxies]


def agrees(found: Any, wanted: Any) -> bool:
    """Whether both are the same but for rounding. That is coarse: what is asked is whether a trace took the branches
    that the forward takes."""
    if isinstance(wanted, Tensor):
        if not isinstance(found, Tensor) or (found.shape, found.dtype) != (wanted.shape, wanted.dtype):
            return False
        if not wanted.is_floating_point() or wanted.numel() == 0:
            return torch.equal(found, wanted)
        found, wanted = found.double(), wanted.double()
        bound = 0.05 * wanted.nan_to_num(0.0, 0.0, 0.0).abs().max().item()
        return torch.allclose(found, wanted, rtol=0.05, atol=bound, equal_nan=True)
    if isinstance(wanted, (tuple, list)):
        return type(found) is type(wanted) and len(found) == len(wanted) and all(map(agrees, found, wanted))
    return type(found) is type(wanted) and bool(found == wanted)


def copy_tensors(values: Sequence[Any]) -> Sequence[Any]:
    """The same, tensors copied."""
    return [value.clone() if isinstance(value, Tensor) else value for value in values]
