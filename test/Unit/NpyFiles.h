//===- NpyFiles.h - .npy files that tests write -----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_UNIT_NPYFILES_H
#define NORM_MLIR_TEST_UNIT_NPYFILES_H

#include "norm-mlir/Support/Npy.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <csignal>
#include <limits>
#include <numeric>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace mlir::norm {

using namespace llvm;
namespace fs = llvm::sys::fs;

using Bytes = std::vector<char>;

constexpr ElementKind kAllKinds[] = {
    ElementKind::F64,  ElementKind::F32,      ElementKind::BF16,
    ElementKind::F16,  ElementKind::I8,       ElementKind::U8,
    ElementKind::I16,  ElementKind::U16,      ElementKind::I32,
    ElementKind::U32,  ElementKind::I64,      ElementKind::U64,
    ElementKind::Bool, ElementKind::F8E4M3FN, ElementKind::F8E5M2};

constexpr bool kHostIsBig = endianness::native == endianness::big;
constexpr char kHostOrder = kHostIsBig ? '>' : '<';

/// A .npy file, byte by byte: `dictionary` becomes the header as it is.
inline std::string makeFile(StringRef dictionary, StringRef data, int major = 1,
                            int minor = 0) {
  std::string file = "\x93NUMPY";
  file += char(major);
  file += char(minor);
  for (int i = 0, e = major == 1 ? 2 : 4; i < e; ++i)
    file += char(dictionary.size() >> (8 * i) & 0xff);
  return file + dictionary.str() + data.str();
}

inline std::string dictionary(StringRef descr, StringRef shape,
                              StringRef order = "False") {
  return ("{'descr': '" + descr + "', 'fortran_order': " + order +
          ", 'shape': " + shape + ", }\n")
      .str();
}

/// 0, 1, 2, ... as one-byte elements.
inline Bytes counting(size_t count) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), char(0));
  return bytes;
}

/// A folder of files for each test.
class NpyFiles : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("norm-npy-test", folder));
  }
  void TearDown() override {
    ::unlink(pathOf("fifo").c_str()); // Which fs::remove refuses.
    EXPECT_FALSE(fs::remove_directories(folder, /*IgnoreErrors=*/false));
  }

  std::string pathOf(StringRef name) {
    SmallString<128> path(folder);
    sys::path::append(path, name);
    return path.str().str();
  }

  std::string write(StringRef content, StringRef name = "x.npy") {
    std::string path = pathOf(name);
    std::error_code error;
    raw_fd_ostream os(path, error);
    EXPECT_FALSE(error) << error.message();
    os << content;
    return path;
  }

  static std::string slurp(StringRef path) {
    auto buffer = MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : "unreadable";
  }

  /// The names in the folder, temporary files included.
  std::vector<std::string> entries() {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; it != end && !error;
         it.increment(error))
      names.push_back(sys::path::filename(it->path()).str());
    EXPECT_FALSE(error);
    llvm::sort(names);
    return names;
  }

  /// The header of a file that has to be readable.
  static NpyHeader headerOf(StringRef path) {
    Expected<NpyHeader> header = readNpyHeader(path);
    if (header)
      return *header;
    ADD_FAILURE() << toString(header.takeError());
    return {};
  }

  /// The data of a file that has to be readable.
  static Bytes dataOf(StringRef path) {
    NpyHeader header = headerOf(path);
    Bytes data(header.byteCount);
    if (Error error = readNpyData(path, header, data))
      ADD_FAILURE() << toString(std::move(error));
    return data;
  }

  /// The first error in reading a file, without the path, or "read".
  static std::string errorOf(StringRef path) {
    Expected<NpyHeader> header = readNpyHeader(path);
    Error error = header.takeError();
    if (!error) {
      Bytes data(header->byteCount);
      error = readNpyData(path, *header, data);
    }
    return error ? strip(path, toString(std::move(error))) : "read";
  }

  static std::string errorOfWriting(StringRef path, ElementKind kind,
                                    ArrayRef<int64_t> shape,
                                    ArrayRef<char> data) {
    Error error = writeNpy(path, kind, shape, data);
    return error ? strip(path, toString(std::move(error))) : "written";
  }

  /// `message` without the path, which it begins with.
  static std::string strip(StringRef path, StringRef message) {
    EXPECT_TRUE(message.consume_front((path + ": ").str())) << message.str();
    EXPECT_FALSE(message.contains('\n')) << message.str();
    return message.str();
  }

  SmallString<128> folder;
};

using Shape = SmallVector<int64_t>;

} // namespace mlir::norm

#endif // NORM_MLIR_TEST_UNIT_NPYFILES_H
