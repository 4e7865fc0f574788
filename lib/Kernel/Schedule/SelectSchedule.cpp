//===- SelectSchedule.cpp - Choose how kernels run ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "CPU/CPUCostModel.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SELECTSCHEDULEPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

struct SelectSchedule : norm::impl::SelectSchedulePassBase<SelectSchedule> {
  using SelectSchedulePassBase::SelectSchedulePassBase;

  void runOnOperation() override {
    std::unique_ptr<CostModel> model =
        target == "cpu" ? createCPUCostModel()
                        : createCostModel(getOperation(), target, chip);
    if (!model)
      return signalPassFailure();
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getSchedule() ||
          kernel->hasAttr(NormDialect::getColdAttrName()))
        return;
      SweepAnalysis sweeps(kernel);
      KernelLayout layout(kernel, sweeps);
      if (ScheduleInterface schedule =
              model->chooseSchedule(kernel, sweeps, layout))
        kernel.setScheduleAttr(schedule);
    });
  }

private:
  /// For the processor that the module describes, else that of the options;
  /// null with an error where there is no such processor.
  std::unique_ptr<CostModel> createCPUCostModel() {
    DataLayout layout = DataLayout::closest(getOperation());
    auto describe = [&](StringRef name, int64_t otherwise) -> int64_t {
      std::optional<Attribute> value =
          layout.getDevicePropertyValue(StringAttr::get(&getContext(), "CPU"),
                                        StringAttr::get(&getContext(), name));
      auto number = value ? dyn_cast<IntegerAttr>(*value) : IntegerAttr();
      return number ? number.getValue().trySExtValue().value_or(
                          std::numeric_limits<int64_t>::max())
                    : otherwise;
    };
    int64_t bits = describe("max_vector_op_width", vectorBits);
    int64_t cache = describe("L3_cache_size_in_bytes",
                             describe("L2_cache_size_in_bytes", cacheBytes));
    if (bits < 1 || !llvm::isPowerOf2_64(bits) || bits > 2048) {
      getOperation().emitError()
          << "expects a vector width that is a power of 2 up to 2048 bits; got "
          << bits;
      return nullptr;
    }
    if (cache < 0) {
      getOperation().emitError()
          << "expects a cache of at least 0 bytes; got " << cache;
      return nullptr;
    }
    return std::make_unique<CPUCostModel>(Processor{bits, cache, nativeBF16});
  }
};

} // namespace
