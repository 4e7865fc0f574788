//===- FloatText.cpp - Decimal digits of floating-point -------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds shortest and correctly rounded decimal digits. The shortest digits of
// f64 and f32 are the standard library's; those of the 16-bit types are the
// first among the roundings to 1, 2, ... digits that the type would read back.
//
//===----------------------------------------------------------------------===//

#include "FloatText.h"

#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorHandling.h"

#include <charconv>
#include <cmath>
#include <limits>

using namespace llvm;
using namespace mlir::norm;

namespace {

/// The number d.ddd x 10^exponent, where `digits` is dddd.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

} // namespace

/// The text that std::to_chars writes, which is independent of the locale.
template <typename... Args>
static std::string toChars(Args... args) {
  char buffer[512]; // The largest double has 309 digits before the point.
  auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), args...);
  if (error != std::errc())
    llvm_unreachable("a number's text fits the buffer");
  return std::string(buffer, end);
}

/// Takes apart text of the form d.ddde+dd.
static Decimal toDecimal(StringRef text) {
  auto [mantissa, exponent] = text.split('e');
  Decimal result;
  for (char c : mantissa)
    if (c != '.')
      result.digits += c;
  // The exponent has at most three digits, and its sign.
  (void)to_integer(exponent.ltrim('+'), result.exponent, 10);
  return result;
}

/// `magnitude` rounded to `places` digits after the first; ties go to even.
static Decimal rounded(double magnitude, unsigned places) {
  return toDecimal(
      toChars(magnitude, std::chars_format::scientific, int(places)));
}

/// The floating-point number nearest to `decimal`; infinity beyond the largest.
template <typename T>
static T parse(const Decimal &decimal) {
  int exponent = decimal.exponent - int(decimal.digits.size()) + 1;
  std::string text = decimal.digits + "e" + itostr(exponent);
  T result = std::numeric_limits<T>::infinity();
  if (std::from_chars(text.data(), text.data() + text.size(), result).ec !=
          std::errc() &&
      decimal.exponent < 0)
    return 0;
  return result;
}

/// Whether digits tell values apart among those of f32: f32 itself, and fp8,
/// whose own neighbours are so far apart that 448 would be 450.
static bool readsAsFloat(ElementKind kind) {
  return kind == ElementKind::F32 || byteWidth(kind) == 1;
}

/// The value of the bits of a 16-bit type.
static double decode(uint16_t bits, ElementKind kind) {
  return kind == ElementKind::BF16 ? bf16ToFloat(bits) : f16ToFloat(bits);
}

static uint16_t encode(double value, ElementKind kind) {
  return kind == ElementKind::BF16 ? doubleToBf16(value) : doubleToF16(value);
}

/// Whether reading `decimal` as a `kind` gives `magnitude`, which is positive.
static bool readsBack(const Decimal &decimal, double magnitude,
                      ElementKind kind) {
  if (kind == ElementKind::F64)
    return parse<double>(decimal) == magnitude;
  if (readsAsFloat(kind))
    return parse<float>(decimal) == static_cast<float>(magnitude);
  // The bounds between neighbours are doubles. The largest value has the upper
  // bound that it would have if the exponents went on.
  uint16_t bits = encode(magnitude, kind);
  double above = decode(bits + 1, kind);
  if (std::isinf(above))
    above = 2 * magnitude - decode(bits - 1, kind);
  double low = (decode(bits - 1, kind) + magnitude) / 2;
  double high = (magnitude + above) / 2;
  double read = parse<double>(decimal);
  return (low < read && read < high) ||
         (bits % 2 == 0 && (read == low || read == high));
}

/// The number with as many digits whose last digit is one more.
static Decimal successor(Decimal decimal) {
  size_t i = decimal.digits.size();
  while (i > 0 && decimal.digits[i - 1] == '9')
    decimal.digits[--i] = '0';
  if (i > 0) {
    ++decimal.digits[i - 1];
    return decimal;
  }
  decimal.digits[0] = '1';
  ++decimal.exponent;
  return decimal;
}

/// The fewest digits that identify `magnitude`, and of these the nearest.
static Decimal shortest(double magnitude, ElementKind kind) {
  if (magnitude == 0)
    return {"0", 0};
  if (kind == ElementKind::F64)
    return toDecimal(toChars(magnitude, std::chars_format::scientific));
  if (readsAsFloat(kind))
    return toDecimal(
        toChars(static_cast<float>(magnitude), std::chars_format::scientific));
  for (unsigned places = 0;; ++places) {
    Decimal nearest = rounded(magnitude, places);
    if (readsBack(nearest, magnitude, kind))
      return nearest;
    // Above a power of two the neighbour is twice as far away as below it.
    Decimal next = successor(nearest);
    if (parse<double>(nearest) < magnitude && readsBack(next, magnitude, kind))
      return next;
  }
}

static std::string exponentText(int exponent) {
  std::string digits = utostr(std::abs(exponent));
  return (exponent < 0 ? "-" : "+") + std::string(digits.size() < 2, '0') +
         digits;
}

static FloatText toScientific(const Decimal &decimal, bool negative) {
  return {(negative ? "-" : "") + decimal.digits.substr(0, 1),
          decimal.digits.substr(1), exponentText(decimal.exponent)};
}

static void dropTrailingZeros(std::string &digits) {
  digits.resize(StringRef(digits).rtrim('0').size());
}

FloatText mlir::norm::positionalText(double value, ElementKind kind,
                                     unsigned maxPlaces) {
  std::string sign = std::signbit(value) ? "-" : "";
  double magnitude = std::fabs(value);
  Decimal decimal = shortest(magnitude, kind);
  int places = int(decimal.digits.size()) - 1 - decimal.exponent;
  if (places > 0 && unsigned(places) > maxPlaces) {
    std::string text =
        sign + toChars(magnitude, std::chars_format::fixed, int(maxPlaces));
    auto [integer, fraction] = StringRef(text).split('.');
    return {integer.str(), fraction.rtrim('0').str(), ""};
  }
  if (decimal.exponent < 0)
    return {sign + "0",
            std::string(-decimal.exponent - 1, '0') + decimal.digits, ""};
  size_t point = decimal.exponent + 1;
  if (decimal.digits.size() < point)
    decimal.digits.resize(point, '0');
  return {sign + decimal.digits.substr(0, point), decimal.digits.substr(point),
          ""};
}

FloatText mlir::norm::scientificText(double value, ElementKind kind,
                                     unsigned maxPlaces) {
  double magnitude = std::fabs(value);
  Decimal decimal = shortest(magnitude, kind);
  if (decimal.digits.size() - 1 > maxPlaces) {
    decimal = rounded(magnitude, maxPlaces);
    dropTrailingZeros(decimal.digits);
  }
  return toScientific(decimal, std::signbit(value));
}

FloatText mlir::norm::scientificTextFixed(double value, ElementKind kind,
                                          unsigned places) {
  double magnitude = std::fabs(value);
  Decimal decimal = rounded(magnitude, places);
  // The nearest number with so many digits reads back whenever one does, but
  // for powers of two, whose lower neighbour is nearer than the upper.
  if (magnitude != 0 && !readsBack(decimal, magnitude, kind)) {
    Decimal identifying = shortest(magnitude, kind);
    if (identifying.digits.size() - 1 <= places) {
      identifying.digits.resize(places + 1, '0');
      decimal = std::move(identifying);
    }
  }
  return toScientific(decimal, std::signbit(value));
}
