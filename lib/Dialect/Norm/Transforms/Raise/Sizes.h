//===- Sizes.h - Sizes and integers as expressions --------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SIZES_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SIZES_H

#include "Expression.h"

#include "mlir/IR/OpDefinition.h"

#include <optional>

namespace mlir::norm::raise {

/// What is known of the sizes of tensors: each is an expression of sizes of
/// other tensors and of integers, and sizes that ops require to be equal are
/// one expression.
class Sizes {
public:
  /// `ops` are those that require sizes to be equal.
  Sizes(Algebra &algebra, ArrayRef<Operation *> ops);

  /// The size of a dimension of a ranked tensor.
  Expr getSize(Value tensor, int64_t dim);

  /// An integer, or an index, or what a bool decides (0 or 1).
  Expr evaluate(Value integer);
  Expr evaluate(OpFoldResult integer);

  /// Whether a bool is true, where sizes decide it.
  std::optional<bool> decide(Value condition);

  /// a / b where that is an integer whatever the sizes are; else null.
  Expr divideExactly(Expr a, Expr b);

private:
  Expr computeSize(Value tensor, int64_t dim);
  Expr computeInteger(Value integer);
  Expr computeArithmetic(Operation *op);
  Expr computeQuotient(Operation *op);
  Expr computeAffine(AffineExpr expr, ValueRange operands, unsigned dims);
  std::optional<bool> compare(Operation *op);

  /// States that two sizes are equal.
  void unify(Expr a, Expr b);
  void unifyElementwise(Operation *op);
  void unifyLoops(Operation *op);
  void unifyExpanded(Operation *op);
  /// An expression with symbols replaced by what they equal.
  Expr resolve(Expr expr);

  Algebra &algebra;
  DenseMap<std::pair<Value, int64_t>, Expr> sizes;
  DenseMap<Value, Expr> integers;
  DenseMap<Expr, Expr> equal;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SIZES_H
