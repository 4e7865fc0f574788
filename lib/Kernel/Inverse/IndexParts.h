//===- IndexParts.h - What the maps of a kernel walk ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_INVERSE_INDEXPARTS_H
#define NORM_MLIR_KERNEL_INVERSE_INDEXPARTS_H

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
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

/// What the accesses of one kernel are made of, as values.
class IndexParts {
public:
  explicit IndexParts(KernelOp kernel)
      : kernel(kernel), accesses(KernelAccess::getAll(kernel)),
        sizes(kernel.getMixedSizes()) {}

  const KernelAccess &getAccess(unsigned operand) const {
    return accesses[operand];
  }

  /// The parts, outer first, that dimension `dim` of an operand is split into,
  /// as d1 * s2 + d2 does. Failure for windows, and where sizes are known to
  /// disagree. Builds products of sizes.
  FailureOr<SmallVector<IndexPart>> split(OpBuilder &builder, unsigned operand,
                                          unsigned dim) const;

  /// The window along dimension `dim` of an operand; failure for other
  /// indices, and where c may leave the operand.
  FailureOr<WindowIndex> getWindow(unsigned operand, unsigned dim) const;

private:
  OpFoldResult getValue(OpBuilder &builder, const SizeProduct &product) const;

  mutable KernelOp kernel; // getters are not const
  std::vector<KernelAccess> accesses;
  SmallVector<OpFoldResult> sizes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_INVERSE_INDEXPARTS_H
