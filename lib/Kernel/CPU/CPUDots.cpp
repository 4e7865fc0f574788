//===- CPUDots.cpp - Sums of bf16 by instructions of the processor ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CPUTarget.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// Elements of a register of bf16, and of one of f32.
static constexpr int64_t kPairs = 32, kSums = 16;

namespace {

/// What a term of a sum is the product of; the second is null for 1.
struct Factors {
  Value first, second;
};

} // namespace

/// A value of bf16 that lies along the vectors, of which `value` is an
/// extension; null for others.
static Value matchElement(const SweepPlan &plan, Value value) {
  while (auto extension = value.getDefiningOp<arith::ExtFOp>())
    value = extension.getIn();
  return value.getType().isBF16() && plan.isAlongVector(value) ? value
                                                               : Value();
}

static std::optional<Factors> matchFactors(const SweepPlan &plan, Value term) {
  if (Value element = matchElement(plan, term))
    return Factors{element, Value()};
  if (auto extension = term.getDefiningOp<arith::ExtFOp>())
    term = extension.getIn();
  auto product = term.getDefiningOp<arith::MulFOp>();
  if (!product || !product.getType().isF32())
    return std::nullopt;
  Factors factors = {matchElement(plan, product.getLhs()),
                     matchElement(plan, product.getRhs())};
  if (!factors.first || !factors.second)
    return std::nullopt;
  return factors;
}

/// Of neighbouring pairs of elements, two vectors' in one.
Value CPUTarget::addTerms(SweepEmitter &emitter, ReduceOp reduce) {
  if (!schedule || !schedule.getDots() || emitter.point.width.lanes != kSums)
    return Value();
  std::optional<Factors> factors =
      matchFactors(emitter.plan, reduce.getInput());
  if (!factors)
    return Value();
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto pairs = VectorType::get(kPairs, builder.getBF16Type());
  auto sums = VectorType::get(kSums, builder.getF32Type());
  auto splat = [&](VectorType type, double value) -> Value {
    return arith::ConstantOp::create(
        builder, loc,
        DenseElementsAttr::get(
            type, builder.getFloatAttr(type.getElementType(), value)));
  };
  int64_t vectors = emitter.point.width.unroll;
  auto zero = splat(VectorType::get(kSums, builder.getBF16Type()), 0.0);
  auto get = [&](Value element, int64_t vector) {
    Value own = emitter.lookup(element, vector);
    // Lanes that rest are read as 0.
    return isa<BlockArgument>(element) ? own : mask(emitter, vector, own, zero);
  };
  auto getPairs = [&](Value element, int64_t vector) -> Value {
    if (!element)
      return splat(pairs, 1.0);
    Value lower = get(element, vector);
    Value upper = vector + 1 < vectors ? get(element, vector + 1) : zero;
    // As they were read.
    if (arePaired(emitter))
      return vector::InterleaveOp::create(builder, loc, lower, upper);
    return vector::ShuffleOp::create(
        builder, loc, lower, upper,
        llvm::to_vector(llvm::seq<int64_t>(0, kPairs)));
  };
  // Each adds twice: three additions in a chain of two, and a tree of chains.
  constexpr int64_t length = 2;
  int64_t count = llvm::divideCeil(vectors, 2 * length);
  SmallVector<Value> chains(count, splat(sums, 0.0));
  for (int64_t vector = 0; vector < vectors; vector += 2) {
    Value &chain = chains[vector / 2 % count];
    chain = LLVM::CallIntrinsicOp::create(
                builder, loc, sums,
                builder.getStringAttr("llvm.x86.avx512bf16.dpbf16ps.512"),
                ValueRange{chain, getPairs(factors->first, vector),
                           getPairs(factors->second, vector)})
                .getResult(0);
  }
  return emitter.combineTree(ReductionKind::Add, std::move(chains));
}
