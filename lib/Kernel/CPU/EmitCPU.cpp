//===- EmitCPU.cpp - Kernels to vector loops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "../CostModel.h"
#include "../KernelReads.h"
#include "../PostOrder.h"
#include "GroupEmitter.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_EMITCPUPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Replaces a kernel by loops at the builder's place.
LogicalResult emitKernel(OpBuilder &builder, KernelOp kernel, bool parallel);

/// Writes the loops over the groups of one kernel.
class KernelEmitter {
public:
  /// With `isDense`, strides are as the layout assumes; else nothing is known
  /// of those that types do not state, and elements are taken one by one.
  KernelEmitter(OpBuilder &builder, KernelOp kernel, bool parallel,
                bool isDense)
      : builder(builder), loc(kernel.getLoc()), kernel(kernel),
        parallel(parallel), isDense(isDense), sweeps(kernel),
        layout(kernel, sweeps, isDense) {}

  /// The layout's axis that the schedule's vectors run along.
  std::optional<unsigned> getVectorAxis() const {
    if (!isDense)
      return std::nullopt;
    if (ScheduleAttr schedule = KernelOp(kernel).getScheduleAttr())
      return layout.getAxisOf(schedule.getVector());
    return layout.chooseVectorAxis();
  }

  Value emitStrideCheck() {
    return createStrideCheck(builder, kernel,
                             layout.getAssumptions(getVectorAxis()),
                             kernel.getMixedSizes());
  }

  LogicalResult emit() {
    ScheduleAttr schedule = isDense ? kernel.getScheduleAttr() : ScheduleAttr();
    std::optional<unsigned> vectorAxis = getVectorAxis();
    Width width;
    if (vectorAxis && schedule)
      width = {schedule.getLanes(), schedule.getUnroll()};

    SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
    for (const norm::Axis &axis : layout.getAxes())
      axisSizes.push_back(getValueOrCreateConstantIndexOp(
          builder, loc, getAxisSize(builder, loc, axis, sizes)));
    operandViews = createViews(builder, kernel, layout, sizes, vectorAxis);
    MutableArrayRef<OperandView> views = operandViews;
    GroupEmitter group(builder, kernel, sweeps, layout, views, axisSizes,
                       vectorAxis);
    // One element is a block already.
    if (schedule && schedule.getBlock() > 0 && !group.getSweepAxes().empty())
      return emitBlocks(group, views, vectorAxis, width, schedule.getBlock());
    nontemporal = emitNontemporal(views);
    group.setNontemporal(nontemporal);
    emitGroupLoop(group, vectorAxis, width, {}, {});
    return success();
  }

private:
  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  /// Whether results pass the cache by; null where the schedule says no.
  Value emitNontemporal(ArrayRef<OperandView> views) {
    ScheduleAttr schedule = kernel.getScheduleAttr();
    if (!schedule || schedule.getStores() == Stores::Regular)
      return nullptr;
    if (schedule.getStores() == Stores::Nontemporal)
      return arith::ConstantIntOp::create(builder, loc, 1, 1);
    // A cache of unknown size.
    if (schedule.getCache() == 0)
      return nullptr;
    Value bytes = constant(0);
    SmallVector<Value> counted;
    for (auto [view, operand] : llvm::zip(views, getBuffers())) {
      if (llvm::is_contained(counted, operand))
        continue;
      counted.push_back(operand);
      Value size = constant(getElementBytes(operand.getType()));
      for (unsigned axis : view.axes)
        if (axis != OperandView::kWindow)
          size = arith::MulIOp::create(builder, loc, size, axisSizes[axis]);
      bytes = arith::AddIOp::create(builder, loc, bytes, size);
    }
    return arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::uge, bytes,
        constant(getNontemporalBytes(schedule.getCache())));
  }

  SmallVector<Value> getBuffers() {
    SmallVector<Value> buffers(kernel.getInputs());
    llvm::append_range(buffers, kernel.getInits());
    return buffers;
  }

  /// Reduces blocks of the outermost reduced axis on their own, so that a block
  /// of columns is in the cache while the vectors of its rows are visited one
  /// after the other, and threads share rows; then a second kernel combines the
  /// blocks.
  LogicalResult emitBlocks(GroupEmitter &group,
                           MutableArrayRef<OperandView> views,
                           std::optional<unsigned> vectorAxis, Width width,
                           int64_t blockSize) {
    SmallVector<ReduceOp> reductions;
    for (Value value : kernel.getYielded())
      reductions.push_back(value.getDefiningOp<ReduceOp>());
    ArrayRef<unsigned> swept = group.getSweepAxes();
    unsigned axis = swept.front();
    Value count = arith::CeilDivUIOp::create(builder, loc, axisSizes[axis],
                                             constant(blockSize));
    // One buffer of parts per result: the block's number, then the result's
    // dimensions in the view's order.
    SmallVector<Value> parts;
    for (OperandView &view : views.drop_front(kernel.getInputs().size())) {
      auto type = cast<MemRefType>(view.buffer.getType());
      SmallVector<OpFoldResult> sizes = {count};
      for (unsigned viewed : view.axes)
        sizes.push_back(getAsOpFoldResult(axisSizes[viewed]));
      SmallVector<int64_t> shape;
      SmallVector<Value> dynamic;
      dispatchIndexOpFoldResults(sizes, dynamic, shape);
      parts.push_back(memref::AllocOp::create(
          builder, loc, MemRefType::get(shape, type.getElementType()),
          dynamic));
      view.buffer = parts.back();
    }
    emitGroupLoop(group, vectorAxis, width, count, [&](Value number) {
      Value from =
          arith::MulIOp::create(builder, loc, number, constant(blockSize));
      Value left = arith::SubIOp::create(builder, loc, axisSizes[axis], from);
      Value length =
          arith::MinUIOp::create(builder, loc, left, constant(blockSize));
      group.setBlock(number, from,
                     arith::AddIOp::create(builder, loc, from, length));
    });
    KernelOp combination = createCombination(count, parts, reductions);
    if (failed(emitKernel(builder, combination, parallel)))
      return failure();
    for (Value part : parts)
      memref::DeallocOp::create(builder, loc, part);
    return success();
  }

  /// A kernel that reduces the parts over the blocks into the results. Its
  /// space is that of this kernel with the blocks before it.
  KernelOp createCombination(Value count, ArrayRef<Value> parts,
                             ArrayRef<ReduceOp> reductions) {
    unsigned numDims = kernel.getNumDims();
    SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
    for (unsigned dim : sweeps.getReduced().set_bits())
      sizes[dim] = builder.getIndexAttr(1);
    sizes.insert(sizes.begin(), count);
    SmallVector<Attribute> maps, initMaps;
    SmallVector<AffineExpr> dims, symbols;
    for (unsigned dim = 0; dim < numDims; ++dim) {
      dims.push_back(builder.getAffineDimExpr(dim + 1));
      symbols.push_back(builder.getAffineSymbolExpr(dim + 1));
    }
    for (unsigned output = 0; output < parts.size(); ++output) {
      AffineMap map = kernel.getInitMap(output).replaceDimsAndSymbols(
          dims, symbols, numDims + 1, numDims + 1);
      initMaps.push_back(AffineMapAttr::get(map));
      // Each axis of the parts is one dimension, or several joined ones.
      SmallVector<AffineExpr> results = {builder.getAffineDimExpr(0)};
      for (unsigned axis : getResultAxes(output)) {
        AffineExpr index = builder.getAffineConstantExpr(0);
        for (unsigned dim : layout.getAxes()[axis].dims)
          index = index * getSizeExpr(sizes[dim + 1], dim + 1) + dims[dim];
        results.push_back(index);
      }
      maps.push_back(AffineMapAttr::get(AffineMap::get(
          numDims + 1, numDims + 1, results, builder.getContext())));
    }
    llvm::append_range(maps, initMaps);
    SmallVector<int64_t> staticSizes;
    SmallVector<Value> dynamicSizes;
    dispatchIndexOpFoldResults(sizes, dynamicSizes, staticSizes);
    auto combination = KernelOp::create(
        builder, loc, TypeRange(), dynamicSizes, parts, kernel.getInits(),
        builder.getDenseI64ArrayAttr(staticSizes), builder.getArrayAttr(maps),
        ArrayAttr(), ScheduleAttr());
    // The same vectors, now over the parts.
    ScheduleAttr schedule = kernel.getScheduleAttr();
    combination.setScheduleAttr(ScheduleAttr::get(
        builder.getContext(), schedule.getVector() + 1, schedule.getLanes(), 1,
        0, Stores::Regular, schedule.getCache(), schedule.getTail()));
    OpBuilder::InsertionGuard insertion(builder);
    Block *block = builder.createBlock(&combination.getBody());
    SmallVector<Value> yielded;
    for (ReduceOp reduce : reductions)
      yielded.push_back(ReduceOp::create(
          builder, loc, reduce.getType(), reduce.getKind(),
          block->addArgument(reduce.getType(), loc), ArrayRef<int64_t>{0}));
    YieldOp::create(builder, loc, yielded);
    return combination;
  }

  /// The axes of a result, in the order of its view.
  SmallVector<unsigned> getResultAxes(unsigned output) {
    return operandViews[kernel.getInputs().size() + output].axes;
  }

  AffineExpr getSizeExpr(OpFoldResult size, unsigned symbol) {
    if (std::optional<int64_t> known = getConstantIntValue(size))
      return builder.getAffineConstantExpr(*known);
    return builder.getAffineSymbolExpr(symbol);
  }

  /// One loop over all groups, on threads where there is enough to do; with
  /// `blocks`, over that many blocks of each.
  void emitGroupLoop(GroupEmitter &group, std::optional<unsigned> vectorAxis,
                     Width width, Value blocks,
                     function_ref<void(Value)> setBlock) {
    SmallVector<unsigned> groupAxes;
    for (unsigned axis = 0; axis < layout.getAxes().size(); ++axis)
      if (!llvm::is_contained(group.getSweepAxes(), axis) && axis != vectorAxis)
        groupAxes.push_back(axis);
    bool isTiled =
        vectorAxis && !llvm::is_contained(group.getSweepAxes(), *vectorAxis);
    // Tiles of neighbouring groups, the last of them narrower.
    int64_t tile = width.lanes * width.copies;
    SmallVector<Value> counts;
    if (blocks)
      counts.push_back(blocks);
    for (unsigned axis : groupAxes)
      counts.push_back(axisSizes[axis]);
    if (isTiled)
      counts.push_back(arith::CeilDivUIOp::create(
          builder, loc, axisSizes[*vectorAxis], constant(tile)));
    Value total = constant(1);
    for (Value count : counts)
      total = arith::MulIOp::create(builder, loc, total, count);

    auto body = [&](Value number) {
      SmallVector<Value> parts(counts.size());
      for (unsigned i = counts.size(); i-- > 1;) {
        parts[i] = arith::RemUIOp::create(builder, loc, number, counts[i]);
        number = arith::DivUIOp::create(builder, loc, number, counts[i]);
      }
      if (!counts.empty())
        parts[0] = number;
      SmallVector<Value> indices(layout.getAxes().size());
      if (blocks)
        setBlock(parts.front());
      for (auto [axis, index] :
           llvm::zip(groupAxes, ArrayRef(parts).drop_front(blocks ? 1 : 0)))
        indices[axis] = index;
      if (!isTiled)
        return group.emit(indices, width);
      emitTile(group, indices, *vectorAxis, parts.back(), width);
    };
    emitLoop(total, body);
  }

  /// A tile of groups along the vectors' axis: all of its vectors where they
  /// fit, else single vectors and then single groups.
  void emitTile(GroupEmitter &group, SmallVector<Value> indices, unsigned axis,
                Value number, Width width) {
    int64_t tile = width.lanes * width.copies;
    Value from = arith::MulIOp::create(builder, loc, number, constant(tile));
    Value to = arith::AddIOp::create(builder, loc, from, constant(tile));
    Value size = axisSizes[axis];
    Value fits = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ule,
                                       to, size);
    auto choice = scf::IfOp::create(builder, loc, fits, tile > 1);
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(choice.thenBlock());
    indices[axis] = from;
    group.emit(indices, width);
    if (tile == 1)
      return;
    builder.setInsertionPointToStart(choice.elseBlock());
    Value left = arith::SubIOp::create(builder, loc, size, from);
    Value end = size;
    if (group.canMask()) {
      emitRange(group, indices, axis, from, size, {width.lanes, 1},
                /*isMasked=*/true);
      return;
    }
    if (width.copies > 1 && width.lanes > 1) {
      Value rest =
          arith::RemUIOp::create(builder, loc, left, constant(width.lanes));
      end = arith::SubIOp::create(builder, loc, size, rest);
      emitRange(group, indices, axis, from, end, {width.lanes, 1});
      from = end;
    }
    emitRange(group, indices, axis, from, size, {1, 1});
  }

  void emitRange(GroupEmitter &group, SmallVector<Value> indices, unsigned axis,
                 Value from, Value to, Width width, bool isMasked = false) {
    auto loop = scf::ForOp::create(builder, loc, from, to,
                                   constant(width.lanes * width.copies));
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(loop.getBody());
    indices[axis] = loop.getInductionVar();
    group.emit(indices, width, isMasked ? to : Value());
  }

  void emitLoop(Value total, function_ref<void(Value)> body) {
    OpBuilder::InsertionGuard insertion(builder);
    if (!parallel || getConstantIntValue(total) == 1) {
      auto loop =
          scf::ForOp::create(builder, loc, constant(0), total, constant(1));
      builder.setInsertionPointToStart(loop.getBody());
      body(loop.getInductionVar());
      builder.setInsertionPointAfter(loop);
      return emitFence();
    }
    omp::ParallelOperands parallelClauses;
    parallelClauses.ifExpr =
        arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::uge,
                              emitWork(), constant(kForkBytes));
    Value zero = constant(0), one = constant(1);
    auto region = omp::ParallelOp::create(builder, loc, parallelClauses);
    builder.createBlock(&region.getRegion());
    // Each thread has a fence of its own, before all of them meet.
    omp::WsloopOperands worksharingClauses;
    if (nontemporal)
      worksharingClauses.nowait = builder.getUnitAttr();
    auto worksharing = omp::WsloopOp::create(builder, loc, worksharingClauses);
    emitFence();
    omp::TerminatorOp::create(builder, loc);
    builder.createBlock(&worksharing.getRegion());
    omp::LoopNestOperands bounds;
    bounds.loopLowerBounds = {zero};
    bounds.loopUpperBounds = {total};
    bounds.loopSteps = {one};
    auto nest = omp::LoopNestOp::create(builder, loc, bounds);
    Block *block =
        builder.createBlock(&nest.getRegion(), {}, builder.getIndexType(), loc);
    body(block->getArgument(0));
    omp::YieldOp::create(builder, loc, ValueRange());
  }

  /// What was stored past the cache is seen before what is stored later.
  void emitFence() {
    if (!nontemporal)
      return;
    auto guard = scf::IfOp::create(builder, loc, nontemporal);
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(guard.thenBlock());
    LLVM::FenceOp::create(builder, loc, LLVM::AtomicOrdering::seq_cst);
  }

  /// Bytes that the kernel reads and writes, about.
  Value emitWork() {
    Value points = constant(1);
    for (Value size : axisSizes)
      points = arith::MulIOp::create(builder, loc, points, size);
    int64_t bytes = 0;
    for (Value operand : kernel->getOperands()) {
      if (isa<MemRefType>(operand.getType()))
        bytes = std::max(bytes, getElementBytes(operand.getType()));
    }
    return arith::MulIOp::create(builder, loc, points, constant(bytes));
  }

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  bool parallel, isDense;
  SweepAnalysis sweeps;
  KernelLayout layout;
  SmallVector<Value> axisSizes;
  SmallVector<OperandView> operandViews;
  Value nontemporal; // whether results pass the cache by; null for never
};

/// The dimensions that a result does not vary along, though the loops that
/// write it do, and that may have size 0: in groups of which one is to be
/// looked at after the other, since a map that names a size needs to know that
/// it is that one which is 0.
SmallVector<SmallVector<unsigned>>
getMissingDims(KernelOp kernel, unsigned output, const SweepAnalysis &sweeps) {
  AffineMap map = kernel.getInitMap(output);
  bool isOfGroup = llvm::is_contained(sweeps.getGroupOutputs(), output);
  SmallVector<unsigned> kept, reduced;
  SmallVector<SmallVector<unsigned>> groups;
  for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim) {
    int64_t size = kernel.getStaticSizes()[dim];
    bool isReduced = sweeps.getReduced().test(dim);
    if (map.isFunctionOfDim(dim) || (isReduced && isOfGroup) ||
        !(ShapedType::isDynamic(size) || size == 0))
      continue;
    bool isNamed = llvm::any_of(
        kernel.getMaps().getAsValueRange<AffineMapAttr>(), [&](AffineMap own) {
          return dim < own.getNumSymbols() && own.isFunctionOfSymbol(dim);
        });
    if (isNamed)
      groups.push_back({dim});
    else
      (isReduced ? reduced : kept).push_back(dim);
  }
  for (ArrayRef<unsigned> together : {ArrayRef(kept), ArrayRef(reduced)})
    if (!together.empty())
      groups.emplace_back(together);
  return groups;
}

/// A kernel for one result alone, in a space of size 1 along `missing`, one of
/// which has size 0: reductions over it give what they start with.
KernelOp createKernelOf(OpBuilder &builder, KernelOp kernel, unsigned output,
                        ArrayRef<unsigned> missing) {
  Location loc = kernel.getLoc();
  SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
  // In the maps, they stay 0.
  SmallVector<AffineExpr> symbols;
  for (unsigned dim = 0; dim < sizes.size(); ++dim)
    symbols.push_back(llvm::is_contained(missing, dim)
                          ? builder.getAffineConstantExpr(0)
                          : builder.getAffineSymbolExpr(dim));
  for (unsigned dim : missing)
    sizes[dim] = builder.getIndexAttr(1);
  auto getMap = [&](AffineMap map) {
    unsigned numSymbols = map.getNumSymbols();
    return AffineMapAttr::get(
        map.replaceDimsAndSymbols({}, ArrayRef(symbols).take_front(numSymbols),
                                  map.getNumDims(), numSymbols));
  };
  auto block = std::make_unique<Block>();
  SmallVector<Value> inputs;
  SmallVector<Attribute> maps, outside;
  IRMapping mapping;
  OpBuilder inBlock(builder.getContext());
  inBlock.setInsertionPointToEnd(block.get());
  auto isEmptySum = [&](Operation *op) {
    auto reduce = dyn_cast<ReduceOp>(op);
    return reduce && llvm::any_of(missing, [&](unsigned dim) {
             return llvm::is_contained(reduce.getOver(), dim);
           });
  };
  Value value = kernel.getYielded()[output];
  visitPostOrder(
      value,
      [&](Value needed) -> std::optional<ValueRange> {
        if (needed.getParentRegion() != &kernel.getBody() ||
            mapping.contains(needed))
          return std::nullopt;
        Operation *def = needed.getDefiningOp();
        return !def || isEmptySum(def) ? ValueRange()
                                       : ValueRange(def->getOperands());
      },
      [&](Value needed) {
        auto argument = dyn_cast<BlockArgument>(needed);
        if (!argument) {
          Operation *def = needed.getDefiningOp();
          if (isEmptySum(def))
            mapping.map(needed, arith::ConstantOp::create(
                                    inBlock, loc,
                                    getNeutralValue(
                                        cast<ReduceOp>(def).getKind(),
                                        cast<FloatType>(needed.getType()))));
          else
            inBlock.clone(*def, mapping);
          return;
        }
        unsigned input = argument.getArgNumber();
        Attribute fallback = kernel.getOutsideValue(input);
        inputs.push_back(kernel.getInputs()[input]);
        maps.push_back(getMap(kernel.getInputMap(input)));
        outside.push_back(fallback ? fallback : builder.getUnitAttr());
        mapping.map(argument, block->addArgument(argument.getType(), loc));
      });
  maps.push_back(getMap(kernel.getInitMap(output)));
  YieldOp::create(inBlock, loc, mapping.lookupOrDefault(value));

  SmallVector<int64_t> staticSizes;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, staticSizes);
  bool hasOutside = !llvm::all_of(
      outside, [](Attribute each) { return isa<UnitAttr>(each); });
  auto part = KernelOp::create(
      builder, loc, TypeRange(), dynamicSizes, inputs,
      ValueRange(kernel.getInits()[output]),
      builder.getDenseI64ArrayAttr(staticSizes), builder.getArrayAttr(maps),
      hasOutside ? builder.getArrayAttr(outside) : ArrayAttr(), ScheduleAttr());
  part.getBody().push_back(block.release());
  return part;
}

/// Writes a result where one of the dimensions `missing` has size 0.
LogicalResult emitWhereEmpty(OpBuilder &builder, KernelOp kernel,
                             unsigned output, ArrayRef<unsigned> missing) {
  Location loc = kernel.getLoc();
  Value isEmpty;
  for (unsigned dim : missing) {
    Value size = getValueOrCreateConstantIndexOp(builder, loc,
                                                 kernel.getMixedSizes()[dim]);
    Value isZero =
        arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, size,
                              arith::ConstantIndexOp::create(builder, loc, 0));
    isEmpty =
        isEmpty ? arith::OrIOp::create(builder, loc, isEmpty, isZero) : isZero;
  }
  auto guard = scf::IfOp::create(builder, loc, isEmpty);
  OpBuilder::InsertionGuard insertion(builder);
  builder.setInsertionPointToStart(guard.thenBlock());
  return emitKernel(builder, createKernelOf(builder, kernel, output, missing),
                    /*parallel=*/false);
}

/// Writes the results that exist though the space is empty: a dimension that
/// they do not vary along has size 0, so that the loops visit no point.
LogicalResult emitWhereEmpty(OpBuilder &builder, KernelOp kernel) {
  SweepAnalysis sweeps(kernel);
  for (unsigned output = 0; output < kernel.getInits().size(); ++output)
    for (ArrayRef<unsigned> missing : getMissingDims(kernel, output, sweeps))
      if (failed(emitWhereEmpty(builder, kernel, output, missing)))
        return failure();
  return success();
}

LogicalResult emitKernel(OpBuilder &builder, KernelOp kernel, bool parallel) {
  OpBuilder::InsertionGuard insertion(builder);
  if (failed(emitWhereEmpty(builder, kernel)))
    return failure();
  KernelEmitter dense(builder, kernel, parallel, /*isDense=*/true);
  Value isDense = dense.emitStrideCheck();
  LogicalResult result = success();
  if (isDense) {
    auto choice = scf::IfOp::create(builder, kernel.getLoc(), isDense,
                                    /*withElseRegion=*/true);
    builder.setInsertionPointToStart(choice.elseBlock());
    result = KernelEmitter(builder, kernel, parallel, /*isDense=*/false).emit();
    builder.setInsertionPointToStart(choice.thenBlock());
  }
  if (failed(result) || failed(dense.emit()))
    return failure();
  kernel.erase();
  return success();
}

struct EmitCPU : norm::impl::EmitCPUPassBase<EmitCPU> {
  using EmitCPUPassBase::EmitCPUPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) { kernels.push_back(kernel); });
    bool hasThreads =
        parallel && !getOperation()->hasAttr(NormDialect::getSerialAttrName());
    for (KernelOp kernel : kernels) {
      if (kernel.getNumResults() != 0) {
        kernel.emitOpError() << "expects buffers; got tensors, which "
                                "one-shot-bufferize turns into buffers";
        return signalPassFailure();
      }
      OpBuilder builder(kernel);
      if (failed(emitKernel(builder, kernel, hasThreads)))
        return signalPassFailure();
    }
  }
};

} // namespace
