//===- GroupEmitter.h - The sweeps of one group ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_CPU_GROUPEMITTER_H
#define NORM_MLIR_KERNEL_CPU_GROUPEMITTER_H

#include "OperandView.h"

namespace mlir::norm {

/// How wide code is: vectors of `lanes` elements, `copies` of them at a time.
struct Width {
  int64_t lanes = 1;
  int64_t copies = 1;
};

/// Writes the code of one group, or of neighbouring groups, one per lane, where
/// vectors run along an axis that is kept: the sweeps over the reduced axes,
/// and what stands between them. A value that varies along the vectors' axis
/// becomes `copies` vectors, any other one scalar; it is computed in the
/// outermost loop that fixes all axes it varies along.
class GroupEmitter {
public:
  GroupEmitter(OpBuilder &builder, KernelOp kernel, const SweepAnalysis &sweeps,
               const KernelLayout &layout, MutableArrayRef<OperandView> views,
               ArrayRef<Value> axisSizes, std::optional<unsigned> vectorAxis);

  /// The axes that the sweeps run over, the vectors' last; the others are
  /// fixed by the caller.
  ArrayRef<unsigned> getSweepAxes() const { return sweepAxes; }

  /// Sets the condition under which results pass the cache by; null for never.
  void setNontemporal(Value condition) { nontemporal = condition; }

  /// Restricts the outermost axis of the sweeps to a block, whose number is the
  /// first index of the results' buffers.
  void setBlock(Value number, Value from, Value to);

  /// Whether lanes may rest, so that a vector takes what fills none: where the
  /// schedule says so, and neighbours are neighbours in all operands.
  bool canMask() const;

  /// Writes the code of the group at `indices`, one per axis, null for the axes
  /// of the sweeps. With `end`, lanes from there on along the vectors rest.
  void emit(ArrayRef<Value> indices, Width width, Value end = {});

private:
  using Key = std::pair<Value, int64_t>; // a value of the region and its copy
  using Accumulators = SmallVector<Value>;
  using LoopBody = function_ref<Accumulators(ArrayRef<Value>)>;

  llvm::SmallBitVector getAxes(Value value) const;
  bool isAlongVector(Value value) const;
  Type getType(Value value) const;
  Value lookup(Value value, int64_t copy) const;
  Value asVector(Value value);
  Value getNeutral(ReduceOp reduce, Type type);
  Value combine(ReductionKind kind, Value first, Value second);

  void emitKnown(const llvm::SetVector<Value> &needed);
  Value emitOp(Value result, int64_t copy);
  Value emitLoad(BlockArgument argument, int64_t copy);
  void emitMask(Value end);
  Value emitRead(const OperandView &view, Type element, bool isVector,
                 int64_t copy);
  void emitPrefetch(const OperandView &view, int64_t copy);
  SmallVector<Value> getIndices(const OperandView &view, int64_t copy,
                                int64_t lane);
  Value getIndex(unsigned axis, int64_t offset);
  Value getWindowIndex(const OperandView::Window &window, int64_t offset);
  const OperandView &getOutputView(unsigned output) const;
  Value emitAddress(const OperandView &view);
  Value emitPointer(const OperandView &view, int64_t copy);
  Value asIntegers(Value vector);
  Value emitMaskedLoad(const OperandView &view, VectorType type, int64_t copy);
  void emitMaskedStore(const OperandView &view, Value value, int64_t copy);
  void emitStore(unsigned output);
  int64_t countJoined(unsigned output) const;
  void emitNontemporalStore(ArrayRef<Value> values, unsigned output,
                            int64_t copy);

  void emitSweep(unsigned sweep);
  Accumulators emitLoops(unsigned sweep, unsigned level,
                         ArrayRef<Value> accumulators,
                         ArrayRef<ReduceOp> owners);
  Accumulators emitVectorLoops(unsigned sweep, ArrayRef<Value> accumulators,
                               ArrayRef<ReduceOp> owners);
  Accumulators emitBlocks(unsigned axis, Value from, Value to, int64_t step,
                          unsigned level, ArrayRef<Value> accumulators,
                          ArrayRef<ReduceOp> owners, LoopBody body);
  Accumulators
  emitPlainLoop(Value from, Value to, int64_t step,
                ArrayRef<Value> accumulators,
                function_ref<Accumulators(Value, ArrayRef<Value>)> body);
  Accumulators emitVectorRange(unsigned sweep, ArrayRef<Value> accumulators,
                               ArrayRef<ReduceOp> owners, Value begin,
                               Value head, Value end);
  bool canPassCache(unsigned output) const;
  unsigned getLevels(ArrayRef<ReduceOp> reductions) const;
  int64_t countCopies(ReduceOp reduce) const;
  Accumulators emitPoint(unsigned sweep, ArrayRef<Value> accumulators);
  void finishReductions(unsigned sweep, ArrayRef<Value> accumulators);

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  const SweepAnalysis &sweeps;
  const KernelLayout &layout;
  MutableArrayRef<OperandView> views;
  ArrayRef<Value> axisSizes;
  std::optional<unsigned> vectorAxis;
  SmallVector<unsigned> sweepAxes;

  // The state at the point of insertion.
  Width width;
  Value mask;             // the lanes that do not rest; null where none does
  bool isStoring = false; // the sweep stores results
  bool isSweptByVectors = false; // the vectors' axis is one of the sweeps'
  SmallVector<Value> indices;    // by axis; null where no loop fixes it yet
  SmallVector<DenseMap<Key, Value>> scopes;
  llvm::SetVector<Value> needed; // of the sweep
  Value nontemporal;             // null for never
  Value blockFrom, blockTo;      // null for the whole axis
  bool isNontemporal = false;    // in the code being written
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_CPU_GROUPEMITTER_H
