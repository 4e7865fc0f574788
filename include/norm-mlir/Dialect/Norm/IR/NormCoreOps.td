//===- NormCoreOps.td - The algebra of all normalizations --*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMCOREOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMCOREOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_StatsOp : Norm_CoreOp<"stats"> {
  let summary = "Statistics of each group: mean and m2, the second moment, or what makes another norm.";
  let description = [{
    ```
    moments:        mean = sum(x) / n      m2 = sum((x - mean)^2)
    second_moment:  m2 = sum(x^2)
    abs_sum:        sum(|x|)
    abs_max:        max(|x|)
    abs_power_sum:  scale = max(|x|)       sum((|x| / scale)^p)
    ```

    over `axes`, n being their number of elements. The results are f64 with the shape of
    the kept axes; m2 is a sum, not an average, so that statistics of parts can be merged
    (`norm.merge_stats`).

    `estimator` says how moments are summed:
    - `shifted` (default for f32, bf16 and f16): one reduction of d = x - K and d * d,
      K being the group's first element; mean = K + sum(d)/n and
      m2 = sum(d * d) - sum(d)^2/n, not below 0. Always accumulates in f64.
    - `two_pass` (default for f64): a provisional mean, then sum(d) and sum(d * d) of
      d = x - mean in one reduction; the correction sum(d)/n joins the mean in f64.

    `accumulator` is the type of the sums: f64 (default), or f32 for `two_pass` and for the
    other kinds. With f32 accumulators the addends scaled by 2^-80 (before a square is
    taken) are summed too, and used where the plain sum overflows; squares also scaled by
    2^80, for where they would be lost. A maximum needs no accumulator.

    `chain` lets sums of 16-bit inputs be formed in f32, whose products of two such inputs
    are exact: chains of at most so many additions, one after the other, which are joined
    in f64. Moments are then made of sum(x) and sum(x * x) in groups where they lose
    nothing: m2 is at least 5/6 of sum(x * x), which is finite and on average at least
    2^-100. The others are summed again, about their mean, also in chains; and where bf16
    still makes squares too large or too small for f32, once more, in f64, `shifted`. Both
    repetitions are sums of 0 for all groups that do not need them. A `second_moment` and an
    `abs_sum` of bf16 are repeated in f64 likewise.

    `abs_power_sum` has the exponent `p` and two results: sum(|x|^p) = scale^p * sum, where
    neither factor overflows, whatever p. The scale is 1 where the maximum is 0 or infinite.

    *Numerics.* Identical elements give m2 = 0 exactly. An empty group gives mean 0, m2 0,
    sum 0, maximum 0 and scale 1. NaN in a group gives NaN. An infinity makes m2 of moments
    NaN and their mean NaN or infinite; the sum or maximum of another kind is infinite.

    Constraints:
    - (C1) `axes` are at least one, unique, ascending and within the input's rank.
    - (C2) `accumulator` is f32 or f64 and not narrower than the input's element type.
    - (C3) `shifted` takes inputs narrower than f64 and accumulates in f64.
    - (C4) `estimator` is absent unless `kind` is `moments`.
    - (C5) `p` is given where `kind` is `abs_power_sum` and nowhere else, finite and positive.
    - (C6) `accumulator` is absent when `kind` is `abs_max`.
    - (C7) `chain` is from 1 to 6, the input bf16 or f16, `kind` moments, second_moment or
      abs_sum, `accumulator` and `estimator` absent.

    Example:

    ```mlir
    %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
    ```

    The statistics of a 3-norm:

    ```mlir
    %scale, %sum = norm.stats <abs_power_sum> %x axes = [1] {p = 3.000000e+00 : f64} : tensor<3x4xf32>
    ```

    Sums in f32, seven terms at a time:

    ```mlir
    %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
    ```
  }];
  let arguments = (ins
    Norm_StatisticKindAttr:$kind,
    Norm_FloatTensor:$input,
    DenseI64ArrayAttr:$axes,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator,
    OptionalAttr<F64Attr>:$p,
    OptionalAttr<I64Attr>:$chain);
  let results = (outs Variadic<Norm_StatisticsTensor>:$statistics);
  let builders = [
    // Kinds without an exponent.
    OpBuilder<(ins "::mlir::norm::StatisticKindAttr":$kind, "::mlir::Value":$input,
      "::mlir::DenseI64ArrayAttr":$axes, "::mlir::norm::EstimatorAttr":$estimator,
      "::mlir::TypeAttr":$accumulator), [{
        build($_builder, $_state, kind, input, axes, estimator, accumulator, ::mlir::FloatAttr());
      }]>,
    OpBuilder<(ins "::mlir::norm::StatisticKindAttr":$kind, "::mlir::Value":$input,
      "::mlir::DenseI64ArrayAttr":$axes, "::mlir::norm::EstimatorAttr":$estimator,
      "::mlir::TypeAttr":$accumulator, "::mlir::FloatAttr":$p), [{
        build($_builder, $_state, kind, input, axes, estimator, accumulator, p, ::mlir::IntegerAttr());
      }]>
  ];
  let assemblyFormat = "$kind $input `axes` `=` $axes attr-dict `:` type($input)";
  let extraClassDeclaration = [{
    /// The mean of each group; null unless the kind is `moments`.
    ::mlir::Value getMean() { return getKind() == ::mlir::norm::StatisticKind::Moments ? getStatistics()[0] : ::mlir::Value(); }
    /// The sum of squares about the mean (`moments`) or about 0 (`second_moment`); the
    /// last result of the other kinds.
    ::mlir::Value getM2() { return getStatistics().back(); }
    /// Additions in a row that are as exact as promised; see `chain`.
    static constexpr int64_t kLongestChain = 6;
    /// Whether sums of this kind, and of these elements, may have a `chain`.
    static bool mayHaveChain(::mlir::norm::StatisticKind kind, ::mlir::Type element);
    /// The estimator in force.
    ::mlir::norm::Estimator getEstimatorOrDefault();
    /// The type of the sums in force: f32 or f64.
    ::mlir::FloatType getAccumulatorOrDefault();
    ::mlir::norm::IterationSpace getIterationSpace();
  }];
}

def Norm_WindowStatsOp : Norm_CoreOp<"window_stats"> {
  let summary = "The sum of squares in a window around every element, along one axis.";
  let description = [{
    ```
    m2[.., c, ..] = sum(x[.., i, ..]^2)    i = c - before, ..., c + after
    ```

    along `axis`; what lies outside the tensor counts 0. The results have the input's
    sizes. It is the statistic of `norm.local_response_norm`.

    `accumulator` is the type of the sums, and of the results: f64 (default) or f32. Squares
    of f32 numbers may exceed it: a second result, `scaled`, is sum((2^-70 x)^2) for windows
    whose m2 in f32 is infinite or NaN, and 0 for the others, where it is not computed.

    *Numerics.* Every window is summed afresh: a running sum with subtraction would drift,
    and one infinity would spoil what follows it. So NaN and infinity reach the windows that
    hold them and no other. With f32 accumulators squares below 2^-149 are lost.

    Constraints:
    - (C1) `axis` is within the input's rank.
    - (C2) `before` and `after` are not negative, and the window's size fits 64 bits.
    - (C3) `accumulator` is f32 or f64 and not narrower than the input's element type.

    Example:

    ```mlir
    %m2 = norm.window_stats %x axis = 1 before = 2 after = 2 : tensor<2x8x4x4xf32>
    ```

    In f32:

    ```mlir
    %m2, %scaled = norm.window_stats %x axis = 1 before = 2 after = 2 {accumulator = f32} : tensor<2x8x4x4xf32>
    ```
  }];
  let arguments = (ins Norm_FloatTensor:$input, I64Attr:$axis, I64Attr:$before, I64Attr:$after,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_AccumulatorTensor:$m2, Optional<Norm_AccumulatorTensor>:$scaled);
  let builders = [
    OpBuilder<(ins "::mlir::Value":$input, "::mlir::IntegerAttr":$axis, "::mlir::IntegerAttr":$before,
      "::mlir::IntegerAttr":$after), [{
        build($_builder, $_state, input, axis, before, after, ::mlir::TypeAttr());
      }]>
  ];
  let assemblyFormat = [{
    $input `axis` `=` $axis `before` `=` $before `after` `=` $after attr-dict `:` type($input)
  }];
  let extraClassDeclaration = [{
    /// The factor of the elements whose squares are summed in `scaled`: those of the largest
    /// numbers of f32 are far from its limit.
    static constexpr double kScale = 0x1p-70;
    ::mlir::norm::IterationSpace getIterationSpace();
  }];
}

def Norm_MergeStatsOp : Norm_CoreOp<"merge_stats", [AllTypesMatch<["means", "m2s"]>]> {
  let summary = "Merges the moments of parts into the moments of the whole, weighted by count.";
  let description = [{
    ```
    count = sum(counts)
    mean  = sum(counts * mean) / count
    m2    = sum(m2 + counts * (mean_part - mean)^2)
    ```

    over the parts that `axis` numbers (Chan, Golub, LeVeque 1983). `counts` holds the
    number of elements of each part; a part of count 0 contributes nothing, and what its
    moments hold (NaN, say) is not used. Split reductions, synchronized batch
    normalization and switchable normalization are all this op.

    The results drop `axis`; `count` is a scalar tensor of the counts' type. Where every
    part is empty the mean and m2 are 0.

    Constraints:
    - (C1) `axis` is within the rank of the moments.
    - (C2) `counts` has one element for each part.
    - (C3) `mean` and `m2` have the same type.

    Example:

    ```mlir
    %mean, %m2, %count = norm.merge_stats %means, %m2s counts(%counts : tensor<4xi64>) axis = 0 : tensor<4x8xf64>
    ```
  }];
  let arguments = (ins
    Norm_StatisticsTensor:$means,
    Norm_StatisticsTensor:$m2s,
    Norm_CountTensor:$counts,
    I64Attr:$axis);
  let results = (outs Norm_StatisticsTensor:$mean, Norm_StatisticsTensor:$m2, Norm_Count:$count);
  let assemblyFormat = [{
    $means `,` $m2s `counts` `(` $counts `:` type($counts) `)` `axis` `=` $axis attr-dict `:` type($means)
  }];
  let extraClassDeclaration = [{
    ::mlir::norm::IterationSpace getIterationSpace();
  }];
}

def Norm_ApplyOp : Norm_CoreOp<"apply", [AttrSizedOperandSegments]> {
  let summary = "Applies statistics, scale and bias to every element.";
  let description = [{
    ```
    y = ((x - mean) * rstd) * (scale + scale_offset) + bias
    ```

    `mean` and `rstd` run along `statistics_axes` of the input, `scale` and `bias` along
    `affine_axes`; both lists ascend, and a missing mean or bias is 0, a missing scale 1.
    The arithmetic runs in the compute type. A mean wider than the compute type is split
    once per group into two values of it, x - mean = (x - hi) - lo, so that nothing of the
    mean is lost where it is much larger than the deviation. Where the scale runs along
    the statistics' axes, rstd * scale is one factor per group.

    `cast_point` and `scale_offset` are those of `norm.layer_norm`.

    *Numerics.* At most 4 roundings of the compute type and one of the result's type. The
    difference x - mean must not overflow the compute type.

    Constraints:
    - (C1) `statistics_axes` and `affine_axes` are unique, ascending and within the input's rank.
    - (C2) `mean` and `rstd` have the input's sizes along `statistics_axes`.
    - (C3) `scale` and `bias` have the input's sizes along `affine_axes`.
    - (C4) `mean` and `rstd` have the compute type of the input or a wider one.
    - (C5) `scale` and `bias` have the input's element type or a wider one.
    - (C6) `scale_offset` is finite, and 0 without a scale.

    Example:

    ```mlir
    %y = norm.apply %x mean(%mean : tensor<3xf64>) rstd(%rstd : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$mean,
    Norm_FloatTensor:$rstd,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    DenseI64ArrayAttr:$statistics_axes,
    DenseI64ArrayAttr:$affine_axes,
    DefaultValuedAttr<F64Attr, "0.0">:$scale_offset,
    DefaultValuedAttr<Norm_CastPointAttr, "::mlir::norm::CastPoint::Result">:$cast_point);
  let results = (outs Norm_FloatTensor:$result);
  let assemblyFormat = [{
    $input (`mean` `(` $mean^ `:` type($mean) `)`)? `rstd` `(` $rstd `:` type($rstd) `)`
    (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    `statistics_axes` `=` $statistics_axes `affine_axes` `=` $affine_axes attr-dict `:` type($input)
  }];
  let extraClassDeclaration = [{
    ::mlir::norm::IterationSpace getIterationSpace();
  }];
}

def Norm_RequireOp : Norm_Op<"require"> {
  let summary = "Requires a condition on run-time sizes.";
  let description = [{
    States that `condition` holds; `message` says what was expected and what was given, its
    placeholders {0}, {1}, ... standing for `values` in order. A literal brace cannot be
    written in the message.

    `norm-create-prepare` moves every requirement into the function's `__prepare` entry,
    which evaluates them before any buffer is written and returns the text of the first
    one that fails. The op never aborts the process.

    Constraints:
    - (C1) `message` uses every value, and every placeholder has its value.

    Example:

    ```mlir
    norm.require %ok, "expects {0} channels; got {1}"(%n, %m : index, index)
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$message, Variadic<AnyTypeOf<[Index, I64]>>:$values);
  let assemblyFormat = "$condition `,` $message (`(` $values^ `:` type($values) `)`)? attr-dict";
  let hasVerifier = 1;
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMCOREOPS_TD
