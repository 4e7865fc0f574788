"""What a graph is made of: values with sizes and rough ranges, statements, and the function that they make."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Dict, List, Sequence, Set, Tuple

FLOATS = ("f64", "f32", "bf16", "f16")
WIDTHS: Dict[str, int] = {
    **{"f64": 64, "f32": 32, "bf16": 16, "f16": 16},
    **{"i64": 64, "i32": 32, "i8": 8, "i4": 4, "i1": 1, "index": 64},
}
Sizes = Tuple[int, ...]


def write_type(sizes: Sequence[int], is_dynamic: Sequence[bool], element: str) -> str:
    """The text of a tensor type."""
    dims = ("?" if dynamic else str(size) for size, dynamic in zip(sizes, is_dynamic))
    return "tensor<" + "".join(f"{dim}x" for dim in dims) + element + ">"


@dataclass(frozen=True)
class Value:
    """A tensor, or a scalar, with the sizes that it has at run time.

    `low` and `high` are what its elements roughly lie between: they decide which functions may be asked of it, so that
    few results are NaN or without a bound. An `exact` value has no rounding error, so that conditions can hang on it.
    """

    name: str
    sizes: Sizes
    element: str
    is_dynamic: Tuple[bool, ...]
    low: float
    high: float
    is_scalar: bool = False
    exact: bool = False

    @property
    def type(self) -> str:
        """The type as text."""
        return self.element if self.is_scalar else write_type(self.sizes, self.is_dynamic, self.element)

    @property
    def rank(self) -> int:
        """The number of axes."""
        return len(self.sizes)

    @property
    def count(self) -> int:
        """The number of elements."""
        return math.prod(self.sizes)

    @property
    def magnitude(self) -> float:
        """The largest absolute value, roughly."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_float(self) -> bool:
        """Whether it is a tensor of floating-point numbers that norms take."""
        return not self.is_scalar and self.element in FLOATS

    @property
    def is_returnable(self) -> bool:
        """Whether a function may return it: a .npy file holds it."""
        return self.element in (*FLOATS, "i64", "i32", "i8", "i1")

    @property
    def has_static_zero(self) -> bool:
        """Whether the type states a size of 0."""
        return any(size == 0 and not dynamic for size, dynamic in zip(self.sizes, self.is_dynamic))


@dataclass(frozen=True)
class Argument:
    """An argument of the function and where its values come from."""

    value: Value
    spec: str

    @property
    def text(self) -> str:
        """As it is written in the function's head."""
        sizes = "" if self.value.is_scalar else "@" + "x".join(map(str, self.value.sizes))
        return f'{self.value.name}: {self.value.type} {{norm.input = "{self.spec}{sizes}"}}'


@dataclass(frozen=True)
class Statement:
    """Some lines that define `results` and read `operands`, all of them by name."""

    kind: str
    lines: Tuple[str, ...]
    results: Tuple[Value, ...]
    operands: Tuple[str, ...]


@dataclass
class Graph:
    """A function: arguments, statements in order, and what is returned. `helpers` are functions that it calls."""

    name: str
    arguments: List[Argument] = field(default_factory=list)
    statements: List[Statement] = field(default_factory=list)
    returned: List[Value] = field(default_factory=list)
    helpers: List[str] = field(default_factory=list)

    def prune(self) -> "Graph":
        """Without statements and arguments that nothing returned depends on."""
        needed: Set[str] = {value.name for value in self.returned}
        kept: List[Statement] = []
        for statement in reversed(self.statements):
            if any(result.name in needed for result in statement.results):
                kept.append(statement)
                needed.update(statement.operands)
        arguments = [argument for argument in self.arguments if argument.value.name in needed]
        text = "\n".join(line for statement in kept for line in statement.lines)
        helpers = [helper for helper in self.helpers if helper.split("(")[0].split("@")[1] + "(" in text]
        return Graph(self.name, arguments, kept[::-1], self.returned, helpers)

    def write(self) -> str:
        """The text of the function, after that of the functions it calls."""
        types = ", ".join(value.type for value in self.returned)
        head = ", ".join(argument.text for argument in self.arguments)
        body = "".join(f"  {line}\n" for statement in self.statements for line in statement.lines)
        names = ", ".join(value.name for value in self.returned)
        return (
            "".join(self.helpers)
            + f"func.func @{self.name}({head}) -> ({types}) {{\n{body}  return {names} : {types}\n}}\n"
        )
