//===- RunnerInputs.cpp - Buffers of a job ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunnerInputs.h"
#include "norm-mlir/Support/InputSpec.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include <cstdlib>
#include <unistd.h>

using namespace mlir;
using namespace mlir::norm;

Arena::~Arena() {
  for (char *buffer : buffers)
    std::free(buffer);
}

llvm::Expected<TensorBuffer> Arena::allocate(ElementKind element,
                                             ArrayRef<int64_t> shape) {
  std::optional<int64_t> bytes = denseByteCount(element, shape);
  auto physical = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) *
                  static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  char *data = nullptr;
  if (bytes && llvm::SaturatingAdd<uint64_t>(total, *bytes) <= physical) {
    constexpr size_t kAlignment = 64;
    data = static_cast<char *>(std::aligned_alloc(
        kAlignment, llvm::alignTo(std::max<int64_t>(*bytes, 1), kAlignment)));
  }
  if (!data)
    return llvm::createStringError(llvm::formatv(
        "cannot allocate a tensor of type {0}: {1} bytes, {2} allocated "
        "already; the machine has {3}",
        writeBufferType(shape, element),
        bytes ? std::to_string(*bytes) : "more than 2^63", total, physical));
  total += *bytes;
  buffers.push_back(data);
  return TensorBuffer{element, SmallVector<int64_t>(shape), data};
}

/// The sizes of argument `index`, from its type and its specification.
static llvm::Expected<SmallVector<int64_t>>
resolveSizes(const BufferType &type, const InputSpec &spec, size_t index) {
  if (!spec.sizes) {
    if (llvm::any_of(type.shape, ShapedType::isDynamic))
      return llvm::createStringError(llvm::formatv(
          "argument {0} of type {1} expects sizes, as in --input=random@{2}; "
          "got none",
          index, type.str(),
          llvm::join(llvm::map_to_vector(type.shape,
                                         [](int64_t size) {
                                           return std::to_string(
                                               ShapedType::isDynamic(size)
                                                   ? 8
                                                   : size);
                                         }),
                     "x")));
    return SmallVector<int64_t>(type.shape);
  }
  if (!type.accepts(*spec.sizes))
    return llvm::createStringError(
        llvm::formatv("argument {0} expects sizes of type {1}; got {2}", index,
                      type.str(), writeBufferType(*spec.sizes, type.element)));
  return SmallVector<int64_t>(*spec.sizes);
}

/// Whether a file's elements are those of an argument: the same, or raw bits
/// that the argument's type gives their meaning (u16 for bf16, u8 for i8, ...).
static bool holds(ElementKind argument, ElementKind file) {
  if (argument == file)
    return true;
  switch (argument) {
  case ElementKind::BF16:
  case ElementKind::I16:
    return file == ElementKind::U16;
  case ElementKind::I8:
  case ElementKind::F8E4M3FN:
  case ElementKind::F8E5M2:
    return file == ElementKind::U8;
  case ElementKind::I32:
    return file == ElementKind::U32;
  case ElementKind::I64:
    return file == ElementKind::U64;
  default:
    return false;
  }
}

static llvm::Expected<TensorBuffer>
loadFile(Arena &arena, const BufferType &type, StringRef path, size_t index) {
  llvm::Expected<NpyHeader> header = readNpyHeader(path);
  if (!header)
    return header.takeError();
  if (!holds(type.element, header->kind) || !type.accepts(header->shape))
    return llvm::createStringError(llvm::formatv(
        "{0}: argument {1} expects type {2}; got {3}", path, index, type.str(),
        writeBufferType(header->shape, header->kind)));
  llvm::Expected<TensorBuffer> buffer =
      arena.allocate(type.element, header->shape);
  if (!buffer)
    return buffer.takeError();
  if (llvm::Error error =
          readNpyData(path, *header,
                      {buffer->data, static_cast<size_t>(header->byteCount)}))
    return std::move(error);
  return buffer;
}

llvm::Expected<SmallVector<TensorBuffer>>
norm::loadInputs(Arena &arena, func::FuncOp function,
                 const Signature &signature, ArrayRef<std::string> specs) {
  if (specs.size() > signature.inputs.size())
    return llvm::createStringError(llvm::formatv(
        "@{0}: expects at most {1} --input; got {2}", function.getName(),
        signature.inputs.size(), specs.size()));
  SmallVector<TensorBuffer> buffers;
  for (auto [index, type] : llvm::enumerate(signature.inputs)) {
    auto stated = function.getArgAttrOfType<StringAttr>(index, "norm.input");
    StringRef text = index < specs.size() ? StringRef(specs[index])
                     : stated             ? stated.getValue()
                                          : StringRef("random");
    llvm::Expected<InputSpec> spec = parseInputSpec(text);
    if (!spec)
      return spec.takeError();
    if (spec->file) {
      llvm::Expected<TensorBuffer> buffer =
          loadFile(arena, type, *spec->file, index);
      if (!buffer)
        return buffer.takeError();
      buffers.push_back(std::move(*buffer));
      continue;
    }
    llvm::Expected<SmallVector<int64_t>> sizes =
        resolveSizes(type, *spec, index);
    if (!sizes)
      return sizes.takeError();
    llvm::Expected<TensorBuffer> buffer = arena.allocate(type.element, *sizes);
    if (!buffer)
      return buffer.takeError();
    if (llvm::Error error = checkInputSpec(*spec, type.element))
      return std::move(error);
    auto bytes = static_cast<size_t>(*denseByteCount(type.element, *sizes));
    fillTensor(*spec, index, type.element, bytes / byteWidth(type.element),
               {buffer->data, bytes});
    buffers.push_back(std::move(*buffer));
  }
  return buffers;
}
