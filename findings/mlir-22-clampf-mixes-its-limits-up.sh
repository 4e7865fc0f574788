#!/usr/bin/env bash
# MLIR 22.1.8's math.clampf to [min, max] is described, and expanded by -math-expand-ops, as max(min(x, min), max): for
# min < max that is max, whatever x is. LLVM 23 changed the description to max(min(x, max), min). In 22 nothing else
# lowers the op: it is still there after -convert-math-to-llvm. So who meets it in 22 writes the two ops himself.
#
# Seen, of x clamped to [a, b]: arith.minimumf x, a, then arith.maximumf of that and b; of 0.5 clamped to [0, 1],
# folded: 1.0. After convert-math-to-llvm: math.clampf.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "mlir-22-tools=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done
opt() { LD_LIBRARY_PATH=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu root/usr/lib/llvm-22/bin/mlir-opt "$@"; }
opt --version | grep 'LLVM version 22.1.8'

cat >clamp.mlir <<'MLIR'
func.func @clamp(%x: f32, %a: f32, %b: f32) -> f32 {
  %y = math.clampf %x to [%a, %b] : f32
  return %y : f32
}
func.func @half_in_unit_interval() -> f32 {
  %x = arith.constant 0.5 : f32
  %a = arith.constant 0.0 : f32
  %b = arith.constant 1.0 : f32
  %y = math.clampf %x to [%a, %b] : f32
  return %y : f32
}
MLIR
opt clamp.mlir -math-expand-ops -canonicalize | tee expanded.mlir
grep -q 'arith.minimumf %arg0, %arg1' expanded.mlir
grep -q 'arith.maximumf %0, %arg2' expanded.mlir
grep -A1 half_in_unit_interval expanded.mlir | grep -q 'arith.constant 1.0'
opt clamp.mlir -convert-math-to-llvm | grep 'math.clampf %arg0 to \[%arg1, %arg2\]'
