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
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

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

/// What `threads` neighbours in a warp hold, combined by each.
static Value combineWarp(SweepEmitter &emitter, ReductionKind kind, Value value,
                         int64_t threads) {
  for (int64_t distance = threads / 2; distance > 0; distance /= 2)
    value = emitter.combine(kind, value, shuffle(emitter, value, distance));
  return value;
}

static int64_t countLanes(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  return vector ? vector.getNumElements() : 1;
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
  shared.push_back(buffer);
  sharedBytes += size * getElementBytes(element);
  function.setWorkgroupAttributionAttr(
      function.getNumWorkgroupAttributions() - 1, "llvm.align",
      IntegerAttr::get(IntegerType::get(context, 64), kAccessBytes));
  return buffer;
}

/// The next of the buffers `left` that has this type, where there is no place
/// for another one; else null.
Value GPUTarget::takeShared(Type element, int64_t size, ArrayRef<Value> &left) {
  if (sharedBytes + size * getElementBytes(element) <= kMostSharedBytes)
    return nullptr;
  while (!left.empty()) {
    Value buffer = left.consume_front();
    auto type = cast<MemRefType>(buffer.getType());
    if (type.getElementType() == element && type.getNumElements() == size)
      return buffer;
  }
  return nullptr;
}

/// Leaves values in shared memory for the other threads of the block: part
/// `part` puts them where the thread `isWriter` says, `place` within the part
/// of `width` places. Returns a buffer for each.
SmallVector<Value> GPUTarget::publish(SweepEmitter &emitter,
                                      ArrayRef<Value> values,
                                      const Parts &parts) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  SmallVector<Value> buffers, known = shared;
  ArrayRef<Value> left = known;
  for (Value value : values) {
    Type element = getElementTypeOrSelf(value);
    int64_t size = parts.count * parts.width * countLanes(value.getType());
    Value buffer = takeShared(element, size, left);
    buffers.push_back(buffer ? buffer : createShared(emitter, element, size));
  }
  // Who reads what was left there, or by an earlier group, is done with it.
  if (left.size() < known.size() || emitter.plan.outerBlockSize > 0)
    gpu::BarrierOp::create(builder, loc);
  guard(emitter, parts.isWriter, [&] {
    for (auto [buffer, value] : llvm::zip(buffers, values)) {
      int64_t lanes = countLanes(value.getType());
      Value offset = getOffset(emitter, parts, parts.part, lanes);
      if (lanes == 1)
        memref::StoreOp::create(builder, loc, value, buffer, offset);
      else
        vector::StoreOp::create(builder, loc, value, buffer, offset);
    }
  });
  gpu::BarrierOp::create(builder, loc);
  return buffers;
}

/// Where the elements of a thread in part `part` begin.
Value GPUTarget::getOffset(SweepEmitter &emitter, const Parts &parts,
                           Value part, int64_t lanes) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  Value place = arith::AddIOp::create(
      builder, loc,
      arith::MulIOp::create(builder, loc, part, constant(parts.width)),
      parts.place ? parts.place : constant(0));
  return arith::MulIOp::create(builder, loc, place, constant(lanes));
}

/// What the parts of the block hold, combined by every thread: of as many
/// values at a time as there is shared memory for.
void GPUTarget::exchange(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                         MutableArrayRef<Value> values, const Parts &parts) {
  while (!values.empty()) {
    size_t count = 0;
    for (int64_t bytes = 0; count < values.size(); ++count) {
      Type type = values[count].getType();
      bytes += parts.count * parts.width * countLanes(type) *
               getElementBytes(getElementTypeOrSelf(type));
      if (bytes > kMostSharedBytes && count > 0)
        break;
    }
    exchangeAtOnce(emitter, kinds.take_front(count), values.take_front(count),
                   parts);
    kinds = kinds.drop_front(count);
    values = values.drop_front(count);
  }
}

void GPUTarget::exchangeAtOnce(SweepEmitter &emitter,
                               ArrayRef<ReductionKind> kinds,
                               MutableArrayRef<Value> values,
                               const Parts &parts) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  SmallVector<Value> buffers = publish(emitter, values, parts);
  for (auto [kind, buffer, value] : llvm::zip(kinds, buffers, values)) {
    int64_t lanes = countLanes(value.getType());
    SmallVector<Value> all;
    for (int64_t part = 0; part < parts.count; ++part) {
      Value offset =
          getOffset(emitter, parts,
                    arith::ConstantIndexOp::create(builder, loc, part), lanes);
      if (lanes == 1)
        all.push_back(memref::LoadOp::create(builder, loc, buffer, offset));
      else
        all.push_back(vector::LoadOp::create(
            builder, loc, cast<VectorType>(value.getType()), buffer, offset));
    }
    value = emitter.combineTree(kind, std::move(all));
  }
}

/// What the blocks of a cluster hold, combined by every thread: a thread for
/// each block stores this block's values in the shared memory of that one.
void GPUTarget::exchangeInCluster(SweepEmitter &emitter,
                                  ArrayRef<ReductionKind> kinds,
                                  MutableArrayRef<Value> values) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  // A block that has not begun has no shared memory to write to.
  if (!std::exchange(hasAllBegun, true))
    NVVM::ClusterWaitOp::create(builder, loc, builder.getUnitAttr());
  MLIRContext *context = builder.getContext();
  auto own = LLVM::LLVMPointerType::get(
      context, unsigned(NVVM::NVVMMemorySpace::Shared));
  auto remote = LLVM::LLVMPointerType::get(
      context, unsigned(NVVM::NVVMMemorySpace::SharedCluster));
  auto asInteger = [&](Value value, unsigned bits) -> Value {
    return arith::IndexCastOp::create(builder, loc,
                                      builder.getIntegerType(bits), value);
  };
  SmallVector<Value> buffers;
  for (Value value : values)
    buffers.push_back(createShared(emitter, value.getType(), form.cluster));
  Value isWriter = arith::CmpIOp::create(
      builder, loc, arith::CmpIPredicate::ult, thread, constant(form.cluster));
  guard(emitter, isWriter, [&] {
    for (auto [buffer, value] : llvm::zip(buffers, values)) {
      Value base =
          memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, buffer);
      Value offset = arith::MulIOp::create(
          builder, loc, rank,
          constant(value.getType().getIntOrFloatBitWidth() / 8));
      Value address = LLVM::IntToPtrOp::create(
          builder, loc, own,
          asInteger(arith::AddIOp::create(builder, loc, base, offset), 64));
      Value there = NVVM::MapaOp::create(builder, loc, remote, address,
                                         asInteger(thread, 32));
      LLVM::StoreOp::create(builder, loc, value, there);
    }
  });
  NVVM::ClusterArriveOp::create(builder, loc, builder.getUnitAttr());
  NVVM::ClusterWaitOp::create(builder, loc, builder.getUnitAttr());
  for (auto [kind, buffer, value] : llvm::zip(kinds, buffers, values)) {
    SmallVector<Value> all;
    for (int64_t block = 0; block < form.cluster; ++block)
      all.push_back(
          memref::LoadOp::create(builder, loc, buffer, constant(block)));
    value = emitter.combineTree(kind, std::move(all));
  }
}

/// Rows: the threads of a warp by shuffles, then warps, then blocks. Columns,
/// and interleaved rows: the threads that share them.
void GPUTarget::combine(SweepEmitter &emitter, ArrayRef<ReductionKind> kinds,
                        MutableArrayRef<Value> values) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  int64_t threads = emitter.plan.width.threads / form.cluster;
  int64_t groups = form.groups;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  // Of one point, one thread has it all.
  if (values.empty() || !emitter.plan.vectorAxis)
    return;
  if (emitter.plan.isAcrossGroups() || form.isInterleaved) {
    if (threads == 1)
      return;
    Value place =
        arith::RemUIOp::create(builder, loc, thread, constant(groups));
    return exchange(emitter, kinds, values,
                    {threads, groups, member, place, Value()});
  }
  for (auto [kind, value] : llvm::zip(kinds, values))
    value = combineWarp(emitter, kind, value, std::min(threads, kWarp));
  if (threads > kWarp)
    exchangeWarps(emitter, kinds, values);
  if (form.cluster > 1)
    exchangeInCluster(emitter, kinds, values);
}

/// What the warps of a block hold, combined by every thread.
void GPUTarget::exchangeWarps(SweepEmitter &emitter,
                              ArrayRef<ReductionKind> kinds,
                              MutableArrayRef<Value> values) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  int64_t warps = emitter.plan.width.threads / form.cluster / kWarp;
  Value warp = arith::DivUIOp::create(builder, loc, thread, constant(kWarp));
  Value lane = arith::RemUIOp::create(builder, loc, thread, constant(kWarp));
  Value isFirst = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        lane, constant(0));
  Parts parts = {warps, 1, warp, Value(), isFirst};
  // Few values are read by all threads at once; of more, each lane takes one.
  constexpr int64_t fewWarps = 8;
  if (warps <= fewWarps)
    return exchange(emitter, kinds, values, parts);
  SmallVector<Value> buffers = publish(emitter, values, parts);
  Value last = constant(warps - 1);
  Value place = arith::MinUIOp::create(builder, loc, lane, last);
  Value isWarp = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ule,
                                       lane, last);
  for (auto [kind, buffer, value] : llvm::zip(kinds, buffers, values)) {
    FloatAttr neutral = getNeutralValue(kind, cast<FloatType>(value.getType()));
    value = memref::LoadOp::create(builder, loc, buffer, place);
    value = arith::SelectOp::create(
        builder, loc, isWarp, value,
        arith::ConstantOp::create(builder, loc, neutral));
    value = combineWarp(emitter, kind, value, kWarp);
  }
}
