//===- PartialReductionOpInterfaceImpl.h - Split statistics -----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_PARTIALREDUCTIONOPINTERFACEIMPL_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_PARTIALREDUCTIONOPINTERFACEIMPL_H

#include "mlir/IR/DialectRegistry.h"

namespace mlir::norm {

/// Attaches PartialReductionOpInterface to norm.stats: one of its axes is taken
/// in parts, whose statistics are merged; moments by norm.merge_stats.
void registerPartialReductionOpInterfaceExternalModels(
    DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_PARTIALREDUCTIONOPINTERFACEIMPL_H
