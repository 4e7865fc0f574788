//===- Environment.h - Values known so far, and evaluators -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_ENVIRONMENT_H
#define NORM_MLIR_REFERENCE_ENVIRONMENT_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"
#include "norm-mlir/Reference/ReferenceTensor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Error.h"
#include <functional>

namespace mlir::norm::reference {

/// The tensors of the SSA values that are alive; scalars are tensors of rank 0.
class Environment {
public:
  /// The tensor of `value`, or null for a null value (an absent operand).
  const ReferenceTensor *get(Value value) const {
    return value ? &tensors.find(value)->second : nullptr;
  }
  /// The integer that a scalar holds.
  int64_t getInteger(Value value) const { return get(value)->getInteger(0); }
  void set(Value value, ReferenceTensor tensor) {
    tensors[value] = std::move(tensor);
  }
  void erase(Value value) { tensors.erase(value); }

  /// Evaluates an op of any kind, those with regions too.
  std::function<llvm::Error(Operation *)> evaluate;

private:
  llvm::DenseMap<Value, ReferenceTensor> tensors;
};

/// Evaluates one op: reads its operands from the environment and sets its
/// results.
using OpEvaluator = llvm::Error (*)(Operation *op, Environment &environment);

/// The evaluator of an op of the norm dialect, of an upstream op on tensors or
/// scalars, or null.
OpEvaluator lookupNormEvaluator(Operation *op);
OpEvaluator lookupTensorEvaluator(Operation *op);

/// Evaluates an elementwise op on tensors or scalars, a linalg op with a body,
/// or a kernel.
llvm::Error evaluateElementwise(Operation *op, Environment &environment);
llvm::Error evaluateLinalg(Operation *op, Environment &environment);
llvm::Error evaluateKernel(Operation *op, Environment &environment);
/// linalg ops without a body.
llvm::Error evaluateSoftmax(Operation *op, Environment &environment);
llvm::Error evaluatePack(Operation *op, Environment &environment);
llvm::Error evaluateUnpack(Operation *op, Environment &environment);
/// tensor.generate, and tensor.pad by values that its region computes.
llvm::Error evaluateGenerate(Operation *op, Environment &environment);
llvm::Error evaluatePadRegion(Operation *op, ReferenceTensor &padded,
                              Environment &environment);
/// The error where an integer operand among `values` is within rounding errors,
/// so that sizes, places or numbers of iterations are not known.
llvm::Error checkExact(Operation *op, ValueRange values,
                       const Environment &environment);

/// An attribute's integer or that of an index value.
SmallVector<int64_t> resolve(ArrayRef<OpFoldResult> sizes,
                             const Environment &environment);

/// The tensor of a constant, or none where its type or form is not supported;
/// scalars become rank 0.
std::optional<ReferenceTensor> createConstant(TypedAttr attribute);

/// An error of one line.
llvm::Error createError(const llvm::Twine &message);
/// "the reference does not evaluate 'foo.bar'".
llvm::Error createUnsupportedError(Operation *op);
/// "'foo.bar' expects shape [2]; got [3]".
llvm::Error createSizeError(Operation *op, ArrayRef<int64_t> expected,
                            ArrayRef<int64_t> actual);
/// "[2, 3]".
std::string writeShape(ArrayRef<int64_t> shape);

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_ENVIRONMENT_H
