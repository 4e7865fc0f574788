//===- NormGroupDecompose.cpp - Group and instance norm to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only statistics see the channels of a group norm as groups x channels of a
// group; norm.apply works on the input as it is, from statistics that small
// linalg ops have spread to the channels.
//
//===----------------------------------------------------------------------===//

#include "DecomposeUtils.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Group normalization
//===----------------------------------------------------------------------===//

/// The dims of a tensor of rank `rank` in which `axis` is split into two, as
/// tensor.expand_shape takes them.
static SmallVector<ReassociationIndices> splitDim(int64_t rank, int64_t axis) {
  SmallVector<ReassociationIndices> dims;
  for (int64_t dim = 0; dim < rank; ++dim) {
    if (dim == axis)
      dims.push_back({dim, dim + 1});
    else
      dims.push_back({dim < axis ? dim : dim + 1});
  }
  return dims;
}

/// The number of channels in a group.
static OpFoldResult createChannelsPerGroup(OpBuilder &builder, GroupNormOp op) {
  Location loc = op.getLoc();
  OpFoldResult channels =
      getSizes(builder, loc, op.getInput(), op.getChannel())[0];
  if (std::optional<int64_t> known = getConstantIntValue(channels))
    return builder.getIndexAttr(*known / op.getGroupCount());
  Value groups =
      arith::ConstantIndexOp::create(builder, loc, op.getGroupCount());
  return arith::DivUIOp::create(builder, loc, cast<Value>(channels), groups)
      .getResult();
}

/// The input with its channels as groups x channels of a group; a view.
static Value createGroupedInput(OpBuilder &builder, GroupNormOp op,
                                OpFoldResult channelsPerGroup) {
  RankedTensorType type = op.getNormalized().getType();
  int64_t channel = op.getChannel();
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, op.getLoc(), op.getInput());
  sizes[channel] = channelsPerGroup;
  sizes.insert(sizes.begin() + channel,
               builder.getIndexAttr(op.getGroupCount()));
  // What the input's type does not state, the view's does not either, though
  // the size may be known.
  SmallVector<int64_t> shape(type.getShape());
  shape.insert(shape.begin() + channel, op.getGroupCount());
  if (!type.isDynamicDim(channel))
    shape[channel + 1] = type.getDimSize(channel) / op.getGroupCount();
  for (auto [size, stated] : llvm::zip_equal(sizes, shape))
    if (ShapedType::isDynamic(stated))
      size = getValueOrCreateConstantIndexOp(builder, op.getLoc(), size);
  return tensor::ExpandShapeOp::create(
      builder, op.getLoc(), type.clone(shape), op.getInput(),
      splitDim(type.getRank(), channel), sizes);
}

/// Tensors of one shape, with the groups as dim `dim`, spread to the channels:
/// every channel gets the value of its group.
static SmallVector<Value> spreadGroups(OpBuilder &builder, Location loc,
                                       ValueRange groups, int64_t dim,
                                       OpFoldResult channelsPerGroup) {
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, loc, groups.front());
  int64_t rank = sizes.size();
  sizes.insert(sizes.begin() + dim + 1, channelsPerGroup);
  // (..., group, channel of the group, ...) -> (..., group, ...)
  AffineMap map = builder.getMultiDimIdentityMap(rank + 1).dropResult(dim + 1);
  SmallVector<AffineMap> maps(groups.size(), map);
  SmallVector<Type> elements = llvm::map_to_vector(groups, [](Value group) {
    return cast<RankedTensorType>(group.getType()).getElementType();
  });
  SmallVector<Value> spread =
      createElementwise(builder, loc, groups, maps, sizes, elements,
                        [](OpBuilder &, Location, ValueRange scalars) {
                          return SmallVector<Value>(scalars);
                        });
  for (Value &value : spread)
    value = tensor::CollapseShapeOp::create(builder, loc, value,
                                            splitDim(rank, dim));
  return spread;
}

FailureOr<SmallVector<Value>>
GroupNormOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  materializeSizeConditions(builder, *this);
  OpFoldResult channelsPerGroup = createChannelsPerGroup(builder, *this);
  Value grouped = createGroupedInput(builder, *this, channelsPerGroup);
  // Inside a group run the spatial axes and the channels of the group, which
  // stand right after the groups.
  SmallVector<int64_t> inner;
  for (int64_t axis : getReducedAxes())
    inner.push_back(axis < getChannel() ? axis : axis + 1);
  StatisticsTensors group = createStatistics(
      builder, *this, grouped, inner, getEstimatorAttr(), getAccumulatorAttr());

  // Axes of the input that the statistics of channels run along.
  SmallVector<int64_t> axes = getResultAxes(/*number=*/1);
  int64_t dim = llvm::find(axes, getChannel()) - axes.begin();
  SmallVector<Value> statistics = spreadGroups(
      builder, loc, {group.mean, group.rstd}, dim, channelsPerGroup);
  Value scale = getScale(), bias = getBias();
  if (getAffine() == Affine::PerGroup) {
    if (scale)
      scale = spreadGroups(builder, loc, scale, 0, channelsPerGroup)[0];
    if (bias)
      bias = spreadGroups(builder, loc, bias, 0, channelsPerGroup)[0];
  }
  SmallVector<Value> results = {createApply(builder, *this, statistics[0],
                                            statistics[1], axes, scale, bias)};
  if (getReturnStatistics())
    appendStatistics(builder, *this, {group.mean, group.rstd}, results);
  return results;
}

//===----------------------------------------------------------------------===//
// Instance normalization
//===----------------------------------------------------------------------===//

/// The averages over the batch of f64 tensors that run along the batch axes and
/// the channel, of which there is at least one. Nothing is averaged over an
/// empty batch: 0.
static SmallVector<Value> createBatchAverages(OpBuilder &builder,
                                              InstanceNormOp op,
                                              ValueRange statistics) {
  Location loc = op.getLoc();
  SmallVector<int64_t> kept = op.getKeptAxes(), batch = op.getBatchAxes();
  if (batch.empty())
    return SmallVector<Value>(statistics);
  Value number = convertIndexToFloat64(
      builder, loc, getElementCount(builder, loc, op.getInput(), batch));
  // The space is (channel, batch axes...).
  SmallVector<AffineExpr> dims;
  int64_t next = 1;
  for (int64_t axis : kept)
    dims.push_back(
        builder.getAffineDimExpr(axis == op.getChannel() ? 0 : next++));
  SmallVector<AffineMap> maps(
      statistics.size(),
      AffineMap::get(kept.size(), 0, dims, builder.getContext()));
  SmallVector<Type> elements(statistics.size(), builder.getF64Type());
  return createSums(
      builder, loc, statistics, maps, /*keptRank=*/1,
      getSizes(builder, loc, op.getInput(), op.getChannel()), elements,
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        return llvm::map_to_vector(scalars, [&](Value scalar) -> Value {
          return arith::DivFOp::create(b, l, scalar, number);
        });
      });
}

/// The running mean and variance after this input; an empty one changes
/// nothing.
static SmallVector<Value> createInstanceUpdate(OpBuilder &builder,
                                               InstanceNormOp op,
                                               const StatisticsTensors &group) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  SmallVector<Value> averages =
      createBatchAverages(builder, op, {group.mean, group.m2});
  RunningUpdate update;
  update.runningMean = op.getRunningMean();
  update.runningVariance = op.getRunningVariance();
  update.mean = averages[0];
  update.m2 = averages[1];
  update.divisor = arith::SubFOp::create(
      builder, loc, convertIndexToFloat64(builder, loc, group.count),
      createFloat(builder, loc, f64, 1.0));
  std::optional<APFloat> momentum = op.getMomentum();
  update.factor = momentum ? createUpdateFactor(builder, loc, *momentum,
                                                op.getMomentumConvention())
                           : createFloat(builder, loc, f64, 0.0);
  SmallVector<int64_t> averaged = op.getWholeAxes();
  Value elements = getElementCount(builder, loc, op.getInput(), averaged);
  update.isEmpty =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, elements,
                            arith::ConstantIndexOp::create(builder, loc, 0));
  return createRunningUpdate(builder, loc, update);
}

FailureOr<SmallVector<Value>>
InstanceNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  StatisticsTensors group;
  if (takesInputStatistics())
    group = createStatistics(builder, *this, getEstimatorAttr(),
                             getAccumulatorAttr());
  // Where running statistics are used, the input's rstd is dead.
  auto [mean, rstd] =
      getUseRunningStats()
          ? createGivenStatistics(builder, *this, getRunningMean(),
                                  getRunningVariance())
          : std::pair(group.mean, group.rstd);
  SmallVector<Value> results = {
      createApply(builder, *this, mean, rstd,
                  getUseRunningStats() ? getAffineAxes() : getKeptAxes(),
                  getScale(), getBias())};
  if (getReturnStatistics())
    appendStatistics(builder, *this, {group.mean, group.rstd}, results);
  if (updatesRunningStatistics())
    llvm::append_range(results, createInstanceUpdate(builder, *this, group));
  return results;
}
