//===- SizeConditions.h - Conditions on tensor sizes ------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One statement of what an op expects of sizes, used twice: by the verifier
// where the sizes are static, and as norm.require where they are known at run
// time.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_SIZECONDITIONS_H
#define NORM_MLIR_DIALECT_NORM_IR_SIZECONDITIONS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace mlir::norm {

/// The axes of a tensor of the given rank that are not in `axes`, ascending.
SmallVector<int64_t> complementAxes(int64_t rank, ArrayRef<int64_t> axes);

/// One size of a tensor: that of dimension `dim` of `tensor`; or a number that
/// an attribute gives.
struct TensorSize {
  Value tensor;
  int64_t dim;
  std::optional<int64_t> number = std::nullopt;

  static TensorSize fixed(int64_t number) { return {Value(), 0, number}; }

  /// The size where the type states it.
  std::optional<int64_t> getStatic() const;
  /// The size as an index value; a constant where it is static.
  Value materialize(OpBuilder &builder, Location loc) const;
};

/// All sizes of `tensor`, or those of `dims` only.
SmallVector<TensorSize> getTensorSizes(Value tensor);
SmallVector<TensorSize> getTensorSizes(Value tensor, ArrayRef<int64_t> dims);

/// A condition on sizes with the one line that reports its violation.
class SizeCondition {
public:
  /// `actual` equals `expected` size for size. Text: "expects <what> shape
  /// [expected]; got [actual]". Different ranks are a violation known
  /// statically.
  static SizeCondition sameShape(StringRef what, ArrayRef<TensorSize> expected,
                                 ArrayRef<TensorSize> actual);

  /// The product of `factors` is not 1. Text: "<expectation>; got input size
  /// [shown]".
  static SizeCondition productIsNotOne(StringRef expectation,
                                       ArrayRef<TensorSize> factors,
                                       ArrayRef<TensorSize> shown);

  /// `actual` differs from `refused` in some size. Text: "<expectation>; got
  /// input size [actual]".
  static SizeCondition isNot(StringRef expectation,
                             ArrayRef<TensorSize> refused,
                             ArrayRef<TensorSize> actual);

  /// No size in `sizes` is 0. Text: "<expectation>; got input size [shown]".
  static SizeCondition noneIsZero(StringRef expectation,
                                  ArrayRef<TensorSize> sizes,
                                  ArrayRef<TensorSize> shown);

  /// `size` is a multiple of `divisor`, a positive number. Text:
  /// "<expectation>; got <size>".
  static SizeCondition isMultiple(StringRef expectation, TensorSize size,
                                  int64_t divisor);

  /// Whether the condition holds, where static sizes decide it.
  std::optional<bool> evaluate() const;

  /// The report with static sizes filled in ("?" for those not known).
  std::string getStaticMessage() const;

  /// The report with every size filled in where the sizes that `getSize` gives
  /// violate the condition; none where it holds.
  std::optional<std::string>
  findViolation(llvm::function_ref<int64_t(TensorSize)> getSize) const;

  /// Creates the norm.require that checks the condition at run time.
  void materialize(OpBuilder &builder, Location loc) const;

private:
  enum class Kind { SameShape, ProductIsNotOne, IsNot, NoneIsZero, IsMultiple };

  /// The report, each size written by `write` in the order of the text.
  std::string
  writeMessage(llvm::function_ref<std::string(TensorSize)> write) const;

  Kind kind;
  std::string text;
  SmallVector<TensorSize> first, second;
  int64_t divisor = 1;
};

class NormOpInterface;

/// Reports every size condition of `op` that static sizes violate.
LogicalResult verifySizeConditions(NormOpInterface op);

/// Creates a norm.require for each size condition of `op` that is not decided
/// statically.
void materializeSizeConditions(OpBuilder &builder, NormOpInterface op);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_SIZECONDITIONS_H
