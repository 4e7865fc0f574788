//===- SelectSchedule.cpp - Choose how kernels run ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "KernelLayout.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SELECTSCHEDULEPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Bits of the widest element that a full pass of the kernel reads or writes.
int64_t getElementBits(KernelOp kernel) {
  int64_t bits = 32;
  for (Value operand : kernel->getOperands())
    if (auto type = dyn_cast<ShapedType>(operand.getType()))
      if (type.getRank() > 1)
        bits = std::max<int64_t>(bits, type.getElementTypeBitWidth());
  return bits;
}

struct SelectSchedule : norm::impl::SelectSchedulePassBase<SelectSchedule> {
  using SelectSchedulePassBase::SelectSchedulePassBase;

  void runOnOperation() override {
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getSchedule())
        return;
      SweepAnalysis sweeps(kernel);
      KernelLayout layout(kernel, sweeps);
      std::optional<unsigned> axis = layout.chooseVectorAxis();
      if (!axis)
        return;
      int64_t lanes = std::max<int64_t>(1, vectorBits / getElementBits(kernel));
      kernel.setScheduleAttr(ScheduleAttr::get(
          &getContext(), layout.getAxes()[*axis].dims.back(), lanes,
          /*unroll=*/2, /*block=*/0, Stores::Auto, cacheBytes));
    });
  }
};

} // namespace
