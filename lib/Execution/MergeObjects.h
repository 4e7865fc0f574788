//===- MergeObjects.h - Object files to one -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_MERGEOBJECTS_H
#define NORM_MLIR_EXECUTION_MERGEOBJECTS_H

#include "norm-mlir/Execution/Target.h"

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"

namespace mlir::norm {

/// The linker on PATH that joins objects for a target, lld or the host's; none
/// where there is none.
std::optional<std::string> findMerger(const TargetOptions &target);

/// One relocatable object from several, joined by a linker in their order. The
/// error is one line: what the linker says, as of a name that two objects
/// define, or what is wrong with a temporary file.
llvm::Expected<std::string> mergeObjects(StringRef merger,
                                         ArrayRef<std::string> objects);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_MERGEOBJECTS_H
