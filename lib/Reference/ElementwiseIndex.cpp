//===- ElementwiseIndex.cpp - affine and index on integers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

/// The value of an expression on dims followed by symbols; none where it
/// divides by what is not positive.
static std::optional<int64_t> evaluateExpr(AffineExpr expr, unsigned numDims,
                                           ArrayRef<int64_t> operands) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return operands[dim.getPosition()];
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return operands[numDims + symbol.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue();
  auto binary = cast<AffineBinaryOpExpr>(expr);
  std::optional<int64_t> a = evaluateExpr(binary.getLHS(), numDims, operands);
  std::optional<int64_t> b = evaluateExpr(binary.getRHS(), numDims, operands);
  if (!a || !b)
    return std::nullopt;
  // Integers wrap around.
  uint64_t x = *a, y = *b;
  if (expr.getKind() == AffineExprKind::Add)
    return x + y;
  if (expr.getKind() == AffineExprKind::Mul)
    return x * y;
  if (*b <= 0)
    return std::nullopt;
  int64_t rest = *a % *b;
  switch (expr.getKind()) {
  case AffineExprKind::Mod:
    return rest < 0 ? rest + *b : rest;
  case AffineExprKind::FloorDiv:
    return *a / *b - (rest < 0);
  default:
    return *a / *b + (rest > 0);
  }
}

/// Evaluates a map on every lane and picks one of its results.
template <typename Pick>
static void evaluateMap(const LaneCall &call, AffineMap map, Pick pick) {
  SmallVector<int64_t> operands(call.operands.size());
  for (int64_t i = 0; i < call.count; ++i) {
    bool isKnown = true;
    for (auto [value, operand] : llvm::zip_equal(operands, call.operands)) {
      value = operand->integer[i];
      isKnown &= operand->bound[i] == 0;
    }
    std::optional<int64_t> picked;
    for (AffineExpr expr : map.getResults()) {
      std::optional<int64_t> value =
          evaluateExpr(expr, map.getNumDims(), operands);
      isKnown &= value.has_value();
      picked = picked ? pick(*picked, value.value_or(0)) : value.value_or(0);
    }
    call.result.integer[i] = *picked;
    call.result.bound[i] = isKnown ? 0 : kInfinity;
  }
}

static void evaluateApply(const LaneCall &call) {
  evaluateMap(call, cast<affine::AffineApplyOp>(call.op).getAffineMap(),
              [](int64_t x, int64_t) { return x; });
}

static void evaluateMin(const LaneCall &call) {
  evaluateMap(call, cast<affine::AffineMinOp>(call.op).getAffineMap(),
              [](int64_t x, int64_t y) { return std::min(x, y); });
}

static void evaluateMax(const LaneCall &call) {
  evaluateMap(call, cast<affine::AffineMaxOp>(call.op).getAffineMap(),
              [](int64_t x, int64_t y) { return std::max(x, y); });
}

//===----------------------------------------------------------------------===//
// Linear indices
//===----------------------------------------------------------------------===//

/// Lane `i` of sizes of which some are operands, those from `next` on.
static SmallVector<int64_t> readBasis(const LaneCall &call,
                                      ArrayRef<int64_t> basis, size_t next,
                                      int64_t i) {
  SmallVector<int64_t> sizes(basis);
  for (int64_t &size : sizes)
    if (ShapedType::isDynamic(size))
      size = call.operands[next++]->integer[i];
  return sizes;
}

static bool isExactAt(const LaneCall &call, int64_t i) {
  return llvm::all_of(call.operands, [&](const LaneSpan *lanes) {
    return lanes->bound[i] == 0;
  });
}

static void evaluateDelinearize(const LaneCall &call) {
  auto op = cast<affine::AffineDelinearizeIndexOp>(call.op);
  size_t count = call.results.size();
  for (int64_t i = 0; i < call.count; ++i) {
    SmallVector<int64_t> sizes = readBasis(call, op.getStaticBasis(), 1, i);
    // The outermost result takes what is left, whether a bound is given or not.
    if (sizes.size() == count)
      sizes.erase(sizes.begin());
    bool isKnown = isExactAt(call, i);
    int64_t rest = call.operands[0]->integer[i];
    for (size_t k = count; k-- > 0;) {
      int64_t size = k == 0 ? 1 : sizes[k - 1];
      isKnown &= size > 0;
      int64_t below =
          k == 0 || size <= 0 ? rest : ((rest % size) + size) % size;
      call.results[k]->integer[i] = below;
      rest = size > 0 ? (rest - below) / size : 0;
    }
    for (LaneSpan *result : call.results)
      result->bound[i] = isKnown ? 0 : kInfinity;
  }
}

static void evaluateLinearize(const LaneCall &call) {
  auto op = cast<affine::AffineLinearizeIndexOp>(call.op);
  size_t count = op.getMultiIndex().size();
  for (int64_t i = 0; i < call.count; ++i) {
    SmallVector<int64_t> sizes = readBasis(call, op.getStaticBasis(), count, i);
    if (sizes.size() == count && count != 0)
      sizes.erase(sizes.begin());
    uint64_t linear = 0;
    for (size_t k = 0; k < count; ++k)
      linear = linear * uint64_t(k == 0 ? 1 : sizes[k - 1]) +
               uint64_t(call.operands[k]->integer[i]);
    call.result.integer[i] = linear;
    call.result.bound[i] = isExactAt(call, i) ? 0 : kInfinity;
  }
}

void reference::addIndexFunctions(llvm::StringMap<LaneFunction> &table) {
  table["affine.apply"] = evaluateApply;
  table["affine.min"] = evaluateMin;
  table["affine.max"] = evaluateMax;
  table["affine.delinearize_index"] = evaluateDelinearize;
  table["affine.linearize_index"] = evaluateLinearize;
}
