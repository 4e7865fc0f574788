//===- RequireOperandSizes.cpp - Operands of linalg ops agree in size ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Support/Statistics.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/AffineExpr.h"

namespace mlir::norm {
#define GEN_PASS_DEF_REQUIREOPERANDSIZESPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-require-operand-sizes"
static mlir::norm::Statistic numRequired(DEBUG_TYPE, "Requirements created");

using namespace mlir;
using namespace mlir::norm;

/// Requires that two sizes are equal; false where the types already show it.
static bool requireEqual(OpBuilder &builder, Location loc,
                         StringRef expectation, TensorSize a, TensorSize b) {
  if (a.getStatic() && b.getStatic())
    return false;
  Value first = a.materialize(builder, loc),
        second = b.materialize(builder, loc);
  Value equal = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                      first, second);
  RequireOp::create(builder, loc, equal,
                    builder.getStringAttr(expectation + "; got {0} and {1}"),
                    ValueRange{first, second});
  return true;
}

/// Operand dims that one loop dim walks whole have one size.
static int64_t requireLoopSizes(OpBuilder &builder, linalg::LinalgOp op) {
  int64_t created = 0;
  std::string expectation = ("expects operands of " +
                             op->getName().getStringRef() + " to agree in size")
                                .str();
  SmallVector<std::optional<TensorSize>> loopSizes(op.getNumLoops());
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<RankedTensorType>(operand.get().getType()))
      continue;
    // An init that is a fresh tensor got its sizes from the op's creator.
    if (op.isDpsInit(&operand) &&
        operand.get().getDefiningOp<tensor::EmptyOp>())
      continue;
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
      auto loop = dyn_cast<AffineDimExpr>(expr);
      if (!loop)
        continue;
      TensorSize size{operand.get(), static_cast<int64_t>(dim)};
      std::optional<TensorSize> &known = loopSizes[loop.getPosition()];
      if (!known)
        known = size;
      else if (known->tensor != size.tensor || known->dim != size.dim)
        created +=
            requireEqual(builder, op.getLoc(), expectation, *known, size);
    }
  }
  return created;
}

/// Operands of an elementwise op on tensors have one shape.
static int64_t requireOneShape(OpBuilder &builder, Operation *op) {
  int64_t created = 0;
  std::string expectation = ("expects operands of " +
                             op->getName().getStringRef() + " to agree in size")
                                .str();
  Value first;
  for (Value operand : op->getOperands()) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    if (!type || operand == first)
      continue;
    if (!first) {
      first = operand;
      continue;
    }
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      created += requireEqual(builder, op->getLoc(), expectation,
                              TensorSize{first, dim}, TensorSize{operand, dim});
  }
  return created;
}

/// A cast to a static size holds only for tensors of that size.
static int64_t requireCastSizes(OpBuilder &builder, tensor::CastOp op) {
  auto type = dyn_cast<RankedTensorType>(op.getType());
  if (!type || !isa<RankedTensorType>(op.getSource().getType()))
    return 0;
  int64_t created = 0;
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (!type.isDynamicDim(dim))
      created += requireEqual(
          builder, op.getLoc(), "expects a size that the tensor.cast states",
          TensorSize{op.getResult(), dim}, TensorSize{op.getSource(), dim});
  return created;
}

/// What walks all of a dimension of a kernel's operand has its size.
static int64_t requireKernelSizes(OpBuilder &builder, KernelOp kernel) {
  int64_t created = 0;
  SmallVector<Value> operands(kernel.getInputs());
  llvm::append_range(operands, kernel.getInits());
  SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
  for (auto [number, operand] : llvm::enumerate(operands)) {
    auto type = dyn_cast<RankedTensorType>(operand.getType());
    if (!type || operand.getDefiningOp<tensor::EmptyOp>())
      continue;
    KernelAccess access = KernelAccess::get(kernel, number);
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      const DimAccess &index = access.getDims()[dim];
      bool isStated = !type.isDynamicDim(dim) && index.walked.dims.empty();
      if (!index.walksAll() || isStated)
        continue;
      Location loc = kernel.getLoc();
      Value walked = arith::ConstantIndexOp::create(builder, loc,
                                                    index.walked.coefficient);
      for (unsigned part : index.walked.dims)
        walked = arith::MulIOp::create(
            builder, loc, walked,
            getValueOrCreateConstantIndexOp(builder, loc, sizes[part]));
      Value size = TensorSize{operand, dim}.materialize(builder, loc);
      Value equal = arith::CmpIOp::create(
          builder, loc, arith::CmpIPredicate::eq, size, walked);
      RequireOp::create(builder, loc, equal,
                        builder.getStringAttr(
                            "expects operands of norm.kernel to have the sizes "
                            "that its maps walk; got {0} for {1}"),
                        ValueRange{size, walked});
      ++created;
    }
  }
  return created;
}

namespace {

struct RequireOperandSizes
    : norm::impl::RequireOperandSizesPassBase<RequireOperandSizes> {
  void runOnOperation() override {
    getOperation()->walk([&](Operation *op) {
      OpBuilder builder(op);
      if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
        numRequired += requireLoopSizes(builder, linalgOp);
      else if (OpTrait::hasElementwiseMappableTraits(op))
        numRequired += requireOneShape(builder, op);
      else if (auto cast = dyn_cast<tensor::CastOp>(op))
        numRequired += requireCastSizes(builder, cast);
      else if (auto kernel = dyn_cast<KernelOp>(op))
        numRequired += requireKernelSizes(builder, kernel);
    });
  }
};

} // namespace
