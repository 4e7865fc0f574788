//===- Expression.cpp - Sums, products and the rest ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expression.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/MapVector.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

static bool isInteger(double number) { return number == std::rint(number); }
static bool isEven(double number) {
  return isInteger(number) && isInteger(number / 2);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

bool Expression::variesOver(ArrayRef<Axis> list) const {
  return llvm::any_of(
      list, [&](Axis axis) { return llvm::is_contained(axes, axis); });
}

void Expression::Profile(llvm::FoldingSetNodeID &id) const {
  auto addNumber = [&](double number) {
    // 0 and -0 are one number here.
    id.AddInteger(llvm::bit_cast<uint64_t>(number == 0.0 ? 0.0 : number));
  };
  id.AddInteger(static_cast<unsigned>(kind));
  addNumber(constant);
  for (const Term &term : terms) {
    id.AddPointer(term.expr);
    addNumber(term.weight);
  }
  id.AddPointer(value.getAsOpaquePointer());
  id.AddInteger(index.size());
  for (const AxisList &list : index) {
    id.AddInteger(list.size());
    for (Axis axis : list)
      id.AddInteger(axis);
  }
  id.AddInteger(bound.size());
  for (Axis axis : bound)
    id.AddInteger(axis);
  id.AddPointer(type.getAsOpaquePointer());
  id.AddPointer(op ? op->getName().getAsOpaquePointer() : nullptr);
  id.AddPointer(attributes.getAsOpaquePointer());
  id.AddBoolean(dropsNaN);
  id.AddInteger(number);
}

/// Bits of a float type; 0 of another one.
static unsigned getFloatWidth(Type type) {
  auto floatType = dyn_cast<FloatType>(getElementTypeOrSelf(type));
  return floatType ? floatType.getWidth() : 0;
}

Expr Algebra::make(Expression &&expression) {
  llvm::FoldingSetNodeID id;
  expression.Profile(id);
  void *position;
  if (Expr known = unique.FindNodeOrInsertPos(id, position))
    return known;

  auto addAxes = [&](ArrayRef<Axis> list) {
    for (Axis axis : list) {
      if (!isShifted(axis)) {
        expression.axes.push_back(axis);
        continue;
      }
      llvm::append_range(expression.axes, getShiftBase(axis));
      expression.axes.push_back(getShiftWindow(axis));
    }
  };
  for (const AxisList &list : expression.index)
    addAxes(list);
  for (const Term &term : expression.terms) {
    addAxes(term.expr->axes);
    expression.width = std::max(expression.width, term.expr->width);
    expression.depth = std::max(expression.depth, term.expr->depth);
  }
  llvm::erase_if(expression.axes, [&](Axis axis) {
    return llvm::is_contained(expression.bound, axis);
  });
  llvm::sort(expression.axes);
  expression.axes.erase(llvm::unique(expression.axes), expression.axes.end());
  if (expression.kind == ExpressionKind::Leaf)
    expression.width = getFloatWidth(expression.value.getType());
  if (expression.kind == ExpressionKind::Rounded)
    expression.width = getFloatWidth(expression.type);
  if (expression.isReduction())
    ++expression.depth;
  expression.id = expressions.size();
  expressions.push_back(std::move(expression));
  unique.InsertNode(&expressions.back(), position);
  return &expressions.back();
}

Expr Algebra::constant(double value) {
  Expression expression;
  expression.constant = value == 0.0 ? 0.0 : value;
  return make(std::move(expression));
}

Expr Algebra::symbol(Value value, int64_t dim) {
  Expression expression;
  expression.kind = ExpressionKind::Symbol;
  expression.value = value;
  expression.number = dim;
  return make(std::move(expression));
}

Expr Algebra::leaf(Value value, const Index &index) {
  Expression expression;
  expression.kind = ExpressionKind::Leaf;
  expression.value = value;
  expression.index = index;
  return make(std::move(expression));
}

Expr Algebra::given(int64_t number, const Index &index) {
  Expression expression;
  expression.kind = ExpressionKind::Given;
  expression.number = number;
  expression.index = index;
  return make(std::move(expression));
}

Expr Algebra::carried() {
  Expression expression;
  expression.kind = ExpressionKind::Carried;
  return make(std::move(expression));
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

/// The coefficient of an expression, and what it multiplies; a sum has none.
static double getCoefficient(Expr expr) {
  return expr->kind == ExpressionKind::Product ? expr->constant : 1.0;
}

Expr Algebra::withoutCoefficient(Expr product) {
  if (product->kind != ExpressionKind::Product || product->constant == 1.0)
    return product;
  if (product->terms.size() == 1 && product->terms[0].weight == 1.0)
    return product->terms[0].expr;
  Expression expression;
  expression.kind = ExpressionKind::Product;
  expression.constant = 1.0;
  expression.terms = product->terms;
  return make(std::move(expression));
}

Expr Algebra::sum(ArrayRef<Term> terms, double constant) {
  llvm::MapVector<Expr, double> weights;
  auto add = [&](Expr expr, double weight) {
    if (expr->isConstant())
      constant += weight * expr->constant;
    else
      weights[withoutCoefficient(expr)] += weight * getCoefficient(expr);
  };
  for (const Term &term : terms) {
    if (term.expr->kind != ExpressionKind::Sum) {
      add(term.expr, term.weight);
      continue;
    }
    constant += term.weight * term.expr->constant;
    for (const Term &inner : term.expr->terms)
      add(inner.expr, term.weight * inner.weight);
  }

  Expression expression;
  expression.kind = ExpressionKind::Sum;
  expression.constant = constant;
  for (auto [expr, weight] : weights)
    if (weight != 0.0)
      expression.terms.push_back({expr, weight});
  if (expression.terms.empty())
    return this->constant(constant);
  if (expression.terms.size() == 1 && constant == 0.0)
    return product({{expression.terms[0].expr}}, expression.terms[0].weight);
  llvm::sort(expression.terms, [](const Term &a, const Term &b) {
    return a.expr->id < b.expr->id;
  });
  return make(std::move(expression));
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

/// A product that is being made.
struct Algebra::Factors {
  double constant = 1.0;
  llvm::MapVector<Expr, double> exponents;
};

void Algebra::addFactor(Factors &factors, Expr base, double exponent) {
  if (exponent == 0.0)
    return;
  switch (base->kind) {
  case ExpressionKind::Constant:
    factors.constant *= std::pow(base->constant, exponent);
    return;
  case ExpressionKind::Product:
    addPower(factors, base, exponent);
    return;
  case ExpressionKind::Sum:
    addScaledSum(factors, base, exponent);
    return;
  case ExpressionKind::Absolute:
    if (isEven(exponent)) {
      addFactor(factors, base->terms[0].expr, exponent);
      return;
    }
    [[fallthrough]];
  default:
    factors.exponents[base] += exponent;
  }
}

/// A product to some power. A root is taken of factors one by one where none
/// of them can be negative, or one at most.
void Algebra::addPower(Factors &factors, Expr product, double exponent) {
  if (isInteger(exponent)) {
    factors.constant *= std::pow(product->constant, exponent);
    for (const Term &factor : product->terms)
      addFactor(factors, factor.expr, factor.weight * exponent);
    return;
  }
  factors.constant *= std::pow(std::abs(product->constant), exponent);
  SmallVector<Term> rest;
  for (const Term &factor : product->terms) {
    if (isEven(factor.weight))
      addFactor(factors, absolute(factor.expr), factor.weight * exponent);
    else if (isNonNegative(factor.expr) || !isInteger(factor.weight))
      addFactor(factors, factor.expr, factor.weight * exponent);
    else
      rest.push_back(factor);
  }
  double sign = product->constant < 0.0 ? -1.0 : 1.0;
  if (rest.size() == 1 && sign > 0.0)
    addFactor(factors, rest[0].expr, rest[0].weight * exponent);
  else if (!rest.empty() || sign < 0.0)
    factors.exponents[this->product(rest, sign)] += exponent;
}

/// A sum to some power: its first coefficient is a factor, so that multiples of
/// a sum have one base.
void Algebra::addScaledSum(Factors &factors, Expr sum, double exponent) {
  double factor = sum->terms[0].weight;
  if (!isInteger(exponent))
    factor = std::abs(factor);
  if (factor != 1.0) {
    factors.constant *= std::pow(factor, exponent);
    Expression scaled;
    scaled.kind = ExpressionKind::Sum;
    scaled.constant = sum->constant / factor;
    for (const Term &term : sum->terms)
      scaled.terms.push_back({term.expr, term.weight / factor});
    sum = make(std::move(scaled));
  }
  factors.exponents[sum] += exponent;
}

Expr Algebra::product(ArrayRef<Term> terms, double constant) {
  Factors factors;
  factors.constant = constant;
  for (const Term &term : terms)
    addFactor(factors, term.expr, term.weight);

  Expression expression;
  expression.kind = ExpressionKind::Product;
  bool hasMean = false;
  for (auto [expr, exponent] : factors.exponents) {
    if (exponent == 0.0)
      continue;
    expression.terms.push_back({expr, exponent});
    hasMean |= expr->kind == ExpressionKind::Mean;
  }
  double &factor = expression.constant = factors.constant;
  if (hasMean && std::abs(std::abs(factor) - 1.0) < tolerance)
    factor = std::copysign(1.0, factor);
  if (expression.terms.empty() || factor == 0.0)
    return this->constant(factor);
  if (expression.terms.size() == 1 && expression.terms[0].weight == 1.0) {
    Expr single = expression.terms[0].expr;
    if (factor == 1.0)
      return single;
    if (single->kind == ExpressionKind::Sum)
      return sum({{single, factor}});
    // A product to the power 1 that a root kept together.
    if (single->kind == ExpressionKind::Product)
      return product(single->terms, factor * single->constant);
  }
  llvm::sort(expression.terms, [](const Term &a, const Term &b) {
    return a.expr->id < b.expr->id;
  });
  return make(std::move(expression));
}

//===----------------------------------------------------------------------===//
// Other functions
//===----------------------------------------------------------------------===//

bool Algebra::isNonNegative(Expr expr) const {
  auto is = [&](const Term &term) { return isNonNegative(term.expr); };
  switch (expr->kind) {
  case ExpressionKind::Constant:
    return expr->constant >= 0.0;
  case ExpressionKind::Symbol:
    return expr->number >= 0;
  case ExpressionKind::Given:
    return expr->number >= kNonNegativeGiven;
  case ExpressionKind::Absolute:
    return true;
  case ExpressionKind::Sum:
    return expr->constant >= 0.0 &&
           llvm::all_of(expr->terms, [&](const Term &term) {
             return term.weight >= 0.0 && is(term);
           });
  case ExpressionKind::Product:
    return expr->constant >= 0.0 &&
           llvm::all_of(expr->terms, [&](const Term &term) {
             return isEven(term.weight) || !isInteger(term.weight) || is(term);
           });
  case ExpressionKind::Maximum:
    return llvm::any_of(expr->terms, is);
  case ExpressionKind::Mean:
  case ExpressionKind::Greatest:
  case ExpressionKind::Rounded:
  case ExpressionKind::Padded:
    return is(expr->terms[0]);
  case ExpressionKind::Leaf:
  case ExpressionKind::Carried:
  case ExpressionKind::Call:
    return false;
  }
  llvm_unreachable("every kind is one of these");
}

Expr Algebra::maximum(ArrayRef<Expr> operands, bool dropsNaN) {
  Expression expression;
  expression.kind = ExpressionKind::Maximum;
  std::optional<double> number;
  auto add = [&](Expr expr) {
    if (expr->isConstant())
      number = number ? std::max(*number, expr->constant) : expr->constant;
    else if (!llvm::is_contained(expression.terms, Term{expr}))
      expression.terms.push_back({expr});
  };
  for (Expr operand : operands) {
    if (operand->kind != ExpressionKind::Maximum) {
      add(operand);
      continue;
    }
    dropsNaN |= operand->dropsNaN;
    for (const Term &term : operand->terms)
      add(term.expr);
  }
  auto isAtLeast = [&](double least) {
    return least == -std::numeric_limits<double>::infinity() ||
           (least <= 0.0 &&
            llvm::any_of(expression.terms, [&](const Term &term) {
              return isNonNegative(term.expr);
            }));
  };
  if (number && (expression.terms.empty() || !isAtLeast(*number)))
    expression.terms.push_back({constant(*number)});
  if (expression.terms.size() == 1)
    return expression.terms[0].expr;
  llvm::sort(expression.terms, [](const Term &a, const Term &b) {
    return a.expr->id < b.expr->id;
  });
  expression.dropsNaN = dropsNaN;
  return make(std::move(expression));
}

Expr Algebra::absolute(Expr operand) {
  if (operand->isConstant())
    return constant(std::abs(operand->constant));
  if (isNonNegative(operand))
    return operand;
  if (operand->kind == ExpressionKind::Product) {
    SmallVector<Term> factors;
    for (const Term &factor : operand->terms)
      factors.push_back(
          {isInteger(factor.weight) ? absolute(factor.expr) : factor.expr,
           factor.weight});
    return product(factors, std::abs(operand->constant));
  }
  if (operand->kind == ExpressionKind::Sum && operand->terms[0].weight < 0.0)
    operand = sum({{operand, -1.0}});
  Expression expression;
  expression.kind = ExpressionKind::Absolute;
  expression.terms = {{operand}};
  return make(std::move(expression));
}

/// Whether `type` has every number of the float type `from`.
static bool isExact(Type from, FloatType type) {
  auto floatType = dyn_cast<FloatType>(from);
  return floatType && APFloat::isRepresentableBy(floatType.getFloatSemantics(),
                                                 type.getFloatSemantics());
}

Expr Algebra::rounded(FloatType type, Expr operand) {
  if (operand->isConstant()) {
    APFloat number(operand->constant);
    bool losesInfo;
    number.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                   &losesInfo);
    number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                   &losesInfo);
    return constant(number.convertToDouble());
  }
  if (operand->kind == ExpressionKind::Leaf &&
      isExact(getElementTypeOrSelf(operand->value.getType()), type))
    return operand;
  if (operand->kind == ExpressionKind::Rounded && isExact(operand->type, type))
    return operand;
  Expression expression;
  expression.kind = ExpressionKind::Rounded;
  expression.type = type;
  expression.terms = {{operand}};
  return make(std::move(expression));
}

Expr Algebra::padded(Expr operand) {
  // The margin of a power is that of its base, which is 0, too.
  if (operand->kind == ExpressionKind::Product &&
      llvm::all_of(operand->terms,
                   [](const Term &factor) { return factor.weight > 0.0; }))
    return product(llvm::map_to_vector(operand->terms,
                                       [&](const Term &factor) {
                                         return Term{padded(factor.expr),
                                                     factor.weight};
                                       }),
                   operand->constant);
  if (operand->kind == ExpressionKind::Absolute)
    return absolute(padded(operand->terms[0].expr));
  Expression expression;
  expression.kind = ExpressionKind::Padded;
  expression.terms = {{operand}};
  return make(std::move(expression));
}

Expr Algebra::call(Operation *op, Type resultType, ArrayRef<Expr> operands) {
  Expression expression;
  expression.kind = ExpressionKind::Call;
  expression.type = resultType;
  expression.op = op;
  expression.attributes = op->getAttrDictionary();
  for (Expr operand : operands)
    expression.terms.push_back({operand});
  return make(std::move(expression));
}
