//===- ProtectArguments.cpp - The caller's buffers are its own ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_PROTECTARGUMENTSPASS
#include "norm-mlir/Pipelines/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {
struct ProtectArguments
    : norm::impl::ProtectArgumentsPassBase<ProtectArguments> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (!function.isPublic())
      return;
    StringRef name = bufferization::BufferizationDialect::kWritableAttrName;
    for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
      if (isa<RankedTensorType>(type))
        function.setArgAttr(index, name, BoolAttr::get(&getContext(), false));
    function.walk([](func::ReturnOp op) { separateResults(op); });
  }

  /// A tensor that is returned twice goes to two buffers of the caller.
  static void separateResults(func::ReturnOp op) {
    OpBuilder builder(op);
    llvm::SmallPtrSet<Value, 4> seen;
    for (OpOperand &result : op->getOpOperands()) {
      auto type = dyn_cast<RankedTensorType>(result.get().getType());
      if (!type || seen.insert(result.get()).second)
        continue;
      result.set(bufferization::AllocTensorOp::create(
          builder, op.getLoc(), type, /*dynamicSizes=*/ValueRange(),
          /*copy=*/result.get()));
    }
  }
};
} // namespace
