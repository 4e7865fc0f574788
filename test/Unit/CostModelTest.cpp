//===- CostModelTest.cpp - What the passes choose by ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CPU/CPUCostModel.h"
#include "GPU/GPUCostModel.h"
#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class CostModelTest : public KernelTest {
protected:
  /// A kernel that reduces the rows, or the columns, of a matrix.
  KernelOp parseSum(StringRef shape, StringRef sizes, StringRef over,
                    StringRef result, StringRef map) {
    return parse(("%m: index, %n: index, %x: memref<" + shape +
                  "xf32>, %y: memref<" + result + "xf32>")
                     .str(),
                 ("norm.kernel sizes = [" + sizes + "] ins(%x : memref<" +
                  shape + "xf32>) outs(%y : memref<" + result +
                  "xf32>) maps = [affine_map<(i, j) -> (i, j)>, "
                  "affine_map<(i, j) -> (" +
                  map +
                  ")>] {\n^bb0(%a: f32):\n%s = norm.reduce <add> %a over [" +
                  over + "] : f32\nnorm.yield %s : f32\n}")
                     .str());
  }
  KernelOp parseRows(StringRef shape, StringRef sizes) {
    return parseSum(shape, sizes, "1", "?", "i");
  }
  KernelOp parseColumns(StringRef shape, StringRef sizes) {
    return parseSum(shape, sizes, "0", "?", "j");
  }

  CPUScheduleAttr choose(KernelOp kernel, int64_t bits) {
    SweepAnalysis sweeps(kernel);
    KernelLayout layout(kernel, sweeps);
    return cast<CPUScheduleAttr>(
        CPUCostModel({bits, 4096}).chooseSchedule(kernel, sweeps, layout));
  }
  int64_t chooseBlock(KernelOp kernel, const CostModel &model) {
    SweepAnalysis sweeps(kernel);
    KernelLayout layout(kernel, sweeps);
    return model.chooseBlockSize(kernel, sweeps, layout);
  }
  int64_t chooseBlock(KernelOp kernel) {
    return chooseBlock(kernel, CPUCostModel());
  }
  /// A kernel that reduces images [j, k] of a batch.
  KernelOp parseImages(StringRef shape, StringRef sizes) {
    return parse(("%m: index, %n: index, %x: memref<" + shape +
                  "xf32>, %y: memref<?xf32>")
                     .str(),
                 ("norm.kernel sizes = [" + sizes + "] ins(%x : memref<" +
                  shape +
                  "xf32>) outs(%y : memref<?xf32>) maps = [affine_map<(i, j, "
                  "k) -> (i, j, k)>, affine_map<(i, j, k) -> (i)>] {\n"
                  "^bb0(%a: f32):\n%s = norm.reduce <add> %a over [1, 2] : "
                  "f32\nnorm.yield %s : f32\n}")
                     .str());
  }
};

TEST_F(CostModelTest, Rows_AreLongFromAMillionOn) {
  KernelOp kernel = parseRows("4x1048576", "4, 1048576");
  EXPECT_FALSE(CPUCostModel().hasLongRows(kernel, SweepAnalysis(kernel)));
  kernel = parseRows("4x1048577", "4, 1048577");
  EXPECT_TRUE(CPUCostModel().hasLongRows(kernel, SweepAnalysis(kernel)));
  kernel = parseRows("?x?", "%m, %n");
  EXPECT_FALSE(CPUCostModel().hasLongRows(kernel, SweepAnalysis(kernel)));
}

TEST_F(CostModelTest, Columns_AreLongFromAThousandOn) {
  KernelOp kernel = parseColumns("1024x8", "1024, 8");
  EXPECT_FALSE(CPUCostModel().hasLongColumns(kernel, SweepAnalysis(kernel)));
  kernel = parseColumns("1025x8", "1025, 8");
  EXPECT_TRUE(CPUCostModel().hasLongColumns(kernel, SweepAnalysis(kernel)));
}

TEST_F(CostModelTest, Counts_Saturate) {
  KernelOp kernel =
      parseSum("4611686018427387904x4611686018427387904",
               "4611686018427387904, 4611686018427387904", "0, 1", "1", "0");
  EXPECT_TRUE(CPUCostModel().hasLongRows(kernel, SweepAnalysis(kernel)));
  EXPECT_EQ(chooseBlock(kernel), 0);
  EXPECT_EQ(SweepAnalysis(kernel).getBytes(0), std::nullopt);
}

TEST_F(CostModelTest, Schedule_FollowsTheRegister) {
  KernelOp kernel = parseRows("64x256", "64, 256");
  EXPECT_EQ(choose(kernel, 128).getLanes(), 4);
  EXPECT_EQ(choose(kernel, 128).getTail(), Tail::Scalar);
  EXPECT_EQ(choose(kernel, 256).getLanes(), 8);
  EXPECT_EQ(choose(kernel, 256).getTail(), Tail::Masked);
  EXPECT_EQ(choose(kernel, 512).getLanes(), 16);
  EXPECT_EQ(choose(kernel, 512).getVector(), 1);
  EXPECT_EQ(choose(kernel, 512).getCache(), 4096);
}

TEST_F(CostModelTest, Blocks_OfLongGroups) {
  EXPECT_EQ(chooseBlock(parseRows("4x1048577", "4, 1048577")), 1 << 16);
  EXPECT_EQ(chooseBlock(parseColumns("512x8", "512, 8")), 128);
  EXPECT_EQ(chooseBlock(parseColumns("511x8", "511, 8")), 0);
}

TEST_F(CostModelTest, FewColumns_TakeNarrowerVectorsOfSums) {
  auto chooseLanes = [&](const std::string &columns) {
    KernelOp kernel = parse(
        "%x: memref<1000x" + columns + "xf32>, %y: memref<?xf64>",
        "norm.kernel sizes = [1000, " + columns + "] ins(%x : memref<1000x" +
            columns +
            "xf32>) outs(%y : memref<?xf64>) maps = [affine_map<(i, j) -> (i, "
            "j)>, affine_map<(i, j) -> (j)>] {\n^bb0(%a: f32):\n"
            "%b = arith.extf %a : f32 to f64\n"
            "%s = norm.reduce <add> %b over [0] : f64\n"
            "norm.yield %s : f64\n}");
    return choose(kernel, 512).getLanes();
  };
  // Four vectors of 16 lanes are 64 columns, of 8 lanes 32.
  EXPECT_EQ(chooseLanes("64"), 16);
  EXPECT_EQ(chooseLanes("63"), 8);
  EXPECT_EQ(chooseLanes("32"), 8);
  EXPECT_EQ(chooseLanes("31"), 16);
}

TEST_F(CostModelTest, Expensive_IsWhatADivisionOrAFunctionMakes) {
  KernelOp kernel = parse("%x: memref<8xf32>, %y: memref<8xf32>", R"(
    norm.kernel sizes = [8] ins(%x : memref<8xf32>) outs(%y : memref<8xf32>) maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>] {
    ^bb0(%a: f32):
      %b = arith.addf %a, %a : f32
      %c = arith.divf %b, %a : f32
      %d = arith.addf %c, %b : f32
      norm.yield %d : f32
    })");
  llvm::DenseSet<Value> expensive = findExpensive(kernel);
  EXPECT_FALSE(expensive.contains(getValue(kernel, 0)));
  EXPECT_TRUE(expensive.contains(getValue(kernel, 1)));
  EXPECT_TRUE(expensive.contains(getValue(kernel, 2)));
}

TEST_F(CostModelTest, Expensive_AsksEachValueOnce) {
  // Asked path by path, these would be 2^200 questions.
  std::string body = "%v0 = arith.addf %a, %a : f32\n";
  for (int i = 1; i < 200; ++i) {
    std::string before = "%v" + std::to_string(i - 1);
    body += "%v" + std::to_string(i) + " = arith.addf " + before + ", " +
            before + " : f32\n";
  }
  KernelOp kernel = parse(
      "%x: memref<8xf32>, %y: memref<8xf32>",
      "norm.kernel sizes = [8] ins(%x : memref<8xf32>) outs(%y : "
      "memref<8xf32>) maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>] "
      "{\n^bb0(%a: f32):\n" +
          body + "norm.yield %v199 : f32\n}");
  EXPECT_TRUE(findExpensive(kernel).empty());
}

TEST_F(CostModelTest, GPU_CutsGroupsThatAreLong) {
  GPUCostModel model("sm_80"), clusters("sm_90");
  // At most 64 blocks of a row, and 128 of a column.
  EXPECT_EQ(chooseBlock(parseImages("4x128x128", "4, 128, 128"), model), 0);
  EXPECT_EQ(chooseBlock(parseImages("4x128x129", "4, 128, 129"), model), 4096);
  EXPECT_EQ(chooseBlock(parseImages("4x128x129", "4, 128, 129"), clusters), 0);
  EXPECT_EQ(chooseBlock(parseImages("4x256x1024", "4, 256, 1024"), clusters),
            4096);
  EXPECT_EQ(chooseBlock(parseImages("4x1024x1024", "4, 1024, 1024"), model),
            1 << 14);
  EXPECT_EQ(chooseBlock(parseImages("4x?x?", "4, %m, %n"), clusters), 1 << 14);
  EXPECT_EQ(chooseBlock(parseRows("4x131072", "4, 131072"), model), 0);
  EXPECT_EQ(chooseBlock(parseRows("4x131073", "4, 131073"), model), 4096);
  EXPECT_EQ(chooseBlock(parseColumns("256x8", "256, 8"), model), 0);
  EXPECT_EQ(chooseBlock(parseColumns("257x8", "257, 8"), model), 64);
  EXPECT_EQ(chooseBlock(parseColumns("100000x8", "100000, 8"), model), 832);
  EXPECT_EQ(chooseBlock(parseColumns("?x8", "%m, 8"), model), 512);
}

TEST_F(CostModelTest, GPU_ClustersAreThereFromHopperOn) {
  EXPECT_FALSE(hasClusters(""));
  EXPECT_FALSE(hasClusters("sm_89"));
  EXPECT_TRUE(hasClusters("sm_90"));
  EXPECT_TRUE(hasClusters("sm_100a"));
}

} // namespace
