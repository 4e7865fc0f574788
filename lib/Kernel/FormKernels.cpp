//===- FormKernels.cpp - Fuse linalg ops into kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "KernelBuilder.h"
#include "norm-mlir/Support/Statistics.h"

#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FORMKERNELSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-form-kernels"
static mlir::norm::Statistic numFormed(DEBUG_TYPE, "Kernels formed");

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Named ops whose generic form a kernel takes: no contractions.
bool isElementwiseOrReduction(linalg::LinalgOp op) {
  return isa<linalg::MapOp, linalg::ReduceOp, linalg::BroadcastOp,
             linalg::ElementwiseOp, linalg::TransposeOp>(op) ||
         (linalg::isElementwise(op) &&
          !isa<linalg::GenericOp, linalg::FillOp>(op));
}

struct FormKernels : norm::impl::FormKernelsPassBase<FormKernels> {
  using FormKernelsPassBase::FormKernelsPassBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::LinalgOp> named;
    for (auto op : function.getBody().front().getOps<linalg::LinalgOp>())
      if (isElementwiseOrReduction(op) && op.hasPureTensorSemantics())
        named.push_back(op);
    for (linalg::LinalgOp op : named) {
      rewriter.setInsertionPoint(op);
      (void)linalg::generalizeNamedOp(rewriter, op);
    }
    for (Block &block : function.getBody())
      formIn(rewriter, block);
  }

  void formIn(IRRewriter &rewriter, Block &block) {
    auto refuse = [&](Operation *op, const Twine &reason) {
      if (remarks)
        op->emitRemark(reason);
    };
    SmallVector<std::pair<Value, Value>> replacements;
    for (const KernelGroup &group : findKernelGroups(block, refuse)) {
      buildKernel(rewriter, group, replacements);
      ++numFormed;
    }
    for (auto [output, result] : replacements)
      rewriter.replaceAllUsesWith(output, result);
    // Bottom up, so that what only dead ops use is dead too.
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isOpTriviallyDead(&op))
        rewriter.eraseOp(&op);
    // A kernel stands after the last of its ops; its users may stand before.
    sortTopologically(&block);
  }
};

} // namespace
