//===- CPUPipeline.cpp - To LLVM through our kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/CPUPipeline.h"
#include "PipelineParts.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Kernel/Chips.h"
#include "norm-mlir/Kernel/Passes.h"
#include "norm-mlir/Pipelines/UpstreamPipeline.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::norm;

void norm::buildKernelsOnBuffersPipeline(OpPassManager &manager,
                                         StringRef target, StringRef chip) {
  bool isNarrow = !chip.empty() && !hasFastDoubles(chip);
  addTensorPasses(manager, target == "cpu" ? Sums::Chained
                           : isNarrow      ? Sums::Narrow
                                           : Sums::Wide);
  // Sizes by which ops are joined are sizes of arguments.
  manager.addPass(memref::createResolveShapedTypeResultDimsPass());
  manager.addNestedPass<func::FuncOp>(createCSEPass());
  FormKernelsPassOptions form;
  form.target = target.str();
  manager.addNestedPass<func::FuncOp>(createFormKernelsPass(form));
  manager.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  manager.addNestedPass<func::FuncOp>(createCSEPass());
  addLevel(manager, "kernels");
  addBufferizationPasses(manager);
  // The caller's buffers may be slices.
  manager.addPass(createAcceptStridesPass());
}

void norm::buildCPUPipeline(OpPassManager &manager,
                            const CPUPipelineOptions &options,
                            const EmitKernels &emitKernels) {
  buildKernelsOnBuffersPipeline(manager);
  manager.addNestedPass<func::FuncOp>(createSplitKernelsPass());
  // Kernels that are equal are emitted once.
  manager.addPass(createOutlineLoopsPass());
  // While a result is written by one kernel.
  manager.addNestedPass<func::FuncOp>(createFillEmptyGroupsPass());
  manager.addNestedPass<func::FuncOp>(createBlockReductionsPass());
  SelectSchedulePassOptions schedule;
  schedule.vectorBits = options.vectorBits;
  schedule.cacheBytes = options.cacheBytes;
  schedule.nativeBF16 = options.nativeBF16;
  manager.addNestedPass<func::FuncOp>(createSelectSchedulePass(schedule));
  EmitCPUPassOptions emit;
  emit.parallel = options.parallel;
  if (emitKernels)
    emitKernels(manager);
  else
    manager.addNestedPass<func::FuncOp>(createEmitCPUPass(emit));
  // Splats and addresses leave the loops that they do not vary in.
  manager.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  manager.addNestedPass<func::FuncOp>(createCSEPass());
  manager.addNestedPass<func::FuncOp>(createLoopInvariantCodeMotionPass());
  // The bodies of named ops are what their names say.
  manager.addNestedPass<func::FuncOp>(createLinalgGeneralizeNamedOpsPass());
  ExpandMathPassOptions expand;
  expand.nativeBF16 = options.nativeBF16;
  expand.nativeAVX512 = options.nativeAVX512;
  manager.addNestedPass<func::FuncOp>(createExpandMathPass(expand));
  // Once loops are as they stay: both entries call them.
  if (options.serialEntries)
    manager.addPass(createCreateSerialEntriesPass());
  if (options.parallel)
    manager.addPass(createChooseThreadsPass());
  // What no kernel took.
  addLoopPasses(manager, /*vectorizes=*/false);
  manager.addPass(createConvertVectorToSCFPass());
  addLLVMPasses(manager, options.parallel);
}

void norm::registerCPUPipeline() {
  PassPipelineRegistration<CPUPipelineOptions>(
      "norm-cpu-pipeline",
      "Lower normalization ops to the LLVM dialect through norm.kernel and "
      "loops of vectors.",
      [](OpPassManager &manager, const CPUPipelineOptions &options) {
        buildCPUPipeline(manager, options);
      });
}
