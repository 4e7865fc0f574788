//===- SweepChains.cpp - Sums in chains, and sums that few groups need ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SweepEmitter.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Chains
//===----------------------------------------------------------------------===//

/// What a reduction in chains sums, in f32.
Value SweepEmitter::getNarrow(ReduceOp reduce, int64_t vector) {
  Value narrow = reduce.getInput().getDefiningOp<arith::ExtFOp>().getIn();
  Value term = lookup(narrow, vector);
  Type type = builder.getF32Type();
  if (auto lanes = dyn_cast<VectorType>(term.getType()))
    type = lanes.clone(type);
  return term.getType() == type
             ? term
             : arith::ExtFOp::create(builder, loc, type, term);
}

Value SweepEmitter::widen(Value sum) {
  Type type = builder.getF64Type();
  if (auto lanes = dyn_cast<VectorType>(sum.getType()))
    type = lanes.clone(type);
  return arith::ExtFOp::create(builder, loc, type, sum);
}

Value SweepEmitter::combineChains(ReductionKind kind, ArrayRef<Value> values,
                                  int64_t length) {
  int64_t count = llvm::divideCeil(values.size(), length);
  SmallVector<Value> chains(values.take_front(count));
  for (size_t i = count; i < values.size(); ++i)
    chains[i % count] = combine(kind, chains[i % count], values[i]);
  return combineTree(kind, std::move(chains));
}

/// An iteration's terms of a reduction in chains, added up in f32 lane by lane.
Value SweepEmitter::getJoined(ReduceOp reduce) {
  Value sum = target.addTerms(*this, reduce);
  if (!sum) {
    Value narrow = reduce.getInput().getDefiningOp<arith::ExtFOp>().getIn();
    SmallVector<Value> terms;
    for (int64_t vector = 0; vector < point.width.unroll; ++vector) {
      Value term = broadcast(lookup(narrow, vector));
      auto type = cast<VectorType>(term.getType()).clone(builder.getF32Type());
      if (term.getType() != type)
        term = arith::ExtFOp::create(builder, loc, type, term);
      terms.push_back(
          target.mask(*this, vector, term, getNeutral(reduce, type)));
    }
    sum = combineChains(reduce.getKind(), terms, kChainTerms);
  }
  return arith::ExtFOp::create(
      builder, loc, cast<VectorType>(sum.getType()).clone(builder.getF64Type()),
      sum);
}

/// Blocks of as many rows as a chain may have: their sums are formed in f32 and
/// join `carried`. Returns where the rest begins, which fills no block.
Value SweepEmitter::emitRowBlocks(Range rows, Carried &carried) {
  int64_t count = sweep->chainRows;
  std::optional<int64_t> from = getConstantIntValue(rows.from);
  std::optional<int64_t> to = getConstantIntValue(rows.to);
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  Value end;
  if (from && to) {
    end = constant(*to - (*to - *from) % count);
  } else {
    Value left = arith::SubIOp::create(builder, loc, rows.to, rows.from);
    Value rest = arith::RemUIOp::create(builder, loc, left, constant(count));
    end = arith::SubIOp::create(builder, loc, rows.to, rest);
  }
  unsigned axis = plan.sweepAxes.back();
  carried = emitLoop(rows.from, end, count, std::move(carried),
                     [&](Value index, Carried inLoop) {
                       SweepPoint outer = point;
                       addRows(axis, index, inLoop);
                       point = std::move(outer);
                       return inLoop;
                     });
  return end;
}

/// Adds the rows of a block to `carried`.
void SweepEmitter::addRows(unsigned axis, Value index, Carried &carried) {
  SmallVector<SmallVector<Value>> terms(carried.slots.size());
  for (int64_t row = 0; row < sweep->chainRows; ++row) {
    scopes.emplace_back();
    point.indices[axis] = arith::AddIOp::create(
        builder, loc, index, arith::ConstantIndexOp::create(builder, loc, row));
    emitSteps(plan.sweepAxes.size());
    for (auto [own, slot] : llvm::zip_equal(terms, carried.slots))
      own.push_back(getNarrow(getReduction(slot), sweep->slots[slot].vector));
    emitWrites();
    scopes.pop_back();
  }
  for (auto [value, own, slot] :
       llvm::zip_equal(carried.values, terms, carried.slots)) {
    ReductionKind kind = getReduction(slot).getKind();
    Value sum = widen(combineChains(kind, own, kChainTerms));
    if (isa<VectorType>(value.getType()))
      sum = broadcast(sum);
    value = combine(kind, value, sum);
  }
}

//===----------------------------------------------------------------------===//
// Sweeps that few groups need
//===----------------------------------------------------------------------===//

/// Whether any group at the point needs the sweep.
Value SweepEmitter::createCondition() {
  Value any;
  int64_t vectors = plan.isPerVector(sweep->condition) ? point.width.unroll : 1;
  for (int64_t vector = 0; vector < vectors; ++vector) {
    Value own = lookup(sweep->condition, vector);
    if (isa<VectorType>(own.getType()))
      own = vector::ReductionOp::create(builder, loc, vector::CombiningKind::OR,
                                        own);
    any = any ? arith::OrIOp::create(builder, loc, any, own) : own;
  }
  return any;
}

/// The sweep where groups need it; else its sums are the neutral elements that
/// they would be of.
void SweepEmitter::emitSweepWhere(Value condition) {
  SmallVector<Key> keys;
  SmallVector<Value> sums;
  auto run = [&](OpBuilder &, Location) {
    scopes.emplace_back();
    finishReductions(emitLoops(0, blockRange, startSlots()));
    for (const SweepPlan::Reduction &reduction : sweep->reductions) {
      ReduceOp op = reduction.op;
      for (int64_t vector = 0;
           Value sum = scopes.back().lookup(getKey(op.getResult(), vector));
           ++vector) {
        keys.push_back(getKey(op.getResult(), vector));
        sums.push_back(sum);
      }
    }
    scopes.pop_back();
    scf::YieldOp::create(builder, loc, sums);
  };
  auto skip = [&](OpBuilder &, Location) {
    scf::YieldOp::create(
        builder, loc, llvm::map_to_vector(llvm::zip(keys, sums), [&](auto own) {
          auto [key, sum] = own;
          return getNeutral(std::get<0>(key).template getDefiningOp<ReduceOp>(),
                            sum.getType());
        }));
  };
  auto choice = scf::IfOp::create(builder, loc, condition, run, skip);
  for (auto [key, result] : llvm::zip_equal(keys, choice.getResults()))
    scopes.back()[key] = result;
}
