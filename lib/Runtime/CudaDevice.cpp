//===- CudaDevice.cpp - What compiled code calls, over the driver ---------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CudaDriver.h"
#include "norm-mlir/Runtime/Device.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace norm_runtime;

namespace {

/// A kernel of a module that is loaded in a context.
struct Kernel {
  char *name;
  void *function;
  Kernel *next;
};

/// A context. Where one has been destroyed, another may have its address.
struct Context {
  void *handle;
  unsigned long long id; // 0 where the driver is older than these
};

bool isSame(const Context &a, const Context &b) {
  return a.handle == b.handle && a.id == b.id;
}

/// A module in one context.
struct LoadedModule {
  Context context;
  void *module;
  Kernel *kernels;
  LoadedModule *next;
};

/// Device code in the program.
struct Module {
  const void *data;
  int level; // of the driver's optimizer; below 0 for code that needs none
  LoadedModule *loaded;
  pthread_mutex_t mutex;
};

/// The context that is current on this thread; a null handle for none.
bool getCurrent(const CudaDriver &driver, Context &context) {
  context = {};
  if (!check(driver.cuCtxGetCurrent(&context.handle), "cuCtxGetCurrent"))
    return false;
  return !context.handle || !driver.cuCtxGetId ||
         check(driver.cuCtxGetId(context.handle, &context.id), "cuCtxGetId");
}

/// The driver, with a context current on this thread.
const CudaDriver *enterContext(Context &context) {
  const CudaDriver *driver = getDriver();
  if (!driver || !getCurrent(*driver, context))
    return nullptr;
  if (context.handle)
    return driver;
  CUdevice device;
  if (!check(driver->cuDeviceGet(&device, 0), "cuDeviceGet") ||
      !check(driver->cuDevicePrimaryCtxRetain(&context.handle, device),
             "cuDevicePrimaryCtxRetain") ||
      !check(driver->cuCtxSetCurrent(context.handle), "cuCtxSetCurrent") ||
      !getCurrent(*driver, context))
    return nullptr;
  return driver;
}

const CudaDriver *enterContext() {
  Context context;
  return enterContext(context);
}

void *createModule(const void *data, int level) {
  auto *module = static_cast<Module *>(calloc(1, sizeof(Module)));
  if (!module)
    return nullptr;
  module->data = data;
  module->level = level;
  pthread_mutex_init(&module->mutex, nullptr);
  return module;
}

/// Loads PTX; an error has the first line of what the driver's compiler says.
bool compile(const CudaDriver &driver, const Module &module, void **loaded) {
  char log[256] = "";
  // CU_JIT_ERROR_LOG_BUFFER, its size in bytes, CU_JIT_OPTIMIZATION_LEVEL
  int options[] = {5, 6, 7};
  void *values[] = {log, reinterpret_cast<void *>(sizeof(log)),
                    reinterpret_cast<void *>(intptr_t(module.level))};
  CUresult code =
      driver.cuModuleLoadDataEx(loaded, module.data, 3, options, values);
  log[strcspn(log, "\n")] = '\0';
  if (code != 0 && log[0])
    keepError("cuModuleLoadDataEx", log);
  return check(code, "cuModuleLoadDataEx");
}

/// The module in a context, loaded there if it is not yet. Under its mutex.
LoadedModule *load(const CudaDriver &driver, Module &module,
                   const Context &context) {
  for (LoadedModule *loaded = module.loaded; loaded; loaded = loaded->next)
    if (isSame(loaded->context, context))
      return loaded;
  void *handle;
  if (module.level >= 0 ? !compile(driver, module, &handle)
                        : !check(driver.cuModuleLoadData(&handle, module.data),
                                 "cuModuleLoadData"))
    return nullptr;
  auto *loaded = static_cast<LoadedModule *>(calloc(1, sizeof(LoadedModule)));
  if (!loaded) {
    keepError("calloc", "no memory for a module");
    driver.cuModuleUnload(handle);
    return nullptr;
  }
  *loaded = {context, handle, nullptr, module.loaded};
  module.loaded = loaded;
  return loaded;
}

void *find(const CudaDriver &driver, LoadedModule &loaded, const char *name) {
  for (Kernel *kernel = loaded.kernels; kernel; kernel = kernel->next)
    if (strcmp(kernel->name, name) == 0)
      return kernel->function;
  void *function;
  if (!check(driver.cuModuleGetFunction(&function, loaded.module, name),
             "cuModuleGetFunction"))
    return nullptr;
  auto *kernel = static_cast<Kernel *>(calloc(1, sizeof(Kernel)));
  char *copy = kernel ? strdup(name) : nullptr;
  if (!copy) {
    free(kernel); // It is looked up again.
    return function;
  }
  *kernel = {copy, function, loaded.kernels};
  loaded.kernels = kernel;
  return function;
}

/// Sizes as the driver takes them; an error where one does not fit.
bool fitsLaunch(intptr_t gridX, intptr_t gridY, intptr_t gridZ) {
  if (gridX <= INT_MAX && gridY <= USHRT_MAX && gridZ <= USHRT_MAX)
    return true;
  char text[128];
  snprintf(text, sizeof(text),
           "expects a grid of at most %d x %d x %d blocks; got %lld x %lld x "
           "%lld",
           INT_MAX, USHRT_MAX, USHRT_MAX, (long long)gridX, (long long)gridY,
           (long long)gridZ);
  keepError("cuLaunchKernel", text);
  return false;
}

} // namespace

void *mgpuModuleLoad(void *data, size_t) { return createModule(data, -1); }

void *mgpuModuleLoadJIT(void *data, int level) {
  return createModule(data, level);
}

void mgpuModuleUnload(void *handle) {
  auto *module = static_cast<Module *>(handle);
  if (!module)
    return;
  while (LoadedModule *loaded = module->loaded) {
    module->loaded = loaded->next;
    while (Kernel *kernel = loaded->kernels) {
      loaded->kernels = kernel->next;
      free(kernel->name);
      free(kernel);
    }
    // Other contexts take their modules with them, and may be gone; at the end
    // of the program the driver may be.
    const CudaDriver *driver = getDriver(/*evenAfterError=*/true);
    Context current;
    if (driver && getCurrent(*driver, current) &&
        isSame(current, loaded->context))
      driver->cuModuleUnload(loaded->module);
    free(loaded);
  }
  pthread_mutex_destroy(&module->mutex);
  free(module);
}

void *mgpuModuleGetFunction(void *handle, const char *name) {
  Context context;
  const CudaDriver *driver = enterContext(context);
  if (!driver)
    return nullptr;
  auto *module = static_cast<Module *>(handle);
  if (!module) {
    keepError("calloc", "no memory for a module");
    return nullptr;
  }
  pthread_mutex_lock(&module->mutex);
  LoadedModule *loaded = load(*driver, *module, context);
  void *function = loaded ? find(*driver, *loaded, name) : nullptr;
  pthread_mutex_unlock(&module->mutex);
  return function;
}

void mgpuLaunchKernel(void *kernel, intptr_t gridX, intptr_t gridY,
                      intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                      intptr_t blockZ, int32_t sharedBytes, void *stream,
                      void **parameters, void **extra, size_t) {
  const CudaDriver *driver = getDriver();
  if (!driver || !kernel || !fitsLaunch(gridX, gridY, gridZ))
    return;
  check(driver->cuLaunchKernel(kernel, gridX, gridY, gridZ, blockX, blockY,
                               blockZ, sharedBytes, stream, parameters, extra),
        "cuLaunchKernel");
}

void mgpuLaunchClusterKernel(void *kernel, intptr_t clusterX, intptr_t clusterY,
                             intptr_t clusterZ, intptr_t gridX, intptr_t gridY,
                             intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                             intptr_t blockZ, int32_t sharedBytes, void *stream,
                             void **parameters, void **extra) {
  const CudaDriver *driver = getDriver();
  if (!driver || !kernel || !fitsLaunch(gridX, gridY, gridZ))
    return;
  if (!driver->cuLaunchKernelEx)
    return keepError("cuLaunchKernelEx", "the driver is older than clusters");
  LaunchAttribute cluster = {};
  cluster.id = kClusterDimension;
  cluster.clusterX = clusterX;
  cluster.clusterY = clusterY;
  cluster.clusterZ = clusterZ;
  LaunchConfig config = {unsigned(gridX),
                         unsigned(gridY),
                         unsigned(gridZ),
                         unsigned(blockX),
                         unsigned(blockY),
                         unsigned(blockZ),
                         unsigned(sharedBytes),
                         stream,
                         &cluster,
                         1};
  check(driver->cuLaunchKernelEx(&config, kernel, parameters, extra),
        "cuLaunchKernelEx");
}

void *mgpuStreamCreate(void) {
  const CudaDriver *driver = enterContext();
  void *stream = nullptr;
  if (driver) // CU_STREAM_NON_BLOCKING
    check(driver->cuStreamCreate(&stream, 1), "cuStreamCreate");
  return stream;
}

void mgpuStreamDestroy(void *stream) {
  if (const CudaDriver *driver =
          stream ? getDriver(/*evenAfterError=*/true) : nullptr)
    check(driver->cuStreamDestroy(stream), "cuStreamDestroy");
}

void mgpuStreamSynchronize(void *stream) {
  if (const CudaDriver *driver = enterContext())
    check(driver->cuStreamSynchronize(stream), "cuStreamSynchronize");
}

void *mgpuMemAlloc(uint64_t bytes, void *stream, bool) {
  const CudaDriver *driver = bytes ? enterContext() : nullptr;
  CUdeviceptr pointer = 0;
  if (driver)
    check(driver->cuMemAllocAsync(&pointer, bytes, stream), "cuMemAllocAsync");
  return reinterpret_cast<void *>(pointer);
}

void mgpuMemFree(void *pointer, void *stream) {
  if (const CudaDriver *driver =
          pointer ? getDriver(/*evenAfterError=*/true) : nullptr)
    check(
        driver->cuMemFreeAsync(reinterpret_cast<CUdeviceptr>(pointer), stream),
        "cuMemFreeAsync");
}

void mgpuMemcpy(void *destination, void *source, size_t bytes, void *stream) {
  if (const CudaDriver *driver = bytes ? enterContext() : nullptr)
    check(driver->cuMemcpyAsync(reinterpret_cast<CUdeviceptr>(destination),
                                reinterpret_cast<CUdeviceptr>(source), bytes,
                                stream),
          "cuMemcpyAsync");
}

int32_t normDeviceStatus(char *message, int64_t length) {
  char *error = getError();
  if (!error[0])
    return 0;
  if (length > 0)
    snprintf(message, length, "%s", error);
  error[0] = '\0';
  return 1;
}

void *normDeviceEnter(int32_t ordinal) {
  Context context;
  const CudaDriver *driver = enterContext(context);
  CUdevice current, wanted;
  if (!driver || !check(driver->cuCtxGetDevice(&current), "cuCtxGetDevice") ||
      !check(driver->cuDeviceGet(&wanted, ordinal), "cuDeviceGet") ||
      current == wanted)
    return nullptr;
  // It stays retained, as that of a thread without any.
  void *primary;
  if (!check(driver->cuDevicePrimaryCtxRetain(&primary, wanted),
             "cuDevicePrimaryCtxRetain") ||
      !check(driver->cuCtxSetCurrent(primary), "cuCtxSetCurrent"))
    return nullptr;
  return context.handle;
}

void normDeviceLeave(void *previous) {
  if (const CudaDriver *driver =
          previous ? getDriver(/*evenAfterError=*/true) : nullptr)
    check(driver->cuCtxSetCurrent(previous), "cuCtxSetCurrent");
}

int32_t normDeviceCapability(void) {
  const CudaDriver *driver = enterContext();
  CUdevice device;
  int major = 0, minor = 0;
  // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, _MINOR
  if (!driver || !check(driver->cuCtxGetDevice(&device), "cuCtxGetDevice") ||
      !check(driver->cuDeviceGetAttribute(&major, 75, device),
             "cuDeviceGetAttribute") ||
      !check(driver->cuDeviceGetAttribute(&minor, 76, device),
             "cuDeviceGetAttribute"))
    return 0;
  return 10 * major + minor;
}
