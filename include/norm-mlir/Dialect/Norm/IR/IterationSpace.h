//===- IterationSpace.h - Operands and results along axes -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One statement of which part of an op's operands makes which part of its
// results: tiling cuts ops by it, and bounds of sizes follow from it.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_ITERATIONSPACE_H
#define NORM_MLIR_DIALECT_NORM_IR_ITERATIONSPACE_H

#include "norm-mlir/Dialect/Norm/IR/SizeConditions.h"

namespace mlir::norm {

/// What one dimension of an operand or a result runs along.
struct SpaceDim {
  int64_t axis;              ///< the axis; none where negative
  bool countsGroups = false; ///< has an element for each group of the axis
};

/// An axis whose elements make groups of neighbours, equally many in each. It
/// is cut between groups only.
struct SpaceGroups {
  int64_t axis;
  int64_t count;
  StringRef
      attribute; ///< of the op, an i64 that says how many groups there are
};

/// An axis along which a result's element is made of those around it.
struct SpaceWindow {
  int64_t axis;
  int64_t before, after; ///< how many elements on either side
};

/// The space that an op's elements are computed over, and where its operands
/// and results lie in it.
struct IterationSpace {
  SmallVector<TensorSize> sizes;  ///< the size of each axis
  SmallVector<int64_t> wholeAxes; ///< those that are not cut, ascending
  SmallVector<SmallVector<SpaceDim>> operands, results; ///< of each, all dims
  std::optional<SpaceGroups> groups;
  std::optional<SpaceWindow> window;
};

/// The dimensions of an operand or a result that run along `axes`, in order.
SmallVector<SpaceDim> makeSpaceDims(ArrayRef<int64_t> axes);

/// The space of a named op by its other answers: the axes of the input. All
/// operands but the input run along the affine axes.
IterationSpace makeInputSpace(NormOpInterface op);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_ITERATIONSPACE_H
