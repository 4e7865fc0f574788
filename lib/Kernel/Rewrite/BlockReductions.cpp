//===- BlockReductions.cpp - Long reductions by blocks ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "CPU/CPUCostModel.h"
#include "KernelOpBuilder.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_BLOCKREDUCTIONSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Writes a kernel that only reduces as two: one that reduces blocks, into
/// buffers with one more dimension, and one that adds the blocks up.
class ReductionBlocker {
public:
  /// With `isInRows`, vectors run along what is reduced, so that a group has
  /// few blocks: to add them up takes no time.
  ReductionBlocker(OpBuilder &builder, KernelOp kernel, int64_t size,
                   bool isInRows)
      : builder(builder), loc(kernel.getLoc()), kernel(kernel), size(size),
        isInRows(isInRows), sizes(kernel.getMixedSizes()) {
    for (Value value : kernel.getYielded())
      reductions.push_back(value.getDefiningOp<ReduceOp>());
    over = reductions.front().getOver();
  }

  void block() {
    AffineExpr points = builder.getAffineConstantExpr(1);
    for (int64_t dim : over)
      points = points * builder.getAffineSymbolExpr(dim);
    count = affine::makeComposedFoldedAffineApply(
        builder, loc, AffineMap::get(0, sizes.size(), points.ceilDiv(size)),
        sizes);
    SmallVector<Value> parts;
    for (Value init : kernel.getInits())
      parts.push_back(allocate(init));
    reduceBlocks(parts);
    combineBlocks(parts);
    for (Value part : parts)
      memref::DeallocOp::create(builder, loc, part);
    kernel.erase();
  }

private:
  /// A buffer with the elements of `init` for each block.
  Value allocate(Value init) {
    SmallVector<OpFoldResult> shape = {count};
    llvm::append_range(shape, memref::getMixedSizes(builder, loc, init));
    SmallVector<int64_t> staticShape;
    SmallVector<Value> dynamicShape;
    dispatchIndexOpFoldResults(shape, dynamicShape, staticShape);
    return memref::AllocOp::create(
        builder, loc, MemRefType::get(staticShape, getElementTypeOrSelf(init)),
        dynamicShape);
  }

  void reduceBlocks(ArrayRef<Value> parts) {
    KernelOpBuilder blocked(builder, loc, sizes);
    AffineExpr number = kernel.getBlockNumber(over, size);
    auto copyOp = [&](Operation *op, IRMapping &copies) -> Value {
      auto reduce = dyn_cast<ReduceOp>(op);
      if (!reduce)
        return nullptr;
      auto copy = cast<ReduceOp>(blocked.inside().clone(*op, copies));
      copy.setBy(size);
      return copy;
    };
    for (auto [index, part] : llvm::enumerate(parts)) {
      Value value = blocked.copy(
          kernel, reductions[index], [](Value) { return Value(); }, copyOp);
      AffineMap map = kernel.getInitMap(index).insertResult(number, 0);
      blocked.addOutput(part,
                        AffineMap::get(sizes.size(), sizes.size(),
                                       map.getResults(), builder.getContext()),
                        value);
    }
    blocked.create(kernel.getScheduleAttr());
  }

  /// In this kernel's space with the blocks before it.
  void combineBlocks(ArrayRef<Value> parts) {
    unsigned numDims = kernel.getNumDims();
    SmallVector<OpFoldResult> space = {count};
    llvm::append_range(space, sizes);
    for (int64_t dim : over)
      space[dim + 1] = builder.getIndexAttr(1);
    KernelOpBuilder combination(builder, loc, space);
    for (auto [index, part] : llvm::enumerate(parts)) {
      AffineMap map = kernel.getInitMap(index).shiftDims(1).shiftSymbols(1);
      map = AffineMap::get(numDims + 1, numDims + 1, map.getResults(),
                           builder.getContext());
      Value element = combination.addInput(
          part, map.insertResult(builder.getAffineDimExpr(0), 0));
      combination.addOutput(kernel.getInits()[index], map,
                            ReduceOp::create(combination.inside(), loc,
                                             reductions[index].getKind(),
                                             element, ArrayRef<int64_t>{0}));
    }
    KernelOp created = combination.create();
    if (isInRows)
      created->setAttr(NormDialect::getColdAttrName(), builder.getUnitAttr());
  }

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  int64_t size;
  bool isInRows;
  SmallVector<OpFoldResult> sizes;
  SmallVector<ReduceOp> reductions; // by result
  ArrayRef<int64_t> over;
  OpFoldResult count; // of blocks
};

struct BlockReductions : norm::impl::BlockReductionsPassBase<BlockReductions> {
  using BlockReductionsPassBase::BlockReductionsPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getNumResults() == 0 && kernel.getBlockSize() == 0 &&
          !kernel->hasAttr(NormDialect::getColdAttrName()))
        kernels.push_back(kernel);
    });
    CPUCostModel model;
    for (KernelOp kernel : kernels) {
      SweepAnalysis sweeps(kernel);
      KernelLayout layout(kernel, sweeps);
      int64_t size = model.chooseBlockSize(kernel, sweeps, layout);
      if (size == 0)
        continue;
      OpBuilder builder(kernel);
      bool isInRows = layout.getAxes()[*layout.chooseVectorAxis()].isReduced;
      ReductionBlocker(builder, kernel, size, isInRows).block();
    }
  }
};

} // namespace
