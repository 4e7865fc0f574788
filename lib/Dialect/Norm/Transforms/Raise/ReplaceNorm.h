//===- ReplaceNorm.h - A chain gives way to its norm ------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_REPLACENORM_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_REPLACENORM_H

#include "CreateNorm.h"
#include "RootMatch.h"

namespace mlir::norm::raise {

/// Erases `op` if nothing reads it, and what nothing reads then. A check of
/// elements that no one reads any more goes with them. Adds to `erased`.
void eraseDead(RewriterBase &rewriter, Operation *op,
               DenseSet<Operation *> &erased);

/// Puts the norm op in place of a root. Statistics that are read elsewhere come
/// from the op, or from norm.stats beside it.
class NormReplacer {
public:
  NormReplacer(RewriterBase &rewriter, const RootMatch &match,
               const RaiseOptions &options, DenseSet<Operation *> &erased)
      : rewriter(rewriter), match(match), options(options), erased(erased) {}

  /// An average over batches: (1 - factor) * old + factor * statistic.
  struct Update {
    Value result;
    Index index;
    Expr old = nullptr;
    double factor = 0.0;
    /// Of a variance: it is multiplied by n / (n - 1) first.
    bool isUnbiased = false;
  };

  /// Fails, and changes nothing, where an operand cannot be had.
  LogicalResult replace();

private:
  void moveUp(Operation *first, Operation *root);
  void remark(Operation *root);

  /// A reduction that is read elsewhere: its result, and what that is, of
  /// statistics that stand for themselves (`Given`).
  struct Survivor {
    Value value;
    Index index;
    Expr expr;
  };

  // ReuseStatistics.cpp
  void reuseStatistics();
  SmallVector<Survivor> findSurvivors(bool ofReductions);
  void returnStatistics();
  void takeStatistics(ArrayRef<Survivor> survivors);
  void replaceAfter(Value value, Value replacement);

  // RunningStatistics.cpp
  std::optional<int64_t> findChannel();
  void findUpdates(ArrayRef<Value> values, const AxisList &channel,
                   std::optional<Update> &ofMean,
                   std::optional<Update> &ofVariance);
  FailureOr<BatchNormTrainingOp> createRunning(int64_t channel,
                                               const Update &ofMean,
                                               const Update &ofVariance);
  void updateRunningStatistics();

  RewriterBase &rewriter;
  const RootMatch &match;
  const RaiseOptions &options;
  DenseSet<Operation *> &erased;
  /// What stands in place of the root, or norm.stats beside norm.apply.
  Operation *op = nullptr, *stats = nullptr;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_REPLACENORM_H
