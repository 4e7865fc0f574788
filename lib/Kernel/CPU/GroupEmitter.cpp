//===- GroupEmitter.cpp - The values of one group ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GroupEmitter.h"

#include "../CostModel.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

GroupEmitter::GroupEmitter(OpBuilder &builder, KernelOp kernel,
                           const SweepAnalysis &sweeps,
                           const KernelLayout &layout,
                           MutableArrayRef<OperandView> views,
                           ArrayRef<Value> axisSizes,
                           std::optional<unsigned> vectorAxis)
    : builder(builder), loc(kernel.getLoc()), kernel(kernel), sweeps(sweeps),
      layout(layout), views(views), axisSizes(axisSizes),
      vectorAxis(vectorAxis) {
  for (auto [index, axis] : llvm::enumerate(layout.getAxes()))
    if (axis.isReduced && index != vectorAxis)
      sweepAxes.push_back(index);
  // Without reductions, the sweep runs along the vectors.
  if (vectorAxis &&
      (sweeps.getReduced().none() || layout.getAxes()[*vectorAxis].isReduced)) {
    sweepAxes.push_back(*vectorAxis);
    isSweptByVectors = true;
  }
}

llvm::SmallBitVector GroupEmitter::getAxes(Value value) const {
  llvm::SmallBitVector axes(layout.getAxes().size());
  llvm::SmallBitVector extent = sweeps.getExtent(value);
  for (unsigned dim : extent.set_bits())
    if (std::optional<unsigned> axis = layout.getAxisOf(dim))
      axes.set(*axis);
  return axes;
}

bool GroupEmitter::isAlongVector(Value value) const {
  return vectorAxis && getAxes(value).test(*vectorAxis);
}

Type GroupEmitter::getType(Value value) const {
  if (width.lanes == 1 || !isAlongVector(value))
    return value.getType();
  return VectorType::get(width.lanes, value.getType());
}

Value GroupEmitter::lookup(Value value, int64_t copy) const {
  if (value.getParentRegion() != &kernel->getRegion(0))
    return value;
  if (!isAlongVector(value))
    copy = 0;
  for (const auto &scope : llvm::reverse(scopes))
    if (Value known = scope.lookup({value, copy}))
      return known;
  return nullptr;
}

Value GroupEmitter::asVector(Value value) {
  if (width.lanes == 1 || isa<VectorType>(value.getType()))
    return value;
  return vector::BroadcastOp::create(
      builder, loc, VectorType::get(width.lanes, value.getType()), value);
}

bool GroupEmitter::canMask() const {
  ScheduleAttr schedule = KernelOp(kernel).getScheduleAttr();
  if (!schedule || schedule.getTail() != Tail::Masked ||
      schedule.getLanes() == 1 || !vectorAxis)
    return false;
  // LLVM 22 writes 4 bytes for a narrower element where it knows that all lanes
  // but the first rest.
  std::optional<int64_t> size = getConstantIntValue(axisSizes[*vectorAxis]);
  bool hasOneLane = size && *size % schedule.getLanes() == 1;
  for (unsigned output = 0; output < KernelOp(kernel).getInits().size();
       ++output)
    if (hasOneLane &&
        getElementBytes(getOutputView(output).buffer.getType()) < 4)
      return false;
  return llvm::all_of(views, [&](const OperandView &view) {
    if (!view.windows.empty())
      return false;
    return !llvm::is_contained(view.axes, *vectorAxis) ||
           (view.isContiguous &&
            !getElementTypeOrSelf(view.buffer).isInteger(1));
  });
}

/// Lanes from `end` on rest.
void GroupEmitter::emitMask(Value end) {
  Value left = arith::IndexCastOp::create(
      builder, loc, builder.getI32Type(),
      arith::SubIOp::create(builder, loc, end, indices[*vectorAxis]));
  auto type = VectorType::get(width.lanes, builder.getI32Type());
  auto numbers = llvm::to_vector(llvm::seq<int32_t>(0, width.lanes));
  mask = arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::slt,
      arith::ConstantOp::create(builder, loc,
                                DenseIntElementsAttr::get(type, numbers)),
      vector::BroadcastOp::create(builder, loc, type, left));
}

void GroupEmitter::emit(ArrayRef<Value> groupIndices, Width groupWidth,
                        Value end) {
  indices.assign(groupIndices.begin(), groupIndices.end());
  width = groupWidth;
  if (end)
    emitMask(end);
  scopes.emplace_back();
  for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep) {
    needed = sweeps.getNeeded(sweep);
    emitKnown(needed);
    emitSweep(sweep);
  }
  needed = sweeps.getNeededByGroup();
  emitKnown(needed);
  for (unsigned output : sweeps.getGroupOutputs())
    emitStore(output);
  scopes.pop_back();
  mask = nullptr;
}

const OperandView &GroupEmitter::getOutputView(unsigned output) const {
  return views[KernelOp(kernel).getInputs().size() + output];
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Computes the needed values whose axes are all fixed.
void GroupEmitter::emitKnown(const llvm::SetVector<Value> &values) {
  for (Value value : values) {
    llvm::SmallBitVector axes = getAxes(value);
    bool isKnown = llvm::all_of(
        axes.set_bits(), [&](unsigned axis) { return bool(indices[axis]); });
    if (!isKnown || lookup(value, 0))
      continue;
    int64_t copies = isAlongVector(value) ? width.copies : 1;
    for (int64_t copy = 0; copy < copies; ++copy) {
      Value known = isa<BlockArgument>(value)
                        ? emitLoad(cast<BlockArgument>(value), copy)
                        : emitOp(value, copy);
      scopes.back()[{value, copy}] = known;
    }
  }
}

Value GroupEmitter::emitOp(Value result, int64_t copy) {
  Operation *op = result.getDefiningOp();
  bool isVector = width.lanes > 1 && isAlongVector(result);
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    Value value = lookup(operand, copy);
    operands.push_back(isVector ? asVector(value) : value);
  }
  OperationState state(loc, op->getName(), operands, getType(result),
                       op->getAttrs());
  Operation *emitted = builder.create(state);
  // A product that is only summed may be rounded with the sum.
  if (auto product = dyn_cast<arith::MulFOp>(emitted);
      product && result.hasOneUse() && isa<ReduceOp>(*result.user_begin()))
    product.setFastmath(arith::FastMathFlags::contract);
  return emitted->getResult(0);
}

Value GroupEmitter::getIndex(unsigned axis, int64_t offset) {
  if (offset == 0)
    return indices[axis];
  return arith::AddIOp::create(
      builder, loc, indices[axis],
      arith::ConstantIndexOp::create(builder, loc, offset));
}

SmallVector<Value> GroupEmitter::getIndices(const OperandView &view,
                                            int64_t copy, int64_t lane) {
  SmallVector<Value> result;
  if (view.block)
    result.push_back(view.block);
  const OperandView::Window *window = view.windows.begin();
  for (unsigned axis : view.axes) {
    int64_t offset = copy * width.lanes + lane;
    result.push_back(axis == OperandView::kWindow
                         ? getWindowIndex(*window++, offset)
                         : getIndex(axis, axis == vectorAxis ? offset : 0));
  }
  return result;
}

void GroupEmitter::setBlock(Value number, Value from, Value to) {
  blockFrom = from;
  blockTo = to;
  for (OperandView &view : views.drop_front(kernel.getInputs().size()))
    view.block = number;
}

/// The index that may lie outside; `offset` elements along the vectors' axis
/// from its first lane.
Value GroupEmitter::getWindowIndex(const OperandView::Window &window,
                                   int64_t offset) {
  SmallVector<OpFoldResult> dims(kernel.getNumDims(), builder.getIndexAttr(0));
  for (auto [axis, entry] : llvm::enumerate(layout.getAxes()))
    if (entry.dims.size() == 1 && indices[axis])
      dims[entry.dims.front()] =
          getIndex(axis, axis == vectorAxis ? offset : 0);
  llvm::append_range(dims, kernel.getMixedSizes());
  unsigned numDims = kernel.getNumDims();
  AffineMap map = AffineMap::get(numDims, numDims, window.index);
  return getValueOrCreateConstantIndexOp(
      builder, loc,
      affine::makeComposedFoldedAffineApply(builder, loc, map, dims));
}

/// Asks for what a later iteration of a sweep that only reads will read at the
/// place of this one: in a later row where vectors stand across rows, else in
/// the next run of the vectors' axis, unless it follows in memory. The address
/// may lie outside of the buffer; no fault comes of it.
void GroupEmitter::emitPrefetch(const OperandView &view, int64_t copy) {
  ArrayRef<unsigned> swept = sweepAxes;
  if (isSweptByVectors)
    swept = swept.drop_back();
  if (isStoring || swept.empty() || view.block || !view.windows.empty() ||
      !llvm::is_contained(view.axes, swept.back()))
    return;
  unsigned axis = swept.back(), operand = &view - views.data();
  int64_t distance = blockFrom ? KernelOp(kernel).getScheduleAttr().getBlock()
                               : kPrefetchDistance;
  if (isSweptByVectors) {
    if (layout.getStride(operand, axis) ==
        layout.getStride(operand, *vectorAxis) *
            layout.getAxes()[*vectorAxis].size)
      return;
    distance = 1;
  }
  // Once per line of the cache.
  int64_t bytes = getElementBytes(view.buffer.getType());
  if (copy * width.lanes * bytes % kLineBytes != 0)
    return;
  Value here = std::exchange(indices[axis], getIndex(axis, distance));
  LLVM::Prefetch::create(builder, loc, emitPointer(view, copy), /*rw=*/0,
                         kPrefetchLocality, /*cache=*/1);
  indices[axis] = here;
}

/// Reads the elements of one copy, all of which exist.
Value GroupEmitter::emitRead(const OperandView &view, Type element,
                             bool isVector, int64_t copy) {
  if (!isVector)
    return memref::LoadOp::create(builder, loc, view.buffer,
                                  getIndices(view, copy, 0));
  auto type = VectorType::get(width.lanes, element);
  // Booleans are stored as bytes, which vectors would take for bits.
  bool canLoad = view.isContiguous && !element.isInteger(1);
  if (mask)
    return emitMaskedLoad(view, type, copy);
  if (canLoad) {
    emitPrefetch(view, copy);
    return vector::LoadOp::create(builder, loc, type, view.buffer,
                                  getIndices(view, copy, 0));
  }
  SmallVector<Value> lanes;
  for (int64_t lane = 0; lane < width.lanes; ++lane)
    lanes.push_back(memref::LoadOp::create(builder, loc, view.buffer,
                                           getIndices(view, copy, lane)));
  return vector::FromElementsOp::create(builder, loc, type, lanes);
}

Value GroupEmitter::emitLoad(BlockArgument argument, int64_t copy) {
  unsigned number = argument.getArgNumber();
  const OperandView &view = views[number];
  Type element = argument.getType();
  bool isVector = width.lanes > 1 && isAlongVector(argument);
  TypedAttr outside = kernel.getOutsideValue(number);
  if (!view.isEmpty && view.windows.empty())
    return emitRead(view, element, isVector, copy);

  Type type = getType(argument);
  Value outsideValue = arith::ConstantOp::create(builder, loc, outside);
  // Takes the value outside unless `isInside`.
  auto guard = [&](Value isInside, function_ref<Value()> read,
                   function_ref<Value()> otherwise) -> Value {
    auto choice = scf::IfOp::create(builder, loc, type, isInside,
                                    /*withElseRegion=*/true);
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(choice.thenBlock());
    scf::YieldOp::create(builder, loc, read());
    builder.setInsertionPointToStart(choice.elseBlock());
    scf::YieldOp::create(builder, loc, otherwise());
    return choice.getResult(0);
  };
  auto splat = [&]() -> Value {
    return isVector ? asVector(outsideValue) : outsideValue;
  };
  auto read = [&] { return emitRead(view, element, isVector, copy); };
  int64_t first = copy * width.lanes;
  auto isInside = [&](int64_t offset) -> Value {
    Value all;
    for (const OperandView::Window &window : view.windows) {
      // As an unsigned number, an index before the first is beyond the last.
      Value isBelow =
          arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult,
                                getWindowIndex(window, offset), window.size);
      all = all ? arith::AndIOp::create(builder, loc, all, isBelow) : isBelow;
    }
    return all;
  };
  auto readWindow = [&]() -> Value {
    bool slides =
        isVector && llvm::any_of(view.windows, [&](const auto &window) {
          return window.index.isFunctionOfDim(
              layout.getAxes()[*vectorAxis].dims.back());
        });
    if (!slides)
      return guard(isInside(first), read, splat);
    // Along the window: whole vectors inside, the edges lane by lane.
    Value areInside = arith::AndIOp::create(builder, loc, isInside(first),
                                            isInside(first + width.lanes - 1));
    return guard(areInside, read, [&]() -> Value {
      SmallVector<Value> lanes;
      type = element;
      for (int64_t lane = 0; lane < width.lanes; ++lane)
        lanes.push_back(guard(
            isInside(first + lane),
            [&]() -> Value {
              return memref::LoadOp::create(builder, loc, view.buffer,
                                            getIndices(view, copy, lane));
            },
            [&] { return outsideValue; }));
      return vector::FromElementsOp::create(
          builder, loc, VectorType::get(width.lanes, element), lanes);
    });
  };
  if (!view.isEmpty)
    return readWindow();
  Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
  Value hasElements = arith::XOrIOp::create(builder, loc, view.isEmpty, yes);
  return guard(
      hasElements, [&] { return view.windows.empty() ? read() : readWindow(); },
      splat);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// The address, in bytes, of the element at index 0 of the vectors' axis.
Value GroupEmitter::emitAddress(const OperandView &view) {
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, view.buffer);
  Value element = metadata.getOffset();
  SmallVector<Value> coordinates;
  if (view.block)
    coordinates.push_back(view.block);
  for (unsigned axis : view.axes)
    coordinates.push_back(axis == vectorAxis ? Value() : indices[axis]);
  for (auto [index, stride] : llvm::zip(coordinates, metadata.getStrides()))
    if (index)
      element = arith::AddIOp::create(
          builder, loc, element,
          arith::MulIOp::create(builder, loc, index, stride));
  Value bytes = arith::ConstantIndexOp::create(
      builder, loc, getElementBytes(view.buffer.getType()));
  Value base =
      memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, view.buffer);
  return arith::AddIOp::create(
      builder, loc, base, arith::MulIOp::create(builder, loc, element, bytes));
}

/// The address of the first lane of a copy, as a pointer.
Value GroupEmitter::emitPointer(const OperandView &view, int64_t copy) {
  auto toInteger = [&](Value value) -> Value {
    return arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                      value);
  };
  auto type = LLVM::LLVMPointerType::get(builder.getContext());
  Value row = LLVM::IntToPtrOp::create(
      builder, loc, type, ValueRange(toInteger(emitAddress(view))));
  int64_t bytes = getElementBytes(view.buffer.getType());
  SmallVector<LLVM::GEPArg> index = {
      toInteger(getIndex(*vectorAxis, copy * width.lanes))};
  return LLVM::GEPOp::create(builder, loc, type,
                             builder.getIntegerType(bytes * 8), row, index);
}

/// A vector type of the same bits whose elements are integers of some width.
static VectorType getIntegerVector(VectorType type) {
  return type.clone(IntegerType::get(
      type.getContext(), getElementBytes(type.getElementType()) * 8));
}

/// The same bits as integers, which vectors of any width can be stored as.
Value GroupEmitter::asIntegers(Value vector) {
  auto type = cast<VectorType>(vector.getType());
  if (type.getElementType().isIndex())
    return arith::IndexCastOp::create(builder, loc, getIntegerVector(type),
                                      vector);
  if (!isa<FloatType>(type.getElementType()))
    return vector;
  return arith::BitcastOp::create(builder, loc, getIntegerVector(type), vector);
}

/// Reads the lanes that do not rest; the others are 0. Masked vectors of 16-bit
/// floats would be taken apart, those of integers are not.
Value GroupEmitter::emitMaskedLoad(const OperandView &view, VectorType type,
                                   int64_t copy) {
  VectorType integers = getIntegerVector(type);
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(integers));
  Value loaded = LLVM::MaskedLoadOp::create(
      builder, loc, integers, emitPointer(view, copy), mask, zero,
      getElementBytes(type.getElementType()));
  if (integers == type)
    return loaded;
  if (type.getElementType().isIndex())
    return arith::IndexCastOp::create(builder, loc, type, loaded);
  return arith::BitcastOp::create(builder, loc, type, loaded);
}

void GroupEmitter::emitMaskedStore(const OperandView &view, Value value,
                                   int64_t copy) {
  LLVM::MaskedStoreOp::create(builder, loc, asIntegers(value),
                              emitPointer(view, copy), mask,
                              getElementBytes(value.getType()));
}

/// Copies that are stored as one vector, so that narrow elements fill it too.
int64_t GroupEmitter::countJoined(unsigned output) const {
  int64_t bytes =
      getElementBytes(KernelOp(kernel).getYielded()[output].getType());
  int64_t joined = 1;
  while (joined * 2 * bytes <= 4 && width.copies % (joined * 2) == 0)
    joined *= 2;
  return joined;
}

/// Whole, aligned vectors past the cache, joined to one. It is stored as
/// integers, since vectors of 16-bit floats would go through the cache; so
/// would a vector that is truncated for the store alone.
void GroupEmitter::emitNontemporalStore(ArrayRef<Value> values, unsigned output,
                                        int64_t copy) {
  int64_t bytes = getElementBytes(values.front().getType());
  SmallVector<Value> parts;
  for (Value value : values)
    parts.push_back(asIntegers(value));
  for (; parts.size() > 1; parts.resize(parts.size() / 2))
    for (size_t i = 0; i < parts.size() / 2; ++i) {
      int64_t length =
          cast<VectorType>(parts[2 * i].getType()).getNumElements();
      parts[i] = vector::ShuffleOp::create(
          builder, loc, parts[2 * i], parts[2 * i + 1],
          llvm::to_vector(llvm::seq<int64_t>(0, 2 * length)));
    }
  LLVM::StoreOp::create(builder, loc, parts.front(),
                        emitPointer(getOutputView(output), copy),
                        /*alignment=*/values.size() * width.lanes * bytes,
                        /*isVolatile=*/false, /*isNonTemporal=*/true);
}

void GroupEmitter::emitStore(unsigned output) {
  const OperandView &view = getOutputView(output);
  Value yielded = kernel.getYielded()[output];
  bool isAlong = vectorAxis && llvm::is_contained(view.axes, *vectorAxis);
  SmallVector<Value> joined;
  for (int64_t copy = 0; copy < (isAlong ? width.copies : 1); ++copy) {
    Value value = lookup(yielded, copy);
    if (width.lanes == 1 || !isAlong) {
      memref::StoreOp::create(builder, loc, value, view.buffer,
                              getIndices(view, copy, 0));
      continue;
    }
    value = asVector(value);
    if (mask) {
      emitMaskedStore(view, value, copy);
      continue;
    }
    if (isNontemporal && canPassCache(output)) {
      joined.push_back(value);
      if (int64_t(joined.size()) < countJoined(output))
        continue;
      emitNontemporalStore(joined, output, copy + 1 - joined.size());
      joined.clear();
      continue;
    }
    if (view.isContiguous && !yielded.getType().isInteger(1)) {
      vector::StoreOp::create(builder, loc, value, view.buffer,
                              getIndices(view, copy, 0));
      continue;
    }
    for (int64_t lane = 0; lane < width.lanes; ++lane)
      memref::StoreOp::create(
          builder, loc, vector::ExtractOp::create(builder, loc, value, lane),
          view.buffer, getIndices(view, copy, lane));
  }
}
