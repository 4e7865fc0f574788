//===- ControlFlow.cpp - scf ops that carry tensors and scalars ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Evaluator.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

llvm::Error reference::checkExact(Operation *op, ValueRange values,
                                  const Environment &environment) {
  for (Value value : values)
    if (!environment.get(value)->isExact() &&
        environment.get(value)->getBound(0) != 0)
      return createError("the reference cannot tell what '" +
                         op->getName().getStringRef() + "' does: operand " +
                         std::to_string(llvm::find(op->getOperands(), value) -
                                        op->operand_begin()) +
                         " is within rounding errors");
  return llvm::Error::success();
}

llvm::Error Evaluator::evaluateRegion(Operation *op, Region &region) {
  if (!region.hasOneBlock())
    return createError("the reference evaluates regions of one block; '" +
                       op->getName().getStringRef() + "' has " +
                       std::to_string(region.getBlocks().size()));
  return setResults(op, evaluateBlock(region.front(), {}));
}

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

/// Grows the bounds of `chosen` so that `other` would be right as well.
static llvm::Error joinBranches(ReferenceTensor &chosen,
                                const ReferenceTensor &other) {
  if (chosen.getShape() != ArrayRef<int64_t>(other.getShape()))
    return createError("the reference cannot tell which way 'scf.if' goes: its "
                       "condition is within rounding errors");
  ReferenceTensor joined =
      ReferenceTensor::allocate(chosen.getElementType(), chosen.getShape());
  for (int64_t i = 0; i < joined.getNumElements(); ++i) {
    double value = chosen.getValue(i), apart = value - other.getValue(i);
    bool isSame = value == other.getValue(i) ||
                  (std::isnan(value) && std::isnan(other.getValue(i)));
    double bound =
        std::max(chosen.getBound(i),
                 (isSame ? 0 : std::fabs(apart)) + other.getBound(i));
    if (joined.isFloat()) {
      joined.write(i, 1, 1, &value, &bound);
      continue;
    }
    int64_t integer = chosen.getInteger(i);
    joined.writeIntegers(i, 1, 1, &integer, &bound);
  }
  chosen = joined;
  return llvm::Error::success();
}

llvm::Error Evaluator::evaluateIf(scf::IfOp op) {
  // A copy: the branches may change the environment.
  ReferenceTensor condition = *environment.get(op.getCondition());
  Region &taken =
      condition.getInteger(0) ? op.getThenRegion() : op.getElseRegion();
  Region &other =
      condition.getInteger(0) ? op.getElseRegion() : op.getThenRegion();
  if (condition.isExact())
    return taken.empty() ? llvm::Error::success() : evaluateRegion(op, taken);
  if (op.getNumResults() == 0)
    return llvm::Error::success();
  // Compiled code may go either way.
  llvm::Expected<Tensors> results = evaluateBlock(taken.front(), {});
  if (!results)
    return results.takeError();
  llvm::Expected<Tensors> others = evaluateBlock(other.front(), {});
  if (!others)
    return others.takeError();
  for (auto [chosen, rejected] : llvm::zip_equal(*results, *others))
    if (llvm::Error error = joinBranches(chosen, rejected))
      return error;
  return setResults(op, std::move(results));
}

llvm::Error Evaluator::evaluateIndexSwitch(scf::IndexSwitchOp op) {
  if (llvm::Error error = checkExact(op, op.getArg(), environment))
    return error;
  int64_t argument = environment.getInteger(op.getArg());
  for (auto [value, region] :
       llvm::zip_equal(op.getCases(), op.getCaseRegions()))
    if (value == argument)
      return evaluateRegion(op, region);
  return evaluateRegion(op, op.getDefaultRegion());
}

llvm::Error Evaluator::evaluateExecuteRegion(scf::ExecuteRegionOp op) {
  return evaluateRegion(op, op.getRegion());
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

llvm::Error Evaluator::evaluateFor(scf::ForOp op) {
  Value limits[] = {op.getLowerBound(), op.getUpperBound(), op.getStep()};
  if (llvm::Error error = checkExact(op, limits, environment))
    return error;
  int64_t lower = environment.getInteger(op.getLowerBound());
  int64_t upper = environment.getInteger(op.getUpperBound());
  int64_t step = environment.getInteger(op.getStep());
  if (step <= 0)
    return createError("'scf.for' expects a positive step; got " +
                       std::to_string(step));
  auto isBefore = [&](int64_t a, int64_t b) {
    return op.getUnsignedCmp() ? uint64_t(a) < uint64_t(b) : a < b;
  };
  Tensors carried = getAll(op.getInitArgs());
  for (int64_t i = lower; isBefore(i, upper);) {
    Tensors arguments = {
        ReferenceTensor::createInteger(op.getInductionVar().getType(), i)};
    arguments.append(carried.begin(), carried.end());
    llvm::Expected<Tensors> yielded = evaluateBlock(*op.getBody(), arguments);
    if (!yielded)
      return yielded.takeError();
    carried = std::move(*yielded);
    // The last step may pass the end of the type.
    if (uint64_t(upper) - uint64_t(i) <= uint64_t(step))
      break;
    i += step;
  }
  return setResults(op, std::move(carried));
}

llvm::Error Evaluator::evaluateWhile(scf::WhileOp op) {
  Tensors carried = getAll(op.getInits());
  while (true) {
    llvm::Expected<Tensors> before =
        evaluateBlock(*op.getBeforeBody(), carried);
    if (!before)
      return before.takeError();
    // The condition, then what the loop goes on or ends with.
    ReferenceTensor condition = before->front();
    if (!condition.isExact())
      return createError("the reference cannot tell when 'scf.while' ends: its "
                         "condition is within rounding errors");
    before->erase(before->begin());
    if (!condition.getInteger(0))
      return setResults(op, std::move(before));
    llvm::Expected<Tensors> after = evaluateBlock(*op.getAfterBody(), *before);
    if (!after)
      return after.takeError();
    carried = std::move(*after);
  }
}

/// Iterations run in order; what they insert in parallel goes into the shared
/// outputs one after the other.
llvm::Error Evaluator::evaluateForall(scf::ForallOp op) {
  if (llvm::Error error = checkExact(
          op, op.getOperands().drop_back(op.getOutputs().size()), environment))
    return error;
  SmallVector<int64_t> lower = resolve(op.getMixedLowerBound(), environment);
  SmallVector<int64_t> upper = resolve(op.getMixedUpperBound(), environment);
  SmallVector<int64_t> step = resolve(op.getMixedStep(), environment);
  // Iterations read the outputs as they were.
  Tensors initial = getAll(op.getOutputs()), written = initial;
  SmallVector<int64_t> at(lower);
  bool isEmpty = false;
  for (size_t d = 0; d < at.size(); ++d) {
    if (step[d] <= 0)
      return createError("'scf.forall' expects positive steps; got " +
                         writeShape(step));
    isEmpty |= lower[d] >= upper[d];
  }
  while (!isEmpty) {
    Tensors arguments;
    for (auto [value, position] : llvm::zip_equal(op.getInductionVars(), at))
      arguments.push_back(
          ReferenceTensor::createInteger(value.getType(), position));
    arguments.append(initial.begin(), initial.end());
    llvm::Expected<Tensors> none = evaluateBlock(*op.getBody(), arguments);
    if (!none)
      return none.takeError();
    auto outputs = op.getRegionIterArgs();
    for (auto [value, tensor] : llvm::zip_equal(outputs, written))
      environment.set(value, tensor);
    for (Operation &insert : op.getTerminator().getRegion().front())
      if (llvm::Error error = evaluateOp(&insert))
        return error;
    written = getAll(ValueRange(outputs));
    size_t d = at.size();
    while (d > 0 && (at[d - 1] += step[d - 1]) >= upper[d - 1])
      --d, at[d] = lower[d];
    isEmpty = d == 0;
  }
  return setResults(op, std::move(written));
}
