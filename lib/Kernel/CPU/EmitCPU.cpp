//===- EmitCPU.cpp - Kernels to vector loops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

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

/// Bytes of work below which one thread is faster than several.
constexpr int64_t kForkBytes = 128 * 1024;

/// Writes the loops over the groups of one kernel.
class KernelEmitter {
public:
  KernelEmitter(KernelOp kernel, bool parallel)
      : builder(kernel), loc(kernel.getLoc()), kernel(kernel),
        parallel(parallel), sweeps(kernel), layout(kernel, sweeps) {}

  LogicalResult emit() {
    ScheduleAttr schedule = kernel.getScheduleAttr();
    std::optional<unsigned> vectorAxis;
    if (schedule) {
      if (schedule.getVector() >= kernel.getNumDims())
        return kernel.emitOpError()
               << "expects a schedule whose vector dimension is below "
               << kernel.getNumDims() << "; got " << schedule.getVector();
      vectorAxis = layout.getAxisOf(schedule.getVector());
    } else {
      vectorAxis = layout.chooseVectorAxis();
    }
    Width width;
    if (vectorAxis && schedule)
      width = {schedule.getLanes(), schedule.getUnroll()};

    SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
    for (const norm::Axis &axis : layout.getAxes())
      axisSizes.push_back(getValueOrCreateConstantIndexOp(
          builder, loc, getAxisSize(builder, loc, axis, sizes)));
    SmallVector<OperandView> views =
        createViews(builder, kernel, layout, sizes, vectorAxis);
    GroupEmitter group(builder, kernel, sweeps, layout, views, axisSizes,
                       vectorAxis);
    Value nontemporal = emitNontemporal(views);
    group.setNontemporal(nontemporal);
    emitGroupLoop(group, vectorAxis, width);
    if (nontemporal) {
      // What was stored past the cache is seen before what is stored later.
      auto guard = scf::IfOp::create(builder, loc, nontemporal);
      OpBuilder::InsertionGuard insertion(builder);
      builder.setInsertionPointToStart(guard.thenBlock());
      LLVM::FenceOp::create(builder, loc, LLVM::AtomicOrdering::seq_cst);
    }
    kernel.erase();
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
    // Three quarters of the cache: below that, results stay for their reader.
    Value bytes = constant(0);
    SmallVector<Value> counted;
    for (auto [view, operand] : llvm::zip(views, getBuffers())) {
      if (llvm::is_contained(counted, operand))
        continue;
      counted.push_back(operand);
      Value size = constant(llvm::divideCeil(
          cast<MemRefType>(operand.getType()).getElementTypeBitWidth(), 8));
      for (unsigned axis : view.axes)
        if (axis != OperandView::kWindow)
          size = arith::MulIOp::create(builder, loc, size, axisSizes[axis]);
      bytes = arith::AddIOp::create(builder, loc, bytes, size);
    }
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::uge, bytes,
                                 constant(schedule.getCache() / 4 * 3));
  }

  SmallVector<Value> getBuffers() {
    SmallVector<Value> buffers(kernel.getInputs());
    llvm::append_range(buffers, kernel.getInits());
    return buffers;
  }

  /// One loop over all groups, on threads where there is enough to do.
  void emitGroupLoop(GroupEmitter &group, std::optional<unsigned> vectorAxis,
                     Width width) {
    SmallVector<unsigned> groupAxes;
    for (unsigned axis = 0; axis < layout.getAxes().size(); ++axis)
      if (!llvm::is_contained(group.getSweepAxes(), axis) &&
          axis != vectorAxis)
        groupAxes.push_back(axis);
    bool isTiled =
        vectorAxis && !llvm::is_contained(group.getSweepAxes(), *vectorAxis);
    // Tiles of neighbouring groups, the last of them narrower.
    int64_t tile = width.lanes * width.copies;
    SmallVector<Value> counts;
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
      for (auto [axis, index] : llvm::zip(groupAxes, parts))
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
    Value from =
        arith::MulIOp::create(builder, loc, number, constant(tile));
    Value to = arith::AddIOp::create(builder, loc, from, constant(tile));
    Value size = axisSizes[axis];
    Value fits = arith::CmpIOp::create(builder, loc,
                                       arith::CmpIPredicate::ule, to, size);
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
    if (width.copies > 1 && width.lanes > 1) {
      Value rest = arith::RemUIOp::create(builder, loc, left,
                                          constant(width.lanes));
      end = arith::SubIOp::create(builder, loc, size, rest);
      emitRange(group, indices, axis, from, end, {width.lanes, 1});
      from = end;
    }
    emitRange(group, indices, axis, from, size, {1, 1});
  }

  void emitRange(GroupEmitter &group, SmallVector<Value> indices, unsigned axis,
                 Value from, Value to, Width width) {
    auto loop = scf::ForOp::create(builder, loc, from, to,
                                   constant(width.lanes * width.copies));
    OpBuilder::InsertionGuard insertion(builder);
    builder.setInsertionPointToStart(loop.getBody());
    indices[axis] = loop.getInductionVar();
    group.emit(indices, width);
  }

  void emitLoop(Value total, function_ref<void(Value)> body) {
    OpBuilder::InsertionGuard insertion(builder);
    if (!parallel || getConstantIntValue(total) == 1) {
      auto loop =
          scf::ForOp::create(builder, loc, constant(0), total, constant(1));
      builder.setInsertionPointToStart(loop.getBody());
      return body(loop.getInductionVar());
    }
    omp::ParallelOperands parallelClauses;
    parallelClauses.ifExpr = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::uge, emitWork(),
        constant(kForkBytes));
    Value zero = constant(0), one = constant(1);
    auto region = omp::ParallelOp::create(builder, loc, parallelClauses);
    builder.createBlock(&region.getRegion());
    auto worksharing = omp::WsloopOp::create(builder, loc);
    omp::TerminatorOp::create(builder, loc);
    builder.createBlock(&worksharing.getRegion());
    omp::LoopNestOperands bounds;
    bounds.loopLowerBounds = {zero};
    bounds.loopUpperBounds = {total};
    bounds.loopSteps = {one};
    auto nest = omp::LoopNestOp::create(builder, loc, bounds);
    Block *block = builder.createBlock(&nest.getRegion(), {},
                                       builder.getIndexType(), loc);
    body(block->getArgument(0));
    omp::YieldOp::create(builder, loc, ValueRange());
  }

  /// Bytes that the kernel reads and writes, about.
  Value emitWork() {
    Value points = constant(1);
    for (Value size : axisSizes)
      points = arith::MulIOp::create(builder, loc, points, size);
    int64_t bytes = 0;
    for (auto [index, operand] : llvm::enumerate(kernel->getOperands())) {
      auto type = dyn_cast<MemRefType>(operand.getType());
      if (type)
        bytes = std::max<int64_t>(
            bytes, llvm::divideCeil(type.getElementTypeBitWidth(), 8));
    }
    return arith::MulIOp::create(builder, loc, points, constant(bytes));
  }

  OpBuilder builder;
  Location loc;
  KernelOp kernel;
  bool parallel;
  SweepAnalysis sweeps;
  KernelLayout layout;
  SmallVector<Value> axisSizes;
};

struct EmitCPU : norm::impl::EmitCPUPassBase<EmitCPU> {
  using EmitCPUPassBase::EmitCPUPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) { kernels.push_back(kernel); });
    for (KernelOp kernel : kernels) {
      if (kernel.getNumResults() != 0) {
        kernel.emitOpError() << "expects buffers; got tensors, which "
                                "one-shot-bufferize turns into buffers";
        return signalPassFailure();
      }
      if (failed(KernelEmitter(kernel, parallel).emit()))
        return signalPassFailure();
    }
  }
};

} // namespace
