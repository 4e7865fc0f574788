//===- FoldAffineIntoConvolution.cpp - BatchNorm into filters ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldAffineUtils.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What scales with the channel: an operand and its dims that number channels.
struct ChannelWeights {
  OpOperand *operand;
  SmallVector<int64_t> dims;
};

/// batch_norm(conv(x, w) + b) => conv(x, w * f) + (b - mean) * f + bias with
/// f = scale / sqrt(variance + epsilon); also for matmuls, and where a
/// collapse_shape joins groups and channels between the two. One sweep over the
/// result less, for one over the weights (none where they are constant).
struct FoldBatchNormIntoConvolution : OpRewritePattern<BatchNormOp> {
  FoldBatchNormIntoConvolution(MLIRContext *context, bool relaxed)
      : OpRewritePattern(context), relaxed(relaxed) {}

  LogicalResult matchAndRewrite(BatchNormOp op,
                                PatternRewriter &rewriter) const override;

private:
  bool relaxed;
};

/// What each channel of a batch_norm is multiplied by, and what is added to it.
struct ChannelAffine {
  Value factor, shift;
};

} // namespace

/// The operand whose dims number the channels, which are the dims
/// `channelDims` of the result: the filter of a convolution, either side of a
/// matmul.
static FailureOr<ChannelWeights> findWeights(linalg::LinalgOp op,
                                             ArrayRef<int64_t> channelDims) {
  AffineMap resultMap = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  SmallVector<int64_t> loops;
  for (int64_t dim : channelDims) {
    auto loop = dyn_cast<AffineDimExpr>(resultMap.getResult(dim));
    if (!loop)
      return failure();
    loops.push_back(loop.getPosition());
  }
  for (int64_t index : {1, 0}) {
    if (index == 0 && !linalg::isaContractionOpInterface(op))
      break;
    OpOperand *operand = op.getDpsInputOperand(index);
    FailureOr<SmallVector<int64_t>> dims =
        findDims(op.getMatchingIndexingMap(operand), loops);
    if (succeeded(dims))
      return ChannelWeights{operand, std::move(*dims)};
  }
  return failure();
}

/// factor = scale / sqrt(variance + epsilon), shift = (base - mean) * factor +
/// bias, in f64; `base`, which may be null for 0, is what the channels start
/// from.
static ChannelAffine createChannelAffine(RewriterBase &rewriter, BatchNormOp op,
                                         Value base) {
  ParameterBuilder builder(rewriter, op.getLoc());
  Type f64 = rewriter.getF64Type();
  Value variance = builder.convert(op.getVariance(), f64);
  Value root = builder.sqrt(
      builder.add(variance, builder.splat(variance, op.getEpsilonValue())));
  Value factor = op.getScale() ? builder.convert(op.getScale(), f64)
                               : builder.splat(variance, 1.0);
  factor = builder.divide(factor, root);
  Value mean = builder.convert(op.getMean(), f64);
  Value centred = base ? builder.subtract(builder.convert(base, f64), mean)
                       : builder.negate(mean);
  Value shift = builder.multiply(centred, factor);
  if (op.getBias())
    shift = builder.add(shift, builder.convert(op.getBias(), f64));
  return {factor, shift};
}

LogicalResult
FoldBatchNormIntoConvolution::matchAndRewrite(BatchNormOp op,
                                              PatternRewriter &rewriter) const {
  Value input = op.getInput();
  auto collapse = input.getDefiningOp<tensor::CollapseShapeOp>();
  auto convolution =
      (collapse ? collapse.getSrc() : input).getDefiningOp<linalg::LinalgOp>();
  if (!convolution || !isMultiplyAccumulate(convolution))
    return rewriter.notifyMatchFailure(
        op, "the input is no convolution and no matmul of floats");
  if (!input.hasOneUse() || !convolution->hasOneUse())
    return rewriter.notifyMatchFailure(
        op, "the result of the convolution has other uses");
  if (convolution->getBlock() != op->getBlock())
    return rewriter.notifyMatchFailure(
        op, "the convolution is in another block, which may run less often");
  if (!hasDecidedSizes(op))
    return rewriter.notifyMatchFailure(
        op, "a size is still to be checked at run time");
  if (op.getEpsilonValue() == 0.0)
    return rewriter.notifyMatchFailure(
        op, "epsilon is 0, and a factor may be infinite");

  int64_t axis = op.getAffineAxes().front();
  SmallVector<int64_t> channelDims = {axis};
  if (collapse)
    channelDims = llvm::to_vector<6>(collapse.getReassociationIndices()[axis]);
  FailureOr<ChannelWeights> weights = findWeights(convolution, channelDims);
  if (failed(weights))
    return rewriter.notifyMatchFailure(
        op, "no operand of weights runs along the channels");
  Value filter = weights->operand->get();
  FloatType element = getFloatElement(input), compute = getComputeType(element);
  if (!relaxed && (element != compute || getFloatElement(filter) != element))
    return rewriter.notifyMatchFailure(
        op, "the result of the convolution or its weights are rounded to a "
            "type narrower than the compute type");

  OpOperand &init = *convolution.getDpsInitOperand(0);
  auto initType = cast<RankedTensorType>(init.get().getType());
  AffineMap identity = rewriter.getMultiDimIdentityMap(initType.getRank());
  BroadcastOperand base = traceBroadcast(init.get(), identity, init.get());
  if (!base.isScalar()) {
    FailureOr<SmallVector<int64_t>> dims = getPlainDims(base.map);
    if (failed(dims) || *dims != channelDims)
      return rewriter.notifyMatchFailure(
          op, "the convolution starts from a tensor that is neither a splat "
              "nor a broadcast along the channels");
  }
  SmallVector<int64_t> channelShape = llvm::map_to_vector(
      channelDims, [&](int64_t dim) { return initType.getDimSize(dim); });
  if (ShapedType::isDynamicShape(channelShape))
    return rewriter.notifyMatchFailure(
        op, "the number of channels is still to be checked at run time");
  if (!base.isScalar() &&
      cast<RankedTensorType>(base.source.getType()).getShape() !=
          ArrayRef(channelShape))
    return rewriter.notifyMatchFailure(
        op, "the size of what the convolution starts from is still to be "
            "checked at run time");

  Location loc = op.getLoc();
  ParameterBuilder builder(rewriter, loc);
  Value start;
  if (!base.isScalar())
    start = builder.reshape(base.source,
                            {ShapedType::getNumElements(channelShape)});
  else if (!base.isZero())
    start = builder.splat(SmallVector<OpFoldResult>{rewriter.getIndexAttr(
                              ShapedType::getNumElements(channelShape))},
                          base);
  ChannelAffine affine = createChannelAffine(rewriter, op, start);
  Value factor =
      builder.reshape(builder.convert(affine.factor, compute), channelShape);
  Value shift = builder.reshape(
      builder.convert(affine.shift, initType.getElementType()), channelShape);
  Value scaled = builder.scaleAlong(filter, factor, weights->dims);
  Value newInit = builder.broadcast(shift, init.get(), channelDims);

  Operation *folded = rewriter.clone(*convolution);
  rewriter.modifyOpInPlace(folded, [&] {
    folded->setOperand(weights->operand->getOperandNumber(), scaled);
    folded->setOperand(init.getOperandNumber(), newInit);
  });
  Value result = folded->getResult(0);
  if (collapse)
    result = tensor::CollapseShapeOp::create(
        rewriter, loc, collapse.getType(), result, collapse.getReassociation());
  rewriter.replaceOp(op, result);
  if (collapse)
    rewriter.eraseOp(collapse);
  rewriter.eraseOp(convolution);
  return success();
}

void norm::populateFoldAffineIntoConvolutionPatterns(
    RewritePatternSet &patterns, bool relaxed) {
  patterns.addWithLabel<FoldBatchNormIntoConvolution>(
      {kFoldAffineIntoConvolutionLabel}, patterns.getContext(), relaxed);
}
