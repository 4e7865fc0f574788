"""Writes functions on tensors, each step in one of the ways in which front ends write it."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace
from typing import Callable, Optional, Sequence, Union

# Named ops of linalg for words of arith and math.
NAMED = {
    **{"arith.addf": "linalg.add", "arith.subf": "linalg.sub", "arith.mulf": "linalg.mul", "arith.divf": "linalg.div"},
    **{
        "math.sqrt": "linalg.sqrt",
        "math.rsqrt": "linalg.rsqrt",
        "math.absf": "linalg.abs",
        "arith.negf": "linalg.negf",
    },
}


@dataclass(frozen=True)
class Tensor:
    """A value: for each dimension which dimension of the space it runs along, None for one of size 1."""

    name: str
    dims: tuple[Optional[int], ...]
    element: str


Operand = Union[Tensor, float]


def number(value: float) -> str:
    """A float literal."""
    if math.isinf(value):
        return "0x7F800000" if value > 0 else "0xFF800000"
    return f"{value:.17e}"


@dataclass
class Writer:
    """A function that is being written. The space has the given sizes; those in `dynamic` are not in types."""

    name: str
    sizes: tuple[int, ...]
    dynamic: frozenset[int]
    random: random.Random
    lines: list[str] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    count: int = 0

    def fresh(self) -> str:
        """A name for a value."""
        self.count += 1
        return f"%v{self.count}"

    def pick(self, *ways: str) -> str:
        """One of several ways."""
        return self.random.choice(ways)

    def add(self, text: str) -> str:
        """An op with one result, whose name is returned."""
        name = self.fresh()
        self.lines.append(f"    {name} = {text}")
        return name

    # Types and sizes

    def shape(self, dims: Sequence[Optional[int]]) -> str:
        """The sizes of a type."""
        return "".join("1x" if d is None else "?x" if d in self.dynamic else f"{self.sizes[d]}x" for d in dims)

    def type(self, dims: Sequence[Optional[int]], element: str) -> str:
        """A tensor type."""
        return f"tensor<{self.shape(dims)}{element}>"

    def type_of(self, value: Tensor) -> str:
        """The type of a value."""
        return self.type(value.dims, value.element)

    def argument(self, dims: Sequence[Optional[int]], element: str, spec: str) -> Tensor:
        """A new argument, filled by `spec`."""
        sizes = "x".join("1" if d is None else str(self.sizes[d]) for d in dims)
        name = f"%arg{len(self.arguments)}"
        self.arguments.append(f'{name}: {self.type(dims, element)} {{norm.input = "{spec}@{sizes}"}}')
        value = Tensor(name, tuple(dims), element)
        for d in dims:
            if d in self.dynamic and f"%size{d}" not in "".join(self.lines):
                index = self.add(f"arith.constant {dims.index(d)} : index")
                self.lines.append(f"    %size{d} = tensor.dim {name}, {index} : {self.type_of(value)}")
        return value

    def empty(self, dims: Sequence[Optional[int]], element: str) -> str:
        """A tensor without contents."""
        sizes = ", ".join(f"%size{d}" for d in dims if d is not None and d in self.dynamic)
        return self.add(f"tensor.empty({sizes}) : {self.type(dims, element)}")

    def filled(self, value: str, dims: Sequence[Optional[int]], element: str) -> Tensor:
        """A tensor of one scalar."""
        init = self.empty(dims, element)
        type_ = self.type(dims, element)
        name = self.add(f"linalg.fill ins({value} : {element}) outs({init} : {type_}) -> {type_}")
        return Tensor(name, tuple(dims), element)

    def constant(self, value: float, element: str) -> str:
        """A scalar constant."""
        if math.isinf(value) and element != "f32":
            bits = {"f64": "0xFFF0000000000000", "bf16": "0xFF80", "f16": "0xFC00"}[element]
            return self.add(f"arith.constant {bits} : {element}")
        return self.add(f"arith.constant {number(value)} : {element}")

    def splat(self, value: float, dims: Sequence[Optional[int]], element: str) -> Tensor:
        """A tensor of one number: a constant where its sizes are known."""
        if any(d in self.dynamic for d in dims) or self.pick("fill", "constant") == "fill":
            return self.filled(self.constant(value, element), dims, element)
        name = self.add(f"arith.constant dense<{number(value)}> : {self.type(dims, element)}")
        return Tensor(name, tuple(dims), element)

    # Ops

    def map(self, dims: Sequence[Optional[int]], space: Sequence[int]) -> str:
        """An affine map from a space, given by its dimensions, to those of a tensor."""
        loops = ", ".join(f"d{i}" for i in range(len(space)))
        results = ", ".join("0" if d is None else f"d{space.index(d)}" for d in dims)
        return f"affine_map<({loops}) -> ({results})>"

    def generic(
        self,
        operands: Sequence[Tensor],
        outs: Tensor,
        space: Sequence[int],
        reduced: Sequence[int],
        body: Callable[[list[str], str], str],
    ) -> Tensor:
        """A linalg.generic over a space; `body` writes scalar ops and says what is yielded."""
        maps = ", ".join(self.map(operand.dims, space) for operand in (*operands, outs))
        iterators = ", ".join('"reduction"' if d in reduced else '"parallel"' for d in space)
        names = [self.fresh() for _ in operands]
        out = self.fresh()
        outer, self.lines = self.lines, []
        result = body(names, out)
        inner, self.lines = self.lines, outer
        ins = ", ".join(operand.name for operand in operands)
        types = ", ".join(self.type_of(operand) for operand in operands)
        scalars = ", ".join(f"{n}: {o.element}" for n, o in zip((*names, out), (*operands, outs)))
        name = self.fresh()
        read = f" ins({ins} : {types})" if operands else ""
        self.lines.append(
            f"    {name} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{iterators}]}}{read}"
            f" outs({outs.name} : {self.type_of(outs)}) {{\n    ^bb0({scalars}):"
        )
        self.lines += inner
        self.lines.append(f"    linalg.yield {result} : {outs.element}\n    }} -> {self.type_of(outs)}")
        return Tensor(name, outs.dims, outs.element)

    def without_units(self, value: Tensor) -> Tensor:
        """The same without dimensions of size 1."""
        if None not in value.dims:
            return value
        dims = tuple(d for d in value.dims if d is not None)
        groups: list[list[int]] = []
        for place, d in enumerate(value.dims):
            if not groups or (d is not None and any(value.dims[i] is not None for i in groups[-1])):
                groups.append([])
            groups[-1].append(place)
        text = str(groups) if dims else "[]"
        name = self.add(
            f"tensor.collapse_shape {value.name} {text} : {self.type_of(value)} into {self.type(dims, value.element)}"
        )
        return Tensor(name, dims, value.element)

    def broadcast(self, value: Tensor, dims: Sequence[Optional[int]]) -> Tensor:
        """Repeats a tensor along more dimensions."""
        if value.dims == tuple(dims):
            return value
        out = Tensor(self.empty(dims, value.element), tuple(dims), value.element)
        space = [d for d in dims if d is not None]
        if None in dims or self.pick("generic", "linalg.broadcast") == "generic":
            return self.generic([value], out, space, [], lambda names, _: names[0])
        plain = self.without_units(value)
        added = ", ".join(str(place) for place, d in enumerate(dims) if d not in plain.dims)
        name = self.add(
            f"linalg.broadcast ins({plain.name} : {self.type_of(plain)}) outs({out.name} : {self.type_of(out)}) dimensions = [{added}]"
        )
        return Tensor(name, out.dims, out.element)

    def apply(self, word: str, *operands: Operand) -> Tensor:
        """An elementwise op of tensors that are broadcast against each other, and of numbers."""
        tensors = [operand for operand in operands if isinstance(operand, Tensor)]
        widest = max(tensors, key=lambda t: (sum(d is not None for d in t.dims), len(t.dims)))
        element = widest.element
        way = self.pick("generic", "generic", "tensor", "named", "map")
        if way == "generic":
            out = Tensor(self.empty(widest.dims, element), widest.dims, element)
            space = [d for d in widest.dims if d is not None]
            units = any(d is None for d in widest.dims)
            if units:
                # The loops of dimensions of size 1 have no number in the space.
                return self._generic_with_units(word, operands, out)
            return self.generic(tensors, out, space, [], lambda names, _: self._scalar(word, operands, names, element))
        full = [
            self.broadcast(operand, widest.dims)
            if isinstance(operand, Tensor)
            else self.splat(operand, widest.dims, element)
            for operand in operands
        ]
        type_ = self.type(widest.dims, element)
        if way == "tensor" or (way == "named" and word not in NAMED):
            name = self.add(f"{word} {', '.join(t.name for t in full)} : {type_}")
            return Tensor(name, widest.dims, element)
        out_name = self.empty(widest.dims, element)
        ins = f"ins({', '.join(t.name for t in full)} : {', '.join(type_ for _ in full)})"
        if way == "named":
            name = self.add(f"{NAMED[word]} {ins} outs({out_name} : {type_}) -> {type_}")
        else:
            name = self.add(f"linalg.map {{ {word} }} {ins} outs({out_name} : {type_})")
        return Tensor(name, widest.dims, element)

    def _scalar(self, word: str, operands: Sequence[Operand], names: Sequence[str], element: str) -> str:
        rest = iter(names)
        texts = [next(rest) if isinstance(o, Tensor) else self.constant(o, element) for o in operands]
        return self.add(f"{word} {', '.join(texts)} : {element}")

    def _generic_with_units(self, word: str, operands: Sequence[Operand], out: Tensor) -> Tensor:
        """With a loop for each dimension of the result, of size 1 or not."""
        tensors = [operand for operand in operands if isinstance(operand, Tensor)]
        loops = ", ".join(f"d{i}" for i in range(len(out.dims)))

        def map_of(value: Tensor) -> str:
            if value.dims == out.dims:
                return f"affine_map<({loops}) -> ({loops})>"
            results = ", ".join("0" if d is None else f"d{out.dims.index(d)}" for d in value.dims)
            return f"affine_map<({loops}) -> ({results})>"

        maps = ", ".join(map_of(value) for value in (*tensors, out))
        iterators = ", ".join('"parallel"' for _ in out.dims)
        names, last = [self.fresh() for _ in tensors], self.fresh()
        outer, self.lines = self.lines, []
        result = self._scalar(word, operands, names, out.element)
        inner, self.lines = self.lines, outer
        scalars = ", ".join(f"{n}: {t.element}" for n, t in zip((*names, last), (*tensors, out)))
        types = ", ".join(self.type_of(t) for t in tensors)
        name = self.fresh()
        self.lines.append(
            f"    {name} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{iterators}]}}"
            f" ins({', '.join(t.name for t in tensors)} : {types}) outs({out.name} : {self.type_of(out)}) {{\n    ^bb0({scalars}):"
        )
        self.lines += inner
        self.lines.append(f"    linalg.yield {result} : {out.element}\n    }} -> {self.type_of(out)}")
        return replace(out, name=name)

    def cast(self, value: Tensor, element: str) -> Tensor:
        """A tensor with elements of another type."""
        if value.element == element:
            return value
        width = {"bf16": 16, "f16": 16, "f32": 32, "f64": 64}
        word = "arith.extf" if width[element] > width[value.element] else "arith.truncf"
        if self.pick("tensor", "generic") == "tensor":
            name = self.add(f"{word} {value.name} : {self.type_of(value)} to {self.type(value.dims, element)}")
            return Tensor(name, value.dims, element)
        plain = self.without_units(value)
        out = Tensor(self.empty(plain.dims, element), plain.dims, element)
        space = [d for d in plain.dims if d is not None]
        return self.generic(
            [plain], out, space, [], lambda names, _: self.add(f"{word} {names[0]} : {value.element} to {element}")
        )

    def reduce(self, word: str, value: Tensor, reduced: Sequence[int], start: float, inner: str = "") -> Tensor:
        """A reduction of a tensor, or of a function of it: of its squares ("square"), of magnitudes ("abs")."""
        way = self.pick("generic", "generic with units", "linalg.reduce")
        if way == "linalg.reduce" and inner:
            value, inner = (
                self.apply("arith.mulf", value, value) if inner == "square" else self.apply("math.absf", value),
                "",
            )
        dims = tuple(None if d in reduced else d for d in value.dims if way == "generic with units" or d not in reduced)
        out = self.filled(self.constant(start, value.element), dims, value.element)
        if way == "linalg.reduce":
            places = ", ".join(str(value.dims.index(d)) for d in sorted(reduced))
            name = self.add(
                f"linalg.reduce {{ {word} }} ins({value.name} : {self.type_of(value)}) outs({out.name} : {self.type_of(out)}) dimensions = [{places}]"
            )
            return Tensor(name, dims, value.element)

        def body(names: list[str], last: str) -> str:
            term = names[0]
            if inner == "square":
                term = self.add(f"arith.mulf {term}, {term} : {value.element}")
            if inner == "abs":
                term = self.add(f"math.absf {term} : {value.element}")
            first, second = (last, term) if self.pick("last", "term") == "last" else (term, last)
            return self.add(f"{word} {first}, {second} : {value.element}")

        space = [d for d in value.dims if d is not None]
        return self.generic([value], out, space, reduced, body)

    def finish(self, *results: Tensor) -> str:
        """The text of the function."""
        names = ", ".join(r.name for r in results)
        types = ", ".join(self.type_of(r) for r in results)
        lines = "\n".join(self.lines)
        return f"  func.func @{self.name}({', '.join(self.arguments)}) -> ({types}) {{\n{lines}\n    return {names} : {types}\n  }}\n"
