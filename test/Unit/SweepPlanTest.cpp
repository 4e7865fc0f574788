//===- SweepPlanTest.cpp - A kernel's sweeps as data ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/SweepPlan.h"
#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class SweepPlanTest : public KernelTest {
protected:
  const SweepPlan &makePlan(KernelOp kernel, std::optional<unsigned> vectorAxis,
                            Width width, bool hasRest) {
    sweeps.emplace(kernel);
    layout.emplace(kernel, *sweeps);
    plan.emplace(kernel, *sweeps, *layout, vectorAxis, width, hasRest);
    return *plan;
  }

  std::string print() {
    std::string text;
    llvm::raw_string_ostream stream(text);
    plan->print(stream);
    return text;
  }

  /// The example of SweepPlan.h: dims (n, g, k, hw).
  KernelOp parseGroupNorm() {
    return parse("%x: memref<2x12x64xf32>, %w: memref<12xf32>, %y: "
                 "memref<2x12x64xf32>, %c: f64",
                 R"(
    norm.kernel sizes = [2, 3, 4, 64] ins(%x, %w : memref<2x12x64xf32>, memref<12xf32>) outs(%y : memref<2x12x64xf32>) maps = [affine_map<(n, g, k, i) -> (n, g * 4 + k, i)>, affine_map<(n, g, k, i) -> (g * 4 + k)>, affine_map<(n, g, k, i) -> (n, g * 4 + k, i)>] {
    ^bb0(%a: f32, %b: f32):
      %0 = arith.extf %a : f32 to f64
      %1 = norm.reduce <add> %0 over [2, 3] : f64
      %2 = arith.divf %1, %c : f64
      %3 = arith.truncf %2 : f64 to f32
      %4 = arith.subf %a, %3 : f32
      %5 = arith.mulf %4, %b : f32
      norm.yield %5 : f32
    })");
  }

  std::optional<SweepAnalysis> sweeps;
  std::optional<KernelLayout> layout;
  std::optional<SweepPlan> plan;
};

TEST_F(SweepPlanTest, GroupNorm_IsTheExampleOfTheHeader) {
  KernelOp kernel = parseGroupNorm();
  // Axes: n; g; k; i. The scale keeps k and i apart.
  makePlan(kernel, 3, {8, 2}, /*hasRest=*/true);
  EXPECT_EQ(print(),
            R"(groups [d0, d1]; sweeps over [d2, d3], vectors along [d3]
sweep 0:
  in [d3]: %x0, %0
  reduces %1 = add %0: slots 0, 1, rest 2
sweep 1:
  at the group: %2, %3
  in [d2]: %x1
  in [d3]: %x0, %4, %5
  writes 0: %5)");
}

TEST_F(SweepPlanTest, Slots_AreNamed) {
  makePlan(parseGroupNorm(), 3, {8, 2}, /*hasRest=*/true);
  const SweepPlan::Sweep &first = plan->sweeps.front();
  ASSERT_EQ(first.slots.size(), 3u);
  EXPECT_EQ(first.slots[1].vector, 1);
  EXPECT_TRUE(first.slots[2].isRest);
  EXPECT_EQ(first.reductions.front().rest, 2u);
  // f64 sums of f32 have bits to spare.
  EXPECT_EQ(first.treeLevels, 0u);
  // Where lanes rest, nothing is left over.
  makePlan(parseGroupNorm(), 3, {8, 2}, /*hasRest=*/false);
  EXPECT_EQ(plan->sweeps.front().slots.size(), 2u);
  EXPECT_EQ(plan->sweeps.front().reductions.front().rest, std::nullopt);
}

TEST_F(SweepPlanTest, Points_AreWalkedAfterTheSumsTheyShare) {
  // x : [i, j] less the sum of parts [b, j] of its column, which is a result.
  KernelOp kernel = parse(
      "%x: memref<17x32xf32>, %p: memref<5x32xf32>, %y: memref<17x32xf32>, "
      "%s: memref<32xf32>",
      R"(
    norm.kernel sizes = [17, 32, 5] ins(%x, %p : memref<17x32xf32>, memref<5x32xf32>) outs(%y, %s : memref<17x32xf32>, memref<32xf32>) maps = [affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (b, j)>, affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (j)>] {
    ^bb0(%a: f32, %b: f32):
      %0 = norm.reduce <add> %b over [2] : f32
      %1 = math.sqrt %0 : f32
      %2 = arith.subf %a, %1 : f32
      norm.yield %2, %0 : f32, f32
    })");
  sweeps.emplace(kernel);
  layout.emplace(kernel, *sweeps);
  llvm::SmallBitVector points = sweeps->getShared();
  EXPECT_EQ(llvm::to_vector(points.set_bits()), SmallVector<unsigned>{0});
  // Vectors across them: two of a thread stand at points that are as far apart
  // as there are threads.
  plan.emplace(kernel, *sweeps, *layout, 1, Width{4, 2, 8}, /*hasRest=*/false,
               SweepForm::Flat, points);
  EXPECT_EQ(print(), R"(groups [] and lanes [d1]; flat sweeps over [d2]
sweep 0:
  in [d2]: %x1
  reduces %0 = add %x1: slots 0
  in blocks of 3 levels
afterwards:
  writes 1: %0
points [d0]:
  at the group: %1
  in [d0]: %x0, %2
  writes 0: %2)");
  EXPECT_EQ(plan->points.distance, 8);
  EXPECT_TRUE(plan->isAcrossGroups());
  // Vectors along them.
  plan.emplace(kernel, *sweeps, *layout, 0, Width{4, 2, 8}, /*hasRest=*/false,
               SweepForm::Flat, points);
  EXPECT_FALSE(plan->isAcrossGroups());
  EXPECT_TRUE(plan->points.isAlongVectors);
  EXPECT_EQ(plan->points.distance, 32);
  EXPECT_EQ(plan->groupAxes, SmallVector<unsigned>{1});
  // Without them, every point is a group.
  makePlan(kernel, 1, {4, 2}, /*hasRest=*/false);
  EXPECT_TRUE(plan->points.isEmpty());
  EXPECT_EQ(plan->afterwards.outputs.size(), 2u);
}

TEST_F(SweepPlanTest, Columns_HaveALaneForEachGroup) {
  KernelOp kernel = parse("%x: memref<17x32xf32>, %y: memref<17x32xf32>, %m: "
                          "memref<32xf32>",
                          R"(
    norm.kernel sizes = [17, 32] ins(%x : memref<17x32xf32>) outs(%y, %m : memref<17x32xf32>, memref<32xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>] {
    ^bb0(%a: f32):
      %0 = norm.reduce <add> %a over [0] : f32
      %1 = math.sqrt %0 : f32
      %2 = arith.divf %a, %1 : f32
      norm.yield %2, %1 : f32, f32
    })");
  makePlan(kernel, 1, {8, 2}, /*hasRest=*/true);
  EXPECT_EQ(print(), R"(groups [] and lanes [d1]; sweeps over [d0]
sweep 0:
  in [d0]: %x0
  reduces %0 = add %x0: slots 0, 1
  in blocks of 3 levels
sweep 1:
  at the group: %1
  in [d0]: %x0, %2
  writes 0: %2
afterwards:
  at the group: %1
  writes 1: %1)");
  EXPECT_FALSE(plan->isSweptByVectors);
  EXPECT_TRUE(plan->isAlongVector(getValue(kernel, 1)));
}

TEST_F(SweepPlanTest, Points_AreSweptByVectors) {
  KernelOp kernel = parse("%x: memref<4x8xf32>, %y: memref<4x8xf32>", R"(
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
    ^bb0(%a: f32):
      %0 = arith.negf %a : f32
      norm.yield %0 : f32
    })");
  makePlan(kernel, 0, {8, 1}, /*hasRest=*/false);
  EXPECT_TRUE(plan->isSweptByVectors);
  EXPECT_EQ(print(),
            R"(groups []; sweeps over [d0 * d1], vectors along [d0 * d1]
sweep 0:
  in [d0 * d1]: %x0, %0
  writes 0: %0)");
}

TEST_F(SweepPlanTest, Blocks_AreWalkedInOrderOnly) {
  KernelOp kernel =
      parse("%x: memref<8x4x16xf32>, %p: memref<2x4xf32>",
            "norm.kernel sizes = [8, 4, 16] ins(%x : memref<8x4x16xf32>) "
            "outs(%p : memref<2x4xf32>) maps = [affine_map<(i, j, k) -> "
            "(i, j, k)>, affine_map<(i, j, k) -> ((i * 16 + k) floordiv "
            "64, j)>] {\n^bb0(%a: f32):\n%0 = norm.reduce <add> %a over "
            "[0, 2] by 64 : f32\nnorm.yield %0 : f32\n}");
  EXPECT_EQ(makePlan(kernel, 2, {8, 1}, true).blockSize, 64);
  EXPECT_TRUE(plan->canBlock());
  // Vectors along the outer dimension would walk it last.
  EXPECT_FALSE(makePlan(kernel, 0, {8, 1}, true).canBlock());
}

TEST_F(SweepPlanTest, OuterReductions_AreCombinedGroupByGroup) {
  KernelOp kernel = parse("%x: memref<100x8xf32>, %y: memref<100x8xf32>, %p: "
                          "memref<4x8xf32>",
                          R"(
    norm.kernel sizes = [100, 8] ins(%x : memref<100x8xf32>) outs(%y, %p : memref<100x8xf32>, memref<4x8xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i floordiv 32, j)>] {
    ^bb0(%a: f32):
      %0 = norm.reduce <add> %a over [1] : f32
      %1 = arith.divf %a, %0 : f32
      %2 = norm.reduce <max> %1 over [0] by 32 : f32
      norm.yield %1, %2 : f32, f32
    })");
  makePlan(kernel, 1, {8, 1}, /*hasRest=*/false);
  EXPECT_EQ(
      print(),
      R"(groups [] and, in turn, [d0] in blocks of 32; sweeps over [d1], vectors along [d1]
sweep 0:
  in [d1]: %x0
  reduces %0 = add %x0: slots 0
  in blocks of 3 levels
sweep 1:
  in [d1]: %x0, %1
  combines 1: max %1
  writes 0: %1)");
  EXPECT_TRUE(plan->canBlock());
  // Lanes of several groups would be combined with each other.
  EXPECT_FALSE(makePlan(kernel, 0, {8, 1}, false).canBlock());
}

} // namespace
