//===- Link.h - Object files to shared libraries -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_LINK_H
#define NORM_MLIR_EXECUTION_LINK_H

#include "norm-mlir/Execution/CompileFile.h"

namespace mlir::norm {

/// Links the object file `object` to the shared library `output`, whose name
/// for the loader is `soname`. `usesOpenMP` adds the OpenMP runtime. An error
/// is one line: no linker, or the first line that it printed.
llvm::Error linkSharedLibrary(const CompileFileOptions &options,
                              StringRef object, StringRef output,
                              StringRef soname, bool usesOpenMP);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_LINK_H
