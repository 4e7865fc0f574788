#!/usr/bin/env bash
# MeanVarianceNormalization of a plane that holds one value should be 0, and ONNX's function adds 1e-9 to the deviation
# for that. No runtime gives it for every value, each in its own way: onnxruntime 1.32.0 adds nothing, so that planes of
# zeros, as of padding or dead channels, are NaN; onnx 1.23.2's reference takes E[x^2] - E[x]^2, which rounding makes
# negative: NaN; of OpenVINO 2026.4.1 none is NaN, but what rounding leaves of x - mean is its deviation as well, far
# above 1e-9: gray becomes 1 or -1. onnxruntime does so too where its mean is not exact. So none of the three is a
# reference here, and two of them disagree about blank images.
#
# Seen for 112 x 112: onnxruntime: 0 and 0.5 NaN, others 1 or -1; reference: 0.1 NaN; OpenVINO: 0 and 0.5 0, others near
# 1 or -1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 openvino==2026.4.1 \
  numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import warnings

import numpy as np
import onnxruntime
import openvino
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

warnings.simplefilter("ignore")
side = 112
x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, side, side]) for name in "xy")
node = helper.make_node("MeanVarianceNormalization", ["x"], ["y"], axes=[2, 3])
graph = helper.make_graph([node], "graph", [x], [y])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
text = model.SerializeToString()
session = onnxruntime.InferenceSession(text, providers=["CPUExecutionProvider"])
compiled = openvino.Core().compile_model(openvino.Core().read_model(text), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
runtimes = {
    "onnx.reference": lambda plane: ReferenceEvaluator(model).run(None, {"x": plane})[0],
    "onnxruntime": lambda plane: session.run(None, {"x": plane})[0],
    "OpenVINO": lambda plane: compiled(plane)[0],
}
values = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
print("value:", *values)
seen = {}
for name, runtime in runtimes.items():
    seen[name] = [float(runtime(np.full((1, 1, side, side), value, np.float32))[0, 0, 0, 0]) for value in values]
    print(f"{name}:", *(f"{value:.3g}" for value in seen[name]))
assert np.isnan(seen["onnxruntime"][0])
assert np.isnan(seen["onnx.reference"]).any()
assert not np.isnan(seen["OpenVINO"]).any()
assert np.nanmax(np.abs(seen["OpenVINO"])) > 0.5 and seen["OpenVINO"][0] == 0
assert seen["onnx.reference"][0] == 0
PYTHON
