//===- TilingInterfaceImpl.h - Kernels in tiles -----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_TILINGINTERFACEIMPL_H
#define NORM_MLIR_KERNEL_TILINGINTERFACEIMPL_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace mlir::norm {

/// Attaches TilingInterface to norm.kernel. A tile holds all of the dimensions
/// that are reduced, and one slice of each operand.
void registerKernelTilingInterfaceExternalModels(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_TILINGINTERFACEIMPL_H
