//===- ScalarOps.cpp - What scalar ops mean ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScalarOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

Expr Precision::round(Algebra &algebra, Type type, Expr expr) const {
  auto floatType = dyn_cast<FloatType>(type);
  if (!floatType)
    return expr;
  if (floatType.getWidth() < getWidth()) {
    if (relaxed && floatType.getWidth() <= 16)
      return expr;
  } else if (floatType.getWidth() >= expr->width) {
    return expr;
  }
  return algebra.rounded(floatType, expr);
}

/// The number that all elements of a resource are, if they are one.
template <typename T>
static std::optional<double> findSplat(Attribute attribute) {
  auto resource = dyn_cast<detail::DenseResourceElementsAttrBase<T>>(attribute);
  if (!resource)
    return std::nullopt;
  std::optional<ArrayRef<T>> data = resource.tryGetAsArrayRef();
  if (!data || data->empty() || !llvm::all_equal(*data))
    return std::nullopt;
  return data->front();
}

Expr norm::raise::getConstant(Algebra &algebra, Attribute attribute) {
  for (std::optional<double> splat :
       {findSplat<float>(attribute), findSplat<double>(attribute)})
    if (splat)
      return algebra.constant(*splat);
  if (auto elements = dyn_cast<DenseElementsAttr>(attribute)) {
    if (!elements.isSplat())
      return nullptr;
    attribute = elements.getSplatValue<Attribute>();
  }
  if (auto number = dyn_cast<FloatAttr>(attribute))
    return algebra.constant(number.getValueAsDouble());
  if (auto number = dyn_cast<IntegerAttr>(attribute)) {
    APInt value = number.getValue();
    return algebra.constant(value.getBitWidth() == 1
                                ? double(value.getZExtValue())
                                : value.roundToDouble(/*isSigned=*/true));
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Comparisons
//===----------------------------------------------------------------------===//

static bool evaluatePredicate(arith::CmpFPredicate predicate, double a,
                              double b) {
  bool isUnordered = std::isnan(a) || std::isnan(b);
  switch (predicate) {
  case arith::CmpFPredicate::AlwaysFalse:
    return false;
  case arith::CmpFPredicate::OEQ:
    return a == b;
  case arith::CmpFPredicate::OGT:
    return a > b;
  case arith::CmpFPredicate::OGE:
    return a >= b;
  case arith::CmpFPredicate::OLT:
    return a < b;
  case arith::CmpFPredicate::OLE:
    return a <= b;
  case arith::CmpFPredicate::ONE:
    return a < b || a > b;
  case arith::CmpFPredicate::ORD:
    return !isUnordered;
  case arith::CmpFPredicate::UEQ:
    return a == b || isUnordered;
  case arith::CmpFPredicate::UGT:
    return a > b || isUnordered;
  case arith::CmpFPredicate::UGE:
    return a >= b || isUnordered;
  case arith::CmpFPredicate::ULT:
    return a < b || isUnordered;
  case arith::CmpFPredicate::ULE:
    return a <= b || isUnordered;
  case arith::CmpFPredicate::UNE:
    return a != b;
  case arith::CmpFPredicate::UNO:
    return isUnordered;
  case arith::CmpFPredicate::AlwaysTrue:
    return true;
  }
  llvm_unreachable("every predicate is one of these");
}

static bool isGreater(arith::CmpFPredicate predicate) {
  using P = arith::CmpFPredicate;
  return predicate == P::OGT || predicate == P::OGE || predicate == P::UGT ||
         predicate == P::UGE;
}

static bool isLess(arith::CmpFPredicate predicate) {
  using P = arith::CmpFPredicate;
  return predicate == P::OLT || predicate == P::OLE || predicate == P::ULT ||
         predicate == P::ULE;
}

static Expr minimum(Algebra &algebra, Expr a, Expr b, bool dropsNaN) {
  return algebra.scale(
      algebra.maximum({algebra.scale(a, -1.0), algebra.scale(b, -1.0)},
                      dropsNaN),
      -1.0);
}

/// Whether `count` > 0 says that there are elements to take `mean` of, or more
/// than one: where there are none, no element of a result depends on it.
static bool countsElements(Algebra &algebra, Expr count, Expr mean) {
  return llvm::any_of(algebra.collect(mean), [&](Expr part) {
    if (!part->isReduction())
      return false;
    Expr size = algebra.countPoints(part->bound);
    return count == size || count == algebra.sum({{size}}, -1.0);
  });
}

/// Whether count > least ? mean : other is the mean but for groups of no
/// elements.
static bool isOfNoElements(Algebra &algebra, Expr count, Expr least, Expr mean,
                           Expr other) {
  return least->isConstant(0.0) && other->isConstant() &&
         std::isnan(other->constant) && countsElements(algebra, count, mean);
}

/// cond ? a : b, for what is written with it: a maximum, a minimum, and a mean
/// that is NaN of no elements.
static Expr select(Algebra &algebra, Expr condition, Expr a, Expr b) {
  if (condition->isConstant())
    return condition->constant != 0.0 ? a : b;
  if (a == b)
    return a;
  if (condition->kind != ExpressionKind::Call)
    return nullptr;
  Expr left = condition->terms[0].expr, right = condition->terms[1].expr;
  // Numbers of elements are compared as integers, too.
  if (auto compare = dyn_cast<arith::CmpIOp>(condition->op)) {
    bool isGreater = compare.getPredicate() == arith::CmpIPredicate::sgt ||
                     compare.getPredicate() == arith::CmpIPredicate::ugt;
    return isGreater && isOfNoElements(algebra, left, right, a, b) ? a
                                                                   : nullptr;
  }
  auto compare = dyn_cast<arith::CmpFOp>(condition->op);
  if (!compare)
    return nullptr;
  arith::CmpFPredicate predicate = compare.getPredicate();
  bool picks = (left == a && right == b), swaps = (left == b && right == a);
  if (picks || swaps) {
    if (picks ? isGreater(predicate) : isLess(predicate))
      return algebra.maximum({a, b}, /*dropsNaN=*/true);
    if (picks ? isLess(predicate) : isGreater(predicate))
      return minimum(algebra, a, b, /*dropsNaN=*/true);
  }
  return isGreater(predicate) && isOfNoElements(algebra, left, right, a, b)
             ? a
             : nullptr;
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// Arithmetic that rounds; null for other ops.
static Expr getArithmetic(Algebra &algebra, Operation *op,
                          ArrayRef<Expr> operands) {
  auto power = [&](double exponent) {
    return algebra.power(operands[0], exponent);
  };
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case<arith::AddFOp, arith::AddIOp>(
          [&](Operation *) { return algebra.add(operands[0], operands[1]); })
      .Case<arith::SubFOp, arith::SubIOp>([&](Operation *) {
        return algebra.subtract(operands[0], operands[1]);
      })
      .Case<arith::MulFOp, arith::MulIOp>([&](Operation *) {
        return algebra.multiply(operands[0], operands[1]);
      })
      .Case<arith::DivFOp>(
          [&](Operation *) { return algebra.divide(operands[0], operands[1]); })
      .Case<math::FmaOp>([&](Operation *) {
        return algebra.add(algebra.multiply(operands[0], operands[1]),
                           operands[2]);
      })
      .Case<math::SqrtOp>([&](Operation *) { return power(0.5); })
      .Case<math::RsqrtOp>([&](Operation *) { return power(-0.5); })
      .Case<math::PowFOp, math::FPowIOp>([&](Operation *) -> Expr {
        if (!operands[1]->isConstant() || !std::isfinite(operands[1]->constant))
          return nullptr;
        return power(operands[1]->constant);
      })
      .Case<arith::TruncFOp, arith::SIToFPOp, arith::UIToFPOp>(
          [&](Operation *) { return operands[0]; })
      .Default([](Operation *) { return nullptr; });
}

/// Ops that give one of their operands or its negative, or widen it; null for
/// others.
static Expr getExact(Algebra &algebra, Operation *op, ArrayRef<Expr> operands) {
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case<arith::NegFOp>(
          [&](Operation *) { return algebra.scale(operands[0], -1.0); })
      .Case<math::AbsFOp>(
          [&](Operation *) { return algebra.absolute(operands[0]); })
      .Case<arith::ExtFOp, arith::ExtSIOp, arith::IndexCastOp,
            arith::IndexCastUIOp>([&](Operation *) { return operands[0]; })
      .Case<arith::ExtUIOp, arith::TruncIOp>([&](Operation *) -> Expr {
        return operands[0]->isConstant() ? operands[0] : nullptr;
      })
      .Case<arith::MaximumFOp, arith::MaxNumFOp>([&](Operation *) {
        return algebra.maximum({operands[0], operands[1]},
                               isa<arith::MaxNumFOp>(op));
      })
      .Case<arith::MinimumFOp, arith::MinNumFOp>([&](Operation *) {
        return minimum(algebra, operands[0], operands[1],
                       isa<arith::MinNumFOp>(op));
      })
      .Case<math::ClampFOp>([&](Operation *) {
        return minimum(algebra, algebra.maximum({operands[0], operands[1]}),
                       operands[2], /*dropsNaN=*/false);
      })
      .Case<arith::SelectOp>([&](Operation *) {
        return select(algebra, operands[0], operands[1], operands[2]);
      })
      .Case([&](arith::CmpFOp compare) -> Expr {
        if (!operands[0]->isConstant() || !operands[1]->isConstant())
          return nullptr;
        return algebra.constant(evaluatePredicate(compare.getPredicate(),
                                                  operands[0]->constant,
                                                  operands[1]->constant));
      })
      .Default([](Operation *) { return nullptr; });
}

Expr norm::raise::getMeaning(Algebra &algebra, const Precision &precision,
                             Operation *op, ArrayRef<Expr> operands) {
  if (op->getNumResults() != 1 || op->getNumRegions() != 0 || !isPure(op))
    return nullptr;
  Type type = getElementTypeOrSelf(op->getResult(0).getType());
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    return getConstant(algebra, constant.getValue());
  if (Expr result = getExact(algebra, op, operands))
    return result;
  if (Expr result = getArithmetic(algebra, op, operands))
    return precision.round(algebra, type, result);
  if (!op->hasTrait<OpTrait::Elementwise>())
    return nullptr;
  return precision.round(algebra, type, algebra.call(op, type, operands));
}
