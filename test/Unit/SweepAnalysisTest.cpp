//===- SweepAnalysisTest.cpp - Extents, stages and sweeps of kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

using Numbers = std::vector<unsigned>;

class SweepAnalysisTest : public KernelTest {
protected:
  static Numbers list(const llvm::SmallBitVector &bits) {
    return Numbers(bits.set_bits_begin(), bits.set_bits_end());
  }
  static Numbers list(ArrayRef<unsigned> numbers) { return numbers.vec(); }
};

TEST_F(SweepAnalysisTest, LayerNorm_TakesTwoSweeps) {
  KernelOp kernel =
      parse("%x: memref<4x8xf32>, %w: memref<8xf32>, %y: memref<4x8xf32>, %r: "
            "memref<4xf32>",
            R"(
    norm.kernel sizes = [4, 8] ins(%x, %x, %w : memref<4x8xf32>, memref<4x8xf32>, memref<8xf32>) outs(%y, %r : memref<4x8xf32>, memref<4xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, 0)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>] {
    ^bb0(%a: f32, %k: f32, %g: f32):
      %d = arith.subf %a, %k : f32
      %q = arith.mulf %d, %d : f32
      %s = norm.reduce <add> %d over [1] : f32
      %t = norm.reduce <add> %q over [1] : f32
      %m = arith.addf %k, %s : f32
      %z = arith.subf %a, %m : f32
      %u = arith.divf %z, %t : f32
      %v = arith.mulf %u, %g : f32
      norm.yield %v, %t : f32, f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(list(sweeps.getReduced()), Numbers({1}));
  EXPECT_EQ(sweeps.getNumSweeps(), 2u);
  EXPECT_EQ(sweeps.getReductions(0).size(), 2u);
  EXPECT_TRUE(sweeps.getReductions(1).empty());
  EXPECT_TRUE(sweeps.getOutputs(0).empty());
  EXPECT_EQ(list(sweeps.getOutputs(1)), Numbers({0}));
  EXPECT_EQ(list(sweeps.getGroupOutputs()), Numbers({1}));
  // d varies over all, the mean over rows, after the first stage.
  EXPECT_EQ(list(sweeps.getExtent(getValue(kernel, 0))), Numbers({0, 1}));
  EXPECT_EQ(sweeps.getStage(getValue(kernel, 0)), 0u);
  EXPECT_EQ(list(sweeps.getExtent(getValue(kernel, 4))), Numbers({0}));
  EXPECT_EQ(sweeps.getStage(getValue(kernel, 4)), 1u);
  EXPECT_EQ(list(sweeps.getExtent(getValue(kernel, 7))), Numbers({0, 1}));
  // The scale is read in the second sweep alone; x counts once in each.
  EXPECT_EQ(sweeps.getInputs(0), SmallVector<unsigned>({0}));
  EXPECT_EQ(sweeps.getInputs(1), SmallVector<unsigned>({0, 2}));
  EXPECT_EQ(sweeps.getBytes(0), 128);
  EXPECT_EQ(sweeps.getBytes(1), 128 + 32 + 128);
  // d is computed once, for the sums; it is not needed to write y.
  EXPECT_TRUE(sweeps.getNeeded(0).contains(getValue(kernel, 0)));
  EXPECT_FALSE(sweeps.getNeeded(1).contains(getValue(kernel, 0)));
  EXPECT_TRUE(sweeps.getNeeded(1).contains(getValue(kernel, 4)));
}

TEST_F(SweepAnalysisTest, TwoPass_TakesThreeSweeps) {
  KernelOp kernel = parse("%x: memref<4x8xf64>, %y: memref<4x8xf64>", R"(
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf64>) outs(%y : memref<4x8xf64>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f64):
      %s = norm.reduce <add> %a over [1] : f64
      %d = arith.subf %a, %s : f64
      %q = arith.mulf %d, %d : f64
      %t = norm.reduce <add> %q over [1] : f64
      %u = arith.divf %d, %t : f64
      norm.yield %u : f64
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(sweeps.getNumSweeps(), 3u);
  EXPECT_EQ(sweeps.getReductions(0).size(), 1u);
  EXPECT_EQ(sweeps.getReductions(1).size(), 1u);
  EXPECT_EQ(list(sweeps.getOutputs(2)), Numbers({0}));
  // d is computed again in the sweep that writes.
  EXPECT_TRUE(sweeps.getNeeded(1).contains(getValue(kernel, 1)));
  EXPECT_TRUE(sweeps.getNeeded(2).contains(getValue(kernel, 1)));
  EXPECT_EQ(sweeps.getBytes(0), 256);
  EXPECT_EQ(sweeps.getBytes(2), 512);
}

constexpr const char *kRMS = R"(
    norm.kernel sizes = [%m, %n] ins(%x : memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32):
      %q = arith.mulf %a, %a : f32
      %s = norm.reduce <add> %q over [1] : f32
      %v = arith.divf %a, %s : f32
      norm.yield %v : f32
    })";

TEST_F(SweepAnalysisTest, RMSNorm_DynamicSizesHaveNoBytes) {
  KernelOp kernel = parse(
      "%m: index, %n: index, %x: memref<?x?xf32>, %y: memref<?x?xf32>", kRMS);
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(sweeps.getNumSweeps(), 2u);
  EXPECT_EQ(sweeps.getBytes(0), std::nullopt);
  EXPECT_EQ(sweeps.getBytes(1), std::nullopt);
  EXPECT_TRUE(sweeps.getGroupOutputs().empty());
}

TEST_F(SweepAnalysisTest, Quantized_TakesOneSweepMore) {
  KernelOp kernel =
      parse("%x: memref<4x8xf32>, %y: memref<4x8xi8>, %r: memref<4xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y, %r : memref<4x8xi8>, memref<4xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>] {
    ^bb0(%a: f32):
      %q = arith.mulf %a, %a : f32
      %s = norm.reduce <add> %q over [1] : f32
      %v = arith.divf %a, %s : f32
      %b = math.absf %v : f32
      %m = norm.reduce <max> %b over [1] : f32
      %c = arith.divf %v, %m : f32
      %i = arith.fptosi %c : f32 to i8
      norm.yield %i, %m : i8, f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(sweeps.getNumSweeps(), 3u);
  EXPECT_EQ(list(sweeps.getOutputs(2)), Numbers({0}));
  EXPECT_EQ(list(sweeps.getGroupOutputs()), Numbers({1}));
  EXPECT_EQ(sweeps.getBytes(2), 128 + 32);
}

TEST_F(SweepAnalysisTest, BatchNormTraining_WritesRunningMeanOncePerGroup) {
  KernelOp kernel = parse("%x: memref<4x3x5xf32>, %r: memref<3xf32>, %y: "
                          "memref<4x3x5xf32>, %o: memref<3xf32>",
                          R"(
    norm.kernel sizes = [4, 3, 5] ins(%x, %r : memref<4x3x5xf32>, memref<3xf32>) outs(%y, %o : memref<4x3x5xf32>, memref<3xf32>) maps = [affine_map<(n, c, i) -> (n, c, i)>, affine_map<(n, c, i) -> (c)>, affine_map<(n, c, i) -> (n, c, i)>, affine_map<(n, c, i) -> (c)>] {
    ^bb0(%a: f32, %old: f32):
      %s = norm.reduce <add> %a over [0, 2] : f32
      %d = arith.subf %a, %s : f32
      %u = arith.addf %old, %s : f32
      norm.yield %d, %u : f32, f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(list(sweeps.getReduced()), Numbers({0, 2}));
  EXPECT_EQ(sweeps.getNumSweeps(), 2u);
  EXPECT_EQ(list(sweeps.getGroupOutputs()), Numbers({1}));
  // What is read once per group is no input of a sweep.
  EXPECT_EQ(sweeps.getInputs(1), SmallVector<unsigned>({0}));
  llvm::SetVector<Value> needed = sweeps.getNeededFor(sweeps.getGroupOutputs());
  EXPECT_TRUE(needed.contains(kernel.getBody().getArgument(1)));
  EXPECT_FALSE(needed.contains(kernel.getBody().getArgument(0)));
}

TEST_F(SweepAnalysisTest, Elementwise_IsOneSweep) {
  KernelOp kernel =
      parse("%x: memref<4x8xf32>, %w: memref<4xf32>, %y: memref<4x8xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x, %w : memref<4x8xf32>, memref<4xf32>) outs(%y : memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32, %b: f32):
      %q = arith.mulf %a, %b : f32
      norm.yield %q : f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_TRUE(sweeps.getReduced().none());
  EXPECT_EQ(sweeps.getNumSweeps(), 1u);
  EXPECT_EQ(list(sweeps.getOutputs(0)), Numbers({0}));
  EXPECT_EQ(sweeps.getInputs(0), SmallVector<unsigned>({0, 1}));
  EXPECT_EQ(sweeps.getBytes(0), 128 + 16 + 128);
}

TEST_F(SweepAnalysisTest, ReductionOnly_IsOneSweepAndGroupOutputs) {
  KernelOp kernel = parse("%x: memref<4x8xf32>, %y: memref<8xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>] {
    ^bb0(%a: f32):
      %q = norm.reduce <max> %a over [0] : f32
      norm.yield %q : f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(sweeps.getNumSweeps(), 1u);
  EXPECT_TRUE(sweeps.getOutputs(0).empty());
  EXPECT_EQ(list(sweeps.getGroupOutputs()), Numbers({0}));
  EXPECT_EQ(sweeps.getBytes(0), 128);
}

TEST_F(SweepAnalysisTest, Window_WritesOncePerGroup) {
  KernelOp kernel = parse("%x: memref<2x6x4xf32>, %y: memref<2x6x4xf32>", R"(
    norm.kernel sizes = [2, 6, 4, 5] ins(%x, %x : memref<2x6x4xf32>, memref<2x6x4xf32>) outs(%y : memref<2x6x4xf32>) maps = [affine_map<(n, c, i, t) -> (n, c, i)>, affine_map<(n, c, i, t) -> (n, c + t - 2, i)>, affine_map<(n, c, i, t) -> (n, c, i)>] outside = [unit, 0.0 : f32] {
    ^bb0(%a: f32, %b: f32):
      %q = arith.mulf %b, %b : f32
      %s = norm.reduce <add> %q over [3] : f32
      %v = arith.divf %a, %s : f32
      norm.yield %v : f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(list(sweeps.getReduced()), Numbers({3}));
  EXPECT_EQ(sweeps.getNumSweeps(), 1u);
  EXPECT_EQ(list(sweeps.getGroupOutputs()), Numbers({0}));
  // The centre does not vary along the window.
  EXPECT_EQ(sweeps.getInputs(0), SmallVector<unsigned>({1}));
  EXPECT_EQ(list(sweeps.getExtent(kernel.getBody().getArgument(1))),
            Numbers({0, 1, 2, 3}));
}

TEST_F(SweepAnalysisTest, ValueWrittenWider_IsWrittenAtEachPoint) {
  KernelOp kernel = parse("%x: memref<4x8xf32>, %y: memref<4x8xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      norm.yield %s : f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(sweeps.getNumSweeps(), 2u);
  EXPECT_EQ(list(sweeps.getOutputs(1)), Numbers({0}));
  EXPECT_TRUE(sweeps.getGroupOutputs().empty());
  // The second sweep reads nothing.
  EXPECT_TRUE(sweeps.getInputs(1).empty());
  EXPECT_EQ(sweeps.getBytes(1), 128);
}

TEST_F(SweepAnalysisTest, OutputKnownEarly_IsWrittenInTheEarliestSweep) {
  KernelOp kernel = parse(
      "%x: memref<4x8xf32>, %b: memref<4x8xf32>, %h: memref<4x8xf32>, %y: "
      "memref<4x8xf32>",
      R"(
    norm.kernel sizes = [4, 8] ins(%x, %b : memref<4x8xf32>, memref<4x8xf32>) outs(%y, %h : memref<4x8xf32>, memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32, %r: f32):
      %h0 = arith.addf %a, %r : f32
      %s = norm.reduce <add> %h0 over [1] : f32
      %v = arith.divf %h0, %s : f32
      norm.yield %v, %h0 : f32, f32
    })");
  SweepAnalysis sweeps(kernel);
  EXPECT_EQ(list(sweeps.getOutputs(0)), Numbers({1}));
  EXPECT_EQ(list(sweeps.getOutputs(1)), Numbers({0}));
}

} // namespace
