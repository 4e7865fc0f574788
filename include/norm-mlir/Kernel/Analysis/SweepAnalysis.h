//===- SweepAnalysis.h - Extents, stages and sweeps of a kernel ---*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_ANALYSIS_SWEEPANALYSIS_H
#define NORM_MLIR_KERNEL_ANALYSIS_SWEEPANALYSIS_H

#include "norm-mlir/Dialect/Norm/IR/ElementBytes.h"
#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::norm {

/// What a reduction of no value is: 0, -inf, or +inf for a minimum.
FloatAttr getNeutralValue(ReductionKind kind, FloatType type);

/// Bytes of a kernel's operand; nothing where a size is dynamic, or the number
/// is beyond 64 bits.
std::optional<int64_t> getOperandBytes(Type type);

/// How often a kernel passes over its reduced space, and what it does when.
///
/// A value's *extent* is the set of dimensions that it varies over, its *stage*
/// the number of reductions that must be complete before it. Sweep `s` combines
/// the operands of stage `s` of the reductions, and writes the results of stage
/// `s` that vary over the reduced space. Between sweeps stand the values that
/// do not; they are computed once per group. The others are computed again in
/// each sweep that needs them.
class SweepAnalysis {
public:
  explicit SweepAnalysis(KernelOp kernel);

  /// The dimensions that the inner reductions run over (norm.kernel, C7).
  const llvm::SmallBitVector &getReduced() const { return reduced; }

  /// The dimensions that `value` varies over; none for values from outside.
  llvm::SmallBitVector getExtent(Value value) const;

  /// The number of reductions before `value`, in a chain.
  unsigned getStage(Value value) const { return stages.lookup(value); }

  /// The passes over the reduced space; 1 for a kernel without reductions.
  unsigned getNumSweeps() const { return numSweeps; }

  /// The reductions that sweep `sweep` computes.
  ArrayRef<ReduceOp> getReductions(unsigned sweep) const {
    return reductions[sweep];
  }

  /// The results that sweep `sweep` writes, each element at its point.
  ArrayRef<unsigned> getOutputs(unsigned sweep) const { return outputs[sweep]; }

  /// The results that sweep `sweep` adds to, or combines with: those of outer
  /// reductions, at each point of the reduced space.
  ArrayRef<unsigned> getAccumulated(unsigned sweep) const {
    return accumulated[sweep];
  }

  /// The dimensions that outer reductions run over.
  const llvm::SmallBitVector &getOuter() const { return outer; }

  /// The results that do not vary over the reduced space: one element per
  /// group, written after the last sweep.
  ArrayRef<unsigned> getGroupOutputs() const { return groupOutputs; }

  /// The values that sweep `sweep` needs, reductions of earlier sweeps and
  /// values from outside excepted, in the region's order. What `isKept` is
  /// needed itself, but not what it is made of.
  llvm::SetVector<Value> getNeeded(unsigned sweep,
                                   function_ref<bool(Value)> isKept = {}) const;

  /// The values that some results need, likewise.
  llvm::SetVector<Value> getNeededFor(ArrayRef<unsigned> outputs) const;

  /// The kept dimensions along which nothing varies that a sweep computes:
  /// points that differ in these alone have the same sums. None without
  /// reductions.
  llvm::SmallBitVector getShared() const;

  /// The inputs that sweep `sweep` reads at every point of the reduced space.
  SmallVector<unsigned> getInputs(unsigned sweep) const;

  /// Whether the kernel gives nothing but what it has reduced, in one sweep.
  bool reducesOnly() const;

  /// Bytes that sweep `sweep` reads and writes at every point of the reduced
  /// space, counted over the whole iteration space; nothing where a size is
  /// dynamic, or the number is beyond 64 bits.
  std::optional<int64_t> getBytes(unsigned sweep) const;

private:
  llvm::SetVector<Value> getNeeded(ArrayRef<Value> roots,
                                   function_ref<bool(Value)> isKept = {}) const;

  mutable KernelOp kernel;          // getters are not const
  DenseMap<Value, unsigned> places; // in the region's order
  DenseMap<Value, llvm::SmallBitVector> extents;
  DenseMap<Value, unsigned> stages;
  llvm::SmallBitVector reduced, outer;
  unsigned numSweeps = 1;
  SmallVector<SmallVector<ReduceOp>> reductions;
  SmallVector<SmallVector<unsigned>> outputs, accumulated;
  SmallVector<unsigned> groupOutputs;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_ANALYSIS_SWEEPANALYSIS_H
