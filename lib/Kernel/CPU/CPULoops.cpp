//===- CPULoops.cpp - Loops over groups and vectors on a CPU ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CPUCostModel.h"
#include "CPUTarget.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

static Value createConstant(SweepEmitter &emitter, int64_t value) {
  return arith::ConstantIndexOp::create(emitter.builder, emitter.loc, value);
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

/// Bytes of all operands.
static Value createOperandBytes(SweepEmitter &emitter) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  Value bytes = createConstant(emitter, 0);
  SmallVector<Value> counted;
  for (auto [number, operand] :
       llvm::enumerate(KernelOp(emitter.plan.kernel).getMapped())) {
    if (llvm::is_contained(counted, operand))
      continue;
    counted.push_back(operand);
    Value size = createConstant(emitter, getElementBytes(operand.getType()));
    for (unsigned axis : emitter.getView(number).axes)
      if (axis != OperandView::kWindow)
        size = builder.createOrFold<arith::MulIOp>(loc, size,
                                                   emitter.axisSizes[axis]);
    bytes = builder.createOrFold<arith::AddIOp>(loc, bytes, size);
  }
  return bytes;
}

/// Whether results pass the cache by; null where the schedule says no.
Value CPUTarget::createNontemporalCheck(SweepEmitter &emitter) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  if (!schedule || schedule.getStores() == Stores::Regular ||
      emitter.plan.blockSize > 0)
    return nullptr;
  if (schedule.getStores() == Stores::Nontemporal)
    return arith::ConstantIntOp::create(builder, loc, 1, 1);
  // A cache of unknown size.
  if (schedule.getCache() == 0)
    return nullptr;
  return arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::uge, createOperandBytes(emitter),
      createConstant(emitter, getNontemporalBytes(schedule.getCache())));
}

/// Bytes that the kernel reads and writes, about.
Value CPUTarget::createWork(SweepEmitter &emitter) {
  Value points = createConstant(emitter, 1);
  for (Value size : emitter.axisSizes)
    points = arith::MulIOp::create(emitter.builder, emitter.loc, points, size);
  int64_t bytes = 0;
  for (Value operand : KernelOp(emitter.plan.kernel).getMapped())
    bytes = std::max(bytes, getElementBytes(operand.getType()));
  return arith::MulIOp::create(emitter.builder, emitter.loc, points,
                               createConstant(emitter, bytes));
}

/// What was stored past the cache is seen before what is stored later.
void CPUTarget::emitFence(SweepEmitter &emitter) {
  if (!nontemporal)
    return;
  auto guard = scf::IfOp::create(emitter.builder, emitter.loc, nontemporal);
  OpBuilder inside = guard.getThenBodyBuilder();
  LLVM::FenceOp::create(inside, emitter.loc, LLVM::AtomicOrdering::seq_cst);
}

/// One loop over all groups, on threads where there is enough to do.
void CPUTarget::emitGroups(SweepEmitter &emitter) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const SweepPlan &plan = emitter.plan;
  nontemporal = createNontemporalCheck(emitter);
  pairsVectors = canPairVectors(emitter);
  SmallVector<Value> counts = emitter.getGroupCounts();
  // Tiles of neighbouring groups, the last of them narrower.
  bool isTiled = plan.vectorAxis && !plan.isSweptByVectors;
  if (isTiled)
    counts.push_back(arith::CeilDivUIOp::create(
        builder, loc, emitter.axisSizes[*plan.vectorAxis],
        createConstant(emitter, plan.width.lanes * plan.width.unroll)));
  Value rows = plan.rows > 1 ? createRowCount(emitter) : Value();
  if (rows && getConstantIntValue(rows) == 1)
    rows = nullptr;
  if (rows)
    counts.back() =
        arith::CeilDivUIOp::create(builder, loc, counts.back(), rows);
  Value total = createConstant(emitter, 1);
  for (Value count : counts)
    total = arith::MulIOp::create(builder, loc, total, count);
  emitGroupLoop(emitter, total, [&](Value number) {
    SmallVector<Value> position(counts.size());
    for (unsigned i = counts.size(); i-- > 1;) {
      position[i] = arith::RemUIOp::create(builder, loc, number, counts[i]);
      number = arith::DivUIOp::create(builder, loc, number, counts[i]);
    }
    if (!counts.empty())
      position[0] = number;
    Value tile = isTiled ? position.pop_back_val() : Value();
    emitter.setGroup(position);
    if (isTiled)
      return emitTile(emitter, tile);
    if (rows)
      return emitRows(emitter, position.back(), rows);
    emitter.emitGroup(plan.width);
  });
}

/// Whether rows of which all together have `bytes` lie well beside each other:
/// not a multiple of half a page apart, where they come from the last cache and
/// results go there.
Value CPUTarget::createStrideCheck(SweepEmitter &emitter, Value bytes) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto compare = [&](arith::CmpIPredicate predicate, Value a, int64_t b) {
    return builder.createOrFold<arith::CmpIOp>(loc, predicate, a,
                                               createConstant(emitter, b));
  };
  Value rest = builder.createOrFold<arith::RemUIOp>(
      loc, bytes, createConstant(emitter, kStrideBytes * emitter.plan.rows));
  Value isFine = compare(arith::CmpIPredicate::ne, rest, 0);
  Value all = createOperandBytes(emitter);
  int64_t cache = schedule.getCache();
  Value areNear = compare(arith::CmpIPredicate::ule, all, cache / 4);
  isFine = builder.createOrFold<arith::OrIOp>(loc, isFine, areNear);
  Value passes =
      compare(arith::CmpIPredicate::uge, all, getNontemporalBytes(cache));
  return builder.createOrFold<arith::OrIOp>(loc, isFine, passes);
}

/// How many rows are taken together: all that the plan allows, or one where
/// they would not stay in the first cache between their sums and the last
/// sweep, where there are few to share among threads, or by how they lie.
Value CPUTarget::createRowCount(SweepEmitter &emitter) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const SweepPlan &plan = emitter.plan;
  Value areMany = builder.createOrFold<arith::CmpIOp>(
      loc, arith::CmpIPredicate::uge, emitter.axisSizes[plan.groupAxes.back()],
      createConstant(emitter, kLeastRows));
  int64_t bytes = 0;
  KernelOp kernel = plan.kernel;
  for (auto [operand, input] : llvm::enumerate(kernel.getInputs())) {
    Value element = kernel.getBody().getArgument(operand);
    if (plan.sweeps.size() > 1 && plan.isPerRow(element) &&
        plan.isAlongVector(element))
      bytes += getElementBytes(input.getType());
  }
  Value size = createConstant(emitter, bytes * plan.rows);
  for (unsigned axis : plan.sweepAxes)
    size =
        builder.createOrFold<arith::MulIOp>(loc, size, emitter.axisSizes[axis]);
  Value areShort = builder.createOrFold<arith::CmpIOp>(
      loc, arith::CmpIPredicate::ule, size, createConstant(emitter, kRowBytes));
  Value areTogether =
      builder.createOrFold<arith::AndIOp>(loc, areMany, areShort);
  if (plan.sweeps.size() > 1)
    areTogether = builder.createOrFold<arith::AndIOp>(
        loc, areTogether, createStrideCheck(emitter, size));
  return builder.createOrFold<arith::SelectOp>(
      loc, areTogether, createConstant(emitter, plan.rows),
      createConstant(emitter, 1));
}

/// The rows of the block `number` of as many as `count`: the last sweep takes
/// them together where the block has all rows of the plan.
void CPUTarget::emitRows(SweepEmitter &emitter, Value number, Value count) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const SweepPlan &plan = emitter.plan;
  unsigned axis = plan.groupAxes.back();
  Value size = emitter.axisSizes[axis];
  Value from = arith::MulIOp::create(builder, loc, number, count);
  std::optional<int64_t> known = getConstantIntValue(size);
  bool areAllFull = known && *known % plan.rows == 0 &&
                    getConstantIntValue(count) == plan.rows;
  Value own = count;
  if (!areAllFull) {
    Value left = arith::SubIOp::create(builder, loc, size, from);
    own = arith::MinUIOp::create(builder, loc, left, count);
  }
  emitter.emitRowSums(from, own);
  Value areAll = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                       own, createConstant(emitter, plan.rows));
  auto choice = scf::IfOp::create(builder, loc, areAll, !areAllFull);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  SmallVector<Value> rows;
  for (int64_t row = 0; row < plan.rows; ++row)
    rows.push_back(arith::AddIOp::create(builder, loc, from,
                                         createConstant(emitter, row)));
  emitter.setRows(rows);
  emitter.emitLastSweep(plan.width);
  emitter.setRows({});
  if (areAllFull)
    return;
  builder.setInsertionPointToStart(choice.elseBlock());
  auto loop = scf::ForOp::create(builder, loc, createConstant(emitter, 0), own,
                                 createConstant(emitter, 1));
  builder.setInsertionPointToStart(loop.getBody());
  Value row = loop.getInductionVar();
  emitter.setIndex(axis, arith::AddIOp::create(builder, loc, from, row));
  emitter.emitLastSweep(plan.width, row);
}

void CPUTarget::emitGroupLoop(SweepEmitter &emitter, Value total,
                              function_ref<void(Value)> body) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  OpBuilder::InsertionGuard insertion(builder);
  Value zero = createConstant(emitter, 0), one = createConstant(emitter, 1);
  if (!parallel || getConstantIntValue(total) == 1) {
    auto loop = scf::ForOp::create(builder, loc, zero, total, one);
    builder.setInsertionPointToStart(loop.getBody());
    body(loop.getInductionVar());
    builder.setInsertionPointAfter(loop);
    return emitFence(emitter);
  }
  omp::ParallelOperands parallelClauses;
  parallelClauses.ifExpr = arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::uge, createWork(emitter),
      createConstant(emitter, kForkBytes));
  auto region = omp::ParallelOp::create(builder, loc, parallelClauses);
  builder.createBlock(&region.getRegion());
  // All threads meet at the end of the region, after fences of their own.
  omp::WsloopOperands worksharingClauses;
  worksharingClauses.nowait = builder.getUnitAttr();
  auto worksharing = omp::WsloopOp::create(builder, loc, worksharingClauses);
  emitFence(emitter);
  omp::TerminatorOp::create(builder, loc);
  builder.createBlock(&worksharing.getRegion());
  omp::LoopNestOperands bounds;
  bounds.loopLowerBounds = {zero};
  bounds.loopUpperBounds = {total};
  bounds.loopSteps = {one};
  auto nest = omp::LoopNestOp::create(builder, loc, bounds);
  Block *block =
      builder.createBlock(&nest.getRegion(), {}, builder.getIndexType(), loc);
  body(block->getArgument(0));
  omp::YieldOp::create(builder, loc, ValueRange());
}

/// A tile of groups along the vectors' axis: all of its vectors where they
/// fit, else single vectors and then single groups.
void CPUTarget::emitTile(SweepEmitter &emitter, Value number) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  unsigned axis = *emitter.plan.vectorAxis;
  Width width = emitter.plan.width;
  int64_t tile = width.lanes * width.unroll;
  Value from = arith::MulIOp::create(builder, loc, number,
                                     createConstant(emitter, tile));
  Value to =
      arith::AddIOp::create(builder, loc, from, createConstant(emitter, tile));
  Value size = emitter.axisSizes[axis];
  Value fits =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ule, to, size);
  auto choice = scf::IfOp::create(builder, loc, fits, tile > 1);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  emitter.setIndex(axis, from);
  emitter.emitGroup(width);
  if (tile == 1)
    return;
  builder.setInsertionPointToStart(choice.elseBlock());
  Value left = arith::SubIOp::create(builder, loc, size, from);
  if (masksLanes)
    return emitTileRange(emitter, from, size, {width.lanes, 1},
                         /*isMasked=*/true);
  if (width.unroll > 1 && width.lanes > 1) {
    Value rest = arith::RemUIOp::create(builder, loc, left,
                                        createConstant(emitter, width.lanes));
    Value end = arith::SubIOp::create(builder, loc, size, rest);
    emitTileRange(emitter, from, end, {width.lanes, 1});
    from = end;
  }
  emitTileRange(emitter, from, size, {1, 1});
}

void CPUTarget::emitTileRange(SweepEmitter &emitter, Value from, Value to,
                              Width width, bool isMasked) {
  OpBuilder &builder = emitter.builder;
  auto loop =
      scf::ForOp::create(builder, emitter.loc, from, to,
                         createConstant(emitter, width.lanes * width.unroll));
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(loop.getBody());
  emitter.setIndex(*emitter.plan.vectorAxis, loop.getInductionVar());
  lanes = isMasked ? createMask(emitter, to) : Value();
  emitter.emitGroup(width);
  lanes = nullptr;
}

//===----------------------------------------------------------------------===//
// Vectors along a sweep
//===----------------------------------------------------------------------===//

bool norm::canMaskLanes(KernelOp kernel, const KernelLayout &layout,
                        unsigned axis, CPUScheduleAttr schedule) {
  if (!schedule || schedule.getTail() != Tail::Masked ||
      schedule.getLanes() == 1 || layout.hasWindowAlong(axis))
    return false;
  // LLVM 22 writes 4 bytes for a narrower element where it knows that all lanes
  // but the first rest.
  const SizeProduct &size = layout.getAxes()[axis].size;
  bool hasOneLane =
      size.isStatic() && size.coefficient % schedule.getLanes() == 1;
  for (Value init : kernel.getInits())
    if (hasOneLane && getElementBytes(init.getType()) < 4)
      return false;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped())) {
    const SizeProduct &stride = layout.getStride(number, axis);
    if (!stride.isZero() &&
        (!stride.isOne() || getElementTypeOrSelf(operand).isInteger(1)))
      return false;
  }
  return true;
}

/// The lanes from the point on that lie before `end`.
Value CPUTarget::createMask(SweepEmitter &emitter, Value end) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  int64_t count = emitter.plan.width.lanes;
  Value left = arith::IndexCastOp::create(
      builder, loc, builder.getI32Type(),
      arith::SubIOp::create(builder, loc, end,
                            emitter.point.indices[*emitter.plan.vectorAxis]));
  auto type = VectorType::get(count, builder.getI32Type());
  auto numbers = llvm::to_vector(llvm::seq<int32_t>(0, count));
  return arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::slt,
      arith::ConstantOp::create(builder, loc,
                                DenseIntElementsAttr::get(type, numbers)),
      vector::BroadcastOp::create(builder, loc, type, left));
}

Value CPUTarget::mask(SweepEmitter &emitter, int64_t, Value value,
                      Value neutral) {
  if (!lanes)
    return value;
  return arith::SelectOp::create(emitter.builder, emitter.loc, lanes, value,
                                 neutral);
}

void CPUTarget::combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                        MutableArrayRef<Value> values) {
  // Lanes across the sweep are groups.
  if (!emitter.plan.isSweptByVectors)
    return;
  for (auto [kind, value] : llvm::zip(kinds, values)) {
    if (!isa<VectorType>(value.getType()))
      continue;
    vector::CombiningKind combining =
        kind == ReductionKind::Add   ? vector::CombiningKind::ADD
        : kind == ReductionKind::Max ? vector::CombiningKind::MAXIMUMF
                                     : vector::CombiningKind::MINIMUMF;
    value = vector::ReductionOp::create(emitter.builder, emitter.loc, combining,
                                        value, arith::FastMathFlags::reassoc);
  }
}

/// Where results may pass the cache by, the loops begin at the first element
/// whose vectors are aligned.
Carried CPUTarget::emitVectors(SweepEmitter &emitter, Value begin, Value end,
                               Carried carried) {
  SmallVector<unsigned> outputs;
  for (unsigned output : emitter.sweep->outputs)
    if (passesCache(emitter, output))
      outputs.push_back(output);
  if (!nontemporal || outputs.empty() || emitter.plan.width.lanes == 1)
    return emitRange(emitter, begin, begin, end, std::move(carried));
  return emitAligned(emitter, outputs, end, std::move(carried));
}

Carried CPUTarget::emitAligned(SweepEmitter &emitter,
                               ArrayRef<unsigned> outputs, Value end,
                               Carried carried) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  Value zero = createConstant(emitter, 0);
  auto getBytes = [&](unsigned output) -> int64_t {
    return getElementBytes(
        KernelOp(emitter.plan.kernel).getYielded()[output].getType());
  };
  auto getVectorBytes = [&](unsigned output) -> Value {
    return createConstant(emitter, emitter.plan.width.lanes * getBytes(output) *
                                       countJoined(emitter, output));
  };
  // Elements before the first aligned vector of the first result; the others
  // must agree. Sums are the same wherever a row begins, so none skips a head.
  unsigned first = outputs.front();
  Value vectorBytes = getVectorBytes(first);
  Value address = createAddress(emitter, emitter.getOutputView(first));
  Value misaligned = arith::RemUIOp::create(builder, loc, address, vectorBytes);
  Value missing = arith::RemUIOp::create(
      builder, loc,
      arith::SubIOp::create(builder, loc, vectorBytes, misaligned),
      vectorBytes);
  Value head = arith::DivUIOp::create(builder, loc, missing,
                                      createConstant(emitter, getBytes(first)));
  head = arith::MinUIOp::create(builder, loc, head, end);
  if (!carried.values.empty())
    head = zero;
  Value condition = nontemporal;
  auto requireAligned = [&](unsigned output) {
    Value start = arith::AddIOp::create(
        builder, loc, createAddress(emitter, emitter.getOutputView(output)),
        arith::MulIOp::create(builder, loc, head,
                              createConstant(emitter, getBytes(output))));
    Value rest =
        arith::RemUIOp::create(builder, loc, start, getVectorBytes(output));
    Value isAligned = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq, rest, zero);
    condition = arith::AndIOp::create(builder, loc, condition, isAligned);
  };
  emitter.forEachRow([&] { llvm::for_each(outputs, requireAligned); });
  SmallVector<Type> types =
      llvm::to_vector(ValueRange(carried.values).getTypes());
  auto choice = scf::IfOp::create(builder, loc, types, condition,
                                  /*withElseRegion=*/true);
  Carried results;
  auto emitBranch = [&](Block *block, bool passes, Value from) {
    OpBuilder::InsertionGuard insertion(builder);
    if (!block->empty())
      block->back().erase();
    builder.setInsertionPointToStart(block);
    isNontemporal = passes;
    results = emitRange(emitter, zero, from, end, carried);
    scf::YieldOp::create(builder, loc, results.values);
    isNontemporal = false;
  };
  emitBranch(choice.thenBlock(), true, head);
  emitBranch(choice.elseBlock(), false, zero);
  results.values = llvm::to_vector_of<Value>(choice.getResults());
  return results;
}

/// From `begin` to `head`, then whole iterations, then the rest up to `end`:
/// vectors some of whose lanes rest, or single vectors and single elements.
Carried CPUTarget::emitRange(SweepEmitter &emitter, Value begin, Value head,
                             Value end, Carried carried) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  Width full = emitter.getWidth();
  auto run = [&](Width width, Value from, Value to, bool isTail) {
    bool takesRest = isTail && !masksLanes;
    Carried picked = emitter.pick(carried, [&](const SweepPlan::Slot &slot) {
      return slot.isRest == takesRest && slot.vector < width.unroll;
    });
    auto enter = [&](Value stop) {
      if (isTail && masksLanes)
        lanes = createMask(emitter, stop);
    };
    picked = emitter.emitChain(from, to, width, std::move(picked),
                               /*isTree=*/!isTail, enter);
    lanes = nullptr;
    SweepEmitter::putBack(carried, picked);
  };
  Value from = head;
  Width rest = {masksLanes ? full.lanes : 1, 1};
  if (head != begin)
    run(rest, begin, head, true);
  auto roundDown = [&](int64_t multiple) -> Value {
    std::optional<int64_t> first = getConstantIntValue(from);
    std::optional<int64_t> last = getConstantIntValue(end);
    if (first && last)
      return createConstant(emitter, *last - (*last - *first) % multiple);
    Value left = arith::RemUIOp::create(
        builder, loc, arith::SubIOp::create(builder, loc, end, from),
        createConstant(emitter, multiple));
    return arith::SubIOp::create(builder, loc, end, left);
  };
  Value to = roundDown(full.lanes * full.unroll);
  run(full, from, to, false);
  from = to;
  // Long iterations leave much.
  if (int64_t unroll = emitter.plan.width.unroll; unroll < full.unroll) {
    to = roundDown(full.lanes * unroll);
    run({full.lanes, unroll}, from, to, false);
    from = to;
  }
  if (full.lanes > 1 && full.unroll > 1 && !masksLanes) {
    to = roundDown(full.lanes);
    run({full.lanes, 1}, from, to, false);
    from = to;
  }
  // Less than an iteration's elements, or than a vector's, in one chain.
  if (full.lanes * full.unroll > 1)
    run(rest, from, end, true);
  return carried;
}
