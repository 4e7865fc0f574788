//===- NormLayerOps.td - Layer and RMS normalization -------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMLAYEROPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMLAYEROPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_LayerNormOp : Norm_NamedOp<"layer_norm", [AttrSizedOperandSegments]> {
  let summary = "Layer normalization: each group over the given axes to mean 0 and variance 1, then scale and bias.";
  let description = [{
    ```
    y = (x - mean) / sqrt(variance + epsilon) * (scale + scale_offset) + bias
    ```

    `mean` and the biased `variance` are taken over `axes`; `scale` and `bias` run
    along the same axes, in the input's order. The axes need not be the last ones:
    LayerNorm over the channels of an NCHW tensor is `axes = [1]`. The definition is
    PyTorch's `layer_norm`, in training and in evaluation.

    - `scale_offset` is added to the scale in the compute type (zero-centred gamma: 1.0).
    - `cast_point`: `result` (default) rounds once, at the end. `before_scale` is the
      two-stage form of ONNX LayerNormalization-17: the normalized value, its product
      with the scale and the sum with the bias are each rounded to the input's type.
    - `epsilon_mode`: `inside_sqrt` (default) divides by sqrt(variance + epsilon),
      `outside_sqrt` by sqrt(variance) + epsilon. The latter is mean-variance
      normalization: ONNX MeanVarianceNormalization-13 (epsilon 1e-9, axes [0, 2, 3] if
      not given) and OpenVINO MVN-6 with the same `eps_mode`. The variance is never
      negative here, whereas ONNX's E[x^2] - E[x]^2 may be, and then gives NaN.
    - `return_statistics` adds `mean` and `rstd`, the reciprocal of what the difference is
      divided by, in the compute type, with the shape of the kept axes.
    - `estimator` and `accumulator` choose how the statistics are summed; see `norm.stats`.

    *Numerics.* |y - exact| <= 8 eps max|x^ * scale| + |bias| for f32 over every input
    family, including means much larger than the deviation; one rounding of the result
    for bf16 and f16. Variance 0 gives the bias (NaN when epsilon is 0). NaN or
    infinity anywhere in a group makes the whole group NaN. Empty groups give mean 0
    and rstd NaN, and no elements.

    Constraints:
    - (C1) `axes` are at least one, unique, ascending and within the input's rank.
    - (C2) `scale` has the input's sizes along `axes`.
    - (C3) `bias` has the input's sizes along `axes`.
    - (C4) `scale` and `bias` have the input's element type or a wider one.
    - (C5) `epsilon` is finite and not negative.
    - (C6) `scale_offset` is finite, and 0 without a scale.
    - (C7) `estimator` and `accumulator` suit the input's type, as for `norm.stats`.

    Example:

    ```mlir
    %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
    ```

    Mean-variance normalization:

    ```mlir
    %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    DenseI64ArrayAttr:$axes,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
    DefaultValuedAttr<Norm_EpsilonModeAttr, "::mlir::norm::EpsilonMode::InsideSqrt">:$epsilon_mode,
    DefaultValuedAttr<F64Attr, "0.0">:$scale_offset,
    DefaultValuedAttr<Norm_CastPointAttr, "::mlir::norm::CastPoint::Result">:$cast_point,
    UnitAttr:$return_statistics,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    `axes` `=` $axes `epsilon` `=` $epsilon attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// The mean of each group, or null without `return_statistics`.
    ::mlir::Value getMean() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[0]; }
    /// The reciprocal deviation of each group, epsilon included, or null without `return_statistics`.
    ::mlir::Value getRstd() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[1]; }
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    ::llvm::SmallVector<int64_t> getReducedAxes() { return ::llvm::to_vector(getAxes()); }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return ::llvm::to_vector(getAxes()); }
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

def Norm_RMSNormOp : Norm_NamedOp<"rms_norm"> {
  let summary = "Root mean square normalization: each group over the given axes divided by its root mean square, then scaled.";
  let description = [{
    ```
    y = x / sqrt(mean(x * x) + epsilon) * (scale + scale_offset)
    ```

    The definition is PyTorch's `rms_norm`. An absent `epsilon` is the machine epsilon
    of the compute type (2^-23 for f32, bf16 and f16 inputs, 2^-52 for f64).

    - `scale_offset` is added to the scale in the compute type (zero-centred gamma,
      Gemma's form: 1.0).
    - `cast_point`: `result` (default) multiplies by the scale before the one rounding;
      `before_scale` rounds the normalized value to the input's type first, then the
      product (Llama's form and ONNX RMSNormalization-23).
    - `return_statistics` adds `rstd = 1 / sqrt(mean(x * x) + epsilon)`, in the compute
      type, with the shape of the kept axes.
    - `accumulator` is the type that the squares are summed in; see `norm.stats`.

    *Numerics.* |y - exact| <= 8 eps max|x^ * scale| for f32; one rounding of the result
    for bf16 and f16; squares that overflow f32 give the true value. A group of zeros
    gives zeros (NaN when epsilon is 0). NaN anywhere in a group makes the whole group
    NaN; an infinity makes its own element NaN and the finite ones 0, as in PyTorch.

    Constraints:
    - (C1) `axes` are at least one, unique, ascending and within the input's rank.
    - (C2) `scale` has the input's sizes along `axes`.
    - (C3) `scale` has the input's element type or a wider one.
    - (C4) `epsilon`, when given, is finite and not negative.
    - (C5) `scale_offset` is finite, and 0 without a scale.
    - (C6) `accumulator` suits the input's type, as for `norm.stats`.

    Example:

    ```mlir
    %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xbf16>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    DenseI64ArrayAttr:$axes,
    OptionalAttr<F64Attr>:$epsilon,
    DefaultValuedAttr<F64Attr, "0.0">:$scale_offset,
    DefaultValuedAttr<Norm_CastPointAttr, "::mlir::norm::CastPoint::Result">:$cast_point,
    UnitAttr:$return_statistics,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)?
    `axes` `=` $axes (`epsilon` `=` $epsilon^)? attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// RMS normalization has no bias; null.
    ::mlir::Value getBias() { return {}; }
    /// 1 / sqrt(mean square + epsilon) of each group, or null without `return_statistics`.
    ::mlir::Value getRstd() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[0]; }
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::SecondMoment; }
    ::llvm::SmallVector<int64_t> getReducedAxes() { return ::llvm::to_vector(getAxes()); }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return ::llvm::to_vector(getAxes()); }
    double getEpsilonValue();
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMLAYEROPS_TD
