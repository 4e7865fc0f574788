//===- CPUCostModel.cpp - What is fast on a CPU ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CPUCostModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Rows of a column's group above which the sweeps do not find in the cache
/// what the sweep before them read.
constexpr int64_t kLongestColumn = 1024;

/// Elements of a row's group above which the same holds; and those whose sums
/// are formed together where threads share it.
constexpr int64_t kLongestRow = 1 << 20, kBlockElements = 1 << 16;

/// Whether sums may be formed in chains.
bool hasChains(KernelOp kernel) {
  return llvm::any_of(
      kernel.getBody().front().getOps<ReduceOp>(),
      [](ReduceOp reduce) { return reduce.getChain().has_value(); });
}

/// Bits of the widest element that a full pass of the kernel reads or writes
/// along `axis`. Sums in chains are widened once in many rows, where there are
/// registers for them.
int64_t getElementBits(KernelOp kernel, const KernelLayout &layout,
                       unsigned axis, bool hasManyRegisters) {
  int64_t bits = 32;
  ValueRange walked = kernel.getMapped();
  if (hasManyRegisters && hasChains(kernel))
    walked = walked.take_front(kernel.getInputs().size());
  for (auto [index, operand] : llvm::enumerate(walked))
    if (auto type = dyn_cast<ShapedType>(operand.getType()))
      if (type.getRank() > 1 && !layout.getStride(index, axis).isZero())
        bits = std::max(bits, getElementBytes(type) * 8);
  return bits;
}

/// Whether `unroll` vectors are more than a kernel's columns, and vectors of
/// half as many lanes, which are whole registers of the f64 sums, are not.
bool hasFewColumns(KernelOp kernel, const KernelAxis &axis, int64_t lanes,
                   int64_t unroll) {
  bool sumsInF64 =
      llvm::any_of(kernel.getBody().front().getOps<ReduceOp>(),
                   [](ReduceOp reduce) { return reduce.getType().isF64(); });
  int64_t columns = axis.size.coefficient;
  return sumsInF64 && axis.size.dims.empty() && lanes > 1 &&
         columns < lanes * unroll && columns >= lanes / 2 * unroll;
}

/// Whether some result has elements of 8 bits.
bool yieldsBytes(KernelOp kernel) {
  return llvm::any_of(kernel.getYielded().getTypes(), [](Type type) {
    return !type.isInteger(1) && getElementBytes(type) == 1;
  });
}

/// Rows whose sums are formed together where vectors run across them: few
/// enough to be in the cache for all columns, enough to make their sums few.
constexpr int64_t kBlockRows = 128;

/// Elements of a group, dynamic sizes counted as `dynamicSize`; at most the
/// largest number there is.
int64_t countReduced(KernelOp kernel, const SweepAnalysis &sweeps,
                     int64_t dynamicSize) {
  uint64_t elements = 1;
  for (unsigned dim : sweeps.getReduced().set_bits()) {
    int64_t size = kernel.getStaticSizes()[dim];
    elements = llvm::SaturatingMultiply<uint64_t>(
        elements, ShapedType::isDynamic(size) ? dynamicSize : size);
  }
  return std::min<uint64_t>(elements, std::numeric_limits<int64_t>::max());
}

/// Whether a kernel gives nothing but sums (or maxima) of many rows.
bool reducesMuch(KernelOp kernel, const SweepAnalysis &sweeps) {
  if (!sweeps.reducesOnly())
    return false;
  constexpr int64_t enough = kBlockRows * 4;
  return countReduced(kernel, sweeps, enough) >= enough;
}

/// About `points` points: as many indices of the outermost reduced axis, all of
/// each, where sizes are stated, so that the loops inside keep their bounds. 0
/// where the axes are not walked in the order in which points are counted.
int64_t roundBlock(const KernelLayout &layout, const SweepAnalysis &sweeps,
                   int64_t points) {
  int64_t last = -1;
  uint64_t inner = 1;
  bool isFirst = true;
  for (const KernelAxis &axis : layout.getAxes()) {
    if (!axis.isReduced)
      continue;
    for (unsigned dim : axis.dims) {
      if (int64_t(dim) < last)
        return 0;
      last = dim;
    }
    if (!isFirst && axis.size.dims.empty())
      inner = llvm::SaturatingMultiply<uint64_t>(inner, axis.size.coefficient);
    isFirst = false;
  }
  // Larger than any group, one block is all of it.
  if (inner > uint64_t(std::numeric_limits<int64_t>::max()) / points)
    return 0;
  return std::max<int64_t>(1, points / std::max<uint64_t>(1, inner)) *
         std::max<uint64_t>(1, inner);
}

/// Whether elements go through a division or a function, whose instructions
/// wait for each other.
bool hasLongChains(KernelOp kernel, const SweepAnalysis &sweeps, unsigned dim) {
  return llvm::any_of(
      kernel.getBody().front().without_terminator(), [&](Operation &op) {
        return isa<arith::DivFOp, math::ErfOp, math::ExpOp, math::LogOp,
                   math::PowFOp, math::TanhOp>(op) &&
               sweeps.getExtent(op.getResult(0)).test(dim);
      });
}

/// AVX-512 masks elements of any width, AVX2 those of 32 bits and more.
Tail getTail(KernelOp kernel, const KernelLayout &layout, unsigned axis,
             int64_t bits) {
  if (bits == 512)
    return Tail::Masked;
  if (bits != 256)
    return Tail::Scalar;
  for (auto [index, operand] : llvm::enumerate(kernel.getMapped()))
    if (!layout.getStride(index, axis).isZero() &&
        getElementBytes(operand.getType()) < 4)
      return Tail::Scalar;
  return Tail::Masked;
}

} // namespace

ScheduleInterface
CPUCostModel::chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                             const KernelLayout &layout) const {
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  if (!axis)
    return nullptr;
  int64_t bits = processor.vectorBits;
  bool isColumn = !layout.getAxes()[*axis].isReduced;
  int64_t lanes = std::max<int64_t>(
      1, bits / getElementBits(kernel, layout, *axis,
                               /*hasManyRegisters=*/bits == 512));
  // Accumulators of f64 take two registers per vector of f32; 32 registers are
  // there with 512 bits, else 16. Four vectors of bytes fill one, which is then
  // stored whole; four chains of a function keep the units busy. Columns whose
  // sums are in chains have those of f32 beside them.
  unsigned dim = layout.getAxes()[*axis].dims.back();
  bool hasMore = (isColumn && !hasChains(kernel)) || yieldsBytes(kernel) ||
                 hasLongChains(kernel, sweeps, dim);
  int64_t unroll = bits == 512 && hasMore ? 4 : 2;
  if (isColumn && hasFewColumns(kernel, layout.getAxes()[*axis], lanes, unroll))
    lanes /= 2;
  return CPUScheduleAttr::get(kernel.getContext(), dim, lanes, unroll,
                              Stores::Auto, processor.cacheBytes,
                              getTail(kernel, layout, *axis, bits),
                              processor.hasBF16 && hasChains(kernel));
}

int64_t CPUCostModel::chooseBlockSize(KernelOp kernel,
                                      const SweepAnalysis &sweeps,
                                      const KernelLayout &layout) const {
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  if (!axis || !reducesMuch(kernel, sweeps))
    return 0;
  if (!layout.getAxes()[*axis].isReduced)
    return roundBlock(layout, sweeps, kBlockRows);
  return hasLongRows(kernel, sweeps)
             ? roundBlock(layout, sweeps, kBlockElements)
             : 0;
}

int64_t CPUCostModel::getOpCost(Operation *op) const {
  if (op->hasTrait<OpTrait::ConstantLike>())
    return 0;
  if (isa<arith::DivFOp, math::SqrtOp, math::RsqrtOp>(op))
    return 6;
  if (isa<math::TanhOp, math::ErfOp>(op))
    return 20;
  if (isa<math::PowFOp>(op))
    return 30;
  bool isCheap =
      !isa<math::MathDialect>(op->getDialect()) ||
      isa<math::AbsFOp, math::CeilOp, math::CopySignOp, math::FloorOp,
          math::FmaOp, math::RoundEvenOp, math::TruncOp>(op);
  return isCheap ? 1 : 12;
}

bool CPUCostModel::hasLongColumns(KernelOp kernel,
                                  const SweepAnalysis &sweeps) const {
  // Several dimensions are those of an image and a batch.
  int64_t dynamicSize =
      sweeps.getReduced().count() > 1 ? kLongestColumn + 1 : 1;
  return countReduced(kernel, sweeps, dynamicSize) > kLongestColumn;
}

bool CPUCostModel::hasLongRows(KernelOp kernel,
                               const SweepAnalysis &sweeps) const {
  return countReduced(kernel, sweeps, /*dynamicSize=*/0) > kLongestRow;
}
