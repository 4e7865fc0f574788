//===- RuntimeLibrary.h - Where the runtime for GPUs is ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_RUNTIMELIBRARY_H
#define NORM_MLIR_EXECUTION_RUNTIMELIBRARY_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::norm {

/// The archive of lib/Runtime: `given`, or where that is empty the one that
/// lies beside this code, which a build and an installation do in the same way
/// and wherever they are moved to. An error is one line that names the places.
llvm::Expected<std::string> findRuntimeLibrary(StringRef given);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_RUNTIMELIBRARY_H
