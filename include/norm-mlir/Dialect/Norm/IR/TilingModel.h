//===- TilingModel.h - TilingInterface by a few questions -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_TILINGMODEL_H
#define NORM_MLIR_DIALECT_NORM_IR_TILINGMODEL_H

#include "norm-mlir/Dialect/Norm/IR/Tile.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/TilingInterface.h"

namespace mlir::norm {

/// The part that `offsets` and `sizes` state.
inline Tile makeTile(ArrayRef<OpFoldResult> offsets,
                     ArrayRef<OpFoldResult> sizes) {
  return {llvm::to_vector(offsets), llvm::to_vector(sizes)};
}

/// TilingInterface of `Op` by what a `Tiling`, made of the op, answers:
///
///   getIteratorTypes()   the kind of each dimension of the iteration space
///   getDomain(builder)   the whole of it
///   createTile(builder, tile, fault)
///                        the op that computes a tile, or a text that says why
///                        not
///   getResultPart(builder, number, tile)
///                        the part of a result that a tile computes
///   findRepetition(number, tile)
///                        why a result cannot be put together from such tiles
///   computesExactly(builder, number, tile, sizes)
///                        whether the results of that op are no larger than
///                        what is wanted of result `number`, of these sizes
///   getTileOfResult(builder, number, part, fault)
///                        the tile that computes a part of a result, or more
///   getTileOfOperands(builder, numbers, parts, fault)
///                        the tile that reads these parts of these operands
///   mayTakeResult(number, part), mayTakeOperands(numbers, parts)
///                        whether there is such a tile; creates nothing
template <typename Op, typename Tiling>
struct TilingModel
    : TilingInterface::ExternalModel<TilingModel<Op, Tiling>, Op> {
  static Tiling ask(Operation *op) { return Tiling(cast<Op>(op)); }

  SmallVector<utils::IteratorType> getLoopIteratorTypes(Operation *op) const {
    return ask(op).getIteratorTypes();
  }

  SmallVector<Range> getIterationDomain(Operation *op,
                                        OpBuilder &builder) const {
    Tile domain = ask(op).getDomain(builder);
    return llvm::map_to_vector(
        llvm::zip_equal(domain.offsets, domain.sizes), [&](auto entry) {
          auto [offset, size] = entry;
          return Range{offset, size, builder.getIndexAttr(1)};
        });
  }

  FailureOr<TilingResult>
  getTiledImplementation(Operation *op, OpBuilder &builder,
                         ArrayRef<OpFoldResult> offsets,
                         ArrayRef<OpFoldResult> sizes) const {
    std::string fault;
    FailureOr<TilingResult> tiled =
        ask(op).createTile(builder, makeTile(offsets, sizes), fault);
    if (failed(tiled))
      return op->emitOpError() << fault;
    return tiled;
  }

  LogicalResult
  getResultTilePosition(Operation *op, OpBuilder &builder, unsigned number,
                        ArrayRef<OpFoldResult> offsets,
                        ArrayRef<OpFoldResult> sizes,
                        SmallVector<OpFoldResult> &resultOffsets,
                        SmallVector<OpFoldResult> &resultSizes) const {
    Tiling tiling = ask(op);
    Tile tile = makeTile(offsets, sizes);
    if (std::optional<std::string> fault = tiling.findRepetition(number, tile))
      return op->emitOpError() << *fault;
    Tile part = tiling.getResultPart(builder, number, tile);
    resultOffsets = part.offsets;
    resultSizes = part.sizes;
    return success();
  }

  //===--------------------------------------------------------------------===//
  // Fusion with a consumer
  //===--------------------------------------------------------------------===//

  LogicalResult getIterationDomainTileFromResultTile(
      Operation *op, OpBuilder &builder, unsigned number,
      ArrayRef<OpFoldResult> offsets, ArrayRef<OpFoldResult> sizes,
      SmallVectorImpl<OpFoldResult> &domainOffsets,
      SmallVectorImpl<OpFoldResult> &domainSizes) const {
    Tiling tiling = ask(op);
    std::string fault;
    FailureOr<Tile> tile = tiling.getTileOfResult(
        builder, number, makeTile(offsets, sizes), fault);
    // By this, drivers find the other results of the op that computes the tile.
    if (failed(tile) ||
        (op->getNumResults() > 1 &&
         !tiling.computesExactly(builder, number, *tile, sizes)))
      return failure();
    domainOffsets.assign(tile->offsets);
    domainSizes.assign(tile->sizes);
    return success();
  }

  /// A consumer may ask for a part of a group: the op is then not tiled, and
  /// drivers leave it outside of the loop, or clone all of it into the loop.
  /// What may be all of a group is taken of all of it.
  FailureOr<TilingResult>
  generateResultTileValue(Operation *op, OpBuilder &builder, unsigned number,
                          ArrayRef<OpFoldResult> offsets,
                          ArrayRef<OpFoldResult> sizes) const {
    Tiling tiling = ask(op);
    std::string fault;
    FailureOr<Tile> tile = tiling.getTileOfResult(
        builder, number, makeTile(offsets, sizes), fault);
    FailureOr<TilingResult> tiled = failure();
    if (succeeded(tile))
      tiled = tiling.createTile(builder, *tile, fault);
    if (failed(tiled)) {
      op->emitRemark() << "is not computed in its consumer's tiles: " << fault;
      return failure();
    }
    Value value = tiled->tiledValues[number];
    Tile part = tiling.getResultPart(builder, number, *tile);
    if (!isEqualConstantIntOrValueArray(part.sizes, sizes))
      value = createSlice(builder, op->getLoc(), value,
                          makeTile(SmallVector<OpFoldResult>(
                                       sizes.size(), builder.getIndexAttr(0)),
                                   sizes));
    // Of the first op, drivers take the result to be that of the tile.
    if (value.getDefiningOp() != tiled->tiledOps.front())
      tiled->tiledOps.insert(tiled->tiledOps.begin(), value.getDefiningOp());
    return TilingResult{tiled->tiledOps, {value}, tiled->generatedSlices};
  }

  bool isOpFusableWithConsumerSlice(Operation *op, unsigned number,
                                    ArrayRef<OpFoldResult> offsets,
                                    ArrayRef<OpFoldResult> sizes) const {
    return ask(op).mayTakeResult(number, makeTile(offsets, sizes));
  }

  //===--------------------------------------------------------------------===//
  // Fusion with a producer
  //===--------------------------------------------------------------------===//

  LogicalResult getIterationDomainTileFromOperandTiles(
      Operation *op, OpBuilder &builder, ArrayRef<unsigned> numbers,
      ArrayRef<SmallVector<OpFoldResult>> offsets,
      ArrayRef<SmallVector<OpFoldResult>> sizes,
      SmallVectorImpl<OpFoldResult> &domainOffsets,
      SmallVectorImpl<OpFoldResult> &domainSizes) const {
    std::string fault;
    FailureOr<Tile> tile = ask(op).getTileOfOperands(
        builder, numbers, makeTiles(offsets, sizes), fault);
    if (failed(tile))
      return failure();
    domainOffsets.assign(tile->offsets);
    domainSizes.assign(tile->sizes);
    return success();
  }

  FailureOr<TilingResult> getTiledImplementationFromOperandTiles(
      Operation *op, OpBuilder &builder, ArrayRef<unsigned> numbers,
      ArrayRef<SmallVector<OpFoldResult>> offsets,
      ArrayRef<SmallVector<OpFoldResult>> sizes) const {
    Tiling tiling = ask(op);
    std::string fault;
    FailureOr<Tile> tile = tiling.getTileOfOperands(
        builder, numbers, makeTiles(offsets, sizes), fault);
    FailureOr<TilingResult> tiled = failure();
    if (succeeded(tile))
      tiled = tiling.createTile(builder, *tile, fault);
    if (failed(tiled))
      op->emitRemark() << "is not computed in its producer's tiles: " << fault;
    return tiled;
  }

  bool isOpFusableWithProducerSlices(
      Operation *op, ArrayRef<unsigned> numbers,
      ArrayRef<SmallVector<OpFoldResult>> offsets,
      ArrayRef<SmallVector<OpFoldResult>> sizes) const {
    return ask(op).mayTakeOperands(numbers, makeTiles(offsets, sizes));
  }
};

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_TILINGMODEL_H
