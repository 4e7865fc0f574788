//===- SweepAnalysis.cpp - Extents, stages and sweeps of a kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"

using namespace mlir;
using namespace mlir::norm;

FloatAttr norm::getNeutralValue(ReductionKind kind, FloatType type) {
  const llvm::fltSemantics &semantics = type.getFloatSemantics();
  if (kind == ReductionKind::Add)
    return FloatAttr::get(type, APFloat::getZero(semantics));
  return FloatAttr::get(type,
                        APFloat::getInf(semantics, kind == ReductionKind::Max));
}

std::optional<int64_t> norm::getOperandBytes(Type type) {
  auto shaped = cast<ShapedType>(type);
  if (!shaped.hasStaticShape())
    return std::nullopt;
  if (llvm::is_contained(shaped.getShape(), 0))
    return 0;
  int64_t bytes = getElementBytes(type);
  for (int64_t size : shaped.getShape())
    if (llvm::MulOverflow(bytes, size, bytes))
      return std::nullopt;
  return bytes;
}

SweepAnalysis::SweepAnalysis(KernelOp kernel)
    : kernel(kernel), extents(kernel.getExtents()),
      reduced(kernel.getNumDims()), outer(kernel.getNumDims()) {
  for (int64_t dim : kernel.getInnerReduced())
    reduced.set(dim);
  for (int64_t dim : kernel.getOuterReduced())
    outer.set(dim);
  Block &block = kernel.getBody().front();
  unsigned last = 0;
  for (BlockArgument argument : block.getArguments())
    places[argument] = places.size();
  for (Operation &op : block.without_terminator()) {
    unsigned stage = 0;
    for (Value operand : op.getOperands())
      stage = std::max(stage, getStage(operand));
    auto reduce = dyn_cast<ReduceOp>(op);
    if (reduce && !kernel.isOuter(reduce)) {
      reductions.resize(std::max<size_t>(reductions.size(), stage + 1));
      reductions[stage].push_back(reduce);
      last = std::max(last, stage);
      ++stage;
    }
    for (Value result : op.getResults()) {
      stages[result] = stage;
      places[result] = places.size();
    }
  }
  for (auto [index, value] : llvm::enumerate(kernel.getYielded())) {
    if (kernel.getOuterReduction(index)) {
      unsigned stage = getStage(value);
      accumulated.resize(std::max<size_t>(accumulated.size(), stage + 1));
      accumulated[stage].push_back(index);
      last = std::max(last, stage);
      continue;
    }
    // A value may be written to more elements than it has.
    llvm::SmallBitVector varying = getExtent(value);
    KernelAccess access =
        KernelAccess::get(kernel, kernel.getInputs().size() + index);
    for (unsigned dim = 0; dim < varying.size(); ++dim)
      if (access.variesAlong(dim))
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
  accumulated.resize(numSweeps);
}

llvm::SmallBitVector SweepAnalysis::getExtent(Value value) const {
  auto known = extents.find(value);
  return known == extents.end() ? llvm::SmallBitVector(reduced.size())
                                : known->second;
}

llvm::SetVector<Value>
SweepAnalysis::getNeeded(ArrayRef<Value> roots,
                         function_ref<bool(Value)> isKept) const {
  SmallVector<Value> work(roots), needed;
  llvm::DenseSet<Value> seen;
  while (!work.empty()) {
    Value value = work.pop_back_val();
    if (!places.contains(value) || value.getDefiningOp<ReduceOp>() ||
        !seen.insert(value).second)
      continue;
    needed.push_back(value);
    if (isKept && isKept(value))
      continue;
    if (Operation *def = value.getDefiningOp())
      llvm::append_range(work, def->getOperands());
  }
  llvm::sort(needed, [&](Value a, Value b) {
    return places.lookup(a) < places.lookup(b);
  });
  return llvm::SetVector<Value>(needed.begin(), needed.end());
}

llvm::SetVector<Value>
SweepAnalysis::getNeeded(unsigned sweep,
                         function_ref<bool(Value)> isKept) const {
  SmallVector<Value> roots;
  for (ReduceOp reduce : reductions[sweep])
    roots.push_back(reduce->getOperand(0));
  OperandRange yielded = kernel.getYielded();
  for (unsigned output : outputs[sweep])
    roots.push_back(yielded[output]);
  for (unsigned output : accumulated[sweep])
    roots.push_back(kernel.getOuterReduction(output).getInput());
  return getNeeded(roots, isKept);
}

llvm::SetVector<Value>
SweepAnalysis::getNeededFor(ArrayRef<unsigned> which) const {
  OperandRange yielded = kernel.getYielded();
  return getNeeded(llvm::map_to_vector(
      which, [&](unsigned output) -> Value { return yielded[output]; }));
}

llvm::SmallBitVector SweepAnalysis::getShared() const {
  llvm::SmallBitVector shared(kernel.getNumDims(), reduced.any());
  shared.reset(reduced);
  shared.reset(outer);
  for (unsigned sweep = 0; sweep < numSweeps; ++sweep) {
    for (Value value : getNeeded(sweep))
      shared.reset(getExtent(value));
    for (unsigned output : outputs[sweep]) {
      KernelAccess access =
          KernelAccess::get(kernel, kernel.getInputs().size() + output);
      for (unsigned dim = 0; dim < shared.size(); ++dim)
        if (access.variesAlong(dim))
          shared.reset(dim);
    }
  }
  return shared;
}

SmallVector<unsigned> SweepAnalysis::getInputs(unsigned sweep) const {
  SmallVector<unsigned> inputs;
  for (Value value : getNeeded(sweep))
    if (auto argument = dyn_cast<BlockArgument>(value))
      if (reduced.none() || getExtent(value).anyCommon(reduced))
        inputs.push_back(argument.getArgNumber());
  return inputs;
}

bool SweepAnalysis::reducesOnly() const {
  return numSweeps == 1 && reduced.any() &&
         llvm::all_of(kernel.getYielded(), [](Value value) {
           return value.getDefiningOp<ReduceOp>();
         });
}

std::optional<int64_t> SweepAnalysis::getBytes(unsigned sweep) const {
  // An input that several maps read is read once.
  llvm::SetVector<Value> walked;
  for (unsigned input : getInputs(sweep))
    walked.insert(kernel.getInputs()[input]);
  int64_t bytes = 0;
  auto add = [&](Value operand) {
    std::optional<int64_t> own = getOperandBytes(operand.getType());
    return own && !llvm::AddOverflow(bytes, *own, bytes);
  };
  for (Value input : walked)
    if (!add(input))
      return std::nullopt;
  for (unsigned output :
       llvm::concat<const unsigned>(outputs[sweep], accumulated[sweep]))
    if (!add(kernel.getInits()[output]))
      return std::nullopt;
  return bytes;
}
