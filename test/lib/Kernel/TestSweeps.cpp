//===- TestSweeps.cpp - Prints the sweeps of kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "TestKernelPass.h"
#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

struct TestSweeps : norm::test::TestKernelPass<TestSweeps> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestSweeps)

  StringRef getArgument() const override { return "test-norm-sweeps"; }
  StringRef getDescription() const override {
    return "Remark on the sweeps of every norm.kernel.";
  }

  /// "reduces [1]; sweep 0: reads [0], needs 1, reductions 1, writes []; ..."
  std::string describe(KernelOp kernel) {
    SweepAnalysis sweeps(kernel);
    std::string text =
        "reduces " + norm::test::toText(sweeps.getReduced().set_bits());
    for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep) {
      text += "; sweep " + std::to_string(sweep) + ": reads " +
              norm::test::toText(sweeps.getInputs(sweep)) + ", needs " +
              std::to_string(sweeps.getNeeded(sweep).size()) + ", reductions " +
              std::to_string(sweeps.getReductions(sweep).size()) + ", writes " +
              norm::test::toText(sweeps.getOutputs(sweep));
      if (std::optional<int64_t> bytes = sweeps.getBytes(sweep))
        text += ", bytes " + std::to_string(*bytes);
    }
    return text + "; per group: needs " +
           std::to_string(
               sweeps.getNeededFor(sweeps.getGroupOutputs()).size()) +
           ", writes " + norm::test::toText(sweeps.getGroupOutputs());
  }
};

} // namespace

void norm::test::registerTestSweepsPass() { PassRegistration<TestSweeps>(); }
