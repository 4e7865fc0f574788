"""A region of a graph as one op, `torch.ops.norm_mlir.region`: norms and elementwise steps between tensors.

A `Program` says what the region computes, in PyTorch's terms, and is an argument of the op, as text: so graphs that
hold it are exported and cached whole. It is run in two ways. `Program.run` calls PyTorch's own ops, one step after the
other; that gives sizes, types and strides for tensors without data, and the results where no kernel takes the tensors.
On the CPU it is written as expressions and compiled, each step rounded as PyTorch rounds it.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Tuple

import torch
from torch import Tensor

from .. import kernels
from ..compiler import Function, compile
from ..expressions import Expression
from ..ir import Type
from . import steps
from .steps import Value

__all__ = ["Program", "Step", "compute"]


@dataclass(frozen=True)
class Step:
    """One operation of `steps.STEPS`: which values it reads, None for an operand that is absent, and its attributes,
    numbers and texts. Its results are the values that follow."""

    name: str
    operands: Tuple[Optional[int], ...]
    attributes: Tuple[Tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Program:
    """Steps over the space of a region: `rank` axes, along which each input varies or not. Values are numbered, inputs
    first; `outputs` are some of them."""

    rank: int
    axes: Tuple[Tuple[int, ...], ...]  # Of each input, ascending; it has size 1 along others, or lacks them.
    steps: Tuple[Step, ...]
    outputs: Tuple[int, ...]

    def write(self) -> str:
        """The text that `read` reads."""
        steps_ = [[step.name, step.operands, dict(step.attributes)] for step in self.steps]
        return json.dumps([self.rank, self.axes, steps_, self.outputs], separators=(",", ":"))

    @staticmethod
    def read(text: str) -> "Program":
        """The program of a text; ValueError for one that `write` did not write."""
        try:
            rank, axes, lines, outputs = json.loads(text)
            read = [Step(name, tuple(of), tuple(sorted(attributes.items()))) for name, of, attributes in lines]
            program = Program(int(rank), tuple(map(tuple, axes)), tuple(read), tuple(outputs))
            values = len(program.axes)
            for step in program.steps:
                if any(value is not None and not 0 <= value < values for value in step.operands):
                    raise ValueError
                values += steps.STEPS[step.name].results
            if not all(0 <= value < values for value in program.outputs):
                raise ValueError
        except (ValueError, TypeError, KeyError, AttributeError):
            raise ValueError(f"expects a program that Program.write gave; got {text[:80]!r}") from None
        return program

    def run(self, inputs: Sequence[Tensor]) -> List[Tensor]:
        """By PyTorch's ops."""
        values: List[Any] = list(inputs)
        for step in self.steps:
            operands = [None if value is None else values[value] for value in step.operands]
            results = steps.STEPS[step.name].run(*operands, **dict(step.attributes))
            values += results if isinstance(results, (tuple, list)) else [results]
        return [values[value] for value in self.outputs]


class _Region:
    """A program and its kernels: one for each set of types and each order of axes in memory."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._kernels: Dict[Tuple[Any, ...], Optional[_Kernel]] = {}

    def compute(self, inputs: Sequence[Tensor]) -> List[Tensor]:
        key = tuple([(x.dtype, x.is_contiguous() or x.stride()) for x in inputs])
        if key not in self._kernels:
            if len(self._kernels) >= kernels.CAPACITY:
                self._kernels.clear()
            self._kernels[key] = _make_kernel(self.program, inputs)
        kernel = self._kernels[key]
        if kernel is None or any([x.numel() == 0 for x in inputs]):
            return self.program.run(inputs)
        return kernel.call(inputs)


def _make_kernel(program: Program, inputs: Sequence[Tensor]) -> Optional["_Kernel"]:
    if any(x.dtype not in steps.FLOATS for x in inputs):
        return None
    # What PyTorch would return, without computing it.
    shadows = program.run([torch.empty_strided(x.shape, x.stride(), dtype=x.dtype, device="meta") for x in inputs])
    return _Kernel(program, inputs, shadows)


class _Kernel:
    """A compiled region. Tensors are handed to it as they lie in memory: their axes in the order of the first result's
    strides as PyTorch has them, without those of size 1 along which they do not vary."""

    def __init__(self, program: Program, inputs: Sequence[Tensor], shadows: Sequence[Tensor]) -> None:
        self._order = next((_order(y) for y in shadows if y.dim() == program.rank), tuple(range(program.rank)))
        self._place = {axis: place for place, axis in enumerate(self._order)}
        self._views = [self._view(x, axes, program.rank) for x, axes in zip(inputs, program.axes)]
        self._function, self._axes = self._compile(program, inputs)
        self._restored = [self._restore(y, axes, program.rank) for y, axes in zip(shadows, self._axes)]
        self._is_plain = not any(self._views) and not any(self._restored)

    def call(self, inputs: Sequence[Tensor]) -> List[Tensor]:
        """What the program computes."""
        if self._is_plain:
            results = self._function(*inputs)
            return [results] if isinstance(results, Tensor) else list(results)
        given = []
        for x, view in zip(inputs, self._views):
            if view is not None:
                squeezed, order = view
                x = x.squeeze(squeezed).permute(order).contiguous()
            given.append(x)
        results = self._function(*given)
        results = [results] if isinstance(results, Tensor) else list(results)
        return [y if restore is None else restore(y) for y, restore in zip(results, self._restored)]

    def _view(self, x: Tensor, axes: Sequence[int], rank: int) -> Optional[Tuple[Tuple[int, ...], Tuple[int, ...]]]:
        """The axes of an input to leave out, and the order of those that stay; None where it is taken as it is."""
        first = rank - x.dim()
        squeezed = tuple(axis for axis in range(x.dim()) if axis + first not in axes)
        order = tuple(sorted(range(len(axes)), key=lambda index: self._place[axes[index]]))
        if not squeezed and order == tuple(range(len(axes))) and x.is_contiguous():
            return None
        return squeezed, order

    def _restore(self, y: Tensor, axes: Optional[Sequence[int]], rank: int) -> Any:
        """Gives a result the sizes and strides that PyTorch's has, in tensors as large as y; None where it has them."""
        if axes is None or y.dim() < rank:
            return None
        others = [axis for axis in range(rank) if axis not in axes]
        back = sorted(range(len(axes)), key=lambda place: axes[place])
        wanted = _order(y)
        if not others and wanted == self._order:
            return None if wanted == tuple(range(rank)) else lambda result: result.permute(back)
        return functools.partial(_lay_out, back=back, others=others, order=wanted)

    def _compile(self, program: Program, inputs: Sequence[Tensor]) -> Tuple[Function, List[Optional[Tuple[int, ...]]]]:
        builder = steps.Builder(self._place, program.rank)
        values: List[Optional[Value]] = []
        arguments: List[Expression] = []
        for x, axes in zip(inputs, program.axes):
            ordered = tuple(sorted(axes, key=self._place.__getitem__))
            type_ = Type((None,) * len(ordered), kernels.get_element(x.dtype))
            arguments.append(kernels.argument(type_))
            values.append(Value(arguments[-1], ordered))
        read = {value for step in program.steps for value in step.operands} | set(program.outputs)
        for step in program.steps:
            operands = [None if value is None else values[value] for value in step.operands]
            kind = steps.STEPS[step.name]
            wanted = [len(values) + index in read for index in range(kind.results)]
            values += kind.write(builder, wanted, *operands, **dict(step.attributes))
        results = [values[value] for value in program.outputs]
        key = ("region", program.write(), self._order, *(x.dtype for x in inputs))
        expressions = [result.expression for result in results if result is not None]
        function = kernels.find(key, lambda: compile(*expressions, arguments=arguments, checks_gradients=False))
        return function, [None if result is None else result.axes for result in results]


def _lay_out(result: Tensor, back: Sequence[int], others: Sequence[int], order: Sequence[int]) -> Tensor:
    """With its axes in the order `back`, those of size 1 between, and in memory in the order `order`."""
    result = result.permute(tuple(back))
    for axis in others:
        result = result.unsqueeze(axis)
    inverse = sorted(range(len(order)), key=lambda place: order[place])
    return result.permute(tuple(order)).contiguous().permute(inverse)


def _order(x: Tensor) -> Tuple[int, ...]:
    """The axes of a tensor from the outermost in memory to the innermost."""
    if x.is_contiguous():
        return tuple(range(x.dim()))
    return tuple(sorted(range(x.dim()), key=lambda axis: (-x.stride(axis), axis)))


#
# The op. Graphs hold it below autograd: it records no history.
#

_library = torch.library.Library("norm_mlir", "FRAGMENT")


@functools.lru_cache(maxsize=kernels.CAPACITY)
def _find(program: str) -> _Region:
    return _Region(Program.read(program))


def compute(operands: List[Tensor], program: str) -> List[Tensor]:
    """The op's kernel for the CPU: what the program computes of tensors without history."""
    return _find(program).compute(operands)


def _fake(operands: List[Tensor], program: str) -> List[Tensor]:
    return _find(program).program.run(operands)


_library.define(
    "region(Tensor[] operands, str program) -> Tensor[]",
    tags=(torch.Tag.pt2_compliant_tag, torch.Tag.flexible_layout),
)
_library.impl("region", compute, "CPU")
torch.library.register_fake("norm_mlir::region", _fake, lib=_library)
