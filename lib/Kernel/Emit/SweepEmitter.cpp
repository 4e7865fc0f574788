//===- SweepEmitter.cpp - Writes the sweeps of a plan ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Groups, loops and sums. What a body computes is in SweepSteps.cpp, sums in
// chains are in SweepChains.cpp.
//
//===----------------------------------------------------------------------===//

#include "SweepEmitter.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// Additions one after the other in a sum that rounds noticeably.
static constexpr int64_t kChainLength = 16;

SweepEmitter::SweepEmitter(OpBuilder &builder, const SweepPlan &plan,
                           TargetEmitter &target)
    : builder(builder), loc(plan.kernel->getLoc()), plan(plan), target(target) {
  KernelOp kernel = plan.kernel;
  SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
  for (const KernelAxis &axis : plan.layout->getAxes())
    axisSizes.push_back(getValueOrCreateConstantIndexOp(
        builder, loc, getAxisSize(builder, loc, axis, sizes)));
  views = createViews(builder, kernel, *plan.layout, sizes, plan.vectorAxis);
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

/// The product of index values.
static Value createProduct(OpBuilder &builder, Location loc,
                           ArrayRef<Value> factors) {
  Value product = arith::ConstantIndexOp::create(builder, loc, 1);
  for (Value factor : factors)
    product = builder.createOrFold<arith::MulIOp>(loc, product, factor);
  return product;
}

/// The sizes of some axes.
static SmallVector<Value> selectSizes(ArrayRef<Value> axisSizes,
                                      ArrayRef<unsigned> axes) {
  return llvm::map_to_vector(axes,
                             [&](unsigned axis) { return axisSizes[axis]; });
}

SmallVector<Value> norm::createGroupCounts(OpBuilder &builder, Location loc,
                                           const SweepPlan &plan,
                                           ArrayRef<Value> axisSizes) {
  SmallVector<Value> counts;
  auto addBlocks = [&](ArrayRef<unsigned> axes, int64_t size) {
    counts.push_back(arith::CeilDivUIOp::create(
        builder, loc, createProduct(builder, loc, selectSizes(axisSizes, axes)),
        arith::ConstantIndexOp::create(builder, loc, size)));
  };
  if (plan.blockSize > 0)
    addBlocks(plan.sweepAxes, plan.blockSize);
  if (plan.outerBlockSize > 0)
    addBlocks(plan.outerAxes, plan.outerBlockSize);
  llvm::append_range(counts, selectSizes(axisSizes, plan.groupAxes));
  return counts;
}

void SweepEmitter::setGroup(ArrayRef<Value> position) {
  point.indices.assign(axisSizes.size(), Value());
  point.rows.clear();
  auto getRange = [&](ArrayRef<unsigned> axes, int64_t blockSize) -> Range {
    point.block = position.front();
    position = position.drop_front();
    Value size = arith::ConstantIndexOp::create(builder, loc, blockSize);
    Value points = createProduct(builder, loc, selectSizes(axisSizes, axes));
    Value from = arith::MulIOp::create(builder, loc, point.block, size);
    Value left = arith::SubIOp::create(builder, loc, points, from);
    Value length = arith::MinUIOp::create(builder, loc, left, size);
    return {from, arith::AddIOp::create(builder, loc, from, length)};
  };
  if (plan.blockSize > 0)
    blockRange = getRange(plan.sweepAxes, plan.blockSize);
  if (plan.outerBlockSize > 0)
    outerRange = getRange(plan.outerAxes, plan.outerBlockSize);
  for (auto [axis, index] : llvm::zip(plan.groupAxes, position))
    point.indices[axis] = index;
}

/// The groups of a block in turn, each result of an outer reduction in memory
/// meanwhile.
void SweepEmitter::emitGroup(Width width) {
  point.width = width;
  if (plan.outerBlockSize == 0)
    return emitOneGroup();
  emitLoop(outerRange.from, outerRange.to, 1, {},
           [&](Value number, Carried carried) {
             isFirst =
                 arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                       number, outerRange.from);
             SmallVector<Value> indices = split(plan.outerAxes, number);
             for (auto [axis, index] : llvm::zip(plan.outerAxes, indices))
               point.indices[axis] = index;
             emitOneGroup();
             return carried;
           });
}

/// The indices along `axes` of the point that has the number `number` of them.
SmallVector<Value> SweepEmitter::split(ArrayRef<unsigned> axes, Value number) {
  SmallVector<Value> indices(axes.size());
  for (size_t i = axes.size(); i-- > 1;) {
    Value size = axisSizes[axes[i]];
    indices[i] = arith::RemUIOp::create(builder, loc, number, size);
    number = arith::DivUIOp::create(builder, loc, number, size);
  }
  if (!axes.empty())
    indices.front() = number;
  return indices;
}

/// Puts the point at an index of the loop over `axes`.
void SweepEmitter::setPoint(ArrayRef<unsigned> axes, Value number) {
  if (!plan.isFlat()) {
    point.indices[axes.front()] = number;
    return;
  }
  point.numbers.clear();
  point.places.clear();
  auto offset = [&](int64_t points) -> Value {
    if (points == 0)
      return number;
    return arith::AddIOp::create(
        builder, loc, number,
        arith::ConstantIndexOp::create(builder, loc, points));
  };
  int64_t lanes = isScattered() ? point.width.lanes : 1;
  int64_t vectors = sweep->distance > 0 ? point.width.unroll : 1;
  for (int64_t vector = 0; vector < vectors; ++vector)
    for (int64_t lane = 0; lane < lanes; ++lane) {
      Value first = offset(vector * sweep->distance + lane);
      if (lane == 0)
        point.numbers.push_back(first);
      SmallVector<Value> &place = point.places.emplace_back(axisSizes.size());
      for (auto [axis, index] : llvm::zip(axes, split(axes, first)))
        place[axis] = index;
    }
}

void SweepEmitter::emitSweeps(ArrayRef<SweepPlan::Sweep> planned) {
  for (const SweepPlan::Sweep &own : planned) {
    sweep = &own;
    emitSteps(0);
    if (!own.isEmpty())
      emitSweep();
  }
}

void SweepEmitter::emitOneGroup() {
  scopes.emplace_back();
  emitSweeps(plan.sweeps);
  sweep = &plan.afterwards;
  emitSteps(0);
  emitWrites();
  sweep = &plan.points;
  if (!sweep->isEmpty()) {
    emitSteps(0);
    emitLoops(0, {}, {});
  }
  sweep = nullptr;
  scopes.pop_back();
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void SweepEmitter::emitSweep() {
  Value condition = sweep->condition && target.skipsSweeps(plan)
                        ? createCondition()
                        : Value();
  if (condition)
    return emitSweepWhere(condition);
  finishReductions(emitLoops(0, blockRange, startSlots()));
}

/// The accumulators of the sweep at the width of the point.
Carried SweepEmitter::startSlots() {
  Carried carried;
  for (auto [number, slot] : llvm::enumerate(sweep->slots)) {
    const SweepPlan::Reduction &reduction = sweep->reductions[slot.reduction];
    bool isVector = sweep->isAlongVectors || reduction.isAlongVector;
    if (slot.vector >= point.width.unroll)
      continue;
    ReduceOp op = reduction.op;
    Type type = op.getType();
    if (isVector && !slot.isRest && !slot.isWhole && point.width.lanes > 1)
      type = VectorType::get(point.width.lanes, type);
    carried.slots.push_back(number);
    carried.values.push_back(getNeutral(op, type));
  }
  return carried;
}

Carried
SweepEmitter::pick(const Carried &carried,
                   function_ref<bool(const SweepPlan::Slot &)> isPicked) const {
  Carried picked;
  for (auto [slot, value] : llvm::zip_equal(carried.slots, carried.values)) {
    if (!isPicked(sweep->slots[slot]))
      continue;
    picked.slots.push_back(slot);
    picked.values.push_back(value);
  }
  return picked;
}

void SweepEmitter::putBack(Carried &carried, const Carried &picked) {
  for (auto [slot, value] : llvm::zip_equal(picked.slots, picked.values))
    carried.values[llvm::find(carried.slots, slot) - carried.slots.begin()] =
        value;
}

/// The indices of a loop of the nest that lie in a range of points; `rest` is
/// the range where it also cuts the loops inside.
SweepEmitter::Range SweepEmitter::getAxisRange(unsigned level, Range range,
                                               Range &rest) {
  rest = {};
  if (!range.from)
    return {arith::ConstantIndexOp::create(builder, loc, 0),
            axisSizes[plan.sweepAxes[level]]};
  ArrayRef<unsigned> inner = ArrayRef(plan.sweepAxes).drop_front(level + 1);
  if (inner.empty())
    return range;
  Value points = createProduct(builder, loc, selectSizes(axisSizes, inner));
  std::optional<int64_t> known = getConstantIntValue(points);
  if (!known || *known == 0 || plan.blockSize % *known != 0)
    rest = range;
  return {arith::DivUIOp::create(builder, loc, range.from, points),
          arith::CeilDivUIOp::create(builder, loc, range.to, points)};
}

/// What of a range lies at the point's index of a loop, for the loops in it.
SweepEmitter::Range SweepEmitter::getInnerRange(unsigned level, Range range) {
  ArrayRef<unsigned> inner = ArrayRef(plan.sweepAxes).drop_front(level + 1);
  Value points = createProduct(builder, loc, selectSizes(axisSizes, inner));
  Value base = arith::MulIOp::create(
      builder, loc, point.indices[plan.sweepAxes[level]], points);
  Value end = arith::AddIOp::create(builder, loc, base, points);
  Value from = arith::MaxUIOp::create(builder, loc, range.from, base);
  Value to = arith::MinUIOp::create(builder, loc, range.to, end);
  return {arith::SubIOp::create(builder, loc, from, base),
          arith::SubIOp::create(builder, loc, to, base)};
}

Carried SweepEmitter::emitLoops(unsigned level, Range range, Carried carried) {
  if (plan.isFlat())
    return target.emitVectors(
        *this,
        range.from ? range.from
                   : arith::ConstantIndexOp::create(builder, loc, 0),
        range.to
            ? range.to
            : createProduct(builder, loc, selectSizes(axisSizes, sweep->axes)),
        std::move(carried));
  if (level == plan.sweepAxes.size())
    return emitBody(std::move(carried));
  unsigned axis = plan.sweepAxes[level];
  Range rest, own = getAxisRange(level, range, rest);
  if (axis == plan.vectorAxis)
    return target.emitVectors(*this, own.from, own.to, std::move(carried));
  if (sweep->chainRows > 1 && level + 1 == plan.sweepAxes.size())
    own.from = emitRowBlocks(own, carried);
  return emitTree(axis, own.from, own.to, 1, sweep->treeLevels,
                  std::move(carried), [&](Carried inLoop) {
                    Range inside =
                        rest.from ? getInnerRange(level, rest) : Range();
                    emitSteps(level + 1);
                    return emitLoops(level + 1, inside, std::move(inLoop));
                  });
}

Carried SweepEmitter::emitChain(Value from, Value to, Width width,
                                Carried carried, bool isTree,
                                function_ref<void(Value)> enter) {
  Width outer = std::exchange(point.width, width);
  ArrayRef<unsigned> axes = sweep->axes;
  int64_t step = sweep->getStep(width);
  Carried results = emitTree(plan.isFlat() ? axes : axes.take_back(), from, to,
                             step, isTree ? sweep->treeLevels : 0,
                             std::move(carried), [&](Carried inLoop) {
                               if (enter)
                                 enter(to);
                               emitSteps(plan.getNumLoops());
                               return emitBody(std::move(inLoop));
                             });
  point.width = outer;
  return results;
}

Carried SweepEmitter::emitOnce(Value index, Width width, Carried carried,
                               function_ref<void()> enter) {
  Width outer = std::exchange(point.width, width);
  setPoint(sweep->axes, index);
  enter();
  emitSteps(plan.getNumLoops());
  isStart = true;
  carried = emitBody(std::move(carried));
  isStart = false;
  point.width = outer;
  return carried;
}

/// A loop over `axes` that carries the accumulators; with a level above 0, one
/// over blocks that have sums of their own.
Carried SweepEmitter::emitTree(ArrayRef<unsigned> axes, Value from, Value to,
                               int64_t step, unsigned level, Carried carried,
                               LoopBody body) {
  if (level == 0)
    return emitLoop(from, to, step, std::move(carried),
                    [&](Value index, Carried inLoop) {
                      SweepPoint outer = point;
                      setPoint(axes, index);
                      Carried results = body(std::move(inLoop));
                      point = std::move(outer);
                      return results;
                    });
  int64_t size = step;
  for (unsigned i = 0; i < level; ++i)
    size *= kChainLength;
  // The innermost level stays: it starts sums of its own for an outer loop.
  std::optional<int64_t> begin = getConstantIntValue(from);
  std::optional<int64_t> end = getConstantIntValue(to);
  if (level > 1 && begin && end && *end - *begin <= size)
    return emitTree(axes, from, to, step, level - 1, std::move(carried), body);
  return emitLoop(
      from, to, size, std::move(carried), [&](Value index, Carried inLoop) {
        // Not index + size, which could overflow.
        Value left = arith::SubIOp::create(builder, loc, to, index);
        Value length = arith::MinUIOp::create(
            builder, loc, left,
            arith::ConstantIndexOp::create(builder, loc, size));
        Value stop = arith::AddIOp::create(builder, loc, index, length);
        Carried own;
        for (auto [slot, value] :
             llvm::zip_equal(inLoop.slots, inLoop.values)) {
          own.slots.push_back(slot);
          own.values.push_back(getNeutral(getReduction(slot), value.getType()));
        }
        own =
            emitTree(axes, index, stop, step, level - 1, std::move(own), body);
        for (auto [place, slot] : llvm::enumerate(own.slots))
          own.values[place] = combine(getReduction(slot).getKind(),
                                      inLoop.values[place], own.values[place]);
        return own;
      });
}

/// A loop that carries the accumulators; nothing is emitted for one that runs
/// no iteration.
Carried SweepEmitter::emitLoop(Value from, Value to, int64_t step,
                               Carried carried,
                               function_ref<Carried(Value, Carried)> body) {
  std::optional<int64_t> begin = getConstantIntValue(from);
  std::optional<int64_t> end = getConstantIntValue(to);
  if (begin && end && *begin >= *end)
    return carried;
  auto loop = scf::ForOp::create(
      builder, loc, from, to,
      arith::ConstantIndexOp::create(builder, loc, step), carried.values);
  OpBuilder::InsertionGuard insertion(builder);
  // A loop that carries nothing has a terminator already.
  Block *block = loop.getBody();
  if (!block->empty())
    block->back().erase();
  builder.setInsertionPointToStart(block);
  scopes.emplace_back();
  carried.values = llvm::to_vector_of<Value>(loop.getRegionIterArgs());
  Carried results = body(loop.getInductionVar(), std::move(carried));
  scopes.pop_back();
  scf::YieldOp::create(builder, loc, results.values);
  results.values = llvm::to_vector_of<Value>(loop.getResults());
  return results;
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

Value SweepEmitter::getNeutral(ReduceOp reduce, Type type) {
  FloatAttr value = getNeutralValue(
      reduce.getKind(), cast<FloatType>(getElementTypeOrSelf(type)));
  TypedAttr attribute = value;
  if (auto shaped = dyn_cast<VectorType>(type))
    attribute = DenseElementsAttr::get(shaped, value.getValue());
  return arith::ConstantOp::create(builder, loc, attribute);
}

Value SweepEmitter::combine(ReductionKind kind, Value first, Value second) {
  switch (kind) {
  case ReductionKind::Add:
    return arith::AddFOp::create(builder, loc, first, second,
                                 arith::FastMathFlags::contract);
  case ReductionKind::Max:
    return arith::MaximumFOp::create(builder, loc, first, second);
  case ReductionKind::Min:
    return arith::MinimumFOp::create(builder, loc, first, second);
  }
  llvm_unreachable("a kind of reduction");
}

/// What a slot takes at the point.
Value SweepEmitter::getAddend(const SweepPlan::Slot &slot) {
  ReduceOp reduce = sweep->reductions[slot.reduction].op;
  if (slot.isJoined)
    return getJoined(reduce);
  bool isVector = sweep->isAlongVectors && !slot.isRest;
  auto get = [&](int64_t vector) {
    Value own = lookup(reduce.getInput(), vector);
    if (isVector)
      own = broadcast(own);
    return sweep->isAlongVectors
               ? target.mask(*this, vector, own,
                             getNeutral(reduce, own.getType()))
               : own;
  };
  if (!slot.isWhole)
    return get(slot.vector);
  Value all =
      combineTree(reduce.getKind(),
                  llvm::map_to_vector(llvm::seq(point.width.unroll), get));
  return isa<VectorType>(all.getType()) ? combineLanes(reduce.getKind(), all)
                                        : all;
}

/// The work at one point of the sweep: combines and writes.
Carried SweepEmitter::emitBody(Carried carried) {
  for (auto [number, value] : llvm::zip_equal(carried.slots, carried.values)) {
    Value own = getAddend(sweep->slots[number]);
    if (isa<VectorType>(value.getType()))
      own = broadcast(own);
    value = isStart ? own : combine(getReduction(number).getKind(), value, own);
  }
  emitWrites();
  return carried;
}

/// Makes the results of the sweep's reductions from its accumulators: a tree
/// over the vectors, then over lanes and threads, then what these left.
Value SweepEmitter::combineTree(ReductionKind kind, SmallVector<Value> values) {
  while (values.size() > 1) {
    SmallVector<Value> half;
    for (size_t i = 0; i + 1 < values.size(); i += 2)
      half.push_back(combine(kind, values[i], values[i + 1]));
    if (values.size() % 2)
      half.push_back(values.back());
    values = std::move(half);
  }
  return values.front();
}

Value SweepEmitter::combineLanes(ReductionKind kind, Value vector) {
  int64_t lanes = cast<VectorType>(vector.getType()).getNumElements();
  while (lanes > 1) {
    lanes /= 2;
    auto getHalf = [&](int64_t from) -> Value {
      return vector::ShuffleOp::create(
          builder, loc, vector, vector,
          llvm::to_vector(llvm::seq<int64_t>(from, from + lanes)));
    };
    Value lower = getHalf(0), upper = getHalf(lanes);
    vector = combine(kind, lower, upper);
  }
  return vector::ExtractOp::create(builder, loc, vector, 0);
}

void SweepEmitter::finishReductions(const Carried &carried) {
  SmallVector<ReductionKind> kinds;
  SmallVector<Value> partials;
  auto find = [&](unsigned slot) -> Value {
    const unsigned *place = llvm::find(carried.slots, slot);
    return place == carried.slots.end()
               ? Value()
               : carried.values[place - carried.slots.begin()];
  };
  for (const SweepPlan::Reduction &reduction : sweep->reductions) {
    SmallVector<Value> values;
    for (unsigned slot : reduction.slots)
      if (Value value = find(slot))
        values.push_back(value);
    ReductionKind kind = ReduceOp(reduction.op).getKind();
    if (sweep->isAlongVectors)
      values = {combineTree(kind, std::move(values))};
    kinds.append(values.size(), kind);
    partials.append(values);
  }
  target.combine(*this, kinds, partials);
  const Value *next = partials.begin();
  for (const SweepPlan::Reduction &reduction : sweep->reductions) {
    ReduceOp op = reduction.op;
    int64_t count = sweep->isAlongVectors ? 1 : 0;
    if (count == 0)
      for (unsigned slot : reduction.slots)
        count += find(slot) != nullptr;
    for (int64_t vector = 0; vector < count; ++vector) {
      Value value = *next++;
      if (reduction.rest)
        value = combine(op.getKind(), value, find(*reduction.rest));
      scopes.back()[getKey(op.getResult(), vector)] = value;
    }
  }
}
