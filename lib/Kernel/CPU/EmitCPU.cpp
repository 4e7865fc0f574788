//===- EmitCPU.cpp - Write kernels as loops of vectors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "CPUTarget.h"

namespace mlir::norm {
#define GEN_PASS_DEF_EMITCPUPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Writes one kernel: twice where its buffers may have any strides, once for
/// dense ones and once, element by element, for all others.
class KernelEmitter {
public:
  KernelEmitter(OpBuilder &builder, KernelOp kernel, bool parallel)
      : builder(builder), kernel(kernel), parallel(parallel), sweeps(kernel),
        layout(kernel, sweeps) {}

  void emit() {
    std::optional<unsigned> axis = getVectorAxis();
    OpBuilder::InsertionGuard insertion(builder);
    Value isDense =
        createStrideCheck(builder, kernel, layout, layout.getAssumptions(axis),
                          kernel.getMixedSizes());
    if (isDense) {
      auto choice = scf::IfOp::create(builder, kernel.getLoc(), isDense,
                                      /*withElseRegion=*/true);
      builder.setInsertionPointToStart(choice.elseBlock());
      // Nothing is known of strides that types do not state.
      KernelLayout strided(kernel, sweeps, /*assumeDense=*/false);
      emit(strided, std::nullopt, {});
      builder.setInsertionPointToStart(choice.thenBlock());
    }
    emit(layout, axis, getSchedule());
    kernel.erase();
  }

private:
  CPUScheduleAttr getSchedule() {
    return dyn_cast_if_present<CPUScheduleAttr>(kernel.getScheduleAttr());
  }

  /// The layout's axis that the schedule's vectors run along.
  std::optional<unsigned> getVectorAxis() {
    std::optional<unsigned> axis =
        getSchedule() ? layout.getAxisOf(getSchedule().getVector())
                      : layout.chooseVectorAxis();
    // Blocks are walked in the order in which their points are counted.
    bool hasBlocks = llvm::any_of(
        llvm::seq<unsigned>(kernel.getInits().size()),
        [&](unsigned index) { return kernel.getBlockSize(index) > 0; });
    if (!hasBlocks)
      return axis;
    if (SweepPlan(kernel, sweeps, layout, axis, {}, true).canBlock())
      return axis;
    kernel.emitRemark("elements are taken one by one: vectors would not meet "
                      "the points of a block in their order");
    return std::nullopt;
  }

  void emit(const KernelLayout &own, std::optional<unsigned> axis,
            CPUScheduleAttr schedule) {
    Width width;
    if (axis && schedule)
      width = {schedule.getLanes(), schedule.getUnroll()};
    bool masksLanes = axis && canMaskLanes(kernel, own, *axis, schedule);
    SweepPlan plan(kernel, sweeps, own, axis, width, /*hasRest=*/!masksLanes);
    CPUTarget target(schedule, parallel, masksLanes);
    SweepEmitter(builder, plan, target).emit();
  }

  OpBuilder &builder;
  KernelOp kernel;
  bool parallel;
  SweepAnalysis sweeps;
  KernelLayout layout;
};

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
      if (ScheduleInterface schedule = kernel.getScheduleAttr();
          schedule && !isa<CPUScheduleAttr>(schedule)) {
        kernel.emitOpError() << "expects a schedule for cpu; got one for "
                             << schedule.getTargetName();
        return signalPassFailure();
      }
      for (unsigned index = 0; index < kernel.getInits().size(); ++index)
        if (kernel.getOuterReduction(index) &&
            kernel.getBlockSize(index) == 0) {
          kernel.emitOpError() << "expects outer reductions by blocks, which "
                                  "norm-block-reductions makes; got all of "
                                  "result #"
                               << index;
          return signalPassFailure();
        }
      OpBuilder builder(kernel);
      bool isCold = kernel->hasAttr(NormDialect::getColdAttrName());
      KernelEmitter(builder, kernel, hasThreads && !isCold).emit();
    }
  }
};

} // namespace
