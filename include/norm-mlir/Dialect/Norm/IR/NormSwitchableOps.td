//===- NormSwitchableOps.td - Switchable normalization -----*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMSWITCHABLEOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMSWITCHABLEOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_SwitchableNormOp : Norm_NamedOp<"switchable_norm", [AttrSizedOperandSegments]> {
  let summary = "Switchable normalization: a learned mix of instance, layer and batch statistics.";
  let description = [{
    ```
    mean     = sum_i softmax(mean_weights)[i]     * mean_i
    variance = sum_i softmax(variance_weights)[i] * variance_i         i in (in, ln, bn)
    y        = (x - mean) / sqrt(variance + epsilon) * scale[c] + bias[c]

    mean_ln  = avg_c mean_in       variance_ln = avg_c variance_in + avg_c (mean_in - mean_ln)^2
    mean_bn  = avg_b mean_in       variance_bn = avg_b variance_in + avg_b (mean_in - mean_bn)^2
    ```

    c is the index along `channel_axis`, b that along the batch axes, which are all axes
    but the channel's and `axes`. `mean_in` and `variance_in` are the instance's: over
    `axes`, for each (b, c). The layer's (ln, for each b) and the batch's (bn, for each c)
    derive from them (Luo et al., "Differentiable Learning-to-Normalize via Switchable
    Normalization", 2018; `SwitchNorm1d` to `SwitchNorm3d` of the authors' repository,
    which write the variances as avg(variance_in + mean_in^2) - mean^2; this sum has no
    difference in it that could cancel).

    - `unbiased_variance` (default true): variance_in divides by n - 1, n elements along
      `axes`, as the repository does by `torch.var`'s default. `false` divides by n, as the
      paper does; the layer's and the batch's variances then are those of
      `norm.layer_norm` and `norm.batch_norm_training`.
    - `axes = []`, as for rows of features (`SwitchNorm1d`), leaves the instance out: two
      weights each, the layer's and the batch's. Their variances are then those of the
      elements over the channels and over the batch, and divide by that number less 1 where
      they are unbiased.
    - `use_batch = false` leaves the batch out (`using_bn = False`): two weights each.
    - *Running statistics*, when given, come back updated by the batch's, in their own
      types: running' = momentum * running + (1 - momentum) * batch in the `onnx`
      convention of `momentum_convention`, which is the default here and the repository's;
      the `torch` convention weighs the other side. The variance goes in as it is
      used. An empty batch leaves them as they are. The repository's
      `using_moving_average = False`, which sums up instead, is not modelled.
    - `use_running_stats` takes running_mean and running_variance for mean_bn and
      variance_bn; they are updated nevertheless unless `update_running_stats = false`.
      Evaluation is both together.

    Results: the normalized tensor; with running statistics that are updated the new mean
    and variance.

    Tiles: the instance's statistics tie `axes` together, the layer's the channels and the
    batch's the batch axes, so that only the batch axes may be cut, and only where nothing is
    taken from the batch. In training, tiles are for what the op decomposes into.

    *Numerics.* |y - exact| <= 8 eps max|x^ * scale| + |bias| over an instance for f32,
    x^ being (x - mean) / sqrt(variance + epsilon); one rounding of the result for bf16 and
    f16. NaN or infinity in an instance makes everything NaN that shares its channel or
    its batch index (without a batch: its batch index). A weight far below the others
    counts 0, also where it is -infinity; weights that hold NaN or infinity make
    everything NaN.

    Constraints:
    - (C1) the input has rank 2 or more.
    - (C2) `channel_axis` is within the input's rank.
    - (C3) `axes` are unique, ascending, within the input's rank and not the channel's.
    - (C4) `scale` and `bias` have one element per channel.
    - (C5) `mean_weights` and `variance_weights` have 3 elements, 2 without a batch or without `axes`.
    - (C6) `running_mean` and `running_variance` have one element per channel.
    - (C7) `running_mean` and `running_variance` are both given or both absent, and absent without a batch.
    - (C8) all parameters and running statistics have the input's element type or a wider one.
    - (C9) `epsilon` is finite and not negative.
    - (C10) `momentum` is finite.
    - (C11) an instance does not have exactly one element where its variance is unbiased;
      without `axes`, neither has a layer nor a batch whose statistics are taken.
    - (C12) `estimator` and `accumulator` suit the input's type, as for `norm.stats`.
    - (C13) `use_running_stats` needs running statistics.
    - (C14) `update_running_stats = false` needs `use_running_stats`.
    - (C15) `axes = []` needs a batch.

    Example:

    ```mlir
    %y, %new_mean, %new_var = norm.switchable_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 7.500000e-01 : tensor<2x3x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    Norm_FloatTensor:$mean_weights,
    Norm_FloatTensor:$variance_weights,
    Optional<Norm_FloatTensor>:$running_mean,
    Optional<Norm_FloatTensor>:$running_variance,
    I64Attr:$channel_axis,
    DenseI64ArrayAttr:$axes,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
    DefaultValuedAttr<F64Attr, "0.9">:$momentum,
    DefaultValuedAttr<Norm_MomentumConventionAttr, "::mlir::norm::MomentumConvention::ONNX">:$momentum_convention,
    DefaultValuedAttr<BoolAttr, "true">:$unbiased_variance,
    DefaultValuedAttr<BoolAttr, "true">:$use_batch,
    UnitAttr:$use_running_stats,
    DefaultValuedAttr<BoolAttr, "true">:$update_running_stats,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    `mean_weights` `(` $mean_weights `:` type($mean_weights) `)`
    `variance_weights` `(` $variance_weights `:` type($variance_weights) `)`
    (`running_mean` `(` $running_mean^ `:` type($running_mean) `)`)?
    (`running_variance` `(` $running_variance^ `:` type($running_variance) `)`)?
    `channel_axis` `=` $channel_axis `axes` `=` $axes `epsilon` `=` $epsilon (`momentum` `=` $momentum^)?
    attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    ::llvm::SmallVector<int64_t> getReducedAxes() { return ::llvm::to_vector(getAxes()); }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {static_cast<int64_t>(getChannelAxis())}; }
    /// Updated running statistics are the channels'.
    ::llvm::SmallVector<int64_t> getResultAxes(unsigned number) {
      return number == 0 ? complementAxes(getNormalized().getType().getRank(), {}) : getAffineAxes();
    }
    /// All axes; where nothing is taken from the batch, all but the batch axes.
    ::llvm::SmallVector<int64_t> getWholeAxes();
    ::mlir::norm::IterationSpace getIterationSpace();
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
    /// The axes that number the members of the batch, ascending.
    ::llvm::SmallVector<int64_t> getBatchAxes() {
      return complementAxes(getNormalized().getType().getRank(),
                            ::llvm::to_vector(::llvm::concat<const int64_t>(getAxes(), getAffineAxes())));
    }
    /// The number of statistics that are mixed.
    int64_t getNumWeights() { return 1 + takesInstanceStatistics() + getUseBatch(); }
    /// Whether the instance is among what is mixed: there are axes that it spans.
    bool takesInstanceStatistics() { return !getAxes().empty(); }
    /// Whether updated running statistics are among the results.
    bool updatesRunningStatistics() { return getRunningMean() && getUpdateRunningStats(); }
    /// Whether the batch's own statistics are needed: to mix them or to update running ones.
    bool takesBatchStatistics() { return getUseBatch() && (!getUseRunningStats() || updatesRunningStatistics()); }
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMSWITCHABLEOPS_TD
