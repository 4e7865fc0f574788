//===- KernelBuilder.h - One norm.kernel from a group of ops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_KERNELBUILDER_H
#define NORM_MLIR_KERNEL_KERNELBUILDER_H

#include "KernelGroups.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// Builds the kernel of a group after the group's last op. Adds the results
/// that are used outside of the group to `replacements`, with what replaces
/// them; they are to be replaced when all kernels are built. Failure, with
/// nothing built, where the size of an axis is not known before the kernel.
LogicalResult
buildKernel(RewriterBase &rewriter, const KernelGroup &group,
            const GroupGraph &graph,
            SmallVectorImpl<std::pair<Value, Value>> &replacements);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_KERNELBUILDER_H
