//===- CudaDriver.h - The driver of NVIDIA GPUs, opened late ----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The driver's interface as far as it is used, by the names of its manual (CUDA
// Driver API): no header of a toolkit is needed to build.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_RUNTIME_CUDADRIVER_H
#define NORM_MLIR_RUNTIME_CUDADRIVER_H

#include <stddef.h>
#include <stdint.h>

namespace norm_runtime {

using CUresult = int;
using CUdevice = int;
using CUdeviceptr = uint64_t;

/// CUlaunchAttribute with the dimensions of a cluster.
struct alignas(8) LaunchAttribute {
  int id;
  char padding[4];
  unsigned clusterX, clusterY, clusterZ;
  char rest[52];
};
static_assert(sizeof(LaunchAttribute) == 72, "as the driver has it");
constexpr int kClusterDimension = 4; // CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION

/// CUlaunchConfig.
struct LaunchConfig {
  unsigned gridX, gridY, gridZ, blockX, blockY, blockZ, sharedBytes;
  void *stream;
  LaunchAttribute *attributes;
  unsigned numAttributes;
};

/// The driver's functions.
struct CudaDriver {
  CUresult (*cuInit)(unsigned flags);
  CUresult (*cuGetErrorName)(CUresult code, const char **name);
  CUresult (*cuGetErrorString)(CUresult code, const char **text);
  CUresult (*cuDeviceGet)(CUdevice *device, int ordinal);
  CUresult (*cuDeviceGetAttribute)(int *value, int attribute, CUdevice device);
  CUresult (*cuDevicePrimaryCtxRetain)(void **context, CUdevice device);
  CUresult (*cuCtxGetCurrent)(void **context);
  CUresult (*cuCtxSetCurrent)(void *context);
  CUresult (*cuCtxGetId)(void *context, unsigned long long *id); // or null
  CUresult (*cuCtxGetDevice)(CUdevice *device);
  CUresult (*cuModuleLoadData)(void **module, const void *image);
  CUresult (*cuModuleLoadDataEx)(void **module, const void *image,
                                 unsigned numOptions, int *options,
                                 void **values);
  CUresult (*cuModuleUnload)(void *module);
  CUresult (*cuModuleGetFunction)(void **function, void *module,
                                  const char *name);
  CUresult (*cuLaunchKernel)(void *function, unsigned gridX, unsigned gridY,
                             unsigned gridZ, unsigned blockX, unsigned blockY,
                             unsigned blockZ, unsigned sharedBytes,
                             void *stream, void **parameters, void **extra);
  CUresult (*cuLaunchKernelEx)(const LaunchConfig *config, void *function,
                               void **parameters, void **extra);
  CUresult (*cuStreamCreate)(void **stream, unsigned flags);
  CUresult (*cuStreamDestroy)(void *stream);
  CUresult (*cuStreamSynchronize)(void *stream);
  CUresult (*cuMemAllocAsync)(CUdeviceptr *pointer, size_t bytes, void *stream);
  CUresult (*cuMemFreeAsync)(CUdeviceptr pointer, void *stream);
  CUresult (*cuMemcpyAsync)(CUdeviceptr destination, CUdeviceptr source,
                            size_t bytes, void *stream);
};

/// The driver, opened and initialized at the first call. Null where there is
/// none and, unless `evenAfterError`, after an error of this thread's that
/// nobody has taken.
const CudaDriver *getDriver(bool evenAfterError = false);

/// Keeps the error of a call; true where there is none. The first one stays.
bool check(CUresult code, const char *call);

/// As above, with a text of our own.
void keepError(const char *call, const char *text);

/// The first error of this thread's calls, "" for none.
char *getError();

} // namespace norm_runtime

#endif // NORM_MLIR_RUNTIME_CUDADRIVER_H
