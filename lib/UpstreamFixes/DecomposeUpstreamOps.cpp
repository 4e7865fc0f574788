//===- DecomposeUpstreamOps.cpp - Ops that nothing lowers as written ------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_DECOMPOSEUPSTREAMOPSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

/// linalg.softmax => maximum, exponentials, sum and division: the op's own
/// decomposition, with a maximum that kernels have. One NaN makes all results
/// of its group NaN with either.
struct DecomposeSoftmax : OpRewritePattern<linalg::SoftmaxOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::SoftmaxOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics())
      return rewriter.notifyMatchFailure(op, "on buffers");
    linalg::SoftmaxOp unified = unifyTypes(op, rewriter);
    FailureOr<SmallVector<Value>> results =
        unified.decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    keepNaN(results->front(), rewriter);
    Type type = op->getResult(0).getType();
    if (unified != op)
      rewriter.replaceOp(unified, *results);
    rewriter.replaceOp(op, rewriter.createOrFold<tensor::CastOp>(
                               op.getLoc(), type, results->front()));
    return success();
  }

private:
  /// Makes the maximum that is subtracted one that is NaN where an element is.
  static void keepNaN(Value quotient, PatternRewriter &rewriter) {
    OpBuilder::InsertionGuard insertion(rewriter);
    auto getInput = [](Value value, unsigned number) -> Value {
      auto op = value ? value.getDefiningOp<linalg::GenericOp>() : nullptr;
      return op && op.getNumDpsInputs() > number ? op.getDpsInputs()[number]
                                                 : Value();
    };
    Value most = getInput(getInput(quotient, 0), 1);
    auto reduction = most ? most.getDefiningOp<linalg::GenericOp>() : nullptr;
    auto fill = reduction
                    ? reduction.getDpsInits()[0].getDefiningOp<linalg::FillOp>()
                    : nullptr;
    if (!fill)
      return;
    for (auto combine : llvm::make_early_inc_range(
             reduction.getBody()->getOps<arith::MaxNumFOp>())) {
      auto type = cast<FloatType>(combine.getType());
      rewriter.setInsertionPoint(combine);
      rewriter.replaceOpWithNewOp<arith::MaximumFOp>(combine, combine.getLhs(),
                                                     combine.getRhs());
      rewriter.setInsertionPoint(fill);
      Value least = arith::ConstantOp::create(
          rewriter, fill.getLoc(),
          rewriter.getFloatAttr(type, APFloat::getInf(type.getFloatSemantics(),
                                                      /*Negative=*/true)));
      rewriter.modifyOpInPlace(fill, [&] { fill->setOperand(0, least); });
    }
  }

  /// The op of input and output of one type, which states what either does: the
  /// decomposition takes one type for both.
  static linalg::SoftmaxOp unifyTypes(linalg::SoftmaxOp op,
                                      PatternRewriter &rewriter) {
    ShapedType input = op.getInputOperandType();
    if (input == op.getOutputOperandType())
      return op;
    SmallVector<int64_t> shape(op.getOutputOperandType().getShape());
    for (auto [size, other] : llvm::zip_equal(shape, input.getShape()))
      if (ShapedType::isDynamic(size))
        size = other;
    auto type = RankedTensorType::get(shape, input.getElementType());
    auto cast = [&](Value value) {
      return rewriter.createOrFold<tensor::CastOp>(op.getLoc(), type, value);
    };
    return linalg::SoftmaxOp::create(rewriter, op.getLoc(), TypeRange(type),
                                     cast(op.getInput()), cast(op.getOutput()),
                                     op.getDimension());
  }
};

/// linalg.pack => tensor.pad, tensor.expand_shape, linalg.transpose.
struct DecomposePack : OpRewritePattern<linalg::PackOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::PackOp op,
                                PatternRewriter &rewriter) const override {
    return linalg::lowerPack(rewriter, op);
  }
};

/// linalg.unpack => linalg.transpose, tensor.collapse_shape,
/// tensor.extract_slice.
struct DecomposeUnPack : OpRewritePattern<linalg::UnPackOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::UnPackOp op,
                                PatternRewriter &rewriter) const override {
    return linalg::lowerUnPack(rewriter, op);
  }
};

/// A slice that drops dimensions, with steps or but for others of size 1 => a
/// slice, and tensor.collapse_shape. Of several dimensions of size 1,
/// upstream's expand-strided-metadata does not tell which one is dropped: it
/// makes invalid IR, and crashes.
struct DecomposeSlice : OpRewritePattern<tensor::ExtractSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExtractSliceOp op,
                                PatternRewriter &rewriter) const override {
    llvm::SmallBitVector dropped = op.getDroppedDims();
    bool hasSteps = !llvm::all_of(op.getMixedStrides(), isOneInteger);
    bool isAmbiguous = llvm::count(op.getStaticSizes(), 1) > dropped.count();
    if (dropped.none() || op.getType().getRank() == 0 ||
        !(hasSteps || isAmbiguous))
      return rewriter.notifyMatchFailure(op, "what is dropped is clear");
    RankedTensorType whole = tensor::ExtractSliceOp::inferResultType(
        op.getSourceType(), op.getMixedSizes());
    std::optional<SmallVector<ReassociationIndices>> groups =
        getReassociationIndicesForCollapse(whole.getShape(),
                                           op.getType().getShape());
    if (!groups)
      return rewriter.notifyMatchFailure(op,
                                         "what is dropped is not of size 1");
    auto slice = tensor::ExtractSliceOp::create(
        rewriter, op.getLoc(), whole, op.getSource(), op.getMixedOffsets(),
        op.getMixedSizes(), op.getMixedStrides());
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(op, op.getType(),
                                                         slice, *groups);
    return success();
  }
};

/// math.clampf => minimum and maximum, which nothing lowers else. Its
/// description and expansion in LLVM 22 mix the limits up, as LLVM 23 says,
/// which defines it as here; where they cross, the result is undefined.
struct DecomposeClamp : OpRewritePattern<math::ClampFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::ClampFOp op,
                                PatternRewriter &rewriter) const override {
    auto fastmath = op.getFastmathAttr();
    Value below = arith::MinimumFOp::create(
        rewriter, op.getLoc(), op.getValue(), op.getMax(), fastmath);
    rewriter.replaceOpWithNewOp<arith::MaximumFOp>(op, below, op.getMin(),
                                                   fastmath);
    return success();
  }
};

/// |x| <predicate> limit, elementwise for vectors.
Value compareMagnitude(OpBuilder &builder, Value x,
                       arith::CmpFPredicate predicate, const APFloat &limit) {
  Location loc = x.getLoc();
  TypedAttr attr = builder.getFloatAttr(getElementTypeOrSelf(x), limit);
  if (auto vector = dyn_cast<VectorType>(x.getType()))
    attr = DenseElementsAttr::get(vector, attr);
  return arith::CmpFOp::create(builder, loc, predicate,
                               math::AbsFOp::create(builder, loc, x),
                               arith::ConstantOp::create(builder, loc, attr));
}

const llvm::fltSemantics &getFormat(Value value) {
  return cast<FloatType>(getElementTypeOrSelf(value)).getFloatSemantics();
}

/// math.isinf => |x| == infinity. Those of tensors are linalg by then.
struct DecomposeIsInf : OpRewritePattern<math::IsInfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::IsInfOp op,
                                PatternRewriter &rewriter) const override {
    Value x = op.getOperand();
    if (isa<TensorType>(x.getType()))
      return rewriter.notifyMatchFailure(op, "of a tensor");
    // A NaN, which equals nothing, where the type has no infinity.
    rewriter.replaceOp(op,
                       compareMagnitude(rewriter, x, arith::CmpFPredicate::OEQ,
                                        APFloat::getInf(getFormat(x))));
    return success();
  }
};

/// math.isnormal => |x| <= the largest and >= the least normal number.
struct DecomposeIsNormal : OpRewritePattern<math::IsNormalOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::IsNormalOp op,
                                PatternRewriter &rewriter) const override {
    Value x = op.getOperand();
    if (isa<TensorType>(x.getType()))
      return rewriter.notifyMatchFailure(op, "of a tensor");
    Value isFinite = compareMagnitude(rewriter, x, arith::CmpFPredicate::OLE,
                                      APFloat::getLargest(getFormat(x)));
    Value isLarge =
        compareMagnitude(rewriter, x, arith::CmpFPredicate::OGE,
                         APFloat::getSmallestNormalized(getFormat(x)));
    rewriter.replaceOpWithNewOp<arith::AndIOp>(op, isFinite, isLarge);
    return success();
  }
};

struct DecomposeUpstreamOps
    : norm::impl::DecomposeUpstreamOpsPassBase<DecomposeUpstreamOps> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<DecomposeClamp, DecomposeIsInf, DecomposeIsNormal, DecomposePack,
            DecomposeSlice, DecomposeSoftmax, DecomposeUnPack>(context);
    linalg::populateDecomposeWinogradOpsPatterns(set);
    tensor::populateDecomposeTensorConcatPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
