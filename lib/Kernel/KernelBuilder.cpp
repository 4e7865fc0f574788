//===- KernelBuilder.cpp - One norm.kernel from a group of ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelBuilder.h"
#include "RegionOrder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// An element of a tensor: for each of its dimensions, one expression per atom.
using Index = SmallVector<SmallVector<AffineExpr>>;

/// Writes the region of a kernel: asks for the elements of the results, and
/// for what they are computed from.
class RegionWriter {
public:
  RegionWriter(OpBuilder &outer, Location loc, const KernelGroup &group,
               ArrayRef<OpFoldResult> sizes, Block *block)
      : outer(outer), builder(loc.getContext()), loc(loc), axes(group.axes),
        members(group.ops.begin(), group.ops.end()), sizes(sizes),
        block(block) {
    builder.setInsertionPointToEnd(block);
  }

  /// The index of the element of `tensor` at a point of the space.
  Index getOwnIndex(Value tensor) {
    Index index;
    for (int64_t dim = 0; dim < cast<ShapedType>(tensor.getType()).getRank();
         ++dim)
      index.push_back(getDims(axes.getAtoms(tensor, dim)));
    return index;
  }

  /// The scalar at `index` of `tensor`.
  Value getElement(Value tensor, const Index &index) {
    Operation *def = tensor.getDefiningOp();
    if (auto generic = dyn_cast_or_null<linalg::GenericOp>(def))
      if (members.contains(def))
        return getResult(generic, cast<OpResult>(tensor).getResultNumber(),
                         index);
    if (auto fill = dyn_cast_or_null<linalg::FillOp>(def))
      return fill.getInputs()[0];
    if (auto splat = dyn_cast_or_null<tensor::SplatOp>(def))
      return splat.getInput();
    DenseElementsAttr constant;
    if (def && matchPattern(def, m_Constant(&constant)) && constant.isSplat())
      return arith::ConstantOp::create(
          outer, loc, cast<TypedAttr>(constant.getSplatValue<Attribute>()));
    if (isView(def))
      if (Value viewed = getViewed(def))
        return getElement(viewed, getViewedIndex(def, index));
    return getInput(tensor, index, nullptr);
  }

  /// The kernel's operands, in the order of the block's arguments.
  SmallVector<Value> inputs;
  SmallVector<Attribute> maps, outside;

  /// One expression per dimension of the tensor that `index` is of.
  AffineMap getMap(Value tensor, const Index &index) {
    SmallVector<AffineExpr> results;
    for (auto [dim, parts] : llvm::enumerate(index)) {
      AffineExpr result = getAffineConstantExpr(0, loc.getContext());
      SmallVector<unsigned> atoms = axes.getAtoms(tensor, dim);
      for (auto [position, part] : llvm::enumerate(parts)) {
        AffineExpr stride = getAffineConstantExpr(1, loc.getContext());
        for (unsigned inner : ArrayRef(atoms).drop_front(position + 1))
          stride = stride * getSizeExpr(inner);
        result = result + part * stride;
      }
      results.push_back(result);
    }
    return AffineMap::get(sizes.size(), sizes.size(), results,
                          loc.getContext());
  }

private:
  SmallVector<AffineExpr> getDims(ArrayRef<unsigned> atoms) {
    return llvm::map_to_vector(atoms, [&](unsigned atom) {
      return atom < sizes.size() ? getAffineDimExpr(atom, loc.getContext())
                                 : getAffineConstantExpr(0, loc.getContext());
    });
  }

  AffineExpr getSizeExpr(unsigned atom) {
    if (atom >= sizes.size())
      return getAffineConstantExpr(axes.getStaticSize(atom), loc.getContext());
    // Times 0, the map would no longer name the dimension.
    if (std::optional<int64_t> size = getConstantIntValue(sizes[atom]);
        size && *size != 0)
      return getAffineConstantExpr(*size, loc.getContext());
    return getAffineSymbolExpr(atom, loc.getContext());
  }

  /// The index in the tensor that `view` is of.
  Index getViewedIndex(Operation *view, const Index &index) {
    Value viewed = getViewed(view);
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(view)) {
      Index result;
      for (const ReassociationIndices &group :
           expand.getReassociationIndices()) {
        SmallVector<AffineExpr> &parts = result.emplace_back();
        for (int64_t dim : group)
          llvm::append_range(parts, index[dim]);
      }
      return result;
    }
    if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(view)) {
      Index result(cast<ShapedType>(viewed.getType()).getRank());
      for (auto [dim, group] :
           llvm::enumerate(collapse.getReassociationIndices())) {
        ArrayRef<AffineExpr> parts = index[dim];
        for (int64_t part : group) {
          size_t count = axes.getAtoms(viewed, part).size();
          result[part].assign(parts.begin(), parts.begin() + count);
          parts = parts.drop_front(count);
        }
      }
      return result;
    }
    if (isa<tensor::CastOp>(view))
      return index;
    // First elements have no atoms of their own.
    Index result = index;
    for (auto [dim, parts] : llvm::enumerate(result))
      if (parts.empty())
        parts.assign(axes.getAtoms(viewed, dim).size(),
                     getAffineConstantExpr(0, loc.getContext()));
    return result;
  }

  Value getInput(Value tensor, const Index &index, TypedAttr outsideValue) {
    auto type = cast<RankedTensorType>(tensor.getType());
    AffineMap map = getMap(tensor, index);
    Value &known = elements[{tensor, map}];
    if (known)
      return known;
    // The first element of an axis that may have none.
    for (auto [dim, parts] : llvm::enumerate(index)) {
      SmallVector<unsigned> atoms = axes.getAtoms(tensor, dim);
      auto mayBeEmpty = [&](int64_t size) {
        return ShapedType::isDynamic(size) || size == 0;
      };
      bool mayHaveNone = parts.empty() && mayBeEmpty(type.getDimSize(dim));
      for (auto [part, atom] : llvm::zip_equal(parts, atoms))
        mayHaveNone |= isa<AffineConstantExpr>(part) &&
                       mayBeEmpty(axes.getStaticSize(atom));
      if (mayHaveNone && !outsideValue)
        outsideValue =
            cast<TypedAttr>(builder.getZeroAttr(type.getElementType()));
    }
    inputs.push_back(tensor);
    maps.push_back(AffineMapAttr::get(map));
    outside.push_back(outsideValue ? Attribute(outsideValue)
                                   : builder.getUnitAttr());
    return known = block->addArgument(type.getElementType(), loc);
  }

  Value getResult(linalg::GenericOp op, unsigned number, const Index &index) {
    // Loops of the result's map take its index, the others run on their own.
    SmallVector<SmallVector<AffineExpr>> loops;
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      loops.push_back(getDims(axes.getLoopAtoms(op, loop)));
    AffineMap resultMap =
        op.getMatchingIndexingMap(op.getDpsInitOperand(number));
    for (auto [dim, expr] : llvm::enumerate(resultMap.getResults()))
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        loops[loop.getPosition()] = index[dim];
    SmallVector<AffineExpr> flat;
    for (ArrayRef<AffineExpr> loop : loops)
      llvm::append_range(flat, loop);
    auto key = std::make_pair(
        op.getOperation(),
        AffineMap::get(sizes.size(), sizes.size(), flat, loc.getContext()));
    auto known = results.find(key);
    if (known == results.end()) {
      SmallVector<Value> values = writeOp(op, loops);
      known = results.insert({key, values}).first;
    }
    return known->second[number];
  }

  Index getOperandIndex(AffineMap map, Value tensor,
                        ArrayRef<SmallVector<AffineExpr>> loops) {
    Index index;
    for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        index.push_back(loops[loop.getPosition()]);
      else
        index.emplace_back(axes.getAtoms(tensor, dim).size(),
                           getAffineConstantExpr(0, loc.getContext()));
    }
    return index;
  }

  /// The results of `op` at a point of its loops.
  SmallVector<Value> writeOp(linalg::GenericOp op,
                             ArrayRef<SmallVector<AffineExpr>> loops) {
    IRMapping mapping;
    auto bind = [&](OpOperand &operand) {
      BlockArgument argument = op.getMatchingBlockArgument(&operand);
      if (argument.use_empty())
        return;
      AffineMap map = op.getMatchingIndexingMap(&operand);
      mapping.map(argument,
                  getElement(operand.get(),
                             getOperandIndex(map, operand.get(), loops)));
    };
    for (OpOperand *operand : op.getDpsInputOperands())
      bind(*operand);
    bool isReduction = op.getNumReductionLoops() != 0;
    if (!isReduction)
      for (OpOperand &operand : op.getDpsInitsMutable())
        bind(operand);
    std::optional<WindowAccess> window = matchWindow(op);
    if (window)
      bindWindow(*window, loops, mapping);
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
    for (auto [number, yielded] : llvm::enumerate(yield.getOperands()))
      values.push_back(isReduction ? writeReduction(op, number, loops,
                                                    mapping.lookupOrDefault(
                                                        combined[number].first),
                                                    combined[number].second)
                                   : mapping.lookupOrDefault(yielded));
    return values;
  }

  /// Whether an op of the region only computes the index of a window's read.
  static bool feedsWindow(Operation &nested, WindowAccess window) {
    if (&nested == window.value.getTrueValue().getDefiningOp() ||
        &nested == window.value.getCondition().getDefiningOp())
      return true;
    return llvm::all_of(nested.getResultTypes(),
                        [](Type type) { return type.isIndex(); });
  }

  void bindWindow(WindowAccess window, ArrayRef<SmallVector<AffineExpr>> loops,
                  IRMapping &mapping) {
    Index index;
    for (unsigned loop : window.loops)
      index.push_back(loops[loop]);
    AffineExpr &slid = index[window.axis].back();
    slid = slid + loops[window.window].front() - window.before;
    mapping.map(window.value.getResult(),
                getInput(window.tensor, index, window.outside));
  }

  Value writeReduction(linalg::GenericOp op, unsigned number,
                       ArrayRef<SmallVector<AffineExpr>> loops, Value value,
                       Operation *combiner) {
    SmallVector<int64_t> over;
    Value isEmpty;
    for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray())) {
      if (iterator != utils::IteratorType::reduction)
        continue;
      for (unsigned atom : axes.getLoopAtoms(op, loop))
        over.push_back(atom);
      if (axes.getLoopAtoms(op, loop).empty())
        isEmpty = addIsEmpty(isEmpty, op, loop);
    }
    ReductionKind kind = isa<arith::AddFOp>(combiner) ? ReductionKind::Add
                         : isa<arith::MaximumFOp>(combiner)
                             ? ReductionKind::Max
                             : ReductionKind::Min;
    Value neutral = arith::ConstantOp::create(
        outer, loc, getNeutral(kind, cast<FloatType>(value.getType())));
    if (isEmpty && !(op.getNumDpsInputs() == 1 && isZeroOutside(value, kind)))
      value = arith::SelectOp::create(builder, loc, isEmpty, neutral, value);
    llvm::sort(over);
    if (!over.empty())
      value =
          ReduceOp::create(builder, loc, value.getType(), kind, value, over);
    // What the accumulator starts with.
    OpOperand *init = op.getDpsInitOperand(number);
    Value start =
        getElement(init->get(), getOperandIndex(op.getMatchingIndexingMap(init),
                                                init->get(), loops));
    FloatAttr constant;
    if (matchPattern(start, m_Constant(&constant)) &&
        constant == getNeutral(kind, cast<FloatType>(value.getType())))
      return value;
    IRMapping mapping;
    for (Value operand : combiner->getOperands())
      mapping.map(operand,
                  operand == op.getRegionOutputArgs()[number] ? start : value);
    return builder.clone(*combiner, mapping)->getResult(0);
  }

  /// Whether `value` is an input's, or a conversion of one, that is 0 outside
  /// of the input: what a sum over no first element is.
  bool isZeroOutside(Value value, ReductionKind kind) {
    while (auto cast = value.getDefiningOp<arith::ExtFOp>())
      value = cast.getIn();
    auto argument = dyn_cast<BlockArgument>(value);
    return kind == ReductionKind::Add && argument &&
           matchPattern(outside[argument.getArgNumber()], m_PosZeroFloat());
  }

  FloatAttr getNeutral(ReductionKind kind, FloatType type) {
    if (kind == ReductionKind::Add)
      return FloatAttr::get(type, APFloat::getZero(type.getFloatSemantics()));
    return FloatAttr::get(type, APFloat::getInf(type.getFloatSemantics(),
                                                kind == ReductionKind::Max));
  }

  /// Adds to `isEmpty` that `loop`, which runs over first elements, has none.
  Value addIsEmpty(Value isEmpty, linalg::GenericOp op, unsigned loop) {
    for (OpOperand &operand : op->getOpOperands()) {
      AffineMap map = op.getMatchingIndexingMap(&operand);
      auto slice = operand.get().getDefiningOp<tensor::ExtractSliceOp>();
      for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
        auto named = dyn_cast<AffineDimExpr>(expr);
        if (!slice || !named || named.getPosition() != loop)
          continue;
        OpFoldResult size = slice.getMixedSizes()[dim];
        if (isOneInteger(size))
          return isEmpty;
        Value zero = arith::ConstantIndexOp::create(outer, loc, 0);
        Value hasNone = arith::CmpIOp::create(
            outer, loc, arith::CmpIPredicate::eq,
            getValueOrCreateConstantIndexOp(outer, loc, size), zero);
        return isEmpty ? arith::OrIOp::create(outer, loc, isEmpty, hasNone)
                       : hasNone;
      }
    }
    return isEmpty;
  }

  OpBuilder &outer;
  OpBuilder builder;
  Location loc;
  const AxisClasses &axes;
  llvm::SmallPtrSet<Operation *, 16> members;
  ArrayRef<OpFoldResult> sizes;
  Block *block;
  DenseMap<std::pair<Value, AffineMap>, Value> elements;
  DenseMap<std::pair<Operation *, AffineMap>, SmallVector<Value>> results;
};

} // namespace

void norm::buildKernel(RewriterBase &rewriter, const KernelGroup &group,
                       SmallVectorImpl<std::pair<Value, Value>> &replacements) {
  linalg::GenericOp last = group.ops.back();
  Location loc = last.getLoc();
  rewriter.setInsertionPointAfter(last);
  llvm::SmallPtrSet<Operation *, 16> members(group.ops.begin(),
                                             group.ops.end());
  // What depends on no member is known before the kernel.
  auto isAvailable = [&](Value value) {
    SmallVector<Value> work = {value};
    llvm::SmallPtrSet<Operation *, 16> seen;
    while (!work.empty()) {
      Operation *def = work.pop_back_val().getDefiningOp();
      if (!def || def->getBlock() != last->getBlock() ||
          def->isBeforeInBlock(group.ops.front()) || !seen.insert(def).second)
        continue;
      if (members.contains(def) || def->getNumRegions() != 0)
        return false;
      llvm::append_range(work, def->getOperands());
    }
    return true;
  };
  SmallVector<OpFoldResult> sizes;
  for (unsigned atom = 0; atom < group.axes.getNumAtoms(); ++atom)
    sizes.push_back(group.axes.getSize(rewriter, loc, atom, isAvailable));

  auto block = std::make_unique<Block>();
  RegionWriter writer(rewriter, loc, group, sizes, block.get());
  SmallVector<Value> inits, yielded;
  SmallVector<Attribute> initMaps;
  for (Value output : group.outputs) {
    yielded.push_back(writer.getElement(output, writer.getOwnIndex(output)));
    initMaps.push_back(
        AffineMapAttr::get(writer.getMap(output, writer.getOwnIndex(output))));
    auto type = cast<RankedTensorType>(output.getType());
    SmallVector<OpFoldResult> shape;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      OpFoldResult size =
          group.axes.getSize(rewriter, loc, output, dim, isAvailable);
      // First elements have a size of their own.
      if (!size) {
        auto result = cast<OpResult>(output);
        Value init = cast<linalg::GenericOp>(result.getOwner())
                         .getDpsInits()[result.getResultNumber()];
        size = tensor::getMixedSize(rewriter, loc, init, dim);
      }
      shape.push_back(size);
    }
    inits.push_back(
        tensor::EmptyOp::create(rewriter, loc, shape, type.getElementType()));
  }
  SmallVector<int64_t> staticSizes;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, staticSizes);
  OpBuilder inside(rewriter.getContext());
  inside.setInsertionPointToEnd(block.get());
  YieldOp::create(inside, loc, yielded);
  SmallVector<Value> inputs;
  SmallVector<Attribute> maps, outside;
  for (unsigned number : orderRegion(*block)) {
    inputs.push_back(writer.inputs[number]);
    maps.push_back(writer.maps[number]);
    outside.push_back(writer.outside[number]);
  }
  llvm::append_range(maps, initMaps);
  bool hasOutside = llvm::any_of(
      outside, [](Attribute value) { return !isa<UnitAttr>(value); });
  auto kernel = KernelOp::create(
      rewriter, loc, TypeRange(ValueRange(inits)), dynamicSizes, inputs, inits,
      rewriter.getDenseI64ArrayAttr(staticSizes), rewriter.getArrayAttr(maps),
      hasOutside ? rewriter.getArrayAttr(outside) : ArrayAttr(),
      ScheduleAttr());
  kernel.getBody().push_back(block.release());
  rewriter.setInsertionPointAfter(kernel);
  for (auto [output, result] :
       llvm::zip_equal(group.outputs, kernel.getResults())) {
    Value value = result;
    if (value.getType() != output.getType())
      value = tensor::CastOp::create(rewriter, loc, output.getType(), value);
    replacements.push_back({output, value});
  }
}
