//===- VerifyLevel.cpp - What may exist at each level ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_VERIFYLEVELPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

bool isNamed(Operation *op) { return isa<NormOpInterface>(op); }

/// An op of the norm dialect that linalg takes the place of.
bool isAboveLinalg(Operation *op) {
  return isa_and_present<NormDialect>(op->getDialect()) &&
         !isa<KernelOp, ReduceOp, norm::YieldOp, RequireOp>(op);
}

bool isKernelOnBuffers(Operation *op) {
  auto kernel = dyn_cast<KernelOp>(op);
  return kernel && kernel.getNumResults() == 0;
}

bool isOnTensors(Operation *op) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  return llvm::any_of(op->getOperandTypes(), isTensor) ||
         llvm::any_of(op->getResultTypes(), isTensor);
}

bool isOfNorm(Operation *op) {
  return isa_and_present<NormDialect>(op->getDialect());
}

/// A level, what does not exist there, and where it begins.
struct Level {
  StringRef name;
  bool (*isForeign)(Operation *);
  StringRef beginning;
};

constexpr Level levels[] = {
    {"core", isNamed, "norm-generalize"},
    {"linalg",
     [](Operation *op) { return isAboveLinalg(op) || isKernelOnBuffers(op); },
     "convert-norm-to-linalg"},
    {"kernels",
     [](Operation *op) { return isAboveLinalg(op) || isKernelOnBuffers(op); },
     "norm-form-kernels"},
    {"buffers",
     [](Operation *op) { return isAboveLinalg(op) || isOnTensors(op); },
     "bufferization"},
    {"loops", [](Operation *op) { return isOfNorm(op) || isOnTensors(op); },
     "norm-emit-cpu"},
    {"device",
     [](Operation *op) {
       return isOfNorm(op) || isOnTensors(op) ||
              isa<linalg::LinalgOp, memref::CopyOp>(op);
     },
     "norm-emit-gpu"},
};

struct VerifyLevel : norm::impl::VerifyLevelPassBase<VerifyLevel> {
  using VerifyLevelPassBase::VerifyLevelPassBase;

  void runOnOperation() override {
    const Level *own = llvm::find_if(
        levels, [&](const Level &other) { return other.name == level; });
    if (own == std::end(levels)) {
      getOperation()->emitError()
          << "expects a level, "
          << llvm::join(llvm::map_range(levels,
                                        [](const Level &other) {
                                          return other.name.str();
                                        }),
                        " or ")
          << "; got \"" << level << "\"";
      return signalPassFailure();
    }
    WalkResult result = getOperation()->walk([&](Operation *op) {
      if (!own->isForeign(op))
        return WalkResult::advance();
      op->emitError() << "expects no " << op->getName() << " at level "
                      << own->name << ", which " << own->beginning << " begins";
      return WalkResult::interrupt();
    });
    if (result.wasInterrupted())
      return signalPassFailure();
    markAllAnalysesPreserved();
  }
};

} // namespace
