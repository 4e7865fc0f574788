//===- CostModel.h - What is fast on a target ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_SCHEDULE_COSTMODEL_H
#define NORM_MLIR_KERNEL_SCHEDULE_COSTMODEL_H

#include "Analysis/KernelLayout.h"

namespace mlir::norm {

/// How passes choose among ways to form, split and run a kernel on one kind of
/// target. What changes the bits of a result depends on types, layouts and
/// reduced sizes alone, never on how many groups there are: a group's bits do
/// not depend on its neighbours.
class CostModel {
public:
  virtual ~CostModel() = default;

  /// How a kernel runs best; null where it has no axis for vectors.
  virtual ScheduleInterface
  chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                 const KernelLayout &layout) const = 0;

  /// Points of the reduced space that a kernel is to reduce together which does
  /// nothing but reduce; 0 where one chain of sweeps is to read the whole
  /// group.
  virtual int64_t chooseBlockSize(KernelOp kernel, const SweepAnalysis &sweeps,
                                  const KernelLayout &layout) const = 0;

  /// The same of a kernel that is split, whose sums are to be added up by what
  /// reads them; 0 where they are to be whole.
  virtual int64_t chooseSplitSize(KernelOp kernel, const SweepAnalysis &sweeps,
                                  const KernelLayout &layout) const {
    return 0;
  }

  /// Whether the kernel that writes the points of a split one adds up what
  /// blocks have reduced along `axis`, which vectors run along; else a kernel
  /// in between does, where there may be one.
  virtual bool mergesAtPoints(KernelOp kernel, const SweepAnalysis &sweeps,
                              const KernelAxis &axis) const {
    return false;
  }

  /// Whether the channels of a group, next to each other, are reduced each on
  /// its own, for all channels to be read in vectors.
  virtual bool keepsLanes() const { return true; }

  /// Whether a schedule has what points share computed once, so that no kernel
  /// needs to do it before them.
  virtual bool sharesValues() const { return false; }

  /// Groups that an outer reduction combines one after the other, in a result
  /// of their own.
  virtual int64_t getOuterBlockSize() const = 0;

  /// Whether the groups of a kernel, whose vectors run along a kept dimension,
  /// are too long for its second sweep to find in the cache what the first one
  /// read.
  virtual bool hasLongColumns(KernelOp kernel,
                              const SweepAnalysis &sweeps) const = 0;

  /// Whether the groups of a kernel, whose vectors run along a reduced
  /// dimension, are so long that the second sweep does not find near a
  /// processor what the first one read. Then threads may share a group.
  virtual bool hasLongRows(KernelOp kernel,
                           const SweepAnalysis &sweeps) const = 0;

  /// What an op costs for one element, in instructions of a vector about: 1 for
  /// a sum, more for quotients and functions.
  virtual int64_t getOpCost(Operation *op) const = 0;

  /// What it costs to write an element and to read it again: as much may be
  /// computed again instead.
  virtual int64_t getTensorCost() const = 0;

  /// Cost of an op from which a scalar that waits for it takes as long as many
  /// vectors: such a scalar is read, not computed again.
  virtual int64_t getLongFunctionCost() const = 0;

  /// The most that a value may cost which is computed at each place of a window
  /// instead of once for each element.
  virtual int64_t getWindowCost() const = 0;
};

/// The cost model of a target, by its name (`cpu`, `nvvm`), for a GPU of the
/// name `chip`, or a processor that is not known. Null, with an error at `op`,
/// where there is no such target.
std::unique_ptr<CostModel> createCostModel(Operation *op, StringRef target,
                                           StringRef chip = "");

/// The values of a kernel's region that take more to compute than to read from
/// the cache: quotients, functions, and what is computed from them.
llvm::DenseSet<Value> findExpensive(KernelOp kernel);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_SCHEDULE_COSTMODEL_H
