//===- ValueBoundsOpInterfaceImpl.cpp - Bounds of sizes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/ValueBoundsOpInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Interfaces/ValueBoundsOpInterface.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A result is as long as what its dims run along.
template <typename Op>
struct SpaceBounds
    : ValueBoundsOpInterface::ExternalModel<SpaceBounds<Op>, Op> {
  void populateBoundsForShapedValueDim(Operation *op, Value value, int64_t dim,
                                       ValueBoundsConstraintSet &bounds) const {
    IterationSpace space = cast<Op>(op).getIterationSpace();
    SpaceDim own = space.results[cast<OpResult>(value).getResultNumber()][dim];
    if (own.countsGroups) {
      bounds.bound(value)[dim] == space.groups->count;
      return;
    }
    const TensorSize &size = space.sizes[own.axis];
    bounds.bound(value)[dim] == bounds.getExpr(size.tensor, size.dim);
  }
};

/// A kernel's result is as long as its init.
struct KernelBounds
    : ValueBoundsOpInterface::ExternalModel<KernelBounds, KernelOp> {
  void populateBoundsForShapedValueDim(Operation *op, Value value, int64_t dim,
                                       ValueBoundsConstraintSet &bounds) const {
    Value init =
        cast<KernelOp>(op).getTiedOpOperand(cast<OpResult>(value))->get();
    bounds.bound(value)[dim] == bounds.getExpr(init, dim);
  }
};

} // namespace

void norm::registerValueBoundsOpInterfaceExternalModels(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    forEachSpaceOp([&](auto op) {
      using Op = decltype(op);
      Op::template attachInterface<SpaceBounds<Op>>(*context);
    });
    KernelOp::attachInterface<KernelBounds>(*context);
  });
}
