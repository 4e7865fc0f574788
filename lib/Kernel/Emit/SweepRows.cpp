//===- SweepRows.cpp - Rows that are taken together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The sums of rows are formed in turn, by one loop, and what the last sweep
// needs of each row waits in vectors of one element per row. The last sweep
// then stands at all rows at once: what they share is read and converted once.
//
//===----------------------------------------------------------------------===//

#include "SweepEmitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

void SweepEmitter::forEachRow(function_ref<void()> function) {
  if (point.rows.empty())
    return function();
  Value &index = point.indices[plan.groupAxes.back()];
  for (auto [row, own] : llvm::enumerate(point.rows)) {
    point.row = row;
    index = own;
    function();
  }
  point.row = 0;
  index = point.rows.front();
}

void SweepEmitter::emitRowSums(Value from, Value count) {
  ofRows.clear();
  if (plan.sweeps.size() == 1)
    return;
  point.width = plan.width;
  for (Value value : plan.ofRows)
    ofRows.push_back(arith::ConstantOp::create(
        builder, loc,
        builder.getZeroAttr(VectorType::get(plan.rows, value.getType()))));
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  auto loop = scf::ForOp::create(builder, loc, zero, count, one, ofRows);
  OpBuilder::InsertionGuard insertion(builder);
  if (ofRows.empty())
    loop.getBody()->back().erase();
  builder.setInsertionPointToStart(loop.getBody());
  Value row = loop.getInductionVar();
  setIndex(plan.groupAxes.back(),
           arith::AddIOp::create(builder, loc, from, row));
  scopes.emplace_back();
  emitSweeps(ArrayRef(plan.sweeps).drop_back());
  for (const SweepPlan::Sweep *own : {&plan.sweeps.back(), &plan.afterwards}) {
    sweep = own;
    emitSteps(0);
  }
  emitWrites();
  SmallVector<Value> results;
  for (auto [value, before] :
       llvm::zip_equal(plan.ofRows, loop.getRegionIterArgs()))
    results.push_back(vector::InsertOp::create(builder, loc, lookup(value, 0),
                                               before, OpFoldResult(row)));
  scopes.pop_back();
  scf::YieldOp::create(builder, loc, results);
  ofRows = llvm::to_vector_of<Value>(loop.getResults());
}

void SweepEmitter::emitLastSweep(Width width, Value number) {
  point.width = width;
  haveSums = plan.sweeps.size() > 1;
  scopes.emplace_back();
  forEachRow([&] {
    OpFoldResult row = number ? OpFoldResult(number)
                              : OpFoldResult(builder.getIndexAttr(point.row));
    for (auto [value, vector] : llvm::zip(plan.ofRows, ofRows))
      scopes.back()[getKey(value, 0)] =
          vector::ExtractOp::create(builder, loc, vector, row);
  });
  emitSweeps(plan.sweeps.back());
  scopes.pop_back();
  haveSums = false;
}
