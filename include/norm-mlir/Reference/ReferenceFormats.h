//===- ReferenceFormats.h - Element types and their rounding -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Conversions between double and the element types of tensors, written for
// tight loops: every narrowing rounds once, from double, to nearest even.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_REFERENCEFORMATS_H
#define NORM_MLIR_REFERENCE_REFERENCEFORMATS_H

#include "mlir/IR/Types.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

namespace mlir::norm {

/// How the reference keeps elements. Integers lie in the least of these that
/// holds them, sign-extended; an i1 is a byte, 0 or 1.
enum class ReferenceKind : uint8_t {
  F64,
  F32,
  BF16,
  F16,
  F8E5M2,
  F8E4M3,
  F8E4M3FN,
  F8E5M2FNUZ,
  F8E4M3FNUZ,
  F8E4M3B11FNUZ,
  F8E3M4,
  I64,
  I32,
  I16,
  I8,
  Bool
};

/// The kind of an element type (`index` is I64), or none where the reference
/// has no such type: floats of other formats than these, unsigned integers and
/// those of more than 64 bits.
std::optional<ReferenceKind> getReferenceKind(Type type);

inline bool isFloatKind(ReferenceKind kind) {
  return kind <= ReferenceKind::F8E3M4;
}
inline bool isFloat8Kind(ReferenceKind kind) {
  return isFloatKind(kind) && kind > ReferenceKind::F16;
}

/// The bytes that one element takes.
int64_t byteWidth(ReferenceKind kind);

/// The bits of a signless integer type or index.
int64_t getIntegerWidth(Type type);

/// The value of the bits of a float, and the bits of a value that the type
/// holds; every NaN becomes the type's own quiet NaN.
double decodeFloat(ReferenceKind kind, uint64_t bits);
uint64_t encodeFloat(ReferenceKind kind, double value);

/// A value with the bound of its error: what is computed elsewhere lies within
/// `bound` of `value`. An infinite bound promises nothing; a finite bound
/// beside NaN or an infinity promises the same NaN or infinity.
struct Estimate {
  double value;
  double bound;
};

/// A binary floating-point format.
struct FloatFormat {
  /// The distance from 1 to the next value.
  double epsilon;
  double minDenormal;
  double minNormal;
  double maxFinite;
  /// Magnitudes from here on overflow: they round to an infinity, or to NaN in
  /// a format that has none.
  double overflow;
  bool hasInfinity = true;
  bool hasNegativeZero = true;

  static const FloatFormat &get(ReferenceKind kind);

  bool isF64() const { return epsilon == 0x1p-52; }

  /// The distance between neighbours at the magnitude of `value`.
  double ulp(double value) const {
    uint64_t exponent =
        llvm::bit_cast<uint64_t>(value) & uint64_t(0x7ff0000000000000);
    return std::max(llvm::bit_cast<double>(exponent) * epsilon, minDenormal);
  }

  /// What a value of the sign of `value` overflows to.
  double getOverflowed(double value) const {
    return hasInfinity
               ? std::copysign(std::numeric_limits<double>::infinity(), value)
               : std::numeric_limits<double>::quiet_NaN();
  }

  /// `value` rounded to nearest even, denormals and overflow included.
  double round(double value) const {
    if (isF64())
      return value;
    double magnitude = std::fabs(value);
    // Adding and subtracting 1.5 * 2^52 ulps leaves a whole number of ulps.
    double anchor = ulp(value) * 0x1.8p52;
    double rounded = (magnitude + anchor) - anchor;
    rounded = magnitude >= overflow ? std::fabs(getOverflowed(value)) : rounded;
    bool isNegative = std::signbit(value) && (hasNegativeZero || rounded != 0);
    return isNegative ? -rounded : rounded;
  }

  /// `estimate` stored in this format: the value rounded, the bound grown by
  /// the error of that rounding.
  Estimate store(Estimate estimate) const;
};

} // namespace mlir::norm

#endif // NORM_MLIR_REFERENCE_REFERENCEFORMATS_H
