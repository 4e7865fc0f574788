//===- Device.h - What compiled code calls to run on a GPU ------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// MLIR's names for what host code calls, over the driver libcuda.so.1, which is
// opened at the first call that needs it: a program that holds device code
// starts on a machine without a driver. Each thread of the host keeps the first
// error of its calls, "cuLaunchKernel: CUDA_ERROR_INVALID_VALUE (...)"; until
// normDeviceStatus has taken it, further calls of the thread do nothing.
//
// Work goes to the context that is current on the calling thread; where there
// is none, the primary context of device 0 becomes it.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_RUNTIME_DEVICE_H
#define NORM_MLIR_RUNTIME_DEVICE_H

#include <stddef.h>
#include <stdint.h>

extern "C" {

/// Remembers a cubin or fatbin of `bytes` bytes, which stays where it is. It is
/// loaded when one of its kernels is launched, once for each context.
void *mgpuModuleLoad(void *data, size_t bytes);

/// Remembers PTX that ends with 0; the driver compiles it at the first launch,
/// with optimization level `level`, 0 to 4.
void *mgpuModuleLoadJIT(void *data, int level);

/// Unloads a module from all contexts.
void mgpuModuleUnload(void *module);

/// The kernel `name` in the current context; null after an error.
void *mgpuModuleGetFunction(void *module, const char *name);

/// Starts a kernel on `stream`; `parameters` holds the addresses of its
/// arguments.
void mgpuLaunchKernel(void *kernel, intptr_t gridX, intptr_t gridY,
                      intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                      intptr_t blockZ, int32_t sharedBytes, void *stream,
                      void **parameters, void **extra, size_t numParameters);

/// The same for a grid whose blocks form clusters.
void mgpuLaunchClusterKernel(void *kernel, intptr_t clusterX, intptr_t clusterY,
                             intptr_t clusterZ, intptr_t gridX, intptr_t gridY,
                             intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                             intptr_t blockZ, int32_t sharedBytes, void *stream,
                             void **parameters, void **extra);

void *mgpuStreamCreate(void);
void mgpuStreamDestroy(void *stream);
/// Waits until all work of the stream is done.
void mgpuStreamSynchronize(void *stream);

/// Memory of the device, in the order of the stream; `isHostShared` is not
/// supported. Null after an error and for 0 bytes.
void *mgpuMemAlloc(uint64_t bytes, void *stream, bool isHostShared);
void mgpuMemFree(void *pointer, void *stream);

/// Copies between memory of the device or the host, in the order of the stream.
void mgpuMemcpy(void *destination, void *source, size_t bytes, void *stream);

/// 0, or 1 after an error of this thread's calls, which is taken: its text, cut
/// to `length` bytes with the ending 0, goes to `message`.
int32_t normDeviceStatus(char *message, int64_t length);

/// Makes the primary context of device `ordinal` current on this thread unless
/// one of that device is. Returns what normDeviceLeave takes to make the
/// context from before current again: null where nothing has changed.
void *normDeviceEnter(int32_t ordinal);
void normDeviceLeave(void *previous);

/// The compute capability of the current context's device, 90 for 9.0; 0 after
/// an error.
int32_t normDeviceCapability(void);
}

#endif // NORM_MLIR_RUNTIME_DEVICE_H
