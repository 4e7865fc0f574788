//===- ReferenceGroupTest.cpp - Group and instance normalization ---===//
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

using ReferenceGroupTest = ReferenceTest;

static constexpr double kEps32 = 0x1p-23;

//===----------------------------------------------------------------------===//
// Group normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGroupTest, GroupNorm_PerChannelAndStatistics) {
  // Groups 1 1 3 3 and 7 9 9 7: means 2 and 8, variances 1.
  addInput("f32", {1, 4, 2}, {1, 1, 3, 3, 7, 9, 9, 7});
  addInput("f32", {4}, {1, 2, 3, 4});
  addInput("f32", {4}, {0, 1, 0, -1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4x2xf32>, %w: tensor<4xf32>, %b: tensor<4xf32>) -> (tensor<1x4x2xf32>, tensor<1x2xf32>, tensor<1x2xf32>) {
      %y, %mean, %rstd = norm.group_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 3.0 {return_statistics} : tensor<1x4x2xf32>
      return %y, %mean, %rstd : tensor<1x4x2xf32>, tensor<1x2xf32>, tensor<1x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  EXPECT_EQ(results[0].getShape(), ArrayRef<int64_t>({1, 4, 2}));
  expectValues(results[0], {-0.5, -0.5, 2, 2, -1.5, 1.5, 1, -3}, 0);
  expectValues(results[1], {2, 8}, 0);
  expectValues(results[2], {0.5, 0.5}, 0);
  // M is taken over a group: 0.5 * 2 + 1 and 0.5 * 4 + 1.
  EXPECT_NEAR(results[0].getBound(0), 8 * kEps32 * 2, kEps32);
  EXPECT_NEAR(results[0].getBound(4), 8 * kEps32 * 3, kEps32);
}

TEST_F(ReferenceGroupTest, GroupNorm_PerGroupChannelsLast) {
  addInput("f32", {1, 2, 4}, {1, 3, 7, 9, 1, 3, 9, 7});
  addInput("f32", {2}, {2, 4});
  addInput("f32", {2}, {1, -1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2x4xf32>, %w: tensor<2xf32>, %b: tensor<2xf32>) -> tensor<1x2x4xf32> {
      %y = norm.group_norm %x scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) num_groups = 2 channel_axis = 2 axes = [1] epsilon = 3.0 {affine = #norm.affine<per_group>} : tensor<1x2x4xf32>
      return %y : tensor<1x2x4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {0, 2, -3, 1, 0, 2, 1, -3}, 0);
}

TEST_F(ReferenceGroupTest, GroupNorm_StatisticsAmongBatchAxes) {
  // Groups of two channels between two batch axes; statistics are [a, g, b].
  addInput("f32", {1, 4, 2}, {1, 10, 3, 14, 5, 0, 5, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4x2xf32>) -> (tensor<1x4x2xf32>, tensor<1x2x2xf32>) {
      %y, %mean, %rstd = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [] epsilon = 0.5 {return_statistics} : tensor<1x4x2xf32>
      return %y, %mean : tensor<1x4x2xf32>, tensor<1x2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[1], {2, 12, 5, 1}, 0);
  double r = 1 / std::sqrt(1.5), s = 2 / std::sqrt(4.5);
  expectValues(results[0], {-r, -s, r, s, 0, -r, 0, r}, 1e-7);
}

TEST_F(ReferenceGroupTest, GroupNorm_NaNStaysInItsGroup) {
  addInput("f32", {1, 4}, {kNaN, 1, 1, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
      %y = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [] epsilon = 0.0 : tensor<1x4xf32>
      return %y : tensor<1x4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {kNaN, kNaN, -1, 1}, 0);
}

TEST_F(ReferenceGroupTest, GroupNorm_RunTimeSizes) {
  StringRef text = R"mlir(
    func.func @f(%x: tensor<?x?x?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?xf32> {
      %y = norm.group_norm %x bias(%b : tensor<?xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0 {affine = #norm.affine<per_group>} : tensor<?x?x?xf32>
      return %y : tensor<?x?x?xf32>
    })mlir";
  auto expectRefusal = [&](ArrayRef<int64_t> sizes, int64_t parameters,
                           StringRef refusal) {
    inputs.clear();
    error.clear();
    int64_t elements = 1;
    for (int64_t size : sizes)
      elements *= size;
    addInput("f32", sizes, std::vector<double>(elements));
    addInput("f32", parameters, std::vector<double>(parameters));
    evaluate(text);
    EXPECT_EQ(error, refusal);
  };
  expectRefusal({1, 3, 2}, 2,
                "norm.group_norm expects a number of channels divisible by "
                "num_groups = 2; got 3");
  expectRefusal({1, 0, 2}, 2,
                "norm.group_norm expects sizes of more than 0 along "
                "channel_axis and axes; got input size [1, 0, 2]");
  expectRefusal({1, 2, 0}, 2,
                "norm.group_norm expects sizes of more than 0 along "
                "channel_axis and axes; got input size [1, 2, 0]");
  expectRefusal({1, 2, 1}, 2,
                "norm.group_norm expects more than 1 value per group over the "
                "batch with num_groups = 2; got input size [1, 2, 1]");
  expectRefusal({1, 4, 1}, 4,
                "norm.group_norm expects bias shape [2]; got [4]");
  expectRefusal({2, 2, 1}, 2, "");
  expectRefusal({0, 2, 1}, 2, "");
}

//===----------------------------------------------------------------------===//
// Instance normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceGroupTest, InstanceNorm_AllResults) {
  // Channel 0: 1 3 and 5 9, channel 1: 0 0 and 2 6.
  addInput("f32", {2, 2, 2}, {1, 3, 0, 0, 5, 9, 2, 6});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2x2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y:5 = norm.instance_norm %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 momentum = 0.25 {return_statistics} : tensor<2x2x2xf32>
      return %y#0, %y#1, %y#2, %y#3, %y#4 : tensor<2x2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 5u) << error;
  double r = 1 / std::sqrt(2.0), s = 1 / std::sqrt(5.0);
  expectValues(results[0], {-r, r, 0, 0, -2 * s, 2 * s, -2 * s, 2 * s}, 1e-7);
  expectValues(results[1], {2, 0, 7, 4}, 0);
  expectValues(results[2], {r, 1, s, s}, 1e-7);
  // Means 4.5 and 2, unbiased variances (2 + 8) / 2 and (0 + 8) / 2.
  expectValues(results[3], {7.5 + 4.5 / 4, 15 + 2.0 / 4}, 0);
  expectValues(results[4], {0.75 + 5.0 / 4, 1.5 + 4.0 / 4}, 0);
  EXPECT_GT(results[3].getBound(0), 0);
  EXPECT_LT(results[3].getBound(0), 16 * kEps32 * 10);
}

TEST_F(ReferenceGroupTest, InstanceNorm_ChannelBeforeBatch) {
  // The data above with the channel first: groups are numbered c, n.
  addInput("f32", {2, 2, 2}, {1, 3, 5, 9, 0, 0, 2, 6});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
      %y:3 = norm.instance_norm %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 0 axes = [2] epsilon = 1.0 momentum = 0.75 {momentum_convention = #norm.momentum_convention<onnx>} : tensor<2x2x2xf32>
      return %y#1, %y#2 : tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {7.5 + 4.5 / 4, 15 + 2.0 / 4}, 0);
  expectValues(results[1], {0.75 + 5.0 / 4, 1.5 + 4.0 / 4}, 0);
}

TEST_F(ReferenceGroupTest, InstanceNorm_EmptyAndWithoutMomentum) {
  addInput("f32", {0, 2, 3}, {});
  addInput("f32", {1, 2, 2}, {1, 3, 5, 9});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%e: tensor<?x2x3xf32>, %x: tensor<1x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y:3 = norm.instance_norm %e running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 momentum = 0.1 : tensor<?x2x3xf32>
      %z:3 = norm.instance_norm %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 : tensor<1x2x2xf32>
      return %y#1, %y#2, %z#1, %z#2 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 4u) << error;
  expectValues(results[0], {10, 20}, 0);
  expectValues(results[1], {1, 2}, 0);
  EXPECT_TRUE(results[0].isExact());
  expectValues(results[2], {10, 20}, 0);
  expectValues(results[3], {1, 2}, 0);
}

TEST_F(ReferenceGroupTest, InstanceNorm_GivenStatistics) {
  addInput("f32", {1, 2, 2}, {1, 3, kInf, 0});
  addInput("f32", {2}, {1, 2});
  addInput("f32", {2}, {3, 0});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<1x2x2xf32> {
      %y = norm.instance_norm %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 {update_running_stats = false, use_running_stats} : tensor<1x2x2xf32>
      return %y : tensor<1x2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {0, 1, kInf, -2}, 0);
}

TEST_F(ReferenceGroupTest, InstanceNorm_GivenStatisticsUpdated) {
  addInput("f32", {1, 2, 2}, {1, 3, 5, 9});
  addInput("f32", {2}, {1, 5});
  addInput("f32", {2}, {3, 0});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<1x2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y:3 = norm.instance_norm %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 momentum = 0.5 {use_running_stats} : tensor<1x2x2xf32>
      return %y#0, %y#1, %y#2 : tensor<1x2x2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {0, 1, 0, 4}, 0);
  // Means 2 and 7, unbiased variances 2 and 8, half and half with the old ones.
  expectValues(results[1], {1.5, 6}, 0);
  expectValues(results[2], {2.5, 4}, 0);
}

TEST_F(ReferenceGroupTest, InstanceNorm_OneElement) {
  addInput("f32", {2, 2, 1}, {1, 2, 3, 4});
  evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x?xf32>) -> tensor<2x2x?xf32> {
      %y = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0 : tensor<2x2x?xf32>
      return %y : tensor<2x2x?xf32>
    })mlir");
  EXPECT_EQ(error, "norm.instance_norm expects more than 1 spatial element "
                   "when training; got input size [2, 2, 1]");
}
