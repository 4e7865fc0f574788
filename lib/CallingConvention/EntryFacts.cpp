//===- EntryFacts.cpp - What callers must know of entries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/EntryFacts.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The pass manager calls one member at a time, from any thread.
class FactsCollector : public PassInstrumentation {
public:
  FactsCollector(FactsOfEntries &facts, bool withChecks)
      : facts(facts), withChecks(withChecks),
        checked(createGeneralizePass()->getTypeID()),
        onBuffers(createAcceptStridesPass()->getTypeID()) {}

  void runAfterPass(Pass *pass, Operation *op) override {
    // All checks are norm.require ops from here on, until __prepare has them.
    if (withChecks && pass->getTypeID() == checked)
      if (auto function = dyn_cast<func::FuncOp>(op))
        collectChecks(function);
    if (pass->getTypeID() == onBuffers)
      for (auto function : cast<ModuleOp>(op).getOps<func::FuncOp>())
        collectStrides(function);
  }

private:
  void collectChecks(func::FuncOp function) {
    bool hasChecks =
        function.walk([](RequireOp) { return WalkResult::interrupt(); })
            .wasInterrupted();
    if (!function.isPublic() || !hasChecks)
      return;
    // What static sizes decide is found out on a copy.
    OwningOpRef<func::FuncOp> copy = function.clone();
    bool isSimplified =
        succeeded(applyPatternsGreedily(*copy, getSimplification(*copy)));
    facts.change(function.getName(), [&](EntryFacts &own) {
      copy->walk([&](RequireOp require) {
        bool isDecided =
            isSimplified && matchPattern(require.getCondition(), m_One());
        if (!isDecided && !llvm::is_contained(own.checks, require.getMessage()))
          own.checks.push_back(require.getMessage().str());
      });
    });
  }

  void collectStrides(func::FuncOp function) {
    if (!function.isPublic())
      return;
    facts.change(function.getName(), [&](EntryFacts &own) {
      for (Type type : function.getArgumentTypes()) {
        auto buffer = dyn_cast<MemRefType>(type);
        own.strided.push_back(buffer && !buffer.getLayout().isIdentity());
      }
    });
  }

  /// All canonicalization patterns.
  const FrozenRewritePatternSet &getSimplification(Operation *op) {
    if (!simplification) {
      MLIRContext *context = op->getContext();
      RewritePatternSet set(context);
      for (Dialect *dialect : context->getLoadedDialects())
        dialect->getCanonicalizationPatterns(set);
      for (RegisteredOperationName name : context->getRegisteredOperations())
        name.getCanonicalizationPatterns(set, context);
      simplification.emplace(std::move(set));
    }
    return *simplification;
  }

  FactsOfEntries &facts;
  bool withChecks;
  TypeID checked, onBuffers;
  std::optional<FrozenRewritePatternSet> simplification;
};

} // namespace

std::unique_ptr<PassInstrumentation>
norm::createFactsCollector(FactsOfEntries &facts, bool withChecks) {
  return std::make_unique<FactsCollector>(facts, withChecks);
}
