//===- ReferenceKernelTest.cpp - norm.kernel ---===//
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

TEST_F(ReferenceTest, Kernel_StagedReductions) {
  addInput("f32", {2, 4}, {1, 2, 3, 4, -2, 0, 0, 2});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (d0)>
    func.func @f(%x: tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?xf32>) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %m = tensor.dim %x, %c0 : tensor<?x?xf32>
      %n = tensor.dim %x, %c1 : tensor<?x?xf32>
      %k = arith.index_cast %n : index to i64
      %count = arith.sitofp %k : i64 to f64
      %y0 = tensor.empty(%m, %n) : tensor<?x?xf32>
      %v0 = tensor.empty(%m) : tensor<?xf32>
      %y, %v = norm.kernel sizes = [%m, %n] ins(%x : tensor<?x?xf32>) outs(%y0, %v0 : tensor<?x?xf32>, tensor<?xf32>) maps = [#id, #id, #row] {
      ^bb0(%a: f32):
        %w = arith.extf %a : f32 to f64
        %s = norm.reduce <add> %w over [1] : f64
        %mean = arith.divf %s, %count : f64
        %d = arith.subf %w, %mean : f64
        %q = arith.mulf %d, %d : f64
        %t = norm.reduce <add> %q over [1] : f64
        %var = arith.divf %t, %count : f64
        %o = arith.truncf %d : f64 to f32
        %p = arith.truncf %var : f64 to f32
        norm.yield %o, %p : f32, f32
      } -> tensor<?x?xf32>, tensor<?xf32>
      return %y, %v : tensor<?x?xf32>, tensor<?xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {-1.5, -0.5, 0.5, 1.5, -2, 0, 0, 2}, 0);
  expectValues(results[1], {1.25, 2}, 0);
  EXPECT_LT(results[1].getBound(0), 0x1p-22);
}

TEST_F(ReferenceTest, Kernel_MaxIsExactAndSumBounded) {
  std::vector<double> values(600);
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = 1 + 0.125 * double(i % 7);
  addInput("f32", {600}, values);
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    #none = affine_map<(d0) -> ()>
    func.func @f(%x: tensor<600xf32>) -> (tensor<f32>, tensor<f32>, tensor<f32>) {
      %e = tensor.empty() : tensor<f32>
      %a, %b, %c = norm.kernel sizes = [600] ins(%x : tensor<600xf32>) outs(%e, %e, %e : tensor<f32>, tensor<f32>, tensor<f32>) maps = [#id, #none, #none, #none] {
      ^bb0(%v: f32):
        %s = norm.reduce <add> %v over [0] : f32
        %m = norm.reduce <max> %v over [0] : f32
        %n = norm.reduce <min> %v over [0] : f32
        norm.yield %s, %m, %n : f32, f32, f32
      } -> tensor<f32>, tensor<f32>, tensor<f32>
      return %a, %b, %c : tensor<f32>, tensor<f32>, tensor<f32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  double sum = 0;
  for (double value : values)
    sum += value;
  expectValues(results[0], {sum}, 0);
  expectValues(results[1], {1.75}, 0);
  expectValues(results[2], {1}, 0);
  EXPECT_TRUE(results[1].isExact());
  EXPECT_NEAR(results[0].getBound(0), (8 + std::log2(600.0)) * 0x1p-23 * sum,
              0x1p-13);
}

TEST_F(ReferenceTest, Kernel_WindowWithOutside) {
  addInput("f32", {3}, {1, 2, 4});
  auto results = evaluate(R"mlir(
    #window = affine_map<(d0, d1) -> (d0 + d1 - 1)>
    #id = affine_map<(d0, d1) -> (d0)>
    func.func @f(%x: tensor<3xf32>) -> tensor<3xf32> {
      %e = tensor.empty() : tensor<3xf32>
      %y = norm.kernel sizes = [3, 3] ins(%x : tensor<3xf32>) outs(%e : tensor<3xf32>) maps = [#window, #id] outside = [10.0 : f32] {
      ^bb0(%a: f32):
        %s = norm.reduce <add> %a over [1] : f32
        norm.yield %s : f32
      } -> tensor<3xf32>
      return %y : tensor<3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {13, 7, 16}, 0);
}

TEST_F(ReferenceTest, Kernel_SplitDimensionWithSymbols) {
  addInput("f32", {6}, {1, 2, 3, 4, 5, 6});
  addInput("index", {}, {3});
  auto results = evaluate(R"mlir(
    #split = affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d1)>
    #groups = affine_map<(d0, d1)[s0, s1] -> (d0)>
    func.func @f(%x: tensor<6xf32>, %g: index) -> tensor<?xf32> {
      %c2 = arith.constant 2 : index
      %e = tensor.empty(%g) : tensor<?xf32>
      %y = norm.kernel sizes = [%g, %c2] ins(%x : tensor<6xf32>) outs(%e : tensor<?xf32>) maps = [#split, #groups] {
      ^bb0(%a: f32):
        %s = norm.reduce <max> %a over [1] : f32
        norm.yield %s : f32
      } -> tensor<?xf32>
      return %y : tensor<?xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {2, 4, 6}, 0);
}

TEST_F(ReferenceTest, Kernel_EmptyGroups) {
  addInput("f32", {2, 0}, {});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (d0)>
    func.func @f(%x: tensor<2x0xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2x0xf32>) {
      %e = tensor.empty() : tensor<2xf32>
      %n = tensor.empty() : tensor<2x0xf32>
      %a, %b, %c = norm.kernel sizes = [2, 0] ins(%x : tensor<2x0xf32>) outs(%e, %e, %n : tensor<2xf32>, tensor<2xf32>, tensor<2x0xf32>) maps = [#id, #row, #row, #id] {
      ^bb0(%v: f32):
        %s = norm.reduce <add> %v over [1] : f32
        %m = norm.reduce <max> %v over [1] : f32
        norm.yield %s, %m, %v : f32, f32, f32
      } -> tensor<2xf32>, tensor<2xf32>, tensor<2x0xf32>
      return %a, %b, %c : tensor<2xf32>, tensor<2xf32>, tensor<2x0xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {0, 0}, 0);
  expectValues(results[1], {-kInf, -kInf}, 0);
  EXPECT_EQ(results[2].getNumElements(), 0);
}

TEST_F(ReferenceTest, Kernel_InLoopWithCapturedScalar) {
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %x) -> tensor<2xf32> {
        %k = arith.index_cast %i : index to i32
        %f = arith.sitofp %k : i32 to f32
        %y = norm.kernel sizes = [2] ins(%t : tensor<2xf32>) outs(%x : tensor<2xf32>) maps = [#id, #id] {
        ^bb0(%a: f32):
          %s = norm.reduce <add> %a over [0] : f32
          %u = arith.addf %s, %f : f32
          norm.yield %u : f32
        } -> tensor<2xf32>
        scf.yield %y : tensor<2xf32>
      }
      return %r : tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  // 3, 2 * 3 + 1, 2 * 7 + 2.
  expectValues(results[0], {16, 16}, 0);
}

TEST_F(ReferenceTest, Kernel_PointWithoutElementIsAnError) {
  addInput("f32", {1}, {1});
  evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<?xf32>) -> tensor<2xf32> {
      %e = tensor.empty() : tensor<2xf32>
      %y = norm.kernel sizes = [2] ins(%x : tensor<?xf32>) outs(%e : tensor<2xf32>) maps = [#id, #id] {
      ^bb0(%a: f32):
        norm.yield %a : f32
      } -> tensor<2xf32>
      return %y : tensor<2xf32>
    })mlir");
  EXPECT_EQ(error, "'norm.kernel' expects an input of shape [1] to have an "
                   "element or a value outside at point [1]");
}

} // namespace
