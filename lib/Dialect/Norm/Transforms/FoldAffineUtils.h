//===- FoldAffineUtils.h - What affine foldings share -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_FOLDAFFINEUTILS_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_FOLDAFFINEUTILS_H

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

/// The element type of a tensor.
FloatType getFloatElement(Value tensor);

/// Whether all size conditions of `op` follow from its types, so that the op
/// may disappear without a check at run time.
bool hasDecidedSizes(NormOpInterface op);

/// Whether the two sizes are equal by their types or because both derive from
/// one size.
bool haveSameSize(TensorSize a, TensorSize b);

/// A float that an op reads at every point of its loops: an element of a tensor
/// through `map`, or a scalar (then `map` has no results).
struct BroadcastOperand {
  Value source;       // a tensor or a float; null for a constant
  FloatAttr constant; // null where there is a source
  AffineMap map;      // from loops to the dims of a tensor

  bool isScalar() const { return map.getNumResults() == 0; }
  /// Whether it is a constant zero, of either sign.
  bool isZero() const { return constant && constant.getValue().isZero(); }
};

/// Looks through broadcasts and fills: what an op that reads `tensor` through
/// `map` reads. Stops at a tensor whose sizes are not those that `shape` has
/// along the same loops.
BroadcastOperand traceBroadcast(Value tensor, AffineMap map, Value shape);

/// The dims that the results of `map` are, in its order; failure where a result
/// is no plain dim.
FailureOr<SmallVector<int64_t>> getPlainDims(AffineMap map);

/// Whether `op` is sum += lhs * rhs of two tensors of floats, extended to the
/// type of the sum.
bool isMultiplyAccumulate(linalg::LinalgOp op);

/// The positions in `map` of the plain dims `loops`; failure where one is
/// missing.
FailureOr<SmallVector<int64_t>> findDims(AffineMap map,
                                         ArrayRef<int64_t> loops);

//===----------------------------------------------------------------------===//
// Arithmetic on parameters
//===----------------------------------------------------------------------===//

/// Creates arithmetic on parameter tensors and evaluates it where they are
/// constant.
class ParameterBuilder {
public:
  ParameterBuilder(RewriterBase &rewriter, Location loc)
      : rewriter(rewriter), loc(loc) {}

  /// Elementwise ops on tensors of one type.
  Value add(Value a, Value b);
  Value subtract(Value a, Value b);
  Value multiply(Value a, Value b);
  Value divide(Value a, Value b);
  Value negate(Value a);
  Value sqrt(Value a);
  /// `tensor` with elements of type `element`; bf16 and f16 convert into each
  /// other through f32.
  Value convert(Value tensor, Type element);

  /// A tensor with the sizes and element type of `like`, all elements `value`.
  Value splat(Value like, double value);
  /// As above, with the value of a scalar operand.
  Value splat(Value like, const BroadcastOperand &scalar);
  /// A tensor of sizes `sizes`, all elements those of a scalar operand.
  Value splat(ArrayRef<OpFoldResult> sizes, const BroadcastOperand &scalar);

  /// `vector` reshaped to the static `shape` by splitting or joining dims.
  Value reshape(Value vector, ArrayRef<int64_t> shape);

  /// `tensor` * `factor`, the dims of the factor being the dims `dims` of the
  /// tensor. The product runs in the factor's type and has the tensor's.
  Value scaleAlong(Value tensor, Value factor, ArrayRef<int64_t> dims);

  /// The sum of `tensor` * `vector` over the dims `reduced` of the tensor; the
  /// vector runs along its dims `dims`, which are among them. Runs in the
  /// vector's type.
  Value contract(Value tensor, Value vector, ArrayRef<int64_t> dims,
                 ArrayRef<int64_t> reduced);

  /// `vector` in a tensor of the static `shape`, its dims being the dims `dims`
  /// of the result.
  Value expand(Value vector, ArrayRef<int64_t> shape, ArrayRef<int64_t> dims);

  /// `vector` in a tensor of the type and sizes of `like`, its dims being the
  /// dims `dims` of the result.
  Value broadcast(Value vector, Value like, ArrayRef<int64_t> dims);

private:
  RewriterBase &rewriter;
  Location loc;
};

/// The elements of a constant tensor, or null.
DenseElementsAttr getConstant(Value tensor);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_FOLDAFFINEUTILS_H
