//===- Devices.h - Where a function's tensors are ---------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_DEVICES_H
#define NORM_MLIR_PYTHON_SRC_DEVICES_H

#include "DLPack.h"

#include "norm-mlir/Execution/DeviceMemory.h"
#include "norm-mlir/Execution/TensorBuffer.h"

#include <nanobind/nanobind.h>

#include <string>

namespace norm_python {

using mlir::norm::Route;

/// What computes: this processor, a GPU, or the emulator of one, whose memory
/// goes by DLPack's name of a GPU's.
enum class Target { CPU, Cuda, Emulate };

/// The target that is named so; raises ValueError.
Target parseTarget(const std::string &name);

/// The route of code for a GPU or the emulator.
Route getRoute(Target target);

/// The device and the stream of one call.
struct Device {
  Target target = Target::CPU;
  /// DLPack's number of the device; below 0 until a tensor has said it.
  int32_t id = -1;
  /// What the driver calls the stream; null for the default one.
  void *stream = nullptr;

  bool isHost() const { return target == Target::CPU; }
  int32_t getType() const {
    return isHost() ? dlpack::kDeviceCPU : dlpack::kDeviceCUDA;
  }
  /// Of the first device where no tensor has said one.
  int32_t getId() const { return id < 0 ? 0 : id; }
  /// The argument `stream` of `__dlpack__`.
  int64_t getStreamNumber() const {
    return stream ? reinterpret_cast<int64_t>(stream) : 1;
  }
};

/// The driver's name of a stream that Python has as a number, as an object with
/// `__cuda_stream__`, or as one of torch's or CuPy's; raises TypeError.
void *readStream(PyObject *object);

/// A dense tensor in memory of a device that is ours, as a Python object with
/// `__dlpack__`. `buffer` has its type and sizes and gets its address.
nanobind::object createDeviceArray(const Device &device,
                                   mlir::norm::TensorBuffer &buffer);

/// Adds `DeviceArray`, and what tests do with the emulator's streams, to the
/// module.
void bindDevices(nanobind::module_ &module);

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_DEVICES_H
