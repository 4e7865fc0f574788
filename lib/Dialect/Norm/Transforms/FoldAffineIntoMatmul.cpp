//===- FoldAffineIntoMatmul.cpp - Scale and bias into weights ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldAffineUtils.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// matmul(norm(x) * scale + bias, W) + b => matmul(norm(x), diag(scale) W) +
/// (b + bias W). No scale and bias in the sweep over x, for one sweep over the
/// weights (none where they are constant).
template <typename Op>
struct FoldAffineIntoMatmul : OpRewritePattern<Op> {
  FoldAffineIntoMatmul(MLIRContext *context, bool relaxed)
      : OpRewritePattern<Op>(context), relaxed(relaxed) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override;

private:
  bool relaxed;
};

/// Where the parameters of a normalized operand go in a contraction.
struct WeightDims {
  SmallVector<int64_t> affine;     // dims of the weights: the affine axes
  SmallVector<int64_t> reduced;    // dims of the weights that are summed over
  SmallVector<int64_t> resultDims; // dims of the result: the other dims
};

} // namespace

/// Matches the maps of a contraction of `normalized`, whose axes `axes` it must
/// sum over.
static FailureOr<WeightDims> matchWeightDims(linalg::LinalgOp op,
                                             OpOperand &normalized,
                                             OpOperand &weights,
                                             ArrayRef<int64_t> axes) {
  AffineMap map = op.getMatchingIndexingMap(&normalized),
            weightsMap = op.getMatchingIndexingMap(&weights),
            resultMap = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  FailureOr<SmallVector<int64_t>> loops = getPlainDims(map),
                                  weightLoops = getPlainDims(weightsMap);
  if (failed(loops) || failed(weightLoops))
    return failure();
  SmallVector<int64_t> affineLoops =
      llvm::map_to_vector(axes, [&](int64_t axis) { return (*loops)[axis]; });
  WeightDims dims;
  if (!llvm::all_of(affineLoops, [&](int64_t loop) {
        return iterators[loop] == utils::IteratorType::reduction;
      }))
    return failure();
  FailureOr<SmallVector<int64_t>> affine = findDims(weightsMap, affineLoops);
  if (failed(affine))
    return failure();
  dims.affine = std::move(*affine);
  SmallVector<int64_t> keptLoops;
  for (auto [dim, loop] : llvm::enumerate(*weightLoops)) {
    if (iterators[loop] == utils::IteratorType::reduction)
      dims.reduced.push_back(dim);
    else
      keptLoops.push_back(loop);
  }
  FailureOr<SmallVector<int64_t>> resultDims = findDims(resultMap, keptLoops);
  if (failed(resultDims) || !llvm::is_sorted(*resultDims))
    return failure();
  dims.resultDims = std::move(*resultDims);
  return dims;
}

template <typename Op>
LogicalResult
FoldAffineIntoMatmul<Op>::matchAndRewrite(Op op,
                                          PatternRewriter &rewriter) const {
  Value bias = op.getBias(), scale = op.getScale(), result = op->getResult(0);
  if (!scale && !bias)
    return rewriter.notifyMatchFailure(op, "the op has no scale and no bias");
  if (!result.hasOneUse())
    return rewriter.notifyMatchFailure(op, "the result has no or many uses");
  OpOperand &use = *result.use_begin();
  auto matmul = dyn_cast<linalg::LinalgOp>(use.getOwner());
  if (!matmul || !isMultiplyAccumulate(matmul) ||
      !linalg::isaContractionOpInterface(matmul) || !matmul.isDpsInput(&use))
    return rewriter.notifyMatchFailure(op, "the user is no matmul of floats");
  if (matmul->getBlock() != op->getBlock())
    return rewriter.notifyMatchFailure(
        op, "the matmul is in another block, which may run more often");
  if (!hasDecidedSizes(op))
    return rewriter.notifyMatchFailure(
        op, "a size is still to be checked at run time");
  OpOperand &weights = matmul->getOpOperand(1 - use.getOperandNumber());
  OpOperand &init = *matmul.getDpsInitOperand(0);
  FailureOr<WeightDims> dims =
      matchWeightDims(matmul, use, weights, op.getAffineAxes());
  if (failed(dims))
    return rewriter.notifyMatchFailure(
        op, "the matmul does not sum over the axes of scale and bias");

  FloatType element = getFloatElement(result),
            compute = getComputeType(element),
            sumElement = getFloatElement(init.get());
  if (!relaxed &&
      (element != compute || getFloatElement(weights.get()) != element ||
       sumElement != element))
    return rewriter.notifyMatchFailure(
        op, "the normalized tensor, the weights or the result are rounded to a "
            "type narrower than the compute type");

  // What the matmul starts from, where the bias joins it.
  auto initType = cast<RankedTensorType>(init.get().getType());
  auto weightsType = cast<RankedTensorType>(weights.get().getType());
  BroadcastOperand base = traceBroadcast(
      init.get(), rewriter.getMultiDimIdentityMap(initType.getRank()),
      init.get());
  if (bias && !base.isScalar()) {
    FailureOr<SmallVector<int64_t>> baseDims = getPlainDims(base.map);
    if (failed(baseDims) || *baseDims != dims->resultDims)
      return rewriter.notifyMatchFailure(
          op, "the matmul starts from a tensor that is neither a splat nor a "
              "broadcast of a vector");
    SmallVector<int64_t> keptShape = llvm::map_to_vector(
        complementAxes(weightsType.getRank(), dims->reduced),
        [&](int64_t dim) { return weightsType.getDimSize(dim); });
    if (cast<RankedTensorType>(base.source.getType()).getShape() !=
        ArrayRef(keptShape))
      return rewriter.notifyMatchFailure(
          op, "the size of what the matmul starts from is still to be checked "
              "at run time");
  }

  rewriter.setInsertionPoint(matmul);
  ParameterBuilder builder(rewriter, op.getLoc());
  if (bias) {
    Value sum = builder.contract(
        weights.get(), builder.convert(bias, getComputeType(sumElement)),
        dims->affine, dims->reduced);
    if (!base.isScalar())
      sum =
          builder.add(builder.convert(base.source, getFloatElement(sum)), sum);
    else if (!base.isZero())
      sum = builder.add(
          builder.convert(builder.splat(sum, base), getFloatElement(sum)), sum);
    Value newInit = builder.broadcast(builder.convert(sum, sumElement),
                                      init.get(), dims->resultDims);
    rewriter.modifyOpInPlace(matmul, [&] { init.set(newInit); });
  }
  if (scale) {
    Value factor = builder.convert(scale, compute);
    if (!op.getScaleOffset().isZero())
      factor = builder.add(
          factor, builder.splat(factor, op.getScaleOffset().convertToDouble()));
    Value scaled = builder.scaleAlong(weights.get(), factor, dims->affine);
    rewriter.modifyOpInPlace(matmul, [&] { weights.set(scaled); });
  }
  rewriter.modifyOpInPlace(op, [&] {
    op.getScaleMutable().clear();
    op.setScaleOffset(APFloat(0.0));
    if constexpr (!std::is_same_v<Op, RMSNormOp>)
      op.getBiasMutable().clear();
  });
  return success();
}

void norm::populateFoldAffineIntoMatmulPatterns(RewritePatternSet &patterns,
                                                bool relaxed) {
  patterns.addWithLabel<FoldAffineIntoMatmul<LayerNormOp>,
                        FoldAffineIntoMatmul<RMSNormOp>>(
      {kFoldAffineIntoMatmulLabel}, patterns.getContext(), relaxed);
}
