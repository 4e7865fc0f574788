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
  Operation *op = nullptr;                       // that gives the result
  mutable SmallVector<arith::TruncFOp, 2> parts; // getters are not const
  /// What the parts are of, but for a bound of 0 from below, which a pair's
  /// results get instead.
  SmallVector<Value, 2> unbounded;

  bool isBounded() const { return !unbounded.empty(); }
  Location getLoc() const { return op->getLoc(); }
  Type getType() const { return op->getResult(0).getType(); }
  VectorType getPartType() const {
    return cast<VectorType>(parts.front().getType());
  }
};

/// Roundings that one look at their arguments is for.
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
    Rounding rounding{&op, {pair->even, pair->odd}, {}};
    Value even = matchReLU(pair->even.getIn());
    Value odd = matchReLU(pair->odd.getIn());
    if (even && odd)
      rounding.unbounded = {even, odd};
    return rounding;
  }
  auto single = dyn_cast<arith::TruncFOp>(op);
  if (!single || !isRounding(single) || isOfBF16Pair(single))
    return std::nullopt;
  return Rounding{&op, {single}, {}};
}

/// Whether an op, or one inside of it, takes the result of a rounding.
static bool needs(Operation &op, ArrayRef<Rounding> roundings) {
  return op
      .walk([&](Operation *inner) {
        return llvm::any_of(inner->getOperands(),
                            [&](Value operand) {
                              return llvm::any_of(
                                  roundings, [&](const Rounding &own) {
                                    return operand.getDefiningOp() == own.op;
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
    size_t parts = rounding->parts.size();
    if (!open.empty() && ((open.size() + 1) * parts > kMostInGroup ||
                          open.front().getType() != rounding->getType() ||
                          open.front().isBounded() != rounding->isBounded()))
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

/// Whether any lane of the arguments is in one of `classes`.
static Value areAnyInClass(OpBuilder &b, const Group &group, int32_t classes) {
  SmallVector<Value> arguments;
  for (const Rounding &rounding : group)
    for (arith::TruncFOp part : rounding.parts)
      arguments.push_back(part.getIn());
  Location loc = group.front().getLoc();
  return isAny(b, loc, arguments,
               [&](Value own) { return areInClass(b, loc, own, classes); });
}

/// Whether any lane of a pair's results may be wrong: those of denormal numbers
/// are 0. Where a bound is still to come, only +0 matters, and a NaN that has a
/// sign, which the bound of integers would take for a negative number.
static Value areAnySuspect(OpBuilder &b, const Group &group,
                           ValueRange rounded) {
  Location loc = group.front().getLoc();
  return isAny(b, loc, rounded, [&](Value own) -> Value {
    LaneBuilder builder{b, loc, own.getType()};
    Lanes bits(builder, own);
    if (!group.front().isBounded())
      return (bits & 0x7fff)
          .compare(arith::CmpIPredicate::eq, bits.constant(0));
    // From -NaN, 0xff81, to 0.
    return (bits + 0x7f)
        .compare(arith::CmpIPredicate::ule, bits.constant(0x7f));
  });
}

/// Whether many results may be 0, as where a number is bounded by it.
static bool isOftenZero(Value value, unsigned depth = 2) {
  if (matchConstant(value) == 0.0)
    return true;
  Operation *op = value.getDefiningOp();
  return depth > 0 &&
         isa_and_nonnull<arith::SelectOp, arith::MaximumFOp, arith::MinimumFOp,
                         arith::MaxNumFOp, arith::MinNumFOp>(op) &&
         llvm::any_of(op->getOperands(), [&](Value operand) {
           return isOftenZero(operand, depth - 1);
         });
}

/// By the instruction, which takes denormal numbers for 0.
static Value roundNatively(OpBuilder &b, const Rounding &rounding) {
  auto type = cast<VectorType>(rounding.getType());
  return callAVX512(b, rounding.getLoc(), "bf16.cvtneps2bf16", type, type,
                    rounding.parts.front().getIn());
}

/// The same of a pair, as bits: LLVM would compare bf16 in f32. A bound is
/// still to come.
static Value roundPairNatively(OpBuilder &b, const Rounding &rounding) {
  Location loc = rounding.getLoc();
  VectorType part = rounding.getPartType();
  auto type = cast<VectorType>(rounding.getType());
  arith::TruncFOp even = rounding.parts[0], odd = rounding.parts[1];
  // The second operand is the lower half.
  Value halves =
      callAVX512(b, loc, "bf16.cvtne2ps2bf16", part, type,
                 rounding.isBounded()
                     ? ValueRange{rounding.unbounded[1], rounding.unbounded[0]}
                     : ValueRange{odd.getIn(), even.getIn()});
  halves = arith::BitcastOp::create(b, loc, type.clone(b.getI16Type()), halves);
  SmallVector<int64_t> inTurn;
  for (int64_t lane = 0; lane < part.getNumElements(); ++lane)
    inTurn.append({lane, lane + part.getNumElements()});
  return vector::ShuffleOp::create(b, loc, halves, halves, inTurn);
}

static Value roundExactly(OpBuilder &b, const Rounding &rounding) {
  return rounding.parts.size() == 1
             ? roundBF16(b, rounding.parts[0])
             : roundBF16Pair(b, {rounding.parts[0], rounding.parts[1]});
}

/// By the instruction, or in integers where a lane of the group is a denormal
/// number, or a NaN beside a bound; `yieldRounded` yields what the instruction
/// gives.
static scf::IfOp
chooseRounding(OpBuilder &builder, const Group &group,
               function_ref<void(OpBuilder &, Location)> yieldRounded) {
  Location loc = group.front().getLoc();
  int32_t classes = kDenormal;
  if (group.front().isBounded())
    classes |= kQuietNaN | kSignalingNaN;
  Value isRare =
      createRarely(builder, loc, areAnyInClass(builder, group, classes));
  auto yieldExact = [&](OpBuilder &b, Location loc) {
    scf::YieldOp::create(b, loc,
                         llvm::map_to_vector(group, [&](const Rounding &own) {
                           return roundExactly(b, own);
                         }));
  };
  return scf::IfOp::create(builder, loc, isRare, yieldExact, yieldRounded);
}

/// A group of single registers, or of pairs whose results are often 0.
static scf::IfOp roundAfterLook(OpBuilder &builder, const Group &group) {
  return chooseRounding(builder, group, [&](OpBuilder &b, Location loc) {
    scf::YieldOp::create(
        b, loc, llvm::map_to_vector(group, [&](const Rounding &own) -> Value {
          if (own.parts.size() == 1)
            return roundNatively(b, own);
          return arith::BitcastOp::create(b, loc, own.getType(),
                                          roundPairNatively(b, own));
        }));
  });
}

/// A group of pairs: one look at the results of each finds that none is wrong.
static scf::IfOp roundBeforeLook(OpBuilder &builder, const Group &group) {
  Location loc = group.front().getLoc();
  SmallVector<Value> rounded =
      llvm::map_to_vector(group, [&](const Rounding &own) {
        return roundPairNatively(builder, own);
      });
  Value isRare =
      createRarely(builder, loc, areAnySuspect(builder, group, rounded));
  auto yieldRounded = [&](OpBuilder &b, Location loc) {
    LaneBuilder context{b, loc, rounded.front().getType()};
    scf::YieldOp::create(
        b, loc, llvm::map_to_vector(rounded, [&](Value own) -> Value {
          Lanes bits(context, own);
          if (group.front().isBounded())
            bits = bits.make<arith::MaxSIOp>(own, Value(bits.constant(0)));
          return bits.asFloat(b.getBF16Type());
        }));
  };
  auto lookAgain = [&](OpBuilder &b, Location loc) {
    scf::IfOp inner = chooseRounding(b, group, yieldRounded);
    scf::YieldOp::create(b, loc, inner.getResults());
  };
  return scf::IfOp::create(builder, loc, isRare, lookAgain, yieldRounded);
}

/// truncf f32 -> bf16 of registers => AVX512-BF16's instruction, and in
/// integers where a lane of the group is a denormal number.
static void roundGroup(Group &group) {
  OpBuilder builder(group.back().op);
  const Rounding &first = group.front();
  bool arePairs = first.parts.size() > 1;
  bool looksFirst = !arePairs || (!first.isBounded() &&
                                  isOftenZero(first.parts.front().getIn()));
  scf::IfOp choice = looksFirst ? roundAfterLook(builder, group)
                                : roundBeforeLook(builder, group);
  for (auto [rounding, result] : llvm::zip_equal(group, choice.getResults())) {
    rounding.op->getResult(0).replaceAllUsesWith(result);
    if (arePairs)
      rounding.op->erase();
    for (arith::TruncFOp part : rounding.parts)
      part.erase();
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
