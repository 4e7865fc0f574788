//===- GroupGraph.h - What depends on what in a block ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_GROUPGRAPH_H
#define NORM_MLIR_KERNEL_GROUPGRAPH_H

#include "mlir/IR/Block.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::norm {

/// A path between members of a set of groups that leaves the set.
enum class Detour {
  None,
  ThroughGroups, // of other groups' ops, which may join the set
  ThroughOthers  // with an op that is in no kernel
};

/// The ops of a block as a graph without cycles, in which a group of ops that
/// becomes one kernel is one node. Ops with side effects keep their order: each
/// depends on the one before it.
class GroupGraph {
public:
  explicit GroupGraph(Block &block);

  /// Makes `op` a group of its own; returns its number.
  unsigned addGroup(Operation *op);
  /// Makes one group of several, which is the first from now on.
  void merge(ArrayRef<unsigned> groups);
  /// The group that a former one is part of now.
  unsigned getGroup(unsigned group) const;
  /// The group of an op, where it is in one.
  std::optional<unsigned> findGroup(Operation *op) const;

  /// Whether a path leads from one of the groups out of them and back to one of
  /// them: as one kernel, they would wait for themselves. Views of a member's
  /// result are read inside.
  Detour findDetour(ArrayRef<unsigned> groups) const;

  /// Whether `op` waits for a group's kernel.
  bool dependsOn(Operation *op, unsigned group) const;

private:
  struct Group {
    unsigned parent;
    unsigned first, last;               // positions of its ops
    llvm::SetVector<unsigned> operands; // what its ops read, through views
  };

  unsigned getPosition(Operation *op) const { return positions.lookup(op); }
  /// What an op reads, through the views that it would read inside.
  void collectReads(Operation *op, llvm::SetVector<unsigned> &reads) const;
  /// The nodes that a node depends on: the op's, or those of its whole group.
  ArrayRef<unsigned> getOperands(unsigned position) const;
  unsigned getLast(unsigned position) const;

  Block &block;
  SmallVector<Operation *> ops;
  llvm::DenseMap<Operation *, unsigned> positions;
  SmallVector<SmallVector<unsigned>> operandsOf; // by position
  llvm::DenseMap<unsigned, unsigned> groupAt;    // by position
  SmallVector<Group> groups;
};

/// Brings the ops of a block into an order in which every op stands behind what
/// it reads. Ops keep their places where they can, and those with side effects
/// their order.
void sortBlock(Block &block);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_GROUPGRAPH_H
