//===- CPUPipeline.h - To LLVM through our kernels --------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_CPUPIPELINE_H
#define NORM_MLIR_PIPELINES_CPUPIPELINE_H

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

#include <functional>

namespace mlir::norm {

/// Options of the pipeline below.
struct CPUPipelineOptions : PassPipelineOptions<CPUPipelineOptions> {
  Option<bool> parallel{*this, "parallel",
                        llvm::cl::desc("Run groups on OpenMP threads."),
                        llvm::cl::init(false)};
  Option<bool> serialEntries{
      *this, "serial-entries",
      llvm::cl::desc("Create entries without threads beside the others."),
      llvm::cl::init(false)};
  Option<int64_t> vectorBits{*this, "vector-bits",
                             llvm::cl::desc("Bits of a vector register."),
                             llvm::cl::init(256)};
  Option<int64_t> cacheBytes{
      *this, "cache-bytes", llvm::cl::desc("Bytes of the last level of cache."),
      llvm::cl::init(32 << 20)};
  Option<bool> nativeBF16{*this, "native-bf16",
                          llvm::cl::desc("Use AVX512-BF16."),
                          llvm::cl::init(false)};
  Option<bool> nativeAVX512{
      *this, "native-avx512",
      llvm::cl::desc(
          "Use AVX-512's estimates of roots and tables in registers."),
      llvm::cl::init(false)};
};

/// Adds the pass that writes the norm.kernel ops of functions as loops.
using EmitKernels = std::function<void(OpPassManager &)>;

/// From named ops on tensors to the LLVM dialect, through norm.kernel and loops
/// of vectors, which `norm-emit-cpu` writes unless `emitKernels` says
/// otherwise. Functions follow the calling convention. What no kernel takes
/// goes the way of norm-upstream-pipeline.
void buildCPUPipeline(OpPassManager &manager, const CPUPipelineOptions &options,
                      const EmitKernels &emitKernels = {});

/// The part of it that ends with norm.kernel ops on the buffers of functions,
/// whose types say which of them may have any strides. The cost model of
/// `target` decides which ops become one kernel; sums of rows are in f32 where
/// the GPU `chip` is slow in f64.
void buildKernelsOnBuffersPipeline(OpPassManager &manager,
                                   StringRef target = "cpu",
                                   StringRef chip = "");

/// Registers `norm-cpu-pipeline`.
void registerCPUPipeline();

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_CPUPIPELINE_H
