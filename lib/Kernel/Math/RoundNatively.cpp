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

using namespace mlir;
using namespace mlir::norm;

/// Roundings that one look at their arguments is for.
using Group = SmallVector<arith::TruncFOp>;

/// As many as keep what they take and give in registers.
static constexpr size_t kMostInGroup = 4;

/// Neighbours in a block that one place can stand for: nothing before the last
/// of them needs what they give.
static SmallVector<Group> findGroups(Block &block) {
  SmallVector<Group> groups;
  Group open;
  auto close = [&] {
    if (!open.empty())
      groups.push_back(std::exchange(open, {}));
  };
  auto needsOpen = [&](Operation &op) {
    return op
        .walk([&](Operation *inner) {
          return llvm::any_of(
                     inner->getOperands(),
                     [&](Value operand) {
                       auto rounding = operand.getDefiningOp<arith::TruncFOp>();
                       return rounding && llvm::is_contained(open, rounding);
                     })
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  };
  for (Operation &op : block) {
    if (!open.empty() && needsOpen(op))
      close();
    auto rounding = dyn_cast<arith::TruncFOp>(op);
    if (!rounding || !isBF16Rounding(rounding) ||
        !fillsRegister(rounding.getType()))
      continue;
    if (open.size() == kMostInGroup ||
        (!open.empty() && open.front().getType() != rounding.getType()))
      close();
    open.push_back(rounding);
  }
  close();
  return groups;
}

/// Whether any lane of the arguments is a denormal number.
static Value areAnyDenormal(OpBuilder &b, Group &group) {
  Value any;
  for (arith::TruncFOp op : group) {
    Value own = areInClass(b, op.getLoc(), op.getIn(), kDenormal);
    any = any ? arith::OrIOp::create(b, op.getLoc(), any, own) : own;
  }
  return vector::ReductionOp::create(b, group.front().getLoc(),
                                     vector::CombiningKind::OR, any);
}

/// truncf f32 -> bf16 of registers => AVX512-BF16's instruction, which takes
/// denormal numbers for 0; in integers where a lane of the group is one.
static void roundGroup(Group &group) {
  OpBuilder builder(group.back());
  Location loc = group.front().getLoc();
  auto type = cast<VectorType>(group.front().getType());
  Value isRare = createRarely(builder, loc, areAnyDenormal(builder, group));
  using Rounding = function_ref<Value(OpBuilder &, arith::TruncFOp)>;
  auto roundAll = [&](Rounding rounding) {
    return [&group, rounding](OpBuilder &b, Location loc) {
      SmallVector<Value> results;
      for (arith::TruncFOp op : group)
        results.push_back(rounding(b, op));
      scf::YieldOp::create(b, loc, results);
    };
  };
  auto roundNatively = [&](OpBuilder &b, arith::TruncFOp op) {
    return callAVX512(b, op.getLoc(), "bf16.cvtneps2bf16", type, type,
                      op.getIn());
  };
  auto choice = scf::IfOp::create(builder, loc, isRare, roundAll(roundBF16),
                                  roundAll(roundNatively));
  for (auto [op, result] : llvm::zip_equal(group, choice.getResults())) {
    op.getResult().replaceAllUsesWith(result);
    op.erase();
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
  SmallVector<Group> groups;
  root->walk(
      [&](Block *block) { llvm::append_range(groups, findGroups(*block)); });
  for (Group &group : groups)
    roundGroup(group);
}
