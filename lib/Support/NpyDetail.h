//===- NpyDetail.h - What .npy readers and writers share ------ -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Element types, messages and checks that the parts of the .npy library share.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_NPYDETAIL_H
#define NORM_MLIR_SUPPORT_NPYDETAIL_H

#include "norm-mlir/Support/Npy.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"

#include <iterator>
#include <string>
#include <system_error>

namespace mlir::norm::npy {

inline constexpr llvm::StringLiteral kMagic("\x93NUMPY");
inline constexpr bool kHostIsBig =
    llvm::endianness::native == llvm::endianness::big;

struct ElementInfo {
  llvm::StringLiteral name;
  llvm::StringLiteral code; // The dtype descriptor without its byte order.
  int64_t width;            // In bytes.
};

/// In the order of ElementKind.
inline constexpr ElementInfo kElements[] = {
    {"f64", "f8", 8},
    {"f32", "f4", 4},
    {"bf16", "V2", 2},
    {"f16", "f2", 2},
    {"i8", "i1", 1},
    {"u8", "u1", 1},
    {"i16", "i2", 2},
    {"u16", "u2", 2},
    {"i32", "i4", 4},
    {"u32", "u4", 4},
    {"i64", "i8", 8},
    {"u64", "u8", 8},
    {"bool", "b1", 1},
    // Written as raw bits; what is read as "u1" is U8, which stands before.
    {"f8E4M3FN", "u1", 1},
    {"f8E5M2", "u1", 1}};
static_assert(std::size(kElements) == size_t(ElementKind::F8E5M2) + 1);

inline const ElementInfo &infoOf(ElementKind kind) {
  return kElements[size_t(kind)];
}

/// The first `limit` bytes of `text`, which comes from a file, in quotes and
/// with \xNN for all that is not printable ASCII.
std::string excerpt(llvm::StringRef text, size_t limit = 32);

/// An error of one line: the path, then the message.
llvm::Error fail(llvm::StringRef path, const llvm::Twine &message);

/// An error that names what failed and the system's reason.
llvm::Error fail(llvm::StringRef path, llvm::StringRef operation,
                 std::error_code reason);

/// A tensor in messages: "shape [3, 4] of f32".
std::string describe(ElementKind kind, llvm::ArrayRef<int64_t> shape);

/// A kind of file in messages: "a directory".
llvm::StringRef describe(llvm::sys::fs::file_type type);

/// Checks the number of dimensions, their signs and the product, and returns
/// the size of the data in bytes.
llvm::Expected<int64_t> checkShape(llvm::StringRef path, ElementKind kind,
                                   llvm::ArrayRef<int64_t> shape);

/// Checks that bools are 0 or 1: other values are undefined behaviour in code
/// compiled for bools. `first` is the number of the first of `elements`.
llvm::Error checkBools(llvm::StringRef path, llvm::ArrayRef<char> elements,
                       size_t first);

/// Parses the dictionary of a header, `text`, and sets all of `header` but its
/// offset and size.
llvm::Error parseDictionary(llvm::StringRef path, llvm::StringRef text,
                            NpyHeader &header);

} // namespace mlir::norm::npy

#endif // NORM_MLIR_SUPPORT_NPYDETAIL_H
