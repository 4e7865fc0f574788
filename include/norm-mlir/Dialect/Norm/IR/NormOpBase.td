//===- NormOpBase.td - Op classes of the norm dialect ------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMOPBASE_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMOPBASE_TD

include "norm-mlir/Dialect/Norm/IR/NormBase.td"
include "norm-mlir/Dialect/Norm/IR/NormInterfaces.td"
include "mlir/Dialect/Linalg/IR/LinalgInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Norm_Op<string mnemonic, list<Trait> traits = []> : Op<Norm_Dialect, mnemonic, traits>;

/// A pure op whose result types follow from operands and attributes. Wrong sizes
/// at run time are the business of norm.require, so the op itself is speculatable.
class Norm_PureOp<string mnemonic, list<Trait> traits = []>
    : Norm_Op<mnemonic, !listconcat([
        Pure, InferTypeOpAdaptor, DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>
      ], traits)> {
  let hasVerifier = 1;
}

/// L0: an op that a framework names.
class Norm_NamedOp<string mnemonic, list<Trait> traits = []>
    : Norm_PureOp<mnemonic, !listconcat([
        Norm_NormOpInterface,
        DeclareOpInterfaceMethods<AggregatedOpInterface, ["decomposeOperation"]>
      ], traits)> {
  let hasCanonicalizeMethod = 1;
  string commonDeclarations = [{
    ::mlir::TypedValue<::mlir::RankedTensorType> getNormalized() {
      return ::llvm::cast<::mlir::TypedValue<::mlir::RankedTensorType>>(getInput());
    }
    void getSizeConditions(::llvm::SmallVectorImpl<::mlir::norm::SizeCondition> &conditions);
  }];
}

/// A named op with one result, of the input's type.
class Norm_NamedTensorOp<string mnemonic, list<Trait> traits = []> : Norm_NamedOp<mnemonic, traits> {
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *, std::optional<::mlir::Location>, Adaptor adaptor,
        ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      types.push_back(adaptor.getInput().getType());
      return ::mlir::success();
    }
    ::llvm::LogicalResult $cppClass::reifyResultShapes(
        ::mlir::OpBuilder &builder, ::mlir::ReifiedRankedShapedTypeDims &shapes) {
      ::mlir::norm::reifyAlongInput(builder, *this, /*number=*/1, shapes);
      return ::mlir::success();
    }
  }];
}

/// L1: an op of the shared algebra. Decomposition to linalg is attached by
/// NormToLinalg, so that the dialect does not depend on its lowering.
class Norm_CoreOp<string mnemonic, list<Trait> traits = []> : Norm_PureOp<mnemonic, traits>;

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMOPBASE_TD
