//===- UpstreamPipeline.h - To LLVM through upstream's passes ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_UPSTREAMPIPELINE_H
#define NORM_MLIR_PIPELINES_UPSTREAMPIPELINE_H

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::norm {

/// Options of the pipelines below.
struct UpstreamPipelineOptions : PassPipelineOptions<UpstreamPipelineOptions> {
  Option<bool> parallel{
      *this, "parallel",
      llvm::cl::desc("Run loops over groups on OpenMP threads."),
      llvm::cl::init(false)};
  Option<bool> throughKernels{
      *this, "through-kernels",
      llvm::cl::desc("Form kernels and write them as linalg again, by which "
                     "both passes are tested."),
      llvm::cl::init(false)};
};

/// From named ops on tensors to core ops, with every check at run time as a
/// norm.require: where the pipelines below start. With `chainSums`, sums of
/// 16-bit inputs are in chains of f32.
void buildRequirementsPipeline(OpPassManager &manager, bool chainSums = false);

/// From named ops on tensors to linalg on tensors, with a __prepare entry for
/// every public function.
void buildLinalgPipeline(OpPassManager &manager);

/// From named ops on tensors to the LLVM dialect, through linalg and upstream's
/// loops: the route that needs no emitter of ours. Functions follow the calling
/// convention.
void buildUpstreamPipeline(OpPassManager &manager,
                           const UpstreamPipelineOptions &options);

/// Registers `norm-linalg-pipeline` and `norm-upstream-pipeline`.
void registerUpstreamPipelines();

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_UPSTREAMPIPELINE_H
