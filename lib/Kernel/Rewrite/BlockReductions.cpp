//===- BlockReductions.cpp - Long reductions by blocks ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "KernelOpBuilder.h"
#include "Schedule/CostModel.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_BLOCKREDUCTIONSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Writes a kernel whose reductions leave it as two: one that reduces blocks,
/// into buffers with one more dimension, and one that adds the blocks up.
class ReductionBlocker {
public:
  /// `results` are those that are reduced over the same dimensions, by blocks
  /// of `size` points. With `isSmall`, a group has few blocks: to add them up
  /// takes no time.
  ReductionBlocker(OpBuilder &builder, KernelOp kernel,
                   ArrayRef<unsigned> results, int64_t size, bool isSmall)
      : builder(builder), loc(kernel.getLoc()), kernel(kernel),
        results(results), size(size), isSmall(isSmall),
        sizes(kernel.getMixedSizes()),
        over(getReduction(results.front()).getOver()) {}

  void block() {
    AffineExpr points = builder.getAffineConstantExpr(1);
    for (int64_t dim : over)
      points = points * builder.getAffineSymbolExpr(dim);
    count = affine::makeComposedFoldedAffineApply(
        builder, loc, AffineMap::get(0, sizes.size(), points.ceilDiv(size)),
        sizes);
    SmallVector<Value> parts;
    for (unsigned result : results)
      parts.push_back(allocate(kernel.getInits()[result]));
    reduceBlocks(parts);
    combineBlocks(parts);
    for (Value part : parts)
      memref::DeallocOp::create(builder, loc, part);
    kernel.erase();
  }

private:
  ReduceOp getReduction(unsigned result) {
    return kernel.getYielded()[result].getDefiningOp<ReduceOp>();
  }

  /// A map of this kernel's space as one that names sizes.
  AffineMap withSymbols(AffineMap map) {
    return AffineMap::get(sizes.size(), sizes.size(), map.getResults(),
                          builder.getContext());
  }

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
      if (!reduce || reduce.getOver() != over)
        return nullptr;
      auto copy = cast<ReduceOp>(blocked.inside().clone(*op, copies));
      copy.setBy(size);
      return copy;
    };
    auto keep = [](Value) { return Value(); };
    for (auto [index, value] : llvm::enumerate(kernel.getYielded())) {
      Value copy = blocked.copy(kernel, value, keep, copyOp);
      const unsigned *place = llvm::find(results, index);
      AffineMap map = kernel.getInitMap(index);
      if (place == results.end())
        blocked.addOutput(kernel.getInits()[index], map, copy);
      else
        blocked.addOutput(parts[place - results.begin()],
                          withSymbols(map.insertResult(number, 0)), copy);
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
    for (auto [result, part] : llvm::zip_equal(results, parts)) {
      AffineMap map = kernel.getInitMap(result).shiftDims(1).shiftSymbols(1);
      map = AffineMap::get(numDims + 1, numDims + 1, map.getResults(),
                           builder.getContext());
      Value element = combination.addInput(
          part, map.insertResult(builder.getAffineDimExpr(0), 0));
      combination.addOutput(kernel.getInits()[result], map,
                            ReduceOp::create(combination.inside(), loc,
                                             getReduction(result).getKind(),
                                             element, ArrayRef<int64_t>{0}));
    }
    KernelOp created = combination.create();
    if (isSmall)
      created->setAttr(NormDialect::getColdAttrName(), builder.getUnitAttr());
  }

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  ArrayRef<unsigned> results;
  int64_t size;
  bool isSmall;
  SmallVector<OpFoldResult> sizes;
  ArrayRef<int64_t> over;
  OpFoldResult count; // of blocks
};

struct BlockReductions : norm::impl::BlockReductionsPassBase<BlockReductions> {
  using BlockReductionsPassBase::BlockReductionsPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) {
      bool hasBlocks = llvm::any_of(
          kernel.getBody().getOps<ReduceOp>(),
          [](ReduceOp reduce) { return reduce.getBy().has_value(); });
      if (kernel.getNumResults() == 0 && !hasBlocks &&
          !kernel->hasAttr(NormDialect::getColdAttrName()))
        kernels.push_back(kernel);
    });
    std::unique_ptr<CostModel> model = createCostModel(getOperation(), target);
    if (!model)
      return signalPassFailure();
    for (KernelOp kernel : kernels)
      blockWhereDue(kernel, *model);
  }

  static void blockWhereDue(KernelOp kernel, const CostModel &model) {
    SweepAnalysis sweeps(kernel);
    KernelLayout layout(kernel, sweeps);
    OpBuilder builder(kernel);
    SmallVector<unsigned> outer, all;
    for (unsigned index = 0; index < kernel.getInits().size(); ++index) {
      all.push_back(index);
      if (kernel.getOuterReduction(index))
        outer.push_back(index);
    }
    if (!outer.empty()) {
      ReductionBlocker(builder, kernel, outer, model.getOuterBlockSize(),
                       /*isSmall=*/false)
          .block();
      return;
    }
    int64_t size = model.chooseBlockSize(kernel, sweeps, layout);
    if (size == 0)
      return;
    // In rows, a group has few blocks.
    bool isInRows = layout.getAxes()[*layout.chooseVectorAxis()].isReduced;
    ReductionBlocker(builder, kernel, all, size, isInRows).block();
  }
};

} // namespace
