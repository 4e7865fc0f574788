//===- LinalgBuilders.h - linalg ops that decompositions need ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_LINALGBUILDERS_H
#define NORM_MLIR_DIALECT_NORM_IR_LINALGBUILDERS_H

#include "mlir/IR/AffineMap.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::norm {

/// Builds the scalar body of a linalg.generic: from the scalars of the inputs
/// (and, in a reduction, of the accumulators after them) to the scalars to
/// yield.
using ScalarBody =
    llvm::function_ref<SmallVector<Value>(OpBuilder &, Location, ValueRange)>;

/// The sizes of `tensor` along `dims`: attributes where static.
SmallVector<OpFoldResult> getSizes(OpBuilder &builder, Location loc,
                                   Value tensor, ArrayRef<int64_t> dims);

/// The product of the sizes of `tensor` along `dims`, as an index.
Value getElementCount(OpBuilder &builder, Location loc, Value tensor,
                      ArrayRef<int64_t> dims);

/// An elementwise linalg.generic over `sizes`: one result of those sizes for
/// each of `elements`; input i is read through `maps[i]`.
SmallVector<Value> createElementwise(OpBuilder &builder, Location loc,
                                     ValueRange inputs,
                                     ArrayRef<AffineMap> maps,
                                     ArrayRef<OpFoldResult> sizes,
                                     ArrayRef<Type> elements, ScalarBody body);

/// As above for tensors that all have the same sizes (at least one).
SmallVector<Value> createElementwise(OpBuilder &builder, Location loc,
                                     ValueRange inputs, ArrayRef<Type> elements,
                                     ScalarBody body);

/// (d0, d1, ...) -> the first `keptRank` of the `rank` dims, also where these
/// are none.
AffineMap getKeptDimsMap(Builder &builder, int64_t rank, int64_t keptRank);

/// A linalg.generic that sums over dims `keptRank`, `keptRank` + 1, ... of its
/// space, the first `keptRank` dims being those of the results. `body` gets the
/// inputs' scalars and yields one addend of type `elements[i]` for each result;
/// sums start at 0.
SmallVector<Value> createSums(OpBuilder &builder, Location loc,
                              ValueRange inputs, ArrayRef<AffineMap> maps,
                              int64_t keptRank,
                              ArrayRef<OpFoldResult> keptSizes,
                              ArrayRef<Type> elements, ScalarBody body);

/// As createSums, but with the largest of what `body` yields, none of which is
/// negative. NaN propagates.
SmallVector<Value> createMaxima(OpBuilder &builder, Location loc,
                                ValueRange inputs, ArrayRef<AffineMap> maps,
                                int64_t keptRank,
                                ArrayRef<OpFoldResult> keptSizes,
                                ArrayRef<Type> elements, ScalarBody body);

/// A float constant of type `type`.
Value createFloat(OpBuilder &builder, Location loc, Type type, double value);

/// `value` converted to the float type `type`, rounding to nearest even where
/// that is narrower.
Value convertFloat(OpBuilder &builder, Location loc, Value value, Type type);

/// `base`^`exponent` of a float that is not negative: products of factors and
/// square roots for 0, 1/2, 3/4, 1, 2 and 3, the library's power for the rest.
Value createPower(OpBuilder &builder, Location loc, Value base,
                  double exponent);

/// An index as f64.
Value convertIndexToFloat64(OpBuilder &builder, Location loc, Value index);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_LINALGBUILDERS_H
