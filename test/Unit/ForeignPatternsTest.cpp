//===- ForeignPatternsTest.cpp - Importers without their passes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/ONNXToNorm/ONNXToNorm.h"
#include "norm-mlir/Conversion/TorchToNorm/TorchToNorm.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class ForeignPatternsTest : public ::testing::Test {
protected:
  ForeignPatternsTest() {
    context.loadDialect<arith::ArithDialect, func::FuncDialect,
                        linalg::LinalgDialect, math::MathDialect, NormDialect,
                        tensor::TensorDialect>();
    context.allowUnregisteredDialects();
  }

  using Populate = void (*)(RewritePatternSet &);

  /// The names of the ops of `body` that are not torch-mlir's constants, after
  /// each of the sets of patterns, and what was reported.
  std::string convert(StringRef arguments, StringRef body,
                      ArrayRef<Populate> sets) {
    std::string text =
        ("func.func @f(" + arguments + ") {\n" + body + "\n return\n}").str();
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(text, ParserConfig(&context));
    EXPECT_TRUE(module);
    std::string result;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      result += diagnostic.str() + "; ";
    });
    for (Populate populate : sets) {
      RewritePatternSet patterns(&context);
      populate(patterns);
      walkAndApplyPatterns(*module, std::move(patterns));
    }
    module->walk([&](func::FuncOp function) {
      for (Operation &op : function.getBody().front().without_terminator())
        if (!op.getName().getStringRef().starts_with("torch.constant"))
          result += op.getName().getStringRef().str() + " ";
    });
    return result;
  }

  MLIRContext context;
};

constexpr StringLiteral normalize = R"(
  %one = "torch.constant.int"() {value = 1 : i64} : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%one) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() {value = true} : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %n = "torch.aten.linalg_vector_norm"(%x, %one, %dims, %true, %none) : (!torch.vtensor<[2,3],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,1],f32>
  %y = "torch.aten.div.Tensor"(%x, %n) : (!torch.vtensor<[2,3],f32>, !torch.vtensor<[2,1],f32>) -> !torch.vtensor<[2,3],f32>
  "other.use"(%y) : (!torch.vtensor<[2,3],f32>) -> ()
)";

TEST_F(ForeignPatternsTest, Chains_AreNorms) {
  EXPECT_EQ(convert("%x: !torch.vtensor<[2,3],f32>", normalize,
                    {populateTorchChainToNormPatterns}),
            "torch_c.to_builtin_tensor torch.prim.ListConstruct "
            "torch.aten.linalg_vector_norm norm.lp_normalize "
            "torch_c.from_builtin_tensor other.use ");
}

TEST_F(ForeignPatternsTest, Neighbours_AreArithmetic) {
  std::string ops = convert("%x: !torch.vtensor<[2,3],f32>", normalize,
                            {populateTorchNeighboursPatterns});
  EXPECT_NE(ops.find("norm.stats"), std::string::npos) << ops;
  EXPECT_NE(ops.find("linalg.generic"), std::string::npos) << ops;
  EXPECT_EQ(ops.find("torch.aten"), std::string::npos) << ops;
}

TEST_F(ForeignPatternsTest, Operators_AreFoundByTheirNames) {
  EXPECT_EQ(convert("%x: !torch.vtensor<[2,3],f32>", R"(
  %all = "torch.constant.int"() {value = -1 : i64} : () -> !torch.int
  %g = "torch.aten.gamma"(%x) : (!torch.vtensor<[2,3],f32>) -> !torch.vtensor<[],f32>
  %y = "torch.operator"(%x, %g, %all) {name = "torch.aten._weight_norm"} : (!torch.vtensor<[2,3],f32>, !torch.vtensor<[],f32>, !torch.int) -> !torch.vtensor<[2,3],f32>
)",
                    {populateTorchToNormPatterns}),
            "torch_c.to_builtin_tensor torch.aten.gamma "
            "torch_c.to_builtin_tensor norm.weight_norm ");
}

TEST_F(ForeignPatternsTest, RefusedNorms_AreReportedAndStay) {
  EXPECT_EQ(
      convert("%x: !torch.vtensor<[2,3],f32>", R"(
  %y = "torch.aten.group_norm"(%x) : (!torch.vtensor<[2,3],f32>) -> !torch.vtensor<[2,3],f32>
  %z = "torch.aten.relu"(%x, %x) : (!torch.vtensor<[2,3],f32>, !torch.vtensor<[2,3],f32>) -> !torch.vtensor<[2,3],f32>
)",
              {populateTorchToNormPatterns, populateTorchNeighboursPatterns}),
      "'torch.aten.group_norm' op expects operands ['input', "
      "'num_groups', 'weight', 'bias', 'eps', 'cudnn_enabled']; got 1; "
      "torch.aten.group_norm torch.aten.relu ");
}

TEST_F(ForeignPatternsTest, NodesOfONNX_InBothForms) {
  EXPECT_EQ(
      convert("%x: tensor<2x3xf32>, %z: !torch.vtensor<[2,3],f32>", R"(
  %0 = "onnx.LpNormalization"(%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = "onnx.LpNormalizationV22"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = "torch.operator"(%z) {name = "onnx.LpNormalization"} : (!torch.vtensor<[2,3],f32>) -> !torch.vtensor<[2,3],f32>
  %3 = "onnx.Identity"(%1) : (tensor<2x3xf32>) -> tensor<2x3xf32>
)",
              {populateONNXToNormPatterns, populateONNXNeighboursPatterns}),
      "torch_c.to_builtin_tensor norm.lp_normalize norm.lp_normalize "
      "norm.lp_normalize ");
}

} // namespace
