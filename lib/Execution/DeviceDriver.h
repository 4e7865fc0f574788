//===- DeviceDriver.h - What host code calls to run on a device -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_DEVICEDRIVER_H
#define NORM_MLIR_EXECUTION_DEVICEDRIVER_H

#include "norm-mlir/Pipelines/Route.h"
#include "norm-mlir/Runtime/Device.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <utility>
#include <vector>

namespace mlir::norm {

/// The functions of norm-mlir/Runtime/Device.h on one kind of device.
struct DeviceDriver {
  decltype(&mgpuModuleLoad) moduleLoad;
  decltype(&mgpuModuleLoadJIT) moduleLoadJIT;
  decltype(&mgpuModuleUnload) moduleUnload;
  decltype(&mgpuModuleGetFunction) moduleGetFunction;
  decltype(&mgpuLaunchKernel) launchKernel;
  decltype(&mgpuLaunchClusterKernel) launchClusterKernel;
  decltype(&mgpuStreamCreate) streamCreate;
  decltype(&mgpuStreamDestroy) streamDestroy;
  decltype(&mgpuStreamSynchronize) streamSynchronize;
  decltype(&mgpuMemAlloc) memAlloc;
  decltype(&mgpuMemFree) memFree;
  decltype(&mgpuMemcpy) memcpy;
  decltype(&normDeviceStatus) status;
  decltype(&normDeviceEnter) enter;
  decltype(&normDeviceLeave) leave;

  /// Names and addresses, for compiled host code.
  std::vector<std::pair<llvm::StringRef, void *>> getSymbols() const;

  /// The first error of this thread's calls since the last time, one line.
  llvm::Error takeError() const;
};

/// What runs device code of a route for GPUs.
const DeviceDriver &getDeviceDriver(Route route);

/// GPUs of NVIDIA, through libcuda.so.1.
const DeviceDriver &getCudaDriver();

/// A GPU on this processor: device code in the form of LLVM bitcode is compiled
/// for it, and its threads run one after the other (EmulatedBlock.h). Memory of
/// the device is memory of the host between pages that nothing may touch.
const DeviceDriver &getEmulatedDriver();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_DEVICEDRIVER_H
