//===- SeparateResults.cpp - A buffer for each result ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SEPARATERESULTSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// A new buffer with the elements of `buffer`.
static Value copyBuffer(OpBuilder &builder, Location loc, Value buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  SmallVector<Value> sizes;
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (type.isDynamicDim(dim))
      sizes.push_back(memref::DimOp::create(builder, loc, buffer, dim));
  Value copy = memref::AllocOp::create(builder, loc, type, sizes);
  memref::CopyOp::create(builder, loc, buffer, copy);
  return copy;
}

namespace {
struct SeparateResults : norm::impl::SeparateResultsPassBase<SeparateResults> {
  void runOnOperation() override {
    getOperation().walk([](func::ReturnOp returned) {
      OpBuilder builder(returned);
      llvm::SmallPtrSet<Value, 4> seen;
      for (OpOperand &operand : returned->getOpOperands())
        if (isa<MemRefType>(operand.get().getType()) &&
            !seen.insert(operand.get()).second)
          operand.set(copyBuffer(builder, returned.getLoc(), operand.get()));
    });
  }
};
} // namespace
