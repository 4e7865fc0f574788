//===- ForeignRewrite.h - Replacing ops of dialects not ours ----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_FOREIGNREWRITE_H
#define NORM_MLIR_CONVERSION_FOREIGN_FOREIGNREWRITE_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// What an importer thinks of ops of a name.
enum class ForeignKind {
  /// A norm: what can't be converted is an error.
  Norm,
  /// What may stand beside norms: what can't be converted stays as it is.
  Neighbour
};

/// Builds what stands for a foreign op, in front of it: one tensor for each
/// result, which may be null where nothing reads the result. Reports at the op
/// what it refuses.
using ForeignBuilder =
    llvm::function_ref<FailureOr<SmallVector<Value>>(RewriterBase &)>;

/// Replaces `op` by what `build` builds, whose ops are verified. Where
/// it fails, nothing is left of it, and what it reported is kept to the
/// neighbours.
LogicalResult replaceForeignOp(RewriterBase &rewriter, Operation *op,
                               ForeignKind kind, ForeignBuilder build);

/// Erases ops that nothing reads and of which `isPure` says that they do
/// nothing else.
void eraseUnread(RewriterBase &rewriter, Operation *root,
                 llvm::function_ref<bool(Operation *)> isPure);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_FOREIGNREWRITE_H
