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
                               const KernelAxis &axis,
                               ArrayRef<OpFoldResult> sizes) {
  AffineExpr product = builder.getAffineConstantExpr(1);
  for (unsigned dim : axis.dims)
    product = product * builder.getAffineSymbolExpr(dim);
  return evaluate(builder, loc, product, sizes);
}

/// A term's factor over the sizes of the space, its symbols.
static AffineExpr getStrideExpr(const DimAccess::Term &term,
                                OpBuilder &builder) {
  AffineExpr sizes = SizeProduct{1, term.sizes}.toExpr(builder.getContext());
  return sizes * term.factor;
}

Value norm::createStrideCheck(OpBuilder &builder, KernelOp kernel,
                              const KernelLayout &layout,
                              ArrayRef<StrideAssumption> assumptions,
                              ArrayRef<OpFoldResult> sizes) {
  Location loc = kernel.getLoc();
  unsigned numDims = kernel.getNumDims();
  // The stride of an operand along a dimension of the space.
  auto getStride = [&](unsigned operand, unsigned dim) -> OpFoldResult {
    auto metadata = memref::ExtractStridedMetadataOp::create(
        builder, loc, kernel.getMapped()[operand]);
    SmallVector<OpFoldResult> symbols(sizes);
    llvm::append_range(symbols, metadata.getConstifiedMixedStrides());
    AffineExpr stride = builder.getAffineConstantExpr(0);
    for (auto [result, index] :
         llvm::enumerate(layout.getAccess(operand).getDims()))
      if (const DimAccess::Term *term = index.findTerm(dim))
        stride = stride + getStrideExpr(*term, builder) *
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

namespace {

/// Makes the view of one operand.
class ViewBuilder {
public:
  ViewBuilder(OpBuilder &builder, KernelOp kernel, const KernelLayout &layout,
              ArrayRef<OpFoldResult> sizes, std::optional<unsigned> vectorAxis,
              unsigned number, Value operand)
      : builder(builder), loc(kernel.getLoc()), kernel(kernel), layout(layout),
        sizes(sizes), vectorAxis(vectorAxis), number(number), operand(operand),
        metadata(
            memref::ExtractStridedMetadataOp::create(builder, loc, operand)),
        windows(layout.getWindows(number)),
        // Symbols: the space's sizes, then the offset and the strides.
        symbols(sizes) {
    symbols.push_back(metadata.getConstifiedMixedOffset());
    llvm::append_range(symbols, metadata.getConstifiedMixedStrides());
  }

  OperandView build() {
    findStrides();
    addBlocks();
    if (number < kernel.getInputs().size() && kernel.getOutsideValue(number))
      findWhereEmpty();
    for (unsigned axis = 0; axis < layout.getAxes().size(); ++axis)
      if (axis != vectorAxis)
        addAxis(axis);
    // The vectors' axis is last, or the window that slides along it.
    for (bool isSliding : {false, true})
      for (unsigned window : windows)
        if (slides(window) == isSliding)
          addWindow(window);
    if (vectorAxis)
      addAxis(*vectorAxis);
    OpFoldResult start = evaluate(builder, loc, this->start, symbols);
    auto toStatic = [](ArrayRef<OpFoldResult> values) {
      return llvm::map_to_vector(values, [](OpFoldResult value) {
        return getConstantIntValue(value).value_or(ShapedType::kDynamic);
      });
    };
    auto type = cast<MemRefType>(operand.getType());
    auto layoutAttr = StridedLayoutAttr::get(
        builder.getContext(), toStatic(start)[0], toStatic(viewStrides));
    auto viewType = MemRefType::get(toStatic(viewSizes), type.getElementType(),
                                    layoutAttr, type.getMemorySpace());
    view.buffer = memref::ReinterpretCastOp::create(
        builder, loc, viewType, metadata.getBaseBuffer(), start, viewSizes,
        viewStrides);
    return view;
  }

private:
  const DimAccess &getIndex(unsigned dim) const {
    return layout.getAccess(number).getDims()[dim];
  }
  Value getSize(unsigned dim) {
    return getValueOrCreateConstantIndexOp(
        builder, loc, metadata.getConstifiedMixedSizes()[dim]);
  }

  /// The place of the first element, and the distances along the space's
  /// dimensions, but for windows.
  void findStrides() {
    unsigned numDims = kernel.getNumDims();
    SmallVector<AffineExpr> origin(numDims, builder.getAffineConstantExpr(0));
    start = builder.getAffineSymbolExpr(numDims);
    strides.assign(origin);
    for (auto [dim, index] :
         llvm::enumerate(layout.getAccess(number).getDims())) {
      if (llvm::is_contained(windows, dim) ||
          index.kind == DimAccess::Kind::Blocks)
        continue;
      AffineExpr stride = builder.getAffineSymbolExpr(numDims + 1 + dim);
      start = start + index.expr.replaceDims(origin) * stride;
      for (const DimAccess::Term &term : index.terms)
        strides[term.dim] =
            strides[term.dim] + getStrideExpr(term, builder) * stride;
    }
  }

  /// The number of a block is the first index (C11).
  void addBlocks() {
    ArrayRef<DimAccess> dims = layout.getAccess(number).getDims();
    if (dims.empty() || dims.front().kind != DimAccess::Kind::Blocks)
      return;
    view.hasBlocks = true;
    viewSizes.push_back(metadata.getConstifiedMixedSizes().front());
    viewStrides.push_back(metadata.getConstifiedMixedStrides().front());
  }

  /// First elements are there unless the dimension has none.
  void findWhereEmpty() {
    auto type = cast<MemRefType>(operand.getType());
    for (auto [dim, index] :
         llvm::enumerate(layout.getAccess(number).getDims())) {
      bool isThere = !type.isDynamicDim(dim) && type.getDimSize(dim) != 0;
      if (index.kind != DimAccess::Kind::First || isThere)
        continue;
      Value isEmpty = arith::CmpIOp::create(
          builder, loc, arith::CmpIPredicate::eq, getSize(dim),
          arith::ConstantIndexOp::create(builder, loc, 0));
      view.isEmpty = view.isEmpty ? arith::OrIOp::create(builder, loc,
                                                         view.isEmpty, isEmpty)
                                  : isEmpty;
    }
  }

  /// The factor of the vectors' axis in a window's index; 0 where it does not
  /// slide along it.
  SizeProduct getSlide(unsigned window) {
    const DimAccess::Term *term =
        vectorAxis ? getIndex(window).findTerm(
                         layout.getAxes()[*vectorAxis].dims.back())
                   : nullptr;
    return term ? term->getStride() : SizeProduct{0, {}};
  }
  bool slides(unsigned window) { return !getSlide(window).isZero(); }

  void addWindow(unsigned window) {
    view.windows.push_back({getIndex(window).expr, getSize(window)});
    view.axes.push_back(OperandView::kWindow);
    viewSizes.push_back(getAsOpFoldResult(view.windows.back().size));
    OpFoldResult stride = metadata.getConstifiedMixedStrides()[window];
    viewStrides.push_back(stride);
    if (!slides(window))
      return;
    view.slides = true;
    // Neighbours are neighbours where one index goes through them.
    bool isOnly =
        llvm::count_if(windows,
                       [&](unsigned other) { return slides(other); }) == 1 &&
        layout.getStride(number, *vectorAxis).isOne();
    view.isContiguous |=
        isOnly && getSlide(window).isOne() && isOneInteger(stride);
  }

  void addAxis(unsigned axis) {
    unsigned dim = layout.getAxes()[axis].dims.back();
    AffineExpr stride = strides[dim];
    if (isa<AffineConstantExpr>(stride))
      return;
    view.axes.push_back(axis);
    viewSizes.push_back(
        getAxisSize(builder, loc, layout.getAxes()[axis], sizes));
    bool isUnit = axis == vectorAxis && layout.getStride(number, axis).isOne();
    view.isContiguous |= isUnit;
    viewStrides.push_back(isUnit ? OpFoldResult(builder.getIndexAttr(1))
                                 : evaluate(builder, loc, stride, symbols));
  }

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  const KernelLayout &layout;
  ArrayRef<OpFoldResult> sizes;
  std::optional<unsigned> vectorAxis;
  unsigned number;
  Value operand;
  memref::ExtractStridedMetadataOp metadata;
  ArrayRef<unsigned> windows;
  SmallVector<OpFoldResult> symbols;
  AffineExpr start;
  SmallVector<AffineExpr> strides; // by dimension
  SmallVector<OpFoldResult> viewSizes, viewStrides;
  OperandView view;
};

} // namespace

SmallVector<OperandView> norm::createViews(OpBuilder &builder, KernelOp kernel,
                                           const KernelLayout &layout,
                                           ArrayRef<OpFoldResult> sizes,
                                           std::optional<unsigned> vectorAxis) {
  SmallVector<OperandView> views;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped()))
    views.push_back(
        ViewBuilder(builder, kernel, layout, sizes, vectorAxis, number, operand)
            .build());
  return views;
}
