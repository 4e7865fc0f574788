//===- TorchChannelNorms.cpp - Group, batch and instance norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In PyTorch the channel is axis 1, and spatial axes are those behind it.
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

static SmallVector<int64_t> getSpatialAxes(Value input) {
  int64_t rank = cast<RankedTensorType>(input.getType()).getRank();
  return llvm::to_vector(llvm::seq<int64_t>(2, std::max<int64_t>(rank, 2)));
}

/// A statistic in the float type that the result is said to have.
static Value saveStatistic(TorchOp op, unsigned result, Value statistic) {
  RankedTensorType type = op.getResultType(result);
  if (!type || !isa<FloatType>(type.getElementType()))
    return statistic; // Which is refused.
  return createConversion(op.getRewriter(), op.getLoc(), statistic,
                          type.getElementType());
}

//===----------------------------------------------------------------------===//
// Group norm
//===----------------------------------------------------------------------===//

/// The operands of a group norm, by number.
struct GroupNormOperands {
  unsigned groups, scale, bias, epsilon;
};

static Values buildGroups(TorchOp op, GroupNormOperands at) {
  FailureOr<Value> input = op.readFloatTensor(0);
  FailureOr<int64_t> groups = op.readInteger(at.groups);
  FailureOr<Value> scale = op.readOptionalFloatTensor(at.scale);
  FailureOr<Value> bias = op.readOptionalFloatTensor(at.bias);
  FailureOr<double> epsilon = op.readNumber(at.epsilon);
  if (failed(input) || failed(groups) || failed(scale) || failed(bias) ||
      failed(epsilon))
    return failure();
  auto normalized = GroupNormOp::create(
      op.getRewriter(), op.getLoc(), *input, *scale, *bias, *groups,
      /*channel_axis=*/1, getSpatialAxes(*input), APFloat(*epsilon),
      Affine::PerChannel, /*return_statistics=*/op.isAnyRead(1, 2),
      EstimatorAttr(), TypeAttr());
  SmallVector<Value> values = {normalized.getResult()};
  for (unsigned i = 1; i < normalized->getNumResults(); ++i)
    values.push_back(saveStatistic(op, i, normalized->getResult(i)));
  values.resize(op->getNumResults());
  return values;
}

/// input, num_groups, weight, bias, eps -> y
static Values buildGroupNorm(TorchOp op) {
  return buildGroups(op, {/*groups=*/1, /*scale=*/2, /*bias=*/3,
                          /*epsilon=*/4});
}

/// input, weight, bias, N, C, HxW, group, eps -> y, mean, rstd. The sizes are
/// the input's, in the form that PyTorch's kernels take.
static Values buildNativeGroupNorm(TorchOp op) {
  return buildGroups(op, {/*groups=*/6, /*scale=*/1, /*bias=*/2,
                          /*epsilon=*/7});
}

//===----------------------------------------------------------------------===//
// Batch norm
//===----------------------------------------------------------------------===//

namespace {

/// What all forms of batch and instance norm have.
struct ChannelNorm {
  Value input, scale, bias, mean, variance;
  double momentum = 0.0, epsilon = 0.0;
};

/// The operands of such an op behind its first three, by number: the running
/// statistics, and what comes before momentum and epsilon.
struct ChannelNormOperands {
  std::optional<unsigned> mean;
  unsigned momentum;
};

} // namespace

static FailureOr<ChannelNorm> readChannelNorm(TorchOp op,
                                              ChannelNormOperands at) {
  FailureOr<Value> input = op.readFloatTensor(0);
  FailureOr<Value> scale = op.readOptionalFloatTensor(1);
  FailureOr<Value> bias = op.readOptionalFloatTensor(2);
  FailureOr<Value> mean = Value(), variance = Value();
  if (at.mean) {
    mean = op.readOptionalFloatTensor(*at.mean);
    variance = op.readOptionalFloatTensor(*at.mean + 1);
  }
  FailureOr<double> momentum = op.readNumber(at.momentum);
  FailureOr<double> epsilon = op.readNumber(at.momentum + 1);
  if (failed(input) || failed(scale) || failed(bias) || failed(mean) ||
      failed(variance) || failed(momentum) || failed(epsilon))
    return failure();
  if (!*mean != !*variance)
    return op->emitOpError() << "expects running_mean and running_var both or "
                                "neither; got only "
                             << (*mean ? "running_mean" : "running_var");
  return ChannelNorm{*input,    *scale,    *bias,   *mean,
                     *variance, *momentum, *epsilon};
}

/// In PyTorch the op writes running statistics in place; one that has no result
/// for them has lost them.
static void warnOfLostUpdates(TorchOp op) {
  op->emitWarning() << "updates of running_mean and running_var are no results "
                       "of torch."
                    << getTorchName(op.get()) << ", and are lost";
}

/// Without statistics there is nothing to evaluate with.
static LogicalResult requireRunning(TorchOp op, const ChannelNorm &norm,
                                    StringRef flag) {
  if (norm.mean)
    return success();
  return op->emitOpError() << "expects running_mean and running_var with "
                           << flag << " false; got none";
}

/// Normalization with running statistics. What is saved there differs from
/// device to device: nothing, on a CPU.
static Values buildEvaluation(TorchOp op, const ChannelNorm &norm) {
  SmallVector<Value> values(op->getNumResults());
  OpBuilder &builder = op.getRewriter();
  values[0] = BatchNormOp::create(builder, op.getLoc(), norm.input, norm.mean,
                                  norm.variance, norm.scale, norm.bias,
                                  /*channel_axis=*/1, APFloat(norm.epsilon))
                  .getResult();
  for (unsigned i = 1; i < std::min<size_t>(values.size(), 3); ++i) {
    RankedTensorType type = op.getResultType(i);
    if (type && type.getShape() == ArrayRef<int64_t>{0})
      values[i] = tensor::EmptyOp::create(builder, op.getLoc(), type.getShape(),
                                          type.getElementType());
  }
  // The functional form returns them, updated or not.
  if (values.size() == 5) {
    values[3] = norm.mean;
    values[4] = norm.variance;
  }
  return values;
}

/// Normalization with the batch's statistics: y[, mean, rstd]; and where there
/// are five results or six, updated running statistics as the last two.
static Values buildTraining(TorchOp op, const ChannelNorm &norm) {
  unsigned numResults = op->getNumResults();
  bool returnsUpdated = numResults > 4 && norm.mean;
  bool isSaved = op.isAnyRead(1, 2);
  if (norm.mean && !returnsUpdated)
    warnOfLostUpdates(op);
  OpBuilder &builder = op.getRewriter();
  auto normalized = BatchNormTrainingOp::create(
      builder, op.getLoc(), norm.input, norm.scale, norm.bias,
      returnsUpdated ? norm.mean : Value(),
      returnsUpdated ? norm.variance : Value(),
      /*num_batches_tracked=*/Value(), /*channel_axis=*/1,
      APFloat(norm.epsilon),
      returnsUpdated ? builder.getF64FloatAttr(norm.momentum) : FloatAttr(),
      MomentumConvention::Torch, /*unbiased_running_variance=*/true,
      /*use_running_stats=*/false, /*update_running_stats=*/true,
      /*return_statistics=*/isSaved, DenseI64ArrayAttr(), EstimatorAttr(),
      TypeAttr());
  SmallVector<Value> values(numResults);
  values[0] = normalized.getResult();
  if (isSaved)
    for (unsigned i : {1, 2})
      values[i] = saveStatistic(op, i, normalized->getResult(i));
  if (returnsUpdated)
    llvm::copy(normalized->getResults().take_back(2), values.end() - 2);
  return values;
}

/// input, weight, bias, running_mean, running_var, training, momentum, eps
static Values buildBatchNorm(TorchOp op) {
  FailureOr<ChannelNorm> norm =
      readChannelNorm(op, {/*mean=*/3, /*momentum=*/6});
  FailureOr<bool> isTraining = op.readBool(5);
  if (failed(norm) || failed(isTraining))
    return failure();
  if (*isTraining)
    return buildTraining(op, *norm);
  if (failed(requireRunning(op, *norm, "training")))
    return failure();
  return buildEvaluation(op, *norm);
}

/// input, weight, bias, training, momentum, eps
static Values buildBatchNormWithoutStatistics(TorchOp op) {
  FailureOr<ChannelNorm> norm =
      readChannelNorm(op, {/*mean=*/std::nullopt, /*momentum=*/4});
  FailureOr<bool> isTraining = op.readBool(3);
  if (failed(norm) || failed(isTraining))
    return failure();
  if (*isTraining)
    return buildTraining(op, *norm);
  return op->emitOpError()
         << "expects training to be true without running statistics; got false";
}

/// input, weight, bias, running_mean, running_var, momentum, eps
static Values buildBatchNormTraining(TorchOp op) {
  FailureOr<ChannelNorm> norm =
      readChannelNorm(op, {/*mean=*/3, /*momentum=*/5});
  if (failed(norm))
    return failure();
  return buildTraining(op, *norm);
}

static Values buildBatchNormEvaluation(TorchOp op) {
  FailureOr<ChannelNorm> norm =
      readChannelNorm(op, {/*mean=*/3, /*momentum=*/5});
  if (failed(norm) || failed(requireRunning(op, *norm, "training")))
    return failure();
  return buildEvaluation(op, *norm);
}

//===----------------------------------------------------------------------===//
// Instance norm
//===----------------------------------------------------------------------===//

/// input, weight, bias, running_mean, running_var, use_input_stats, momentum,
/// eps, cudnn_enabled
static Values buildInstanceNorm(TorchOp op) {
  FailureOr<ChannelNorm> norm =
      readChannelNorm(op, {/*mean=*/3, /*momentum=*/6});
  FailureOr<bool> usesInput = op.readBool(5);
  if (failed(norm) || failed(usesInput))
    return failure();
  if (!*usesInput) {
    if (failed(requireRunning(op, *norm, "use_input_stats")))
      return failure();
    return buildEvaluation(op, *norm);
  }
  if (norm->mean)
    warnOfLostUpdates(op);
  auto normalized = InstanceNormOp::create(
      op.getRewriter(), op.getLoc(), norm->input, norm->scale, norm->bias,
      /*running_mean=*/Value(), /*running_variance=*/Value(),
      /*channel_axis=*/1, getSpatialAxes(norm->input), APFloat(norm->epsilon),
      FloatAttr(), MomentumConvention::Torch, /*use_running_stats=*/false,
      /*update_running_stats=*/true, /*return_statistics=*/false,
      EstimatorAttr(), TypeAttr());
  return SmallVector<Value>{normalized.getResult()};
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

void norm::appendChannelNormEntries(SmallVectorImpl<TorchEntry> &entries) {
  entries.push_back(
      {"aten.group_norm",
       {"input", "num_groups", "weight", "bias", "eps", "cudnn_enabled"},
       1,
       buildGroupNorm});
  entries.push_back(
      {"aten.native_group_norm",
       {"input", "weight", "bias", "N", "C", "HxW", "group", "eps"},
       3,
       buildNativeGroupNorm});
  SmallVector<StringRef> running = {"input", "weight", "bias", "running_mean",
                                    "running_var"};
  auto after = [&](std::initializer_list<StringRef> rest) {
    SmallVector<StringRef> names = running;
    names.append(rest);
    return names;
  };
  auto batch = after({"training", "momentum", "eps"});
  auto oneWay = after({"momentum", "eps"});
  entries.push_back({"aten.batch_norm",
                     after({"training", "momentum", "eps", "cudnn_enabled"}), 1,
                     buildBatchNorm});
  entries.push_back({"aten.native_batch_norm", batch, 3, buildBatchNorm});
  entries.push_back({"aten.miopen_batch_norm", batch, 3, buildBatchNorm});
  entries.push_back(
      {"aten._native_batch_norm_legit", batch, 3, buildBatchNorm});
  entries.push_back(
      {"aten._native_batch_norm_legit_functional", batch, 5, buildBatchNorm});
  entries.push_back({"aten._native_batch_norm_legit.no_stats",
                     {"input", "weight", "bias", "training", "momentum", "eps"},
                     3,
                     buildBatchNormWithoutStatistics});
  entries.push_back({"aten._native_batch_norm_legit_no_training", oneWay, 3,
                     buildBatchNormEvaluation});
  entries.push_back(
      {"aten._batch_norm_no_update", oneWay, 4, buildBatchNormEvaluation});
  entries.push_back(
      {"aten._batch_norm_with_update", oneWay, 4, buildBatchNormTraining});
  entries.push_back({"aten._batch_norm_with_update_functional", oneWay, 6,
                     buildBatchNormTraining});
  entries.push_back(
      {"aten.instance_norm",
       after({"use_input_stats", "momentum", "eps", "cudnn_enabled"}), 1,
       buildInstanceNorm});
}
