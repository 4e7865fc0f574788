//===- TensorViews.cpp - Tensors that kernels need not store ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TensorViews.h"
#include "PaddedViews.h"
#include "SizeOrigin.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

bool norm::isAtMostOne(Value value) {
  auto minimum = value.getDefiningOp<arith::MinUIOp>();
  return minimum &&
         (isOneInteger(minimum.getLhs()) || isOneInteger(minimum.getRhs()));
}

/// 0, or min(size, 1) - 1: 0 where the axis has an element.
static bool isFirstOffset(OpFoldResult offset) {
  if (isZeroInteger(offset))
    return true;
  auto value = dyn_cast<Value>(offset);
  auto difference =
      value ? value.getDefiningOp<arith::SubIOp>() : arith::SubIOp();
  return difference && isAtMostOne(difference.getLhs()) &&
         isOneInteger(difference.getRhs());
}

bool norm::isWholeSlice(tensor::ExtractSliceOp slice, int64_t dim) {
  return getSizeOrigin(slice.getMixedSizes()[dim]) ==
         getSizeOrigin(slice.getSource(), dim);
}

/// Whether a slice has the first element of a dimension, or none.
static bool isFirstSlice(tensor::ExtractSliceOp slice, int64_t dim) {
  OpFoldResult length = slice.getMixedSizes()[dim];
  auto value = dyn_cast<Value>(length);
  return isOneInteger(length) || (value && isAtMostOne(value));
}

/// Whether a slice has whole dimensions and first elements only.
static bool isViewSlice(tensor::ExtractSliceOp slice) {
  return llvm::all_of(slice.getMixedOffsets(), isFirstOffset) &&
         llvm::all_of(slice.getMixedStrides(), isOneInteger) &&
         llvm::all_of(llvm::seq<int64_t>(slice.getSourceType().getRank()),
                      [&](int64_t dim) {
                        return isFirstSlice(slice, dim) ||
                               isWholeSlice(slice, dim);
                      });
}

bool norm::isView(Operation *op) {
  if (!op)
    return false;
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp,
          tensor::EmptyOp, tensor::SplatOp, linalg::FillOp>(op))
    return true;
  if (matchMargin(op))
    return true;
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return (matchShift(slice) &&
            matchMargin(slice.getSource().getDefiningOp())) ||
           isViewSlice(slice);
  return matchPattern(op, m_Constant()) &&
         isa<RankedTensorType>(op->getResult(0).getType());
}

Value norm::getViewed(Operation *view) {
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp,
          tensor::ExtractSliceOp, tensor::PadOp>(view))
    return view->getOperand(0);
  return nullptr;
}

Operation *norm::getProducer(Value value) {
  Operation *def = value.getDefiningOp();
  while (isView(def) && getViewed(def))
    def = getViewed(def).getDefiningOp();
  return def;
}

/// A linalg.index of the body, by its loop.
static std::optional<unsigned> matchLoop(Value index) {
  if (auto op = index.getDefiningOp<linalg::IndexOp>())
    return op.getDim();
  return std::nullopt;
}

std::optional<WindowAccess> norm::matchWindow(linalg::GenericOp op) {
  SmallVector<tensor::ExtractOp> extracts(op.getOps<tensor::ExtractOp>());
  if (extracts.size() != 1 || !extracts[0]->hasOneUse())
    return std::nullopt;
  tensor::ExtractOp extract = extracts[0];
  WindowAccess window;
  window.tensor = cast<TypedValue<RankedTensorType>>(extract.getTensor());
  // select(i < size, extract[.., select(i < size, i, c), ..], outside)
  auto value = dyn_cast<arith::SelectOp>(*extract->user_begin());
  if (!value || value.getTrueValue() != extract.getResult() ||
      !matchPattern(value.getFalseValue(), m_Constant(&window.outside)))
    return std::nullopt;
  window.value = value;
  auto inside = value.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!inside || inside.getPredicate() != arith::CmpIPredicate::ult)
    return std::nullopt;
  bool found = false;
  for (auto [dim, index] : llvm::enumerate(extract.getIndices())) {
    std::optional<unsigned> loop = matchLoop(index);
    bool isOnly =
        isZeroInteger(index) && window.tensor.getType().getDimSize(dim) == 1;
    if (!loop && !isOnly) {
      auto clamped = index.getDefiningOp<arith::SelectOp>();
      if (found || !clamped || clamped.getCondition() != inside ||
          clamped.getTrueValue() != inside.getLhs())
        return std::nullopt;
      // i = (c - before) + t
      auto sum = inside.getLhs().getDefiningOp<arith::AddIOp>();
      auto shifted =
          sum ? sum.getLhs().getDefiningOp<arith::SubIOp>() : arith::SubIOp();
      Value centre = shifted ? shifted.getLhs() : Value();
      if (!centre && sum)
        centre = sum.getLhs(); // a window that starts at c
      std::optional<unsigned> step =
          sum ? matchLoop(sum.getRhs()) : std::nullopt;
      std::optional<int64_t> before =
          shifted ? getConstantIntValue(shifted.getRhs()) : 0;
      loop = centre ? matchLoop(centre) : std::nullopt;
      if (!loop || !step || !before)
        return std::nullopt;
      window.axis = dim;
      window.window = *step;
      window.before = *before;
      found = true;
    }
    window.loops.push_back(loop);
  }
  return found ? std::optional(window) : std::nullopt;
}
