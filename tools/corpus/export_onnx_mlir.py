"""Writes test/FrontEnds/ONNX/onnx-mlir: what onnx-mlir's importer makes of the models, after its documentation.

There is no wheel of onnx-mlir, so this follows the description of its dialect: one op per node, named `onnx.TYPE`, with
every attribute that has a default, `none` from onnx.NoValue where an operand is missing and as the type of a result
that nobody asked for. Batch normalization in evaluation has an op of its own; ops of other domains are onnx.Custom.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Iterator, Optional

import onnx
import onnx.defs
import onnx.helper

from corpus.cases import Case, read_cases
from corpus.onnx_models import make_model

FOLDER = "ONNX/onnx-mlir"
ELEMENTS = {
    onnx.TensorProto.FLOAT: "f32",
    onnx.TensorProto.DOUBLE: "f64",
    onnx.TensorProto.FLOAT16: "f16",
    onnx.TensorProto.BFLOAT16: "bf16",
    onnx.TensorProto.INT64: "i64",
}
# Versions of ops that onnx-mlir keeps beside the latest, and names them by.
OLD = {("GroupNormalization", 18): "GroupNormalizationV18"}


def type_of(info: onnx.ValueInfoProto) -> str:
    """A value's type; sizes that have a name or none are dynamic."""
    tensor = info.type.tensor_type
    sizes = [str(dim.dim_value) if dim.HasField("dim_value") else "?" for dim in tensor.shape.dim]
    return f"tensor<{'x'.join([*sizes, ELEMENTS[tensor.elem_type]])}>"


def attribute_text(value: object) -> str:
    """An attribute as onnx-mlir prints it."""
    if isinstance(value, bytes):
        return f'"{value.decode()}"'
    if isinstance(value, float):
        return f"{value:.8e} : f32"
    if isinstance(value, int):
        return f"{value} : si64"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(attribute_text(item).removesuffix(' : si64') for item in value)}]"
    raise ValueError(f"expects an attribute that is a number, a text or a list; got {value!r}")


def attributes(node: onnx.NodeProto, schema: Optional[onnx.defs.OpSchema]) -> dict[str, object]:
    """Those of a node, and the defaults of the others."""
    given = {item.name: onnx.helper.get_attribute_value(item) for item in node.attribute}
    if schema:
        defaults = {name: item.default_value for name, item in schema.attributes.items() if item.default_value.name}
        given = {**{name: onnx.helper.get_attribute_value(item) for name, item in defaults.items()}, **given}
    return given


class Writer:
    """The text of one model."""

    def __init__(self, model: onnx.ModelProto, opset: int):
        graph = model.graph
        infos = [*graph.input, *graph.value_info, *graph.output]
        self.graph, self.opset = graph, opset
        self.types = {info.name: type_of(info) for info in infos}
        self.names = {info.name: f"%arg{index}" for index, info in enumerate(graph.input)}
        self.lines: list[str] = []
        self.count = 0

    def new(self, results: int = 1) -> str:
        """A name for an op's results."""
        self.count += 1
        return f"%{self.count - 1}" + (f":{results}" if results > 1 else "")

    def operand(self, name: str) -> tuple[str, str]:
        """An operand and its type, of onnx.NoValue where there is none."""
        if not name and "" not in self.names:
            self.names[""], self.types[""] = self.new(), "none"
            self.lines.append(f'{self.names[""]} = "onnx.NoValue"() <{{value}}> : () -> none')
        return self.names[name], self.types[name]

    def node(self, node: onnx.NodeProto) -> None:
        """One node's op."""
        if node.domain not in ("", "ai.onnx"):
            schema, inputs, outputs = None, list(node.input), list(node.output)
            given = {
                **attributes(node, None),
                "domain_name": node.domain.encode(),
                "function_name": node.op_type.encode(),
            }
            kind = "Custom"
        else:
            schema = onnx.defs.get_schema(node.op_type, self.opset, "")
            given = attributes(node, schema)
            inputs = [*node.input, *[""] * (len(schema.inputs) - len(node.input))]
            outputs = [*node.output, *[""] * (len(schema.outputs) - len(node.output))]
            kind = OLD.get((node.op_type, schema.since_version), node.op_type)
            if node.op_type == "BatchNormalization" and not given["training_mode"]:
                kind, outputs = "BatchNormalizationInferenceMode", outputs[:1]
                del given["training_mode"]
        operands = [self.operand(name) for name in inputs]
        results = [self.types[name] if name else "none" for name in outputs]
        defined = self.new(len(outputs))
        for index, name in enumerate(outputs):
            if name:
                self.names[name] = defined.partition(":")[0] + (f"#{index}" if len(outputs) > 1 else "")
        text = ", ".join(f"{name} = {attribute_text(value)}" for name, value in sorted(given.items()))
        types = ", ".join(type for _, type in operands)
        result = results[0] if len(results) == 1 else f"({', '.join(results)})"
        names = ", ".join(name for name, _ in operands)
        self.lines.append(f'{defined} = "onnx.{kind}"({names}) <{{{text}}}> : ({types}) -> {result}')

    def module(self) -> str:
        """The whole module."""
        for node in self.graph.node:
            self.node(node)
        inputs = [(self.types[info.name], info.name) for info in self.graph.input]
        outputs = [(self.types[info.name], info.name) for info in self.graph.output]
        types = ", ".join(type for type, _ in inputs)
        results = ", ".join(type for type, _ in outputs)
        arguments = ", ".join(f"%arg{index}: {type}" for index, (type, _) in enumerate(inputs))
        argument_names = ", ".join(f'{{onnx.name = "{name}"}}' for _, name in inputs)
        result_names = ", ".join(f'{{onnx.name = "{name}"}}' for _, name in outputs)
        returned = ", ".join(self.names[name] for _, name in outputs)
        function = (
            f"arg_attrs = [{argument_names}], function_type = ({types}) -> ({results}), "
            f'res_attrs = [{result_names}], sym_name = "main_graph"'
        )
        body = "\n".join(f"    {line}" for line in [*self.lines, f'"func.return"({returned}) : ({results}) -> ()'])
        return (
            f'"builtin.module"() ({{\n  "func.func"() <{{{function}}}> ({{\n  ^bb0({arguments}):\n{body}\n'
            '  }) : () -> ()\n  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()\n}) : () -> ()\n'
        )


def cases() -> Iterator[Case]:
    """The folder's cases."""
    yield from read_cases("ONNX/cases.toml", FOLDER)


def export(case: Case) -> str:
    """The case's function in generic form."""
    return Writer(make_model(case), case.options["opset"]).module()


def made_by(case: Case) -> str:
    """Who makes a case's file."""
    return f"Written after onnx-mlir's documentation, onnx {version('onnx')}, opset {case.options['opset']}"
