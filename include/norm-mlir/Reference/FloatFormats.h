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

#include "norm-mlir/Support/Npy.h"

#include "mlir/IR/Types.h"
#include "llvm/ADT/bit.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

namespace mlir::norm {

/// The kind of an element type (`index` is I64), or none where the reference
/// has no such type: it has no unsigned integers.
std::optional<ElementKind> getReferenceKind(Type type);

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

} // namespace mlir::norm

#endif // NORM_MLIR_REFERENCE_FLOATFORMATS_H
