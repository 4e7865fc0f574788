//===- FunctionReductions.cpp - Leaves out parts of functions ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Leaves out symbols that nothing names: functions, globals, modules of device
/// code.
struct RemoveSymbols : Reduction {
  StringRef getName() const override { return "remove-symbols"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    ModuleOp module = candidate.getModule();
    module.walk<WalkOrder::PreOrder>([&](SymbolOpInterface symbol) {
      if (symbol == module || !SymbolTable::symbolKnownUseEmpty(symbol, module))
        return;
      changes.push_back(
          [symbol](Candidate &candidate) { candidate.eraseLater(symbol); });
    });
  }
};

/// The functions of a module whose signature nobody relies on.
SmallVector<func::FuncOp> findOpenFunctions(ModuleOp module) {
  SmallVector<func::FuncOp> functions;
  module.walk([&](func::FuncOp function) {
    if (!function.isExternal() &&
        SymbolTable::symbolKnownUseEmpty(function, module))
      functions.push_back(function);
  });
  return functions;
}

/// Makes declarations of functions that are called.
struct RemoveBodies : Reduction {
  StringRef getName() const override { return "remove-bodies"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    ModuleOp module = candidate.getModule();
    module.walk([&](func::FuncOp function) {
      if (function.isExternal() ||
          SymbolTable::symbolKnownUseEmpty(function, module))
        return;
      changes.push_back([function](Candidate &) mutable {
        function.setPrivate();
        function.eraseBody();
      });
    });
  }
};

/// Leaves out results, the last one first, so that numbers stay.
struct RemoveResults : Reduction {
  StringRef getName() const override { return "remove-results"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (func::FuncOp function : findOpenFunctions(candidate.getModule()))
      for (unsigned index : llvm::reverse(llvm::seq(function.getNumResults())))
        changes.push_back([function, index](Candidate &candidate) mutable {
          function.walk([&](func::ReturnOp op) { op->eraseOperand(index); });
          if (failed(function.eraseResult(index)))
            candidate.reject();
        });
  }
};

/// Returns one result of an op of the function, and nothing else.
struct ReturnEarlier : Reduction {
  StringRef getName() const override { return "return-earlier"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (func::FuncOp function : findOpenFunctions(candidate.getModule())) {
      if (!function.getBody().hasOneBlock())
        continue;
      for (Operation &op : function.getBody().front().without_terminator())
        for (Value result : op.getResults())
          changes.push_back([function, result](Candidate &) mutable {
            function.getBody().front().getTerminator()->setOperands(result);
            function.setType(function.getFunctionType().clone(
                function.getArgumentTypes(), result.getType()));
            function.removeResAttrsAttr(); // Of results that there were.
          });
    }
  }
};

/// Leaves out arguments, the last one first: those that nothing uses, or those
/// for which an argument of the same type before them can stand.
struct RemoveArguments : Reduction {
  explicit RemoveArguments(bool used) : used(used) {}

  StringRef getName() const override {
    return used ? "merge-arguments" : "remove-arguments";
  }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (func::FuncOp function : findOpenFunctions(candidate.getModule()))
      for (BlockArgument argument : llvm::reverse(function.getArguments())) {
        Value before = findBefore(argument);
        if (argument.use_empty() == used || (used && !before))
          continue;
        changes.push_back([=](Candidate &candidate) mutable {
          if (used)
            argument.replaceAllUsesWith(before);
          if (failed(function.eraseArgument(argument.getArgNumber())))
            candidate.reject();
        });
      }
  }

  /// The first argument of the same type that stands before `argument`, or
  /// null.
  static Value findBefore(BlockArgument argument) {
    for (BlockArgument other : argument.getOwner()->getArguments().take_front(
             argument.getArgNumber()))
      if (other.getType() == argument.getType())
        return other;
    return {};
  }

  bool used;
};

} // namespace

void norm::addReturnReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<ReturnEarlier>());
}

void norm::addFunctionReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<RemoveSymbols>());
  reductions.push_back(std::make_unique<RemoveBodies>());
  reductions.push_back(std::make_unique<RemoveResults>());
  reductions.push_back(std::make_unique<RemoveArguments>(/*used=*/false));
  reductions.push_back(std::make_unique<RemoveArguments>(/*used=*/true));
}
