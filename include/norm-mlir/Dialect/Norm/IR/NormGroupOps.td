//===- NormGroupOps.td - Group and instance normalization --*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMGROUPOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMGROUPOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_GroupNormOp : Norm_NamedOp<"group_norm", [AttrSizedOperandSegments]> {
  let summary = "Group normalization: groups of channels to mean 0 and variance 1, then scale and bias.";
  let description = [{
    ```
    y = (x - mean[n, g]) / sqrt(variance[n, g] + epsilon) * scale[c] + bias[c]
    ```

    c being the index along `channel_axis`, g = c / (channels / num_groups) the group that
    the channel belongs to, and n the index along the batch axes: those that are neither
    `channel_axis` nor in `axes`. `mean` and the biased `variance` are taken over the
    channels of the group and over `axes`, the spatial axes, of which there may be none.
    The definition is PyTorch's `group_norm`, in training and in evaluation; any axis may
    be the channel (NCHW: channel_axis 1, axes [2, 3]; NHWC: channel_axis 3, axes [1, 2]).

    - `affine`: `per_channel` (default) has one scale and bias for each channel (PyTorch,
      ONNX GroupNormalization-21); `per_group` one for each group (ONNX
      GroupNormalization-18).
    - `return_statistics` adds `mean` and `rstd = 1 / sqrt(variance + epsilon)`, in the
      compute type: the batch axes with the groups at the place of the channel axis.
    - `estimator` and `accumulator` choose how the statistics are summed; see `norm.stats`.

    *Numerics.* As `norm.layer_norm`: |y - exact| <= 8 eps max|x^ * scale| + |bias| over a
    group for f32; one rounding of the result for bf16 and f16. Variance 0 gives the bias
    (NaN when epsilon is 0). NaN or infinity anywhere in a group makes the whole group
    NaN. An empty batch gives no elements and no statistics.

    Constraints:
    - (C1) the input has rank 2 or more.
    - (C2) `channel_axis` is within the input's rank and not one of `axes`.
    - (C3) `axes` are unique, ascending and within the input's rank.
    - (C4) `num_groups` is at least 1.
    - (C5) the number of channels is divisible by `num_groups`.
    - (C6) the sizes along `channel_axis` and `axes` are more than 0.
    - (C7) the groups of one number have more than one value over the batch.
    - (C8) `scale` and `bias` have one element per channel, or per group with `per_group`.
    - (C9) `scale` and `bias` have the input's element type or a wider one.
    - (C10) `epsilon` is finite and not negative.
    - (C11) `estimator` and `accumulator` suit the input's type, as for `norm.stats`.

    Example:

    ```mlir
    %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x6x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    I64Attr:$num_groups,
    I64Attr:$channel_axis,
    DenseI64ArrayAttr:$axes,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
    DefaultValuedAttr<Norm_AffineAttr, "::mlir::norm::Affine::PerChannel">:$affine,
    UnitAttr:$return_statistics,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    `num_groups` `=` $num_groups `channel_axis` `=` $channel_axis `axes` `=` $axes
    `epsilon` `=` $epsilon attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// The mean of each group, or null without `return_statistics`.
    ::mlir::Value getMean() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[0]; }
    /// 1 / sqrt(variance + epsilon) of each group, or null without `return_statistics`.
    ::mlir::Value getRstd() { return getStatistics().empty() ? ::mlir::Value() : getStatistics()[1]; }
    /// The number of groups and the channel axis, as signed numbers.
    int64_t getGroupCount() { return getNumGroupsAttr().getInt(); }
    int64_t getChannel() { return getChannelAxisAttr().getInt(); }
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    /// The channel axis is among them, though a group holds only a part of it.
    ::llvm::SmallVector<int64_t> getReducedAxes();
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {getChannel()}; }
    /// The statistics have the groups where the input has its channels.
    ::llvm::SmallVector<int64_t> getResultAxes(unsigned number);
    /// Channels may be cut, between groups.
    ::llvm::SmallVector<int64_t> getWholeAxes() { return ::llvm::to_vector(getAxes()); }
    ::mlir::norm::IterationSpace getIterationSpace();
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

def Norm_InstanceNormOp : Norm_NamedOp<"instance_norm", [AttrSizedOperandSegments]> {
  let summary = "Instance normalization: each channel of each batch index to mean 0 and variance 1, then scale and bias.";
  let description = [{
    ```
    y = (x - mean[n, c]) / sqrt(variance[n, c] + epsilon) * scale[c] + bias[c]
    running_mean'     = (1 - f) * running_mean     + f * average over n of mean[n, c]
    running_variance' = (1 - f) * running_variance + f * average over n of variance[n, c] * m / (m - 1)
    ```

    c being the index along `channel_axis` and n the index along the batch axes: those that
    are neither `channel_axis` nor in `axes`. `mean` and the biased `variance` are taken
    over `axes`, the spatial axes, with m elements. The definition is PyTorch's
    `instance_norm`; any axis may be the channel, and there may be no batch axis
    (the modules' unbatched input).

    - *Running statistics*, when given, come back updated, in their own types. An empty
      input leaves them as they are.
    - `use_running_stats` and `update_running_stats` are those of
      `norm.batch_norm_training`. PyTorch's use_input_stats=False (`nn.InstanceNorm2d`
      with track_running_stats, in evaluation) is `use_running_stats` together with
      `update_running_stats = false`: it is `norm.batch_norm`, and canonicalizes to it.
    - `momentum`: f = momentum in the `torch` convention (0.1 there), f = 1 - momentum in
      the `onnx` convention. Absent, f = 0, as in `nn.InstanceNorm2d`.
    - `return_statistics` adds `mean` and `rstd = 1 / sqrt(variance + epsilon)`, in the
      compute type, over the batch axes and the channel.
    - `estimator` and `accumulator` choose how the statistics are summed; see `norm.stats`.

    ONNX InstanceNormalization-22 is the op without running statistics.

    Results: the normalized tensor; with `return_statistics` mean and rstd; with running
    statistics that are updated the new mean and variance.

    *Numerics.* As `norm.layer_norm`, a group being a channel of one batch index; with
    `use_running_stats` as `norm.batch_norm`. NaN in a group makes that group and its
    channel's running statistics NaN; with `use_running_stats` it stays in its element and
    makes the updated ones NaN. An element alone in its group is refused, since its
    unbiased variance is 0 / 0.

    Constraints:
    - (C1) the input has rank 2 or more.
    - (C2) `channel_axis` is within the input's rank and not one of `axes`.
    - (C3) `axes` are unique, ascending and within the input's rank.
    - (C4) `scale` and `bias` have one element per channel.
    - (C5) `running_mean` and `running_variance` have one element per channel.
    - (C6) `running_mean` and `running_variance` are both given or both absent.
    - (C7) `scale`, `bias` and the running statistics have the input's element type or a wider one.
    - (C8) `epsilon` is finite and not negative.
    - (C9) `momentum`, when given, is finite.
    - (C10) a group does not have exactly one element, unless running statistics are only read.
    - (C11) `use_running_stats` has no `return_statistics`, which would be of no group.
    - (C12) `estimator` and `accumulator` suit the input's type, as for `norm.stats`.
    - (C13) `use_running_stats` needs running statistics.
    - (C14) `update_running_stats = false` needs `use_running_stats`.

    Example:

    ```mlir
    %y = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
    %z, %new_mean, %new_var = norm.instance_norm %y running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    Optional<Norm_FloatTensor>:$running_mean,
    Optional<Norm_FloatTensor>:$running_variance,
    I64Attr:$channel_axis,
    DenseI64ArrayAttr:$axes,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
    OptionalAttr<F64Attr>:$momentum,
    DefaultValuedAttr<Norm_MomentumConventionAttr, "::mlir::norm::MomentumConvention::Torch">:$momentum_convention,
    UnitAttr:$use_running_stats,
    DefaultValuedAttr<BoolAttr, "true">:$update_running_stats,
    UnitAttr:$return_statistics,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<Norm_FloatTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    (`running_mean` `(` $running_mean^ `:` type($running_mean) `)`)?
    (`running_variance` `(` $running_variance^ `:` type($running_variance) `)`)?
    `channel_axis` `=` $channel_axis `axes` `=` $axes `epsilon` `=` $epsilon
    (`momentum` `=` $momentum^)? attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// The channel axis, as a signed number.
    int64_t getChannel() { return getChannelAxisAttr().getInt(); }
    /// Whether updated running statistics are the last two results.
    bool updatesRunningStatistics() { return getRunningMean() && getUpdateRunningStats(); }
    /// Whether anything is taken from the input: to normalize it or to update running statistics.
    bool takesInputStatistics() { return !getUseRunningStats() || updatesRunningStatistics(); }
    /// The axes that are neither the channel nor in `axes`, ascending.
    ::llvm::SmallVector<int64_t> getBatchAxes();
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    /// `axes`; all axes but the channel where running statistics are only read.
    ::llvm::SmallVector<int64_t> getReducedAxes();
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {getChannel()}; }
    ::llvm::SmallVector<int64_t> getResultAxes(unsigned number);
    /// Updated running statistics are averages over the batch.
    ::llvm::SmallVector<int64_t> getWholeAxes();
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMGROUPOPS_TD
