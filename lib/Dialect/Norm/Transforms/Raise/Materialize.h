//===- Materialize.h - From expressions to IR -------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_MATERIALIZE_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_MATERIALIZE_H

#include "BuildExpression.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::norm::raise {

/// Creates tensors whose elements are expressions.
class Materializer {
public:
  Materializer(OpBuilder &builder, Location loc, Algebra &algebra,
               const ExpressionBuilder &known, FloatType compute)
      : builder(builder), loc(loc), algebra(algebra), known(known),
        compute(compute) {}

  /// Says that `expr` is an element of a tensor.
  void provide(Expr expr, Value tensor, const Index &index) {
    provided[expr] = {tensor, index};
  }

  /// A tensor of which `expr` is the element at `layout`: one that exists,
  /// perhaps reshaped, or a new one. Its element type is `element` or, unless
  /// `isExact`, a wider one. Null where there is none.
  Value createTensor(Expr expr, const Index &layout, FloatType element,
                     bool isExact);

  /// `tensor` with its dimensions split, joined and permuted. Null where the
  /// two layouts run along different axes.
  Value createView(Value tensor, const Index &from, const Index &to);

  /// `tensor` with elements of the type `element`.
  Value createConversion(Value tensor, FloatType element);

  /// The value of an integer expression.
  OpFoldResult createSize(Expr size);
  SmallVector<OpFoldResult> createSizes(const Index &layout);

  /// The type of a tensor with this layout.
  RankedTensorType getType(const Index &layout, Type element);

private:
  struct Input {
    Value tensor;
    Index index;
  };

  Value findTensor(Expr expr, const Index &layout, FloatType element,
                   bool isExact);
  AffineMap getMap(const Index &space, const Index &index);
  Value createSplat(double number, const Index &layout, FloatType element);
  Value createComputed(Expr expr, const Index &layout, FloatType element);
  bool collectInputs(Expr expr, llvm::MapVector<Expr, Input> &inputs,
                     SmallVectorImpl<Expr> &symbols);
  Value createReshape(Value tensor, const Index &from, const Index &to);
  Value createInteger(Expr expr);

  OpBuilder &builder;
  Location loc;
  Algebra &algebra;
  const ExpressionBuilder &known;
  FloatType compute;
  DenseMap<Expr, Source> provided;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_MATERIALIZE_H
