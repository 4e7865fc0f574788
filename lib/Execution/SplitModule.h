//===- SplitModule.h - Modules to parts that compile on their own -*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_SPLITMODULE_H
#define NORM_MLIR_EXECUTION_SPLITMODULE_H

#include "mlir/IR/BuiltinOps.h"

namespace mlir::norm {

/// Moves the functions of `module` into modules nested in it, its parts, which
/// compile independently of each other: `functionsPerPart` public functions
/// each, in their order, with copies of all private symbols that they use.
/// Where that is one part, or where parts would not be independent (they share
/// a variable, or names that entries of the calling convention take), the
/// module stays as it is. Returns the parts: the nested modules, or `module`
/// itself.
SmallVector<ModuleOp> splitModule(ModuleOp module, unsigned functionsPerPart);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_SPLITMODULE_H
