"""A model as nodes and values: what of ONNX's protocol buffers the importer reads, and its checks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple, Union

import numpy as np
import onnx
from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TypeProto, checker, defs, helper, numpy_helper
from onnx.inliner import inline_local_functions

from ..ir import Type

#: Bytes of a protocol buffer, at most.
LARGEST = 2**31 - 1
#: The domain of onnxruntime's own ops.
CONTRIB = "com.microsoft"
# Ops that onnxruntime writes into ONNX's domain, with the opset from which they are ONNX's.
_WRITTEN_BY_ONNXRUNTIME = {"LayerNormalization": 17, "SimplifiedLayerNormalization": None}
_ELEMENTS: Dict[int, str] = {
    onnx.TensorProto.DOUBLE: "f64",
    onnx.TensorProto.FLOAT: "f32",
    onnx.TensorProto.BFLOAT16: "bf16",
    onnx.TensorProto.FLOAT16: "f16",
}
CODES = {element: code for code, element in _ELEMENTS.items()}
Source = Union[ModelProto, bytes, bytearray, str, "os.PathLike[str]"]


class ModelError(ValueError):
    """A model that is not valid ONNX, or holds what is not imported. One line."""

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(text.split()))


@dataclass(eq=False)
class Node:
    """One op of a graph. Inputs and outputs are names, empty where an optional one is left out; `reads` are all names
    that it needs, those of its subgraphs among them; `version` is that of its definition, 0 for an unknown op."""

    proto: NodeProto
    op: str
    domain: str
    version: int
    inputs: Tuple[str, ...]
    outputs: Tuple[str, ...]
    attributes: Dict[str, Any]
    reads: Tuple[str, ...]
    # What evaluates it, once it has been (norm_mlir.onnx.folding).
    evaluator: Any = None

    @property
    def text(self) -> str:
        """How messages name it."""
        name = self.proto.name or next((name for name in self.outputs if name), "")
        return f"{self.op} {name!r}"


@dataclass(eq=False)
class Graph:
    """A checked model. `types` has the types of values as far as they are known, `known` the values that do not depend
    on the inputs."""

    model: ModelProto
    nodes: List[Node]
    inputs: List[str]
    outputs: List[str]
    types: Dict[str, TypeProto] = field(default_factory=dict)
    known: Dict[str, np.ndarray] = field(default_factory=dict)

    def element(self, name: str) -> Optional[str]:
        """The IR's name of a floating-point tensor's elements; None for others and for what is not known."""
        type_ = self.types.get(name)
        return _ELEMENTS.get(type_.tensor_type.elem_type) if type_ is not None else None

    @cached_property
    def producers(self) -> Dict[str, Node]:
        """The node that makes each value."""
        return {name: node for node in self.nodes for name in node.outputs if name}

    def is_known_scalar(self, name: str) -> bool:
        """Whether a value is one number that does not depend on the inputs."""
        return name in self.known and self.known[name].size == 1

    def sizes(self, name: str) -> Optional[Tuple[Union[int, str, None], ...]]:
        """Sizes, symbols, and None for others; None where the rank is not known, too."""
        return sizes_of(self.types.get(name))

    def type(self, name: str) -> Optional[Type]:
        """The IR's type, sizes that are not numbers being None; None where it has none."""
        sizes = self.sizes(name)
        if sizes is None:
            return None
        known = tuple(size if isinstance(size, int) else None for size in sizes)
        return Type(known, self.element(name) or "i64")


def sizes_of(type_: Optional[TypeProto]) -> Optional[Tuple[Union[int, str, None], ...]]:
    """The sizes of a tensor's type; None where it is none, or of unknown rank."""
    if type_ is None or not type_.HasField("tensor_type") or not type_.tensor_type.HasField("shape"):
        return None
    return tuple(
        dim.dim_value if dim.HasField("dim_value") else dim.dim_param or None for dim in type_.tensor_type.shape.dim
    )


def read(source: Source, norms: Mapping[Tuple[str, str], Sequence[int]]) -> Graph:
    """The graph of a model, checked, local functions written out; `norms` are the versions of ops that may be in it."""
    model = _load(source)
    if not model.HasField("graph"):
        raise ModelError("expects a model with a graph; got one without")
    _check_opsets(model, norms)
    _rename(model)
    try:
        _check(model, os.fspath(source) if isinstance(source, (str, os.PathLike)) else None)
        if model.functions:
            # Without conversion between opsets, which is not exact for every op.
            model = inline_local_functions(model)
    except Exception as error:  # onnx's checks have several classes of their own.
        raise ModelError(f"expects a valid model; got one of which onnx says: {error}") from None
    if model.functions:
        left = model.functions[0]
        raise ModelError(f"expects local functions of the model's opsets; got {left.name!r} of others")
    return _graph(model, norms)


def _load(source: Source) -> ModelProto:
    """The model, its external data read; a copy of one that is given."""
    if isinstance(source, ModelProto):
        model = ModelProto()
        model.CopyFrom(source)
    elif isinstance(source, (bytes, bytearray)):
        model = ModelProto()
        try:
            model.ParseFromString(bytes(source))
        except Exception:
            raise ModelError(f"expects the bytes of an ONNX model; got {len(source)} others") from None
    elif isinstance(source, (str, os.PathLike)):
        if not Path(source).is_file():
            raise FileNotFoundError(f"expects the path of an ONNX model; got {os.fspath(source)!r}")
        try:
            return onnx.load(os.fspath(source))
        except Exception as error:
            raise ModelError(f"expects an ONNX model in {os.fspath(source)!r}; got: {error}") from None
    else:
        raise TypeError(f"expects an ONNX model, its bytes or its path; got {type(source).__name__}")
    for tensor in model.graph.initializer:
        if tensor.data_location == onnx.TensorProto.EXTERNAL:
            raise ModelError(f"expects a path for a model with external data; got {tensor.name!r} without its file")
    return model


def _check(model: ModelProto, path: Optional[str]) -> None:
    """onnx's own check. It wants a rank of inputs and outputs, which models need not state, and refuses
    GroupNormalization-18: neither is shown to it. Models too large for one protocol buffer it reads from their file."""
    if path is not None and model.ByteSize() >= LARGEST:
        return checker.check_model(path)
    graphs = [model.graph, *(graph for node, _ in _all_nodes(model) for graph in _subgraphs(node))]
    types = [value.type.tensor_type for graph in graphs for value in (*graph.input, *graph.output) if _is_tensor(value)]
    bare = [type_ for type_ in types if not type_.HasField("shape")]
    retired = [node for node, opsets in _all_nodes(model) if _is_retired(node, opsets.get("", 1))]
    opsets = len(model.opset_import)
    for type_ in bare:
        type_.shape.SetInParent()
    for node in retired:
        node.domain = CONTRIB
    if retired and CONTRIB not in _opsets(model):
        model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    checker.check_model(model)
    for type_ in bare:
        type_.ClearField("shape")
    for node in retired:
        node.domain = ""
    del model.opset_import[opsets:]


def _is_retired(node: NodeProto, opset: int) -> bool:
    """Whether onnx's check refuses a node as one that newer opsets define otherwise."""
    return not _domain(node.domain) and node.op_type == "GroupNormalization" and 18 <= opset < 21


def _is_tensor(value: onnx.ValueInfoProto) -> bool:
    return bool(value.type.HasField("tensor_type"))


def _check_opsets(model: ModelProto, norms: Mapping[Tuple[str, str], Sequence[int]]) -> None:
    """Refuses opsets that onnx does not know, and norms of versions that are not imported."""
    opsets = _opsets(model)
    newest = defs.onnx_opset_version()
    if opsets.get("", 1) > newest:
        raise ModelError(
            f"expects an opset up to {newest}, the last that onnx {onnx.__version__} has; got {opsets['']}"
        )
    functions = {(function.domain, function.name) for function in model.functions}
    for node, of in _all_nodes(model):
        key = (_domain(node.domain), node.op_type)
        if (node.domain, node.op_type) in functions or key not in norms or _is_renamed(node, of.get("", 1)):
            continue
        given = _version(node.op_type, key[0], of.get(key[0], 1))
        if given not in norms[key]:
            got = given or f"opset {of.get(key[0], 'none')}, which has none"
            raise ModelError(f"expects {node.op_type} of opset {_any_of(norms[key])}; got {got}")


def _all_nodes(model: ModelProto) -> List[Tuple[NodeProto, Dict[str, int]]]:
    """The nodes of the graph, of its subgraphs and of functions, each with the opsets that it is of."""
    found: List[Tuple[NodeProto, Dict[str, int]]] = []
    stack: List[Tuple[Any, Dict[str, int]]] = [(model.graph.node, _opsets(model))]
    stack += [(function.node, _opsets(function)) for function in model.functions]
    while stack:
        nodes, opsets = stack.pop()
        for node in nodes:
            found.append((node, opsets))
            stack += [(graph.node, opsets) for graph in _subgraphs(node)]
    return found


def inner_nodes(node: Node) -> List[NodeProto]:
    """The nodes of a node's subgraphs, those of theirs too."""
    found: List[NodeProto] = []
    stack = _subgraphs(node.proto)
    while stack:
        inner = stack.pop()
        found += inner.node
        stack += [graph for each in inner.node for graph in _subgraphs(each)]
    return found


def _rename(model: ModelProto) -> None:
    """Puts ops of onnxruntime's that stand in ONNX's domain into onnxruntime's, where onnx does not check them; and has
    ONNX's own by its shorter name."""
    for named in (*model.opset_import, *model.functions, *(node for node, _ in _all_nodes(model))):
        named.domain = _domain(named.domain)
    for function in model.functions:
        for opset in function.opset_import:
            opset.domain = _domain(opset.domain)
    functions = {(function.domain, function.name) for function in model.functions}
    renamed = [
        node
        for node, opsets in _all_nodes(model)
        if _is_renamed(node, opsets.get("", 1)) and (node.domain, node.op_type) not in functions
    ]
    for node in renamed:
        node.domain = CONTRIB
    for holder in (model, *model.functions):
        if renamed and CONTRIB not in _opsets(holder):
            holder.opset_import.append(helper.make_opsetid(CONTRIB, 1))


def name_for_onnxruntime(model: ModelProto) -> None:
    """Puts the ops that were renamed back into ONNX's domain, where onnxruntime has them."""
    for node, _ in _all_nodes(model):
        if node.domain == CONTRIB and node.op_type in _WRITTEN_BY_ONNXRUNTIME:
            node.domain = ""


def _is_renamed(node: NodeProto, opset: int) -> bool:
    if _domain(node.domain) or node.op_type not in _WRITTEN_BY_ONNXRUNTIME:
        return False
    first = _WRITTEN_BY_ONNXRUNTIME[node.op_type]
    return first is None or opset < first


def _graph(model: ModelProto, norms: Mapping[Tuple[str, str], Sequence[int]]) -> Graph:
    graph, opsets = model.graph, _opsets(model)
    for value in (*graph.input, *graph.value_info, *graph.output):
        for dim in value.type.tensor_type.shape.dim if value.type.tensor_type.HasField("shape") else ():
            if dim.dim_value < 0:  # So some exporters write a size that is not known.
                dim.Clear()
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    if graph.sparse_initializer:
        raise ModelError(f"expects dense initializers; got a sparse one, {graph.sparse_initializer[0].values.name!r}")
    inputs = [value.name for value in graph.input if value.name not in known]
    nodes = [_node(proto, opsets, norms) for proto in graph.node]
    types = {value.name: value.type for value in graph.input}
    for tensor in graph.initializer:
        types[tensor.name] = helper.make_tensor_type_proto(tensor.data_type, list(tensor.dims))
    return Graph(model, nodes, inputs, [value.name for value in graph.output], types, known)


def _node(proto: NodeProto, opsets: Dict[str, int], norms: Mapping[Tuple[str, str], Sequence[int]]) -> Node:
    domain = _domain(proto.domain)
    opset = opsets.get(domain, 1)
    version = _version(proto.op_type, domain, opset) if domain != CONTRIB or (domain, proto.op_type) in norms else 0
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in proto.attribute}
    if version and domain != CONTRIB:
        for name, attribute in defs.get_schema(proto.op_type, opset, domain).attributes.items():
            if name not in attributes and attribute.default_value.name:
                attributes[name] = helper.get_attribute_value(attribute.default_value)
    reads = dict.fromkeys(name for name in proto.input if name)
    for subgraph in _subgraphs(proto):
        reads.update(dict.fromkeys(sorted(_free_names(subgraph))))
    return Node(
        proto, proto.op_type, domain, version, tuple(proto.input), tuple(proto.output), attributes, tuple(reads)
    )


def _version(op: str, domain: str, opset: int) -> int:
    """The opset in which an op was defined as it is in this one; 0 where there is none, 1 for onnxruntime's."""
    if domain == CONTRIB:
        return 1
    try:
        schema = defs.get_schema(op, opset, domain)
    except defs.SchemaError:
        return 0
    return schema.since_version


def _subgraphs(node: NodeProto) -> List[GraphProto]:
    graphs = [attribute.g for attribute in node.attribute if attribute.type == AttributeProto.GRAPH]
    return graphs + [graph for attribute in node.attribute for graph in attribute.graphs]


def _free_names(graph: GraphProto) -> Set[str]:
    """What a subgraph reads of the graphs around it."""
    own = {value.name for value in graph.input} | {tensor.name for tensor in graph.initializer}
    free: Set[str] = set()
    for node in graph.node:
        used = {name for name in node.input if name}
        for subgraph in _subgraphs(node):
            used |= _free_names(subgraph)
        free |= used - own
        own |= set(node.output)
    return free | ({value.name for value in graph.output} - own)


def _opsets(model: Any) -> Dict[str, int]:
    return {_domain(opset.domain): opset.version for opset in model.opset_import}


def _domain(domain: str) -> str:
    return "" if domain == "ai.onnx" else domain


def _any_of(versions: Sequence[int]) -> str:
    *first, last = map(str, versions)
    return f"{', '.join(first)} or {last}" if first else last
