//===- KernelLayoutTest.cpp - Strides and axes of kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/KernelLayout.h"
#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class KernelLayoutTest : public KernelTest {
protected:
  void analyze(StringRef arguments, StringRef text) {
    KernelOp kernel = parse(arguments, text);
    ASSERT_TRUE(kernel);
    sweeps.emplace(kernel);
    layout.emplace(kernel, *sweeps);
  }

  /// The dimensions of each axis, as in "0|1,2".
  std::string getAxes() {
    std::string text;
    for (const KernelAxis &axis : layout->getAxes()) {
      text += text.empty() ? "" : "|";
      for (auto [index, dim] : llvm::enumerate(axis.dims))
        text += (index ? "," : "") + std::to_string(dim);
      text += axis.isReduced ? "r" : "";
    }
    return text;
  }

  /// The coefficient of a stride without dynamic sizes.
  int64_t getStride(unsigned operand, unsigned axis) {
    SizeProduct stride = layout->getStride(operand, axis);
    EXPECT_TRUE(stride.dims.empty());
    return stride.coefficient;
  }

  std::optional<SweepAnalysis> sweeps;
  std::optional<KernelLayout> layout;
};

TEST(SizeProductTest, Product_IsCommutativeAndKeepsUnknown) {
  SizeProduct two{2, {}}, first{1, {0}}, third{3, {2}};
  EXPECT_TRUE(first * third == third * first);
  EXPECT_EQ((third * two).coefficient, 6);
  EXPECT_FALSE((SizeProduct{-1, {}} * two).isKnown());
  EXPECT_TRUE((SizeProduct{0, {}} * first).isZero());
  EXPECT_TRUE(SizeProduct().isOne());
}

/// Over the channels' pixels, dims (n, c, h, w).
constexpr const char *kInstanceNorm = R"(
    norm.kernel sizes = [2, 3, 4, 5] ins(%x, %w : memref<2x3x4x5xf32>, memref<3xf32>) outs(%y : memref<2x3x4x5xf32>) maps = [affine_map<(n, c, h, w) -> (n, c, h, w)>, affine_map<(n, c, h, w) -> (c)>, affine_map<(n, c, h, w) -> (n, c, h, w)>] {
    ^bb0(%a: f32, %g: f32):
      %s = norm.reduce <add> %a over [2, 3] : f32
      %v = arith.mulf %s, %g : f32
      %u = arith.divf %a, %v : f32
      norm.yield %u : f32
    })";

TEST_F(KernelLayoutTest, ManyParameters_DoNotOutvoteTheWholeSpace) {
  analyze("%x: memref<8x16xf32>, %a: memref<8xf32>, %y: memref<8x16xf32>", R"(
    norm.kernel sizes = [8, 16] ins(%x, %a, %a, %a, %a, %a, %a, %a, %a, %a : memref<8x16xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>, memref<8xf32>) outs(%y : memref<8x16xf32>) maps = [affine_map<(c, i) -> (c, i)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c, i)>] {
    ^bb0(%v: f32, %p0: f32, %p1: f32, %p2: f32, %p3: f32, %p4: f32, %p5: f32, %p6: f32, %p7: f32, %p8: f32):
      %s = norm.reduce <add> %v over [1] : f32
      %d = arith.divf %v, %s : f32
      %0 = arith.addf %d, %p0 : f32
      %1 = arith.addf %0, %p1 : f32
      %2 = arith.addf %1, %p2 : f32
      %3 = arith.addf %2, %p3 : f32
      %4 = arith.addf %3, %p4 : f32
      %5 = arith.addf %4, %p5 : f32
      %6 = arith.addf %5, %p6 : f32
      %7 = arith.addf %6, %p7 : f32
      %8 = arith.addf %7, %p8 : f32
      norm.yield %8 : f32
    })");
  EXPECT_EQ(getAxes(), "0|1r");
  EXPECT_EQ(layout->chooseVectorAxis(), 1u);
}

TEST_F(KernelLayoutTest, ChannelsFirst_JoinsPixels) {
  analyze("%x: memref<2x3x4x5xf32>, %w: memref<3xf32>, %y: "
          "memref<2x3x4x5xf32>",
          kInstanceNorm);
  EXPECT_EQ(getAxes(), "0|1|2,3r");
  EXPECT_EQ(layout->getAxes()[2].size.coefficient, 20);
  EXPECT_EQ(getStride(0, 0), 60);
  EXPECT_EQ(getStride(0, 1), 20);
  EXPECT_EQ(getStride(0, 2), 1);
  EXPECT_EQ(getStride(1, 0), 0);
  EXPECT_EQ(getStride(1, 1), 1);
  EXPECT_EQ(layout->chooseVectorAxis(), 2u);
  EXPECT_EQ(layout->getAxisOf(3), 2u);
}

TEST_F(KernelLayoutTest, ChannelsLast_VectorsRunAlongKeptChannels) {
  analyze("%x: memref<2x4x5x3xf32>, %y: memref<2x4x5x3xf32>", R"(
    norm.kernel sizes = [2, 4, 5, 3] ins(%x : memref<2x4x5x3xf32>) outs(%y : memref<2x4x5x3xf32>) maps = [affine_map<(n, h, w, c) -> (n, h, w, c)>, affine_map<(n, h, w, c) -> (n, h, w, c)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [0, 1, 2] : f32
      %u = arith.divf %a, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0,1,2r|3");
  EXPECT_EQ(getStride(0, 0), 3);
  EXPECT_EQ(layout->chooseVectorAxis(), 1u);
}

TEST_F(KernelLayoutTest, GroupNorm_JoinsImagesAndGroups) {
  analyze("%x: memref<2x12x7xf32>, %y: memref<2x12x7xf32>", R"(
    norm.kernel sizes = [2, 4, 3, 7] ins(%x : memref<2x12x7xf32>) outs(%y : memref<2x12x7xf32>) maps = [affine_map<(n, g, k, i) -> (n, g * 3 + k, i)>, affine_map<(n, g, k, i) -> (n, g * 3 + k, i)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [2, 3] : f32
      %u = arith.divf %a, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0,1|2,3r");
  EXPECT_EQ(getStride(0, 0), 21);
  EXPECT_EQ(layout->chooseVectorAxis(), 1u);
}

TEST_F(KernelLayoutTest, Scale_KeepsAxesApart) {
  // Along the group's channels, not along its pixels.
  analyze("%x: memref<2x12x7xf32>, %w: memref<12xf32>, %y: "
          "memref<2x12x7xf32>",
          R"(
    norm.kernel sizes = [2, 4, 3, 7] ins(%x, %w : memref<2x12x7xf32>, memref<12xf32>) outs(%y : memref<2x12x7xf32>) maps = [affine_map<(n, g, k, i) -> (n, g * 3 + k, i)>, affine_map<(n, g, k, i) -> (g * 3 + k)>, affine_map<(n, g, k, i) -> (n, g * 3 + k, i)>] {
    ^bb0(%a: f32, %b: f32):
      %s = norm.reduce <add> %a over [2, 3] : f32
      %t = arith.mulf %a, %b : f32
      %u = arith.divf %t, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0|1|2r|3r");
  EXPECT_EQ(getStride(1, 1), 3);
  EXPECT_EQ(getStride(1, 2), 1);
  EXPECT_EQ(layout->chooseVectorAxis(), 3u);
}

TEST_F(KernelLayoutTest, SizeOne_IsNoAxis) {
  analyze("%x: memref<1x8x1xf32>, %y: memref<1x8x1xf32>", R"(
    norm.kernel sizes = [1, 8, 1] ins(%x : memref<1x8x1xf32>) outs(%y : memref<1x8x1xf32>) maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j, k)>] {
    ^bb0(%a: f32):
      norm.yield %a : f32
    })");
  EXPECT_EQ(getAxes(), "1");
  EXPECT_EQ(layout->getAxisOf(0), std::nullopt);
  EXPECT_EQ(getStride(0, 0), 1);
  EXPECT_EQ(layout->chooseVectorAxis(), 0u);
}

TEST_F(KernelLayoutTest, SizeZero_StillVaries) {
  analyze("%x: memref<4x0xf32>, %y: memref<4x0xf32>", R"(
    norm.kernel sizes = [4, 0] ins(%x : memref<4x0xf32>) outs(%y : memref<4x0xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %u = arith.divf %a, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0|1r");
  EXPECT_FALSE(layout->getStride(0, 0).isZero());
}

TEST_F(KernelLayoutTest, DynamicSizes_JoinWhereStridesAreProducts) {
  analyze("%a0: index, %a1: index, %a2: index, %x: memref<?x?x?xf32>, %y: "
          "memref<?x?x?xf32>",
          R"(
    norm.kernel sizes = [%a0, %a1, %a2] ins(%x : memref<?x?x?xf32>) outs(%y : memref<?x?x?xf32>) maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j, k)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1, 2] : f32
      %u = arith.divf %a, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0|1,2r");
  SizeProduct rows = layout->getStride(0, 0);
  EXPECT_EQ(rows.coefficient, 1);
  EXPECT_EQ(rows.dims, SmallVector<unsigned>({1, 2}));
  EXPECT_TRUE(layout->getStride(0, 1).isOne());
}

TEST_F(KernelLayoutTest, DynamicGroups_NameSizesBySymbols) {
  analyze("%n: index, %g: index, %k: index, %i: index, %x: memref<?x?x?xf32>, "
          "%y: memref<?x?x?xf32>",
          R"(
    norm.kernel sizes = [%n, %g, %k, %i] ins(%x : memref<?x?x?xf32>) outs(%y : memref<?x?x?xf32>) maps = [affine_map<(n, g, k, i)[s0, s1, s2, s3] -> (n, g * s2 + k, i)>, affine_map<(n, g, k, i)[s0, s1, s2, s3] -> (n, g * s2 + k, i)>] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [2, 3] : f32
      %u = arith.divf %a, %s : f32
      norm.yield %u : f32
    })");
  EXPECT_EQ(getAxes(), "0,1|2,3r");
  EXPECT_EQ(layout->getStride(0, 0).dims, SmallVector<unsigned>({2, 3}));
}

TEST_F(KernelLayoutTest, Window_StaysApart) {
  analyze("%x: memref<2x6x4xf32>, %y: memref<2x6x4xf32>", R"(
    norm.kernel sizes = [2, 6, 4, 5] ins(%x, %x : memref<2x6x4xf32>, memref<2x6x4xf32>) outs(%y : memref<2x6x4xf32>) maps = [affine_map<(n, c, i, t) -> (n, c, i)>, affine_map<(n, c, i, t) -> (n, c + t - 2, i)>, affine_map<(n, c, i, t) -> (n, c, i)>] outside = [unit, 0.0 : f32] {
    ^bb0(%a: f32, %b: f32):
      %s = norm.reduce <add> %b over [3] : f32
      %v = arith.divf %a, %s : f32
      norm.yield %v : f32
    })");
  EXPECT_EQ(getAxes(), "0|1|2|3r");
  EXPECT_TRUE(layout->getWindows(0).empty());
  EXPECT_EQ(layout->getWindows(1), ArrayRef<unsigned>({1}));
  EXPECT_FALSE(layout->hasWindowAlong(0));
  EXPECT_TRUE(layout->hasWindowAlong(1));
  EXPECT_FALSE(layout->hasWindowAlong(2));
  EXPECT_TRUE(layout->hasWindowAlong(3));
  EXPECT_EQ(layout->chooseVectorAxis(), 2u);
}

TEST_F(KernelLayoutTest, Transposed_FollowsMostOperands) {
  analyze("%x: memref<4x8xf32>, %t: memref<8x4xf32>, %y: memref<4x8xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x, %t : memref<4x8xf32>, memref<8x4xf32>) outs(%y : memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32, %b: f32):
      %s = arith.addf %a, %b : f32
      norm.yield %s : f32
    })");
  EXPECT_EQ(getAxes(), "0|1");
  EXPECT_EQ(getStride(1, 0), 1);
  EXPECT_EQ(getStride(1, 1), 4);
  EXPECT_EQ(layout->chooseVectorAxis(), 1u);
}

TEST_F(KernelLayoutTest, Scalar_HasNoVectorAxis) {
  analyze("%x: memref<1xf32>, %y: memref<1xf32>", R"(
    norm.kernel sizes = [1] ins(%x : memref<1xf32>) outs(%y : memref<1xf32>) maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>] {
    ^bb0(%a: f32):
      norm.yield %a : f32
    })");
  EXPECT_TRUE(layout->getAxes().empty());
  EXPECT_EQ(layout->chooseVectorAxis(), std::nullopt);
}

} // namespace
