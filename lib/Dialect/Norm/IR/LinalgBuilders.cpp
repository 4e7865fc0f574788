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

AffineMap norm::getKeptDimsMap(Builder &builder, int64_t rank,
                               int64_t keptRank) {
  SmallVector<AffineExpr> dims;
  for (int64_t dim = 0; dim < keptRank; ++dim)
    dims.push_back(builder.getAffineDimExpr(dim));
  return AffineMap::get(rank, /*symbolCount=*/0, dims, builder.getContext());
}

/// A reduction that starts at 0; `combine` joins an accumulator and what `body`
/// yields for it.
static SmallVector<Value> createReductions(
    OpBuilder &builder, Location loc, ValueRange inputs,
    ArrayRef<AffineMap> maps, int64_t keptRank,
    ArrayRef<OpFoldResult> keptSizes, ArrayRef<Type> elements, ScalarBody body,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> combine) {
  int64_t rank = maps.front().getNumDims();
  SmallVector<AffineMap> allMaps(maps);
  SmallVector<Value> outputs;
  SmallVector<Type> types;
  for (Type element : elements) {
    // One fill per result: bufferization copies a fill that two reductions
    // share.
    Value empty = tensor::EmptyOp::create(builder, loc, keptSizes, element);
    Value zero =
        arith::ConstantOp::create(builder, loc, builder.getZeroAttr(element));
    outputs.push_back(
        linalg::FillOp::create(builder, loc, zero, empty).getResult(0));
    types.push_back(outputs.back().getType());
    allMaps.push_back(getKeptDimsMap(builder, rank, keptRank));
  }
  SmallVector<utils::IteratorType> iterators(keptRank,
                                             utils::IteratorType::parallel);
  iterators.resize(rank, utils::IteratorType::reduction);
  auto generic = linalg::GenericOp::create(
      builder, loc, types, inputs, outputs, allMaps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        SmallVector<Value> values =
            body(nested, nestedLoc, arguments.take_front(inputs.size()));
        for (auto [accumulator, value] :
             llvm::zip_equal(arguments.drop_front(inputs.size()), values))
          value = combine(nested, nestedLoc, accumulator, value);
        linalg::YieldOp::create(nested, nestedLoc, values);
      });
  return generic.getResults();
}

SmallVector<Value> norm::createSums(OpBuilder &builder, Location loc,
                                    ValueRange inputs, ArrayRef<AffineMap> maps,
                                    int64_t keptRank,
                                    ArrayRef<OpFoldResult> keptSizes,
                                    ArrayRef<Type> elements, ScalarBody body) {
  return createReductions(
      builder, loc, inputs, maps, keptRank, keptSizes, elements, body,
      [](OpBuilder &b, Location l, Value sum, Value addend) -> Value {
        if (isa<FloatType>(addend.getType()))
          return arith::AddFOp::create(b, l, sum, addend,
                                       arith::FastMathFlags::reassoc);
        return arith::AddIOp::create(b, l, sum, addend);
      });
}

SmallVector<Value>
norm::createMaxima(OpBuilder &builder, Location loc, ValueRange inputs,
                   ArrayRef<AffineMap> maps, int64_t keptRank,
                   ArrayRef<OpFoldResult> keptSizes, ArrayRef<Type> elements,
                   ScalarBody body) {
  return createReductions(
      builder, loc, inputs, maps, keptRank, keptSizes, elements, body,
      [](OpBuilder &b, Location l, Value largest, Value value) -> Value {
        return arith::MaximumFOp::create(b, l, largest, value);
      });
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
