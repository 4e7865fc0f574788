//===- FoldAffineIntoNorm.cpp - Multiply and add into scale and bias ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldAffineUtils.h"
#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A product or sum of every element and an operand that is broadcast to it.
struct AffineStep {
  bool isMultiply;
  BroadcastOperand operand;
};

} // namespace

/// Whether `op` is arith.mulf (true) or arith.addf (false), and its operand
/// beside `value`.
static std::optional<std::pair<bool, Value>> matchArithmetic(Operation *op,
                                                             Value value) {
  if (!op || !isa<arith::MulFOp, arith::AddFOp>(op))
    return std::nullopt;
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if ((lhs == value) == (rhs == value))
    return std::nullopt;
  return std::make_pair(isa<arith::MulFOp>(op), lhs == value ? rhs : lhs);
}

/// The step that `op` applies to `value`, which is one of its operands.
static FailureOr<AffineStep> matchStep(Value value, Operation *op) {
  AffineMap identity = AffineMap::getMultiDimIdentityMap(
      cast<RankedTensorType>(value.getType()).getRank(), op->getContext());
  if (auto step = matchArithmetic(op, value))
    return AffineStep{step->first,
                      traceBroadcast(step->second, identity, value)};

  // An elementwise linalg op, named or generic, with one such op as its body.
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp || !linalgOp.hasPureTensorSemantics() ||
      linalgOp.getNumDpsInits() != 1 ||
      linalgOp.getNumParallelLoops() != linalgOp.getNumLoops())
    return failure();
  OpOperand &input = *value.use_begin(), &init = *linalgOp.getDpsInitOperand(0);
  Block *body = linalgOp.getBlock();
  auto step =
      matchArithmetic(body->getTerminator()->getOperand(0).getDefiningOp(),
                      linalgOp.getMatchingBlockArgument(&input));
  if (!step || !linalgOp.isDpsInput(&input) ||
      linalgOp.getMatchingIndexingMap(&input) != identity ||
      linalgOp.getMatchingIndexingMap(&init) != identity ||
      !llvm::all_of(llvm::seq(identity.getNumResults()), [&](int64_t dim) {
        return haveSameSize({init.get(), dim}, {value, dim});
      }))
    return failure();
  if (auto argument = dyn_cast<BlockArgument>(step->second);
      argument && argument.getOwner() == body) {
    OpOperand *operand = linalgOp.getMatchingOpOperand(argument);
    if (!linalgOp.isDpsInput(operand))
      return failure();
    return AffineStep{step->first,
                      traceBroadcast(operand->get(),
                                     linalgOp.getMatchingIndexingMap(operand),
                                     value)};
  }
  // A scalar from outside the body, or a constant in it.
  FloatAttr constant;
  if (step->second.getParentBlock() == body &&
      !matchPattern(step->second, m_Constant(&constant)))
    return failure();
  return AffineStep{step->first, traceBroadcast(step->second, identity, value)};
}

/// Whether every use of the results of `op` but the first stands in the block
/// of `later`, after it.
static bool areStatisticsUsedAfter(Operation *op, Operation *later) {
  return llvm::all_of(op->getResults().drop_front(), [&](Value result) {
    return llvm::all_of(result.getUsers(), [&](Operation *user) {
      Operation *ancestor = later->getBlock()->findAncestorOpInBlock(*user);
      return ancestor && later->isBeforeInBlock(ancestor);
    });
  });
}

namespace {

/// norm(x) * v => norm(x) with scale * v and bias * v; norm(x) + v => norm(x)
/// with bias + v. One sweep over y less, for a product or sum of vectors.
template <typename Op>
struct FoldAffineIntoNorm : OpRewritePattern<Op> {
  FoldAffineIntoNorm(MLIRContext *context, bool relaxed)
      : OpRewritePattern<Op>(context), relaxed(relaxed) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override;

private:
  static constexpr bool kHasBias = !std::is_same_v<Op, RMSNormOp>;
  static constexpr bool kHasCastPoint =
      std::is_same_v<Op, RMSNormOp> || std::is_same_v<Op, LayerNormOp>;
  static constexpr bool kHasAffine = std::is_same_v<Op, GroupNormOp>;

  /// How the step folds: not at all, as arithmetic on the parameters, or to the
  /// bit as the `before_scale` form.
  enum class Form { None, Parameters, BeforeScale };
  Form selectForm(Op op, bool isMultiply) const {
    Type element = op.getNormalized().getType().getElementType();
    bool hasBias = op.getBias() != nullptr;
    if (element == getComputeType(element))
      return Form::Parameters;
    if constexpr (kHasCastPoint) {
      // The rounding of the result becomes that of the normalized value, or of
      // its product with the scale.
      bool isStaged = op.getCastPoint() == CastPoint::BeforeScale;
      if (!hasBias && (!op.getScale() || (!isMultiply && isStaged)))
        return Form::BeforeScale;
    }
    return relaxed ? Form::Parameters : Form::None;
  }

  /// The scale in force and the product with it, in the type `element`.
  Value createScale(ParameterBuilder &builder, Op op, Value vector,
                    Type element) const {
    if (!op.getScale())
      return vector;
    Value scale = builder.convert(op.getScale(), element);
    if constexpr (kHasCastPoint)
      if (!op.getScaleOffset().isZero())
        scale = builder.add(
            scale, builder.splat(scale, op.getScaleOffset().convertToDouble()));
    return builder.multiply(scale, builder.convert(vector, element));
  }

  /// Whether scale and bias do not run along the channels.
  static bool hasGroupVectors(Op op) {
    if constexpr (kHasAffine)
      return op.getAffine() == Affine::PerGroup &&
             (op.getScale() || op.getBias());
    return false;
  }

  bool relaxed;
};

} // namespace

template <typename Op>
LogicalResult
FoldAffineIntoNorm<Op>::matchAndRewrite(Op op,
                                        PatternRewriter &rewriter) const {
  Value result = op->getResult(0);
  if (!result.hasOneUse())
    return rewriter.notifyMatchFailure(op, "the result has no or many uses");
  Operation *user = *result.user_begin();
  FailureOr<AffineStep> step = matchStep(result, user);
  if (failed(step))
    return rewriter.notifyMatchFailure(
        op, "the user is no product or sum with a broadcast operand");
  if (user->getResult(0).getType() != result.getType())
    return rewriter.notifyMatchFailure(
        op, "the user's result has another element type or other sizes");
  if (!kHasBias && !step->isMultiply)
    return rewriter.notifyMatchFailure(op, "the op has no bias to add to");
  if (user->getBlock() != op->getBlock() || !areStatisticsUsedAfter(op, user))
    return rewriter.notifyMatchFailure(
        op, "the op cannot move down to its user: the user is in another "
            "block, or statistics are used before it");
  Form form = selectForm(op, step->isMultiply);
  if (form == Form::None)
    return rewriter.notifyMatchFailure(
        op, "the result is rounded to a type narrower than the compute type "
            "before the user reads it");

  if (hasGroupVectors(op))
    return rewriter.notifyMatchFailure(
        op, "scale and bias have one element for each group of channels");

  // The vectors that the operand joins have one shape, which it must share.
  SmallVector<int64_t> axes = op.getAffineAxes();
  Value bias = kHasBias ? op.getBias() : Value();
  Value like = step->isMultiply && op.getScale() ? op.getScale() : bias;
  const BroadcastOperand &operand = step->operand;
  auto haveOneShape = [](Value a, Value b) {
    return cast<RankedTensorType>(a.getType()).getShape() ==
           cast<RankedTensorType>(b.getType()).getShape();
  };
  if (like && bias && step->isMultiply && !haveOneShape(like, bias))
    return rewriter.notifyMatchFailure(
        op, "sizes of scale and bias are still to be checked at run time");
  FailureOr<SmallVector<int64_t>> dims = getPlainDims(operand.map);
  if (failed(dims) || !llvm::is_sorted(*dims) ||
      !llvm::all_of(*dims,
                    [&](int64_t dim) { return llvm::is_contained(axes, dim); }))
    return rewriter.notifyMatchFailure(
        op, "the operand runs along other axes than scale and bias");
  bool isWhole = *dims == axes;
  if (isWhole && like && !haveOneShape(operand.source, like))
    return rewriter.notifyMatchFailure(
        op, "sizes of the operand and of scale or bias are still to be "
            "compared at run time");
  RankedTensorType type = op.getNormalized().getType();
  if (!isWhole && !operand.isScalar() &&
      (llvm::any_of(axes,
                    [&](int64_t axis) { return type.isDynamicDim(axis); }) ||
       !cast<RankedTensorType>(operand.source.getType()).hasStaticShape() ||
       (like && !cast<RankedTensorType>(like.getType()).hasStaticShape())))
    return rewriter.notifyMatchFailure(
        op, "the operand runs along a part of the axes, whose sizes are not "
            "static");

  rewriter.setInsertionPoint(user);
  ParameterBuilder builder(rewriter, op.getLoc());
  Value vector = operand.source;
  if (operand.isScalar()) {
    vector = like ? builder.splat(like, operand)
                  : builder.splat(getSizes(rewriter, op.getLoc(),
                                           op.getNormalized(), axes),
                                  operand);
  } else if (!isWhole) {
    SmallVector<int64_t> shape = llvm::map_to_vector(
        axes, [&](int64_t axis) { return type.getDimSize(axis); });
    SmallVector<int64_t> positions =
        llvm::map_to_vector(*dims, [&](int64_t dim) {
          return static_cast<int64_t>(llvm::find(axes, dim) - axes.begin());
        });
    vector = builder.expand(vector, shape, positions);
  }
  // Arithmetic on parameters runs in the widest type at hand.
  Type element = getComputeType(type.getElementType());
  for (Value parameter : {Value(op.getScale()), bias})
    if (parameter && getFloatElement(parameter).isF64())
      element = getFloatElement(parameter);

  Value newScale = op.getScale(), newBias = bias;
  if (step->isMultiply) {
    newScale = createScale(builder, op, vector, element);
    if (bias)
      newBias = builder.multiply(builder.convert(bias, element),
                                 builder.convert(vector, element));
  } else {
    newBias = bias ? builder.add(builder.convert(bias, element),
                                 builder.convert(vector, element))
                   : vector;
  }
  auto folded = cast<Op>(rewriter.clone(*op));
  rewriter.modifyOpInPlace(folded, [&] {
    if (newScale)
      folded.getScaleMutable().assign(newScale);
    if constexpr (kHasBias)
      if (newBias)
        folded.getBiasMutable().assign(newBias);
    if constexpr (kHasAffine)
      folded.setAffine(Affine::PerChannel);
    if constexpr (kHasCastPoint) {
      if (step->isMultiply)
        folded.setScaleOffset(APFloat(0.0));
      if (form == Form::BeforeScale)
        folded.setCastPoint(CastPoint::BeforeScale);
    }
  });
  rewriter.replaceOp(user, folded->getResult(0));
  rewriter.replaceAllUsesWith(op->getResults().drop_front(),
                              folded->getResults().drop_front());
  rewriter.eraseOp(op);
  return success();
}

namespace {

/// A bias of zeros goes. It only turns a result of -0.0 into 0.0 (a bias of
/// -0.0 goes in canonicalization, to the bit).
template <typename Op>
struct DropZeroBias : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!op.getBias() || !matchPattern(op.getBias(), m_AnyZeroFloat()))
      return rewriter.notifyMatchFailure(op, "the bias is no constant zero");
    if (!hasDecidedSizes(op))
      return rewriter.notifyMatchFailure(
          op, "a size is still to be checked at run time");
    rewriter.modifyOpInPlace(op, [&] { op.getBiasMutable().clear(); });
    return success();
  }
};

} // namespace

void norm::populateFoldAffineIntoNormPatterns(RewritePatternSet &patterns,
                                              bool relaxed) {
  MLIRContext *context = patterns.getContext();
  patterns.addWithLabel<
      FoldAffineIntoNorm<LayerNormOp>, FoldAffineIntoNorm<RMSNormOp>,
      FoldAffineIntoNorm<BatchNormOp>, FoldAffineIntoNorm<BatchNormTrainingOp>,
      FoldAffineIntoNorm<GroupNormOp>, FoldAffineIntoNorm<InstanceNormOp>,
      FoldAffineIntoNorm<SwitchableNormOp>>({kFoldAffineIntoNormLabel}, context,
                                            relaxed);
  patterns.add<DropZeroBias<LayerNormOp>, DropZeroBias<BatchNormOp>,
               DropZeroBias<BatchNormTrainingOp>, DropZeroBias<GroupNormOp>,
               DropZeroBias<InstanceNormOp>, DropZeroBias<SwitchableNormOp>>(
      context);
}
