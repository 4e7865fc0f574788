//===- CHeader.h - Declarations of compiled functions in C -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_CHEADER_H
#define NORM_MLIR_EXECUTION_CHEADER_H

#include "norm-mlir/Execution/BufferType.h"
#include "norm-mlir/Execution/Compile.h"

namespace mlir::norm {

/// Writes a header, for C and C++, that declares the two entries of every
/// function and the descriptors of their buffers. Any number of such headers
/// can be included together: what they share is defined by the first. `source`
/// names the IR file. An error is one line that names a function which has no
/// name in C.
llvm::Error writeCHeader(llvm::raw_ostream &stream, ModuleOp module,
                         ArrayRef<func::FuncOp> functions, StringRef source,
                         const CompileOptions &options);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_CHEADER_H
