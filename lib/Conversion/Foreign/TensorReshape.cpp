//===- TensorReshape.cpp - Reshapes as splits and joins of dims ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every reshape joins groups of adjacent dims and splits what it joined. The
// groups found here are small ones: dims of the same size at both ends stand
// for themselves, and static sizes are followed product by product, so that a
// batch stays a batch while channels become groups.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/TensorShapes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Adjacent dims of the operand, and the adjacent dims of the result that have
/// as many elements.
struct Group {
  ReassociationIndices from, to;
};

class Grouping {
public:
  Grouping(ArrayRef<OpFoldResult> from, ArrayRef<OpFoldResult> to)
      : from(from), to(to) {}

  SmallVector<Group> find();

private:
  /// Makes a group of the next dims up to these ends.
  void close(int64_t fromEnd, int64_t toEnd);
  /// Closes the smallest group of static dims that begins here; says whether
  /// there is one.
  bool closeStatic(int64_t fromEnd, int64_t toEnd);
  /// Whether no group is known to have different numbers of elements.
  bool isConsistent() const;

  ArrayRef<OpFoldResult> from, to;
  SmallVector<Group> groups;
  int64_t nextFrom = 0, nextTo = 0;
};

} // namespace

/// The product of the sizes; none where one of them is not known.
static std::optional<int64_t> multiply(ArrayRef<OpFoldResult> sizes,
                                       ArrayRef<int64_t> dims) {
  int64_t product = 1;
  for (int64_t dim : dims) {
    std::optional<int64_t> size = getConstantIntValue(sizes[dim]);
    if (!size)
      return std::nullopt;
    product *= *size;
  }
  return product;
}

void Grouping::close(int64_t fromEnd, int64_t toEnd) {
  Group &group = groups.emplace_back();
  llvm::append_range(group.from, llvm::seq(nextFrom, fromEnd));
  llvm::append_range(group.to, llvm::seq(nextTo, toEnd));
  nextFrom = fromEnd;
  nextTo = toEnd;
}

bool Grouping::closeStatic(int64_t fromEnd, int64_t toEnd) {
  int64_t i = nextFrom, j = nextTo, left = 1, right = 1;
  while (i == nextFrom || j == nextTo || left != right) {
    bool takesLeft = i == nextFrom || (j != nextTo && left < right);
    int64_t &position = takesLeft ? i : j;
    if (position == (takesLeft ? fromEnd : toEnd))
      return false;
    auto size = getConstantIntValue((takesLeft ? from : to)[position++]);
    if (!size)
      return false;
    (takesLeft ? left : right) *= *size;
  }
  close(i, j);
  return true;
}

bool Grouping::isConsistent() const {
  return llvm::all_of(groups, [&](const Group &group) {
    auto left = multiply(from, group.from), right = multiply(to, group.to);
    return !left || !right || *left == *right;
  });
}

SmallVector<Group> Grouping::find() {
  int64_t fromEnd = from.size(), toEnd = to.size(), numLast = 0;
  while (nextFrom < fromEnd && nextTo < toEnd &&
         areSameSizes(from[nextFrom], to[nextTo]))
    close(nextFrom + 1, nextTo + 1);
  while (nextFrom < fromEnd && nextTo < toEnd &&
         areSameSizes(from[fromEnd - 1], to[toEnd - 1])) {
    --fromEnd;
    --toEnd;
    ++numLast;
  }
  while (nextFrom < fromEnd && nextTo < toEnd && closeStatic(fromEnd, toEnd)) {
  }
  if (nextFrom < fromEnd || nextTo < toEnd) {
    // Units that are left over go with a neighbour.
    bool isLeftOver = nextFrom == fromEnd || nextTo == toEnd;
    if (isLeftOver && numLast > 0) {
      ++fromEnd;
      ++toEnd;
      --numLast;
    } else if (isLeftOver && !groups.empty()) {
      Group last = groups.pop_back_val();
      nextFrom = last.from.front();
      nextTo = last.to.front();
    }
    close(fromEnd, toEnd);
  }
  for (; numLast > 0; --numLast)
    close(nextFrom + 1, nextTo + 1);
  if (!isConsistent()) {
    groups.clear();
    nextFrom = nextTo = 0;
    close(from.size(), to.size());
  }
  return groups;
}

/// `joined`, which has one dim per group, split to the groups' dims of `sizes`.
static Value split(OpBuilder &builder, Location loc, Value joined,
                   ArrayRef<Group> groups, SmallVector<OpFoldResult> sizes) {
  auto type = cast<RankedTensorType>(joined.getType());
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<ReassociationIndices> dims;
  for (auto [size, group] : llvm::zip_equal(shape, groups)) {
    dims.push_back(group.to);
    std::optional<int64_t> product = multiply(sizes, group.to);
    if (product) {
      size = *product;
      continue;
    }
    if (group.to.size() == 1 && !ShapedType::isDynamic(size))
      sizes[group.to.front()] = builder.getIndexAttr(size);
    else
      size = ShapedType::kDynamic;
  }
  joined = castTo(builder, loc, joined, type.clone(shape));
  if (llvm::all_of(groups, [](const Group &g) { return g.to.size() == 1; }))
    return joined;
  return tensor::ExpandShapeOp::create(
      builder, loc,
      RankedTensorType::get(getStaticSizes(sizes), type.getElementType()),
      joined, dims, sizes);
}

/// The tensor of these sizes that `operand` is a view of, if there is one: it
/// was reshaped and comes back.
static Value getUnreshaped(Value operand, ArrayRef<int64_t> shape) {
  if (llvm::is_contained(shape, ShapedType::kDynamic))
    return Value();
  while (Operation *op = operand.getDefiningOp()) {
    if (!isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
      break;
    operand = op->getOperand(0);
    if (cast<RankedTensorType>(operand.getType()).getShape() == shape)
      return operand;
  }
  return Value();
}

Value norm::createReshape(OpBuilder &builder, Location loc, Value operand,
                          ArrayRef<OpFoldResult> sizes) {
  auto type = cast<RankedTensorType>(operand.getType());
  if (llvm::is_contained(type.getShape(), 0) ||
      llvm::is_contained(getStaticSizes(sizes), 0))
    return tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  auto result =
      RankedTensorType::get(getStaticSizes(sizes), type.getElementType());
  DenseElementsAttr constant;
  if (result.hasStaticShape() && matchPattern(operand, m_Constant(&constant)))
    return arith::ConstantOp::create(builder, loc, constant.reshape(result));
  if (Value source = getUnreshaped(operand, result.getShape()))
    return source;
  SmallVector<Group> groups =
      Grouping(getTracedSizes(builder, loc, operand), sizes).find();
  // One side is a scalar: the other has units alone.
  if (type.getRank() == 0 || sizes.empty()) {
    SmallVector<int64_t> ones(type.getRank(), 1);
    Value units = castTo(builder, loc, operand, type.clone(ones));
    return sizes.empty() && type.getRank() > 0
               ? Value(tensor::CollapseShapeOp::create(
                     builder, loc, units, ArrayRef<ReassociationIndices>()))
               : createUnitDims(
                     builder, loc, operand,
                     llvm::to_vector(llvm::seq<int64_t>(sizes.size())));
  }
  Value joined = operand;
  if (llvm::any_of(groups, [](const Group &g) { return g.from.size() != 1; }))
    joined = tensor::CollapseShapeOp::create(
        builder, loc, operand,
        llvm::map_to_vector(groups, [](const Group &g) { return g.from; }));
  return split(builder, loc, joined, groups, llvm::to_vector(sizes));
}
