#!/usr/bin/env bash
# onnxruntime 1.32.0 on the CPU: BatchNormalization with training_mode = 1 writes the new running statistics over the
# arrays that the caller passed as the old ones, where the new ones are no outputs of the graph but go into another op:
# also with session.run(None, {name: array}), which no documentation says may change its inputs. So a second run on the
# same arrays gives other results, and a graph in which something else reads the old variance may read the new one.
#
# Seen: the variance that was passed, 2 everywhere, is about 1.8, 1.6 and 1.5 after one, two and three runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper

onnxruntime.set_default_logger_severity(4)


def value(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


nodes = [
    helper.make_node(
        "BatchNormalization",
        ["x", "scale", "bias", "mean", "variance"],
        ["y", "new_mean", "between"],
        training_mode=1,
        momentum=0.9,
    ),
    helper.make_node("Mul", ["between", "scale"], ["new_variance"]),
]
channels = ["scale", "bias", "mean", "variance"]
graph = helper.make_graph(
    nodes,
    "graph",
    [value("x", [2, 3, 4]), *(value(name, [3]) for name in channels)],
    [value("y", [2, 3, 4]), value("new_mean", [3]), value("new_variance", [3])],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)], ir_version=10)
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
rng = np.random.default_rng(0)
inputs = {
    "x": rng.random((2, 3, 4), dtype=np.float32),
    "scale": np.ones(3, np.float32),
    "bias": np.zeros(3, np.float32),
    "mean": np.zeros(3, np.float32),
    "variance": np.full(3, 2, np.float32),
}
for _ in range(3):
    session.run(None, inputs)
    print("the variance that was passed is now", inputs["variance"])
assert np.all(inputs["variance"] < 1.9), "the caller's array is as it was"
PYTHON
