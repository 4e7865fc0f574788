//===- ExpandMath.h - Patterns that expand floating-point ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each set handles scalars and vectors. They are meant to run in this order:
// what one leaves behind is the input of the next.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_EXPANDMATH_H
#define NORM_MLIR_KERNEL_EXPANDMATH_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Ops of arith and math on bf16 and f16 => the same ops on f32, each result
/// rounded. Other conversions, selections and changes of the sign stay, but
/// arith.truncf from f32 to bf16 where there is nothing to round => integer
/// ops.
void populateWidenFloatsPatterns(RewritePatternSet &patterns);

/// Functions of math on f32 and f64 => polynomials, square roots, divisions and
/// integer ops; math.fma among them.
void populateExpandMathFunctionsPatterns(RewritePatternSet &patterns);

/// arith.truncf from f64 to bf16 or f16 => to f32, rounded to odd, and from
/// there: rounded once. arith.extf from bf16 or f16 to f64 => through f32.
void populateExpandDoubleConversionsPatterns(RewritePatternSet &patterns);

/// arith.extf from bf16 to f32 and what moves bf16 or changes its sign =>
/// integer ops. On x86-64 without bf16 arithmetic LLVM takes selections of bf16
/// vectors apart; with these patterns bf16 is met in loads and stores alone.
void populateExpandBF16BitsPatterns(RewritePatternSet &patterns);

/// arith.truncf from f32 to bf16 => integer arithmetic, to nearest even; every
/// NaN becomes the quiet one.
void populateExpandBF16RoundingsPatterns(RewritePatternSet &patterns);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_EXPANDMATH_H
