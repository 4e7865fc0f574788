#!/usr/bin/env bash
# MLIR 22.1.8's MLIRContext::getRegisteredOperationsByDialect gives no op at all of many dialects, whose ops are loaded,
# registered, and given by getRegisteredOperations. Who wants the ops of one dialect filters the latter by
# getDialectNamespace.
#
# Seen, with arith, func and math loaded: 51 of 51 ops of arith, 2 of 2 of builtin, 0 of 5 of func, 0 of 46 of math.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "libmlir-22-dev=$version" "llvm-22-dev=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done

cat >count.cpp <<'CPP'
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/MLIRContext.h"
#include <cstdio>

int main() {
  mlir::MLIRContext context;
  context.loadDialect<mlir::arith::ArithDialect, mlir::func::FuncDialect, mlir::math::MathDialect>();
  for (llvm::StringRef name : {"arith", "builtin", "func", "math"}) {
    int all = 0;
    for (mlir::RegisteredOperationName op : context.getRegisteredOperations())
      all += op.getDialectNamespace() == name;
    std::printf("%s: %zu of %d\n", name.data(), context.getRegisteredOperationsByDialect(name).size(), all);
  }
}
CPP
libraries=root/usr/lib/llvm-22/lib:root/usr/lib/x86_64-linux-gnu
"${CXX:-c++}" -std=c++17 -isystem root/usr/lib/llvm-22/include -isystem root/usr/include/llvm-22 \
  -isystem root/usr/include/llvm-c-22 count.cpp -o count \
  root/usr/lib/llvm-22/lib/libMLIR.so.22.1 root/usr/lib/x86_64-linux-gnu/libLLVM.so.22.1 \
  -Wl,--unresolved-symbols=ignore-in-shared-libs
LD_LIBRARY_PATH=$libraries ./count | tee counts
grep -qx 'arith: 51 of 51' counts
grep -qx 'builtin: 2 of 2' counts
grep -qx 'func: 0 of 5' counts
grep -qx 'math: 0 of 46' counts
