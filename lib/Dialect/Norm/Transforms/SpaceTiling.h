//===- SpaceTiling.h - Tiles of an op with an iteration space ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_SPACETILING_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_SPACETILING_H

#include "norm-mlir/Dialect/Norm/IR/IterationSpace.h"
#include "norm-mlir/Dialect/Norm/IR/Tile.h"

#include "mlir/Interfaces/TilingInterface.h"

namespace mlir::norm {

/// What tiling asks of an op, answered from its iteration space. Faults are
/// texts that say what was expected and what was given.
class SpaceTiling {
public:
  template <typename Op>
  explicit SpaceTiling(Op op) : op(op), space(op.getIterationSpace()) {}

  /// Reductions along the axes that cannot be cut, else parallel.
  SmallVector<utils::IteratorType> getIteratorTypes() const;
  /// The whole space; sizes that are not static are read before `op`.
  Tile getDomain(OpBuilder &builder) const;

  /// Creates the op that computes a tile of the space, and slices of operands
  /// for it. An operand that no tile cuts is taken as it is.
  FailureOr<TilingResult> createTile(OpBuilder &builder, const Tile &tile,
                                     std::string &fault) const;

  /// The part of a result that a tile of the space computes.
  Tile getResultPart(OpBuilder &builder, unsigned number,
                     const Tile &tile) const;

  /// Whether the op that createTile creates computes a part of these sizes of
  /// result `number`, and nothing around it.
  bool computesExactly(OpBuilder &builder, unsigned number, const Tile &tile,
                       ArrayRef<OpFoldResult> sizes) const;

  /// Why a result cannot be put together from tiles like this one, if it
  /// cannot: it would be written again in each.
  std::optional<std::string> findRepetition(unsigned number,
                                            const Tile &tile) const;

  /// The tile of the space that computes a part of a result. It may compute
  /// more of it, where it is not known whether the part is all of an axis.
  FailureOr<Tile> getTileOfResult(OpBuilder &builder, unsigned number,
                                  const Tile &part, std::string &fault) const;

  /// The tile of the space that reads these parts of these operands, and no
  /// other parts of them.
  FailureOr<Tile> getTileOfOperands(OpBuilder &builder,
                                    ArrayRef<unsigned> numbers,
                                    ArrayRef<Tile> parts,
                                    std::string &fault) const;

  /// Whether the functions above will find no fault. Create no IR.
  bool mayTakeResult(unsigned number, const Tile &part) const;
  bool mayTakeOperands(ArrayRef<unsigned> numbers, ArrayRef<Tile> parts) const;

private:
  Extent getExtent(int64_t axis, OpFoldResult offset, OpFoldResult size) const;
  Extent getExtent(int64_t axis, const Tile &tile) const {
    return getExtent(axis, tile.offsets[axis], tile.sizes[axis]);
  }
  /// Elements in each group, where that is static.
  std::optional<int64_t> getGroupLength() const;
  std::optional<std::string> findFault(const Tile &tile) const;
  std::optional<std::string> findFaultOfGroups(const Tile &tile) const;
  std::optional<std::string> findFaultOfSizes(Operation *tiled) const;

  /// The part of an operand or a result with these dims that is a tile's.
  Tile getPart(OpBuilder &builder, ArrayRef<SpaceDim> dims, Value whole,
               const Tile &tile) const;
  /// With what windows at its edges hold, as far as it exists.
  Tile getRead(OpBuilder &builder, const Tile &tile) const;
  Operation *cloneOn(OpBuilder &builder, ValueRange operands,
                     const Tile &tile) const;

  /// Narrows a tile to what belongs to a part with these dims; `builder` is
  /// null where nothing may be created, and parts of groups then stay whole.
  LogicalResult narrow(OpBuilder *builder, ArrayRef<SpaceDim> dims,
                       const Tile &part, bool isOperand, Tile &tile,
                       std::string &fault) const;
  /// As narrow, for a dim that counts groups.
  LogicalResult narrowToGroups(OpBuilder *builder, OpFoldResult offset,
                               OpFoldResult size, Tile &tile,
                               std::string &fault) const;
  FailureOr<Tile> narrowToResult(OpBuilder *builder, Tile tile, unsigned number,
                                 const Tile &part, std::string &fault) const;
  FailureOr<Tile> narrowToOperands(OpBuilder *builder, Tile tile,
                                   ArrayRef<unsigned> numbers,
                                   ArrayRef<Tile> parts,
                                   std::string &fault) const;
  /// The whole space as far as it is static; null sizes elsewhere.
  Tile getStaticDomain() const;

  Operation *op;
  IterationSpace space;
};

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_SPACETILING_H
