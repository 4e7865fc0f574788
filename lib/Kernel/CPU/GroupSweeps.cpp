//===- GroupSweeps.cpp - The loops of a group's sweeps ---===//
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

using namespace mlir;
using namespace mlir::norm;

/// Additions one after the other in a sum that rounds noticeably.
static constexpr int64_t kChainLength = 16;

Value GroupEmitter::getNeutral(ReduceOp reduce, Type type) {
  auto element = cast<FloatType>(getElementTypeOrSelf(type));
  const llvm::fltSemantics &semantics = element.getFloatSemantics();
  APFloat value =
      reduce.getKind() == ReductionKind::Add
          ? APFloat::getZero(semantics)
          : APFloat::getInf(semantics, reduce.getKind() == ReductionKind::Max);
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
    if (isSweptByVectors && !canMask())
      add(reduce, scalar);
  }
  isStoring = !sweeps.getOutputs(sweep).empty();
  finishReductions(sweep, emitLoops(sweep, 0, accumulators, owners));
}

GroupEmitter::Accumulators GroupEmitter::emitLoops(unsigned sweep,
                                                   unsigned level,
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
  return emitBlocks(axis, from, to, 1, getLevels(owners), accumulators, owners,
                    [&](ArrayRef<Value> carried) {
                      emitKnown(needed);
                      return emitLoops(sweep, level + 1, carried, owners);
                    });
}

/// Levels of blocks that sums are formed in: those that round noticeably are
/// trees of short chains. They are those of f32, or of f64 over elements that
/// are f64 themselves; an f64 sum of narrower elements has bits to spare.
unsigned GroupEmitter::getLevels(ArrayRef<ReduceOp> reductions) const {
  // What is the same in all of a group is no element of it.
  bool hasDouble =
      llvm::any_of(views.take_front(KernelOp(kernel).getInputs().size()),
                   [&](const OperandView &view) {
                     return getElementTypeOrSelf(view.buffer).isF64() &&
                            llvm::any_of(view.axes, [&](unsigned axis) {
                              return llvm::is_contained(sweepAxes, axis);
                            });
                   });
  bool areNarrow = llvm::any_of(reductions, [&](ReduceOp reduce) {
    return ReduceOp(reduce).getKind() == ReductionKind::Add &&
           (!ReduceOp(reduce).getType().isF64() || hasDouble);
  });
  return areNarrow ? 3 : 0;
}

/// A loop along `axis` that carries the accumulators; with a level above 0, one
/// over blocks that have sums of their own.
GroupEmitter::Accumulators
GroupEmitter::emitBlocks(unsigned axis, Value from, Value to, int64_t step,
                         unsigned level, ArrayRef<Value> accumulators,
                         ArrayRef<ReduceOp> owners, LoopBody body) {
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
      from, to, size, accumulators, [&](Value index, ArrayRef<Value> carried) {
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
  return getOutputView(output).isContiguous && !element.isInteger(1);
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
  if (blockFrom && sweepAxes.front() == vectorAxis)
    return emitVectorRange(sweep, accumulators, owners, blockFrom, blockFrom,
                           blockTo);
  Value size = axisSizes[*vectorAxis];
  if (!nontemporal || results.empty() || width.lanes == 1)
    return emitVectorRange(sweep, accumulators, owners, zero, zero, size);

  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto getBytes = [&](unsigned output) -> int64_t {
    return getElementBytes(kernel.getYielded()[output].getType());
  };
  auto getVectorBytes = [&](unsigned output) -> Value {
    return constant(width.lanes * getBytes(output) * countJoined(output));
  };
  // Elements before the first aligned vector of the first result; the others
  // must agree. Sums are the same wherever a row begins, so none skips a head.
  unsigned first = results.front();
  Value vectorBytes = getVectorBytes(first);
  Value address = emitAddress(getOutputView(first));
  Value misaligned = arith::RemUIOp::create(builder, loc, address, vectorBytes);
  Value missing = arith::RemUIOp::create(
      builder, loc,
      arith::SubIOp::create(builder, loc, vectorBytes, misaligned),
      vectorBytes);
  Value head =
      arith::DivUIOp::create(builder, loc, missing, constant(getBytes(first)));
  head = arith::MinUIOp::create(builder, loc, head, size);
  if (!accumulators.empty())
    head = zero;
  Value condition = nontemporal;
  for (unsigned output : results) {
    Value start = arith::AddIOp::create(
        builder, loc, emitAddress(getOutputView(output)),
        arith::MulIOp::create(builder, loc, head, constant(getBytes(output))));
    Value rest =
        arith::RemUIOp::create(builder, loc, start, getVectorBytes(output));
    Value isAligned = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq, rest, constant(0));
    condition = arith::AndIOp::create(builder, loc, condition, isAligned);
  }
  SmallVector<Type> types =
      llvm::to_vector(ValueRange(accumulators).getTypes());
  auto choice = scf::IfOp::create(builder, loc, types, condition,
                                  /*withElseRegion=*/true);
  auto emitBranch = [&](Block *block, bool passes, Value from) {
    OpBuilder::InsertionGuard insertion(builder);
    if (!block->empty())
      block->back().erase();
    builder.setInsertionPointToStart(block);
    isNontemporal = passes;
    scopes.emplace_back();
    scf::YieldOp::create(
        builder, loc,
        emitVectorRange(sweep, accumulators, owners, zero, from, size));
    scopes.pop_back();
    isNontemporal = false;
  };
  emitBranch(choice.thenBlock(), true, head);
  emitBranch(choice.elseBlock(), false, zero);
  return Accumulators(choice.getResults());
}

/// From `begin` to `head`, then whole iterations of all copies, then the rest
/// up to `end`: vectors some of whose lanes rest, or single vectors and single
/// elements.
GroupEmitter::Accumulators
GroupEmitter::emitVectorRange(unsigned sweep, ArrayRef<Value> accumulators,
                              ArrayRef<ReduceOp> owners, Value begin,
                              Value head, Value end) {
  unsigned axis = *vectorAxis;
  Width full = width;
  bool isMasked = canMask();
  size_t perReduction = full.copies + (isMasked ? 0 : 1);
  Accumulators current(accumulators);
  // Picks the accumulators that a loop carries, and puts them back.
  auto run = [&](Width loopWidth, Value from, Value to, bool isTail) {
    size_t first = isTail && !isMasked ? full.copies : 0;
    Accumulators carried;
    SmallVector<ReduceOp> carriedOwners;
    for (size_t base = 0; base < current.size(); base += perReduction)
      for (int64_t copy = 0; copy < loopWidth.copies; ++copy) {
        carried.push_back(current[base + first + copy]);
        carriedOwners.push_back(owners[base]);
      }
    width = loopWidth;
    Accumulators results =
        emitBlocks(axis, from, to, loopWidth.lanes * loopWidth.copies,
                   isTail ? 0 : getLevels(carriedOwners), carried,
                   carriedOwners, [&](ArrayRef<Value> inLoop) {
                     if (isTail && isMasked)
                       emitMask(to);
                     emitKnown(needed);
                     Accumulators combined = emitPoint(sweep, inLoop);
                     mask = nullptr;
                     return combined;
                   });
    width = full;
    size_t next = 0;
    for (size_t base = 0; base < current.size(); base += perReduction)
      for (int64_t copy = 0; copy < loopWidth.copies; ++copy)
        current[base + first + copy] = results[next++];
  };
  Value from = head;
  Width rest = {isMasked ? full.lanes : 1, 1};
  if (head != begin)
    run(rest, begin, head, true);
  auto roundDown = [&](int64_t multiple) -> Value {
    std::optional<int64_t> first = getConstantIntValue(from);
    std::optional<int64_t> last = getConstantIntValue(end);
    if (first && last)
      return arith::ConstantIndexOp::create(
          builder, loc, *last - (*last - *first) % multiple);
    Value rest = arith::RemUIOp::create(
        builder, loc, arith::SubIOp::create(builder, loc, end, from),
        arith::ConstantIndexOp::create(builder, loc, multiple));
    return arith::SubIOp::create(builder, loc, end, rest);
  };
  Value to = roundDown(full.lanes * full.copies);
  run(full, from, to, false);
  from = to;
  if (full.lanes > 1 && full.copies > 1 && !isMasked) {
    to = roundDown(full.lanes);
    run({full.lanes, 1}, from, to, false);
    from = to;
  }
  // Less than an iteration's elements, or than a vector's, in one chain.
  if (full.lanes * full.copies > 1)
    run(rest, from, end, true);
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
      if (mask && isSweptByVectors)
        value = arith::SelectOp::create(builder, loc, mask, value,
                                        getNeutral(reduce, value.getType()));
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
      vector::CombiningKind kind = reduce.getKind() == ReductionKind::Add
                                       ? vector::CombiningKind::ADD
                                   : reduce.getKind() == ReductionKind::Max
                                       ? vector::CombiningKind::MAXIMUMF
                                       : vector::CombiningKind::MINIMUMF;
      value = vector::ReductionOp::create(builder, loc, kind, value,
                                          arith::FastMathFlags::reassoc);
    }
    if (!canMask())
      value = combine(reduce.getKind(), value, accumulators[next++]);
    scopes.back()[{result, 0}] = value;
  }
}
