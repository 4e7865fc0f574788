//===- ValueBoundsOpInterfaceImpl.h - Bounds of sizes -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_VALUEBOUNDSOPINTERFACEIMPL_H
#define NORM_MLIR_DIALECT_NORM_IR_VALUEBOUNDSOPINTERFACEIMPL_H

#include "mlir/IR/DialectRegistry.h"

namespace mlir::norm {

/// Attaches ValueBoundsOpInterface to named ops, core ops and kernels: the
/// sizes of results are those of operands.
void registerValueBoundsOpInterfaceExternalModels(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_VALUEBOUNDSOPINTERFACEIMPL_H
