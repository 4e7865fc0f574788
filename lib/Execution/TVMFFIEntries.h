//===- TVMFFIEntries.h - Symbols that TVM-FFI calls -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_TVMFFIENTRIES_H
#define NORM_MLIR_EXECUTION_TVMFFIENTRIES_H

#include "norm-mlir/CallingConvention/CHeader.h"

#include "llvm/Support/Error.h"

namespace llvm {
class Module;
} // namespace llvm

namespace mlir::norm {

/// An error of one line that names a function whose symbol for TVM-FFI is
/// another function's.
llvm::Error checkTVMFFINames(ArrayRef<CEntry> entries);

/// Adds `__tvm_ffi_f` for each function f of these that LLVM IR, which is not
/// optimized yet, has, and what it calls (norm-mlir/Runtime/TVMFFIEntry.h).
void addTVMFFIEntries(llvm::Module &part, ArrayRef<CEntry> entries,
                      const FactsOfEntries &facts, bool isOnDevice);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_TVMFFIENTRIES_H
