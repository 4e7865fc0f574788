//===- NestingDepth.h - Depth of brackets in IR text -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_NESTINGDEPTH_H
#define NORM_MLIR_SUPPORT_NESTINGDEPTH_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace mlir::norm {

/// Brackets that may be open at once in IR text. MLIR's parser and its walks
/// recurse, and far deeper text would exhaust the stack.
inline constexpr int64_t kMaxNestingDepth = 256;

/// Refuses IR text in which more than kMaxNestingDepth brackets are open at
/// once, outside of strings and comments. The error is one line that names both
/// depths. Bytecode passes.
llvm::Error checkNestingDepth(llvm::StringRef text, llvm::StringRef path);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_NESTINGDEPTH_H
