//===- ExpandMathTestUtils.h - Running expanded math ------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_UNIT_EXPANDMATHTESTUTILS_H
#define NORM_MLIR_TEST_UNIT_EXPANDMATHTESTUTILS_H

#include "norm-mlir/Execution/Target.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "mlir/ExecutionEngine/OptUtils.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Target/TargetMachine.h"
#include "gtest/gtest.h"

#include <cstdlib>

namespace mlir::norm::test {

/// A compiled loop that applies a body to vectors of two arrays. The body is
/// text of IR that makes %r from %a and %b; `LANES<T>` in it stands for a
/// vector of elements T, or T itself for 1 lane.
class MathKernel {
public:
  /// `expansion` holds the options of norm-expand-math.
  MathKernel(StringRef body, StringRef input, StringRef result, int lanes,
             StringRef expansion = "strict")
      : lanes(lanes) {
    static const bool registered = [] {
      norm::registerAllPasses();
      return true;
    }();
    EXPECT_TRUE(registered);
    DialectRegistry registry;
    norm::registerEverything(registry);
    context.appendDialectRegistry(registry);
    std::string text = llvm::formatv(
        R"(
func.func @kernel(%x: memref<?x{0}>, %y: memref<?x{0}>, %z: memref<?x{1}>) {{
  %c0 = arith.constant 0 : index
  %step = arith.constant {2} : index
  %size = memref.dim %x, %c0 : memref<?x{0}>
  scf.for %i = %c0 to %size step %step {{
    %a = {4}.load %x[%i] : memref<?x{0}>{5}
    %b = {4}.load %y[%i] : memref<?x{0}>{5}
    {3}
    {4}.store %r, %z[%i] : memref<?x{1}>{6}
  }
  return
})",
        input, result, lanes, body, lanes == 1 ? "memref" : "vector",
        lanes == 1 ? "" : ", LANES<" + input.str() + ">",
        lanes == 1 ? "" : ", LANES<" + result.str() + ">");
    for (size_t at; (at = text.find("LANES<")) != std::string::npos;) {
      size_t end = text.find('>', at);
      std::string element = text.substr(at + 6, end - at - 6);
      text.replace(
          at, end + 1 - at,
          lanes == 1 ? element
                     : llvm::formatv("vector<{0}x{1}>", lanes, element).str());
    }
    module = parseSourceString<ModuleOp>(text, &context);
    PassManager manager(&context);
    if (!module ||
        failed(parsePassPipeline(
            "func.func(norm-expand-math{" + expansion.str() +
                "}),convert-scf-to-cf,"
                "convert-vector-to-llvm,expand-strided-metadata,"
                "finalize-memref-to-llvm,convert-math-to-llvm,convert-to-llvm,"
                "reconcile-unrealized-casts",
            manager)) ||
        failed(manager.run(*module))) {
      ADD_FAILURE() << "cannot lower " << text;
      return;
    }
    auto machine = cantFail(createTargetMachine({}));
    auto optimize = makeOptimizingTransformer(3, 0, machine.get());
    ExecutionEngineOptions options;
    options.transformer = optimize;
    options.jitCodeGenOptLevel = llvm::CodeGenOptLevel::Aggressive;
    options.enableGDBNotificationListener = false;
    options.enablePerfNotificationListener = false;
    engine = cantFail(ExecutionEngine::create(
        *module, options, cantFail(createTargetMachine({}))));
    function = cantFail(engine->lookupPacked("kernel"));
  }

  /// Results for pairs of elements; the arrays' sizes are multiples of the
  /// number of lanes.
  template <typename Input, typename Result>
  void run(ArrayRef<Input> x, ArrayRef<Input> y, Result *z) {
    ASSERT_EQ(x.size() % lanes, 0u);
    ASSERT_NE(function, nullptr);
    int64_t size = x.size(), offset = 0, stride = 1;
    const void *px = x.data(), *py = y.data();
    void *pz = z;
    SmallVector<void *> arguments;
    for (const void **pointer : {&px, &py, const_cast<const void **>(&pz)})
      arguments.append({pointer, pointer, &offset, &size, &stride});
    function(arguments.data());
  }

private:
  int lanes;
  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::unique_ptr<ExecutionEngine> engine;
  void (*function)(void **) = nullptr;
};

/// A sequence of numbers that is the same everywhere.
class Sequence {
public:
  /// 64 bits.
  uint64_t next() {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// From low to high.
  double uniform(double low, double high) {
    return low + (high - low) * (double(next() >> 11) * 0x1p-53);
  }

private:
  uint64_t state = 1;
};

} // namespace mlir::norm::test

#endif // NORM_MLIR_TEST_UNIT_EXPANDMATHTESTUTILS_H
