//===- TestFusions.cpp - Prints which linalg ops become a kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "CPU/CPUCostModel.h"
#include "Formation/Fusions.h"
#include "Formation/SizeOrigin.h"
#include "TestKernelPass.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

struct TestFusions : PassWrapper<TestFusions, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestFusions)

  StringRef getArgument() const override { return "test-norm-fusions"; }
  StringRef getDescription() const override {
    return "Remark on the fusion of every linalg.generic, and on its loops.";
  }

  /// "fusion 1 of 3 ops, sizes [4, ?], outputs 1"
  static std::string describe(const Fusion &fusion, unsigned number) {
    std::string sizes;
    for (unsigned atom = 0; atom < fusion.axes.getNumAtoms(); ++atom) {
      int64_t size = fusion.axes.getStaticSize(atom);
      sizes += atom ? ", " : "";
      sizes += ShapedType::isDynamic(size) ? "?" : std::to_string(size);
    }
    return "fusion " + std::to_string(number) + " of " +
           std::to_string(fusion.ops.size()) + " ops, sizes [" + sizes +
           "], outputs " + std::to_string(fusion.outputs.size());
  }

  /// "; loops [0] [1, 2]": the dimensions of the fusion that each loop walks.
  static std::string describeLoops(const Fusion &fusion, linalg::GenericOp op) {
    std::string text = "; loops";
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      text += " " + norm::test::toText(fusion.axes.getLoopAtoms(op, loop));
    return text;
  }

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    unifySizes(rewriter, getOperation());
    getOperation().walk([](Block *block) {
      if (isa<linalg::LinalgOp, KernelOp>(block->getParentOp()))
        return;
      FusionGraph graph(*block);
      auto remark = [](Operation *op, const Twine &why) {
        op->emitRemark(why);
      };
      for (auto [number, fusion] :
           llvm::enumerate(findFusions(*block, graph, CPUCostModel(), remark)))
        for (linalg::GenericOp op : fusion.ops)
          op.emitRemark(describe(fusion, number) + describeLoops(fusion, op));
    });
  }
};

} // namespace

void norm::test::registerTestFusionsPass() { PassRegistration<TestFusions>(); }
