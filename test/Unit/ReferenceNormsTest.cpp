//===- ReferenceNormsTest.cpp - The reference of windows and p-norms ---===//
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

using ReferenceNormsTest = ReferenceTest;

std::vector<double> createNormal(int64_t count, double mean, double deviation) {
  std::mt19937 engine(7);
  std::normal_distribution<double> distribution(mean, deviation);
  std::vector<double> values(count);
  for (double &value : values)
    value = distribution(engine);
  return values;
}

double normOf(ArrayRef<double> x, double p) {
  double sum = 0, largest = 0;
  for (double value : x) {
    sum += std::pow(std::fabs(value), p);
    largest = std::max(largest, std::fabs(value));
  }
  return std::isinf(p) ? largest : std::pow(sum, 1 / p);
}

/// Expects that whatever lies within the bounds of `inputs` is mapped by
/// `compute` into the bounds of `result`, and that these are not idle.
void expectPropagates(
    ArrayRef<ReferenceTensor> inputs, const ReferenceTensor &result,
    llvm::function_ref<std::vector<double>(ArrayRef<std::vector<double>>)>
        compute) {
  std::mt19937 engine(1);
  std::uniform_real_distribution<double> uniform(-1, 1);
  double worst = 0;
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<std::vector<double>> values;
    for (const ReferenceTensor &input : inputs) {
      values.emplace_back();
      for (int64_t i = 0; i < input.getNumElements(); ++i) {
        double e = uniform(engine);
        if (trial % 2)
          e = e < 0 ? -1 : 1;
        values.back().push_back(input.getValue(i) + e * input.getBound(i));
      }
    }
    std::vector<double> expected = compute(values);
    for (int64_t i = 0; i < result.getNumElements(); ++i) {
      double distance = std::fabs(expected[i] - result.getValue(i));
      EXPECT_LE(distance, result.getBound(i)) << "element " << i;
      worst = std::max(worst, distance / result.getBound(i));
    }
  }
  EXPECT_GT(worst, 0.1);
}

//===----------------------------------------------------------------------===//
// Local response normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceNormsTest, LocalResponseNorm_EvenWindows) {
  addInput("f64", {1, 4, 1}, {1, 2, 3, 4});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x4x1xf64>) -> (tensor<1x4x1xf64>, tensor<1x4x1xf64>, tensor<1x4x1xf64>, tensor<1x4x1xf64>) {
      %0 = norm.local_response_norm %x channel_axis = 1 size = 2 alpha = 2.0 beta = 1.0 k = 1.0 : tensor<1x4x1xf64>
      %1 = norm.local_response_norm %x channel_axis = 1 size = 2 alpha = 2.0 beta = 1.0 k = 1.0 {window = #norm.window<onnx>} : tensor<1x4x1xf64>
      %2 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 4.0 beta = 1.0 k = 1.0 : tensor<1x4x1xf64>
      %3 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 4.0 beta = 1.0 k = 1.0 {window = #norm.window<onnx>} : tensor<1x4x1xf64>
      return %0, %1, %2, %3 : tensor<1x4x1xf64>, tensor<1x4x1xf64>, tensor<1x4x1xf64>, tensor<1x4x1xf64>
    })mlir");
  ASSERT_EQ(results.size(), 4u) << error;
  // The squares are 1, 4, 9, 16.
  expectValues(results[0], {1. / 2, 2. / 6, 3. / 14, 4. / 26}, 1e-15);
  expectValues(results[1], {1. / 6, 2. / 14, 3. / 26, 4. / 17}, 1e-15);
  expectValues(results[2], {1. / 6, 2. / 15, 3. / 31, 4. / 30}, 1e-15);
  expectValues(results[3], {1. / 15, 2. / 31, 3. / 30, 4. / 26}, 1e-15);
}

TEST_F(ReferenceNormsTest, LocalResponseNorm_AnyAxis) {
  addInput("f64", {2, 2, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2x2x3xf64>) -> (tensor<2x2x3xf64>, tensor<2x2x3xf64>) {
      %0 = norm.local_response_norm %x channel_axis = 0 size = 2 alpha = 2.0 beta = 0.5 k = 0.0 : tensor<2x2x3xf64>
      %1 = norm.local_response_norm %x channel_axis = 2 size = 1000 alpha = 1000.0 beta = 0.5 k = 0.0 : tensor<2x2x3xf64>
      return %0, %1 : tensor<2x2x3xf64>, tensor<2x2x3xf64>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  std::vector<double> pairs, rows;
  for (int i = 0; i < 12; ++i) {
    double x = i + 1, other = i < 6 ? 0 : x - 6, first = i / 3 * 3 + 1;
    pairs.push_back(x / std::hypot(x, other));
    rows.push_back(x / std::hypot(first, first + 1, first + 2));
  }
  expectValues(results[0], pairs, 1e-15);
  expectValues(results[1], rows, 1e-15);
}

/// The promise: 8 eps |y|, and one rounding of the result for 16 bits.
TEST_F(ReferenceNormsTest, LocalResponseNorm_Bounds) {
  for (StringRef type : {"f64", "f32", "bf16", "f16"}) {
    inputs.clear();
    addInput(type, {2, 8, 3}, createNormal(48, 0, 2));
    std::string element = type.str();
    auto results = evaluate(
        "func.func @f(%x: tensor<2x8x3x" + element + ">) -> tensor<2x8x3x" +
        element +
        "> { %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha "
        "= 1.0 beta = 0.75 k = 1.0 : tensor<2x8x3x" +
        element + "> return %y : tensor<2x8x3x" + element + "> }");
    ASSERT_EQ(results.size(), 1u) << error;
    const FloatFormat &format = FloatFormat::get(results[0].getKind());
    bool is16Bit = format.epsilon > kEps32;
    for (int64_t i = 0; i < 48; ++i) {
      double y = std::fabs(results[0].getValue(i)), ulp = format.ulp(y);
      double promise = 8 * (is16Bit ? kEps32 : format.epsilon) * y;
      double bound = is16Bit ? std::max(ulp, promise) : promise + ulp / 2;
      EXPECT_LE(results[0].getBound(i), bound * 1.004) << element;
      EXPECT_GE(results[0].getBound(i), promise * 0.99) << element;
    }
  }
}

/// Where k and the weighted sum cancel, digits are lost, in the end all.
TEST_F(ReferenceNormsTest, LocalResponseNorm_Cancellation) {
  addInput("f64", {1, 1, 3}, {0.5, 0.999999, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x1x3xf64>) -> tensor<1x1x3xf64> {
      %y = norm.local_response_norm %x channel_axis = 1 size = 1 alpha = -1.0 beta = 1.0 k = 1.0 : tensor<1x1x3xf64>
      return %y : tensor<1x1x3xf64>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  auto relative = [&](int64_t i) {
    return results[0].getBound(i) / results[0].getValue(i) / 0x1p-52;
  };
  EXPECT_LT(relative(0), 20);
  EXPECT_GT(relative(1), 1e5);
  EXPECT_EQ(results[0].getBound(2), kInf);
}

TEST_F(ReferenceNormsTest, LocalResponseNorm_NonFinite) {
  addInput("f32", {1, 1, 6}, {kNaN, 1, 1, kInf, 1, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x1x6xf32>) -> tensor<1x1x6xf32> {
      %y = norm.local_response_norm %x channel_axis = 2 size = 2 alpha = 2.0 beta = 1.0 k = 1.0 : tensor<1x1x6xf32>
      return %y : tensor<1x1x6xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {kNaN, kNaN, 1. / 3, kNaN, 0, 1. / 3}, 1e-7);
  for (int64_t i : {0, 1, 3})
    EXPECT_EQ(results[0].getBound(i), 0);
}

TEST_F(ReferenceNormsTest, LocalResponseNorm_Propagation) {
  addInput("bf16", {1, 1, 16}, createNormal(16, 0, 2));
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x1x16xbf16>) -> (tensor<1x1x16xbf16>, tensor<1x1x16xbf16>) {
      %t = arith.mulf %x, %x : tensor<1x1x16xbf16>
      %y = norm.local_response_norm %t channel_axis = 2 size = 4 alpha = 1.0 beta = 0.75 k = 0.5 : tensor<1x1x16xbf16>
      return %t, %y : tensor<1x1x16xbf16>, tensor<1x1x16xbf16>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectPropagates(
      results[0], results[1], [](ArrayRef<std::vector<double>> values) {
        const std::vector<double> &x = values[0];
        std::vector<double> y;
        for (int c = 0; c < 16; ++c) {
          double sum = 0;
          for (int i = std::max(c - 2, 0); i <= std::min(c + 1, 15); ++i)
            sum += x[i] * x[i];
          y.push_back(x[c] / std::pow(0.5 + sum / 4, 0.75));
        }
        return y;
      });
}

//===----------------------------------------------------------------------===//
// Division by a norm
//===----------------------------------------------------------------------===//

TEST_F(ReferenceNormsTest, LpNormalize_NormsAndZeros) {
  addInput("f32", {3, 2}, {3, -4, 0, 0, 0.3, 0.4});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3x2xf32>) -> (tensor<3x2xf32>, tensor<3xf32>, tensor<3x2xf32>, tensor<3x2xf32>, tensor<3xf32>) {
      %0, %n = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0 {return_statistics} : tensor<3x2xf32>
      %1 = norm.lp_normalize %x axes = [1] p = 1.0 epsilon = 0.0 : tensor<3x2xf32>
      %2, %m = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.0 {return_statistics, zero_norm = #norm.zero_norm<zero>} : tensor<3x2xf32>
      return %0, %n, %1, %2, %m : tensor<3x2xf32>, tensor<3xf32>, tensor<3x2xf32>, tensor<3x2xf32>, tensor<3xf32>
    })mlir");
  ASSERT_EQ(results.size(), 5u) << error;
  expectValues(results[0], {0.6, -0.8, 0, 0, 0.3, 0.4}, 1e-7);
  expectValues(results[1], {5, 0, 0.5}, 1e-6);
  expectValues(results[2], {3. / 7, -4. / 7, kNaN, kNaN, 3. / 7, 4. / 7}, 1e-7);
  expectValues(results[3], {0.75, -1, 0, 0, 0.75, 1}, 1e-7);
  expectValues(results[4], {4, 0, 0.4}, 1e-7);
  // That a zero vector stays 0 is known exactly.
  EXPECT_LT(results[3].getBound(2), 1e-40);
}

TEST_F(ReferenceNormsTest, LpNormalize_LargeAndNonFinite) {
  addInput("f32", {4, 2}, {3e38, 3e38, kInf, 1, kNaN, 1, 1e-45, 0});
  for (StringRef p : {"1.0", "2.0", "3.0", "100.0", "inf"}) {
    auto results = evaluate(
        "func.func @f(%x: tensor<4x2xf32>) -> tensor<4x2xf32> { %y = "
        "norm.lp_normalize %x axes = [1] p = " +
        p.str() +
        " epsilon = 0.0 : tensor<4x2xf32> return %y : tensor<4x2xf32> }");
    ASSERT_EQ(results.size(), 1u) << error;
    double exponent = p == "inf" ? kInf : std::stod(p.str());
    double y = std::pow(2, -1 / exponent);
    expectValues(results[0], {y, y, kNaN, 0, kNaN, kNaN, 1, 0}, 1e-7);
  }
}

/// The promise: 8 eps |y|.
TEST_F(ReferenceNormsTest, LpNormalize_Bounds) {
  for (StringRef p : {"1.0", "2.0", "2.5", "inf"}) {
    inputs.clear();
    addInput("f32", {2, 50}, createNormal(100, 0, 2));
    auto results = evaluate(
        "func.func @f(%x: tensor<2x50xf32>) -> tensor<2x50xf32> { %y = "
        "norm.lp_normalize %x axes = [1] p = " +
        p.str() +
        " epsilon = 0.0 : tensor<2x50xf32> return %y : tensor<2x50xf32> }");
    ASSERT_EQ(results.size(), 1u) << error;
    for (int64_t i = 0; i < 100; ++i) {
      double y = std::fabs(results[0].getValue(i));
      EXPECT_LE(results[0].getBound(i), 8.54 * kEps32 * y);
      EXPECT_GE(results[0].getBound(i), 7.99 * kEps32 * y);
    }
  }
}

TEST_F(ReferenceNormsTest, LpNormalize_Propagation) {
  for (StringRef p : {"0.5", "1.0", "2.0", "3.0", "inf"}) {
    inputs.clear();
    addInput("bf16", {20}, createNormal(20, 1, 2));
    auto results = evaluate(
        "func.func @f(%x: tensor<20xbf16>) -> (tensor<20xbf16>, "
        "tensor<20xbf16>, tensor<f32>) { %t = arith.mulf %x, %x : "
        "tensor<20xbf16> %y, %n = norm.lp_normalize %t axes = [0] p = " +
        p.str() +
        " epsilon = 1.0e-6 {return_statistics} : tensor<20xbf16> return %t, "
        "%y, %n : tensor<20xbf16>, tensor<20xbf16>, tensor<f32> }");
    ASSERT_EQ(results.size(), 3u) << error;
    double exponent = p == "inf" ? kInf : std::stod(p.str());
    expectPropagates(results[0], results[1],
                     [&](ArrayRef<std::vector<double>> values) {
                       std::vector<double> y = values[0];
                       double norm = normOf(values[0], exponent);
                       for (double &value : y)
                         value /= norm;
                       return y;
                     });
    expectPropagates(results[0], results[2],
                     [&](ArrayRef<std::vector<double>> values) {
                       return std::vector<double>{normOf(values[0], exponent)};
                     });
  }
}

/// A norm that may be 0 may give NaN; with epsilon it gives at most 1.
TEST_F(ReferenceNormsTest, LpNormalize_NormThatMayVanish) {
  addInput("bf16", {2}, {1, 1.5});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2xbf16>) -> (tensor<2xbf16>, tensor<2xbf16>, tensor<2xbf16>) {
      %e = math.exp %x : tensor<2xbf16>
      %n = arith.negf %e : tensor<2xbf16>
      %z = arith.addf %e, %n : tensor<2xbf16>
      %0 = norm.lp_normalize %z axes = [0] p = 2.0 epsilon = 0.0 : tensor<2xbf16>
      %1 = norm.lp_normalize %z axes = [0] p = 2.0 epsilon = 1.0e-6 : tensor<2xbf16>
      return %z, %0, %1 : tensor<2xbf16>, tensor<2xbf16>, tensor<2xbf16>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  ASSERT_GT(results[0].getBound(0), 0);
  EXPECT_EQ(results[1].getBound(0), kInf);
  EXPECT_LT(results[2].getBound(0), 1.1);
}

//===----------------------------------------------------------------------===//
// Weight normalization
//===----------------------------------------------------------------------===//

TEST_F(ReferenceNormsTest, WeightNorm_AxesAndZeros) {
  addInput("f32", {2, 2}, {3, 4, 0, 0});
  addInput("f64", {2}, {10, 5});
  addInput("f32", {}, {2});
  auto results = evaluate(R"mlir(
    func.func @f(%v: tensor<2x2xf32>, %g: tensor<2xf64>, %one: tensor<f32>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
      %0 = norm.weight_norm %v scale(%g : tensor<2xf64>) axis = 0 : tensor<2x2xf32>
      %1 = norm.weight_norm %v scale(%g : tensor<2xf64>) axis = 1 : tensor<2x2xf32>
      %2 = norm.weight_norm %v scale(%one : tensor<f32>) : tensor<2x2xf32>
      return %0, %1, %2 : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  expectValues(results[0], {6, 8, kNaN, kNaN}, 1e-6);
  expectValues(results[1], {10, 5, 0, 0}, 1e-6);
  expectValues(results[2], {1.2, 1.6, 0, 0}, 1e-6);
}

TEST_F(ReferenceNormsTest, WeightNorm_Propagation) {
  addInput("bf16", {3, 4}, createNormal(12, 2, 2));
  addInput("bf16", {3}, {1, -2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%v: tensor<3x4xbf16>, %g: tensor<3xbf16>) -> (tensor<3x4xbf16>, tensor<3xbf16>, tensor<3x4xbf16>) {
      %t = arith.mulf %v, %v : tensor<3x4xbf16>
      %e = math.exp %g : tensor<3xbf16>
      %w = norm.weight_norm %t scale(%e : tensor<3xbf16>) axis = 0 : tensor<3x4xbf16>
      return %t, %e, %w : tensor<3x4xbf16>, tensor<3xbf16>, tensor<3x4xbf16>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  ReferenceTensor operands[] = {results[0], results[1]};
  expectPropagates(
      operands, results[2], [](ArrayRef<std::vector<double>> values) {
        std::vector<double> w = values[0];
        for (int i = 0; i < 12; ++i)
          w[i] *= values[1][i / 4] /
                  normOf(ArrayRef<double>(values[0]).slice(i / 4 * 4, 4), 2);
        return w;
      });
}

TEST_F(ReferenceNormsTest, WeightNorm_RunTimeSizes) {
  addInput("f32", {2, 2}, {3, 4, 0, 0});
  addInput("f32", {3}, {1, 2, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%v: tensor<?x?xf32>, %g: tensor<?xf32>) -> tensor<?x?xf32> {
      %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?x?xf32>
      return %w : tensor<?x?xf32>
    })mlir");
  EXPECT_TRUE(results.empty());
  EXPECT_NE(error.find("norm.weight_norm expects scale shape [2]; got [3]"),
            std::string::npos)
      << error;
}

//===----------------------------------------------------------------------===//
// Core ops
//===----------------------------------------------------------------------===//

TEST_F(ReferenceNormsTest, Stats_Magnitudes) {
  addInput("f32", {4, 3}, {1, -2, 2, 0, 0, 0, kInf, 1, 1, kNaN, 1, 1});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<4x3xf32>) -> (tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>) {
      %0 = norm.stats <abs_sum> %x axes = [1] : tensor<4x3xf32>
      %1 = norm.stats <abs_max> %x axes = [1] : tensor<4x3xf32>
      %2:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 3.0 : f64} : tensor<4x3xf32>
      %3:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 2.0 : f64} : tensor<4x3xf32>
      return %0, %1, %2#0, %2#1, %3#0, %3#1 : tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, tensor<4xf64>
    })mlir");
  ASSERT_EQ(results.size(), 6u) << error;
  expectValues(results[0], {5, 0, kInf, kNaN}, 0);
  expectValues(results[1], {2, 0, kInf, kNaN}, 0);
  expectValues(results[2], {2, 1, 1, kNaN}, 0);
  expectValues(results[3], {0.125 + 2, 0, kInf, kNaN}, 0);
  expectValues(results[4], {2, 1, 1, kNaN}, 0);
  expectValues(results[5], {0.25 + 2, 0, kInf, kNaN}, 0);
  EXPECT_LT(results[3].getBound(0), 64 * 0x1p-52);
}

TEST_F(ReferenceNormsTest, WindowStats_Windows) {
  addInput("bf16", {5}, {1, 2, 3, 4, 5});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<5xbf16>) -> (tensor<5xf64>, tensor<5xf64>) {
      %0 = norm.window_stats %x axis = 0 before = 0 after = 2 : tensor<5xbf16>
      %1 = norm.window_stats %x axis = 0 before = 9223372036854775806 after = 0 : tensor<5xbf16>
      return %0, %1 : tensor<5xf64>, tensor<5xf64>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {14, 29, 50, 41, 25}, 0);
  expectValues(results[1], {1, 5, 14, 30, 55}, 0);
}

TEST_F(ReferenceNormsTest, WindowStats_SquaresBeyondF32) {
  addInput("f32", {4}, {0x1p70, 1, 2, kInf});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
      %0:2 = norm.window_stats %x axis = 0 before = 1 after = 0 {accumulator = f32} : tensor<4xf32>
      return %0#0, %0#1 : tensor<4xf32>, tensor<4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {kInf, kInf, 5, kInf}, 0);
  expectValues(results[1], {1, 1, 0, kInf}, 0);
}

} // namespace
