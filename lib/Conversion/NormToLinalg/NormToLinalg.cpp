//===- NormToLinalg.cpp - Lower core normalization ops to linalg ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/NormToLinalg/NormToLinalg.h"
#include "CoreOpsToLinalg.h"
#include "norm-mlir/Conversion/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CONVERTNORMTOLINALGPASS
#include "norm-mlir/Conversion/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Gives `Op` its linalg form as linalg::AggregatedOpInterface.
template <typename Op, SmallVector<Value> (*lower)(Op, OpBuilder &)>
struct DecomposeToLinalg
    : linalg::AggregatedOpInterface::ExternalModel<DecomposeToLinalg<Op, lower>,
                                                   Op> {
  FailureOr<SmallVector<Value>> decomposeOperation(Operation *op,
                                                   OpBuilder &builder) const {
    return lower(cast<Op>(op), builder);
  }
};

/// Replaces a core op by its linalg form.
template <typename Op>
struct LowerCoreOp : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto aggregated =
        dyn_cast<linalg::AggregatedOpInterface>(op.getOperation());
    if (!aggregated)
      return rewriter.notifyMatchFailure(
          op, "registerNormToLinalgExternalModels has not been called");
    FailureOr<SmallVector<Value>> results =
        aggregated.decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    rewriter.replaceOp(op, *results);
    return success();
  }
};

struct ConvertNormToLinalg
    : norm::impl::ConvertNormToLinalgPassBase<ConvertNormToLinalg> {
  void getDependentDialects(DialectRegistry &registry) const override {
    ConvertNormToLinalgPassBase::getDependentDialects(registry);
    registerNormToLinalgExternalModels(registry);
  }

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateNormToLinalgPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    ConversionTarget target(getContext());
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    target.addIllegalDialect<NormDialect>();
    target.addLegalOp<RequireOp>();
    if (failed(applyPartialConversion(getOperation(), target, patterns)))
      signalPassFailure();
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateNormToLinalgPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerCoreOp<StatsOp>, LowerCoreOp<WindowStatsOp>,
               LowerCoreOp<MergeStatsOp>, LowerCoreOp<ApplyOp>>(
      patterns.getContext());
}

void norm::registerNormToLinalgExternalModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    StatsOp::attachInterface<DecomposeToLinalg<StatsOp, lowerStats>>(*context);
    WindowStatsOp::attachInterface<
        DecomposeToLinalg<WindowStatsOp, lowerWindowStats>>(*context);
    MergeStatsOp::attachInterface<
        DecomposeToLinalg<MergeStatsOp, lowerMergeStats>>(*context);
    ApplyOp::attachInterface<DecomposeToLinalg<ApplyOp, lowerApply>>(*context);
  });
}

AffineMap norm::getKeptDimsMap(Builder &builder, int64_t rank,
                               int64_t keptRank) {
  SmallVector<AffineExpr> dims;
  for (int64_t dim = 0; dim < keptRank; ++dim)
    dims.push_back(builder.getAffineDimExpr(dim));
  return AffineMap::get(rank, /*symbolCount=*/0, dims, builder.getContext());
}

/// A reduction that starts at 0; `combine` joins an accumulator and what `body`
/// yields for it.
static SmallVector<Value> createReductions(
    OpBuilder &builder, Location loc, ValueRange inputs,
    ArrayRef<AffineMap> maps, int64_t keptRank,
    ArrayRef<OpFoldResult> keptSizes, ArrayRef<Type> elements, ScalarBody body,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> combine) {
  int64_t rank = maps.front().getNumDims();
  SmallVector<AffineMap> allMaps(maps);
  SmallVector<Value> outputs;
  SmallVector<Type> types;
  for (Type element : elements) {
    // One fill per result: bufferization copies a fill that two reductions
    // share.
    Value empty = tensor::EmptyOp::create(builder, loc, keptSizes, element);
    Value zero =
        arith::ConstantOp::create(builder, loc, builder.getZeroAttr(element));
    outputs.push_back(
        linalg::FillOp::create(builder, loc, zero, empty).getResult(0));
    types.push_back(outputs.back().getType());
    allMaps.push_back(getKeptDimsMap(builder, rank, keptRank));
  }
  SmallVector<utils::IteratorType> iterators(keptRank,
                                             utils::IteratorType::parallel);
  iterators.resize(rank, utils::IteratorType::reduction);
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, outputs, allMaps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        SmallVector<Value> values =
            body(nested, nestedLoc, arguments.take_front(inputs.size()));
        for (auto [accumulator, value] :
             llvm::zip_equal(arguments.drop_front(inputs.size()), values))
          value = combine(nested, nestedLoc, accumulator, value);
        linalg::YieldOp::create(nested, nestedLoc, values);
      });
  return generic.getResults();
}

SmallVector<Value> norm::createSums(OpBuilder &builder, Location loc,
                                    ValueRange inputs, ArrayRef<AffineMap> maps,
                                    int64_t keptRank,
                                    ArrayRef<OpFoldResult> keptSizes,
                                    ArrayRef<Type> elements, ScalarBody body) {
  return createReductions(
      builder, loc, inputs, maps, keptRank, keptSizes, elements, body,
      [](OpBuilder &b, Location l, Value sum, Value addend) -> Value {
        if (isa<FloatType>(addend.getType()))
          return arith::AddFOp::create(b, l, sum, addend,
                                       arith::FastMathFlags::reassoc);
        return arith::AddIOp::create(b, l, sum, addend);
      });
}

SmallVector<Value>
norm::createMaxima(OpBuilder &builder, Location loc, ValueRange inputs,
                   ArrayRef<AffineMap> maps, int64_t keptRank,
                   ArrayRef<OpFoldResult> keptSizes, ArrayRef<Type> elements,
                   ScalarBody body) {
  return createReductions(
      builder, loc, inputs, maps, keptRank, keptSizes, elements, body,
      [](OpBuilder &b, Location l, Value largest, Value value) -> Value {
        return arith::MaximumFOp::create(b, l, largest, value);
      });
}
