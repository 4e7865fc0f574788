//===- NormBase.td - The norm dialect, its types and enums -*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMBASE_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMBASE_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/CommonTypeConstraints.td"
include "mlir/IR/CommonAttrConstraints.td"

def Norm_Dialect : Dialect {
  let name = "norm";
  let cppNamespace = "::mlir::norm";
  let summary = "Normalization ops of deep learning, and the algebra they share.";
  let description = [{
    Two levels live here. The *named ops* (`norm.layer_norm`, `norm.batch_norm`, ...)
    say what a framework's module computes; conventions in which frameworks differ
    are attributes. The *core ops* (`norm.stats`, `norm.window_stats`,
    `norm.merge_stats`, `norm.apply`) are the algebra every named op decomposes into.

    All ops work on ranked tensors of any rank, static or dynamic sizes, with value
    semantics. Inputs and parameters are f64, f32, bf16 or f16; parameters may be
    wider than the input. Elementwise arithmetic runs in the *compute type*: f64 for
    f64 inputs, f32 for the others. Statistics are f64.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    /// The unit attribute of functions in which no threads are started.
    static constexpr ::llvm::StringLiteral getSerialAttrName() { return "norm.serial"; }
    /// The unit attribute of kernels in which no time is spent: they hardly ever run, or
    /// have next to nothing to do. They get no vectors and no threads.
    static constexpr ::llvm::StringLiteral getColdAttrName() { return "norm.cold"; }
    /// The unit attribute of results, and of the buffers for them, that are scalars at
    /// the boundary of a public function.
    static constexpr ::llvm::StringLiteral getScalarAttrName() { return "norm.scalar"; }
    /// The unit attribute of the argument of a public function whose bytes are its scratch.
    static constexpr ::llvm::StringLiteral getScratchAttrName() { return "norm.scratch"; }
    /// The integer attribute of an addition in f64 that sums terms extended from f32: so
    /// many additions in a row may be in f32; see `chain` of `norm.stats`.
    static constexpr ::llvm::StringLiteral getChainAttrName() { return "norm.chain"; }
    /// The unit attribute of a quotient of f32 by a square root, or by the product of a
    /// square root and the root of it: the quotient may be off by 4.4 * 2^-24 of it, as
    /// one that is made from an estimate of the inverse root.
    static constexpr ::llvm::StringLiteral getEstimatedAttrName() { return "norm.estimated"; }
  }];
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// An encoding says how elements are stored, which no op here could keep.
def Norm_HasNoEncoding : CPred<"!::llvm::cast<::mlir::RankedTensorType>($_self).getEncoding()">;
class Norm_Tensor<list<Type> elements, string kind = "ranked", list<Pred> preds = []>
    : RankedTensorOf<elements, !listconcat([Norm_HasNoEncoding], preds), kind # " tensor without encoding">;

def Norm_FloatTensor : Norm_Tensor<[F64, F32, BF16, F16]>;
def Norm_StatisticsTensor : Norm_Tensor<[F64]>;
def Norm_AccumulatorTensor : Norm_Tensor<[F64, F32]>;
def Norm_CountTensor : Norm_Tensor<[I64, Index], "1D", [HasAnyRankOfPred<[1]>]>;
def Norm_Count : Norm_Tensor<[I64, Index], "0D", [HasAnyRankOfPred<[0]>]>;
def Norm_BatchCounter : Norm_Tensor<[I64], "0D", [HasAnyRankOfPred<[0]>]>;

//===----------------------------------------------------------------------===//
// Enums
//===----------------------------------------------------------------------===//

class Norm_EnumAttr<I32EnumAttr enum, string name> : EnumAttr<Norm_Dialect, enum, name> {
  let assemblyFormat = "`<` $value `>`";
}

def Norm_Estimator : I32EnumAttr<"Estimator", "how the moments of a group are estimated", [
  I32EnumAttrCase<"Shifted", 0, "shifted">,
  I32EnumAttrCase<"TwoPass", 1, "two_pass">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_EstimatorAttr : Norm_EnumAttr<Norm_Estimator, "estimator">;

def Norm_StatisticKind : I32EnumAttr<"StatisticKind", "which statistic of a group is taken", [
  I32EnumAttrCase<"Moments", 0, "moments">,
  I32EnumAttrCase<"SecondMoment", 1, "second_moment">,
  I32EnumAttrCase<"AbsSum", 2, "abs_sum">,
  I32EnumAttrCase<"AbsMax", 3, "abs_max">,
  I32EnumAttrCase<"AbsPowerSum", 4, "abs_power_sum">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_StatisticKindAttr : Norm_EnumAttr<Norm_StatisticKind, "statistic_kind">;

def Norm_CastPoint : I32EnumAttr<"CastPoint", "where a normalized value is rounded to the input's type", [
  I32EnumAttrCase<"Result", 0, "result">,
  I32EnumAttrCase<"BeforeScale", 1, "before_scale">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_CastPointAttr : Norm_EnumAttr<Norm_CastPoint, "cast_point">;

def Norm_MomentumConvention : I32EnumAttr<"MomentumConvention", "which side of a running average momentum weighs", [
  I32EnumAttrCase<"Torch", 0, "torch">,
  I32EnumAttrCase<"ONNX", 1, "onnx">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_MomentumConventionAttr : Norm_EnumAttr<Norm_MomentumConvention, "momentum_convention">;

def Norm_EpsilonMode : I32EnumAttr<"EpsilonMode", "where epsilon joins the variance", [
  I32EnumAttrCase<"InsideSqrt", 0, "inside_sqrt">,
  I32EnumAttrCase<"OutsideSqrt", 1, "outside_sqrt">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_EpsilonModeAttr : Norm_EnumAttr<Norm_EpsilonMode, "epsilon_mode">;

def Norm_Affine : I32EnumAttr<"Affine", "what has a scale and a bias of its own", [
  I32EnumAttrCase<"PerChannel", 0, "per_channel">,
  I32EnumAttrCase<"PerGroup", 1, "per_group">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_AffineAttr : Norm_EnumAttr<Norm_Affine, "affine">;

def Norm_WindowConvention : I32EnumAttr<"WindowConvention", "which side of an even window is longer", [
  I32EnumAttrCase<"Torch", 0, "torch">,
  I32EnumAttrCase<"ONNX", 1, "onnx">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_WindowConventionAttr : Norm_EnumAttr<Norm_WindowConvention, "window">;

def Norm_ZeroNorm : I32EnumAttr<"ZeroNorm", "what a vector of norm 0 is normalized to", [
  I32EnumAttrCase<"NaN", 0, "nan">,
  I32EnumAttrCase<"Zero", 1, "zero">
]> {
  let cppNamespace = "::mlir::norm";
  let genSpecializedAttr = 0;
}
def Norm_ZeroNormAttr : Norm_EnumAttr<Norm_ZeroNorm, "zero_norm">;

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMBASE_TD
