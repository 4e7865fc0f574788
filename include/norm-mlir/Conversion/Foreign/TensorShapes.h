//===- TensorShapes.h - Shapes of imported tensors --------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Views and copies of tensors for importers, static and dynamic: everything
// that only splits or joins dims, or adds dims of size 1, is a view
// (tensor.expand_shape, tensor.collapse_shape); what repeats elements is a
// linalg.broadcast of the dims that are repeated and no others.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_TENSORSHAPES_H
#define NORM_MLIR_CONVERSION_FOREIGN_TENSORSHAPES_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"

namespace mlir::norm {

/// The size of `tensor` along `dim`: an attribute where it is known, else an
/// index that is looked up where the size comes from (through elementwise ops,
/// views and linalg ops), so that equal sizes are mostly one value.
OpFoldResult getTracedSize(OpBuilder &builder, Location loc, Value tensor,
                           int64_t dim);

/// All sizes of `tensor`, as above.
SmallVector<OpFoldResult> getTracedSizes(OpBuilder &builder, Location loc,
                                         Value tensor);

/// The product of two sizes.
OpFoldResult createSizeProduct(OpBuilder &builder, Location loc,
                               OpFoldResult lhs, OpFoldResult rhs);

/// Whether two sizes are known to be equal.
bool areSameSizes(OpFoldResult lhs, OpFoldResult rhs);

/// A norm.require that `given` is `expected`, unless that is known; `message`
/// has the placeholders {0} for `expected` and {1} for `given`.
void requireSameSizes(OpBuilder &builder, Location loc, OpFoldResult expected,
                      OpFoldResult given, StringRef message);

/// The static sizes among `sizes`, dynamic for others.
SmallVector<int64_t> getStaticSizes(ArrayRef<OpFoldResult> sizes);

/// A tensor that is `value`, a scalar or a scalar constant, everywhere.
Value createSplat(OpBuilder &builder, Location loc, Value scalar,
                  ArrayRef<OpFoldResult> sizes);

/// The scalar that all elements of `tensor` are, where its producer says so:
/// constants, linalg.fill, tensor.splat, single elements. Else null.
Value getSplatScalar(OpBuilder &builder, Location loc, Value tensor);

/// `operand` with other static and dynamic sizes in its type.
Value castTo(OpBuilder &builder, Location loc, Value operand, Type type);

/// `operand` repeated to `sizes`: its dim i becomes dim `dims[i]` of the
/// result. A dim of static size 1 is repeated, and one that `expands` names;
/// others have the result's size already, which a norm.require checks where it
/// isn't known.
Value createBroadcast(OpBuilder &builder, Location loc, Value operand,
                      ArrayRef<int64_t> dims, ArrayRef<OpFoldResult> sizes,
                      ArrayRef<int64_t> expands = {});

/// As above for operands that are aligned at their last dims, as NumPy does.
Value createTrailingBroadcast(OpBuilder &builder, Location loc, Value operand,
                              ArrayRef<OpFoldResult> sizes);

/// The sizes that shapes have together when aligned at their last dims; failure
/// where they don't fit. Of two sizes that are not known neither is taken for
/// 1: createBroadcast requires that they are the same.
FailureOr<SmallVector<OpFoldResult>>
joinSizes(ArrayRef<SmallVector<OpFoldResult>> shapes);

/// As above of the shapes of tensors.
FailureOr<SmallVector<OpFoldResult>>
getBroadcastSizes(OpBuilder &builder, Location loc, ValueRange operands);

/// `operand` with the elements in the same order in a tensor of `sizes`, which
/// has as many.
Value createReshape(OpBuilder &builder, Location loc, Value operand,
                    ArrayRef<OpFoldResult> sizes);

/// The tensor whose dim i is dim `permutation[i]` of `operand`.
Value createTranspose(OpBuilder &builder, Location loc, Value operand,
                      ArrayRef<int64_t> permutation);

/// `operand` with dims of size 1 added at the places `dims` of the result.
Value createUnitDims(OpBuilder &builder, Location loc, Value operand,
                     ArrayRef<int64_t> dims);

/// The tensors one after the other along `dim`.
Value createConcatenation(OpBuilder &builder, Location loc, ValueRange operands,
                          int64_t dim);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_TENSORSHAPES_H
