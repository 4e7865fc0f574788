//===- KernelAccessTest.cpp - What a kernel reads and writes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr int64_t kDynamic = ShapedType::kDynamic;
using Kind = DimAccess::Kind;

class KernelAccessTest : public ::testing::Test {
protected:
  /// The access of a map over a space of sizes [?, 3, ?].
  FailureOr<KernelAccess> get(StringRef results, ArrayRef<int64_t> shape,
                              int64_t blockSize = 0) {
    std::string text =
        ("affine_map<(d0, d1, d2)[s0, s1, s2] -> (" + results + ")>").str();
    auto map = cast<AffineMapAttr>(parseAttribute(text, &context)).getValue();
    return KernelAccess::get(map, {kDynamic, 3, kDynamic}, shape, blockSize);
  }

  /// The parts of an index, as in "d1 of 3, - of s2".
  static std::string describe(const DimAccess &index) {
    std::string text;
    for (const DimAccess::Part &part : index.parts) {
      text += text.empty() ? "" : ", ";
      text += part.dim ? "d" + std::to_string(*part.dim) : "-";
      text += " of ";
      if (part.size.coefficient != 1 || part.size.dims.empty())
        text += std::to_string(part.size.coefficient);
      for (unsigned dim : part.size.dims)
        text += "s" + std::to_string(dim);
    }
    return text;
  }

  MLIRContext context;
};

TEST_F(KernelAccessTest, Index_IsOfOneKind) {
  FailureOr<KernelAccess> access =
      get("d0, d1 * s2 + d2, d1 * s2, 0, d0 + d2 - 2",
          {kDynamic, kDynamic, kDynamic, 7, kDynamic});
  ASSERT_TRUE(succeeded(access));
  ArrayRef<DimAccess> dims = access->getDims();
  EXPECT_EQ(dims[0].kind, Kind::Whole);
  EXPECT_EQ(describe(dims[0]), "d0 of s0");
  EXPECT_EQ(dims[1].kind, Kind::Parts);
  EXPECT_EQ(describe(dims[1]), "d1 of 3, d2 of s2");
  EXPECT_EQ(dims[2].kind, Kind::First);
  EXPECT_EQ(describe(dims[2]), "d1 of 3, - of s2");
  EXPECT_EQ(dims[3].kind, Kind::First);
  EXPECT_EQ(dims[4].kind, Kind::Window);
  EXPECT_EQ(dims[4].offset, -2);
  EXPECT_TRUE(dims[0].walksAll() && dims[1].walksAll());
  EXPECT_FALSE(dims[2].walksAll() || dims[4].walksAll());
}

TEST_F(KernelAccessTest, Blocks_AreNumbersOfPoints) {
  // The second text is what a block of whole rows is simplified to.
  for (StringRef text : {"(d0 * 3 + d1) floordiv 128", "d0 + d1 floordiv 3"}) {
    FailureOr<KernelAccess> access =
        get((text + ", d2").str(), {kDynamic, kDynamic}, /*blockSize=*/128);
    ASSERT_TRUE(succeeded(access));
    EXPECT_EQ(access->getDims()[0].kind, Kind::Blocks);
    EXPECT_EQ(access->getDims()[0].block, 128);
    // The number of a block is no place along a dimension.
    EXPECT_FALSE(access->variesAlong(0));
    EXPECT_TRUE(access->variesAlong(2));
  }
  EXPECT_TRUE(failed(get("d0 floordiv 128", {kDynamic})));
}

TEST_F(KernelAccessTest, Terms_HaveNumbersAndSizes) {
  FailureOr<KernelAccess> access = get("d0 * 5 + d1 * (s2 * 2) - d2", {100});
  ASSERT_TRUE(succeeded(access));
  const DimAccess &index = access->getDims()[0];
  ASSERT_TRUE(index.findTerm(1));
  EXPECT_EQ(index.findTerm(0)->factor, 5);
  EXPECT_EQ(index.findTerm(1)->factor, 2);
  EXPECT_EQ(index.findTerm(1)->sizes, SmallVector<unsigned>({2}));
  // A number below 0 is no stride.
  EXPECT_FALSE(index.findTerm(2)->getStride().isKnown());
  EXPECT_TRUE(access->namesSizeOf(2));
  EXPECT_FALSE(access->namesSizeOf(0));
}

TEST_F(KernelAccessTest, NoSum_IsNoAccess) {
  EXPECT_TRUE(failed(get("d0 mod 2", {kDynamic})));
  EXPECT_TRUE(failed(get("d0 * s0 + d0", {kDynamic})));
  EXPECT_TRUE(failed(get("d0 ceildiv 2", {kDynamic})));
}

TEST_F(KernelAccessTest, InnerPart_IsNotTheOutermost) {
  FailureOr<KernelAccess> access =
      get("d0, d1 * s2 + d2", {kDynamic, kDynamic});
  ASSERT_TRUE(succeeded(access));
  EXPECT_TRUE(access->isInnerPart(2));
  EXPECT_FALSE(access->isInnerPart(1));
  EXPECT_FALSE(access->isInnerPart(0));
  // A dimension that is not split has no inner part.
  access = get("d1, d0", {3, kDynamic});
  EXPECT_FALSE(access->isInnerPart(0));
}

TEST_F(KernelAccessTest, Range_IsKnownWhereSizesAre) {
  FailureOr<KernelAccess> access = get("d1 - 1, d0", {kDynamic, kDynamic});
  ASSERT_TRUE(succeeded(access));
  SmallVector<int64_t> sizes = {kDynamic, 3, kDynamic};
  EXPECT_EQ(access->getDims()[0].getRange(sizes),
            (std::pair<int64_t, int64_t>(-1, 1)));
  EXPECT_EQ(access->getDims()[1].getRange(sizes), std::nullopt);
}

} // namespace
