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

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_NORMTOLINALG_COREOPSTOLINALG_H
