//===- Tile.h - Parts of iteration spaces and of tensors --------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the implementations of TilingInterface share.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_TILE_H
#define NORM_MLIR_DIALECT_NORM_IR_TILE_H

#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"

#include <optional>
#include <string>

namespace mlir::norm {

/// A part of an iteration space, or of a tensor or buffer: an offset and a
/// size for each dimension.
struct Tile {
  SmallVector<OpFoldResult> offsets, sizes;
};

/// Tiles of several operands, as TilingInterface gives them.
SmallVector<Tile> makeTiles(ArrayRef<SmallVector<OpFoldResult>> offsets,
                            ArrayRef<SmallVector<OpFoldResult>> sizes);

/// How much of a dimension a tile holds, as far as it is known.
enum class Extent { Whole, Unknown, Part };

/// The extent of a tile with this offset and size in a dimension whose size is
/// `whole`, and `number` where that is static.
Extent getExtent(OpFoldResult offset, OpFoldResult size,
                 const ValueBoundsConstraintSet::Variable &whole,
                 std::optional<int64_t> number);

/// Whether an offset is known to be a multiple of `divisor`: a number, a
/// position in a loop, or an affine expression of such.
bool isMultiple(OpFoldResult offset, int64_t divisor);

/// The affine expression of the operands, folded where it can be.
OpFoldResult applyAffine(OpBuilder &builder, Location loc, AffineExpr expr,
                         ArrayRef<OpFoldResult> operands);

/// The slice of a tensor, or the subview of a buffer.
Value createSlice(OpBuilder &builder, Location loc, Value whole,
                  const Tile &part);

/// A size in a report: "?" where it is not static.
std::string writeSize(OpFoldResult size);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_TILE_H
