//===- LinalgEvaluator.cpp - linalg ops through their maps and bodies ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every linalg op with a body is evaluated alike: the iteration space is walked
// in blocks along one loop, operands are read through their indexing maps, the
// body runs on the block. Sums (a body that yields addf of its accumulator and
// something else) are compensated.
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"
#include "LaneProgram.h"
#include "LinalgReduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

namespace {

class LinalgEvaluation {
public:
  LinalgEvaluation(linalg::LinalgOp op, Environment &environment)
      : op(op), environment(environment), program(*op.getBlock(), environment) {
  }

  llvm::Error run();

private:
  llvm::Error computeLoops();
  llvm::Error compileBody();
  LaneSpan *getLanes(Value value) { return program.getLanes(value); }

  void findCombiners();
  void chooseBlockLoop();
  void initializeAccumulators();
  llvm::Error runBody(ArrayRef<int64_t> index, int64_t count);
  void readOperand(unsigned operand, ArrayRef<int64_t> index, int64_t count,
                   LaneSpan &lanes);
  void loadAccumulators(ArrayRef<int64_t> index, int64_t count);
  void accumulate(ArrayRef<int64_t> index, int64_t count);
  void writeBlock(ArrayRef<int64_t> index, int64_t count);
  void finishReduction();

  unsigned getOutputOperand(unsigned k) {
    return op.getDpsInitOperand(k)->getOperandNumber();
  }

  linalg::LinalgOp op;
  Environment &environment;
  PointSpace space;
  SmallVector<int64_t> &loops = space.loops;
  SmallVector<Access> accesses; // by operand
  bool isReduction = false;
  LaneProgram program;
  SmallVector<Value> yields;
  SmallVector<Accumulator> accumulators;
  SmallVector<ReferenceTensor> results;
};

} // namespace

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

llvm::Error LinalgEvaluation::computeLoops() {
  SmallVector<int64_t> sizes;
  for (Value operand : op->getOperands())
    llvm::append_range(sizes, environment.get(operand)->getShape());
  AffineMap shapesToLoops = op.getShapesToLoopsMap();
  if (!shapesToLoops)
    return createUnsupportedError(op);
  loops = shapesToLoops.compose(sizes);
  isReduction = op.getNumReductionLoops() > 0;
  for (OpOperand &operand : op->getOpOperands()) {
    ArrayRef<int64_t> shape = environment.get(operand.get())->getShape();
    accesses.push_back(
        Access(op.getMatchingIndexingMap(&operand), shape, loops));
    if (accesses.back().isOutOfBounds())
      return createError(
          "'" + op->getName().getStringRef() + "' expects operand " +
          std::to_string(operand.getOperandNumber()) + " to hold iterations " +
          writeShape(loops) + "; got shape " + writeShape(shape));
  }
  return llvm::Error::success();
}

/// Blocks run along the longest loop that allows them, in general a parallel
/// one, in a reduction by combiners any; among long ones along that which most
/// operands walk element by element.
void LinalgEvaluation::chooseBlockLoop() {
  bool combinesAll = llvm::all_of(
      accumulators, [](const Accumulator &a) { return a.combiner; });
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  std::pair<int64_t, int64_t> best = {0, 0};
  for (unsigned loop = 0; loop < loops.size(); ++loop) {
    bool isParallel = iterators[loop] == utils::IteratorType::parallel;
    bool isUsable = isParallel || combinesAll;
    // A block must not meet one element of an output twice.
    if (isReduction && !combinesAll)
      for (unsigned k = 0; k < op.getNumDpsInits(); ++k)
        isUsable &=
            accesses[getOutputOperand(k)].getStride(loop).value_or(0) != 0;
    int64_t close = llvm::count_if(accesses, [&](const Access &access) {
      std::optional<int64_t> stride = access.getStride(loop);
      return stride == 0 || stride == 1;
    });
    std::pair<int64_t, int64_t> score = {std::min(loops[loop], kLanes), close};
    if (isUsable && score >= best) {
      best = score;
      space.blockLoop = loop;
      space.blockSize = kLanes;
    }
  }
}

//===----------------------------------------------------------------------===//
// Body
//===----------------------------------------------------------------------===//

llvm::Error LinalgEvaluation::compileBody() {
  Block *block = op.getBlock();
  // Combiners run on the accumulators, not in the body.
  llvm::SmallPtrSet<Operation *, 4> combiners;
  for (const Accumulator &accumulator : accumulators)
    if (accumulator.combiner)
      combiners.insert(accumulator.combiner);
  for (BlockArgument argument : block->getArguments()) {
    if (!getReferenceKind(argument.getType()))
      return createUnsupportedError(op);
    getLanes(argument);
  }
  for (Operation &bodyOp : block->without_terminator())
    if (!combiners.contains(&bodyOp))
      if (llvm::Error error = program.add(bodyOp))
        return error;
  for (Value yield : yields)
    if (llvm::Error error = program.bindCaptured(yield))
      return error;
  for (const Accumulator &accumulator : accumulators)
    if (accumulator.combiner)
      if (llvm::Error error = program.bindCaptured(accumulator.term))
        return error;
  return llvm::Error::success();
}

void LinalgEvaluation::readOperand(unsigned operand, ArrayRef<int64_t> index,
                                   int64_t count, LaneSpan &target) {
  const ReferenceTensor &tensor = *environment.get(op->getOperand(operand));
  const Access &access = accesses[operand];
  if (std::optional<int64_t> stride =
          loops.empty() ? 0 : access.getStride(space.blockLoop))
    return readLanes(tensor, access.getOffset(index), *stride, count, target);
  SmallVector<int64_t> at(index);
  for (int64_t i = 0; i < count; ++i, ++at[space.blockLoop]) {
    int64_t offset = access.getOffset(at);
    if (offset < 0)
      setUnknown(target, i);
    else
      readLane(tensor, offset, target, i);
  }
}

llvm::Error LinalgEvaluation::runBody(ArrayRef<int64_t> index, int64_t count) {
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    bool isAccumulator =
        isReduction && op.isDpsInit(&operand); // comes from its own memory
    if (!argument.use_empty() && !isAccumulator)
      readOperand(operand.getOperandNumber(), index, count,
                  *getLanes(argument));
  }
  return program.run(space, index, count);
}

void LinalgEvaluation::writeBlock(ArrayRef<int64_t> index, int64_t count) {
  for (auto [k, yield] : llvm::enumerate(yields)) {
    const Access &access = accesses[getOutputOperand(k)];
    int64_t stride = loops.empty() ? 1 : *access.getStride(space.blockLoop);
    writeLanes(results[k], access.getOffset(index), stride, count,
               *getLanes(yield));
  }
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// Recognizes `combiner(accumulator, term)` with no other use of the
/// accumulator.
void LinalgEvaluation::findCombiners() {
  for (auto [k, yield] : llvm::enumerate(yields)) {
    Accumulator accumulator;
    BlockArgument argument = op.getRegionOutputArgs()[k];
    Operation *combiner = yield.getDefiningOp();
    bool isCombiner =
        combiner && combiner->getBlock() == op.getBlock() &&
        combiner->getNumOperands() == 2 && argument.hasOneUse() &&
        yield.hasOneUse() && lookupLaneFunction(combiner) &&
        llvm::is_contained(combiner->getOperands(), Value(argument));
    if (isCombiner) {
      accumulator.combiner = combiner;
      accumulator.function = lookupLaneFunction(combiner);
      accumulator.isSum = isa<arith::AddFOp>(combiner);
      if (auto chain = combiner->getAttrOfType<IntegerAttr>(
              NormDialect::getChainAttrName()))
        accumulator.chain = chain.getInt();
      accumulator.accumulatorIsFirst = combiner->getOperand(0) == argument;
      accumulator.term =
          combiner->getOperand(accumulator.accumulatorIsFirst ? 1 : 0);
    }
    accumulators.push_back(std::move(accumulator));
  }
}

void LinalgEvaluation::initializeAccumulators() {
  for (auto [k, accumulator] : llvm::enumerate(accumulators))
    accumulator.initialize(*environment.get(op.getDpsInitOperand(k)->get()));
}

void LinalgEvaluation::loadAccumulators(ArrayRef<int64_t> index,
                                        int64_t count) {
  for (auto [k, accumulator] : llvm::enumerate(accumulators)) {
    if (accumulator.combiner)
      continue;
    const Access &access = accesses[getOutputOperand(k)];
    int64_t offset = access.getOffset(index);
    int64_t stride = count == 1 ? 0 : *access.getStride(space.blockLoop);
    LaneSpan &target = *getLanes(op.getRegionOutputArgs()[k]);
    for (int64_t i = 0; i < count; ++i, offset += stride) {
      if (accumulator.values.empty())
        target.integer[i] = accumulator.integers[offset];
      else
        target.value[i] = accumulator.values[offset];
      target.bound[i] = accumulator.bounds[offset];
    }
  }
}

void LinalgEvaluation::accumulate(ArrayRef<int64_t> index, int64_t count) {
  for (auto [k, accumulator] : llvm::enumerate(accumulators)) {
    const Access &access = accesses[getOutputOperand(k)];
    int64_t offset = access.getOffset(index);
    int64_t stride =
        loops.empty() ? 0 : access.getStride(space.blockLoop).value_or(0);
    if (accumulator.combiner) {
      accumulator.combine(*getLanes(accumulator.term), offset, stride, count);
      continue;
    }
    const LaneSpan &after = *getLanes(yields[k]);
    for (int64_t i = 0; i < count; ++i, offset += stride) {
      if (accumulator.integers.empty())
        accumulator.values[offset] = after.value[i];
      else
        accumulator.integers[offset] = after.integer[i];
      accumulator.bounds[offset] = after.bound[i];
    }
  }
}

void LinalgEvaluation::finishReduction() {
  SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
  double count = 1;
  for (auto [size, iterator] : llvm::zip_equal(loops, iterators))
    if (iterator == utils::IteratorType::reduction)
      count *= static_cast<double>(size);
  for (auto [result, accumulator] : llvm::zip_equal(results, accumulators))
    accumulator.finish(count, result);
}

//===----------------------------------------------------------------------===//
// Driver
//===----------------------------------------------------------------------===//

llvm::Error LinalgEvaluation::run() {
  if (llvm::Error error = computeLoops())
    return error;
  yields = llvm::to_vector(op.getBlock()->getTerminator()->getOperands());
  if (isReduction)
    findCombiners();
  if (llvm::Error error = compileBody())
    return error;
  chooseBlockLoop();
  for (OpOperand &output : op.getDpsInitsMutable()) {
    const ReferenceTensor &initial = *environment.get(output.get());
    results.push_back(ReferenceTensor::allocate(initial.getElementType(),
                                                initial.getShape()));
  }
  if (isReduction)
    initializeAccumulators();
  llvm::Error error = space.forEachBlock(
      [&](ArrayRef<int64_t> index, int64_t count) -> llvm::Error {
        if (isReduction)
          loadAccumulators(index, count);
        if (llvm::Error error = runBody(index, count))
          return error;
        if (isReduction)
          accumulate(index, count);
        else
          writeBlock(index, count);
        return llvm::Error::success();
      });
  if (error)
    return error;
  if (isReduction)
    finishReduction();
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), results))
    environment.set(value, tensor);
  return llvm::Error::success();
}

llvm::Error reference::evaluateLinalg(Operation *op, Environment &environment) {
  auto linalgOp = cast<linalg::LinalgOp>(op);
  if (!linalgOp.hasPureTensorSemantics())
    return createUnsupportedError(op);
  return LinalgEvaluation(linalgOp, environment).run();
}
