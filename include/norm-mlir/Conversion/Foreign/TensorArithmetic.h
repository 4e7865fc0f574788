//===- TensorArithmetic.h - Arithmetic of whole tensors ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What importers of foreign dialects make of arithmetic: arith and math ops on
// tensors of one type, linalg for reductions and products of matrices. Types
// are float types, signless integers and indices read as signed numbers, and i1
// read as a truth value. Operands of an elementwise op have one shape;
// TensorShapes.h broadcasts them.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_TENSORARITHMETIC_H
#define NORM_MLIR_CONVERSION_FOREIGN_TENSORARITHMETIC_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir::norm {

/// Elementwise operations that foreign dialects have in common.
enum class Arithmetic {
  // of one operand
  Abs,
  Acos,
  Acosh,
  Asin,
  Asinh,
  Atan,
  Atanh,
  Cbrt,
  Ceil,
  Cos,
  Cosh,
  Erf,
  Erfc,
  Exp,
  ExpM1,
  Floor,
  Identity,
  Log,
  Log1P,
  Logistic, // 1 / (1 + exp(-x))
  Negate,
  Not, // of truth values, or of all bits
  Reciprocal,
  Relu,
  Round,     // halves away from zero
  RoundEven, // halves to even
  Rsqrt,
  Sign, // -1, 0, 1; of floats also -0 and NaN
  Sin,
  Sinh,
  Sqrt,
  Square,
  Tan,
  Tanh,
  Trunc,
  // of two operands
  Add,
  And,
  Atan2,
  Divide,  // of integers: towards zero, x / 0 = -1
  Maximum, // NaN where one of them is NaN
  Minimum,
  Multiply,
  Or,
  Power,
  Remainder, // with the sign of the dividend; of integers: x % 0 = x
  Subtract,
  Xor
};

/// How many operands `kind` has: 1 or 2.
unsigned getNumOperands(Arithmetic kind);

/// Whether there is `kind` for elements of this type.
bool isDefinedFor(Arithmetic kind, Type element);

/// `kind` of scalars or tensors of one type, for whose elements it is defined.
/// Functions of 16-bit floats that take more than one step are computed in f32
/// and rounded once.
Value createArithmetic(OpBuilder &builder, Location loc, Arithmetic kind,
                       ValueRange operands);

/// Comparisons of numbers: with NaN all are false but NotEqual.
enum class Comparison {
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual
};

/// An i1 scalar or tensor. Integers are compared as signed numbers, or as
/// unsigned ones where they are i1 or `isUnsigned` says so.
Value createComparison(OpBuilder &builder, Location loc, Comparison kind,
                       Value lhs, Value rhs, bool isUnsigned = false);

/// `value` with its elements converted to `element`, a float type of 16 bits or
/// more, a signless integer or index. Floats are rounded to nearest even; a
/// truth value becomes 0 or 1, and all but 0 becomes true. Floats become
/// integers towards zero, those beyond the integers' range its ends, and NaN 0.
Value createConversion(OpBuilder &builder, Location loc, Value value,
                       Type element);

/// The type of `value` with other elements.
Type withElement(Type type, Type element);

/// A constant of `type`, a scalar or static tensor type of floats or signless
/// integers, all of `value`.
Value createConstant(OpBuilder &builder, Location loc, Type type, double value);

/// The value that `kind` leaves every other as it is with: Add, And, Maximum,
/// Minimum, Multiply, Or, Xor.
TypedAttr getNeutralElement(Arithmetic kind, Type element);

/// What a reduction's body makes of an accumulator and a value: `kind` of both,
/// with fastmath<reassoc> where that is a sum or product of floats.
Value createCombination(OpBuilder &builder, Location loc, Arithmetic kind,
                        Value accumulator, Value value);

/// `input` reduced over `dims` with one of the operations above, from the
/// scalar `initial` on. The order is free. The dims are gone from the result.
Value createReduction(OpBuilder &builder, Location loc, Arithmetic kind,
                      Value input, Value initial, ArrayRef<int64_t> dims);

/// The product of matrices [m, k] and [k, n], or of [b, m, k] and [b, k, n],
/// summed in f32 where elements are 16-bit floats, and then rounded once.
Value createMatmul(OpBuilder &builder, Location loc, Value lhs, Value rhs);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_TENSORARITHMETIC_H
