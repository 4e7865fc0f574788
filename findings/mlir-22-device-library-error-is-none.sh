#!/usr/bin/env bash
# MLIR 22.1.8 looks for CUDA's device library whenever device code becomes PTX, where CUDA_ROOT, CUDA_HOME or CUDA_PATH
# says, although nothing may call it. Where a variable names a folder without one, as in containers that hold CUDA's
# runtime only, it reports an error; the pass succeeds all the same, the program exits with 0, and the PTX is complete.
# Without any variable it reports nothing, also where the code does call the library: then the PTX holds .extern
# functions that nobody defines. So neither the error nor its absence says whether the PTX can be loaded.
#
# Seen with CUDA_HOME of a folder that is not there: "error: CUDA path: ... does not exist or is not a directory.", exit 0,
# an entry in the PTX. Without it, for math.sin: no error, exit 0, ".extern .func" of __nv_sinf.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "mlir-22-tools=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done
opt() {
  env -u CUDA_ROOT -u CUDA_HOME -u CUDA_PATH "$@" \
    LD_LIBRARY_PATH=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu root/usr/lib/llvm-22/bin/mlir-opt \
    --pass-pipeline='builtin.module(gpu.module(convert-gpu-to-nvvm),gpu-module-to-binary{format=isa})' code.mlir
}

write() { # the value that a kernel stores, of its argument
  cat >code.mlir <<MLIR
module attributes {gpu.container_module} {
  gpu.module @kernels [#nvvm.target<O = 3, chip = "sm_80", features = "+ptx83">] {
    gpu.func @store(%p: memref<f32>, %x: f32) kernel {
      %y = $1 : f32
      memref.store %y, %p[] : memref<f32>
      gpu.return
    }
  }
}
MLIR
}

write 'arith.negf %x'
opt CUDA_HOME="$folder/none" >out.mlir 2>errors.txt
grep 'error: CUDA path: .*/none does not exist or is not a directory' errors.txt
grep -c '\.entry store' out.mlir

write 'math.sin %x'
opt >out.mlir 2>errors.txt
[[ ! -s errors.txt ]]
grep -o '\.extern \.func.*__nv_sinf' out.mlir | cut -c 1-60
