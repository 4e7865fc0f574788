//===- LinalgBuilders.cpp - linalg ops that decompositions need ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

SmallVector<OpFoldResult> norm::getSizes(OpBuilder &builder, Location loc,
                                         Value tensor, ArrayRef<int64_t> dims) {
  return llvm::map_to_vector(dims, [&](int64_t dim) {
    return tensor::getMixedSize(builder, loc, tensor, dim);
  });
}

Value norm::getElementCount(OpBuilder &builder, Location loc, Value tensor,
                            ArrayRef<int64_t> dims) {
  int64_t known = 1;
  Value count;
  for (OpFoldResult size : getSizes(builder, loc, tensor, dims)) {
    if (auto constant = getConstantIntValue(size)) {
      known *= *constant;
      continue;
    }
    Value factor = cast<Value>(size);
    count = count ? arith::MulIOp::create(builder, loc, count, factor) : factor;
  }
  Value constant = arith::ConstantIndexOp::create(builder, loc, known);
  if (!count)
    return constant;
  return known == 1 ? count
                    : arith::MulIOp::create(builder, loc, count, constant);
}

SmallVector<Value>
norm::createElementwise(OpBuilder &builder, Location loc, ValueRange inputs,
                        ArrayRef<AffineMap> maps, ArrayRef<OpFoldResult> sizes,
                        ArrayRef<Type> elements, ScalarBody body) {
  SmallVector<Value> outputs;
  SmallVector<Type> types;
  SmallVector<AffineMap> allMaps(maps);
  for (Type element : elements) {
    outputs.push_back(tensor::EmptyOp::create(builder, loc, sizes, element));
    types.push_back(outputs.back().getType());
    allMaps.push_back(builder.getMultiDimIdentityMap(sizes.size()));
  }
  SmallVector<utils::IteratorType> iterators(sizes.size(),
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, outputs, allMaps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        linalg::YieldOp::create(
            nested, nestedLoc,
            body(nested, nestedLoc, arguments.take_front(inputs.size())));
      });
  return generic.getResults();
}

SmallVector<Value> norm::createElementwise(OpBuilder &builder, Location loc,
                                           ValueRange inputs,
                                           ArrayRef<Type> elements,
                                           ScalarBody body) {
  int64_t rank = cast<RankedTensorType>(inputs.front().getType()).getRank();
  SmallVector<AffineMap> maps(inputs.size(),
                              builder.getMultiDimIdentityMap(rank));
  SmallVector<OpFoldResult> sizes =
      getSizes(builder, loc, inputs.front(), llvm::to_vector(llvm::seq(rank)));
  return createElementwise(builder, loc, inputs, maps, sizes, elements, body);
}

Value norm::createFloat(OpBuilder &builder, Location loc, Type type,
                        double value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getFloatAttr(type, value));
}

Value norm::convertFloat(OpBuilder &builder, Location loc, Value value,
                         Type type) {
  unsigned from = value.getType().getIntOrFloatBitWidth(),
           to = type.getIntOrFloatBitWidth();
  if (from < to)
    return arith::ExtFOp::create(builder, loc, type, value);
  if (from > to)
    return arith::TruncFOp::create(builder, loc, type, value);
  assert(value.getType() == type &&
         "bf16 and f16 do not convert into each other");
  return value;
}

Value norm::createPower(OpBuilder &builder, Location loc, Value base,
                        double exponent) {
  auto multiply = [&](Value x, Value y) -> Value {
    return arith::MulFOp::create(builder, loc, x, y);
  };
  auto root = [&](Value x) -> Value {
    return math::SqrtOp::create(builder, loc, x);
  };
  if (exponent == 0.0)
    return createFloat(builder, loc, base.getType(), 1.0);
  if (exponent == 0.5)
    return root(base);
  if (exponent == 0.75) {
    Value half = root(base);
    return multiply(half, root(half));
  }
  if (exponent == 1.0)
    return base;
  if (exponent == 2.0)
    return multiply(base, base);
  if (exponent == 3.0)
    return multiply(multiply(base, base), base);
  return math::PowFOp::create(
      builder, loc, base, createFloat(builder, loc, base.getType(), exponent));
}

Value norm::convertIndexToFloat64(OpBuilder &builder, Location loc,
                                  Value index) {
  Value integer =
      arith::IndexCastOp::create(builder, loc, builder.getI64Type(), index);
  return arith::SIToFPOp::create(builder, loc, builder.getF64Type(), integer);
}
