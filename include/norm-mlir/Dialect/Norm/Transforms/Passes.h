//===- Passes.h - Passes on the norm dialect --------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"

namespace mlir::norm {

/// Adds patterns that decompose every named op into core ops, one level per
/// application. With `chainSums`, sums of 16-bit inputs are in chains of f32
/// where an op does not say how to sum.
void populateGeneralizePatterns(RewritePatternSet &patterns,
                                bool chainSums = false);

/// Adds patterns that fold products and sums of a norm's result and operands
/// broadcast along its affine axes into scale and bias. `relaxed`: also where a
/// rounding to a type narrower than the compute type is lost.
void populateFoldAffineIntoNormPatterns(RewritePatternSet &patterns,
                                        bool relaxed = false);

/// Adds a pattern that folds batch normalization with given statistics into the
/// weights and the init of the convolution or matmul before it.
void populateFoldAffineIntoConvolutionPatterns(RewritePatternSet &patterns,
                                               bool relaxed = false);

/// Adds patterns that fold scale and bias of layer and RMS normalization into
/// the weights and the init of the matmul after it.
void populateFoldAffineIntoMatmulPatterns(RewritePatternSet &patterns,
                                          bool relaxed = false);

/// The debug labels of these patterns, by which a listener tells them apart.
inline constexpr llvm::StringLiteral
    kFoldAffineIntoNormLabel("fold-affine-into-norm");
inline constexpr llvm::StringLiteral
    kFoldAffineIntoConvolutionLabel("fold-affine-into-convolution");
inline constexpr llvm::StringLiteral
    kFoldAffineIntoMatmulLabel("fold-affine-into-matmul");

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_H
