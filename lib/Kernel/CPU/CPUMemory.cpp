//===- CPUMemory.cpp - Reads and writes of a CPU's vectors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CPUCostModel.h"
#include "CPUTarget.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// The address of the operand's element at the point, but at 0 along the
/// vectors' axis.
Value CPUTarget::createAddress(SweepEmitter &emitter, const OperandView &view) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, view.buffer);
  Value element = metadata.getOffset();
  SmallVector<Value> coordinates;
  if (view.hasBlocks)
    coordinates.push_back(emitter.point.block);
  const OperandView::Window *window = view.windows.begin();
  for (unsigned axis : view.axes)
    coordinates.push_back(
        axis == emitter.plan.vectorAxis ? Value()
        : axis == OperandView::kWindow
            ? emitter.getWindowIndex(*window++, /*vector=*/0, /*lane=*/0)
            : emitter.point.indices[axis]);
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

/// A pointer to the first element of a vector.
Value CPUTarget::createPointer(SweepEmitter &emitter, const OperandView &view,
                               int64_t vector) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto toInteger = [&](Value value) -> Value {
    return arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                      value);
  };
  auto type = LLVM::LLVMPointerType::get(builder.getContext());
  Value row = LLVM::IntToPtrOp::create(
      builder, loc, type, ValueRange(toInteger(createAddress(emitter, view))));
  int64_t bytes = getElementBytes(view.buffer.getType());
  SmallVector<LLVM::GEPArg> index = {toInteger(emitter.getIndex(
      *emitter.plan.vectorAxis, vector * emitter.point.width.lanes))};
  return LLVM::GEPOp::create(builder, loc, type,
                             builder.getIntegerType(bytes * 8), row, index);
}

/// Integers of the width of a vector's elements.
static VectorType getIntegerVector(VectorType type) {
  return type.clone(IntegerType::get(
      type.getContext(), getElementBytes(type.getElementType()) * 8));
}

/// The bits of a vector's elements.
static Value asIntegers(SweepEmitter &emitter, Value vector) {
  auto type = cast<VectorType>(vector.getType());
  if (type.getElementType().isIndex())
    return arith::IndexCastOp::create(emitter.builder, emitter.loc,
                                      getIntegerVector(type), vector);
  if (!isa<FloatType>(type.getElementType()))
    return vector;
  return arith::BitcastOp::create(emitter.builder, emitter.loc,
                                  getIntegerVector(type), vector);
}

//===----------------------------------------------------------------------===//
// Reads
//===----------------------------------------------------------------------===//

/// Asks for what the next iterations read, once per line, where vectors stand
/// across the innermost loop, or rows follow each other with gaps.
void CPUTarget::emitPrefetch(SweepEmitter &emitter, unsigned operand,
                             int64_t vector) {
  const SweepPlan &plan = emitter.plan;
  const OperandView &view = emitter.getView(operand);
  ArrayRef<unsigned> swept = plan.sweepAxes;
  if (plan.isSweptByVectors)
    swept = swept.drop_back();
  if (!emitter.sweep->outputs.empty() || swept.empty() ||
      operand >= KernelOp(plan.kernel).getInputs().size() ||
      !view.windows.empty() || !llvm::is_contained(view.axes, swept.back()))
    return;
  unsigned axis = swept.back();
  bool hasBlocks = plan.blockSize > 0 && plan.sweepAxes.size() == 1;
  int64_t distance = hasBlocks ? plan.blockSize : kPrefetchDistance;
  if (plan.isSweptByVectors) {
    const KernelLayout &layout = *plan.layout;
    if (layout.getStride(operand, axis) ==
        layout.getStride(operand, *plan.vectorAxis) *
            layout.getAxes()[*plan.vectorAxis].size)
      return;
    distance = 1;
  }
  // Once per line of the cache.
  int64_t bytes = getElementBytes(view.buffer.getType());
  if (vector * emitter.point.width.lanes * bytes % kLineBytes != 0)
    return;
  Value here = std::exchange(emitter.point.indices[axis],
                             emitter.getIndex(axis, distance));
  LLVM::Prefetch::create(emitter.builder, emitter.loc,
                         createPointer(emitter, view, vector), /*rw=*/0,
                         kPrefetchLocality, /*cache=*/1);
  emitter.point.indices[axis] = here;
}

Value CPUTarget::emitMaskedLoad(SweepEmitter &emitter, const OperandView &view,
                                VectorType type, int64_t vector) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  VectorType integers = getIntegerVector(type);
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(integers));
  Value loaded = LLVM::MaskedLoadOp::create(
      builder, loc, integers, createPointer(emitter, view, vector), lanes, zero,
      getElementBytes(type.getElementType()));
  if (integers == type)
    return loaded;
  if (type.getElementType().isIndex())
    return arith::IndexCastOp::create(builder, loc, type, loaded);
  return arith::BitcastOp::create(builder, loc, type, loaded);
}

Value CPUTarget::read(SweepEmitter &emitter, unsigned operand, bool isVector,
                      int64_t vector, int64_t lane) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const OperandView &view = emitter.getView(operand);
  if (!isVector)
    return memref::LoadOp::create(builder, loc, view.buffer,
                                  emitter.getIndices(view, vector, lane));
  Type element = getElementTypeOrSelf(view.buffer);
  auto type = VectorType::get(emitter.point.width.lanes, element);
  if (lanes)
    return emitMaskedLoad(emitter, view, type, vector);
  // Booleans are stored as bytes, which vectors would take for bits.
  if (view.isContiguous && element.isInteger(1)) {
    auto bytes = VectorType::get(type.getShape(), builder.getI8Type());
    return arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::ne,
        LLVM::LoadOp::create(builder, loc, bytes,
                             createPointer(emitter, view, vector),
                             /*alignment=*/1),
        arith::ConstantOp::create(builder, loc, builder.getZeroAttr(bytes)));
  }
  if (view.isContiguous) {
    emitPrefetch(emitter, operand, vector);
    if (arePaired(emitter))
      return readOfPair(emitter, view, type, vector);
    return vector::LoadOp::create(builder, loc, type, view.buffer,
                                  emitter.getIndices(view, vector, 0));
  }
  SmallVector<Value> elements;
  for (int64_t lane = 0; lane < type.getNumElements(); ++lane)
    elements.push_back(memref::LoadOp::create(
        builder, loc, view.buffer, emitter.getIndices(view, vector, lane)));
  return vector::FromElementsOp::create(builder, loc, type, elements);
}

//===----------------------------------------------------------------------===//
// Writes
//===----------------------------------------------------------------------===//

/// Whether the vectors of a result can pass the cache by: they are whole.
bool CPUTarget::canPassCache(SweepEmitter &emitter, unsigned output) const {
  const OperandView &view = emitter.getOutputView(output);
  return view.isContiguous && !getElementTypeOrSelf(view.buffer).isInteger(1);
}

/// What the next sweep reads back stays in the cache.
bool CPUTarget::passesCache(SweepEmitter &emitter, unsigned output) const {
  return canPassCache(emitter, output) && !emitter.plan.isReadBack(output);
}

/// Vectors of a result that are stored together, past the cache: as many as
/// fill a register.
int64_t CPUTarget::countJoined(SweepEmitter &emitter, unsigned output) const {
  int64_t bytes =
      getElementBytes(emitter.getOutputView(output).buffer.getType());
  int64_t joined = 1;
  while (joined * 2 * bytes <= 4 &&
         emitter.point.width.unroll % (joined * 2) == 0)
    joined *= 2;
  return joined;
}

void CPUTarget::emitNontemporalStore(SweepEmitter &emitter,
                                     ArrayRef<Value> values, unsigned output,
                                     int64_t vector) {
  OpBuilder &builder = emitter.builder;
  int64_t bytes = getElementBytes(values.front().getType());
  SmallVector<Value> parts;
  for (Value value : values)
    parts.push_back(asIntegers(emitter, value));
  for (; parts.size() > 1; parts.resize(parts.size() / 2))
    for (size_t i = 0; i < parts.size() / 2; ++i) {
      int64_t length =
          cast<VectorType>(parts[2 * i].getType()).getNumElements();
      parts[i] = vector::ShuffleOp::create(
          builder, emitter.loc, parts[2 * i], parts[2 * i + 1],
          llvm::to_vector(llvm::seq<int64_t>(0, 2 * length)));
    }
  LLVM::StoreOp::create(
      builder, emitter.loc, parts.front(),
      createPointer(emitter, emitter.getOutputView(output), vector),
      /*alignment=*/countJoined(emitter, output) * emitter.point.width.lanes *
          bytes,
      /*isVolatile=*/false, /*isNonTemporal=*/true);
}

/// Stores one vector where neighbours may or may not be neighbours in memory.
void CPUTarget::emitVectorStore(SweepEmitter &emitter, unsigned output,
                                Value value, int64_t vector) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const OperandView &view = emitter.getOutputView(output);
  if (lanes) {
    LLVM::MaskedStoreOp::create(builder, loc, asIntegers(emitter, value),
                                createPointer(emitter, view, vector), lanes,
                                getElementBytes(value.getType()));
    return;
  }
  if (canPassCache(emitter, output)) {
    vector::StoreOp::create(builder, loc, value, view.buffer,
                            emitter.getIndices(view, vector, 0));
    return;
  }
  for (int64_t lane = 0; lane < emitter.point.width.lanes; ++lane)
    memref::StoreOp::create(
        builder, loc, vector::ExtractOp::create(builder, loc, value, lane),
        view.buffer, emitter.getIndices(view, vector, lane));
}

void CPUTarget::write(SweepEmitter &emitter, unsigned output,
                      ArrayRef<Value> values) {
  const OperandView &view = emitter.getOutputView(output);
  if (emitter.point.width.lanes == 1 || !emitter.isAlongVector(view)) {
    for (auto [vector, value] : llvm::enumerate(values))
      memref::StoreOp::create(emitter.builder, emitter.loc, value, view.buffer,
                              emitter.getIndices(view, vector, 0));
    return;
  }
  SmallVector<Value> whole = llvm::map_to_vector(
      values, [&](Value value) { return emitter.broadcast(value); });
  int64_t own = 1; // vectors in each of them
  if (arePaired(emitter)) {
    whole = joinPairs(emitter, whole);
    own = 2;
  }
  // What the next group adds to stays in the cache.
  bool passes = isNontemporal && !lanes && passesCache(emitter, output) &&
                llvm::is_contained(emitter.sweep->outputs, output);
  int64_t joined = passes ? std::max(own, countJoined(emitter, output)) : own;
  for (int64_t vector = 0; vector < int64_t(values.size()); vector += joined) {
    auto parts = ArrayRef(whole).slice(vector / own, joined / own);
    if (passes)
      emitNontemporalStore(emitter, parts, output, vector);
    else
      emitVectorStore(emitter, output, parts.front(), vector);
  }
}
