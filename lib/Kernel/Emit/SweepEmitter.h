//===- SweepEmitter.h - Writes the sweeps of a plan ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_EMIT_SWEEPEMITTER_H
#define NORM_MLIR_KERNEL_EMIT_SWEEPEMITTER_H

#include "OperandView.h"
#include "TargetEmitter.h"

namespace mlir::norm {

/// Where the code that is being written stands.
struct SweepPoint {
  SmallVector<Value> indices; // by axis; null where no loop fixes it yet
  Width width;
  Value block; // its number; null for all points of the group
  /// The indices of rows that are taken together, along the last group axis,
  /// and which of them is being written.
  SmallVector<Value> rows;
  int64_t row = 0;
  /// In a flat loop: the number of each vector's first point, and the indices
  /// by axis of these points, or of all lanes' where these are scattered; one
  /// of each where all vectors of an iteration are at one point.
  SmallVector<Value> numbers;
  SmallVector<SmallVector<Value>> places;
};

/// The trip counts of a loop nest that visits each group of a plan once:
/// blocks, where there are, then the plan's group axes.
SmallVector<Value> createGroupCounts(OpBuilder &builder, Location loc,
                                     const SweepPlan &plan,
                                     ArrayRef<Value> axisSizes);

/// Walks the plan of a kernel and writes its code at the builder's place: the
/// region's ops, once for each vector of an iteration; the nests of loops with
/// accumulators; trees of sums; values outside of operands. For groups, vectors
/// and memory it asks the target.
class SweepEmitter {
public:
  /// `plan` and `target` must outlive the emitter.
  SweepEmitter(OpBuilder &builder, const SweepPlan &plan,
               TargetEmitter &target);

  /// Writes the whole kernel.
  void emit() { target.emitGroups(*this); }

  // For targets: the loop over groups.

  /// The trip counts of the loop nest over groups. Those of a block that outer
  /// reductions combine are visited by emitGroup.
  SmallVector<Value> getGroupCounts() {
    return createGroupCounts(builder, loc, plan, axisSizes);
  }
  /// Puts the point at the group, and the block, of these indices in the nest.
  void setGroup(ArrayRef<Value> position);
  /// Sets the index along one more axis, that of the vectors, for groups in
  /// lanes.
  void setIndex(unsigned axis, Value index) { point.indices[axis] = index; }
  /// Writes the sums of rows in turn, `count` of them from an index along the
  /// last group axis on, and all but the last sweep.
  void emitRowSums(Value from, Value count);
  /// Writes the last sweep of the rows at the point, or of the one at it, which
  /// is then the `number`-th of those whose sums were formed.
  void emitLastSweep(Width width, Value number = Value());
  /// Puts the point at rows of these indices along the last group axis.
  void setRows(ArrayRef<Value> indices) {
    point.rows = llvm::to_vector(indices);
  }
  /// Writes the code of the group, or of a tile of groups, at the point.
  void emitGroup(Width width);

  // For targets: innermost loops.

  /// A loop that carries accumulators, in blocks of sums where the sweep says
  /// so and `isTree`. Its body is the emitter's own, at `width`; `enter` writes
  /// what a target needs in it, and is told where the loop ends.
  Carried emitChain(Value from, Value to, Width width, Carried carried,
                    bool isTree, function_ref<void(Value)> enter = {});
  /// The body alone, at one index: all that there is of the sweep. What it
  /// reads and computes is there for later sweeps.
  Carried emitOnce(Value index, Width width, Carried carried,
                   function_ref<void()> enter);
  /// What of the sweep's accumulators a loop of this width carries, and what of
  /// `carried` that is.
  Carried pick(const Carried &carried,
               function_ref<bool(const SweepPlan::Slot &)> isPicked) const;
  /// Puts picked ones back.
  static void putBack(Carried &carried, const Carried &picked);

  // For targets: memory.

  const OperandView &getView(unsigned operand) const { return views[operand]; }
  const OperandView &getOutputView(unsigned output) const {
    return views[KernelOp(plan.kernel).getInputs().size() + output];
  }
  /// The indices into a view's buffer of a lane of a vector.
  SmallVector<Value> getIndices(const OperandView &view, int64_t vector,
                                int64_t lane);
  /// The index along a window, which may lie outside, of a lane of a vector.
  Value getWindowIndex(const OperandView::Window &window, int64_t vector,
                       int64_t lane);
  /// The index along an axis, `offset` behind the point's.
  Value getIndex(unsigned axis, int64_t offset);
  /// The index along an axis of a lane of a vector.
  Value getIndex(unsigned axis, int64_t vector, int64_t lane);
  /// Whether the view has other elements at other points of a sweep.
  bool moves(const OperandView &view) const {
    return !view.windows.empty() || llvm::any_of(view.axes, [&](unsigned axis) {
      return isSwept(axis);
    });
  }
  /// Calls `function` with the point at each of the rows in turn.
  void forEachRow(function_ref<void()> function);
  /// A value of the region for a vector of the iteration; null where it is not
  /// computed yet.
  Value lookup(Value value, int64_t vector) const;
  /// Vectors of a full iteration of the sweep at hand.
  Width getWidth() const {
    Width width = plan.width;
    width.unroll = sweep->unroll;
    return width;
  }
  /// One for all lanes.
  Value broadcast(Value value);
  /// Whether the sweep at hand walks an axis.
  bool isSwept(unsigned axis) const {
    return llvm::is_contained(sweep->axes, axis);
  }
  /// Whether lanes may differ in the index of any axis of the sweep at hand.
  bool isScattered() const { return plan.isScattered(*sweep); }
  /// Whether the axes along which a view varies have that of the vectors.
  bool isAlongVector(const OperandView &view) const {
    return isScattered() ? moves(view)
                         : plan.vectorAxis &&
                               llvm::is_contained(view.axes, *plan.vectorAxis);
  }
  /// Vectors of an iteration that may lie at another place of the view each: at
  /// other points of a loop, or without one in other groups, unless vectors are
  /// points that share a group.
  int64_t countVectors(const OperandView &view) const {
    bool differ = sweep->distance > 0
                      ? moves(view)
                      : plan.points.axes.empty() && isAlongVector(view);
    return differ ? point.width.unroll : 1;
  }

  /// Two values of a reduction as one.
  Value combine(ReductionKind kind, Value first, Value second);
  /// Values of a reduction as one: chains of `length`, and a tree of these.
  Value combineChains(ReductionKind kind, ArrayRef<Value> values,
                      int64_t length);
  /// Values of a reduction as one: pairwise, neighbours first.
  Value combineTree(ReductionKind kind, SmallVector<Value> values);
  /// Lanes of a vector as one: the lower half with the upper one, in turn.
  Value combineLanes(ReductionKind kind, Value vector);

  OpBuilder &builder;
  Location loc;
  const SweepPlan &plan;
  SmallVector<Value> axisSizes; // by axis
  SweepPoint point;
  const SweepPlan::Sweep *sweep = nullptr; // the one at hand

private:
  using Key = std::tuple<Value, int64_t, int64_t>; // with its row and vector
  using LoopBody = function_ref<Carried(Carried)>;

  Key getKey(Value value, int64_t vector) const {
    return {value, plan.isPerRow(value) ? point.row : 0, vector};
  }
  Type getType(const SweepPlan::Step &step) const;
  Value getNeutral(ReduceOp reduce, Type type);
  ReduceOp getReduction(unsigned slot) const {
    return sweep->reductions[sweep->slots[slot].reduction].op;
  }

  void setPoint(ArrayRef<unsigned> axes, Value number);
  SmallVector<Value> split(ArrayRef<unsigned> axes, Value number);
  /// Whether a loop fixes the index along an axis.
  bool isFixed(unsigned axis) const {
    return point.indices[axis] || (isSwept(axis) && !point.places.empty() &&
                                   point.places.front()[axis]);
  }
  void emitSteps(unsigned level) {
    forEachRow([&] { emitRowSteps(level); });
  }
  void emitRowSteps(unsigned level);
  Value emitStep(const SweepPlan::Step &step, int64_t vector);
  Value emitOp(const SweepPlan::Step &step, int64_t vector);
  Value emitRead(const SweepPlan::Step &step, int64_t vector);
  Value emitWindowRead(const SweepPlan::Step &step, int64_t vector);
  Value emitGuard(Type type, Value condition, function_ref<Value()> yes,
                  function_ref<Value()> no);
  Value isInside(const OperandView &view, int64_t vector, int64_t lane);
  bool slides(const OperandView &view) const;

  /// Linear points of the reduced space inside of what outer loops fix; null
  /// bounds for all.
  struct Range {
    Value from, to;
  };
  void emitOneGroup();
  void emitSweeps(ArrayRef<SweepPlan::Sweep> planned);
  void emitSweep();
  void emitSweepWhere(Value condition);
  Value createCondition();
  Carried startSlots();
  Carried emitLoops(unsigned level, Range range, Carried carried);
  Range getAxisRange(unsigned level, Range range, Range &rest);
  Range getInnerRange(unsigned level, Range range);
  Carried emitTree(ArrayRef<unsigned> axes, Value from, Value to, int64_t step,
                   unsigned level, Carried carried, LoopBody body);
  Carried emitLoop(Value from, Value to, int64_t step, Carried carried,
                   function_ref<Carried(Value, Carried)> body);
  Carried emitBody(Carried carried);
  Value getAddend(const SweepPlan::Slot &slot);
  Value getJoined(ReduceOp reduce);
  Value getNarrow(ReduceOp reduce, int64_t vector);
  Value widen(Value sum);
  Value emitRowBlocks(Range rows, Carried &carried);
  void addRows(unsigned axis, Value index, Carried &carried);
  void emitWrites() {
    forEachRow([&] { emitRowWrites(); });
  }
  void emitRowWrites();
  void accumulate(unsigned output);
  void finishReductions(const Carried &carried);

  TargetEmitter &target;
  SmallVector<OperandView> views; // inputs, then results
  SmallVector<DenseMap<Key, Value>> scopes;
  SmallVector<Value> ofRows; // the plan's, a vector each
  bool haveSums = false;     // the rows of the last sweep, in these
  Range blockRange;          // of the block at the point
  Range outerRange;          // of the groups in it, in turn
  Value isFirst;             // whether the group is the first of them
  bool isStart = false; // the body is the first that adds to its accumulators
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_EMIT_SWEEPEMITTER_H
