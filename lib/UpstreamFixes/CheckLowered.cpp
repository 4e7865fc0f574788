//===- CheckLowered.cpp - Everything is in the LLVM dialect ---------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CHECKLOWEREDPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// Whether the translation to LLVM IR takes the op.
static bool isLowered(Operation *op) {
  return isa<ModuleOp, gpu::BinaryOp, gpu::LaunchFuncOp>(op) ||
         isa_and_nonnull<LLVM::LLVMDialect, omp::OpenMPDialect>(
             op->getDialect());
}

namespace {

struct CheckLowered : norm::impl::CheckLoweredPassBase<CheckLowered> {
  void runOnOperation() override {
    // Casts only stand between the two: the op at fault is named, if there is
    // one.
    Operation *cast = nullptr;
    WalkResult result = getOperation()->walk([&](Operation *op) {
      if (isLowered(op))
        return WalkResult::advance();
      if (isa<UnrealizedConversionCastOp>(op)) {
        cast = cast ? cast : op;
        return WalkResult::advance();
      }
      op->emitOpError("has no lowering to LLVM");
      return WalkResult::interrupt();
    });
    if (!result.wasInterrupted() && cast)
      cast->emitError("type ")
          << (isa<LLVM::LLVMDialect>(cast->getOperand(0).getType().getDialect())
                  ? cast->getResult(0)
                  : cast->getOperand(0))
                 .getType()
          << " has no lowering to LLVM";
    if (result.wasInterrupted() || cast)
      signalPassFailure();
  }
};

} // namespace
