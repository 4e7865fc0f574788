//===- TilingInterfaceImpl.h - Named and core ops in tiles ------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_TILINGINTERFACEIMPL_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_TILINGINTERFACEIMPL_H

#include "mlir/IR/DialectRegistry.h"

namespace mlir::norm {

/// Attaches TilingInterface to the named ops and the core ops. The iteration
/// space is the input's. A tile holds whole groups: axes that statistics are
/// taken over cannot be cut (none of those of batch_norm, whose statistics are
/// given), and an axis that is split in groups is cut between them. A tile of a
/// window reads what lies around it.
void registerTilingInterfaceExternalModels(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_TILINGINTERFACEIMPL_H
