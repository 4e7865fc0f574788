//===- CoreOpsToLinalg.h - The linalg form of each core op ------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_NORMTOLINALG_COREOPSTOLINALG_H
#define NORM_MLIR_CONVERSION_NORMTOLINALG_COREOPSTOLINALG_H

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// The values of the op's results, computed by linalg ops.
SmallVector<Value> lowerStats(StatsOp op, OpBuilder &builder);
SmallVector<Value> lowerWindowStats(WindowStatsOp op, OpBuilder &builder);
SmallVector<Value> lowerMergeStats(MergeStatsOp op, OpBuilder &builder);
SmallVector<Value> lowerApply(ApplyOp op, OpBuilder &builder);

/// (d0, d1, ...) -> the first `keptRank` of the `rank` dims, also where these
/// are none.
AffineMap getKeptDimsMap(Builder &builder, int64_t rank, int64_t keptRank);

/// A linalg.generic that sums over dims `keptRank`, `keptRank` + 1, ... of its
/// space, the first `keptRank` dims being those of the results. `body` gets the
/// inputs' scalars and yields one addend of type `elements[i]` for each result;
/// sums start at 0.
SmallVector<Value> createSums(OpBuilder &builder, Location loc,
                              ValueRange inputs, ArrayRef<AffineMap> maps,
                              int64_t keptRank,
                              ArrayRef<OpFoldResult> keptSizes,
                              ArrayRef<Type> elements, ScalarBody body);

/// As createSums, but with the largest of what `body` yields, none of which is
/// negative. NaN propagates.
SmallVector<Value> createMaxima(OpBuilder &builder, Location loc,
                                ValueRange inputs, ArrayRef<AffineMap> maps,
                                int64_t keptRank,
                                ArrayRef<OpFoldResult> keptSizes,
                                ArrayRef<Type> elements, ScalarBody body);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_NORMTOLINALG_COREOPSTOLINALG_H
