//===- ScalarOps.h - What scalar ops mean -----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SCALAROPS_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SCALAROPS_H

#include "Expression.h"

namespace mlir::norm::raise {

/// Which roundings are part of an expression. One to the compute type or a
/// wider one is not, where all numbers come from such types: it is what any
/// arithmetic in that type does.
struct Precision {
  /// The type that elementwise arithmetic runs in: f32 or f64.
  FloatType compute;
  /// Leave out roundings to types of 16 bits, too.
  bool relaxed = false;

  /// Bits of the compute type.
  unsigned getWidth() const { return FloatType(compute).getWidth(); }

  /// `expr` in the type `type`, if that is a float type.
  Expr round(Algebra &algebra, Type type, Expr expr) const;
};

/// What `op` computes of scalars, elementwise on tensors or in a body; null
/// for an op that is no function of its operands.
Expr getMeaning(Algebra &algebra, const Precision &precision, Operation *op,
                ArrayRef<Expr> operands);

/// The element of a constant tensor whose elements are all the same, or a
/// constant scalar; null for another attribute.
Expr getConstant(Algebra &algebra, Attribute attribute);

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_SCALAROPS_H
