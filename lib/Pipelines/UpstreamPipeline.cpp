//===- UpstreamPipeline.cpp - To LLVM through upstream's passes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/UpstreamPipeline.h"
#include "PipelineParts.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Conversion/Passes.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Kernel/Passes.h"
#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Affine/Transforms/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Pipelines/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::norm;

void norm::addLevel(OpPassManager &manager, StringRef level) {
  VerifyLevelPassOptions options;
  options.level = level.str();
  manager.addNestedPass<func::FuncOp>(createVerifyLevelPass(options));
}

void norm::buildRequirementsPipeline(OpPassManager &manager, bool chainSums) {
  // One function body per entry: __prepare sees every requirement, fusion sees
  // every op.
  manager.addPass(createInlinerPass());
  manager.addPass(createSymbolDCEPass());
  // Sizes are checked on the ops as they were written, so that messages name
  // them.
  manager.addNestedPass<func::FuncOp>(createRequireOperandSizesPass());
  // Neighbours may be tensor arith and math.
  manager.addNestedPass<func::FuncOp>(createConvertElementwiseToLinalgPass());
  GeneralizePassOptions generalize;
  generalize.chainSums = chainSums;
  manager.addNestedPass<func::FuncOp>(createGeneralizePass(generalize));
  addLevel(manager, "core");
}

/// Kernels, which may be in the input, are linalg for upstream.
static void addKernelsToLinalgPasses(OpPassManager &manager) {
  manager.addNestedPass<func::FuncOp>(createKernelsToLinalgPass());
  manager.addNestedPass<func::FuncOp>(createCanonicalizerPass());
}

void norm::addTensorPasses(OpPassManager &manager, Sums sums) {
  if (sums == Sums::Narrow)
    manager.addNestedPass<func::FuncOp>(createNarrowAccumulatorsPass());
  buildRequirementsPipeline(manager, sums == Sums::Chained);
  // Here sizes of results still resolve to sizes of arguments through one op
  // each.
  manager.addPass(createCreatePreparePass());
  // What bufferization would make wrong, or nothing, of.
  manager.addNestedPass<func::FuncOp>(createFoldEmptyTensorsPass());
  manager.addNestedPass<func::FuncOp>(createDecomposeUpstreamOpsPass());
  manager.addNestedPass<func::FuncOp>(createConvertNormToLinalgPass());
  manager.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  addLevel(manager, "linalg");
}

void norm::buildLinalgPipeline(OpPassManager &manager) {
  addTensorPasses(manager);
  addKernelsToLinalgPasses(manager);
}

void norm::addBufferizationPasses(OpPassManager &manager) {
  // Elementwise neighbours join the op that produces their input, so no
  // temporary stands between them.
  manager.addNestedPass<func::FuncOp>(createFuseElementwisePass());
  manager.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  // What canonicalization has found to be empty.
  manager.addNestedPass<func::FuncOp>(createFoldEmptyTensorsPass());
  // A result whose size is known is no copy of one whose size is not.
  manager.addPass(createRefineResultsPass());
  // Every result has a place of the caller's.
  manager.addNestedPass<func::FuncOp>(createBoxScalarResultsPass());
  // The caller's inputs stay as they are.
  manager.addNestedPass<func::FuncOp>(createProtectArgumentsPass());
  manager.addPass(createCheckBufferizablePass());
  bufferization::OneShotBufferizePassOptions bufferize;
  bufferize.bufferizeFunctionBoundaries = true;
  // What a loop carries may be another buffer after every iteration.
  bufferize.allowReturnAllocsFromLoops = true;
  bufferize.functionBoundaryTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  bufferize.unknownTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  manager.addPass(bufferization::createOneShotBufferizePass(bufferize));
  manager.addNestedPass<func::FuncOp>(createSeparateResultsPass());
  // Results are written straight into the caller's buffers.
  bufferization::BufferResultsToOutParamsPassOptions outParams;
  outParams.modifyPublicFunctions = true;
  // Results overlap no other buffer, which loops of sums rely on.
  outParams.addResultAttribute = true;
  outParams.hoistStaticAllocs = true;
  outParams.hoistDynamicAllocs = true;
  manager.addPass(bufferization::createBufferResultsToOutParamsPass(outParams));
  // Scratch is freed on every path.
  bufferization::BufferDeallocationPipelineOptions deallocation;
  bufferization::buildBufferDeallocationPipeline(manager, deallocation);
  // And as soon as it is not read any more, so that what follows has it.
  manager.addNestedPass<func::FuncOp>(
      bufferization::createOptimizeAllocationLivenessPass());
  manager.addNestedPass<func::FuncOp>(createReuseScratchPass());
  addLevel(manager, "buffers");
}

void norm::addSmallFloatPasses(OpPassManager &manager) {
  // f64 values are rounded to 16 or 8 bits once, without a library's help.
  manager.addPass(createExpandTruncationsPass());
  // Arithmetic of 16 and 8 bits in f32, rounded after every op as the IR says.
  arith::ArithEmulateUnsupportedFloatsOptions emulate;
  emulate.sourceTypeStrs = {"bf16",     "f16",        "f8E5M2",     "f8E4M3",
                            "f8E4M3FN", "f8E5M2FNUZ", "f8E4M3FNUZ", "f8E3M4"};
  emulate.targetTypeStr = "f32";
  manager.addPass(arith::createArithEmulateUnsupportedFloats(emulate));
  manager.addPass(createKeepRoundingsPass());
}

void norm::addLoopPasses(OpPassManager &manager, bool vectorizes) {
  addLevel(manager, "loops");
  OpPassManager &loops = manager.nest<func::FuncOp>();
  loops.addPass(createFreeReductionsPass());
  loops.addPass(createConvertLinalgToParallelLoopsPass());
  loops.addPass(createSerializeInnerLoopsPass());
  // Accumulators are recognized by equal index values.
  loops.addPass(createCSEPass());
  HoistAccumulatorsPassOptions hoist;
  if (!vectorizes)
    hoist.blockSize = hoist.chainLength;
  loops.addPass(createHoistAccumulatorsPass(hoist));
  loops.addPass(createCanonicalizerPass());
  loops.addPass(createExpandIntegerPowersPass());
  addSmallFloatPasses(loops);
  loops.addPass(math::createMathExtendToSupportedTypes());
  // The bf16 conversions in integers, which otherwise are calls into a library
  // that old systems do not have.
  loops.addPass(createExpandSmallFloatsPass());
  arith::ArithExpandOpsPassOptions expand;
  expand.includeBf16 = true;
  loops.addPass(arith::createArithExpandOpsPass(expand));
}

void norm::addLLVMPasses(OpPassManager &manager, bool parallel) {
  // memref-to-llvm calls a library for copies with strides.
  LowerCopiesPassOptions copies;
  copies.parallel = parallel;
  manager.addNestedPass<func::FuncOp>(createLowerCopiesPass(copies));
  // Long functions take LLVM more time than their loops on their own.
  manager.addPass(createOutlineLoopsPass());
  if (parallel) {
    manager.addPass(createConvertSCFToOpenMPPass());
    // Drops the memref.alloca_scope that the conversion leaves and that control
    // flow does not take.
    manager.addPass(createCanonicalizerPass());
  }
  manager.addPass(createLowerExpandShapesPass());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addNestedPass<func::FuncOp>(createPassScalarsPass());
  // Functions that LLVM has no intrinsic for come from libm.
  manager.addPass(createCallLibmPass());
  manager.addPass(createConvertMathToLLVMPass());
  manager.addPass(createConvertMathToLibmPass());
  if (parallel)
    manager.addPass(createConvertOpenMPToLLVMPass());
  manager.addPass(createConvertToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createNameEntriesPass());
  manager.addPass(createCanonicalizerPass());
  // By name, and on the values that are left of descriptors.
  manager.addPass(createCheckScratchPass());
  // What is left is named where it stands in the source.
  manager.addPass(createCheckLoweredPass());
}

void norm::buildUpstreamPipeline(OpPassManager &manager,
                                 const UpstreamPipelineOptions &options) {
  addTensorPasses(manager);
  if (options.throughKernels) {
    // As in the CPU pipeline, and back.
    manager.addPass(memref::createResolveShapedTypeResultDimsPass());
    manager.addNestedPass<func::FuncOp>(createCSEPass());
    manager.addNestedPass<func::FuncOp>(createFormKernelsPass());
  }
  addKernelsToLinalgPasses(manager);
  addBufferizationPasses(manager);
  addLoopPasses(manager, /*vectorizes=*/true);
  addLLVMPasses(manager, options.parallel);
}

void norm::registerUpstreamPipelines() {
  PassPipelineRegistration<>(
      "norm-linalg-pipeline",
      "Lower normalization ops to linalg on tensors, with a __prepare entry "
      "per function.",
      [](OpPassManager &manager) { buildLinalgPipeline(manager); });
  PassPipelineRegistration<UpstreamPipelineOptions>(
      "norm-upstream-pipeline",
      "Lower normalization ops to the LLVM dialect through upstream's passes.",
      buildUpstreamPipeline);
}
