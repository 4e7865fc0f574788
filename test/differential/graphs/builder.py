"""Writes the statements of a graph: names, sizes of dynamic axes, constants, bodies of linalg ops."""

from __future__ import annotations

import random
from typing import Callable, List, Optional, Sequence, Tuple

from graphs.values import FLOATS, Argument, Graph, Sizes, Statement, Value, write_type

MAX_ELEMENTS = 2**14
# Values that functions of all kinds can be asked of.
MODERATE = 1e3


# The body of a linalg op: gets its arguments for inputs and for outputs, gives what is yielded.
Body = Callable[["Scope", List[str], List[str]], Sequence[str]]


def write_number(number: float, element: str) -> str:
    """A constant's text."""
    if element == "i1":
        return "true" if number else "false"
    return f"{number:.8e}" if element in FLOATS or element.startswith("f8") else str(int(number))


class Scope:
    """Where elementwise ops are written: on tensors, or on the scalars in the body of a linalg op."""

    def __init__(self, op: "Op", like: Optional[Value], lines: List[str]) -> None:
        self._op = op
        self._like = like
        self._lines = lines

    def type(self, element: str) -> str:
        """The type that an op states for values of this element type."""
        return element if self._like is None else write_type(self._like.sizes, self._like.is_dynamic, element)

    def define(self, text: str) -> str:
        """Appends an op with one result; returns its name."""
        name = self._op.fresh("t")
        self._lines.append(f"{name} = {text}")
        return name

    def define_two(self, text: str) -> Tuple[str, str]:
        """Appends an op with two results; returns their names."""
        first, second = self._op.fresh("t"), self._op.fresh("t")
        self._lines.append(f"{first}, {second} = {text}")
        return first, second

    def call(self, op: str, element: str, *operands: str) -> str:
        """An op whose operands and result are of one type."""
        return self.define(f"{op} {', '.join(operands)} : {self.type(element)}")

    def convert(self, op: str, operand: str, source: str, target: str) -> str:
        """An op that converts."""
        return self.define(f"{op} {operand} : {self.type(source)} to {self.type(target)}")

    def constant(self, number: float, element: str) -> str:
        """One number everywhere."""
        text = write_number(number, element)
        if self._like is None:
            return self.define(f"arith.constant {text}" + ("" if element == "i1" else f" : {element}"))
        if not any(self._like.is_dynamic):
            return self.define(f"arith.constant dense<{text}> : {self.type(element)}")
        scalar = self.define(f"arith.constant {text}" + ("" if element == "i1" else f" : {element}"))
        return self.define(f"tensor.splat {scalar}[{', '.join(self._op.dims(self._like))}] : {self.type(element)}")


class Op:
    """A statement under construction."""

    def __init__(self, builder: "Builder", kind: str) -> None:
        self.builder = builder
        self.kind = kind
        self.lines: List[str] = []
        self.operands: List[str] = []

    def fresh(self, prefix: str) -> str:
        """A name that is new in the function."""
        return self.builder.fresh(prefix)

    def use(self, value: Value) -> str:
        """Reads a value; returns its name."""
        if value.name not in self.operands:
            self.operands.append(value.name)
        return value.name

    def define(self, text: str, prefix: str = "t") -> str:
        """Appends a line that defines one value."""
        name = self.fresh(prefix)
        self.lines.append(f"{name} = {text}")
        return name

    def constant(self, number: float, element: str) -> str:
        """A scalar constant."""
        return Scope(self, None, self.lines).constant(number, element)

    def dim(self, value: Value, axis: int) -> str:
        """The size along an axis as an index."""
        index = self.constant(axis, "index")
        return self.define(f"tensor.dim {self.use(value)}, {index} : {value.type}", "d")

    def dims(self, value: Value) -> List[str]:
        """The sizes along the dynamic axes, as operands."""
        return [self.dim(value, axis) for axis in range(value.rank) if value.is_dynamic[axis]]

    def size(self, value: Value, axis: int) -> str:
        """The size along an axis as an entry of a mixed list: a number or an operand."""
        return self.dim(value, axis) if value.is_dynamic[axis] else str(value.sizes[axis])

    def hidden(self, number: int) -> str:
        """An index of this value that the compiler doesn't know, where some value has a dynamic axis."""
        sources = [
            (value, axis) for value in self.builder.visible() for axis in range(value.rank) if value.is_dynamic[axis]
        ]
        if not sources:
            return self.constant(number, "index")
        value, axis = self.builder.rng.choice(sources)
        offset = self.constant(number - value.sizes[axis], "index")
        return self.define(f"arith.addi {self.dim(value, axis)}, {offset} : index", "d")

    def empty(self, like: Value, element: str = "") -> str:
        """A new tensor of the sizes of `like`, which is read for the dynamic ones."""
        type_ = write_type(like.sizes, like.is_dynamic, element or like.element)
        return self.define(f"tensor.empty({', '.join(self.dims(like))}) : {type_}", "e")

    def empty_of(self, axes: Sequence[Tuple[Value, int]], element: str) -> Tuple[str, Value]:
        """A new tensor whose sizes are those of other tensors' axes; also its type, as a value."""
        result = Value(
            "", tuple(v.sizes[a] for v, a in axes), element, tuple(v.is_dynamic[a] for v, a in axes), 0.0, 0.0
        )
        dims = [self.dim(value, axis) for value, axis in axes if value.is_dynamic[axis]]
        return self.define(f"tensor.empty({', '.join(dims)}) : {result.type}", "e"), result

    def fill(self, init: str, type_: str, number: float, element: str) -> str:
        """`init` filled with a number."""
        scalar = self.constant(number, element)
        return self.define(f"linalg.fill ins({scalar} : {element}) outs({init} : {type_}) -> {type_}", "f")

    def tensors(self, like: Value) -> Scope:
        """The scope of ops on tensors of the sizes of `like`."""
        return Scope(self, like, self.lines)

    def generic(
        self,
        inputs: Sequence[Tuple[str, str, str]],
        outputs: Sequence[Tuple[str, str, str]],
        iterators: str,
        body: Body,
    ) -> List[str]:
        """A linalg.generic; operands are (name, type, map's results); `iterators` has a letter p or r for each
        dimension; `body` gets the arguments for inputs and for outputs and gives what is yielded."""
        dims = ", ".join(f"d{i}" for i in range(len(iterators)))
        maps = ", ".join(f"affine_map<({dims}) -> ({map_})>" for _, _, map_ in (*inputs, *outputs))
        words = ", ".join('"parallel"' if letter == "p" else '"reduction"' for letter in iterators)
        names = [self.fresh("a") for _ in (*inputs, *outputs)]
        elements = [element_of(type_) for _, type_, _ in (*inputs, *outputs)]
        lines: List[str] = []
        yielded = body(Scope(self, None, lines), names[: len(inputs)], names[len(inputs) :])
        results = [self.fresh("g") for _ in outputs]
        read = ""
        if inputs:
            read = f" ins({', '.join(name for name, _, _ in inputs)} : {', '.join(type_ for _, type_, _ in inputs)})"
        types = [type_ for _, type_, _ in outputs]
        given = elements[len(inputs) :]
        self.lines += [
            f"{', '.join(results)} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{words}]}}{read}"
            f" outs({', '.join(name for name, _, _ in outputs)} : {', '.join(types)}) {{",
            f"^bb0({', '.join(f'{name}: {element}' for name, element in zip(names, elements))}):",
            *(f"  {line}" for line in lines),
            f"  linalg.yield {', '.join(yielded)} : {', '.join(given)}",
            f"}} -> {types[0] if len(types) == 1 else '(' + ', '.join(types) + ')'}",
        ]
        return results

    def finish(self, *results: Value) -> None:
        """Appends the statement to the graph."""
        self.builder.append(Statement(self.kind, tuple(self.lines), results, tuple(self.operands)))


def element_of(type_: str) -> str:
    """The element type of a tensor type, or the type of a scalar itself."""
    if not type_.startswith("tensor<"):
        return type_
    inner = type_[len("tensor<") : -1]
    while inner[0].isdigit() or inner[0] == "?":
        inner = inner[inner.index("x") + 1 :]
    return inner


def identity(rank: int) -> str:
    """The results of the identity map."""
    return ", ".join(f"d{i}" for i in range(rank))


class Builder:
    """A graph, or a region in it, that grows."""

    def __init__(self, graph: Graph, rng: random.Random, dynamic: float, outer: Optional["Builder"] = None) -> None:
        self.graph = graph
        self.rng = rng
        self.dynamic = dynamic
        self.outer = outer
        self.statements: List[Statement] = [] if outer else graph.statements
        self.values: List[Value] = []
        self._counter: List[int] = outer._counter if outer else [0]

    def nest(self) -> "Builder":
        """A builder for a region; it sees the values of this one."""
        return Builder(self.graph, self.rng, self.dynamic, self)

    def fresh(self, prefix: str) -> str:
        """A name that is new in the function."""
        self._counter[0] += 1
        return f"%{prefix}{self._counter[0]}"

    def visible(self) -> List[Value]:
        """All values that can be read here, arguments first."""
        outside = self.outer.visible() if self.outer else [argument.value for argument in self.graph.arguments]
        return outside + self.values

    def op(self, kind: str) -> Op:
        """A new statement."""
        return Op(self, kind)

    def append(self, statement: Statement) -> None:
        """Takes in a finished statement."""
        self.statements.append(statement)
        self.values += statement.results

    def argument(
        self,
        sizes: Sizes,
        element: str,
        spec: str = "normal:0,1",
        low: float = -8.3,
        high: float = 8.3,
        is_dynamic: Optional[Tuple[bool, ...]] = None,
    ) -> Value:
        """A new argument; which sizes its type states is drawn unless given."""
        number = len(self.graph.arguments)
        if spec.startswith("normal"):
            spec = f"{spec},{self.rng.randrange(10**6)}"
        if is_dynamic is None:
            is_dynamic = tuple(self.rng.random() < self.dynamic for _ in sizes)
        value = Value(f"%arg{number}", tuple(sizes), element, is_dynamic, low, high, exact=True)
        self.graph.arguments.append(Argument(value, spec))
        return value

    def scalar(self, element: str, number: float) -> Value:
        """A new scalar argument."""
        value = Value(f"%arg{len(self.graph.arguments)}", (), element, (), number, number, is_scalar=True, exact=True)
        self.graph.arguments.append(Argument(value, f"constant:{number:g}"))
        return value

    def choose(self, accept: Callable[[Value], bool]) -> Optional[Value]:
        """One of the values that are accepted; later ones are more likely."""
        accepted = [value for value in self.visible() if accept(value)]
        if not accepted:
            return None
        return accepted[max(self.rng.randrange(len(accepted)), self.rng.randrange(len(accepted)))]

    def choose_float(
        self, accept: Callable[[Value], bool] = lambda value: True, limit: float = MODERATE
    ) -> Optional[Value]:
        """A tensor of floating-point numbers of moderate size."""
        return self.choose(lambda value: value.is_float and value.magnitude <= limit and accept(value))

    def partner(self, value: Value, limit: float = MODERATE) -> Value:
        """A tensor of the same type: another value, itself, a cast of one that states other sizes, or an argument."""

        def fits(other: Value) -> bool:
            return other.sizes == value.sizes and other.element == value.element and other.magnitude <= limit

        others = [other for other in self.visible() if not other.is_scalar and fits(other) and other != value]
        if others and self.rng.random() < 0.7:
            return self.restate(self.rng.choice(others), value.is_dynamic)
        if self.rng.random() < 0.15 and value.magnitude <= limit:
            return value
        is_dynamic = value.is_dynamic if self.rng.random() < 0.6 else None
        return self.restate(self.argument(value.sizes, value.element, is_dynamic=is_dynamic), value.is_dynamic)

    def restate(self, value: Value, is_dynamic: Tuple[bool, ...]) -> Value:
        """`value`, by a tensor.cast where its type states other sizes."""
        if value.is_dynamic == is_dynamic:
            return value
        op = self.op("cast")
        result = self.result(op, value, is_dynamic=is_dynamic)
        op.lines.append(f"{result.name} = tensor.cast {op.use(value)} : {value.type} to {result.type}")
        op.finish(result)
        return result

    def result(self, op: Op, like: Value, **changes: object) -> Value:
        """A value like another one, with changes and a name of its own."""
        fields = {**like.__dict__, "exact": False, **changes}
        fields["name"] = changes.get("name") or op.fresh("v")
        return Value(**fields)
