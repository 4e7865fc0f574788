//===- IndexParts.h - What the maps of a kernel walk ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_INDEXPARTS_H
#define NORM_MLIR_KERNEL_INDEXPARTS_H

#include "norm-mlir/Dialect/Norm/IR/KernelIndex.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// A part of a tensor's dimension: a dimension of the iteration space that
/// walks it, or none, where its first element is taken.
struct IndexPart {
  std::optional<unsigned> dim;
  OpFoldResult size;
};

/// A window's index: c + t - before.
struct WindowIndex {
  unsigned center = 0, step = 0;
  int64_t before = 0;
};

/// Reads the maps of one kernel.
class IndexParts {
public:
  explicit IndexParts(KernelOp kernel)
      : kernel(kernel), sizes(kernel.getMixedSizes()) {}

  /// The parts, outer first, that `expr` splits dimension `dim` of `tensor`
  /// into, as d1 * s2 + d2 does. Failure for windows, and where sizes are known
  /// to disagree. Builds products of sizes.
  FailureOr<SmallVector<IndexPart>> split(OpBuilder &builder, AffineExpr expr,
                                          Value tensor, unsigned dim) const;

  /// A window along dimension `dim` of `tensor`; failure for other
  /// expressions, and where c may leave the tensor.
  FailureOr<WindowIndex> matchWindow(AffineExpr expr, Value tensor,
                                     unsigned dim) const;

private:
  KernelIndex getIndex(AffineExpr expr, Value tensor, unsigned dim) const;
  OpFoldResult getValue(OpBuilder &builder, const SizeProduct &product) const;

  mutable KernelOp kernel; // getters are not const
  SmallVector<OpFoldResult> sizes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_INDEXPARTS_H
