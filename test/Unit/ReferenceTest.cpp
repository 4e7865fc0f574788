//===- ReferenceTest.cpp - Values and bounds of the norm ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceTestUtils.h"

#include <random>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

constexpr double kEps32 = 0x1p-23;
/// Bounds are stored rounded up by less than 1/256.
constexpr double kStored = 1 + 0x1p-8;

std::vector<double> createNormal(int64_t count, double mean, double deviation,
                                 unsigned seed = 7) {
  std::mt19937 engine(seed);
  std::normal_distribution<double> distribution(mean, deviation);
  std::vector<double> values(count);
  for (double &value : values)
    value = distribution(engine);
  return values;
}

//===----------------------------------------------------------------------===//
// Layer normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, LayerNorm_ScaleBias) {
  addInput("f32", {2, 4}, {1, 2, 3, 4, -2, 0, 0, 2});
  addInput("f32", {4}, {1, 2, 3, 4});
  addInput("f32", {4}, {0, 1, 0, -1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x4xf32>, %w: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<2x4xf32> {
      %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 0.75 : tensor<2x4xf32>
      return %y : tensor<2x4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u);
  // Row 0: mean 2.5, variance 1.25, rstd 1 / sqrt(2). Row 1: variance 2.
  double r = 1 / std::sqrt(2.0), s = 1 / std::sqrt(2.75);
  expectValues(results[0],
               {-1.5 * r, -0.5 * r * 2 + 1, 0.5 * r * 3, 1.5 * r * 4 - 1,
                -2 * s, 1, 0, 2 * s * 4 - 1},
               1e-6);
}

TEST_F(ReferenceTest, LayerNorm_OffsetAndStatistics) {
  addInput("bf16", {1, 4}, {1, 2, 3, 4});
  addInput("f32", {4}, {0, 1, 0, -1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4xbf16>, %w: tensor<4xf32>) -> (tensor<1x4xbf16>, tensor<1xf32>, tensor<1xf32>) {
      %y, %m, %r = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 0.75 {scale_offset = 1.0, return_statistics} : tensor<1x4xbf16>
      return %y, %m, %r : tensor<1x4xbf16>, tensor<1xf32>, tensor<1xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  double r = 1 / std::sqrt(2.0);
  expectValues(results[0], {-1.5 * r, -0.5 * r * 2, 0.5 * r, 0}, 4e-3);
  EXPECT_EQ(results[1].getValue(0), 2.5);
  EXPECT_FLOAT_EQ(results[2].getValue(0), r);
  EXPECT_EQ(results[1].getBound(0), 4 * kEps32 * 2.5);
  EXPECT_NEAR(results[2].getBound(0), 4 * kEps32 * r, kEps32);
  // One bf16 rounding.
  EXPECT_EQ(results[0].getBound(0), 0x1p-7);
}

TEST_F(ReferenceTest, LayerNorm_InnerAxis) {
  // Channels of an NCHW tensor: groups are strided.
  addInput("f64", {2, 2, 1, 3}, {1, 2, 3, 3, 6, 9, 0, 0, 0, 2, 2, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<?x?x?x?xf64>) -> tensor<?x?x?x?xf64> {
      %y = norm.layer_norm %x axes = [1] epsilon = 0.0 : tensor<?x?x?x?xf64>
      return %y : tensor<?x?x?x?xf64>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {-1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1, 1}, 1e-15);
}

TEST_F(ReferenceTest, LayerNorm_BigMean) {
  std::vector<double> values = createNormal(4096, 1e5, 1);
  addInput("f32", {4096}, values);
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<4096xf32>) -> tensor<4096xf32> {
      %y = norm.layer_norm %x axes = [0] epsilon = 0.0 : tensor<4096xf32>
      return %y : tensor<4096xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  long double mean = 0, m2 = 0;
  for (double x : values)
    mean += static_cast<float>(x);
  mean /= 4096;
  for (double x : values)
    m2 += (static_cast<float>(x) - mean) * (static_cast<float>(x) - mean);
  long double rstd = 1 / std::sqrt(m2 / 4096);
  for (size_t i = 0; i < values.size(); ++i) {
    long double exact = (static_cast<float>(values[i]) - mean) * rstd;
    EXPECT_EQ(results[0].getValue(i), static_cast<float>(exact));
  }
}

TEST_F(ReferenceTest, LayerNorm_ConstantRows) {
  addInput("f32", {1, 3}, {0.1, 0.1, 0.1});
  addInput("f32", {3}, {1, 2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x3xf32>, %b: tensor<3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
      %y = norm.layer_norm %x bias(%b : tensor<3xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1x3xf32>
      %z = norm.layer_norm %x bias(%b : tensor<3xf32>) axes = [1] epsilon = 0.0 : tensor<1x3xf32>
      return %y, %z : tensor<1x3xf32>, tensor<1x3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {1, 2, 3}, 0);
  expectValues(results[1], {kNaN, kNaN, kNaN}, 0);
}

TEST_F(ReferenceTest, LayerNorm_NonFinite) {
  addInput("f32", {3, 2}, {1, kNaN, kInf, 2, 1, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
      %y = norm.layer_norm %x axes = [1] epsilon = 0.0 : tensor<3x2xf32>
      return %y : tensor<3x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {kNaN, kNaN, kNaN, kNaN, -1, 1}, 0);
  EXPECT_EQ(results[0].getBound(0), 0);
  EXPECT_FALSE(compareWithReference(results[0], encode(results[0]).data())
                   .firstBad.has_value());
  float wrong[6] = {0, float(kNaN), float(kNaN), float(kNaN), -1, 1};
  EXPECT_EQ(compareWithReference(results[0], reinterpret_cast<char *>(wrong))
                .firstBad,
            0);
}

TEST_F(ReferenceTest, LayerNorm_Empty) {
  addInput("f32", {2, 0}, {});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x?xf32>) -> (tensor<2x?xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y, %m, %r = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<2x?xf32>
      return %y, %m, %r : tensor<2x?xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  EXPECT_EQ(results[0].getNumElements(), 0);
  expectValues(results[1], {0, 0}, 0);
  expectValues(results[2], {kNaN, kNaN}, 0);
}

TEST_F(ReferenceTest, LayerNorm_BeforeScale) {
  addInput("f16", {1, 2}, {1, 4});
  addInput("f16", {2}, {0.3, 0.7});
  addInput("f16", {2}, {0.1, 0.1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2xf16>, %w: tensor<2xf16>, %b: tensor<2xf16>) -> tensor<1x2xf16> {
      %y = norm.layer_norm %x scale(%w : tensor<2xf16>) bias(%b : tensor<2xf16>) axes = [1] epsilon = 1.0 {cast_point = #norm.cast_point<before_scale>} : tensor<1x2xf16>
      return %y : tensor<1x2xf16>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  const FloatFormat &f16 = FloatFormat::get(ReferenceKind::F16);
  double x = f16.round(1.5 / std::sqrt(2.25 + 1));
  double tenth = f16.round(0.1);
  expectValues(results[0],
               {f16.round(f16.round(-x * f16.round(0.3)) + tenth),
                f16.round(f16.round(x * f16.round(0.7)) + tenth)},
               0);
  double product = x * f16.round(0.7);
  double bound =
      f16.round(0.7) * f16.ulp(x) + f16.ulp(product) + f16.ulp(product + tenth);
  EXPECT_GE(results[0].getBound(1), bound);
  EXPECT_LE(results[0].getBound(1), bound * kStored);
}

TEST_F(ReferenceTest, LayerNorm_RunTimeSizes) {
  addInput("f32", {2, 4}, std::vector<double>(8, 0));
  addInput("f32", {3}, {1, 2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?xf32> {
      %y = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 0.0 : tensor<?x?xf32>
      return %y : tensor<?x?xf32>
    })mlir");
  EXPECT_TRUE(results.empty());
  EXPECT_EQ(error, "norm.layer_norm expects scale shape [4]; got [3]");
}

/// The promise: 8 epsilons of M and half an ulp.
TEST_F(ReferenceTest, LayerNorm_Bounds) {
  for (double mean : {0.0, 1000.0, 1e5})
    for (StringRef type : {"f32", "f64", "bf16", "f16"}) {
      if (type == "f16" && mean > 1e4)
        continue;
      inputs.clear();
      addInput(type, {3, 64}, createNormal(192, mean, 1));
      addInput("f64", {64}, createNormal(64, 1, 1, 3));
      addInput("f64", {64}, createNormal(64, 0, 1, 5));
      std::string text = R"mlir(
        func.func @f(%x: tensor<3x64xT>, %w: tensor<64xf64>, %b: tensor<64xf64>) -> tensor<3x64xT> {
          %y = norm.layer_norm %x scale(%w : tensor<64xf64>) bias(%b : tensor<64xf64>) axes = [1] epsilon = 1.0e-5 : tensor<3x64xT>
          return %y : tensor<3x64xT>
        })mlir";
      for (size_t at; (at = text.find("xT>")) != std::string::npos;)
        text.replace(at, 3, "x" + type.str() + ">");
      auto results = evaluate(text);
      ASSERT_EQ(results.size(), 1u) << error;
      const ReferenceTensor &y = results[0];
      const FloatFormat &format = FloatFormat::get(y.getKind());
      bool is16Bit = format.epsilon > kEps32;
      ReferenceTensor x = ReferenceTensor::borrow(inputs[0]);
      for (int64_t row = 0; row < 3; ++row) {
        double m = 0, m2 = 0, largest = 0;
        for (int64_t i = 0; i < 64; ++i)
          m += x.getValue(row * 64 + i) / 64;
        for (int64_t i = 0; i < 64; ++i)
          m2 += std::pow(x.getValue(row * 64 + i) - m, 2);
        double rstd = 1 / std::sqrt(m2 / 64 + 1e-5);
        for (int64_t i = 0; i < 64; ++i)
          largest = std::max(
              largest,
              std::fabs((x.getValue(row * 64 + i) - m) * rstd *
                        ReferenceTensor::borrow(inputs[1]).getValue(i)) +
                  std::fabs(ReferenceTensor::borrow(inputs[2]).getValue(i)));
        double eps = is16Bit ? kEps32 : format.epsilon;
        double unit = eps * largest;
        if (type == "f64")
          unit *= 1 + std::fabs(m) / std::sqrt(m2 / 64);
        for (int64_t i = row * 64; i < row * 64 + 64; ++i) {
          double ulp = format.ulp(y.getValue(i));
          double bound = is16Bit ? std::max(ulp, 8 * unit) : 8 * unit + ulp / 2;
          EXPECT_LE(y.getBound(i), bound * kStored) << type.str();
          EXPECT_GE(y.getBound(i), 7.99 * unit) << type.str();
        }
        if (is16Bit)
          continue;
        auto small = encode(y, [&](int64_t i) {
          return i / 64 == row ? (i % 2 ? 2 : -2) * unit : 0;
        });
        EXPECT_FALSE(compareWithReference(y, small.data()).firstBad)
            << type.str() << " " << mean;
        auto large = encode(
            y, [&](int64_t i) { return i == row * 64 + 9 ? 20 * unit : 0; });
        Comparison comparison = compareWithReference(y, large.data());
        EXPECT_EQ(comparison.firstBad, row * 64 + 9) << type.str();
        EXPECT_GT(comparison.maxBoundRatio, 2);
        EXPECT_LT(comparison.maxBoundRatio, 2.6);
      }
    }
}

/// Whatever the axes are: every way to cut a tensor into runs and chunks.
TEST_F(ReferenceTest, LayerNorm_AllAxes) {
  const SmallVector<int64_t> tensors[] = {
      {7},       {1, 5},       {300, 3},        {3, 1500},    {2, 3, 4},
      {5, 1, 2}, {2, 3, 2, 5}, {1, 4, 1100, 2}, {40, 2, 1, 3}};
  for (const SmallVector<int64_t> &shape : tensors)
    for (unsigned mask = 1; mask < (1u << shape.size()); ++mask) {
      int64_t size = 1, affineSize = 1;
      std::string axes, affineType, type;
      SmallVector<int64_t> affineShape;
      for (size_t d = 0; d < shape.size(); ++d) {
        size *= shape[d];
        type += std::to_string(shape[d]) + "x";
        if (mask >> d & 1) {
          axes += (axes.empty() ? "" : ", ") + std::to_string(d);
          affineType += std::to_string(shape[d]) + "x";
          affineShape.push_back(shape[d]);
          affineSize *= shape[d];
        }
      }
      type = "tensor<" + type + "f64>";
      affineType = "tensor<" + affineType + "f64>";
      std::vector<double> x = createNormal(size, 3, 2),
                          w = createNormal(affineSize, 1, 1, 2);
      inputs.clear();
      addInput("f64", shape, x);
      addInput("f64", affineShape, w);
      auto results = evaluate(
          "func.func @f(%x: " + type + ", %w: " + affineType + ") -> " + type +
          " { %y = norm.layer_norm %x scale(%w : " + affineType + ") axes = [" +
          axes + "] epsilon = 0.1 : " + type + "\n return %y : " + type + " }");
      ASSERT_EQ(results.size(), 1u) << error;
      // Each element's number of its group and its place in the scale.
      std::vector<int64_t> group(size, 0), place(size, 0);
      for (int64_t i = 0; i < size; ++i) {
        int64_t inner = size;
        for (size_t d = 0; d < shape.size(); ++d) {
          inner /= shape[d];
          int64_t &index = mask >> d & 1 ? place[i] : group[i];
          index = index * shape[d] + i / inner % shape[d];
        }
      }
      std::vector<double> mean(size, 0), m2(size, 0);
      for (int64_t i = 0; i < size; ++i)
        mean[group[i]] += x[i] / affineSize;
      for (int64_t i = 0; i < size; ++i)
        m2[group[i]] += std::pow(x[i] - mean[group[i]], 2);
      for (int64_t i = 0; i < size; ++i)
        ASSERT_NEAR(results[0].getValue(i),
                    (x[i] - mean[group[i]]) /
                        std::sqrt(m2[group[i]] / affineSize + 0.1) *
                        w[place[i]],
                    1e-12)
            << type << " axes " << axes << " element " << i;
    }
}

//===----------------------------------------------------------------------===//
// RMS normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, RMSNorm_DefaultEpsilonAndStatistics) {
  addInput("f32", {2, 2}, {3, 4, 0, 0});
  addInput("f32", {2}, {1, 0});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2xf32>, %w: tensor<2xf32>) -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>) {
      %y, %r = norm.rms_norm %x scale(%w : tensor<2xf32>) axes = [1] {scale_offset = 1.0, return_statistics} : tensor<2x2xf32>
      %z = norm.rms_norm %x axes = [1] epsilon = 0.0 : tensor<2x2xf32>
      return %y, %r, %z : tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  double r = 1 / std::sqrt(12.5);
  expectValues(results[0], {3 * r * 2, 4 * r, 0, 0}, 1e-6);
  expectValues(results[1], {r, 1 / std::sqrt(kEps32)}, 1e-3);
  expectValues(results[2], {3 * r, 4 * r, kNaN, kNaN}, 1e-6);
}

TEST_F(ReferenceTest, RMSNorm_NonFiniteAndLarge) {
  addInput("f32", {3, 2}, {kInf, 2, kNaN, 2, 1e30, -1e30});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
      %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<3x2xf32>
      return %y : tensor<3x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {kNaN, 0, kNaN, kNaN, 1, -1}, 0);
}

TEST_F(ReferenceTest, RMSNorm_BeforeScaleBF16) {
  addInput("bf16", {1, 2}, {1, 3});
  addInput("bf16", {2}, {0.3, 0.7});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2xbf16>, %w: tensor<2xbf16>) -> tensor<1x2xbf16> {
      %y = norm.rms_norm %x scale(%w : tensor<2xbf16>) axes = [1] epsilon = 1.0 {cast_point = #norm.cast_point<before_scale>} : tensor<1x2xbf16>
      return %y : tensor<1x2xbf16>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  const FloatFormat &bf16 = FloatFormat::get(ReferenceKind::BF16);
  double r = 1 / std::sqrt(6.0);
  expectValues(results[0],
               {bf16.round(bf16.round(r) * bf16.round(0.3)),
                bf16.round(bf16.round(3 * r) * bf16.round(0.7))},
               0);
}

//===----------------------------------------------------------------------===//
// Batch normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, BatchNorm_Layouts) {
  // x[n, c, hw] = 1..12; the same data with the channel last.
  std::vector<double> nchw, nhwc;
  for (int n = 0; n < 2; ++n)
    for (int c = 0; c < 2; ++c)
      for (int s = 0; s < 3; ++s)
        nchw.push_back(n * 6 + c * 3 + s + 1);
  for (int n = 0; n < 2; ++n)
    for (int s = 0; s < 3; ++s)
      for (int c = 0; c < 2; ++c)
        nhwc.push_back(n * 6 + c * 3 + s + 1);
  addInput("f32", {2, 2, 3}, nchw);
  addInput("f32", {2, 3, 2}, nhwc);
  addInput("f32", {2}, {2, 5});
  addInput("f32", {2}, {4, 0.25});
  addInput("f32", {2}, {3, -1});
  addInput("f32", {2}, {0.5, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x3xf32>, %z: tensor<2x3x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>, %w: tensor<2xf32>, %b: tensor<2xf32>) -> (tensor<2x2x3xf32>, tensor<2x3x2xf32>) {
      %y = norm.batch_norm %x mean(%m : tensor<2xf32>) variance(%v : tensor<2xf32>) scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) channel_axis = 1 epsilon = 0.0 : tensor<2x2x3xf32>
      %u = norm.batch_norm %z mean(%m : tensor<2xf32>) variance(%v : tensor<2xf32>) scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) channel_axis = 2 epsilon = 0.0 : tensor<2x3x2xf32>
      return %y, %u : tensor<2x2x3xf32>, tensor<2x3x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  auto y = [](double x, int c) {
    return c == 0 ? (x - 2) / 2 * 3 + 0.5 : (x - 5) * 2 * -1 + 1;
  };
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(results[0].getValue(i), y(nchw[i], i / 3 % 2));
    EXPECT_EQ(results[1].getValue(i), y(nhwc[i], i % 2));
  }
  // M over channel 0: x = 9, |3.5 * 3| + 0.5.
  EXPECT_NEAR(results[0].getBound(0), 8 * kEps32 * 11, kEps32);
  EXPECT_EQ(results[0].getBound(0), results[1].getBound(0));
}

TEST_F(ReferenceTest, BatchNorm_NonFiniteStaysInItsElement) {
  addInput("f32", {2, 1}, {kInf, 1});
  addInput("f32", {1}, {0});
  addInput("f32", {1}, {1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x1xf32>, %m: tensor<1xf32>, %v: tensor<1xf32>) -> tensor<2x1xf32> {
      %y = norm.batch_norm %x mean(%m : tensor<1xf32>) variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 0.0 : tensor<2x1xf32>
      return %y : tensor<2x1xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {kInf, 1}, 0);
  EXPECT_LT(results[0].getBound(1), 1e-5);
}

TEST_F(ReferenceTest, BatchNormTraining_AllResults) {
  addInput("f32", {2, 2, 2}, {1, 2, 5, 5, 3, 4, 5, 9});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  addInput("i64", {}, {3});
  StringRef text = R"mlir(
    func.func @f(%x: tensor<2x2x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>, %n: tensor<i64>) -> (tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>) {
      %y, %mean, %rstd, %rm, %rv, %c = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0 {return_statistics} : tensor<2x2x2xf32>
      return %y, %mean, %rstd, %rm, %rv, %c : tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>
    })mlir";
  auto results = evaluate(text);
  ASSERT_EQ(results.size(), 6u) << error;
  // Channel 0: 1 2 3 4, mean 2.5, variance 1.25. Channel 1: 5 5 5 9: 6, 3.
  double r = 1 / 1.5;
  expectValues(results[0],
               {-1.5 * r, -0.5 * r, -0.5, -0.5, 0.5 * r, 1.5 * r, -0.5, 1.5},
               1e-6);
  expectValues(results[1], {2.5, 6}, 0);
  expectValues(results[2], {r, 0.5}, 1e-7);
  // Cumulative average: the weight is 1/4; the variance unbiased.
  expectValues(results[3], {7.5 + 2.5 / 4, 15 + 6.0 / 4}, 1e-6);
  expectValues(results[4], {0.75 + 1.25 * 4 / 3 / 4, 1.5 + 4.0 / 4}, 1e-6);
  EXPECT_EQ(results[5].getInteger(0), 4);
  EXPECT_TRUE(results[5].isExact());

  std::string onnx = text.str();
  onnx.replace(onnx.find("{return_statistics}"), 19,
               "momentum = 0.9 {return_statistics, momentum_convention = "
               "#norm.momentum_convention<onnx>, unbiased_running_variance = "
               "false}");
  results = evaluate(onnx);
  ASSERT_EQ(results.size(), 6u) << error;
  expectValues(results[3], {9 + 0.25, 18 + 0.6}, 2e-6);
  expectValues(results[4], {0.9 + 0.125, 1.8 + 0.3}, 2e-6);
}

TEST_F(ReferenceTest, BatchNormTraining_EmptyBatch) {
  addInput("f32", {0, 2}, {});
  addInput("f32", {2}, {10, 20});
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<?x2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> (tensor<?x2xf32>, tensor<2xf32>, tensor<2xf32>) {
      %y, %rm, %rv = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.0 momentum = 0.1 : tensor<?x2xf32>
      return %y, %rm, %rv : tensor<?x2xf32>, tensor<2xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[1], {10, 20}, 0);
  expectValues(results[2], {1, 2}, 0);
  EXPECT_TRUE(results[1].isExact());
}

TEST_F(ReferenceTest, BatchNormTraining_OneValuePerChannel) {
  addInput("f32", {1, 2}, {1, 2});
  evaluate(R"mlir(
    func.func @f(%x: tensor<?x2xf32>) -> tensor<?x2xf32> {
      %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0 : tensor<?x2xf32>
      return %y : tensor<?x2xf32>
    })mlir");
  EXPECT_EQ(error, "norm.batch_norm_training expects more than 1 value per "
                   "channel when training; got input size [1, 2]");
}

//===----------------------------------------------------------------------===//
// Core ops
//===----------------------------------------------------------------------===//

TEST_F(ReferenceTest, CoreOps_AgreeWithLayerNorm) {
  addInput("f32", {4, 6}, createNormal(24, 3, 2));
  addInput("f32", {6}, createNormal(6, 1, 1));
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<4x6xf32>, %w: tensor<6xf32>) -> (tensor<4x6xf32>, tensor<4x6xf32>, tensor<4xf64>) {
      %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<4x6xf32>
      %n = arith.constant dense<6.0> : tensor<4xf64>
      %e = arith.constant dense<1.0e-5> : tensor<4xf64>
      %v = arith.divf %m2, %n : tensor<4xf64>
      %s = arith.addf %v, %e : tensor<4xf64>
      %r = math.rsqrt %s : tensor<4xf64>
      %y = norm.apply %x mean(%mean : tensor<4xf64>) rstd(%r : tensor<4xf64>) scale(%w : tensor<6xf32>) statistics_axes = [0] affine_axes = [1] : tensor<4x6xf32>
      %z = norm.layer_norm %x scale(%w : tensor<6xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x6xf32>
      return %y, %z, %m2 : tensor<4x6xf32>, tensor<4x6xf32>, tensor<4xf64>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  for (int64_t i = 0; i < 24; ++i) {
    EXPECT_EQ(results[0].getValue(i), results[1].getValue(i));
    EXPECT_NEAR(results[0].getBound(i), results[1].getBound(i),
                0.01 * results[1].getBound(i));
  }
  EXPECT_LT(results[2].getBound(0), 1e-12);
}

TEST_F(ReferenceTest, MergeStats_SkipsEmptyParts) {
  addInput("f64", {3, 2}, {1, 10, kNaN, kNaN, 4, 10});
  addInput("f64", {3, 2}, {2, 0, kNaN, kNaN, 0, 3});
  addInput("i64", {3}, {2, 0, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%m: tensor<3x2xf64>, %q: tensor<3x2xf64>, %n: tensor<3xi64>) -> (tensor<2xf64>, tensor<2xf64>, tensor<i64>) {
      %mean, %m2, %count = norm.merge_stats %m, %q counts(%n : tensor<3xi64>) axis = 0 : tensor<3x2xf64>
      return %mean, %m2, %count : tensor<2xf64>, tensor<2xf64>, tensor<i64>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {2, 10}, 1e-15);
  expectValues(results[1], {2 + 2 + 4, 3}, 1e-14);
  EXPECT_EQ(results[2].getInteger(0), 3);
}

TEST_F(ReferenceTest, Require_ReportsItsText) {
  addInput("f32", {3}, {1, 2, 3});
  evaluate(R"mlir(
    func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
      %c0 = arith.constant 0 : index
      %c4 = arith.constant 4 : index
      %n = tensor.dim %x, %c0 : tensor<?xf32>
      %ok = arith.cmpi eq, %n, %c4 : index
      norm.require %ok, "expects {0} channels; got {1}!"(%c4, %n : index, index)
      return %x : tensor<?xf32>
    })mlir");
  EXPECT_EQ(error, "expects 4 channels; got 3!");
}

//===----------------------------------------------------------------------===//
// Propagation
//===----------------------------------------------------------------------===//

/// The bound of LayerNorm after another op holds whatever that op's errors are.
TEST_F(ReferenceTest, Propagation_LayerNormOfInexactInput) {
  std::vector<double> values = createNormal(64, 2, 1);
  addInput("bf16", {64}, values);
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<64xbf16>) -> (tensor<64xbf16>, tensor<64xbf16>) {
      %s = arith.addf %x, %x : tensor<64xbf16>
      %t = arith.mulf %s, %x : tensor<64xbf16>
      %y = norm.layer_norm %t axes = [0] epsilon = 1.0e-5 : tensor<64xbf16>
      return %t, %y : tensor<64xbf16>, tensor<64xbf16>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  std::mt19937 engine(1);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> t(64);
    double mean = 0, m2 = 0;
    for (int i = 0; i < 64; ++i) {
      std::uniform_real_distribution<double> error(-1, 1);
      double e = trial % 2 ? error(engine) : (error(engine) < 0 ? -1 : 1);
      t[i] = results[0].getValue(i) + e * results[0].getBound(i);
      mean += t[i] / 64;
    }
    for (double x : t)
      m2 += (x - mean) * (x - mean);
    double worst = 0;
    for (int i = 0; i < 64; ++i) {
      double y = (t[i] - mean) / std::sqrt(m2 / 64 + 1e-5);
      double distance = std::fabs(y - results[1].getValue(i));
      EXPECT_LE(distance, results[1].getBound(i));
      worst = std::max(worst, distance / results[1].getBound(i));
    }
    EXPECT_GT(worst, 0.1);
  }
}

} // namespace
