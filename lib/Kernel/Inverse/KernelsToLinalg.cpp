//===- KernelsToLinalg.cpp - Kernels back to linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Inverse/KernelsToLinalg.h"

#include "KernelReads.h"
#include "PostOrder.h"
#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"
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

  SmallVector<Value> lower();

private:
  /// Values that one generic computes: at the same points, after as many
  /// reductions; and, where they are reductions, over the same dimensions.
  struct Group {
    Dims loops, over;
    unsigned stage;
    bool operator<(const Group &other) const {
      return std::tie(loops, over, stage) <
             std::tie(other.loops, other.over, other.stage);
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
  void plan(Value value, ArrayRef<unsigned> loops,
            SmallVectorImpl<std::pair<Value, Dims>> &work);
  /// The group that a planned value is a member of.
  std::optional<unsigned> getPlanned(Value value) const {
    auto known = planned.find(value);
    if (known == planned.end())
      return std::nullopt;
    return known->second;
  }
  /// The tensor of a planned value, with one dimension for each that it varies
  /// over.
  Value getTensor(Value value);

  /// A generic over the group's loops, the last of which are reduced, that
  /// computes `values`. `inits` are read through `initMaps`.
  SmallVector<Value> createGeneric(const Group &group, ArrayRef<Value> values,
                                   ValueRange inits,
                                   ArrayRef<AffineMap> initMaps);
  /// What the body of a generic reads, in the order in which it is needed: the
  /// operands, their maps, and the number of that of each value.
  struct BodyReads {
    SmallVector<Value> inputs;
    SmallVector<AffineMap> maps;
    DenseMap<Value, unsigned> arguments;
  };
  BodyReads collectReads(const Group &group, ArrayRef<Value> values);
  /// Loops that nothing walks have their extents from an operand that nobody
  /// reads.
  void addExtents(const Group &group, ArrayRef<AffineMap> initMaps,
                  BodyReads &read);
  void buildBody(OpBuilder &body, const Group &group, ArrayRef<Value> values,
                 const BodyReads &read, ValueRange scalars);
  SmallVector<Value> createReductions(const Group &group,
                                      ArrayRef<Value> values);
  SmallVector<Value> createBetween(const Group &group, ArrayRef<Value> values);

  /// Whether a result is known to have no elements.
  bool hasNoElements(unsigned number) const {
    AffineMap map = kernel.getInitMap(number);
    auto type = cast<ShapedType>(kernel.getInits()[number].getType());
    return llvm::is_contained(type.getShape(), 0) ||
           llvm::any_of(
               llvm::enumerate(kernel.getStaticSizes()), [&](auto size) {
                 return size.value() == 0 && map.isFunctionOfDim(size.index());
               });
  }

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
  std::map<Group, unsigned> groupNumbers;
  DenseMap<Value, unsigned> planned;
  DenseMap<Value, Value> tensors;
  std::map<Dims, llvm::SmallDenseSet<Value>> visited; // by loops
  std::map<Dims, Value> extentsOf; // by loops, see addExtents
};

} // namespace

void KernelLowering::plan(Value value, const llvm::SmallBitVector &loops) {
  SmallVector<std::pair<Value, Dims>> work = {{value, toDims(loops)}};
  while (!work.empty()) {
    auto [next, dims] = work.pop_back_val();
    plan(next, dims, work);
  }
}

void KernelLowering::plan(Value value, ArrayRef<unsigned> loops,
                          SmallVectorImpl<std::pair<Value, Dims>> &work) {
  Operation *def = value.getDefiningOp();
  if (!isInside(value) || !def || !visited[Dims(loops)].insert(value).second)
    return;
  auto reduce = dyn_cast<ReduceOp>(def);
  bool isRepeated =
      isa<CastOpInterface>(def) || matchPattern(def, m_Constant());
  if (reduce || !(toDims(getExtent(value)) == Dims(loops) || isRepeated)) {
    Group group = getGroup(value);
    auto [number, isNew] = groupNumbers.insert({group, groups.size()});
    if (isNew)
      groups.push_back({group, {}});
    if (!planned.insert({value, number->second}).second)
      return;
    groups[number->second].second.push_back(value);
    llvm::sort(group.loops);
    for (Value operand : llvm::reverse(def->getOperands()))
      work.push_back({operand, group.loops});
    return;
  }
  for (Value operand : llvm::reverse(def->getOperands()))
    work.push_back({operand, Dims(loops)});
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
  auto [group, values] = groups[planned.lookup(value)];
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

KernelLowering::BodyReads KernelLowering::collectReads(const Group &group,
                                                       ArrayRef<Value> values) {
  BodyReads read;
  auto own = groupNumbers.find(group);
  llvm::SmallDenseSet<Value> seen;
  auto addInput = [&](Value value, Value tensor, AffineMap map) {
    read.arguments[value] = read.inputs.size();
    read.inputs.push_back(tensor);
    read.maps.push_back(map);
  };
  auto enter = [&](Value value) -> std::optional<ValueRange> {
    if (!isInside(value) || !seen.insert(value).second)
      return std::nullopt;
    Operation *def = value.getDefiningOp();
    if (!def) {
      unsigned number = cast<BlockArgument>(value).getArgNumber();
      if (const KernelRead &view = reads.get(number); view.tensor)
        addInput(value, view.tensor, getMap(group.loops, view.indices));
      return std::nullopt;
    }
    // Values of the same group are computed here.
    std::optional<unsigned> other = getPlanned(value);
    if (other && !(own != groupNumbers.end() && own->second == *other)) {
      Value tensor = getTensor(value);
      addInput(value, tensor, getMap(group.loops, toDims(getExtent(value))));
      return std::nullopt;
    }
    return def->getOperands();
  };
  for (Value value : values)
    visitPostOrder(
        group.over.empty() ? value : value.getDefiningOp<ReduceOp>().getInput(),
        enter, [](Value) {});
  return read;
}

void KernelLowering::addExtents(const Group &group,
                                ArrayRef<AffineMap> initMaps, BodyReads &read) {
  llvm::SmallBitVector missing(group.loops.size(), true);
  for (AffineMap map : llvm::concat<const AffineMap>(read.maps, initMaps))
    for (AffineExpr expr : map.getResults())
      if (auto loop = dyn_cast<AffineDimExpr>(expr))
        missing.reset(loop.getPosition());
  if (missing.none())
    return;
  Dims dims;
  for (unsigned loop : missing.set_bits())
    dims.push_back(group.loops[loop]);
  // One operand for all that walk the same loops says that these are the same.
  Value &extent = extentsOf[dims];
  if (!extent)
    extent = tensor::EmptyOp::create(builder, loc, getSizes(dims),
                                     builder.getI1Type());
  read.inputs.push_back(extent);
  read.maps.push_back(getMap(group.loops, dims));
}

void KernelLowering::buildBody(OpBuilder &body, const Group &group,
                               ArrayRef<Value> values, const BodyReads &read,
                               ValueRange scalars) {
  IRMapping mapping;
  for (auto [value, number] : read.arguments)
    mapping.map(value, scalars[number]);
  auto getScalar = [&](Value root) {
    visitPostOrder(
        root,
        [&](Value value) -> std::optional<ValueRange> {
          if (!isInside(value) || mapping.contains(value))
            return std::nullopt;
          Operation *def = value.getDefiningOp();
          return def ? ValueRange(def->getOperands()) : ValueRange();
        },
        [&](Value value) {
          if (Operation *def = value.getDefiningOp())
            body.clone(*def, mapping);
          else
            mapping.map(value,
                        reads.createRead(
                            body, cast<BlockArgument>(value).getArgNumber(),
                            group.loops));
        });
    return mapping.lookupOrDefault(root);
  };
  SmallVector<Value> yields;
  for (auto [number, value] : llvm::enumerate(values)) {
    auto reduce =
        group.over.empty() ? ReduceOp() : value.getDefiningOp<ReduceOp>();
    if (!reduce) {
      yields.push_back(getScalar(value));
      continue;
    }
    Value scalar = getScalar(reduce.getInput());
    Value accumulator = scalars.take_back(values.size())[number];
    switch (reduce.getKind()) {
    case ReductionKind::Add:
      yields.push_back(arith::AddFOp::create(body, loc, accumulator, scalar,
                                             arith::FastMathFlags::reassoc));
      if (IntegerAttr chain = reduce.getChainAttr())
        yields.back().getDefiningOp()->setAttr(NormDialect::getChainAttrName(),
                                               chain);
      break;
    case ReductionKind::Max:
      yields.push_back(
          arith::MaximumFOp::create(body, loc, accumulator, scalar));
      break;
    case ReductionKind::Min:
      yields.push_back(
          arith::MinimumFOp::create(body, loc, accumulator, scalar));
      break;
    }
  }
  linalg::YieldOp::create(body, loc, yields);
}

SmallVector<Value> KernelLowering::createGeneric(const Group &group,
                                                 ArrayRef<Value> values,
                                                 ValueRange inits,
                                                 ArrayRef<AffineMap> initMaps) {
  BodyReads read = collectReads(group, values);
  addExtents(group, initMaps, read);
  SmallVector<AffineMap> maps = read.maps;
  llvm::append_range(maps, initMaps);
  SmallVector<utils::IteratorType> iterators(group.loops.size(),
                                             utils::IteratorType::parallel);
  std::fill(iterators.end() - group.over.size(), iterators.end(),
            utils::IteratorType::reduction);
  auto generic = linalg::GenericOp::create(
      builder, loc, TypeRange(inits), read.inputs, inits, maps, iterators,
      [&](OpBuilder &body, Location, ValueRange scalars) {
        buildBody(body, group, values, read, scalars);
      });
  return generic.getResults();
}

SmallVector<Value> KernelLowering::lower() {
  Block &body = kernel.getBody().front();
  for (Operation &op : body.without_terminator()) {
    unsigned stage = isa<ReduceOp>(op);
    for (Value operand : op.getOperands())
      stage = std::max(stage, stages.lookup(operand) + isa<ReduceOp>(op));
    for (Value result : op.getResults())
      stages[result] = stage;
  }
  // A result without elements is its init.
  SmallVector<Value> results(kernel.getInits());
  SmallVector<unsigned> written;
  for (auto [number, init] : llvm::enumerate(results))
    if (!hasNoElements(number))
      written.push_back(number);
  SmallVector<KernelWrite> writes;
  SmallVector<llvm::SmallBitVector> loops;
  for (unsigned number : written) {
    writes.push_back(reads.getWrite(number));
    llvm::SmallBitVector &own = loops.emplace_back(sizes.size());
    for (unsigned dim : writes.back().dims)
      own.set(dim);
    plan(kernel.getYielded()[number], own);
  }
  // Neighbouring results at the same points are written together.
  for (size_t first = 0, end = 0; first < writes.size(); first = end) {
    Group group = {toDims(loops[first]), {}, ~0u};
    SmallVector<Value> values, inits;
    SmallVector<AffineMap> maps;
    for (end = first; end < writes.size() && loops[end] == loops[first];
         ++end) {
      values.push_back(kernel.getYielded()[written[end]]);
      inits.push_back(writes[end].init);
      maps.push_back(getMap(group.loops, writes[end].dims));
    }
    SmallVector<Value> tensors = createGeneric(group, values, inits, maps);
    for (auto [place, tensor] : llvm::enumerate(tensors)) {
      unsigned number = written[first + place];
      results[number] = reads.finishWrite(number, tensor);
    }
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
    rewriter.replaceOp(kernel, KernelLowering(kernel, rewriter).lower());
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
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateKernelsToLinalgPatterns(RewritePatternSet &patterns) {
  patterns.add<KernelToLinalg>(patterns.getContext());
}
