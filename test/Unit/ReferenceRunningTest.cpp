//===- ReferenceRunningTest.cpp - Mixed, given and running statistics -----===//
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

//===----------------------------------------------------------------------===//
// Epsilon outside the root
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, LayerNorm_EpsilonOutsideRoot) {
  addInput("f32", {2, 4}, {1, 3, 5, 7, 2, 2, 2, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 0.5 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>, return_statistics} : tensor<2x4xf32>
      return %y, %s#0, %s#1 : tensor<2x4xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  // Variances 5 and 0.
  double r = 1 / (std::sqrt(5.0) + 0.5);
  expectValues(results[0], {-3 * r, -r, r, 3 * r, 0, 0, 0, 0}, 1e-6);
  expectValues(results[1], {4, 2}, 0);
  expectValues(results[2], {r, 2}, 1e-7);
}

TEST_F(ReferenceTest, LayerNorm_EpsilonOutsideRootAfterError) {
  addInput("f32", {1, 4}, {1, 2, 3, 5});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
      %0 = math.exp %x : tensor<1x4xf32>
      %y = norm.layer_norm %0 axes = [1] epsilon = 1.0e-9 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<1x4xf32>
      return %y : tensor<1x4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  for (int64_t i = 0; i < 4; ++i) {
    EXPECT_GT(results[0].getBound(i), 8 * 0x1p-23);
    EXPECT_LT(results[0].getBound(i), 1e-4);
  }
}

//===----------------------------------------------------------------------===//
// Running statistics that are used
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, BatchNormTraining_UsesAndUpdatesRunning) {
  addInput("f32", {2, 2}, {1, 10, 5, 20});
  addInput("f32", {2}, {2, 12});
  addInput("f32", {2}, {3, 8});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %0:5 = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.0 momentum = 0.25 {return_statistics, use_running_stats} : tensor<2x2xf32>
      return %0#0, %0#1, %0#2, %0#3, %0#4 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 5u) << error;
  expectValues(results[0], {-0.5, -2.0 / 3, 1.5, 8.0 / 3}, 1e-6);
  expectValues(results[1], {2, 12}, 0);
  expectValues(results[2], {0.5, 1.0 / 3}, 1e-7);
  // The batch: means 3 and 15, unbiased variances 8 and 50.
  expectValues(results[3], {2.25, 12.75}, 1e-6);
  expectValues(results[4], {0.75 * 3 + 2, 0.75 * 8 + 12.5}, 1e-5);
}

TEST_F(ReferenceTest, BatchNormTraining_OnlyReadsRunning) {
  addInput("f32", {1, 2}, {1, 10});
  addInput("f32", {2}, {2, 12});
  addInput("f32", {2}, {3, 8});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<?x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<?x2xf32> {
      %y = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.0 {update_running_stats = false, use_running_stats} : tensor<?x2xf32>
      return %y : tensor<?x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {-0.5, -2.0 / 3}, 1e-6);
}

//===----------------------------------------------------------------------===//
// Switchable normalization
//===----------------------------------------------------------------------===//

namespace {
/// Instances with means 1 6 / 2 8 and unbiased variances 2 8 / 0 8; layers with
/// means 3.5 / 5 and variances 11.25 / 13; channels with means 1.5 7 and
/// variances 1.25 9.
constexpr double kInstances[] = {0, 2, 4, 8, 2, 2, 6, 10};
} // namespace

TEST_F(ReferenceTest, SwitchableNorm_MixesAndUpdates) {
  addInput("f32", {2, 2, 2}, kInstances);
  addInput("f32", {3}, {0, 0, 0});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %w: tensor<3xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y:3 = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 : tensor<2x2x2xf32>
      return %y#0, %y#1, %y#2 : tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  auto apply = [](double x, double mean, double variance) {
    return (x - mean / 3) / std::sqrt(variance / 3 + 1);
  };
  expectValues(results[0],
               {apply(0, 6, 14.5), apply(2, 6, 14.5), apply(4, 16.5, 28.25),
                apply(8, 16.5, 28.25), apply(2, 8.5, 14.25),
                apply(2, 8.5, 14.25), apply(6, 20, 30), apply(10, 20, 30)},
               1e-6);
  EXPECT_LT(results[0].getBound(0), 1e-5);
  expectValues(results[1], {9 + 0.15, 18 + 0.7}, 2e-6);
  expectValues(results[2], {0.9 + 0.125, 1.8 + 0.9}, 1e-6);
}

TEST_F(ReferenceTest, SwitchableNorm_Rows) {
  addInput("f32", {2, 2}, {1, 3, 5, 3});
  addInput("f32", {2}, {0, std::log(3.0)});
  addInput("f32", {2}, {0, 0});
  addInput("f32", {2}, {0, 0});
  addInput("f32", {2}, {1, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2xf32>, %mw: tensor<2xf32>, %vw: tensor<2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y:3 = norm.switchable_norm %x mean_weights(%mw : tensor<2xf32>) variance_weights(%vw : tensor<2xf32>) running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.0 momentum = 0.75 : tensor<2x2xf32>
      return %y#0, %y#1, %y#2 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  // Layers: means 2 and 4, variances 2. Batch: means 3, variances 8 and 0. The
  // means are mixed 1 to 3, the variances 1 to 1.
  double wide = std::sqrt(5.0 + 1), narrow = std::sqrt(1.0 + 1);
  expectValues(results[0],
               {(1 - 2.75) / wide, (3 - 2.75) / narrow, (5 - 3.25) / wide,
                (3 - 3.25) / narrow},
               1e-6);
  expectValues(results[1], {0.75, 0.75}, 1e-6);
  expectValues(results[2], {2.75, 0.75}, 1e-6);
}

TEST_F(ReferenceTest, SwitchableNorm_EvaluationWithTheBatchOnly) {
  addInput("f32", {2, 2, 2}, kInstances);
  addInput("f32", {3}, {-kInf, -kInf, 5});
  addInput("f32", {2}, {1, 2});
  addInput("f32", {2}, {3, 8});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %w: tensor<3xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<2x2x2xf32> {
      %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 {update_running_stats = false, use_running_stats} : tensor<2x2x2xf32>
      return %y : tensor<2x2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {-0.5, 0.5, 2.0 / 3, 2, 0.5, 0.5, 4.0 / 3, 8.0 / 3},
               1e-6);
}

TEST_F(ReferenceTest, SwitchableNorm_NaNReachesItsLayerAndChannel) {
  addInput("f32", {2, 2, 2}, {kNaN, 2, 4, 8, 2, 2, 6, 10});
  addInput("f32", {3}, {0, 0, 0});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %w: tensor<3xf32>) -> tensor<2x2x2xf32> {
      %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 : tensor<2x2x2xf32>
      return %y : tensor<2x2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  for (int64_t i = 0; i < 8; ++i) {
    EXPECT_EQ(std::isnan(results[0].getValue(i)), i < 6) << "element " << i;
    EXPECT_LT(results[0].getBound(i), 1e-5) << "element " << i;
  }
}

TEST_F(ReferenceTest, SwitchableNorm_NumberOfWeights) {
  addInput("f32", {2, 2, 2}, kInstances);
  addInput("f32", {2}, {0, 0});
  evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %w: tensor<?xf32>) -> tensor<2x2x2xf32> {
      %y = norm.switchable_norm %x mean_weights(%w : tensor<?xf32>) variance_weights(%w : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 : tensor<2x2x2xf32>
      return %y : tensor<2x2x2xf32>
    })mlir");
  EXPECT_EQ(error,
            "norm.switchable_norm expects mean_weights shape [3]; got [2]");
}
