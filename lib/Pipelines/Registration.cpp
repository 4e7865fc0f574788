//===- Registration.cpp - Dialects and passes for tools ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Registration.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Conversion/NormToLinalg/NormToLinalg.h"
#include "norm-mlir/Conversion/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Dialect/Norm/IR/ValueBoundsOpInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/Transforms/PartialReductionOpInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Dialect/Norm/Transforms/ReductionPatterns.h"
#include "norm-mlir/Dialect/Norm/Transforms/TilingInterfaceImpl.h"
#include "norm-mlir/Kernel/BufferizableOpInterfaceImpl.h"
#include "norm-mlir/Kernel/Passes.h"
#include "norm-mlir/Kernel/TilingInterfaceImpl.h"
#include "norm-mlir/Pipelines/CPUPipeline.h"
#include "norm-mlir/Pipelines/ImportPipeline.h"
#include "norm-mlir/Pipelines/NVVMPipeline.h"
#include "norm-mlir/Pipelines/UpstreamPipeline.h"
#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Target/LLVM/NVVM/Target.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"

using namespace mlir;

void norm::registerDialect(DialectRegistry &registry) {
  registry.insert<NormDialect>();
  registerNormToLinalgExternalModels(registry);
  registerTilingInterfaceExternalModels(registry);
  registerPartialReductionOpInterfaceExternalModels(registry);
  registerValueBoundsOpInterfaceExternalModels(registry);
  registerReductionPatterns(registry);
  registerBufferizableOpInterfaceExternalModels(registry);
  registerKernelTilingInterfaceExternalModels(registry);
}

void norm::registerEverything(DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  mlir::registerAllToLLVMIRTranslations(registry);
  // Serializes gpu.module ops.
  NVVM::registerNVVMTargetInterfaceExternalModels(registry);
  registerDialect(registry);
}

void norm::registerPasses() {
  registerNormTransformsPasses();
  registerNormConversionPasses();
  registerNormKernelPasses();
  registerNormUpstreamFixesPasses();
  registerNormCallingConventionPasses();
  registerUpstreamPipelines();
  registerCPUPipeline();
  registerImportPipeline();
  registerNVVMPipeline();
}

void norm::registerAllPasses() {
  mlir::registerAllPasses();
  registerPasses();
}
