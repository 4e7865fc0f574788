//===- AxisClasses.cpp - Which axes of a fusion walk together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AxisClasses.h"
#include "PaddedViews.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Classes
//===----------------------------------------------------------------------===//

unsigned AxisClasses::createClass() {
  Class &entry = classes.emplace_back();
  entry.parent = classes.size() - 1;
  return entry.parent;
}

unsigned AxisClasses::getClass(AxisKey axis) {
  auto [entry, isNew] = axes.insert({axis, classes.size()});
  if (!isNew)
    return getRoot(entry->second);
  order.push_back(axis);
  return createClass();
}

std::optional<unsigned> AxisClasses::findClass(AxisKey axis) const {
  auto entry = axes.find(axis);
  return entry == axes.end() ? std::nullopt
                             : std::optional(getRoot(entry->second));
}

void AxisClasses::begin() {
  isOnTrial = true;
  hasTouchedOld = false;
  oldClasses = classes.size();
  oldAxes = order.size();
  oldSplits = splits.size();
  changes.clear();
}

void AxisClasses::rollback() {
  for (auto &[index, old] : llvm::reverse(changes))
    classes[index] = std::move(old);
  for (const AxisKey &axis : ArrayRef(order).drop_front(oldAxes))
    axes.erase(axis);
  order.truncate(oldAxes);
  classes.truncate(oldClasses);
  splits.truncate(oldSplits);
  isOnTrial = false;
}

/// A class that is about to change.
AxisClasses::Class &AxisClasses::edit(unsigned root) {
  if (isOnTrial && root < oldClasses)
    changes.push_back({root, classes[root]});
  return classes[root];
}

LogicalResult AxisClasses::setSize(unsigned root, int64_t size) {
  if (ShapedType::isDynamic(size) || classes[root].size == size)
    return success();
  if (!ShapedType::isDynamic(classes[root].size))
    return failure();
  edit(root).size = size;
  hasTouchedOld |= size == 1 && root < oldClasses;
  return success();
}

bool AxisClasses::reaches(ArrayRef<unsigned> from, unsigned root) const {
  SmallVector<unsigned> work(from.begin(), from.end());
  while (!work.empty()) {
    unsigned part = getRoot(work.pop_back_val());
    if (part == root)
      return true;
    llvm::append_range(work, classes[part].parts);
  }
  return false;
}

LogicalResult AxisClasses::join(unsigned first, unsigned second) {
  first = getRoot(first);
  second = getRoot(second);
  if (first == second)
    return success();
  // An earlier class stays what it is.
  bool isOld[2] = {first < oldClasses, second < oldClasses};
  if (isOld[0] != isOld[1] ? isOld[1]
                           : classes[first].weight < classes[second].weight)
    std::swap(first, second);
  hasTouchedOld |= isOld[0] && isOld[1];
  Class &dropped = edit(second);
  dropped.parent = first;
  SmallVector<unsigned> parts(dropped.parts.begin(), dropped.parts.end());
  Class &kept = edit(first);
  kept.weight += dropped.weight;
  hasTouchedOld |=
      first < oldClasses && !kept.isFirst && dropped.isFirst && !kept.isWhole;
  kept.isFirst |= dropped.isFirst;
  kept.isWhole |= dropped.isWhole;
  if (!kept.sizeValue)
    kept.sizeValue = dropped.sizeValue;
  if (failed(setSize(first, dropped.size)))
    return failure();
  // The first elements of an axis walk with whole axes of size 1 only.
  if (kept.isFirst && kept.isWhole) {
    if (kept.size != 1)
      return failure();
    kept.isFirst = false;
  }
  // An axis that walks with a part of itself, or is one.
  if (reaches(parts, first) || reaches(kept.parts, first))
    return failure();
  return split(first, parts);
}

/// Makes a class the product of others. Axes of size 1 are no parts.
LogicalResult AxisClasses::split(unsigned whole, ArrayRef<unsigned> into) {
  whole = getRoot(whole);
  if (into.empty())
    return success();
  SmallVector<unsigned> parts;
  for (unsigned part : into)
    if (classes[getRoot(part)].size != 1)
      parts.push_back(getRoot(part));
  if (parts.empty())
    return setSize(whole, 1);
  if (classes[whole].size == 1) {
    for (unsigned part : parts)
      if (failed(setSize(part, 1)))
        return failure();
    return success();
  }
  if (parts.size() == 1)
    return join(whole, parts.front());
  if (classes[whole].parts.empty())
    return setParts(whole, parts);
  return refine(classes[whole].parts, parts);
}

LogicalResult AxisClasses::setParts(unsigned whole, ArrayRef<unsigned> parts) {
  if (reaches(parts, whole))
    return failure();
  hasTouchedOld |= whole < oldClasses;
  edit(whole).parts.assign(parts.begin(), parts.end());
  splits.push_back(whole);
  // Sizes follow from each other.
  int64_t product = 1;
  for (unsigned part : parts) {
    int64_t size = classes[getRoot(part)].size;
    if (ShapedType::isDynamic(size))
      return success();
    product *= size;
  }
  return setSize(whole, product);
}

bool AxisClasses::haveSameSize(unsigned first, unsigned second) const {
  const Class &a = classes[first], &b = classes[second];
  if (!ShapedType::isDynamic(a.size))
    return a.size == b.size;
  return a.sizeValue && a.sizeValue == b.sizeValue;
}

SmallVector<unsigned> AxisClasses::getLeaves(ArrayRef<unsigned> parts) const {
  SmallVector<unsigned> leaves;
  for (unsigned part : parts)
    collectAtoms(part, leaves);
  return leaves;
}

/// Takes the outermost (or innermost) of two products away where one of them
/// divides the other: false where neither is known to.
FailureOr<bool> AxisClasses::matchEnds(SmallVectorImpl<unsigned> &first,
                                       SmallVectorImpl<unsigned> &second,
                                       bool atFront) {
  auto end = [&](SmallVectorImpl<unsigned> &list) -> unsigned & {
    return atFront ? list.front() : list.back();
  };
  auto drop = [&](SmallVectorImpl<unsigned> &list) {
    list.erase(atFront ? list.begin() : list.end() - 1);
  };
  unsigned a = end(first), b = end(second);
  if (a == b || haveSameSize(a, b)) {
    drop(first);
    drop(second);
    if (failed(join(a, b)))
      return failure();
    return true;
  }
  int64_t sizes[2] = {classes[a].size, classes[b].size};
  bool areStated = sizes[0] > 0 && sizes[1] > 0;
  if (areStated && sizes[0] > sizes[1])
    return matchEnds(second, first, atFront);
  if (!areStated || sizes[1] % sizes[0] != 0)
    return false;
  unsigned rest = createClass();
  classes[rest].size = sizes[1] / sizes[0];
  if (failed(setParts(b, atFront ? ArrayRef<unsigned>{a, rest}
                                 : ArrayRef<unsigned>{rest, a})))
    return failure();
  drop(first);
  end(second) = rest;
  return true;
}

/// Splits two products of the same size until they are one.
LogicalResult AxisClasses::refine(ArrayRef<unsigned> firstParts,
                                  ArrayRef<unsigned> secondParts) {
  SmallVector<unsigned> first = getLeaves(firstParts);
  SmallVector<unsigned> second = getLeaves(secondParts);
  for (;; first = getLeaves(first), second = getLeaves(second)) {
    if (first.empty() || second.empty()) {
      for (unsigned left : llvm::concat<unsigned>(first, second))
        if (failed(setSize(getRoot(left), 1)))
          return failure();
      return success();
    }
    FailureOr<bool> matched = matchEnds(first, second, /*atFront=*/true);
    if (succeeded(matched) && !*matched)
      matched = matchEnds(first, second, /*atFront=*/false);
    if (failed(matched))
      return failure();
    if (*matched)
      continue;
    if (first.size() == 1)
      return split(first.front(), second);
    if (second.size() == 1)
      return split(second.front(), first);
    return failure();
  }
}

//===----------------------------------------------------------------------===//
// Ops and tensors
//===----------------------------------------------------------------------===//

LogicalResult
AxisClasses::addReshape(Value whole, Value parts,
                        ArrayRef<ReassociationIndices> reassociation) {
  for (auto [dim, dims] : llvm::enumerate(reassociation)) {
    SmallVector<unsigned> partClasses;
    for (int64_t part : dims)
      partClasses.push_back(getClass(parts, part));
    if (failed(split(getClass(whole, dim), partClasses)))
      return failure();
  }
  return success();
}

LogicalResult AxisClasses::addSlice(tensor::ExtractSliceOp slice) {
  llvm::SmallBitVector dropped = slice.getDroppedDims();
  // Along a margin, a slice walks on its own.
  std::optional<Margin> margin = matchMargin(slice.getSource().getDefiningOp());
  unsigned dim = 0;
  for (int64_t source = 0; source < slice.getSourceType().getRank(); ++source) {
    if (dropped.test(source))
      continue;
    unsigned index = getClass(slice.getResult(), dim++);
    if (margin && margin->axis == source)
      continue;
    if (isWholeSlice(slice, source)) {
      if (failed(join(index, getClass(slice.getSource(), source))))
        return failure();
    } else if (classes[index].size != 1) {
      hasTouchedOld |= index < oldClasses;
      edit(index).isFirst = true;
    }
  }
  return success();
}

LogicalResult AxisClasses::addTensor(Value tensor) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  // Its first axis says whether it is known.
  if (!type || (type.getRank() > 0 && findClass(tensor, 0)))
    return success();
  Operation *def = tensor.getDefiningOp();
  SmallVector<OpFoldResult> sizes;
  if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(def))
    sizes = expand.getMixedOutputShape();
  if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(def))
    sizes = empty.getMixedSizes();
  auto slice = dyn_cast_or_null<tensor::ExtractSliceOp>(def);
  bool isSlice =
      slice && isView(def) && !matchMargin(slice.getSource().getDefiningOp());
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    Class &entry = classes[getClass(tensor, dim)];
    entry.isWhole = !isSlice;
    entry.size = type.getDimSize(dim);
    if (!sizes.empty())
      entry.sizeValue = dyn_cast<Value>(sizes[dim]);
  }
  if (!isView(def) || !getViewed(def))
    return success();
  Value viewed = getViewed(def);
  if (failed(addTensor(viewed)))
    return failure();
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(def))
    return addReshape(viewed, tensor, expand.getReassociationIndices());
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(def))
    return addReshape(tensor, viewed, collapse.getReassociationIndices());
  if (slice)
    return addSlice(slice);
  std::optional<Margin> margin = matchMargin(def);
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (!(margin && margin->axis == dim) &&
        failed(join(getClass(tensor, dim), getClass(viewed, dim))))
      return failure();
  return success();
}

LogicalResult AxisClasses::addOp(linalg::GenericOp op) {
  auto joinLoop = [&](Value tensor, unsigned dim, unsigned loop) {
    return join(getClass({op.getOperation(), loop}), getClass(tensor, dim));
  };
  auto joinOperand = [&](Value tensor, AffineMap map) -> LogicalResult {
    if (failed(addTensor(tensor)))
      return failure();
    for (auto [dim, expr] : llvm::enumerate(map.getResults()))
      if (auto loop = dyn_cast<AffineDimExpr>(simplifyIndex(expr, op)))
        if (failed(joinLoop(tensor, dim, loop.getPosition())))
          return failure();
    return success();
  };
  for (OpOperand &operand : op->getOpOperands())
    if (failed(joinOperand(operand.get(), op.getMatchingIndexingMap(&operand))))
      return failure();
  for (OpResult result : op.getResults())
    if (failed(joinOperand(
            result, op.getMatchingIndexingMap(op.getTiedOpOperand(result)))))
      return failure();
  if (std::optional<WindowAccess> window = matchWindow(op)) {
    if (failed(addTensor(window->tensor)))
      return failure();
    for (auto [dim, loop] : llvm::enumerate(window->loops))
      if (loop && failed(joinLoop(window->tensor, dim, *loop)))
        return failure();
  }
  return getWalked(op);
}

LogicalResult AxisClasses::addView(Value view) { return addTensor(view); }

//===----------------------------------------------------------------------===//
// Atoms
//===----------------------------------------------------------------------===//

void AxisClasses::collectAtoms(unsigned index,
                               SmallVectorImpl<unsigned> &roots) const {
  index = getRoot(index);
  const Class &entry = classes[index];
  if (entry.isFirst || entry.size == 1)
    return;
  if (entry.parts.empty())
    roots.push_back(index);
  for (unsigned part : entry.parts)
    collectAtoms(part, roots);
}

FailureOr<SmallVector<unsigned>> AxisClasses::getWalked(linalg::GenericOp op,
                                                        bool reduced) const {
  SmallVector<unsigned> walked;
  for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
    if (!reduced || iterator == utils::IteratorType::reduction)
      if (std::optional<unsigned> index =
              findClass({op.getOperation(), static_cast<unsigned>(loop)}))
        collectAtoms(*index, walked);
  llvm::sort(walked);
  if (std::adjacent_find(walked.begin(), walked.end()) != walked.end())
    return failure();
  return walked;
}

SmallVector<unsigned> AxisClasses::getDynamicParts(bool onTrial) const {
  SmallVector<unsigned> parts;
  for (unsigned whole : ArrayRef(splits).drop_front(onTrial ? oldSplits : 0))
    for (unsigned part : classes[getRoot(whole)].parts)
      if (isLeaf(part) && ShapedType::isDynamic(classes[getRoot(part)].size))
        parts.push_back(getRoot(part));
  return parts;
}

SmallVector<unsigned>
AxisClasses::getNumbers(std::optional<unsigned> index) const {
  SmallVector<unsigned> roots;
  if (index)
    collectAtoms(*index, roots);
  for (unsigned &root : roots)
    root = numbers.lookup(root);
  return roots;
}

SmallVector<unsigned> AxisClasses::getLoopAtoms(linalg::GenericOp op,
                                                unsigned loop) const {
  return getNumbers(findClass({op.getOperation(), loop}));
}

SmallVector<unsigned> AxisClasses::getAtoms(Value tensor, unsigned dim) const {
  return getNumbers(findClass(tensor, dim));
}

/// The atoms of the tensors that the ops read and write, each in the order of
/// its dimensions; after those of all operands, what views are of.
SmallVector<SmallVector<unsigned>>
AxisClasses::getOrders(ArrayRef<linalg::GenericOp> fusion,
                       const llvm::DenseSet<unsigned> &walked) const {
  SmallVector<SmallVector<unsigned>> orders;
  auto addOrder = [&](Value tensor) {
    auto type = dyn_cast<RankedTensorType>(tensor.getType());
    SmallVector<unsigned> roots;
    for (int64_t dim = 0; type && dim < type.getRank(); ++dim)
      if (std::optional<unsigned> index = findClass(tensor, dim))
        collectAtoms(*index, roots);
    if (type)
      orders.push_back(roots);
  };
  for (linalg::GenericOp op : fusion) {
    for (Value operand : op->getOperands())
      addOrder(operand);
    if (std::optional<WindowAccess> window = matchWindow(op))
      addOrder(window->tensor);
  }
  // The order comes first of the tensor with the most axes that loops walk.
  auto count = [&](ArrayRef<unsigned> roots) {
    return llvm::count_if(roots,
                          [&](unsigned root) { return walked.contains(root); });
  };
  auto *widest = llvm::max_element(orders, [&](const auto &a, const auto &b) {
    return count(a) < count(b);
  });
  if (widest != orders.end())
    orders.insert(orders.begin(), SmallVector<unsigned>(*widest));
  for (linalg::GenericOp op : fusion)
    for (Value operand : op->getOperands())
      for (Operation *def = operand.getDefiningOp();
           isView(def) && getViewed(def); def = getViewed(def).getDefiningOp())
        addOrder(getViewed(def));
  return orders;
}

void AxisClasses::numberAtoms(ArrayRef<linalg::GenericOp> fusion) {
  llvm::DenseSet<unsigned> walked;
  for (linalg::GenericOp op : fusion)
    if (FailureOr<SmallVector<unsigned>> roots = getWalked(op);
        succeeded(roots))
      walked.insert_range(*roots);
  llvm::SmallSetVector<unsigned, 8> found;
  for (const SmallVector<unsigned> &roots : getOrders(fusion, walked))
    found.insert(roots.begin(), roots.end());
  atoms = found.takeVector();
  // Last come the axes that no loop walks. Where such an axis is a part of
  // another one, strides need its size.
  walked.insert_range(getDynamicParts(/*onTrial=*/false));
  numWalked = std::stable_partition(
                  atoms.begin(), atoms.end(),
                  [&](unsigned root) { return walked.contains(root); }) -
              atoms.begin();
  numbers.clear();
  for (auto [number, root] : llvm::enumerate(atoms))
    numbers[root] = number;

  axesOf.clear();
  splitAs.clear();
  knownSizes.clear();
  llvm::DenseSet<void *> loops;
  for (linalg::GenericOp op : fusion)
    loops.insert(op.getOperation());
  for (const AxisKey &axis : order)
    if (!loops.contains(axis.first))
      axesOf[*findClass(axis)].push_back(axis);
  for (auto &[root, unused] : axesOf) {
    SmallVector<unsigned> own;
    collectAtoms(root, own);
    if (own.size() > 1)
      splitAs[own].push_back(root);
  }
  for (auto &[own, roots] : splitAs)
    llvm::sort(roots);
}
