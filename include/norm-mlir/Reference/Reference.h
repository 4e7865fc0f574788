//===- Reference.h - Evaluation in double with error bounds -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An evaluator of functions over tensors that shares nothing with the lowering.
// Arithmetic runs in double with compensated sums; every value carries a bound
// of the error that compiled code may make. docs/Numerics.md states the bounds
// op by op.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_REFERENCE_H
#define NORM_MLIR_REFERENCE_REFERENCE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "norm-mlir/Reference/ReferenceTensor.h"
#include "llvm/Support/Error.h"

namespace mlir::norm {

/// Evaluates `function`, which no lowering has touched, on `inputs`, which are
/// read in place and must outlive the results. One ReferenceTensor per result;
/// a scalar argument or result is a tensor of rank 0. Values are rounded to the
/// IR's element type at every tensor value. The error is one line that names
/// the op that is not supported or the sizes that do not fit.
llvm::Expected<SmallVector<ReferenceTensor>>
evaluateReference(func::FuncOp function, ArrayRef<TensorView> inputs);

/// How far a computed buffer is from the reference.
struct Comparison {
  /// The largest |actual - reference|; infinite where one is NaN or infinite
  /// and the other differs.
  double maxAbs = 0;
  /// The largest |actual - reference| / |reference|.
  double maxRelative = 0;
  /// The largest |actual - reference| / ulp(reference), in ulps of the element
  /// type; for integers as maxAbs.
  double maxUlp = 0;
  /// The largest |actual - reference| / bound; above 1 something is wrong.
  double maxBoundRatio = 0;
  /// The bound at the element with the largest ratio.
  double bound = 0;
  /// The first element outside its bound, in row-major order.
  std::optional<int64_t> firstBad;
  double firstBadValue = 0, firstBadReference = 0, firstBadBound = 0;
  /// Elements whose bound is infinite, which are not judged.
  int64_t numUnjudged = 0;
};

/// Compares `actual`, a dense buffer of the reference's shape and element type,
/// with `reference`. Elements with an infinite bound are not judged.
Comparison compareWithReference(const ReferenceTensor &reference,
                                const char *actual);

} // namespace mlir::norm

#endif // NORM_MLIR_REFERENCE_REFERENCE_H
