//===- CarrySizes.cpp - Sizes of tensors that loops give ------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CarrySizes.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A dynamic size of one of several tensors.
struct DynamicSize {
  unsigned number; // of the tensor
  int64_t dim;
};

SmallVector<DynamicSize> findDynamicSizes(TypeRange types) {
  SmallVector<DynamicSize> sizes;
  for (auto [number, type] : llvm::enumerate(types))
    if (auto tensor = dyn_cast<RankedTensorType>(type))
      for (int64_t dim = 0; dim < tensor.getRank(); ++dim)
        if (tensor.isDynamicDim(dim))
          sizes.push_back({unsigned(number), dim});
  return sizes;
}

/// The sizes of `tensors` at the builder's place, one value for each.
SmallVector<Value> createSizes(OpBuilder &builder, Location loc,
                               ValueRange tensors,
                               ArrayRef<DynamicSize> sizes) {
  CarriedSizes known;
  return llvm::map_to_vector(sizes, [&](const DynamicSize &size) -> Value {
    Value &value = known[{tensors[size.number], size.dim}];
    if (!value)
      value =
          tensor::DimOp::create(builder, loc, tensors[size.number], size.dim);
    return value;
  });
}

void carry(scf::ForOp loop, CarriedSizes &carried) {
  SmallVector<DynamicSize> sizes = findDynamicSizes(loop.getResultTypes());
  if (sizes.empty())
    return;
  IRRewriter rewriter(loop.getContext());
  rewriter.setInsertionPoint(loop);
  SmallVector<Value> inits =
      createSizes(rewriter, loop.getLoc(), loop.getInits(), sizes);
  unsigned before = loop.getNumResults();
  FailureOr<LoopLikeOpInterface> replaced = loop.replaceWithAdditionalYields(
      rewriter, inits, /*replaceInitOperandUsesInLoop=*/false,
      [&](OpBuilder &builder, Location loc, ArrayRef<BlockArgument>) {
        return createSizes(builder, loc, loop.getYieldedValues(), sizes);
      });
  if (failed(replaced))
    return;
  auto own = cast<scf::ForOp>(replaced->getOperation());
  for (auto [index, size] : llvm::enumerate(sizes)) {
    carried[{own.getRegionIterArg(size.number), size.dim}] =
        own.getRegionIterArg(before + index);
    carried[{own.getResult(size.number), size.dim}] =
        own.getResult(before + index);
  }
}

void carry(scf::IfOp choice, CarriedSizes &carried) {
  SmallVector<DynamicSize> sizes = findDynamicSizes(choice.getResultTypes());
  if (sizes.empty())
    return;
  OpBuilder builder(choice);
  for (scf::YieldOp yield : {choice.thenYield(), choice.elseYield()}) {
    OpBuilder atEnd(yield);
    SmallVector<Value> given =
        createSizes(atEnd, choice.getLoc(), yield.getResults(), sizes);
    yield.getResultsMutable().append(given);
  }
  SmallVector<Type> types(choice.getResultTypes());
  unsigned before = types.size();
  types.append(sizes.size(), builder.getIndexType());
  auto own =
      scf::IfOp::create(builder, choice.getLoc(), types, choice.getCondition());
  own.getThenRegion().takeBody(choice.getThenRegion());
  own.getElseRegion().takeBody(choice.getElseRegion());
  choice.replaceAllUsesWith(own.getResults().take_front(before));
  choice.erase();
  for (auto [index, size] : llvm::enumerate(sizes))
    carried[{own.getResult(size.number), size.dim}] =
        own.getResult(before + index);
}

void carry(scf::WhileOp loop, CarriedSizes &carried) {
  SmallVector<DynamicSize> before =
      findDynamicSizes(loop.getInits().getTypes());
  SmallVector<DynamicSize> after = findDynamicSizes(loop.getResultTypes());
  if (before.empty() && after.empty())
    return;
  Location loc = loop.getLoc();
  OpBuilder builder(loop);
  SmallVector<Value> inits = loop.getInits();
  unsigned numResults = loop.getNumResults();
  llvm::append_range(inits, createSizes(builder, loc, loop.getInits(), before));
  scf::ConditionOp condition = loop.getConditionOp();
  OpBuilder atCondition(condition);
  condition.getArgsMutable().append(
      createSizes(atCondition, loc, condition.getArgs(), after));
  scf::YieldOp yield = loop.getYieldOp();
  OpBuilder atYield(yield);
  yield.getResultsMutable().append(
      createSizes(atYield, loc, yield.getResults(), before));
  Type index = builder.getIndexType();
  SmallVector<Type> types(loop.getResultTypes());
  types.append(after.size(), index);
  auto own = scf::WhileOp::create(builder, loc, types, inits);
  own.getBefore().takeBody(loop.getBefore());
  own.getAfter().takeBody(loop.getAfter());
  loop.replaceAllUsesWith(own.getResults().take_front(numResults));
  loop.erase();
  for (const DynamicSize &size : before)
    carried[{own.getBeforeBody()->getArgument(size.number), size.dim}] =
        own.getBeforeBody()->addArgument(index, loc);
  for (auto [number, size] : llvm::enumerate(after)) {
    carried[{own.getAfterBody()->getArgument(size.number), size.dim}] =
        own.getAfterBody()->addArgument(index, loc);
    carried[{own.getResult(size.number), size.dim}] =
        own.getResult(numResults + number);
  }
}

/// A size of a tensor that something gives together with the tensor.
struct TakeCarriedSize : OpRewritePattern<tensor::DimOp> {
  TakeCarriedSize(MLIRContext *context, const CarriedSizes &sizes)
      : OpRewritePattern(context), sizes(sizes) {}

  LogicalResult matchAndRewrite(tensor::DimOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<int64_t> dim = op.getConstantIndex();
    Value size = dim ? sizes.lookup({op.getSource(), *dim}) : Value();
    if (!size)
      return failure();
    rewriter.replaceOp(op, size);
    return success();
  }

  const CarriedSizes &sizes;
};

/// Replaces `value` by `other` but in the operand `kept`; whether it had
/// another use.
bool replaceElsewhere(PatternRewriter &rewriter, Value value, Value other,
                      OpOperand &kept) {
  if (value.hasOneUse())
    return false;
  rewriter.replaceUsesWithIf(value, other,
                             [&](OpOperand &use) { return &use != &kept; });
  return true;
}

/// Replaces a value that has a use.
bool replaceUsed(PatternRewriter &rewriter, Value value, Value other) {
  if (value.use_empty())
    return false;
  rewriter.replaceAllUsesWith(value, other);
  return true;
}

/// A size that each iteration hands on, or takes from before the loop, is that
/// before the loop.
struct FoldUnchanged : OpRewritePattern<scf::ForOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::ForOp loop,
                                PatternRewriter &rewriter) const override {
    bool changed = false;
    for (auto [init, argument, yielded, result] :
         llvm::zip(loop.getInits(), loop.getRegionIterArgs(),
                   *loop.getYieldedValuesMutable(), loop.getResults())) {
      if (!argument.getType().isIndex())
        continue;
      if (yielded.get() == argument)
        changed |= replaceElsewhere(rewriter, argument, init, yielded);
      else if (yielded.get() == init)
        changed |= replaceUsed(rewriter, argument, init);
      else
        continue;
      changed |= replaceUsed(rewriter, result, init);
    }
    return success(changed);
  }
};

/// The same where a condition hands on what the iteration hands back.
struct FoldUnchangedInWhile : OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp loop,
                                PatternRewriter &rewriter) const override {
    bool changed = false;
    MutableOperandRange handedOn = loop.getConditionOp().getArgsMutable();
    for (auto [init, argument, yielded] :
         llvm::zip(loop.getInits(), loop.getBeforeArguments(),
                   *loop.getYieldedValuesMutable())) {
      auto after = dyn_cast<BlockArgument>(yielded.get());
      if (!argument.getType().isIndex() || !after ||
          after.getOwner() != loop.getAfterBody() ||
          handedOn[after.getArgNumber()].get() != argument)
        continue;
      changed |= replaceElsewhere(rewriter, argument, init,
                                  handedOn[after.getArgNumber()]);
      changed |= replaceElsewhere(rewriter, after, init, yielded);
      changed |=
          replaceUsed(rewriter, loop.getResult(after.getArgNumber()), init);
    }
    return success(changed);
  }
};

/// Whether all that a block computes from its tensors is tensors that its
/// terminator hands on.
bool feedTensorsOnly(Block &block) {
  SmallVector<Value> reached;
  for (BlockArgument argument : block.getArguments())
    if (isa<TensorType>(argument.getType()))
      reached.push_back(argument);
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!reached.empty())
    for (OpOperand &use : reached.pop_back_val().getUses()) {
      Operation *op = block.findAncestorOpInBlock(*use.getOwner());
      if (op == block.getTerminator()) {
        if (!isa<TensorType>(use.get().getType()))
          return false;
      } else if (seen.insert(op).second) {
        if (!isMemoryEffectFree(op))
          return false;
        llvm::append_range(reached, op->getResults());
      }
    }
  return true;
}

bool hasUsedTensors(Operation *op) {
  return llvm::any_of(op->getResults(), [](Value result) {
    return isa<TensorType>(result.getType()) && !result.use_empty();
  });
}

/// Operands, and what takes their place.
using Replacements = SmallVector<std::pair<OpOperand *, Value>>;

LogicalResult replaceOperands(PatternRewriter &rewriter,
                              const Replacements &replacements) {
  for (auto [operand, value] : replacements)
    rewriter.modifyOpInPlace(operand->getOwner(), [&] { operand->set(value); });
  return success(!replacements.empty());
}

/// Tensors that a loop carries for no other use than their own next values are
/// left as they were: nothing need be computed for them.
struct DropUnusedTensors : OpRewritePattern<scf::ForOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::ForOp loop,
                                PatternRewriter &rewriter) const override {
    if (hasUsedTensors(loop) || !feedTensorsOnly(*loop.getBody()))
      return failure();
    Replacements replacements;
    for (auto [yielded, argument] :
         llvm::zip(*loop.getYieldedValuesMutable(), loop.getRegionIterArgs()))
      if (isa<TensorType>(argument.getType()) && yielded.get() != argument)
        replacements.push_back({&yielded, argument});
    return replaceOperands(rewriter, replacements);
  }
};

/// The same of a loop with a condition, which may hand on other tensors than
/// it was given: one from before the loop stands for them.
struct DropUnusedTensorsInWhile : OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp loop,
                                PatternRewriter &rewriter) const override {
    if (hasUsedTensors(loop) || !feedTensorsOnly(*loop.getBeforeBody()) ||
        !feedTensorsOnly(*loop.getAfterBody()))
      return failure();
    Replacements replacements;
    auto replace = [&](OpOperand &operand, Value other) {
      if (operand.get() != other)
        replacements.push_back({&operand, other});
    };
    for (OpOperand &operand : loop.getConditionOp().getArgsMutable()) {
      if (!isa<TensorType>(operand.get().getType()))
        continue;
      Type type = operand.get().getType();
      auto other = llvm::find_if(
          loop.getInits(), [&](Value init) { return init.getType() == type; });
      if (other == loop.getInits().end())
        return failure();
      replace(operand, *other);
    }
    for (auto [yielded, init] :
         llvm::zip(loop.getYieldOp().getResultsMutable(), loop.getInits()))
      if (isa<TensorType>(init.getType()))
        replace(yielded, init);
    return replaceOperands(rewriter, replacements);
  }
};

/// A size that both branches give alike is that of either.
struct FoldAlike : OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp choice,
                                PatternRewriter &rewriter) const override {
    if (choice.getNumResults() == 0)
      return failure();
    bool changed = false;
    for (auto [first, second, result] :
         llvm::zip(choice.thenYield().getResults(),
                   choice.elseYield().getResults(), choice.getResults()))
      if (first == second && result.getType().isIndex() &&
          !result.use_empty()) {
        rewriter.replaceAllUsesWith(result, first);
        changed = true;
      }
    return success(changed);
  }
};

} // namespace

CarriedSizes norm::carrySizes(func::FuncOp function) {
  SmallVector<Operation *> ops;
  function.walk([&](Operation *op) {
    if (isa<scf::ForOp, scf::IfOp, scf::WhileOp>(op) &&
        op->getNumResults() != 0)
      ops.push_back(op);
  });
  CarriedSizes carried;
  for (Operation *op : ops) {
    if (auto loop = dyn_cast<scf::ForOp>(op))
      carry(loop, carried);
    else if (auto choice = dyn_cast<scf::IfOp>(op))
      carry(choice, carried);
    else
      carry(cast<scf::WhileOp>(op), carried);
  }
  return carried;
}

void CarriedSizesListener::forget(ValueRange values) {
  for (Value value : values)
    if (auto type = dyn_cast<RankedTensorType>(value.getType()))
      for (int64_t dim = 0; dim < type.getRank(); ++dim)
        sizes.erase({value, dim});
}

void norm::populateCarriedSizePatterns(RewritePatternSet &patterns,
                                       const CarriedSizes &sizes) {
  patterns.add<TakeCarriedSize>(patterns.getContext(), sizes);
  patterns.add<DropUnusedTensors, DropUnusedTensorsInWhile, FoldAlike,
               FoldUnchanged, FoldUnchangedInWhile>(patterns.getContext());
}
