"""The text of IR: types of tensors, operations, and the lines of a function's body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

_TYPE = re.compile(r"(?:(?:\?|\d+)x)*(?:f64|f32|bf16|f16|f8E4M3FN|f8E5M2|i1|i8|i16|i32|i64)")


@dataclass(frozen=True)
class Type:
    """The type of a tensor: its sizes, None for one that is known at the call, and the IR's name of its elements."""

    sizes: Tuple[Optional[int], ...]
    element: str

    @staticmethod
    def parse(text: str) -> "Type":
        """The type that is written so, "?x4xf32"; ValueError for another text."""
        if not _TYPE.fullmatch(text):
            raise ValueError(f"expects a type such as ?x4xf32; got {text!r}")
        *sizes, element = text.split("x")
        return Type(tuple(None if size == "?" else int(size) for size in sizes), element)

    @property
    def text(self) -> str:
        """As `parse` takes it."""
        return "x".join(["?" if size is None else str(size) for size in self.sizes] + [self.element])

    @property
    def ir(self) -> str:
        """As the IR writes it."""
        return f"tensor<{self.text}>"

    def with_element(self, element: str) -> "Type":
        """The same sizes of other elements."""
        return Type(self.sizes, element)

    def drop(self, axes: Sequence[int]) -> "Type":
        """Without these axes."""
        return Type(tuple(size for axis, size in enumerate(self.sizes) if axis not in axes), self.element)


@dataclass(eq=False)
class Operation:
    """What makes one or more values: `write` gives the lines of IR that define the given names from operands' names."""

    operands: Tuple[Any, ...]
    types: Tuple[Type, ...]
    write: Callable[["Writer", List[str], List[str]], None]


class Writer:
    """The lines of a function's body."""

    def __init__(self) -> None:
        self.lines: List[str] = []
        self._count = 0
        self._sizes: Dict[Tuple[str, int], str] = {}

    def name(self) -> str:
        self._count += 1
        return f"%{self._count}"

    def line(self, text: str) -> None:
        self.lines.append(f"  {text}\n")

    def sizes(self, type_: Type, of: str, of_type: Type, axes: Optional[Sequence[int]] = None) -> List[str]:
        """The names of the dynamic sizes of a type whose tensor is as large as the one named `of`; along some axes."""
        names = []
        for axis, size in enumerate(type_.sizes):
            if size is not None or (axes is not None and axis not in axes):
                continue
            if (of, axis) not in self._sizes:
                index, name = self.name(), self.name()
                self.line(f"{index} = arith.constant {axis} : index")
                self.line(f"{name} = tensor.dim {of}, {index} : {of_type.ir}")
                self._sizes[of, axis] = name
            names.append(self._sizes[of, axis])
        return names

    def empty(self, type_: Type, like: str, like_type: Type) -> str:
        sizes = ", ".join(self.sizes(type_, like, like_type))
        name = self.name()
        self.line(f"{name} = tensor.empty({sizes}) : {type_.ir}")
        return name
