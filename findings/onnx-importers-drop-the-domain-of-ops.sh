#!/usr/bin/env bash
# The ONNX importers of torch-mlir 20261001 and IREE 3.13.0 leave out the domain of a node: an op that somebody else
# named LayerNormalization, or onnxruntime's com.ms.internal.nhwc.BatchNormalization, whose channels are the last axis,
# arrives as onnx.LayerNormalization and onnx.BatchNormalization, and is lowered as ONNX's. All that is left is that the
# function's torch.onnx_meta.opset_versions names the domain. So a norm of such a function may be another one.
#
# Seen: both print torch.operator "onnx.BatchNormalization" for the two domains.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 torch-mlir==20261001 \
  iree-base-compiler==3.13.0 numpy==2.4.6
cat >"$folder/model.py" <<'PYTHON'
import sys

import onnx
import onnx.parser

model = onnx.parser.parse_model(
    """<ir_version: 8, opset_import: ["" : 17, "com.ms.internal.nhwc" : 1]>
    main (float[2, 4, 4, 3] x, float[3] s) => (float[2, 4, 4, 3] y) {
      y = com.ms.internal.nhwc.BatchNormalization (x, s, s, s, s)
    }"""
)
onnx.save(model, sys.argv[1])
PYTHON
"$folder/venv/bin/python" "$folder/model.py" "$folder/model.onnx"
for importer in torch_mlir.tools.import_onnx iree.compiler.tools.import_onnx; do
  "$folder/venv/bin/python" -W ignore -m "$importer" "$folder/model.onnx" -o "$folder/model.mlir"
  echo "$importer: $(grep -o 'torch.operator "[^"]*"' "$folder/model.mlir")"
  grep -q 'torch.operator "onnx.BatchNormalization"' "$folder/model.mlir"
done
