//===- PipelineParts.h - What the routes share ------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_PIPELINEPARTS_H
#define NORM_MLIR_PIPELINES_PIPELINEPARTS_H

#include "mlir/Pass/PassManager.h"

namespace mlir::norm {

/// States that functions have come to a level (norm-verify-level).
void addLevel(OpPassManager &manager, StringRef level);

/// How statistics are summed that do not say it.
enum class Sums {
  Wide,    // in f64
  Chained, // of 16-bit inputs in chains of f32
  Narrow   // of rows in f32, norm-narrow-accumulators
};

/// From named ops to linalg on tensors, and norm.kernel where it is in the
/// input.
void addTensorPasses(OpPassManager &manager, Sums sums = Sums::Wide);

/// From ops on tensors to the same on the caller's buffers.
void addBufferizationPasses(OpPassManager &manager);

/// Arithmetic in types narrower than f32 becomes arithmetic in f32.
void addSmallFloatPasses(OpPassManager &manager);

/// From linalg on buffers to loops, with arithmetic in types that LLVM has.
/// `vectorizes` says that LLVM will vectorize sums of neighbours.
void addLoopPasses(OpPassManager &manager, bool vectorizes);

/// From loops on buffers to the LLVM dialect.
void addLLVMPasses(OpPassManager &manager, bool parallel);

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_PIPELINEPARTS_H
