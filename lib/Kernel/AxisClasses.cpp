//===- AxisClasses.cpp - Which axes of a group walk together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AxisClasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

/// min(size, 1), by which an axis that may be empty has its first element.
static bool isAtMostOne(Value value) {
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

bool norm::isView(Operation *op) {
  if (!op)
    return false;
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp,
          tensor::EmptyOp, tensor::SplatOp, linalg::FillOp>(op))
    return true;
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return !slice.getDroppedDims().any() &&
           llvm::all_of(slice.getMixedOffsets(), isFirstOffset) &&
           llvm::all_of(slice.getMixedStrides(), isOneInteger);
  return matchPattern(op, m_Constant()) &&
         isa<RankedTensorType>(op->getResult(0).getType());
}

Value norm::getViewed(Operation *view) {
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp,
          tensor::ExtractSliceOp>(view))
    return view->getOperand(0);
  return nullptr;
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
    if (!loop) {
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
    window.loops.push_back(*loop);
  }
  return found ? std::optional(window) : std::nullopt;
}

unsigned AxisClasses::getClass(Axis axis) {
  auto [entry, isNew] = axes.insert({axis, classes.size()});
  if (isNew) {
    classes.emplace_back();
    classes.back().parent = entry->second;
  }
  return getRoot(entry->second);
}

std::optional<unsigned> AxisClasses::findClass(Axis axis) const {
  auto entry = axes.find(axis);
  return entry == axes.end() ? std::nullopt
                             : std::optional(getRoot(entry->second));
}

unsigned AxisClasses::getRoot(unsigned index) const {
  while (classes[index].parent != index)
    index = classes[index].parent;
  return index;
}

LogicalResult AxisClasses::join(unsigned first, unsigned second) {
  first = getRoot(first);
  second = getRoot(second);
  if (first == second)
    return success();
  Class &kept = classes[first], &dropped = classes[second];
  kept.isFirst |= dropped.isFirst;
  kept.isWhole |= dropped.isWhole;
  if (!kept.sizeValue)
    kept.sizeValue = dropped.sizeValue;
  if (!ShapedType::isDynamic(dropped.size)) {
    if (!ShapedType::isDynamic(kept.size) && kept.size != dropped.size)
      return failure();
    kept.size = dropped.size;
  }
  // The first elements of an axis walk with whole axes of size 1 only.
  if (kept.isFirst && kept.isWhole) {
    if (kept.size != 1)
      return failure();
    kept.isFirst = false;
  }
  SmallVector<unsigned> parts = std::move(dropped.parts);
  dropped.parent = first;
  if (isPartOfItself(first))
    return failure();
  return parts.empty() ? success() : split(first, parts);
}

bool AxisClasses::isPartOfItself(unsigned index) const {
  SmallVector<unsigned> work(classes[index].parts);
  while (!work.empty()) {
    unsigned part = getRoot(work.pop_back_val());
    if (part == index)
      return true;
    llvm::append_range(work, classes[part].parts);
  }
  return false;
}

LogicalResult AxisClasses::split(unsigned whole, ArrayRef<unsigned> parts) {
  whole = getRoot(whole);
  if (parts.size() == 1)
    return join(whole, parts.front());
  if (classes[whole].parts.empty()) {
    classes[whole].parts.assign(parts.begin(), parts.end());
    return failure(isPartOfItself(whole));
  }
  SmallVector<unsigned> known = classes[whole].parts;
  if (known.size() != parts.size())
    return failure();
  // All sizes but one agree, so that the last does too.
  int64_t unknown = 0;
  for (auto [a, b] : llvm::zip_equal(known, parts)) {
    const Class &first = classes[getRoot(a)], &second = classes[getRoot(b)];
    bool isSame =
        getRoot(a) == getRoot(b) ||
        (!ShapedType::isDynamic(first.size) && first.size == second.size) ||
        (first.sizeValue && first.sizeValue == second.sizeValue);
    unknown += !isSame;
  }
  if (unknown > 1)
    return failure();
  for (auto [a, b] : llvm::zip_equal(known, parts))
    if (failed(join(a, b)))
      return failure();
  return success();
}

LogicalResult
AxisClasses::addReshape(Value whole, Value parts,
                        ArrayRef<ReassociationIndices> reassociation) {
  for (auto [dim, group] : llvm::enumerate(reassociation)) {
    SmallVector<unsigned> classesOfGroup;
    for (int64_t part : group)
      classesOfGroup.push_back(
          getClass({parts.getAsOpaquePointer(), static_cast<unsigned>(part)}));
    unsigned index =
        getClass({whole.getAsOpaquePointer(), static_cast<unsigned>(dim)});
    if (failed(split(index, classesOfGroup)))
      return failure();
  }
  return success();
}

/// Whether `size` is what the op that defines `tensor` states as the size of a
/// dimension.
static bool isStatedSize(Value tensor, unsigned dim, OpFoldResult size) {
  // A result has the sizes of its init.
  while (auto op = tensor.getDefiningOp<DestinationStyleOpInterface>())
    tensor = op.getTiedOpOperand(cast<OpResult>(tensor))->get();
  if (auto expand = tensor.getDefiningOp<tensor::ExpandShapeOp>())
    return expand.getMixedOutputShape()[dim] == size;
  if (auto empty = tensor.getDefiningOp<tensor::EmptyOp>())
    return empty.getMixedSizes()[dim] == size;
  return false;
}

LogicalResult AxisClasses::addSlice(tensor::ExtractSliceOp slice) {
  Value source = slice.getSource(), result = slice.getResult();
  for (auto [dim, length] : llvm::enumerate(slice.getMixedSizes())) {
    unsigned index =
        getClass({result.getAsOpaquePointer(), static_cast<unsigned>(dim)});
    unsigned whole =
        getClass({source.getAsOpaquePointer(), static_cast<unsigned>(dim)});
    std::optional<int64_t> constant = getConstantIntValue(length);
    bool isWhole = constant && *constant == classes[whole].size;
    auto value = dyn_cast<Value>(length);
    if (value) {
      // The size of an axis that walks with the source's.
      auto dimOp = value.getDefiningOp<tensor::DimOp>();
      std::optional<int64_t> number =
          dimOp ? dimOp.getConstantIndex() : std::nullopt;
      if (number)
        isWhole |= findClass({dimOp.getSource().getAsOpaquePointer(),
                              static_cast<unsigned>(*number)}) == whole;
      isWhole |= isStatedSize(source, dim, length);
    }
    if (isWhole) {
      if (failed(join(index, whole)))
        return failure();
      continue;
    }
    // First elements: of size 1, or none where the source has none.
    if (constant != 1 && !(value && isAtMostOne(value)))
      return failure();
    classes[index].isFirst = true;
  }
  return success();
}

LogicalResult AxisClasses::addTensor(Value tensor) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type)
    return success();
  Operation *def = tensor.getDefiningOp();
  SmallVector<OpFoldResult> sizes;
  if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(def))
    sizes = expand.getMixedOutputShape();
  if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(def))
    sizes = empty.getMixedSizes();
  bool isSlice = isa_and_present<tensor::ExtractSliceOp>(def) && isView(def);
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    Class &entry = classes[getClass(
        {tensor.getAsOpaquePointer(), static_cast<unsigned>(dim)})];
    entry.isWhole |= !isSlice;
    if (!sizes.empty() && !entry.sizeValue)
      entry.sizeValue = dyn_cast<Value>(sizes[dim]);
    if (type.isDynamicDim(dim))
      continue;
    if (!ShapedType::isDynamic(entry.size) &&
        entry.size != type.getDimSize(dim))
      return failure();
    entry.size = type.getDimSize(dim);
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
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(def))
    return addSlice(slice);
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (failed(join(
            getClass({tensor.getAsOpaquePointer(), static_cast<unsigned>(dim)}),
            getClass(
                {viewed.getAsOpaquePointer(), static_cast<unsigned>(dim)}))))
      return failure();
  return success();
}

LogicalResult AxisClasses::addOp(linalg::GenericOp op) {
  ops.push_back(op);
  auto joinLoop = [&](Value tensor, unsigned dim, unsigned loop) {
    return join(getClass({op.getOperation(), loop}),
                getClass({tensor.getAsOpaquePointer(), dim}));
  };
  auto joinOperand = [&](Value tensor, AffineMap map) -> LogicalResult {
    if (failed(addTensor(tensor)))
      return failure();
    for (auto [dim, expr] : llvm::enumerate(map.getResults()))
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
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
      if (failed(joinLoop(window->tensor, dim, loop)))
        return failure();
  }
  return checkLoops();
}

LogicalResult AxisClasses::addView(Value view) {
  if (failed(addTensor(view)))
    return failure();
  return checkLoops();
}

void AxisClasses::collectAtoms(unsigned index,
                               SmallVectorImpl<unsigned> &roots) const {
  index = getRoot(index);
  const Class &entry = classes[index];
  if (entry.isFirst)
    return;
  if (entry.parts.empty())
    roots.push_back(index);
  for (unsigned part : entry.parts)
    collectAtoms(part, roots);
}

/// Whether no class is a part of itself: an axis that walks with what it is
/// split into, as one of size 1 may.
bool AxisClasses::isAcyclic() const {
  SmallVector<unsigned> states(classes.size(), 0); // seen: 1, closed: 2
  auto isClosed = [&](auto &&self, unsigned index) -> bool {
    index = getRoot(index);
    if (states[index] != 0)
      return states[index] != 1;
    states[index] = 1;
    for (unsigned part : classes[index].parts)
      if (!self(self, part))
        return false;
    states[index] = 2;
    return true;
  };
  return llvm::all_of(llvm::seq<unsigned>(classes.size()), [&](unsigned index) {
    return isClosed(isClosed, index);
  });
}

LogicalResult AxisClasses::checkLoops() const {
  if (!isAcyclic())
    return failure();
  for (linalg::GenericOp op : ops) {
    SmallVector<unsigned> roots;
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      if (std::optional<unsigned> index = findClass({op.getOperation(), loop}))
        collectAtoms(*index, roots);
    llvm::SmallSetVector<unsigned, 8> unique(roots.begin(), roots.end());
    if (unique.size() != roots.size())
      return failure();
  }
  return success();
}

SmallVector<unsigned> AxisClasses::getLoopAtoms(linalg::GenericOp op,
                                                unsigned loop) const {
  SmallVector<unsigned> roots;
  if (std::optional<unsigned> index = findClass({op.getOperation(), loop}))
    collectAtoms(*index, roots);
  for (unsigned &root : roots)
    root = llvm::find(atoms, root) - atoms.begin();
  return roots;
}

SmallVector<unsigned> AxisClasses::getAtoms(Value tensor, unsigned dim) const {
  SmallVector<unsigned> roots;
  if (std::optional<unsigned> index =
          findClass({tensor.getAsOpaquePointer(), dim}))
    collectAtoms(*index, roots);
  for (unsigned &root : roots)
    root = llvm::find(atoms, root) - atoms.begin();
  return roots;
}

void AxisClasses::numberAtoms(ArrayRef<linalg::GenericOp> group) {
  SmallVector<SmallVector<unsigned>> orders;
  auto addOrder = [&](Value tensor) {
    auto type = dyn_cast<RankedTensorType>(tensor.getType());
    if (!type)
      return;
    SmallVector<unsigned> roots;
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      if (std::optional<unsigned> index = findClass(
              {tensor.getAsOpaquePointer(), static_cast<unsigned>(dim)}))
        collectAtoms(*index, roots);
    orders.push_back(roots);
  };
  for (linalg::GenericOp op : group) {
    for (Value operand : op->getOperands())
      addOrder(operand);
    if (std::optional<WindowAccess> window = matchWindow(op))
      addOrder(window->tensor);
  }
  // The widest tensor's order, and what it lacks after it.
  llvm::SmallSetVector<unsigned, 8> found;
  const auto *widest = llvm::max_element(
      orders, [](const auto &a, const auto &b) { return a.size() < b.size(); });
  if (widest != orders.end())
    found.insert(widest->begin(), widest->end());
  // And what only the tensors have that first elements are taken of.
  for (linalg::GenericOp op : group)
    for (Value operand : op->getOperands())
      for (Operation *def = operand.getDefiningOp();
           isView(def) && getViewed(def); def = getViewed(def).getDefiningOp())
        addOrder(getViewed(def));
  for (const SmallVector<unsigned> &order : orders)
    found.insert(order.begin(), order.end());
  atoms = found.takeVector();
  // Last come the axes that no loop walks. Where such an axis is a part of
  // another one, strides need its size.
  llvm::SmallDenseSet<unsigned> walked, parts;
  for (linalg::GenericOp op : group)
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      if (std::optional<unsigned> index =
              findClass({op.getOperation(), loop})) {
        SmallVector<unsigned> roots;
        collectAtoms(*index, roots);
        walked.insert_range(roots);
      }
  for (const Class &entry : classes)
    for (unsigned part : entry.parts)
      parts.insert(getRoot(part));
  numWalked = std::stable_partition(
                  atoms.begin(), atoms.end(),
                  [&](unsigned root) {
                    return walked.contains(root) ||
                           (parts.contains(root) &&
                            ShapedType::isDynamic(classes[root].size));
                  }) -
              atoms.begin();
}

OpFoldResult AxisClasses::getSize(OpBuilder &builder, Location loc,
                                  unsigned atom,
                                  function_ref<bool(Value)> isAvailable) const {
  OpFoldResult size = findSize(builder, loc, atoms[atom], isAvailable);
  assert(size && "every atom has a size");
  return size;
}

OpFoldResult AxisClasses::getSize(OpBuilder &builder, Location loc,
                                  Value tensor, unsigned dim,
                                  function_ref<bool(Value)> isAvailable) const {
  if (std::optional<unsigned> root =
          findClass({tensor.getAsOpaquePointer(), dim}))
    return findSize(builder, loc, *root, isAvailable);
  return nullptr;
}

OpFoldResult
AxisClasses::findSize(OpBuilder &builder, Location loc, unsigned root,
                      function_ref<bool(Value)> isAvailable) const {
  if (!ShapedType::isDynamic(classes[root].size))
    return builder.getIndexAttr(classes[root].size);
  Value fallback;
  unsigned fallbackDim = 0;
  auto isKnown = [&](OpFoldResult size) {
    auto value = dyn_cast<Value>(size);
    return !value || isAvailable(value);
  };
  // Axes with the same atoms have the same size.
  auto isSame = [&](unsigned index) {
    if (getRoot(index) == root)
      return true;
    SmallVector<unsigned> mine, others;
    collectAtoms(root, mine);
    collectAtoms(index, others);
    return mine.size() > 1 && mine == others;
  };
  for (auto [axis, index] : axes) {
    if (!isSame(index))
      continue;
    auto *opaque = axis.first;
    bool isLoop = llvm::any_of(
        ops, [&](linalg::GenericOp op) { return op.getOperation() == opaque; });
    if (isLoop)
      continue;
    Value tensor = Value::getFromOpaquePointer(opaque);
    Operation *def = tensor.getDefiningOp();
    if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(def)) {
      OpFoldResult size = expand.getMixedOutputShape()[axis.second];
      if (isKnown(size))
        return size;
    }
    if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(def)) {
      OpFoldResult size = empty.getMixedSizes()[axis.second];
      if (isKnown(size))
        return size;
    }
    bool isBetter =
        !fallback || (isView(fallback.getDefiningOp()) && !isView(def));
    if (isBetter && isAvailable(tensor)) {
      fallback = tensor;
      fallbackDim = axis.second;
    }
  }
  if (fallback)
    return builder.createOrFold<tensor::DimOp>(loc, fallback, fallbackDim);
  // An axis that only results have: as long as its parts say.
  if (classes[root].parts.empty())
    return nullptr;
  Value product;
  for (unsigned part : classes[root].parts) {
    OpFoldResult size = findSize(builder, loc, getRoot(part), isAvailable);
    if (!size)
      return nullptr;
    Value factor = getValueOrCreateConstantIndexOp(builder, loc, size);
    product = product
                  ? builder.createOrFold<arith::MulIOp>(loc, product, factor)
                  : factor;
  }
  return product;
}
