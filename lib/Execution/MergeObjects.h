//===- MergeObjects.h - Object files to one -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_MERGEOBJECTS_H
#define NORM_MLIR_EXECUTION_MERGEOBJECTS_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::norm {

/// One relocatable object of 64-bit little-endian ELF from several that LLVM
/// wrote for one target, as `ld -r` makes it, in the same process: sections of
/// one name and kind are joined in the objects' order, names that one object
/// defines and another uses become one. The error is one line: a name that two
/// objects define, or a kind of section that cannot be joined.
llvm::Expected<std::string> mergeObjects(ArrayRef<std::string> objects);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_MERGEOBJECTS_H
