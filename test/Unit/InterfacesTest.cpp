//===- InterfacesTest.cpp - Which op answers which interface ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/TilingInterface.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

#include <map>

using namespace mlir;
using namespace mlir::norm;

namespace {

class InterfacesTest : public ::testing::Test {
protected:
  InterfacesTest() {
    DialectRegistry registry;
    registerForCompilation(registry);
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
  }

  /// The one function of the module that `text` states.
  func::FuncOp parse(StringRef text) {
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << text.str();
    return *module->getOps<func::FuncOp>().begin();
  }

  template <typename Op>
  static Op find(func::FuncOp function) {
    Op found;
    function.walk([&](Op op) { found = op; });
    EXPECT_TRUE(found);
    return found;
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

using Table = std::map<std::string, std::set<std::string>>;

/// The cells of a line of a table, without backquotes and spaces.
std::vector<std::string> split(StringRef line) {
  std::vector<std::string> cells;
  SmallVector<StringRef> parts;
  line.trim().drop_front().drop_back().split(parts, '|');
  for (StringRef part : parts)
    cells.push_back(part.trim().trim('`').str());
  return cells;
}

/// The table of docs/Interfaces.md: the interfaces of each op.
Table readPage() {
  auto buffer = llvm::MemoryBuffer::getFile(NORM_INTERFACES_PAGE);
  EXPECT_TRUE(bool(buffer));
  Table table;
  std::vector<std::string> heads;
  for (llvm::line_iterator line(**buffer); !line.is_at_end(); ++line) {
    if (line->starts_with("| op |"))
      heads = split(*line);
    if (!line->starts_with("| `norm."))
      continue;
    std::vector<std::string> cells = split(*line);
    EXPECT_EQ(cells.size(), heads.size()) << line->str();
    std::set<std::string> &own = table[cells[0]];
    for (size_t i = 1; i < std::min(cells.size(), heads.size()); ++i)
      if (!cells[i].empty())
        own.insert(heads[i]);
  }
  return table;
}

/// The interfaces that the page has columns for, of all registered ops.
Table readDialect(MLIRContext &context) {
  Table table;
  for (RegisteredOperationName op : context.getRegisteredOperations()) {
    if (op.getDialectNamespace() != NormDialect::getDialectNamespace())
      continue;
    std::set<std::string> &own = table[op.getStringRef().str()];
    auto add = [&](StringRef name, bool has) {
      if (has)
        own.insert(name.str());
    };
    add("NormOp", op.hasInterface<NormOpInterface>());
    add("Tiling", op.hasInterface<TilingInterface>());
    add("PartialReduction", op.hasInterface<PartialReductionOpInterface>());
    add("InferType", op.hasInterface<InferTypeOpInterface>());
    add("ReifyRankedShapedType",
        op.hasInterface<ReifyRankedShapedTypeOpInterface>());
    add("ValueBounds", op.hasInterface<ValueBoundsOpInterface>());
    add("Aggregated", op.hasInterface<linalg::AggregatedOpInterface>());
    add("DestinationStyle", op.hasInterface<DestinationStyleOpInterface>());
    add("Bufferizable",
        op.hasInterface<bufferization::BufferizableOpInterface>());
    add("MemoryEffect", op.hasInterface<MemoryEffectOpInterface>());
    add("ConditionallySpeculatable",
        op.hasInterface<ConditionallySpeculatable>());
  }
  return table;
}

TEST_F(InterfacesTest, Page_StatesTheInterfacesOfEveryOp) {
  Table page = readPage(), dialect = readDialect(context);
  for (const auto &[op, interfaces] : dialect) {
    ASSERT_TRUE(page.count(op)) << "no row for " << op;
    EXPECT_EQ(page[op], interfaces) << op;
  }
  EXPECT_EQ(page.size(), dialect.size());
}

/// Whether a size of a result is known to be that of an operand.
bool isEqual(Value result, int64_t dim, Value operand, int64_t operandDim) {
  FailureOr<bool> equal =
      ValueBoundsConstraintSet::areEqual({result, dim}, {operand, operandDim});
  return succeeded(equal) && *equal;
}

TEST_F(InterfacesTest, Bounds_OfResultsAreOfWhatTheyRunAlong) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x?x?xf32>, %s: tensor<?xf32>) {
      %y:5 = norm.batch_norm_training %x running_mean(%s : tensor<?xf32>) running_variance(%s : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x?x?xf32>
      return
    })");
  auto op = find<BatchNormTrainingOp>(function);
  for (int64_t dim = 0; dim < 3; ++dim)
    EXPECT_TRUE(isEqual(op.getResult(), dim, op.getInput(), dim));
  for (Value statistic : op.getStatistics())
    EXPECT_TRUE(isEqual(statistic, 0, op.getInput(), 1));
  EXPECT_FALSE(isEqual(op.getResult(), 0, op.getInput(), 1));
}

TEST_F(InterfacesTest, Bounds_OfGroupsAreTheirNumber) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x?x?xf32>) {
      %y:3 = norm.group_norm %x num_groups = 4 channel_axis = 2 axes = [] epsilon = 1.0e-5 {return_statistics} : tensor<?x?x?xf32>
      return
    })");
  auto op = find<GroupNormOp>(function);
  EXPECT_TRUE(isEqual(op.getMean(), 1, op.getInput(), 1));
  FailureOr<int64_t> groups = ValueBoundsConstraintSet::computeConstantBound(
      presburger::BoundType::EQ, {op.getMean(), 2});
  ASSERT_TRUE(succeeded(groups));
  EXPECT_EQ(*groups, 4);
}

TEST_F(InterfacesTest, Bounds_OfKernelsAreTheirInits) {
  func::FuncOp function = parse(R"(
    #map = affine_map<(d0, d1) -> (d0, d1)>
    func.func @f(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>, %m: index, %n: index) {
      %k = norm.kernel sizes = [%m, %n] ins(%x : tensor<?x?xf32>) outs(%y : tensor<?x?xf32>) maps = [#map, #map] {
      ^bb0(%a: f32):
        norm.yield %a : f32
      } -> tensor<?x?xf32>
      return
    })");
  auto op = find<KernelOp>(function);
  EXPECT_TRUE(isEqual(op.getResult(0), 1, function.getArgument(1), 1));
  EXPECT_FALSE(isEqual(op.getResult(0), 1, function.getArgument(1), 0));
}

TEST_F(InterfacesTest, Consumer_IsComputedInTheTilesOfWhatItReads) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<6x8xf32>, %t: tensor<2x8xf32>, %w: tensor<8xf32>, %i: index) -> tensor<6x8xf32> {
      %a = tensor.insert_slice %t into %x[%i, 0] [2, 8] [1, 1] : tensor<2x8xf32> into tensor<6x8xf32>
      %y = norm.layer_norm %a scale(%w : tensor<8xf32>) axes = [1] epsilon = 1.0e-5 : tensor<6x8xf32>
      return %y : tensor<6x8xf32>
    })");
  auto norm = find<LayerNormOp>(function);
  OpBuilder builder(norm);
  FailureOr<TilingResult> tiled = tensor::replaceInsertSlicesWithTiledConsumer(
      builder, {find<tensor::InsertSliceOp>(function)},
      {&norm.getInputMutable()});
  ASSERT_TRUE(succeeded(tiled));
  auto tile = dyn_cast<LayerNormOp>(tiled->tiledOps.front());
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile.getResult().getType(),
            RankedTensorType::get({2, 8}, builder.getF32Type()));
  EXPECT_EQ(tile.getScale(), function.getArgument(2));
  EXPECT_TRUE(succeeded(verify(*module)));
}

TEST_F(InterfacesTest, Consumer_IsNotComputedInPartsOfGroups) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<6x8xf32>, %t: tensor<6x2xf32>, %i: index) -> tensor<6x8xf32> {
      %a = tensor.insert_slice %t into %x[0, %i] [6, 2] [1, 1] : tensor<6x2xf32> into tensor<6x8xf32>
      %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<6x8xf32>
      return %y : tensor<6x8xf32>
    })");
  auto norm = find<LayerNormOp>(function);
  auto insert = find<tensor::InsertSliceOp>(function);
  auto tiling = cast<TilingInterface>(norm.getOperation());
  SmallVector<OpFoldResult> offsets = insert.getMixedOffsets(),
                            sizes = insert.getMixedSizes();
  EXPECT_FALSE(tiling.isOpFusableWithProducerSlices({0}, {offsets}, {sizes}));
  std::string remark;
  ScopedDiagnosticHandler handler(
      &context, [&](Diagnostic &diagnostic) { remark = diagnostic.str(); });
  OpBuilder builder(norm);
  EXPECT_TRUE(failed(tensor::replaceInsertSlicesWithTiledConsumer(
      builder, {insert}, {&norm.getInputMutable()})));
  EXPECT_EQ(remark,
            "is not computed in its producer's tiles: expects tiles that do "
            "not cut axes [1], which statistics are taken over; got tiles of 2 "
            "along axis 1 of size 8");
}

TEST_F(InterfacesTest, Kernel_JoinsTheLoopOfWhatItReads) {
  func::FuncOp function = parse(R"(
    #map = affine_map<(d0, d1) -> (d0, d1)>
    func.func @f(%x: tensor<6x8xf32>, %y: tensor<6x8xf32>) -> tensor<6x8xf32> {
      %e = linalg.exp ins(%x : tensor<6x8xf32>) outs(%y : tensor<6x8xf32>) -> tensor<6x8xf32>
      %k = norm.kernel sizes = [6, 8] ins(%e : tensor<6x8xf32>) outs(%y : tensor<6x8xf32>) maps = [#map, #map] {
      ^bb0(%a: f32):
        %s = norm.reduce <add> %a over [1] : f32
        %q = arith.divf %a, %s : f32
        norm.yield %q : f32
      } -> tensor<6x8xf32>
      return %k : tensor<6x8xf32>
    })");
  IRRewriter rewriter(&context);
  scf::SCFTilingOptions options;
  options.setTileSizes({rewriter.getIndexAttr(2), rewriter.getIndexAttr(0)});
  auto exp =
      cast<TilingInterface>(find<linalg::ExpOp>(function).getOperation());
  FailureOr<scf::SCFTilingResult> tiled =
      scf::tileUsingSCF(rewriter, exp, options);
  ASSERT_TRUE(succeeded(tiled));
  rewriter.replaceOp(exp, tiled->replacements);
  auto kernel = find<KernelOp>(function);
  FailureOr<scf::SCFFuseConsumerOfSliceResult> fused =
      scf::tileAndFuseConsumer(rewriter, kernel, tiled->loops);
  ASSERT_TRUE(succeeded(fused));
  auto tile = dyn_cast<KernelOp>(fused->tiledOps.front());
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile.getStaticSizes(), (ArrayRef<int64_t>{2, 8}));
  EXPECT_TRUE(tile->getParentOfType<scf::ForOp>());
  EXPECT_TRUE(succeeded(verify(*module)));
}

/// Tiles the one linalg.exp of a function along its axis 1, four elements at a
/// time, and fuses its producers; their results leave the loop too.
FailureOr<scf::SCFTileAndFuseResult> fuseAndYield(func::FuncOp function) {
  IRRewriter rewriter(function.getContext());
  scf::SCFTilingOptions tiling;
  tiling.setTileSizes({rewriter.getIndexAttr(0), rewriter.getIndexAttr(4)});
  scf::SCFTileAndFuseOptions options;
  options.setTilingOptions(tiling);
  options.setFusionControlFn([](tensor::ExtractSliceOp, OpResult, bool) {
    scf::SCFTileAndFuseOptions::ControlFnResult result;
    result.yieldProducerReplacement = true;
    return std::optional(result);
  });
  TilingInterface exp;
  function.walk([&](linalg::ExpOp op) {
    exp = cast<TilingInterface>(op.getOperation());
  });
  return scf::tileConsumerAndFuseProducersUsingSCF(rewriter, exp, options);
}

TEST_F(InterfacesTest, Producers_LeaveTheLoopWithAllResults) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?xf32>) {
      %n:3 = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
      %e = linalg.exp ins(%n#0 : tensor<?x?xf32>) outs(%y : tensor<?x?xf32>) -> tensor<?x?xf32>
      return %e, %n#1 : tensor<?x?xf32>, tensor<?xf32>
    })");
  ASSERT_TRUE(succeeded(fuseAndYield(function)));
  EXPECT_TRUE(succeeded(verify(*module)));
  auto loop = find<scf::ForOp>(function);
  ASSERT_EQ(loop.getNumResults(), 4u);
  auto mean = loop.getYieldedValues()[2].getDefiningOp<tensor::InsertSliceOp>();
  ASSERT_TRUE(mean);
  EXPECT_TRUE(isa<LayerNormOp>(mean.getSource().getDefiningOp()));
  EXPECT_EQ(mean.getMixedOffsets().front(),
            OpFoldResult(loop.getInductionVar()));
}

// Windows around a tile have results too, which are not the tile's.
TEST_F(InterfacesTest, Producers_OfWindowsLeaveTheLoopInTiles) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x?x3xf32>, %y: tensor<?x?x3xf32>) -> tensor<?x?x3xf32> {
      %n = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<?x?x3xf32>
      %e = linalg.exp ins(%n : tensor<?x?x3xf32>) outs(%y : tensor<?x?x3xf32>) -> tensor<?x?x3xf32>
      return %e : tensor<?x?x3xf32>
    })");
  ASSERT_TRUE(succeeded(fuseAndYield(function)));
  EXPECT_TRUE(succeeded(verify(*module)));
  auto loop = find<scf::ForOp>(function);
  ASSERT_EQ(loop.getNumResults(), 2u);
  auto own = loop.getYieldedValues()[1].getDefiningOp<tensor::InsertSliceOp>();
  ASSERT_TRUE(own);
  EXPECT_TRUE(isa<tensor::ExtractSliceOp>(own.getSource().getDefiningOp()));
}

TEST_F(InterfacesTest, Producers_OfSeveralWindowsDoNotLeaveTheLoop) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>) -> tensor<?x?xf32> {
      %n:2 = norm.window_stats %x axis = 1 before = 1 after = 1 {accumulator = f32} : tensor<?x?xf32>
      %e = linalg.exp ins(%n#0 : tensor<?x?xf32>) outs(%y : tensor<?x?xf32>) -> tensor<?x?xf32>
      return %e : tensor<?x?xf32>
    })");
  ScopedDiagnosticHandler handler(&context, [](Diagnostic &) {});
  EXPECT_TRUE(failed(fuseAndYield(function)));
}

TEST_F(InterfacesTest, Results_AreAskedWithoutCreatingAnything) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<?x6x4xf32>, %i: index) -> tensor<?x6x4xf32> {
      %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x6x4xf32>
      return %y : tensor<?x6x4xf32>
    })");
  auto norm = find<GroupNormOp>(function);
  auto tiling = cast<TilingInterface>(norm.getOperation());
  Builder builder(&context);
  auto number = [&](int64_t value) -> OpFoldResult {
    return builder.getIndexAttr(value);
  };
  OpFoldResult i = function.getArgument(1);
  auto mayFuse = [&](SmallVector<OpFoldResult> offsets,
                     SmallVector<OpFoldResult> sizes) {
    return tiling.isOpFusableWithConsumerSlice(0, offsets, sizes);
  };
  EXPECT_TRUE(
      mayFuse({i, number(0), number(0)}, {number(1), number(6), number(4)}));
  EXPECT_TRUE(
      mayFuse({i, number(2), number(0)}, {number(1), number(4), number(4)}));
  EXPECT_FALSE(
      mayFuse({i, number(1), number(0)}, {number(1), number(4), number(4)}));
  EXPECT_FALSE(
      mayFuse({i, number(0), number(0)}, {number(1), number(3), number(4)}));
  EXPECT_FALSE(
      mayFuse({i, number(0), number(1)}, {number(1), number(6), number(1)}));
  EXPECT_EQ(std::distance(function.getBody().front().begin(),
                          function.getBody().front().end()),
            2);
}

/// What upstream's drivers refuse by themselves, another one might ask.
TEST_F(InterfacesTest, SplitStatistics_KeepOtherAxesWhole) {
  func::FuncOp function = parse(R"(
    func.func @f(%x: tensor<6x8xf32>) -> tensor<6xf64> {
      %s = norm.stats <abs_sum> %x axes = [1] : tensor<6x8xf32>
      return %s : tensor<6xf64>
    })");
  auto stats = find<StatsOp>(function);
  OpBuilder builder(stats);
  auto number = [&](int64_t value) -> OpFoldResult {
    return builder.getIndexAttr(value);
  };
  std::string error;
  ScopedDiagnosticHandler handler(
      &context, [&](Diagnostic &diagnostic) { error = diagnostic.str(); });
  llvm::SetVector<unsigned> split;
  split.insert(1);
  FailureOr<TilingResult> tiled =
      cast<PartialReductionOpInterface>(stats.getOperation())
          .tileToPartialReduction(
              builder, stats.getLoc(),
              ReductionTilingStrategy::PartialReductionOuterParallel,
              ValueRange(), {number(0), number(0)}, {number(2), number(4)},
              split, {number(0)});
  EXPECT_TRUE(failed(tiled));
  EXPECT_EQ(error, "'norm.stats' op expects only axis 1 to be cut; got tiles "
                   "of 2 along axis 0");
}

} // namespace
