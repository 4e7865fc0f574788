//===- Tensors.cpp - Buffers of C as ours ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionCode.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

namespace {

/// A rank that is read no further: that of no tensor that a program has.
constexpr int32_t kMaxRank = 64;

/// Which buffer is spoken of: "@f: expects input 2".
struct BufferName {
  StringRef function, what;
  size_t index;

  template <typename... Values>
  llvm::Error refuse(const char *format, Values &&...values) const {
    return llvm::createStringError(
        llvm::formatv("@{0}: expects {1} {2} {3}", function, what, index,
                      llvm::formatv(format, std::forward<Values>(values)...)));
  }
};

/// Whether an element's offset from the first one, in bytes, may exceed what 64
/// bits hold.
bool mayOverflow(const TensorBuffer &buffer) {
  int64_t width = byteWidth(buffer.element), first = 0, last = width;
  for (auto [size, stride] : llvm::zip(buffer.shape, buffer.strides)) {
    int64_t bytes;
    if (llvm::MulOverflow(stride, width, bytes) ||
        llvm::MulOverflow(bytes, size - 1, bytes) ||
        (bytes < 0 ? llvm::AddOverflow(first, bytes, first)
                   : llvm::AddOverflow(last, bytes, last)))
      return true;
  }
  return false;
}

/// Sizes and addresses that a buffer can have.
llvm::Error check(const TensorBuffer &buffer, const BufferName &name) {
  for (int64_t size : buffer.shape)
    if (size < 0)
      return name.refuse(
          "of sizes that are 0 or more; got [{0:$[, ]}]",
          llvm::make_range(buffer.shape.begin(), buffer.shape.end()));
  std::optional<int64_t> bytes = denseByteCount(buffer.element, buffer.shape);
  if (!bytes)
    return name.refuse("of fewer than 2^63 bytes; got {0}",
                       writeBufferType(buffer.shape, buffer.element));
  if (*bytes == 0)
    return llvm::Error::success();
  if (mayOverflow(buffer))
    return name.refuse(
        "within 2^63 bytes; got strides [{0:$[, ]}] of {1}",
        llvm::make_range(buffer.strides.begin(), buffer.strides.end()),
        writeBufferType(buffer.shape, buffer.element));
  if (!buffer.data)
    return name.refuse("to have data for {0}; got null",
                       writeBufferType(buffer.shape, buffer.element));
  auto address = reinterpret_cast<uintptr_t>(buffer.data);
  if (address % byteWidth(buffer.element) != 0)
    return name.refuse("of {0} at a multiple of {1} bytes; got {2:x}",
                       stringifyElementKind(buffer.element),
                       byteWidth(buffer.element), address);
  return llvm::Error::success();
}

llvm::Expected<TensorBuffer> read(const NormTensor &tensor,
                                  const BufferName &name) {
  static_assert(NORM_F64 == int(ElementKind::F64) + 1 &&
                NORM_BF16 == int(ElementKind::BF16) + 1 &&
                NORM_I8 == int(ElementKind::I8) + 1 &&
                NORM_I64 == int(ElementKind::I64) + 1 &&
                NORM_BOOL == int(ElementKind::Bool) + 1 &&
                NORM_F8E5M2 == int(ElementKind::F8E5M2) + 1);
  if (tensor.type < NORM_F64 || tensor.type > NORM_F8E5M2)
    return name.refuse("to have a NormType; got {0}", tensor.type);
  if (tensor.rank < 0 || tensor.rank > kMaxRank)
    return name.refuse("of a rank from 0 to {0}; got {1}", kMaxRank,
                       tensor.rank);
  if (tensor.rank > 0 && !tensor.sizes)
    return name.refuse("to have {0} sizes; got null", tensor.rank);
  TensorBuffer buffer{static_cast<ElementKind>(tensor.type - 1),
                      SmallVector<int64_t>(ArrayRef<int64_t>(
                          tensor.sizes, static_cast<size_t>(tensor.rank))),
                      static_cast<char *>(tensor.data)};
  if (tensor.strides)
    buffer.strides.assign(tensor.strides, tensor.strides + tensor.rank);
  return std::move(buffer);
}

/// Of the descriptor: allocated and aligned address, offset, sizes, strides.
TensorBuffer read(const void *address, const BufferType &type) {
  TensorBuffer buffer{type.element, {}, nullptr};
  if (type.isScalar) {
    buffer.data = static_cast<char *>(const_cast<void *>(address));
    return buffer;
  }
  const auto *words = static_cast<const int64_t *>(address);
  size_t rank = type.shape.size();
  buffer.shape.assign(words + 3, words + 3 + rank);
  buffer.strides.assign(words + 3 + rank, words + 3 + 2 * rank);
  auto aligned = static_cast<uintptr_t>(words[1]);
  buffer.data = reinterpret_cast<char *>(
      aligned + static_cast<uintptr_t>(words[2]) * byteWidth(type.element));
  return buffer;
}

} // namespace

llvm::Expected<SmallVector<TensorBuffer, 6>>
capi::readTensors(StringRef function, StringRef what, const NormTensor *tensors,
                  size_t count) {
  if (count > 0 && !tensors)
    return llvm::createStringError(llvm::formatv(
        "@{0}: expects {1} {2}s; got null", function, count, what));
  SmallVector<TensorBuffer, 6> buffers;
  for (size_t index = 0; index < count; ++index) {
    BufferName name{function, what, index};
    llvm::Expected<TensorBuffer> buffer = read(tensors[index], name);
    if (!buffer)
      return buffer.takeError();
    if (llvm::Error error = check(*buffer, name))
      return std::move(error);
    buffers.push_back(std::move(*buffer));
  }
  return std::move(buffers);
}

llvm::Expected<SmallVector<TensorBuffer, 6>>
capi::readDescriptors(StringRef function, StringRef what,
                      void *const *descriptors, ArrayRef<BufferType> types) {
  if (!types.empty() && !descriptors)
    return llvm::createStringError(llvm::formatv(
        "@{0}: expects {1} {2}s; got null", function, types.size(), what));
  SmallVector<TensorBuffer, 6> buffers;
  for (auto [index, type] : llvm::enumerate(types)) {
    BufferName name{function, what, index};
    if (!descriptors[index])
      return name.refuse("to have a descriptor; got null");
    TensorBuffer buffer = read(descriptors[index], type);
    if (llvm::Error error = check(buffer, name))
      return std::move(error);
    buffers.push_back(std::move(buffer));
  }
  return std::move(buffers);
}
