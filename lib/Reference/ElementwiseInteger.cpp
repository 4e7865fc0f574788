//===- ElementwiseInteger.cpp - arith on integers, and the lookup ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Index/IR/IndexOps.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

double reference::propagateIntegers(Propagation propagation, int64_t x,
                                    double a, int64_t y, double b,
                                    int64_t result, int width) {
  if (a == 0 && b == 0)
    return 0;
  double bound = 0;
  switch (propagation) {
  case Propagation::Sum:
    bound = a + b;
    break;
  case Propagation::Product:
    bound = scaleBound(x, b) + scaleBound(y, a) + a * b;
    break;
  case Propagation::Largest:
    bound = std::max(a, b);
    break;
  case Propagation::Anything:
    return width == 1 ? 1 : kInfinity;
  }
  // Near the ends of the type an error may wrap around.
  double reach = std::fabs(static_cast<double>(result));
  return width > 1 && reach + bound >= std::ldexp(1, width - 1) ? kInfinity
                                                                : bound;
}

//===----------------------------------------------------------------------===//
// Binary ops
//===----------------------------------------------------------------------===//

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
    for (const LaneSpan *operand : call.operands)
      if (operand->integer[i] == 0 && operand->bound[i] == 0)
        call.result.bound[i] = 0;
}

static void evaluateOr(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything,
              [](int64_t x, int64_t y) -> Defined { return x | y; });
  // A certain 1 decides.
  if (call.getResultKind() != ReferenceKind::Bool)
    return;
  for (int64_t i = 0; i < call.count; ++i)
    for (const LaneSpan *operand : call.operands)
      if (operand->integer[i] == 1 && operand->bound[i] == 0)
        call.result.bound[i] = 0;
}

static void evaluateXor(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything,
              [](int64_t x, int64_t y) -> Defined { return x ^ y; });
}

static void evaluateShl(const LaneCall &call) {
  uint64_t width = call.getOperandWidth(0);
  mapIntegers<true>(call, Propagation::Anything,
                    [=](uint64_t x, uint64_t y) -> Defined {
                      if (y >= width)
                        return std::nullopt;
                      return x << y;
                    });
}

static void evaluateShrU(const LaneCall &call) {
  uint64_t width = call.getOperandWidth(0);
  mapIntegers<true>(call, Propagation::Anything,
                    [=](uint64_t x, uint64_t y) -> Defined {
                      if (y >= width)
                        return std::nullopt;
                      return x >> y;
                    });
}

static void evaluateShrS(const LaneCall &call) {
  int64_t width = call.getOperandWidth(0);
  mapIntegers(call, Propagation::Anything,
              [=](int64_t x, int64_t y) -> Defined {
                if (y < 0 || y >= width)
                  return std::nullopt;
                return x >> y;
              });
}

/// The quotient rounded up or down rather than to 0.
template <bool isUp>
static Defined divideTo(int64_t x, int64_t y) {
  if (y == 0 || (y == -1 && x == std::numeric_limits<int64_t>::min()))
    return std::nullopt;
  bool isNegative = (x < 0) != (y < 0);
  bool isMoved = x % y != 0 && isNegative != isUp;
  return x / y + (isMoved ? (isUp ? 1 : -1) : 0);
}

static void evaluateCeilDivS(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything, divideTo<true>);
}

static void evaluateFloorDivS(const LaneCall &call) {
  mapIntegers(call, Propagation::Anything, divideTo<false>);
}

static void evaluateCeilDivU(const LaneCall &call) {
  mapIntegers<true>(call, Propagation::Anything,
                    [](uint64_t x, uint64_t y) -> Defined {
                      if (y == 0)
                        return std::nullopt;
                      return x / y + (x % y != 0);
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

static void compareIntegers(const LaneCall &call,
                            arith::CmpIPredicate predicate) {
  int width = call.getOperandWidth(0);
  const LaneSpan &a = *call.operands[0], &b = *call.operands[1];
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

static void evaluateCompareI(const LaneCall &call) {
  compareIntegers(call, cast<arith::CmpIOp>(call.op).getPredicate());
}

static void evaluateCompareIndex(const LaneCall &call) {
  // The enumerations list the predicates in orders of their own.
  static const llvm::StringMap<arith::CmpIPredicate> predicates = [] {
    llvm::StringMap<arith::CmpIPredicate> table;
    for (uint64_t i = 0; i <= arith::getMaxEnumValForCmpIPredicate(); ++i)
      if (auto predicate = arith::symbolizeCmpIPredicate(i))
        table[stringifyCmpIPredicate(*predicate)] = *predicate;
    return table;
  }();
  compareIntegers(call, predicates.lookup(stringifyIndexCmpPredicate(
                            cast<index::CmpOp>(call.op).getPred())));
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

/// Converts between widths; the source is read as signed or unsigned.
template <bool isUnsigned>
static void convertIntegers(const LaneCall &call) {
  int from = call.getOperandWidth(0);
  int to = call.getResultWidth();
  const LaneSpan &source = *call.operands[0];
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

/// An op of arith and the op of index that does the same, if there is one.
struct IntegerEntry {
  StringRef arith, index;
  LaneFunction function;
};

void reference::addIntegerFunctions(llvm::StringMap<LaneFunction> &table) {
  const IntegerEntry entries[] = {
      {"arith.addi", "index.add", evaluateAddI},
      {"arith.subi", "index.sub", evaluateSubI},
      {"arith.muli", "index.mul", evaluateMulI},
      {"arith.divsi", "index.divs", evaluateDivS},
      {"arith.divui", "index.divu", evaluateDivU},
      {"arith.ceildivsi", "index.ceildivs", evaluateCeilDivS},
      {"arith.ceildivui", "index.ceildivu", evaluateCeilDivU},
      {"arith.floordivsi", "index.floordivs", evaluateFloorDivS},
      {"arith.remsi", "index.rems", evaluateRemS},
      {"arith.remui", "index.remu", evaluateRemU},
      {"arith.andi", "index.and", evaluateAnd},
      {"arith.ori", "index.or", evaluateOr},
      {"arith.xori", "index.xor", evaluateXor},
      {"arith.shli", "index.shl", evaluateShl},
      {"arith.shrsi", "index.shrs", evaluateShrS},
      {"arith.shrui", "index.shru", evaluateShrU},
      {"arith.maxsi", "index.maxs", evaluateMaxS},
      {"arith.minsi", "index.mins", evaluateMinS},
      {"arith.maxui", "index.maxu", evaluateMaxU},
      {"arith.minui", "index.minu", evaluateMinU},
      {"arith.cmpi", "", evaluateCompareI},
      {"", "index.cmp", evaluateCompareIndex},
      {"arith.extsi", "index.casts", convertIntegers<false>},
      {"arith.extui", "index.castu", convertIntegers<true>},
      {"arith.trunci", "", convertIntegers<false>},
      {"arith.index_cast", "", convertIntegers<false>},
      {"arith.index_castui", "", convertIntegers<true>},
  };
  for (const IntegerEntry &entry : entries)
    for (StringRef name : {entry.arith, entry.index})
      if (!name.empty())
        table[name] = entry.function;
}

LaneFunction reference::lookupLaneFunction(Operation *op) {
  static const llvm::StringMap<LaneFunction> table = [] {
    llvm::StringMap<LaneFunction> functions;
    addFloatFunctions(functions);
    addConversionFunctions(functions);
    addIntegerFunctions(functions);
    addWideIntegerFunctions(functions);
    addIndexFunctions(functions);
    addMathFunctions(functions);
    addMoreMathFunctions(functions);
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
                          int64_t stride, int64_t count, LaneSpan &lanes) {
  if (tensor.isFloat())
    tensor.readValues(begin, stride, count, lanes.value);
  else
    tensor.readIntegers(begin, stride, count, lanes.integer);
  tensor.readBounds(begin, stride, count, lanes.bound);
}

void reference::writeLanes(ReferenceTensor &tensor, int64_t begin,
                           int64_t stride, int64_t count,
                           const LaneSpan &lanes) {
  if (tensor.isFloat())
    tensor.write(begin, stride, count, lanes.value, lanes.bound);
  else
    tensor.writeIntegers(begin, stride, count, lanes.integer, lanes.bound);
}
