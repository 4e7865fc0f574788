//===- OperandView.cpp - A kernel's operand over its axes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperandView.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

/// Evaluates an expression of the space's sizes, its symbols.
static OpFoldResult evaluate(OpBuilder &builder, Location loc, AffineExpr expr,
                             ArrayRef<OpFoldResult> symbols) {
  OpFoldResult value = affine::makeComposedFoldedAffineApply(
      builder, loc, AffineMap::get(0, symbols.size(), expr), symbols);
  if (std::optional<int64_t> constant = getConstantIntValue(value))
    return builder.getIndexAttr(*constant);
  return value;
}

OpFoldResult norm::getAxisSize(OpBuilder &builder, Location loc,
                               const Axis &axis, ArrayRef<OpFoldResult> sizes) {
  AffineExpr product = builder.getAffineConstantExpr(1);
  for (unsigned dim : axis.dims)
    product = product * builder.getAffineSymbolExpr(dim);
  return evaluate(builder, loc, product, sizes);
}

Value norm::createStrideCheck(OpBuilder &builder, KernelOp kernel,
                              ArrayRef<StrideAssumption> assumptions,
                              ArrayRef<OpFoldResult> sizes) {
  Location loc = kernel.getLoc();
  unsigned numDims = kernel.getNumDims();
  SmallVector<Value> operands(kernel.getInputs());
  llvm::append_range(operands, kernel.getInits());
  // The stride of an operand along a dimension of the space.
  auto getStride = [&](unsigned operand, unsigned dim) -> OpFoldResult {
    auto metadata = memref::ExtractStridedMetadataOp::create(builder, loc,
                                                             operands[operand]);
    SmallVector<OpFoldResult> symbols(sizes);
    llvm::append_range(symbols, metadata.getConstifiedMixedStrides());
    SmallVector<AffineExpr> origin(numDims, builder.getAffineConstantExpr(0));
    SmallVector<AffineExpr> unit = origin;
    unit[dim] = builder.getAffineConstantExpr(1);
    AffineExpr stride = builder.getAffineConstantExpr(0);
    for (auto [result, expr] :
         llvm::enumerate(kernel.getInputMap(operand).getResults()))
      stride = stride + (expr.replaceDims(unit) - expr.replaceDims(origin)) *
                            builder.getAffineSymbolExpr(numDims + result);
    return evaluate(builder, loc, stride, symbols);
  };
  Value check;
  for (const StrideAssumption &assumption : assumptions) {
    OpFoldResult outer = getStride(assumption.operand, assumption.outer);
    OpFoldResult expected = builder.getIndexAttr(1);
    if (assumption.inner)
      expected = evaluate(builder, loc,
                          builder.getAffineSymbolExpr(0) *
                              builder.getAffineSymbolExpr(1),
                          {getStride(assumption.operand, *assumption.inner),
                           sizes[*assumption.inner]});
    Value isEqual = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq,
        getValueOrCreateConstantIndexOp(builder, loc, outer),
        getValueOrCreateConstantIndexOp(builder, loc, expected));
    check =
        check ? arith::AndIOp::create(builder, loc, check, isEqual) : isEqual;
  }
  return check;
}

SmallVector<OperandView> norm::createViews(OpBuilder &builder, KernelOp kernel,
                                           const KernelLayout &layout,
                                           ArrayRef<OpFoldResult> sizes,
                                           std::optional<unsigned> vectorAxis) {
  Location loc = kernel.getLoc();
  unsigned numDims = kernel.getNumDims();
  AffineExpr zero = builder.getAffineConstantExpr(0);
  SmallVector<AffineExpr> origin(numDims, zero);
  SmallVector<Value> operands(kernel.getInputs());
  llvm::append_range(operands, kernel.getInits());
  SmallVector<OperandView> views;
  for (unsigned index = 0; index < operands.size(); ++index) {
    Value operand = operands[index];
    OperandView &view = views.emplace_back();
    auto type = cast<MemRefType>(operand.getType());
    AffineMap map = kernel.getInputMap(index);
    bool isInput = index < kernel.getInputs().size();
    bool mayBeOutside = isInput && kernel.getOutsideValue(index);
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, operand);
    OpFoldResult offset = metadata.getConstifiedMixedOffset();
    SmallVector<OpFoldResult> memoryStrides =
        metadata.getConstifiedMixedStrides();

    // Symbols: the space's sizes, then the offset and the strides.
    SmallVector<OpFoldResult> symbols(sizes);
    symbols.push_back(offset);
    llvm::append_range(symbols, memoryStrides);
    AffineExpr start = builder.getAffineSymbolExpr(numDims);
    SmallVector<AffineExpr> strides(numDims, zero);
    const std::optional<KernelLayout::Window> &window = layout.getWindow(index);
    for (unsigned result = 0; result < map.getNumResults(); ++result) {
      AffineExpr expr = map.getResult(result);
      if (window && window->result == result)
        continue;
      AffineExpr memoryStride =
          builder.getAffineSymbolExpr(numDims + 1 + result);
      AffineExpr first = expr.replaceDims(origin);
      start = start + first * memoryStride;
      for (unsigned dim = 0; dim < numDims; ++dim) {
        SmallVector<AffineExpr> unit = origin;
        unit[dim] = builder.getAffineConstantExpr(1);
        strides[dim] =
            strides[dim] + (expr.replaceDims(unit) - first) * memoryStride;
      }
      if (mayBeOutside && isa<AffineConstantExpr>(expr)) {
        Value size = getValueOrCreateConstantIndexOp(
            builder, loc, metadata.getConstifiedMixedSizes()[result]);
        Value isEmpty = arith::CmpIOp::create(
            builder, loc, arith::CmpIPredicate::eq, size,
            arith::ConstantIndexOp::create(builder, loc, 0));
        view.isEmpty =
            view.isEmpty
                ? arith::OrIOp::create(builder, loc, view.isEmpty, isEmpty)
                : isEmpty;
      }
    }
    if (window) {
      view.windowIndex = map.getResult(window->result);
      view.windowSize = getValueOrCreateConstantIndexOp(
          builder, loc, metadata.getConstifiedMixedSizes()[window->result]);
    }
    SmallVector<OpFoldResult> viewSizes, viewStrides;
    auto isInWindow = [&](unsigned axis) {
      return window && llvm::is_contained(window->dims,
                                          layout.getAxes()[axis].dims.back());
    };
    auto addWindow = [&](bool isAlongVectors) {
      view.axes.push_back(OperandView::kWindow);
      viewSizes.push_back(getAsOpFoldResult(view.windowSize));
      OpFoldResult stride = memoryStrides[window->result];
      view.isContiguous |= isAlongVectors && isOneInteger(stride);
      viewStrides.push_back(stride);
    };
    auto addAxis = [&](unsigned axis) {
      if (layout.getStride(index, axis).isZero() || isInWindow(axis))
        return;
      view.axes.push_back(axis);
      viewSizes.push_back(
          getAxisSize(builder, loc, layout.getAxes()[axis], sizes));
      bool isUnit = axis == vectorAxis && layout.getStride(index, axis).isOne();
      view.isContiguous |= isUnit;
      viewStrides.push_back(
          isUnit
              ? OpFoldResult(builder.getIndexAttr(1))
              : evaluate(builder, loc,
                         strides[layout.getAxes()[axis].dims.back()], symbols));
    };
    for (unsigned axis = 0; axis < layout.getAxes().size(); ++axis)
      if (axis != vectorAxis)
        addAxis(axis);
    bool slides = vectorAxis && isInWindow(*vectorAxis);
    if (window)
      addWindow(slides);
    if (vectorAxis)
      addAxis(*vectorAxis);
    OpFoldResult startValue = evaluate(builder, loc, start, symbols);
    auto toStatic = [](ArrayRef<OpFoldResult> values) {
      return llvm::map_to_vector(values, [](OpFoldResult value) {
        return getConstantIntValue(value).value_or(ShapedType::kDynamic);
      });
    };
    auto layoutAttr = StridedLayoutAttr::get(
        builder.getContext(), toStatic(startValue)[0], toStatic(viewStrides));
    auto viewType = MemRefType::get(toStatic(viewSizes), type.getElementType(),
                                    layoutAttr, type.getMemorySpace());
    view.buffer = memref::ReinterpretCastOp::create(
        builder, loc, viewType, metadata.getBaseBuffer(), startValue, viewSizes,
        viewStrides);
  }
  return views;
}
