//===- MaterializeViews.cpp - Reshapes between layouts ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Materialize.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace mlir::norm::raise;

static AxisList flatten(const Index &index) {
  AxisList list;
  for (const AxisList &part : index)
    llvm::append_range(list, part);
  return list;
}

template <typename Range>
static bool isPermutation(const Range &a, const Range &b) {
  return a.size() == b.size() &&
         std::is_permutation(a.begin(), a.end(), b.begin());
}

/// Where in the order of axes a dimension ends, for each one.
static SmallVector<size_t> getEnds(const Index &index) {
  SmallVector<size_t> ends;
  size_t end = 0;
  for (const AxisList &list : index)
    ends.push_back(end += list.size());
  return ends;
}

/// The dimensions of a layout that make up each block of axes; a dimension of
/// size 1 joins the block before it.
static SmallVector<ReassociationIndices> groupDims(const Index &index,
                                                   ArrayRef<size_t> blockEnds) {
  SmallVector<ReassociationIndices> groups(blockEnds.size());
  for (auto [dim, end] : llvm::enumerate(getEnds(index))) {
    const auto *block = llvm::lower_bound(blockEnds, end);
    groups[std::min<size_t>(block - blockEnds.begin(), blockEnds.size() - 1)]
        .push_back(dim);
  }
  return groups;
}

/// Joins and splits neighbours; the axes stay in their order.
Value Materializer::createReshape(Value tensor, const Index &from,
                                  const Index &to) {
  if (from == to)
    return tensor;
  AxisList axes = flatten(from);
  // Blocks end where dimensions of both end.
  SmallVector<size_t> ends, fromEnds = getEnds(from), toEnds = getEnds(to);
  for (size_t end = 1; end <= axes.size(); ++end)
    if (llvm::is_contained(fromEnds, end) && llvm::is_contained(toEnds, end))
      ends.push_back(end);
  Index blocks;
  size_t begin = 0;
  for (size_t end : ends) {
    blocks.push_back(AxisList(ArrayRef<Axis>(axes).slice(begin, end - begin)));
    begin = end;
  }
  Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
  auto castTo = [&](const Index &layout) {
    RankedTensorType type = getType(layout, element);
    if (tensor.getType() != type)
      tensor = tensor::CastOp::create(builder, loc, type, tensor);
  };
  castTo(from);
  if (from != blocks) {
    SmallVector<ReassociationIndices> groups;
    if (!blocks.empty())
      groups = groupDims(from, ends);
    tensor = tensor::CollapseShapeOp::create(
        builder, loc, getType(blocks, element), tensor, groups);
  }
  if (to != blocks) {
    SmallVector<ReassociationIndices> groups;
    if (!blocks.empty())
      groups = groupDims(to, ends);
    tensor = tensor::ExpandShapeOp::create(builder, loc, getType(to, element),
                                           tensor, groups, createSizes(to));
  }
  return tensor;
}

Value Materializer::createView(Value tensor, const Index &from,
                               const Index &to) {
  AxisList fromAxes = flatten(from), toAxes = flatten(to);
  if (fromAxes == toAxes)
    return createReshape(tensor, from, to);
  if (!isPermutation(fromAxes, toAxes))
    return {};
  // Whole dimensions are permuted where they stay whole, else their axes.
  auto getDims = [](const Index &index) {
    return llvm::filter_to_vector<4>(
        index, [](const AxisList &list) { return !list.empty(); });
  };
  Index source = getDims(from), target = getDims(to);
  if (!isPermutation(source, target)) {
    auto separate = [](ArrayRef<Axis> axes) {
      return llvm::map_to_vector<4>(axes,
                                    [](Axis axis) { return AxisList{axis}; });
    };
    source = separate(fromAxes);
    target = separate(toAxes);
  }
  tensor = createReshape(tensor, from, source);
  SmallVector<int64_t> permutation =
      llvm::map_to_vector(target, [&](const AxisList &list) -> int64_t {
        return llvm::find(source, list) - source.begin();
      });
  Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
  Value init =
      tensor::EmptyOp::create(builder, loc, createSizes(target), element);
  tensor = linalg::TransposeOp::create(builder, loc, tensor, init, permutation)
               .getResult()[0];
  return createReshape(tensor, target, to);
}
