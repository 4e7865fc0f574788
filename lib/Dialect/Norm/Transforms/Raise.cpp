//===- Raise.cpp - Norms that are spelled out become norm ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"
#include "norm-mlir/Support/Statistics.h"

namespace mlir::norm {
#define GEN_PASS_DEF_RAISEPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-raise"
static mlir::norm::Statistic numRaised(DEBUG_TYPE, "Norms raised");

using namespace mlir;
using namespace mlir::norm;

namespace {

struct Raise : norm::impl::RaisePassBase<Raise> {
  using RaisePassBase::RaisePassBase;

  void runOnOperation() override {
    RaiseOptions options;
    options.relaxed = relaxed;
    if (remarks)
      options.remark = [](Operation *op, const Twine &text) {
        op->emitRemark(text);
      };
    IRRewriter rewriter(&getContext());
    for (Region &region : getOperation()->getRegions())
      numRaised += raiseNorms(rewriter, region, options);
  }
};

} // namespace
