"""Types of values, and values that do not depend on the elements of inputs: they follow from others, or from sizes."""

from __future__ import annotations

import math
from typing import Dict, List, Mapping, Optional, Sequence, Union

import numpy as np
from onnx import NodeProto, TensorProto, TypeProto, ValueInfoProto, defs, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.shape_inference import infer_node_outputs

from .graph import Graph, ModelError, Node, sizes_of
from .table import NORMS

#: Ops whose values are computed at import where their operands are known; and in a region, of sizes.
FOLDED = frozenset(
    "Abs Add And Cast CastLike Ceil Concat Constant ConstantOfShape Div Equal Exp Expand Flatten Floor Gather Greater "
    "GreaterOrEqual Identity Less LessOrEqual Max Min Mod Mul Neg Not Or Pow Range Reciprocal ReduceMax ReduceMin "
    "ReduceProd ReduceSum Reshape Shape Size Slice Sqrt Squeeze Sub Transpose Unsqueeze Where".split()
)
#: The sizes of a tensor, whatever its elements are.
OF_SIZES = ("Shape", "Size")
# onnx's inference refuses valid nodes of these: with the default of `axes`, with a scale of another type, of opset 18.
_NOT_INFERRED = (("", "MeanVarianceNormalization"), ("", "RMSNormalization"), ("", "GroupNormalization"))
# How many elements a folded value has at most.
_LIMIT = 1 << 22


def infer(graph: Graph) -> None:
    """Fills in the types of values, and those values that are known. ModelError where types do not agree."""
    stated = {value.name: value for value in (*graph.model.graph.value_info, *graph.model.graph.output)}
    for node in graph.nodes:
        values = _fold(node, graph)
        if values is not None:
            for name, value in values.items():
                graph.known[name] = value
                element = helper.np_dtype_to_tensor_dtype(value.dtype)
                graph.types[name] = helper.make_tensor_type_proto(element, list(value.shape))
            continue
        graph.types.update(_infer(node, graph))
        if (node.domain, node.op) in NORMS:
            graph.types.update(_types_of_norm(node, graph))
        for name in node.outputs:
            if name in stated:
                _compare(stated[name], graph)


def _compare(value: ValueInfoProto, graph: Graph) -> None:
    """Takes what the model states of a type where nothing was found, and refuses what differs from what was found."""
    if not value.type.WhichOneof("value"):
        return
    found = graph.types.setdefault(value.name, value.type)
    kinds = [type_.WhichOneof("value") for type_ in (found, value.type)]
    codes = [type_.tensor_type.elem_type for type_ in (found, value.type)]
    if kinds[0] != kinds[1] or 0 not in codes and codes[0] != codes[1]:
        names = [TensorProto.DataType.Name(code).lower() for code in codes]
        raise ModelError(f"expects elements {names[0]} for {value.name!r}, as its node makes them; got {names[1]}")
    if found.HasField("tensor_type") and not found.tensor_type.HasField("shape"):
        found.CopyFrom(value.type)


def evaluate(node: Node, graph: Graph, operands: Mapping[str, np.ndarray]) -> List[np.ndarray]:
    """The values of one node of known operands, by name."""
    given = {name: operands[name] for name in node.inputs if name}
    if node.op == "Div" and all(value.dtype.kind in "iu" for value in given.values()):
        x, y = (given[name] for name in node.inputs)  # onnx's evaluator rounds down, its text says towards 0.
        return [(np.sign(x) * np.sign(y) * (np.abs(x) // np.abs(y))).astype(x.dtype)]
    if node.evaluator is None:
        node.evaluator = _evaluator(node, graph, operands)
    return [np.asarray(value) for value in node.evaluator.run(None, given)]


def shape_of(node: Node, sizes: Sequence[Union[int, str, None]]) -> Optional[np.ndarray]:
    """What Shape or Size makes of a tensor of these sizes; None where it asks for one that is not a number."""
    asked = sizes if node.op == "Size" else sizes[node.attributes.get("start", 0) : node.attributes.get("end")]
    if not all(isinstance(size, int) for size in asked):
        return None
    value = np.array(asked, np.int64)
    return value if node.op == "Shape" else np.array(value.prod(dtype=np.int64))


def _evaluator(node: Node, graph: Graph, operands: Mapping[str, np.ndarray]) -> ReferenceEvaluator:
    inputs = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(operands[name].dtype), None)
        for name in dict.fromkeys(node.inputs)
        if name
    ]
    outputs = [helper.make_empty_tensor_value_info(name) for name in node.outputs if name]
    model = helper.make_model(
        helper.make_graph([node.proto], "node", inputs, outputs), opset_imports=graph.model.opset_import
    )
    return ReferenceEvaluator(model)


def _fold(node: Node, graph: Graph) -> Optional[Dict[str, np.ndarray]]:
    if node.op not in FOLDED or node.domain or not node.version:
        return None
    if node.op in OF_SIZES:
        sizes = graph.sizes(node.inputs[0])
        value = None if sizes is None else shape_of(node, sizes)
        return None if value is None else {node.outputs[0]: value}
    if any(name not in graph.known for name in node.inputs if name):
        return None
    if _size(node, graph) > _LIMIT:
        return None
    try:
        values = evaluate(node, graph, graph.known)
    except Exception as error:
        raise ModelError(f"expects {node.text} to have a value; got: {error}") from None
    return dict(zip(node.outputs, values))


def _size(node: Node, graph: Graph) -> float:
    """How many elements a node of known operands reads or makes, which is more; infinity where that is not known."""
    if node.op == "Range":
        start, limit, delta = (float(graph.known[name].reshape(())) for name in node.inputs)
        return abs(limit - start) / abs(delta) if delta else math.inf
    made = [sizes_of(type_) for type_ in _infer(node, graph).values()]
    if any(sizes is None or not all(isinstance(size, int) for size in sizes) for sizes in made):
        return math.inf
    read = sum(graph.known[name].size for name in node.inputs if name)
    return max(read, sum(math.prod(sizes) for sizes in made))  # type: ignore[arg-type, misc]


def _infer(node: Node, graph: Graph) -> Dict[str, TypeProto]:
    """The types of a node's results; fewer where they are not known."""
    try:
        schema = defs.get_schema(node.op, node.version or 1, node.domain)
    except defs.SchemaError:
        return {}
    types = {name: graph.types[name] for name in node.reads if name in graph.types}
    if len(types) < len(node.reads):
        return {}
    data = {
        name: numpy_helper.from_array(graph.known[name], name)
        for name in node.inputs
        if name in graph.known and graph.known[name].size <= 1024
    }
    if (node.domain, node.op) in _NOT_INFERRED:
        return _check_types(schema, node, graph)
    try:
        return infer_node_outputs(
            schema, _with_all_outputs(node), types, data, None, list(graph.model.opset_import), graph.model.ir_version
        )
    except Exception as error:  # onnx's checks have several classes of their own.
        raise ModelError(f"expects types that suit {node.text}; got: {error}") from None


def _check_types(schema: defs.OpSchema, node: Node, graph: Graph) -> Dict[str, TypeProto]:
    """Refuses operands whose types are not those of the op's definition; finds none."""
    allowed = {each.type_param_str: each.allowed_type_strs for each in schema.type_constraints}
    bound: Dict[str, str] = {}
    for name, parameter in zip(node.inputs, schema.inputs):
        if name not in graph.types:
            continue
        given = (
            f"tensor({helper.tensor_dtype_to_string(graph.types[name].tensor_type.elem_type).split('.')[1].lower()})"
        )
        first = bound.setdefault(parameter.type_str, given)
        if given not in allowed[parameter.type_str] or given != first:
            wanted = first if given != first else " or ".join(sorted(allowed[parameter.type_str]))
            raise ModelError(f"expects {wanted} for {parameter.name} of {node.text}; got {given}")
    return {}


def _with_all_outputs(node: Node) -> NodeProto:
    """The node; one of batch normalization in training with the outputs that are optional by its definition, and not by
    onnx's inference."""
    if node.op != "BatchNormalization" or not node.attributes.get("training_mode", 0):
        return node.proto
    proto = NodeProto()
    proto.CopyFrom(node.proto)
    given = [*node.outputs, "", ""][:3]
    del proto.output[:]
    proto.output.extend(name or f"{node.outputs[0]}/{index}" for index, name in enumerate(given))
    return proto


def _types_of_norm(node: Node, graph: Graph) -> Dict[str, TypeProto]:
    """Results of a norm: the first one is like the input, others are looked up where they are computed."""
    types: Dict[str, TypeProto] = {}
    first = graph.types.get(node.inputs[0])
    if first is None:
        return types
    for index, name in enumerate(node.outputs):
        if not name:
            continue
        types[name] = TypeProto()
        types[name].CopyFrom(first)
        if index:
            types[name].tensor_type.ClearField("shape")
            types[name].tensor_type.elem_type = _element_of_result(node, graph, index)
    if node.op in ("RMSNormalization", "SimplifiedLayerNormalization") and node.inputs[1] in graph.types:
        types[node.outputs[0]].tensor_type.elem_type = graph.types[node.inputs[1]].tensor_type.elem_type
    return types


def _element_of_result(node: Node, graph: Graph, index: int) -> int:
    """The elements of a norm's further results."""
    if node.op == "BatchNormalization":
        return graph.types[node.inputs[2 + index]].tensor_type.elem_type
    if node.op.startswith("Skip"):
        is_sum = index == 3 or node.op == "SkipGroupNorm"
        return graph.types[node.inputs[0]].tensor_type.elem_type if is_sum else TensorProto.FLOAT
    return int(node.attributes["stash_type"])
