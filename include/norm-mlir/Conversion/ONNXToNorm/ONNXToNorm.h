//===- ONNXToNorm.h - Nodes of ONNX as norms --------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_ONNXTONORM_ONNXTONORM_H
#define NORM_MLIR_CONVERSION_ONNXTONORM_ONNXTONORM_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Adds patterns that replace ONNX's norms by norm ops, in onnx-mlir's form and
/// in torch-mlir's. What one can't convert it reports as an error at the op.
void populateONNXToNormPatterns(RewritePatternSet &patterns);

/// Adds patterns for what stands around norms: arithmetic, reductions, views,
/// constants. What they can't convert stays as it is.
void populateONNXNeighboursPatterns(RewritePatternSet &patterns);

/// Converts all of these in a module, with the functions around them, or fails
/// and leaves it as it was.
LogicalResult convertONNXToNorm(ModuleOp module);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_ONNXTONORM_ONNXTONORM_H
