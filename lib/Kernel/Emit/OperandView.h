//===- OperandView.h - A kernel's operand over its axes ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_EMIT_OPERANDVIEW_H
#define NORM_MLIR_KERNEL_EMIT_OPERANDVIEW_H

#include "Analysis/KernelLayout.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::norm {

/// An operand as a buffer over those axes of the iteration space that it varies
/// along, the vectors' axis last.
struct OperandView {
  /// Stands in `axes` for the place in a window, the next of `windows`.
  static constexpr unsigned kWindow = ~0u;

  /// An index that may lie outside, over the values of the dimensions it names,
  /// and the size it must stay below.
  struct Window {
    AffineExpr index;
    Value size;
  };

  Value buffer;
  SmallVector<unsigned> axes;
  /// The buffer has a first dimension that is no axis: the number of a block.
  bool hasBlocks = false;
  /// Neighbours along the vectors' axis are neighbours in memory.
  bool isContiguous = false;
  /// They begin at a place in a window.
  bool slides = false;
  /// A condition under which no element is read: the value outside is taken.
  Value isEmpty;
  SmallVector<Window> windows;
};

/// Views of all operands of `kernel`; `sizes` are the sizes of the iteration
/// space. Code is inserted at `builder`.
SmallVector<OperandView> createViews(OpBuilder &builder, KernelOp kernel,
                                     const KernelLayout &layout,
                                     ArrayRef<OpFoldResult> sizes,
                                     std::optional<unsigned> vectorAxis);

/// Whether the strides of `kernel`'s operands are as assumed; null where
/// nothing is assumed.
Value createStrideCheck(OpBuilder &builder, KernelOp kernel,
                        const KernelLayout &layout,
                        ArrayRef<StrideAssumption> assumptions,
                        ArrayRef<OpFoldResult> sizes);

/// The size of an axis.
OpFoldResult getAxisSize(OpBuilder &builder, Location loc,
                         const KernelAxis &axis, ArrayRef<OpFoldResult> sizes);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_EMIT_OPERANDVIEW_H
