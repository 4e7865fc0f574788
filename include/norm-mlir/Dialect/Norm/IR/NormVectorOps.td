//===- NormVectorOps.td - Division by a vector's norm ------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMVECTOROPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMVECTOROPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_LpNormalizeOp : Norm_NamedOp<"lp_normalize"> {
  let summary = "Division of each group by its p-norm.";
  let description = [{
    ```
    y = x / max(norm_p(x), epsilon)    norm_p(x) = sum(|x|^p)^(1/p), or max(|x|) for p = inf
    ```

    the norm being taken over `axes`, one or several, neither adjacent nor last. The
    definition is PyTorch's `F.normalize` (p 2 and epsilon 1e-12 there); `p` is any
    positive number, or `inf`.

    - `epsilon` bounds the divisor, it is not added. One that would underflow to 0 in the
      input's type is refused: F.normalize's own 1e-12 is 0 in f16, and a zero vector
      then NaN. Say 0, or what the type can hold.
    - `zero_norm`: a group that is to be divided by 0 becomes NaN (`nan`, the default), or
      stays 0 (`zero`, ONNX LpNormalization-22, which has no epsilon).
    - `return_statistics` adds the norm, before epsilon bounds it, in the compute type,
      with the shape of the kept axes.
    - `accumulator` is the type that powers are summed in; see `norm.stats`.

    *Numerics.* |y - exact| <= 8 eps |y| for f32, one rounding of the result for bf16 and
    f16. Norms are f64, and so is the division: finite inputs whose norm overflows f32
    give the true value, and a p for which |x|^p overflows f64 does too, because powers are
    taken of |x| / max(|x|). For p = 2 and f64 inputs, squares beyond f64 are not rescued,
    nor are they in PyTorch. NaN in a group makes the whole group NaN; an infinity makes
    its own element NaN and the finite ones 0.

    Constraints:
    - (C1) `axes` are at least one, unique, ascending and within the input's rank.
    - (C2) `p` is positive: finite, or inf.
    - (C3) `epsilon` is finite and not negative.
    - (C4) `epsilon` is 0 or not below the smallest positive value of the input's element type.
    - (C5) `accumulator` suits the input's type, as for `norm.stats`, and is absent for p = inf.

    Example:

    ```mlir
    %y = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 : tensor<3x4xf32>
    ```

    Division by the largest magnitude over two axes:

    ```mlir
    %y = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4x5xf16>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    DenseI64ArrayAttr:$axes,
    DefaultValuedAttr<F64Attr, "2.0">:$p,
    DefaultValuedAttr<F64Attr, "1.0e-12">:$epsilon,
    DefaultValuedAttr<Norm_ZeroNormAttr, "::mlir::norm::ZeroNorm::NaN">:$zero_norm,
    UnitAttr:$return_statistics,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input `axes` `=` $axes `p` `=` custom<Exponent>($p) `epsilon` `=` $epsilon attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// The norm of each group, or null without `return_statistics`.
    ::mlir::Value getNorm() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[0]; }
    ::mlir::norm::StatisticKind getStatistic();
    ::llvm::SmallVector<int64_t> getReducedAxes() { return ::llvm::to_vector(getAxes()); }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {}; }
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

def Norm_WeightNormOp : Norm_NamedTensorOp<"weight_norm"> {
  let summary = "Weight normalization: a direction and a length make a weight.";
  let description = [{
    ```
    y = v * (g / ||v||)
    ```

    v being the input, g the `scale`, and ||v|| the 2-norm over all axes but `axis`:
    every slice of v along `axis` gets the length that g states for it. In a vector the
    slices are single elements, and ||v|| is |v|. Without `axis` there
    is one norm, over everything, and g is a scalar. The definition is PyTorch's
    `weight_norm` (`dim` = `axis`; `dim=None` and, in torch, `dim=-1`: no axis). PyTorch
    keeps g as [N, 1, 1]; here it is [N], along the axis, and one number is tensor<f32>.

    `accumulator` is the type that squares are summed in; see `norm.stats`.

    *Numerics.* |y - exact| <= 8 eps |y| for f32, one rounding of the result for bf16 and
    f16. Norm, quotient and product are f64: finite inputs whose squares
    overflow f32 give the true value. A slice of zeros, and one that is empty, has norm 0
    and gives NaN, as in PyTorch. NaN in a slice makes the whole slice NaN; an infinity
    makes its own element NaN and the finite ones 0.

    Constraints:
    - (C1) the input has rank 1 or more.
    - (C2) `axis` is within the input's rank.
    - (C3) `scale` has one element for each slice: the input's size along `axis`, or rank 0 without.
    - (C4) `scale` has the input's element type or a wider one.
    - (C5) `accumulator` suits the input's type, as for `norm.stats`.

    Example:

    ```mlir
    %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 : tensor<8x3x5x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Norm_FloatTensor:$scale,
    OptionalAttr<I64Attr>:$axis,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result);
  let assemblyFormat = [{
    $input `scale` `(` $scale `:` type($scale) `)` (`axis` `=` $axis^)? attr-dict `:` type($input)
  }];
  // Nothing about it is exact to fold: g stays an operand of every form.
  let hasCanonicalizeMethod = 0;
  let extraClassDeclaration = commonDeclarations # [{
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::SecondMoment; }
    ::llvm::SmallVector<int64_t> getReducedAxes() {
      return complementAxes(getNormalized().getType().getRank(), getAffineAxes());
    }
    ::llvm::SmallVector<int64_t> getAffineAxes();
    double getEpsilonValue() { return 0.0; }
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMVECTOROPS_TD
