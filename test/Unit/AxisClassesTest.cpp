//===- AxisClassesTest.cpp - Which axes walk together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formation/AxisClasses.h"
#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class AxisClassesTest : public IRTest {
protected:
  /// Parses `body` into a function of `arguments`; ops and views are then found
  /// in its order. "RELU in: type -> out: type" is an elementwise op.
  void parse(StringRef arguments, StringRef body) {
    std::string text = ("#m2 = affine_map<(a, b) -> (a, b)>\n"
                        "#t2 = affine_map<(a, b) -> (b, a)>\n"
                        "#row = affine_map<(a, b) -> (a)>\n"
                        "#m1 = affine_map<(a) -> (a)>\n"
                        "#m3 = affine_map<(a, b, c) -> (a, b, c)>\n"
                        "func.func @f(" +
                        arguments + ") {\n" + body + "\nreturn\n}")
                           .str();
    module = parseSourceString<ModuleOp>(text, &context);
    ASSERT_TRUE(module) << text;
    module->walk([&](Operation *op) {
      if (auto generic = dyn_cast<linalg::GenericOp>(op))
        ops.push_back(generic);
      else if (isView(op))
        views.push_back(op->getResult(0));
    });
  }

  LogicalResult addAll() {
    for (linalg::GenericOp op : ops)
      if (failed(axes.addOp(op)))
        return failure();
    return success();
  }

  /// The atoms of an op's loops, as in "0|1,2".
  std::string getLoops(unsigned index) {
    std::string text;
    for (unsigned loop = 0; loop < ops[index].getNumLoops(); ++loop) {
      text += loop ? "|" : "";
      for (auto [number, atom] :
           llvm::enumerate(axes.getLoopAtoms(ops[index], loop)))
        text += (number ? "," : "") + std::to_string(atom);
    }
    return text;
  }

  /// The sizes of all atoms; 0 where it is not stated.
  std::vector<int64_t> getSizes() {
    std::vector<int64_t> sizes;
    for (unsigned atom = 0; atom < axes.getNumAtoms(); ++atom)
      sizes.push_back(std::max<int64_t>(axes.getStaticSize(atom), 0));
    return sizes;
  }

  SmallVector<linalg::GenericOp> ops;
  SmallVector<Value> views;
  AxisClasses axes;
};

/// An elementwise op from `in` to a tensor of `type`, with maps of both.
std::string unary(StringRef out, StringRef in, StringRef inType,
                  StringRef outType, StringRef inMap, StringRef outMap,
                  StringRef kinds) {
  return (out + "_e = tensor.empty() : " + outType + "\n" + out +
          " = linalg.generic {indexing_maps = [" + inMap + ", " + outMap +
          "], iterator_types = [" + kinds + "]} ins(" + in + " : " + inType +
          ") outs(" + out + "_e : " + outType +
          ") {\n^bb0(%in: f32, %init: f32):\n%r = arith.negf %in : f32\n"
          "linalg.yield %r : f32\n} -> " +
          outType + "\n")
      .str();
}
std::string rows(StringRef out, StringRef in, StringRef type) {
  return unary(out, in, type, type, "#m2", "#m2", "\"parallel\", \"parallel\"");
}
std::string flat(StringRef out, StringRef in, StringRef type) {
  return unary(out, in, type, type, "#m1", "#m1", "\"parallel\"");
}

TEST_F(AxisClassesTest, Elementwise_WalksTheSame) {
  parse("%x: tensor<4x8xf32>", rows("%y", "%x", "tensor<4x8xf32>") +
                                   rows("%z", "%y", "tensor<4x8xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_EQ(*axes.getWalked(ops[0]), *axes.getWalked(ops[1]));
  axes.numberAtoms(ops);
  EXPECT_EQ(getLoops(0), "0|1");
  EXPECT_EQ(getLoops(1), "0|1");
  EXPECT_EQ(getSizes(), (std::vector<int64_t>{4, 8}));
}

TEST_F(AxisClassesTest, UnconnectedOps_WalkApart) {
  parse("%x: tensor<4x8xf32>, %w: tensor<4x8xf32>",
        rows("%y", "%x", "tensor<4x8xf32>") +
            rows("%z", "%w", "tensor<4x8xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_NE(*axes.getWalked(ops[0]), *axes.getWalked(ops[1]));
}

TEST_F(AxisClassesTest, Transposed_SwapsLoops) {
  parse("%x: tensor<4x8xf32>",
        rows("%y", "%x", "tensor<4x8xf32>") +
            unary("%z", "%y", "tensor<4x8xf32>", "tensor<8x4xf32>", "#t2",
                  "#m2", "\"parallel\", \"parallel\""));
  ASSERT_TRUE(succeeded(addAll()));
  axes.numberAtoms(ops);
  std::string first = getLoops(0), second = getLoops(1);
  EXPECT_TRUE((first == "0|1" && second == "1|0") ||
              (first == "1|0" && second == "0|1"))
      << first << " " << second;
}

TEST_F(AxisClassesTest, SquareAndItsTranspose_WalksWithItself) {
  parse("%x: tensor<4x4xf32>", R"(
    %e = tensor.empty() : tensor<4x4xf32>
    %y = linalg.generic {indexing_maps = [#m2, #t2, #m2], iterator_types = ["parallel", "parallel"]} ins(%x, %x : tensor<4x4xf32>, tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) {
    ^bb0(%a: f32, %b: f32, %c: f32):
      %s = arith.addf %a, %b : f32
      linalg.yield %s : f32
    } -> tensor<4x4xf32>)");
  // Its two loops become one class, which no two loops may walk.
  EXPECT_TRUE(failed(addAll()) || failed(axes.getWalked(ops[0])));
}

TEST_F(AxisClassesTest, Collapsed_IsTheProduct) {
  parse("%x: tensor<4x8xf32>",
        rows("%y", "%x", "tensor<4x8xf32>") +
            "%c = tensor.collapse_shape %y [[0, 1]] : tensor<4x8xf32> into "
            "tensor<32xf32>\n" +
            flat("%z", "%c", "tensor<32xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_EQ(*axes.getWalked(ops[0]), *axes.getWalked(ops[1]));
  axes.numberAtoms(ops);
  EXPECT_EQ(getLoops(0), "0|1");
  EXPECT_EQ(getLoops(1), "0,1");
}

TEST_F(AxisClassesTest, SplitInTwoWays_HasACommonRefinement) {
  parse("%x: tensor<12xf32>",
        flat("%y", "%x", "tensor<12xf32>") +
            "%a = tensor.expand_shape %y [[0, 1]] output_shape [2, 6] : "
            "tensor<12xf32> into tensor<2x6xf32>\n" +
            rows("%z", "%a", "tensor<2x6xf32>") +
            "%b = tensor.expand_shape %y [[0, 1]] output_shape [4, 3] : "
            "tensor<12xf32> into tensor<4x3xf32>\n" +
            rows("%u", "%b", "tensor<4x3xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  axes.numberAtoms(ops);
  EXPECT_EQ(getSizes(), (std::vector<int64_t>{2, 2, 3}));
  EXPECT_EQ(getLoops(0), "0,1,2");
  EXPECT_EQ(getLoops(1), "0|1,2");
  EXPECT_EQ(getLoops(2), "0,1|2");
}

TEST_F(AxisClassesTest, SplitsWithoutARefinement_AreRefusedAndRolledBack) {
  parse("%x: tensor<6xf32>",
        flat("%y", "%x", "tensor<6xf32>") +
            "%a = tensor.expand_shape %y [[0, 1]] output_shape [2, 3] : "
            "tensor<6xf32> into tensor<2x3xf32>\n" +
            rows("%z", "%a", "tensor<2x3xf32>") +
            "%b = tensor.expand_shape %y [[0, 1]] output_shape [3, 2] : "
            "tensor<6xf32> into tensor<3x2xf32>\n" +
            rows("%u", "%b", "tensor<3x2xf32>"));
  ASSERT_TRUE(succeeded(axes.addOp(ops[0])));
  ASSERT_TRUE(succeeded(axes.addOp(ops[1])));
  SmallVector<unsigned> walked = *axes.getWalked(ops[1]);
  axes.begin();
  EXPECT_TRUE(failed(axes.addOp(ops[2])));
  axes.rollback();
  EXPECT_EQ(*axes.getWalked(ops[1]), walked);
  axes.numberAtoms(ArrayRef(ops).take_front(2));
  EXPECT_EQ(getSizes(), (std::vector<int64_t>{2, 3}));
}

TEST_F(AxisClassesTest, Trial_TellsWhetherOldLoopsHaveChanged) {
  parse("%x: tensor<12xf32>",
        flat("%y", "%x", "tensor<12xf32>") +
            flat("%z", "%y", "tensor<12xf32>") +
            "%a = tensor.expand_shape %z [[0, 1]] output_shape [2, 6] : "
            "tensor<12xf32> into tensor<2x6xf32>\n" +
            rows("%u", "%a", "tensor<2x6xf32>"));
  ASSERT_TRUE(succeeded(axes.addOp(ops[0])));
  axes.begin();
  ASSERT_TRUE(succeeded(axes.addOp(ops[1])));
  EXPECT_FALSE(axes.hasChangedOld());
  axes.commit();
  axes.begin();
  ASSERT_TRUE(succeeded(axes.addOp(ops[2])));
  EXPECT_TRUE(axes.hasChangedOld());
  axes.rollback();
  axes.numberAtoms(ArrayRef(ops).take_front(2));
  EXPECT_EQ(getSizes(), (std::vector<int64_t>{12}));
}

TEST_F(AxisClassesTest, UnitAxes_HaveNoAtom) {
  parse("%x: tensor<4x1x8xf32>",
        unary("%y", "%x", "tensor<4x1x8xf32>", "tensor<4x1x8xf32>", "#m3",
              "#m3", "\"parallel\", \"parallel\", \"parallel\"") +
            "%c = tensor.collapse_shape %y [[0, 1], [2]] : tensor<4x1x8xf32> "
            "into tensor<4x8xf32>\n" +
            rows("%z", "%c", "tensor<4x8xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_TRUE(axes.isUnit(ops[0].getResult(0), 1));
  EXPECT_FALSE(axes.isUnit(ops[0].getResult(0), 0));
  axes.numberAtoms(ops);
  EXPECT_EQ(getLoops(0), "0||1");
  EXPECT_EQ(getLoops(1), "0|1");
}

TEST_F(AxisClassesTest, Reduced_AreTheReducedLoops) {
  parse("%x: tensor<4x?xf32>, %i: tensor<4xf32>", R"(
    %y = linalg.generic {indexing_maps = [#m2, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x?xf32>) outs(%i : tensor<4xf32>) {
    ^bb0(%a: f32, %b: f32):
      %s = arith.addf %a, %b : f32
      linalg.yield %s : f32
    } -> tensor<4xf32>)");
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_EQ(axes.getWalked(ops[0])->size(), 2u);
  EXPECT_EQ(*axes.getWalked(ops[0], /*reduced=*/true),
            axes.getClassAtoms(ops[0].getOperand(0), 1));
  axes.numberAtoms(ops);
  EXPECT_EQ(getSizes(), (std::vector<int64_t>{4, 0}));
}

TEST_F(AxisClassesTest, FirstElements_AreNoneOfTheWalked) {
  parse("%x: tensor<4x8xf32>",
        std::string("%s = tensor.extract_slice %x[0, 0] [4, 1] [1, 1] : "
                    "tensor<4x8xf32> to tensor<4xf32>\n") +
            rows("%y", "%x", "tensor<4x8xf32>") +
            flat("%z", "%s", "tensor<4xf32>"));
  ASSERT_TRUE(succeeded(addAll()));
  EXPECT_EQ(axes.getWalked(ops[1])->size(), 1u);
  EXPECT_TRUE(axes.isLeaf(axes.getWalked(ops[1])->front()));
  axes.numberAtoms(ops);
  EXPECT_EQ(getLoops(0), "0|1");
  EXPECT_EQ(getLoops(1), "0");
}

TEST_F(AxisClassesTest, DynamicParts_AreToldWithTheirTrial) {
  parse("%x: tensor<?xf32>, %n: index",
        "%a = tensor.expand_shape %x [[0, 1]] output_shape [%n, 4] : "
        "tensor<?xf32> into tensor<?x4xf32>\n");
  axes.begin();
  ASSERT_TRUE(succeeded(axes.addView(views[0])));
  EXPECT_EQ(axes.getDynamicParts(/*onTrial=*/true).size(), 1u);
  axes.commit();
  EXPECT_EQ(axes.getDynamicParts(/*onTrial=*/false).size(), 1u);
  axes.begin();
  EXPECT_TRUE(axes.getDynamicParts(/*onTrial=*/true).empty());
  axes.commit();
}

TEST_F(AxisClassesTest, Size_ComesFromWhatIsAvailable) {
  parse("%x: tensor<?x8xf32>, %e: tensor<?x8xf32>", R"(
    %y = linalg.generic {indexing_maps = [#m2, #m2], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x8xf32>) outs(%e : tensor<?x8xf32>) {
    ^bb0(%a: f32, %b: f32):
      %s = arith.negf %a : f32
      linalg.yield %s : f32
    } -> tensor<?x8xf32>)");
  ASSERT_TRUE(succeeded(addAll()));
  axes.numberAtoms(ops);
  OpBuilder builder(ops[0]);
  Value init = ops[0].getOperand(1);
  OpFoldResult size = axes.getSize(builder, ops[0].getLoc(), 0,
                                   [&](Value value) { return value == init; });
  auto dim = dyn_cast_if_present<Value>(size).getDefiningOp<tensor::DimOp>();
  ASSERT_TRUE(dim);
  EXPECT_EQ(dim.getSource(), init);
  EXPECT_EQ(getConstantIntValue(axes.getSize(builder, ops[0].getLoc(), 1,
                                             [](Value) { return false; })),
            8);
}

} // namespace
