//===- KeepRoundings.cpp - Keep the roundings of emulated arithmetic ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::norm {
#define GEN_PASS_DEF_KEEPROUNDINGSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {
struct KeepRoundings : norm::impl::KeepRoundingsPassBase<KeepRoundings> {
  void runOnOperation() override {
    getOperation()->walk([](arith::ArithFastMathInterface op) {
      if (isa<arith::ExtFOp, arith::TruncFOp>(op))
        op->removeAttr(op.getFastMathAttrName());
    });
  }
};
} // namespace
