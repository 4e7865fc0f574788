//===- ReferenceGraphTest.cpp - The reference on ops around norm ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceTestUtils.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

class ReferenceGraphTest : public ReferenceTest {
protected:
  /// Evaluates one op of the form `%y = <op> : tensor<Nxelement>` on the inputs
  /// %a, %b, %c, all of that type.
  SmallVector<ReferenceTensor> evaluateOp(StringRef op, StringRef element,
                                          int64_t size) {
    std::string type =
        "tensor<" + std::to_string(size) + "x" + element.str() + ">";
    std::string text = "func.func @f(";
    for (size_t i = 0; i < inputs.size(); ++i)
      text += (i ? ", %" : "%") + std::string(1, char('a' + i)) + ": " + type;
    text += ") -> " + type + " { %y = " + op.str() + " : " + type +
            "\n return %y : " + type + " }";
    return evaluate(text);
  }
};

//===----------------------------------------------------------------------===//
// Elementwise ops
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Arith_RoundsToTheElementType) {
  addInput("bf16", {2}, {1, 3});
  addInput("bf16", {2}, {0x1p-8, 0x1p-3});
  auto results = evaluateOp("arith.addf %a, %b", "bf16", 2);
  ASSERT_EQ(results.size(), 1u) << error;
  // 1 + 2^-8 is halfway: to even.
  expectValues(results[0], {1, 3.125}, 0);
  EXPECT_EQ(results[0].getBound(0), 0x1p-7); // two halves
  EXPECT_EQ(results[0].getBound(1), 0x1p-7); // 3.125 is representable
}

TEST_F(ReferenceGraphTest, Arith_NonFinite) {
  addInput("f32", {6}, {kInf, kInf, kNaN, 3e38, -3e38, 0});
  addInput("f32", {6}, {1, -kInf, 1, 3e38, -3e38, -0.0});
  auto sum = evaluateOp("arith.addf %a, %b", "f32", 6);
  ASSERT_EQ(sum.size(), 1u) << error;
  expectValues(sum[0], {kInf, kNaN, kNaN, kInf, -kInf, 0}, 0);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(sum[0].getBound(i), 0) << i;
  auto quotient = evaluateOp("arith.divf %a, %b", "f32", 6);
  expectValues(quotient[0], {kInf, kNaN, kNaN, 1, 1, kNaN}, 0);
}

TEST_F(ReferenceGraphTest, Arith_MinimumAndMaximum) {
  addInput("f32", {4}, {1, kNaN, -1, 2});
  addInput("f32", {4}, {2, 1, kNaN, 2});
  expectValues(evaluateOp("arith.maximumf %a, %b", "f32", 4)[0],
               {2, kNaN, kNaN, 2}, 0);
  expectValues(evaluateOp("arith.maxnumf %a, %b", "f32", 4)[0], {2, 1, -1, 2},
               0);
  expectValues(evaluateOp("arith.minimumf %a, %b", "f32", 4)[0],
               {1, kNaN, kNaN, 2}, 0);
  expectValues(evaluateOp("arith.minnumf %a, %b", "f32", 4)[0], {1, 1, -1, 2},
               0);
  EXPECT_TRUE(evaluateOp("arith.maximumf %a, %b", "f32", 4)[0].isExact());
}

TEST_F(ReferenceGraphTest, Arith_Integers) {
  addInput("i8", {4}, {127, -7, 100, -128});
  addInput("i8", {4}, {1, 2, 100, -1});
  auto sum = evaluateOp("arith.addi %a, %b", "i8", 4);
  ASSERT_EQ(sum.size(), 1u) << error;
  expectValues(sum[0], {-128, -5, -56, 127}, 0);
  expectValues(evaluateOp("arith.divui %a, %b", "i8", 4)[0], {127, 124, 1, 0},
               0);
  expectValues(evaluateOp("arith.divsi %a, %b", "i8", 4)[0], {127, -3, 1, -128},
               0);
  expectValues(evaluateOp("arith.shrui %a, %b", "i8", 4)[0], {63, 62, 0, 0}, 0);
  expectValues(evaluateOp("arith.maxui %a, %b", "i8", 4)[0], {127, -7, 100, -1},
               0);
  EXPECT_TRUE(sum[0].isExact());
}

TEST_F(ReferenceGraphTest, Math_ValuesAndUlps) {
  std::vector<double> x = {0.25, 0.5, 1, 2};
  addInput("f32", {4}, x);
  struct Case {
    StringRef op;
    double (*function)(double);
    double ulps;
  };
  for (const Case &c :
       {Case{"exp", std::exp, 2}, Case{"exp2", std::exp2, 2},
        Case{"log", std::log, 2}, Case{"erf", std::erf, 8},
        Case{"tanh", std::tanh, 8}, Case{"sin", std::sin, 4},
        Case{"sqrt", std::sqrt, 0.5}, Case{"log1p", std::log1p, 4}}) {
    auto results = evaluateOp("math." + c.op.str() + " %a", "f32", 4);
    ASSERT_EQ(results.size(), 1u) << error;
    for (int i = 0; i < 4; ++i) {
      double exact = c.function(x[i]);
      double ulp = FloatFormat::get(ReferenceKind::F32).ulp(exact);
      EXPECT_EQ(results[0].getValue(i), static_cast<float>(exact));
      EXPECT_GE(results[0].getBound(i), c.ulps * ulp) << c.op.str();
      EXPECT_LE(results[0].getBound(i), (c.ulps + 0.5) * ulp * 1.004 + 0x1p-134)
          << c.op.str();
    }
  }
}

TEST_F(ReferenceGraphTest, Conversions) {
  addInput("f32", {5}, {1.5, -2.5, 300, kNaN, 126.99999});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<5xf32>) -> (tensor<5xi8>, tensor<5xbf16>, tensor<5xf64>) {
      %i = arith.fptosi %x : tensor<5xf32> to tensor<5xi8>
      %t = arith.truncf %x : tensor<5xf32> to tensor<5xbf16>
      %e = arith.extf %x : tensor<5xf32> to tensor<5xf64>
      return %i, %t, %e : tensor<5xi8>, tensor<5xbf16>, tensor<5xf64>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {1, -2, 0, 0, 126}, 0);
  EXPECT_EQ(results[0].getBound(1), 0);
  EXPECT_EQ(results[0].getBound(2), kInf); // outside i8: not defined
  EXPECT_EQ(results[0].getBound(3), kInf);
  expectValues(results[1], {1.5, -2.5, 300, kNaN, 127}, 0);
  EXPECT_TRUE(results[1].isExact());
  EXPECT_TRUE(results[2].isExact());
}

TEST_F(ReferenceGraphTest, Uncertainty_ReachesIntegersAndSelections) {
  // a * b is 1 up to rounding; what hangs on it is uncertain by a whole step.
  addInput("f32", {2}, {0.1, 3});
  addInput("f32", {2}, {10, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<2xf32>, %b: tensor<2xf32>) -> (tensor<2xi32>, tensor<2xi1>, tensor<2xf32>) {
      %one = arith.constant dense<1.0> : tensor<2xf32>
      %big = arith.constant dense<100.0> : tensor<2xf32>
      %m = arith.mulf %a, %b : tensor<2xf32>
      %r = math.floor %m : tensor<2xf32>
      %i = arith.fptosi %r : tensor<2xf32> to tensor<2xi32>
      %c = arith.cmpf olt, %m, %one : tensor<2xf32>
      %s = arith.select %c, %big, %m : tensor<2xi1>, tensor<2xf32>
      return %i, %c, %s : tensor<2xi32>, tensor<2xi1>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {1, 3}, 0);
  EXPECT_EQ(results[0].getBound(0), 1);
  EXPECT_EQ(results[1].getBound(0), 1);
  EXPECT_EQ(results[1].getBound(1), 0);
  EXPECT_GE(results[2].getBound(0), 99);
  EXPECT_LT(results[2].getBound(1), 1e-6);
}

//===----------------------------------------------------------------------===//
// Activations after a norm
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Activations) {
  addInput("f32", {1, 4}, {-3, -1, 1, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4xf32>) -> (tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>) {
      %n = norm.layer_norm %x axes = [1] epsilon = 0.0 : tensor<1x4xf32>
      %zero = arith.constant dense<0.0> : tensor<1x4xf32>
      %half = arith.constant dense<0.5> : tensor<1x4xf32>
      %one = arith.constant dense<1.0> : tensor<1x4xf32>
      %r = arith.constant dense<0.707106781> : tensor<1x4xf32>
      %relu = arith.maximumf %n, %zero : tensor<1x4xf32>
      %s = arith.mulf %n, %r : tensor<1x4xf32>
      %e = math.erf %s : tensor<1x4xf32>
      %e1 = arith.addf %e, %one : tensor<1x4xf32>
      %h = arith.mulf %n, %half : tensor<1x4xf32>
      %gelu = arith.mulf %h, %e1 : tensor<1x4xf32>
      %m = arith.negf %n : tensor<1x4xf32>
      %exp = math.exp %m : tensor<1x4xf32>
      %d = arith.addf %exp, %one : tensor<1x4xf32>
      %silu = arith.divf %n, %d : tensor<1x4xf32>
      return %relu, %gelu, %silu : tensor<1x4xf32>, tensor<1x4xf32>, tensor<1x4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  double r = 1 / std::sqrt(5.0);
  std::vector<double> relu, gelu, silu;
  for (double x : {-3 * r, -r, r, 3 * r}) {
    relu.push_back(std::max(x, 0.0));
    gelu.push_back(x * 0.5 * (1 + std::erf(x / std::sqrt(2.0))));
    silu.push_back(x / (1 + std::exp(-x)));
  }
  std::vector<double> all[] = {relu, gelu, silu};
  for (auto [tensor, expected] : llvm::zip_equal(results, all)) {
    expectValues(tensor, expected, 1e-6);
    for (int i = 0; i < 4; ++i) {
      // Tight enough to catch errors, loose enough to allow for roundings.
      EXPECT_LE(std::fabs(tensor.getValue(i) - expected[i]),
                tensor.getBound(i));
      EXPECT_LT(tensor.getBound(i), 1e-5);
    }
  }
  // The certain side of a ReLU is exact.
  EXPECT_EQ(results[0].getBound(0), 0);
}

//===----------------------------------------------------------------------===//
// linalg
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Linalg_SumOfSquares) {
  addInput("f32", {2, 3}, {1, 2, 3, 4, 5, 6});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x3xf32>) -> (tensor<2xf32>, tensor<3xf32>) {
      %zero = arith.constant 0.0 : f32
      %e = tensor.empty() : tensor<2xf32>
      %i = linalg.fill ins(%zero : f32) outs(%e : tensor<2xf32>) -> tensor<2xf32>
      %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<2x3xf32>) outs(%i : tensor<2xf32>) {
      ^bb0(%a: f32, %acc: f32):
        %q = arith.mulf %a, %a : f32
        %n = arith.addf %acc, %q : f32
        linalg.yield %n : f32
      } -> tensor<2xf32>
      %c = arith.constant dense<1.0> : tensor<3xf32>
      %m = linalg.reduce {arith.maximumf} ins(%x : tensor<2x3xf32>) outs(%c : tensor<3xf32>) dimensions = [0]
      return %s, %m : tensor<2xf32>, tensor<3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {14, 77}, 0);
  expectValues(results[1], {4, 5, 6}, 0);
  EXPECT_TRUE(results[1].isExact());
  // (8 + log2 3) epsilons of the sum, half an ulp per square and one of it.
  double bound = (8 + std::log2(3)) * 0x1p-23 * 77;
  EXPECT_GE(results[0].getBound(1), bound);
  EXPECT_LE(results[0].getBound(1), bound * 1.2);
}

TEST_F(ReferenceGraphTest, Linalg_CapturesIndicesAndAffineMaps) {
  addInput("f32", {5}, {1, 10, 100, 1000, 10000});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<5xf32>, %k: tensor<2xf32>) -> (tensor<4xf32>, tensor<5xf32>) {
      %zero = arith.constant dense<0.0> : tensor<4xf32>
      %two = arith.constant 2.0 : f32
      %e = tensor.empty() : tensor<5xf32>
      %conv = linalg.generic {indexing_maps = [affine_map<(i, t) -> (i + t)>, affine_map<(i, t) -> (t)>, affine_map<(i, t) -> (i)>], iterator_types = ["parallel", "reduction"]}
        ins(%x, %k : tensor<5xf32>, tensor<2xf32>) outs(%zero : tensor<4xf32>) {
      ^bb0(%a: f32, %b: f32, %acc: f32):
        %p = arith.mulf %a, %b : f32
        %s = arith.addf %p, %acc : f32
        linalg.yield %s : f32
      } -> tensor<4xf32>
      %scaled = linalg.generic {indexing_maps = [affine_map<(i) -> (0)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%x : tensor<5xf32>) outs(%e : tensor<5xf32>) {
      ^bb0(%a: f32, %o: f32):
        %i = linalg.index 0 : index
        %j = arith.index_cast %i : index to i64
        %f = arith.sitofp %j : i64 to f32
        %m = arith.mulf %f, %two : f32
        %s = arith.addf %m, %a : f32
        linalg.yield %s : f32
      } -> tensor<5xf32>
      return %conv, %scaled : tensor<4xf32>, tensor<5xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {21, 210, 2100, 21000}, 0);
  expectValues(results[1], {1, 3, 5, 7, 9}, 0);
}

TEST_F(ReferenceGraphTest, Linalg_GeneralReduction) {
  // The greatest value and where it is: accumulators used more than once.
  addInput("f32", {2, 4}, {1, 7, 3, 7, -1, -5, -2, -8});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x4xf32>) -> (tensor<2xf32>, tensor<2xi64>) {
      %low = arith.constant dense<-1.0e30> : tensor<2xf32>
      %zero = arith.constant dense<0> : tensor<2xi64>
      %v, %p = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<2x4xf32>) outs(%low, %zero : tensor<2xf32>, tensor<2xi64>) {
      ^bb0(%a: f32, %m: f32, %at: i64):
        %j = linalg.index 1 : index
        %here = arith.index_cast %j : index to i64
        %c = arith.cmpf ogt, %a, %m : f32
        %n = arith.select %c, %a, %m : f32
        %q = arith.select %c, %here, %at : i64
        linalg.yield %n, %q : f32, i64
      } -> (tensor<2xf32>, tensor<2xi64>)
      return %v, %p : tensor<2xf32>, tensor<2xi64>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {7, -1}, 0);
  expectValues(results[1], {1, 0}, 0);
}

TEST_F(ReferenceGraphTest, Linalg_NamedOps) {
  addInput("f32", {2, 3}, {1, 2, 3, 4, 5, 6});
  addInput("f32", {3, 2}, {1, 0, 0, 1, 1, 1});
  addInput("f32", {1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  addInput("f32", {1, 1, 2, 2}, {1, 0, 0, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<2x3xf32>, %b: tensor<3x2xf32>, %x: tensor<1x1x3x3xf32>, %k: tensor<1x1x2x2xf32>) -> (tensor<2x2xf32>, tensor<1x1x2x2xf32>, tensor<3x2xf32>, tensor<2x3xf32>) {
      %z = arith.constant dense<0.0> : tensor<2x2xf32>
      %z4 = arith.constant dense<0.0> : tensor<1x1x2x2xf32>
      %e = tensor.empty() : tensor<3x2xf32>
      %e2 = tensor.empty() : tensor<2x3xf32>
      %mm = linalg.matmul ins(%a, %b : tensor<2x3xf32>, tensor<3x2xf32>) outs(%z : tensor<2x2xf32>) -> tensor<2x2xf32>
      %cv = linalg.conv_2d_nchw_fchw ins(%x, %k : tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>) outs(%z4 : tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
      %t = linalg.transpose ins(%a : tensor<2x3xf32>) outs(%e : tensor<3x2xf32>) permutation = [1, 0]
      %ex = linalg.exp ins(%a : tensor<2x3xf32>) outs(%e2 : tensor<2x3xf32>) -> tensor<2x3xf32>
      return %mm, %cv, %t, %ex : tensor<2x2xf32>, tensor<1x1x2x2xf32>, tensor<3x2xf32>, tensor<2x3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 4u) << error;
  expectValues(results[0], {4, 5, 10, 11}, 0);
  expectValues(results[1], {6, 8, 12, 14}, 0);
  expectValues(results[2], {1, 4, 2, 5, 3, 6}, 0);
  EXPECT_NEAR(results[3].getValue(1), std::exp(2), 1e-6);
}

TEST_F(ReferenceGraphTest, Linalg_LongSumIsCompensated) {
  std::vector<double> values(10001, 0x1p-60);
  values[0] = 1;
  addInput("f64", {10001}, values);
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<10001xf64>) -> tensor<f64> {
      %zero = arith.constant dense<0.0> : tensor<f64>
      %s = linalg.reduce {arith.addf} ins(%x : tensor<10001xf64>) outs(%zero : tensor<f64>) dimensions = [0]
      return %s : tensor<f64>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  EXPECT_EQ(results[0].getValue(0), 1 + 10000 * 0x1p-60);
}

//===----------------------------------------------------------------------===//
// tensor, scf, func
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Tensor_SlicesAndReshapes) {
  addInput("i32", {2, 3}, {1, 2, 3, 4, 5, 6});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x3xi32>) -> (tensor<2xi32>, tensor<4x4xi32>, tensor<2x6xi32>, tensor<2x3xi32>, tensor<6xi32>, i32) {
      %c1 = arith.constant 1 : index
      %seven = arith.constant 7 : i32
      %column = tensor.extract_slice %x[0, 2] [2, 1] [1, 1] : tensor<2x3xi32> to tensor<2xi32>
      %padded = tensor.pad %x low[1, 0] high[1, 1] {
      ^bb0(%i: index, %j: index):
        tensor.yield %seven : i32
      } : tensor<2x3xi32> to tensor<4x4xi32>
      %both = tensor.concat dim(1) %x, %x : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x6xi32>
      %row = tensor.from_elements %seven, %seven, %seven : tensor<3xi32>
      %changed = tensor.insert_slice %row into %x[%c1, 0] [1, 3] [1, 1] : tensor<3xi32> into tensor<2x3xi32>
      %flat = tensor.collapse_shape %x [[0, 1]] : tensor<2x3xi32> into tensor<6xi32>
      %element = tensor.extract %x[%c1, %c1] : tensor<2x3xi32>
      return %column, %padded, %both, %changed, %flat, %element : tensor<2xi32>, tensor<4x4xi32>, tensor<2x6xi32>, tensor<2x3xi32>, tensor<6xi32>, i32
    })mlir");
  ASSERT_EQ(results.size(), 6u) << error;
  expectValues(results[0], {3, 6}, 0);
  expectValues(results[1], {7, 7, 7, 7, 1, 2, 3, 7, 4, 5, 6, 7, 7, 7, 7, 7}, 0);
  expectValues(results[2], {1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6}, 0);
  expectValues(results[3], {1, 2, 3, 7, 7, 7}, 0);
  expectValues(results[4], {1, 2, 3, 4, 5, 6}, 0);
  expectValues(results[5], {5}, 0);
}

TEST_F(ReferenceGraphTest, ControlFlow) {
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func private @twice(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = arith.addf %x, %x : tensor<?xf32>
      return %y : tensor<?xf32>
    }
    func.func @f(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %y = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x) -> tensor<?xf32> {
        %t = func.call @twice(%a) : (tensor<?xf32>) -> tensor<?xf32>
        scf.yield %t : tensor<?xf32>
      }
      %n = tensor.dim %x, %c0 : tensor<?xf32>
      %c = arith.cmpi ult, %n, %c3 : index
      %z = scf.if %c -> tensor<?xf32> {
        scf.yield %x : tensor<?xf32>
      } else {
        scf.yield %y : tensor<?xf32>
      }
      return %y, %z : tensor<?xf32>, tensor<?xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {8, 16}, 0);
  expectValues(results[1], {1, 2}, 0);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Errors_NameTheSizes) {
  addInput("f32", {2}, {1, 2});
  addInput("f32", {3}, {1, 2, 3});
  StringRef text = R"mlir(
    func.func @f(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
      %z = arith.addf %x, %y : tensor<?xf32>
      return %z : tensor<?xf32>
    })mlir";
  evaluate(text);
  EXPECT_EQ(error, "'arith.addf' expects shape [2]; got [3]");
  inputs.pop_back();
  evaluate(text);
  EXPECT_EQ(error, "'f' expects 2 inputs; got 1");
  addInput("f64", {2}, {1, 2});
  evaluate(text);
  EXPECT_EQ(error, "argument 1 expects type tensor<?xf32>; got elements of "
                   "type f64");
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGraphTest, Comparison) {
  addInput("f32", {3}, {1, 2, 4});
  auto results = evaluateOp("arith.addf %a, %a", "f32", 3);
  ASSERT_EQ(results.size(), 1u) << error;
  float actual[3] = {2, 4 + 0x1p-21f, 8};
  Comparison comparison =
      compareWithReference(results[0], reinterpret_cast<char *>(actual));
  EXPECT_EQ(comparison.maxAbs, 0x1p-21);
  EXPECT_EQ(comparison.maxUlp, 1);
  EXPECT_EQ(comparison.maxRelative, 0x1p-23);
  EXPECT_EQ(comparison.maxBoundRatio, 2);
  EXPECT_EQ(comparison.bound, 0x1p-22);
  EXPECT_EQ(comparison.firstBad, 1);
  EXPECT_EQ(comparison.firstBadReference, 4);
  actual[0] = kNaN;
  comparison =
      compareWithReference(results[0], reinterpret_cast<char *>(actual));
  EXPECT_EQ(comparison.firstBad, 0);
  EXPECT_EQ(comparison.maxAbs, kInf);
}

/// A mean of infinities may come out as NaN: nothing is known of what is
/// normalized with it, be it 0 by the reference.
TEST_F(ReferenceGraphTest, UnknownElement_LeavesItsGroupUnknown) {
  for (StringRef norm :
       {"%y, %r = norm.rms_norm %m axes = [0] epsilon = 1.0e-5 "
        "{return_statistics} : tensor<3xf32>",
        "%y, %r = norm.lp_normalize %m axes = [0] p = 2.0 epsilon = 1.0e-5 "
        "{return_statistics} : tensor<3xf32>"}) {
    inputs.clear();
    addInput("f32", {3, 2}, {1, 2, kInf, 1, 3, 5});
    auto results = evaluate(
        ("func.func @f(%x: tensor<3x2xf32>) -> (tensor<3xf32>, tensor<f32>) {\n"
         "%z, %m, %s = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 "
         "{return_statistics} : tensor<3x2xf32>\n" +
         norm + "\nreturn %y, %r : tensor<3xf32>, tensor<f32>\n}")
            .str());
    ASSERT_EQ(results.size(), 2u) << error;
    for (int i = 0; i < 3; ++i)
      EXPECT_EQ(results[0].getBound(i), kInf) << norm.str() << i;
    EXPECT_EQ(results[1].getBound(0), kInf) << norm.str();
  }
}

} // namespace
