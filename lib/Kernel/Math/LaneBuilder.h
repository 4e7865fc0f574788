//===- LaneBuilder.h - Formulas on scalars and vectors ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes arithmetic on every lane of a value as C++ expressions.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_MATH_LANEBUILDER_H
#define NORM_MLIR_KERNEL_MATH_LANEBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir::norm {

/// `type` with `element` for its element type; `element` for a scalar.
inline Type withElement(Type type, Type element) {
  auto vector = dyn_cast<VectorType>(type);
  return vector ? Type(vector.clone(element)) : element;
}

/// Whether values of this type are lanes: a scalar or a vector.
inline bool isLanes(Type type) {
  return isa<VectorType>(type) || !isa<ShapedType>(type);
}

/// Where formulas are emitted, and the shape of their values.
struct LaneBuilder {
  OpBuilder &builder;
  Location loc;
  Type shape;

  Type type(Type element) const { return withElement(shape, element); }
  Type integer(unsigned width) const {
    return type(builder.getIntegerType(width));
  }
  Value constant(TypedAttr element, Type type) const {
    TypedAttr value = element;
    if (auto vector = dyn_cast<VectorType>(type))
      value = DenseElementsAttr::get(vector, Attribute(element));
    return arith::ConstantOp::create(builder, loc, type, value);
  }
};

/// Floats, integers or truth values in lanes.
class Lanes {
public:
  Lanes(const LaneBuilder &context, Value value)
      : context(&context), value(value) {}

  operator Value() const { return value; }
  Type getElementType() const { return getElementTypeOrSelf(value.getType()); }
  bool isFloat() const { return isa<FloatType>(getElementType()); }
  unsigned getWidth() const { return getElementType().getIntOrFloatBitWidth(); }

  /// The same constant in every lane, of the type of these lanes.
  template <typename T>
  Lanes constant(T number) const {
    Type element = getElementType();
    TypedAttr attribute = FloatAttr();
    if (isFloat())
      attribute = FloatAttr::get(element, double(number));
    else
      attribute = IntegerAttr::get(element, int64_t(number));
    return emit(context->constant(attribute, value.getType()));
  }

  template <typename Op, typename... Args>
  Lanes make(Args &&...args) const {
    return emit(
        Op::create(context->builder, context->loc, std::forward<Args>(args)...)
            ->getResult(0));
  }

  /// These bits as integers of the same width, and back.
  Lanes asInteger() const {
    return make<arith::BitcastOp>(context->integer(getWidth()), value);
  }
  Lanes asFloat(Type element) const {
    return make<arith::BitcastOp>(context->type(element), value);
  }
  Lanes extended(Type element) const {
    return make<arith::ExtFOp>(context->type(element), value);
  }
  /// Rounded to a narrower float.
  Lanes truncated(Type element) const {
    return make<arith::TruncFOp>(context->type(element), value);
  }

  Lanes extendedSigned(unsigned width) const {
    return make<arith::ExtSIOp>(context->integer(width), value);
  }
  Lanes extendedZero(unsigned width) const {
    return make<arith::ExtUIOp>(context->integer(width), value);
  }
  Lanes truncatedInteger(unsigned width) const {
    return make<arith::TruncIOp>(context->integer(width), value);
  }

  Lanes compare(arith::CmpFPredicate predicate, Value other) const {
    return make<arith::CmpFOp>(predicate, value, other);
  }
  Lanes compare(arith::CmpIPredicate predicate, Value other) const {
    return make<arith::CmpIOp>(predicate, value, other);
  }
  Lanes isNaN() const { return compare(arith::CmpFPredicate::UNO, value); }

  /// Of truth values: `yes` where they hold, else `no`.
  Lanes select(Value yes, Value no) const {
    return make<arith::SelectOp>(value, yes, no);
  }

  Lanes abs() const { return make<math::AbsFOp>(value); }
  Lanes floor() const { return make<math::FloorOp>(value); }
  Lanes sqrt() const { return make<math::SqrtOp>(value); }
  Lanes copySign(Value sign) const {
    return make<math::CopySignOp>(value, sign);
  }
  /// this * b + c, rounded once; b and c are lanes or numbers.
  template <typename B, typename C>
  Lanes fma(const B &b, const C &c) const {
    return make<math::FmaOp>(value, Value(lanes(b)), Value(lanes(c)));
  }

private:
  Lanes emit(Value result) const { return Lanes(*context, result); }
  Lanes lanes(const Lanes &other) const { return other; }
  Lanes lanes(double number) const { return constant(number); }

  const LaneBuilder *context;
  Value value;
};

#define NORM_LANE_OPERATOR(op, FloatOp, IntegerOp)                             \
  inline Lanes operator op(const Lanes &a, const Lanes &b) {                   \
    return a.isFloat() ? a.make<arith::FloatOp>(Value(a), Value(b))            \
                       : a.make<arith::IntegerOp>(Value(a), Value(b));         \
  }                                                                            \
  template <typename T>                                                        \
  std::enable_if_t<std::is_arithmetic_v<T>, Lanes> operator op(const Lanes &a, \
                                                               T b) {          \
    return a op a.constant(b);                                                 \
  }                                                                            \
  template <typename T>                                                        \
  std::enable_if_t<std::is_arithmetic_v<T>, Lanes> operator op(                \
      T a, const Lanes &b) {                                                   \
    return b.constant(a) op b;                                                 \
  }
NORM_LANE_OPERATOR(+, AddFOp, AddIOp)
NORM_LANE_OPERATOR(-, SubFOp, SubIOp)
NORM_LANE_OPERATOR(*, MulFOp, MulIOp)
#undef NORM_LANE_OPERATOR

inline Lanes operator/(const Lanes &a, const Lanes &b) {
  return a.make<arith::DivFOp>(Value(a), Value(b));
}
inline Lanes operator/(double a, const Lanes &b) { return b.constant(a) / b; }
inline Lanes operator-(const Lanes &a) {
  return a.make<arith::NegFOp>(Value(a));
}

inline Lanes operator&(const Lanes &a, const Lanes &b) {
  return a.make<arith::AndIOp>(Value(a), Value(b));
}
inline Lanes operator&(const Lanes &a, int64_t b) { return a & a.constant(b); }
inline Lanes operator|(const Lanes &a, const Lanes &b) {
  return a.make<arith::OrIOp>(Value(a), Value(b));
}
inline Lanes operator|(const Lanes &a, int64_t b) { return a | a.constant(b); }
inline Lanes operator^(const Lanes &a, const Lanes &b) {
  return a.make<arith::XOrIOp>(Value(a), Value(b));
}
inline Lanes operator^(const Lanes &a, int64_t b) { return a ^ a.constant(b); }
/// Shifts of integers; to the right with zeros.
inline Lanes operator<<(const Lanes &a, int64_t b) {
  return a.make<arith::ShLIOp>(Value(a), Value(a.constant(b)));
}
inline Lanes operator>>(const Lanes &a, int64_t b) {
  return a.make<arith::ShRUIOp>(Value(a), Value(a.constant(b)));
}

/// Comparisons of floats do not hold for NaN.
inline Lanes operator<(const Lanes &a, const Lanes &b) {
  return a.compare(arith::CmpFPredicate::OLT, b);
}
inline Lanes operator>(const Lanes &a, const Lanes &b) {
  return a.compare(arith::CmpFPredicate::OGT, b);
}
inline Lanes operator==(const Lanes &a, const Lanes &b) {
  return a.compare(arith::CmpFPredicate::OEQ, b);
}
inline Lanes operator<(const Lanes &a, double b) { return a < a.constant(b); }
inline Lanes operator>(const Lanes &a, double b) { return a > a.constant(b); }
inline Lanes operator==(const Lanes &a, double b) { return a == a.constant(b); }

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_MATH_LANEBUILDER_H
