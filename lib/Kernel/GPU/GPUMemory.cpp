//===- GPUMemory.cpp - Reads and writes of a GPU's threads ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GPUCostModel.h"
#include "GPUTarget.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

int64_t norm::getAccessAlignment(Type element, int64_t lanes) {
  return std::min(kAccessBytes, lanes * getElementBytes(element));
}

/// Whether a vector of the view is one access: neighbours are next to each
/// other, and begin where accesses may. Booleans are bytes, which vectors would
/// take for bits; windows that slide along the vectors begin anywhere.
bool GPUTarget::isWideAccess(SweepEmitter &emitter,
                             const OperandView &view) const {
  return form.isWide && view.isContiguous && !view.slides &&
         emitter.point.width.lanes > 1 &&
         !getElementTypeOrSelf(view.buffer).isInteger(1);
}

Value GPUTarget::guard(SweepEmitter &emitter, Value condition, Type type,
                       function_ref<Value()> read) {
  if (!condition)
    return read();
  OpBuilder &builder = emitter.builder;
  auto choice = scf::IfOp::create(builder, emitter.loc, type, condition,
                                  /*withElseRegion=*/true);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  scf::YieldOp::create(builder, emitter.loc, read());
  builder.setInsertionPointToStart(choice.elseBlock());
  scf::YieldOp::create(builder, emitter.loc,
                       ValueRange(arith::ConstantOp::create(
                           builder, emitter.loc, builder.getZeroAttr(type))));
  return choice.getResult(0);
}

void GPUTarget::guard(SweepEmitter &emitter, Value condition,
                      function_ref<void()> write) {
  if (!condition)
    return write();
  OpBuilder &builder = emitter.builder;
  auto choice = scf::IfOp::create(builder, emitter.loc, condition);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  write();
}

Value GPUTarget::read(SweepEmitter &emitter, unsigned operand, bool isVector,
                      int64_t vector, int64_t lane) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const OperandView &view = emitter.getView(operand);
  Type element = getElementTypeOrSelf(view.buffer);
  auto readLane = [&](int64_t lane) -> Value {
    // What does not move is there, whatever the lanes of a vector are.
    Value active = emitter.moves(view) || emitter.isAlongVector(view)
                       ? getActive(emitter, vector, lane)
                       : Value();
    return guard(emitter, active, element, [&]() -> Value {
      return memref::LoadOp::create(builder, loc, view.buffer,
                                    emitter.getIndices(view, vector, lane));
    });
  };
  if (!isVector)
    return readLane(lane);
  auto type = VectorType::get(emitter.point.width.lanes, element);
  if (isWideAccess(emitter, view))
    return guard(emitter, getActive(emitter, vector, 0), type, [&]() -> Value {
      auto load = vector::LoadOp::create(builder, loc, type, view.buffer,
                                         emitter.getIndices(view, vector, 0));
      load.setAlignment(getAccessAlignment(element, type.getNumElements()));
      return load;
    });
  SmallVector<Value> elements;
  for (int64_t lane = 0; lane < type.getNumElements(); ++lane)
    elements.push_back(readLane(lane));
  return vector::FromElementsOp::create(builder, loc, type, elements);
}

void GPUTarget::write(SweepEmitter &emitter, unsigned output,
                      ArrayRef<Value> values) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  const OperandView &view = emitter.getOutputView(output);
  // One of the threads that share a group, and of the blocks, writes what the
  // group has one of.
  Value isWriter;
  auto join = [&](Value first, Value second) -> Value {
    if (!first || !second || first == second)
      return first ? first : second;
    return arith::AndIOp::create(builder, loc, first, second);
  };
  auto isZero = [&](Value number) -> Value {
    return arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq, number,
        arith::ConstantIndexOp::create(builder, loc, 0));
  };
  if (emitter.sweep == &emitter.plan.afterwards) {
    if (emitter.plan.width.threads > 1)
      isWriter = isZero(member);
    if (rangeBegin)
      isWriter = join(isWriter, isZero(rangeBegin));
  }
  bool isVector = emitter.point.width.lanes > 1 && emitter.isAlongVector(view);
  for (int64_t vector = 0; vector < int64_t(values.size()); ++vector) {
    Value value = values[vector];
    auto getCondition = [&](int64_t lane) {
      return join(join(isWriter, isGroup), getActive(emitter, vector, lane));
    };
    if (!isVector) {
      guard(emitter, getCondition(0), [&] {
        memref::StoreOp::create(builder, loc, value, view.buffer,
                                emitter.getIndices(view, vector, 0));
      });
      continue;
    }
    Value whole = emitter.broadcast(value);
    if (isWideAccess(emitter, view)) {
      guard(emitter, getCondition(0), [&] {
        auto store =
            vector::StoreOp::create(builder, loc, whole, view.buffer,
                                    emitter.getIndices(view, vector, 0));
        store.setAlignment(getAccessAlignment(getElementTypeOrSelf(whole),
                                              emitter.point.width.lanes));
      });
      continue;
    }
    for (int64_t lane = 0; lane < emitter.point.width.lanes; ++lane)
      guard(emitter, getCondition(lane), [&] {
        memref::StoreOp::create(
            builder, loc, vector::ExtractOp::create(builder, loc, whole, lane),
            view.buffer, emitter.getIndices(view, vector, lane));
      });
  }
}

Value GPUTarget::mask(SweepEmitter &emitter, int64_t vector, Value value,
                      Value neutral) {
  if (!end)
    return value;
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto type = dyn_cast<VectorType>(value.getType());
  // Whole vectors lie before the end of their axis, scattered lanes each for
  // itself.
  if (!type || !emitter.isScattered())
    return arith::SelectOp::create(builder, loc, getActive(emitter, vector, 0),
                                   value, neutral);
  SmallVector<Value> lanes;
  for (int64_t lane = 0; lane < type.getNumElements(); ++lane)
    lanes.push_back(getActive(emitter, vector, lane));
  Value active = vector::FromElementsOp::create(
      builder, loc, type.clone(builder.getI1Type()), lanes);
  return arith::SelectOp::create(builder, loc, active, value, neutral);
}
