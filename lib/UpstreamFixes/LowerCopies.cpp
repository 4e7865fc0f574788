//===- LowerCopies.cpp - Copies with strides to memcpy and loops ----------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/MemRef/Utils/MemRefUtils.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/PatternMatch.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"

namespace mlir::norm {
#define GEN_PASS_DEF_LOWERCOPIESPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// Bytes from which on threads share a copy: forking costs some microseconds.
static constexpr int64_t kForkBytes = 128 * 1024;

/// Whether memref-to-llvm makes one memcpy of a copy of this type.
static bool isOneBlock(MemRefType type) {
  return type.getLayout().isIdentity() ||
         (type.hasStaticShape() && type.getNumElements() > 0 &&
          memref::isStaticShapeAndContiguousRowMajor(type));
}

/// The bytes of an element, if elements follow each other without gaps.
static std::optional<int64_t> getElementBytes(Type type) {
  if (auto complex = dyn_cast<ComplexType>(type)) {
    std::optional<int64_t> part = getElementBytes(complex.getElementType());
    return part ? std::optional(2 * *part) : std::nullopt;
  }
  if (type.isIndex())
    return 8;
  if (!type.isIntOrFloat())
    return std::nullopt;
  unsigned bits = type.getIntOrFloatBitWidth();
  if (bits == 1)
    return 1;
  if (bits % 8 == 0 && llvm::isPowerOf2_32(bits))
    return bits / 8;
  return std::nullopt;
}

namespace {

/// Writes one copy as loops over the dimensions that are strided on either
/// side, and what follows in memory as one memcpy.
class CopyEmitter {
public:
  CopyEmitter(OpBuilder &builder, memref::CopyOp copy)
      : builder(builder), loc(copy.getLoc()), source(copy.getSource()),
        target(copy.getTarget()),
        sourceType(cast<MemRefType>(source.getType())),
        targetType(cast<MemRefType>(target.getType())),
        elementBytes(getElementBytes(sourceType.getElementType())) {
    for (int64_t dim = 0; dim < sourceType.getRank(); ++dim)
      sizes.push_back(getSize(dim));
    outerRank = sourceType.getRank();
    if (elementBytes)
      while (outerRank > 0 && isRun(sourceType, outerRank - 1) &&
             isRun(targetType, outerRank - 1))
        --outerRank;
  }

  /// With `parallel`, threads share the outermost dimension of large copies.
  void emit(bool parallel) {
    bool hasRun = outerRank < sourceType.getRank();
    if (hasRun) {
      from = getAddress(source);
      to = getAddress(target);
      runBytes = toI64(emitProduct(ArrayRef(sizes).drop_front(outerRank)));
      runBytes = multiply(runBytes, constantI64(*elementBytes));
    }
    emitLoop(0, {}, parallel && isWorthThreads());
  }

private:
  /// A buffer's first byte, and the bytes from one index to the next.
  struct Address {
    Value pointer;
    SmallVector<Value> strides;
  };

  static bool isRun(MemRefType type, int64_t dim) {
    return type.areTrailingDimsContiguous(type.getRank() - dim);
  }

  bool isWorthThreads() const {
    if (outerRank == 0)
      return false;
    return !sourceType.hasStaticShape() ||
           sourceType.getNumElements() * elementBytes.value_or(8) >= kForkBytes;
  }

  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value constantI64(int64_t value) {
    return arith::ConstantIntOp::create(builder, loc, builder.getI64Type(),
                                        value);
  }
  Value multiply(Value a, Value b) {
    return arith::MulIOp::create(builder, loc, a, b);
  }
  Value toI64(Value index) {
    return arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                      index);
  }

  /// The size along a dimension that either type may state.
  Value getSize(int64_t dim) {
    for (MemRefType type : {sourceType, targetType})
      if (!type.isDynamicDim(dim))
        return constant(type.getDimSize(dim));
    return memref::DimOp::create(builder, loc, source, dim);
  }

  Value emitProduct(ArrayRef<Value> factors) {
    Value product = constant(1);
    for (Value factor : factors)
      product = multiply(product, factor);
    return product;
  }

  Address getAddress(Value buffer) {
    auto parts = memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
    Value bytes = constantI64(*elementBytes);
    Value aligned = toI64(memref::ExtractAlignedPointerAsIndexOp::create(
        builder, loc, parts.getBaseBuffer()));
    Value offset = multiply(toI64(parts.getOffset()), bytes);
    Value first = LLVM::IntToPtrOp::create(
        builder, loc, LLVM::LLVMPointerType::get(builder.getContext()),
        aligned);
    Address address{advance(first, offset), {}};
    for (int64_t dim = 0; dim < outerRank; ++dim)
      address.strides.push_back(
          multiply(toI64(parts.getStrides()[dim]), bytes));
    return address;
  }

  Value advance(Value pointer, Value bytes) {
    return LLVM::GEPOp::create(builder, loc, pointer.getType(),
                               builder.getI8Type(), pointer,
                               ArrayRef<LLVM::GEPArg>{bytes});
  }

  Value getPointer(const Address &address, ArrayRef<Value> indices) {
    Value pointer = address.pointer;
    for (auto [index, stride] : llvm::zip_equal(indices, address.strides))
      pointer = advance(pointer, multiply(toI64(index), stride));
    return pointer;
  }

  void emitLoop(int64_t dim, SmallVector<Value> indices, bool parallel) {
    if (dim == outerRank)
      return emitRun(indices);
    Value zero = constant(0), one = constant(1);
    OpBuilder::InsertionGuard guard(builder);
    auto emitBody = [&](Value index, bool parallel) {
      indices.push_back(index);
      emitLoop(dim + 1, indices, parallel);
    };
    // A single iteration is nothing to share.
    if (!parallel || sourceType.getDimSize(dim) == 1) {
      auto loop = scf::ForOp::create(builder, loc, zero, sizes[dim], one);
      builder.setInsertionPointToStart(loop.getBody());
      return emitBody(loop.getInductionVar(), parallel);
    }
    emitThreads(zero, sizes[dim], one,
                [&](Value index) { emitBody(index, false); });
  }

  void emitThreads(Value from, Value to, Value step,
                   function_ref<void(Value)> body) {
    omp::ParallelOperands clauses;
    if (!sourceType.hasStaticShape())
      clauses.ifExpr = arith::CmpIOp::create(
          builder, loc, arith::CmpIPredicate::uge, emitProduct(sizes),
          constant(kForkBytes / elementBytes.value_or(8)));
    auto region = omp::ParallelOp::create(builder, loc, clauses);
    builder.createBlock(&region.getRegion());
    auto worksharing =
        omp::WsloopOp::create(builder, loc, omp::WsloopOperands());
    omp::TerminatorOp::create(builder, loc);
    builder.createBlock(&worksharing.getRegion());
    omp::LoopNestOperands bounds;
    bounds.loopLowerBounds = {from};
    bounds.loopUpperBounds = {to};
    bounds.loopSteps = {step};
    auto nest = omp::LoopNestOp::create(builder, loc, bounds);
    Block *block =
        builder.createBlock(&nest.getRegion(), {}, builder.getIndexType(), loc);
    body(block->getArgument(0));
    omp::YieldOp::create(builder, loc, ValueRange());
  }

  void emitRun(ArrayRef<Value> indices) {
    if (outerRank < sourceType.getRank()) {
      LLVM::MemcpyOp::create(builder, loc, getPointer(to, indices),
                             getPointer(from, indices), runBytes,
                             /*isVolatile=*/false);
      return;
    }
    Value element = memref::LoadOp::create(builder, loc, source, indices);
    memref::StoreOp::create(builder, loc, element, target, indices);
  }

  OpBuilder &builder;
  Location loc;
  Value source, target;
  MemRefType sourceType, targetType;
  std::optional<int64_t> elementBytes;
  SmallVector<Value> sizes;
  /// The dimensions that loops run over; what is within follows in memory.
  int64_t outerRank = 0;
  Address from, to;
  Value runBytes;
};

struct LowerCopies : norm::impl::LowerCopiesPassBase<LowerCopies> {
  using LowerCopiesPassBase::LowerCopiesPassBase;

  void runOnOperation() override {
    bool isSerial =
        getOperation()->hasAttr(norm::NormDialect::getSerialAttrName());
    SmallVector<memref::CopyOp> copies;
    getOperation()->walk([&](memref::CopyOp copy) { copies.push_back(copy); });
    IRRewriter rewriter(&getContext());
    for (memref::CopyOp copy : copies) {
      auto source = dyn_cast<MemRefType>(copy.getSource().getType());
      auto target = dyn_cast<MemRefType>(copy.getTarget().getType());
      if (!source || !target) {
        copy.emitOpError("expects buffers of a known rank");
        return signalPassFailure();
      }
      if (isOneBlock(source) && isOneBlock(target))
        continue;
      bool isShared = copy->getParentOfType<scf::ParallelOp>() ||
                      copy->getParentOfType<omp::ParallelOp>();
      rewriter.setInsertionPoint(copy);
      CopyEmitter(rewriter, copy).emit(parallel && !isSerial && !isShared);
      rewriter.eraseOp(copy);
    }
  }
};

} // namespace
