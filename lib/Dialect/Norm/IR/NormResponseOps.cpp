//===- NormResponseOps.cpp - Local response norm: types and verifiers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

int64_t LocalResponseNormOp::getChannelsBefore() {
  int64_t size = getSizeAttr().getInt();
  return getWindow() == WindowConvention::Torch ? size / 2 : (size - 1) / 2;
}

LogicalResult
LocalResponseNormOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  types.push_back(adaptor.getInput().getType());
  return success();
}

LogicalResult
LocalResponseNormOp::reifyResultShapes(OpBuilder &builder,
                                       ReifiedRankedShapedTypeDims &shapes) {
  int64_t rank = getNormalized().getType().getRank();
  shapes.push_back(reifyDims(builder, getLoc(), getInput(),
                             llvm::to_vector(llvm::seq(rank))));
  return success();
}

void LocalResponseNormOp::getSizeConditions(SmallVectorImpl<SizeCondition> &) {}

LogicalResult LocalResponseNormOp::verify() {
  // C1, C2
  if (failed(verifyChannelAxis(*this, getChannelAxisAttr().getInt(),
                               getNormalized().getType().getRank(),
                               /*leastRank=*/3)))
    return failure();
  // C3
  if (getSizeAttr().getInt() < 1)
    return emitOpError() << "expects size 1 or more; got "
                         << getSizeAttr().getInt();
  // C4
  for (auto [name, value] : {std::pair<StringRef, APFloat>("alpha", getAlpha()),
                             {"beta", getBeta()},
                             {"k", getK()}})
    if (!value.isFinite())
      return emitOpError() << "expects a finite " << name << "; got "
                           << writeFloat(value);
  return success();
}
