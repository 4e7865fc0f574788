//===- Fusions.h - Which linalg ops become one kernel ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_FUSIONS_H
#define NORM_MLIR_KERNEL_FORMATION_FUSIONS_H

#include "AxisClasses.h"
#include "FusionGraph.h"

namespace mlir::norm {

class CostModel;

/// Ops that become one kernel, in the block's order, and the axes they share.
struct Fusion {
  SmallVector<linalg::GenericOp> ops;
  AxisClasses axes;
  /// What is used outside of the fusion: results of its ops, or the one reshape
  /// of such a result that is used.
  SmallVector<Value> outputs;
  unsigned number = 0; // in the graph
};

/// Why an op stays outside of the kernels before it.
using RefusalHandler = function_ref<void(Operation *, const Twine &)>;

/// Whether the reduction of `op` that gives its result `number` is one that a
/// kernel has: a sum, a maximum or a minimum. Returns the value that is
/// combined, and the op that combines it with the accumulator.
std::pair<Value, Operation *> matchCombiner(linalg::GenericOp op,
                                            unsigned number);

/// Why `op` can be part of no kernel; empty where it can.
std::string findObstacle(linalg::GenericOp op);

/// The ops that produce the operands of `op`, through views.
SmallVector<linalg::GenericOp> getProducers(linalg::GenericOp op);

/// The fusions of a block's linalg ops, and the graph that they are nodes of.
/// An op joins the fusions that produce its operands where one iteration space
/// holds them all, every reduction is over the same of its dimensions, no op
/// outside stands between them, and one more sweep costs less than the tensors
/// that it saves.
std::vector<Fusion> findFusions(Block &block, FusionGraph &graph,
                                const CostModel &model, RefusalHandler refuse);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_FUSIONS_H
