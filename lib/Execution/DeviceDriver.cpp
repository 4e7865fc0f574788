//===- DeviceDriver.cpp - What host code calls to run on a device ---------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceDriver.h"

using namespace mlir;
using namespace mlir::norm;

std::vector<std::pair<llvm::StringRef, void *>>
DeviceDriver::getSymbols() const {
  auto address = [](auto *function) {
    return reinterpret_cast<void *>(function);
  };
  return {
      {"mgpuModuleLoad", address(moduleLoad)},
      {"mgpuModuleLoadJIT", address(moduleLoadJIT)},
      {"mgpuModuleUnload", address(moduleUnload)},
      {"mgpuModuleGetFunction", address(moduleGetFunction)},
      {"mgpuLaunchKernel", address(launchKernel)},
      {"mgpuLaunchClusterKernel", address(launchClusterKernel)},
      {"mgpuStreamCreate", address(streamCreate)},
      {"mgpuStreamDestroy", address(streamDestroy)},
      {"mgpuStreamSynchronize", address(streamSynchronize)},
      {"mgpuMemAlloc", address(memAlloc)},
      {"mgpuMemFree", address(memFree)},
      {"mgpuMemcpy", address(memcpy)},
      {"normDeviceStatus", address(status)},
  };
}

llvm::Error DeviceDriver::takeError() const {
  char message[512];
  if (status(message, sizeof(message)) == 0)
    return llvm::Error::success();
  return llvm::createStringError(llvm::StringRef(message));
}

const DeviceDriver &norm::getCudaDriver() {
  static const DeviceDriver driver = {
      mgpuModuleLoad,        mgpuModuleLoadJIT, mgpuModuleUnload,
      mgpuModuleGetFunction, mgpuLaunchKernel,  mgpuLaunchClusterKernel,
      mgpuStreamCreate,      mgpuStreamDestroy, mgpuStreamSynchronize,
      mgpuMemAlloc,          mgpuMemFree,       mgpuMemcpy,
      normDeviceStatus,      normDeviceEnter,   normDeviceLeave,
  };
  return driver;
}

const DeviceDriver &norm::getDeviceDriver(Route route) {
  assert(isForGPU(route) && "expects a route of GPU code");
  return route == Route::Emulated ? getEmulatedDriver() : getCudaDriver();
}
