#!/usr/bin/env bash
# MLIR 22.1.8's inliner keeps a call whose callee holds one op of a dialect that is not registered, though the module
# parses and prints with -allow-unregistered-dialect: only a dialect's interface may say that an op can be inlined, and
# such an op has no dialect. So StableHLO or torch-mlir's IR that is read by name has to be inlined by its reader; a
# callee of registered ops beside it is inlined as ever.
#
# Seen: call @foreign is still there after -inline, call @own is not.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "mlir-22-tools=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done
opt() { LD_LIBRARY_PATH=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu root/usr/lib/llvm-22/bin/mlir-opt "$@"; }
opt --version | grep 'LLVM version 22.1.8'

cat >calls.mlir <<'MLIR'
func.func private @foreign(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = "stablehlo.abs"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func private @own(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = math.absf %x : tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = call @foreign(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %z = call @own(%y) : (tensor<4xf32>) -> tensor<4xf32>
  return %z : tensor<4xf32>
}
MLIR
opt calls.mlir -allow-unregistered-dialect -inline | tee inlined.mlir
grep -q 'call @foreign(%arg0)' inlined.mlir
! grep 'call @own' inlined.mlir
