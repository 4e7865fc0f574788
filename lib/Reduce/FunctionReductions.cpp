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

/// Leaves out arguments that nothing uses, the last one first.
struct RemoveArguments : Reduction {
  StringRef getName() const override { return "remove-arguments"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    for (func::FuncOp function : findOpenFunctions(candidate.getModule()))
      for (unsigned index :
           llvm::reverse(llvm::seq(function.getNumArguments())))
        if (function.getArgument(index).use_empty())
          changes.push_back([function, index](Candidate &candidate) mutable {
            if (failed(function.eraseArgument(index)))
              candidate.reject();
          });
  }
};

} // namespace

void norm::addFunctionReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<RemoveSymbols>());
  reductions.push_back(std::make_unique<RemoveBodies>());
  reductions.push_back(std::make_unique<RemoveResults>());
  reductions.push_back(std::make_unique<RemoveArguments>());
}
