#!/usr/bin/env bash
# MLIR 22.1.8: `O` of #nvvm.target is called the optimization level to apply, and LLVM's passes do apply it. The same
# number goes to whoever turns PTX into machine code: with PTX in the host's module the program passes it to
# mgpuModuleLoadJIT, which asks the driver's compiler for that level when it runs; with cubins ptxas gets it as
# --opt-level. Both default to 3 or 4 otherwise. So who lowers O for a sooner PTX ships machine code of that level too,
# which no look at the PTX shows.
#
# Seen, of O = 1 and O = 3: calls of @mgpuModuleLoadJIT with i32 1 and i32 3, for the same PTX.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "mlir-22-tools=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done
run() {
  LD_LIBRARY_PATH=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu "root/usr/lib/llvm-22/bin/$1" "${@:2}"
}
run mlir-opt --version | grep 'LLVM version 22.1.8'

for level in 1 3; do
  cat >launch.mlir <<MLIR
module attributes {gpu.container_module} {
  gpu.module @kernels [#nvvm.target<O = $level, chip = "sm_80", features = "+ptx83">] {
    llvm.func @store(%p: !llvm.ptr, %x: f32) attributes {gpu.kernel, nvvm.kernel} {
      llvm.store %x, %p : f32, !llvm.ptr
      llvm.return
    }
  }
  llvm.func @host(%stream: !llvm.ptr, %n: i64, %p: !llvm.ptr, %x: f32) {
    gpu.launch_func <%stream : !llvm.ptr> @kernels::@store blocks in (%n, %n, %n) threads in (%n, %n, %n) : i64 args(%p : !llvm.ptr, %x : f32)
    llvm.return
  }
}
MLIR
  run mlir-opt launch.mlir '--gpu-module-to-binary=format=isa' -o "binary$level.mlir"
  run mlir-translate --mlir-to-llvmir "binary$level.mlir" | tee "host$level.ll" | grep "@mgpuModuleLoadJIT(ptr .*, i32 $level)"
done
# The PTX is one.
diff <(grep '^@.*constant' host1.ll) <(grep '^@.*constant' host3.ll)
