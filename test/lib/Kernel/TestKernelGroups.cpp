//===- TestKernelGroups.cpp - Prints which linalg ops become a kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "KernelGroups.h"
#include "SizeOrigin.h"
#include "TestKernelPass.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

struct TestKernelGroups
    : PassWrapper<TestKernelGroups, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestKernelGroups)

  StringRef getArgument() const override { return "test-norm-kernel-groups"; }
  StringRef getDescription() const override {
    return "Remark on the group of every linalg.generic, and on its loops.";
  }

  /// "group 1 of 3 ops, sizes [4, ?], outputs 1"
  static std::string describe(const KernelGroup &group, unsigned number) {
    std::string sizes;
    for (unsigned atom = 0; atom < group.axes.getNumAtoms(); ++atom) {
      int64_t size = group.axes.getStaticSize(atom);
      sizes += atom ? ", " : "";
      sizes += ShapedType::isDynamic(size) ? "?" : std::to_string(size);
    }
    return "group " + std::to_string(number) + " of " +
           std::to_string(group.ops.size()) + " ops, sizes [" + sizes +
           "], outputs " + std::to_string(group.outputs.size());
  }

  /// "; loops [0] [1, 2]": the dimensions of the group that each loop walks.
  static std::string describeLoops(const KernelGroup &group,
                                   linalg::GenericOp op) {
    std::string text = "; loops";
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      text += " " + norm::test::toText(group.axes.getLoopAtoms(op, loop));
    return text;
  }

  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    unifySizes(rewriter, getOperation());
    getOperation().walk([](Block *block) {
      if (isa<linalg::LinalgOp, KernelOp>(block->getParentOp()))
        return;
      GroupGraph graph(*block);
      auto remark = [](Operation *op, const Twine &why) {
        op->emitRemark(why);
      };
      for (auto [number, group] :
           llvm::enumerate(findKernelGroups(*block, graph, remark)))
        for (linalg::GenericOp op : group.ops)
          op.emitRemark(describe(group, number) + describeLoops(group, op));
    });
  }
};

} // namespace

void norm::test::registerTestKernelGroupsPass() {
  PassRegistration<TestKernelGroups>();
}
