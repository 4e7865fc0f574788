//===- Composites.h - Composites of StableHLO -------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITES_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITES_H

#include "norm-mlir/Conversion/StableHLOToNorm/StableHLOToNorm.h"

namespace mlir::norm::stablehlo {

/// Replaces the composites of a module whose other ops are converted: those
/// that are named after a norm by the norm op that their decompositions are,
/// after a comparison of both, and others by their decompositions where asked
/// to.
LogicalResult convertComposites(ModuleOp module,
                                const StableHLOToNormOptions &options);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITES_H
