//===- FloatFormats.h - Conversions of narrow floats ----------- -*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Converts between the floating-point formats of 16 and 8 bits and float or
// double.
//
//   bf16      bfloat16: 1 sign bit, 8 exponent bits (bias 127), 7 fraction bits
//   f16       IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10
//             fraction bits
//   f8E5M2    the first byte of an f16: 5 exponent bits, 2 fraction bits
//   f8E4M3FN  1 sign bit, 4 exponent bits (bias 7), 3 fraction bits, without
//             infinities: 0x7f is NaN, and 0x7e, the largest value, 448
//
// Values are held as their bits in a uint16_t or a uint8_t. Conversions to
// float are exact, and so is the step from float to double. Conversions from
// float and double round once, to nearest with ties to even, whatever the
// format: denormals are rounded as denormals, and magnitudes of at least half a
// unit in the last place beyond the largest finite value become infinity, or
// NaN where the format has no infinity (f8E4M3FN: magnitudes above 464, the tie
// being even). NaNs stay NaNs with their sign and the leading bits of their
// payload; rounding makes them quiet.
//
// The host computes in the default rounding mode and without flushing denormals
// to zero.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_FLOATFORMATS_H
#define NORM_MLIR_SUPPORT_FLOATFORMATS_H

#include "llvm/ADT/bit.h"

#include <cstdint>

namespace mlir::norm {

namespace detail {

/// Rounds `value` to the format of `Bits` bits that has `ExponentBits`. Without
/// infinities, their exponent holds finite values too, and the largest bits are
/// NaN.
template <int Bits, int ExponentBits, bool HasInfinity = true>
inline uint16_t roundToBits(double value) {
  constexpr int kFractionBits = Bits - 1 - ExponentBits;
  constexpr int kBias = (1 << (ExponentBits - 1)) - 1;
  constexpr int kShift = 52 - kFractionBits;
  constexpr uint64_t kInfinity = uint64_t(0x7ff) << 52;
  // The least double whose exponent the format cannot hold, and the format's
  // least normal value.
  constexpr uint64_t kTooLarge = uint64_t(1023 + kBias + 2 - HasInfinity) << 52;
  constexpr uint64_t kLeastNormal = uint64_t(1023 + 1 - kBias) << 52;
  // The double in whose last place the format's denormals count.
  constexpr uint64_t kDenormalUnits =
      uint64_t(1023 + 1 - kBias - kFractionBits + 52) << 52;
  constexpr uint16_t kNaN = (1 << (Bits - 1)) - 1;
  // What magnitudes beyond the largest become.
  constexpr uint16_t kOverflow =
      HasInfinity ? ((1 << ExponentBits) - 1) << kFractionBits : kNaN;

  uint64_t bits = llvm::bit_cast<uint64_t>(value);
  uint64_t magnitude = bits & ~(uint64_t(1) << 63);
  uint16_t sign = static_cast<uint16_t>((bits ^ magnitude) >> (64 - Bits));
  if (magnitude >= kTooLarge) {
    if (!HasInfinity || magnitude <= kInfinity)
      return sign | kOverflow;
    uint16_t payload = (magnitude >> kShift) & ((1 << kFractionBits) - 1);
    return sign | kOverflow | (1 << (kFractionBits - 1)) | payload;
  }
  if (magnitude < kLeastNormal) {
    // The addition rounds to the unit of the denormals, once.
    double sum = llvm::bit_cast<double>(magnitude) +
                 llvm::bit_cast<double>(kDenormalUnits);
    return sign | static_cast<uint16_t>(llvm::bit_cast<uint64_t>(sum) -
                                        kDenormalUnits);
  }
  // A carry out of the fraction moves on to the next exponent, in the end to
  // that of infinity, or to NaN.
  uint64_t rebased = magnitude - (uint64_t(1023 - kBias) << 52);
  uint64_t odd = (rebased >> kShift) & 1;
  uint64_t half = (uint64_t(1) << (kShift - 1)) - 1;
  uint64_t rounded = (rebased + half + odd) >> kShift;
  return sign | static_cast<uint16_t>(rounded < kNaN ? rounded : kNaN);
}

} // namespace detail

/// The value of the bf16 with these bits, exactly.
inline float bf16ToFloat(uint16_t bits) {
  return llvm::bit_cast<float>(uint32_t(bits) << 16);
}

/// The value of the f16 with these bits, exactly.
inline float f16ToFloat(uint16_t bits) {
  uint32_t sign = uint32_t(bits & 0x8000) << 16;
  uint32_t magnitude = bits & 0x7fff;
  if (magnitude >= 0x7c00) // Infinity or NaN.
    return llvm::bit_cast<float>(sign | 0x7f800000 | (magnitude << 13));
  if (magnitude >= 0x0400)
    return llvm::bit_cast<float>(sign | ((magnitude << 13) + (112u << 23)));
  float denormal = static_cast<float>(magnitude) * 0x1p-24f;
  return llvm::bit_cast<float>(sign | llvm::bit_cast<uint32_t>(denormal));
}

/// The value of the f8E5M2 with these bits, exactly.
inline float f8E5M2ToFloat(uint8_t bits) {
  return f16ToFloat(static_cast<uint16_t>(bits << 8));
}

/// The value of the f8E4M3FN with these bits, exactly.
inline float f8E4M3FNToFloat(uint8_t bits) {
  if ((bits & 0x7f) == 0x7f) // NaN.
    return llvm::bit_cast<float>(uint32_t(bits & 0x80) << 24 | 0x7fc00000);
  // As the bits of an f16 the exponent counts from 15, not 7; denormals fit.
  float scaled = f16ToFloat(static_cast<uint16_t>((bits & 0x7f) << 7)) * 0x1p8f;
  return bits & 0x80 ? -scaled : scaled;
}

/// The bits of the bf16 nearest to `value`; ties go to even.
inline uint16_t doubleToBf16(double value) {
  return detail::roundToBits<16, 8>(value);
}

/// The bits of the f16 nearest to `value`; ties go to even.
inline uint16_t doubleToF16(double value) {
  return detail::roundToBits<16, 5>(value);
}

/// The bits of the f8E5M2 nearest to `value`; ties go to even.
inline uint8_t doubleToF8E5M2(double value) {
  return static_cast<uint8_t>(detail::roundToBits<8, 5>(value));
}

/// The bits of the f8E4M3FN nearest to `value`; ties go to even, and what
/// overflows is NaN.
inline uint8_t doubleToF8E4M3FN(double value) {
  return static_cast<uint8_t>(detail::roundToBits<8, 4, false>(value));
}

/// The bits of the bf16 nearest to `value`; ties go to even.
inline uint16_t floatToBf16(float value) {
  uint32_t bits = llvm::bit_cast<uint32_t>(value);
  if ((bits & 0x7fffffff) > 0x7f800000) // NaN.
    return static_cast<uint16_t>(bits >> 16 | 0x40);
  return static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

/// The bits of the f16 nearest to `value`; ties go to even.
inline uint16_t floatToF16(float value) { return doubleToF16(value); }

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_FLOATFORMATS_H
