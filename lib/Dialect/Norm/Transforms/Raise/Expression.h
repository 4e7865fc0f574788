//===- Expression.h - Scalar expressions in one normal form -----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an element of a tensor is, as an expression over the axes of the space
// that the element is read in. Equal expressions are one object, so that two
// spellings of one formula are compared by their addresses. The algebra is that
// of real numbers: what rounding the arithmetic itself does is not part of it,
// a rounding that the IR states is (Rounded).
//
// A sum and a product are flat and have their terms in the order in which these
// were first seen. Division, roots and powers are factors with exponents. Sums
// over axes are products of their number of points and a mean. The axes that a
// mean is over are numbered by a walk over its body, so that equal means are
// one object, too.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_EXPRESSION_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_EXPRESSION_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/FoldingSet.h"

#include <deque>
#include <map>
#include <tuple>

namespace mlir::norm::raise {

class Expression;
using Expr = const Expression *;

/// Numbers an axis of an `Algebra`.
using Axis = unsigned;
/// The axes that one dimension of a tensor runs along, outermost first; a
/// dimension of size 1 runs along none.
using AxisList = SmallVector<Axis, 2>;
/// One list for each dimension of a tensor.
using Index = SmallVector<AxisList, 4>;

enum class ExpressionKind {
  Constant, // a number
  Symbol,   // a size or another integer known at run time
  Leaf,     // an element of a tensor, or a float scalar
  Given,    // stands for an expression that has been recognized
  Carried,  // the accumulator in the body of a reduction
  Sum,      // constant + weight * term + ...
  Product,  // constant * term ^ weight * ...
  Maximum,  // of its terms
  Absolute,
  Mean,     // over the bound axes
  Greatest, // maximum over the bound axes
  Rounded,  // to a float type
  Padded,   // a constant where an index lies outside
  Call,     // of a scalar op that has no other meaning here
};

/// A term of a sum with its coefficient, or a factor with its exponent.
struct Term {
  Expr expr;
  double weight = 1.0;

  bool operator==(const Term &other) const {
    return expr == other.expr && weight == other.weight;
  }
};

/// What is given under a number from here on is not negative.
inline constexpr int64_t kNonNegativeGiven = 16;

/// An expression. Made by an `Algebra` only.
class Expression : public llvm::FoldingSetNode {
public:
  ExpressionKind kind = ExpressionKind::Constant;
  /// Of a constant, a sum (added), a product (a factor), and a margin.
  double constant = 0.0;
  /// Operands; their weights count in sums and products.
  SmallVector<Term, 2> terms;
  /// Of a leaf: the tensor and its index, or the scalar. Of a symbol: the
  /// integer, or the tensor whose dimension `number` has the size.
  Value value;
  /// Of a leaf and of what is given: the axes that it runs along.
  Index index;
  /// Of a mean and a greatest element.
  AxisList bound;
  /// Of a rounding: the type. Of a call: the type of its result.
  Type type;
  /// Of a call: an op that computes it, and its attributes.
  Operation *op = nullptr;
  Attribute attributes;
  /// Of a maximum and a greatest element: a number wins over NaN.
  bool dropsNaN = false;
  /// Of what is given: which. Of a symbol: the dimension, or -1.
  int64_t number = 0;

  /// Where it comes in the order of creation.
  unsigned id = 0;
  /// The axes that the expression varies over, ascending.
  AxisList axes;
  /// Bits of the widest float type among its leaves and roundings of them.
  unsigned width = 0;
  /// How many means and greatest elements are inside one another.
  unsigned depth = 0;

  bool isConstant() const { return kind == ExpressionKind::Constant; }
  bool isConstant(double number) const {
    return isConstant() && constant == number;
  }
  bool isReduction() const {
    return kind == ExpressionKind::Mean || kind == ExpressionKind::Greatest;
  }
  /// Whether some axis of `list` is among those it varies over.
  bool variesOver(ArrayRef<Axis> list) const;

  void Profile(llvm::FoldingSetNodeID &id) const;
};

/// Makes expressions. Owns them and the axes.
class Algebra {
public:
  /// Coefficients of means that are nearer to 1 than `tolerance` are 1: the
  /// reciprocal of a number of elements is a rounded constant.
  explicit Algebra(double tolerance) : tolerance(tolerance) {}

  //===--------------------------------------------------------------------===//
  // Axes
  //===--------------------------------------------------------------------===//

  /// A new axis of the given size.
  Axis createAxis(Expr size);
  Expr getSize(Axis axis) const { return axes[axis].size; }
  /// The number of points of the axes.
  Expr countPoints(ArrayRef<Axis> list);
  /// An axis that runs along `base`, shifted: `base` + `window` + `offset`,
  /// which may lie outside. Two of the same are one.
  Axis getShifted(ArrayRef<Axis> base, Axis window, int64_t offset);
  bool isShifted(Axis axis) const { return !axes[axis].base.empty(); }
  ArrayRef<Axis> getShiftBase(Axis axis) const { return axes[axis].base; }
  Axis getShiftWindow(Axis axis) const { return axes[axis].window; }
  int64_t getShiftOffset(Axis axis) const { return axes[axis].offset; }

  //===--------------------------------------------------------------------===//
  // Expressions
  //===--------------------------------------------------------------------===//

  Expr constant(double value);
  /// The size of dimension `dim` of a tensor, or the integer `value` (dim -1).
  Expr symbol(Value value, int64_t dim = -1);
  Expr leaf(Value value, const Index &index = {});
  Expr given(int64_t number, const Index &index);
  Expr carried();
  Expr sum(ArrayRef<Term> terms, double constant = 0.0);
  Expr product(ArrayRef<Term> factors, double constant = 1.0);
  Expr maximum(ArrayRef<Expr> operands, bool dropsNaN = false);
  Expr absolute(Expr operand);
  Expr mean(ArrayRef<Axis> over, Expr body);
  Expr greatest(ArrayRef<Axis> over, Expr body, bool dropsNaN = false);
  Expr rounded(FloatType type, Expr operand);
  /// `operand`, or 0 where a shifted axis of it lies outside.
  Expr padded(Expr operand);
  /// What `op`, a pure scalar op of one result, makes of `operands`.
  Expr call(Operation *op, Type resultType, ArrayRef<Expr> operands);

  Expr add(Expr a, Expr b) { return sum({{a}, {b}}); }
  Expr subtract(Expr a, Expr b) { return sum({{a}, {b, -1.0}}); }
  Expr multiply(Expr a, Expr b) { return product({{a}, {b}}); }
  Expr divide(Expr a, Expr b) { return product({{a}, {b, -1.0}}); }
  Expr scale(Expr a, double factor) { return product({{a}}, factor); }
  Expr power(Expr base, double exponent) { return product({{base, exponent}}); }
  /// The sum of `body` over axes.
  Expr total(ArrayRef<Axis> over, Expr body) {
    return multiply(countPoints(over), mean(over, body));
  }

  //===--------------------------------------------------------------------===//
  // Rewriting
  //===--------------------------------------------------------------------===//

  using AxisMap = DenseMap<Axis, AxisList>;

  /// `expr` with axes replaced.
  Expr substitute(Expr expr, const AxisMap &map);
  AxisList substitute(ArrayRef<Axis> list, const AxisMap &map);
  Index substitute(const Index &index, const AxisMap &map);

  /// `expr` with `from` replaced by `to`, also where `from` is a part of a sum,
  /// a multiple of it included, or of a product. Not inside of reductions.
  Expr replace(Expr expr, Expr from, Expr to);

  /// Products of sums written out and means of sums as sums of means; null
  /// where that takes too many terms.
  Expr expand(Expr expr);

  /// Whether real numbers that it is made of cannot make it negative.
  bool isNonNegative(Expr expr) const;

  /// `expr` with maxima that NaN wins in, in place of those that drop it.
  Expr keepNaN(Expr expr);

  /// Every expression that `expr` is made of and itself, operands first. Does
  /// not enter reductions, unless `inside`.
  SmallVector<Expr> collect(Expr expr, bool inside = false) const;

  /// Whether `expr` is made of `part`, reductions included.
  bool contains(Expr expr, Expr part) const;

private:
  struct AxisInfo {
    Expr size;
    AxisList base; // of a shifted axis
    Axis window = 0;
    int64_t offset = 0;
  };

  /// The one object that equals `expression`.
  Expr make(Expression &&expression);

  // Expression.cpp
  struct Factors;
  Expr withoutCoefficient(Expr product);
  void addFactor(Factors &factors, Expr base, double exponent);
  void addPower(Factors &factors, Expr product, double exponent);
  void addScaledSum(Factors &factors, Expr sum, double exponent);

  // Reductions.cpp
  Expr reduce(ExpressionKind kind, ArrayRef<Axis> over, Expr body,
              bool dropsNaN = false);
  Expr nameBoundAxes(ExpressionKind kind, AxisList over, Expr body,
                     bool dropsNaN);
  Axis getBoundAxis(unsigned depth, unsigned position, Expr size);
  void joinNeighbours(AxisList &over, Expr &body);
  uint64_t hashShape(Expr expr, ArrayRef<Axis> over,
                     DenseMap<Expr, uint64_t> &known);

  // Rewriting.cpp
  Expr rebuild(Expr expr, ArrayRef<Expr> operands);
  Expr replaceIn(Expr expr, Expr from, Expr to, DenseMap<Expr, Expr> &known);
  Expr replacePart(Expr expr, Expr from, Expr to);
  using Terms = SmallVector<std::pair<SmallVector<Term>, double>>;
  bool expandTerms(Expr expr, Terms &terms);
  bool expandProduct(Expr expr, Terms &terms);

  double tolerance;
  std::deque<Expression> expressions;
  llvm::FoldingSet<Expression> unique;
  std::vector<AxisInfo> axes;
  DenseMap<std::tuple<unsigned, unsigned, Expr>, Axis> boundAxes;
  std::map<std::tuple<SmallVector<Axis>, Axis, int64_t>, Axis> shiftedAxes;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_EXPRESSION_H
