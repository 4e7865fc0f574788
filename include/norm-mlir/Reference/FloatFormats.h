//===- FloatFormats.h - Element types and their rounding -*- C++ -*-===//
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

#ifndef NORM_MLIR_REFERENCE_FLOATFORMATS_H
#define NORM_MLIR_REFERENCE_FLOATFORMATS_H

#include "mlir/IR/Types.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Compiler.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

namespace mlir::norm {

/// How the elements of a tensor lie in memory. `index` is I64; I1 takes a byte.
enum class ElementKind : uint8_t { F64, F32, BF16, F16, I64, I32, I16, I8, I1 };

/// The kind of an element type, or none where the reference has no such type.
std::optional<ElementKind> getElementKind(Type type);

/// Bytes per element.
int64_t getByteWidth(ElementKind kind);

inline bool isFloatKind(ElementKind kind) { return kind <= ElementKind::F16; }

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
  /// Magnitudes from here on round to infinity.
  double overflow;

  static const FloatFormat &get(ElementKind kind);

  bool isF64() const { return epsilon == 0x1p-52; }

  /// The distance between neighbours at the magnitude of `value`.
  double ulp(double value) const {
    uint64_t exponent =
        llvm::bit_cast<uint64_t>(value) & uint64_t(0x7ff0000000000000);
    return std::max(llvm::bit_cast<double>(exponent) * epsilon, minDenormal);
  }

  /// `value` rounded to nearest even, denormals and overflow included.
  double round(double value) const {
    if (isF64())
      return value;
    double magnitude = std::fabs(value);
    // Adding and subtracting 1.5 * 2^52 ulps leaves a whole number of ulps.
    double anchor = ulp(value) * 0x1.8p52;
    double rounded = (magnitude + anchor) - anchor;
    rounded = magnitude >= overflow ? std::numeric_limits<double>::infinity()
                                    : rounded;
    return std::copysign(rounded, value);
  }

  /// `estimate` stored in this format: the value rounded, the bound grown by
  /// the error of that rounding.
  Estimate store(Estimate estimate) const;
};

//===----------------------------------------------------------------------===//
// Bit patterns
//===----------------------------------------------------------------------===//

inline double decodeBF16(uint16_t bits) {
  return llvm::bit_cast<float>(uint32_t(bits) << 16);
}

inline double decodeF16(uint16_t bits) {
  uint32_t magnitude = bits & 0x7fff, sign = uint32_t(bits & 0x8000) << 16;
  // With the exponent field moved as it is, 2^112 corrects the bias, for
  // denormals too.
  float value = llvm::bit_cast<float>(magnitude << 13) * 0x1p112f;
  if (LLVM_UNLIKELY(magnitude >= 0x7c00))
    value = llvm::bit_cast<float>(0x7f800000 | (magnitude & 0x3ff) << 13);
  return llvm::bit_cast<float>(llvm::bit_cast<uint32_t>(value) | sign);
}

/// The bits of bf16(value).
uint16_t encodeBF16(double value);
/// The bits of f16(value).
uint16_t encodeF16(double value);

} // namespace mlir::norm

#endif // NORM_MLIR_REFERENCE_FLOATFORMATS_H
