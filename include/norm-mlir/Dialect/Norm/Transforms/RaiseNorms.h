//===- RaiseNorms.h - Norms that are spelled out ----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISENORMS_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISENORMS_H

#include "mlir/IR/PatternMatch.h"

#include <functional>

namespace mlir::norm {

/// What `raiseNorms` may do, and whom it tells.
struct RaiseOptions {
  /// Raise also where the IR states a rounding to a type of 16 bits that the
  /// norm op does not have: the rounding is lost.
  bool relaxed = false;
  /// Is told of everything that deserves a remark: a norm that was raised
  /// though it is not what its op computes to the last bit, and a near miss,
  /// with what differs. The op is the last of the chain and still in place.
  std::function<void(Operation *op, const Twine &text)> remark;
};

/// Replaces the norms that ops of `region`, and of the regions inside, spell
/// out by norm ops; ops that are dead then are erased. The language is
/// upstream's: linalg, tensor, and arith and math on tensors. Returns how many
/// norms were raised.
///
/// What is raised stays within the sum of what the reference evaluator allows
/// the chain and the op to be off, see docs/Numerics.md.
int64_t raiseNorms(RewriterBase &rewriter, Region &region,
                   const RaiseOptions &options = {});

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISENORMS_H
