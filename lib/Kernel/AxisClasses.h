//===- AxisClasses.h - Which axes of a group walk together ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_AXISCLASSES_H
#define NORM_MLIR_KERNEL_AXISCLASSES_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::norm {

/// A read of a window: `tensor[.., c + t - before, ..]`, or `outside` where
/// that index lies outside. c and t are loops of the op.
struct WindowAccess {
  arith::SelectOp value; // the element, or `outside`
  TypedValue<RankedTensorType> tensor;
  SmallVector<unsigned> loops; // the loop of each dimension of the tensor
  unsigned axis = 0;           // the dimension that the window slides along
  unsigned window = 0;         // the loop that runs through the window
  int64_t before = 0;
  TypedAttr outside;
};

/// The read of a window in the body of `op`, where it has one.
std::optional<WindowAccess> matchWindow(linalg::GenericOp op);

/// Whether `op` gives another view of its first operand, or a tensor whose
/// elements are one scalar: it is no computation of its own.
bool isView(Operation *op);

/// The tensor that a view is of; null for constants and splats.
Value getViewed(Operation *view);

/// The axes of linalg ops and of the tensors between them, in classes that walk
/// together: a loop of an op and the dimensions of its operands that it indexes
/// are one class. Reshapes make a class the product of others. What remains are
/// *atoms*, the dimensions of an iteration space for all the ops.
class AxisClasses {
public:
  /// Joins the loops of `op` with the axes of its operands and of what these
  /// are views of. Failure where an axis would walk with itself, or sizes are
  /// split in two ways; the classes are then of no use.
  LogicalResult addOp(linalg::GenericOp op);

  /// Joins the axes of a view with those of what it is a view of. Failure as
  /// above.
  LogicalResult addView(Value view);

  /// The atoms, numbered from 0, that a loop is the product of, outer first;
  /// none for an axis of first elements.
  SmallVector<unsigned> getLoopAtoms(linalg::GenericOp op, unsigned loop) const;
  SmallVector<unsigned> getAtoms(Value tensor, unsigned dim) const;

  /// Numbers the atoms in the order in which the tensors of the op with the
  /// most of them name them. To be called before atoms are asked for.
  void numberAtoms(ArrayRef<linalg::GenericOp> ops);
  /// The atoms of the iteration space; those after them are axes of which one
  /// element is read.
  unsigned getNumAtoms() const { return numWalked; }

  /// An atom's size where it is stated.
  int64_t getStaticSize(unsigned atom) const {
    return classes[atoms[atom]].size;
  }
  /// The size of an atom, from what `isAvailable` says is defined before.
  OpFoldResult getSize(OpBuilder &builder, Location loc, unsigned atom,
                       function_ref<bool(Value)> isAvailable) const;
  /// The size of a tensor's dimension, in the same way; null where nothing
  /// tells it.
  OpFoldResult getSize(OpBuilder &builder, Location loc, Value tensor,
                       unsigned dim,
                       function_ref<bool(Value)> isAvailable) const;

private:
  using Axis = std::pair<void *, unsigned>; // a tensor's or an op's
  struct Class {
    unsigned parent = 0;
    SmallVector<unsigned> parts; // classes, outer first
    bool isFirst = false;        // index 0 of a slice of first elements
    bool isWhole = false;        // a whole axis of a tensor
    int64_t size = ShapedType::kDynamic;
    Value sizeValue; // a size that is no constant, where an op states it
  };

  unsigned getClass(Axis axis);
  std::optional<unsigned> findClass(Axis axis) const;
  unsigned getRoot(unsigned index) const;
  LogicalResult join(unsigned first, unsigned second);
  LogicalResult split(unsigned whole, ArrayRef<unsigned> parts);
  /// Whether a class is the product of itself and others, all of size 1: `x`
  /// walking with `x` expanded by an axis.
  bool isPartOfItself(unsigned index) const;
  LogicalResult addTensor(Value tensor);
  LogicalResult addReshape(Value whole, Value parts,
                           ArrayRef<ReassociationIndices> reassociation);
  LogicalResult addSlice(tensor::ExtractSliceOp slice);
  void collectAtoms(unsigned index, SmallVectorImpl<unsigned> &roots) const;
  OpFoldResult findSize(OpBuilder &builder, Location loc, unsigned root,
                        function_ref<bool(Value)> isAvailable) const;
  bool isAcyclic() const;
  /// No loop of an op walks an atom twice.
  LogicalResult checkLoops() const;

  llvm::MapVector<Axis, unsigned> axes;
  SmallVector<Class> classes;
  SmallVector<linalg::GenericOp> ops;
  SmallVector<unsigned> atoms; // roots, in order
  unsigned numWalked = 0;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_AXISCLASSES_H
