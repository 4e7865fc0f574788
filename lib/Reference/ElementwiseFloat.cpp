//===- ElementwiseFloat.cpp - arith on floats and conversions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Unary = const std::array<Estimate, 1> &;
using Binary = const std::array<Estimate, 2> &;

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

static void evaluateAdd(const LaneCall &call) {
  mapFloats<2>(call, 0.5, [](Binary in) -> Estimate {
    return {in[0].value + in[1].value, in[0].bound + in[1].bound};
  });
}

static void evaluateSub(const LaneCall &call) {
  mapFloats<2>(call, 0.5, [](Binary in) -> Estimate {
    return {in[0].value - in[1].value, in[0].bound + in[1].bound};
  });
}

static void evaluateMul(const LaneCall &call) {
  mapFloats<2>(call, 0.5, [](Binary in) -> Estimate {
    return {in[0].value * in[1].value,
            scaleBound(in[0].value, in[1].bound) +
                scaleBound(in[1].value, in[0].bound) +
                in[0].bound * in[1].bound};
  });
}

static void evaluateDiv(const LaneCall &call) {
  // Of a root that is estimated.
  double estimated =
      call.op->hasAttr(NormDialect::getEstimatedAttrName()) ? 3.4 * 0x1p-24 : 0;
  mapFloats<2>(call, 0.5, [=](Binary in) -> Estimate {
    double quotient = in[0].value / in[1].value;
    double own = scaleBound(quotient, estimated);
    if (in[0].bound == 0 && in[1].bound == 0)
      return {quotient, own};
    double smallest = std::fabs(in[1].value) - in[1].bound;
    if (!(smallest > 0))
      return {quotient, kInfinity};
    double ofOperands =
        (in[0].bound + scaleBound(quotient, in[1].bound)) / smallest;
    return {quotient, own + ofOperands};
  });
}

static void evaluateRem(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) -> Estimate {
    double rest = std::fmod(in[0].value, in[1].value);
    // The remainder jumps by the divisor.
    bool isExact = in[0].bound == 0 && in[1].bound == 0;
    return {rest, isExact ? 0 : 2 * (std::fabs(in[1].value) + in[1].bound)};
  });
}

static void evaluateNeg(const LaneCall &call) {
  mapFloats<1>(call, 0, [](Unary in) -> Estimate {
    return {-in[0].value, in[0].bound};
  });
}

//===----------------------------------------------------------------------===//
// Minimum and maximum
//===----------------------------------------------------------------------===//

/// The larger of two numbers, +0 above -0. The bound is that of the one which
/// is certainly larger, if one is.
static Estimate pickLarger(const Estimate &a, const Estimate &b) {
  double value = a.value == b.value
                     ? (std::signbit(a.value) ? b.value : a.value)
                     : (a.value > b.value ? a.value : b.value);
  if (a.value - a.bound > b.value + b.bound)
    return {value, a.bound};
  if (b.value - b.bound > a.value + a.bound)
    return {value, b.bound};
  return {value, std::max(a.bound, b.bound)};
}

static Estimate negate(const Estimate &a) { return {-a.value, a.bound}; }

/// maximumf: NaN where either is NaN.
static Estimate maximum(const Estimate &a, const Estimate &b) {
  if (std::isnan(a.value) || std::isnan(b.value))
    return {std::numeric_limits<double>::quiet_NaN(), 0};
  return pickLarger(a, b);
}

/// maxnumf: the other where one is NaN.
static Estimate maxnum(const Estimate &a, const Estimate &b) {
  if (std::isnan(a.value))
    return b;
  if (std::isnan(b.value))
    return a;
  return pickLarger(a, b);
}

void reference::evaluateMaximum(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) { return maximum(in[0], in[1]); });
}

void reference::evaluateMinimum(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) {
    return negate(maximum(negate(in[0]), negate(in[1])));
  });
}

static void evaluateMaxnum(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) { return maxnum(in[0], in[1]); });
}

static void evaluateMinnum(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) {
    return negate(maxnum(negate(in[0]), negate(in[1])));
  });
}

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

/// An arith.cmpf predicate is a set of these answers, one bit each.
enum : unsigned { kEqual = 1, kGreater = 2, kLess = 4, kUnordered = 8 };

static unsigned getAnswers(arith::CmpFPredicate predicate) {
  using P = arith::CmpFPredicate;
  switch (predicate) {
  case P::AlwaysFalse:
    return 0;
  case P::OEQ:
    return kEqual;
  case P::OGT:
    return kGreater;
  case P::OGE:
    return kGreater | kEqual;
  case P::OLT:
    return kLess;
  case P::OLE:
    return kLess | kEqual;
  case P::ONE:
    return kLess | kGreater;
  case P::ORD:
    return kLess | kGreater | kEqual;
  case P::UEQ:
    return kUnordered | kEqual;
  case P::UGT:
    return kUnordered | kGreater;
  case P::UGE:
    return kUnordered | kGreater | kEqual;
  case P::ULT:
    return kUnordered | kLess;
  case P::ULE:
    return kUnordered | kLess | kEqual;
  case P::UNE:
    return kUnordered | kLess | kGreater;
  case P::UNO:
    return kUnordered;
  case P::AlwaysTrue:
    return kEqual | kGreater | kLess | kUnordered;
  }
  llvm_unreachable("all predicates are handled");
}

static void evaluateCompare(const LaneCall &call) {
  unsigned answers = getAnswers(cast<arith::CmpFOp>(call.op).getPredicate());
  for (int64_t i = 0; i < call.count; ++i) {
    Estimate a = call.operands[0]->get(i), b = call.operands[1]->get(i);
    unsigned answer = a.value == b.value  ? kEqual
                      : a.value > b.value ? kGreater
                      : a.value < b.value ? kLess
                                          : kUnordered;
    double slack = a.bound + b.bound;
    // Not (distance > slack): an infinite slack leaves NaN uncertain too.
    bool isCertain = slack == 0 ||
                     (answer == kUnordered && slack < kInfinity) ||
                     std::fabs(a.value - b.value) > slack;
    call.result.integer[i] = (answers & answer) != 0;
    call.result.bound[i] = isCertain ? 0 : 1;
  }
}

static void evaluateSelect(const LaneCall &call) {
  const LaneSpan &condition = *call.operands[0], &a = *call.operands[1],
                 &b = *call.operands[2];
  bool isFloat = isFloatKind(call.getResultKind());
  for (int64_t i = 0; i < call.count; ++i) {
    const LaneSpan &chosen = condition.integer[i] ? a : b;
    const LaneSpan &other = condition.integer[i] ? b : a;
    call.result.value[i] = chosen.value[i];
    call.result.integer[i] = chosen.integer[i];
    double bound = chosen.bound[i];
    if (condition.bound[i] != 0) {
      double apart = isFloat
                         ? std::fabs(chosen.value[i] - other.value[i])
                         : std::fabs(static_cast<double>(chosen.integer[i]) -
                                     static_cast<double>(other.integer[i]));
      bound = std::max(bound, apart + other.bound[i]);
      if (std::isnan(apart))
        bound = kInfinity;
    }
    call.result.bound[i] = bound;
  }
}

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

void reference::addFloatFunctions(llvm::StringMap<LaneFunction> &table) {
  table["arith.addf"] = evaluateAdd;
  table["arith.subf"] = evaluateSub;
  table["arith.mulf"] = evaluateMul;
  table["arith.divf"] = evaluateDiv;
  table["arith.remf"] = evaluateRem;
  table["arith.negf"] = evaluateNeg;
  table["arith.maximumf"] = evaluateMaximum;
  table["arith.minimumf"] = evaluateMinimum;
  table["arith.maxnumf"] = evaluateMaxnum;
  table["arith.minnumf"] = evaluateMinnum;
  table["arith.cmpf"] = evaluateCompare;
  table["arith.select"] = evaluateSelect;
}
