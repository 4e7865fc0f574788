#!/usr/bin/env bash
# litert-torch 0.10.0's RMSNorm is x / rms(x) * (scale + shift) * weight; it wraps that into the composite odml.rms_norm,
# which says {epsilon} and has the operands x and weight. The scale is a constant of the decomposition: two modules of
# different scales have the same composite, to the letter, and different results. Who takes the composite by its name
# loses the factor.
#
# Seen: scale 0: 1; scale 2: 3; both composites odml.rms_norm of two operands with epsilon alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 litert-torch==0.10.0 \
  litert-converter==0.5.0 numpy==2.4.6
LITERT_TORCH_SHOW_PROGRESS=n "$folder/venv/bin/python" -W ignore - 2>/dev/null <<'PYTHON'
import re

import torch
from litert_converter.mlir import passmanager
from litert_torch import backend
from litert_torch._convert import core, signature
from litert_torch.generative.layers import normalization

x = torch.ones(2, 4)
composites = []
for scale in (0.0, 2.0):
    norm = normalization.RMSNorm(4, 1e-6, with_scale=True, enable_hlfb=True).eval()
    norm.scale.data.fill_(scale)
    print(f"scale {scale:g}: result {norm(x)[0, 0].item():.3g}")
    program = core._run_convert_passes(core.export_torch_signature(signature.Signature("main", norm, (x,), None)))
    module = backend.export.exported_program_to_mlir(program).module.operation
    with module.context:
        passmanager.PassManager.parse("builtin.module(inline,build-stablehlo-composite,canonicalize)").run(module)
    composites.append(re.search(r"stablehlo\.composite.*", str(module))[0])
    print(composites[-1])
assert composites[0] == composites[1] and "scale" not in composites[0]
PYTHON
