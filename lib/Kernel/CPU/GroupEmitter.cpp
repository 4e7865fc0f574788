//===- GroupEmitter.cpp - The sweeps of one group ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GroupEmitter.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace mlir::norm;

GroupEmitter::GroupEmitter(OpBuilder &builder, KernelOp kernel,
                           const SweepAnalysis &sweeps,
                           const KernelLayout &layout,
                           ArrayRef<OperandView> views,
                           ArrayRef<Value> axisSizes,
                           std::optional<unsigned> vectorAxis)
    : builder(builder), loc(kernel.getLoc()), kernel(kernel), sweeps(sweeps),
      layout(layout), views(views), axisSizes(axisSizes),
      vectorAxis(vectorAxis) {
  for (auto [index, axis] : llvm::enumerate(layout.getAxes()))
    if (axis.isReduced && index != vectorAxis)
      sweepAxes.push_back(index);
  // Without reductions, the sweep runs along the vectors.
  if (vectorAxis && (sweeps.getReduced().none() ||
                     layout.getAxes()[*vectorAxis].isReduced)) {
    sweepAxes.push_back(*vectorAxis);
    isSweptByVectors = true;
  }
}

llvm::SmallBitVector GroupEmitter::getAxes(Value value) const {
  llvm::SmallBitVector axes(layout.getAxes().size());
  for (unsigned dim : sweeps.getExtent(value).set_bits())
    if (std::optional<unsigned> axis = layout.getAxisOf(dim))
      axes.set(*axis);
  return axes;
}

bool GroupEmitter::isAlongVector(Value value) const {
  return vectorAxis && getAxes(value).test(*vectorAxis);
}

Type GroupEmitter::getType(Value value) const {
  if (width.lanes == 1 || !isAlongVector(value))
    return value.getType();
  return VectorType::get(width.lanes, value.getType());
}

Value GroupEmitter::lookup(Value value, int64_t copy) const {
  if (value.getParentRegion() != &kernel->getRegion(0))
    return value;
  if (!isAlongVector(value))
    copy = 0;
  for (const auto &scope : llvm::reverse(scopes))
    if (Value known = scope.lookup({value, copy}))
      return known;
  return nullptr;
}

Value GroupEmitter::asVector(Value value) {
  if (width.lanes == 1 || isa<VectorType>(value.getType()))
    return value;
  return vector::BroadcastOp::create(
      builder, loc, VectorType::get(width.lanes, value.getType()), value);
}

void GroupEmitter::emit(ArrayRef<Value> groupIndices, Width groupWidth) {
  indices.assign(groupIndices.begin(), groupIndices.end());
  width = groupWidth;
  scopes.emplace_back();
  for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep) {
    needed = sweeps.getNeeded(sweep);
    emitKnown(needed);
    emitSweep(sweep);
  }
  needed = sweeps.getNeededByGroup();
  emitKnown(needed);
  for (unsigned output : sweeps.getGroupOutputs())
    emitStore(output);
  scopes.pop_back();
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Computes the needed values whose axes are all fixed.
void GroupEmitter::emitKnown(const llvm::SetVector<Value> &values) {
  for (Value value : values) {
    llvm::SmallBitVector axes = getAxes(value);
    bool isKnown = llvm::all_of(
        axes.set_bits(), [&](unsigned axis) { return bool(indices[axis]); });
    if (!isKnown || lookup(value, 0))
      continue;
    int64_t copies = isAlongVector(value) ? width.copies : 1;
    for (int64_t copy = 0; copy < copies; ++copy) {
      Value known = isa<BlockArgument>(value)
                        ? emitLoad(cast<BlockArgument>(value), copy)
                        : emitOp(value, copy);
      scopes.back()[{value, copy}] = known;
    }
  }
}

Value GroupEmitter::emitOp(Value result, int64_t copy) {
  Operation *op = result.getDefiningOp();
  bool isVector = width.lanes > 1 && isAlongVector(result);
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    Value value = lookup(operand, copy);
    operands.push_back(isVector ? asVector(value) : value);
  }
  OperationState state(loc, op->getName(), operands, getType(result),
                       op->getAttrs());
  return builder.create(state)->getResult(0);
}

Value GroupEmitter::getIndex(unsigned axis, int64_t offset) {
  if (offset == 0)
    return indices[axis];
  return arith::AddIOp::create(
      builder, loc, indices[axis],
      arith::ConstantIndexOp::create(builder, loc, offset));
}

SmallVector<Value> GroupEmitter::getIndices(const OperandView &view,
                                            int64_t copy, int64_t lane) {
  return llvm::map_to_vector(view.axes, [&](unsigned axis) {
    if (axis == OperandView::kWindow)
      return getWindowIndex(view, copy * width.lanes + lane);
    return getIndex(axis, axis == vectorAxis ? copy * width.lanes + lane : 0);
  });
}

/// The index that may lie outside; `offset` elements along the vectors' axis
/// from its first lane.
Value GroupEmitter::getWindowIndex(const OperandView &view, int64_t offset) {
  SmallVector<OpFoldResult> dims(kernel.getNumDims(),
                                 builder.getIndexAttr(0));
  for (auto [axis, entry] : llvm::enumerate(layout.getAxes()))
    if (entry.dims.size() == 1 && indices[axis])
      dims[entry.dims.front()] = getIndex(axis, axis == vectorAxis ? offset : 0);
  llvm::append_range(dims, kernel.getMixedSizes());
  unsigned numDims = kernel.getNumDims();
  AffineMap map = AffineMap::get(numDims, numDims, view.windowIndex);
  return getValueOrCreateConstantIndexOp(
      builder, loc, affine::makeComposedFoldedAffineApply(builder, loc, map, dims));
}

/// Reads the elements of one copy, all of which exist.
Value GroupEmitter::emitRead(const OperandView &view, Type element,
                             bool isVector, int64_t copy, Attribute outside) {
  if (!isVector)
    return memref::LoadOp::create(builder, loc, view.buffer,
                                  getIndices(view, copy, 0));
  auto type = VectorType::get(width.lanes, element);
  // Booleans are stored as bytes, which vectors would take for bits.
  bool canLoad = view.isContiguous && !element.isInteger(1);
  if (canLoad)
    return vector::LoadOp::create(builder, loc, type, view.buffer,
                                  getIndices(view, copy, 0));
  SmallVector<Value> lanes;
  for (int64_t lane = 0; lane < width.lanes; ++lane)
    lanes.push_back(memref::LoadOp::create(builder, loc, view.buffer,
                                           getIndices(view, copy, lane)));
  return vector::FromElementsOp::create(builder, loc, type, lanes);
}

Value GroupEmitter::emitLoad(BlockArgument argument, int64_t copy) {
  unsigned number = argument.getArgNumber();
  const OperandView &view = views[number];
  Type element = argument.getType();
  bool isVector = width.lanes > 1 && isAlongVector(argument);
  TypedAttr outside = kernel.getOutsideValue(number);
  if (!view.isEmpty && !view.windowIndex)
    return emitRead(view, element, isVector, copy, outside);

  Type type = getType(argument);
  Value outsideValue = arith::ConstantOp::create(builder, loc, outside);
  // Takes the value outside unless `isInside`.
  auto guard = [&](Value isInside, function_ref<Value()> read,
                   function_ref<Value()> otherwise) -> Value {
    auto choice = scf::IfOp::create(builder, loc, type, isInside,
                                    /*withElseRegion=*/true);
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(choice.thenBlock());
    scf::YieldOp::create(builder, loc, read());
    builder.setInsertionPointToStart(choice.elseBlock());
    scf::YieldOp::create(builder, loc, otherwise());
    return choice.getResult(0);
  };
  auto splat = [&]() -> Value {
    return isVector ? asVector(outsideValue) : outsideValue;
  };
  auto read = [&] { return emitRead(view, element, isVector, copy, outside); };
  if (view.isEmpty) {
    Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
    Value isInside = arith::XOrIOp::create(builder, loc, view.isEmpty, yes);
    return guard(isInside, read, splat);
  }
  int64_t first = copy * width.lanes;
  bool slides = isVector && llvm::is_contained(
      layout.getWindow(number)->dims, layout.getAxes()[*vectorAxis].dims.back());
  auto isInside = [&](int64_t offset) -> Value {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult,
                                 getWindowIndex(view, offset), view.windowSize);
  };
  if (!slides)
    return guard(isInside(first), read, splat);
  // Along the window: whole vectors inside, the edges lane by lane.
  Value areInside =
      arith::AndIOp::create(builder, loc, isInside(first),
                            isInside(first + width.lanes - 1));
  return guard(areInside, read, [&]() -> Value {
    SmallVector<Value> lanes;
    type = element;
    for (int64_t lane = 0; lane < width.lanes; ++lane)
      lanes.push_back(guard(
          isInside(first + lane),
          [&]() -> Value {
            return memref::LoadOp::create(builder, loc, view.buffer,
                                          getIndices(view, copy, lane));
          },
          [&] { return outsideValue; }));
    return vector::FromElementsOp::create(
        builder, loc, VectorType::get(width.lanes, element), lanes);
  });
}

void GroupEmitter::emitStore(unsigned output) {
  const OperandView &view = views[kernel.getInputs().size() + output];
  Value yielded = kernel.getYielded()[output];
  bool isAlong = vectorAxis && llvm::is_contained(view.axes, *vectorAxis);
  for (int64_t copy = 0; copy < (isAlong ? width.copies : 1); ++copy) {
    Value value = lookup(yielded, copy);
    if (width.lanes == 1 || !isAlong) {
      memref::StoreOp::create(builder, loc, value, view.buffer,
                              getIndices(view, copy, 0));
      continue;
    }
    value = asVector(value);
    if (view.isContiguous && !yielded.getType().isInteger(1)) {
      vector::StoreOp::create(builder, loc, value, view.buffer,
                              getIndices(view, copy, 0));
      continue;
    }
    for (int64_t lane = 0; lane < width.lanes; ++lane)
      memref::StoreOp::create(
          builder, loc,
          vector::ExtractOp::create(builder, loc, value, lane), view.buffer,
          getIndices(view, copy, lane));
  }
}

//===----------------------------------------------------------------------===//
// Sweeps
//===----------------------------------------------------------------------===//

Value GroupEmitter::getNeutral(ReduceOp reduce, Type type) {
  auto element = cast<FloatType>(getElementTypeOrSelf(type));
  const llvm::fltSemantics &semantics = element.getFloatSemantics();
  APFloat value = reduce.getKind() == ReductionKind::Add
                      ? APFloat::getZero(semantics)
                      : APFloat::getInf(semantics, reduce.getKind() ==
                                                       ReductionKind::Max);
  TypedAttr attribute = FloatAttr::get(element, value);
  if (auto shaped = dyn_cast<VectorType>(type))
    attribute = DenseElementsAttr::get(shaped, value);
  return arith::ConstantOp::create(builder, loc, attribute);
}

Value GroupEmitter::combine(ReductionKind kind, Value first, Value second) {
  switch (kind) {
  case ReductionKind::Add:
    return arith::AddFOp::create(builder, loc, first, second);
  case ReductionKind::Max:
    return arith::MaximumFOp::create(builder, loc, first, second);
  case ReductionKind::Min:
    return arith::MinimumFOp::create(builder, loc, first, second);
  }
  llvm_unreachable("a kind of reduction");
}

/// Accumulators of a sweep, in this order: for each reduction one per copy and,
/// where vectors run along the sweep, one scalar for what vectors leave.
void GroupEmitter::emitSweep(unsigned sweep) {
  ArrayRef<ReduceOp> reductions = sweeps.getReductions(sweep);
  if (reductions.empty() && sweeps.getOutputs(sweep).empty())
    return;
  Accumulators accumulators;
  for (ReduceOp reduce : reductions) {
    Type scalar = reduce.getType();
    bool isVector = width.lanes > 1 && vectorAxis;
    Type type = isVector ? VectorType::get(width.lanes, scalar) : scalar;
    for (int64_t copy = 0; copy < width.copies; ++copy)
      accumulators.push_back(getNeutral(reduce, type));
    if (isSweptByVectors)
      accumulators.push_back(getNeutral(reduce, scalar));
  }
  finishReductions(sweep, emitLoops(sweep, 0, accumulators));
}

GroupEmitter::Accumulators
GroupEmitter::emitLoops(unsigned sweep, unsigned level,
                        ArrayRef<Value> accumulators) {
  if (level == sweepAxes.size())
    return emitPoint(sweep, accumulators);
  unsigned axis = sweepAxes[level];
  if (axis == vectorAxis)
    return emitVectorLoops(sweep, accumulators);
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  return emitLoop(axis, zero, axisSizes[axis], 1, accumulators,
                  [&](ArrayRef<Value> carried) {
                    emitKnown(needed);
                    return emitLoops(sweep, level + 1, carried);
                  });
}

/// A loop along `axis` that carries the accumulators; nothing is emitted for
/// one that runs no iteration.
GroupEmitter::Accumulators
GroupEmitter::emitLoop(unsigned axis, Value from, Value to, int64_t step,
                       ArrayRef<Value> accumulators,
                       function_ref<Accumulators(ArrayRef<Value>)> body) {
  std::optional<int64_t> begin = getConstantIntValue(from);
  std::optional<int64_t> end = getConstantIntValue(to);
  if (begin && end && *begin >= *end)
    return Accumulators(accumulators);
  auto loop = scf::ForOp::create(
      builder, loc, from, to,
      arith::ConstantIndexOp::create(builder, loc, step), accumulators);
  OpBuilder::InsertionGuard insertion(builder);
  // An empty region has a terminator only where nothing is carried.
  Block *block = loop.getBody();
  if (!block->empty())
    block->back().erase();
  builder.setInsertionPointToStart(block);
  Value outer = std::exchange(indices[axis], loop.getInductionVar());
  scopes.emplace_back();
  Accumulators carried = body(Accumulators(loop.getRegionIterArgs()));
  scopes.pop_back();
  indices[axis] = outer;
  scf::YieldOp::create(builder, loc, carried);
  return Accumulators(loop.getResults());
}

/// The loops along the vectors' axis: whole iterations of all copies, then of
/// one vector, then of single elements.
GroupEmitter::Accumulators
GroupEmitter::emitVectorLoops(unsigned sweep, ArrayRef<Value> accumulators) {
  unsigned axis = *vectorAxis;
  Width full = width;
  size_t perReduction = full.copies + 1;
  Accumulators current(accumulators);
  // Picks the accumulators that a loop carries, and puts them back.
  auto run = [&](Width loopWidth, Value from, Value to, bool isTail) {
    size_t first = isTail ? full.copies : 0;
    Accumulators carried;
    for (size_t base = 0; base < current.size(); base += perReduction)
      for (int64_t copy = 0; copy < loopWidth.copies; ++copy)
        carried.push_back(current[base + first + copy]);
    width = loopWidth;
    Accumulators results =
        emitLoop(axis, from, to, loopWidth.lanes * loopWidth.copies, carried,
                 [&](ArrayRef<Value> inLoop) {
                   emitKnown(needed);
                   return emitPoint(sweep, inLoop);
                 });
    width = full;
    size_t next = 0;
    for (size_t base = 0; base < current.size(); base += perReduction)
      for (int64_t copy = 0; copy < loopWidth.copies; ++copy)
        current[base + first + copy] = results[next++];
  };
  Value size = axisSizes[axis];
  Value from = arith::ConstantIndexOp::create(builder, loc, 0);
  auto roundDown = [&](int64_t multiple) -> Value {
    if (std::optional<int64_t> constant = getConstantIntValue(size))
      return arith::ConstantIndexOp::create(
          builder, loc, *constant - *constant % multiple);
    Value rest = arith::RemUIOp::create(
        builder, loc, size,
        arith::ConstantIndexOp::create(builder, loc, multiple));
    return arith::SubIOp::create(builder, loc, size, rest);
  };
  if (full.copies > 1) {
    Value to = roundDown(full.lanes * full.copies);
    run(full, from, to, false);
    from = to;
  }
  if (full.lanes > 1) {
    Value to = roundDown(full.lanes);
    run({full.lanes, 1}, from, to, false);
    from = to;
  }
  run({1, 1}, from, size, true);
  return current;
}

/// The work at one point of the sweep: combines and stores.
GroupEmitter::Accumulators
GroupEmitter::emitPoint(unsigned sweep, ArrayRef<Value> accumulators) {
  Accumulators results(accumulators);
  size_t next = 0;
  for (ReduceOp reduce : sweeps.getReductions(sweep))
    for (int64_t copy = 0; copy < width.copies; ++copy, ++next) {
      Value value = lookup(reduce.getInput(), copy);
      if (isa<VectorType>(results[next].getType()))
        value = asVector(value);
      results[next] = combine(reduce.getKind(), results[next], value);
    }
  for (unsigned output : sweeps.getOutputs(sweep))
    emitStore(output);
  return results;
}

/// Makes the results of the sweep's reductions from its accumulators.
void GroupEmitter::finishReductions(unsigned sweep,
                                    ArrayRef<Value> accumulators) {
  size_t next = 0;
  for (ReduceOp reduce : sweeps.getReductions(sweep)) {
    Accumulators copies(accumulators.slice(next, width.copies));
    next += width.copies;
    Value result = reduce.getResult();
    if (!isSweptByVectors) {
      for (auto [copy, value] : llvm::enumerate(copies))
        scopes.back()[{result, isAlongVector(result) ? copy : 0}] = value;
      continue;
    }
    // A tree over the copies, then over the lanes, then what vectors left.
    while (copies.size() > 1) {
      Accumulators half;
      for (size_t i = 0; i + 1 < copies.size(); i += 2)
        half.push_back(combine(reduce.getKind(), copies[i], copies[i + 1]));
      if (copies.size() % 2)
        half.push_back(copies.back());
      copies = half;
    }
    Value value = copies.front();
    if (isa<VectorType>(value.getType())) {
      vector::CombiningKind kind =
          reduce.getKind() == ReductionKind::Add   ? vector::CombiningKind::ADD
          : reduce.getKind() == ReductionKind::Max ? vector::CombiningKind::MAXIMUMF
                                                   : vector::CombiningKind::MINIMUMF;
      value = vector::ReductionOp::create(builder, loc, kind, value,
                                          arith::FastMathFlags::reassoc);
    }
    scopes.back()[{result, 0}] =
        combine(reduce.getKind(), value, accumulators[next++]);
  }
}
