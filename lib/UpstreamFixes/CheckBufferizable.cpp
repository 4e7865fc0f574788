//===- CheckBufferizable.cpp - Every op on tensors has a form on buffers --===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CHECKBUFFERIZABLEPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

struct CheckBufferizable
    : norm::impl::CheckBufferizablePassBase<CheckBufferizable> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([](Operation *op) {
      auto isTensor = [](Type type) { return isa<TensorType>(type); };
      if ((llvm::none_of(op->getOperandTypes(), isTensor) &&
           llvm::none_of(op->getResultTypes(), isTensor)) ||
          isa<bufferization::BufferizableOpInterface>(op))
        return WalkResult::advance();
      op->emitOpError("has no form on buffers: it can't be compiled");
      return WalkResult::interrupt();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
