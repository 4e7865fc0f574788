//===- CostModel.cpp - What is fast on a target ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostModel.h"

#include "CPU/CPUCostModel.h"
#include "GPU/GPUCostModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

std::unique_ptr<CostModel>
norm::createCostModel(Operation *op, StringRef target, StringRef chip) {
  if (target == "cpu")
    return std::make_unique<CPUCostModel>();
  if (target == "nvvm")
    return std::make_unique<GPUCostModel>(chip);
  op->emitError() << "expects a target that has a cost model, cpu or nvvm; "
                     "got \""
                  << target << "\"";
  return nullptr;
}

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
