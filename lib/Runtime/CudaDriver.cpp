//===- CudaDriver.cpp - The driver of NVIDIA GPUs, opened late ------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CudaDriver.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

using namespace norm_runtime;

namespace {

constexpr size_t kMessageBytes = 512;
thread_local char message[kMessageBytes];

CudaDriver driver;
/// What failed at the first call, for all threads; null where nothing did.
const char *failedCall;
char failedText[kMessageBytes];

void fail(const char *call, const char *text) {
  failedCall = call;
  snprintf(failedText, sizeof(failedText), "%s", text);
}

/// The text of a driver's code, "CUDA_ERROR_X (what it means)".
void describe(CUresult code, char *text, size_t length) {
  const char *name = nullptr, *meaning = nullptr;
  if (!driver.cuGetErrorName || driver.cuGetErrorName(code, &name) != 0 ||
      driver.cuGetErrorString(code, &meaning) != 0 || !name || !meaning)
    snprintf(text, length, "error %d", code);
  else
    snprintf(text, length, "%s (%s)", name, meaning);
}

void openDriver() {
  constexpr const char *library = "libcuda.so.1";
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return fail("dlopen", dlerror());
  auto find = [&](const char *name, auto &function) {
    function = reinterpret_cast<decltype(+function)>(dlsym(handle, name));
    if (!function && !failedCall)
      fail("dlsym", dlerror());
  };
  find("cuInit", driver.cuInit);
  find("cuGetErrorName", driver.cuGetErrorName);
  find("cuGetErrorString", driver.cuGetErrorString);
  find("cuDeviceGet", driver.cuDeviceGet);
  find("cuDeviceGetAttribute", driver.cuDeviceGetAttribute);
  find("cuDevicePrimaryCtxRetain", driver.cuDevicePrimaryCtxRetain);
  find("cuCtxGetCurrent", driver.cuCtxGetCurrent);
  find("cuCtxSetCurrent", driver.cuCtxSetCurrent);
  find("cuCtxGetDevice", driver.cuCtxGetDevice);
  find("cuModuleLoadData", driver.cuModuleLoadData);
  find("cuModuleLoadDataEx", driver.cuModuleLoadDataEx);
  find("cuModuleUnload", driver.cuModuleUnload);
  find("cuModuleGetFunction", driver.cuModuleGetFunction);
  find("cuLaunchKernel", driver.cuLaunchKernel);
  find("cuStreamCreate", driver.cuStreamCreate);
  find("cuStreamDestroy_v2", driver.cuStreamDestroy);
  find("cuStreamSynchronize", driver.cuStreamSynchronize);
  find("cuMemAllocAsync", driver.cuMemAllocAsync);
  find("cuMemFreeAsync", driver.cuMemFreeAsync);
  find("cuMemcpyAsync", driver.cuMemcpyAsync);
  if (failedCall)
    return;
  // Older drivers do not have these.
  driver.cuCtxGetId = reinterpret_cast<decltype(driver.cuCtxGetId)>(
      dlsym(handle, "cuCtxGetId"));
  driver.cuLaunchKernelEx = reinterpret_cast<decltype(driver.cuLaunchKernelEx)>(
      dlsym(handle, "cuLaunchKernelEx"));
  if (CUresult code = driver.cuInit(0)) {
    describe(code, failedText, sizeof(failedText));
    failedCall = "cuInit";
  }
}

} // namespace

const CudaDriver *norm_runtime::getDriver(bool evenAfterError) {
  if (message[0] && !evenAfterError)
    return nullptr;
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, openDriver);
  if (!failedCall)
    return &driver;
  keepError(failedCall, failedText);
  return nullptr;
}

bool norm_runtime::check(CUresult code, const char *call) {
  if (code == 0)
    return true;
  char text[kMessageBytes / 2];
  describe(code, text, sizeof(text));
  keepError(call, text);
  return false;
}

void norm_runtime::keepError(const char *call, const char *text) {
  if (!message[0])
    snprintf(message, sizeof(message), "%s: %s", call, text);
}

char *norm_runtime::getError() { return message; }
