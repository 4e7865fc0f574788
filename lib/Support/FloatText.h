//===- FloatText.h - Decimal digits of floating-point --------- -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes floating-point numbers with the fewest digits that identify them among
// the values of their type, and with given numbers of digits, as NumPy does.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_FLOATTEXT_H
#define NORM_MLIR_SUPPORT_FLOATTEXT_H

#include "norm-mlir/Support/Npy.h"

#include <string>

namespace mlir::norm {

/// The parts of a number's text around the point and the 'e'.
struct FloatText {
  std::string integer;  // The sign, if it is minus, and at least one digit.
  std::string fraction; // Without the point; may be empty.
  std::string exponent; // With its sign and two digits or more, or empty.
};

/// The finite `value` of type `kind` without an exponent: the fewest digits
/// that identify it, filled up with zeros to the point, or, if these have more
/// than `maxPlaces` after the point, the nearest number with `maxPlaces`
/// (ties to even) without its trailing zeros.
FloatText positionalText(double value, ElementKind kind, unsigned maxPlaces);

/// The finite `value` of type `kind` with one digit before the point and an
/// exponent: the fewest digits that identify it, or, if these have more than
/// `maxPlaces` after the point, the nearest number with `maxPlaces` (ties to
/// even) without its trailing zeros.
FloatText scientificText(double value, ElementKind kind, unsigned maxPlaces);

/// Like scientificText, with `places` digits after the point neither more nor
/// fewer. Digits beyond those that identify the value are its true digits.
FloatText scientificTextFixed(double value, ElementKind kind, unsigned places);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_FLOATTEXT_H
