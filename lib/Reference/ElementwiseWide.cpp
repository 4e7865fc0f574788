//===- ElementwiseWide.cpp - Integer ops of two results, and of math ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/bit.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Two results
//===----------------------------------------------------------------------===//

using Wide = unsigned __int128;

/// Splits what `function` makes of the operands into the low bits, the first
/// result, and what is above, the second.
template <bool isUnsigned, typename Function>
static void splitWide(const LaneCall &call, Function function) {
  int width = call.getOperandWidth(0);
  int highWidth = LaneCall::getWidth(call.op->getResult(1));
  const LaneSpan &a = *call.operands[0], &b = *call.operands[1];
  for (int64_t i = 0; i < call.count; ++i) {
    auto widen = [&](int64_t x) {
      return isUnsigned ? Wide(toUnsigned(x, width))
                        : Wide(__int128(toSigned(x, width)));
    };
    Wide wide = function(widen(a.integer[i]), widen(b.integer[i]));
    call.results[0]->integer[i] = canonicalize(uint64_t(wide), width);
    call.results[1]->integer[i] =
        canonicalize(uint64_t(wide >> width), highWidth);
    bool isExact = a.bound[i] == 0 && b.bound[i] == 0;
    for (LaneSpan *result : call.results)
      result->bound[i] = isExact ? 0 : kInfinity;
  }
}

static void evaluateMulSExtended(const LaneCall &call) {
  splitWide<false>(call, [](Wide x, Wide y) { return x * y; });
}

static void evaluateMulUExtended(const LaneCall &call) {
  splitWide<true>(call, [](Wide x, Wide y) { return x * y; });
}

/// The second result is the carry.
static void evaluateAddUExtended(const LaneCall &call) {
  splitWide<true>(call, [](Wide x, Wide y) { return x + y; });
}

//===----------------------------------------------------------------------===//
// math
//===----------------------------------------------------------------------===//

/// x to the power y, as the integers wrap around; none for 0 to a negative
/// power.
static std::optional<uint64_t> computePower(int64_t x, int64_t y) {
  if (y < 0) {
    if (x == 0)
      return std::nullopt;
    if (x == 1 || x == -1)
      return y % 2 == 0 ? 1 : x;
    return 0;
  }
  uint64_t power = 1, factor = x;
  for (; y > 0; y >>= 1, factor *= factor)
    if (y & 1)
      power *= factor;
  return power;
}

static void evaluateIPowI(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything, computePower);
}

static void evaluateAbsI(const LaneCall &call) {
  int width = call.getOperandWidth(0);
  const LaneSpan &source = *call.operands[0];
  for (int64_t i = 0; i < call.count; ++i) {
    int64_t x = toSigned(source.integer[i], width);
    uint64_t magnitude = x < 0 ? -uint64_t(x) : uint64_t(x);
    call.result.integer[i] = canonicalize(magnitude, width);
    call.result.bound[i] =
        propagateIntegers(Propagation::Largest, x, source.bound[i], 0, 0,
                          call.result.integer[i], width);
  }
}

/// Counts bits; `count` takes the operand without a sign and its width.
template <int64_t (*count)(uint64_t, int)>
static void countBits(const LaneCall &call) {
  int width = call.getOperandWidth(0);
  const LaneSpan &source = *call.operands[0];
  for (int64_t i = 0; i < call.count; ++i) {
    call.result.integer[i] =
        canonicalize(count(toUnsigned(source.integer[i], width), width), width);
    call.result.bound[i] = source.bound[i] == 0 ? 0 : kInfinity;
  }
}

static int64_t countLeadingZeros(uint64_t x, int width) {
  return llvm::countl_zero(x) - (64 - width);
}
static int64_t countTrailingZeros(uint64_t x, int width) {
  return std::min(llvm::countr_zero(x), width);
}
static int64_t countOnes(uint64_t x, int) { return llvm::popcount(x); }

void reference::addWideIntegerFunctions(llvm::StringMap<LaneFunction> &table) {
  table["arith.mulsi_extended"] = evaluateMulSExtended;
  table["arith.mului_extended"] = evaluateMulUExtended;
  table["arith.addui_extended"] = evaluateAddUExtended;
  table["math.ipowi"] = evaluateIPowI;
  table["math.absi"] = evaluateAbsI;
  table["math.ctlz"] = countBits<countLeadingZeros>;
  table["math.cttz"] = countBits<countTrailingZeros>;
  table["math.ctpop"] = countBits<countOnes>;
}
