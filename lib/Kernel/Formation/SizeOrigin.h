//===- SizeOrigin.h - Where a size comes from ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_SIZEORIGIN_H
#define NORM_MLIR_KERNEL_FORMATION_SIZEORIGIN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {

/// What the size of a dimension follows from: a number or an index value, or,
/// where no op states it, a dimension of a tensor whose producer decides it.
/// Sizes with equal origins are equal.
struct SizeOrigin {
  OpFoldResult stated; // null where a tensor is named
  Value tensor;
  int64_t dim = 0;

  bool operator==(const SizeOrigin &other) const {
    return stated == other.stated && tensor == other.tensor && dim == other.dim;
  }
};

/// The origin of the size of dimension `dim` of `tensor`, through ops whose
/// results have the sizes of operands: inits, casts, reshapes, slices.
SizeOrigin getSizeOrigin(Value tensor, int64_t dim);
/// The origin of a size that is at hand.
SizeOrigin getSizeOrigin(OpFoldResult size);

/// Gives equal sizes one value: every tensor.dim of a constant dimension
/// becomes its origin, and one op behind each tensor that decides a size.
void unifySizes(RewriterBase &rewriter, func::FuncOp function);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_SIZEORIGIN_H
