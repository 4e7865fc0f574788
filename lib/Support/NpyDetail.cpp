//===- NpyDetail.cpp - What .npy readers and writers share ----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Describes element types, words messages, checks shapes and values.
//
//===----------------------------------------------------------------------===//

#include "NpyDetail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/InterleavedRange.h"
#include "llvm/Support/raw_ostream.h"

#include <limits>

using namespace llvm;
using namespace mlir::norm;
using namespace mlir::norm::npy;
namespace fs = llvm::sys::fs;

int64_t mlir::norm::byteWidth(ElementKind kind) { return infoOf(kind).width; }

StringRef mlir::norm::stringifyElementKind(ElementKind kind) {
  return infoOf(kind).name;
}

std::optional<int64_t> mlir::norm::denseByteCount(ElementKind kind,
                                                  ArrayRef<int64_t> shape) {
  std::optional<int64_t> bound = byteWidth(kind);
  for (int64_t dimension : shape) {
    if (dimension < 0)
      return std::nullopt;
    if (bound && dimension > 0)
      bound = checkedMul(*bound, dimension);
  }
  return bound && is_contained(shape, 0) ? 0 : bound;
}

/// `text` on one line: control characters, and if `onlyASCII` all bytes that
/// are not ASCII, become \xNN.
static std::string escaped(StringRef text, bool onlyASCII) {
  std::string result;
  raw_string_ostream os(result);
  for (unsigned char c : text) {
    if (c < 0x20 || c == 0x7f || (onlyASCII && c > 0x7f))
      os << "\\x" << hexdigit(c >> 4, /*LowerCase=*/true)
         << hexdigit(c & 0xf, /*LowerCase=*/true);
    else
      os << c;
  }
  return result;
}

std::string npy::excerpt(StringRef text, size_t limit) {
  return "'" + escaped(text.take_front(limit), /*onlyASCII=*/true) +
         (text.size() > limit ? "...'" : "'");
}

Error npy::fail(StringRef path, const Twine &message) {
  return createStringError(escaped(path, /*onlyASCII=*/false) + ": " + message);
}

Error npy::fail(StringRef path, StringRef operation, std::error_code reason) {
  return fail(path, Twine(operation) + ": " + reason.message());
}

std::string npy::describe(ElementKind kind, ArrayRef<int64_t> shape) {
  std::string result;
  raw_string_ostream os(result);
  os << "shape [" << interleaved(shape) << "] of "
     << stringifyElementKind(kind);
  return result;
}

StringRef npy::describe(fs::file_type type) {
  switch (type) {
  case fs::file_type::directory_file:
    return "a directory";
  case fs::file_type::fifo_file:
    return "a FIFO";
  case fs::file_type::socket_file:
    return "a socket";
  case fs::file_type::character_file:
  case fs::file_type::block_file:
    return "a device";
  default:
    return "another kind of file";
  }
}

Expected<int64_t> npy::checkShape(StringRef path, ElementKind kind,
                                  ArrayRef<int64_t> shape) {
  if (shape.size() > kNpyMaxDimensions)
    return fail(path, "expects at most " + Twine(kNpyMaxDimensions) +
                          " dimensions; got " + Twine(shape.size()));
  for (int64_t dimension : shape)
    if (dimension < 0)
      return fail(path,
                  "expects dimensions of 0 or more; got " + Twine(dimension));
  std::optional<int64_t> byteCount = denseByteCount(kind, shape);
  if (!byteCount)
    return fail(path, "expects at most " +
                          Twine(std::numeric_limits<int64_t>::max()) +
                          " bytes of data; got " + describe(kind, shape));
  return *byteCount;
}

Error npy::checkBools(StringRef path, ArrayRef<char> elements, size_t first) {
  const char *wrong = find_if(elements, [](char c) { return c & ~1; });
  if (wrong == elements.end())
    return Error::success();
  return fail(path, "expects bools of 0 or 1; got " +
                        Twine(unsigned(static_cast<unsigned char>(*wrong))) +
                        " at element " +
                        Twine(first + (wrong - elements.begin())));
}
