//===- GPUCostModel.h - What is fast on a GPU ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_GPU_GPUCOSTMODEL_H
#define NORM_MLIR_KERNEL_GPU_GPUCOSTMODEL_H

#include "Schedule/CostModel.h"

namespace mlir::norm {

/// Threads that run in step and exchange registers.
constexpr int64_t kWarp = 32;

/// Bytes of the widest access of a thread.
constexpr int64_t kAccessBytes = 16;

/// Whether the blocks of a GPU of the name `chip` may form clusters.
bool hasClusters(StringRef chip);

/// The cost model of NVIDIA GPUs. Where a rule has no measurement, the comment
/// beside it says what it follows from.
class GPUCostModel : public CostModel {
public:
  /// For the GPU that has the name `chip`, or any where it is empty.
  explicit GPUCostModel(StringRef chip = "")
      : sharesInClusters(hasClusters(chip)) {}

  ScheduleInterface chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                                   const KernelLayout &layout) const override;
  int64_t chooseBlockSize(KernelOp kernel, const SweepAnalysis &sweeps,
                          const KernelLayout &layout) const override;
  int64_t chooseSplitSize(KernelOp kernel, const SweepAnalysis &sweeps,
                          const KernelLayout &layout) const override;
  bool mergesAtPoints(KernelOp kernel, const SweepAnalysis &sweeps,
                      const KernelAxis &axis) const override;
  bool keepsLanes() const override { return false; }
  bool sharesValues() const override { return true; }
  int64_t getOuterBlockSize() const override { return 16; }
  bool hasLongColumns(KernelOp kernel,
                      const SweepAnalysis &sweeps) const override;
  bool hasLongRows(KernelOp kernel, const SweepAnalysis &sweeps) const override;
  int64_t getOpCost(Operation *op) const override;
  // A tensor that is written and read again moves twice over a bus that gives
  // one element in the time of some tens of instructions.
  int64_t getTensorCost() const override { return 32; }
  int64_t getLongFunctionCost() const override { return 40; }
  int64_t getWindowCost() const override { return 4; }

private:
  /// Groups beside each other that neighbouring threads take where few of a
  /// group's elements are next to each other along `axis`, as channels of an
  /// image are; 1 where they take elements.
  int64_t countInterleaved(KernelOp kernel, const SweepAnalysis &sweeps,
                           const KernelLayout &layout, unsigned axis) const;

  GPUScheduleAttr shapeRows(KernelOp kernel, const SweepAnalysis &sweeps,
                            unsigned dim, int64_t lanes,
                            std::optional<int64_t> points,
                            bool hasShared) const;

  bool sharesInClusters; // blocks share groups as clusters
};

/// The dimensions of points that share sums, or without reductions what takes
/// long to compute; none where no points do.
llvm::SmallBitVector findPoints(KernelOp kernel, const SweepAnalysis &sweeps);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_GPU_GPUCOSTMODEL_H
