//===- DeviceMemory.h - Memory of a GPU -------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_DEVICEMEMORY_H
#define NORM_MLIR_EXECUTION_DEVICEMEMORY_H

#include "norm-mlir/Pipelines/Route.h"

#include "llvm/Support/Error.h"

#include <memory>

namespace mlir::norm {

struct DeviceDriver;

/// Memory of a device that runs code of a route for GPUs. Errors are one line.
class DeviceMemory {
public:
  /// Takes memory in the order of `stream`; none for 0 bytes.
  static llvm::Expected<std::unique_ptr<DeviceMemory>>
  allocate(Route route, int32_t ordinal, int64_t bytes, void *stream);
  /// Gives it back when all work that has been begun on streams which wait for
  /// the default one is done.
  ~DeviceMemory();

  char *get() const { return static_cast<char *>(pointer); }
  int32_t getOrdinal() const { return ordinal; }
  Route getRoute() const { return route; }

  /// Copies all bytes from or to memory of the host, in the order of `stream`,
  /// and waits for them.
  llvm::Error copyFrom(const void *host, void *stream);
  llvm::Error copyTo(void *host, void *stream) const;

private:
  DeviceMemory(Route route, int32_t ordinal, int64_t bytes);
  llvm::Error copy(void *to, const void *from, void *stream) const;

  const DeviceDriver &driver;
  Route route;
  int32_t ordinal;
  int64_t bytes;
  void *pointer = nullptr;
};

/// Waits until all work of a stream of a device is done.
llvm::Error waitForStream(Route route, int32_t ordinal, void *stream);

/// The chip of the device that is current, for GPUOptions; an error where there
/// is no driver, no device or one of a chip that no code is made for.
llvm::Expected<std::string> findDeviceChip();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_DEVICEMEMORY_H
