//===- TestKernelLayout.cpp - Prints how kernels' operands lie in memory
//---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "Analysis/KernelLayout.h"
#include "TestKernelPass.h"

using namespace mlir;
using namespace mlir::norm;

/// "2*s0*s1"; "?" for what is not known.
static std::string toText(const SizeProduct &product) {
  if (!product.isKnown())
    return "?";
  std::string text;
  if (product.coefficient != 1 || product.dims.empty())
    text = std::to_string(product.coefficient);
  for (unsigned dim : product.dims)
    text += (text.empty() ? "s" : "*s") + std::to_string(dim);
  return text;
}

namespace {

struct TestKernelLayout : norm::test::TestKernelPass<TestKernelLayout> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestKernelLayout)

  StringRef getArgument() const override { return "test-norm-kernel-layout"; }
  StringRef getDescription() const override {
    return "Remark on how every norm.kernel's operands lie in memory.";
  }

  /// "axes [0] of 4, [1, 2] of s1*s2 reduced; vectors [1, 2]; operand 0: s1*s2
  /// 1; ..."
  std::string describe(KernelOp kernel) {
    SweepAnalysis sweeps(kernel);
    KernelLayout layout(kernel, sweeps);
    std::string text = "axes";
    for (auto [number, axis] : llvm::enumerate(layout.getAxes()))
      text += (number ? ", " : " ") + norm::test::toText(axis.dims) + " of " +
              toText(axis.size) + (axis.isReduced ? " reduced" : "");
    if (std::optional<unsigned> axis = layout.chooseVectorAxis())
      text += "; vectors " + norm::test::toText(layout.getAxes()[*axis].dims);
    for (unsigned operand = 0; operand < kernel.getMaps().size(); ++operand) {
      text += "; operand " + std::to_string(operand) + ":";
      for (unsigned axis = 0; axis < layout.getAxes().size(); ++axis)
        text += " " + toText(layout.getStride(operand, axis));
      if (!layout.getWindows(operand).empty())
        text += " windows " + norm::test::toText(layout.getWindows(operand));
    }
    return text;
  }
};

} // namespace

void norm::test::registerTestKernelLayoutPass() {
  PassRegistration<TestKernelLayout>();
}
