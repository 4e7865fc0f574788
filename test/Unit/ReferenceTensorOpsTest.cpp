//===- ReferenceTensorOpsTest.cpp - Slices, padding, generated tensors, softmax
//---===//
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

TEST_F(ReferenceTest, Generate_FromIndices) {
  addInput("index", {}, {2});
  addInput("f32", {3}, {10, 20, 30});
  auto results = evaluate(R"mlir(
    func.func @f(%n: index, %x: tensor<3xf32>) -> tensor<?x3xf32> {
      %y = tensor.generate %n {
      ^bb0(%i: index, %j: index):
        %e = tensor.extract %x[%j] : tensor<3xf32>
        %k = arith.index_cast %i : index to i32
        %f = arith.sitofp %k : i32 to f32
        %s = arith.addf %e, %f : f32
        tensor.yield %s : f32
      } : tensor<?x3xf32>
      return %y : tensor<?x3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {10, 20, 30, 11, 21, 31}, 0);
}

TEST_F(ReferenceTest, Pad_DynamicAndComputed) {
  addInput("f32", {2}, {1, 2});
  addInput("index", {}, {1});
  addInput("f32", {}, {9});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2xf32>, %n: index, %v: f32) -> (tensor<?xf32>, tensor<5xf32>) {
      %a = tensor.pad %x low[%n] high[2] {
      ^bb0(%i: index):
        tensor.yield %v : f32
      } : tensor<2xf32> to tensor<?xf32>
      %b = tensor.pad %x low[1] high[2] {
      ^bb0(%i: index):
        %k = arith.index_cast %i : index to i32
        %f = arith.sitofp %k : i32 to f32
        tensor.yield %f : f32
      } : tensor<2xf32> to tensor<5xf32>
      return %a, %b : tensor<?xf32>, tensor<5xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {9, 1, 2, 9, 9}, 0);
  expectValues(results[1], {0, 1, 2, 3, 4}, 0);
}

TEST_F(ReferenceTest, Empty_PadsReshapesConcats) {
  addInput("f32", {0, 3}, {});
  addInput("f32", {1, 3}, {1, 2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<?x3xf32>, %y: tensor<1x3xf32>) -> (tensor<?xf32>, tensor<?x3xf32>, tensor<?x3xf32>) {
      %c = tensor.collapse_shape %x [[0, 1]] : tensor<?x3xf32> into tensor<?xf32>
      %z = arith.constant 5.0 : f32
      %p = tensor.pad %x low[1, 0] high[0, 0] {
      ^bb0(%i: index, %j: index):
        tensor.yield %z : f32
      } : tensor<?x3xf32> to tensor<?x3xf32>
      %k = tensor.concat dim(0) %x, %y : (tensor<?x3xf32>, tensor<1x3xf32>) -> tensor<?x3xf32>
      return %c, %p, %k : tensor<?xf32>, tensor<?x3xf32>, tensor<?x3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  EXPECT_EQ(results[0].getNumElements(), 0);
  expectValues(results[1], {5, 5, 5}, 0);
  expectValues(results[2], {1, 2, 3}, 0);
}

TEST_F(ReferenceTest, Slices_StridesAndRankReduction) {
  addInput("f32", {2, 4}, {0, 1, 2, 3, 4, 5, 6, 7});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x4xf32>) -> (tensor<2xf32>, tensor<2x4xf32>, f32, tensor<f32>) {
      %s = tensor.extract_slice %x[1, 1] [1, 2] [1, 2] : tensor<2x4xf32> to tensor<2xf32>
      %i = tensor.insert_slice %s into %x[0, 0] [1, 2] [1, 3] : tensor<2xf32> into tensor<2x4xf32>
      %e = tensor.extract_slice %x[1, 3] [1, 1] [1, 1] : tensor<2x4xf32> to tensor<f32>
      %v = tensor.extract %e[] : tensor<f32>
      return %s, %i, %v, %e : tensor<2xf32>, tensor<2x4xf32>, f32, tensor<f32>
    })mlir");
  ASSERT_EQ(results.size(), 4u) << error;
  expectValues(results[0], {5, 7}, 0);
  expectValues(results[1], {5, 1, 2, 7, 4, 5, 6, 7}, 0);
  expectValues(results[2], {7}, 0);
  expectValues(results[3], {7}, 0);
}

TEST_F(ReferenceTest, RankZero_Reshapes) {
  addInput("f32", {1}, {4});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1xf32>) -> (tensor<f32>, tensor<1x1xf32>) {
      %s = tensor.collapse_shape %x [] : tensor<1xf32> into tensor<f32>
      %q = math.sqrt %s : tensor<f32>
      %e = tensor.expand_shape %q [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
      return %q, %e : tensor<f32>, tensor<1x1xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {2}, 0);
  expectValues(results[1], {2}, 0);
}

TEST_F(ReferenceTest, Pooling_SumAndMax) {
  addInput("f32", {1, 4, 1, 1}, {1, 5, 2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4x1x1xf32>) -> (tensor<1x3x1x1xf32>, tensor<1x3x1x1xf32>) {
      %w = tensor.empty() : tensor<2x1xf32>
      %zero = arith.constant dense<0.0> : tensor<1x3x1x1xf32>
      %s = linalg.pooling_nhwc_sum {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%x, %w : tensor<1x4x1x1xf32>, tensor<2x1xf32>) outs(%zero : tensor<1x3x1x1xf32>) -> tensor<1x3x1x1xf32>
      %m = linalg.pooling_nhwc_max {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>} ins(%x, %w : tensor<1x4x1x1xf32>, tensor<2x1xf32>) outs(%zero : tensor<1x3x1x1xf32>) -> tensor<1x3x1x1xf32>
      return %s, %m : tensor<1x3x1x1xf32>, tensor<1x3x1x1xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {6, 7, 5}, 0);
  expectValues(results[1], {5, 5, 3}, 0);
  EXPECT_TRUE(results[1].isExact());
}

TEST_F(ReferenceTest, Softmax) {
  double log3 = std::log(3.0);
  addInput("f64", {2, 2, 2}, {0, 0, log3, 0, 700, -kInf, kNaN, 800});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf64>) -> (tensor<2x2x2xf64>, tensor<2x2x2xf64>) {
      %e = tensor.empty() : tensor<2x2x2xf64>
      %y = linalg.softmax dimension(1) ins(%x : tensor<2x2x2xf64>) outs(%e : tensor<2x2x2xf64>) -> tensor<2x2x2xf64>
      %z = linalg.softmax dimension(2) ins(%x : tensor<2x2x2xf64>) outs(%e : tensor<2x2x2xf64>) -> tensor<2x2x2xf64>
      return %y, %z : tensor<2x2x2xf64>, tensor<2x2x2xf64>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {0.25, 0.5, 0.75, 0.5, kNaN, 0, kNaN, 1}, 1e-15);
  expectValues(results[1], {0.5, 0.5, 0.75, 0.25, 1, 0, kNaN, kNaN}, 1e-15);
  EXPECT_GT(results[0].getBound(0), 0);
  EXPECT_LT(results[0].getBound(0), 20 * 0x1p-52);
}

TEST_F(ReferenceTest, Softmax_InexactOperand) {
  addInput("f32", {1, 2}, {0.1, 0.2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2xf32>) -> (tensor<1x2xf32>, tensor<1x2xf32>) {
      %e = tensor.empty() : tensor<1x2xf32>
      %a = arith.mulf %x, %x : tensor<1x2xf32>
      %y = linalg.softmax dimension(1) ins(%a : tensor<1x2xf32>) outs(%e : tensor<1x2xf32>) -> tensor<1x2xf32>
      %z = linalg.softmax dimension(1) ins(%x : tensor<1x2xf32>) outs(%e : tensor<1x2xf32>) -> tensor<1x2xf32>
      return %y, %z : tensor<1x2xf32>, tensor<1x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  double y = 1 / (1 + std::exp(0.03)), z = 1 / (1 + std::exp(0.1));
  expectValues(results[0], {y, 1 - y}, 1e-7);
  expectValues(results[1], {z, 1 - z}, 1e-7);
  // Sums of two terms are known to 9 epsilons; exponentials and the rest add a
  // few.
  EXPECT_LT(results[1].getBound(0), 8 * 0x1p-23);
  EXPECT_GT(results[0].getBound(0), results[1].getBound(0));
}

TEST_F(ReferenceTest, PackAndUnpack) {
  addInput("f32", {3, 2}, {1, 2, 3, 4, 5, 6});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3x2xf32>) -> (tensor<2x1x2x2xf32>, tensor<3x2xf32>) {
      %pad = arith.constant 9.0 : f32
      %e = tensor.empty() : tensor<2x1x2x2xf32>
      %p = linalg.pack %x padding_value(%pad : f32) inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %e : tensor<3x2xf32> -> tensor<2x1x2x2xf32>
      %d = tensor.empty() : tensor<3x2xf32>
      %u = linalg.unpack %p inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %d : tensor<2x1x2x2xf32> -> tensor<3x2xf32>
      return %p, %u : tensor<2x1x2x2xf32>, tensor<3x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {1, 2, 3, 4, 5, 6, 9, 9}, 0);
  expectValues(results[1], {1, 2, 3, 4, 5, 6}, 0);
}

TEST_F(ReferenceTest, Winograd_IsNamed) {
  std::vector<double> ones(9, 1);
  addInput("f32", {1, 3, 3, 1}, ones);
  evaluate(R"mlir(
    func.func @f(%x: tensor<1x3x3x1xf32>) -> tensor<6x6x1x1xf32> {
      %e = tensor.empty() : tensor<6x6x1x1xf32>
      %y = linalg.winograd_filter_transform fmr(F_4_3) ins(%x : tensor<1x3x3x1xf32>) outs(%e : tensor<6x6x1x1xf32>) -> tensor<6x6x1x1xf32>
      return %y : tensor<6x6x1x1xf32>
    })mlir");
  EXPECT_EQ(error, "the reference does not evaluate "
                   "'linalg.winograd_filter_transform'");
}

TEST_F(ReferenceTest, Generic_ScalarOperand) {
  addInput("f32", {2}, {1, 2});
  addInput("f32", {}, {10});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    #none = affine_map<(d0) -> ()>
    func.func @f(%x: tensor<2xf32>, %k: f32) -> tensor<2xf32> {
      %y = linalg.generic {indexing_maps = [#id, #none, #id], iterator_types = ["parallel"]} ins(%x, %k : tensor<2xf32>, f32) outs(%x : tensor<2xf32>) {
      ^bb0(%a: f32, %b: f32, %o: f32):
        %r = arith.mulf %a, %b : f32
        linalg.yield %r : f32
      } -> tensor<2xf32>
      return %y : tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {10, 20}, 0);
}

} // namespace
