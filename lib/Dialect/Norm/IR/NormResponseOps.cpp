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
  for (const auto &[name, value] :
       {std::pair<StringRef, APFloat>("alpha", getAlpha()),
        {"beta", getBeta()},
        {"k", getK()}})
    if (failed(verifyFinite(*this, name, value)))
      return failure();
  return success();
}
