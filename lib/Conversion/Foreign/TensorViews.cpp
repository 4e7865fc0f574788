//===- TensorViews.cpp - Reshapes that are checked ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/TensorViews.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A product of sizes: a number, and what is known when code runs.
struct Product {
  int64_t number = 1;
  SmallVector<Value> factors;

  explicit Product(ArrayRef<OpFoldResult> sizes) {
    for (OpFoldResult size : sizes)
      if (std::optional<int64_t> constant = getConstantIntValue(size))
        number *= *constant;
      else
        factors.push_back(cast<Value>(size));
  }

  bool isKnown() const { return factors.empty(); }

  Value materialize(OpBuilder &builder, Location loc) const {
    Value value;
    for (Value factor : factors)
      value = value ? builder.createOrFold<arith::MulIOp>(loc, value, factor)
                    : factor;
    Value constant = arith::ConstantIndexOp::create(builder, loc, number);
    if (!value)
      return constant;
    return number == 1
               ? value
               : builder.createOrFold<arith::MulIOp>(loc, value, constant);
  }
};

} // namespace

/// Drops factors that both products have.
static void cancel(Product &lhs, Product &rhs) {
  for (auto *factor = lhs.factors.begin(); factor != lhs.factors.end();) {
    auto *other = llvm::find_if(
        rhs.factors, [&](Value value) { return areSameSizes(*factor, value); });
    if (other == rhs.factors.end()) {
      ++factor;
      continue;
    }
    rhs.factors.erase(other);
    factor = lhs.factors.erase(factor);
  }
  if (lhs.number != 0 && rhs.number != 0) {
    int64_t divisor = std::gcd(lhs.number, rhs.number);
    lhs.number /= divisor;
    rhs.number /= divisor;
  }
}

/// The size that makes `sizes`, times it, as many elements as `given`.
static FailureOr<OpFoldResult> inferSize(OpBuilder &builder, Location loc,
                                         ArrayRef<OpFoldResult> given,
                                         ArrayRef<OpFoldResult> sizes) {
  Product total(given), rest(sizes);
  cancel(total, rest);
  if (rest.isKnown() && rest.number == 1)
    return getAsOpFoldResult(total.materialize(builder, loc));
  if (rest.isKnown() && total.isKnown())
    return failure();
  // A division by 0 would end the process before sizes are compared.
  Value divisor = builder.createOrFold<arith::MaxSIOp>(
      loc, rest.materialize(builder, loc),
      arith::ConstantIndexOp::create(builder, loc, 1));
  return getAsOpFoldResult(builder.createOrFold<arith::DivSIOp>(
      loc, total.materialize(builder, loc), divisor));
}

FailureOr<Value> norm::createCheckedReshape(OpBuilder &builder, Location loc,
                                            Value operand,
                                            SmallVector<OpFoldResult> sizes) {
  SmallVector<OpFoldResult> given = getTracedSizes(builder, loc, operand);
  auto isInferred = [](OpFoldResult size) {
    return getConstantIntValue(size) == -1;
  };
  auto *inferred = llvm::find_if(sizes, isInferred);
  if (inferred != sizes.end()) {
    SmallVector<OpFoldResult> others(sizes.begin(), inferred);
    others.append(std::next(inferred), sizes.end());
    FailureOr<OpFoldResult> size = inferSize(builder, loc, given, others);
    if (failed(size))
      return failure();
    *inferred = *size;
  }
  if (llvm::any_of(sizes, [](OpFoldResult size) {
        return getConstantIntValue(size).value_or(0) < 0;
      }))
    return failure();
  Product before(given), after(sizes);
  cancel(before, after);
  bool areKnown = before.isKnown() && after.isKnown();
  if (areKnown && before.number != after.number)
    return failure();
  if (!areKnown)
    requireSameSizes(builder, loc, Product(sizes).materialize(builder, loc),
                     Product(given).materialize(builder, loc),
                     "expects a reshape to keep the number of elements, {0} of "
                     "the new sizes; got {1}");
  return createReshape(builder, loc, operand, sizes);
}

Value norm::createFlattening(OpBuilder &builder, Location loc, Value operand,
                             int64_t first, int64_t last) {
  SmallVector<OpFoldResult> given = getTracedSizes(builder, loc, operand);
  ArrayRef<OpFoldResult> all = given;
  SmallVector<OpFoldResult> sizes(all.take_front(first));
  sizes.push_back(getAsOpFoldResult(
      Product(all.slice(first, last + 1 - first)).materialize(builder, loc)));
  llvm::append_range(sizes, all.drop_front(last + 1));
  return createReshape(builder, loc, operand, sizes);
}

Value norm::createDroppedUnits(OpBuilder &builder, Location loc, Value operand,
                               ArrayRef<int64_t> dims) {
  auto type = cast<RankedTensorType>(operand.getType());
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, operand);
  SmallVector<int64_t> shape(type.getShape());
  for (int64_t dim : llvm::reverse(dims)) {
    requireSameSizes(builder, loc, builder.getIndexAttr(1), sizes[dim],
                     "expects a size of {0} to be dropped; got {1}");
    shape[dim] = 1;
    sizes.erase(sizes.begin() + dim);
  }
  return createReshape(builder, loc,
                       castTo(builder, loc, operand, type.clone(shape)), sizes);
}
