//===- ChainSums.cpp - Sums of 16-bit inputs in f32 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CHAINSUMSPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

struct ChainSums : norm::impl::ChainSumsPassBase<ChainSums> {
  using ChainSumsPassBase::ChainSumsPassBase;

  void runOnOperation() override {
    getOperation().walk([](StatsOp stats) {
      auto input = cast<RankedTensorType>(stats.getInput().getType());
      bool hasChains = stats.getKind() == StatisticKind::Moments ||
                       stats.getKind() == StatisticKind::SecondMoment ||
                       stats.getKind() == StatisticKind::AbsSum;
      if (hasChains && input.getElementTypeBitWidth() == 16 &&
          !stats.getEstimator() && !stats.getAccumulator())
        stats.setChain(StatsOp::kLongestChain);
    });
  }
};

} // namespace
