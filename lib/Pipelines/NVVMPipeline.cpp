//===- NVVMPipeline.cpp - To GPU code through our kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/NVVMPipeline.h"
#include "PipelineParts.h"
#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Kernel/Passes.h"
#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::norm;

/// From norm.kernel ops on buffers to functions of the device, and launches.
static void addEmitPasses(OpPassManager &manager, StringRef chip,
                          const EmitKernels &emitKernels) {
  SplitKernelsPassOptions split;
  split.target = "nvvm";
  split.chip = chip.str();
  manager.addNestedPass<func::FuncOp>(createSplitKernelsPass(split));
  manager.addNestedPass<func::FuncOp>(createFillEmptyGroupsPass());
  BlockReductionsPassOptions blocks;
  blocks.target = "nvvm";
  manager.addNestedPass<func::FuncOp>(createBlockReductionsPass(blocks));
  SelectSchedulePassOptions schedule;
  schedule.target = "nvvm";
  schedule.chip = chip.str();
  manager.addNestedPass<func::FuncOp>(createSelectSchedulePass(schedule));
  // Of what no kernel took.
  manager.addNestedPass<func::FuncOp>(createFreeReductionsPass());
  if (emitKernels)
    emitKernels(manager);
  else
    manager.addPass(createEmitGPUPass());
  addLevel(manager, "device");
  // Index arithmetic is written many times.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  // Nothing is allocated between launches, and nothing waits for them.
  manager.addPass(createPlaceScratchPass());
  manager.addPass(createPassStreamPass());
}

/// From functions of the device to their code.
static void addDevicePasses(OpPassManager &manager,
                            const NVVMPipelineOptions &options) {
  AttachNVVMTargetPassOptions target;
  target.chip = options.chip;
  target.ptx = options.ptx;
  manager.addPass(createAttachNVVMTargetPass(target));
  OpPassManager &device = manager.nest<gpu::GPUModuleOp>();
  // Sums of what no kernel took, in registers and by blocks.
  HoistAccumulatorsPassOptions hoist;
  hoist.blockSize = hoist.chainLength;
  device.addNestedPass<gpu::GPUFuncOp>(createHoistAccumulatorsPass(hoist));
  ExpandMathPassOptions expand;
  expand.exact = true;
  device.addPass(createExpandMathPass(expand));
  device.addPass(createExpandIntegerPowersPass());
  addSmallFloatPasses(device);
  device.addPass(createExpandSmallFloatsPass());
  device.addPass(createMathToNVVMPass());
  device.addPass(createLowerExpandShapesPass());
  device.addPass(memref::createExpandStridedMetadataPass());
  device.addPass(createSCFToControlFlowPass());
  device.addPass(createLowerAffinePass());
  device.addPass(createCanonicalizerPass());
  device.addPass(createCSEPass());
  ConvertGpuOpsToNVVMOpsOptions convert;
  convert.indexBitwidth = 64;
  // Pointers that are no descriptors may be said not to alias.
  convert.useBarePtrCallConv = true;
  device.addPass(createConvertGpuOpsToNVVMOps(convert));
  device.addPass(createReconcileUnrealizedCastsPass());
}

void norm::buildNVVMPipeline(OpPassManager &manager,
                             const NVVMPipelineOptions &options,
                             const EmitKernels &emitKernels) {
  buildKernelsOnBuffersPipeline(manager, "nvvm", options.chip);
  addEmitPasses(manager, options.chip, emitKernels);
  addDevicePasses(manager, options);
  // The host's code.
  manager.addPass(createLowerExpandShapesPass());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addNestedPass<func::FuncOp>(createPassScalarsPass());
  GpuToLLVMConversionPassOptions host;
  host.kernelBarePtrCallConv = true;
  manager.addPass(createGpuToLLVMConversionPass(host));
  SerializeDeviceCodePassOptions serialize;
  serialize.format = options.format;
  serialize.toolkit = options.toolkit;
  manager.addPass(createSerializeDeviceCodePass(serialize));
  manager.addPass(createConvertToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createNameEntriesPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCheckLoweredPass());
}

void norm::registerNVVMPipeline() {
  PassPipelineRegistration<NVVMPipelineOptions>(
      "norm-nvvm-pipeline",
      "Lower normalization ops to GPU code and the host's LLVM dialect, "
      "through norm.kernel.",
      [](OpPassManager &manager, const NVVMPipelineOptions &options) {
        buildNVVMPipeline(manager, options);
      });
}
