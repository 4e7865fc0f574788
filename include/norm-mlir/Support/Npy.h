//===- Npy.h - Bounded reading and atomic writing of .npy -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads and writes one tensor per file in NumPy's .npy format, as defined by
// NEP 1 and by the documentation of numpy.lib.format (versions 1.0 to 3.0).
//
// Files are untrusted. Every size is checked before it is used, nothing in a
// file is evaluated, and the memory in use beside the caller's buffer stays
// below 2 MiB. Every error is one line without a line break that begins with
// the path, as in
//
//   x.npy: expects 48 bytes of data for shape [3, 4] of f32; got 40
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_NPY_H
#define NORM_MLIR_SUPPORT_NPY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace mlir::norm {

/// The largest number of dimensions that is read or written; NumPy's own limit
/// was 32 up to NumPy 1 and is 64 since.
inline constexpr size_t kNpyMaxDimensions = 32;

/// The element types of .npy files that are read and written.
///
/// NumPy has no bfloat16: ml_dtypes' bfloat16 arrays are written by numpy.save
/// as two-byte voids, '<V2', and that is what BF16 stands for. Files that keep
/// the bits of bf16 in unsigned integers ('<u2') report U16; their reader says
/// whether those are bf16. fp8 has no descriptor that NumPy alone reads:
/// files keep its bits as U8 ('|u1'), and ml_dtypes' own ('<V1', '<f1'), which
/// do not name the type, are read as U8 too.
enum class ElementKind {
  F64,
  F32,
  BF16,
  F16,
  I8,
  U8,
  I16,
  U16,
  I32,
  U32,
  I64,
  U64,
  Bool,
  F8E4M3FN,
  F8E5M2
};

/// Whether elements are floating-point numbers.
inline bool isFloatKind(ElementKind kind) {
  return kind <= ElementKind::F16 || kind >= ElementKind::F8E4M3FN;
}

/// The size of one element in bytes; a Bool takes one.
int64_t byteWidth(ElementKind kind);

/// The name messages use: `f64`, `bf16`, `u8`, `bool`,
/// `f8E4M3FN`, ...
llvm::StringRef stringifyElementKind(ElementKind kind);

/// The bytes that a dense tensor of this shape and element type takes. The
/// result is 0 if a dimension is 0, and nullopt if a dimension is negative or
/// if the product of the element size and of all dimensions but the zeros (the
/// bound on the strides) exceeds 2^63 - 1.
std::optional<int64_t> denseByteCount(ElementKind kind,
                                      llvm::ArrayRef<int64_t> shape);

/// What the header of a .npy file says.
struct NpyHeader {
  /// The element type; U16 and BF16 differ only in the file's descriptor.
  ElementKind kind = ElementKind::F32;

  /// The dimensions, each 0 or more, slowest-varying first in C order; empty
  /// for a 0-d array, which has one element.
  llvm::SmallVector<int64_t> shape;

  /// Whether the file's first dimension varies fastest (column-major).
  bool fortranOrder = false;

  /// Whether the file's elements are big-endian; false for one-byte elements.
  bool bigEndian = false;

  /// Where the data begins, in bytes from the beginning of the file.
  uint64_t dataOffset = 0;

  /// The size of the data in bytes: `denseByteCount(kind, shape)`.
  int64_t byteCount = 0;
};

/// Reads and checks the header of the .npy file at `path`, without reading its
/// data. Accepts versions 1.0, 2.0 and 3.0, both byte orders, both element
/// orders and the integers with `L` that Python 2 wrote.
///
/// Returns an error if `path` is not a readable regular file (which is found
/// out without waiting on a FIFO); if the header is malformed or longer than
/// 65,535 bytes; if the element type is none of ElementKind; if there are more
/// than kNpyMaxDimensions dimensions or `denseByteCount` has no value; or if
/// the file holds fewer or more bytes of data than the header says.
llvm::Expected<NpyHeader> readNpyHeader(llvm::StringRef path);

/// Reads the data of the .npy file at `path`, whose header is `header`, into
/// `destination`: dense, in C order, in the host's byte order, whatever the
/// orders in the file. `destination` takes `header.byteCount` bytes and needs
/// no alignment. The file is read once, from front to back, in pieces.
///
/// Returns an error if the sizes of `destination`, of the file and of the data
/// disagree, if a bool is neither 0 nor 1, or if reading fails; `destination`
/// then holds unspecified bytes.
llvm::Error readNpyData(llvm::StringRef path, const NpyHeader &header,
                        llvm::MutableArrayRef<char> destination);

/// Writes a .npy file of version 1.0 to `path`, byte for byte as numpy.save
/// does. `data` holds the elements of `shape`, dense, in C order and in the
/// host's byte order.
///
/// The file appears under its name only once it is complete: it is written to
/// a temporary file in the same folder that is then renamed. A failure leaves
/// no new file and an existing file at `path` untouched. An existing file's
/// permissions are kept, and a link to it stays a link.
///
/// Returns an error if there are more than kNpyMaxDimensions dimensions, if
/// `denseByteCount(kind, shape)` has no value or is not the size of `data`, if
/// a bool is neither 0 nor 1, if `path` is something other than a regular file
/// or may not be written, or if writing fails, as on a full disk.
llvm::Error writeNpy(llvm::StringRef path, ElementKind kind,
                     llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<char> data);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_NPY_H
