//===- ElementwiseInteger.cpp - arith on integers, and the lookup ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The width in bits; an i1 counts as 1.
static int getBitWidth(ElementKind kind) {
  return kind == ElementKind::Bool ? 1 : byteWidth(kind) * 8;
}

/// `x` as the reference keeps integers of a width: sign-extended, i1 as 0 or 1.
static int64_t canonicalize(uint64_t x, int width) {
  if (width == 1)
    return x & 1;
  int shift = 64 - width;
  return static_cast<int64_t>(x << shift) >> shift;
}

static uint64_t toUnsigned(int64_t x, int width) {
  return width == 64 ? x
                     : static_cast<uint64_t>(x) & ((uint64_t(1) << width) - 1);
}

/// The value with its sign: an i1 that is set is -1.
static int64_t toSigned(int64_t x, int width) { return width == 1 ? -x : x; }

//===----------------------------------------------------------------------===//
// Binary ops
//===----------------------------------------------------------------------===//

/// What becomes of inexact operands.
enum class Propagation {
  Sum,      // errors add
  Product,  // as (a + da) * (b + db)
  Largest,  // the result is one of the operands
  Anything, // nothing is promised
};

/// Applies `function` to operands as signed or unsigned 64-bit integers. It
/// returns none where the op's result is not defined.
template <bool isUnsigned = false, typename Function>
static void mapIntegers(const LaneCall &call, Propagation propagation,
                        Function function) {
  int width = getBitWidth(call.getOperandKind(0));
  const Lanes &a = *call.operands[0], &b = *call.operands[1];
  for (int64_t i = 0; i < call.count; ++i) {
    int64_t x = isUnsigned ? toUnsigned(a.integer[i], width)
                           : toSigned(a.integer[i], width);
    int64_t y = isUnsigned ? toUnsigned(b.integer[i], width)
                           : toSigned(b.integer[i], width);
    std::optional<uint64_t> result = function(x, y);
    call.result.integer[i] = canonicalize(result.value_or(0), width);
    double bound = 0;
    if (!result) {
      bound = kInfinity;
    } else if (a.bound[i] != 0 || b.bound[i] != 0) {
      switch (propagation) {
      case Propagation::Sum:
        bound = a.bound[i] + b.bound[i];
        break;
      case Propagation::Product:
        bound = scaleBound(x, b.bound[i]) + scaleBound(y, a.bound[i]) +
                a.bound[i] * b.bound[i];
        break;
      case Propagation::Largest:
        bound = std::max(a.bound[i], b.bound[i]);
        break;
      case Propagation::Anything:
        bound = width == 1 ? 1 : kInfinity;
        break;
      }
      // Near the ends of the type an error may wrap around.
      double reach = std::fabs(static_cast<double>(call.result.integer[i]));
      if (width > 1 && reach + bound >= std::ldexp(1, width - 1))
        bound = kInfinity;
    }
    call.result.bound[i] = bound;
  }
}

using Defined = std::optional<uint64_t>;

static void evaluateAddI(const LaneCall &call) {
  mapIntegers(call, Propagation::Sum, [](int64_t x, int64_t y) -> Defined {
    return uint64_t(x) + uint64_t(y);
  });
}

static void evaluateSubI(const LaneCall &call) {
  mapIntegers(call, Propagation::Sum, [](int64_t x, int64_t y) -> Defined {
    return uint64_t(x) - uint64_t(y);
  });
}

static void evaluateMulI(const LaneCall &call) {
  mapIntegers(call, Propagation::Product, [](int64_t x, int64_t y) -> Defined {
    return uint64_t(x) * uint64_t(y);
  });
}

static void evaluateDivS(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything, [](int64_t x, int64_t y) -> Defined {
    if (y == 0 || (y == -1 && x == std::numeric_limits<int64_t>::min()))
      return std::nullopt;
    return x / y;
  });
}

static void evaluateRemS(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything, [](int64_t x, int64_t y) -> Defined {
    if (y == 0 || (y == -1 && x == std::numeric_limits<int64_t>::min()))
      return std::nullopt;
    return x % y;
  });
}

static void evaluateDivU(const LaneCall &call) {
  mapIntegers<true>(call, Propagation::Anything,
                    [](uint64_t x, uint64_t y) -> Defined {
                      if (y == 0)
                        return std::nullopt;
                      return x / y;
                    });
}

static void evaluateRemU(const LaneCall &call) {
  mapIntegers<true>(call, Propagation::Anything,
                    [](uint64_t x, uint64_t y) -> Defined {
                      if (y == 0)
                        return std::nullopt;
                      return x % y;
                    });
}

static void evaluateAnd(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything,
              [](int64_t x, int64_t y) -> Defined { return x & y; });
  // A certain 0 decides.
  for (int64_t i = 0; i < call.count; ++i)
    for (const Lanes *operand : call.operands)
      if (operand->integer[i] == 0 && operand->bound[i] == 0)
        call.result.bound[i] = 0;
}

static void evaluateOr(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything,
              [](int64_t x, int64_t y) -> Defined { return x | y; });
  // A certain 1 decides.
  if (call.getResultKind() != ElementKind::Bool)
    return;
  for (int64_t i = 0; i < call.count; ++i)
    for (const Lanes *operand : call.operands)
      if (operand->integer[i] == 1 && operand->bound[i] == 0)
        call.result.bound[i] = 0;
}

static void evaluateXor(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything,
              [](int64_t x, int64_t y) -> Defined { return x ^ y; });
}

static void evaluateShl(const LaneCall &call) {
  uint64_t width = getBitWidth(call.getOperandKind(0));
  mapIntegers<true>(call, Propagation::Anything,
                    [=](uint64_t x, uint64_t y) -> Defined {
                      if (y >= width)
                        return std::nullopt;
                      return x << y;
                    });
}

static void evaluateShrU(const LaneCall &call) {
  uint64_t width = getBitWidth(call.getOperandKind(0));
  mapIntegers<true>(call, Propagation::Anything,
                    [=](uint64_t x, uint64_t y) -> Defined {
                      if (y >= width)
                        return std::nullopt;
                      return x >> y;
                    });
}

static void evaluateShrS(const LaneCall &call) {
  int64_t width = getBitWidth(call.getOperandKind(0));
  mapIntegers(call, Propagation::Anything,
              [=](int64_t x, int64_t y) -> Defined {
                if (y < 0 || y >= width)
                  return std::nullopt;
                return x >> y;
              });
}

static void evaluateMaxS(const LaneCall &call) {
  mapIntegers(call, Propagation::Largest,
              [](int64_t x, int64_t y) -> Defined { return std::max(x, y); });
}

static void evaluateMinS(const LaneCall &call) {
  mapIntegers(call, Propagation::Largest,
              [](int64_t x, int64_t y) -> Defined { return std::min(x, y); });
}

static void evaluateMaxU(const LaneCall &call) {
  mapIntegers<true>(
      call, Propagation::Largest,
      [](uint64_t x, uint64_t y) -> Defined { return std::max(x, y); });
}

static void evaluateMinU(const LaneCall &call) {
  mapIntegers<true>(
      call, Propagation::Largest,
      [](uint64_t x, uint64_t y) -> Defined { return std::min(x, y); });
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

static void evaluateCompareI(const LaneCall &call) {
  arith::CmpIPredicate predicate = cast<arith::CmpIOp>(call.op).getPredicate();
  int width = getBitWidth(call.getOperandKind(0));
  const Lanes &a = *call.operands[0], &b = *call.operands[1];
  for (int64_t i = 0; i < call.count; ++i) {
    APInt x(64, toSigned(a.integer[i], width), /*isSigned=*/true);
    APInt y(64, toSigned(b.integer[i], width), /*isSigned=*/true);
    // Sign extension keeps the unsigned order too.
    call.result.integer[i] = arith::applyCmpPredicate(predicate, x, y);
    double slack = a.bound[i] + b.bound[i];
    double apart = std::fabs(static_cast<double>(a.integer[i]) -
                             static_cast<double>(b.integer[i]));
    call.result.bound[i] = slack == 0 || apart > slack ? 0 : 1;
  }
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

/// Converts between widths; the source is read as signed or unsigned.
template <bool isUnsigned>
static void convertIntegers(const LaneCall &call) {
  int from = getBitWidth(call.getOperandKind(0));
  int to = getBitWidth(call.getResultKind());
  const Lanes &source = *call.operands[0];
  for (int64_t i = 0; i < call.count; ++i) {
    int64_t x = source.integer[i];
    call.result.integer[i] =
        canonicalize(isUnsigned ? toUnsigned(x, from) : toSigned(x, from), to);
    double bound = source.bound[i];
    double reach =
        std::fabs(static_cast<double>(call.result.integer[i])) + bound;
    bool mayWrap = to < from && to > 1 && reach >= std::ldexp(1, to - 1);
    call.result.bound[i] = bound != 0 && mayWrap ? kInfinity : bound;
  }
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

void reference::addIntegerFunctions(llvm::StringMap<LaneFunction> &table) {
  table["arith.addi"] = evaluateAddI;
  table["arith.subi"] = evaluateSubI;
  table["arith.muli"] = evaluateMulI;
  table["arith.divsi"] = evaluateDivS;
  table["arith.divui"] = evaluateDivU;
  table["arith.remsi"] = evaluateRemS;
  table["arith.remui"] = evaluateRemU;
  table["arith.andi"] = evaluateAnd;
  table["arith.ori"] = evaluateOr;
  table["arith.xori"] = evaluateXor;
  table["arith.shli"] = evaluateShl;
  table["arith.shrsi"] = evaluateShrS;
  table["arith.shrui"] = evaluateShrU;
  table["arith.maxsi"] = evaluateMaxS;
  table["arith.minsi"] = evaluateMinS;
  table["arith.maxui"] = evaluateMaxU;
  table["arith.minui"] = evaluateMinU;
  table["arith.cmpi"] = evaluateCompareI;
  table["arith.extsi"] = convertIntegers<false>;
  table["arith.extui"] = convertIntegers<true>;
  table["arith.trunci"] = convertIntegers<false>;
  table["arith.index_cast"] = convertIntegers<false>;
  table["arith.index_castui"] = convertIntegers<true>;
}

LaneFunction reference::lookupLaneFunction(Operation *op) {
  static const llvm::StringMap<LaneFunction> table = [] {
    llvm::StringMap<LaneFunction> functions;
    addFloatFunctions(functions);
    addIntegerFunctions(functions);
    addMathFunctions(functions);
    return functions;
  }();
  auto isSupported = [](Type type) {
    return getReferenceKind(getElementTypeOrSelf(type)).has_value() &&
           !isa<VectorType>(type);
  };
  if (!llvm::all_of(op->getOperandTypes(), isSupported) ||
      !llvm::all_of(op->getResultTypes(), isSupported))
    return nullptr;
  return table.lookup(op->getName().getStringRef());
}

void reference::readLanes(const ReferenceTensor &tensor, int64_t begin,
                          int64_t stride, int64_t count, Lanes &lanes) {
  if (tensor.isFloat())
    tensor.readValues(begin, stride, count, lanes.value);
  else
    tensor.readIntegers(begin, stride, count, lanes.integer);
  tensor.readBounds(begin, stride, count, lanes.bound);
}

void reference::writeLanes(ReferenceTensor &tensor, int64_t begin,
                           int64_t stride, int64_t count, const Lanes &lanes) {
  if (tensor.isFloat())
    tensor.write(begin, stride, count, lanes.value, lanes.bound);
  else
    tensor.writeIntegers(begin, stride, count, lanes.integer, lanes.bound);
}
