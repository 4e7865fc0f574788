//===- TensorViews.h - Tensors that kernels need not store ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_TENSORVIEWS_H
#define NORM_MLIR_KERNEL_FORMATION_TENSORVIEWS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::norm {

/// Whether `op` gives another view of its first operand, or a tensor whose
/// elements are one scalar: it is no computation of its own.
bool isView(Operation *op);

/// The tensor that a view is of; null for constants and splats.
Value getViewed(Operation *view);

/// The op that produces what `value` is a view of, through views; null for an
/// argument of a block.
Operation *getProducer(Value value);

/// Whether a slice from the first index on has all of a dimension of its
/// source.
bool isWholeSlice(tensor::ExtractSliceOp slice, int64_t dim);

/// min(size, 1), by which an axis that may be empty has its first element.
bool isAtMostOne(Value value);

/// A read of a window: `tensor[.., c + t - before, ..]`, or `outside` where
/// that index lies outside. c and t are loops of the op.
struct WindowAccess {
  arith::SelectOp value; // the element, or `outside`
  TypedValue<RankedTensorType> tensor;
  /// The loop of each dimension of the tensor; none where it has one index.
  SmallVector<std::optional<unsigned>> loops;
  unsigned axis = 0;   // the dimension that the window slides along
  unsigned window = 0; // the loop that runs through the window
  int64_t before = 0;
  TypedAttr outside;
};

/// The read of a window in the body of `op`, where it has one.
std::optional<WindowAccess> matchWindow(linalg::GenericOp op);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_TENSORVIEWS_H
