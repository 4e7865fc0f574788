//===- NpyWriter.cpp - Atomic writing of .npy files -----------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes .npy files, which appear complete or not at all.
//
//===----------------------------------------------------------------------===//

#include "NpyDetail.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InterleavedRange.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <cassert>

using namespace llvm;
using namespace mlir::norm;
using namespace mlir::norm::npy;
namespace fs = llvm::sys::fs;

/// Creates and opens a file in the folder of `target`, to be removed if a
/// signal ends the process. (fs::createUniqueFile would replace every '%' of
/// the folder's name as well.)
static std::error_code createBeside(StringRef target, fs::perms mode,
                                    SmallVectorImpl<char> &path,
                                    int &descriptor) {
  static std::atomic<unsigned> counter;
  std::error_code reason;
  for (int attempt = 0; attempt < 100; ++attempt) {
    path.clear();
    sys::path::append(path, sys::path::parent_path(target),
                      ".norm-" + Twine(sys::Process::getProcessId()) + "-" +
                          Twine(counter++) + ".npy.tmp");
    reason = fs::openFile(path, descriptor, fs::CD_CreateNew, fs::FA_Write,
                          fs::OF_None, mode);
    if (!reason) {
      sys::RemoveFileOnSignal(StringRef(path.data(), path.size()));
      return reason;
    }
    if (reason != std::errc::file_exists) // As a killed process may leave them.
      return reason;
  }
  return reason;
}

/// The header as numpy.save writes it, from the magic string to the data.
static std::string encodeHeader(ElementKind kind, ArrayRef<int64_t> shape) {
  const ElementInfo &info = infoOf(kind);
  // NumPy gives one-byte elements no byte order.
  char order = info.width == 1 ? '|' : kHostIsBig ? '>' : '<';
  std::string text;
  raw_string_ostream os(text);
  os << "{'descr': '" << order << info.code
     << "', 'fortran_order': False, 'shape': (" << interleaved(shape)
     << (shape.size() == 1 ? ",), }" : "), }");
  // NumPy leaves room for the first dimension to grow to 21 digits in place,
  // and pads to 64 bytes, so that the data may be mapped.
  if (!shape.empty())
    os.indent(21 - std::to_string(shape.front()).size());
  size_t prefix = kMagic.size() + 4;
  os.indent(64 - (prefix + text.size() + 1) % 64) << '\n';
  assert(text.size() <= 65535 && "32 dimensions fit in 1 KiB");

  std::string result = kMagic.str() + '\x01' + '\x00';
  result += char(text.size() & 0xff);
  result += char(text.size() >> 8);
  return result + text;
}

Error mlir::norm::writeNpy(StringRef path, ElementKind kind,
                           ArrayRef<int64_t> shape, ArrayRef<char> data) {
  Expected<int64_t> byteCount = checkShape(path, kind, shape);
  if (!byteCount)
    return byteCount.takeError();
  if (size_t(*byteCount) != data.size())
    return fail(path, "expects " + Twine(*byteCount) + " bytes of data for " +
                          describe(kind, shape) + "; got " +
                          Twine(data.size()));
  if (kind == ElementKind::Bool)
    if (Error error = checkBools(path, data, /*first=*/0))
      return error;

  // Renaming replaces links, devices and read-only files alike, so ask first.
  SmallString<128> target(path);
  fs::perms mode = fs::all_read | fs::all_write;
  fs::file_status status;
  std::error_code reason = fs::status(path, status);
  bool replaces = !reason;
  if (replaces) {
    if (!fs::is_regular_file(status))
      return fail(path, "expects a regular file or a new one; got " +
                            describe(status.type()));
    if (!fs::can_write(path))
      return fail(path, "cannot write",
                  std::make_error_code(std::errc::permission_denied));
    reason = fs::real_path(path, target);
    if (reason)
      return fail(path, "cannot write", reason);
    mode = status.permissions();
  } else if (reason != std::errc::no_such_file_or_directory) {
    return fail(path, "cannot write", reason);
  }

  SmallString<128> temporary;
  int descriptor;
  reason = createBeside(target, mode, temporary, descriptor);
  if (reason)
    return fail(path, "cannot create a temporary file in its folder", reason);
  scope_exit discard([&] {
    fs::remove(temporary);
    sys::DontRemoveFileOnSignal(temporary);
  });

  raw_fd_ostream os(descriptor, /*shouldClose=*/true, /*unbuffered=*/true);
  os << encodeHeader(kind, shape);
  os.write(data.data(), data.size());
  // The process's mask for new files may have narrowed an existing file's.
  reason = replaces ? fs::setPermissions(descriptor, mode) : std::error_code();
  os.close();
  if (os.has_error())
    reason = os.error();
  os.clear_error();
  if (reason)
    return fail(path, "cannot write", reason);
  reason = fs::rename(temporary, target);
  if (reason)
    return fail(path, "cannot replace", reason);
  discard.release();
  sys::DontRemoveFileOnSignal(temporary);
  return Error::success();
}
