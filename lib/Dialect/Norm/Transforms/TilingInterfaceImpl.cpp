//===- TilingInterfaceImpl.cpp - Named ops in tiles ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/TilingInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/TilingInterface.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A part of the input: an offset and a size for every axis.
struct Tile {
  SmallVector<OpFoldResult> offsets, sizes;

  /// The part along `axes`.
  Tile along(ArrayRef<int64_t> axes) const {
    Tile part;
    for (int64_t axis : axes) {
      part.offsets.push_back(offsets[axis]);
      part.sizes.push_back(sizes[axis]);
    }
    return part;
  }
};

} // namespace

/// The axis where parameters (`number` < 0) or a result of `op` have groups
/// instead of the input's channels, if there is one. A tile holds all of them.
static std::optional<int64_t> getGroupAxis(NormOpInterface op, int64_t number) {
  auto group = dyn_cast<GroupNormOp>(op.getOperation());
  bool hasGroups = group && (number < 0 ? group.getAffine() == Affine::PerGroup
                                        : number > 0);
  return hasGroups ? std::optional<int64_t>(group.getChannel()) : std::nullopt;
}

/// The part of the parameters (`number` < 0) or of a result that belongs to a
/// tile of the input.
static Tile getPart(OpBuilder &builder, NormOpInterface op, Tile tile,
                    int64_t number) {
  if (std::optional<int64_t> axis = getGroupAxis(op, number)) {
    tile.offsets[*axis] = builder.getIndexAttr(0);
    tile.sizes[*axis] = builder.getIndexAttr(
        cast<GroupNormOp>(op.getOperation()).getGroupCount());
  }
  return tile.along(number < 0 ? op.getAffineAxes() : op.getResultAxes(number));
}

/// Whether a size covers the whole of an axis of the input.
static bool isWhole(NormOpInterface op, int64_t axis, OpFoldResult offset,
                    OpFoldResult size) {
  if (!isConstantIntValue(offset, 0))
    return false;
  RankedTensorType type = op.getNormalized().getType();
  if (!type.isDynamicDim(axis))
    return isConstantIntValue(size, type.getDimSize(axis));
  auto value = dyn_cast<Value>(size);
  if (!value)
    return false;
  FailureOr<bool> equal = ValueBoundsConstraintSet::areEqual(
      value, ValueBoundsConstraintSet::Variable(op.getNormalized(), axis));
  return succeeded(equal) && *equal;
}

namespace {

template <typename Op>
struct NormTiling : TilingInterface::ExternalModel<NormTiling<Op>, Op> {
  SmallVector<utils::IteratorType>
  getLoopIteratorTypes(Operation *operation) const {
    auto op = cast<NormOpInterface>(operation);
    SmallVector<utils::IteratorType> types(
        op.getNormalized().getType().getRank(), utils::IteratorType::parallel);
    for (int64_t axis : op.getWholeAxes())
      types[axis] = utils::IteratorType::reduction;
    return types;
  }

  SmallVector<Range> getIterationDomain(Operation *operation,
                                        OpBuilder &builder) const {
    auto op = cast<NormOpInterface>(operation);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(operation);
    return llvm::map_to_vector(
        tensor::getMixedSizes(builder, op.getLoc(), op.getNormalized()),
        [&](OpFoldResult size) {
          return Range{builder.getIndexAttr(0), size, builder.getIndexAttr(1)};
        });
  }

  FailureOr<TilingResult>
  getTiledImplementation(Operation *operation, OpBuilder &builder,
                         ArrayRef<OpFoldResult> offsets,
                         ArrayRef<OpFoldResult> sizes) const {
    auto op = cast<NormOpInterface>(operation);
    Location loc = op.getLoc();
    for (int64_t axis : op.getWholeAxes())
      if (!isWhole(op, axis, offsets[axis], sizes[axis]))
        return operation->emitOpError()
               << "expects tiles of whole groups; got one that cuts axis "
               << axis;
    // A batch counter counts once, not once per tile.
    auto training = dyn_cast<BatchNormTrainingOp>(operation);
    if (training && training.getNumBatchesTracked())
      return operation->emitOpError()
             << "expects no num_batches_tracked in an op to tile";

    Tile tile{llvm::to_vector(offsets), llvm::to_vector(sizes)};
    TilingResult result;
    SmallVector<Value> operands;
    for (Value operand : operation->getOperands()) {
      Tile part =
          operand == op.getNormalized() ? tile : getPart(builder, op, tile, -1);
      SmallVector<OpFoldResult> strides(part.sizes.size(),
                                        builder.getIndexAttr(1));
      auto slice = tensor::ExtractSliceOp::create(
          builder, loc, operand, part.offsets, part.sizes, strides);
      operands.push_back(slice);
      result.generatedSlices.push_back(slice);
    }
    SmallVector<Type> types;
    for (auto [number, type] : llvm::enumerate(operation->getResultTypes())) {
      SmallVector<int64_t> shape;
      for (OpFoldResult size : getPart(builder, op, tile, number).sizes)
        shape.push_back(
            getConstantIntValue(size).value_or(ShapedType::kDynamic));
      types.push_back(RankedTensorType::get(
          shape, cast<RankedTensorType>(type).getElementType()));
    }
    Operation *tiled = mlir::clone(builder, operation, types, operands);
    result.tiledOps.push_back(tiled);
    result.tiledValues.assign(tiled->result_begin(), tiled->result_end());
    return result;
  }

  LogicalResult
  getResultTilePosition(Operation *operation, OpBuilder &builder,
                        unsigned number, ArrayRef<OpFoldResult> offsets,
                        ArrayRef<OpFoldResult> sizes,
                        SmallVector<OpFoldResult> &resultOffsets,
                        SmallVector<OpFoldResult> &resultSizes) const {
    Tile part =
        getPart(builder, cast<NormOpInterface>(operation),
                Tile{llvm::to_vector(offsets), llvm::to_vector(sizes)}, number);
    resultOffsets = part.offsets;
    resultSizes = part.sizes;
    return success();
  }

  LogicalResult getIterationDomainTileFromResultTile(
      Operation *operation, OpBuilder &builder, unsigned number,
      ArrayRef<OpFoldResult> offsets, ArrayRef<OpFoldResult> sizes,
      SmallVectorImpl<OpFoldResult> &domainOffsets,
      SmallVectorImpl<OpFoldResult> &domainSizes) const {
    auto op = cast<NormOpInterface>(operation);
    // Axes that the result does not run along are taken whole.
    for (Range range : getIterationDomain(operation, builder)) {
      domainOffsets.push_back(range.offset);
      domainSizes.push_back(range.size);
    }
    std::optional<int64_t> groupAxis = getGroupAxis(op, number);
    for (auto [position, axis] : llvm::enumerate(op.getResultAxes(number))) {
      if (axis == groupAxis) {
        int64_t groups =
            cast<RankedTensorType>(operation->getResult(number).getType())
                .getDimSize(position);
        if (!isConstantIntValue(offsets[position], 0) ||
            !isConstantIntValue(sizes[position], groups))
          return failure();
        continue;
      }
      domainOffsets[axis] = offsets[position];
      domainSizes[axis] = sizes[position];
    }
    return success();
  }

  FailureOr<TilingResult>
  generateResultTileValue(Operation *operation, OpBuilder &builder,
                          unsigned number, ArrayRef<OpFoldResult> offsets,
                          ArrayRef<OpFoldResult> sizes) const {
    SmallVector<OpFoldResult> domainOffsets, domainSizes;
    if (failed(getIterationDomainTileFromResultTile(
            operation, builder, number, offsets, sizes, domainOffsets,
            domainSizes)))
      return failure();
    // A consumer may ask for a part of a group; the caller then keeps the op
    // whole.
    auto op = cast<NormOpInterface>(operation);
    for (int64_t axis : op.getWholeAxes())
      if (!isWhole(op, axis, domainOffsets[axis], domainSizes[axis]))
        return failure();
    FailureOr<TilingResult> tiled =
        getTiledImplementation(operation, builder, domainOffsets, domainSizes);
    if (failed(tiled))
      return failure();
    return TilingResult{
        tiled->tiledOps, {tiled->tiledValues[number]}, tiled->generatedSlices};
  }
};

} // namespace

void norm::registerTilingInterfaceExternalModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    LayerNormOp::attachInterface<NormTiling<LayerNormOp>>(*context);
    RMSNormOp::attachInterface<NormTiling<RMSNormOp>>(*context);
    BatchNormOp::attachInterface<NormTiling<BatchNormOp>>(*context);
    BatchNormTrainingOp::attachInterface<NormTiling<BatchNormTrainingOp>>(
        *context);
    GroupNormOp::attachInterface<NormTiling<GroupNormOp>>(*context);
    InstanceNormOp::attachInterface<NormTiling<InstanceNormOp>>(*context);
    LocalResponseNormOp::attachInterface<NormTiling<LocalResponseNormOp>>(
        *context);
    LpNormalizeOp::attachInterface<NormTiling<LpNormalizeOp>>(*context);
    WeightNormOp::attachInterface<NormTiling<WeightNormOp>>(*context);
  });
}
