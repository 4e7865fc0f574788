//===- DeviceMemory.cpp - Memory of a GPU ---------------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/DeviceMemory.h"
#include "DeviceDriver.h"
#include "norm-mlir/Kernel/Chips.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

DeviceMemory::DeviceMemory(Route route, int32_t ordinal, int64_t bytes)
    : driver(getDeviceDriver(route)), route(route), ordinal(ordinal),
      bytes(bytes) {}

llvm::Expected<std::unique_ptr<DeviceMemory>>
DeviceMemory::allocate(Route route, int32_t ordinal, int64_t bytes,
                       void *stream) {
  std::unique_ptr<DeviceMemory> memory(new DeviceMemory(route, ordinal, bytes));
  const DeviceDriver &driver = memory->driver;
  void *previous = driver.enter(ordinal);
  memory->pointer = driver.memAlloc(bytes, stream, /*isHostShared=*/false);
  driver.leave(previous);
  if (llvm::Error error = driver.takeError())
    return std::move(error);
  return std::move(memory);
}

DeviceMemory::~DeviceMemory() {
  if (!pointer)
    return;
  void *previous = driver.enter(ordinal);
  driver.memFree(pointer, /*stream=*/nullptr);
  driver.leave(previous);
  llvm::consumeError(driver.takeError());
}

llvm::Error DeviceMemory::copy(void *to, const void *from, void *stream) const {
  void *previous = driver.enter(ordinal);
  driver.memcpy(to, const_cast<void *>(from), bytes, stream);
  driver.streamSynchronize(stream);
  driver.leave(previous);
  return driver.takeError();
}

llvm::Error DeviceMemory::copyFrom(const void *host, void *stream) {
  return copy(pointer, host, stream);
}

llvm::Error DeviceMemory::copyTo(void *host, void *stream) const {
  return copy(host, pointer, stream);
}

llvm::Error norm::waitForStream(Route route, int32_t ordinal, void *stream) {
  const DeviceDriver &driver = getDeviceDriver(route);
  void *previous = driver.enter(ordinal);
  driver.streamSynchronize(stream);
  driver.leave(previous);
  return driver.takeError();
}

llvm::Expected<std::string> norm::findDeviceChip() {
  int32_t capability = normDeviceCapability();
  if (llvm::Error error = getCudaDriver().takeError())
    return std::move(error);
  if (const Chip *chip = findChipFor(capability))
    return chip->name.str();
  return llvm::createStringError(llvm::formatv(
      "expects a GPU of compute capability 8.0 or later; got {0}.{1}",
      capability / 10, capability % 10));
}
