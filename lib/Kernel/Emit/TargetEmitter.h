//===- TargetEmitter.h - What a target must write itself ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_EMIT_TARGETEMITTER_H
#define NORM_MLIR_KERNEL_EMIT_TARGETEMITTER_H

#include "Analysis/SweepPlan.h"

namespace mlir::norm {

class SweepEmitter;

/// Accumulators on their way through loops: slots of the sweep at hand, and
/// their values.
struct Carried {
  SmallVector<unsigned> slots;
  SmallVector<Value> values;
};

/// What the SweepEmitter asks a target for. The SweepEmitter knows what is
/// computed, where, and in which order it is combined; a target knows how its
/// machine runs loops, reads and writes memory, and combines lanes.
class TargetEmitter {
public:
  virtual ~TargetEmitter() = default;

  /// Writes the loop over all groups: for each, or for each tile of
  /// neighbouring ones, it sets the emitter's point and has the group written.
  virtual void emitGroups(SweepEmitter &emitter) = 0;

  /// Writes the innermost loop of a sweep, along the vectors' axis, or the only
  /// one of a flat plan, from index `begin` to `end`. The emitter writes the
  /// bodies, at the widths that the target sets. Returns the accumulators after
  /// it.
  virtual Carried emitVectors(SweepEmitter &emitter, Value begin, Value end,
                              Carried carried) = 0;

  /// Reads the elements of an operand at the emitter's point: those of the
  /// vector `vector` of the iteration, or that of one lane of it.
  virtual Value read(SweepEmitter &emitter, unsigned operand, bool isVector,
                     int64_t vector, int64_t lane) = 0;

  /// Writes a result at the emitter's point: one value for each vector of the
  /// iteration, or one where it does not vary along them.
  virtual void write(SweepEmitter &emitter, unsigned output,
                     ArrayRef<Value> values) = 0;

  /// `value` in the lanes that take part at the emitter's point, `neutral` in
  /// those that rest.
  virtual Value mask(SweepEmitter &emitter, int64_t vector, Value value,
                     Value neutral) {
    return value;
  }

  /// Whether a sweep may be left out for groups that do not need it: where the
  /// group is all that the code stands at.
  virtual bool skipsSweeps(const SweepPlan &) const { return false; }

  /// The sums, lane by lane, of an iteration's terms of a reduction in chains,
  /// which `emitter` has computed; or nothing, where adding them up is all that
  /// the target can do.
  virtual Value addTerms(SweepEmitter &emitter, ReduceOp reduce) {
    return Value();
  }

  /// Makes the group's own values of partial ones, for all reductions of a
  /// sweep: from what lanes hold where vectors run along the sweep, and from
  /// what threads hold, combined as trees.
  virtual void combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                       MutableArrayRef<Value> values) = 0;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_EMIT_TARGETEMITTER_H
