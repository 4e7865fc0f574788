//===- Passes.td - Conversions into and out of the norm dialect -*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_PASSES_TD
#define NORM_MLIR_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertNormToLinalgPass : Pass<"convert-norm-to-linalg"> {
  let summary = "Lower core normalization ops to linalg reductions and elementwise generics.";
  let description = [{
    norm.stats, norm.window_stats, norm.merge_stats and norm.apply (L1) become plain linalg
    on tensors (L2): reductions in the accumulator's type with the chosen estimator, and
    one elementwise generic that applies them. Everything that follows is upstream IR. Reductions carry
    fastmath<reassoc>: their order of summation is the business of later levels.

    Run norm-generalize first; a named op that is left makes this pass fail.

    Before:

    ```mlir
    %m2 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf32>
    ```

    After:

    ```mlir
    %m2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<3x4xf32>) outs(%zero : tensor<3xf64>) {
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
}

def ConvertONNXToNormPass
    : Pass<"convert-onnx-to-norm", "::mlir::ModuleOp"> {
  let summary = "Import norms, and what stands around them, from nodes of ONNX.";
  let description = [{
    Reads nodes of ONNX as text in generic form, with unregistered dialects allowed, in both
    forms that importers write: onnx-mlir's ops, "onnx.LRN" on builtin tensors, and those of
    torch-mlir and IREE, a "torch.operator" of the name "onnx.LRN" on `!torch.vtensor`.
    `docs/ONNX.md` lists the nodes.

    Norms become norm ops by the text of the version of their definition: that of the function's
    torch.onnx_meta.opset_version, of the op's name ("onnx.GroupNormalizationV18"), or else the newest.
    Nodes around them become linalg, tensor and arith, and other nodes stay as they are, as
    with convert-torch-to-norm.

    A norm that can't be converted, for its version or an attribute that is not known, say, is an
    error at the op. All such are reported, and the module stays as it was.

    Before:

    ```mlir
    %y = "onnx.LpNormalization"(%x) <{axis = -1 : si64, p = 2 : si64}> : (tensor<?x11xf32>) -> tensor<?x11xf32>
    ```

    After:

    ```mlir
    %y = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<?x11xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::norm::NormDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def ConvertStableHLOToNormPass : Pass<"convert-stablehlo-to-norm", "::mlir::ModuleOp"> {
  let summary = "Turn StableHLO in generic form into norm ops and arithmetic on tensors.";
  let description = [{
    Reads StableHLO without a library of StableHLO's: ops of a dialect that is not
    registered, by their names, as a module prints in generic form
    (`--mlir-print-op-generic`, in JAX `get_asm(print_generic_op_form=True)`).

    - `batch_norm_training` and `batch_norm_inference` become norm ops;
      `batch_norm_grad` is written out.
    - Arithmetic, comparisons and conversions become arith and math ops on tensors;
      reductions, windows, products of matrices and broadcasts linalg; reshapes views.
      The function runs as it is, and norm-raise finds the norms that are written out
      in it.
    - Sizes that are computed in small tensors (`get_dimension_size`, symbolic shapes
      of JAX) become index arithmetic, and `shape_assertion` a norm.require.

    What is converted means what StableHLO's specification says: `maximum` and
    `minimum` give NaN where an operand is NaN, integers are divided towards zero.
    Where that leaves a choice, the choice is XLA's on the CPU: an integer divided by 0
    is -1, the remainder the dividend; floats become integers towards zero, those
    beyond the integers' range its ends, and NaN 0. `logistic` of 16-bit floats is
    rounded once.

    Other ops stay as they are, as do those of elements that are neither f64, f32, bf16,
    f16 nor signless integers; a remark says why where the op is known. A malformed op
    (unknown attribute, missing operand, sizes that don't fit) is an error; the module
    then is as it was.

    Functions that call others are inlined before (`-inline`): JAX writes `jnp.var` as a
    function of its own. Not for modules that another StableHLO pipeline goes on with.

    Before:

    ```mlir
    %y = "stablehlo.batch_norm_inference"(%x, %w, %b, %mean, %var) <{epsilon = 1.0e-03 : f32, feature_index = 3 : i64}> : (tensor<2x4x5x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x4x5x3xf32>
    ```

    After:

    ```mlir
    %y = norm.batch_norm %x mean(%mean : tensor<3xf32>) variance(%var : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 3 epsilon = 0.0010000000474974513 : tensor<2x4x5x3xf32>
    ```
  }];
  let options = [
    Option<"inlineComposites", "inline-composites", "bool", /*default=*/"false",
           "Also replace composites that no norm op stands for by what their decompositions compute.">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::norm::NormDialect", "::mlir::tensor::TensorDialect"
  ];
}

def ConvertTorchToNormPass
    : Pass<"convert-torch-to-norm", "::mlir::ModuleOp"> {
  let summary = "Import norms, and what stands around them, from torch-mlir's torch dialect.";
  let description = [{
    Reads torch-mlir's torch dialect as text in generic form, with unregistered dialects
    allowed: ops are known by their names, and `!torch.vtensor<[?,8],f32>` is
    tensor<?x8xf32>. `docs/Torch.md` lists the ops.

    Norms (torch.aten.layer_norm, rms_norm, group_norm, batch_norm, instance_norm and their
    native forms, also where they are a torch.operator; chains that F.normalize, weight_norm
    and local_response_norm leave) become norm ops by PyTorch's definitions. Arithmetic,
    reductions, views and constants around them become linalg, tensor and arith. Other ops
    stay as they are, and read and are read through torch_c.to_builtin_tensor and
    torch_c.from_builtin_tensor. A function in which everything was converted takes and
    returns builtin tensors.

    A norm that can't be converted, for an operand that is not constant or a tensor of
    unknown rank, say, is an error at the op. All such are reported, and the module stays as it
    was.

    Before:

    ```mlir
    %y = "torch.aten.rms_norm"(%x, %shape, %none, %epsilon) : (!torch.vtensor<[?,8],f32>, !torch.list<int>, !torch.none, !torch.float) -> !torch.vtensor<[?,8],f32>
    ```

    After:

    ```mlir
    %y = norm.rms_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<?x8xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::norm::NormDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

#endif // NORM_MLIR_CONVERSION_PASSES_TD
