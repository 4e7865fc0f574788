//===- SizeOps.h - Sizes as StableHLO computes them -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_SIZEOPS_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_SIZEOPS_H

#include "StableHLOConversion.h"

namespace mlir::norm::stablehlo {

/// The sizes of a result of `type` that the tensor of integers `sizes` says;
/// what the type knows of them is required of those.
FailureOr<SmallVector<OpFoldResult>> readSizes(OpBuilder &builder,
                                               Operation *op, Value sizes,
                                               RankedTensorType type);

/// The sizes of a static type.
SmallVector<OpFoldResult> getTypeSizes(OpBuilder &builder,
                                       RankedTensorType type);

/// The only element of a tensor of rank 0.
Value getScalar(OpBuilder &builder, Location loc, Value tensor);

/// The index that an integer of any width is: computed as an index where the
/// integer was computed from indices.
OpFoldResult getIndex(OpBuilder &builder, Location loc, Value integer);

/// Whether tensors of this type may be ones of sizes: their elements are kept
/// as scalars then.
bool mayHoldSizes(RankedTensorType type);

/// A size as the only element of a tensor.
Value createSizeTensor(OpBuilder &builder, Location loc, OpFoldResult size,
                       RankedTensorType type);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_SIZEOPS_H
