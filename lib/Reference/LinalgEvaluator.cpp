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
#include "Environment.h"
#include "LinalgReduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

namespace {

/// An op of the body with its operands and result resolved to blocks.
struct BodyOp {
  Operation *op;
  LaneFunction function; // null: tensor.extract
  SmallVector<const Lanes *> operands;
  Lanes *result;
};

class LinalgEvaluation {
public:
  LinalgEvaluation(linalg::LinalgOp op, Environment &environment)
      : op(op), environment(environment) {}

  llvm::Error run();

private:
  llvm::Error computeLoops();
  llvm::Error compileBody();
  llvm::Error compileOp(Operation &bodyOp);
  Lanes *getLanes(Value value);
  /// Fills the block of a value that is the same in every iteration.
  llvm::Error bindCaptured(Value value);

  void findCombiners();
  void chooseBlockLoop();
  void initializeAccumulators();
  template <typename Visit>
  void forEachBlock(Visit visit);
  void runBody(ArrayRef<int64_t> index, int64_t count);
  void runExtract(const BodyOp &extract, int64_t count);
  void readOperand(unsigned operand, ArrayRef<int64_t> index, int64_t count,
                   Lanes &lanes);
  void loadAccumulators(ArrayRef<int64_t> index, int64_t count);
  void accumulate(ArrayRef<int64_t> index, int64_t count);
  void writeBlock(ArrayRef<int64_t> index, int64_t count);
  void finishReduction();

  unsigned getOutputOperand(unsigned k) {
    return op.getDpsInitOperand(k)->getOperandNumber();
  }

  linalg::LinalgOp op;
  Environment &environment;
  SmallVector<int64_t> loops;
  SmallVector<Access> accesses; // by operand
  bool isReduction = false;
  /// The loop that blocks run along, and the most iterations per block.
  unsigned blockLoop = 0;
  int64_t blockSize = 1;

  llvm::DenseMap<Value, std::unique_ptr<Lanes>> lanes;
  SmallVector<BodyOp> body;
  SmallVector<std::pair<unsigned, Lanes *>> indices; // of linalg.index
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
      blockLoop = loop;
      blockSize = kLanes;
    }
  }
}

template <typename Visit>
void LinalgEvaluation::forEachBlock(Visit visit) {
  if (llvm::is_contained(loops, 0))
    return;
  SmallVector<int64_t> index(loops.size(), 0);
  if (loops.empty())
    return visit(index, 1);
  while (true) {
    int64_t count = std::min(blockSize, loops[blockLoop] - index[blockLoop]);
    visit(index, count);
    size_t loop = loops.size();
    while (loop > 0) {
      --loop;
      index[loop] += loop == blockLoop ? count : 1;
      if (index[loop] < loops[loop])
        break;
      index[loop] = 0;
      if (loop == 0)
        return;
    }
  }
}

//===----------------------------------------------------------------------===//
// Body
//===----------------------------------------------------------------------===//

Lanes *LinalgEvaluation::getLanes(Value value) {
  std::unique_ptr<Lanes> &entry = lanes[value];
  if (!entry)
    entry = std::make_unique<Lanes>();
  return entry.get();
}

llvm::Error LinalgEvaluation::bindCaptured(Value value) {
  if (lanes.contains(value) || value.getParentBlock() == op.getBlock())
    return llvm::Error::success();
  readLanes(*environment.get(value), 0, 0, kLanes, *getLanes(value));
  return llvm::Error::success();
}

llvm::Error LinalgEvaluation::compileOp(Operation &bodyOp) {
  if (auto constant = dyn_cast<arith::ConstantOp>(bodyOp)) {
    std::optional<ReferenceTensor> value = createConstant(constant.getValue());
    if (!value || value->getRank() != 0)
      return createUnsupportedError(&bodyOp);
    readLanes(*value, 0, 0, kLanes, *getLanes(constant));
    return llvm::Error::success();
  }
  if (auto indexOp = dyn_cast<linalg::IndexOp>(bodyOp)) {
    indices.push_back({static_cast<unsigned>(indexOp.getDim()),
                       getLanes(indexOp.getResult())});
    return llvm::Error::success();
  }
  LaneFunction function = nullptr;
  ValueRange scalars = bodyOp.getOperands();
  if (auto extract = dyn_cast<tensor::ExtractOp>(bodyOp)) {
    scalars = extract.getIndices();
  } else {
    function = lookupLaneFunction(&bodyOp);
    if (!function)
      return createUnsupportedError(&bodyOp);
  }
  BodyOp compiled = {&bodyOp, function, {}, nullptr};
  for (Value operand : scalars) {
    if (llvm::Error error = bindCaptured(operand))
      return error;
    compiled.operands.push_back(getLanes(operand));
  }
  compiled.result = getLanes(bodyOp.getResult(0));
  body.push_back(std::move(compiled));
  return llvm::Error::success();
}

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
      if (llvm::Error error = compileOp(bodyOp))
        return error;
  for (Value yield : yields)
    if (llvm::Error error = bindCaptured(yield))
      return error;
  for (const Accumulator &accumulator : accumulators)
    if (accumulator.combiner)
      if (llvm::Error error = bindCaptured(accumulator.term))
        return error;
  return llvm::Error::success();
}

/// Reads one element into lane `i`.
static void readElement(const ReferenceTensor &tensor, int64_t offset,
                        Lanes &target, int64_t i) {
  if (tensor.isFloat())
    target.value[i] = tensor.getValue(offset);
  else
    target.integer[i] = tensor.getInteger(offset);
  target.bound[i] = tensor.getBound(offset);
}

/// Lane `i` of which nothing is known.
static void setUnknown(Lanes &target, int64_t i) {
  target.value[i] = 0;
  target.integer[i] = 0;
  target.bound[i] = kInfinity;
}

void LinalgEvaluation::readOperand(unsigned operand, ArrayRef<int64_t> index,
                                   int64_t count, Lanes &target) {
  const ReferenceTensor &tensor = *environment.get(op->getOperand(operand));
  const Access &access = accesses[operand];
  if (std::optional<int64_t> stride =
          loops.empty() ? 0 : access.getStride(blockLoop))
    return readLanes(tensor, access.getOffset(index), *stride, count, target);
  SmallVector<int64_t> at(index);
  for (int64_t i = 0; i < count; ++i, ++at[blockLoop]) {
    int64_t offset = access.getOffset(at);
    if (offset < 0)
      setUnknown(target, i);
    else
      readElement(tensor, offset, target, i);
  }
}

void LinalgEvaluation::runExtract(const BodyOp &extract, int64_t count) {
  const ReferenceTensor &tensor =
      *environment.get(cast<tensor::ExtractOp>(extract.op).getTensor());
  for (int64_t i = 0; i < count; ++i) {
    int64_t offset = 0;
    bool isKnown = true;
    for (auto [operand, size] :
         llvm::zip_equal(extract.operands, tensor.getShape())) {
      offset = offset * size + operand->integer[i];
      isKnown &= operand->bound[i] == 0 && operand->integer[i] >= 0 &&
                 operand->integer[i] < size;
    }
    if (isKnown)
      readElement(tensor, offset, *extract.result, i);
    else
      setUnknown(*extract.result, i);
  }
}

void LinalgEvaluation::runBody(ArrayRef<int64_t> index, int64_t count) {
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    bool isAccumulator =
        isReduction && op.isDpsInit(&operand); // comes from its own memory
    if (!argument.use_empty() && !isAccumulator)
      readOperand(operand.getOperandNumber(), index, count,
                  *getLanes(argument));
  }
  for (auto [loop, target] : indices)
    for (int64_t i = 0; i < count; ++i) {
      target->integer[i] = index[loop] + (loop == blockLoop ? i : 0);
      target->bound[i] = 0;
    }
  for (const BodyOp &compiled : body) {
    if (compiled.function)
      compiled.function(
          {compiled.op, compiled.operands, *compiled.result, count});
    else
      runExtract(compiled, count);
  }
}

void LinalgEvaluation::writeBlock(ArrayRef<int64_t> index, int64_t count) {
  for (auto [k, yield] : llvm::enumerate(yields)) {
    const Access &access = accesses[getOutputOperand(k)];
    int64_t stride = loops.empty() ? 1 : *access.getStride(blockLoop);
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
    int64_t stride = count == 1 ? 0 : *access.getStride(blockLoop);
    Lanes &target = *getLanes(op.getRegionOutputArgs()[k]);
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
        loops.empty() ? 0 : access.getStride(blockLoop).value_or(0);
    if (accumulator.combiner) {
      accumulator.combine(*getLanes(accumulator.term), offset, stride, count);
      continue;
    }
    const Lanes &after = *getLanes(yields[k]);
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
  if (isReduction) {
    initializeAccumulators();
    forEachBlock([&](ArrayRef<int64_t> index, int64_t count) {
      loadAccumulators(index, count);
      runBody(index, count);
      accumulate(index, count);
    });
    finishReduction();
  } else {
    forEachBlock([&](ArrayRef<int64_t> index, int64_t count) {
      runBody(index, count);
      writeBlock(index, count);
    });
  }
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
