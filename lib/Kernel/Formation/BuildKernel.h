//===- BuildKernel.h - One norm.kernel from a fusion of ops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_BUILDKERNEL_H
#define NORM_MLIR_KERNEL_FORMATION_BUILDKERNEL_H

#include "Fusions.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// Builds the kernel of a fusion after the fusion's last op. Adds the results
/// that are used outside of the fusion to `replacements`, with what replaces
/// them; they are to be replaced when all kernels are built. Failure, with
/// nothing built, where the size of an axis is not known before the kernel.
LogicalResult
buildKernel(RewriterBase &rewriter, const Fusion &fusion,
            const FusionGraph &graph,
            SmallVectorImpl<std::pair<Value, Value>> &replacements);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_BUILDKERNEL_H
