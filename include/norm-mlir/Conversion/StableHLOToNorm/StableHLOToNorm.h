//===- StableHLOToNorm.h - StableHLO to norm ops and arithmetic -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// StableHLO is read as ops of a dialect that is not registered: from its text
// in generic form, without a library of StableHLO's.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOTONORM_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOTONORM_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Adds a pattern for each op of StableHLO and CHLO that becomes norm ops,
/// tensor arithmetic or linalg. Each matches by name; an op that is malformed
/// gets an error, one that is beyond what is converted stays. Composites are
/// not among them: what they mean takes a whole module
/// (convertStableHLOToNorm).
void populateStableHLOToNormPatterns(RewritePatternSet &patterns);

/// How convertStableHLOToNorm reads a module.
struct StableHLOToNormOptions {
  /// Also replace composites that no norm op stands for by what their
  /// decompositions compute.
  bool inlineComposites = false;
};

/// Converts the ops of a module, composites among them. After an error, which
/// has been reported at its op, the module is as it was.
LogicalResult convertStableHLOToNorm(ModuleOp module,
                                     const StableHLOToNormOptions &options);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOTONORM_H
