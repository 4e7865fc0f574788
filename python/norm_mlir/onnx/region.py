"""A region: nodes that are one compiled function, for each pattern of sizes that it is called with.

A function has the sizes that the model states, and those that are 0 or 1, and takes any others. Where a node asks for a
size (`Shape`, sums over an axis, a new shape), the region has a function for each set of sizes instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from .. import kernels
from ..compiler import CompileError, Function, compile_ir
from ..expressions import Expression, argument, write_function
from ..ir import Type
from .folding import OF_SIZES, evaluate, shape_of
from .graph import Graph, ModelError, Node
from .partition import Part
from .pointwise import POINTWISE, Value
from .shaping import NeedsSizes
from .table import NORMS

# How many sets of sizes are looked up without asking for their pattern, and how many functions a region keeps: beyond,
# those made first are forgotten, and made again the same when they are asked for.
_CAPACITY = 1024
_FUNCTIONS = 64
#: What an argument of a function is: an input of the region, by number, or a constant.
Source = Union[int, np.ndarray]


@dataclass(frozen=True)
class _Program:
    text: str
    function: Function
    sources: List[Source]


class Region:
    """Runs a part's nodes as one function."""

    def __init__(self, graph: Graph, part: Part) -> None:
        self.part = part
        self._graph = graph
        self._by_sizes: Dict[Any, _Program] = {}
        self._by_types: Dict[Tuple[Type, ...], _Program] = {}
        self._declared = [graph.type(name) for name in part.inputs]
        if all(type_ is not None for type_ in self._declared):
            try:
                self._find(self._declared)  # type: ignore[arg-type]
            except NeedsSizes:
                pass

    @property
    def ir(self) -> List[str]:
        """The IR of the functions made so far."""
        return list(dict.fromkeys(program.text for program in list(self._by_types.values())))

    def __call__(self, arrays: Sequence[np.ndarray]) -> Sequence[np.ndarray]:
        key = tuple([(array.dtype, array.shape) for array in arrays])
        program = self._by_sizes.get(key)
        if program is None:
            program = self._choose(arrays)
            if len(self._by_sizes) >= _CAPACITY:
                self._by_sizes.clear()
            self._by_sizes[key] = program
        given = [arrays[source] if isinstance(source, int) else source for source in program.sources]
        results = program.function(*given)
        return results if isinstance(results, tuple) else (results,)

    def _choose(self, arrays: Sequence[np.ndarray]) -> _Program:
        types = [
            _pattern(array, name, self._graph, declared)
            for array, name, declared in zip(arrays, self.part.inputs, self._declared)
        ]
        try:
            return self._find(types)
        except NeedsSizes:
            return self._find([Type(array.shape, type_.element) for array, type_ in zip(arrays, types)])

    def _find(self, types: Sequence[Type]) -> _Program:
        key = tuple(types)
        program = self._by_types.get(key)
        if program is None:
            program = _Builder(self._graph, self.part, types).build()
            if len(self._by_types) >= _FUNCTIONS:
                self._by_sizes.clear()
                # Of a copy, and whether it is still there or not: other threads change it, too.
                self._by_types.pop(next(iter(list(self._by_types))), None)
            self._by_types[key] = program
        return program


def _pattern(array: np.ndarray, name: str, graph: Graph, declared: Optional[Type]) -> Type:
    """The type of an operand, sizes that are neither the model's nor 0 or 1 being None."""
    stated = declared.sizes if declared is not None and len(declared.sizes) == array.ndim else (None,) * array.ndim
    sizes = tuple(size if size in (0, 1) or size == own else None for size, own in zip(array.shape, stated))
    return Type(sizes, graph.element(name) or "i64")


class _Builder:
    """Writes a region's function for operands of some types."""

    def __init__(self, graph: Graph, part: Part, types: Sequence[Type]) -> None:
        self._graph = graph
        self._part = part
        self._types = dict(zip(part.inputs, types))
        self._values: Dict[str, Value] = {}
        self._sources: Dict[Expression, Source] = {}
        self._constants: Dict[str, Expression] = {}

    def build(self) -> _Program:
        """The function of the region's outputs."""
        for node in self._part.nodes:
            try:
                results = self._define(node)
            except (ValueError, TypeError) as error:
                named = node.text in str(error)
                raise ModelError(str(error) if named else f"{node.text}: {error}") from None
            self._values.update((name, value) for name, value in zip(node.outputs, results) if name)
        outputs = [self._tensor(name) for name in self._part.outputs]
        arguments = [each for each in _arguments(outputs) if each in self._sources]
        text = write_function(outputs, arguments, "region")
        try:
            function = kernels.find(("onnx", text), lambda: compile_ir(text, checks_gradients=False))
        except CompileError as error:
            names = ", ".join(node.text for node in self._part.nodes if (node.domain, node.op) in NORMS)
            raise ModelError(f"expects operands that suit {names or self._part.nodes[0].text}; got: {error}") from None
        return _Program(text, function, [self._sources[each] for each in arguments])

    def _define(self, node: Node) -> Sequence[Value]:
        if (node.domain, node.op) in NORMS:
            return NORMS[node.domain, node.op].define(
                node, [self._tensor(name) if name else None for name in node.inputs]
            )
        pointwise = POINTWISE[node.op]
        values = [self._value(name) if name else None for name in node.inputs]
        number = len(values) if pointwise.tensors is None else pointwise.tensors
        rank = max((len(v.type.sizes) for v in values[:number] if isinstance(v, Expression)), default=-1)
        for index, (name, value) in enumerate(zip(node.inputs[:number], values)):
            if isinstance(value, np.ndarray) and (value.size != 1 or value.ndim > rank):
                values[index] = self._tensor(name)
        return [pointwise.define(node, values)]

    def _tensor(self, name: str) -> Expression:
        """A value as a tensor: an array becomes an argument."""
        value = self._value(name)
        if isinstance(value, Expression):
            return value
        if name not in self._constants:
            made = argument(Type(value.shape, kernels.get_element(value.dtype)))
            self._constants[name] = made
            self._sources[made] = np.ascontiguousarray(value).reshape(value.shape)
        return self._constants[name]

    def _value(self, name: str) -> Value:
        if name in self._graph.known:
            return self._graph.known[name]
        if name not in self._values:
            if name in self._types:
                made = argument(self._types[name])
                self._sources[made] = self._part.inputs.index(name)
                self._values[name] = made
            else:
                self._values[name] = self._compute(name)
        return self._values[name]

    def _compute(self, name: str) -> np.ndarray:
        """A value that follows from sizes; raises NeedsSizes where they are not known."""
        node = self._graph.producers[name]
        if node.op in OF_SIZES:
            value = self._value(node.inputs[0])
            found = shape_of(node, value.type.sizes if isinstance(value, Expression) else value.shape)
            if found is None:
                raise NeedsSizes
            return found
        operands: Mapping[str, Any] = {each: self._value(each) for each in node.inputs if each}
        return dict(zip(node.outputs, evaluate(node, self._graph, operands)))[name]


def _arguments(results: Sequence[Expression]) -> List[Expression]:
    """The arguments that expressions depend on, each once."""
    found: Dict[Expression, None] = {}
    seen = set()
    stack = list(reversed(results))
    while stack:
        value = stack.pop()
        operation = value._operation
        if operation is None:
            found[value] = None
        elif id(operation) not in seen:
            seen.add(id(operation))
            stack.extend(reversed(operation.operands))
    return list(found)
