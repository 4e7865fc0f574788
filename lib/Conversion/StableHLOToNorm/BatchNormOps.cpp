//===- BatchNormOps.cpp - Batch normalization of StableHLO ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BatchNormOps.h"

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

SmallVector<int64_t> BatchNorm::getReducedDims() const {
  SmallVector<int64_t> dims;
  for (int64_t dim = 0; dim < getType().getRank(); ++dim)
    if (dim != channel)
      dims.push_back(dim);
  return dims;
}

/// Checks that a parameter has one element per feature, of the operand's type.
static LogicalResult checkParameter(Operation *op, unsigned number,
                                    RankedTensorType operand, int64_t channel) {
  auto type = cast<RankedTensorType>(op->getOperand(number).getType());
  auto expected = RankedTensorType::get({operand.getDimSize(channel)},
                                        operand.getElementType());
  if (type.getElementType() == expected.getElementType() &&
      succeeded(verifyCompatibleShape(type, expected)))
    return success();
  return op->emitOpError() << "expects operand #" << number << " of type "
                           << expected << "; got " << type;
}

FailureOr<BatchNorm> stablehlo::readBatchNorm(OpBuilder &builder, Operation *op,
                                              unsigned wide) {
  Value operand = op->getOperand(0);
  auto type = requireFloatTensor(op, "operand", operand.getType());
  if (failed(type))
    return failure();
  auto epsilon = readFloat(op, "epsilon");
  auto channel = readDim(op, "feature_index", type->getRank());
  if (failed(epsilon) || failed(channel))
    return failure();
  for (unsigned number = 1; number < op->getNumOperands(); ++number)
    if (number != wide && failed(checkParameter(op, number, *type, *channel)))
      return failure();
  if (type->getRank() > 1)
    return BatchNorm{operand, *channel, *epsilon};
  return BatchNorm{createUnitDims(builder, op->getLoc(), operand, {0}), 1,
                   *epsilon};
}

/// A result like the batch norm's operand as one like the op's.
static Value restoreRank(OpBuilder &builder, Operation *op, Value result) {
  auto type = cast<RankedTensorType>(op->getOperand(0).getType());
  if (type.getRank() > 1)
    return result;
  return createReshape(
      builder, op->getLoc(), result,
      getTracedSizes(builder, op->getLoc(), op->getOperand(0)));
}

static Replacement convertInference(OpBuilder &builder, Operation *op) {
  auto read = readBatchNorm(builder, op);
  if (failed(read))
    return failure();
  auto result = BatchNormOp::create(
      builder, op->getLoc(), read->operand, /*mean=*/op->getOperand(3),
      /*variance=*/op->getOperand(4), /*scale=*/op->getOperand(1),
      /*bias=*/op->getOperand(2), builder.getI64IntegerAttr(read->channel),
      builder.getF64FloatAttr(read->epsilon));
  if (failed(verifyAs(op, result)))
    return failure();
  return restoreRank(builder, op, result);
}

/// Whether norm.batch_norm_training refuses what StableHLO defines: no epsilon,
/// or a feature of one element.
static bool isDegenerate(const BatchNorm &read) {
  int64_t count = 1;
  for (int64_t dim : read.getReducedDims()) {
    if (read.getType().isDynamicDim(dim))
      return read.epsilon == 0;
    count *= read.getType().getDimSize(dim);
  }
  return read.epsilon == 0 || count == 1;
}

/// output, mean and variance from norm.stats and norm.apply.
static Replacement writeTraining(OpBuilder &builder, Operation *op,
                                 const BatchNorm &read) {
  Location loc = op->getLoc();
  SmallVector<int64_t> reduced = read.getReducedDims();
  auto stats = StatsOp::create(
      builder, loc,
      StatisticKindAttr::get(builder.getContext(), StatisticKind::Moments),
      read.operand, builder.getDenseI64ArrayAttr(reduced), EstimatorAttr(),
      TypeAttr());
  Value m2 = stats.getM2();
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, m2);
  Value count = createSplat(
      builder, loc,
      convertIndexToFloat64(
          builder, loc, getElementCount(builder, loc, read.operand, reduced)),
      sizes);
  Value epsilon = createSplat(
      builder, loc,
      createFloat(builder, loc, builder.getF64Type(), read.epsilon), sizes);
  auto create = [&](Arithmetic kind, ValueRange operands) {
    return createArithmetic(builder, loc, kind, operands);
  };
  Value variance = create(Arithmetic::Divide, {m2, count});
  Value deviation =
      create(Arithmetic::Sqrt, create(Arithmetic::Add, {variance, epsilon}));
  auto channel = builder.getDenseI64ArrayAttr(read.channel);
  Value output = ApplyOp::create(
      builder, loc, read.getType(), read.operand, stats.getMean(),
      create(Arithmetic::Reciprocal, deviation), op->getOperand(1),
      op->getOperand(2), channel, channel, builder.getF64FloatAttr(0.0),
      CastPointAttr::get(builder.getContext(), CastPoint::Result));
  return SmallVector<Value>{
      restoreRank(builder, op, output),
      createConversion(builder, loc, stats.getMean(), read.getElement()),
      createConversion(builder, loc, variance, read.getElement())};
}

/// Whether all elements of a tensor are known to be `number`.
static bool isAll(Value tensor, double number) {
  DenseFPElementsAttr constant;
  return matchPattern(tensor, m_Constant(&constant)) && constant.isSplat() &&
         constant.getSplatValue<APFloat>().convertToDouble() == number;
}

/// Where features are rows: every dim before them has one element, the scale is
/// 1, the offset 0, and only the output is read. So layer normalization arrives
/// that was rewritten to batch normalization of a tensor with its rows in one
/// dim.
static bool normalizesRows(Operation *op, const BatchNorm &read) {
  ArrayRef<int64_t> shape = read.getType().getShape();
  return read.channel + 1 < read.getType().getRank() &&
         llvm::all_of(shape.take_front(read.channel),
                      [](int64_t size) { return size == 1; }) &&
         isAll(op->getOperand(1), 1.0) && isAll(op->getOperand(2), 0.0) &&
         op->getResult(1).use_empty() && op->getResult(2).use_empty();
}

/// The tensor that `rows` is a view of and that has the same last `count` dims,
/// through splits and joins of the dims before; else `rows` itself.
static Value getViewed(Value rows, int64_t count) {
  auto getLast = [&](Value tensor) {
    auto type = cast<RankedTensorType>(tensor.getType());
    return type.getRank() < count ? ArrayRef<int64_t>()
                                  : type.getShape().take_back(count);
  };
  auto isStatic = [](ArrayRef<int64_t> sizes) {
    return !llvm::is_contained(sizes, ShapedType::kDynamic);
  };
  Value best = rows, tensor = rows;
  while (Operation *view = tensor.getDefiningOp()) {
    if (!isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(view))
      break;
    tensor = view->getOperand(0);
    if (getLast(tensor) == getLast(rows) && isStatic(getLast(rows)))
      best = tensor;
  }
  return best;
}

static Replacement convertRows(OpBuilder &builder, Operation *op,
                               const BatchNorm &read) {
  int64_t count = read.getType().getRank() - read.channel - 1;
  Value rows = getViewed(read.operand, count);
  int64_t rank = cast<RankedTensorType>(rows.getType()).getRank();
  auto layer = LayerNormOp::create(
      builder, op->getLoc(), rows, /*scale=*/Value(), /*bias=*/Value(),
      builder.getDenseI64ArrayAttr(
          llvm::to_vector(llvm::seq(rank - count, rank))),
      builder.getF64FloatAttr(read.epsilon),
      EpsilonModeAttr::get(builder.getContext(), EpsilonMode::InsideSqrt),
      builder.getF64FloatAttr(0.0),
      CastPointAttr::get(builder.getContext(), CastPoint::Result),
      /*return_statistics=*/UnitAttr(), EstimatorAttr(), TypeAttr());
  if (failed(verifyAs(op, layer)))
    return failure();
  Value result =
      createReshape(builder, op->getLoc(), layer.getResult(),
                    getTracedSizes(builder, op->getLoc(), read.operand));
  return SmallVector<Value>{restoreRank(builder, op, result), Value(), Value()};
}

/// Running statistics that take all of the new ones are the batch's own; they
/// are there only for a reader.
static Replacement convertTraining(OpBuilder &builder, Operation *op) {
  auto read = readBatchNorm(builder, op);
  if (failed(read))
    return failure();
  if (op->getNumResults() != 3)
    return op->emitOpError()
           << "expects 3 results; got " << op->getNumResults();
  if (normalizesRows(op, *read))
    return convertRows(builder, op, *read);
  if (isDegenerate(*read))
    return writeTraining(builder, op, *read);
  Location loc = op->getLoc();
  bool isRead = !op->getResult(1).use_empty() || !op->getResult(2).use_empty();
  Value running;
  if (isRead)
    running = createSplat(
        builder, loc, createFloat(builder, loc, read->getElement(), 0.0),
        getTracedSize(builder, loc, read->operand, read->channel));
  auto training = BatchNormTrainingOp::create(
      builder, loc, read->operand, op->getOperand(1), op->getOperand(2),
      running, running, /*num_batches_tracked=*/Value(),
      builder.getI64IntegerAttr(read->channel),
      builder.getF64FloatAttr(read->epsilon),
      isRead ? builder.getF64FloatAttr(1.0) : FloatAttr(),
      MomentumConventionAttr::get(builder.getContext(),
                                  MomentumConvention::Torch),
      builder.getBoolAttr(!isRead), /*use_running_stats=*/UnitAttr(),
      builder.getBoolAttr(true), /*return_statistics=*/UnitAttr(),
      /*process_group=*/DenseI64ArrayAttr(), EstimatorAttr(), TypeAttr());
  if (failed(verifyAs(op, training)))
    return failure();
  SmallVector<Value> results = {restoreRank(builder, op, training.getResult()),
                                Value(), Value()};
  if (isRead)
    llvm::copy(training.getUpdatedRunningStatistics(), results.begin() + 1);
  return results;
}

void stablehlo::addBatchNormOps(Table &table) {
  SmallVector<StringRef, 4> attributes = {"epsilon", "feature_index"};
  table["stablehlo.batch_norm_grad"] = {
      convertBatchNormGrad,
      {"operand", "scale", "mean", "variance", "grad_output"},
      attributes};
  table["stablehlo.batch_norm_inference"] = {
      convertInference,
      {"operand", "scale", "offset", "mean", "variance"},
      attributes};
  table["stablehlo.batch_norm_training"] = {
      convertTraining, {"operand", "scale", "offset"}, attributes};
}
