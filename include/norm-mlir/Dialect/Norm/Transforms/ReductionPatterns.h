//===- ReductionPatterns.h - Norm ops made simpler --------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_REDUCTIONPATTERNS_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_REDUCTIONPATTERNS_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Patterns by which a test case becomes smaller. They make other numbers: each
/// leaves out one optional operand (or two that go together, with the results
/// that they bring), or one attribute, whose default stands then, or one input
/// or output of a kernel. Results that are used stay; what would not verify is
/// no match.
void populateReductionPatterns(RewritePatternSet &patterns);

/// Gives them to upstream's DialectReductionPatternInterface, from which
/// norm-reduce takes them, and every tool on `mlirReduceMain`.
void registerReductionPatterns(DialectRegistry &registry);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_REDUCTIONPATTERNS_H
