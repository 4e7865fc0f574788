//===- TestKernelPass.h - A pass that remarks on every kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_LIB_KERNEL_TESTKERNELPASS_H
#define NORM_MLIR_TEST_LIB_KERNEL_TESTKERNELPASS_H

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::norm::test {

/// Remarks on every norm.kernel of a function with what `Derived` says of it,
/// `std::string describe(KernelOp)`.
template <typename Derived>
struct TestKernelPass : PassWrapper<Derived, OperationPass<func::FuncOp>> {
  void runOnOperation() override {
    this->getOperation().walk([&](KernelOp kernel) {
      kernel.emitRemark(static_cast<Derived *>(this)->describe(kernel));
    });
    this->markAllAnalysesPreserved();
  }
};

/// "[0, 2]"
template <typename Range>
std::string toText(const Range &numbers) {
  std::string text;
  for (auto number : numbers)
    text += (text.empty() ? "" : ", ") + std::to_string(number);
  return "[" + text + "]";
}

} // namespace mlir::norm::test

#endif // NORM_MLIR_TEST_LIB_KERNEL_TESTKERNELPASS_H
