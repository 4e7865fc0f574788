//===- ONNXChannelNorms.cpp - Batch, group and instance norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In ONNX the channel is axis 1, and spatial axes are those behind it. A group
// of one value has variance 0 there, and is its bias.
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

static RankedTensorType getType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

static SmallVector<int64_t> getSpatialAxes(Value input) {
  return llvm::to_vector(llvm::seq<int64_t>(2, getType(input).getRank()));
}

static LogicalResult checkRank(ONNXNode node, Value input, int64_t least) {
  if (getType(input).getRank() >= least)
    return success();
  return node->emitOpError() << "expects an input of rank " << least
                             << " or more; got " << getType(input);
}

/// Whether these axes are known to have size 1, all of them.
static bool areUnits(Value input, ArrayRef<int64_t> axes) {
  return llvm::all_of(
      axes, [&](int64_t axis) { return getType(input).getDimSize(axis) == 1; });
}

//===----------------------------------------------------------------------===//
// Groups of one value
//===----------------------------------------------------------------------===//

/// A parameter of channels, which are axis 1 of a tensor of rank `rank`, to be
/// broadcast.
static Value alongChannels(ONNXNode node, Value parameter, int64_t rank) {
  if (!parameter)
    return parameter;
  return createUnitDims(node.getRewriter(), node.getLoc(), parameter,
                        llvm::to_vector(llvm::seq<int64_t>(1, rank - 1)));
}

/// The norm of groups that have one value each, which is its own mean: the
/// bias, or NaN where the value is not finite.
static FailureOr<Value> normalizeSingleValues(ONNXNode node, Value input,
                                              Value scale, Value bias) {
  int64_t rank = getType(input).getRank();
  SmallVector<Value> operands = {input};
  for (Value parameter : {scale, bias})
    if (parameter)
      operands.push_back(alongChannels(node, parameter, rank));
  return createBroadcastElementwise(
      node.getRewriter(), node.getLoc(), operands,
      getType(input).getElementType(),
      [&](OpBuilder &b, Location l, ValueRange x) {
        Value y = createArithmetic(b, l, Arithmetic::Subtract, {x[0], x[0]});
        if (scale)
          y = createArithmetic(b, l, Arithmetic::Multiply, {y, x[1]});
        return bias ? createArithmetic(b, l, Arithmetic::Add, {y, x.back()})
                    : y;
      });
}

//===----------------------------------------------------------------------===//
// BatchNormalization
//===----------------------------------------------------------------------===//

namespace {

struct BatchNode {
  Value input, scale, bias, mean, variance;
  double epsilon = 0.0, momentum = 0.0;
};

} // namespace

/// A tensor of channels, of rank 1.
static FailureOr<Value> readChannels(ONNXNode node, unsigned number) {
  FailureOr<Value> parameter = node.readFloatTensor(number);
  if (failed(parameter) || getType(*parameter).getRank() == 1)
    return parameter;
  return node->emitOpError()
         << "expects parameters of rank 1; got " << parameter->getType();
}

static FailureOr<BatchNode> readBatchNode(ONNXNode node, bool isSpatial) {
  auto read = [&](unsigned number) {
    return isSpatial ? readChannels(node, number)
                     : node.readFloatTensor(number);
  };
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<Value> scale = read(1), bias = read(2), mean = read(3),
                   variance = read(4);
  FailureOr<double> epsilon = node.readFloat("epsilon", defaultEpsilon);
  FailureOr<double> momentum = node.readFloat("momentum", 0.9f);
  if (failed(input) || failed(scale) || failed(bias) || failed(mean) ||
      failed(variance) || failed(epsilon) || failed(momentum))
    return failure();
  return BatchNode{*input,    *scale,   *bias,    *mean,
                   *variance, *epsilon, *momentum};
}

static Value createInference(ONNXNode node, const BatchNode &batch) {
  auto widen = [&](Value parameter) {
    return widenParameter(node, parameter, batch.input);
  };
  return BatchNormOp::create(node.getRewriter(), node.getLoc(), batch.input,
                             widen(batch.mean), widen(batch.variance),
                             widen(batch.scale), widen(batch.bias),
                             /*channel_axis=*/1, APFloat(batch.epsilon))
      .getResult();
}

/// The running statistic after a batch whose statistic is `added`.
static FailureOr<Value> updateRunning(ONNXNode node, const BatchNode &batch,
                                      Value running, Value added) {
  return createBroadcastElementwise(
      node.getRewriter(), node.getLoc(), {running, added},
      getType(running).getElementType(),
      [&](OpBuilder &b, Location l, ValueRange x) {
        auto weigh = [&](Value value, double weight) {
          return createArithmetic(
              b, l, Arithmetic::Multiply,
              {value, createNumber(b, l, value.getType(), weight)});
        };
        return createArithmetic(
            b, l, Arithmetic::Add,
            {weigh(x[0], batch.momentum), weigh(x[1], 1.0 - batch.momentum)});
      });
}

/// Training on one value per channel: its mean is the value, its variance 0.
static Values trainOnSingleValues(ONNXNode node, const BatchNode &batch,
                                  ArrayRef<int64_t> axes) {
  FailureOr<Value> y =
      normalizeSingleValues(node, batch.input, batch.scale, batch.bias);
  FailureOr<Value> zero =
      normalizeSingleValues(node, batch.input, Value(), Value());
  if (failed(y) || failed(zero))
    return failure();
  SmallVector<Value> values = {*y};
  for (auto [running, added] :
       {std::pair(batch.mean, batch.input), {batch.variance, *zero}}) {
    Value ofChannels =
        createDroppedUnits(node.getRewriter(), node.getLoc(), added, axes);
    FailureOr<Value> updated = updateRunning(node, batch, running, ofChannels);
    if (failed(updated))
      return failure();
    values.push_back(*updated);
  }
  return values;
}

static Values createTraining(ONNXNode node, const BatchNode &batch) {
  SmallVector<int64_t> axes = getSpatialAxes(batch.input);
  axes.insert(axes.begin(), 0);
  if (areUnits(batch.input, axes))
    return trainOnSingleValues(node, batch, axes);
  OpBuilder &builder = node.getRewriter();
  auto widen = [&](Value parameter) {
    return widenParameter(node, parameter, batch.input);
  };
  auto normalized = BatchNormTrainingOp::create(
      builder, node.getLoc(), batch.input, widen(batch.scale),
      widen(batch.bias), widen(batch.mean), widen(batch.variance),
      /*num_batches_tracked=*/Value(), /*channel_axis=*/1,
      APFloat(batch.epsilon), builder.getF64FloatAttr(batch.momentum),
      MomentumConvention::ONNX, /*unbiased_running_variance=*/false,
      /*use_running_stats=*/false, /*update_running_stats=*/true,
      /*return_statistics=*/false, DenseI64ArrayAttr(), EstimatorAttr(),
      TypeAttr());
  SmallVector<Value> values = {normalized.getResult()};
  for (auto [updated, given] : llvm::zip_equal(
           normalized.getStatistics(), ValueRange{batch.mean, batch.variance}))
    values.push_back(createConversion(builder, node.getLoc(), updated,
                                      getType(given).getElementType()));
  return values;
}

/// BatchNormalization-7 with `spatial` 0: each place of an image has parameters
/// of its own.
static Values buildBatchNormOfPlaces(ONNXNode node) {
  FailureOr<BatchNode> batch = readBatchNode(node, /*isSpatial=*/false);
  if (failed(batch) || failed(checkRank(node, batch->input, 2)))
    return failure();
  OpBuilder &builder = node.getRewriter();
  Location loc = node.getLoc();
  auto flatten = [&](Value value, int64_t first) {
    return createFlattening(builder, loc, value, first,
                            getType(value).getRank() - 1);
  };
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, batch->input);
  batch->input = flatten(batch->input, 1);
  for (Value *parameter :
       {&batch->scale, &batch->bias, &batch->mean, &batch->variance}) {
    if (getType(*parameter).getRank() + 1 != static_cast<int64_t>(sizes.size()))
      return node->emitOpError()
             << "expects parameters of the input's sizes but the first with "
                "spatial 0; got "
             << parameter->getType();
    *parameter = flatten(*parameter, 0);
  }
  return SmallVector<Value>{
      createReshape(builder, loc, createInference(node, *batch), sizes)};
}

/// Checks the number of results, and says whether the node trains.
static FailureOr<bool> readTrainingMode(ONNXNode node, int64_t version) {
  FailureOr<int64_t> training = node.readInteger("training_mode", 0);
  if (failed(training) || failed(node.checkSince("training_mode", version, 14)))
    return failure();
  bool returnsMore = false;
  for (unsigned i = 1; i < node->getNumResults(); ++i)
    returnsMore |= static_cast<bool>(node.getResultType(i));
  if (returnsMore && version < 14)
    return node->emitOpError()
           << "expects one result of BatchNormalization-" << version
           << ", which is inference; got " << node->getNumResults();
  if (returnsMore && *training == 0)
    return node->emitOpError()
           << "expects one result without training_mode; got "
           << node->getNumResults();
  return *training != 0;
}

static Values buildBatchNormalization(ONNXNode node) {
  FailureOr<int64_t> version = node.readVersion();
  FailureOr<int64_t> spatial = node.readInteger("spatial", 1);
  if (failed(version) || failed(spatial))
    return failure();
  FailureOr<bool> isTraining = readTrainingMode(node, *version);
  if (failed(isTraining))
    return failure();
  if (*version != 7 && node.has("spatial"))
    return node->emitOpError()
           << "expects 'spatial' in version 7; got it in version " << *version;
  if (*spatial == 0)
    return buildBatchNormOfPlaces(node);
  FailureOr<BatchNode> batch = readBatchNode(node, /*isSpatial=*/true);
  if (failed(batch) || failed(checkRank(node, batch->input, 1)))
    return failure();
  // A tensor of rank 1 is one channel.
  bool isVector = getType(batch->input).getRank() == 1;
  OpBuilder &builder = node.getRewriter();
  if (isVector)
    batch->input = createUnitDims(builder, node.getLoc(), batch->input, 1);
  Values values = SmallVector<Value>();
  if (*isTraining)
    values = createTraining(node, *batch);
  else
    values->push_back(createInference(node, *batch));
  if (succeeded(values) && isVector)
    values->front() =
        createDroppedUnits(builder, node.getLoc(), values->front(), 1);
  return values;
}

//===----------------------------------------------------------------------===//
// InstanceNormalization
//===----------------------------------------------------------------------===//

static Values buildInstanceNormalization(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<Value> scale = readChannels(node, 1);
  FailureOr<Value> bias = readChannels(node, 2);
  FailureOr<double> epsilon = node.readFloat("epsilon", defaultEpsilon);
  if (failed(input) || failed(scale) || failed(bias) || failed(epsilon) ||
      failed(checkRank(node, *input, 2)))
    return failure();
  SmallVector<int64_t> axes = getSpatialAxes(*input);
  if (areUnits(*input, axes)) {
    FailureOr<Value> y = normalizeSingleValues(node, *input, *scale, *bias);
    if (failed(y))
      return failure();
    return SmallVector<Value>{*y};
  }
  return SmallVector<Value>{
      InstanceNormOp::create(
          node.getRewriter(), node.getLoc(), *input,
          widenParameter(node, *scale, *input),
          widenParameter(node, *bias, *input), /*running_mean=*/Value(),
          /*running_variance=*/Value(), /*channel_axis=*/1, axes,
          APFloat(*epsilon), FloatAttr(), MomentumConvention::Torch,
          /*use_running_stats=*/false, /*update_running_stats=*/true,
          /*return_statistics=*/false, EstimatorAttr(), TypeAttr())
          .getResult()};
}

//===----------------------------------------------------------------------===//
// GroupNormalization
//===----------------------------------------------------------------------===//

/// Whether scale and bias are of groups, as in version 18, or of channels, as
/// in version 21. Where the module doesn't say which version it is, their sizes
/// tell, or stash_type, which 18 does not have.
static FailureOr<Affine> readAffine(ONNXNode node, Value input, Value scale,
                                    int64_t groups) {
  FailureOr<int64_t> version = node.readVersion();
  if (failed(version) || failed(node.checkSince("stash_type", *version, 21)))
    return failure();
  if (node.hasVersion())
    return *version == 18 ? Affine::PerGroup : Affine::PerChannel;
  if (node.has("stash_type"))
    return Affine::PerChannel;
  int64_t given = getType(scale).getDimSize(0),
          channels = getType(input).getDimSize(1);
  if (!ShapedType::isDynamic(given)) {
    if (given == channels)
      return Affine::PerChannel;
    if (given == groups && !ShapedType::isDynamic(channels))
      return Affine::PerGroup;
  }
  return node->emitOpError()
         << "expects a version, or scale of a known size, that of channels or "
            "of groups; got "
         << getType(scale) << " for " << getType(input) << " and " << groups
         << " groups";
}

/// Both stages of version 21: the normalized value in the type that stash_type
/// names, rounded to the input's, and scale and bias in that.
static Values buildTwoStages(ONNXNode node, GroupNormOp normalized,
                             Type element, Value scale, Value bias) {
  int64_t rank = getType(normalized.getResult()).getRank();
  Value rounded = createConversion(node.getRewriter(), node.getLoc(),
                                   normalized.getResult(), element);
  FailureOr<Value> y =
      createAffine(node, rounded, alongChannels(node, scale, rank),
                   alongChannels(node, bias, rank));
  if (failed(y))
    return failure();
  return SmallVector<Value>{*y};
}

static Values buildGroupNormalization(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<Value> scale = readChannels(node, 1);
  FailureOr<Value> bias = readChannels(node, 2);
  FailureOr<int64_t> groups = node.readInteger("num_groups");
  FailureOr<int64_t> stash = node.readInteger("stash_type", 1);
  FailureOr<double> epsilon = node.readFloat("epsilon", defaultEpsilon);
  if (failed(input) || failed(scale) || failed(bias) || failed(groups) ||
      failed(stash) || failed(epsilon) || failed(checkRank(node, *input, 2)))
    return failure();
  FailureOr<Affine> affine = readAffine(node, *input, *scale, *groups);
  Type type = getONNXFloatType(node.getRewriter(), *stash);
  if (failed(affine))
    return failure();
  if (!type)
    return node->emitOpError()
           << "expects stash_type to be 1 (f32), 10 (f16), 11 (f64) or 16 "
              "(bf16); got "
           << *stash;
  SmallVector<int64_t> axes = getSpatialAxes(*input);
  if (llvm::is_contained(getType(*input).getShape(), 0))
    return SmallVector<Value>{*input};
  if (areUnits(*input, axes) && getType(*input).getDimSize(1) == *groups) {
    FailureOr<Value> y = normalizeSingleValues(node, *input, *scale, *bias);
    if (failed(y))
      return failure();
    return SmallVector<Value>{*y};
  }
  Type element = getType(*input).getElementType();
  bool isOneOp =
      *affine == Affine::PerGroup || (element.isF32() && type.isF32());
  auto create = [&](Value of, Value scale, Value bias) {
    return GroupNormOp::create(
        node.getRewriter(), node.getLoc(), of, scale, bias, *groups,
        /*channel_axis=*/1, axes, APFloat(*epsilon), *affine,
        /*return_statistics=*/false, EstimatorAttr(), TypeAttr());
  };
  if (isOneOp)
    return SmallVector<Value>{create(*input,
                                     widenParameter(node, *scale, *input),
                                     widenParameter(node, *bias, *input))
                                  .getResult()};
  Value stashed =
      createConversion(node.getRewriter(), node.getLoc(), *input, type);
  return buildTwoStages(node, create(stashed, Value(), Value()), element,
                        *scale, *bias);
}

void norm::appendChannelNormEntries(SmallVectorImpl<ONNXEntry> &entries) {
  SmallVector<StringRef> batch = {"X", "scale", "B", "input_mean", "input_var"};
  entries.push_back({"BatchNormalization",
                     {1, 6, 7, 9, 14, 15},
                     7,
                     batch,
                     5,
                     5,
                     {"epsilon", "momentum", "spatial", "training_mode"},
                     buildBatchNormalization});
  // onnx-mlir's own.
  entries.push_back({"BatchNormalizationInferenceMode",
                     {15},
                     15,
                     batch,
                     5,
                     1,
                     {"epsilon", "momentum"},
                     buildBatchNormalization});
  entries.push_back({"InstanceNormalization",
                     {1, 6, 22},
                     6,
                     {"input", "scale", "B"},
                     3,
                     1,
                     {"epsilon"},
                     buildInstanceNormalization});
  entries.push_back({"GroupNormalization",
                     {18, 21},
                     18,
                     {"X", "scale", "bias"},
                     3,
                     1,
                     {"epsilon", "num_groups", "stash_type"},
                     buildGroupNormalization});
}
