//===- CostModel.cpp - What is fast on a target ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

llvm::DenseSet<Value> norm::findExpensive(KernelOp kernel) {
  llvm::DenseSet<Value> expensive;
  for (Operation &op : kernel.getBody().front().without_terminator())
    if (isa<arith::DivFOp>(op) || isa<math::MathDialect>(op.getDialect()) ||
        llvm::any_of(op.getOperands(), [&](Value operand) {
          return expensive.contains(operand);
        }))
      expensive.insert(op.getResult(0));
  return expensive;
}
