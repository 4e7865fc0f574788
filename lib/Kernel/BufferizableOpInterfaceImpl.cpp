//===- BufferizableOpInterfaceImpl.cpp - Kernels on buffers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/BufferizableOpInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"
#include "mlir/IR/Dialect.h"

using namespace mlir;
using namespace mlir::bufferization;
using namespace mlir::norm;

namespace {

/// Inputs are read, inits are written and never read. Nothing is said of
/// elements that are read before they are written in the same place, so that no
/// result shares the buffer of an input.
struct KernelInterface
    : DstBufferizableOpInterfaceExternalModel<KernelInterface, KernelOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<KernelOp>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto kernel = cast<KernelOp>(op);
    if (kernel.hasPureBufferSemantics())
      return success();
    auto toBuffers = [&](OperandRange tensors,
                         SmallVectorImpl<Value> &buffers) {
      for (Value tensor : tensors) {
        FailureOr<Value> buffer = getBuffer(rewriter, tensor, options, state);
        if (failed(buffer))
          return failure();
        buffers.push_back(*buffer);
      }
      return success();
    };
    SmallVector<Value> inputs, inits;
    if (failed(toBuffers(kernel.getInputs(), inputs)) ||
        failed(toBuffers(kernel.getInits(), inits)))
      return failure();
    auto onBuffers = KernelOp::create(
        rewriter, kernel.getLoc(), TypeRange(), kernel.getSizes(), inputs,
        inits, kernel.getStaticSizesAttr(), kernel.getMapsAttr(),
        kernel.getOutsideAttr(), kernel.getScheduleAttr());
    onBuffers.getBody().takeBody(kernel.getBody());
    replaceOpWithBufferizedValues(rewriter, op, inits);
    return success();
  }
};

} // namespace

void norm::registerBufferizableOpInterfaceExternalModels(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    KernelOp::attachInterface<KernelInterface>(*context);
  });
}
