//===- KernelEvaluator.cpp - norm.kernel, one value after the other ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaneProgram.h"
#include "LinalgReduction.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

namespace {

/// Reductions are evaluated one by one, in order, each in a sweep of its own
/// over the dimensions that its operand varies along and those that it reduces;
/// later sweeps read their values as if they were inputs.
class KernelEvaluation {
public:
  KernelEvaluation(KernelOp op, Environment &environment)
      : op(op), environment(environment), block(op.getBody().front()),
        extents(op.getExtents()) {}

  llvm::Error run();

private:
  /// A value that a sweep reads from a tensor at every point.
  struct Source {
    const ReferenceTensor *tensor;
    Access access;
    LaneSpan *lanes;
    /// What it is where the tensor has no element; may be null.
    const ReferenceTensor *outside;
  };

  llvm::Error readOutside();
  llvm::Error evaluateReduction(ReduceOp reduce);
  llvm::Expected<ReferenceTensor> evaluateResult(unsigned k);

  /// The extent of a value; that of one from outside is empty.
  llvm::SmallBitVector getExtent(Value value) const;
  /// The space with size 1 along all dimensions but those given.
  PointSpace createSpace(const llvm::SmallBitVector &dims,
                         const Access *target) const;
  SmallVector<int64_t> getLoops(const llvm::SmallBitVector &dims) const;
  /// Computes `root` on all points of `dims`; `use` sees its lanes.
  llvm::Error sweep(
      Value root, const llvm::SmallBitVector &dims, const Access *target,
      llvm::function_ref<void(const PointSpace &space, ArrayRef<int64_t> index,
                              int64_t count, const LaneSpan &lanes)>
          use);
  llvm::Error addSources(ArrayRef<Value> values, ArrayRef<int64_t> loops,
                         LaneProgram &program,
                         SmallVectorImpl<Source> &sources);
  llvm::Error readSource(const Source &source, const PointSpace &space,
                         ArrayRef<int64_t> index, int64_t count);

  AffineMap getMap(unsigned operand) const;
  /// Where a reduction's value lies: its own dimensions, 0 along the others.
  AffineMap getReducedMap(const llvm::SmallBitVector &extent) const;

  KernelOp op;
  Environment &environment;
  Block &block;
  llvm::DenseMap<Value, llvm::SmallBitVector> extents;
  SmallVector<int64_t> sizes;
  /// By input; none where no value is stated.
  SmallVector<std::optional<ReferenceTensor>> outside;
  llvm::DenseMap<Value, ReferenceTensor> reduced;
};

} // namespace

//===----------------------------------------------------------------------===//
// Space
//===----------------------------------------------------------------------===//

llvm::SmallBitVector KernelEvaluation::getExtent(Value value) const {
  auto known = extents.find(value);
  return known == extents.end() ? llvm::SmallBitVector(sizes.size())
                                : known->second;
}

/// A map with its symbols, the sizes of the space, put in.
AffineMap KernelEvaluation::getMap(unsigned operand) const {
  KernelOp kernel = op;
  AffineMap map = kernel.getInputMap(operand);
  SmallVector<AffineExpr> symbols;
  if (map.getNumSymbols() != 0)
    for (int64_t size : sizes)
      symbols.push_back(getAffineConstantExpr(size, map.getContext()));
  return map.replaceDimsAndSymbols({}, symbols, map.getNumDims(), 0);
}

AffineMap
KernelEvaluation::getReducedMap(const llvm::SmallBitVector &extent) const {
  MLIRContext *context = op->getContext();
  SmallVector<AffineExpr> results;
  for (unsigned d = 0; d < sizes.size(); ++d)
    results.push_back(extent.test(d) ? getAffineDimExpr(d, context)
                                     : getAffineConstantExpr(0, context));
  return AffineMap::get(sizes.size(), 0, results, context);
}

SmallVector<int64_t>
KernelEvaluation::getLoops(const llvm::SmallBitVector &dims) const {
  SmallVector<int64_t> loops(sizes);
  for (size_t d = 0; d < loops.size(); ++d)
    if (!dims.test(d))
      loops[d] = 1;
  return loops;
}

/// Blocks run along the longest dimension, among long ones along the last that
/// walks what is written element by element.
PointSpace KernelEvaluation::createSpace(const llvm::SmallBitVector &dims,
                                         const Access *target) const {
  PointSpace space;
  space.loops = getLoops(dims);
  space.blockSize = kLanes;
  std::pair<int64_t, bool> best = {0, false};
  for (unsigned d = 0; d < space.loops.size(); ++d) {
    std::optional<int64_t> stride = target ? target->getStride(d) : 1;
    std::pair<int64_t, bool> score = {std::min(space.loops[d], kLanes),
                                      stride == 0 || stride == 1};
    if (score >= best && stride) {
      best = score;
      space.blockLoop = d;
    }
  }
  return space;
}

//===----------------------------------------------------------------------===//
// Sweeps
//===----------------------------------------------------------------------===//

/// The ops of the block that `root` needs, in order, and the arguments and
/// reductions that they read.
static void collectSlice(Value root, Block &block,
                         SmallVectorImpl<Operation *> &ops,
                         SmallVectorImpl<Value> &sources) {
  llvm::SmallPtrSet<Operation *, 16> needed;
  llvm::SmallSetVector<Value, 8> read;
  SmallVector<Value> open = {root};
  while (!open.empty()) {
    Value value = open.pop_back_val();
    if (value.getParentBlock() != &block)
      continue;
    Operation *definition = value.getDefiningOp();
    if (!definition || isa<ReduceOp>(definition)) {
      read.insert(value);
      continue;
    }
    if (needed.insert(definition).second)
      llvm::append_range(open, definition->getOperands());
  }
  for (Operation &op : block)
    if (needed.contains(&op))
      ops.push_back(&op);
  llvm::append_range(sources, read);
}

llvm::Error KernelEvaluation::addSources(ArrayRef<Value> values,
                                         ArrayRef<int64_t> loops,
                                         LaneProgram &program,
                                         SmallVectorImpl<Source> &sources) {
  for (Value value : values) {
    if (!getReferenceKind(value.getType()))
      return createUnsupportedError(op);
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      unsigned number = argument.getArgNumber();
      const ReferenceTensor &input = *environment.get(op.getInputs()[number]);
      const std::optional<ReferenceTensor> &stated = outside[number];
      sources.push_back({&input,
                         Access(getMap(number), input.getShape(), loops),
                         program.getLanes(value), stated ? &*stated : nullptr});
      continue;
    }
    const ReferenceTensor &tensor = reduced.find(value)->second;
    sources.push_back(
        {&tensor,
         Access(getReducedMap(getExtent(value)), tensor.getShape(), loops),
         program.getLanes(value), nullptr});
  }
  return llvm::Error::success();
}

llvm::Error KernelEvaluation::readSource(const Source &source,
                                         const PointSpace &space,
                                         ArrayRef<int64_t> index,
                                         int64_t count) {
  std::optional<int64_t> stride =
      space.loops.empty() ? 0 : source.access.getStride(space.blockLoop);
  if (stride && !source.access.isOutOfBounds()) {
    readLanes(*source.tensor, source.access.getOffset(index), *stride, count,
              *source.lanes);
    return llvm::Error::success();
  }
  SmallVector<int64_t> at(index);
  for (int64_t i = 0; i < count; ++i) {
    int64_t offset = source.access.findOffset(at);
    if (offset >= 0)
      readLane(*source.tensor, offset, *source.lanes, i);
    else if (source.outside)
      readLane(*source.outside, 0, *source.lanes, i);
    else
      return createError("'norm.kernel' expects an input of shape " +
                         writeShape(source.tensor->getShape()) +
                         " to have an element or a value outside at point " +
                         writeShape(at));
    ++at[space.blockLoop];
  }
  return llvm::Error::success();
}

llvm::Error KernelEvaluation::sweep(
    Value root, const llvm::SmallBitVector &dims, const Access *target,
    llvm::function_ref<void(const PointSpace &, ArrayRef<int64_t>, int64_t,
                            const LaneSpan &)>
        use) {
  SmallVector<Operation *> ops;
  SmallVector<Value> read;
  collectSlice(root, block, ops, read);
  LaneProgram program(block, environment);
  PointSpace space = createSpace(dims, target);
  SmallVector<Source> sources;
  if (llvm::Error error = addSources(read, space.loops, program, sources))
    return error;
  for (Operation *part : ops)
    if (llvm::Error error = program.add(*part))
      return error;
  if (llvm::Error error = program.bindCaptured(root))
    return error;
  return space.forEachBlock(
      [&](ArrayRef<int64_t> index, int64_t count) -> llvm::Error {
        for (const Source &source : sources)
          if (llvm::Error error = readSource(source, space, index, count))
            return error;
        if (llvm::Error error = program.run(space, index, count))
          return error;
        use(space, index, count, *program.getLanes(root));
        return llvm::Error::success();
      });
}

//===----------------------------------------------------------------------===//
// Reductions and results
//===----------------------------------------------------------------------===//

/// What a reduction over no point gives.
static double getNeutral(ReductionKind kind) {
  switch (kind) {
  case ReductionKind::Add:
    return 0;
  case ReductionKind::Max:
    return -kInfinity;
  case ReductionKind::Min:
    return kInfinity;
  }
  llvm_unreachable("all kinds are handled");
}

llvm::Error KernelEvaluation::evaluateReduction(ReduceOp reduce) {
  llvm::SmallBitVector extent = getExtent(reduce.getResult());
  llvm::SmallBitVector dims = extent;
  double count = 1;
  for (int64_t dim : reduce.getOver()) {
    dims.set(dim);
    count *= static_cast<double>(sizes[dim]);
  }
  ReferenceTensor result =
      ReferenceTensor::allocate(reduce.getType(), getLoops(extent));
  double neutral = getNeutral(reduce.getKind());
  for (int64_t i = 0; i < result.getNumElements(); ++i)
    result.write(i, 1, 1, &neutral);
  Accumulator accumulator;
  accumulator.combiner = reduce;
  accumulator.isSum = reduce.getKind() == ReductionKind::Add;
  accumulator.chain = reduce.getChain().value_or(0);
  accumulator.function = reduce.getKind() == ReductionKind::Max
                             ? evaluateMaximum
                             : evaluateMinimum;
  accumulator.initialize(result);
  Access target(getReducedMap(extent), result.getShape(), getLoops(dims));
  llvm::Error error =
      sweep(reduce.getInput(), dims, &target,
            [&](const PointSpace &space, ArrayRef<int64_t> index, int64_t count,
                const LaneSpan &lanes) {
              accumulator.combine(lanes, target.getOffset(index),
                                  target.getStride(space.blockLoop).value_or(0),
                                  count);
            });
  if (error)
    return error;
  accumulator.finish(count, result);
  reduced[reduce.getResult()] = result;
  return llvm::Error::success();
}

llvm::Expected<ReferenceTensor> KernelEvaluation::evaluateResult(unsigned k) {
  const ReferenceTensor &init = *environment.get(op.getInits()[k]);
  AffineMap map = getMap(op.getInputs().size() + k);
  llvm::SmallBitVector dims(sizes.size());
  for (unsigned d = 0; d < sizes.size(); ++d)
    if (map.isFunctionOfDim(d))
      dims.set(d);
  SmallVector<int64_t> loops = getLoops(dims);
  int64_t points = 1;
  for (int64_t size : loops)
    points *= size;
  Access target(map, init.getShape(), loops);
  if (points != init.getNumElements() || target.isOutOfBounds())
    return createError("'norm.kernel' expects result #" + std::to_string(k) +
                       " to be walked whole; sizes " + writeShape(sizes) +
                       " do not walk shape " + writeShape(init.getShape()));
  ReferenceTensor result =
      ReferenceTensor::allocate(init.getElementType(), init.getShape());
  llvm::Error error =
      sweep(op.getYielded()[k], dims, &target,
            [&](const PointSpace &space, ArrayRef<int64_t> index, int64_t count,
                const LaneSpan &lanes) {
              int64_t stride =
                  space.loops.empty() ? 1 : *target.getStride(space.blockLoop);
              writeLanes(result, target.getOffset(index), stride, count, lanes);
            });
  if (error)
    return std::move(error);
  return result;
}

llvm::Error KernelEvaluation::readOutside() {
  for (unsigned i = 0; i < op.getInputs().size(); ++i) {
    TypedAttr value = op.getOutsideValue(i);
    outside.push_back(value ? createConstant(value) : std::nullopt);
    if (value && !outside.back())
      return createUnsupportedError(op);
  }
  return llvm::Error::success();
}

llvm::Error KernelEvaluation::run() {
  if (llvm::Error error = checkExact(op, op.getSizes(), environment))
    return error;
  sizes = resolve(op.getMixedSizes(), environment);
  if (llvm::any_of(sizes, [](int64_t size) { return size < 0; }))
    return createError("'norm.kernel' expects sizes of at least 0; got " +
                       writeShape(sizes));
  if (llvm::Error error = readOutside())
    return error;
  for (ReduceOp reduce : block.getOps<ReduceOp>())
    if (llvm::Error error = evaluateReduction(reduce))
      return error;
  SmallVector<ReferenceTensor> results;
  for (unsigned k = 0; k < op.getInits().size(); ++k) {
    llvm::Expected<ReferenceTensor> result = evaluateResult(k);
    if (!result)
      return result.takeError();
    results.push_back(*result);
  }
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), results))
    environment.set(value, tensor);
  return llvm::Error::success();
}

llvm::Error reference::evaluateKernel(Operation *op, Environment &environment) {
  auto kernel = cast<KernelOp>(op);
  if (kernel.getNumResults() == 0)
    return createError("the reference does not evaluate 'norm.kernel' on "
                       "buffers");
  return KernelEvaluation(kernel, environment).run();
}
