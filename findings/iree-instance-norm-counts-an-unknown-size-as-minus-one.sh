#!/usr/bin/env bash
# IREE 3.13.0, given ONNX's InstanceNormalization of a tensor whose H or W is not static, divides the sum of squares by
# a number of elements in which each unknown size counts as -1. One such size makes the variance negative and the result
# NaN; two give a finite result that is too small, by the square root of H * W. The mean is right, since it divides by
# the size that is there at run time. Nothing is reported, and with static sizes all is well: so a model that passes
# with fixed sizes says nothing about the same model exported with dynamic ones.
#
# Seen, of 1 and 3, which normalize to -1 and 1: static -1 1; H unknown NaN NaN; H and W unknown -0.707 0.707. In the
# code for [1, 1, ?, 5] there is a constant -5.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check iree-base-compiler==3.13.0 \
  iree-base-runtime==3.13.0 numpy==2.4.6
cd "$folder"

write() { # the type of the tensor
  cat >norm.mlir <<MLIR
func.func @norm(%x: $1, %scale: !torch.vtensor<[1],f32>, %bias: !torch.vtensor<[1],f32>) -> $1
    attributes {torch.onnx_meta.ir_version = 8 : si64, torch.onnx_meta.opset_version = 17 : si64} {
  %y = torch.operator "onnx.InstanceNormalization"(%x, %scale, %bias) {torch.onnx.epsilon = 1.0e-5 : f32} :
    ($1, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>) -> $1
  return %y : $1
}
MLIR
}

run() { # what 1 and 3 become
  write "!torch.vtensor<[1,1,$1],f32>"
  venv/bin/iree-compile norm.mlir --iree-input-type=onnx --iree-hal-target-device=local \
    --iree-hal-local-target-device-backends=llvm-cpu --iree-llvmcpu-target-cpu=generic -o norm.vmfb
  venv/bin/iree-run-module --module=norm.vmfb --device=local-task --function=norm --input=1x1x1x2xf32=1,3 \
    --input=1xf32=1 --input=1xf32=0 | sed -n 's/^1x1x1x2xf32=\[\[\[\(.*\)\]\]\]$/\1/p' |
    awk '{ for (i = 1; i <= NF; ++i) printf tolower($i) ~ /nan/ ? " NaN" : " %.3f", $i; print "" }'
}

static=$(run 1,2) one=$(run '?,2') two=$(run '?,?')
echo "static:$static; H unknown:$one; H and W unknown:$two"
[[ $static == " -1.000 1.000" ]]
[[ $one == " NaN NaN" ]]
[[ $two == " -0.707 0.707" ]]
write '!torch.vtensor<[1,1,?,5],f32>'
venv/bin/iree-compile norm.mlir --iree-input-type=onnx --compile-to=input | grep 'arith.constant -5.0'
