//===- Tensors.h - Python's tensors as buffers ------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_TENSORS_H
#define NORM_MLIR_PYTHON_SRC_TENSORS_H

#include "DLPack.h"
#include "Devices.h"

#include "norm-mlir/CallingConvention/BufferType.h"
#include "norm-mlir/Execution/TensorBuffer.h"

#include <nanobind/nanobind.h>

#include <string>

namespace norm_python {

using mlir::norm::BufferType;
using mlir::norm::ElementKind;
using mlir::norm::TensorBuffer;

/// How a Python type's tensors are read and made.
struct TensorType {
  enum class Family { None, NumPy, Exchange, DLPack };
  Family family = Family::None;
  /// Of Family::Exchange.
  const dlpack::ExchangeAPI *api = nullptr;
  /// Of Family::DLPack, a tensor, borrowed for the time of a call.
  PyObject *object = nullptr;
};

/// The name of a value for error messages: "argument 2 of @f".
struct ValueName {
  const char *what;
  size_t index;
  llvm::StringRef function;
};

std::string toString(const ValueName &name);

/// A value as a buffer, and what keeps its memory.
struct TensorValue {
  TensorBuffer buffer;
  TensorType type;
  bool isReadOnly = false;
  /// DLPack's number of its device.
  int32_t deviceId = 0;
  nanobind::object owner;
  /// The memory of a scalar.
  alignas(8) char scalar[8] = {};
};

/// Reads a tensor on the kind of device that the call is for, without copying
/// it; its elements are there for what follows on the call's stream. Raises
/// TypeError for what is no tensor, has elements that no buffer has, lies on
/// another device, or with `checksGradients` requires gradients that would be
/// lost. `value` stays where it is while its buffer is used.
void readTensor(PyObject *object, const ValueName &name, bool checksGradients,
                const Device &device, TensorValue &value);

/// The stream on which the library of the first tensor that says so works now;
/// null where none does. Sets the device's number.
void findStream(llvm::ArrayRef<PyObject *> objects, Device &device);

/// Reads a number, or a tensor of one element. Raises TypeError or
/// OverflowError.
void readScalar(PyObject *object, ElementKind element, const ValueName &name,
                TensorValue &value);

/// A new dense tensor on a device of the family that `like` says; where that is
/// none, NumPy's, or one of ours in memory of a GPU. `buffer` has the type and
/// the sizes, and gets the address.
nanobind::object createTensor(const TensorType &like, const Device &device,
                              TensorBuffer &buffer);

/// A tensor that createTensor has made, when it has been filled: an object of
/// the library that `like` comes from.
nanobind::object finishTensor(const TensorType &like, nanobind::object tensor);

/// DLPack's type of an element, and NumPy's.
dlpack::DataType getDataType(ElementKind element);
nanobind::object getArrayDtype(ElementKind element);

/// A Python number of the value in this buffer.
nanobind::object toNumber(const TensorBuffer &buffer);

/// Makes NumPy's C interface available; once, at import.
void importNumPy();

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_TENSORS_H
