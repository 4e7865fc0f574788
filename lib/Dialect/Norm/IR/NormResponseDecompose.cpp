//===- NormResponseDecompose.cpp - Local response norm to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::norm;

FailureOr<SmallVector<Value>>
LocalResponseNormOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  Type element = getNormalized().getType().getElementType();
  Type f64 = builder.getF64Type();
  Value m2 =
      WindowStatsOp::create(builder, loc, getInput(), getChannelAxisAttr(),
                            builder.getI64IntegerAttr(getChannelsBefore()),
                            builder.getI64IntegerAttr(getChannelsAfter()));
  double weight = getAlpha().convertToDouble() /
                  static_cast<double>(getSizeAttr().getInt());
  return createElementwise(
      builder, loc, {getInput(), m2}, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value share = arith::MulFOp::create(b, l, scalars[1],
                                            createFloat(b, l, f64, weight));
        Value sum = arith::AddFOp::create(
            b, l, createFloat(b, l, f64, getK().convertToDouble()), share);
        Value power = createPower(b, l, sum, getBeta().convertToDouble());
        Value quotient = arith::DivFOp::create(
            b, l, convertFloat(b, l, scalars[0], f64), power);
        return {convertFloat(b, l, quotient, element)};
      });
}
