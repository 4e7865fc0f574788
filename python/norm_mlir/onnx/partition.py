"""Who runs which nodes: regions around norms, and as few parts as possible for what other runtimes run.

Every node has a level: how often the runner changes on the way to it, at most. Nodes of one level and runner have no
node of another runner between them, so that each such set can run at once: all of another runtime's as one model, ours
in regions, one for each set of nodes that hang together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, Iterable, List, Sequence, Set, Tuple

from .folding import FOLDED, OF_SIZES
from .graph import Graph, ModelError, Node
from .pointwise import POINTWISE
from .table import NORMS

#: The runner of what is compiled.
OURS = "norm_mlir"


@dataclass(eq=False)
class Part:
    """Nodes that run at once, in order. `inputs` come from outside, `outputs` are read there."""

    runner: str
    nodes: List[Node]
    inputs: List[str] = field(default_factory=list)
    outputs: List[str] = field(default_factory=list)


def split(graph: Graph, runner_of: Callable[[Node], str]) -> List[Part]:
    """The parts in an order in which they can run; `runner_of` says who runs a node that is in no region."""
    sized = _sized(graph)
    nodes = _live(graph)
    ours = {node for node in nodes if _is_ours(node, graph, sized)}
    while True:
        runners = {node: OURS if node in ours else runner_of(node) for node in nodes}
        needs = {node: _needs(node, graph, sized) if node in ours else node.reads for node in nodes}
        levels = _levels(nodes, runners, needs, graph)
        regions = _regions([node for node in nodes if node in ours], levels, needs, graph)
        without = {node for region in regions if not _has_norm(region) for node in region}
        without |= {node for node in ours if _is_outer_reshape(node, nodes, ours, graph)}
        if not without:
            break
        ours -= without
    parts = [(levels[region[0]], Part(OURS, region)) for region in regions]
    nodes = _read(nodes, ours, needs, graph)
    _delay(nodes, levels, runners, needs, graph)
    others: Dict[Tuple[int, str], Part] = {}
    for node in nodes:
        if node not in ours:
            key = (levels[node], runners[node])
            if key not in others:
                others[key] = Part(runners[node], [])
                parts.append((levels[node], others[key]))
            others[key].nodes.append(node)
    ordered = [part for _, part in sorted(parts, key=lambda each: each[0])]
    _connect(ordered, needs, graph)
    return ordered


def _live(graph: Graph) -> List[Node]:
    """The nodes that the outputs depend on, and whose values are not known."""
    wanted, live = set(graph.outputs), []
    for node in reversed(graph.nodes):
        if any(name in wanted and name not in graph.known for name in node.outputs):
            wanted.update(node.reads)
            live.append(node)
    return live[::-1]


def _sized(graph: Graph) -> Set[str]:
    """Values that are known once the sizes of tensors are."""
    sized = set(graph.known)
    for node in graph.nodes:
        if node.op not in FOLDED or node.domain or not node.version:
            continue
        given = [name for name in node.inputs if name]
        # What follows from known values alone and is not known itself is too large.
        if (
            node.op in OF_SIZES
            or all(name in sized for name in given)
            and any(name not in graph.known for name in given)
        ):
            sized.update(node.outputs)
    return sized


def _is_ours(node: Node, graph: Graph, sized: Set[str]) -> bool:
    """Whether a region may hold a node. ModelError for a norm whose operands none can have."""
    if (node.domain, node.op) in NORMS:
        for name in node.inputs:
            if name and graph.element(name) is None:
                got = "unknown ones" if name not in graph.types else "others"
                raise ModelError(f"expects floating-point elements for {name!r} of {node.text}; got {got}")
        return True
    pointwise = POINTWISE.get(node.op)
    if pointwise is None or node.domain or node.version not in pointwise.versions or not pointwise.suits(node, graph):
        return False
    if any(graph.element(name) is None for name in node.outputs) or all(name in sized for name in node.outputs):
        return False
    tensors = node.inputs[: pointwise.tensors]
    return all(graph.element(name) is not None for name in tensors) and all(
        name in sized for name in node.inputs[len(tensors) :] if name
    )


def _is_outer_reshape(node: Node, nodes: Sequence[Node], ours: Set[Node], graph: Graph) -> bool:
    """Whether a node gives sizes that are not known to what other runtimes make, or read: then it may be theirs, and a
    region without it has one function for all sizes."""
    sizes = graph.sizes(node.inputs[0])
    if node.op != "Reshape" or (sizes is not None and all(isinstance(size, int) for size in sizes)):
        return False
    producer = graph.producers.get(node.inputs[0])
    if producer is not None and producer not in ours:
        return True
    name = node.outputs[0]
    readers = [each for each in nodes if name in each.reads]
    return name not in graph.outputs and bool(readers) and not any(reader in ours for reader in readers)


def _needs(node: Node, graph: Graph, sized: Set[str]) -> Sequence[str]:
    """What a node of ours reads: for values that follow from sizes, the tensors that have these."""
    needs: Dict[str, None] = {}
    stack = [name for name in reversed(node.inputs) if name]
    while stack:
        name = stack.pop()
        if name in graph.known:
            continue
        if name not in sized:
            needs[name] = None
            continue
        producer = graph.producers[name]
        if producer.op in OF_SIZES and producer.inputs[0] not in sized:
            needs[producer.inputs[0]] = None
        else:
            stack += [each for each in producer.inputs if each]
    return list(needs)


def _levels(
    nodes: Sequence[Node], runners: Dict[Node, str], needs: Dict[Node, Sequence[str]], graph: Graph
) -> Dict[Node, int]:
    levels: Dict[Node, int] = {}
    for node in nodes:
        before = [graph.producers[name] for name in needs[node] if name in graph.producers]
        levels[node] = max(
            (levels[each] + (runners[each] != runners[node]) for each in before if each in levels), default=0
        )
    return levels


def _delay(
    nodes: Sequence[Node],
    levels: Dict[Node, int],
    runners: Dict[Node, str],
    needs: Dict[Node, Sequence[str]],
    graph: Graph,
) -> None:
    """Has other runtimes' nodes of one level wait for those of their next one, where nobody else reads them before."""
    readers: Dict[Node, List[Node]] = {node: [] for node in nodes}
    for node in nodes:
        for name in needs[node]:
            producer = graph.producers.get(name)
            if producer in readers:
                readers[producer].append(node)
    for runner in {runners[node] for node in nodes} - {OURS}:
        used = sorted({levels[node] for node in nodes if runners[node] == runner})
        for level, following in zip(used, used[1:]):
            group = {node for node in nodes if runners[node] == runner and levels[node] == level}
            outside = [reader for node in group for reader in readers[node] if reader not in group]
            if all(levels[reader] >= following + (runners[reader] != runner) for reader in outside):
                levels.update(dict.fromkeys(group, following))


def _regions(
    nodes: Sequence[Node], levels: Dict[Node, int], needs: Dict[Node, Sequence[str]], graph: Graph
) -> List[List[Node]]:
    """Nodes of one level that read each other, in order."""
    region_of: Dict[Node, List[Node]] = {}
    for node in nodes:
        region = [node]
        for name in needs[node]:
            producer = graph.producers.get(name)
            joined = region_of.get(producer) if producer is not None else None
            if joined is None or joined is region or levels[joined[0]] != levels[node]:
                continue
            small, large = sorted((region, joined), key=len)
            large += small
            region = large
            for each in small:
                region_of[each] = large
        region_of[node] = region
    places = {node: index for index, node in enumerate(nodes)}
    unique = {id(region): region for region in region_of.values()}
    return [sorted(region, key=places.__getitem__) for region in unique.values()]


def _has_norm(region: Sequence[Node]) -> bool:
    """Whether a region has a norm, or a reduction that another of its nodes reads."""
    if any((node.domain, node.op) in NORMS for node in region):
        return True
    reduced = {node.outputs[0] for node in region if POINTWISE[node.op].is_reduction}
    return any(name in reduced for node in region for name in node.inputs)


def _read(nodes: Sequence[Node], ours: Set[Node], needs: Dict[Node, Sequence[str]], graph: Graph) -> List[Node]:
    """The nodes that something reads which is not computed of sizes alone, in order."""
    wanted = set(graph.outputs)
    for node in reversed(nodes):
        if node in ours or any(name in wanted for name in node.outputs):
            wanted.update(needs[node])
    return [node for node in nodes if node in ours or any(name in wanted for name in node.outputs)]


def _connect(parts: Sequence[Part], needs: Dict[Node, Sequence[str]], graph: Graph) -> None:
    """Finds the inputs and outputs of parts."""
    outside: Set[str] = set(graph.outputs)
    for part in parts:
        own = {name for node in part.nodes for name in node.outputs}
        part.inputs = _unique(
            name for node in part.nodes for name in needs[node] if name not in own and name not in graph.known
        )
        outside.update(part.inputs)
    for part in parts:
        part.outputs = [name for node in part.nodes for name in node.outputs if name and name in outside]


def _unique(names: Iterable[str]) -> List[str]:
    return list(dict.fromkeys(names))
