//===- NormResponseOps.td - Local response normalization ---*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMRESPONSEOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMRESPONSEOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormOpBase.td"

def Norm_LocalResponseNormOp : Norm_NamedTensorOp<"local_response_norm"> {
  let summary = "Local response normalization: every element divided by a power of the mean square of the channels around it.";
  let description = [{
    ```
    y[c] = x[c] / (k + alpha / size * sum(x[i]^2))^beta    i in the window of c
    ```

    along `channel_axis`, which may be any (NCHW: 1, NHWC: 3). The window holds `size`
    channels; those outside the tensor count 0, and the divisor is `size` at the edges
    too. `window` says which side of an even window is longer:

    - `torch` (default): channels c - size/2 to c + (size - 1)/2, both rounded down
      (`F.local_response_norm`, `nn.LocalResponseNorm`);
    - `onnx`: channels c - (size - 1)/2, rounded down, to c + (size - 1)/2, rounded up
      (LRN-13), the mirror image.

    For an odd size they are the same. PyTorch's defaults are alpha 1e-4, beta 0.75, k 1.
    What `nn.CrossMapLRN2d` computes is not this op: its running window never drops
    channel 0.

    *Numerics.* |y - exact| <= 8 eps |y| for f32, one rounding for bf16 and f16, and finite
    inputs whose squares overflow f32 give the true value. Sum, power and quotient are f32
    where that is within these bounds: k, alpha / size and beta are positive and neither
    large nor small, beta at most 1 and, for f32 inputs, exact in f32, their windows at most
    7 elements for beta 0.75 and 9 for 1; else f64, rounded once. The power is a product of
    roots for beta 0.5 and 0.75 and of factors for 1, 2 and 3. An element is NaN where its window holds NaN, or where it is
    itself infinite; an infinity makes the finite elements around it 0.

    Constraints:
    - (C1) the input has rank 3 or more.
    - (C2) `channel_axis` is within the input's rank.
    - (C3) `size` is 1 or more.
    - (C4) `alpha`, `beta` and `k` are finite.

    Example:

    ```mlir
    %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e-04 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x8x4x4xf32>
    ```
  }];
  let arguments = (ins
    Norm_FloatTensor:$input,
    I64Attr:$channel_axis,
    I64Attr:$size,
    DefaultValuedAttr<F64Attr, "1.0e-4">:$alpha,
    DefaultValuedAttr<F64Attr, "0.75">:$beta,
    DefaultValuedAttr<F64Attr, "1.0">:$k,
    DefaultValuedAttr<Norm_WindowConventionAttr, "::mlir::norm::WindowConvention::Torch">:$window);
  let results = (outs Norm_FloatTensor:$result);
  let assemblyFormat = [{
    $input `channel_axis` `=` $channel_axis `size` `=` $size `alpha` `=` $alpha `beta` `=` $beta `k` `=` $k
    attr-dict `:` type($input)
  }];
  let extraClassDeclaration = commonDeclarations # [{
    /// How many channels of the window of c come before c.
    int64_t getChannelsBefore();
    /// How many channels of the window of c come after c.
    int64_t getChannelsAfter() { return static_cast<int64_t>(getSize()) - 1 - getChannelsBefore(); }
    ::mlir::norm::StatisticKind getStatistic() { return ::mlir::norm::StatisticKind::SecondMoment; }
    /// Groups overlap here: each is a window along this axis.
    ::llvm::SmallVector<int64_t> getReducedAxes() { return {static_cast<int64_t>(getChannelAxis())}; }
    ::llvm::SmallVector<int64_t> getAffineAxes() { return {}; }
    /// Channels may be cut: a tile reads those of its neighbours that its windows hold.
    ::llvm::SmallVector<int64_t> getWholeAxes() { return {}; }
    ::mlir::norm::IterationSpace getIterationSpace();
    double getEpsilonValue() { return getK().convertToDouble(); }
  }];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMRESPONSEOPS_TD
