"""The backend interface of onnx, by which its own tests run."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence, Tuple

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, helper
from onnx.backend.base import Backend as _Backend
from onnx.backend.base import BackendRep

from .model import Model, import_model


class PreparedModel(BackendRep):
    """An imported model behind onnx's interface."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def run(self, inputs: Any, **kwargs: Any) -> Tuple[Any, ...]:
        """The outputs for a sequence of inputs, or a mapping of their names."""
        _refuse(kwargs)
        if isinstance(inputs, Mapping):
            return self.model(**inputs)
        return self.model(*(inputs if isinstance(inputs, (list, tuple)) else [inputs]))


class Backend(_Backend):
    """Runs models with compiled norms, on the CPU. `rest` is that of `import_model`."""

    @classmethod
    def is_compatible(cls, model: ModelProto, device: str = "CPU", **kwargs: Any) -> bool:
        """Whether `prepare` takes the model."""
        try:
            cls.prepare(model, device, **kwargs)
        except ValueError:
            return False
        return True

    @classmethod
    def prepare(cls, model: ModelProto, device: str = "CPU", **kwargs: Any) -> PreparedModel:
        """The model, imported."""
        if not cls.supports_device(device):
            raise ValueError(f"expects the device CPU; got {device!r}")
        rest = kwargs.pop("rest", "auto")
        _refuse(kwargs)
        return PreparedModel(import_model(model, rest=rest))

    @classmethod
    def run_model(cls, model: ModelProto, inputs: Any, device: str = "CPU", **kwargs: Any) -> Tuple[Any, ...]:
        """The outputs of a model."""
        return cls.prepare(model, device, **kwargs).run(inputs)

    @classmethod
    def run_node(
        cls,
        node: NodeProto,
        inputs: Any,
        device: str = "CPU",
        outputs_info: Optional[Sequence[Tuple[np.dtype, Tuple[int, ...]]]] = None,
        **kwargs: Any,
    ) -> Tuple[Any, ...]:
        """The outputs of a node, in the newest opset or `opset_version`. Inputs are as many as the node names."""
        opset = kwargs.pop("opset_version", onnx.defs.onnx_opset_version())
        names = list(dict.fromkeys(name for name in node.input if name))
        if isinstance(inputs, Mapping):
            arrays = [np.asarray(inputs[name]) for name in names]
        else:
            arrays = [np.asarray(value) for value in inputs]
        if len(arrays) != len(names):
            raise ValueError(f"expects {len(names)} inputs of {node.op_type}; got {len(arrays)}")
        given = [
            helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)
            for name, array in zip(names, arrays)
        ]
        outputs = [helper.make_empty_tensor_value_info(name) for name in node.output if name]
        imports = [helper.make_opsetid("", opset)]
        if node.domain not in ("", "ai.onnx"):
            imports.append(helper.make_opsetid(node.domain, 1))
        graph = helper.make_graph([node], "node", given, _typed(outputs, node, given, imports))
        return cls.run_model(helper.make_model(graph, opset_imports=imports), arrays, device, **kwargs)

    @classmethod
    def supports_device(cls, device: str) -> bool:
        """CPU alone."""
        return device == "CPU"


def _typed(outputs: Sequence[Any], node: NodeProto, inputs: Sequence[Any], imports: Sequence[Any]) -> Sequence[Any]:
    """Outputs with the types that onnx infers; without one, the first input's."""
    graph = helper.make_graph([node], "node", inputs, outputs)
    inferred = onnx.shape_inference.infer_shapes(helper.make_model(graph, opset_imports=imports))
    for output, found in zip(outputs, inferred.graph.output):
        if not found.type.WhichOneof("value") and inputs:
            found.type.tensor_type.elem_type = inputs[0].type.tensor_type.elem_type
        output.type.CopyFrom(found.type)
    return outputs


def _refuse(options: Mapping[str, Any]) -> None:
    for name in options:
        raise TypeError(f"expects no option {name!r}")
