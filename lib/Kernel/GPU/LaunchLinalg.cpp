//===- LaunchLinalg.cpp - Linalg ops that are part of no kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaunchLinalg.h"

#include "DeviceFunction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::norm;

static constexpr int64_t kThreads = 256;

/// The loops that come first and are parallel.
static unsigned countOuterParallel(linalg::LinalgOp op) {
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  return llvm::find_if(iterators,
                       [](utils::IteratorType type) {
                         return type != utils::IteratorType::parallel;
                       }) -
         iterators.begin();
}

/// The number of this thread among all.
static Value createThreadNumber(OpBuilder &builder, Location loc) {
  Value block = gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
  Value thread = gpu::ThreadIdOp::create(builder, loc, gpu::Dimension::x);
  Value size = arith::ConstantIndexOp::create(builder, loc, kThreads);
  return arith::AddIOp::create(
      builder, loc, arith::MulIOp::create(builder, loc, block, size), thread);
}

/// Has each thread run one point of `loop`, whose bounds begin at 0 and whose
/// steps are 1: that of the thread's number.
static void distribute(IRRewriter &rewriter, scf::ParallelOp loop,
                       Value number) {
  Location loc = loop.getLoc();
  rewriter.setInsertionPoint(loop);
  Value total = arith::ConstantIndexOp::create(rewriter, loc, 1);
  for (Value size : loop.getUpperBound())
    total = arith::MulIOp::create(rewriter, loc, total, size);
  Value isPoint = arith::CmpIOp::create(
      rewriter, loc, arith::CmpIPredicate::ult, number, total);
  auto choice = scf::IfOp::create(rewriter, loc, isPoint);
  rewriter.setInsertionPointToStart(choice.thenBlock());
  SmallVector<Value> indices(loop.getNumLoops());
  for (size_t i = indices.size(); i-- > 0;) {
    Value size = loop.getUpperBound()[i];
    indices[i] = arith::RemUIOp::create(rewriter, loc, number, size);
    number = arith::DivUIOp::create(rewriter, loc, number, size);
  }
  rewriter.eraseOp(loop.getBody()->getTerminator());
  rewriter.inlineBlockBefore(loop.getBody(),
                             choice.thenBlock()->getTerminator(), indices);
  rewriter.eraseOp(loop);
}

/// Writes the loops of the op inside of a function of the device.
static LogicalResult emitLoops(linalg::LinalgOp op) {
  Location loc = op.getLoc();
  IRRewriter rewriter(op.getContext());
  rewriter.setInsertionPoint(op);
  Value number = createThreadNumber(rewriter, loc);
  // Where nothing is parallel, one thread does it all.
  if (countOuterParallel(op) == 0) {
    Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    Value isFirst = arith::CmpIOp::create(
        rewriter, loc, arith::CmpIPredicate::eq, number, zero);
    auto one = scf::IfOp::create(rewriter, loc, isFirst);
    rewriter.moveOpBefore(op, one.thenBlock()->getTerminator());
    rewriter.setInsertionPoint(op);
  }
  FailureOr<linalg::LinalgLoops> loops =
      linalg::linalgOpToParallelLoops(rewriter, op);
  if (failed(loops))
    return failure();
  scf::ParallelOp outermost;
  if (!loops->empty())
    outermost = dyn_cast<scf::ParallelOp>(loops->front());
  rewriter.eraseOp(op);
  if (outermost)
    distribute(rewriter, outermost, number);
  return success();
}

LogicalResult norm::launchLinalg(OpBuilder &builder, linalg::LinalgOp op,
                                 gpu::GPUModuleOp module) {
  Location loc = op.getLoc();
  if (!op.hasPureBufferSemantics())
    return op.emitOpError() << "expects buffers; got tensors, which "
                               "one-shot-bufferize turns into buffers";
  OpBuilder::InsertionGuard insertion(builder);
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  SmallVector<Range> ranges = op.createLoopRanges(builder, loc);
  Value points = constant(1);
  for (Range range : ArrayRef(ranges).take_front(countOuterParallel(op)))
    points = builder.createOrFold<arith::MulIOp>(
        loc, points, getValueOrCreateConstantIndexOp(builder, loc, range.size));
  Value grid =
      builder.createOrFold<arith::CeilDivUIOp>(loc, points, constant(kThreads));
  Value isAny = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                      grid, constant(0));
  auto choice = scf::IfOp::create(builder, loc, isAny);
  builder.setInsertionPointToStart(choice.thenBlock());
  DeviceFunction device(builder,
                        cast<DestinationStyleOpInterface>(op.getOperation()),
                        module, kThreads);
  device.launch(builder, grid);
  if (failed(emitLoops(cast<linalg::LinalgOp>(device.getOp()))))
    return op.emitOpError("has no lowering to loops");
  op.erase();
  return success();
}
