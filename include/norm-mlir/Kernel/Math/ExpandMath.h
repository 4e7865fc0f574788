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

#ifndef NORM_MLIR_KERNEL_MATH_EXPANDMATH_H
#define NORM_MLIR_KERNEL_MATH_EXPANDMATH_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// math.fpowi and math.ipowi => math.powf of the magnitude, exact products for
/// small exponents, and multiplications of integers.
void populateExpandIntegerPowersPatterns(RewritePatternSet &patterns);

/// Functions of math on bf16, f16 and small floats => polynomials in f32, as
/// exact as their results are. Goes before widening.
void populateExpandNarrowFunctionsPatterns(RewritePatternSet &patterns);

/// The larger, or smaller, of a constant and what arith.truncf has rounded to
/// bf16 or f16 => the rounded one of those in the wider type.
void populateSinkRoundingsPatterns(RewritePatternSet &patterns);

/// Ops of arith and math on bf16, f16 and small floats => the same ops on f32,
/// each result rounded. Other conversions, selections and changes of the sign
/// stay, but arith.truncf from f32 to bf16 where there is nothing to round =>
/// integer ops.
void populateWidenFloatsPatterns(RewritePatternSet &patterns);

/// `norm.estimated` quotients of registers of f32 by square roots, or by a
/// square root and the root of it, => products with AVX-512's estimate of the
/// inverse, made exact to 2 ulp; as they are where it is no positive number.
void divideByRootsNatively(Operation *root);

/// math.erf of registers of f32 => a polynomial whose coefficients AVX-512
/// looks up in registers. Goes before the other functions.
void populateErfByTablesPatterns(RewritePatternSet &patterns);

/// Functions of math on f32 and f64 => polynomials, square roots, divisions and
/// integer ops; math.fma among them.
void populateExpandMathFunctionsPatterns(RewritePatternSet &patterns);

/// arith.truncf from f64 to bf16, f16 or a small float => to f32, rounded to
/// odd, and from there: rounded once. arith.extf from bf16 or f16 to f64 =>
/// through f32.
void populateExpandDoubleConversionsPatterns(RewritePatternSet &patterns);

/// arith.extf from bf16 to f32 and what moves bf16 or changes its sign =>
/// integer ops; of results of vector.deinterleave, one op on both. On x86-64
/// without bf16 arithmetic LLVM takes selections of bf16 vectors apart; with
/// these patterns bf16 is met in loads and stores alone.
void populateExpandBF16BitsPatterns(RewritePatternSet &patterns);

/// arith.truncf from f32 to bf16 => integer arithmetic, to nearest even; every
/// NaN becomes a quiet one. Results that vector.interleave joins are put where
/// they go in their lanes of 32 bits.
void populateExpandBF16RoundingsPatterns(RewritePatternSet &patterns);

/// The same of registers of 256 and 512 bits => AVX512-BF16's instruction where
/// no lane is denormal, else integer arithmetic: one choice for a few that a
/// block has one after the other. Two whose results vector.interleave joins are
/// rounded at once.
void roundBF16Natively(Operation *root);

/// Whether the type, or that of its elements, is a float of 8 bits with a sign
/// and a NaN: f8E5M2, f8E4M3FN and their like.
bool isSmallFloat(Type type);

/// arith.truncf from at most 32 bits to small floats and arith.extf from them
/// => integer ops, rounded to nearest even; beyond the range and for NaN as
/// APFloat does. Constants and selections of them => of i8.
void populateExpandSmallFloatsPatterns(RewritePatternSet &patterns);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_MATH_EXPANDMATH_H
