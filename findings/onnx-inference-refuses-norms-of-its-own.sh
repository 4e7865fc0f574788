#!/usr/bin/env bash
# Three norms that ONNX defines are refused by the inference of onnx 1.23.2, which onnx.checker runs with full_check, and
# two of them by onnxruntime 1.32.0. MeanVarianceNormalization with its default axes: the body of opset 18 on reads the
# attribute, which is absent; the node test of onnx itself is refused so. RMSNormalization whose scale has another type
# than X: Y has the scale's type by its definition, and X's by its inference. BatchNormalization-15 in training with Y
# alone: the other outputs are optional by its definition. A runtime that checks models in full cannot run these.
#
# Seen: the models pass the check without inference, and not the one with it; onnxruntime loads the first one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import onnx
import onnxruntime
from onnx import TensorProto, checker, helper


def model(node, opset, **types):
    """A model of one node; x has four axes, other operands one."""
    infos = {
        name: helper.make_tensor_value_info(name, code, [2, 3, 4, 5] if name in ("x", "y") else [5 if name == "w" else 3])
        for name, code in types.items()
    }
    inputs = [infos[name] for name in dict.fromkeys(node.input)]
    graph = helper.make_graph([node], "graph", inputs, [infos[name] for name in node.output])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)


def refusal(check):
    try:
        check()
    except Exception as error:
        return str(error).splitlines()[0]
    return None


half, single = TensorProto.FLOAT16, TensorProto.FLOAT
mvn = model(helper.make_node("MeanVarianceNormalization", ["x"], ["y"]), 18, x=single, y=single)
rms = model(helper.make_node("RMSNormalization", ["x", "w"], ["y"]), 23, x=half, w=single, y=single)
batch = helper.make_node("BatchNormalization", ["x", "s", "s", "s", "s"], ["y"], training_mode=1)
training = model(batch, 15, x=single, s=single, y=single)
for name, each in (("MeanVarianceNormalization", mvn), ("RMSNormalization", rms), ("BatchNormalization", training)):
    checker.check_model(each)
    refused = refusal(lambda: checker.check_model(each, full_check=True))
    text = each.SerializeToString()
    theirs = refusal(lambda: onnxruntime.InferenceSession(text, providers=["CPUExecutionProvider"]))
    print(f"{name}: {refused}\n  onnxruntime: {theirs or 'loads it'}")
    assert refused is not None
    assert (theirs is None) == (each is mvn)
PYTHON
