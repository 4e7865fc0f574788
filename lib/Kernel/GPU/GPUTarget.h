//===- GPUTarget.h - Threads, registers and memory of a GPU ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Threads of a block, of which `threads` share each of `groups` groups:
//
//   rows     groups [d0], vectors along d1: thread t takes vectors t, t +
//            threads, ... of its row. Sums are combined by shuffles, between
//            warps in shared memory, and between the blocks of a cluster in
//            each other's shared memory. Interleaved: threads t, t + groups,
//            ... of a block share a group, and combine in shared memory.
//   columns  vectors along the kept d1: neighbouring threads take neighbouring
//            columns, threads beside each other rows t, t + threads, ...
//   points   nothing is reduced: a block takes a range of all points.
//
// Of points that share sums, a block takes a range: blocks of a group make the
// same sums, each for its own range.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_GPU_GPUTARGET_H
#define NORM_MLIR_KERNEL_GPU_GPUTARGET_H

#include "Emit/SweepEmitter.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace mlir::norm {

/// Shared memory that every GPU gives a block without being asked.
constexpr int64_t kMostSharedBytes = 48 << 10;

/// Bytes that the address of an access to `lanes` elements is a multiple of.
int64_t getAccessAlignment(Type element, int64_t lanes);

/// What the threads of a block are, beside what the plan's width says.
struct BlockForm {
  int64_t groups;     // of a block
  int64_t cluster;    // blocks that share a group
  bool isWide;        // neighbours are read and written together, at addresses
                      // that are multiples of what is read
  bool isBounded;     // no group has more points than one iteration takes
  int64_t iterations; // of a block over points that share sums
  bool isInterleaved; // neighbouring threads take neighbouring groups
};

/// How many blocks run a plan.
Value createGridSize(OpBuilder &builder, Location loc, const SweepPlan &plan,
                     ArrayRef<Value> axisSizes, const BlockForm &form);

/// Writes what one thread does, in the body of a `gpu.func`.
class GPUTarget : public TargetEmitter {
public:
  GPUTarget(gpu::GPUFuncOp function, const BlockForm &form)
      : function(function), form(form) {}

  void emitGroups(SweepEmitter &emitter) override;
  /// Threads that share a group meet in its sums.
  bool skipsSweeps(const SweepPlan &plan) const override {
    return plan.width.threads == 1;
  }
  Carried emitVectors(SweepEmitter &emitter, Value begin, Value end,
                      Carried carried) override;
  Value read(SweepEmitter &emitter, unsigned operand, bool isVector,
             int64_t vector, int64_t lane) override;
  void write(SweepEmitter &emitter, unsigned output,
             ArrayRef<Value> values) override;
  Value mask(SweepEmitter &emitter, int64_t vector, Value value,
             Value neutral) override;
  void combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
               MutableArrayRef<Value> values) override;

private:
  /// Parts of a block that hold values to combine.
  struct Parts {
    int64_t count, width; // of parts, and of values in each
    Value part, place; // the thread's part, and its place in that; null for 0
    Value isWriter;    // whether it has a value; null for yes
  };

  void emitRows(SweepEmitter &emitter);
  void emitColumns(SweepEmitter &emitter);
  void emitPoints(SweepEmitter &emitter);
  void setGroup(SweepEmitter &emitter, ArrayRef<Value> counts, Value number);
  void takeRange(SweepEmitter &emitter);

  SmallVector<Value> publish(SweepEmitter &emitter, ArrayRef<Value> values,
                             const Parts &parts);
  Value getOffset(SweepEmitter &emitter, const Parts &parts, Value part,
                  int64_t lanes);
  void exchange(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                MutableArrayRef<Value> values, const Parts &parts);
  void exchangeWarps(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                     MutableArrayRef<Value> values);
  void exchangeInCluster(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                         MutableArrayRef<Value> values);
  void exchangeAtOnce(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                      MutableArrayRef<Value> values, const Parts &parts);
  Value createShared(SweepEmitter &emitter, Type element, int64_t size);
  Value takeShared(Type element, int64_t size, ArrayRef<Value> &left);

  bool isWideAccess(SweepEmitter &emitter, const OperandView &view) const;
  Value getActive(SweepEmitter &emitter, int64_t vector, int64_t lane);
  Value guard(SweepEmitter &emitter, Value condition, Type type,
              function_ref<Value()> read);
  void guard(SweepEmitter &emitter, Value condition,
             function_ref<void()> write);

  gpu::GPUFuncOp function;
  BlockForm form;
  Value block, thread;       // numbers of this one
  Value rangeBegin;          // of the points that share sums
  Value rank;                // of the block in its cluster
  bool hasAllBegun = false;  // the blocks of the cluster, where the code stands
  SmallVector<Value> shared; // buffers in shared memory
  int64_t sharedBytes = 0;
  Value member;  // of the threads that share the group, this one's number
  Value isGroup; // whether the thread has a group; null for yes
  Value end;     // of the loop's points; null where no lane rests
  bool isInLoop = false;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_GPU_GPUTARGET_H
