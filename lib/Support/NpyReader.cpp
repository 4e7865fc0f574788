//===- NpyReader.cpp - Bounded reading of .npy files ----------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads .npy files, from any byte and element order to dense row-major data.
//
//===----------------------------------------------------------------------===//

#include "NpyDetail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

using namespace llvm;
using namespace mlir::norm;
using namespace mlir::norm::npy;
namespace fs = llvm::sys::fs;

namespace {

constexpr size_t kMaxHeaderLength = 65535;

/// The piece in which files are read; a multiple of every element's size.
constexpr size_t kPieceSize = size_t(1) << 20;

/// A regular file that is open for reading.
class InputFile {
public:
  /// Opens `path`, refusing all that is not a regular file before opening it:
  /// opening a FIFO waits for its writer.
  static Expected<InputFile> open(StringRef path) {
    fs::file_status status;
    if (std::error_code reason = fs::status(path, status))
      return fail(path, "cannot open", reason);
    if (!fs::is_regular_file(status))
      return fail(path,
                  "expects a regular file; got " + describe(status.type()));
    Expected<fs::file_t> handle = fs::openNativeFileForRead(path);
    if (!handle)
      return fail(path, "cannot open", errorToErrorCode(handle.takeError()));
    InputFile file(path, *handle);
    if (std::error_code reason = fs::status(*handle, status))
      return fail(path, "cannot open", reason);
    file.size = status.getSize();
    return file;
  }

  InputFile(InputFile &&other)
      : size(other.size), path(other.path),
        handle(std::exchange(other.handle, fs::kInvalidFile)) {}
  InputFile(const InputFile &) = delete;
  InputFile &operator=(const InputFile &) = delete;
  ~InputFile() {
    if (handle != fs::kInvalidFile)
      fs::closeFile(handle);
  }

  /// Fills `buffer` with the bytes at `offset`.
  Error read(uint64_t offset, MutableArrayRef<char> buffer) const {
    size_t done = 0;
    while (done < buffer.size()) {
      Expected<size_t> count = fs::readNativeFileSlice(
          handle, buffer.drop_front(done), offset + done);
      if (!count)
        return fail(path, "cannot read", errorToErrorCode(count.takeError()));
      if (*count == 0)
        return fail(path, "expects " + Twine(buffer.size()) +
                              " bytes at offset " + Twine(offset) + "; got " +
                              Twine(done));
      done += *count;
    }
    return Error::success();
  }

  /// In bytes, when the file was opened.
  uint64_t size = 0;

private:
  InputFile(StringRef path, fs::file_t handle) : path(path), handle(handle) {}

  StringRef path;
  fs::file_t handle;
};

/// Moves elements that come in Fortran order to their places in C order. Keeps
/// its place between calls.
class FortranScatter {
public:
  FortranScatter(ArrayRef<int64_t> shape, int64_t width, char *destination)
      : width(width), shape(shape), strides(shape.size()),
        index(shape.size(), 0), destination(destination) {
    int64_t stride = width;
    for (size_t axis = shape.size(); axis-- > 0; stride *= shape[axis])
      strides[axis] = stride;
  }

  void append(ArrayRef<char> elements) {
    switch (width) {
    case 1:
      return appendWords<1>(elements);
    case 2:
      return appendWords<2>(elements);
    case 4:
      return appendWords<4>(elements);
    default:
      return appendWords<8>(elements);
    }
  }

private:
  template <int64_t size>
  void appendWords(ArrayRef<char> elements) {
    while (!elements.empty()) {
      int64_t run = std::min<int64_t>(elements.size() / size,
                                      shape.front() - index.front());
      for (int64_t i = 0; i < run; ++i)
        std::memcpy(destination + offset + i * strides.front(),
                    elements.data() + i * size, size);
      elements = elements.drop_front(run * size);
      advance(run);
    }
  }

  /// Steps `count` elements along the first axis, to its end at most.
  void advance(int64_t count) {
    index.front() += count;
    offset += count * strides.front();
    for (size_t axis = 0; index[axis] == shape[axis]; ++axis) {
      offset -= index[axis] * strides[axis];
      index[axis] = 0;
      if (axis + 1 == shape.size())
        return; // The last element is placed.
      ++index[axis + 1];
      offset += strides[axis + 1];
    }
  }

  int64_t width;
  ArrayRef<int64_t> shape;
  SmallVector<int64_t> strides; // In bytes.
  SmallVector<int64_t> index;
  int64_t offset = 0; // Of the element at `index`, in bytes.
  char *destination;
};

} // namespace

/// Checks that the data is exactly what follows the header.
static Error checkDataSize(StringRef path, const InputFile &file,
                           const NpyHeader &header) {
  uint64_t available = file.size - std::min(file.size, header.dataOffset);
  if (available == uint64_t(header.byteCount))
    return Error::success();
  return fail(path, "expects " + Twine(header.byteCount) +
                        " bytes of data for " +
                        describe(header.kind, header.shape) + "; got " +
                        Twine(available));
}

template <typename Word>
static void swapWords(MutableArrayRef<char> bytes) {
  for (char *word = bytes.begin(); word != bytes.end(); word += sizeof(Word))
    support::endian::write<Word>(
        word, support::endian::read<Word>(word, endianness::little),
        endianness::big);
}

static void swapBytes(MutableArrayRef<char> bytes, int64_t width) {
  if (width == 2)
    swapWords<uint16_t>(bytes);
  else if (width == 4)
    swapWords<uint32_t>(bytes);
  else if (width == 8)
    swapWords<uint64_t>(bytes);
}

Expected<NpyHeader> mlir::norm::readNpyHeader(StringRef path) {
  Expected<InputFile> file = InputFile::open(path);
  if (!file)
    return file.takeError();

  // The magic string, two bytes of version, two or four of header length.
  char bytes[12] = {};
  MutableArrayRef<char> prefix(bytes, std::min<uint64_t>(12, file->size));
  if (Error error = file->read(0, prefix))
    return error;
  StringRef magic = StringRef(bytes, prefix.size()).take_front(kMagic.size());
  if (magic != kMagic)
    return fail(path, "expects a .npy file, which begins with " +
                          excerpt(kMagic) + "; got " + excerpt(magic));
  unsigned major = static_cast<unsigned char>(bytes[6]);
  unsigned minor = static_cast<unsigned char>(bytes[7]);
  if (prefix.size() >= 8 && (major < 1 || major > 3 || minor != 0))
    return fail(path, "expects .npy version 1.0, 2.0 or 3.0; got " +
                          Twine(major) + "." + Twine(minor));
  size_t prefixSize = major == 1 ? 10 : 12;
  if (prefix.size() < prefixSize)
    return fail(path, "expects " + Twine(prefixSize) +
                          " bytes before the header; got " +
                          Twine(prefix.size()));
  uint64_t length = major == 1 ? support::endian::read16le(bytes + 8)
                               : support::endian::read32le(bytes + 8);
  if (length > file->size - prefixSize)
    return fail(path, "expects a header of " + Twine(length) + " bytes; got " +
                          Twine(file->size - prefixSize));
  if (length > kMaxHeaderLength)
    return fail(path, "expects a header of at most " + Twine(kMaxHeaderLength) +
                          " bytes; got " + Twine(length));

  std::string text(length, '\0');
  if (Error error = file->read(prefixSize, {text.data(), text.size()}))
    return error;
  NpyHeader header;
  if (Error error = parseDictionary(path, text, header))
    return error;
  Expected<int64_t> byteCount = checkShape(path, header.kind, header.shape);
  if (!byteCount)
    return byteCount.takeError();
  header.dataOffset = prefixSize + length;
  header.byteCount = *byteCount;
  if (Error error = checkDataSize(path, *file, header))
    return error;
  return header;
}

Error mlir::norm::readNpyData(StringRef path, const NpyHeader &header,
                              MutableArrayRef<char> destination) {
  Expected<int64_t> byteCount = checkShape(path, header.kind, header.shape);
  if (!byteCount)
    return byteCount.takeError();
  if (*byteCount != header.byteCount ||
      size_t(*byteCount) != destination.size())
    return fail(path, "expects a buffer of " + Twine(*byteCount) +
                          " bytes for " + describe(header.kind, header.shape) +
                          "; got " + Twine(destination.size()));
  Expected<InputFile> file = InputFile::open(path);
  if (!file)
    return file.takeError();
  if (Error error = checkDataSize(path, *file, header))
    return error;
  if (destination.empty())
    return Error::success();

  // Elements in C order are read where they belong; those in Fortran order
  // pass through a buffer. Without two dimensions over 1 the orders agree.
  SmallVector<int64_t> shape(make_filter_range(
      header.shape, [](int64_t dimension) { return dimension != 1; }));
  bool reorder = header.fortranOrder && shape.size() > 1;
  FortranScatter scatter(shape, byteWidth(header.kind), destination.data());
  std::vector<char> buffer(reorder ? std::min(kPieceSize, destination.size())
                                   : 0);
  for (size_t done = 0; done < destination.size();) {
    size_t size = std::min(kPieceSize, destination.size() - done);
    MutableArrayRef<char> piece =
        reorder ? MutableArrayRef<char>(buffer).take_front(size)
                : destination.slice(done, size);
    if (Error error = file->read(header.dataOffset + done, piece))
      return error;
    if (header.bigEndian != kHostIsBig)
      swapBytes(piece, byteWidth(header.kind));
    if (header.kind == ElementKind::Bool)
      if (Error error = checkBools(path, piece, done))
        return error;
    if (reorder)
      scatter.append(piece);
    done += size;
  }
  return Error::success();
}
