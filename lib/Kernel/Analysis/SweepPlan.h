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
// no vector. Slots are combined once per group. Where many threads share it and
// registers are few, in a flat loop, an iteration's elements are combined
// first, and the sum has one slot, of one element. Sums in chains are combined
// first, too, in f32, and have a slot of one vector of f64.
//
// Neighbouring groups, *rows*, are taken together in the last sweep where it
// reads what they share, as the scale above is shared by images: it is read
// once for them. Their sums are formed in turn, before.
//
// A result that one sweep writes and a later one needs, as the sum of a
// residual, is read back, where that takes no more reads than to compute it
// again.
//
// Points that differ in kept dimensions may have the same sums, as those of an
// image [h, w] whose sums come in parts [b, c]. They can be one group: its
// points are then walked once more, after its sums.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H
#define NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H

#include "KernelLayout.h"

namespace mlir::norm {

/// Elements that one pass through a loop's body takes along the vectors' axis:
/// `unroll` vectors of `lanes`, in the words of the schedules. Threads that
/// share a group take vectors in turn, so that neighbours read neighbours.
struct Width {
  int64_t lanes = 1;
  int64_t unroll = 1;
  int64_t threads = 1;
  /// Where vectors stand across groups: vectors of so many threads lie between
  /// one of a thread and its next. 0 where these threads share a group.
  int64_t neighbours = 0;

  /// From one vector of a thread to its next.
  int64_t getDistance() const {
    return lanes * (neighbours > 0 ? neighbours : threads);
  }
  /// Elements that all threads take.
  int64_t getStep() const { return lanes * unroll * threads; }
};

/// How sums in chains are formed: so many terms in one, and, with a tree of at
/// most four of these, so many additions behind another.
constexpr int64_t kChainTerms = 4, kChainAdditions = 5;

/// How the points of a sweep are visited.
enum class SweepForm {
  /// A nest of loops, one for each axis.
  Nest,
  /// One loop over the points as they are counted; where vectors run along the
  /// sweep, none of them goes beyond the end of their axis. What reduces
  /// nothing
  /// is one sweep over the whole space.
  Flat,
  /// The same, but each lane has a place of its own.
  Scattered,
};

struct SweepPlan {
  /// A value of the region, where it is computed.
  struct Step {
    Value value;
    unsigned level = 0;         // 0 at the group, l inside loop l of the sweep
    bool isAlongVector = false; // one for each lane
    bool isPerVector = false;   // and one for each vector of an iteration
    /// The result that an earlier sweep has written it to, and from which it
    /// is read back.
    std::optional<unsigned> output;
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
    bool isWhole = false;   // or all that an iteration has
    bool isJoined = false;  // or that in f32, lane by lane
  };

  struct Sweep {
    SmallVector<unsigned> axes;  // a nest, outer first; the vectors' last
    bool isAlongVectors = false; // the vectors' axis is one of them
    /// Points from one vector of an iteration to the next, in a flat loop; 0
    /// where all of its vectors are at one point.
    int64_t distance = 0;
    int64_t unroll = 1;      // vectors of a full iteration
    int64_t chainRows = 1;   // whose terms are added up in f32 first
    SmallVector<Step> steps; // in the region's order
    /// Where all that it reduces is 0 for groups where a value is not 1: that
    /// value. It need not be walked for them.
    Value condition;
    SmallVector<Reduction> reductions;
    SmallVector<Slot> slots;
    SmallVector<unsigned> outputs;     // results that it writes
    SmallVector<unsigned> accumulated; // and those that it adds to
    /// Levels of blocks that sums are formed in: trees of short chains, where
    /// sums round noticeably.
    unsigned treeLevels = 0;

    /// Points that all threads take in one iteration; where vectors stand
    /// across the sweep, threads share its points, too.
    int64_t getStep(const Width &width) const {
      if (isAlongVectors)
        return width.getStep();
      return distance > 0 ? width.unroll * width.threads : width.threads;
    }

    bool isEmpty() const {
      return reductions.empty() && outputs.empty() && accumulated.empty();
    }
  };

  /// Plans the sweeps of `kernel` for vectors along an axis of the layout; with
  /// `hasRest`, what fills no vector is taken by single elements. What differs
  /// along the kept dimensions `points` alone is one group, of a flat plan.
  SweepPlan(KernelOp kernel, const SweepAnalysis &sweeps,
            const KernelLayout &layout, std::optional<unsigned> vectorAxis,
            Width width, bool hasRest, SweepForm form = SweepForm::Nest,
            const llvm::SmallBitVector &points = {});

  /// Whether blocks can be walked: the axes of the sweeps follow each other as
  /// the points of the reduced space are counted, and so do outer axes.
  bool canBlock() const;
  /// Whether a value of the region varies along the vectors' axis.
  bool isAlongVector(Value value) const { return alongVector.contains(value); }
  /// Whether it may be another one for each vector of an iteration.
  bool isPerVector(Value value) const { return perVector.contains(value); }
  /// Whether it may be another one for each of the rows that are taken
  /// together.
  bool isPerRow(Value value) const { return perRow.contains(value); }
  /// Whether a sweep reads back what an earlier one has written to a result.
  bool isReadBack(unsigned output) const;
  /// Loops of a sweep, one in another.
  unsigned getNumLoops() const { return isFlat() ? 1 : sweepAxes.size(); }
  bool isFlat() const { return form != SweepForm::Nest; }
  /// Whether lanes of a vector may differ in the index of any axis of a sweep.
  bool isScattered(const Sweep &sweep) const {
    return form == SweepForm::Scattered && sweep.isAlongVectors;
  }
  /// Whether each lane of a vector has a group of its own.
  bool isAcrossGroups() const {
    return vectorAxis && !isSweptByVectors && !points.isAlongVectors;
  }

  void print(raw_ostream &stream) const;

  mutable KernelOp kernel; // getters are not const
  const SweepAnalysis *analysis;
  const KernelLayout *layout;
  std::optional<unsigned> vectorAxis;
  Width width;
  SmallVector<unsigned> groupAxes; // one loop over all of them
  SmallVector<unsigned> sweepAxes; // of the sweeps that reduce
  int64_t rows = 1; // groups along the last of their axes that go together
  /// What the last sweep needs of each row, of what is computed before it.
  SmallVector<Value> ofRows;
  SweepForm form;                // nests, or one loop over all their axes
  bool isSweptByVectors = false; // the vectors' axis is one of the sweeps'
  int64_t blockSize = 0;         // points that are reduced together; 0 for all
  /// Groups that outer reductions combine, one after the other: axes that are
  /// no group axes, and how many groups make a block; 0 without such
  /// reductions.
  SmallVector<unsigned> outerAxes;
  int64_t outerBlockSize = 0;
  SmallVector<Sweep, 0> sweeps;
  Sweep afterwards; // results of one element per group
  Sweep points;     // of points that share their sums

private:
  void findVectors();
  void planSweeps(bool hasRest);
  bool isAtPoints(unsigned output) const;
  void planReduced(bool hasRest);
  void planRows();
  void findValuesOfRows();
  bool canReadBack(unsigned output) const;
  unsigned countReads(const llvm::SetVector<Value> &needed,
                      const DenseMap<Value, unsigned> &written) const;
  llvm::SmallBitVector getAxes(Value value) const;
  Sweep planSweep(ArrayRef<unsigned> axes, const llvm::SetVector<Value> &needed,
                  ArrayRef<ReduceOp> reductions, ArrayRef<unsigned> outputs,
                  ArrayRef<unsigned> accumulated, bool hasRest) const;
  Value findCondition(ArrayRef<ReduceOp> reductions) const;
  unsigned getTreeLevels(ArrayRef<ReduceOp> reductions) const;

  llvm::DenseSet<Value> alongVector, perVector, perRow;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_ANALYSIS_SWEEPPLAN_H
