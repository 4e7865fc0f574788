//===- SweepPlan.h - A kernel's sweeps as data ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an emitter writes for a kernel, before a line of code is written. A
// group norm of x : [n, g * k, i], with vectors of 8 lanes and 2 of them in an
// iteration, is this kernel and this plan, as -norm-report-kernels=plan says
// it:
//
//   norm.kernel sizes = [n, g, k, i] ...    // d0, d1, d2, d3
//   ^bb0(%x0, %x1):                         // of x, and of the scale [g * k]
//     %0 = arith.extf %x0                   // stage 0
//     %1 = norm.reduce <add> %0 over [2, 3]
//     %2 = arith.divf %1, %count            // stage 1, one for each group
//     %3 = arith.truncf %2
//     %4 = arith.subf %x0, %3
//     %5 = arith.mulf %4, %x1
//     norm.yield %5
//
//   groups [d0, d1]; sweeps over [d2, d3], vectors along [d3]
//   sweep 0:                                // a loop over d2, in it one over
//   d3
//     in [d3]: %x0, %0
//     reduces %1 = add %0: slots 0, 1, rest 2
//   sweep 1:
//     at the group: %2, %3                  // before the loops
//     in [d2]: %x1                          // once for each channel
//     in [d3]: %x0, %4, %5                  // x again: nothing is kept
//     writes 0: %5
//
// Dimensions that all operands walk together are one axis, [d0 * d1]. A value
// is computed in the outermost loop that fixes all axes it varies along. A
// *slot* is one accumulator: each of the vectors of an iteration has its own,
// so that additions need not wait for each other, and the rest takes what fills
// no vector. Slots are combined once per group.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H
#define NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H

#include "KernelLayout.h"

namespace mlir::norm {

/// Elements that one pass through a loop's body takes along the vectors' axis:
/// `unroll` vectors of `lanes`, in the words of the schedules.
struct Width {
  int64_t lanes = 1;
  int64_t unroll = 1;
};

struct SweepPlan {
  /// A value of the region, where it is computed.
  struct Step {
    Value value;
    unsigned level = 0;         // 0 at the group, l inside loop l of the sweep
    bool isAlongVector = false; // one for each lane, and for each vector
  };

  struct Reduction {
    ReduceOp op;
    bool isAlongVector = false; // each lane is a group of its own
    SmallVector<unsigned> slots;
    std::optional<unsigned> rest; // the slot of what fills no vector
  };

  /// An accumulator.
  struct Slot {
    unsigned reduction = 0; // of the sweep's
    int64_t vector = 0;     // which of the iteration's vectors it takes
    bool isRest = false;    // or single elements
  };

  struct Sweep {
    SmallVector<Step> steps; // in the region's order
    SmallVector<Reduction> reductions;
    SmallVector<Slot> slots;
    SmallVector<unsigned> outputs;     // results that it writes
    SmallVector<unsigned> accumulated; // and those that it adds to
    /// Levels of blocks that sums are formed in: trees of short chains, where
    /// sums round noticeably.
    unsigned treeLevels = 0;

    bool isEmpty() const {
      return reductions.empty() && outputs.empty() && accumulated.empty();
    }
  };

  /// Plans the sweeps of `kernel` for vectors along an axis of the layout; with
  /// `hasRest`, what fills no vector is taken by single elements.
  SweepPlan(KernelOp kernel, const SweepAnalysis &sweeps,
            const KernelLayout &layout, std::optional<unsigned> vectorAxis,
            Width width, bool hasRest);

  /// Whether blocks can be walked: the axes of the sweeps follow each other as
  /// the points of the reduced space are counted, and so do outer axes.
  bool canBlock() const;
  /// Whether a value of the region varies along the vectors' axis.
  bool isAlongVector(Value value) const { return alongVector.contains(value); }

  void print(raw_ostream &stream) const;

  mutable KernelOp kernel; // getters are not const
  const SweepAnalysis *analysis;
  const KernelLayout *layout;
  std::optional<unsigned> vectorAxis;
  Width width;
  SmallVector<unsigned> groupAxes; // one loop over all of them
  SmallVector<unsigned> sweepAxes; // a nest, outer first; the vectors' last
  bool isSweptByVectors = false;   // the vectors' axis is one of the sweeps'
  int64_t blockSize = 0; // points that are reduced together; 0 for all
  /// Groups that outer reductions combine, one after the other: axes that are
  /// no group axes, and how many groups make a block; 0 without such
  /// reductions.
  SmallVector<unsigned> outerAxes;
  int64_t outerBlockSize = 0;
  SmallVector<Sweep, 0> sweeps;
  Sweep afterwards; // results of one element per group

private:
  llvm::SmallBitVector getAxes(Value value) const;
  Sweep planSweep(const llvm::SetVector<Value> &needed,
                  ArrayRef<ReduceOp> reductions, ArrayRef<unsigned> outputs,
                  ArrayRef<unsigned> accumulated, bool hasRest) const;
  unsigned getTreeLevels(ArrayRef<ReduceOp> reductions) const;

  llvm::DenseSet<Value> alongVector;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H
