//===- PackedEntries.h - Calls of entries by arrays -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_PACKEDENTRIES_H
#define NORM_MLIR_EXECUTION_PACKEDENTRIES_H

#include "mlir/Support/LLVM.h"

namespace llvm {
class Function;
class Module;
} // namespace llvm

namespace mlir::norm {

/// The name of what addPackedEntry makes.
std::string getPackedName(StringRef name);

/// A function that takes the addresses of descriptors and scalars as an array
/// and passes them to the function `name`, the values of scalars that it takes
/// by value, followed by its other arguments. C++ can call it whatever the
/// number of buffers.
llvm::Function *addPackedEntry(llvm::Module &module, StringRef name,
                               size_t numBuffers);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_PACKEDENTRIES_H
