//===- Evaluator.h - Blocks, control flow and calls -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_EVALUATOR_H
#define NORM_MLIR_REFERENCE_EVALUATOR_H

#include "Environment.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::norm::reference {

using Tensors = SmallVector<ReferenceTensor>;

/// Runs blocks op by op. A tensor is dropped after its last use.
class Evaluator {
public:
  Evaluator() {
    environment.evaluate = [this](Operation *op) { return evaluateOp(op); };
  }

  llvm::Expected<Tensors> evaluateFunction(func::FuncOp function,
                                           ArrayRef<ReferenceTensor> inputs);

private:
  /// Runs a block and returns what its terminator is given.
  llvm::Expected<Tensors> evaluateBlock(Block &block,
                                        ArrayRef<ReferenceTensor> arguments);
  llvm::Error evaluateOp(Operation *op);
  llvm::Error evaluateCall(func::CallOp op);

  // ControlFlow.cpp
  llvm::Error evaluateIf(scf::IfOp op);
  llvm::Error evaluateFor(scf::ForOp op);
  llvm::Error evaluateWhile(scf::WhileOp op);
  llvm::Error evaluateIndexSwitch(scf::IndexSwitchOp op);
  llvm::Error evaluateExecuteRegion(scf::ExecuteRegionOp op);
  llvm::Error evaluateForall(scf::ForallOp op);
  /// Runs a region of one block as the rest of `op`.
  llvm::Error evaluateRegion(Operation *op, Region &region);

  llvm::Error setResults(Operation *op, llvm::Expected<Tensors> results);
  Tensors getAll(ValueRange values) const;
  /// The values of `block` that no op after each op reads.
  using LastUses = llvm::DenseMap<Operation *, SmallVector<Value>>;
  const LastUses &getLastUses(Block &block);

  Environment environment;
  llvm::DenseMap<Block *, LastUses> lastUses;
  llvm::SmallPtrSet<Operation *, 4> callStack;
};

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_EVALUATOR_H
