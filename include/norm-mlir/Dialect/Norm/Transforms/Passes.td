//===- Passes.td - Passes on the norm dialect --------------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_TD
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def GeneralizePass : Pass<"norm-generalize"> {
  let summary = "Decompose named normalization ops into statistics and their application.";
  let description = [{
    Every named op (L0) becomes core ops (L1): statistics of its groups, a small
    linalg.generic that turns them into rstd, and one norm.apply. Windows and p-norms have
    statistics of their own, and an elementwise linalg.generic in place of norm.apply,
    because they divide in f64. Conditions on sizes
    that are known only at run time become norm.require. The rewrite is the op's
    `AggregatedOpInterface::decomposeOperation`.

    With `chain-sums`, statistics of 16-bit inputs that ops do not say how to sum get a
    `chain` of 6, which keeps what the ops promise (`docs/Numerics.md`): less arithmetic
    where that of f64 is slower than that of f32.

    Do not run it before passes that match named ops.

    Before:

    ```mlir
    %y = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
    ```

    After:

    ```mlir
    %stats:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
    %y = norm.apply %x mean(%stats#0 : tensor<3xf64>) rstd(%rstd : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
  let options = [Option<"chainSums", "chain-sums", "bool", "false", "Sum 16-bit inputs in chains of f32.">];
}

def FoldAffinePass : Pass<"norm-fold-affine"> {
  let summary = "Fold affine steps around norms into their parameters and into the weights of neighbours.";
  let description = [{
    Three foldings, each of a value that has no other use:

    - A product or sum of a norm's result and an operand that is broadcast along the affine
      axes becomes part of scale and bias. The operand may be a linalg.broadcast, a generic
      that broadcasts, a fill, a splat, or an elementwise linalg op's operand with such a map.
      A `norm.group_norm` with a scale or bias per group is left as it is.
    - `norm.batch_norm` disappears into the convolution or matmul before it, also through a
      tensor.collapse_shape that joins groups and channels: the weights are scaled, and the
      rest is what the convolution starts from. This is the only place where x * s + t is
      formed.
    - Scale and bias of `norm.layer_norm` and `norm.rms_norm` disappear into the matmul that
      sums over their axes.

    Arithmetic on parameters is IR, and is evaluated where they are constant. What has been
    folded stays within the op's promise, but is not the same to the bit. No rounding to a
    type narrower than the compute type is lost, unless with `relaxed`; a product with a
    bf16 or f16 result folds to the bit where `cast_point = before_scale` states its
    roundings. A bias of zeros goes, for it changes at most the sign of a zero. Nothing
    folds where a check of sizes at run time would be lost.

    Do not run it where weights are not constant and are larger than the tensor that they
    multiply.

    Before:

    ```mlir
    %scaled = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %v : tensor<?x4xf32>, tensor<4xf32>) outs(%empty : tensor<?x4xf32>) {
    ```

    After:

    ```mlir
    %scale = arith.mulf %w, %v : tensor<4xf32>
    %scaled = norm.layer_norm %x scale(%scale : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<?x4xf32>
    ```

    Before:

    ```mlir
    %c = linalg.conv_2d_nchw_fchw ins(%image, %filter : tensor<1x2x4x4xf32>, tensor<2x2x3x3xf32>) outs(%zeros : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    %y = norm.batch_norm %c mean(%mean : tensor<2xf32>) variance(%var : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<1x2x2x2xf32>
    ```

    After:

    ```mlir
    %init = linalg.broadcast ins(%shift : tensor<2xf32>) outs(%empty : tensor<1x2x2x2xf32>) dimensions = [0, 2, 3]
    %y = linalg.conv_2d_nchw_fchw ins(%image, %scaled : tensor<1x2x4x4xf32>, tensor<2x2x3x3xf32>) outs(%init : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    ```
  }];
  let options = [
    Option<"relaxed", "relaxed", "bool", /*default=*/"false",
           "Fold also where the IR states a rounding to a narrower type, which is then lost.">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
}

def NarrowAccumulatorsPass : Pass<"norm-narrow-accumulators", "::mlir::func::FuncOp"> {
  let summary = "Sum the statistics of rows in f32, where the op leaves the choice.";
  let description = [{
    A layer, group, instance or RMS norm of f32, bf16 or f16 that states neither `estimator`
    nor `accumulator` gets `accumulator = f32`, and one that takes a mean `two_pass`: more
    arithmetic, but none in f64 for an element, and the same promise (`docs/Numerics.md`).
    Only where groups are rows, that is all of the innermost axes, which a second pass finds
    in registers: of at most `max-elements` elements, or one axis of a size that is known at
    run time.

    Run it before `norm-generalize`, for processors whose f64 arithmetic is slow: most GPUs.
    Where it is fast, one sweep in f64 is less work than two in f32.

    Before:

    ```mlir
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
    ```

    After:

    ```mlir
    %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
    ```
  }];
  let options = [Option<"maxElements", "max-elements", "int64_t", "16384", "Elements of the longest row.">];
}

def RaisePass : Pass<"norm-raise"> {
  let summary = "Make norm ops of norms that other ops spell out.";
  let description = [{
    A chain of linalg ops, of arith and math ops on tensors, and of reshapes that computes a
    norm becomes a norm op, whatever the spelling. What the chain computes is written in one
    normal form, in which division by a root, a reciprocal root and a power, or a broadcast by
    a map, by an op and by a reshape are the same; statistics and divisors are looked up in
    tables of spellings. The axes decide which op it is. A norm of no name becomes
    `norm.stats` and `norm.apply`.

    - Results stay within the sum of what the chain and the op may be off
      (`docs/Numerics.md`). A rounding to 16 bits that the op does not have keeps a chain from
      being raised, unless with `relaxed`.
    - A mean, a variance or a deviation that is read elsewhere comes from the op, or from a
      `norm.stats` that CSE joins with its own; running averages that are updated with them
      become results of `norm.batch_norm_training`.
    - Where something has been raised, a cf.assert whose condition sizes decide goes, and one
      that they do not decide becomes `norm.require`.
    - `remarks` tells, at the last op of a chain, of what is raised though it was written
      otherwise (E[x^2] - E[x]^2, n - 1), and of near misses, with what differs.

    Do not run it behind passes that tile or bufferize, or that lower linalg to loops.

    Before:

    ```mlir
    %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%zeros : tensor<3xf32>) dimensions = [1]
    %mean = arith.divf %sum, %five : tensor<3xf32>
    %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%empty : tensor<3x5xf32>) dimensions = [1]
    %d = arith.subf %x, %means : tensor<3x5xf32>
    %q = arith.mulf %d, %d : tensor<3x5xf32>
    %m2 = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%zeros : tensor<3xf32>) dimensions = [1]
    %var = arith.divf %m2, %five : tensor<3xf32>
    %inside = arith.addf %var, %eps : tensor<3xf32>
    %rstd = math.rsqrt %inside : tensor<3xf32>
    %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%empty : tensor<3x5xf32>) dimensions = [1]
    %y = arith.mulf %d, %rstds : tensor<3x5xf32>
    ```

    After:

    ```mlir
    %y = norm.layer_norm %x axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
    ```
  }];
  let options = [
    Option<"relaxed", "relaxed", "bool", /*default=*/"false",
           "Raise also where the IR states a rounding to 16 bits that the op does not have, which is then lost.">,
    Option<"remarks", "remarks", "bool", /*default=*/"true",
           "Remark on near misses, and on what is raised though it was written otherwise.">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::norm::NormDialect", "::mlir::tensor::TensorDialect"
  ];
}

def RequireOperandSizesPass : Pass<"norm-require-operand-sizes"> {
  let summary = "Require that the operands of an op agree in their run-time sizes.";
  let description = [{
    The operands of an elementwise op on tensors must have one shape; two operands of a
    linalg op that walk the same dimension must have the same size there; a tensor.cast to
    a static size holds only for that size; what one dimension of a `norm.kernel`'s space
    walks has that dimension's size. Where the types do not show it, a norm.require
    states it, so that a call with sizes that do not fit is refused instead of reading past
    the end of a buffer.

    Run it on the ops that a user wrote, before `norm-generalize`: the ops that this
    project creates agree by construction.

    Before:

    ```mlir
    %sum = linalg.add ins(%x, %residual : tensor<?xf32>, tensor<?xf32>) outs(%init : tensor<?xf32>) -> tensor<?xf32>
    ```

    After:

    ```mlir
    norm.require %equal, "expects operands of linalg.add to agree in size; got {0} and {1}"(%n, %m : index, index)
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::norm::NormDialect", "::mlir::tensor::TensorDialect"];
}

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_TD
