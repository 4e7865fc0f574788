//===- ReferenceTensor.h - Values with error bounds -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_REFERENCETENSOR_H
#define NORM_MLIR_REFERENCE_REFERENCETENSOR_H

#include "mlir/IR/BuiltinTypes.h"
#include "norm-mlir/Reference/ReferenceFormats.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace mlir::norm {

/// A caller's dense row-major buffer. `element` is f64, f32, bf16, f16, a float
/// of 8 bits, index (64 bits) or a signless integer of at most 64 bits, which
/// fills the bytes of its ReferenceKind sign-extended (i1: one byte, 0 or 1).
/// A scalar's shape is empty.
struct TensorView {
  Type element;
  ArrayRef<int64_t> shape;
  const char *data;
};

/// What the reference says of one tensor: values in the IR's element type, and
/// an absolute error bound beside each (see Estimate).
///
/// A copy shares the elements. Elements lie dense and row-major; bounds take
/// 2 bytes each (4 for f64), rounded up by less than 1/256, and no memory while
/// all are 0. A splat holds one element only.
class ReferenceTensor {
public:
  ReferenceTensor() = default;

  /// A tensor of `shape` whose elements are still to be written.
  static ReferenceTensor allocate(Type element, ArrayRef<int64_t> shape);
  /// The caller's buffer, read in place, every element exact.
  static ReferenceTensor borrow(const TensorView &view);
  /// One element for all of `shape`; it is still to be written, at index 0.
  static ReferenceTensor allocateSplat(Type element, ArrayRef<int64_t> shape);
  /// A scalar of an integer type or index, as a tensor of rank 0.
  static ReferenceTensor createInteger(Type element, int64_t value);

  /// The same elements in another shape of as many elements.
  ReferenceTensor reshape(ArrayRef<int64_t> newShape) const;

  Type getElementType() const { return element; }
  ReferenceKind getKind() const { return kind; }
  bool isFloat() const { return isFloatKind(kind); }
  ArrayRef<int64_t> getShape() const { return shape; }
  int64_t getRank() const { return shape.size(); }
  int64_t getNumElements() const { return numElements; }
  bool isSplat() const { return splat; }
  /// Whether every bound is 0.
  bool isExact() const { return !bounds; }

  /// Element `i` in row-major order; integers beyond 2^53 are rounded.
  double getValue(int64_t i) const;
  /// Element `i` of a tensor of integers.
  int64_t getInteger(int64_t i) const;
  /// The absolute error bound of element `i`.
  double getBound(int64_t i) const;

  /// Reads the elements begin, begin + stride, ...; a stride of 0 repeats one.
  void readValues(int64_t begin, int64_t stride, int64_t count,
                  double *values) const;
  void readIntegers(int64_t begin, int64_t stride, int64_t count,
                    int64_t *values) const;
  void readBounds(int64_t begin, int64_t stride, int64_t count,
                  double *result) const;

  /// Writes floats, each rounded to the element type, which adds the error of
  /// that rounding to its bound. No `newBounds`: all 0.
  void write(int64_t begin, int64_t stride, int64_t count, const double *values,
             const double *newBounds = nullptr);
  /// Writes integers, wrapped to the element type.
  void writeIntegers(int64_t begin, int64_t stride, int64_t count,
                     const int64_t *values, const double *newBounds = nullptr);
  /// Copies elements and bounds of a tensor of the same element type.
  void copy(int64_t begin, int64_t stride, int64_t count,
            const ReferenceTensor &source, int64_t sourceBegin,
            int64_t sourceStride);

private:
  void setShape(ArrayRef<int64_t> newShape);
  void writeBounds(int64_t begin, int64_t stride, int64_t count,
                   const double *newBounds);

  Type element;
  ReferenceKind kind = ReferenceKind::F64;
  SmallVector<int64_t, 4> shape;
  int64_t numElements = 0;
  bool splat = false;
  /// What keeps `data` alive; null for a caller's buffer.
  std::shared_ptr<char> storage;
  const char *data = nullptr;
  /// Leading bits of floats, or of doubles for f64; null while all bounds are
  /// 0.
  std::shared_ptr<char> bounds;
};

} // namespace mlir::norm

#endif // NORM_MLIR_REFERENCE_REFERENCETENSOR_H
