//===- LaneProgram.cpp - Scalar regions on blocks of points ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaneProgram.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Space and lanes
//===----------------------------------------------------------------------===//

llvm::Error PointSpace::forEachBlock(
    llvm::function_ref<llvm::Error(ArrayRef<int64_t>, int64_t)> visit) const {
  if (llvm::is_contained(loops, 0))
    return llvm::Error::success();
  SmallVector<int64_t> index(loops.size(), 0);
  if (loops.empty())
    return visit(index, 1);
  while (true) {
    int64_t count = std::min(blockSize, loops[blockLoop] - index[blockLoop]);
    if (llvm::Error error = visit(index, count))
      return error;
    size_t loop = loops.size();
    while (loop > 0) {
      --loop;
      index[loop] += loop == blockLoop ? count : 1;
      if (index[loop] < loops[loop])
        break;
      index[loop] = 0;
      if (loop == 0)
        return llvm::Error::success();
    }
  }
}

void reference::readLane(const ReferenceTensor &tensor, int64_t offset,
                         LaneSpan &target, int64_t i) {
  if (tensor.isFloat())
    target.value[i] = tensor.getValue(offset);
  else
    target.integer[i] = tensor.getInteger(offset);
  target.bound[i] = tensor.getBound(offset);
}

void reference::setUnknown(LaneSpan &target, int64_t i) {
  target.value[i] = 0;
  target.integer[i] = 0;
  target.bound[i] = kInfinity;
}

LaneSpan *LaneProgram::getLanes(Value value) {
  std::unique_ptr<LaneSpan> &entry = lanes[value];
  if (!entry)
    entry = std::make_unique<LaneSpan>();
  return entry.get();
}

//===----------------------------------------------------------------------===//
// Making a program
//===----------------------------------------------------------------------===//

/// Whether the reference has lanes for values of a type.
static bool isScalar(Type type) {
  return type.isIntOrIndexOrFloat() && getReferenceKind(type);
}

llvm::Error LaneProgram::bindCaptured(Value value) {
  if (lanes.contains(value) || value.getParentBlock() == &block)
    return llvm::Error::success();
  readLanes(*environment.get(value), 0, 0, kLanes, *getLanes(value));
  return llvm::Error::success();
}

llvm::Error LaneProgram::addConstant(Operation &op, TypedAttr value) {
  std::optional<ReferenceTensor> constant = createConstant(value);
  if (!constant || constant->getRank() != 0)
    return createUnsupportedError(&op);
  readLanes(*constant, 0, 0, kLanes, *getLanes(op.getResult(0)));
  return llvm::Error::success();
}

/// An op with regions, or on tensors from outside: its evaluator runs on one
/// point after the other.
llvm::Error LaneProgram::addPointwise(Operation &op) {
  Step step = {&op, nullptr, {}, {}, {}};
  llvm::SetVector<Value> read(op.operand_begin(), op.operand_end());
  getUsedValuesDefinedAbove(op.getRegions(), read);
  for (Value value : read) {
    if (value.getParentBlock() != &block)
      continue; // the environment has it
    if (!isScalar(value.getType()))
      return createUnsupportedError(&op);
    step.read.push_back(value);
    step.operands.push_back(getLanes(value));
  }
  for (Value result : op.getResults()) {
    if (!isScalar(result.getType()))
      return createUnsupportedError(&op);
    step.results.push_back(getLanes(result));
  }
  steps.push_back(std::move(step));
  return llvm::Error::success();
}

llvm::Error LaneProgram::add(Operation &op) {
  Attribute constant;
  if (op.getNumResults() == 1 && matchPattern(&op, m_Constant(&constant)))
    if (auto typed = dyn_cast<TypedAttr>(constant))
      return addConstant(op, typed);
  if (auto index = dyn_cast<linalg::IndexOp>(op)) {
    addIndex(index, index.getDim());
    return llvm::Error::success();
  }
  LaneFunction function = nullptr;
  ValueRange scalars = op.getOperands();
  auto extract = dyn_cast<tensor::ExtractOp>(op);
  if (extract && extract.getTensor().getParentBlock() != &block) {
    scalars = extract.getIndices();
  } else {
    function = lookupLaneFunction(&op);
    if (!function || !llvm::all_of(op.getOperandTypes(), isScalar))
      return addPointwise(op);
  }
  Step step = {&op, function, {}, {}, {}};
  for (Value operand : scalars) {
    if (llvm::Error error = bindCaptured(operand))
      return error;
    step.operands.push_back(getLanes(operand));
  }
  for (Value result : op.getResults())
    step.results.push_back(getLanes(result));
  steps.push_back(std::move(step));
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

void LaneProgram::runExtract(const Step &step, int64_t count) {
  const ReferenceTensor &tensor =
      *environment.get(cast<tensor::ExtractOp>(step.op).getTensor());
  for (int64_t i = 0; i < count; ++i) {
    int64_t offset = 0;
    bool isKnown = true;
    for (auto [operand, size] :
         llvm::zip_equal(step.operands, tensor.getShape())) {
      offset = offset * size + operand->integer[i];
      isKnown &= operand->bound[i] == 0 && operand->integer[i] >= 0 &&
                 operand->integer[i] < size;
    }
    if (isKnown)
      readLane(tensor, offset, *step.results[0], i);
    else
      setUnknown(*step.results[0], i);
  }
}

llvm::Error LaneProgram::runPointwise(const Step &step, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    for (auto [value, operand] : llvm::zip_equal(step.read, step.operands)) {
      ReferenceTensor scalar = ReferenceTensor::allocate(value.getType(), {});
      if (scalar.isFloat())
        scalar.write(0, 1, 1, &operand->value[i], &operand->bound[i]);
      else
        scalar.writeIntegers(0, 1, 1, &operand->integer[i], &operand->bound[i]);
      environment.set(value, std::move(scalar));
    }
    if (llvm::Error error = environment.evaluate(step.op))
      return error;
    for (auto [value, result] :
         llvm::zip_equal(step.op->getResults(), step.results))
      readLane(*environment.get(value), 0, *result, i);
  }
  return llvm::Error::success();
}

llvm::Error LaneProgram::run(const PointSpace &space, ArrayRef<int64_t> index,
                             int64_t count) {
  for (auto [loop, target] : indices) {
    bool moves = !space.loops.empty() && loop == space.blockLoop;
    for (int64_t i = 0; i < count; ++i) {
      target->integer[i] = index[loop] + (moves ? i : 0);
      target->bound[i] = 0;
    }
  }
  for (const Step &step : steps) {
    if (step.function) {
      if (!step.results.empty())
        step.function({step.op, step.operands, step.results, count});
    } else if (isa<tensor::ExtractOp>(step.op)) {
      runExtract(step, count);
    } else if (llvm::Error error = runPointwise(step, count)) {
      return error;
    }
  }
  return llvm::Error::success();
}
