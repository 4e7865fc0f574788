//===- DeviceCall.h - A call on buffers of a device -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_DEVICECALL_H
#define NORM_MLIR_EXECUTION_DEVICECALL_H

#include "DeviceDriver.h"
#include "norm-mlir/Execution/CompiledModule.h"

#include <memory>

namespace mlir::norm {

/// Memory of a device, freed with this, on a stream of its own: copies of the
/// caller's buffers, and scratch.
class DeviceCall {
public:
  /// Allocates memory and copies the inputs to it. Inputs that are scalars stay
  /// where they are. An error is one line.
  static llvm::Expected<std::unique_ptr<DeviceCall>>
  create(const DeviceDriver &driver, const Signature &signature,
         ArrayRef<TensorBuffer> inputs, ArrayRef<TensorBuffer> results,
         int64_t scratchBytes);
  ~DeviceCall();

  /// The buffers on the device.
  ArrayRef<TensorBuffer> getInputs() const { return inputs; }
  ArrayRef<TensorBuffer> getResults() const { return results; }
  void *getStream() const { return stream; }

  /// Calls the entry of a compiled function, which may return before the
  /// results are there.
  using Function = int32_t (*)(void *const *descriptors, void *scratch,
                               void *stream, char *message,
                               int64_t messageLength);
  llvm::Error launch(Function function, void *const *descriptors) const;

  /// Waits for what has been launched.
  llvm::Error wait() const;

  /// Copies the results from the device, once they are there.
  llvm::Error copyResults(ArrayRef<TensorBuffer> to) const;

  /// Frees the memory. An error is one line.
  llvm::Error release();

private:
  explicit DeviceCall(const DeviceDriver &driver) : driver(driver) {}
  llvm::Expected<char *> allocate(int64_t bytes);

  const DeviceDriver &driver;
  void *stream = nullptr, *scratch = nullptr;
  std::vector<void *> allocations;
  SmallVector<TensorBuffer> inputs, results;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_DEVICECALL_H
