//===- PrepareModule.h - What stands between ops, put in place --*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_PREPAREMODULE_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_PREPAREMODULE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::norm::stablehlo {

/// Whether a function's body can stand at the place of a call.
bool isCloneable(func::FuncOp function);

/// Clones the body of such a function; returns what it returns.
SmallVector<Value> cloneBody(OpBuilder &builder, func::FuncOp callee,
                             ValueRange operands);

/// Erases the private ones among `functions` that no op of the module refers
/// to, and those that only these referred to.
void eraseUnused(ModuleOp module, ArrayRef<func::FuncOp> functions);

/// Puts the bodies of called functions and of shape.assuming in their place,
/// and reads small resources.
void prepareModule(ModuleOp module);

/// A small resource of integers as elements that can be read: indices. Others
/// come back as they are.
ElementsAttr readResource(ElementsAttr elements);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_PREPAREMODULE_H
