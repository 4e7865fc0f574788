//===- BufferizableOpInterfaceImpl.h - Kernels on buffers -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_BUFFERIZABLEOPINTERFACEIMPL_H
#define NORM_MLIR_KERNEL_BUFFERIZABLEOPINTERFACEIMPL_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace mlir::norm {

/// Lets upstream's bufferization take norm.kernel from tensors to buffers.
void registerBufferizableOpInterfaceExternalModels(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_BUFFERIZABLEOPINTERFACEIMPL_H
