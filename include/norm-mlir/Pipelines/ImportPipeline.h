//===- ImportPipeline.h - From other front ends' IR -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_IMPORTPIPELINE_H
#define NORM_MLIR_PIPELINES_IMPORTPIPELINE_H

#include "mlir/Pass/PassManager.h"

namespace mlir::norm {

/// From torch-mlir's torch dialect, StableHLO, ONNX or linalg to norm ops and
/// what stands around them, on builtin tensors. The context must allow
/// unregistered dialects to hold the first three.
void buildImportPipeline(OpPassManager &manager);

/// Registers `norm-import-pipeline`.
void registerImportPipeline();

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_IMPORTPIPELINE_H
