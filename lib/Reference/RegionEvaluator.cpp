//===- RegionEvaluator.cpp - tensor.generate and the region of tensor.pad
//---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaneProgram.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

/// Gives every element of `result` the value that `block` yields for its
/// position, which the block takes as arguments.
static llvm::Error fillFromBlock(Block &block, ReferenceTensor &result,
                                 Environment &environment) {
  LaneProgram program(block, environment);
  for (BlockArgument argument : block.getArguments())
    program.addIndex(argument, argument.getArgNumber());
  for (Operation &op : block.without_terminator())
    if (llvm::Error error = program.add(op))
      return error;
  Value yielded = block.getTerminator()->getOperand(0);
  if (llvm::Error error = program.bindCaptured(yielded))
    return error;
  PointSpace space;
  space.loops = llvm::to_vector(result.getShape());
  space.blockLoop = space.loops.empty() ? 0 : space.loops.size() - 1;
  space.blockSize = kLanes;
  int64_t done = 0;
  return space.forEachBlock(
      [&](ArrayRef<int64_t> index, int64_t count) -> llvm::Error {
        if (llvm::Error error = program.run(space, index, count))
          return error;
        writeLanes(result, done, 1, count, *program.getLanes(yielded));
        done += count;
        return llvm::Error::success();
      });
}

llvm::Error reference::evaluateGenerate(Operation *op,
                                        Environment &environment) {
  auto generate = cast<tensor::GenerateOp>(op);
  SmallVector<int64_t> shape(generate.getType().getShape());
  unsigned next = 0;
  for (int64_t &size : shape) {
    if (ShapedType::isDynamic(size))
      size = environment.getInteger(generate.getDynamicExtents()[next++]);
    if (size < 0)
      return createError("'tensor.generate' expects sizes not below 0; got " +
                         writeShape(shape));
  }
  ReferenceTensor result =
      ReferenceTensor::allocate(generate.getType().getElementType(), shape);
  if (llvm::Error error =
          fillFromBlock(generate.getBody().front(), result, environment))
    return error;
  environment.set(generate, result);
  return llvm::Error::success();
}

llvm::Error reference::evaluatePadRegion(Operation *op, ReferenceTensor &padded,
                                         Environment &environment) {
  auto pad = cast<tensor::PadOp>(op);
  return fillFromBlock(pad.getRegion().front(), padded, environment);
}
