//===- BuildShapes.cpp - Indices behind reshapes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuildExpression.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

AxisList ExpressionBuilder::flatten(Axis axis) const {
  auto found = parts.find(axis);
  if (found == parts.end())
    return {axis};
  AxisList list;
  for (Axis part : found->second)
    llvm::append_range(list, flatten(part));
  return list;
}

AxisList ExpressionBuilder::getLoopAxes(Operation *op, unsigned loop,
                                        Expr size) {
  if (size->isConstant(1.0))
    return {};
  auto [place, isNew] = loopAxes.try_emplace({op, loop}, 0);
  if (isNew)
    place->second = algebra.createAxis(size);
  return flatten(place->second);
}

void ExpressionBuilder::split(Axis axis, ArrayRef<Expr> sizes) {
  AxisList list;
  for (Expr size : sizes)
    if (!size->isConstant(1.0))
      list.push_back(algebra.createAxis(size));
  parts[axis] = list;
  hasSplit = true;
}

/// Takes axes of the size `size` from an end of the list. One that is too large
/// is split. False where they do not fit.
bool ExpressionBuilder::takeFront(SmallVectorImpl<Axis> &list, Expr size,
                                  bool fromBack, AxisList &taken) {
  Expr missing = size;
  while (!missing->isConstant(1.0)) {
    if (list.empty())
      return false;
    Axis axis = fromBack ? list.back() : list.front();
    if (algebra.isShifted(axis))
      return false;
    Expr rest = sizes.divideExactly(missing, algebra.getSize(axis));
    if (!rest) {
      rest = sizes.divideExactly(algebra.getSize(axis), missing);
      if (rest)
        split(axis, fromBack ? ArrayRef<Expr>{rest, missing}
                             : ArrayRef<Expr>{missing, rest});
      return false;
    }
    missing = rest;
    taken.insert(fromBack ? taken.begin() : taken.end(), axis);
    list.erase(fromBack ? list.end() - 1 : list.begin());
  }
  return true;
}

std::optional<Index> ExpressionBuilder::partition(ArrayRef<Axis> axes,
                                                  ArrayRef<Expr> sizes) {
  Index index(sizes.size());
  SmallVector<size_t> dims;
  for (auto [dim, size] : llvm::enumerate(sizes))
    if (!size->isConstant(1.0))
      dims.push_back(dim);
  SmallVector<Axis> list(axes);
  // From both ends, as far as it goes; the dim that is left gets what is left.
  for (bool fromBack : {false, true})
    while (dims.size() > 1) {
      size_t dim = fromBack ? dims.back() : dims.front();
      AxisList taken;
      SmallVector<Axis> before = list;
      if (!takeFront(list, sizes[dim], fromBack, taken)) {
        if (hasSplit)
          return std::nullopt;
        list = before;
        break;
      }
      index[dim] = taken;
      dims.erase(fromBack ? dims.end() - 1 : dims.begin());
    }
  if (dims.size() == 1)
    index[dims[0]] = AxisList(ArrayRef<Axis>(list));
  if (dims.size() <= 1)
    return dims.empty() && !list.empty() ? std::nullopt : std::optional(index);
  // Whatever the sizes are, they are those of parts of the one axis.
  if (list.size() == 1 && !algebra.isShifted(list[0]))
    split(list[0],
          llvm::map_to_vector(dims, [&](size_t dim) { return sizes[dim]; }));
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Reshapes
//===----------------------------------------------------------------------===//

std::optional<Index>
ExpressionBuilder::getExpandedIndex(tensor::ExpandShapeOp op,
                                    const Index &index) {
  Index source;
  for (const ReassociationIndices &group : op.getReassociationIndices()) {
    AxisList &list = source.emplace_back();
    for (int64_t dim : group)
      llvm::append_range(list, index[dim]);
    if (list.size() > 1 &&
        llvm::any_of(list, [&](Axis axis) { return algebra.isShifted(axis); }))
      return std::nullopt;
  }
  return source;
}

std::optional<Index>
ExpressionBuilder::getCollapsedIndex(tensor::CollapseShapeOp op,
                                     const Index &index) {
  Index source(op.getSrcType().getRank());
  for (auto [list, group] :
       llvm::zip_equal(index, op.getReassociationIndices())) {
    SmallVector<Expr> lengths = llvm::map_to_vector(
        group, [&](int64_t dim) { return sizes.getSize(op.getSrc(), dim); });
    std::optional<Index> lists = partition(list, lengths);
    if (!lists)
      return std::nullopt;
    for (auto [dim, part] : llvm::zip_equal(group, *lists))
      source[dim] = part;
  }
  return source;
}

std::optional<Index> ExpressionBuilder::getReshapedIndex(tensor::ReshapeOp op,
                                                         const Index &index) {
  auto type = dyn_cast<RankedTensorType>(op.getSource().getType());
  if (!type)
    return std::nullopt;
  AxisList list;
  for (const AxisList &part : index)
    llvm::append_range(list, part);
  return partition(
      list, llvm::map_to_vector(llvm::seq(type.getRank()), [&](int64_t dim) {
        return sizes.getSize(op.getSource(), dim);
      }));
}

/// Of a slice that is all of its source.
std::optional<Index>
ExpressionBuilder::getSlicedIndex(tensor::ExtractSliceOp op,
                                  const Index &index) {
  llvm::SmallBitVector dropped = op.getDroppedDims();
  SmallVector<OpFoldResult> offsets = op.getMixedOffsets(),
                            lengths = op.getMixedSizes(),
                            strides = op.getMixedStrides();
  Index source;
  unsigned position = 0;
  for (int64_t dim : llvm::seq(op.getSourceType().getRank())) {
    if (!isZeroInteger(offsets[dim]) || !isOneInteger(strides[dim]) ||
        sizes.evaluate(lengths[dim]) != sizes.getSize(op.getSource(), dim))
      return std::nullopt;
    source.push_back(dropped.test(dim) ? AxisList() : index[position++]);
  }
  return source;
}

std::optional<Index> ExpressionBuilder::getCastIndex(tensor::CastOp op,
                                                     const Index &index) {
  auto type = dyn_cast<RankedTensorType>(op.getSource().getType());
  if (!type || type.getRank() != static_cast<int64_t>(index.size()))
    return std::nullopt;
  return index;
}

/// Of a margin of zeros around what a window reads.
Expr ExpressionBuilder::padded(tensor::PadOp op, const Index &index) {
  Value padding = op.getConstantPaddingValue();
  if (!padding || !scalar(padding)->isConstant(0.0))
    return nullptr;
  Index source;
  bool hasMargin = false;
  for (auto [dim, list] : llvm::enumerate(index)) {
    OpFoldResult low = op.getMixedLowPad()[dim],
                 high = op.getMixedHighPad()[dim];
    if (isZeroInteger(low) && isZeroInteger(high)) {
      source.push_back(list);
      continue;
    }
    std::optional<int64_t> before = getConstantIntValue(low);
    if (!before || list.size() != 1 || !algebra.isShifted(list[0]))
      return nullptr;
    hasMargin = true;
    source.push_back({algebra.getShifted(
        algebra.getShiftBase(list[0]), algebra.getShiftWindow(list[0]),
        algebra.getShiftOffset(list[0]) - *before)});
  }
  Expr inner = element(op.getSource(), source);
  return hasMargin ? algebra.padded(inner) : inner;
}
