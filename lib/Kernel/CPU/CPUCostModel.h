//===- CPUCostModel.h - What is fast on a CPU ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_CPU_CPUCOSTMODEL_H
#define NORM_MLIR_KERNEL_CPU_CPUCOSTMODEL_H

#include "Schedule/CostModel.h"

namespace mlir::norm {

/// The processor that kernels are scheduled for.
struct Processor {
  int64_t vectorBits = 256;      // of a vector register
  int64_t cacheBytes = 32 << 20; // of the last level of cache
  bool hasBF16 = false;          // adds up products of it, as AVX512-BF16
};

/// Groups that an outer reduction combines one after the other: one chain of a
/// tree of sums.
constexpr int64_t kOuterGroups = 16;

/// The cost model of CPUs: every number that was measured on one stands here
/// and in CPUCostModel.cpp, and docs/Rationale.md says where it comes from.
class CPUCostModel : public CostModel {
public:
  explicit CPUCostModel(Processor processor = {}) : processor(processor) {}

  ScheduleInterface chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                                   const KernelLayout &layout) const override;
  int64_t chooseBlockSize(KernelOp kernel, const SweepAnalysis &sweeps,
                          const KernelLayout &layout) const override;
  int64_t getOuterBlockSize() const override { return kOuterGroups; }
  bool hasLongColumns(KernelOp kernel,
                      const SweepAnalysis &sweeps) const override;
  bool hasLongRows(KernelOp kernel, const SweepAnalysis &sweeps) const override;
  int64_t getOpCost(Operation *op) const override;
  int64_t getTensorCost() const override { return 16; }
  int64_t getLongFunctionCost() const override { return 20; }
  int64_t getWindowCost() const override { return 4; }

private:
  Processor processor;
};

/// Bytes that a kernel reads and writes from which several threads take less
/// time than one.
constexpr int64_t kForkBytes = 128 * 1024;

/// Bytes of a line of the cache.
constexpr int64_t kLineBytes = 64;

/// How many indices ahead of their use elements are asked for, along a swept
/// dimension that vectors stand across; with blocks, it is a whole block, which
/// the columns beside take their time to pass.
constexpr int64_t kPrefetchDistance = 32;

/// The cache that they are asked for into, as LLVM counts: the second.
constexpr int32_t kPrefetchLocality = 2;

/// Bytes of rows that are taken together, so that they are in the first cache
/// still when their last sweep reads them.
constexpr int64_t kRowBytes = 24 * 1024;

/// Bytes of whose multiples rows should not be apart.
constexpr int64_t kStrideBytes = 2048;

/// Rows from which on they are taken together: enough blocks for many threads.
constexpr int64_t kLeastRows = 64;

/// Bytes of all operands from which results pass a cache of `cacheBytes` by:
/// below, they are there for their reader.
constexpr int64_t getNontemporalBytes(int64_t cacheBytes) {
  return cacheBytes / 4 * 3;
}

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_CPU_CPUCOSTMODEL_H
