//===- SweepSteps.cpp - What the bodies of sweeps compute ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SweepEmitter.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Type SweepEmitter::getType(const SweepPlan::Step &step) const {
  Type type = step.value.getType();
  return point.width.lanes > 1 && step.isAlongVector
             ? VectorType::get(point.width.lanes, type)
             : type;
}

Value SweepEmitter::lookup(Value value, int64_t vector) const {
  if (value.getParentRegion() != &plan.kernel->getRegion(0))
    return value;
  if (!plan.isPerVector(value))
    vector = 0;
  for (const auto &scope : llvm::reverse(scopes))
    if (Value known = scope.lookup(getKey(value, vector)))
      return known;
  return nullptr;
}

Value SweepEmitter::broadcast(Value value) {
  if (point.width.lanes == 1 || isa<VectorType>(value.getType()))
    return value;
  return vector::BroadcastOp::create(
      builder, loc, VectorType::get(point.width.lanes, value.getType()), value);
}

/// Computes the steps of the sweep at hand that stand at `level`, but for what
/// an earlier sweep, or row, has left there.
void SweepEmitter::emitRowSteps(unsigned level) {
  for (const SweepPlan::Step &step : sweep->steps) {
    if (step.level != level || lookup(step.value, 0))
      continue;
    // What the sums of rows have left is all that their last sweep needs.
    if (level == 0 && haveSums && plan.isPerRow(step.value))
      continue;
    int64_t vectors = step.isPerVector ? point.width.unroll : 1;
    for (int64_t vector = 0; vector < vectors; ++vector)
      scopes.back()[getKey(step.value, vector)] = emitStep(step, vector);
  }
}

Value SweepEmitter::emitStep(const SweepPlan::Step &step, int64_t vector) {
  if (isa<BlockArgument>(step.value))
    return emitRead(step, vector);
  if (!step.output)
    return emitOp(step, vector);
  unsigned operand = KernelOp(plan.kernel).getInputs().size() + *step.output;
  return target.read(*this, operand, isa<VectorType>(getType(step)), vector, 0);
}

/// Whether a value goes into a sum, perhaps as one in chains, and nowhere else.
static bool isOnlySummed(Value value) {
  if (!value.hasOneUse())
    return false;
  Operation *user = *value.user_begin();
  if (auto extension = dyn_cast<arith::ExtFOp>(user))
    return extension->hasOneUse() && isa<ReduceOp>(*extension->user_begin()) &&
           cast<ReduceOp>(*extension->user_begin()).getChain();
  return isa<ReduceOp>(user);
}

/// Copies an op of the region.
Value SweepEmitter::emitOp(const SweepPlan::Step &step, int64_t vector) {
  Operation *op = step.value.getDefiningOp();
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    Value value = lookup(operand, vector);
    operands.push_back(step.isAlongVector ? broadcast(value) : value);
  }
  OperationState state(loc, op->getName(), operands, getType(step),
                       op->getAttrs());
  Operation *emitted = builder.create(state);
  // A product that is only summed may be rounded with the sum.
  if (auto product = dyn_cast<arith::MulFOp>(emitted);
      product && isOnlySummed(step.value))
    product.setFastmath(arith::FastMathFlags::contract);
  return emitted->getResult(0);
}

/// Combines a result of an outer reduction with the value at the point: the
/// block's first group writes it, the others add to what is there.
void SweepEmitter::accumulate(unsigned output) {
  KernelOp kernel = plan.kernel;
  ReduceOp reduce = kernel.getOuterReduction(output);
  const OperandView &view = getOutputView(output);
  bool isVector = isAlongVector(view) && point.width.lanes > 1;
  SmallVector<Value> values;
  for (int64_t vector = 0; vector < countVectors(view); ++vector) {
    Value value = lookup(reduce.getInput(), vector);
    if (isVector)
      value = broadcast(value);
    Value before = target.read(*this, kernel.getInputs().size() + output,
                               isVector, vector, 0);
    before = arith::SelectOp::create(
        builder, loc, isFirst, getNeutral(reduce, value.getType()), before);
    values.push_back(combine(reduce.getKind(), before, value));
  }
  target.write(*this, output, values);
}

/// Writes the results of the sweep at hand, in a row.
void SweepEmitter::emitRowWrites() {
  for (unsigned output : sweep->accumulated)
    accumulate(output);
  for (unsigned output : sweep->outputs) {
    Value yielded = KernelOp(plan.kernel).getYielded()[output];
    SmallVector<Value> values;
    int64_t vectors = countVectors(getOutputView(output));
    for (int64_t vector = 0; vector < vectors; ++vector)
      values.push_back(lookup(yielded, vector));
    target.write(*this, output, values);
  }
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

Value SweepEmitter::getIndex(unsigned axis, int64_t offset) {
  if (offset == 0)
    return point.indices[axis];
  return arith::AddIOp::create(
      builder, loc, point.indices[axis],
      arith::ConstantIndexOp::create(builder, loc, offset));
}

Value SweepEmitter::getIndex(unsigned axis, int64_t vector, int64_t lane) {
  int64_t offset = axis == plan.vectorAxis ? lane : 0;
  if (!plan.isFlat() || !isSwept(axis)) {
    if (axis == plan.vectorAxis && sweep->distance == 0)
      offset += vector * point.width.getDistance();
    return getIndex(axis, offset);
  }
  if (isScattered())
    return point.places[vector * point.width.lanes + lane][axis];
  Value begin = point.places[sweep->distance > 0 ? vector : 0][axis];
  if (offset == 0)
    return begin;
  return arith::AddIOp::create(
      builder, loc, begin,
      arith::ConstantIndexOp::create(builder, loc, offset));
}

SmallVector<Value> SweepEmitter::getIndices(const OperandView &view,
                                            int64_t vector, int64_t lane) {
  SmallVector<Value> result;
  if (view.hasBlocks)
    result.push_back(point.block);
  const OperandView::Window *window = view.windows.begin();
  for (unsigned axis : view.axes)
    result.push_back(axis == OperandView::kWindow
                         ? getWindowIndex(*window++, vector, lane)
                         : getIndex(axis, vector, lane));
  return result;
}

/// The index along a window of a lane of a vector.
Value SweepEmitter::getWindowIndex(const OperandView::Window &window,
                                   int64_t vector, int64_t lane) {
  KernelOp kernel = plan.kernel;
  SmallVector<OpFoldResult> dims(kernel.getNumDims(), builder.getIndexAttr(0));
  for (auto [axis, entry] : llvm::enumerate(plan.layout->getAxes()))
    if (entry.dims.size() == 1 && isFixed(axis))
      dims[entry.dims.front()] = getIndex(axis, vector, lane);
  llvm::append_range(dims, kernel.getMixedSizes());
  unsigned numDims = kernel.getNumDims();
  AffineMap map = AffineMap::get(numDims, numDims, window.index);
  return getValueOrCreateConstantIndexOp(
      builder, loc,
      affine::makeComposedFoldedAffineApply(builder, loc, map, dims));
}

/// Whether a lane of a vector is in all windows.
Value SweepEmitter::isInside(const OperandView &view, int64_t vector,
                             int64_t lane) {
  Value all;
  for (const OperandView::Window &window : view.windows) {
    // As an unsigned number, an index before the first is beyond the last.
    Value isBelow = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::ult,
        getWindowIndex(window, vector, lane), window.size);
    all = all ? arith::AndIOp::create(builder, loc, all, isBelow) : isBelow;
  }
  return all;
}

/// Whether a window moves along the vectors.
bool SweepEmitter::slides(const OperandView &view) const {
  return llvm::any_of(view.windows, [&](const auto &window) {
    return window.index.isFunctionOfDim(
        plan.layout->getAxes()[*plan.vectorAxis].dims.back());
  });
}

Value SweepEmitter::emitGuard(Type type, Value condition,
                              function_ref<Value()> yes,
                              function_ref<Value()> no) {
  auto choice = scf::IfOp::create(builder, loc, type, condition,
                                  /*withElseRegion=*/true);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  scf::YieldOp::create(builder, loc, yes());
  builder.setInsertionPointToStart(choice.elseBlock());
  scf::YieldOp::create(builder, loc, no());
  return choice.getResult(0);
}

/// Reads an input at the point, or takes its value outside.
Value SweepEmitter::emitRead(const SweepPlan::Step &step, int64_t vector) {
  unsigned number = cast<BlockArgument>(step.value).getArgNumber();
  const OperandView &view = views[number];
  Type type = getType(step);
  auto read = [&] {
    return view.windows.empty()
               ? target.read(*this, number, isa<VectorType>(type), vector, 0)
               : emitWindowRead(step, vector);
  };
  if (!view.isEmpty)
    return read();
  Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
  Value hasElements = arith::XOrIOp::create(builder, loc, view.isEmpty, yes);
  Value outside = arith::ConstantOp::create(
      builder, loc, KernelOp(plan.kernel).getOutsideValue(number));
  return emitGuard(type, hasElements, read, [&] {
    return isa<VectorType>(type) ? broadcast(outside) : outside;
  });
}

/// Reads an input with windows at the point.
Value SweepEmitter::emitWindowRead(const SweepPlan::Step &step,
                                   int64_t vector) {
  unsigned number = cast<BlockArgument>(step.value).getArgNumber();
  const OperandView &view = views[number];
  Type type = getType(step), element = step.value.getType();
  bool isVector = isa<VectorType>(type);
  int64_t lanes = point.width.lanes;
  Value outside = arith::ConstantOp::create(
      builder, loc, KernelOp(plan.kernel).getOutsideValue(number));
  auto read = [&] { return target.read(*this, number, isVector, vector, 0); };
  if (!isVector || (!slides(view) && !isScattered()))
    return emitGuard(type, isInside(view, vector, 0), read,
                     [&] { return isVector ? broadcast(outside) : outside; });
  auto readLanes = [&]() -> Value {
    SmallVector<Value> elements;
    for (int64_t lane = 0; lane < lanes; ++lane)
      elements.push_back(emitGuard(
          element, isInside(view, vector, lane),
          [&] { return target.read(*this, number, false, vector, lane); },
          [&] { return outside; }));
    return vector::FromElementsOp::create(builder, loc, type, elements);
  };
  if (isScattered())
    return readLanes();
  // Along the window: whole vectors inside, the edges lane by lane.
  Value areInside =
      arith::AndIOp::create(builder, loc, isInside(view, vector, 0),
                            isInside(view, vector, lanes - 1));
  return emitGuard(type, areInside, read, readLanes);
}
