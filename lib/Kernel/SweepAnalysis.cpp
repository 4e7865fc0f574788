//===- SweepAnalysis.cpp - Extents, stages and sweeps of a kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/SweepAnalysis.h"

using namespace mlir;
using namespace mlir::norm;

SweepAnalysis::SweepAnalysis(KernelOp kernel)
    : kernel(kernel), extents(kernel.getExtents()),
      reduced(kernel.getNumDims()) {
  Block &block = kernel.getBody().front();
  unsigned last = 0;
  for (Operation &op : block.without_terminator()) {
    unsigned stage = 0;
    for (Value operand : op.getOperands())
      stage = std::max(stage, getStage(operand));
    if (auto reduce = dyn_cast<ReduceOp>(op)) {
      reductions.resize(std::max<size_t>(reductions.size(), stage + 1));
      reductions[stage].push_back(reduce);
      for (int64_t dim : reduce.getOver())
        reduced.set(dim);
      last = std::max(last, stage);
      ++stage;
    }
    for (Value result : op.getResults())
      stages[result] = stage;
  }
  for (auto [index, value] : llvm::enumerate(kernel.getYielded())) {
    // A value may be written to more elements than it has.
    llvm::SmallBitVector varying = getExtent(value);
    AffineMap map = kernel.getInitMap(index);
    for (unsigned dim = 0; dim < varying.size(); ++dim)
      if (map.isFunctionOfDim(dim))
        varying.set(dim);
    // Without reductions, every result is written as the space is walked.
    if (reduced.any() && !varying.anyCommon(reduced)) {
      groupOutputs.push_back(index);
      continue;
    }
    unsigned stage = getStage(value);
    outputs.resize(std::max<size_t>(outputs.size(), stage + 1));
    outputs[stage].push_back(index);
    last = std::max(last, stage);
  }
  numSweeps = last + 1;
  reductions.resize(numSweeps);
  outputs.resize(numSweeps);
}

llvm::SmallBitVector SweepAnalysis::getExtent(Value value) const {
  auto known = extents.find(value);
  return known == extents.end() ? llvm::SmallBitVector(reduced.size())
                                : known->second;
}

llvm::SetVector<Value> SweepAnalysis::getNeeded(ArrayRef<Value> roots) const {
  llvm::DenseSet<Value> needed(roots.begin(), roots.end());
  Block &block = *kernel->getRegion(0).begin();
  for (Operation &op : llvm::reverse(block.without_terminator())) {
    bool isNeeded = llvm::any_of(
        op.getResults(), [&](Value result) { return needed.contains(result); });
    if (isNeeded && !isa<ReduceOp>(op))
      needed.insert_range(op.getOperands());
  }
  llvm::SetVector<Value> ordered;
  for (BlockArgument argument : block.getArguments())
    if (needed.contains(argument))
      ordered.insert(argument);
  for (Operation &op : block.without_terminator())
    for (Value result : op.getResults())
      if (needed.contains(result) && !isa<ReduceOp>(op))
        ordered.insert(result);
  return ordered;
}

llvm::SetVector<Value> SweepAnalysis::getNeeded(unsigned sweep) const {
  SmallVector<Value> roots;
  for (ReduceOp reduce : reductions[sweep])
    roots.push_back(reduce->getOperand(0));
  OperandRange yielded = KernelOp(kernel).getYielded();
  for (unsigned output : outputs[sweep])
    roots.push_back(yielded[output]);
  return getNeeded(roots);
}

llvm::SetVector<Value> SweepAnalysis::getNeededByGroup() const {
  SmallVector<Value> roots;
  OperandRange yielded = KernelOp(kernel).getYielded();
  for (unsigned output : groupOutputs)
    roots.push_back(yielded[output]);
  return getNeeded(roots);
}

SmallVector<unsigned> SweepAnalysis::getInputs(unsigned sweep) const {
  SmallVector<unsigned> inputs;
  for (Value value : getNeeded(sweep))
    if (auto argument = dyn_cast<BlockArgument>(value))
      if (reduced.none() || getExtent(value).anyCommon(reduced))
        inputs.push_back(argument.getArgNumber());
  return inputs;
}

std::optional<int64_t> SweepAnalysis::getBytes(unsigned sweep) const {
  KernelOp op = kernel;
  int64_t bytes = 0;
  auto add = [&](Value operand) {
    auto type = cast<ShapedType>(operand.getType());
    if (!type.hasStaticShape())
      return false;
    bytes += type.getNumElements() *
             llvm::divideCeil(type.getElementTypeBitWidth(), 8);
    return true;
  };
  // An input that several maps read is read once.
  llvm::SetVector<Value> read;
  for (unsigned input : getInputs(sweep))
    read.insert(op.getInputs()[input]);
  for (Value input : read)
    if (!add(input))
      return std::nullopt;
  for (unsigned output : outputs[sweep])
    if (!add(op.getInits()[output]))
      return std::nullopt;
  return bytes;
}
