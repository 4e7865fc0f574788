//===- OpReductions.cpp - Leaves out ops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What stands for the result of an op that is left out has its type, so that
// all around it stays as it is. Values of type index never do: they are sizes,
// and tensors of other sizes than their users expect are no smaller case of the
// same fault, but another fault.
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

using namespace mlir;
using namespace mlir::norm;

/// Ops that are left out, or become something else: neither constants, nor what
/// ends a block, names a function, or is the module.
static SmallVector<Operation *> findOps(ModuleOp module) {
  SmallVector<Operation *> ops;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != module && !isa<SymbolOpInterface>(op) &&
        !op->hasTrait<OpTrait::IsTerminator>() &&
        !matchPattern(op, m_Constant()))
      ops.push_back(op);
  });
  return ops;
}

/// Appends what `op` reads: no inits, whose elements mean nothing, and no
/// constants, behind which nothing is computed.
static void appendRead(Operation *op, bool lastFirst,
                       SmallVectorImpl<Value> &values) {
  auto destination = dyn_cast<DestinationStyleOpInterface>(op);
  auto append = [&](OpOperand &operand) {
    Value value = operand.get();
    bool isInit = destination && destination.isDpsInit(&operand);
    if (!isInit && !matchPattern(value, m_Constant()) &&
        !isa_and_nonnull<tensor::EmptyOp>(value.getDefiningOp()))
      values.push_back(value);
  };
  if (lastFirst)
    llvm::for_each(llvm::reverse(op->getOpOperands()), append);
  else
    llvm::for_each(op->getOpOperands(), append);
}

/// A value that may stand for `result`: the nearest one of its type that it is
/// computed from, or an argument of a block around the op; null if there is
/// none.
static Value findSubstitute(OpResult result, bool lastFirst) {
  // Far enough for a cast to and fro, and bounded in wide graphs.
  constexpr size_t kMaxValues = 64;
  Operation *op = result.getOwner();
  Type type = result.getType();
  if (isa<IndexType>(type))
    return {};
  SmallVector<Value> values;
  appendRead(op, lastFirst, values);
  for (size_t i = 0; i < values.size() && i < kMaxValues; ++i) {
    Operation *source = values[i].getDefiningOp();
    if (source == op)
      continue;
    if (values[i].getType() == type)
      return values[i];
    if (source)
      appendRead(source, lastFirst, values);
  }
  for (Block *block = op->getBlock(); block;) {
    for (BlockArgument argument : block->getArguments())
      if (argument.getType() == type)
        return argument;
    Operation *parent = block->getParentOp();
    if (!parent || parent->hasTrait<OpTrait::IsIsolatedFromAbove>())
      break;
    block = parent->getBlock();
  }
  return {};
}

namespace {

/// Leaves out ops for which something can stand. Of a sum or another op of two
/// operands, what leads to the fault may be either.
struct RemoveOps : Reduction {
  explicit RemoveOps(bool lastFirst) : lastFirst(lastFirst) {}

  StringRef getName() const override {
    return lastFirst ? "remove-ops-for-last-operands" : "remove-ops";
  }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (Operation *op : findOps(candidate.getModule()))
      if (canRemove(op))
        changes.push_back([this, op](Candidate &candidate) {
          // Changes before this one may have taken substitutes away.
          if (!canRemove(op))
            return;
          for (OpResult result : op->getResults())
            if (!result.use_empty())
              result.replaceAllUsesWith(findSubstitute(result, lastFirst));
          candidate.eraseLater(op);
        });
  }

  bool canRemove(Operation *op) const {
    return llvm::all_of(op->getResults(), [&](OpResult result) {
      return result.use_empty() || findSubstitute(result, lastFirst);
    });
  }

  bool lastFirst;
};

/// The function at whose end an argument could stand for results of `op`; null
/// if there is none: it has callers, or `op` is in a region of scalars.
func::FuncOp getOpenFunction(Operation *op, ModuleOp module) {
  Operation *parent = op->getParentOp();
  while (isa_and_nonnull<RegionBranchOpInterface>(parent))
    parent = parent->getParentOp();
  auto function = dyn_cast_or_null<func::FuncOp>(parent);
  if (!function || !SymbolTable::symbolKnownUseEmpty(function, module))
    return {};
  return function;
}

/// A new argument of a function; random, where norm-runner is told what
/// arguments are.
Value addArgument(func::FuncOp function, Value like) {
  unsigned index = function.getNumArguments();
  bool isStated = llvm::any_of(llvm::seq(index), [&](unsigned other) {
    return function.getArgAttr(other, kInputAttr) != Attribute();
  });
  if (failed(function.insertArgument(index, like.getType(), {}, like.getLoc())))
    return {};
  if (isStated) {
    InputSpec spec;
    spec.seed = index;
    setInput(function, index, spec);
  }
  return function.getArgument(index);
}

/// Makes arguments of the function of what ops compute.
struct ReplaceByArguments : Reduction {
  StringRef getName() const override { return "replace-by-arguments"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (Operation *op : findOps(candidate.getModule())) {
      bool isUsed = !op->use_empty();
      func::FuncOp function = getOpenFunction(op, candidate.getModule());
      if (!function || !isUsed ||
          llvm::any_of(op->getResults(), [](OpResult result) {
            return isa<IndexType>(result.getType());
          }))
        continue;
      changes.push_back([op, function](Candidate &candidate) {
        for (OpResult result : op->getResults())
          if (!result.use_empty())
            if (Value argument = addArgument(function, result))
              result.replaceAllUsesWith(argument);
        if (op->use_empty())
          candidate.eraseLater(op);
      });
    }
  }
};

/// 1 in every element; null for types that have none, and for sizes.
TypedAttr getOne(Type type) {
  auto shaped = dyn_cast<RankedTensorType>(type);
  if (shaped && !shaped.hasStaticShape())
    return {};
  if (!getElementTypeOrSelf(type).isIntOrFloat() ||
      (!shaped && !type.isIntOrFloat()))
    return {};
  return Builder(type.getContext()).getOneAttr(type);
}

/// Makes constants of what ops and arguments of scalar regions compute, and of
/// constants with many elements such with one.
struct ReplaceByConstants : Reduction {
  StringRef getName() const override { return "replace-by-constants"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (Operation *op : findOps(candidate.getModule())) {
      for (Region &region : op->getRegions())
        if (!region.empty() && !isa<FunctionOpInterface>(op))
          for (BlockArgument argument : region.front().getArguments())
            addChange(argument, changes);
      if (op->getNumResults() == 1)
        addChange(op->getResult(0), changes);
    }
    candidate.getModule().walk([&](arith::ConstantOp constant) {
      auto elements = dyn_cast<ElementsAttr>(constant.getValue());
      TypedAttr one = getOne(constant.getType());
      if (one && elements && !elements.isSplat())
        changes.push_back([constant, one](Candidate &) mutable {
          constant.setValueAttr(one);
        });
    });
  }

  static void addChange(Value value, SmallVectorImpl<Change> &changes) {
    TypedAttr one = getOne(value.getType());
    if (!one || value.use_empty())
      return;
    changes.push_back([value, one](Candidate &candidate) mutable {
      OpBuilder builder(value.getContext());
      builder.setInsertionPointAfterValue(value);
      value.replaceAllUsesWith(
          arith::ConstantOp::create(builder, value.getLoc(), one));
    });
  }
};

} // namespace

void norm::addOpReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<RemoveOps>(/*lastFirst=*/false));
  reductions.push_back(std::make_unique<RemoveOps>(/*lastFirst=*/true));
  reductions.push_back(std::make_unique<ReplaceByArguments>());
  reductions.push_back(std::make_unique<ReplaceByConstants>());
}
