"""What stands for a module's forward, as an attribute of that module: the forward of its class stays what it is."""

from __future__ import annotations

import collections
import copy
import functools
import inspect
import operator
import random
import threading
from typing import Any, Dict, List, Optional, Sequence, Tuple

import torch
from torch import Tensor, fx, nn

__all__ = ["IN_PLACE", "MAX_TRACES", "TRACING", "Forward", "State", "Tracer", "agrees", "copy_tensors", "key_of"]

#: How many ways to call a module are traced; calls of any other run its own forward.
MAX_TRACES = 8

_CONSTANTS = (type(None), bool, int, float, str, torch.dtype)
_TENSORS = (Tensor, nn.Parameter)

#: Functions of Python's operators that write to what they are given first.
IN_PLACE = ("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "iand", "ior", "ixor", "imatmul")

#: Held while a forward is traced: fx and make_fx change classes of PyTorch's for the time being.
TRACING = threading.RLock()


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
            # As text, 0.0 and -0.0 are two, and NaN is one.
            key.append((type(value), str(value) if isinstance(value, float) else value))  # type: ignore[arg-type]
        else:
            return None
    if not kwargs:
        return tuple(key)
    named = key_of(list(kwargs.values()), {})
    return None if named is None else (*key, tuple(kwargs), *named)


class _Proxy(fx.Proxy):
    """Stands for a value, and records `x += y` as what writes to x; fx would record x + y."""


def _record_in_place(name: str) -> Any:
    def write(self: fx.Proxy, other: Any) -> fx.Proxy:
        return self.tracer.create_proxy("call_function", getattr(operator, name), (self, other), {})

    return write


for _name in IN_PLACE:
    setattr(_Proxy, f"__{_name}__", _record_in_place(_name))


class Tracer(fx.Tracer):
    """Records a module's forward for one way to call it: tensors are placeholders, and constants what they are. The
    calls of children are recorded, and not looked into."""

    proxy_buffer_attributes = True  # What is written to them is recorded, and not done.

    def __init__(self, args: Sequence[Any], kwargs: Dict[str, Any]) -> None:
        super().__init__()
        self._given = args, kwargs
        # Modules are called through the tracer in every thread while it traces.
        self._thread = threading.get_ident()

    def is_leaf_module(self, module: nn.Module, name: str) -> bool:
        """All are."""
        return True

    def proxy(self, node: fx.Node) -> fx.Proxy:
        """What stands for a node's value."""
        return _Proxy(node, self)

    def call_module(self, m: nn.Module, forward: Any, args: Any, kwargs: Any) -> Any:
        """Called by fx where a module is called; of other threads, nothing is recorded."""
        if threading.get_ident() != self._thread:
            return forward(*args, **kwargs)
        return super().call_module(m, forward, args, kwargs)

    def getattr(self, attr: str, attr_val: Any, parameter_proxy_cache: Dict[str, Any]) -> Any:
        """Called by fx where a parameter, buffer or child is read."""
        if threading.get_ident() != self._thread:
            return attr_val
        return super().getattr(attr, attr_val, parameter_proxy_cache)

    def create_args_for_root(self, root_fn: Any, is_module: bool, concrete_args: Any = None) -> Any:
        """Called by fx: the function to trace, and what to call it with."""
        args, kwargs = self._given

        def stand_for(name: str, value: Any) -> Any:
            return self.create_proxy("placeholder", name, (), {}) if type(value) in _TENSORS else value

        proxies = [stand_for(f"input_{index}", value) for index, value in enumerate(args)]
        named = {name: stand_for(f"input_{name}", value) for name, value in kwargs.items()}
        return functools.partial(root_fn, **named), [self.root, *proxies]


class State:
    """What a call may change beside its results: attributes of a module and its children, lists and the like that they
    hold, their tensors but for parameters, and the generators of random numbers."""

    def __init__(self, module: nn.Module) -> None:
        self._held: List[Tuple[Any, Any]] = []
        self._tensors: List[Tuple[Tensor, int, Tensor]] = []
        for child in module.modules():
            self._held.append((vars(child), dict(vars(child))))
            self._held += [(value, copy.copy(value)) for value in vars(child).values() if type(value) in _HOLDERS]
            for tensor in (*child._buffers.values(), *vars(child).values()):
                if isinstance(tensor, Tensor):
                    self._tensors.append((tensor, _version(tensor), tensor.detach().clone()))
        self._random = random.getstate(), torch.get_rng_state()

    def undo(self) -> bool:
        """Makes it what it was when this was made; whether anything had changed."""
        changed = [(now, before) for now, before in self._held if not _holds_same(now, before)]
        written = [(tensor, before) for tensor, version, before in self._tensors if _version(tensor) != version]
        drawn = random.getstate() != self._random[0] or not torch.equal(torch.get_rng_state(), self._random[1])
        for now, before in changed:
            now.clear()
            now.extend(before) if isinstance(now, list) else now.update(before)
        with torch.no_grad():
            for tensor, before in written:
                tensor.copy_(before)
        if drawn:
            random.setstate(self._random[0])
            torch.set_rng_state(self._random[1])
        return bool(changed or written or drawn)


_HOLDERS = (list, dict, set, collections.OrderedDict, collections.defaultdict)


def _version(tensor: Tensor) -> int:
    """How often a tensor was written to; those of inference do not count."""
    return 0 if tensor.is_inference() else tensor._version


def _holds_same(now: Any, before: Any) -> bool:
    """Whether two lists, dicts or sets hold the same objects."""
    if isinstance(now, dict):
        return list(now) == list(before) and _holds_same(list(now.values()), list(before.values()))
    if isinstance(now, list):
        return len(now) == len(before) and all(map(_is_same, now, before))
    return bool(now == before)


def _is_same(now: Any, before: Any) -> bool:
    return now is before or type(now) is type(before) and isinstance(now, _CONSTANTS) and now == before


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
