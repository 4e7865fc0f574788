//===- PaddedViews.cpp - Windows through padded tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PaddedViews.h"

#include "TensorViews.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

/// The margin of a tensor.pad, whoever reads it.
static std::optional<Margin> matchPad(Operation *op) {
  auto pad = dyn_cast_or_null<tensor::PadOp>(op);
  Value value = pad ? pad.getConstantPaddingValue() : Value();
  Margin margin;
  if (!value || !matchPattern(value, m_Constant(&margin.value)))
    return std::nullopt;
  std::optional<unsigned> axis;
  for (auto [dim, low, high] :
       llvm::enumerate(pad.getMixedLowPad(), pad.getMixedHighPad())) {
    if (isZeroInteger(low) && isZeroInteger(high))
      continue;
    std::optional<int64_t> before = getConstantIntValue(low);
    if (axis || !before || *before < 0)
      return std::nullopt;
    axis = dim;
    margin.low = *before;
  }
  if (!axis)
    return std::nullopt;
  margin.source = pad.getSource();
  margin.axis = *axis;
  return margin;
}

std::optional<int64_t> norm::matchShift(tensor::ExtractSliceOp slice) {
  std::optional<Margin> margin = matchPad(slice.getSource().getDefiningOp());
  if (!margin || slice.getDroppedDims().any() ||
      !llvm::all_of(slice.getMixedStrides(), isOneInteger))
    return std::nullopt;
  std::optional<int64_t> shift;
  for (auto [dim, offset] : llvm::enumerate(slice.getMixedOffsets())) {
    if (dim == margin->axis)
      shift = getConstantIntValue(offset);
    else if (!isZeroInteger(offset) || !isWholeSlice(slice, dim))
      return std::nullopt;
  }
  return shift;
}

std::optional<std::pair<unsigned, unsigned>>
norm::matchSlidingIndex(AffineExpr expr) {
  auto sum = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!sum || sum.getKind() != AffineExprKind::Add)
    return std::nullopt;
  auto first = dyn_cast<AffineDimExpr>(sum.getLHS());
  auto second = dyn_cast<AffineDimExpr>(sum.getRHS());
  if (!first || !second || first == second)
    return std::nullopt;
  return std::make_pair(first.getPosition(), second.getPosition());
}

AffineExpr norm::simplifyIndex(AffineExpr expr, linalg::GenericOp op) {
  std::optional<std::pair<unsigned, unsigned>> loops = matchSlidingIndex(expr);
  if (!loops)
    return expr;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  if (ranges[loops->second] == 1)
    return getAffineDimExpr(loops->first, expr.getContext());
  if (ranges[loops->first] == 1)
    return getAffineDimExpr(loops->second, expr.getContext());
  return expr;
}

/// Whether linalg ops alone read a tensor, along `axis` by index or window. An
/// index that is not shifted would be one of all of the source.
static bool isReadAlong(Value tensor, const Margin &margin, int64_t shift,
                        bool bySlices) {
  unsigned axis = margin.axis;
  auto sizeOf = [&](Value value) {
    return cast<RankedTensorType>(value.getType()).getDimSize(axis);
  };
  bool isWholeSource =
      shift != margin.low || sizeOf(tensor) == sizeOf(margin.source);
  return llvm::all_of(tensor.getUses(), [&](OpOperand &use) {
    if (isa<tensor::DimOp>(use.getOwner()))
      return true;
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(use.getOwner()))
      return bySlices && matchShift(slice) &&
             isReadAlong(slice.getResult(), margin, *matchShift(slice),
                         /*bySlices=*/false);
    auto generic = dyn_cast<linalg::GenericOp>(use.getOwner());
    if (generic && !generic.payloadUsesValueFromOperand(&use))
      return true; // its sizes are read
    if (!generic || !generic.isDpsInput(&use))
      return false;
    AffineExpr index = simplifyIndex(
        generic.getMatchingIndexingMap(&use).getResult(axis), generic);
    return matchSlidingIndex(index) ||
           (isa<AffineDimExpr>(index) && isWholeSource);
  });
}

std::optional<Margin> norm::matchMargin(Operation *op) {
  std::optional<Margin> margin = matchPad(op);
  if (!margin)
    return std::nullopt;
  // Reshapes would take the axis apart, and one of size 1 is no dimension.
  auto type = cast<RankedTensorType>(margin->source.getType());
  Operation *def = margin->source.getDefiningOp();
  bool isAxis = !type.isDynamicDim(margin->axis) &&
                type.getDimSize(margin->axis) > 1 &&
                !isa_and_present<tensor::CollapseShapeOp, tensor::ExpandShapeOp,
                                 tensor::ExtractSliceOp, tensor::PadOp>(def);
  if (!isAxis || !isReadAlong(op->getResult(0), *margin, 0, true))
    return std::nullopt;
  return margin;
}

/// The dimension of what `view` is of that is all of dimension `dim` of it.
static std::optional<unsigned> getViewedDim(Operation *view, unsigned dim) {
  if (isa<tensor::CastOp>(view))
    return dim;
  bool isExpand = isa<tensor::ExpandShapeOp>(view);
  if (!isExpand && !isa<tensor::CollapseShapeOp>(view))
    return std::nullopt;
  SmallVector<ReassociationIndices> reassociation =
      isExpand ? cast<tensor::ExpandShapeOp>(view).getReassociationIndices()
               : cast<tensor::CollapseShapeOp>(view).getReassociationIndices();
  auto longer = cast<RankedTensorType>(
      isExpand ? view->getResult(0).getType() : view->getOperand(0).getType());
  for (auto [whole, dims] : llvm::enumerate(reassociation)) {
    if (isExpand ? !llvm::is_contained(dims, dim) : whole != dim)
      continue;
    std::optional<unsigned> widest;
    for (int64_t part : dims) {
      if (longer.getDimSize(part) == 1)
        continue;
      if (widest)
        return std::nullopt;
      widest = part;
    }
    if (!isExpand)
      return widest;
    return widest == dim ? std::optional<unsigned>(whole) : std::nullopt;
  }
  return std::nullopt;
}

/// The tensor that `tensor` is a view of, in the end, and its dimension that is
/// all of dimension `dim`; null where there is none.
static std::pair<Value, unsigned> getOrigin(Value tensor, unsigned dim) {
  for (Operation *def = tensor.getDefiningOp(); isView(def) && getViewed(def);
       def = tensor.getDefiningOp()) {
    std::optional<unsigned> viewed = getViewedDim(def, dim);
    if (!viewed)
      return {nullptr, 0};
    tensor = getViewed(def);
    dim = *viewed;
  }
  return {tensor, dim};
}

namespace {

/// Computes what an op gives where its operands are 0 along an axis.
class ZeroEvaluator {
public:
  explicit ZeroEvaluator(function_ref<bool(Operation *)> isMember)
      : isMember(isMember) {}

  /// Null where it is not known.
  Attribute evaluate(linalg::GenericOp op, unsigned number, unsigned axis) {
    auto loop = dyn_cast<AffineDimExpr>(
        op.getMatchingIndexingMap(op.getDpsInitOperand(number))
            .getResult(axis));
    if (!loop || op.getNumReductionLoops() != 0)
      return nullptr;
    DenseMap<Value, Attribute> known;
    for (OpOperand *operand : op.getDpsInputOperands())
      known[op.getMatchingBlockArgument(operand)] =
          getElement(*operand, op.getMatchingIndexingMap(operand), loop);
    auto lookup = [&](Value value) {
      Attribute constant;
      if (matchPattern(value, m_Constant(&constant)))
        return constant;
      return known.lookup(value);
    };
    for (Operation &nested : op.getBody()->without_terminator()) {
      SmallVector<Attribute> operands =
          llvm::map_to_vector(nested.getOperands(), lookup);
      SmallVector<OpFoldResult> results;
      if (failed(nested.fold(operands, results)))
        continue;
      for (auto [value, result] : llvm::zip(nested.getResults(), results))
        known[value] = isa<Attribute>(result) ? cast<Attribute>(result)
                                              : lookup(cast<Value>(result));
    }
    return lookup(op.getBody()->getTerminator()->getOperand(number));
  }

private:
  Attribute getElement(OpOperand &operand, AffineMap map, AffineExpr loop) {
    const auto *along = llvm::find(map.getResults(), loop);
    if (along == map.getResults().end())
      return nullptr;
    auto [tensor, dim] =
        getOrigin(operand.get(), along - map.getResults().begin());
    if (!tensor)
      return nullptr;
    auto producer = tensor.getDefiningOp<linalg::GenericOp>();
    if (producer && isMember(producer))
      return evaluate(producer, cast<OpResult>(tensor).getResultNumber(), dim);
    // Splats are the same everywhere.
    if (isView(tensor.getDefiningOp()))
      return nullptr;
    return Builder(tensor.getContext())
        .getZeroAttr(getElementTypeOrSelf(tensor.getType()));
  }

  function_ref<bool(Operation *)> isMember;
};

} // namespace

bool norm::isMarginOfSource(const Margin &margin,
                            function_ref<bool(Operation *)> isMember) {
  auto [tensor, dim] = getOrigin(margin.source, margin.axis);
  auto producer =
      tensor ? tensor.getDefiningOp<linalg::GenericOp>() : linalg::GenericOp();
  return producer && ZeroEvaluator(isMember).evaluate(
                         producer, cast<OpResult>(tensor).getResultNumber(),
                         dim) == margin.value;
}
