//===- GPUCostModel.cpp - What is fast on a GPU ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GPUCostModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Values of a row that a thread keeps in registers at most: with 1024 threads
/// there are 64 registers for each, and addresses and parameters take the rest.
constexpr int64_t kKeptValues = 32;

/// Values of a row that a thread of a row on its own takes, where there are
/// threads enough: below that, the exchange takes longer than the sums.
constexpr int64_t kWantedValues = 16;

/// Threads of a block where nothing asks for more or for less.
constexpr int64_t kBlockThreads = 256;

/// Rows of a column that one block reduces, in turns of its threads.
constexpr int64_t kColumnThreads = 8;

/// The dimension that vectors run along where no operand has neighbours next to
/// each other: the innermost that is reduced, or is there at all.
unsigned getInnermost(KernelOp kernel, const SweepAnalysis &sweeps) {
  int last = sweeps.getReduced().find_last();
  return last >= 0 ? last : kernel.getNumDims() - 1;
}

/// Elements of an access: as many as fill it of the narrowest elements that
/// each point of the axis has, and that divide the axis.
int64_t chooseLanes(KernelOp kernel, const KernelLayout &layout,
                    unsigned axis) {
  int64_t bytes = kAccessBytes;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped()))
    if (layout.getStride(number, axis).isOne())
      bytes = std::min(bytes, getElementBytes(operand.getType()));
  int64_t lanes = kAccessBytes / bytes;
  const SizeProduct &size = layout.getAxes()[axis].size;
  if (size.isStatic())
    while (size.coefficient % lanes != 0)
      lanes /= 2;
  return lanes;
}

/// Points of a group, where they are known.
std::optional<int64_t> countReduced(KernelOp kernel,
                                    const SweepAnalysis &sweeps) {
  int64_t points = 1;
  for (unsigned dim : sweeps.getReduced().set_bits()) {
    int64_t size = kernel.getStaticSizes()[dim];
    if (ShapedType::isDynamic(size) || llvm::MulOverflow(points, size, points))
      return std::nullopt;
  }
  return points;
}

/// Threads, vectors of each, and rows of a block.
struct RowShape {
  int64_t unroll, threads, groups;
};

/// A row of `vectors` vectors of `lanes` values: as few threads as keep it in
/// registers, several rows in a warp where they are short, and a loop where
/// they are longer than all registers of a block.
RowShape shapeRow(int64_t vectors, int64_t lanes) {
  vectors = std::max<int64_t>(1, vectors);
  int64_t wanted = std::max<int64_t>(1, kWantedValues / lanes);
  int64_t kept = std::max<int64_t>(1, kKeptValues / lanes);
  constexpr int64_t mostThreads = 1024, warpRows = 4;
  if (vectors <= kWarp * wanted) {
    int64_t threads = llvm::PowerOf2Ceil(
        std::max<int64_t>(1, llvm::divideCeil(vectors, wanted)));
    threads = std::min(kWarp, threads);
    return {int64_t(llvm::divideCeil(vectors, threads)), threads,
            warpRows * kWarp / threads};
  }
  int64_t threads = llvm::alignTo(llvm::divideCeil(vectors, wanted), kWarp);
  if (threads > mostThreads / 2)
    threads = std::min<int64_t>(
        mostThreads,
        std::max<int64_t>(
            mostThreads / 2,
            llvm::alignTo(llvm::divideCeil(vectors, kept), kWarp)));
  int64_t unroll = std::min<int64_t>(kept, llvm::divideCeil(vectors, threads));
  return {unroll, threads, 1};
}

} // namespace

ScheduleInterface
GPUCostModel::chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                             const KernelLayout &layout) const {
  MLIRContext *context = kernel.getContext();
  if (kernel.getNumDims() == 0)
    return nullptr;
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  unsigned dim =
      axis ? layout.getAxes()[*axis].dims.back() : getInnermost(kernel, sweeps);
  int64_t lanes = axis ? chooseLanes(kernel, layout, *axis) : 1;
  if (sweeps.getReduced().none())
    return GPUScheduleAttr::get(
        context, dim, lanes, std::max<int64_t>(1, 8 / lanes), kBlockThreads, 1);
  std::optional<int64_t> points = countReduced(kernel, sweeps);
  if (!sweeps.getReduced().test(dim)) {
    // A few rows, as of a window, are reduced by one thread.
    bool isShort = points && *points <= kWarp;
    int64_t threads = isShort ? 1 : kColumnThreads;
    return GPUScheduleAttr::get(context, dim, lanes, 1, threads,
                                isShort ? kBlockThreads : kWarp);
  }
  RowShape shape =
      points ? shapeRow(llvm::divideCeil(*points, lanes), lanes)
             : RowShape{std::max<int64_t>(1, 16 / lanes), kBlockThreads, 1};
  // Groups that are combined in turn are not equally many everywhere, and what
  // shares a warp runs in step.
  if (sweeps.getOuter().any() && shape.groups > 1)
    shape = {shape.unroll, kWarp, 1};
  return GPUScheduleAttr::get(context, dim, lanes, shape.unroll, shape.threads,
                              shape.groups);
}

int64_t GPUCostModel::chooseBlockSize(KernelOp, const SweepAnalysis &,
                                      const KernelLayout &) const {
  return 0;
}

bool GPUCostModel::hasLongColumns(KernelOp kernel,
                                  const SweepAnalysis &sweeps) const {
  return false;
}

bool GPUCostModel::hasLongRows(KernelOp kernel,
                               const SweepAnalysis &sweeps) const {
  return false;
}

int64_t GPUCostModel::getOpCost(Operation *op) const {
  if (op->hasTrait<OpTrait::ConstantLike>())
    return 0;
  if (isa<arith::DivFOp, math::SqrtOp, math::RsqrtOp>(op))
    return 10;
  if (isa<math::TanhOp, math::ErfOp>(op))
    return 25;
  if (isa<math::PowFOp>(op))
    return 40;
  return isa<math::MathDialect>(op->getDialect()) ? 12 : 1;
}
