//===- TorchProducts.cpp - Products of matrices of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sums of products are f32, of f64 f64, and rounded once, with the bias in
// them.
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TensorViews.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

static RankedTensorType getType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

/// Reads a matrix, or matrices along a first axis, in the type of sums.
static FailureOr<Value> readFactor(TorchOp op, unsigned number) {
  FailureOr<Value> factor = op.readFloatTensor(number);
  RankedTensorType result = op.getResultType(0);
  if (failed(factor) || !result ||
      getType(*factor).getElementType() != result.getElementType())
    return failure();
  return createConversion(op.getRewriter(), op.getLoc(), *factor,
                          getArithmeticType(result.getElementType()));
}

/// The product, plus `bias` where there is one, rounded to the result's type.
static Values finish(TorchOp op, Value product, Value bias) {
  Type element = op.getResultType(0).getElementType();
  SmallVector<Value> operands = {product};
  if (bias)
    operands.push_back(bias);
  Type type = getType(product).getElementType();
  FailureOr<Value> sum =
      bias ? createBroadcastElementwise(
                 op.getRewriter(), op.getLoc(), operands, type,
                 [](OpBuilder &b, Location l, ValueRange x) {
                   return createArithmetic(b, l, Arithmetic::Add, x);
                 })
           : product;
  if (failed(sum))
    return failure();
  return SmallVector<Value>{
      createConversion(op.getRewriter(), op.getLoc(), *sum, element)};
}

/// The product where both are matrices, both matrices along a first axis, or
/// the second alone is a matrix; null for others.
static Value multiply(TorchOp op, Value lhs, Value rhs) {
  int64_t left = getType(lhs).getRank(), right = getType(rhs).getRank();
  OpBuilder &builder = op.getRewriter();
  Location loc = op.getLoc();
  if (left == right && (left == 2 || left == 3))
    return createMatmul(builder, loc, lhs, rhs);
  if (left < 2 || right != 2)
    return {};
  // Rows of all matrices below each other.
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, lhs);
  Value rows = createFlattening(builder, loc, lhs, 0, left - 2);
  sizes.back() = getTracedSize(builder, loc, rhs, 1);
  return createReshape(builder, loc, createMatmul(builder, loc, rows, rhs),
                       sizes);
}

/// mat1, mat2
static Values buildProduct(TorchOp op) {
  FailureOr<Value> lhs = readFactor(op, 0), rhs = readFactor(op, 1);
  if (failed(lhs) || failed(rhs))
    return failure();
  Value product = multiply(op, *lhs, *rhs);
  return product ? finish(op, product, Value()) : Values(failure());
}

/// input, weight, bias: the weight has a row for each feature of the result.
static Values buildLinear(TorchOp op) {
  FailureOr<Value> input = readFactor(op, 0), weight = readFactor(op, 1);
  FailureOr<Value> bias =
      op.isNone(2) ? FailureOr<Value>(Value()) : readFactor(op, 2);
  if (failed(input) || failed(weight) || failed(bias) ||
      getType(*weight).getRank() != 2)
    return failure();
  Value columns =
      createTranspose(op.getRewriter(), op.getLoc(), *weight, {1, 0});
  Value product = multiply(op, *input, columns);
  return product ? finish(op, product, *bias) : Values(failure());
}

/// self, mat1, mat2, beta, alpha, where both numbers are 1.
static Values buildAddmm(TorchOp op) {
  FailureOr<Value> bias = readFactor(op, 0), lhs = readFactor(op, 1),
                   rhs = readFactor(op, 2);
  FailureOr<double> beta = op.readNumber(3), alpha = op.readNumber(4);
  if (failed(bias) || failed(lhs) || failed(rhs) || failed(beta) ||
      failed(alpha) || *beta != 1.0 || *alpha != 1.0)
    return failure();
  Value product = multiply(op, *lhs, *rhs);
  return product ? finish(op, product, *bias) : Values(failure());
}

void norm::appendProductEntries(SmallVectorImpl<TorchEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<StringRef> operands,
                 Values (*build)(TorchOp), unsigned numOptional = 0) {
    entries.push_back({name, std::move(operands), 1, build,
                       ForeignKind::Neighbour, numOptional});
  };
  SmallVector<StringRef> two = {"self", "mat2"};
  add("aten.mm", two, buildProduct);
  add("aten.bmm", two, buildProduct);
  add("aten.matmul", two, buildProduct);
  add("aten.linear", {"input", "weight", "bias"}, buildLinear, 1);
  add("aten.addmm", {"self", "mat1", "mat2", "beta", "alpha"}, buildAddmm);
}
