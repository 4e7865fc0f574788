//===- RegionWriter.cpp - The region of a kernel, from linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RegionWriter.h"

#include "Inverse/KernelReads.h"
#include "SizeOrigin.h"
#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

RegionWriter::RegionWriter(OpBuilder &outer, Location loc, const Fusion &fusion,
                           ArrayRef<OpFoldResult> sizes,
                           KernelOpBuilder &kernel)
    : outer(outer), kernel(kernel), builder(kernel.inside()), loc(loc),
      axes(fusion.axes), members(fusion.ops.begin(), fusion.ops.end()),
      sizes(sizes) {
  // In the block's order, so that no op waits for a chain of others.
  for (linalg::GenericOp op : fusion.ops)
    getResults(op, getOwnLoops(op));
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

SmallVector<AffineExpr> RegionWriter::getDims(ArrayRef<unsigned> atoms) {
  return llvm::map_to_vector(atoms, [&](unsigned atom) {
    return atom < sizes.size() ? getAffineDimExpr(atom, loc.getContext())
                               : getAffineConstantExpr(0, loc.getContext());
  });
}

RegionWriter::Index RegionWriter::getOwnIndex(Value tensor) {
  Index index;
  for (int64_t dim = 0; dim < cast<ShapedType>(tensor.getType()).getRank();
       ++dim)
    index.push_back(getDims(axes.getAtoms(tensor, dim)));
  return index;
}

RegionWriter::Index RegionWriter::getOwnLoops(linalg::GenericOp op) {
  Index loops;
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
    loops.push_back(getDims(axes.getLoopAtoms(op, loop)));
  return loops;
}

AffineExpr RegionWriter::getSizeExpr(unsigned atom) {
  if (atom >= sizes.size())
    return getAffineConstantExpr(axes.getStaticSize(atom), loc.getContext());
  // Times 0, the map would no longer name the dimension.
  if (std::optional<int64_t> size = getConstantIntValue(sizes[atom]);
      size && *size != 0)
    return getAffineConstantExpr(*size, loc.getContext());
  return getAffineSymbolExpr(atom, loc.getContext());
}

/// The index that the parts of an axis are together.
AffineExpr RegionWriter::getWhole(ArrayRef<AffineExpr> parts,
                                  ArrayRef<unsigned> atoms) {
  if (parts.size() == 1 && atoms.size() != 1)
    return parts.front();
  AffineExpr result = getAffineConstantExpr(0, loc.getContext());
  for (auto [position, part] : llvm::enumerate(parts)) {
    AffineExpr stride = getAffineConstantExpr(1, loc.getContext());
    for (unsigned inner : atoms.drop_front(position + 1))
      stride = stride * getSizeExpr(inner);
    result = result + part * stride;
  }
  return result;
}

RegionWriter::Index RegionWriter::getShifted(Value tensor, const Index &index,
                                             unsigned axis, int64_t shift) {
  Index result = index;
  result[axis] = {getWhole(index[axis], axes.getAtoms(tensor, axis)) + shift};
  return result;
}

AffineMap RegionWriter::getMap(Value tensor, const Index &index) {
  SmallVector<AffineExpr> expressions;
  for (auto [dim, parts] : llvm::enumerate(index))
    expressions.push_back(getWhole(parts, axes.getAtoms(tensor, dim)));
  return AffineMap::get(sizes.size(), sizes.size(), expressions,
                        loc.getContext());
}

/// The index in the tensor that `view` is of.
RegionWriter::Index RegionWriter::getViewedIndex(Operation *view,
                                                 const Index &index) {
  Value viewed = getViewed(view);
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(view)) {
    Index result;
    for (const ReassociationIndices &dims : expand.getReassociationIndices()) {
      SmallVector<AffineExpr> &parts = result.emplace_back();
      for (int64_t dim : dims)
        llvm::append_range(parts, index[dim]);
    }
    return result;
  }
  Index result(cast<ShapedType>(viewed.getType()).getRank());
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(view)) {
    for (auto [dim, dims] :
         llvm::enumerate(collapse.getReassociationIndices())) {
      ArrayRef<AffineExpr> parts = index[dim];
      for (int64_t part : dims) {
        size_t count = axes.getAtoms(viewed, part).size();
        result[part].assign(parts.begin(), parts.begin() + count);
        parts = parts.drop_front(count);
      }
    }
    return result;
  }
  if (isa<tensor::CastOp>(view))
    return index;
  if (std::optional<Margin> margin = matchMargin(view))
    return getShifted(view->getResult(0), index, margin->axis, -margin->low);
  auto slice = cast<tensor::ExtractSliceOp>(view);
  if (std::optional<Margin> margin = matchMargin(viewed.getDefiningOp()))
    return getShifted(slice, index, margin->axis, *matchShift(slice));
  // First elements have no atoms of their own.
  llvm::SmallBitVector dropped = slice.getDroppedDims();
  unsigned next = 0;
  for (auto [dim, parts] : llvm::enumerate(result)) {
    if (!dropped.test(dim))
      parts = index[next++];
    if (parts.empty())
      parts.assign(axes.getAtoms(viewed, dim).size(),
                   getAffineConstantExpr(0, loc.getContext()));
  }
  return result;
}

RegionWriter::Index RegionWriter::getOperandIndex(OpOperand &operand,
                                                  Loops loops) {
  auto op = cast<linalg::GenericOp>(operand.getOwner());
  auto getLoop = [&](unsigned loop) {
    return getWhole(loops[loop], axes.getLoopAtoms(op, loop));
  };
  Index index;
  for (auto [dim, stated] :
       llvm::enumerate(op.getMatchingIndexingMap(&operand).getResults())) {
    AffineExpr expr = simplifyIndex(stated, op);
    if (auto sliding = matchSlidingIndex(expr))
      index.push_back({getLoop(sliding->first) + getLoop(sliding->second)});
    else if (auto loop = dyn_cast<AffineDimExpr>(expr))
      index.push_back(loops[loop.getPosition()]);
    else
      index.emplace_back(axes.getAtoms(operand.get(), dim).size(),
                         getAffineConstantExpr(0, loc.getContext()));
  }
  return index;
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

Value RegionWriter::getConstant(TypedAttr value) {
  Value &known = constants[value];
  if (!known)
    known = arith::ConstantOp::create(outer, loc, value);
  return known;
}

Value RegionWriter::getElement(Value tensor, const Index &index) {
  // A scalar operand.
  if (!isa<RankedTensorType>(tensor.getType()))
    return tensor;
  Operation *def = tensor.getDefiningOp();
  if (auto generic = dyn_cast_or_null<linalg::GenericOp>(def);
      generic && members.contains(def)) {
    // Loops of the result's map take its index, the others run on their own.
    unsigned number = cast<OpResult>(tensor).getResultNumber();
    Index loops = getOwnLoops(generic);
    AffineMap map =
        generic.getMatchingIndexingMap(generic.getDpsInitOperand(number));
    for (auto [dim, expr] : llvm::enumerate(map.getResults()))
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        loops[loop.getPosition()] = index[dim];
    return getResults(generic, loops)[number];
  }
  if (auto fill = dyn_cast_or_null<linalg::FillOp>(def))
    return fill.getInputs()[0];
  if (auto splat = dyn_cast_or_null<tensor::SplatOp>(def))
    return splat.getInput();
  DenseElementsAttr constant;
  if (def && matchPattern(def, m_Constant(&constant)) && constant.isSplat())
    return getConstant(cast<TypedAttr>(constant.getSplatValue<Attribute>()));
  if (!isView(def) || !getViewed(def))
    return getInput(tensor, index, nullptr);
  if (std::optional<Margin> margin = matchMargin(def))
    return getPaddedElement(*margin, tensor, index);
  return getElement(getViewed(def), getViewedIndex(def, index));
}

/// The scalar at `index` of a tensor with a margin: what is read has a margin
/// instead, of zeros where the kernel computes the tensor.
Value RegionWriter::getPaddedElement(const Margin &margin, Value tensor,
                                     const Index &index) {
  bool isComputed = members.contains(getProducer(margin.source));
  auto outer = std::exchange(getOutside, [&](Type element) {
    return isComputed ? cast<TypedAttr>(builder.getZeroAttr(element))
                      : margin.value;
  });
  Value element =
      getElement(margin.source, getViewedIndex(tensor.getDefiningOp(), index));
  getOutside = outer;
  return element;
}

/// Whether an index is that of the first element of an axis that may have none.
bool RegionWriter::mayHaveNone(Value tensor, const Index &index) {
  auto mayBeEmpty = [&](int64_t size) {
    return ShapedType::isDynamic(size) || size == 0;
  };
  auto type = cast<RankedTensorType>(tensor.getType());
  for (auto [dim, parts] : llvm::enumerate(index)) {
    if (parts.empty() && mayBeEmpty(type.getDimSize(dim)) &&
        !axes.isUnit(tensor, dim))
      return true;
    for (auto [part, atom] : llvm::zip(parts, axes.getAtoms(tensor, dim)))
      if (isa<AffineConstantExpr>(part) && mayBeEmpty(axes.getStaticSize(atom)))
        return true;
  }
  return false;
}

Value RegionWriter::getInput(Value tensor, const Index &index,
                             TypedAttr outsideValue) {
  Type element = getElementTypeOrSelf(tensor.getType());
  AffineMap map = getMap(tensor, index);
  if (getOutside && map != getMap(tensor, getOwnIndex(tensor)))
    outsideValue = getOutside(element);
  if (!outsideValue && mayHaveNone(tensor, index))
    outsideValue = cast<TypedAttr>(builder.getZeroAttr(element));
  Value &known = elements[{tensor, map, outsideValue}];
  if (known)
    return known;
  return known = kernel.addInput(tensor, map, outsideValue);
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

ArrayRef<Value> RegionWriter::getResults(linalg::GenericOp op, Loops loops) {
  SmallVector<AffineExpr> flat;
  for (ArrayRef<AffineExpr> loop : loops)
    llvm::append_range(flat, loop);
  auto key = std::make_pair(
      op.getOperation(),
      AffineMap::get(sizes.size(), sizes.size(), flat, loc.getContext()));
  auto known = results.find(key);
  if (known != results.end())
    return known->second;
  SmallVector<Value> values = writeOp(op, loops);
  return results.insert({key, values}).first->second;
}

void RegionWriter::bindOperands(linalg::GenericOp op, Loops loops,
                                IRMapping &mapping) {
  bool isReduction = op.getNumReductionLoops() != 0;
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    // An accumulator is none of the elements.
    if (argument.use_empty() || (isReduction && op.isDpsInit(&operand)))
      continue;
    mapping.map(argument,
                getElement(operand.get(), getOperandIndex(operand, loops)));
  }
}

/// Whether an op of the region only computes the index of a window's read.
static bool feedsWindow(Operation &nested, WindowAccess window) {
  if (&nested == window.value.getTrueValue().getDefiningOp() ||
      &nested == window.value.getCondition().getDefiningOp())
    return true;
  return llvm::all_of(nested.getResultTypes(),
                      [](Type type) { return type.isIndex(); });
}

SmallVector<Value> RegionWriter::writeOp(linalg::GenericOp op, Loops loops) {
  IRMapping mapping;
  bindOperands(op, loops, mapping);
  std::optional<WindowAccess> window = matchWindow(op);
  if (window)
    bindWindow(*window, loops, mapping);
  bool isReduction = op.getNumReductionLoops() != 0;
  SmallVector<std::pair<Value, Operation *>> combined(op.getNumResults());
  llvm::SmallPtrSet<Operation *, 4> left;
  if (isReduction)
    for (unsigned number = 0; number < op.getNumResults(); ++number) {
      combined[number] = matchCombiner(op, number);
      left.insert(combined[number].second);
    }
  for (Operation &nested : op.getBody()->without_terminator()) {
    if (left.contains(&nested) || isa<linalg::IndexOp>(nested))
      continue;
    bool isBound = llvm::all_of(nested.getResults(), [&](Value result) {
      return mapping.contains(result);
    });
    if (!isBound && !(window && feedsWindow(nested, *window)))
      builder.clone(nested, mapping);
  }
  auto yield = cast<linalg::YieldOp>(op.getBody()->getTerminator());
  SmallVector<Value> values;
  for (auto [number, yielded] : llvm::enumerate(yield.getOperands())) {
    auto [value, combiner] = combined[number];
    values.push_back(
        isReduction ? writeReduction(op, number, loops,
                                     mapping.lookupOrDefault(value), combiner)
                    : mapping.lookupOrDefault(yielded));
  }
  return values;
}

void RegionWriter::bindWindow(WindowAccess window, Loops loops,
                              IRMapping &mapping) {
  Index index;
  for (std::optional<unsigned> loop : window.loops)
    index.push_back(loop ? loops[*loop] : SmallVector<AffineExpr>());
  SmallVector<AffineExpr> &slid = index[window.axis];
  AffineExpr step = getAffineConstantExpr(-window.before, loc.getContext());
  if (ArrayRef<AffineExpr> walked = loops[window.window]; !walked.empty())
    step = walked.front() + step;
  if (slid.empty())
    slid.push_back(step);
  else
    slid.back() = slid.back() + step;
  mapping.map(window.value.getResult(),
              getInput(window.tensor, index, window.outside));
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

static ReductionKind getKind(Operation *combiner) {
  if (isa<arith::AddFOp>(combiner))
    return ReductionKind::Add;
  return isa<arith::MaximumFOp>(combiner) ? ReductionKind::Max
                                          : ReductionKind::Min;
}

Value RegionWriter::writeReduction(linalg::GenericOp op, unsigned number,
                                   Loops loops, Value value,
                                   Operation *combiner) {
  SmallVector<int64_t> over;
  Value isEmpty;
  for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray())) {
    if (iterator != utils::IteratorType::reduction)
      continue;
    SmallVector<unsigned> atoms = axes.getLoopAtoms(op, loop);
    llvm::append_range(over, atoms);
    if (atoms.empty())
      isEmpty = addIsEmpty(isEmpty, op, loop);
  }
  ReductionKind kind = getKind(combiner);
  FloatAttr neutral = getNeutralValue(kind, cast<FloatType>(value.getType()));
  if (isEmpty && !(op.getNumDpsInputs() == 1 && isZeroOutside(value, kind)))
    value = arith::SelectOp::create(builder, combiner->getLoc(), isEmpty,
                                    getConstant(neutral), value);
  llvm::sort(over);
  if (!over.empty()) {
    auto reduce =
        ReduceOp::create(builder, combiner->getLoc(), kind, value, over);
    value = reduce;
    if (kind == ReductionKind::Add && value.getType().isF64())
      reduce.setChainAttr(combiner->getAttrOfType<IntegerAttr>(
          NormDialect::getChainAttrName()));
  }
  // What the accumulator starts with.
  OpOperand *init = op.getDpsInitOperand(number);
  Value start = getElement(init->get(), getOperandIndex(*init, loops));
  FloatAttr constant;
  if (matchPattern(start, m_Constant(&constant)) && constant == neutral)
    return value;
  IRMapping mapping;
  for (Value operand : combiner->getOperands())
    mapping.map(operand,
                operand == op.getRegionOutputArgs()[number] ? start : value);
  return builder.clone(*combiner, mapping)->getResult(0);
}

/// Whether `value` is an input's, or a conversion of one, that is 0 outside
/// of the input: what a sum over no first element is.
bool RegionWriter::isZeroOutside(Value value, ReductionKind kind) {
  while (auto cast = value.getDefiningOp<arith::ExtFOp>())
    value = cast.getIn();
  auto argument = dyn_cast<BlockArgument>(value);
  return kind == ReductionKind::Add && argument &&
         argument.getOwner() == &kernel.getBlock() &&
         matchPattern(kernel.getOutside(argument.getArgNumber()),
                      m_PosZeroFloat());
}

/// Adds to `isEmpty` that `loop`, which runs over first elements, has none.
Value RegionWriter::addIsEmpty(Value isEmpty, linalg::GenericOp op,
                               unsigned loop) {
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
      auto named = dyn_cast<AffineDimExpr>(expr);
      if (!named || named.getPosition() != loop)
        continue;
      OpFoldResult size = getSizeOrigin(operand.get(), dim).stated;
      if (!size || getConstantIntValue(size))
        continue;
      Value zero = getConstant(builder.getIndexAttr(0));
      Value hasNone = arith::CmpIOp::create(
          outer, loc, arith::CmpIPredicate::eq, cast<Value>(size), zero);
      return isEmpty ? arith::OrIOp::create(outer, loc, isEmpty, hasNone)
                     : hasNone;
    }
  }
  return isEmpty;
}
