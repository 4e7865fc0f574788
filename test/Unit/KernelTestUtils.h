//===- KernelTestUtils.h - Kernels from IR text ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_UNIT_KERNELTESTUTILS_H
#define NORM_MLIR_TEST_UNIT_KERNELTESTUTILS_H

#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

namespace mlir::norm {

/// Parses IR of all dialects that are compiled.
class IRTest : public ::testing::Test {
protected:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerForCompilation(registry);
    return registry;
  }

  MLIRContext context{makeRegistry()};
  OwningOpRef<ModuleOp> module;
};

/// Holds the one kernel of a function's text.
class KernelTest : public IRTest {
protected:
  /// The kernel of `text` in a function of `arguments`.
  KernelOp parse(StringRef arguments, StringRef text) {
    std::string function =
        ("func.func @f(" + arguments + ") {\n" + text + "\nreturn\n}").str();
    module = parseSourceString<ModuleOp>(function, &context);
    KernelOp found;
    if (module)
      module->walk([&](KernelOp kernel) { found = kernel; });
    EXPECT_TRUE(found) << function;
    return found;
  }

  /// The value of the region's op number `index`.
  static Value getValue(KernelOp kernel, unsigned index) {
    return std::next(kernel.getBody().front().begin(), index)->getResult(0);
  }
};

} // namespace mlir::norm

#endif // NORM_MLIR_TEST_UNIT_KERNELTESTUTILS_H
