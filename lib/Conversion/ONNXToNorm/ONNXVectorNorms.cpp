//===- ONNXVectorNorms.cpp - LRN, Lp and mean-variance normalization ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TensorViews.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

static int64_t getRank(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getRank();
}

/// An input of rank 2 has no spatial axes.
static Values buildLRN(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<int64_t> size = node.readInteger("size");
  FailureOr<double> alpha = node.readFloat("alpha", 1e-4f);
  FailureOr<double> beta = node.readFloat("beta", 0.75);
  FailureOr<double> bias = node.readFloat("bias", 1.0);
  if (failed(input) || failed(size) || failed(alpha) || failed(beta) ||
      failed(bias))
    return failure();
  bool isMatrix = getRank(*input) == 2;
  OpBuilder &builder = node.getRewriter();
  Value spread =
      isMatrix ? createUnitDims(builder, node.getLoc(), *input, 2) : *input;
  Value y = LocalResponseNormOp::create(
      builder, node.getLoc(), spread, /*channel_axis=*/1, *size,
      APFloat(*alpha), APFloat(*beta), APFloat(*bias), WindowConvention::ONNX);
  return SmallVector<Value>{
      isMatrix ? createDroppedUnits(builder, node.getLoc(), y, 2) : y};
}

/// There is no epsilon; a vector of zeros stays one.
static Values buildLpNormalization(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<int64_t> axis = node.readInteger("axis", -1);
  FailureOr<int64_t> p = node.readInteger("p", 2);
  if (failed(input) || failed(axis) || failed(p))
    return failure();
  FailureOr<int64_t> counted =
      normalizeAxis(node.get(), "axis", *axis, getRank(*input));
  if (failed(counted))
    return failure();
  if (*p != 1 && *p != 2)
    return node->emitOpError() << "expects p to be 1 or 2; got " << *p;
  return SmallVector<Value>{
      LpNormalizeOp::create(node.getRewriter(), node.getLoc(), *input, *counted,
                            APFloat(static_cast<double>(*p)), APFloat(0.0),
                            ZeroNorm::Zero, /*return_statistics=*/false,
                            TypeAttr())
          .getResult()};
}

static Values buildMeanVarianceNormalization(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  int64_t otherwise[] = {0, 2, 3};
  FailureOr<SmallVector<int64_t>> axes = node.readIntegers("axes", otherwise);
  if (failed(input) || failed(axes))
    return failure();
  axes = normalizeAxes(node.get(), "axes", *axes, getRank(*input));
  if (failed(axes))
    return failure();
  return SmallVector<Value>{
      LayerNormOp::create(node.getRewriter(), node.getLoc(), *input, Value(),
                          Value(), *axes, APFloat(1e-9),
                          EpsilonMode::OutsideSqrt, APFloat(0.0),
                          CastPoint::Result, /*return_statistics=*/false,
                          EstimatorAttr(), TypeAttr())
          .getResult()};
}

void norm::appendVectorNormEntries(SmallVectorImpl<ONNXEntry> &entries) {
  entries.push_back({"LRN",
                     {1, 13},
                     1,
                     {"X"},
                     1,
                     1,
                     {"alpha", "beta", "bias", "size"},
                     buildLRN});
  entries.push_back({"LpNormalization",
                     {1, 22},
                     1,
                     {"input"},
                     1,
                     1,
                     {"axis", "p"},
                     buildLpNormalization});
  entries.push_back({"MeanVarianceNormalization",
                     {9, 13},
                     9,
                     {"X"},
                     1,
                     1,
                     {"axes"},
                     buildMeanVarianceNormalization});
}
