//===- GPUGroups.cpp - What groups and points a thread takes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GPUTarget.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Index arithmetic at an emitter's place.
struct IndexBuilder {
  IndexBuilder(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}
  explicit IndexBuilder(SweepEmitter &emitter)
      : IndexBuilder(emitter.builder, emitter.loc) {}

  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value add(Value x, Value y) {
    return builder.createOrFold<arith::AddIOp>(loc, x, y);
  }
  Value multiply(Value x, Value y) {
    return builder.createOrFold<arith::MulIOp>(loc, x, y);
  }
  Value multiply(Value x, int64_t y) { return multiply(x, constant(y)); }
  Value divide(Value x, int64_t y) {
    return builder.createOrFold<arith::DivUIOp>(loc, x, constant(y));
  }
  Value remainder(Value x, int64_t y) {
    return builder.createOrFold<arith::RemUIOp>(loc, x, constant(y));
  }
  Value divideCeil(Value x, int64_t y) {
    return divide(add(x, constant(y - 1)), y);
  }
  Value isBelow(Value x, Value y) {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, x, y);
  }
  Value product(ArrayRef<Value> factors) {
    Value result = constant(1);
    for (Value factor : factors)
      result = multiply(result, factor);
    return result;
  }

  OpBuilder &builder;
  Location loc;
};

/// What the threads of a block share.
enum class BlockShape { Rows, Columns, Points };

} // namespace

static BlockShape getShape(const SweepPlan &plan) {
  bool isAll = plan.analysis->getReduced().none() && plan.points.axes.empty();
  if (isAll || !plan.vectorAxis)
    return BlockShape::Points;
  return plan.isAcrossGroups() ? BlockShape::Columns : BlockShape::Rows;
}

/// Columns that a block takes beside each other.
static int64_t getTileSize(const SweepPlan &plan, const BlockForm &form) {
  const Width &width = plan.width;
  int64_t vectors = plan.points.axes.empty() ? width.unroll : 1;
  return width.lanes * vectors * form.groups;
}

/// Points that share sums and that a block takes.
static int64_t getRangeSize(const SweepPlan &plan, const BlockForm &form) {
  return form.iterations * plan.points.getStep(plan.width);
}

/// How many ranges the points of a group have; null for one.
static Value createRangeCount(IndexBuilder &index, const SweepPlan &plan,
                              ArrayRef<Value> axisSizes,
                              const BlockForm &form) {
  if (plan.points.axes.empty())
    return nullptr;
  Value points = index.constant(1);
  for (unsigned axis : plan.points.axes)
    points = index.multiply(points, axisSizes[axis]);
  return index.divideCeil(points, getRangeSize(plan, form));
}

Value norm::createGridSize(OpBuilder &builder, Location loc,
                           const SweepPlan &plan, ArrayRef<Value> axisSizes,
                           const BlockForm &form) {
  IndexBuilder index(builder, loc);
  Value total = index.product(createGroupCounts(builder, loc, plan, axisSizes));
  Width width = plan.width;
  switch (getShape(plan)) {
  case BlockShape::Rows:
    total = index.multiply(index.divideCeil(total, form.groups), form.cluster);
    break;
  case BlockShape::Columns:
    total = index.multiply(total, index.divideCeil(axisSizes[*plan.vectorAxis],
                                                   getTileSize(plan, form)));
    break;
  case BlockShape::Points: {
    for (unsigned axis : plan.sweepAxes)
      total = index.multiply(total, axisSizes[axis]);
    return index.divideCeil(total, width.getStep());
  }
  }
  if (Value ranges = createRangeCount(index, plan, axisSizes, form))
    total = index.multiply(total, ranges);
  return total;
}

/// Of points that share sums, blocks beside each other take one range after the
/// other.
void GPUTarget::takeRange(SweepEmitter &emitter) {
  IndexBuilder index(emitter);
  const SweepPlan &plan = emitter.plan;
  Value ranges = createRangeCount(index, plan, emitter.axisSizes, form);
  if (!ranges)
    return;
  Value range =
      arith::RemUIOp::create(emitter.builder, emitter.loc, block, ranges);
  block = arith::DivUIOp::create(emitter.builder, emitter.loc, block, ranges);
  rangeBegin = index.multiply(range, getRangeSize(plan, form));
}

void GPUTarget::emitGroups(SweepEmitter &emitter) {
  OpBuilder &builder = emitter.builder;
  block = gpu::BlockIdOp::create(builder, emitter.loc, gpu::Dimension::x);
  thread = gpu::ThreadIdOp::create(builder, emitter.loc, gpu::Dimension::x);
  takeRange(emitter);
  switch (getShape(emitter.plan)) {
  case BlockShape::Rows:
    return emitRows(emitter);
  case BlockShape::Columns:
    return emitColumns(emitter);
  case BlockShape::Points:
    return emitPoints(emitter);
  }
}

/// Puts the emitter at the group that has the number `number` of them.
void GPUTarget::setGroup(SweepEmitter &emitter, ArrayRef<Value> counts,
                         Value number) {
  OpBuilder &builder = emitter.builder;
  SmallVector<Value> position(counts.size());
  for (size_t i = counts.size(); i-- > 1;) {
    position[i] =
        arith::RemUIOp::create(builder, emitter.loc, number, counts[i]);
    number = arith::DivUIOp::create(builder, emitter.loc, number, counts[i]);
  }
  if (!position.empty())
    position.front() = number;
  emitter.setGroup(position);
}

/// Rows: the threads of a group follow each other, in a block or in the blocks
/// of a cluster, or lie a number of groups apart. A thread beyond the last
/// group computes that one again, for shuffles need all lanes, and writes
/// nothing.
void GPUTarget::emitRows(SweepEmitter &emitter) {
  IndexBuilder index(emitter);
  SmallVector<Value> counts = emitter.getGroupCounts();
  int64_t threads = emitter.plan.width.threads / form.cluster;
  Value number = block;
  member = thread;
  if (form.cluster > 1) {
    rank = index.remainder(block, form.cluster);
    number = index.divide(block, form.cluster);
    member = index.add(index.multiply(rank, threads), thread);
    NVVM::ClusterArriveOp::create(emitter.builder, emitter.loc,
                                  emitter.builder.getUnitAttr());
  }
  if (form.groups > 1) {
    Value total = index.product(counts);
    Value own;
    if (form.isInterleaved) {
      member = index.divide(thread, form.groups);
      own = index.remainder(thread, form.groups);
    } else {
      member = index.remainder(thread, threads);
      own = index.divide(thread, threads);
    }
    number = index.add(index.multiply(block, form.groups), own);
    isGroup = index.isBelow(number, total);
    Value last = arith::SubIOp::create(emitter.builder, emitter.loc, total,
                                       index.constant(1));
    number = arith::MinUIOp::create(emitter.builder, emitter.loc, number, last);
  }
  setGroup(emitter, counts, number);
  emitter.emitGroup(emitter.plan.width);
}

/// Columns: neighbouring threads take neighbouring vectors of columns, so that
/// a warp reads a row of them; the others of a group lie `groups` apart.
void GPUTarget::emitColumns(SweepEmitter &emitter) {
  IndexBuilder index(emitter);
  const SweepPlan &plan = emitter.plan;
  int64_t lanes = plan.width.lanes, groups = form.groups;
  int64_t tileSize = getTileSize(plan, form);
  SmallVector<Value> counts = emitter.getGroupCounts();
  Value size = emitter.axisSizes[*plan.vectorAxis];
  counts.push_back(index.divideCeil(size, tileSize));
  member = index.divide(thread, groups);
  // The number of a tile of columns is the last, fastest index.
  Value tile = arith::RemUIOp::create(emitter.builder, emitter.loc, block,
                                      counts.back());
  Value number = arith::DivUIOp::create(emitter.builder, emitter.loc, block,
                                        counts.pop_back_val());
  setGroup(emitter, counts, number);
  Value column =
      index.add(index.multiply(tile, tileSize),
                index.multiply(index.remainder(thread, groups), lanes));
  isGroup = index.isBelow(column, size);
  emitter.setIndex(*plan.vectorAxis, column);
  emitter.emitGroup(plan.width);
}

/// Points: a block takes what its threads take in one iteration. Where there is
/// but one, one thread does.
void GPUTarget::emitPoints(SweepEmitter &emitter) {
  member = thread;
  if (!emitter.plan.vectorAxis)
    isGroup = arith::CmpIOp::create(emitter.builder, emitter.loc,
                                    arith::CmpIPredicate::eq, thread,
                                    IndexBuilder(emitter).constant(0));
  emitter.setGroup({});
  emitter.emitGroup(emitter.plan.width);
}

Carried GPUTarget::emitVectors(SweepEmitter &emitter, Value begin, Value end,
                               Carried carried) {
  OpBuilder &builder = emitter.builder;
  IndexBuilder index(emitter);
  const SweepPlan &plan = emitter.plan;
  Width width = plan.width;
  bool isAlong = emitter.sweep->isAlongVectors;
  bool isAll = getShape(plan) == BlockShape::Points;
  int64_t step = emitter.sweep->getStep(width);
  std::optional<int64_t> from = getConstantIntValue(begin);
  std::optional<int64_t> to = getConstantIntValue(end);
  if (from && to && *from >= *to)
    return carried;
  // Whole iterations leave no vector without points.
  bool isWhole = from && to && (*to - *from) % step == 0;
  bool isBounded = form.isBounded ||
                   (plan.blockSize > 0 && plan.blockSize <= step) ||
                   (from && to && *to - *from <= step);
  if (emitter.sweep == &plan.points) {
    int64_t size = getRangeSize(plan, form);
    isWhole = isWhole && *to % size == 0;
    isBounded = form.iterations == 1;
    begin = rangeBegin;
    Value stop = index.add(begin, index.constant(size));
    end = isWhole ? stop
                  : arith::MinUIOp::create(builder, emitter.loc, stop, end)
                        .getResult();
  }
  Value first =
      index.add(begin, index.multiply(member, isAlong ? width.lanes : 1));
  if (isAll)
    first = index.add(first, index.multiply(block, width.getStep()));
  auto enter = [&](Value) {
    bool hasVectors = isAll || emitter.sweep->distance > 0;
    this->end = isWhole || !hasVectors ? Value() : end;
  };
  isInLoop = true;
  if (isAll || (isAlong && isBounded))
    carried =
        emitter.emitOnce(first, width, std::move(carried), [&] { enter({}); });
  else
    carried = emitter.emitChain(first, end, width, std::move(carried),
                                /*isTree=*/true, enter);
  isInLoop = false;
  this->end = nullptr;
  return carried;
}

/// Whether a lane of a vector has a point, or a group, of its own; null where
/// all have.
Value GPUTarget::getActive(SweepEmitter &emitter, int64_t vector,
                           int64_t lane) {
  IndexBuilder index(emitter);
  const SweepPlan &plan = emitter.plan;
  if (getShape(plan) == BlockShape::Columns) {
    bool isPoint = isInLoop && emitter.sweep->distance > 0;
    Value hasColumn = isGroup;
    if (lane > 0 || (vector > 0 && !isPoint))
      hasColumn =
          index.isBelow(emitter.getIndex(*plan.vectorAxis, vector, lane),
                        emitter.axisSizes[*plan.vectorAxis]);
    // Its loop leaves out what has no first point.
    if (!isPoint || !end || vector == 0)
      return hasColumn;
    return arith::AndIOp::create(
        emitter.builder, emitter.loc, hasColumn,
        index.isBelow(emitter.point.numbers[vector], end));
  }
  if (!isInLoop || !end)
    return nullptr;
  Value number = emitter.point.numbers[vector];
  return index.isBelow(index.add(number, index.constant(lane)), end);
}
