//===- FusionGraph.h - What depends on what in a block ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_FUSIONGRAPH_H
#define NORM_MLIR_KERNEL_FORMATION_FUSIONGRAPH_H

#include "mlir/IR/Block.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::norm {

/// A path between members of a set of fusions that leaves the set.
enum class Detour {
  None,
  ThroughFusions, // of other fusions' ops, which may join the set
  ThroughOthers   // with an op that is in no kernel
};

/// The ops of a block as a graph without cycles, in which a fusion of ops that
/// becomes one kernel is one node. Ops with side effects keep their order: each
/// depends on the one before it.
class FusionGraph {
public:
  explicit FusionGraph(Block &block);

  /// Makes `op` a fusion of its own; returns its number.
  unsigned addFusion(Operation *op);
  /// Makes one fusion of several, which is the first from now on.
  void merge(ArrayRef<unsigned> fusions);
  /// The fusion that a former one is part of now.
  unsigned getFusion(unsigned fusion) const;
  /// The fusion of an op, where it is in one.
  std::optional<unsigned> findFusion(Operation *op) const;

  /// Whether a path leads from one of the fusions out of them and back to one
  /// of them: as one kernel, they would wait for themselves. Views of a
  /// member's result are read inside.
  Detour findDetour(ArrayRef<unsigned> fusions) const;

  /// Whether `op` waits for a fusion's kernel.
  bool dependsOn(Operation *op, unsigned fusion) const;

private:
  struct Node {
    unsigned parent;
    unsigned first, last;               // positions of its ops
    llvm::SetVector<unsigned> operands; // what its ops read, through views
  };

  unsigned getPosition(Operation *op) const { return positions.lookup(op); }
  /// What an op reads, through the views that it would read inside.
  void collectReads(Operation *op, llvm::SetVector<unsigned> &reads) const;
  /// The nodes that a node depends on: the op's, or those of its whole fusion.
  ArrayRef<unsigned> getOperands(unsigned position) const;
  unsigned getLast(unsigned position) const;

  Block &block;
  SmallVector<Operation *> ops;
  llvm::DenseMap<Operation *, unsigned> positions;
  SmallVector<SmallVector<unsigned>> operandsOf; // by position
  llvm::DenseMap<unsigned, unsigned> fusionAt;   // by position
  SmallVector<Node> fusions;
};

/// Brings the ops of a block into an order in which every op stands behind what
/// it reads. Ops keep their places where they can, and those with side effects
/// their order.
void sortBlock(Block &block);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_FUSIONGRAPH_H
