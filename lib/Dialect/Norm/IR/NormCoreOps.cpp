//===- NormCoreOps.cpp - The core algebra: types and verifiers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

/// Reports a violated size condition of a core op. Core ops come out of named
/// ops whose conditions were checked, so only static sizes matter here.
static LogicalResult verifyShape(Operation *op, StringRef what, Value input,
                                 ArrayRef<int64_t> axes, Value parameter) {
  if (!parameter)
    return success();
  SizeCondition condition = SizeCondition::sameShape(
      what, getTensorSizes(input, axes), getTensorSizes(parameter));
  if (condition.evaluate() == false)
    return op->emitOpError() << condition.getStaticMessage();
  return success();
}

//===----------------------------------------------------------------------===//
// StatsOp
//===----------------------------------------------------------------------===//

bool StatsOp::mayHaveChain(StatisticKind kind, Type element) {
  return element.getIntOrFloatBitWidth() == 16 &&
         (kind == StatisticKind::Moments ||
          kind == StatisticKind::SecondMoment || kind == StatisticKind::AbsSum);
}

Estimator StatsOp::getEstimatorOrDefault() {
  return resolveEstimator(
      getEstimator(),
      cast<RankedTensorType>(getInput().getType()).getElementType());
}

FloatType StatsOp::getAccumulatorOrDefault() {
  if (std::optional<Type> accumulator = getAccumulator())
    return cast<FloatType>(*accumulator);
  return Float64Type::get(getContext());
}

LogicalResult StatsOp::inferReturnTypes(MLIRContext *context,
                                        std::optional<Location>,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  SmallVector<int64_t> kept =
      complementAxes(input.getRank(), adaptor.getAxes());
  bool hasTwo = adaptor.getKind() == StatisticKind::Moments ||
                adaptor.getKind() == StatisticKind::AbsPowerSum;
  types.append(hasTwo ? 2 : 1,
               getKeptType(input, kept, Float64Type::get(context)));
  return success();
}

LogicalResult StatsOp::reifyResultShapes(OpBuilder &builder,
                                         ReifiedRankedShapedTypeDims &shapes) {
  auto input = cast<RankedTensorType>(getInput().getType());
  for (unsigned i = 0; i < getNumResults(); ++i)
    shapes.push_back(reifyDims(builder, getLoc(), getInput(),
                               complementAxes(input.getRank(), getAxes())));
  return success();
}

LogicalResult StatsOp::verify() {
  auto input = cast<RankedTensorType>(getInput().getType());
  // C1
  if (failed(verifyReducedAxes(*this, getAxes(), input.getRank())))
    return failure();
  // C5
  bool hasExponent = getKind() == StatisticKind::AbsPowerSum;
  if (hasExponent != getP().has_value())
    return emitOpError() << "expects p with abs_power_sum and no other kind; "
                            "got "
                         << stringifyStatisticKind(getKind()) << " with"
                         << (hasExponent ? "out" : "") << " p";
  if (hasExponent && (!getP()->isFinite() || !isPositive(*getP())))
    return emitOpError() << "expects a finite positive p; got "
                         << writeFloat(*getP());
  // C7
  if (std::optional<int64_t> chain = getChain()) {
    if (*chain < 1 || *chain > kLongestChain)
      return emitOpError() << "expects chain from 1 to " << kLongestChain
                           << "; got " << *chain;
    if (!mayHaveChain(getKind(), input.getElementType()) || getEstimator() ||
        getAccumulator())
      return emitOpError()
             << "expects chain with moments, second_moment or abs_sum of bf16 "
                "or f16, without estimator and accumulator; got "
             << stringifyStatisticKind(getKind()) << " of "
             << input.getElementType()
             << (getEstimator() ? " with estimator" : "")
             << (getAccumulator() ? " with accumulator" : "");
  }
  // C2, C3, C4, C6
  return verifySummation(*this, input.getElementType(), getKind(),
                         getEstimator(), getAccumulator());
}

//===----------------------------------------------------------------------===//
// WindowStatsOp
//===----------------------------------------------------------------------===//

LogicalResult WindowStatsOp::inferReturnTypes(MLIRContext *context,
                                              std::optional<Location>,
                                              Adaptor adaptor,
                                              SmallVectorImpl<Type> &types) {
  // While an op is parsed, what stands in its attribute dictionary is not yet a
  // property.
  DictionaryAttr parsed = adaptor.getAttributes();
  auto accumulator =
      parsed ? parsed.getAs<TypeAttr>("accumulator") : TypeAttr();
  if (!accumulator)
    accumulator = adaptor.getProperties().accumulator;
  bool isNarrow = accumulator && accumulator.getValue().isF32();
  Type element =
      isNarrow ? accumulator.getValue() : Type(Float64Type::get(context));
  types.append(
      isNarrow ? 2 : 1,
      cast<RankedTensorType>(adaptor.getInput().getType()).clone(element));
  return success();
}

LogicalResult
WindowStatsOp::reifyResultShapes(OpBuilder &builder,
                                 ReifiedRankedShapedTypeDims &shapes) {
  int64_t rank = cast<RankedTensorType>(getInput().getType()).getRank();
  for (unsigned i = 0; i < getNumResults(); ++i)
    shapes.push_back(reifyDims(builder, getLoc(), getInput(),
                               llvm::to_vector(llvm::seq(rank))));
  return success();
}

LogicalResult WindowStatsOp::verify() {
  auto input = cast<RankedTensorType>(getInput().getType());
  int64_t rank = input.getRank();
  // C1
  int64_t axis = getAxisAttr().getInt();
  if (axis < 0 || axis >= rank)
    return emitOpError() << "expects axis within rank " << rank << "; got "
                         << axis;
  // C2
  int64_t before = getBeforeAttr().getInt(), after = getAfterAttr().getInt();
  if (before < 0 || after < 0)
    return emitOpError() << "expects before and after not below 0; got "
                         << before << " and " << after;
  int64_t size;
  if (llvm::AddOverflow(before, after, size) ||
      size == std::numeric_limits<int64_t>::max())
    return emitOpError() << "expects a window whose size fits 64 bits; got "
                         << before << " before and " << after << " after";
  // C3
  return verifyAccumulator(*this, input.getElementType(), getAccumulator());
}

//===----------------------------------------------------------------------===//
// MergeStatsOp
//===----------------------------------------------------------------------===//

/// The dims of the moments but for the merged axis; an axis out of range drops
/// nothing.
static SmallVector<int64_t> getMergedDims(RankedTensorType moments,
                                          int64_t axis) {
  return complementAxes(moments.getRank(), {axis});
}

LogicalResult MergeStatsOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location>,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  auto moments = cast<RankedTensorType>(adaptor.getMeans().getType());
  SmallVector<int64_t> kept =
      getMergedDims(moments, static_cast<int64_t>(adaptor.getAxis()));
  types.append(2, getKeptType(moments, kept, moments.getElementType()));
  types.push_back(RankedTensorType::get(
      {},
      cast<RankedTensorType>(adaptor.getCounts().getType()).getElementType()));
  return success();
}

LogicalResult
MergeStatsOp::reifyResultShapes(OpBuilder &builder,
                                ReifiedRankedShapedTypeDims &shapes) {
  auto moments = cast<RankedTensorType>(getMeans().getType());
  SmallVector<OpFoldResult> sizes =
      reifyDims(builder, getLoc(), getMeans(),
                getMergedDims(moments, getAxisAttr().getInt()));
  shapes.append({sizes, sizes, SmallVector<OpFoldResult>()});
  return success();
}

LogicalResult MergeStatsOp::verify() {
  auto moments = cast<RankedTensorType>(getMeans().getType());
  // C1
  int64_t axis = getAxisAttr().getInt();
  if (axis < 0 || axis >= moments.getRank())
    return emitOpError() << "expects axis within rank " << moments.getRank()
                         << "; got " << axis;
  // C2; C3 is AllTypesMatch.
  return verifyShape(*this, "counts", getMeans(), {axis}, getCounts());
}

//===----------------------------------------------------------------------===//
// ApplyOp
//===----------------------------------------------------------------------===//

LogicalResult ApplyOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  types.push_back(adaptor.getInput().getType());
  return success();
}

LogicalResult ApplyOp::reifyResultShapes(OpBuilder &builder,
                                         ReifiedRankedShapedTypeDims &shapes) {
  int64_t rank = cast<RankedTensorType>(getInput().getType()).getRank();
  shapes.push_back(reifyDims(builder, getLoc(), getInput(),
                             llvm::to_vector(llvm::seq(rank))));
  return success();
}

LogicalResult ApplyOp::verify() {
  auto input = cast<RankedTensorType>(getInput().getType());
  Type element = input.getElementType();
  // C1
  if (failed(verifyAxes(*this, "statistics_axes", getStatisticsAxes(),
                        input.getRank())) ||
      failed(
          verifyAxes(*this, "affine_axes", getAffineAxes(), input.getRank())))
    return failure();
  // C2
  if (failed(verifyShape(*this, "mean", getInput(), getStatisticsAxes(),
                         getMean())) ||
      failed(verifyShape(*this, "rstd", getInput(), getStatisticsAxes(),
                         getRstd())))
    return failure();
  // C3
  if (failed(verifyShape(*this, "scale", getInput(), getAffineAxes(),
                         getScale())) ||
      failed(
          verifyShape(*this, "bias", getInput(), getAffineAxes(), getBias())))
    return failure();
  // C4
  Type compute = getComputeType(element);
  if (failed(verifyParameterType(*this, "mean", getMean(), compute)) ||
      failed(verifyParameterType(*this, "rstd", getRstd(), compute)))
    return failure();
  // C5
  if (failed(verifyParameterType(*this, "scale", getScale(), element)) ||
      failed(verifyParameterType(*this, "bias", getBias(), element)))
    return failure();
  // C6
  return verifyScaleOffset(*this, getScaleOffset(), getScale());
}

//===----------------------------------------------------------------------===//
// RequireOp
//===----------------------------------------------------------------------===//

LogicalResult RequireOp::verify() {
  // C1
  size_t number = getValues().size();
  SmallVector<bool> used(number, false);
  for (StringRef rest = getMessage(); !rest.empty();) {
    size_t open = rest.find_first_of("{}");
    if (open == StringRef::npos)
      break;
    rest = rest.drop_front(open);
    size_t index;
    if (!rest.consume_front("{") || rest.consumeInteger(10, index) ||
        !rest.consume_front("}"))
      return emitOpError() << "expects placeholders of the form {0} in \""
                           << getMessage() << "\"";
    if (index >= number)
      return emitOpError() << "expects placeholders below " << number
                           << "; got " << index;
    used[index] = true;
  }
  for (auto [index, isUsed] : llvm::enumerate(used))
    if (!isUsed)
      return emitOpError() << "expects every value in the message; got no "
                              "placeholder for value "
                           << index;
  return success();
}
