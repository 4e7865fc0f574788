//===- IndexParts.h - What the maps of a kernel walk ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_INDEXPARTS_H
#define NORM_MLIR_KERNEL_INDEXPARTS_H

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
  /// into, as d1 * s2 + d2 does. Failure for other expressions, and where sizes
  /// are known to disagree. Builds products of sizes.
  FailureOr<SmallVector<IndexPart>> split(OpBuilder &builder, AffineExpr expr,
                                          Value tensor, unsigned dim) const;

  /// A window along dimension `dim` of `tensor`; failure for other
  /// expressions, and where c may leave the tensor.
  FailureOr<WindowIndex> matchWindow(AffineExpr expr, Value tensor,
                                     unsigned dim) const;

private:
  /// A product of a constant and of sizes that are not constants.
  struct Stride {
    int64_t factor = 1;
    SmallVector<unsigned> symbols; // ascending
  };
  struct Term {
    unsigned dim;
    Stride stride;
  };

  /// `expr` as a sum of dimensions times strides, and a constant.
  FailureOr<std::pair<SmallVector<Term>, int64_t>>
  getTerms(AffineExpr expr) const;
  LogicalResult multiply(Stride &stride, AffineExpr factor) const;
  void multiply(Stride &stride, unsigned dim) const;
  FailureOr<Stride> divide(const Stride &stride, const Stride &by) const;
  OpFoldResult getValue(OpBuilder &builder, const Stride &stride) const;
  /// Whether the size of `dim` is stated and not 0.
  std::optional<int64_t> getStaticSize(unsigned dim) const;

  KernelOp kernel;
  SmallVector<OpFoldResult> sizes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_INDEXPARTS_H
