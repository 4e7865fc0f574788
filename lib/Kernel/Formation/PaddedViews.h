//===- PaddedViews.h - Windows through padded tensors ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_PADDEDVIEWS_H
#define NORM_MLIR_KERNEL_FORMATION_PADDEDVIEWS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::norm {

/// A tensor with a margin of one value before and behind one of its axes: its
/// element at i is the source's at i - low, or that value.
struct Margin {
  Value source;
  unsigned axis = 0;
  int64_t low = 0;
  TypedAttr value;
};

/// The margin that an op adds, where kernels may read the source instead: only
/// linalg ops read the result, or slices of it along the axis, element by
/// element or as windows.
std::optional<Margin> matchMargin(Operation *op);

/// Where a slice of a tensor with a margin begins along the axis; nothing for
/// other slices.
std::optional<int64_t> matchShift(tensor::ExtractSliceOp slice);

/// The sum of two loops that an index of a map is, for a window in a tensor
/// with a margin: the one over the results and the one over the window.
std::optional<std::pair<unsigned, unsigned>> matchSlidingIndex(AffineExpr expr);

/// The sum of two loops of which one has a single iteration is the other.
AffineExpr simplifyIndex(AffineExpr expr, linalg::GenericOp op);

/// Whether what computes the source of a margin gives the margin's value where
/// all operands that vary along the axis are 0: the margin is then one of what
/// is read. `isMember` says what is computed, and not read.
bool isMarginOfSource(const Margin &margin,
                      function_ref<bool(Operation *)> isMember);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_PADDEDVIEWS_H
