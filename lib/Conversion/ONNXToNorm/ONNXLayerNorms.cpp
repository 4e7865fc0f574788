//===- ONNXLayerNorms.cpp - Norms over the last axes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// ONNX has two stages: the normalized value in the type that stash_type names,
// rounded to the input's, and scale and bias in that. onnxruntime's own ops are
// computed in f32, of f64 in f64, and rounded once.
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TensorViews.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

namespace {

/// What the nodes of this file have in common.
struct LayerNode {
  Value input, scale, bias;
  SmallVector<int64_t> axes;
  double epsilon = 0.0;
  /// The type of the first stage, and of statistics that are returned.
  Type stash, kept;
};

} // namespace

static RankedTensorType getType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

/// Reads axis, epsilon and stash_type.
static LogicalResult readAttributes(ONNXNode node, LayerNode &layer) {
  FailureOr<int64_t> axis = node.readInteger("axis", -1);
  FailureOr<double> epsilon = node.readFloat("epsilon", defaultEpsilon);
  FailureOr<int64_t> stash = node.readInteger("stash_type", 1);
  if (failed(axis) || failed(epsilon) || failed(stash))
    return failure();
  int64_t rank = getType(layer.input).getRank();
  FailureOr<int64_t> first = normalizeAxis(node.get(), "axis", *axis, rank);
  if (failed(first))
    return failure();
  llvm::append_range(layer.axes, llvm::seq(*first, rank));
  layer.epsilon = *epsilon;
  layer.kept = getONNXFloatType(node.getRewriter(), *stash);
  // Layer normalization may return statistics, and these are f32 or bf16.
  bool hasAll = node.getName() == "RMSNormalization";
  if (!layer.kept || (!hasAll && *stash != 1 && *stash != 16))
    return node->emitOpError()
           << "expects stash_type to be "
           << (hasAll ? "1 (f32), 10 (f16), 11 (f64) or 16 (bf16)"
                      : "1 (f32) or 16 (bf16)")
           << "; got " << *stash;
  bool staysF64 =
      node.isContrib() && getType(layer.input).getElementType().isF64();
  layer.stash = staysF64 ? getType(layer.input).getElementType() : layer.kept;
  return success();
}

/// Whether a parameter has one element for each of the input's last axes, which
/// the norm is over, and axes of size 1 before.
static bool runsAlong(Value parameter, const LayerNode &layer) {
  if (!parameter)
    return true;
  ArrayRef<int64_t> sizes = getType(parameter).getShape();
  if (sizes.size() < layer.axes.size())
    return false;
  size_t numUnits = sizes.size() - layer.axes.size();
  return llvm::all_of(sizes.take_front(numUnits),
                      [](int64_t size) { return size == 1; }) &&
         sizes.drop_front(numUnits) ==
             getType(layer.input).getShape().take_back(layer.axes.size());
}

/// Such a parameter with these axes alone.
static Value dropUnits(ONNXNode node, Value parameter, const LayerNode &layer) {
  if (!parameter)
    return parameter;
  int64_t numUnits = getType(parameter).getRank() - layer.axes.size();
  return createDroppedUnits(node.getRewriter(), node.getLoc(), parameter,
                            llvm::to_vector(llvm::seq<int64_t>(numUnits)));
}

/// Where a norm of these rounds the normalized value.
static CastPoint getCastPoint(ONNXNode node, Value input) {
  bool isNarrow = getType(input).getElementTypeBitWidth() == 16;
  return isNarrow && !node.isContrib() ? CastPoint::BeforeScale
                                       : CastPoint::Result;
}

static Value convert(ONNXNode node, Value value, Type element) {
  return createConversion(node.getRewriter(), node.getLoc(), value, element);
}

/// A statistic with axes of size 1 where it was reduced.
static Value keepAxes(ONNXNode node, Value statistic, const LayerNode &layer) {
  return createUnitDims(node.getRewriter(), node.getLoc(),
                        convert(node, statistic, layer.kept), layer.axes);
}

/// Whether the op has both stages as ONNX has them.
static bool isOneOp(const LayerNode &layer) {
  return layer.stash == getComputeType(getType(layer.input).getElementType()) &&
         runsAlong(layer.scale, layer) && runsAlong(layer.bias, layer);
}

static LayerNormOp createLayerNorm(ONNXNode node, Value input, Value scale,
                                   Value bias, const LayerNode &layer,
                                   bool returnsStatistics) {
  return LayerNormOp::create(
      node.getRewriter(), node.getLoc(), input, scale, bias, layer.axes,
      APFloat(layer.epsilon), EpsilonMode::InsideSqrt, APFloat(0.0),
      scale || bias ? getCastPoint(node, input) : CastPoint::Result,
      returnsStatistics, EstimatorAttr(), TypeAttr());
}

static RMSNormOp createRMSNorm(ONNXNode node, Value input, Value scale,
                               const LayerNode &layer, bool returnsStatistics) {
  return RMSNormOp::create(
      node.getRewriter(), node.getLoc(), input, scale, layer.axes,
      node.getRewriter().getF64FloatAttr(layer.epsilon), APFloat(0.0),
      scale ? getCastPoint(node, input) : CastPoint::Result, returnsStatistics,
      TypeAttr());
}

//===----------------------------------------------------------------------===//
// LayerNormalization, RMSNormalization
//===----------------------------------------------------------------------===//

static FailureOr<LayerNode> readLayerNode(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<Value> scale = node.readOptionalFloatTensor(1);
  FailureOr<Value> bias = node.readOptionalFloatTensor(2);
  if (failed(input) || failed(scale) || failed(bias))
    return failure();
  LayerNode layer;
  layer.input = *input;
  layer.scale = *scale;
  layer.bias = *bias;
  if (failed(readAttributes(node, layer)))
    return failure();
  return layer;
}

/// X, Scale, B -> Y, Mean, InvStdDev
static Values buildLayerNormalization(ONNXNode node) {
  FailureOr<LayerNode> layer = readLayerNode(node);
  if (failed(layer))
    return failure();
  bool returnsStatistics = node.isRead(1) || node.isRead(2);
  Type element = getType(layer->input).getElementType();
  LayerNormOp normalized;
  Value y;
  if (isOneOp(*layer)) {
    Value scale = dropUnits(node, layer->scale, *layer);
    Value bias = dropUnits(node, layer->bias, *layer);
    normalized = createLayerNorm(
        node, layer->input, widenParameter(node, scale, layer->input),
        widenParameter(node, bias, layer->input), *layer, returnsStatistics);
    y = normalized.getResult();
  } else {
    normalized =
        createLayerNorm(node, convert(node, layer->input, layer->stash),
                        Value(), Value(), *layer, returnsStatistics);
    FailureOr<Value> scaled =
        createAffine(node, convert(node, normalized.getResult(), element),
                     layer->scale, layer->bias);
    if (failed(scaled))
      return failure();
    y = *scaled;
  }
  SmallVector<Value> values = {y};
  for (Value statistic : normalized.getStatistics())
    values.push_back(keepAxes(node, statistic, *layer));
  return values;
}

/// X, scale[, B] -> Y[, InvStdDev]; the result has the scale's type.
static Values buildRMSNormalization(ONNXNode node) {
  FailureOr<LayerNode> layer = readLayerNode(node);
  if (failed(layer))
    return failure();
  bool returnsStatistics = node.isRead(1);
  Type element = getType(layer->input).getElementType();
  Type result = layer->scale ? getType(layer->scale).getElementType() : element;
  RMSNormOp normalized;
  Value y;
  if (isOneOp(*layer) && result == element && !layer->bias) {
    normalized =
        createRMSNorm(node, layer->input, dropUnits(node, layer->scale, *layer),
                      *layer, returnsStatistics);
    y = normalized.getResult();
  } else {
    normalized = createRMSNorm(node, convert(node, layer->input, layer->stash),
                               Value(), *layer, returnsStatistics);
    Value rounded = convert(node, normalized.getResult(), element);
    FailureOr<Value> scaled = createAffine(node, convert(node, rounded, result),
                                           layer->scale, layer->bias);
    if (failed(scaled))
      return failure();
    y = *scaled;
  }
  SmallVector<Value> values = {y};
  for (Value statistic : normalized.getStatistics())
    values.push_back(keepAxes(node, statistic, *layer));
  return values;
}

//===----------------------------------------------------------------------===//
// onnxruntime's: SkipLayerNormalization, SkipSimplifiedLayerNormalization
//===----------------------------------------------------------------------===//

/// The sum of a skip connection in the type of its statistics, not rounded to
/// the operands'.
static FailureOr<Value> createSum(ONNXNode node, ArrayRef<Value> terms) {
  Type type = getComputeType(getType(terms.front()).getElementType());
  FailureOr<Value> sum = createBroadcastElementwise(
      node.getRewriter(), node.getLoc(), terms, type,
      [](OpBuilder &b, Location l, ValueRange x) {
        Value total = x.front();
        for (Value term : x.drop_front())
          total = createArithmetic(b, l, Arithmetic::Add, {total, term});
        return total;
      });
  if (failed(sum))
    return node->emitOpError() << "expects operands that can be added; got "
                               << node->getOperandTypes();
  return sum;
}

/// Reads input, skip and, last, what else is added.
static FailureOr<Value> readSum(ONNXNode node, unsigned more) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<Value> skip = node.readFloatTensor(1);
  FailureOr<Value> bias = node.readOptionalFloatTensor(more);
  if (failed(input) || failed(skip) || failed(bias))
    return failure();
  if (getType(*input).getRank() == 0)
    return node->emitOpError()
           << "expects an input of rank 1 or more; got " << input->getType();
  SmallVector<Value> terms = {*input, *skip};
  if (*bias)
    terms.push_back(*bias);
  return createSum(node, terms);
}

/// The statistics and the sum in the types that the node has them in.
static Values finishSkip(ONNXNode node, Value y, Value mean, Value rstd,
                         Value sum) {
  FailureOr<Value> input = node.readFloatTensor(0);
  Type element = getType(*input).getElementType();
  int64_t last = getType(sum).getRank() - 1;
  auto keep = [&](Value statistic) -> Value {
    if (!statistic)
      return statistic;
    return createUnitDims(
        node.getRewriter(), node.getLoc(),
        convert(node, statistic, node.getRewriter().getF32Type()), last);
  };
  SmallVector<Value> values = {convert(node, y, element)};
  if (node->getNumResults() > 1)
    values.append({keep(mean), keep(rstd), convert(node, sum, element)});
  return values;
}

/// input, skip, gamma, beta, bias -> output, mean, inv_std_var, sum
static Values buildSkipLayerNormalization(ONNXNode node) {
  FailureOr<Value> sum = readSum(node, /*more=*/4);
  FailureOr<Value> scale = node.readFloatTensor(2);
  FailureOr<Value> bias = node.readOptionalFloatTensor(3);
  FailureOr<double> epsilon = node.readFloat("epsilon", 1e-12f);
  if (failed(sum) || failed(scale) || failed(bias) || failed(epsilon))
    return failure();
  LayerNode layer;
  layer.axes = {getType(*sum).getRank() - 1};
  layer.epsilon = *epsilon;
  bool returnsStatistics = node.isRead(1) || node.isRead(2);
  LayerNormOp normalized = createLayerNorm(
      node, *sum, widenParameter(node, *scale, *sum),
      widenParameter(node, *bias, *sum), layer, returnsStatistics);
  return finishSkip(node, normalized.getResult(),
                    returnsStatistics ? normalized->getResult(1) : Value(),
                    returnsStatistics ? normalized->getResult(2) : Value(),
                    *sum);
}

/// input, skip, gamma, bias -> output, mean, inv_std_var, sum. The mean is
/// nothing that this norm has.
static Values buildSkipSimplifiedLayerNormalization(ONNXNode node) {
  FailureOr<Value> sum = readSum(node, /*more=*/3);
  FailureOr<Value> scale = node.readFloatTensor(2);
  FailureOr<double> epsilon = node.readFloat("epsilon", 1e-12f);
  if (failed(sum) || failed(scale) || failed(epsilon))
    return failure();
  LayerNode layer;
  layer.axes = {getType(*sum).getRank() - 1};
  layer.epsilon = *epsilon;
  RMSNormOp normalized = createRMSNorm(
      node, *sum, widenParameter(node, *scale, *sum), layer, node.isRead(2));
  return finishSkip(node, normalized.getResult(), Value(),
                    node.isRead(2) ? normalized->getResult(1) : Value(), *sum);
}

void norm::appendLayerNormEntries(SmallVectorImpl<ONNXEntry> &entries) {
  SmallVector<StringRef> layer = {"axis", "epsilon", "stash_type"};
  entries.push_back({"LayerNormalization",
                     {17},
                     17,
                     {"X", "Scale", "B"},
                     2,
                     3,
                     layer,
                     buildLayerNormalization});
  entries.push_back({"RMSNormalization",
                     {23},
                     23,
                     {"X", "scale"},
                     2,
                     1,
                     layer,
                     buildRMSNormalization});
  // onnx-mlir's own form of it.
  entries.push_back({"RMSLayerNormalization",
                     {1},
                     1,
                     {"X", "Scale", "B"},
                     2,
                     2,
                     layer,
                     buildRMSNormalization});
  entries.push_back({"com.microsoft.LayerNormalization",
                     {1},
                     1,
                     {"X", "Scale", "B"},
                     2,
                     3,
                     layer,
                     buildLayerNormalization});
  entries.push_back({"com.microsoft.SimplifiedLayerNormalization",
                     {1},
                     1,
                     {"X", "scale"},
                     2,
                     2,
                     layer,
                     buildRMSNormalization});
  entries.push_back({"com.microsoft.SkipLayerNormalization",
                     {1},
                     1,
                     {"input", "skip", "gamma", "beta", "bias"},
                     3,
                     4,
                     {"epsilon"},
                     buildSkipLayerNormalization});
  entries.push_back({"com.microsoft.SkipSimplifiedLayerNormalization",
                     {1},
                     1,
                     {"input", "skip", "gamma", "bias"},
                     3,
                     4,
                     {"epsilon"},
                     buildSkipSimplifiedLayerNormalization});
}
