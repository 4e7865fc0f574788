//===- RootMatch.h - A tensor that is a norm --------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_ROOTMATCH_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_ROOTMATCH_H

#include "ChooseOp.h"
#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"

namespace mlir::norm::raise {

/// Expressions of what is behind a root, and what they need.
struct RootExpressions {
  RootExpressions(Value root, FloatType compute, bool relaxed);

  Precision precision;
  Algebra algebra;
  SmallVector<Operation *> window;
  Sizes sizes;
  ExpressionBuilder builder;
};

/// A root and the op that takes its place.
struct RootMatch {
  Value root;
  std::shared_ptr<RootExpressions> expressions;
  NormMatch norm;
  OpChoice choice;
};

/// A chain that misses being a norm.
struct ReportedMiss {
  Operation *op;
  std::string reason;
  /// The reductions of the chain.
  SmallVector<Operation *> reductions;
};

/// Tries to find a norm whose result is `root`, a tensor of floats.
std::optional<RootMatch> matchRoot(Value root, bool relaxed,
                                   std::optional<ReportedMiss> &miss);

/// Tells which tensors of a block may be norms: those that stand a few ops
/// after a division or a root of what has been reduced, or after a root.
class RootFilter {
public:
  /// Looks at ops in the order of the block.
  bool isCandidate(Operation *op);

private:
  struct State {
    bool isReduced = false;
    unsigned distance = kFar;
  };
  static constexpr unsigned kFar = 16;

  DenseMap<Value, State> states;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_ROOTMATCH_H
