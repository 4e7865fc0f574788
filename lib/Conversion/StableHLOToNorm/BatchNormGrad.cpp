//===- BatchNormGrad.cpp - Gradients of batch normalization ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// There is no norm op for gradients, so this is StableHLO's definition written
// out. With g the gradient of the output, n elements per feature, and sums over
// a feature:
//
//   rstd = 1 / sqrt(variance + epsilon)
//   s1 = sum(g)    s2 = sum(g * (x - mean))
//   grad_operand = scale * rstd / n
//                  * (g * n - s1 - (x - mean) * s2 / (variance + epsilon))
//   grad_scale = s2 * rstd    grad_offset = s1
//
// Two sums in one reduction, in f64; three factors per feature, in f64; and one
// elementwise op in the compute type: grad_operand = a * g - b - d * (x -
// mean). What is given in 16 bits is rounded once, in the results.
//
//===----------------------------------------------------------------------===//

#include "BatchNormOps.h"

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

namespace {

class GradientWriter {
public:
  GradientWriter(OpBuilder &builder, Operation *op, const BatchNorm &read,
                 Value gradient)
      : builder(builder), loc(op->getLoc()), read(read), gradient(gradient),
        scale(op->getOperand(1)), mean(op->getOperand(2)),
        variance(op->getOperand(3)), f64(builder.getF64Type()) {}

  /// The gradients of operand, scale and offset.
  SmallVector<Value> write();

private:
  /// sum(g) and sum(g * (x - mean)) of each feature, in f64.
  SmallVector<Value> createSums();
  /// a * g - b - d * (x - mean).
  Value createOperandGradient(Value a, Value b, Value d);
  Value create(Arithmetic kind, ValueRange operands) {
    return createArithmetic(builder, loc, kind, operands);
  }
  Value widen(Value tensor) {
    return createConversion(builder, loc, tensor, f64);
  }
  Value narrow(Value tensor) {
    return createConversion(builder, loc, tensor, read.getElement());
  }

  OpBuilder &builder;
  Location loc;
  const BatchNorm &read;
  Value gradient, scale, mean, variance;
  Type f64;
};

} // namespace

SmallVector<Value> GradientWriter::createSums() {
  int64_t rank = read.getType().getRank(), next = 1;
  SmallVector<AffineExpr> places;
  for (int64_t dim = 0; dim < rank; ++dim)
    places.push_back(
        builder.getAffineDimExpr(dim == read.channel ? 0 : next++));
  AffineMap whole = AffineMap::get(rank, 0, places, builder.getContext()),
            perFeature = getKeptDimsMap(builder, rank, 1);
  return norm::createSums(
      builder, loc, {read.operand, gradient, mean}, {whole, whole, perFeature},
      /*keptRank=*/1, getSizes(builder, loc, read.operand, read.channel),
      {f64, f64},
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value g = convertFloat(b, l, scalars[1], f64);
        Value difference =
            arith::SubFOp::create(b, l, convertFloat(b, l, scalars[0], f64),
                                  convertFloat(b, l, scalars[2], f64));
        return {g, arith::MulFOp::create(b, l, g, difference)};
      });
}

Value GradientWriter::createOperandGradient(Value a, Value b, Value d) {
  RankedTensorType type = read.getType();
  Type compute = getComputeType(type.getElementType());
  AffineMap whole = builder.getMultiDimIdentityMap(type.getRank()),
            perFeature = AffineMap::get(type.getRank(), 0,
                                        builder.getAffineDimExpr(read.channel));
  SmallVector<AffineMap> maps(2, whole);
  maps.append(4, perFeature);
  return createElementwise(
      builder, loc,
      {read.operand, gradient, mean, createConversion(builder, loc, a, compute),
       createConversion(builder, loc, b, compute),
       createConversion(builder, loc, d, compute)},
      maps, getTracedSizes(builder, loc, read.operand), type.getElementType(),
      [&](OpBuilder &nested, Location l,
          ValueRange scalars) -> SmallVector<Value> {
        auto get = [&](unsigned number) {
          return convertFloat(nested, l, scalars[number], compute);
        };
        Value difference = arith::SubFOp::create(nested, l, get(0), get(2));
        Value product = arith::MulFOp::create(nested, l, get(3), get(1));
        Value rest = arith::SubFOp::create(nested, l, product, get(4));
        Value projection = arith::MulFOp::create(nested, l, get(5), difference);
        return {convertFloat(nested, l,
                             arith::SubFOp::create(nested, l, rest, projection),
                             type.getElementType())};
      })[0];
}

SmallVector<Value> GradientWriter::write() {
  SmallVector<Value> sums = createSums();
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, sums[0]);
  auto splat = [&](Value scalar) {
    return createSplat(builder, loc, scalar, sizes);
  };
  Value count = splat(convertIndexToFloat64(
      builder, loc,
      getElementCount(builder, loc, read.operand, read.getReducedDims())));
  Value epsilon = splat(createFloat(builder, loc, f64, read.epsilon));
  Value square = create(Arithmetic::Add, {widen(variance), epsilon});
  Value rstd = create(Arithmetic::Reciprocal, create(Arithmetic::Sqrt, square));
  Value a = create(Arithmetic::Multiply, {widen(scale), rstd});
  Value perElement = create(Arithmetic::Divide, {a, count});
  Value b = create(Arithmetic::Multiply, {perElement, sums[0]});
  Value d =
      create(Arithmetic::Divide,
             {create(Arithmetic::Multiply, {perElement, sums[1]}), square});
  return {createOperandGradient(a, b, d),
          narrow(create(Arithmetic::Multiply, {sums[1], rstd})),
          narrow(sums[0])};
}

Replacement stablehlo::convertBatchNormGrad(OpBuilder &builder, Operation *op) {
  auto read = readBatchNorm(builder, op, /*wide=*/4);
  if (failed(read))
    return failure();
  Value gradient = op->getOperand(4);
  Type type = op->getOperand(0).getType();
  if (failed(verifyCompatibleShape(gradient.getType(), type)) ||
      getElementTypeOrSelf(gradient) != read->getElement())
    return op->emitOpError() << "expects grad_output of type " << type
                             << "; got " << gradient.getType();
  bool isFlat = cast<RankedTensorType>(type).getRank() == 1;
  if (isFlat)
    gradient = createUnitDims(builder, op->getLoc(), gradient, {0});
  SmallVector<Value> results =
      GradientWriter(builder, op, *read, gradient).write();
  if (isFlat)
    results[0] =
        createReshape(builder, op->getLoc(), results[0],
                      getTracedSizes(builder, op->getLoc(), op->getOperand(0)));
  return results;
}
