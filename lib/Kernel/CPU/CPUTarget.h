//===- CPUTarget.h - Loops, vectors and memory of a CPU ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_CPU_CPUTARGET_H
#define NORM_MLIR_KERNEL_CPU_CPUTARGET_H

#include "Emit/SweepEmitter.h"

namespace mlir::norm {

/// Whether vectors along `axis` may have lanes that rest, so that one of them
/// takes what fills no vector: where the schedule says so, and neighbours are
/// neighbours in all operands.
bool canMaskLanes(KernelOp kernel, const KernelLayout &layout, unsigned axis,
                  CPUScheduleAttr schedule);

/// Writes kernels for CPUs: groups on OpenMP threads, fixed vectors, masks,
/// prefetches, and stores that pass the cache by.
class CPUTarget : public TargetEmitter {
public:
  /// Without a schedule, elements are taken one by one.
  CPUTarget(CPUScheduleAttr schedule, bool parallel, bool masksLanes)
      : schedule(schedule), parallel(parallel), masksLanes(masksLanes) {}

  void emitGroups(SweepEmitter &emitter) override;
  Carried emitVectors(SweepEmitter &emitter, Value begin, Value end,
                      Carried carried) override;
  Value read(SweepEmitter &emitter, unsigned operand, bool isVector,
             int64_t vector, int64_t lane) override;
  void write(SweepEmitter &emitter, unsigned output,
             ArrayRef<Value> values) override;
  Value mask(SweepEmitter &emitter, int64_t vector, Value value,
             Value neutral) override;
  bool skipsSweeps(const SweepPlan &) const override { return true; }
  Value addTerms(SweepEmitter &emitter, ReduceOp reduce) override;
  void combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
               MutableArrayRef<Value> values) override;

private:
  // Groups.
  Value createNontemporalCheck(SweepEmitter &emitter);
  Value createWork(SweepEmitter &emitter);
  void emitFence(SweepEmitter &emitter);
  void emitGroupLoop(SweepEmitter &emitter, Value total,
                     function_ref<void(Value)> body);
  Value createStrideCheck(SweepEmitter &emitter, Value bytes);
  Value createRowCount(SweepEmitter &emitter);
  void emitRows(SweepEmitter &emitter, Value number, Value count);
  void emitTile(SweepEmitter &emitter, Value number);
  void emitTileRange(SweepEmitter &emitter, Value from, Value to, Width width,
                     bool isMasked = false);

  // Vectors along a sweep.
  Carried emitRange(SweepEmitter &emitter, Value begin, Value head, Value end,
                    Carried carried);
  Carried emitAligned(SweepEmitter &emitter, ArrayRef<unsigned> outputs,
                      Value end, Carried carried);
  Value createMask(SweepEmitter &emitter, Value end);

  // Pairs of vectors that take elements in turn.
  static bool canPairVectors(SweepEmitter &emitter);
  bool arePaired(SweepEmitter &emitter) const;
  Value readOfPair(SweepEmitter &emitter, const OperandView &view,
                   VectorType type, int64_t vector);
  SmallVector<Value> joinPairs(SweepEmitter &emitter, ArrayRef<Value> vectors);

  // Memory.
  bool canPassCache(SweepEmitter &emitter, unsigned output) const;
  bool passesCache(SweepEmitter &emitter, unsigned output) const;
  int64_t countJoined(SweepEmitter &emitter, unsigned output) const;
  Value createAddress(SweepEmitter &emitter, const OperandView &view);
  Value createPointer(SweepEmitter &emitter, const OperandView &view,
                      int64_t vector);
  void emitPrefetch(SweepEmitter &emitter, unsigned operand, int64_t vector);
  Value emitMaskedLoad(SweepEmitter &emitter, const OperandView &view,
                       VectorType type, int64_t vector);
  void emitNontemporalStore(SweepEmitter &emitter, ArrayRef<Value> values,
                            unsigned output, int64_t vector);
  void emitVectorStore(SweepEmitter &emitter, unsigned output, Value value,
                       int64_t vector);

  /// What has been read last of an operand for a pair of vectors.
  struct Pair {
    const OperandView *view = nullptr;
    int64_t first = 0; // of the two vectors
    Operation *read = nullptr;
  };

  CPUScheduleAttr schedule; // null for single elements
  bool parallel, masksLanes;
  bool pairsVectors = false; // where an iteration has an even number of them
  Pair lastPair;
  Value lanes;       // those that do not rest; null where none does
  Value nontemporal; // whether results pass the cache by; null for never
  bool isNontemporal = false; // in the code being written
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_CPU_CPUTARGET_H
