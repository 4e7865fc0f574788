"""Makes a failing graph smaller while it fails in the same way."""

from __future__ import annotations

from typing import Callable, Iterator, List

from graphs.values import FLOATS, Argument, Graph, Statement, Value

# What a value is replaced by where its range allows no negative numbers.
_POSITIVE = "normal:1,0.1,7"


def _fewer_results(graph: Graph) -> Iterator[Graph]:
    if len(graph.returned) > 1:
        for value in reversed(graph.returned):
            yield Graph(graph.name, graph.arguments, graph.statements, [value], graph.helpers)
        for value in graph.returned:
            rest = [other for other in graph.returned if other is not value]
            yield Graph(graph.name, graph.arguments, graph.statements, rest, graph.helpers)


def _earlier_results(graph: Graph) -> Iterator[Graph]:
    """Returns what the last statement reads instead of what it gives."""
    if len(graph.returned) != 1 or not graph.statements:
        return
    last = graph.statements[-1]
    values = {argument.value.name: argument.value for argument in graph.arguments}
    values.update({result.name: result for statement in graph.statements for result in statement.results})
    for name in last.operands:
        if values[name].is_returnable and values[name] not in (argument.value for argument in graph.arguments):
            yield Graph(graph.name, graph.arguments, graph.statements[:-1], [values[name]], graph.helpers)


def _as_argument(value: Value) -> Argument:
    if value.element in FLOATS:
        spec = _POSITIVE if value.low > 0 else "normal:0,1,7"
    else:
        spec = "random:7"
    return Argument(value, "constant:1" if value.is_scalar else spec)


def _lifted(graph: Graph) -> Iterator[Graph]:
    """Makes the results of a statement arguments."""
    for index in range(len(graph.statements)):
        statement = graph.statements[index]
        if all(result.is_returnable for result in statement.results):
            arguments = graph.arguments + [_as_argument(result) for result in statement.results]
            rest: List[Statement] = graph.statements[:index] + graph.statements[index + 1 :]
            yield Graph(graph.name, arguments, rest, graph.returned, graph.helpers)


def _candidates(graph: Graph) -> Iterator[Graph]:
    yield from _fewer_results(graph)
    yield from _earlier_results(graph)
    yield from _lifted(graph)


def shrink(graph: Graph, fails: Callable[[Graph], bool], tries: int = 60) -> Graph:
    """The smallest graph found in so many tries for which `fails` still holds."""
    progress = True
    while progress and tries > 0:
        progress = False
        for candidate in _candidates(graph):
            smaller = candidate.prune()
            if tries == 0:
                break
            tries -= 1
            if smaller.statements and fails(smaller):
                graph, progress = smaller, True
                break
    return graph
