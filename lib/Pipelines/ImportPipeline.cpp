//===- ImportPipeline.cpp - From other front ends' IR ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/ImportPipeline.h"
#include "norm-mlir/Conversion/Passes.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::norm;

void norm::buildImportPipeline(OpPassManager &manager) {
  // Norms that are ops stay whole; each pass leaves other front ends' ops
  // alone.
  manager.addPass(createConvertTorchToNormPass());
  manager.addPass(createConvertONNXToNormPass());
  manager.addPass(createConvertStableHLOToNormPass());
  // What is a function of its own, as the variance is in JAX, is part of a norm
  // that is written out. The inliner takes no unregistered ops, so not earlier.
  manager.addPass(createInlinerPass());
  manager.addPass(createSymbolDCEPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addPass(createRaisePass());
  // What norms no longer read.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

void norm::registerImportPipeline() {
  PassPipelineRegistration<>(
      "norm-import-pipeline",
      "Turn torch-mlir's torch dialect, StableHLO, ONNX and norms written out "
      "in linalg into norm ops.",
      [](OpPassManager &manager) { buildImportPipeline(manager); });
}
