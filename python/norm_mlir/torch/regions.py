"""Finds norms and what stands around them in a graph of PyTorch's aten ops, and makes each such region one op.

The graph is functional, as torch.compile's backends have it: of inference, or a joint graph of forward and backward, of
which only forward is looked at. A region takes in elementwise operations before and behind its norm; values that others
read too are results of the region as well.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

import torch
from torch import fx

from . import steps
from .graph_ops import ELEMENTWISE, Attributes, Norm, find_norms, is_float, same_shape, takes, value_of, varying_axes
from .program import Program, Step

__all__ = ["fuse"]

aten = torch.ops.aten

#: How many operations a region takes in before its norm.
MAX_BEFORE = 16

# Steps that are taken in although others read their results, too.
_CHEAP = ("add", "sub", "cast")


def fuse(graph: fx.Graph, min_elements: int = 0, as_traced: bool = True) -> int:
    """Replaces the regions of norms of at least so many elements, as far as sizes are known; how many there were.

    Statistics have the types that the graph's nodes were traced with, or without `as_traced` those that PyTorch's
    kernels return: these differ where 16-bit tensors are normalized."""
    _drop_empty_statistics(graph)
    forward = _find_forward(graph)
    places = {node: index for index, node in enumerate(graph.nodes)}
    drawn = _find_random(graph)
    regions: List[_Region] = []
    taken: Set[fx.Node] = set()
    for norm in find_norms(graph):
        if 0 not in norm.results or norm.results[0] not in forward or not taken.isdisjoint(norm.nodes):
            continue
        if takes([value for value in map(value_of, norm.operands) if value is not None], min_elements):
            region = _Region(norm, forward - taken, places, drawn, list(regions), as_traced)
            if region.grow():
                regions.append(region)
                taken |= region.inside | region.copied
    _replace(graph, regions)
    return len(regions)


def _drop_empty_statistics(graph: fx.Graph) -> None:
    """Batch norm of given statistics has none to save, and returns empty tensors for backward."""
    for node in list(graph.nodes):
        value = value_of(node)
        if node.target is not operator.getitem or node.args[1] == 0 or value is None or tuple(value.shape) != (0,):
            continue
        if node.args[0].target is aten._native_batch_norm_legit_no_training.default:
            with graph.inserting_before(node.args[0]):
                # Of the running mean's type, as PyTorch's kernel has it and backward wants it; a trace has x's.
                mean = value_of(node.args[0].args[3])
                options = {"dtype": value.dtype if mean is None else mean.dtype, "device": value.device}
                empty = graph.call_function(aten.empty.memory_format, ([0],), options)
            empty.meta.update(node.meta)
            node.replace_all_uses_with(empty)
            graph.erase_node(node)


def _replace(graph: fx.Graph, regions: Sequence["_Region"]) -> None:
    """Makes each region one op, and brings every node behind those that it reads."""
    results = [region.add_call(graph) for region in regions]
    gone = {node for region in regions for node in region.inside}
    for outputs in results:
        for output, result in outputs.items():
            output.replace_all_uses_with(result, delete_user_cb=lambda user: user not in gone)
    for node in reversed(list(graph.nodes)):
        if node in gone:
            graph.erase_node(node)
    if regions:
        _sort(graph)
        graph.lint()


def _find_random(graph: fx.Graph) -> Dict[fx.Node, fx.Node]:
    """Of each node that draws random numbers, the one that draws the next ones."""
    nodes = [node for node in graph.nodes if torch.Tag.nondeterministic_seeded in getattr(node.target, "tags", ())]
    return dict(zip(nodes, nodes[1:]))


def _find_forward(graph: fx.Graph) -> Set[fx.Node]:
    """The nodes from which the graph's results are computed, but for those of its backward."""
    backward: Set[fx.Node] = set()
    for node in graph.nodes:
        if node.op == "placeholder" and str(node.target).startswith("tangents") or backward & set(node.all_input_nodes):
            backward.add(node)
    results = next(node for node in graph.nodes if node.op == "output").all_input_nodes
    forward: Set[fx.Node] = set()
    stack = [node for node in results if node not in backward]
    # What writes to an input is a result, too.
    stack += [node for node in graph.nodes if node.target is aten.copy_.default and node not in backward]
    while stack:
        node = stack.pop()
        if node not in forward:
            forward.add(node)
            stack += node.all_input_nodes
    return forward


#
# Regions.
#


@dataclass
class _Region:
    """A norm and what it takes in. `copied` nodes are computed inside, and stay in the graph for others too."""

    norm: Norm
    free: Set[fx.Node]  # Of forward, and of no region yet.
    places: Dict[fx.Node, int]
    drawn: Dict[fx.Node, fx.Node]  # Of nodes that draw random numbers, which is next.
    others: List["_Region"]
    as_traced: bool
    inside: Set[fx.Node] = field(default_factory=set)
    copied: Set[fx.Node] = field(default_factory=set)

    def grow(self) -> bool:
        """Takes in operations before and behind the norm; whether the region can be one op."""
        self.inside = set(self.norm.nodes)
        self._region_of = {node: region for region in self.others for node in region.inside}
        if not self._is_convex():
            return False
        self._take_before()
        self._take_behind()
        self._take_parameters()
        return True

    def _describe(self, node: fx.Node, is_whole: bool = True) -> Optional[Tuple[str, Tuple[Any, ...], Attributes]]:
        """The step that an elementwise node of the region's sizes is, or without `is_whole`, of sizes that broadcast to
        them; None for any other."""
        match = ELEMENTWISE.get(node.target) if node.op == "call_function" and node in self.free else None
        step = None if match is None or not is_float(node) else match(node)
        if step is None:
            return None
        shape, full = value_of(node).shape, self.norm.shape  # type: ignore[union-attr]
        if not all(map(is_float, step[1])) or is_whole and not same_shape(shape, full):
            return None
        wanted, operands = varying_axes(shape, full), [value_of(operand) for operand in step[1]]
        axes = [varying_axes(operand.shape, full) for operand in operands]  # type: ignore[union-attr]
        # One operand varies as the result does. One of no axes takes no part in the choice of PyTorch's type.
        suits = wanted is not None and None not in axes and wanted in axes
        return step if suits and all(operand.dim() > 0 for operand in operands) else None  # type: ignore[union-attr]

    def _take_before(self) -> None:
        """Operations whose results only the region reads; sums, which become results; casts, which are copied."""
        stack = [operand for operand in self.norm.operands[:1] if operand is not None]
        while stack and len(self.inside) + len(self.copied) < MAX_BEFORE + len(self.norm.nodes):
            node = stack.pop()
            step = self._describe(node) if node not in self.inside else None
            if step is None:
                continue
            elsewhere = self._is_read_elsewhere(node)
            if elsewhere and step[0] not in _CHEAP:
                continue
            if elsewhere and step[0] == "cast":
                self.copied.add(node)
            elif not self._take(node):
                continue
            stack += [operand for operand in step[1] if isinstance(operand, fx.Node)]

    def _take_parameters(self) -> None:
        """What the region alone reads, and is smaller than its tensors: 1 + weight, or a cast of it."""
        stack = [operand for node in self.inside - self.norm.nodes for operand in node.all_input_nodes]
        while stack:
            node = stack.pop()
            if node in self.inside or self._is_read_elsewhere(node):
                continue
            step = self._describe(node, is_whole=False)
            if step is not None and not self._describe(node) and self._take(node):
                stack += step[1]

    def _is_read_elsewhere(self, node: fx.Node) -> bool:
        return any(user not in self.inside and user not in self.copied for user in node.users)

    def _take(self, node: fx.Node) -> bool:
        """Takes a node in if the region can still be one op; whether it could."""
        self.inside.add(node)
        if self._is_convex():
            return True
        self.inside.remove(node)
        return False

    def _take_behind(self) -> None:
        """Operations that read what the region computes."""
        queue = sorted(self.inside, key=self.places.__getitem__)
        while queue:
            node = queue.pop(0)
            for user in sorted(node.users, key=self.places.__getitem__):
                if user in self.inside or user in self.copied or self._describe(user) is None:
                    continue
                if self._take(user):
                    queue.append(user)

    def _is_convex(self) -> bool:
        """Whether nothing outside reads what the region computes and is read by it, each other region being one op."""
        limit = self._last_place()
        stack = [user for node in self.inside for user in node.users if user not in self.inside]
        seen: Set[fx.Node] = set()
        while stack:
            node = stack.pop()
            if node in seen or self.places.get(node, limit) > limit:
                continue
            region = self._region_of.get(node)
            members = {node} if region is None else region.inside
            seen |= members
            followers = [self.drawn[node]] if node in self.drawn else []
            for user in (*(user for member in members for user in member.users), *followers):
                if user in self.inside:
                    return False
                if user not in members:
                    stack.append(user)
        return True

    def _last_place(self) -> int:
        """Where the region, and all those that overlap with it, end: what follows is not read by it."""
        last = max(map(self.places.__getitem__, self.inside))
        spans = [sorted(map(self.places.__getitem__, region.inside)) for region in self.others]
        while any(span[0] < last < span[-1] for span in spans):
            last = max(span[-1] for span in spans if span[0] < last < span[-1])
        return last

    def add_call(self, graph: fx.Graph) -> Dict[fx.Node, fx.Node]:
        """Puts the region's op where its last node stands; the nodes that it has results for, and these."""
        program, inputs, outputs = self._write()
        last = max(self.inside, key=self.places.__getitem__)
        with graph.inserting_after(last):
            call = graph.call_function(torch.ops.norm_mlir.region.default, (inputs, program.write()))
        call.meta["val"] = [node.meta["val"] for node in outputs]
        results = {}
        with graph.inserting_after(call):
            for index, output in enumerate(outputs):
                results[output] = graph.call_function(operator.getitem, (call, index))
                results[output].meta.update(output.meta)
        return results

    def _write(self) -> Tuple[Program, List[fx.Node], List[fx.Node]]:
        """The program, and the nodes that its inputs and outputs are."""
        written: List[Tuple[str, Tuple[Any, ...], Attributes, Dict[int, fx.Node]]] = []
        for node in sorted(self.inside | self.copied, key=self.places.__getitem__):
            if node is self.norm.results[0]:
                norm = self.norm
                written.append((norm.name, norm.operands, norm.attributes, norm.results))
            elif node not in self.norm.nodes:
                name, operands, attributes = self._describe(node, is_whole=False)  # type: ignore[misc]
                written.append((name, operands, attributes, {0: node}))
        made = {node for *_, results in written for node in results.values()}
        used = [operand for _, operands, *_ in written for operand in operands if operand is not None]
        inputs = list(dict.fromkeys(operand for operand in used if operand not in made))
        numbers: Dict[Optional[fx.Node], Optional[int]] = {None: None}
        numbers.update((node, index) for index, node in enumerate(inputs))
        count, steps_ = len(inputs), []
        for name, operands, attributes, results in written:
            steps_.append(
                Step(name, tuple(numbers[operand] for operand in operands), tuple(sorted(attributes.items())))
            )
            numbers.update((node, count + index) for index, node in results.items())
            count += steps.STEPS[name].results
        outputs = [node for node in made if node in self.inside and not self.inside.issuperset(node.users)]
        outputs.sort(key=self.places.__getitem__)
        axes = tuple(self._axes_of(node) for node in inputs)
        chosen = []
        for node in outputs:
            chosen.append(numbers[node])
            if self.as_traced and node in self.norm.results.values() and node is not self.norm.results[0]:
                element = steps.kernels.get_element(value_of(node).dtype)  # type: ignore[union-attr]
                steps_.append(Step("cast", (numbers[node],), (("element", element),)))
                chosen[-1], count = count, count + 1
        return Program(len(self.norm.shape), axes, tuple(steps_), tuple(chosen)), inputs, outputs  # type: ignore[arg-type]

    def _axes_of(self, node: fx.Node) -> Tuple[int, ...]:
        """The axes of an input; those of a norm's parameters are its channels, or its last ones."""
        if node in self.norm.operands[1:] and self.norm.name in ("group_norm", "batch_norm", "batch_norm_training"):
            return (1,)
        axes = varying_axes(value_of(node).shape, self.norm.shape)  # type: ignore[union-attr]
        assert axes is not None
        return axes


def _sort(graph: fx.Graph) -> None:
    """Brings every node behind those that it reads, and leaves the others, and those that draw random numbers, in
    their order."""
    before = {after: node for node, after in _find_random(graph).items()}
    placed: Set[fx.Node] = set()
    waiting: Dict[fx.Node, List[fx.Node]] = {}
    stack = list(reversed(list(graph.nodes)))
    last: Optional[fx.Node] = None
    while stack:
        node = stack.pop()
        needed = (*node.all_input_nodes, before.get(node))
        missing = next((other for other in needed if other is not None and other not in placed), None)
        if missing is not None:
            waiting.setdefault(missing, []).append(node)
            continue
        placed.add(node)
        if last is not None and node.prev is not last:
            last.append(node)
        last = node
        stack += reversed(waiting.pop(node, []))
