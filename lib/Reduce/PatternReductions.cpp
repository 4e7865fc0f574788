//===- PatternReductions.cpp - Patterns of dialects, and passes ---*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/IR/DialectInterface.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Reducer/ReductionPatternInterface.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// One pattern, on every op that it may match.
struct ApplyPattern : Reduction {
  explicit ApplyPattern(std::unique_ptr<RewritePattern> pattern)
      : pattern(std::move(pattern)) {}

  StringRef getName() const override {
    StringRef name = pattern->getDebugName();
    return name.empty() ? "apply-pattern" : name;
  }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    candidate.getModule().walk([&](Operation *op) {
      if (op == candidate.getModule() ||
          (pattern->getRootKind() && pattern->getRootKind() != op->getName()))
        return;
      changes.push_back([this, op](Candidate &) {
        PatternRewriter rewriter(op->getContext());
        rewriter.setInsertionPoint(op);
        // What does not match leaves the candidate as it is.
        if (succeeded(pattern->matchAndRewrite(op, rewriter)))
          return;
      });
    });
  }

  std::unique_ptr<RewritePattern> pattern;
};

/// A pass of upstream's that makes modules smaller; what it computes stays.
struct RunPass : Reduction {
  explicit RunPass(StringRef pass) : pass(pass) {}

  StringRef getName() const override { return pass; }

  void findChanges(Candidate &, SmallVectorImpl<Change> &changes) override {
    changes.push_back([this](Candidate &candidate) {
      PassManager manager(candidate.getModule()->getName());
      manager.enableVerifier(false); // The candidate is verified later.
      if (failed(parsePassPipeline(pass, manager)) ||
          failed(manager.run(candidate.getModule())))
        candidate.reject();
    });
  }

  std::string pass;
};

} // namespace

void norm::addPatternReductions(Reductions &reductions, MLIRContext *context) {
  RewritePatternSet patterns(context);
  DialectInterfaceCollection<DialectReductionPatternInterface> dialects(
      context);
  for (const DialectReductionPatternInterface &dialect : dialects)
    dialect.populateReductionPatterns(patterns);
  for (std::unique_ptr<RewritePattern> &pattern : patterns.getNativePatterns())
    reductions.push_back(std::make_unique<ApplyPattern>(std::move(pattern)));
  for (StringRef pass : {"inline", "symbol-dce", "canonicalize", "cse"})
    reductions.push_back(std::make_unique<RunPass>(pass));
}
