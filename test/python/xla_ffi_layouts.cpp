//===- xla_ffi_layouts.cpp - Our declarations of XLA's interface ----------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compares python/src/XlaFFI.h with the header of jaxlib's wheel. It is
// compiled by test_jax_programs.py, and never run.
//
//===----------------------------------------------------------------------===//

#include "../../python/src/XlaFFI.h"
#include "xla/ffi/api/c_api.h"

using namespace norm_python;

#define SAME_SIZE(ours, theirs) static_assert(sizeof(ours) == sizeof(theirs))
#define SAME_PLACE(ours, field, theirs, name)                                  \
  static_assert(offsetof(ours, field) == offsetof(theirs, name))

static_assert(xla::kMajorVersion == XLA_FFI_API_MAJOR &&
              xla::kMinorVersion == XLA_FFI_API_MINOR);
SAME_SIZE(xla::Extension, XLA_FFI_Extension_Base);
SAME_SIZE(xla::Version, XLA_FFI_Api_Version);
SAME_PLACE(xla::Metadata, version, XLA_FFI_Metadata, api_version);
SAME_PLACE(xla::Metadata, traits, XLA_FFI_Metadata, traits);
SAME_SIZE(xla::MetadataExtension, XLA_FFI_Metadata_Extension);
SAME_SIZE(xla::Buffer, XLA_FFI_Buffer);
SAME_PLACE(xla::Buffer, data, XLA_FFI_Buffer, data);
SAME_PLACE(xla::Buffer, dims, XLA_FFI_Buffer, dims);
SAME_SIZE(xla::Values, XLA_FFI_Args);
SAME_SIZE(xla::Values, XLA_FFI_Rets);
SAME_PLACE(xla::Values, values, XLA_FFI_Rets, rets);
SAME_SIZE(xla::String, XLA_FFI_ByteSpan);
SAME_SIZE(xla::Attributes, XLA_FFI_Attrs);
SAME_PLACE(xla::Attributes, names, XLA_FFI_Attrs, names);
SAME_PLACE(xla::Attributes, values, XLA_FFI_Attrs, attrs);
SAME_SIZE(xla::CreateError, XLA_FFI_Error_Create_Args);
SAME_SIZE(xla::DestroyError, XLA_FFI_Error_Destroy_Args);
SAME_SIZE(xla::Schedule, XLA_FFI_ThreadPool_Schedule_Args);
SAME_SIZE(xla::CountThreads, XLA_FFI_ThreadPool_NumThreads_Args);
SAME_PLACE(xla::API, version, XLA_FFI_Api, api_version);
SAME_PLACE(xla::API, createError, XLA_FFI_Api, XLA_FFI_Error_Create);
SAME_PLACE(xla::API, destroyError, XLA_FFI_Api, XLA_FFI_Error_Destroy);
SAME_PLACE(xla::API, schedule, XLA_FFI_Api, XLA_FFI_ThreadPool_Schedule);
SAME_PLACE(xla::API, countThreads, XLA_FFI_Api, XLA_FFI_ThreadPool_NumThreads);
SAME_PLACE(xla::CallFrame, stage, XLA_FFI_CallFrame, stage);
SAME_PLACE(xla::CallFrame, arguments, XLA_FFI_CallFrame, args);
SAME_PLACE(xla::CallFrame, results, XLA_FFI_CallFrame, rets);
SAME_PLACE(xla::CallFrame, attributes, XLA_FFI_CallFrame, attrs);
static_assert(int(xla::kMetadata) == int(XLA_FFI_Extension_Metadata));
static_assert(int(xla::kBuffer) == int(XLA_FFI_ArgType_BUFFER));
static_assert(int(xla::kString) == int(XLA_FFI_AttrType_STRING));
static_assert(int(xla::kExecute) == int(XLA_FFI_ExecutionStage_EXECUTE));
static_assert(int(xla::DataType::BF16) == int(XLA_FFI_DataType_BF16));
static_assert(int(xla::DataType::F8E4M3FN) == int(XLA_FFI_DataType_F8E4M3FN));
static_assert(int(xla::DataType::F8E5M2) == int(XLA_FFI_DataType_F8E5M2));
static_assert(int(xla::ErrorCode::InvalidArgument) ==
              int(XLA_FFI_Error_Code_INVALID_ARGUMENT));
