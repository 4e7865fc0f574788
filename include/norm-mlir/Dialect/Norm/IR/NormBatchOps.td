//===- NormBatchOps.td - Batch normalization ---------------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMBATCHOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMBATCHOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_BatchNormOp : Norm_NamedTensorOp<"batch_norm", [AttrSizedOperandSegments]> {
  let summary = "Batch normalization with given statistics (evaluation).";
  let description = [{
    ```
    y = (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]
    ```

    c being the index along `channel_axis`. The definition is PyTorch's `batch_norm` with
    training=False; any axis may be the channel (NCHW: 1, NHWC: 3).

    *Numerics.* |y - exact| <= 8 eps max|x^ * scale| + |bias| over a channel for f32 (the
    form stays (x - mean) * (rstd * scale) + bias, which does not cancel); one rounding of
    the result for bf16 and f16. NaN and infinity stay in their element. A negative
    variance beyond epsilon gives NaN, as in PyTorch.

    Constraints:
    - (C1) the input has rank 2 or more.
    - (C2) `channel_axis` is within the input's rank.
    - (C3) `mean` and `variance` have one element per channel.
    - (C4) `scale` and `bias` have one element per channel.
    - (C5) `mean`, `variance`, `scale` and `bias` have the input's element type or a wider one.
    - (C6) `epsilon` is finite and not negative.

    Example:

    ```mlir
    %y = norm.batch_norm %x mean(%mean : tensor<3xf32>) variance(%var : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Norm_FloatTensor:$mean,
    Norm_FloatTensor:$variance,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    I64Attr:$channel_axis,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon);
  let results = (outs Norm_FloatTensor:$result);
  let assemblyFormat = [{
    $input `mean` `(` $mean `:` type($mean) `)` `variance` `(` $variance `:` type($variance) `)`
    (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    `channel_axis` `=` $channel_axis `epsilon` `=` $epsilon attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    ::llvm::SmallVector<int64_t> getReducedAxes() {
      return complementAxes(getNormalized().getType().getRank(), {static_cast<int64_t>(getChannelAxis())});
    }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {static_cast<int64_t>(getChannelAxis())}; }
    /// Given statistics leave every axis free.
    ::llvm::SmallVector<int64_t> getWholeAxes() { return {}; }
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

def Norm_BatchNormTrainingOp : Norm_NamedOp<"batch_norm_training", [AttrSizedOperandSegments]> {
  let summary = "Batch normalization that takes the batch's statistics (training) and updates running ones.";
  let description = [{
    ```
    y = (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]
    running_mean'     = (1 - f) * running_mean     + f * mean
    running_variance' = (1 - f) * running_variance + f * variance * n / (n - 1)
    ```

    `mean` and the biased `variance` are those of the batch: over all axes but
    `channel_axis`, n elements per channel. The definition is PyTorch's `batch_norm` with
    training=True and `nn.BatchNorm`'s bookkeeping around it.

    - *Running statistics*, when given, come back updated, in their own types.
      `unbiased_running_variance = false` leaves out n / (n - 1) (ONNX
      BatchNormalization-15). An empty batch leaves them as they are.
    - *Which statistics are used and whether running ones are updated* are two separate
      things. `use_running_stats` normalizes with the given running statistics, as they
      are before the update (a frozen layer that still follows its data).
      `update_running_stats = false`, which needs `use_running_stats`, only reads them:
      nothing is taken from the batch and no updated ones are returned. That form is
      `norm.batch_norm`, and canonicalizes to it.
    - `momentum`: f = momentum in the `torch` convention (0.1 there), f = 1 - momentum in
      the `onnx` convention (0.9 there). Absent, f = 1 / (num_batches_tracked + 1): the
      cumulative average.
    - `num_batches_tracked`, when given, comes back incremented.
    - `return_statistics` adds the `mean` and `rstd = 1 / sqrt(variance + epsilon)` that
      the tensor is normalized with, in the compute type (what PyTorch saves for the
      backward pass).
    - `process_group`, the ranks that share the batch, is reserved for synchronized batch
      normalization; a single process ignores it.

    Results: the normalized tensor; with `return_statistics` mean and rstd; with running
    statistics that are updated the new mean and variance; with a counter the incremented
    counter.

    *Numerics.* As `norm.layer_norm`, a group being a channel; with `use_running_stats` as
    `norm.batch_norm`. NaN in a channel makes that channel and its running statistics NaN;
    with `use_running_stats` it stays in its element and makes the updated ones NaN.

    Constraints:
    - (C1) the input has rank 2 or more.
    - (C2) `channel_axis` is within the input's rank.
    - (C3) `scale` and `bias` have one element per channel.
    - (C4) `running_mean` and `running_variance` have one element per channel.
    - (C5) `running_mean` and `running_variance` are both given or both absent.
    - (C6) `scale`, `bias` and the running statistics have the input's element type or a wider one.
    - (C7) `epsilon` is finite and positive.
    - (C8) `momentum` is finite; absent, an update needs `num_batches_tracked`.
    - (C9) a channel has more than one value, unless running statistics are only read.
    - (C10) `estimator` and `accumulator` suit the input's type, as for `norm.stats`.
    - (C11) the ranks of `process_group` are unique and not negative.
    - (C12) `use_running_stats` needs running statistics.
    - (C13) `update_running_stats = false` needs `use_running_stats`, and no `num_batches_tracked`.

    Example:

    ```mlir
    %y, %new_mean, %new_var = norm.batch_norm_training %x running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    Optional<Norm_FloatTensor>:$scale,
    Optional<Norm_FloatTensor>:$bias,
    Optional<Norm_FloatTensor>:$running_mean,
    Optional<Norm_FloatTensor>:$running_variance,
    Optional<Norm_BatchCounter>:$num_batches_tracked,
    I64Attr:$channel_axis,
    DefaultValuedAttr<F64Attr, "1.0e-5">:$epsilon,
    OptionalAttr<F64Attr>:$momentum,
    DefaultValuedAttr<Norm_MomentumConventionAttr, "::mlir::norm::MomentumConvention::Torch">:$momentum_convention,
    DefaultValuedAttr<BoolAttr, "true">:$unbiased_running_variance,
    UnitAttr:$use_running_stats,
    DefaultValuedAttr<BoolAttr, "true">:$update_running_stats,
    UnitAttr:$return_statistics,
    OptionalAttr<DenseI64ArrayAttr>:$process_group,
    OptionalAttr<Norm_EstimatorAttr>:$estimator,
    OptionalAttr<TypeAttr>:$accumulator);
  let results = (outs Norm_FloatTensor:$result, Variadic<AnyRankedTensor>:$statistics);
  let assemblyFormat = [{
    $input (`scale` `(` $scale^ `:` type($scale) `)`)? (`bias` `(` $bias^ `:` type($bias) `)`)?
    (`running_mean` `(` $running_mean^ `:` type($running_mean) `)`)?
    (`running_variance` `(` $running_variance^ `:` type($running_variance) `)`)?
    (`num_batches_tracked` `(` $num_batches_tracked^ `:` type($num_batches_tracked) `)`)?
    `channel_axis` `=` $channel_axis `epsilon` `=` $epsilon (`momentum` `=` $momentum^)?
    attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// The mean and rstd that the tensor is normalized with; none without `return_statistics`.
    ::mlir::ResultRange getSavedStatistics() {
      return getStatistics().take_front(getReturnStatistics() ? 2 : 0);
    }
    /// The running mean and variance after this batch; none where they are not updated.
    ::mlir::ResultRange getUpdatedRunningStatistics() {
      return getStatistics().drop_front(getReturnStatistics() ? 2 : 0).take_front(updatesRunningStatistics() ? 2 : 0);
    }
    /// The incremented counter, or null.
    ::mlir::Value getUpdatedCounter() {
      return getNumBatchesTracked() ? ::mlir::Value(getStatistics().back()) : ::mlir::Value();
    }
    /// Whether updated running statistics are among the results.
    bool updatesRunningStatistics() { return getRunningMean() && getUpdateRunningStats(); }
    /// Whether anything is taken from the batch: to normalize it or to update running statistics.
    bool takesBatchStatistics() { return !getUseRunningStats() || updatesRunningStatistics(); }
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::Moments; }
    ::llvm::SmallVector<int64_t> getReducedAxes() {
      return complementAxes(getNormalized().getType().getRank(), {static_cast<int64_t>(getChannelAxis())});
    }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {static_cast<int64_t>(getChannelAxis())}; }
    /// The counter runs along no axis.
    ::llvm::SmallVector<int64_t> getResultAxes(unsigned number);
    double getEpsilonValue() { return getEpsilon().convertToDouble(); }
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMBATCHOPS_TD
