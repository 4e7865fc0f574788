#!/usr/bin/env bash
# onnx 1.23.2's reference of LRN loops over the batch where it means the channels: with 2 images of 7 channels, channels
# 2 to 6 come back divided by nothing but bias^beta. It is only right where the batch is as large as the number of
# channels (a larger one is an index error), so that it is no reference for LRN; onnxruntime
# 1.32.0 agrees with the definition, for odd sizes, the only ones it takes.
#
# Seen: reference, channel 6 of 7: 1 (nothing summed); onnxruntime and the definition: 0.353553.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
import onnx.parser
import onnxruntime
from onnx.reference import ReferenceEvaluator

model = onnx.parser.parse_model(
    """<ir_version: 8, opset_import: ["" : 13]>
    main (float[2, 7, 1, 1] x) => (float[2, 7, 1, 1] y) { y = LRN <size = 1, alpha = 1.0, beta = 1.5> (x) }"""
)
x = np.ones((2, 7, 1, 1), np.float32)
reference = ReferenceEvaluator(model).run(None, {"x": x})[0].ravel()
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
runtime = session.run(None, {"x": x})[0].ravel()
definition = 1.0 / (1.0 + 1.0 / 1 * 1.0) ** 1.5
print("onnx.reference, channels of the first image:", *(f"{value:.6g}" for value in reference[:7]))
print("onnxruntime:", *(f"{value:.6g}" for value in runtime[:7]))
print(f"definition: {definition:.6g}")
assert np.allclose(runtime, definition)
assert np.allclose(reference[:2], definition) and np.all(reference[2:7] == 1.0)
PYTHON
