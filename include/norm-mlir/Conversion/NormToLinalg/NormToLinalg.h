//===- NormToLinalg.h - Core ops to linalg ----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_NORMTOLINALG_NORMTOLINALG_H
#define NORM_MLIR_CONVERSION_NORMTOLINALG_NORMTOLINALG_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Adds patterns that lower norm.stats, norm.window_stats, norm.merge_stats and
/// norm.apply to linalg on tensors. They call the ops' AggregatedOpInterface,
/// so the models below must be registered.
void populateNormToLinalgPatterns(RewritePatternSet &patterns);

/// Attaches linalg::AggregatedOpInterface to the core ops: decomposeOperation
/// gives their linalg form.
void registerNormToLinalgExternalModels(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_NORMTOLINALG_NORMTOLINALG_H
