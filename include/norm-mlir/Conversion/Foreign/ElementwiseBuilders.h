//===- ElementwiseBuilders.h - Neighbours of imported norms -----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What stands around norms in the ops of frameworks, each as one linalg op that
// is computed in f32, of f64 in f64, and rounded once: elementwise functions
// whose operands are broadcast as NumPy does, and reductions whose sums are
// f64.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_ELEMENTWISEBUILDERS_H
#define NORM_MLIR_CONVERSION_FOREIGN_ELEMENTWISEBUILDERS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir::norm {

/// From scalars of the compute type to a scalar of it.
using ScalarFunction =
    llvm::function_ref<Value(OpBuilder &, Location, ValueRange)>;

/// The type that elementwise functions with results of type `element` are
/// computed in: f64, f32, or the signless integer that it is; null where it is
/// none of these.
Type getArithmeticType(Type element);

/// `function` of each element of the operands, rounded to `element`. Operands
/// are of that type or a narrower one. Fails where they can't be broadcast.
FailureOr<Value> createBroadcastElementwise(OpBuilder &builder, Location loc,
                                            ValueRange operands, Type element,
                                            ScalarFunction function);

/// What is taken of a group of elements.
enum class GroupValue {
  Sum,
  Mean,
  /// The largest element, or NaN.
  Maximum
};

/// Such a value over `axes`, which ascend, rounded to `element`. With
/// `keepsAxes` they stay with size 1.
Value createGroupReduction(OpBuilder &builder, Location loc, GroupValue kind,
                           Value input, ArrayRef<int64_t> axes, Type element,
                           bool keepsAxes);

/// sum((x - mean)^2) / max(n - correction, 0) over `axes`, at least one,
/// rounded to `element`; and the mean likewise, where there is a place for it.
Value createVariance(OpBuilder &builder, Location loc, Value input,
                     ArrayRef<int64_t> axes, double correction, Type element,
                     bool keepsAxes, Value *mean = nullptr);

/// The p-norm over `axes`, at least one; p is positive, and may be infinite.
Value createVectorNorm(OpBuilder &builder, Location loc, Value input, double p,
                       ArrayRef<int64_t> axes, Type element, bool keepsAxes);

//===----------------------------------------------------------------------===//
// Functions of scalars, f32 or f64
//===----------------------------------------------------------------------===//

/// A number, as precisely as the type has it.
Value createNumber(OpBuilder &builder, Location loc, Type type, double value);

/// 1 / (1 + exp(-x)), without overflow.
Value createSigmoid(OpBuilder &builder, Location loc, Value x);

/// x * sigmoid(x).
Value createSilu(OpBuilder &builder, Location loc, Value x);

/// GELU by the error function, or by the hyperbolic tangent.
Value createGelu(OpBuilder &builder, Location loc, Value x, bool byTanh);

/// x where it is not negative, slope * x elsewhere.
Value createLeakyRelu(OpBuilder &builder, Location loc, Value x, double slope);

/// x^exponent; products and roots where there are such.
Value createScalarPower(OpBuilder &builder, Location loc, Value x,
                        double exponent);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_ELEMENTWISEBUILDERS_H
