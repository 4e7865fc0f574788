#!/usr/bin/env bash
# MLIRContext::getRegisteredOperationsByDialect searches a list that MLIR 22.1.8 does not keep in order, and so finds
# nothing for many dialects, other ones whenever other dialects are loaded. getRegisteredOperations has them all.
# Needs a C++ compiler.
#
# Seen, with all of upstream's dialects: arith 51 of 51, func 0 of 5, math 0 of 46, tensor 0 of 21.
set -euo pipefail
version=1:22.1.8-1~deb12u1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "libmlir-22-dev=$version" "llvm-22-dev=$version" "libmlir-22=$version" "libllvm22=$version"
for package in *.deb; do dpkg -x "$package" root; done

cat >find.cpp <<'CPP'
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/InitAllDialects.h"
#include "llvm/Support/raw_ostream.h"

int main() {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::MLIRContext context(registry);
  context.loadAllAvailableDialects();
  for (llvm::StringRef dialect : {"arith", "func", "math", "tensor"})
    llvm::outs() << dialect << " " << context.getRegisteredOperationsByDialect(dialect).size() << " of "
                 << llvm::count_if(context.getRegisteredOperations(),
                                   [&](mlir::RegisteredOperationName name) { return name.getDialectNamespace() == dialect; })
                 << "\n";
}
CPP
lib=root/usr/lib/llvm-22/lib
c++ -std=c++17 -fno-rtti -Iroot/usr/lib/llvm-22/include find.cpp -o find $lib/libMLIR.so.22.1 $lib/libLLVM.so.22.1 \
  -Wl,--allow-shlib-undefined 2>/dev/null
LD_LIBRARY_PATH=$lib:root/usr/lib/x86_64-linux-gnu ./find | tee found
grep -qx 'arith 51 of 51' found
grep -qx 'func 0 of 5' found
grep -qx 'math 0 of 46' found
grep -qx 'tensor 0 of 21' found
