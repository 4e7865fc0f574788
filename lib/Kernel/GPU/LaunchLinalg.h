//===- LaunchLinalg.h - Linalg ops that are part of no kernel ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_GPU_LAUNCHLINALG_H
#define NORM_MLIR_KERNEL_GPU_LAUNCHLINALG_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::norm {

/// Replaces an op on buffers by a function of the device with upstream's loops,
/// and its launch: a thread for each point of the outermost parallel loops, one
/// in all where the outermost loop reduces. Right, and no faster than that.
LogicalResult launchLinalg(OpBuilder &builder, linalg::LinalgOp op,
                           gpu::GPUModuleOp module);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_GPU_LAUNCHLINALG_H
