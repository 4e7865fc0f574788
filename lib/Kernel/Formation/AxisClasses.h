//===- AxisClasses.h - Which axes of a fusion walk together ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_AXISCLASSES_H
#define NORM_MLIR_KERNEL_FORMATION_AXISCLASSES_H

#include "TensorViews.h"

#include "llvm/ADT/DenseSet.h"

#include <map>

namespace mlir::norm {

/// The axes of linalg ops and of the tensors between them, in classes that walk
/// together: a loop of an op and the dimensions of its operands that it indexes
/// are one class. Reshapes make a class the product of others; two products of
/// one class are split further until they agree. What remains are *atoms*, the
/// dimensions of an iteration space for all the ops. Axes of size 1 have none.
///
/// Ops join on trial: between begin and commit all changes are written down,
/// and rollback takes them back, in time that depends on what has changed only.
class AxisClasses {
public:
  /// Joins the loops of `op` with the axes of its operands and of what these
  /// are views of. Failure where an axis would walk with itself, or sizes are
  /// split in two ways; the classes are then of no use but for a rollback.
  LogicalResult addOp(linalg::GenericOp op);

  /// Joins the axes of a view with those of what it is a view of. Failure as
  /// above.
  LogicalResult addView(Value view);

  void begin();
  void commit() { isOnTrial = false; }
  void rollback();
  /// Whether the trial has changed what loops of earlier ops walk.
  bool hasChangedOld() const { return hasTouchedOld; }

  /// The classes of the atoms that the loops of `op` walk, each once, in
  /// ascending order; of the reduced loops only, with `reduced`. Failure where
  /// two loops walk the same.
  FailureOr<SmallVector<unsigned>> getWalked(linalg::GenericOp op,
                                             bool reduced = false) const;
  /// Whether a tensor's dimension is known to be of size 1.
  bool isUnit(Value tensor, unsigned dim) const {
    std::optional<unsigned> index = findClass(tensor, dim);
    return index && classes[*index].size == 1;
  }
  /// The classes of the atoms that a tensor's dimension is the product of.
  SmallVector<unsigned> getClassAtoms(Value tensor, unsigned dim) const {
    SmallVector<unsigned> roots;
    if (std::optional<unsigned> index = findClass(tensor, dim))
      collectAtoms(*index, roots);
    return roots;
  }
  /// The classes that are parts of others and whose sizes are not stated; since
  /// the beginning of the trial only, with `onTrial`.
  SmallVector<unsigned> getDynamicParts(bool onTrial) const;
  /// The class that an earlier one is now.
  unsigned getRoot(unsigned index) const {
    while (classes[index].parent != index)
      index = classes[index].parent;
    return index;
  }
  bool isLeaf(unsigned index) const {
    const Class &entry = classes[getRoot(index)];
    return entry.parts.empty() && !entry.isFirst && entry.size != 1;
  }

  /// Numbers the atoms in the order in which the tensors of the op with the
  /// most of them name them. To be called before atoms are asked for.
  void numberAtoms(ArrayRef<linalg::GenericOp> ops);
  /// The atoms, numbered from 0, that a loop is the product of, outer first;
  /// none for an axis of first elements or of size 1.
  SmallVector<unsigned> getLoopAtoms(linalg::GenericOp op, unsigned loop) const;
  SmallVector<unsigned> getAtoms(Value tensor, unsigned dim) const;
  /// The atoms of the iteration space; those after them are axes of which one
  /// element is read.
  unsigned getNumAtoms() const { return numWalked; }

  /// An atom's size where it is stated.
  int64_t getStaticSize(unsigned atom) const {
    return classes[atoms[atom]].size;
  }
  /// The size of an atom, from what `isAvailable` says is defined before; null
  /// where nothing tells it.
  OpFoldResult getSize(OpBuilder &builder, Location loc, unsigned atom,
                       function_ref<bool(Value)> isAvailable) const;
  /// The size of a tensor's dimension, in the same way.
  OpFoldResult getSize(OpBuilder &builder, Location loc, Value tensor,
                       unsigned dim,
                       function_ref<bool(Value)> isAvailable) const;

private:
  using AxisKey = std::pair<void *, unsigned>; // a tensor's or an op's
  struct Class {
    unsigned parent = 0;
    unsigned weight = 1;            // classes that are this one
    SmallVector<unsigned, 2> parts; // classes, outer first
    bool isFirst = false;           // index 0 of a slice of first elements
    bool isWhole = false;           // a whole axis of a tensor
    int64_t size = ShapedType::kDynamic;
    Value sizeValue; // a size that is no constant, where an op states it
  };

  unsigned getClass(AxisKey axis);
  unsigned getClass(Value tensor, unsigned dim) {
    return getClass({tensor.getAsOpaquePointer(), dim});
  }
  unsigned createClass();
  std::optional<unsigned> findClass(AxisKey axis) const;
  std::optional<unsigned> findClass(Value tensor, unsigned dim) const {
    return findClass({tensor.getAsOpaquePointer(), dim});
  }
  Class &edit(unsigned root);
  LogicalResult setSize(unsigned root, int64_t size);
  LogicalResult join(unsigned first, unsigned second);
  LogicalResult split(unsigned whole, ArrayRef<unsigned> parts);
  LogicalResult setParts(unsigned whole, ArrayRef<unsigned> parts);
  LogicalResult refine(ArrayRef<unsigned> first, ArrayRef<unsigned> second);
  FailureOr<bool> matchEnds(SmallVectorImpl<unsigned> &first,
                            SmallVectorImpl<unsigned> &second, bool atFront);
  SmallVector<unsigned> getLeaves(ArrayRef<unsigned> parts) const;
  bool haveSameSize(unsigned first, unsigned second) const;
  /// Whether some class is `root` or has it as a part.
  bool reaches(ArrayRef<unsigned> from, unsigned root) const;
  LogicalResult addTensor(Value tensor);
  LogicalResult addReshape(Value whole, Value parts,
                           ArrayRef<ReassociationIndices> reassociation);
  LogicalResult addSlice(tensor::ExtractSliceOp slice);
  void collectAtoms(unsigned index, SmallVectorImpl<unsigned> &roots) const;
  SmallVector<unsigned> getNumbers(std::optional<unsigned> index) const;
  SmallVector<SmallVector<unsigned>>
  getOrders(ArrayRef<linalg::GenericOp> fusion,
            const llvm::DenseSet<unsigned> &walked) const;
  OpFoldResult findSize(OpBuilder &builder, Location loc, unsigned root,
                        function_ref<bool(Value)> isAvailable) const;

  DenseMap<AxisKey, unsigned> axes;
  SmallVector<AxisKey> order; // of axes, as they came
  SmallVector<Class> classes;
  SmallVector<unsigned> splits; // classes that got parts

  // The trial: what there was, and what has changed.
  bool isOnTrial = false, hasTouchedOld = false;
  size_t oldClasses = 0, oldAxes = 0, oldSplits = 0;
  SmallVector<std::pair<unsigned, Class>> changes;

  // Once numbered.
  SmallVector<unsigned> atoms; // roots, in order
  DenseMap<unsigned, unsigned> numbers;
  unsigned numWalked = 0;
  DenseMap<unsigned, SmallVector<AxisKey>> axesOf; // tensors' axes, by root
  /// Roots of split axes, by their atoms.
  std::map<SmallVector<unsigned>, SmallVector<unsigned>> splitAs;
  mutable DenseMap<unsigned, OpFoldResult> knownSizes; // by root
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_AXISCLASSES_H
