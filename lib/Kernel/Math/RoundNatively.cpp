//===- RoundNatively.cpp - Rounding to bf16 by an instruction -------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "NativeInstructions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A rounding of a register, or of two whose results lie in turn.
struct Rounding {
  /// The first gives the result; the others, if any, are its operands' ops.
  SmallVector<Operation *, 3> ops;
  SmallVector<Value, 2> arguments;
  /// The arguments are without a bound of 0 from below, which a pair's results
  /// get instead.
  bool isBounded = false;

  Operation *getOp() const { return ops.front(); }
  Location getLoc() const { return getOp()->getLoc(); }
  Type getType() const { return getOp()->getResult(0).getType(); }
  VectorType getPartType() const {
    return cast<VectorType>(arguments.front().getType());
  }
};

/// Roundings that one look is for.
using Group = SmallVector<Rounding>;

} // namespace

/// Registers in a group: as many as keep what they take and give in registers.
static constexpr size_t kMostInGroup = 4;

static bool isRounding(arith::TruncFOp op) {
  return isBF16Rounding(op) && fillsRegister(op.getType());
}

static std::optional<BF16Pair> matchPair(Operation *op) {
  auto join = dyn_cast<vector::InterleaveOp>(op);
  std::optional<BF16Pair> pair =
      join ? matchBF16Pair(join) : std::optional<BF16Pair>();
  return pair && isRounding(pair->even) ? pair : std::nullopt;
}

/// x of maximumf(x, 0), as it is expanded; null for other values.
static Value matchReLU(Value value) {
  auto isZero = [](Value own) {
    std::optional<double> number = matchConstant(own);
    return number && *number == 0 && !std::signbit(*number);
  };
  auto choice = value.getDefiningOp<arith::SelectOp>();
  auto isBelow = choice ? choice.getCondition().getDefiningOp<arith::CmpFOp>()
                        : arith::CmpFOp();
  if (!isBelow || isBelow.getPredicate() != arith::CmpFPredicate::OLE ||
      isBelow.getLhs() != choice.getFalseValue() || !isZero(isBelow.getRhs()) ||
      !isZero(choice.getTrueValue()))
    return Value();
  return choice.getFalseValue();
}

/// The rounding whose result `op` is.
static std::optional<Rounding> matchRounding(Operation &op) {
  if (std::optional<BF16Pair> pair = matchPair(&op)) {
    Value even = pair->even.getIn(), odd = pair->odd.getIn();
    Value evenBefore = matchReLU(even), oddBefore = matchReLU(odd);
    bool isBounded = evenBefore && oddBefore;
    if (isBounded)
      even = evenBefore, odd = oddBefore;
    return Rounding{{&op, pair->even, pair->odd}, {even, odd}, isBounded};
  }
  auto single = dyn_cast<arith::TruncFOp>(op);
  if (!single || !isRounding(single) || isOfBF16Pair(single))
    return std::nullopt;
  return Rounding{{&op}, {single.getIn()}, false};
}

/// Whether an op, or one inside of it, takes the result of a rounding.
static bool needs(Operation &op, ArrayRef<Rounding> roundings) {
  return op
      .walk([&](Operation *inner) {
        return llvm::any_of(
                   inner->getOperands(),
                   [&](Value operand) {
                     return llvm::any_of(roundings, [&](const Rounding &own) {
                       return operand.getDefiningOp() == own.getOp();
                     });
                   })
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// Neighbours in a block that one place can stand for: nothing before the last
/// of them needs what they give.
static SmallVector<Group> findGroups(Block &block) {
  SmallVector<Group> groups;
  Group open;
  auto close = [&] {
    if (!open.empty())
      groups.push_back(std::exchange(open, {}));
  };
  for (Operation &op : block) {
    if (!open.empty() && needs(op, open))
      close();
    std::optional<Rounding> rounding = matchRounding(op);
    if (!rounding)
      continue;
    size_t parts = rounding->arguments.size();
    if (!open.empty() && ((open.size() + 1) * parts > kMostInGroup ||
                          open.front().getType() != rounding->getType() ||
                          open.front().isBounded != rounding->isBounded))
      close();
    open.push_back(*rounding);
  }
  close();
  return groups;
}

/// Whether `isIn` holds for any lane of any of the registers.
static Value isAny(OpBuilder &b, Location loc, ValueRange registers,
                   function_ref<Value(Value)> isIn) {
  Value any;
  for (Value own : llvm::map_range(registers, isIn))
    any = any ? arith::OrIOp::create(b, loc, any, own) : own;
  return vector::ReductionOp::create(b, loc, vector::CombiningKind::OR, any);
}

/// By the instruction, which takes denormal numbers for 0, as bits. A bound is
/// still to come.
static Value roundFlushed(OpBuilder &b, const Rounding &rounding) {
  Location loc = rounding.getLoc();
  VectorType part = rounding.getPartType();
  auto type = cast<VectorType>(rounding.getType());
  auto asBits = [&](Value rounded) -> Value {
    return arith::BitcastOp::create(b, loc, type.clone(b.getI16Type()),
                                    rounded);
  };
  if (rounding.arguments.size() == 1)
    return asBits(callAVX512(b, loc, "bf16.cvtneps2bf16", part, type,
                             rounding.arguments[0]));
  // The second operand is the lower half.
  Value halves =
      asBits(callAVX512(b, loc, "bf16.cvtne2ps2bf16", part, type,
                        {rounding.arguments[1], rounding.arguments[0]}));
  SmallVector<int64_t> inTurn;
  for (int64_t lane = 0; lane < part.getNumElements(); ++lane)
    inTurn.append({lane, lane + part.getNumElements()});
  return vector::ShuffleOp::create(b, loc, halves, halves, inTurn);
}

/// Whether any lane of a group's results may be wrong: those of denormal
/// numbers are 0, so that one look at the results of a pair is enough. Where a
/// bound is to come, only +0 matters, and a NaN that has a sign, which the
/// bound of integers would take for a negative number.
static Value areAnySuspect(OpBuilder &b, const Group &group,
                           ValueRange rounded) {
  Location loc = group.front().getLoc();
  // LLVM would compare a single register's results as bf16, in f32.
  if (group.front().arguments.size() == 1) {
    SmallVector<Value> arguments;
    for (const Rounding &rounding : group)
      llvm::append_range(arguments, rounding.arguments);
    return isAny(b, loc, arguments,
                 [&](Value own) { return areInClass(b, loc, own, kDenormal); });
  }
  return isAny(b, loc, rounded, [&](Value own) -> Value {
    LaneBuilder builder{b, loc, own.getType()};
    Lanes bits(builder, own);
    if (!group.front().isBounded)
      return (bits & 0x7fff)
          .compare(arith::CmpIPredicate::eq, bits.constant(0));
    // From -NaN, 0xff81, to 0.
    return (bits + 0x7f)
        .compare(arith::CmpIPredicate::ule, bits.constant(0x7f));
  });
}

/// What denormal lanes of f32 are as bf16, in the upper half of 32 bits; 0 in
/// other lanes. A number whose last place is that of denormal bf16 is added and
/// taken away again, which leaves 0 in the lower half.
static Lanes roundDenormal(const LaneBuilder &context, Value argument) {
  constexpr double kRounder = 0x1.8p-110;
  Lanes x(context, argument);
  Lanes rounded = (x + kRounder) - x.constant(kRounder);
  Lanes isDenormal(
      context, areInClass(context.builder, context.loc, argument, kDenormal));
  return isDenormal.select(rounded, x.constant(0)).asInteger();
}

/// What the instruction gave, with the results of denormal numbers.
static Value correct(OpBuilder &b, const Rounding &rounding, Value flushed) {
  Location loc = rounding.getLoc();
  auto type = cast<VectorType>(flushed.getType());
  LaneBuilder context{b, loc, rounding.getPartType()};
  Lanes bits = roundDenormal(context, rounding.arguments[0]) >> 16;
  if (rounding.arguments.size() == 1)
    return Lanes(context, flushed) | bits.truncatedInteger(16);
  bits = bits | roundDenormal(context, rounding.arguments[1]);
  return arith::OrIOp::create(b, loc, flushed,
                              vector::BitCastOp::create(b, loc, type, bits));
}

/// The larger of bf16 and +0, where there may be NaN with a sign or not.
static Value bound(OpBuilder &b, Location loc, Value bits, bool hasNaN) {
  LaneBuilder context{b, loc, bits.getType()};
  Lanes own(context, bits);
  Lanes larger = own.make<arith::MaxSIOp>(bits, Value(own.constant(0)));
  if (!hasNaN)
    return larger;
  Lanes isNaN =
      own.compare(arith::CmpIPredicate::ugt, own.constant(-0x80)); // 0xff80
  return isNaN.select(own, larger);
}

/// truncf f32 -> bf16 of registers => AVX512-BF16's instruction, corrected
/// where a lane of the group is a denormal number.
static void roundGroup(Group &group) {
  OpBuilder builder(group.back().getOp());
  Location loc = group.front().getLoc();
  SmallVector<Value> flushed = llvm::map_to_vector(
      group, [&](const Rounding &own) { return roundFlushed(builder, own); });
  auto yield = [&](bool isRare) {
    return [&, isRare](OpBuilder &b, Location loc) {
      SmallVector<Value> results;
      for (auto [own, bits] : llvm::zip_equal(group, flushed)) {
        Value result = isRare ? correct(b, own, bits) : bits;
        if (own.isBounded)
          result = bound(b, loc, result, /*hasNaN=*/isRare);
        results.push_back(
            arith::BitcastOp::create(b, loc, own.getType(), result));
      }
      scf::YieldOp::create(b, loc, results);
    };
  };
  Value isRare =
      createRarely(builder, loc, areAnySuspect(builder, group, flushed));
  auto choice =
      scf::IfOp::create(builder, loc, isRare, yield(true), yield(false));
  for (auto [rounding, result] : llvm::zip_equal(group, choice.getResults())) {
    rounding.getOp()->getResult(0).replaceAllUsesWith(result);
    for (Operation *op : rounding.ops)
      op->erase();
  }
}

void norm::roundBF16Natively(Operation *root) {
  SmallVector<arith::TruncFOp> unused;
  root->walk([&](arith::TruncFOp op) {
    if (op->use_empty())
      unused.push_back(op);
  });
  for (arith::TruncFOp op : unused)
    op.erase();
  // Where their arguments are, so that neighbours may be looked at together.
  root->walk([&](vector::InterleaveOp op) {
    if (std::optional<BF16Pair> pair = matchPair(op);
        pair && pair->odd->getBlock() == op->getBlock() &&
        pair->even->getBlock() == op->getBlock())
      op->moveAfter(pair->even->isBeforeInBlock(pair->odd) ? pair->odd
                                                           : pair->even);
  });
  SmallVector<Group> groups;
  root->walk(
      [&](Block *block) { llvm::append_range(groups, findGroups(*block)); });
  for (Group &group : groups)
    roundGroup(group);
}
