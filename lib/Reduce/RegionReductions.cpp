//===- RegionReductions.cpp - Loops and conditions without themselves ---*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

using namespace mlir;
using namespace mlir::norm;

/// Puts the ops of `body` in the place of `op`, with `values` for its arguments
/// and what it yields for the results of `op`, if they fit.
static void replaceByBody(Candidate &candidate, Operation *op, Block &body,
                          ValueRange values) {
  Operation *terminator = body.getTerminator();
  if (values.getTypes() != body.getArgumentTypes() ||
      terminator->getOperandTypes() != op->getResultTypes())
    return;
  for (auto [argument, value] : llvm::zip_equal(body.getArguments(), values))
    argument.replaceAllUsesWith(value);
  op->replaceAllUsesWith(terminator->getOperands());
  op->getBlock()->getOperations().splice(op->getIterator(),
                                         body.getOperations(), body.begin(),
                                         terminator->getIterator());
  candidate.eraseLater(op);
}

/// The first turn of a loop: its variables begin, and so do the values that it
/// carries.
static void takeFirstTurn(Candidate &candidate, LoopLikeOpInterface loop) {
  std::optional<SmallVector<OpFoldResult>> bounds = loop.getLoopLowerBounds();
  auto regions = loop.getLoopRegions();
  if (!bounds || regions.size() != 1 || !regions.front()->hasOneBlock())
    return;
  OpBuilder builder(loop);
  SmallVector<Value> values;
  for (OpFoldResult bound : *bounds)
    values.push_back(
        getValueOrCreateConstantIndexOp(builder, loop.getLoc(), bound));
  llvm::append_range(values, loop.getInits());
  replaceByBody(candidate, loop, regions.front()->front(), values);
}

namespace {

struct InlineRegions : Reduction {
  StringRef getName() const override { return "inline-regions"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    candidate.getModule().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (auto loop = dyn_cast<LoopLikeOpInterface>(op)) {
        changes.push_back(
            [loop](Candidate &candidate) { takeFirstTurn(candidate, loop); });
        return;
      }
      if (!isa<RegionBranchOpInterface>(op))
        return;
      for (Region &region : op->getRegions())
        if (region.hasOneBlock() && region.getNumArguments() == 0)
          changes.push_back([op, &region](Candidate &candidate) {
            replaceByBody(candidate, op, region.front(), {});
          });
    });
  }
};

} // namespace

void norm::addRegionReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<InlineRegions>());
}
