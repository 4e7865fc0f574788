//===- FillTensor.cpp - Generated values of input tensors -----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Generates the values that InputSpec.h defines, in blocks of doubles.
//
// Values must not depend on the platform: there are no calls of libm's
// functions but of those that IEEE 754 rounds exactly, and the build keeps the
// compiler from contracting products and sums.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/FloatFormats.h"
#include "norm-mlir/Support/InputSpec.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>

using namespace llvm;
using namespace mlir::norm;

/// The values that are computed at a time: few enough to stay in the L1 cache.
static constexpr int64_t kBlock = 1024;

//===----------------------------------------------------------------------===//
// Random bits
//===----------------------------------------------------------------------===//

static uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// The random bits x_i; `key` is mix(seed).
static uint64_t randomBits(uint64_t key, uint64_t i) {
  return mix(key + (i + 1) * 0x9e3779b97f4a7c15);
}

//===----------------------------------------------------------------------===//
// Elementary functions
//===----------------------------------------------------------------------===//

/// The polynomial with these coefficients, highest degree first (Horner).
template <size_t N>
static inline double polynomial(const double (&coefficients)[N], double x) {
  double result = coefficients[0];
  for (size_t i = 1; i < N; ++i)
    result = result * x + coefficients[i];
  return result;
}

// ln 2 as the sum of a number of 32 bits, whose products with exponents are
// exact, and the rest.
static constexpr double kLn2High = 0x1.62e42fee00000p-1;
static constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

/// The natural logarithm of a positive normal number.
static inline double logarithm(double x) {
  // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
  constexpr uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
  uint64_t bits = bit_cast<uint64_t>(x);
  int64_t exponent = static_cast<int64_t>(bits - kSqrtHalf) >> 52;
  double m = bit_cast<double>(bits - (static_cast<uint64_t>(exponent) << 52));
  // log m = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + ...), |s| < 0.172.
  static constexpr double kSeries[] = {2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15,
                                       2.0 / 13, 2.0 / 11, 2.0 / 9,  2.0 / 7,
                                       2.0 / 5,  2.0 / 3};
  double f = m - 1;
  double s = f / (m + 1);
  double s2 = s * s;
  double tail = s * s2 * polynomial(kSeries, s2);
  return exponent * kLn2High + (2 * s + (tail + exponent * kLn2Low));
}

/// e^x; not for NaN.
static inline double exponential(double x) {
  // Beyond these bounds the result is infinite or 0 whatever x is.
  x = std::min(std::max(x, -800.0), 800.0);
  // x = k ln 2 + r with |r| < 0.35; adding and subtracting 1.5 * 2^52 rounds.
  double k = (x * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;
  double r = (x - k * kLn2High) - k * kLn2Low;
  static constexpr double kTaylor[] = {
      1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800,
      1.0 / 362880,     1.0 / 40320,     1.0 / 5040,     1.0 / 720,
      1.0 / 120,        1.0 / 24,        1.0 / 6,        1.0 / 2};
  double power = 1 + (r + r * r * polynomial(kTaylor, r));
  // 2^k in two factors, as k may be beyond the exponents.
  int64_t exponent = static_cast<int64_t>(k);
  int64_t half = exponent >> 1;
  return power * bit_cast<double>(uint64_t(1023 + half) << 52) *
         bit_cast<double>(uint64_t(1023 + exponent - half) << 52);
}

//===----------------------------------------------------------------------===//
// Normal quantiles: M. J. Wichura, Algorithm AS 241 (PPND16), Applied
// Statistics 37 (1988), 477-484
//===----------------------------------------------------------------------===//

static constexpr double kCentralNumerator[] = {
    2.5090809287301226727e+3, 3.3430575583588128105e+4,
    6.7265770927008700853e+4, 4.5921953931549871457e+4,
    1.3731693765509461125e+4, 1.9715909503065514427e+3,
    1.3314166789178437745e+2, 3.3871328727963666080e+0};
static constexpr double kCentralDenominator[] = {
    5.2264952788528545610e+3, 2.8729085735721942674e+4,
    3.9307895800092710610e+4, 2.1213794301586595867e+4,
    5.3941960214247511077e+3, 6.8718700749205790830e+2,
    4.2313330701600911252e+1, 1.0};
static constexpr double kTailNumerator[] = {
    7.74545014278341407640e-4, 2.27238449892691845833e-2,
    2.41780725177450611770e-1, 1.27045825245236838258e+0,
    3.64784832476320460504e+0, 5.76949722146069140550e+0,
    4.63033784615654529590e+0, 1.42343711074968357734e+0};
static constexpr double kTailDenominator[] = {
    1.05075007164441684324e-9, 5.47593808499534494600e-4,
    1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940e+0,
    2.05319162663775882187e+0, 1.0};
static constexpr double kFarTailNumerator[] = {
    2.01033439929228813265e-7, 2.71155556874348757815e-5,
    1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580e+0,
    5.46378491116411436990e+0, 6.65790464350110377720e+0};
static constexpr double kFarTailDenominator[] = {
    2.04426310338993978564e-15, 1.42151175831644588870e-7,
    1.84631831751005468180e-5,  7.86869131145613259100e-4,
    1.48753612908506148525e-2,  1.36929880922735805310e-1,
    5.99832206555887937690e-1,  1.0};

/// The normal quantiles of ((x_i >> 12) + 0.5) * 2^-52 for `count` numbers i
/// from `first` on, `count` at most kBlock.
static void normalQuantiles(uint64_t key, int64_t first, int64_t count,
                            double *results) {
  // Probabilities less 1/2: exact, and so are their distances from 0 and 1.
  double offsets[kBlock];
  int32_t tails[kBlock];
  int32_t tailCount = 0;
  for (int64_t i = 0; i < count; ++i) {
    uint64_t bits = randomBits(key, first + i) >> 12;
    offsets[i] =
        (static_cast<double>(static_cast<int64_t>(bits)) + 0.5) * 0x1p-52 - 0.5;
  }
  // Five of six are central; the others' results are replaced below.
  for (int64_t i = 0; i < count; ++i) {
    double r = 0.180625 - offsets[i] * offsets[i];
    results[i] = polynomial(kCentralNumerator, r) * offsets[i] /
                 polynomial(kCentralDenominator, r);
  }
  for (int64_t i = 0; i < count; ++i) {
    tails[tailCount] = static_cast<int32_t>(i);
    tailCount += std::fabs(offsets[i]) > 0.425;
  }
  for (int32_t tail = 0; tail < tailCount; ++tail) {
    double offset = offsets[tails[tail]];
    double r = std::sqrt(-logarithm(0.5 - std::fabs(offset)));
    double z = r <= 5 ? polynomial(kTailNumerator, r - 1.6) /
                            polynomial(kTailDenominator, r - 1.6)
                      : polynomial(kFarTailNumerator, r - 5) /
                            polynomial(kFarTailDenominator, r - 5);
    results[tails[tail]] = std::copysign(z, offset);
  }
}

/// Replaces one in 32 of the `count` numbers from `first` on by nan, inf, -inf
/// or -0, chosen by bits that the quantiles do not use.
static void sprinkle(uint64_t key, int64_t first, int64_t count,
                     double *values) {
  using Limits = std::numeric_limits<double>;
  static constexpr double kSpecial[] = {Limits::quiet_NaN(), Limits::infinity(),
                                        -Limits::infinity(), -0.0};
  for (int64_t i = 0; i < count; ++i) {
    uint64_t number = (randomBits(key, first + i) & 0xfff) >> 5;
    if (number < std::size(kSpecial))
      values[i] = kSpecial[number];
  }
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// The nearest integer that the type holds; ties go to even, NaN to 0.
template <typename T>
static T toInteger(double value) {
  using Limits = std::numeric_limits<T>;
  double limit = std::ldexp(1.0, Limits::digits);
  if (std::isnan(value))
    return 0;
  double nearest = std::nearbyint(value);
  if (nearest >= limit)
    return Limits::max();
  if (nearest <= static_cast<double>(Limits::min()))
    return Limits::min();
  return static_cast<T>(nearest);
}

template <typename T, typename Convert>
static void storeAs(ArrayRef<double> values, char *destination,
                    Convert convert) {
  T elements[kBlock];
  for (size_t i = 0, e = values.size(); i < e; ++i)
    elements[i] = convert(values[i]);
  std::memcpy(destination, elements, values.size() * sizeof(T));
}

/// Rounds at most kBlock values to elements.
static void store(ArrayRef<double> values, ElementKind kind,
                  char *destination) {
  switch (kind) {
  case ElementKind::F64:
    std::memcpy(destination, values.data(), values.size() * sizeof(double));
    return;
  case ElementKind::F32:
    return storeAs<float>(values, destination,
                          [](double value) { return float(value); });
  case ElementKind::BF16:
    return storeAs<uint16_t>(values, destination, doubleToBf16);
  case ElementKind::F16:
    return storeAs<uint16_t>(values, destination, doubleToF16);
  case ElementKind::F8E4M3FN:
    return storeAs<uint8_t>(values, destination, doubleToF8E4M3FN);
  case ElementKind::F8E5M2:
    return storeAs<uint8_t>(values, destination, doubleToF8E5M2);
  case ElementKind::I8:
    return storeAs<int8_t>(values, destination, toInteger<int8_t>);
  case ElementKind::U8:
    return storeAs<uint8_t>(values, destination, toInteger<uint8_t>);
  case ElementKind::I16:
    return storeAs<int16_t>(values, destination, toInteger<int16_t>);
  case ElementKind::U16:
    return storeAs<uint16_t>(values, destination, toInteger<uint16_t>);
  case ElementKind::I32:
    return storeAs<int32_t>(values, destination, toInteger<int32_t>);
  case ElementKind::U32:
    return storeAs<uint32_t>(values, destination, toInteger<uint32_t>);
  case ElementKind::I64:
    return storeAs<int64_t>(values, destination, toInteger<int64_t>);
  case ElementKind::U64:
    return storeAs<uint64_t>(values, destination, toInteger<uint64_t>);
  case ElementKind::Bool:
    return storeAs<char>(values, destination,
                         [](double value) { return char(value != 0); });
  }
}

/// The `count` values of `random` from `first` on, as doubles.
static void uniform(uint64_t key, ElementKind kind, int64_t first,
                    int64_t count, double *results) {
  if (isFloatKind(kind)) {
    for (int64_t i = 0; i < count; ++i) {
      uint64_t bits = randomBits(key, first + i) >> 11;
      results[i] = static_cast<double>(static_cast<int64_t>(bits)) * 0x1p-53;
    }
    return;
  }
  if (kind == ElementKind::Bool) {
    for (int64_t i = 0; i < count; ++i)
      results[i] = static_cast<double>(randomBits(key, first + i) >> 63);
    return;
  }
  for (int64_t i = 0; i < count; ++i) {
    uint64_t bits = randomBits(key, first + i) >> 32;
    results[i] = static_cast<double>((bits * 100) >> 32);
  }
}

void mlir::norm::fillTensor(const InputSpec &spec, uint64_t argumentIndex,
                            ElementKind kind, int64_t numElements,
                            MutableArrayRef<char> destination) {
  int64_t width = byteWidth(kind);
  assert(numElements >= 0 &&
         destination.size() == uint64_t(numElements) * width &&
         "expects room for the elements");
  uint64_t key = mix(spec.seed.value_or(argumentIndex));
  double block[kBlock];
  auto fillBlocks = [&](function_ref<void(int64_t, int64_t)> compute) {
    for (int64_t first = 0; first < numElements; first += kBlock) {
      int64_t count = std::min(kBlock, numElements - first);
      compute(first, count);
      store(ArrayRef<double>(block, count), kind,
            destination.data() + first * width);
    }
  };
  switch (spec.kind) {
  case InputKind::File:
    llvm_unreachable("the values of a file are read from it");
  case InputKind::Random:
    return fillBlocks([&](int64_t first, int64_t count) {
      uniform(key, kind, first, count, block);
    });
  case InputKind::Normal:
    return fillBlocks([&](int64_t first, int64_t count) {
      normalQuantiles(key, first, count, block);
      for (int64_t i = 0; i < count; ++i)
        block[i] = spec.numbers[0] + spec.numbers[1] * block[i];
    });
  case InputKind::Lognormal:
    return fillBlocks([&](int64_t first, int64_t count) {
      normalQuantiles(key, first, count, block);
      for (int64_t i = 0; i < count; ++i)
        block[i] = exponential(spec.numbers[0] * block[i]);
    });
  case InputKind::Special:
    return fillBlocks([&](int64_t first, int64_t count) {
      normalQuantiles(key, first, count, block);
      sprinkle(key, first, count, block);
    });
  case InputKind::Outliers:
    return fillBlocks([&](int64_t first, int64_t count) {
      normalQuantiles(key, first, count, block);
      for (int64_t i = 0; i < count; ++i) {
        double place =
            static_cast<double>((first + i) % int64_t(spec.numbers[3]));
        if (place >= spec.numbers[1] &&
            place < spec.numbers[1] + spec.numbers[2])
          block[i] *= spec.numbers[0];
      }
    });
  case InputKind::Alternating:
    return fillBlocks([&](int64_t first, int64_t count) {
      normalQuantiles(key, first, count, block);
      for (int64_t i = 0; i < count; ++i)
        block[i] += (first + i) % 2 ? -spec.numbers[0] : spec.numbers[0];
    });
  case InputKind::Constant:
    std::fill(block, block + kBlock, spec.numbers[0]);
    return fillBlocks([](int64_t, int64_t) {});
  case InputKind::Iota:
    return fillBlocks([&](int64_t first, int64_t count) {
      for (int64_t i = 0; i < count; ++i)
        block[i] = static_cast<double>(first + i);
    });
  }
}
