//===- FoldAffineUtils.cpp - What affine foldings share ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldAffineUtils.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

FloatType norm::getFloatElement(Value tensor) {
  return cast<FloatType>(
      cast<RankedTensorType>(tensor.getType()).getElementType());
}

DenseElementsAttr norm::getConstant(Value tensor) {
  DenseElementsAttr constant;
  return matchPattern(tensor, m_Constant(&constant)) ? constant
                                                     : DenseElementsAttr();
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

bool norm::hasDecidedSizes(NormOpInterface op) {
  SmallVector<SizeCondition> conditions;
  op.getSizeConditions(conditions);
  return llvm::all_of(conditions, [](const SizeCondition &condition) {
    return condition.evaluate().has_value();
  });
}

/// One step from a size of a result towards the size that it derives from;
/// nothing where there is none.
static std::optional<TensorSize> getSizeSource(TensorSize size) {
  Operation *op = size.tensor.getDefiningOp();
  if (!op)
    return std::nullopt;
  if (auto normOp = dyn_cast<NormOpInterface>(op)) {
    if (size.tensor == op->getResult(0))
      return TensorSize{normOp.getNormalized(), size.dim};
    return std::nullopt;
  }
  if (auto empty = dyn_cast<tensor::EmptyOp>(op)) {
    auto dim = empty.getDynamicSize(size.dim).getDefiningOp<tensor::DimOp>();
    if (!dim || !dim.getConstantIndex() ||
        !isa<RankedTensorType>(dim.getSource().getType()))
      return std::nullopt;
    return TensorSize{dim.getSource(), *dim.getConstantIndex()};
  }
  if (auto destination = dyn_cast<DestinationStyleOpInterface>(op))
    return TensorSize{
        destination.getTiedOpOperand(cast<OpResult>(size.tensor))->get(),
        size.dim};
  if (auto castOp = dyn_cast<tensor::CastOp>(op))
    if (isa<RankedTensorType>(castOp.getSource().getType()))
      return TensorSize{castOp.getSource(), size.dim};
  // All operands of an elementwise op have the result's shape.
  if (OpTrait::hasElementwiseMappableTraits(op))
    for (Value operand : op->getOperands())
      if (isa<RankedTensorType>(operand.getType()))
        return TensorSize{operand, size.dim};
  return std::nullopt;
}

bool norm::haveSameSize(TensorSize a, TensorSize b) {
  auto resolve = [](TensorSize size) {
    while (!size.getStatic()) {
      std::optional<TensorSize> source = getSizeSource(size);
      if (!source)
        break;
      size = *source;
    }
    return size;
  };
  a = resolve(a), b = resolve(b);
  if (a.getStatic() || b.getStatic())
    return a.getStatic() == b.getStatic();
  return a.tensor == b.tensor && a.dim == b.dim;
}

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<int64_t>> norm::getPlainDims(AffineMap map) {
  SmallVector<int64_t> dims;
  for (AffineExpr expr : map.getResults()) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim)
      return failure();
    dims.push_back(dim.getPosition());
  }
  return dims;
}

FailureOr<SmallVector<int64_t>> norm::findDims(AffineMap map,
                                               ArrayRef<int64_t> loops) {
  SmallVector<int64_t> positions;
  for (int64_t loop : loops) {
    std::optional<unsigned> position =
        map.getResultPosition(getAffineDimExpr(loop, map.getContext()));
    if (!position)
      return failure();
    positions.push_back(*position);
  }
  return positions;
}

/// Whether `tensor`, read through `map`, has the sizes that `shape` has along
/// the loops, which are the dims of `shape`.
static bool hasSizesOf(Value tensor, AffineMap map, Value shape) {
  FailureOr<SmallVector<int64_t>> dims = getPlainDims(map);
  if (failed(dims))
    return false;
  return llvm::all_of(llvm::enumerate(*dims), [&](auto dim) {
    return haveSameSize({tensor, static_cast<int64_t>(dim.index())},
                        {shape, dim.value()});
  });
}

/// Whether `op` copies its only input to its result, which identity maps write.
static bool isBroadcast(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 1 || op.getNumDpsInits() != 1 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isIdentity())
    return false;
  Block *body = op.getBlock();
  return body->getTerminator()->getOperand(0) == body->getArgument(0);
}

BroadcastOperand norm::traceBroadcast(Value tensor, AffineMap map,
                                      Value shape) {
  AffineMap scalarMap = AffineMap::get(map.getNumDims(), 0, map.getContext());
  for (;;) {
    if (!isa<RankedTensorType>(tensor.getType())) {
      FloatAttr constant;
      if (matchPattern(tensor, m_Constant(&constant)))
        return {Value(), constant, scalarMap};
      return {tensor, FloatAttr(), scalarMap};
    }
    if (!hasSizesOf(tensor, map, shape))
      return {tensor, FloatAttr(), map};
    DenseElementsAttr constant = getConstant(tensor);
    if (constant && constant.isSplat() &&
        isa<FloatType>(constant.getElementType()))
      return {Value(), constant.getSplatValue<FloatAttr>(), scalarMap};
    if (auto splat = tensor.getDefiningOp<tensor::SplatOp>()) {
      tensor = splat.getInput();
      continue;
    }
    auto op = tensor.getDefiningOp<linalg::LinalgOp>();
    if (!op || !isBroadcast(op))
      return {tensor, FloatAttr(), map};
    OpOperand *input = op.getDpsInputOperand(0);
    map = op.getMatchingIndexingMap(input).compose(map);
    tensor = input->get();
  }
}

bool norm::isMultiplyAccumulate(linalg::LinalgOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumDpsInputs() != 2 ||
      op.getNumDpsInits() != 1)
    return false;
  Block *body = op.getBlock();
  auto isInput = [&](Value value, unsigned index) {
    if (auto extend = value.getDefiningOp<arith::ExtFOp>())
      value = extend.getIn();
    return value == body->getArgument(index);
  };
  auto sum =
      body->getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!sum)
    return false;
  Value accumulator = body->getArgument(2);
  Value term = sum.getLhs() == accumulator   ? sum.getRhs()
               : sum.getRhs() == accumulator ? sum.getLhs()
                                             : Value();
  auto product = term ? term.getDefiningOp<arith::MulFOp>() : arith::MulFOp();
  if (!product)
    return false;
  return (isInput(product.getLhs(), 0) && isInput(product.getRhs(), 1)) ||
         (isInput(product.getLhs(), 1) && isInput(product.getRhs(), 0));
}
