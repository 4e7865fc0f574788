"""Samples of ops: their arguments, copies of them, and what a call gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Iterator

import torch
from torch.testing._internal.common_utils import noncontiguous_like
from torch.utils._pytree import tree_map_only

from .compare import Seen
from .suites import Op


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def map(self, function: Callable[[torch.Tensor], torch.Tensor]) -> Arguments:
        """The same ones with other tensors."""
        return Arguments(*tree_map_only(torch.Tensor, function, (self.args, self.kwargs)))

    def copy(self) -> Arguments:
        """Ones that a call may write to."""
        return self.map(lambda tensor: _like(tensor, tensor.detach().clone()))

    def strided(self) -> Arguments:
        """Copies of which no tensor of more than one element is contiguous."""
        return self.map(lambda tensor: _like(tensor, noncontiguous_like(tensor.detach())))

    def widen(self) -> Arguments:
        """The same values in float64."""
        return self.map(
            lambda tensor: _like(tensor, tensor.detach().double()) if tensor.is_floating_point() else tensor
        )

    def tensors(self) -> Iterator[tuple[str, torch.Tensor]]:
        """The tensors, each with its name."""
        named = [(f"argument {index}", value) for index, value in enumerate(self.args)]
        for name, value in (*named, *self.kwargs.items()):
            if isinstance(value, torch.Tensor):
                yield name, value

    def is_ours(self) -> bool:
        """Whether our kernels must compute it under PyTorch's ops, too: it has elements and no negative epsilon."""
        numbers = [value for value in (*self.args, *self.kwargs.values()) if isinstance(value, float)]
        return self.args[0].numel() > 0 and all(value != -0.5 for value in numbers)

    def __str__(self) -> str:
        named = [_write(value) for value in self.args]
        named += [f"{name}={_write(value)}" for name, value in self.kwargs.items()]
        return f"({', '.join(named)})"


def _like(tensor: torch.Tensor, copy: torch.Tensor) -> torch.Tensor:
    return copy.requires_grad_(tensor.requires_grad)


def _write(value: Any) -> str:
    return str(list(value.shape)) if isinstance(value, torch.Tensor) else str(value)


def samples_of(op: Op, dtype: torch.dtype, requires_grad: bool = False) -> list[Arguments]:
    """An op's samples: its reference inputs, which begin with its sample inputs, or those alone where there are no
    others. PyTorch seeds each of them."""
    samples = op.info.reference_inputs("cpu", dtype, requires_grad=requires_grad)
    return [Arguments((sample.input, *sample.args), dict(sample.kwargs)) for sample in samples]


def observe_exactly(op: Op, arguments: Arguments, only_first: bool = False) -> Seen:
    """What PyTorch's op gives in float64."""
    kwargs = dict(arguments.kwargs)
    if op.name == "nn.functional.rms_norm" and kwargs.get("eps") is None:
        # The default is a number of the type that is computed in.
        wide = torch.float64 if arguments.args[0].dtype == torch.float64 else torch.float32
        kwargs["eps"] = torch.finfo(wide).eps
    return observe(op.info.op, Arguments(arguments.args, kwargs).widen(), only_first)


def observe(
    function: Callable[..., Any],
    arguments: Arguments,
    only_first: bool = False,
    copy: Callable[[Arguments], Arguments] = Arguments.copy,
) -> Seen:
    """Calls a function with copies of arguments and returns all that is to be seen of it: results, the arguments
    afterwards, and for arguments that require them the gradients of the first result by a fixed cotangent."""
    given = copy(arguments)
    returned = function(*given.args, **given.kwargs)
    results = list(returned) if isinstance(returned, (tuple, list)) else [returned]
    seen = {f"result {index}": value.detach() for index, value in enumerate(results[:1] if only_first else results)}
    seen.update((f"{name} afterwards", tensor.detach().clone()) for name, tensor in given.tensors())
    seen.update(_gradients(results[0], dict(given.tensors())))
    return seen


def cotangent(result: torch.Tensor) -> torch.Tensor:
    """Fixed random values of a result's sizes and type, the same ones for every type."""
    values = torch.randn(result.shape, generator=torch.Generator().manual_seed(7), dtype=torch.float32)
    return values.bfloat16().half().to(result.dtype)


def _gradients(result: torch.Tensor, arguments: Seen) -> Seen:
    wanted = {name: tensor for name, tensor in arguments.items() if tensor.requires_grad}
    if not wanted:
        return {}
    found = torch.autograd.grad(result, list(wanted.values()), cotangent(result), allow_unused=True)
    return {f"gradient of {name}": value for name, value in zip(wanted, found) if value is not None}
