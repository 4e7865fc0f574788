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

/// What a shared library is linked from.
struct SharedLibrary {
  StringRef object; // the file that becomes it
  StringRef output;
  StringRef soname; // its name for the loader
  bool usesOpenMP;
  bool usesRuntime; // what launches device code (lib/Runtime)
};

/// Links a shared library. An error is one line: no linker, or the first line
/// that it printed.
llvm::Error linkSharedLibrary(const CompileFileOptions &options,
                              const SharedLibrary &library);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_LINK_H
