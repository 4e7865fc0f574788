#!/usr/bin/env bash
# torch computes F.rms_norm and F.normalize of bf16 in f32. torch-mlir 20261001's linalg of both squares, sums, divides
# and takes the root in bf16: a sum of ones ends at 256, where 1 is half a unit of the last place. What comes out then
# depends on the order that a compiler chooses: IREE 3.13.0 sums in lanes and is 11 times off for a million ones. The
# linalg of F.layer_norm and F.group_norm sums in f64 and f32.
#
# Seen: adds of reductions: bf16, bf16; f64, f32. F.rms_norm of 1000003 ones: torch 1, IREE about 11.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 torch-mlir==20261001 \
  iree-base-compiler==3.13.0 iree-base-runtime==3.13.0 numpy==2.4.6
cat >"$folder/export.py" <<'PYTHON'
import re
import sys

import torch
import torch.nn.functional as F
from torch_mlir import fx


class Norm(torch.nn.Module):
    def __init__(self, norm):
        super().__init__()
        self.norm = norm

    def forward(self, x):
        return self.norm(x.bfloat16()).float()


x = torch.ones(1, 1000003)
norms = {
    "rms_norm": lambda x: F.rms_norm(x, (x.shape[-1],), None, 1e-6),
    "normalize": lambda x: F.normalize(x, dim=-1),
    "layer_norm": lambda x: F.layer_norm(x, (x.shape[-1],)),
}
for name, norm in norms.items():
    text = fx.export_and_import(Norm(norm), x, output_type="linalg-on-tensors").operation.get_asm(print_generic_op_form=True)
    sums = re.findall(r'iterator_type<reduction>\].*?"arith.addf".*?: \((\w+),', text, re.S)
    print(f"{name}: sums in {', '.join(sums)}")
    assert ("bf16" in sums) == (name != "layer_norm")
    if name == "rms_norm":
        print(f"torch: {Norm(norm)(x)[0, 0].item():g}")
        open(sys.argv[1], "w").write(text)
PYTHON
cat >"$folder/run.py" <<'PYTHON'
import sys

import iree.compiler
import iree.runtime
import numpy as np

flags = ["--iree-llvmcpu-target-cpu=host"]
code = iree.compiler.compile_file(sys.argv[1], target_backends=["llvm-cpu"], input_type="none", extra_args=flags)
module = iree.runtime.load_vm_flatbuffer(code, driver="local-task")
value = float(np.asarray(module.main(np.ones((1, 1000003), np.float32)))[0, 0])
print(f"IREE: {value:.1f}")
assert value > 2
PYTHON
"$folder/venv/bin/python" -W ignore "$folder/export.py" "$folder/rms.mlir"
"$folder/venv/bin/python" "$folder/run.py" "$folder/rms.mlir"
