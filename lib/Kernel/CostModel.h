//===- CostModel.h - What is fast on a CPU ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_COSTMODEL_H
#define NORM_MLIR_KERNEL_COSTMODEL_H

#include "KernelLayout.h"

namespace mlir::norm {

/// The processor that kernels are scheduled for.
struct Processor {
  int64_t vectorBits; // of a vector register
  int64_t cacheBytes; // of the last level of cache
};

/// How the passes choose among ways to run a kernel: every number that was
/// measured stands here, and docs/Rationale.md says where it comes from.
/// Choices depend on types, layouts and reduced sizes, never on how many groups
/// there are, so that a group's bits do not depend on its neighbours.

/// The schedule of a kernel whose vectors run along the layout's axis `axis`.
ScheduleAttr chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                            const KernelLayout &layout, unsigned axis,
                            Processor processor);

/// The values of a kernel's region that take more to compute than to read from
/// the cache.
llvm::DenseSet<Value> findExpensive(KernelOp kernel);

/// Whether the groups of a kernel, whose vectors run along a kept dimension,
/// are too long for its second sweep to find in the cache what the first one
/// read.
bool hasLongColumns(KernelOp kernel, const SweepAnalysis &sweeps);

/// Whether the groups of a kernel, whose vectors run along a reduced dimension,
/// are so long that the second sweep does not find near a processor what the
/// first one read. Then threads may share a group.
bool hasLongRows(KernelOp kernel, const SweepAnalysis &sweeps);

/// What an op costs for one element, in instructions of a vector about: 1 for a
/// sum, more for quotients and functions.
int64_t getElementCost(Operation *op);

/// What it costs to write an element and to read it again: as much may be
/// computed again instead.
constexpr int64_t kTensorCost = 16;

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

/// Bytes of all operands from which results pass a cache of `cacheBytes` by:
/// below, they are there for their reader.
constexpr int64_t getNontemporalBytes(int64_t cacheBytes) {
  return cacheBytes / 4 * 3;
}

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_COSTMODEL_H
