//===- FormKernels.cpp - Fuse linalg ops into kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "BuildKernel.h"
#include "Schedule/CostModel.h"
#include "SizeOrigin.h"
#include "norm-mlir/Support/Statistics.h"

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

/// Sums, maxima or minima of a sliding window over a tensor with a margin: a
/// kernel looks through the margin.
bool isWindowInMargin(linalg::LinalgOp op) {
  if (!isa<linalg::PoolingNcwSumOp, linalg::PoolingNwcSumOp,
           linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp,
           linalg::PoolingNdhwcSumOp, linalg::PoolingNcwMaxOp,
           linalg::PoolingNwcMaxOp, linalg::PoolingNchwMaxOp,
           linalg::PoolingNhwcMaxOp, linalg::PoolingNdhwcMaxOp,
           linalg::PoolingNhwcMinOp, linalg::PoolingNwcMinOp,
           linalg::PoolingNdhwcMinOp>(op))
    return false;
  auto isOne = [&](StringRef name) {
    auto values = op->getAttrOfType<DenseIntElementsAttr>(name);
    return !values || llvm::all_of(values.getValues<int64_t>(),
                                   [](int64_t value) { return value == 1; });
  };
  return isOne("strides") && isOne("dilations") &&
         op->getOperand(0).getDefiningOp<tensor::PadOp>();
}

/// Named ops whose generic form a kernel takes: no contractions.
bool isElementwiseOrReduction(linalg::LinalgOp op) {
  return isWindowInMargin(op) ||
         isa<linalg::MapOp, linalg::ReduceOp, linalg::BroadcastOp,
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
    std::unique_ptr<CostModel> model = createCostModel(function, target);
    if (!model)
      return signalPassFailure();
    IRRewriter rewriter(&getContext());
    unifySizes(rewriter, function);
    generalize(rewriter, function);
    SmallVector<Block *> blocks;
    function.walk<WalkOrder::PreOrder>([&](Operation *op) {
      // What linalg ops and kernels compute is scalar.
      if (isa<linalg::LinalgOp, KernelOp>(op))
        return WalkResult::skip();
      for (Region &region : op->getRegions())
        for (Block &block : region)
          blocks.push_back(&block);
      return WalkResult::advance();
    });
    // Inner blocks first: their op may be dead once an outer block is done.
    for (Block *block : llvm::reverse(blocks))
      formIn(rewriter, *block, *model);
  }

  static void generalize(IRRewriter &rewriter, func::FuncOp function) {
    SmallVector<linalg::LinalgOp> named;
    function.walk([&](linalg::LinalgOp op) {
      if (isElementwiseOrReduction(op) && op.hasPureTensorSemantics())
        named.push_back(op);
    });
    for (linalg::LinalgOp op : named) {
      rewriter.setInsertionPoint(op);
      (void)linalg::generalizeNamedOp(rewriter, op);
    }
  }

  void formIn(IRRewriter &rewriter, Block &block, const CostModel &model) {
    auto refuse = [&](Operation *op, const Twine &reason) {
      if (remarks)
        op->emitRemark(reason);
    };
    FusionGraph graph(block);
    SmallVector<std::pair<Value, Value>> replacements;
    for (const Fusion &fusion : findFusions(block, graph, model, refuse)) {
      if (succeeded(buildKernel(rewriter, fusion, graph, replacements)))
        ++numFormed;
      else
        refuse(fusion.ops.front(),
               "not part of a kernel: the size of an axis is known after it");
    }
    if (replacements.empty())
      return;
    for (auto [output, result] : replacements)
      rewriter.replaceAllUsesWith(output, result);
    // Bottom up, so that what only dead ops use is dead too.
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (isOpTriviallyDead(&op))
        rewriter.eraseOp(&op);
    // A kernel stands after the last of its ops; its users may stand before.
    sortBlock(block);
  }
};

} // namespace
