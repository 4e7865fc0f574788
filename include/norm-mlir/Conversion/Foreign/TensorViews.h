//===- TensorViews.h - Reshapes that are checked ----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_TENSORVIEWS_H
#define NORM_MLIR_CONVERSION_FOREIGN_TENSORVIEWS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"

namespace mlir::norm {

/// `operand` with the elements in the same order in a tensor of `sizes`, of
/// which one may be -1: what the others leave. Fails where the numbers of
/// elements are known to differ; where they are not known, a norm.require
/// checks them.
FailureOr<Value> createCheckedReshape(OpBuilder &builder, Location loc,
                                      Value operand,
                                      SmallVector<OpFoldResult> sizes);

/// `operand` with its dims from `first` to `last` as one.
Value createFlattening(OpBuilder &builder, Location loc, Value operand,
                       int64_t first, int64_t last);

/// `operand` without `dims`, which ascend. Their size is 1; where that is not
/// known, a norm.require checks it.
Value createDroppedUnits(OpBuilder &builder, Location loc, Value operand,
                         ArrayRef<int64_t> dims);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_TENSORVIEWS_H
