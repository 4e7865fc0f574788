//===- TVMFFI.h - The binary interface of TVM-FFI ---------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// TVM-FFI's C interface (version 0.1) as far as it is used, by its own names of
// functions: no header of it is needed to build. They are the loading process's
// and weak: a program that calls compiled functions otherwise needs no TVM-FFI.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_RUNTIME_TVMFFI_H
#define NORM_MLIR_RUNTIME_TVMFFI_H

#include <stddef.h>
#include <stdint.h>

namespace norm_runtime {

/// DLPack's devices.
enum : int32_t { kDeviceCPU = 1, kDeviceCUDA = 2 };

/// DLTensor. Strides are in elements; none of a dense row-major tensor.
struct TVMFFITensor {
  void *data;
  int32_t deviceType, deviceId;
  int32_t rank;
  uint8_t code, bits;
  uint16_t lanes;
  int64_t *shape;
  int64_t *strides;
  uint64_t byteOffset;
};
static_assert(sizeof(TVMFFITensor) == 48, "as DLPack has it");

/// The kinds of values that are told apart.
enum : int32_t {
  kNone = 0,
  kInteger = 1,
  kBool = 2,
  kFloat = 3,
  kTensorPointer = 7,
  kRawString = 8,
  kSmallString = 11,
  kStringObject = 65,
  kTensorObject = 70
};

/// TVMFFIAny.
struct TVMFFIValue {
  int32_t kind;
  uint32_t zero;
  union {
    int64_t integer;
    double number;
    void *pointer;
  };
};
static_assert(sizeof(TVMFFIValue) == 16, "as TVM-FFI has it");

/// Bytes of an object before its content.
constexpr size_t kObjectHeader = 24;

/// TVMFFIByteArray.
struct TVMFFIString {
  const char *data;
  size_t size;
};

extern "C" {
#pragma clang attribute push(__attribute__((weak)), apply_to = function)
void TVMFFIErrorSetRaisedFromCStr(const char *kind, const char *message);
void *TVMFFIEnvGetStream(int32_t deviceType, int32_t deviceId);
/// What the caller's library allocates by; null where it does not.
void *TVMFFIEnvGetDLPackManagedTensorAllocator(void);
int TVMFFIEnvTensorAlloc(TVMFFITensor *prototype, void **object);
int TVMFFIObjectDecRef(void *object);
int TVMFFIFunctionGetGlobal(const TVMFFIString *name, void **function);
int TVMFFIFunctionCall(void *function, TVMFFIValue *values, int32_t count,
                       TVMFFIValue *result);
#pragma clang attribute pop
}

} // namespace norm_runtime

#endif // NORM_MLIR_RUNTIME_TVMFFI_H
