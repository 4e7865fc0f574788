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
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace mlir::norm;

/// Additions one after the other in a sum that rounds noticeably.
static constexpr int64_t kChainLength = 32;

GroupEmitter::GroupEmitter(OpBuilder &builder, KernelOp kernel,
                           const SweepAnalysis &sweeps,
                           const KernelLayout &layout,
                           MutableArrayRef<OperandView> views,
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
  Operation *emitted = builder.create(state);
  // A product that is only summed may be rounded with the sum.
  if (auto product = dyn_cast<arith::MulFOp>(emitted);
      product && result.hasOneUse() && isa<ReduceOp>(*result.user_begin()))
    product.setFastmath(arith::FastMathFlags::contract);
  return emitted->getResult(0);
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
  SmallVector<Value> result;
  if (view.block)
    result.push_back(view.block);
  for (unsigned axis : view.axes) {
    int64_t offset = copy * width.lanes + lane;
    result.push_back(axis == OperandView::kWindow
                         ? getWindowIndex(view, offset)
                         : getIndex(axis, axis == vectorAxis ? offset : 0));
  }
  return result;
}

void GroupEmitter::setBlock(Value number, Value from, Value to) {
  blockFrom = from;
  blockTo = to;
  for (OperandView &view : views.drop_front(kernel.getInputs().size()))
    view.block = number;
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

/// A whole, aligned vector past the cache. It is stored as integers, since
/// vectors of 16-bit floats would go through the cache.
void GroupEmitter::emitNontemporalStore(Value value, unsigned output,
                                        int64_t copy) {
  auto type = cast<VectorType>(value.getType());
  int64_t bits = type.getElementTypeBitWidth();
  if (isa<FloatType>(type.getElementType()))
    value = arith::BitcastOp::create(
        builder, loc,
        VectorType::get(type.getShape(), builder.getIntegerType(bits)), value);
  Value offset = arith::MulIOp::create(
      builder, loc, getIndex(*vectorAxis, copy * width.lanes),
      arith::ConstantIndexOp::create(builder, loc, bits / 8));
  Value address =
      arith::AddIOp::create(builder, loc, emitAddress(output), offset);
  Value number =
      arith::IndexCastOp::create(builder, loc, builder.getI64Type(), address);
  Value pointer = LLVM::IntToPtrOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()),
      ValueRange(number));
  LLVM::StoreOp::create(builder, loc, value, pointer,
                        /*alignment=*/width.lanes * bits / 8,
                        /*isVolatile=*/false, /*isNonTemporal=*/true);
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
    if (isNontemporal && canPassCache(output)) {
      emitNontemporalStore(value, output, copy);
      continue;
    }
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
    return arith::AddFOp::create(builder, loc, first, second,
                                 arith::FastMathFlags::contract);
  case ReductionKind::Max:
    return arith::MaximumFOp::create(builder, loc, first, second);
  case ReductionKind::Min:
    return arith::MinimumFOp::create(builder, loc, first, second);
  }
  llvm_unreachable("a kind of reduction");
}

/// The accumulators of a reduction: one per copy, but for lanes that all hold
/// the same group.
int64_t GroupEmitter::countCopies(ReduceOp reduce) const {
  return isSweptByVectors || isAlongVector(reduce) ? width.copies : 1;
}

/// Accumulators of a sweep, in this order: for each reduction its copies and,
/// where vectors run along the sweep, one scalar for what vectors leave.
void GroupEmitter::emitSweep(unsigned sweep) {
  ArrayRef<ReduceOp> reductions = sweeps.getReductions(sweep);
  if (reductions.empty() && sweeps.getOutputs(sweep).empty())
    return;
  Accumulators accumulators;
  SmallVector<ReduceOp> owners;
  auto add = [&](ReduceOp reduce, Type type) {
    accumulators.push_back(getNeutral(reduce, type));
    owners.push_back(reduce);
  };
  for (ReduceOp reduce : reductions) {
    Type scalar = reduce.getType();
    bool isVector =
        width.lanes > 1 && (isSweptByVectors || isAlongVector(reduce));
    Type type = isVector ? VectorType::get(width.lanes, scalar) : scalar;
    for (int64_t copy = 0; copy < countCopies(reduce); ++copy)
      add(reduce, type);
    if (isSweptByVectors)
      add(reduce, scalar);
  }
  finishReductions(sweep, emitLoops(sweep, 0, accumulators, owners));
}

GroupEmitter::Accumulators
GroupEmitter::emitLoops(unsigned sweep, unsigned level,
                        ArrayRef<Value> accumulators,
                        ArrayRef<ReduceOp> owners) {
  if (level == sweepAxes.size())
    return emitPoint(sweep, accumulators);
  unsigned axis = sweepAxes[level];
  if (axis == vectorAxis)
    return emitVectorLoops(sweep, accumulators, owners);
  Value from = arith::ConstantIndexOp::create(builder, loc, 0);
  Value to = axisSizes[axis];
  if (level == 0 && blockFrom) {
    from = blockFrom;
    to = blockTo;
  }
  return emitLoop(axis, from, to, 1, accumulators, owners,
                  [&](ArrayRef<Value> carried) {
                    emitKnown(needed);
                    return emitLoops(sweep, level + 1, carried, owners);
                  });
}

/// Whether a sum rounds noticeably: one of f32, or one of f64 over elements that
/// are f64 themselves. An f64 sum of narrower elements has bits to spare.
bool GroupEmitter::hasNarrowSums(ArrayRef<ReduceOp> reductions) const {
  bool hasDouble = llvm::any_of(KernelOp(kernel).getInputs(), [](Value input) {
    return getElementTypeOrSelf(input).isF64();
  });
  return llvm::any_of(reductions, [&](ReduceOp reduce) {
    return ReduceOp(reduce).getKind() == ReductionKind::Add &&
           (!ReduceOp(reduce).getType().isF64() || hasDouble);
  });
}

/// A loop along `axis` that carries the accumulators. Sums that round
/// noticeably are trees of short chains: the loop is split into blocks of
/// blocks, each with sums of its own.
GroupEmitter::Accumulators
GroupEmitter::emitLoop(unsigned axis, Value from, Value to, int64_t step,
                       ArrayRef<Value> accumulators,
                       ArrayRef<ReduceOp> owners, LoopBody body) {
  unsigned levels = hasNarrowSums(owners) ? 3 : 0;
  return emitBlocks(axis, from, to, step, levels, accumulators, owners, body);
}

GroupEmitter::Accumulators GroupEmitter::emitBlocks(
    unsigned axis, Value from, Value to, int64_t step, unsigned level,
    ArrayRef<Value> accumulators, ArrayRef<ReduceOp> owners, LoopBody body) {
  if (level == 0)
    return emitPlainLoop(from, to, step, accumulators,
                         [&](Value index, ArrayRef<Value> carried) {
                           Value outer = std::exchange(indices[axis], index);
                           Accumulators results = body(carried);
                           indices[axis] = outer;
                           return results;
                         });
  int64_t size = step;
  for (unsigned i = 0; i < level; ++i)
    size *= kChainLength;
  // The innermost level stays: it starts sums of its own for an outer loop.
  std::optional<int64_t> begin = getConstantIntValue(from);
  std::optional<int64_t> end = getConstantIntValue(to);
  if (level > 1 && begin && end && *end - *begin <= size)
    return emitBlocks(axis, from, to, step, level - 1, accumulators, owners,
                      body);
  return emitPlainLoop(
      from, to, size, accumulators,
      [&](Value index, ArrayRef<Value> carried) {
        // Not index + size, which could overflow.
        Value left = arith::SubIOp::create(builder, loc, to, index);
        Value length = arith::MinUIOp::create(
            builder, loc, left,
            arith::ConstantIndexOp::create(builder, loc, size));
        Value stop = arith::AddIOp::create(builder, loc, index, length);
        Accumulators results;
        for (auto [reduce, value] : llvm::zip_equal(owners, carried))
          results.push_back(getNeutral(reduce, value.getType()));
        results = emitBlocks(axis, index, stop, step, level - 1, results,
                             owners, body);
        for (auto [index, reduce] : llvm::enumerate(owners))
          results[index] = combine(ReduceOp(reduce).getKind(), carried[index],
                                   results[index]);
        return results;
      });
}

/// A loop that carries the accumulators; nothing is emitted for one that runs
/// no iteration.
GroupEmitter::Accumulators GroupEmitter::emitPlainLoop(
    Value from, Value to, int64_t step, ArrayRef<Value> accumulators,
    function_ref<Accumulators(Value, ArrayRef<Value>)> body) {
  std::optional<int64_t> begin = getConstantIntValue(from);
  std::optional<int64_t> end = getConstantIntValue(to);
  if (begin && end && *begin >= *end)
    return Accumulators(accumulators);
  auto loop = scf::ForOp::create(
      builder, loc, from, to,
      arith::ConstantIndexOp::create(builder, loc, step), accumulators);
  OpBuilder::InsertionGuard insertion(builder);
  // A loop that carries nothing has a terminator already.
  Block *block = loop.getBody();
  if (!block->empty())
    block->back().erase();
  builder.setInsertionPointToStart(block);
  scopes.emplace_back();
  Accumulators carried =
      body(loop.getInductionVar(), Accumulators(loop.getRegionIterArgs()));
  scopes.pop_back();
  scf::YieldOp::create(builder, loc, carried);
  return Accumulators(loop.getResults());
}

/// Whether the vectors of a result can pass the cache by: they are whole.
bool GroupEmitter::canPassCache(unsigned output) const {
  Type element = KernelOp(kernel).getYielded()[output].getType();
  return views[KernelOp(kernel).getInputs().size() + output].isContiguous &&
         element.isIntOrFloat() && element.getIntOrFloatBitWidth() % 8 == 0;
}

/// The address of a result's element at index 0 of the vectors' axis.
Value GroupEmitter::emitAddress(unsigned output) {
  const OperandView &view = views[kernel.getInputs().size() + output];
  auto type = cast<MemRefType>(view.buffer.getType());
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, view.buffer);
  Value element = metadata.getOffset();
  for (auto [axis, stride] : llvm::zip(view.axes, metadata.getStrides()))
    if (axis != vectorAxis)
      element = arith::AddIOp::create(
          builder, loc, element,
          arith::MulIOp::create(builder, loc, indices[axis], stride));
  Value bytes = arith::ConstantIndexOp::create(
      builder, loc, type.getElementTypeBitWidth() / 8);
  Value base = memref::ExtractAlignedPointerAsIndexOp::create(builder, loc,
                                                              view.buffer);
  return arith::AddIOp::create(
      builder, loc, base, arith::MulIOp::create(builder, loc, element, bytes));
}

/// The loops along the vectors' axis. Where results may pass the cache by,
/// these loops begin at the first element whose vectors are aligned.
GroupEmitter::Accumulators
GroupEmitter::emitVectorLoops(unsigned sweep, ArrayRef<Value> accumulators,
                              ArrayRef<ReduceOp> owners) {
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  SmallVector<unsigned> results;
  for (unsigned output : sweeps.getOutputs(sweep))
    if (canPassCache(output))
      results.push_back(output);
  if (!nontemporal || results.empty() || width.lanes == 1)
    return emitVectorRange(sweep, accumulators, owners, zero);

  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto getBytes = [&](unsigned output) -> int64_t {
    return kernel.getYielded()[output].getType().getIntOrFloatBitWidth() / 8;
  };
  // Elements before the first aligned vector of the first result; the others
  // must agree.
  unsigned first = results.front();
  Value vectorBytes = constant(width.lanes * getBytes(first));
  Value address = emitAddress(first);
  Value misaligned = arith::RemUIOp::create(builder, loc, address, vectorBytes);
  Value missing = arith::RemUIOp::create(
      builder, loc,
      arith::SubIOp::create(builder, loc, vectorBytes, misaligned),
      vectorBytes);
  Value head = arith::DivUIOp::create(builder, loc, missing,
                                      constant(getBytes(first)));
  head = arith::MinUIOp::create(builder, loc, head, axisSizes[*vectorAxis]);
  Value condition = nontemporal;
  for (unsigned output : results) {
    Value start = arith::AddIOp::create(
        builder, loc, emitAddress(output),
        arith::MulIOp::create(builder, loc, head, constant(getBytes(output))));
    Value rest = arith::RemUIOp::create(
        builder, loc, start, constant(width.lanes * getBytes(output)));
    Value isAligned = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq, rest, constant(0));
    condition = arith::AndIOp::create(builder, loc, condition, isAligned);
  }
  SmallVector<Type> types = llvm::to_vector(ValueRange(accumulators).getTypes());
  auto choice = scf::IfOp::create(builder, loc, types, condition,
                                  /*withElseRegion=*/true);
  auto emitBranch = [&](Block *block, bool passes, Value from) {
    OpBuilder::InsertionGuard insertion(builder);
    if (!block->empty())
      block->back().erase();
    builder.setInsertionPointToStart(block);
    isNontemporal = passes;
    scopes.emplace_back();
    scf::YieldOp::create(builder, loc,
                         emitVectorRange(sweep, accumulators, owners, from));
    scopes.pop_back();
    isNontemporal = false;
  };
  emitBranch(choice.thenBlock(), true, head);
  emitBranch(choice.elseBlock(), false, zero);
  return Accumulators(choice.getResults());
}

/// Single elements up to `head`, then whole iterations of all copies, then of
/// one vector, then single elements again.
GroupEmitter::Accumulators
GroupEmitter::emitVectorRange(unsigned sweep, ArrayRef<Value> accumulators,
                              ArrayRef<ReduceOp> owners, Value head) {
  unsigned axis = *vectorAxis;
  Width full = width;
  size_t perReduction = full.copies + 1;
  Accumulators current(accumulators);
  // Picks the accumulators that a loop carries, and puts them back.
  auto run = [&](Width loopWidth, Value from, Value to, bool isTail) {
    size_t first = isTail ? full.copies : 0;
    Accumulators carried;
    SmallVector<ReduceOp> carriedOwners;
    for (size_t base = 0; base < current.size(); base += perReduction)
      for (int64_t copy = 0; copy < loopWidth.copies; ++copy) {
        carried.push_back(current[base + first + copy]);
        carriedOwners.push_back(owners[base]);
      }
    width = loopWidth;
    Accumulators results =
        emitLoop(axis, from, to, loopWidth.lanes * loopWidth.copies, carried,
                 carriedOwners, [&](ArrayRef<Value> inLoop) {
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
  Value from = head;
  if (getConstantIntValue(head) != 0)
    run({1, 1}, arith::ConstantIndexOp::create(builder, loc, 0), head, true);
  auto roundDown = [&](int64_t multiple) -> Value {
    std::optional<int64_t> begin = getConstantIntValue(from);
    std::optional<int64_t> end = getConstantIntValue(size);
    if (begin && end)
      return arith::ConstantIndexOp::create(
          builder, loc, *end - (*end - *begin) % multiple);
    Value rest = arith::RemUIOp::create(
        builder, loc, arith::SubIOp::create(builder, loc, size, from),
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
    for (int64_t copy = 0; copy < countCopies(reduce); ++copy, ++next) {
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
    Accumulators copies(accumulators.slice(next, countCopies(reduce)));
    next += copies.size();
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
