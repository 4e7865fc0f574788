//===- XlaFFI.h - The binary interface of XLA's foreign functions -*- C++ -*-=//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// XLA's C interface for functions that its programs call, version 0.3, as far
// as it is used: structures that begin with their size, so that a later version
// may add fields at their ends, and a table of functions. XLA refuses a handler
// of a version that it does not know when it is registered.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_XLAFFI_H
#define NORM_MLIR_PYTHON_SRC_XLAFFI_H

#include <cstddef>
#include <cstdint>

namespace norm_python::xla {

constexpr int kMajorVersion = 0, kMinorVersion = 3;

/// Where structures carry more than their fields say.
struct Extension {
  size_t size;
  int32_t type;
  Extension *next;
};
/// The type of the extension that asks what a handler is.
constexpr int32_t kMetadata = 1;

struct Version {
  size_t size;
  Extension *extension;
  int major, minor;
};

struct Metadata {
  size_t size;
  Version version;
  uint32_t traits;
  int64_t stateType;
};

struct MetadataExtension {
  Extension base;
  Metadata *metadata;
};

/// Types of elements, by XLA's numbers.
enum class DataType : int32_t {
  Bool = 1,
  S8 = 2,
  S16 = 3,
  S32 = 4,
  S64 = 5,
  U8 = 6,
  U16 = 7,
  U32 = 8,
  U64 = 9,
  F16 = 10,
  F32 = 11,
  F64 = 12,
  BF16 = 16,
  F8E5M2 = 19,
  F8E4M3FN = 20,
};

/// A dense row-major buffer.
struct Buffer {
  size_t size;
  Extension *extension;
  DataType type;
  void *data;
  int64_t rank;
  int64_t *dims;
};

/// Arguments and results.
struct Values {
  size_t size;
  Extension *extension;
  int64_t count;
  int32_t *types;
  void **values;
};
/// The type of a value that is a buffer.
constexpr int32_t kBuffer = 1;

struct String {
  const char *data;
  size_t length;
};

struct Attributes {
  size_t size;
  Extension *extension;
  int64_t count;
  int32_t *types;
  String **names;
  void **values;
};
/// The type of an attribute that is a String.
constexpr int32_t kString = 4;

struct Error;
struct Context;

enum class ErrorCode : int32_t { InvalidArgument = 3, Internal = 13 };

struct CreateError {
  size_t size;
  Extension *extension;
  const char *message;
  ErrorCode code;
};

struct DestroyError {
  size_t size;
  Extension *extension;
  Error *error;
};

/// Has a thread of XLA's call `task(data)`.
struct Schedule {
  size_t size;
  Extension *extension;
  Context *context;
  void (*task)(void *data);
  void *data;
};

struct CountThreads {
  size_t size;
  Extension *extension;
  Context *context;
  int64_t *count;
};

/// XLA's functions; those that are not used have no type.
struct API {
  size_t size;
  Extension *extension;
  Version version;
  void *internal;
  Error *(*createError)(CreateError *);
  void *getMessage;
  void (*destroyError)(DestroyError *);
  void *registerHandler, *getStream, *registerType, *getContext, *setState,
      *getState, *allocate, *free;
  Error *(*schedule)(Schedule *);
  Error *(*countThreads)(CountThreads *);
};

/// One call of a handler.
struct CallFrame {
  size_t size;
  Extension *extension;
  const API *api;
  Context *context;
  int32_t stage;
  Values arguments, results;
  Attributes attributes;
};
/// The stage in which a handler computes.
constexpr int32_t kExecute = 3;

using Handler = Error *(CallFrame *);

} // namespace norm_python::xla

#endif // NORM_MLIR_PYTHON_SRC_XLAFFI_H
