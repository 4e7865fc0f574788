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

/// Whether some result has elements of 8 bits.
bool yieldsBytes(KernelOp kernel) {
  return llvm::any_of(kernel.getYielded().getTypes(), [](Type type) {
    return type.isIntOrFloat() && type.getIntOrFloatBitWidth() == 8;
  });
}

/// Rows whose sums are formed together where vectors run across them: few
/// enough to be in the cache for all columns, enough to make their sums few.
constexpr int64_t kBlockRows = 128;

/// Whether a kernel gives nothing but sums (or maxima) of many rows.
bool reducesOnly(KernelOp kernel, const SweepAnalysis &sweeps) {
  if (sweeps.getNumSweeps() != 1 || sweeps.getReduced().none() ||
      !llvm::all_of(kernel.getYielded(), [](Value value) {
        return value.getDefiningOp<ReduceOp>();
      }))
    return false;
  int64_t rows = 1;
  for (unsigned dim : sweeps.getReduced().set_bits()) {
    int64_t size = kernel.getStaticSizes()[dim];
    rows *= ShapedType::isDynamic(size) ? kBlockRows * 4 : size;
  }
  return rows >= kBlockRows * 4;
}

struct SelectSchedule : norm::impl::SelectSchedulePassBase<SelectSchedule> {
  using SelectSchedulePassBase::SelectSchedulePassBase;

  void runOnOperation() override {
    DataLayout target = DataLayout::closest(getOperation());
    auto describe = [&](StringRef name, int64_t otherwise) -> int64_t {
      std::optional<Attribute> value =
          target.getDevicePropertyValue(StringAttr::get(&getContext(), "CPU"),
                                        StringAttr::get(&getContext(), name));
      auto number = value ? dyn_cast<IntegerAttr>(*value) : IntegerAttr();
      return number ? number.getValue().getZExtValue() : otherwise;
    };
    int64_t bits = describe("max_vector_op_width", vectorBits);
    int64_t cache = describe("L3_cache_size_in_bytes",
                             describe("L2_cache_size_in_bytes", cacheBytes));
    if (!llvm::isPowerOf2_64(bits) || bits > 2048) {
      getOperation().emitError()
          << "expects a vector width that is a power of 2 up to 2048 bits; got "
          << bits;
      return signalPassFailure();
    }
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getSchedule())
        return;
      SweepAnalysis sweeps(kernel);
      KernelLayout layout(kernel, sweeps);
      std::optional<unsigned> axis = layout.chooseVectorAxis();
      if (!axis)
        return;
      bool isColumn = !layout.getAxes()[*axis].isReduced;
      int64_t lanes = std::max<int64_t>(1, bits / getElementBits(kernel));
      // Accumulators of f64 take two registers per vector of f32; 32 registers
      // are there with 512 bits, else 16. Four vectors of bytes fill one, which
      // is then stored whole.
      int64_t unroll = bits == 512 && (isColumn || yieldsBytes(kernel)) ? 4 : 2;
      kernel.setScheduleAttr(ScheduleAttr::get(
          &getContext(), layout.getAxes()[*axis].dims.back(), lanes, unroll,
          isColumn && reducesOnly(kernel, sweeps) ? kBlockRows : 0,
          Stores::Auto, cache, getTail(kernel, layout, *axis, bits)));
    });
  }

  /// AVX-512 masks elements of any width, AVX2 those of 32 bits and more.
  static Tail getTail(KernelOp kernel, const KernelLayout &layout,
                      unsigned axis, int64_t bits) {
    if (bits == 512)
      return Tail::Masked;
    if (bits != 256)
      return Tail::Scalar;
    for (auto [index, operand] : llvm::enumerate(
             kernel->getOperands().drop_front(kernel.getSizes().size())))
      if (!layout.getStride(index, axis).isZero() &&
          getElementTypeOrSelf(operand).getIntOrFloatBitWidth() < 32)
        return Tail::Scalar;
    return Tail::Masked;
  }
};

} // namespace
