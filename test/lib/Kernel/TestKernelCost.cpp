//===- TestKernelCost.cpp - Prints what the cost model says of kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "CPU/CPUCostModel.h"
#include "TestKernelPass.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

struct TestKernelCost : norm::test::TestKernelPass<TestKernelCost> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestKernelCost)

  StringRef getArgument() const override { return "test-norm-kernel-cost"; }
  StringRef getDescription() const override {
    return "Remark on what the cost model says of every norm.kernel.";
  }

  /// "long rows, expensive 2, AVX2 <...>, AVX-512 <...>"
  std::string describe(KernelOp kernel) {
    SweepAnalysis sweeps(kernel);
    KernelLayout layout(kernel, sweeps);
    std::string text;
    llvm::raw_string_ostream stream(text);
    stream << (CPUCostModel().hasLongRows(kernel, sweeps) ? "long" : "short")
           << " as rows, "
           << (CPUCostModel().hasLongColumns(kernel, sweeps) ? "long" : "short")
           << " as columns; expensive " << findExpensive(kernel).size();
    for (int64_t bits : {128, 256, 512})
      if (ScheduleInterface schedule =
              CPUCostModel({bits, /*cacheBytes=*/0})
                  .chooseSchedule(kernel, sweeps, layout))
        stream << "; " << bits << " bits " << schedule;
    return text;
  }
};

} // namespace

void norm::test::registerTestKernelCostPass() {
  PassRegistration<TestKernelCost>();
}
