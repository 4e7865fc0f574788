//===- CreateNorm.cpp - The op in place of a chain ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CreateNorm.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

NormCreator::NormCreator(OpBuilder &builder, Location loc, Algebra &algebra,
                         const ExpressionBuilder &known, const NormMatch &match,
                         const OpChoice &choice, FloatType compute)
    : builder(builder), loc(loc), algebra(algebra), known(known), match(match),
      choice(choice), compute(compute),
      materializer(builder, loc, algebra, known, compute) {}

/// Whether a bound of the divisor is not lost in elements of `type`, which
/// norm.lp_normalize refuses.
static bool holdsEpsilon(const OpChoice &choice, double epsilon,
                         FloatType type) {
  return choice.kind != NormKind::LpNormalize || epsilon == 0.0 ||
         epsilon >=
             APFloat::getSmallest(type.getFloatSemantics()).convertToDouble();
}

/// The input, in the type that the result is rounded to where that is its own
/// and the arithmetic is that of the op, else in the compute type.
Value NormCreator::createInput() {
  FloatType narrow = match.rounded;
  if (narrow && getComputeType(narrow) == compute && !choice.splitsAffine &&
      holdsEpsilon(choice, match.epsilon, narrow))
    for (const Source &source : known.getSources(match.group.input))
      if (getElementTypeOrSelf(source.tensor.getType()) == narrow)
        return materializer.createTensor(match.group.input, choice.layout,
                                         narrow, /*isExact=*/true);
  if (match.roundsBeforeScale)
    return {};
  return materializer.createTensor(match.group.input, choice.layout, compute,
                                   /*isExact=*/true);
}

/// The scale that is the op's.
Expr NormCreator::getOwnScale() const {
  return choice.splitsAffine && !choice.keepsScale ? nullptr : match.scale;
}

std::pair<Expr, double> NormCreator::splitOffset(Expr scale) const {
  bool hasOffset = choice.kind == NormKind::LayerNorm ||
                   choice.kind == NormKind::RMSNorm ||
                   choice.kind == NormKind::Core;
  if (!scale || !hasOffset || scale->kind != ExpressionKind::Sum ||
      scale->constant == 0.0)
    return {scale, 0.0};
  return {algebra.sum({{scale}}, -scale->constant), scale->constant};
}

LogicalResult NormCreator::createParameter(Expr parameter, Value &tensor) {
  if (!parameter)
    return success();
  auto type = cast<FloatType>(getElementTypeOrSelf(input.getType()));
  tensor = materializer.createTensor(parameter, choice.affineLayout, type,
                                     /*isExact=*/false);
  return success(tensor != nullptr);
}

LogicalResult NormCreator::createParameters() {
  auto [scaleExpr, offset] = splitOffset(getOwnScale());
  scaleOffset = builder.getF64FloatAttr(offset);
  return success(succeeded(createParameter(scaleExpr, scale)) &&
                 succeeded(createParameter(
                     choice.splitsAffine ? nullptr : match.bias, bias)) &&
                 succeeded(createParameter(match.mean, mean)) &&
                 succeeded(createParameter(match.variance, variance)));
}

CastPointAttr NormCreator::getCastPoint() const {
  return CastPointAttr::get(builder.getContext(), match.roundsBeforeScale
                                                      ? CastPoint::BeforeScale
                                                      : CastPoint::Result);
}

Operation *NormCreator::createLayerNorm() {
  auto axes = builder.getDenseI64ArrayAttr(choice.axes);
  FloatAttr epsilon = builder.getF64FloatAttr(match.epsilon);
  if (choice.kind == NormKind::RMSNorm)
    return RMSNormOp::create(builder, loc, input, scale, axes, epsilon,
                             scaleOffset, getCastPoint(), UnitAttr(),
                             TypeAttr());
  auto mode = EpsilonModeAttr::get(builder.getContext(),
                                   match.divisor == Divisor::RootPlus
                                       ? EpsilonMode::OutsideSqrt
                                       : EpsilonMode::InsideSqrt);
  return LayerNormOp::create(builder, loc, input, scale, bias, axes, epsilon,
                             mode, scaleOffset, getCastPoint(), UnitAttr(),
                             EstimatorAttr(), TypeAttr());
}

/// Norms with a scale and a bias of each channel.
Operation *NormCreator::createChannelNorm() {
  MLIRContext *context = builder.getContext();
  auto axes = builder.getDenseI64ArrayAttr(choice.axes);
  FloatAttr epsilon = builder.getF64FloatAttr(match.epsilon);
  IntegerAttr channel = builder.getI64IntegerAttr(choice.channel);
  auto convention =
      MomentumConventionAttr::get(context, MomentumConvention::Torch);
  auto isTrue = builder.getBoolAttr(true);
  if (choice.kind == NormKind::GroupNorm)
    return GroupNormOp::create(
        builder, loc, input, scale, bias,
        builder.getI64IntegerAttr(choice.groups), channel, axes, epsilon,
        AffineAttr::get(context, choice.isPerGroup ? Affine::PerGroup
                                                   : Affine::PerChannel),
        UnitAttr(), EstimatorAttr(), TypeAttr());
  if (choice.kind == NormKind::InstanceNorm)
    return InstanceNormOp::create(builder, loc, input, scale, bias, Value(),
                                  Value(), channel, axes, epsilon, FloatAttr(),
                                  convention, UnitAttr(), isTrue, UnitAttr(),
                                  EstimatorAttr(), TypeAttr());
  if (choice.kind == NormKind::BatchNorm)
    return BatchNormOp::create(builder, loc, input, mean, variance, scale, bias,
                               channel, epsilon);
  return BatchNormTrainingOp::create(
      builder, loc, input, scale, bias, Value(), Value(), Value(), channel,
      epsilon, FloatAttr(), convention, isTrue, UnitAttr(), isTrue, UnitAttr(),
      DenseI64ArrayAttr(), EstimatorAttr(), TypeAttr());
}

/// Norms without a mean, by vectors and windows.
Operation *NormCreator::createVectorNorm() {
  MLIRContext *context = builder.getContext();
  FloatAttr epsilon = builder.getF64FloatAttr(match.epsilon);
  if (choice.kind == NormKind::WeightNorm)
    return WeightNormOp::create(
        builder, loc, input, scale,
        builder.getI64IntegerAttr(choice.affineDims.front()), TypeAttr());
  if (choice.kind == NormKind::LocalResponseNorm)
    return LocalResponseNormOp::create(
        builder, loc, input, builder.getI64IntegerAttr(choice.channel),
        builder.getI64IntegerAttr(match.windowSize),
        builder.getF64FloatAttr(match.alpha),
        builder.getF64FloatAttr(match.beta), epsilon,
        WindowConventionAttr::get(context,
                                  -match.windowOffset == match.windowSize / 2
                                      ? WindowConvention::Torch
                                      : WindowConvention::ONNX));
  double p = match.statistic == kMeanSquare      ? 2.0
             : match.statistic == kMeanMagnitude ? 1.0
             : match.statistic == kGreatestMagnitude
                 ? std::numeric_limits<double>::infinity()
                 : match.group.power;
  return LpNormalizeOp::create(
      builder, loc, input, builder.getDenseI64ArrayAttr(choice.axes),
      builder.getF64FloatAttr(p), epsilon,
      ZeroNormAttr::get(context, ZeroNorm::NaN), UnitAttr(), TypeAttr());
}

Operation *NormCreator::createOp() {
  if (failed(createParameters()))
    return nullptr;
  switch (choice.kind) {
  case NormKind::LayerNorm:
  case NormKind::RMSNorm:
    return createLayerNorm();
  case NormKind::GroupNorm:
  case NormKind::InstanceNorm:
  case NormKind::BatchNorm:
  case NormKind::BatchNormTraining:
    return createChannelNorm();
  case NormKind::LpNormalize:
  case NormKind::WeightNorm:
  case NormKind::LocalResponseNorm:
    return createVectorNorm();
  case NormKind::Core:
    return createCore();
  }
  llvm_unreachable("every kind is one of these");
}

/// norm.stats, the reciprocal divisor in f64, and norm.apply.
Operation *NormCreator::createCore() {
  SmallVector<int64_t> keptAxes =
      complementAxes(choice.layout.size(), choice.axes);
  Index kept;
  for (int64_t dim : keptAxes)
    kept.push_back(choice.layout[dim]);
  bool isMoments = match.statistic == kVariance;
  auto statsOp = StatsOp::create(
      builder, loc,
      StatisticKindAttr::get(builder.getContext(),
                             isMoments ? StatisticKind::Moments
                                       : StatisticKind::SecondMoment),
      input, builder.getDenseI64ArrayAttr(choice.axes), EstimatorAttr(),
      TypeAttr());
  stats = statsOp;
  // The statistics are averages of the sums that the op gives.
  Expr sum = algebra.given(kSquaresAboutMean, match.group.kept);
  Expr average = algebra.divide(sum, algebra.countPoints(match.group.reduced));
  Expr rstd = algebra.replace(
      match.rstd, algebra.given(match.statistic, match.group.kept), average);
  materializer.provide(sum, statsOp.getM2(), kept);
  if (isMoments)
    materializer.provide(algebra.given(kMean, match.group.kept),
                         statsOp.getMean(), kept);
  Value factor = materializer.createTensor(rstd, kept, builder.getF64Type(),
                                           /*isExact=*/true);
  if (!factor)
    return nullptr;
  return ApplyOp::create(builder, loc, input,
                         match.isCentred ? statsOp.getMean() : Value(), factor,
                         scale, bias, builder.getDenseI64ArrayAttr(keptAxes),
                         builder.getDenseI64ArrayAttr(choice.affineDims),
                         scaleOffset, getCastPoint());
}

/// normalized * scale + bias, with elements of the type `element`.
Value NormCreator::createAffine(Value normalized, FloatType element) {
  // The input may be added, too.
  materializer.provide(match.group.input, input, choice.layout);
  Expr result = algebra.given(kInput, {AxisList(match.group.input->axes)});
  materializer.provide(result, normalized, choice.layout);
  if (match.scale && !choice.keepsScale)
    result = algebra.multiply(result, match.scale);
  if (match.bias)
    result = algebra.add(result, match.bias);
  return materializer.createTensor(result, choice.layout, element,
                                   /*isExact=*/true);
}

Value NormCreator::create(Value root, const Index &rootIndex) {
  auto element = cast<FloatType>(getElementTypeOrSelf(root.getType()));
  input = createInput();
  if (!input || !(op = createOp()))
    return {};
  Value result = op->getResult(0);
  if (choice.splitsAffine)
    result = createAffine(result, element);
  if (!result)
    return {};
  result = materializer.createConversion(result, element);
  result = materializer.createView(result, choice.layout, rootIndex);
  if (result && result.getType() != root.getType())
    result = tensor::CastOp::create(builder, loc, root.getType(), result);
  return result;
}
