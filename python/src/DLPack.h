//===- DLPack.h - The binary interface of tensor exchange -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The structures of DLPack 1.x by which libraries pass tensors to one another,
// as its specification lays them out in memory, and the table of functions that
// a tensor's Python type offers as `__dlpack_c_exchange_api__`.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_DLPACK_H
#define NORM_MLIR_PYTHON_SRC_DLPACK_H

#include <cstdint>

namespace norm_python::dlpack {

constexpr uint32_t kMajorVersion = 1;
constexpr int32_t kDeviceCPU = 1, kDeviceCUDA = 2;
/// A bit of `ManagedTensor::flags`.
constexpr uint64_t kReadOnly = 1;

/// What elements are made of.
enum class Code : uint8_t {
  Int = 0,
  UInt = 1,
  Float = 2,
  BFloat = 4,
  Bool = 6,
  Float8E4M3FN = 10,
  Float8E5M2 = 12
};

struct DataType {
  Code code;
  uint8_t bits;
  uint16_t lanes;
};

/// A view of elements on a device. Strides are in elements; none of a dense
/// row-major tensor, in older versions.
struct Tensor {
  void *data;
  int32_t deviceType, deviceId;
  int32_t rank;
  DataType type;
  int64_t *shape;
  int64_t *strides;
  uint64_t byteOffset;
};

struct Version {
  uint32_t major, minor;
};

/// A tensor with its owner, whose deleter is called once.
struct ManagedTensor {
  Version version;
  void *owner;
  void (*deleter)(ManagedTensor *self);
  uint64_t flags;
  Tensor tensor;
};

/// The same before version 1.
struct UnversionedTensor {
  Tensor tensor;
  void *owner;
  void (*deleter)(UnversionedTensor *self);
};

/// What a type of Python tensors offers. Functions return 0, or another value
/// and then a Python exception is set; `allocate` reports errors through its
/// last argument.
struct ExchangeAPI {
  Version version;
  const ExchangeAPI *previous;
  int (*allocate)(Tensor *prototype, ManagedTensor **result, void *context,
                  void (*setError)(void *context, const char *kind,
                                   const char *message));
  int (*fromObject)(void *object, ManagedTensor **result);
  int (*toObject)(ManagedTensor *tensor, void **object);
  /// The tensor is a view that lives as long as the object; may be null.
  int (*viewObject)(void *object, Tensor *result);
  int (*getStream)(int32_t deviceType, int32_t deviceId, void **stream);
};

} // namespace norm_python::dlpack

#endif // NORM_MLIR_PYTHON_SRC_DLPACK_H
