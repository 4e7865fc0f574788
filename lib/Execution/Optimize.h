//===- Optimize.h - LLVM's passes for compiled code -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_OPTIMIZE_H
#define NORM_MLIR_EXECUTION_OPTIMIZE_H

#include "norm-mlir/Pipelines/Route.h"

namespace llvm {
class Module;
class TargetMachine;
} // namespace llvm

namespace mlir::norm {

/// Runs those of LLVM's passes that code of this route needs.
void optimize(llvm::Module &module, llvm::TargetMachine &machine, Route route);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_OPTIMIZE_H
