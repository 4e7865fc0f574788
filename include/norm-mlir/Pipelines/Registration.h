//===- Registration.h - Dialects and passes for tools -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_REGISTRATION_H
#define NORM_MLIR_PIPELINES_REGISTRATION_H

#include "mlir/IR/DialectRegistry.h"

namespace mlir::norm {

/// Registers the norm dialect and its external models.
void registerDialect(DialectRegistry &registry);

/// Registers what modules that are compiled may hold, which takes a fraction of
/// the time of everything: the norm dialect, upstream's dialects that the
/// routes lower, and the translations to LLVM IR.
void registerForCompilation(DialectRegistry &registry);

/// Registers the norm dialect and all of upstream: dialects, extensions,
/// external models and translations to LLVM IR.
void registerEverything(DialectRegistry &registry);

/// Registers the passes and pipelines of norm-mlir in the global registry.
void registerPasses();

/// Registers our passes and pipelines and all of upstream's.
void registerAllPasses();

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_REGISTRATION_H
