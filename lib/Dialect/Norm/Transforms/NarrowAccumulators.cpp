//===- NarrowAccumulators.cpp - Sums of rows in f32 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::norm {
#define GEN_PASS_DEF_NARROWACCUMULATORSPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

/// Whether groups are rows: all of the innermost axes, with at most `most`
/// elements. A length that is known at run time is that of one axis. Of the
/// first axis a group has one part of `parts`.
static bool hasRows(RankedTensorType type, ArrayRef<int64_t> reduced,
                    int64_t parts, int64_t most) {
  if (reduced.empty() || reduced.back() != type.getRank() - 1 ||
      reduced.back() - reduced.front() + 1 != int64_t(reduced.size()))
    return false;
  int64_t elements = 1;
  for (int64_t axis : reduced) {
    if (type.isDynamicDim(axis))
      return reduced.size() == 1;
    if (llvm::MulOverflow(elements, type.getDimSize(axis), elements))
      return false;
  }
  return elements / parts <= most;
}

namespace {

struct NarrowAccumulators
    : norm::impl::NarrowAccumulatorsPassBase<NarrowAccumulators> {
  using NarrowAccumulatorsPassBase::NarrowAccumulatorsPassBase;

  void runOnOperation() override {
    getOperation().walk([&](Operation *op) {
      llvm::TypeSwitch<Operation *>(op)
          .Case<LayerNormOp, InstanceNormOp>([&](auto norm) {
            if (isNarrowed(norm, norm.getReducedAxes()))
              setEstimator(norm);
          })
          .Case([&](GroupNormOp norm) {
            SmallVector<int64_t> reduced = norm.getReducedAxes();
            if (reduced.front() == norm.getChannelAxisAttr().getInt() &&
                isNarrowed(norm, reduced, norm.getNumGroups()))
              setEstimator(norm);
          })
          .Case(
              [&](RMSNormOp norm) { isNarrowed(norm, norm.getReducedAxes()); });
    });
  }

private:
  /// Whether sums of `norm` are in f32 from now on.
  template <typename Op>
  bool isNarrowed(Op norm, ArrayRef<int64_t> reduced, int64_t parts = 1) {
    RankedTensorType type = norm.getNormalized().getType();
    if (norm->hasAttr("estimator") || norm.getAccumulator() ||
        type.getElementType().isF64() ||
        !hasRows(type, reduced, parts, maxElements))
      return false;
    norm.setAccumulator(Float32Type::get(&getContext()));
    return true;
  }

  template <typename Op>
  static void setEstimator(Op norm) {
    norm.setEstimator(Estimator::TwoPass);
  }
};

} // namespace
