//===- NVVMPipeline.h - To GPU code through our kernels ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_NVVMPIPELINE_H
#define NORM_MLIR_PIPELINES_NVVMPIPELINE_H

#include "norm-mlir/Pipelines/CPUPipeline.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::norm {

/// Options of the pipeline below.
struct NVVMPipelineOptions : PassPipelineOptions<NVVMPipelineOptions> {
  Option<std::string> chip{*this, "chip",
                           llvm::cl::desc("The GPU's name for ptxas."),
                           llvm::cl::init("sm_80")};
  Option<std::string> ptx{*this, "ptx",
                          llvm::cl::desc("Version of PTX, as 8.3; by default "
                                         "that, or the first that has the "
                                         "chip."),
                          llvm::cl::init("")};
  Option<std::string> format{
      *this, "format",
      llvm::cl::desc("What device code becomes: isa (PTX), bin (by ptxas), "
                     "fatbin, or llvm (bitcode)."),
      llvm::cl::init("isa")};
  Option<std::string> toolkit{
      *this, "toolkit",
      llvm::cl::desc("Where bin/ptxas is, else PATH is searched."),
      llvm::cl::init("")};
};

/// From named ops on tensors to the LLVM dialect with device code in
/// `gpu.binary` ops, through norm.kernel and `norm-emit-gpu`. Functions follow
/// the calling convention; their buffers are the device's. `emitKernels` may
/// add other passes in place of `norm-emit-gpu`.
void buildNVVMPipeline(OpPassManager &manager,
                       const NVVMPipelineOptions &options,
                       const EmitKernels &emitKernels = {});

/// Registers `norm-nvvm-pipeline`.
void registerNVVMPipeline();

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_NVVMPIPELINE_H
