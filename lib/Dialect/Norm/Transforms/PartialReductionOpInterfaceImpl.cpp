//===- PartialReductionOpInterfaceImpl.cpp - Split statistics ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/PartialReductionOpInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/IR/Tile.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/TilingInterface.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Statistics of parts, each a tensor whose last dimension numbers the parts;
/// of moments also the number of elements in each.
class PartMerger {
public:
  PartMerger(StatsOp op, OpBuilder &builder, ValueRange parts)
      : op(op), builder(builder), loc(op.getLoc()), parts(parts),
        keptRank(cast<RankedTensorType>(parts.front().getType()).getRank() - 1),
        partMap(builder.getMultiDimIdentityMap(keptRank + 1)),
        keptSizes(getSizes(builder, loc, parts.front(),
                           llvm::to_vector(llvm::seq(keptRank)))) {}

  /// The statistics of all parts together; of moments also their elements.
  SmallVector<Value> merge() {
    switch (op.getKind()) {
    case StatisticKind::Moments:
      return MergeStatsOp::create(builder, loc, parts[0], parts[1], parts[2],
                                  builder.getI64IntegerAttr(keptRank))
          ->getResults();
    case StatisticKind::SecondMoment:
    case StatisticKind::AbsSum:
      return createSums(builder, loc, parts, partMap, keptRank, keptSizes,
                        f64(), takeFirst);
    case StatisticKind::AbsMax:
      return createMaxima(builder, loc, parts, partMap, keptRank, keptSizes,
                          f64(), takeFirst);
    case StatisticKind::AbsPowerSum:
      return mergePowerSums();
    }
    llvm_unreachable("all kinds are handled");
  }

private:
  static SmallVector<Value> takeFirst(OpBuilder &, Location,
                                      ValueRange scalars) {
    return {scalars[0]};
  }
  Type f64() const { return builder.getF64Type(); }
  Value isEqual(OpBuilder &b, Value value, double number) const {
    return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, value,
                                 createFloat(b, loc, f64(), number));
  }
  SmallVector<Value> mergePowerSums();

  StatsOp op;
  OpBuilder &builder;
  Location loc;
  ValueRange parts;
  int64_t keptRank;
  AffineMap partMap;
  SmallVector<OpFoldResult> keptSizes;
};

} // namespace

/// scale = max(scale of parts that have one), sum = sum((own / scale)^p * own
/// sum). As in norm.stats, the scale is 1 where the maximum is 0 or infinite.
SmallVector<Value> PartMerger::mergePowerSums() {
  auto zero = [&](OpBuilder &b) { return createFloat(b, loc, f64(), 0.0); };
  SmallVector<Value> maxima = createMaxima(
      builder, loc, parts, {partMap, partMap}, keptRank, keptSizes,
      {f64(), f64()},
      [&](OpBuilder &b, Location, ValueRange scalars) -> SmallVector<Value> {
        Value isNone = isEqual(b, scalars[1], 0.0);
        return {arith::SelectOp::create(b, loc, isNone, zero(b), scalars[0]),
                scalars[1]};
      });
  Value scale = createElementwise(
      builder, loc, maxima, f64(),
      [&](OpBuilder &b, Location, ValueRange scalars) -> SmallVector<Value> {
        Value isExtreme = arith::OrIOp::create(
            b, loc, isEqual(b, scalars[0], 0.0),
            isEqual(b, scalars[1], std::numeric_limits<double>::infinity()));
        return {arith::SelectOp::create(
            b, loc, isExtreme, createFloat(b, loc, f64(), 1.0), scalars[0])};
      })[0];
  AffineMap keptMap = getKeptDimsMap(builder, keptRank + 1, keptRank);
  Value sum = createSums(
      builder, loc, {parts[0], parts[1], scale}, {partMap, partMap, keptMap},
      keptRank, keptSizes, f64(),
      [&](OpBuilder &b, Location, ValueRange scalars) -> SmallVector<Value> {
        Value ratio = arith::DivFOp::create(b, loc, scalars[0], scalars[2]);
        Value own = arith::MulFOp::create(
            b, loc, createPower(b, loc, ratio, op.getP()->convertToDouble()),
            scalars[1]);
        // What has no scale is not to be multiplied by it.
        Value isNone = isEqual(b, scalars[1], 0.0);
        return {arith::SelectOp::create(b, loc, isNone, zero(b), own)};
      })[0];
  return {scale, sum};
}

/// A tensor with one more dimension, of size 1, at its end.
static Value appendUnitDim(OpBuilder &builder, Location loc, Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  int64_t rank = type.getRank();
  SmallVector<int64_t> shape(type.getShape());
  shape.push_back(1);
  SmallVector<ReassociationIndices> groups;
  for (int64_t dim = 0; dim < rank; ++dim)
    groups.push_back({dim});
  if (rank > 0)
    groups.back().push_back(rank);
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(builder, loc, value);
  sizes.push_back(builder.getIndexAttr(1));
  return tensor::ExpandShapeOp::create(
      builder, loc, RankedTensorType::get(shape, type.getElementType()), value,
      groups, sizes);
}

/// Two parts, the first of `all` and `next`, as one tensor.
static Value createPair(OpBuilder &builder, Location loc, Value all,
                        Value next) {
  auto type = cast<RankedTensorType>(next.getType());
  int64_t last = type.getRank() - 1;
  Tile part{SmallVector<OpFoldResult>(last + 1, builder.getIndexAttr(0)),
            tensor::getMixedSizes(builder, loc, next)};
  Value first = createSlice(builder, loc, all, part);
  SmallVector<OpFoldResult> sizes = part.sizes;
  sizes[last] = builder.getIndexAttr(2);
  Value pair =
      tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  SmallVector<OpFoldResult> strides(last + 1, builder.getIndexAttr(1));
  for (auto [index, value] : llvm::enumerate(SmallVector<Value>{first, next})) {
    part.offsets[last] = builder.getIndexAttr(index);
    pair = tensor::InsertSliceOp::create(builder, loc, value, pair,
                                         part.offsets, part.sizes, strides);
  }
  return pair;
}

namespace {

/// In parallel, each part of the axis has its own place in a tensor of partial
/// statistics. In turn, each is merged into the first of the places, and the
/// others stay empty.
struct StatsSplitting
    : PartialReductionOpInterface::ExternalModel<StatsSplitting, StatsOp> {
  static LogicalResult verify(StatsOp op,
                              const llvm::SetVector<unsigned> &split) {
    if (split.size() == 1 && llvm::is_contained(op.getAxes(), *split.begin()))
      return success();
    InFlightDiagnostic report = op.emitOpError()
                                << "expects one of the normalized axes [";
    llvm::interleaveComma(op.getAxes(), report);
    report << "] to be split; got [";
    llvm::interleaveComma(split, report);
    return report << "]";
  }

  static SmallVector<int64_t> getKept(StatsOp op) {
    return complementAxes(op.getInput().getType().getRank(), op.getAxes());
  }

  FailureOr<SmallVector<Value>> generateInitialTensorForPartialReduction(
      Operation *operation, OpBuilder &builder, Location loc,
      ArrayRef<OpFoldResult> sizes,
      const llvm::SetVector<unsigned> &split) const {
    auto op = cast<StatsOp>(operation);
    if (failed(verify(op, split)))
      return failure();
    SmallVector<OpFoldResult> shape;
    for (int64_t axis : getKept(op))
      shape.push_back(sizes[axis]);
    shape.push_back(sizes[split.front()]);
    SmallVector<Value> initial;
    auto fill = [&](ArrayRef<OpFoldResult> own, Type element) {
      Value zero =
          arith::ConstantOp::create(builder, loc, builder.getZeroAttr(element));
      Value empty = tensor::EmptyOp::create(builder, loc, own, element);
      initial.push_back(
          linalg::FillOp::create(builder, loc, zero, empty).getResult(0));
    };
    for (unsigned number = 0; number < op.getNumResults(); ++number)
      fill(shape, builder.getF64Type());
    if (op.getKind() == StatisticKind::Moments)
      fill(shape.back(), builder.getIndexType());
    return initial;
  }

  FailureOr<TilingResult> tileToPartialReduction(
      Operation *operation, OpBuilder &builder, Location loc,
      ReductionTilingStrategy strategy, ValueRange initial,
      ArrayRef<OpFoldResult> offsets, ArrayRef<OpFoldResult> sizes,
      const llvm::SetVector<unsigned> &split, ArrayRef<OpFoldResult>) const {
    auto op = cast<StatsOp>(operation);
    auto type = op.getInput().getType();
    for (auto [axis, offset, size] : llvm::enumerate(offsets, sizes))
      if (axis != split.front() &&
          getExtent(offset, size, {op.getInput(), int64_t(axis)},
                    type.isDynamicDim(axis)
                        ? std::nullopt
                        : std::optional(type.getDimSize(axis))) !=
              Extent::Whole)
        return op.emitOpError() << "expects only axis " << split.front()
                                << " to be cut; got tiles of "
                                << writeSize(size) << " along axis " << axis;
    Value part =
        createSlice(builder, loc, op.getInput(),
                    {llvm::to_vector(offsets), llvm::to_vector(sizes)});
    Operation *tiled =
        mlir::clone(builder, operation, operation->getResultTypes(), part);
    SmallVector<Value> values;
    for (Value statistic : tiled->getResults())
      values.push_back(appendUnitDim(builder, loc, statistic));
    if (op.getKind() == StatisticKind::Moments)
      values.push_back(tensor::FromElementsOp::create(
          builder, loc,
          getElementCount(builder, loc, part, llvm::to_vector(op.getAxes()))));
    if (strategy == ReductionTilingStrategy::PartialReductionOuterReduction) {
      SmallVector<Value> pairs;
      for (auto [all, next] : llvm::zip_equal(initial, values))
        pairs.push_back(createPair(builder, loc, all, next));
      values = PartMerger(op, builder, pairs).merge();
      for (Value &value : values)
        value = appendUnitDim(builder, loc, value);
    }
    return TilingResult{{tiled}, values, {part.getDefiningOp()}};
  }

  FailureOr<MergeResult>
  mergeReductions(Operation *operation, OpBuilder &builder, Location loc,
                  ValueRange parts, const llvm::SetVector<unsigned> &) const {
    auto op = cast<StatsOp>(operation);
    SmallVector<Value> merged = PartMerger(op, builder, parts).merge();
    merged.truncate(op.getNumResults());
    MergeResult result;
    for (auto [value, original] : llvm::zip_equal(merged, op.getResults())) {
      if (!llvm::is_contained(result.mergeOps, value.getDefiningOp()))
        result.mergeOps.push_back(value.getDefiningOp());
      if (value.getType() != original.getType())
        value = tensor::CastOp::create(builder, loc, original.getType(), value);
    }
    result.replacements = merged;
    return result;
  }

  LogicalResult getPartialResultTilePosition(
      Operation *operation, OpBuilder &builder, unsigned number,
      ReductionTilingStrategy strategy, ArrayRef<OpFoldResult> offsets,
      ArrayRef<OpFoldResult> sizes, const llvm::SetVector<unsigned> &,
      ArrayRef<OpFoldResult> splitPlaces,
      SmallVector<OpFoldResult> &resultOffsets,
      SmallVector<OpFoldResult> &resultSizes) const {
    auto op = cast<StatsOp>(operation);
    if (number < op.getNumResults())
      for (int64_t axis : getKept(op)) {
        resultOffsets.push_back(offsets[axis]);
        resultSizes.push_back(sizes[axis]);
      }
    bool isParallel =
        strategy == ReductionTilingStrategy::PartialReductionOuterParallel;
    resultOffsets.push_back(isParallel ? splitPlaces.front()
                                       : builder.getIndexAttr(0));
    resultSizes.push_back(builder.getIndexAttr(1));
    return success();
  }
};

} // namespace

void norm::registerPartialReductionOpInterfaceExternalModels(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    StatsOp::attachInterface<StatsSplitting>(*context);
  });
}
