//===- RunProgram.h - Run a linker -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_RUNPROGRAM_H
#define NORM_MLIR_EXECUTION_RUNPROGRAM_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"

namespace mlir::norm {

/// Runs the program `arguments.front()`, silently. The error is one line: the
/// first that the program printed of an error, or why it did not run.
llvm::Error runProgram(ArrayRef<StringRef> arguments);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_RUNPROGRAM_H
