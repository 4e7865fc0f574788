//===- StableHLOPatternsTest.cpp - The patterns without the pass ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/StableHLOToNorm/StableHLOToNorm.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class StableHLOPatternsTest : public ::testing::Test {
protected:
  StableHLOPatternsTest() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect,
                        linalg::LinalgDialect, math::MathDialect, NormDialect,
                        tensor::TensorDialect>();
    context.allowUnregisteredDialects();
  }

  /// The body of a function after the patterns, as the names of its ops.
  std::string convert(StringRef body) {
    std::string text = ("func.func @f(%x: tensor<2x3xf32>, %w: tensor<3xf32>) "
                        "-> tensor<2x3xf32> {\n" +
                        body + "\n return %y : tensor<2x3xf32>\n}")
                           .str();
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(text, ParserConfig(&context));
    EXPECT_TRUE(module);
    RewritePatternSet patterns(&context);
    populateStableHLOToNormPatterns(patterns);
    EXPECT_TRUE(succeeded(applyPatternsGreedily(*module, std::move(patterns))));
    std::string names;
    module->walk([&](func::FuncOp function) {
      for (Operation &op : function.getBody().front().without_terminator())
        names += op.getName().getStringRef().str() + " ";
    });
    return names;
  }

  MLIRContext context;
};

TEST_F(StableHLOPatternsTest, Arithmetic_IsConverted) {
  EXPECT_EQ(convert("%0 = \"stablehlo.abs\"(%x) : (tensor<2x3xf32>) -> "
                    "tensor<2x3xf32>\n"
                    "%y = \"stablehlo.tanh\"(%0) : (tensor<2x3xf32>) -> "
                    "tensor<2x3xf32>"),
            "math.absf math.tanh ");
}

TEST_F(StableHLOPatternsTest, BatchNorm_IsANormOp) {
  EXPECT_EQ(
      convert("%y:3 = \"stablehlo.batch_norm_training\"(%x, %w, %w) {epsilon = "
              "1.0e-5 : f32, feature_index = 1 : i64} : (tensor<2x3xf32>, "
              "tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, "
              "tensor<3xf32>, tensor<3xf32>)"),
      "norm.batch_norm_training ");
}

TEST_F(StableHLOPatternsTest, OtherOps_Stay) {
  EXPECT_EQ(convert("%0 = \"stablehlo.tanh\"(%x) : (tensor<2x3xf32>) -> "
                    "tensor<2x3xf32>\n"
                    "%y = \"stablehlo.cholesky\"(%0) : (tensor<2x3xf32>) -> "
                    "tensor<2x3xf32>"),
            "math.tanh stablehlo.cholesky ");
}

} // namespace
