//===- DeviceCall.cpp - A call on buffers of a device ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCall.h"

using namespace mlir;
using namespace mlir::norm;

static int64_t getBytes(const TensorBuffer &buffer) {
  return denseByteCount(buffer.element, buffer.shape).value_or(0);
}

llvm::Expected<char *> DeviceCall::allocate(int64_t bytes) {
  if (bytes == 0)
    return nullptr;
  void *pointer = driver.memAlloc(bytes, stream, /*isHostShared=*/false);
  if (llvm::Error error = driver.takeError())
    return std::move(error);
  allocations.push_back(pointer);
  return static_cast<char *>(pointer);
}

llvm::Expected<std::unique_ptr<DeviceCall>>
DeviceCall::create(const DeviceDriver &driver, const Signature &signature,
                   ArrayRef<TensorBuffer> inputs,
                   ArrayRef<TensorBuffer> results, int64_t scratchBytes) {
  std::unique_ptr<DeviceCall> call(new DeviceCall(driver));
  call->stream = driver.streamCreate();
  if (llvm::Error error = driver.takeError())
    return std::move(error);
  for (auto [type, input] : llvm::zip_equal(signature.inputs, inputs)) {
    TensorBuffer &own = call->inputs.emplace_back(input);
    if (type.isScalar)
      continue;
    llvm::Expected<char *> data = call->allocate(getBytes(input));
    if (!data)
      return data.takeError();
    own.data = *data;
    driver.memcpy(own.data, input.data, getBytes(input), call->stream);
  }
  for (const TensorBuffer &result : results) {
    llvm::Expected<char *> data = call->allocate(getBytes(result));
    if (!data)
      return data.takeError();
    call->results.push_back({result.element, result.shape, *data});
  }
  llvm::Expected<char *> scratch = call->allocate(scratchBytes);
  if (!scratch)
    return scratch.takeError();
  call->scratch = *scratch;
  if (llvm::Error error = call->wait())
    return std::move(error);
  return std::move(call);
}

DeviceCall::~DeviceCall() { llvm::consumeError(release()); }

llvm::Error DeviceCall::release() {
  for (void *pointer : std::exchange(allocations, {}))
    driver.memFree(pointer, stream);
  if (void *own = std::exchange(stream, nullptr))
    driver.streamDestroy(own);
  return driver.takeError();
}

llvm::Error DeviceCall::launch(Function function,
                               void *const *descriptors) const {
  char message[512];
  if (function(descriptors, scratch, stream, message, sizeof(message)) == 0)
    return llvm::Error::success();
  return llvm::createStringError(StringRef(message));
}

llvm::Error DeviceCall::wait() const {
  driver.streamSynchronize(stream);
  return driver.takeError();
}

llvm::Error DeviceCall::copyResults(ArrayRef<TensorBuffer> to) const {
  for (auto [from, result] : llvm::zip_equal(results, to))
    driver.memcpy(result.data, from.data, getBytes(result), stream);
  return wait();
}
