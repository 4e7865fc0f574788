//===- ElementwiseConversions.cpp - Conversions between types ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Unary = const std::array<Estimate, 1> &;

static void evaluateExtend(const LaneCall &call) {
  mapFloats<1>(call, 0, [](Unary in) -> Estimate { return in[0]; });
}

static void evaluateTruncate(const LaneCall &call) {
  const FloatFormat &format = FloatFormat::get(call.getResultKind());
  mapFloats<1>(call, 0, [&](Unary in) -> Estimate {
    double rounded = format.round(in[0].value);
    // An exact value is rounded alike everywhere.
    if (in[0].bound == 0)
      return {rounded, 0};
    double magnitude = std::fabs(in[0].value) + in[0].bound;
    return {rounded, in[0].bound + std::fabs(rounded - in[0].value) +
                         0.5 * format.ulp(magnitude)};
  });
}

/// Integers to floats; `convert` reads the integer as signed or unsigned.
template <typename Convert>
static void convertFromIntegers(const LaneCall &call, Convert convert) {
  const FloatFormat &format = FloatFormat::get(call.getResultKind());
  const LaneSpan &source = *call.operands[0];
  for (int64_t i = 0; i < call.count; ++i) {
    double value = convert(source.integer[i]);
    double bound = source.bound[i];
    // Beyond 2^53 the way through double may round twice.
    if (bound != 0 || std::fabs(value) > 0x1p53)
      bound += format.ulp(std::fabs(value) + bound);
    call.result.set(i, {format.round(value), bound});
  }
}

static void evaluateSignedToFloat(const LaneCall &call) {
  bool isBoolean = call.getOperandWidth(0) == 1;
  convertFromIntegers(
      call, [=](int64_t x) { return static_cast<double>(isBoolean ? -x : x); });
}

static void evaluateUnsignedToFloat(const LaneCall &call) {
  int width = call.getOperandWidth(0);
  convertFromIntegers(call, [=](int64_t x) {
    return static_cast<double>(toUnsigned(x, width));
  });
}

/// Floats to integers between `least` and `beyond` (excluded), cutting off the
/// fraction; outside, the op's result is not defined.
static void convertToIntegers(const LaneCall &call, double least,
                              double beyond) {
  for (int64_t i = 0; i < call.count; ++i) {
    Estimate in = call.operands[0]->get(i);
    double low = std::trunc(in.value - in.bound);
    double high = std::trunc(in.value + in.bound);
    if (!(low >= least && high < beyond)) {
      call.result.integer[i] = 0;
      call.result.bound[i] = kInfinity;
      continue;
    }
    double cut = std::trunc(in.value);
    call.result.integer[i] =
        cut < 0x1p63 ? static_cast<int64_t>(cut)
                     : static_cast<int64_t>(static_cast<uint64_t>(cut));
    call.result.bound[i] = std::max(cut - low, high - cut);
  }
}

static void evaluateFloatToSigned(const LaneCall &call) {
  int width = call.getResultWidth();
  convertToIntegers(call, -std::ldexp(1, width - 1), std::ldexp(1, width - 1));
  for (int64_t i = 0; i < call.count; ++i)
    call.result.integer[i] = canonicalize(call.result.integer[i], width);
}

static void evaluateFloatToUnsigned(const LaneCall &call) {
  int width = call.getResultWidth();
  convertToIntegers(call, 0, std::ldexp(1, width));
  for (int64_t i = 0; i < call.count; ++i)
    call.result.integer[i] = canonicalize(call.result.integer[i], width);
}

/// The bits of one type read as another's; of inexact ones nothing is known.
static void evaluateBitcast(const LaneCall &call) {
  ReferenceKind from = call.getOperandKind(0), to = call.getResultKind();
  const LaneSpan &source = *call.operands[0];
  for (int64_t i = 0; i < call.count; ++i) {
    uint64_t bits = isFloatKind(from) ? encodeFloat(from, source.value[i])
                                      : source.integer[i];
    if (isFloatKind(to))
      call.result.value[i] = decodeFloat(to, bits);
    else
      call.result.integer[i] = canonicalize(bits, call.getResultWidth());
    bool isKnown = source.bound[i] == 0 &&
                   !(isFloatKind(from) && std::isnan(source.value[i]));
    call.result.bound[i] = isKnown ? 0 : kInfinity;
  }
}

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

void reference::addConversionFunctions(llvm::StringMap<LaneFunction> &table) {
  table["arith.extf"] = evaluateExtend;
  table["arith.truncf"] = evaluateTruncate;
  table["arith.sitofp"] = evaluateSignedToFloat;
  table["arith.uitofp"] = evaluateUnsignedToFloat;
  table["arith.fptosi"] = evaluateFloatToSigned;
  table["arith.fptoui"] = evaluateFloatToUnsigned;
  table["arith.bitcast"] = evaluateBitcast;
  table["tensor.bitcast"] = evaluateBitcast;
}
