"""Models of ONNX as functions of NumPy arrays."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Set, Tuple, Union

import numpy as np
import onnx
from onnx import TypeProto, helper

from .folding import infer
from .graph import Graph, ModelError, Node, Source, inner_nodes, read, sizes_of
from .norms import Norm
from .partition import OURS, Part, split
from .region import Region
from .rest import ONNXRUNTIME, REFERENCE, Refused, Runner, find_types, has_onnxruntime, make_runner, takes
from .table import NORMS, VERSIONS


@dataclass(frozen=True)
class Value:
    """An input or output: its elements as NumPy names them, and its sizes, which are numbers, names, or None. Both are
    None where the model does not say, or where the value is no tensor."""

    name: str
    dtype: Optional[np.dtype]
    sizes: Optional[Tuple[Union[int, str, None], ...]]


@dataclass(frozen=True)
class Placement:
    """A node and who runs it: norm_mlir, onnxruntime, reference, or folded, where its value is known at import, follows
    from sizes in a region, or is read by nothing."""

    name: str
    op: str
    version: int
    runner: str


class Model:
    """An imported model. Calls take its inputs by position or by name and return a tuple of its outputs."""

    def __init__(self, graph: Graph, parts: Sequence[Part], runners: Sequence[Runner]) -> None:
        self._graph = graph
        self._parts = list(parts)
        self._runners = list(runners)
        self.inputs: Tuple[Value, ...] = tuple(
            _value(value) for value in graph.model.graph.input if value.name in graph.inputs
        )
        self.outputs: Tuple[Value, ...] = tuple(_value(value) for value in graph.model.graph.output)
        self.nodes: Tuple[Placement, ...] = tuple(_placements(graph, parts))
        self._last_reads = _last_reads(self._parts, graph.outputs)

    @property
    def regions(self) -> List[Region]:
        """The compiled regions, in the order in which they run; `ir` of each has the text of its functions."""
        return [runner for runner in self._runners if isinstance(runner, Region)]

    @property
    def ir(self) -> str:
        """The IR of all compiled regions, of the sizes that the model states and of those it was called with."""
        return "\n".join(text for region in self.regions for text in region.ir)

    def __call__(self, *arrays: Any, **named: Any) -> Tuple[Any, ...]:
        """The outputs for these inputs. TypeError or ValueError for inputs that do not suit the model."""
        names = [value.name for value in self.inputs]
        if len(arrays) > len(names):
            raise TypeError(f"expects {len(names)} inputs; got {len(arrays)}")
        given = dict(zip(names, arrays))
        if twice := next((name for name in named if name in given), None):
            raise TypeError(f"expects each input once; got {twice!r} by position and by name")
        results = self.run({**given, **named})
        return tuple(results[name] for name in self._graph.outputs)

    def run(self, inputs: Mapping[str, Any]) -> Dict[str, Any]:
        """The outputs by name, for inputs by name."""
        values: Dict[str, Any] = dict(self._check(inputs))
        for part, runner, unread in zip(self._parts, self._runners, self._last_reads):
            values.update(zip(part.outputs, runner([values[name] for name in part.inputs])))
            for name in unread:
                del values[name]
        return {name: self._output(name, values, inputs) for name in self._graph.outputs}

    def _output(self, name: str, values: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
        if name in self._graph.known:
            return self._graph.known[name].copy()
        # A model that returns its input returns a copy of it.
        return np.array(values[name]) if name in inputs and isinstance(values[name], np.ndarray) else values[name]

    def _check(self, inputs: Mapping[str, Any]) -> Dict[str, Any]:
        names = [value.name for value in self.inputs]
        for name in inputs:
            if name not in names:
                raise TypeError(f"expects inputs {', '.join(map(repr, names)) or 'none'}; got {name!r}")
        symbols: Dict[str, Tuple[int, str]] = {}
        checked = {}
        for value in self.inputs:
            if value.name not in inputs:
                raise TypeError(f"expects inputs {', '.join(map(repr, names))}; got no {value.name!r}")
            checked[value.name] = _check_input(value, inputs[value.name], symbols)
        return checked


def _check_input(value: Value, given: Any, symbols: Dict[str, Tuple[int, str]]) -> Any:
    """An input as an array, which has its type and sizes; those of one name are the same."""
    if value.dtype is None:
        return given
    array = given if isinstance(given, np.ndarray) else np.asarray(given)
    if value.dtype != array.dtype and not (value.dtype == np.dtype(object) and array.dtype.kind in "US"):
        raise TypeError(f"expects {value.dtype} for input {value.name!r}; got {array.dtype}")
    if value.sizes is None:
        return array
    suits = len(value.sizes) == array.ndim
    for size, own in zip(array.shape, value.sizes):
        if isinstance(own, str):
            first, of = symbols.setdefault(own, (size, value.name))
            if first != size:
                raise ValueError(f"expects size {own} of {value.name!r} to be {first}, as in {of!r}; got {size}")
        elif own is not None and own != size:
            suits = False
    if not suits:
        sizes = ", ".join("?" if size is None else str(size) for size in value.sizes)
        raise ValueError(f"expects sizes [{sizes}] for input {value.name!r}; got {list(array.shape)}")
    return array


def _value(value: onnx.ValueInfoProto) -> Value:
    type_: TypeProto = value.type
    code = type_.tensor_type.elem_type if type_.HasField("tensor_type") else 0
    return Value(value.name, np.dtype(helper.tensor_dtype_to_np_dtype(code)) if code else None, sizes_of(type_))


def _placements(graph: Graph, parts: Sequence[Part]) -> List[Placement]:
    runners = {node: part.runner for part in parts for node in part.nodes}
    return [
        Placement(
            node.proto.name or next(filter(None, node.outputs), ""), node.op, node.version, runners.get(node, "folded")
        )
        for node in graph.nodes
    ]


def _last_reads(parts: Sequence[Part], outputs: Sequence[str]) -> List[List[str]]:
    """After each part, the values that nothing reads any more."""
    read: Set[str] = set(outputs)
    result: List[List[str]] = []
    for part in reversed(parts):
        dropped = [name for name in dict.fromkeys((*part.inputs, *part.outputs)) if name not in read]
        read.update(dropped)
        result.append(dropped)
    return result[::-1]


def import_model(model: Source, *, rest: Optional[str] = "auto") -> Model:
    """A model of ONNX, a ModelProto, its bytes or its path, as a function of NumPy arrays.

    Norms are compiled, each with what stands around it (docs/ONNX.md). `rest` runs the other nodes: "onnxruntime",
    "reference", which is onnx's own evaluator, "auto", which is onnxruntime where it is installed and takes a node, and
    else the reference, or None, which refuses models that have other nodes.

    Everything is checked before anything is returned: `ModelError`, a ValueError of one line, for a model that is not
    valid or holds what is not imported; FileNotFoundError, TypeError for what is no model; ModuleNotFoundError without
    the runtime that is chosen.
    """
    if rest not in ("auto", ONNXRUNTIME, REFERENCE, None):
        raise ValueError(f"expects rest to be 'auto', 'onnxruntime', 'reference' or None; got {rest!r}")
    if rest == ONNXRUNTIME and not has_onnxruntime():
        raise ModuleNotFoundError("expects onnxruntime to be installed for rest='onnxruntime'; got none")
    graph = read(model, VERSIONS)
    for node in graph.nodes:
        _check_norm(node)
    infer(graph)
    if find_types(graph):
        infer(graph)
    _warn_of_training(graph)
    parts, runners = _place(graph, rest)
    _warn_of_subgraphs(parts)
    return Model(graph, parts, runners)


def _check_norm(node: Node) -> None:
    norm = NORMS.get((node.domain, node.op))
    if norm is None:
        return
    if norm.attributes is not None:
        _check_number(node, norm)
        node.attributes = {**{k: v for k, v in norm.attributes.items() if v is not None}, **node.attributes}
        known, needed = set(norm.attributes), {name for name, value in norm.attributes.items() if value is None}
    else:
        schema = onnx.defs.get_schema(node.op, node.version, node.domain)
        known = set(schema.attributes)
        needed = {name for name, attribute in schema.attributes.items() if attribute.required}
    for name in sorted(set(node.attributes) - known):
        raise ModelError(f"expects attributes of {node.text} among {', '.join(sorted(known))}; got {name!r}")
    for name in sorted(needed - set(node.attributes)):
        raise ModelError(f"expects an attribute {name} of {node.text}; got none")
    norm.check(node)


def _check_number(node: Node, norm: Norm) -> None:
    """Refuses a node of more or fewer operands or results than its op has."""
    least, most = norm.operands
    if not least <= len(node.inputs) <= most or not all(node.inputs[:least]):
        given = [name or "none" for name in node.inputs]
        raise ModelError(f"expects {least} to {most} operands of {node.text}; got {', '.join(given) or 'none'}")
    if len(node.outputs) > norm.results:
        raise ModelError(f"expects up to {norm.results} results of {node.text}; got {len(node.outputs)}")


def _place(graph: Graph, rest: Optional[str]) -> Tuple[List[Part], List[Runner]]:
    """Parts with what runs them. Nodes that onnxruntime refuses go to the reference with "auto"."""
    refused: Set[Node] = set()
    runner = ONNXRUNTIME if rest == "auto" and has_onnxruntime() else REFERENCE if rest == "auto" else rest
    while True:
        parts = split(graph, lambda node: REFERENCE if node in refused else runner or "none")
        runners: List[Runner] = []
        before = len(refused)
        for part in parts:
            if part.runner == OURS:
                runners.append(Region(graph, part))
                continue
            if rest is None:
                raise ModelError(f"expects ops of docs/ONNX.md, as rest is None; got {_names(part.nodes)}")
            try:
                runners.append(make_runner(graph, part))
            except Refused as error:
                if rest != "auto" or part.runner == REFERENCE:
                    who = "onnxruntime or onnx's reference" if refused else part.runner
                    raise ModelError(f"expects ops that {who} runs; got {_names(part.nodes)}: {error}") from None
                alone = [node for node in part.nodes if not takes(graph, node, part.runner)]
                refused.update(alone or part.nodes)
        if len(refused) == before:
            return parts, runners


def _names(nodes: Sequence[Node]) -> str:
    return ", ".join(dict.fromkeys(f"{node.domain}.{node.op}" if node.domain else node.op for node in nodes))


def _warn_of_training(graph: Graph) -> None:
    """Warns where a model was written for training and its norms of batches were not."""
    inference = [
        node for node in graph.nodes if node.op == "BatchNormalization" and not node.attributes.get("training_mode", 0)
    ]
    if not inference:
        return
    reasons: List[Tuple[Callable[[Node], bool], str]] = [
        (lambda node: _drops(node, graph), "Dropout has training_mode"),
        (
            lambda node: node.op == "BatchNormalization" and bool(node.attributes.get("training_mode", 0)),
            "another BatchNormalization has it",
        ),
    ]
    found = [text for holds, text in reasons if any(holds(node) for node in graph.nodes)]
    found += ["it has training information"] if graph.model.training_info else []
    if found:
        warnings.warn(
            f"{inference[0].text} has no training_mode and takes the statistics that it is given, in a model that was "
            f"written for training: {', '.join(found)}",
            stacklevel=3,
        )


def _warn_of_subgraphs(parts: Sequence[Part]) -> None:
    """Warns of norms that others run because others run the node that they are in."""
    for part in parts:
        for node in part.nodes:
            norms = [each.op_type for each in inner_nodes(node) if (each.domain, each.op_type) in NORMS]
            if norms:
                text = f"{', '.join(dict.fromkeys(norms))} in {node.text} is run by {part.runner}, and not compiled"
                warnings.warn(text, stacklevel=3)


def _drops(node: Node, graph: Graph) -> bool:
    """Whether it is a Dropout that drops."""
    if node.op != "Dropout" or node.version < 12 or len(node.inputs) < 3 or node.inputs[2] not in graph.known:
        return False
    return bool(graph.known[node.inputs[2]])
