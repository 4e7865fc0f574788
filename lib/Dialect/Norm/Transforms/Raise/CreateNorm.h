//===- CreateNorm.h - The op in place of a chain ----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CREATENORM_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CREATENORM_H

#include "ChooseOp.h"
#include "Materialize.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm::raise {

/// Creates the op that was chosen, and what its operands and its result need.
class NormCreator {
public:
  /// `element` is the element type of the root, and `compute` that of the
  /// arithmetic that it is the result of.
  NormCreator(OpBuilder &builder, Location loc, Algebra &algebra,
              const ExpressionBuilder &known, const NormMatch &match,
              const OpChoice &choice, FloatType compute);

  /// A tensor of the type of `root`, with dimensions along `rootIndex`; null
  /// where an operand cannot be had.
  Value create(Value root, const Index &rootIndex);

  /// The op: a named one, or norm.apply.
  Operation *getOp() const { return op; }
  /// The statistics of norm.apply; null beside a named op.
  Operation *getStats() const { return stats; }

private:
  Value createInput();
  Operation *createOp();
  Operation *createLayerNorm();
  Operation *createChannelNorm();
  Operation *createVectorNorm();
  Operation *createCore();
  Value createAffine(Value normalized, FloatType element);
  LogicalResult createParameters();
  LogicalResult createParameter(Expr parameter, Value &tensor);
  CastPointAttr getCastPoint() const;
  Expr getOwnScale() const;
  /// The scale without a number that is added to it.
  std::pair<Expr, double> splitOffset(Expr scale) const;

  OpBuilder &builder;
  Location loc;
  Algebra &algebra;
  const ExpressionBuilder &known;
  NormMatch match;
  const OpChoice &choice;
  FloatType compute;
  Materializer materializer;
  /// Operands of the op; null where it has none.
  Value input, scale, bias, mean, variance;
  FloatAttr scaleOffset;
  Operation *op = nullptr, *stats = nullptr;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CREATENORM_H
