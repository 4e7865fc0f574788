//===- KernelsToLinalg.cpp - Kernels back to linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/KernelsToLinalg.h"

#include "KernelReads.h"
#include "norm-mlir/Kernel/Passes.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

#include <map>

namespace mlir::norm {
#define GEN_PASS_DEF_KERNELSTOLINALGPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

using Dims = SmallVector<unsigned>;

Dims toDims(const llvm::SmallBitVector &bits) {
  return Dims(bits.set_bits_begin(), bits.set_bits_end());
}

/// The tensors that one kernel becomes.
class KernelLowering {
public:
  KernelLowering(KernelOp kernel, OpBuilder &builder)
      : kernel(kernel), builder(builder), loc(kernel.getLoc()),
        sizes(kernel.getMixedSizes()), extents(kernel.getExtents()),
        reads(kernel, builder) {}

  FailureOr<SmallVector<Value>> lower();

private:
  /// Values that one generic computes: at the same points, after as many
  /// reductions; and, where they are reductions, over the same dimensions.
  struct Group {
    Dims loops, over;
    unsigned stage;
    bool operator==(const Group &other) const {
      return loops == other.loops && over == other.over && stage == other.stage;
    }
  };

  llvm::SmallBitVector getExtent(Value value) const {
    auto known = extents.find(value);
    return known == extents.end() ? llvm::SmallBitVector(sizes.size())
                                  : known->second;
  }
  bool isInside(Value value) const {
    return value.getParentRegion() == &kernel.getBody();
  }

  /// Finds the values that become tensors: reductions, and what is used at more
  /// points than it varies over. Conversions are repeated instead.
  void plan(Value value, const llvm::SmallBitVector &loops);
  Group getGroup(Value value) const;
  bool isPlanned(Value value) const {
    return llvm::any_of(groups, [&](const auto &entry) {
      return llvm::is_contained(entry.second, value);
    });
  }
  /// The tensor of a planned value, with one dimension for each that it varies
  /// over.
  Value getTensor(Value value);

  /// A generic over `loops`, the last of which are reduced, that computes
  /// `values`. `inits` are read through `initMaps`.
  SmallVector<Value> createGeneric(const Group &group, ArrayRef<Value> values,
                                   ValueRange inits,
                                   ArrayRef<AffineMap> initMaps);
  SmallVector<Value> createReductions(const Group &group,
                                      ArrayRef<Value> values);
  SmallVector<Value> createBetween(const Group &group, ArrayRef<Value> values);

  /// The map from `loops` to the dimensions `dims`.
  AffineMap getMap(ArrayRef<unsigned> loops, ArrayRef<unsigned> dims) const {
    return getMap(loops, llvm::map_to_vector(dims, [&](unsigned dim) {
                    return builder.getAffineDimExpr(dim);
                  }));
  }
  AffineMap getMap(ArrayRef<unsigned> loops, ArrayRef<AffineExpr> exprs) const {
    SmallVector<AffineExpr> dims(sizes.size(),
                                 builder.getAffineConstantExpr(0));
    for (auto [position, loop] : llvm::enumerate(loops))
      dims[loop] = builder.getAffineDimExpr(position);
    return AffineMap::get(sizes.size(), 0, exprs, builder.getContext())
        .replaceDimsAndSymbols(dims, {}, loops.size(), 0);
  }
  SmallVector<OpFoldResult> getSizes(ArrayRef<unsigned> dims) const {
    return llvm::map_to_vector(dims, [&](unsigned dim) { return sizes[dim]; });
  }

  mutable KernelOp kernel; // getters are not const
  OpBuilder &builder;
  Location loc;
  SmallVector<OpFoldResult> sizes;
  DenseMap<Value, llvm::SmallBitVector> extents;
  DenseMap<Value, unsigned> stages;
  KernelReads reads;
  SmallVector<std::pair<Group, SmallVector<Value>>> groups;
  DenseMap<Value, Value> tensors;
  std::map<Dims, llvm::SmallDenseSet<Value>> visited; // by loops
};

} // namespace

void KernelLowering::plan(Value value, const llvm::SmallBitVector &loops) {
  Operation *def = value.getDefiningOp();
  if (!isInside(value) || !def || !visited[toDims(loops)].insert(value).second)
    return;
  auto reduce = dyn_cast<ReduceOp>(def);
  llvm::SmallBitVector extent = getExtent(value);
  bool isRepeated =
      isa<CastOpInterface>(def) || matchPattern(def, m_Constant());
  if (!reduce && (extent == loops || isRepeated)) {
    for (Value operand : def->getOperands())
      plan(operand, loops);
    return;
  }
  Group group = getGroup(value);
  auto *known = llvm::find_if(
      groups, [&](const auto &entry) { return entry.first == group; });
  if (known == groups.end())
    known = groups.insert(groups.end(), {group, {}});
  if (llvm::is_contained(known->second, value))
    return;
  known->second.push_back(value);
  llvm::SmallBitVector own(sizes.size());
  for (unsigned loop : group.loops)
    own.set(loop);
  if (reduce)
    plan(reduce.getInput(), own);
  else
    for (Value operand : def->getOperands())
      plan(operand, own);
}

KernelLowering::Group KernelLowering::getGroup(Value value) const {
  auto reduce = value.getDefiningOp<ReduceOp>();
  if (!reduce)
    return {toDims(getExtent(value)), {}, stages.lookup(value)};
  llvm::SmallBitVector kept = getExtent(reduce.getInput());
  Group group = {{}, Dims(reduce.getOver()), stages.lookup(reduce.getInput())};
  for (unsigned dim : group.over)
    kept.reset(dim);
  group.loops = toDims(kept);
  llvm::append_range(group.loops, group.over);
  return group;
}

Value KernelLowering::getTensor(Value value) {
  if (Value known = tensors.lookup(value))
    return known;
  Group group = getGroup(value);
  auto *entry = llvm::find_if(
      groups, [&](const auto &other) { return other.first == group; });
  SmallVector<Value> values = entry->second;
  SmallVector<Value> results = group.over.empty()
                                   ? createBetween(group, values)
                                   : createReductions(group, values);
  for (auto [member, result] : llvm::zip_equal(values, results))
    tensors[member] = result;
  return tensors.lookup(value);
}

SmallVector<Value> KernelLowering::createReductions(const Group &group,
                                                    ArrayRef<Value> values) {
  ArrayRef<unsigned> kept = ArrayRef(group.loops).drop_back(group.over.size());
  SmallVector<Value> inits;
  for (Value value : values) {
    auto type = cast<FloatType>(value.getType());
    Value empty = tensor::EmptyOp::create(builder, loc, getSizes(kept), type);
    Value neutral = arith::ConstantOp::create(
        builder, loc,
        getNeutralValue(value.getDefiningOp<ReduceOp>().getKind(), type));
    inits.push_back(
        linalg::FillOp::create(builder, loc, neutral, empty).getResult(0));
  }
  SmallVector<AffineMap> maps(values.size(), getMap(group.loops, kept));
  return createGeneric(group, values, inits, maps);
}

SmallVector<Value> KernelLowering::createBetween(const Group &group,
                                                 ArrayRef<Value> values) {
  SmallVector<Value> inits;
  for (Value value : values)
    inits.push_back(tensor::EmptyOp::create(builder, loc, getSizes(group.loops),
                                            value.getType()));
  SmallVector<AffineMap> maps(values.size(), getMap(group.loops, group.loops));
  return createGeneric(group, values, inits, maps);
}

SmallVector<Value> KernelLowering::createGeneric(const Group &group,
                                                 ArrayRef<Value> values,
                                                 ValueRange inits,
                                                 ArrayRef<AffineMap> initMaps) {
  // What the body reads, in the order in which it is needed.
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  DenseMap<Value, unsigned> arguments;
  llvm::SmallDenseSet<Value> seen;
  auto collect = [&](auto &&self, Value value) -> void {
    if (!isInside(value) || !seen.insert(value).second)
      return;
    Operation *def = value.getDefiningOp();
    auto addInput = [&](Value tensor, AffineMap map) {
      arguments[value] = inputs.size();
      inputs.push_back(tensor);
      maps.push_back(map);
    };
    if (!def) {
      unsigned number = cast<BlockArgument>(value).getArgNumber();
      if (const KernelRead &read = reads.get(number); read.tensor)
        addInput(read.tensor, getMap(group.loops, read.indices));
      return;
    }
    // Values of the same group are computed here.
    if (isPlanned(value) && !(getGroup(value) == group)) {
      Value tensor = getTensor(value);
      addInput(tensor, getMap(group.loops, toDims(getExtent(value))));
      return;
    }
    for (Value operand : def->getOperands())
      self(self, operand);
  };
  bool isReduction = !group.over.empty();
  for (Value value : values)
    collect(collect,
            isReduction ? value.getDefiningOp<ReduceOp>().getInput() : value);
  // Loops that nothing walks have their extents from an operand that nobody
  // reads.
  llvm::SmallBitVector walked(group.loops.size());
  for (AffineMap map : llvm::concat<const AffineMap>(maps, initMaps))
    for (AffineExpr expr : map.getResults())
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        walked.set(loop.getPosition());
  if (!walked.all()) {
    walked.flip();
    Dims missing;
    for (unsigned loop : walked.set_bits())
      missing.push_back(group.loops[loop]);
    inputs.push_back(tensor::EmptyOp::create(builder, loc, getSizes(missing),
                                             builder.getI1Type()));
    maps.push_back(getMap(group.loops, missing));
  }
  llvm::append_range(maps, initMaps);
  SmallVector<utils::IteratorType> iterators(group.loops.size(),
                                             utils::IteratorType::parallel);
  std::fill(iterators.end() - group.over.size(), iterators.end(),
            utils::IteratorType::reduction);

  auto buildBody = [&](OpBuilder &b, Location l, ValueRange scalars) {
    IRMapping mapping;
    auto getScalar = [&](auto &&self, Value value) -> Value {
      if (!isInside(value))
        return value;
      if (Value known = mapping.lookupOrNull(value))
        return known;
      if (auto argument = arguments.find(value); argument != arguments.end())
        return scalars[argument->second];
      Operation *def = value.getDefiningOp();
      if (!def) {
        Value read = reads.createRead(
            b, cast<BlockArgument>(value).getArgNumber(), group.loops);
        mapping.map(value, read);
        return read;
      }
      for (Value operand : def->getOperands())
        mapping.map(operand, self(self, operand));
      b.clone(*def, mapping);
      return mapping.lookup(value);
    };
    SmallVector<Value> yields;
    for (auto [number, value] : llvm::enumerate(values)) {
      auto reduce = value.getDefiningOp<ReduceOp>();
      if (!isReduction) {
        yields.push_back(getScalar(getScalar, value));
        continue;
      }
      Value scalar = getScalar(getScalar, reduce.getInput());
      Value accumulator = scalars.take_back(values.size())[number];
      switch (reduce.getKind()) {
      case ReductionKind::Add:
        yields.push_back(arith::AddFOp::create(b, l, accumulator, scalar,
                                               arith::FastMathFlags::reassoc));
        break;
      case ReductionKind::Max:
        yields.push_back(arith::MaximumFOp::create(b, l, accumulator, scalar));
        break;
      case ReductionKind::Min:
        yields.push_back(arith::MinimumFOp::create(b, l, accumulator, scalar));
        break;
      }
    }
    linalg::YieldOp::create(b, l, yields);
  };
  auto generic =
      linalg::GenericOp::create(builder, loc, TypeRange(inits), inputs, inits,
                                maps, iterators, buildBody);
  return generic.getResults();
}

FailureOr<SmallVector<Value>> KernelLowering::lower() {
  Block &body = kernel.getBody().front();
  for (Operation &op : body.without_terminator()) {
    unsigned stage = isa<ReduceOp>(op);
    for (Value operand : op.getOperands())
      stage = std::max(stage, stages.lookup(operand) + isa<ReduceOp>(op));
    for (Value result : op.getResults())
      stages[result] = stage;
  }
  SmallVector<KernelWrite> writes;
  for (unsigned number = 0; number < kernel.getInits().size(); ++number) {
    FailureOr<KernelWrite> write = reads.getWrite(number);
    if (failed(write))
      return failure();
    writes.push_back(*write);
  }
  SmallVector<llvm::SmallBitVector> loops;
  for (auto [value, write] : llvm::zip_equal(kernel.getYielded(), writes)) {
    llvm::SmallBitVector &own = loops.emplace_back(sizes.size());
    for (unsigned dim : write.dims)
      own.set(dim);
    plan(value, own);
  }
  // Neighbouring results at the same points are written together.
  SmallVector<Value> results;
  for (size_t first = 0, end = 0; first < writes.size(); first = end) {
    Group group = {toDims(loops[first]), {}, ~0u};
    SmallVector<Value> values, inits;
    SmallVector<AffineMap> maps;
    for (end = first; end < writes.size() && loops[end] == loops[first];
         ++end) {
      values.push_back(kernel.getYielded()[end]);
      inits.push_back(writes[end].init);
      maps.push_back(getMap(group.loops, writes[end].dims));
    }
    SmallVector<Value> tensors = createGeneric(group, values, inits, maps);
    for (auto [number, tensor] : llvm::enumerate(tensors))
      results.push_back(reads.finishWrite(first + number, tensor));
  }
  return results;
}

namespace {

struct KernelToLinalg : OpRewritePattern<KernelOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(KernelOp kernel,
                                PatternRewriter &rewriter) const override {
    if (kernel.getNumResults() == 0)
      return rewriter.notifyMatchFailure(kernel, "it is on buffers");
    FailureOr<SmallVector<Value>> results =
        KernelLowering(kernel, rewriter).lower();
    if (failed(results))
      return rewriter.notifyMatchFailure(
          kernel, "a result is not written whole, in the order of its map");
    rewriter.replaceOp(kernel, *results);
    return success();
  }
};

struct KernelsToLinalg : norm::impl::KernelsToLinalgPassBase<KernelsToLinalg> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateKernelsToLinalgPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
    getOperation()->walk([&](KernelOp kernel) {
      if (kernel.getNumResults() == 0)
        return;
      kernel.emitOpError() << "expects results that are written whole, in the "
                              "order of their maps";
      signalPassFailure();
    });
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateKernelsToLinalgPatterns(RewritePatternSet &patterns) {
  patterns.add<KernelToLinalg>(patterns.getContext());
}
