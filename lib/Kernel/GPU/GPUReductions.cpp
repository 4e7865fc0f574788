//===- GPUReductions.cpp - How threads combine what they have reduced ---===//
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

/// The lower half of a vector with the upper one, until one element is left.
static Value combineLanes(SweepEmitter &emitter, ReductionKind kind,
                          Value vector) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  int64_t lanes = cast<VectorType>(vector.getType()).getNumElements();
  while (lanes > 1) {
    lanes /= 2;
    auto getHalf = [&](int64_t from) -> Value {
      return vector::ShuffleOp::create(
          builder, loc, vector, vector,
          llvm::to_vector(llvm::seq<int64_t>(from, from + lanes)));
    };
    Value lower = getHalf(0), upper = getHalf(lanes);
    vector = emitter.combine(kind, lower, upper);
  }
  return vector::ExtractOp::create(builder, loc, vector, 0);
}

/// The value of the thread whose lane differs in the bit `distance`.
static Value shuffle(SweepEmitter &emitter, Value value, int64_t distance) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto exchange = [&](Value word) -> Value {
    return gpu::ShuffleOp::create(builder, loc, word, distance, kWarp,
                                  gpu::ShuffleMode::XOR)
        .getShuffleResult();
  };
  Type type = value.getType();
  int64_t bits = type.getIntOrFloatBitWidth();
  if (bits == 32)
    return exchange(value);
  Type word = builder.getI32Type();
  if (bits < 32) {
    Value narrow = arith::BitcastOp::create(
        builder, loc, builder.getIntegerType(bits), value);
    Value moved = exchange(arith::ExtUIOp::create(builder, loc, word, narrow));
    narrow = arith::TruncIOp::create(builder, loc, narrow.getType(), moved);
    return arith::BitcastOp::create(builder, loc, type, narrow);
  }
  // Two words of 32 bits.
  Value whole =
      arith::BitcastOp::create(builder, loc, builder.getI64Type(), value);
  Value half = arith::ConstantIntOp::create(builder, loc, 32, 64);
  Value low = arith::TruncIOp::create(builder, loc, word, whole);
  Value high = arith::TruncIOp::create(
      builder, loc, word, arith::ShRUIOp::create(builder, loc, whole, half));
  low = arith::ExtUIOp::create(builder, loc, whole.getType(), exchange(low));
  high = arith::ExtUIOp::create(builder, loc, whole.getType(), exchange(high));
  whole = arith::OrIOp::create(builder, loc, low,
                               arith::ShLIOp::create(builder, loc, high, half));
  return arith::BitcastOp::create(builder, loc, type, whole);
}

/// Combines values pairwise, neighbours first.
static Value combineTree(SweepEmitter &emitter, ReductionKind kind,
                         SmallVector<Value> values) {
  while (values.size() > 1) {
    SmallVector<Value> half;
    for (size_t i = 0; i + 1 < values.size(); i += 2)
      half.push_back(emitter.combine(kind, values[i], values[i + 1]));
    if (values.size() % 2)
      half.push_back(values.back());
    values = std::move(half);
  }
  return values.front();
}

/// A buffer in shared memory for `size` elements.
Value GPUTarget::createShared(SweepEmitter &emitter, Type element,
                              int64_t size) {
  MLIRContext *context = element.getContext();
  auto space =
      gpu::AddressSpaceAttr::get(context, gpu::AddressSpace::Workgroup);
  auto type =
      MemRefType::get({size}, element, MemRefLayoutAttrInterface(), space);
  Value buffer = function.addWorkgroupAttribution(type, emitter.loc);
  function.setWorkgroupAttributionAttr(
      function.getNumWorkgroupAttributions() - 1, "llvm.align",
      IntegerAttr::get(IntegerType::get(context, 64), kAccessBytes));
  return buffer;
}

/// What `count` parts of the block hold, combined by every thread: part `part`
/// puts its values where the thread `isWriter` says, `place` within the part of
/// `width` places.
void GPUTarget::exchange(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                         MutableArrayRef<Value> values, const Parts &parts) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto getLanes = [](Type type) -> int64_t {
    auto vector = dyn_cast<VectorType>(type);
    return vector ? vector.getNumElements() : 1;
  };
  auto getOffset = [&](Value part, int64_t lanes) -> Value {
    Value place = arith::AddIOp::create(
        builder, loc,
        arith::MulIOp::create(builder, loc, part, constant(parts.width)),
        parts.place ? parts.place : constant(0));
    return arith::MulIOp::create(builder, loc, place, constant(lanes));
  };
  // Who reads what an earlier group left is done with it.
  if (emitter.plan.outerBlockSize > 0)
    gpu::BarrierOp::create(builder, loc);
  SmallVector<Value> buffers;
  for (Value value : values)
    buffers.push_back(
        createShared(emitter, getElementTypeOrSelf(value),
                     parts.count * parts.width * getLanes(value.getType())));
  guard(emitter, parts.isWriter, [&] {
    for (auto [buffer, value] : llvm::zip(buffers, values)) {
      int64_t lanes = getLanes(value.getType());
      Value offset = getOffset(parts.part, lanes);
      if (lanes == 1)
        memref::StoreOp::create(builder, loc, value, buffer, offset);
      else
        vector::StoreOp::create(builder, loc, value, buffer, offset);
    }
  });
  gpu::BarrierOp::create(builder, loc);
  for (auto [kind, buffer, value] : llvm::zip(kinds, buffers, values)) {
    int64_t lanes = getLanes(value.getType());
    SmallVector<Value> all;
    for (int64_t part = 0; part < parts.count; ++part) {
      Value offset = getOffset(constant(part), lanes);
      if (lanes == 1)
        all.push_back(memref::LoadOp::create(builder, loc, buffer, offset));
      else
        all.push_back(vector::LoadOp::create(
            builder, loc, cast<VectorType>(value.getType()), buffer, offset));
    }
    value = combineTree(emitter, kind, std::move(all));
  }
}

/// Rows: lanes, then the threads of a warp by shuffles, then warps. Columns:
/// the threads that share them.
void GPUTarget::combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                        MutableArrayRef<Value> values) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  int64_t threads = emitter.plan.width.threads;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  // Of one point, one thread has it all.
  if (values.empty() || !emitter.plan.vectorAxis)
    return;
  if (!emitter.plan.isSweptByVectors) {
    if (threads == 1)
      return;
    Value place =
        arith::RemUIOp::create(builder, loc, thread, constant(groups));
    return exchange(emitter, kinds, values,
                    {threads, groups, member, place, Value()});
  }
  for (auto [kind, value] : llvm::zip(kinds, values)) {
    if (isa<VectorType>(value.getType()))
      value = combineLanes(emitter, kind, value);
    for (int64_t distance = std::min(threads, kWarp) / 2; distance > 0;
         distance /= 2)
      value = emitter.combine(kind, value, shuffle(emitter, value, distance));
  }
  if (threads <= kWarp)
    return;
  Value warp = arith::DivUIOp::create(builder, loc, thread, constant(kWarp));
  Value lane = arith::RemUIOp::create(builder, loc, thread, constant(kWarp));
  Value isFirst = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        lane, constant(0));
  exchange(emitter, kinds, values,
           {threads / kWarp, 1, warp, Value(), isFirst});
}
