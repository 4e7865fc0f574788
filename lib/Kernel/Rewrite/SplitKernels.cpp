//===- SplitKernels.cpp - Kernels whose groups are too long ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "KernelOpBuilder.h"
#include "Schedule/CostModel.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SPLITKERNELSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Points of a group that are reduced together, 0 for all, and whether what
/// reads the sums at each point adds them up.
struct Blocks {
  int64_t size = 0;
  bool areMergedByPoints = false;
};

/// Writes a kernel as several: for each stage one that fills buffers with what
/// stands between the sweeps, one element per group, and one that reduces; and
/// a last one that walks the space without reductions.
///
/// With blocks, the first reduces each of them on its own, and what reads the
/// sums adds them up: a kernel in between, or each point of the last one.
class KernelSplitter {
public:
  /// `swept` are the dimensions that kernels in between do not have; `inLanes`
  /// are those of them whose parts of a reduction stay apart until then.
  KernelSplitter(RewriterBase &rewriter, KernelOp kernel,
                 const SweepAnalysis &sweeps, llvm::SmallBitVector swept,
                 llvm::SmallBitVector inLanes, Blocks blocks = {})
      : rewriter(rewriter), loc(kernel.getLoc()), kernel(kernel),
        sweeps(sweeps), accesses(KernelAccess::getAll(kernel)),
        swept(std::move(swept)), inLanes(std::move(inLanes)), blocks(blocks),
        expensive(findExpensive(kernel)) {}

  void split() {
    rewriter.setInsertionPoint(kernel);
    if (blocks.size > 0)
      countBlocks();
    for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep) {
      bool isLast = sweep + 1 == sweeps.getNumSweeps();
      storeBetween(sweep, isLast);
      SmallVector<SplitPart> parts;
      for (ReduceOp reduce : sweeps.getReductions(sweep))
        parts.push_back({reduce, allocate(reduce, /*isPartial=*/true),
                         getPartialMap(reduce)});
      if (!parts.empty())
        build(parts, Role::Reduces);
      for (const SplitPart &part : parts)
        partials[part.value] = part.buffer;
      parts.clear();
      addOutputs(parts, sweeps.getOutputs(sweep));
      if (!parts.empty() && isLast && blocks.areMergedByPoints &&
          !std::exchange(areGroupOutputsStored, true))
        addOutputs(parts, sweeps.getGroupOutputs());
      if (!parts.empty())
        build(parts, Role::Writes);
      if (isLast && !sweeps.getReductions(sweep).empty())
        storeBetween(sweep + 1, true);
    }
    for (Value buffer : buffers)
      memref::DeallocOp::create(rewriter, loc, buffer);
    rewriter.eraseOp(kernel);
  }

  /// Whether no map names the size of a dimension that kernels in between lack,
  /// or there are none: points add blocks up, and write what groups have one
  /// of.
  bool isPossible() {
    if (blocks.areMergedByPoints &&
        !sweeps.getOutputs(sweeps.getNumSweeps() - 1).empty())
      return true;
    for (unsigned dim : swept.set_bits())
      if (!inLanes.test(dim) && isSizeNamed(dim))
        return false;
    return true;
  }

  /// The values that stand between the sweeps and that sweep `sweep` reads.
  llvm::SetVector<Value> getBetween(unsigned sweep) {
    llvm::SetVector<Value> between;
    if (sweep >= sweeps.getNumSweeps())
      return between;
    // Where nothing is reduced, lanes are kept like any other dimension.
    llvm::SmallBitVector walked = swept;
    if (sweeps.getReductions(sweep).empty())
      walked.reset(inLanes);
    auto visit = [&](Value operand) {
      llvm::SmallBitVector extent = sweeps.getExtent(operand);
      if (operand.getParentRegion() != &kernel.getBody() ||
          extent.anyCommon(walked) || isScalar(operand))
        return;
      // An input is read where it is, unless lanes would have to gather it.
      if (isa<BlockArgument>(operand) &&
          (inLanes.none() || extent.anyCommon(inLanes)))
        return;
      // With blocks, one more kernel takes longer than what is cheap.
      if (blocks.size > 0 && sweeps.getStage(operand) == 0 &&
          !expensive.contains(operand))
        return;
      between.insert(operand);
    };
    for (Value value : sweeps.getNeeded(sweep)) {
      Operation *def = value.getDefiningOp();
      if (def && sweeps.getExtent(value).anyCommon(walked))
        for (Value operand : def->getOperands())
          visit(operand);
    }
    for (ReduceOp reduce : sweeps.getReductions(sweep))
      visit(reduce.getInput());
    for (unsigned output : sweeps.getOutputs(sweep))
      visit(kernel.getYielded()[output]);
    return between;
  }

private:
  /// What a kernel does: reduce, compute what stands between sweeps, or write
  /// results.
  enum class Role { Reduces, Between, Writes };

  struct SplitPart {
    Value value;
    Value buffer;
    AffineMap map;
  };

  void addOutputs(SmallVector<SplitPart> &parts, ArrayRef<unsigned> outputs) {
    for (unsigned output : outputs)
      parts.push_back({kernel.getYielded()[output], kernel.getInits()[output],
                       kernel.getInitMap(output)});
  }

  /// The same everywhere, and cheap: it is computed where it is needed.
  bool isScalar(Value value) {
    return sweeps.getExtent(value).none() && sweeps.getStage(value) == 0;
  }

  bool isSizeNamed(unsigned dim) const {
    return llvm::any_of(accesses, [&](const KernelAccess &access) {
      return access.namesSizeOf(dim);
    });
  }

  bool isKept(unsigned dim) const {
    return !swept.test(dim) || inLanes.test(dim);
  }

  /// Whether a buffer for the value has one element for each index of `dim`.
  bool isStoredAlong(Value value, unsigned dim) const {
    return inLanes.test(dim) ||
           (!swept.test(dim) && sweeps.getExtent(value).test(dim));
  }

  AffineMap getKeptMap(Value value) {
    SmallVector<AffineExpr> dims;
    for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim)
      if (isStoredAlong(value, dim))
        dims.push_back(rewriter.getAffineDimExpr(dim));
    return AffineMap::get(kernel.getNumDims(), 0, dims, kernel.getContext());
  }

  /// How many blocks a group has.
  void countBlocks() {
    AffineExpr points = rewriter.getAffineConstantExpr(1);
    for (unsigned dim : sweeps.getReduced().set_bits())
      points = points * rewriter.getAffineSymbolExpr(dim);
    count = affine::makeComposedFoldedAffineApply(
        rewriter, loc,
        AffineMap::get(0, kernel.getNumDims(), points.ceilDiv(blocks.size)),
        kernel.getMixedSizes());
  }

  /// Where a reduction's parts are in their buffer, for the kernel that makes
  /// them.
  AffineMap getPartialMap(ReduceOp reduce) {
    AffineMap map = getKeptMap(reduce);
    if (blocks.size == 0)
      return map;
    unsigned numDims = kernel.getNumDims();
    map =
        AffineMap::get(numDims, numDims, map.getResults(), kernel.getContext());
    return map.insertResult(
        kernel.getBlockNumber(reduce.getOver(), blocks.size), 0);
  }

  /// A map of the kernel's space as one of a space that has the blocks last.
  AffineMap withBlocks(AffineMap map) {
    unsigned numDims = kernel.getNumDims() + 1;
    return AffineMap::get(numDims, numDims, map.getResults(),
                          kernel.getContext());
  }

  /// A buffer with one element of the value per group that it varies over, and
  /// lane; for parts of a reduction, one for each block.
  Value allocate(Value value, bool isPartial = false) {
    SmallVector<OpFoldResult> sizes = kernel.getMixedSizes(), kept;
    if (isPartial && blocks.size > 0)
      kept.push_back(count);
    for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim)
      if (isStoredAlong(value, dim))
        kept.push_back(sizes[dim]);
    SmallVector<int64_t> shape;
    SmallVector<Value> dynamic;
    dispatchIndexOpFoldResults(kept, dynamic, shape);
    Value buffer = memref::AllocOp::create(
        rewriter, loc, MemRefType::get(shape, value.getType()), dynamic);
    buffers.push_back(buffer);
    return buffer;
  }

  /// Stores what sweep `sweep` reads of the values between the sweeps, and at
  /// last the results that have one element per group.
  void storeBetween(unsigned sweep, bool isLast) {
    SmallVector<SplitPart> parts;
    llvm::SetVector<Value> between;
    if (!blocks.areMergedByPoints)
      between = getBetween(sweep);
    for (Value value : between) {
      // Sums whose parts are whole are in a buffer already.
      if (Value buffer = partials.lookup(value);
          buffer && inLanes.none() && blocks.size == 0)
        stored.insert({value, buffer});
      if (!stored.contains(value))
        parts.push_back({value, allocate(value), getKeptMap(value)});
    }
    SmallVector<SplitPart> groupParts;
    bool areKnown =
        llvm::all_of(sweeps.getGroupOutputs(), [&](unsigned output) {
          return sweeps.getStage(kernel.getYielded()[output]) <= sweep;
        });
    bool havePoints = blocks.areMergedByPoints &&
                      sweep < sweeps.getNumSweeps() &&
                      !sweeps.getOutputs(sweep).empty();
    if (isLast && areKnown && !havePoints && !areGroupOutputsStored) {
      areGroupOutputsStored = true;
      addOutputs(groupParts, sweeps.getGroupOutputs());
    }
    if (inLanes.none()) {
      SmallVector<SplitPart> all =
          llvm::to_vector(llvm::concat<const SplitPart>(parts, groupParts));
      if (!all.empty())
        build(all, Role::Between);
    } else {
      // The former have an element per lane, the latter one per group.
      if (!parts.empty())
        build(parts, Role::Between);
      if (!groupParts.empty())
        build(groupParts, Role::Between);
    }
    for (const SplitPart &part : parts)
      stored[part.value] = part.buffer;
  }

  /// The buffer that holds `value` for the point at hand; null where it is
  /// computed. One element per group is computed again from the parts in the
  /// lanes, of which there may be none.
  Value getStored(Value value, ArrayRef<SplitPart> parts) const {
    bool isForGroups = llvm::any_of(parts, [&](const SplitPart &part) {
      return llvm::none_of(inLanes.set_bits(), [&](unsigned dim) {
        return part.map.isFunctionOfDim(dim);
      });
    });
    return isForGroups && inLanes.any() ? Value() : stored.lookup(value);
  }

  /// Whether the parts are the same for all indices of a kept dimension, whose
  /// size no map needs.
  bool isUnused(unsigned dim, ArrayRef<SplitPart> parts) {
    return !inLanes.test(dim) &&
           llvm::none_of(parts,
                         [&](const SplitPart &part) {
                           return part.map.isFunctionOfDim(dim);
                         }) &&
           !isSizeNamed(dim);
  }

  /// A kernel that computes `parts`; those in between have one point per group
  /// and lane.
  void build(ArrayRef<SplitPart> parts, Role role) {
    SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
    for (unsigned dim = 0; dim < sizes.size(); ++dim)
      if (isKept(dim) ? isUnused(dim, parts) : role == Role::Between)
        sizes[dim] = rewriter.getIndexAttr(1);
    bool merges = mergesBlocks(parts, role);
    if (merges)
      sizes.push_back(count);
    KernelOpBuilder part(rewriter, loc, sizes);
    auto getMap = [&](AffineMap map) { return merges ? withBlocks(map) : map; };
    auto replace = [&](Value value) -> Value {
      if (Value buffer = getStored(value, parts))
        return part.addInput(buffer, getMap(getKeptMap(value)));
      if (auto argument = dyn_cast<BlockArgument>(value); argument && merges) {
        unsigned input = argument.getArgNumber();
        return part.addInput(kernel.getInputs()[input],
                             withBlocks(kernel.getInputMap(input)),
                             kernel.getOutsideValue(input));
      }
      auto reduce = value.getDefiningOp<ReduceOp>();
      Value buffer = reduce ? partials.lookup(value) : Value();
      if (buffer && merges)
        return addBlocksUp(part, reduce, buffer);
      return buffer ? reduceLeft(part.inside(), reduce,
                                 part.addInput(buffer, getKeptMap(value)),
                                 /*isPartial=*/true)
                    : Value();
    };
    auto copyOp = [&](Operation *op, IRMapping &copies) -> Value {
      auto reduce = dyn_cast<ReduceOp>(op);
      return reduce ? reduceLeft(part.inside(), reduce,
                                 copies.lookupOrDefault(reduce.getInput()),
                                 /*isPartial=*/false)
                    : Value();
    };
    for (const SplitPart &own : parts)
      part.addOutput(own.buffer, getMap(own.map),
                     part.copy(kernel, own.value, replace, copyOp));
    part.create();
  }

  /// Whether a kernel of `parts` reads sums that are in blocks.
  bool mergesBlocks(ArrayRef<SplitPart> parts, Role role) const {
    bool canMerge = role == Role::Between ||
                    (role == Role::Writes && blocks.areMergedByPoints);
    return blocks.size > 0 && canMerge &&
           llvm::any_of(parts, [&](const SplitPart &part) {
             return sweeps.getStage(part.value) > 0;
           });
  }

  /// The sum of the blocks of `reduce` that are in `buffer`.
  Value addBlocksUp(KernelOpBuilder &part, ReduceOp reduce, Value buffer) {
    unsigned dim = kernel.getNumDims();
    AffineMap map = withBlocks(getKeptMap(reduce));
    Value block = part.addInput(
        buffer, map.insertResult(rewriter.getAffineDimExpr(dim), 0));
    return ReduceOp::create(part.inside(), loc, reduce.getKind(), block,
                            ArrayRef<int64_t>(dim));
  }

  /// Reduces over those dimensions of `reduce` that `input` still varies over:
  /// parts of it over the lanes, what they are made of over all others.
  Value reduceLeft(OpBuilder &builder, ReduceOp reduce, Value input,
                   bool isPartial) {
    SmallVector<int64_t> over;
    for (int64_t dim : reduce.getOver())
      if (inLanes.test(dim) == isPartial)
        over.push_back(dim);
    if (over.empty())
      return input;
    auto left = ReduceOp::create(builder, loc, reduce.getKind(), input, over);
    if (blocks.size > 0)
      left.setBy(blocks.size);
    // Parts are sums of f64 themselves.
    if (!isPartial)
      left.setChainAttr(reduce.getChainAttr());
    return left;
  }

  RewriterBase &rewriter;
  Location loc;
  KernelOp kernel;
  const SweepAnalysis &sweeps;
  std::vector<KernelAccess> accesses;
  llvm::SmallBitVector swept, inLanes;
  Blocks blocks;
  llvm::DenseSet<Value> expensive;
  OpFoldResult count;              // of blocks
  DenseMap<Value, Value> stored;   // values between sweeps, in buffers
  DenseMap<Value, Value> partials; // reductions, in buffers
  SmallVector<Value> buffers;
  bool areGroupOutputsStored = false;
};

/// Decides whether a kernel is written as several, and has it done.
class SplitDecision {
public:
  SplitDecision(RewriterBase &rewriter, KernelOp kernel, const CostModel &model)
      : rewriter(rewriter), kernel(kernel), model(model), sweeps(kernel),
        layout(kernel, sweeps), none(kernel.getNumDims()) {}

  void splitWhereDue() {
    std::optional<unsigned> vectorAxis = layout.chooseVectorAxis();
    // What outer reductions combine is not read from memory again.
    if (!vectorAxis || sweeps.getOuter().any())
      return;
    const KernelAxis &axis = layout.getAxes()[*vectorAxis];
    if (sweeps.getReduced().none()) {
      if (!model.sharesValues())
        splitValues(axis);
    } else if (!axis.isReduced) {
      if (model.hasLongColumns(kernel, sweeps))
        splitSums(axis);
    } else if (hasChannels(axis) && model.keepsLanes()) {
      splitLanes(axis.dims.front());
    } else if (model.hasLongRows(kernel, sweeps)) {
      splitSums(axis);
    }
  }

private:
  /// Whether no sweep reduces what it computes from another one's sums.
  bool hasOneReducingSweep() const {
    for (unsigned sweep = 1; sweep < sweeps.getNumSweeps(); ++sweep)
      if (!sweeps.getReductions(sweep).empty())
        return false;
    return true;
  }

  /// Whether vectors run along the channels of a group, next to each other,
  /// which has more elements than these.
  bool hasChannels(const KernelAxis &axis) const {
    bool hasOther =
        llvm::any_of(sweeps.getReduced().set_bits(), [&](unsigned dim) {
          return !llvm::is_contained(axis.dims, dim);
        });
    return hasOther && axis.dims.size() == 1 &&
           layout.isInnerPart(axis.dims.front());
  }

  /// Without reductions: values along the vectors that rows would compute again
  /// and again.
  void splitValues(const KernelAxis &axis) {
    llvm::SmallBitVector rows(kernel.getNumDims(), true);
    for (unsigned dim : axis.dims)
      rows.reset(dim);
    KernelSplitter splitter(rewriter, kernel, sweeps, rows, none);
    llvm::DenseSet<Value> expensive = findExpensive(kernel);
    if (layout.getAxes().size() > 1 && splitter.isPossible() &&
        llvm::any_of(splitter.getBetween(0),
                     [&](Value value) { return expensive.contains(value); }))
      splitter.split();
  }

  /// Channels stay in their lanes.
  void splitLanes(unsigned channels) {
    llvm::SmallBitVector inLanes = none;
    inLanes.set(channels);
    KernelSplitter splitter(rewriter, kernel, sweeps, sweeps.getReduced(),
                            inLanes);
    if (splitter.isPossible())
      splitter.split();
  }

  /// Long groups are read twice from memory anyway, so their sums are formed on
  /// their own: of columns row by row, of rows by several threads.
  void splitSums(const KernelAxis &axis) {
    Blocks blocks;
    if (hasOneReducingSweep())
      blocks.size = model.chooseSplitSize(kernel, sweeps, layout);
    blocks.areMergedByPoints =
        blocks.size > 0 && model.mergesAtPoints(kernel, sweeps, axis);
    if (trySplit(blocks) || blocks.size == 0 || blocks.areMergedByPoints)
      return;
    blocks.areMergedByPoints = true;
    trySplit(blocks);
  }

  bool trySplit(Blocks blocks) {
    KernelSplitter splitter(rewriter, kernel, sweeps, sweeps.getReduced(), none,
                            blocks);
    if (layout.hasWindow() || !splitter.isPossible())
      return false;
    splitter.split();
    return true;
  }

  RewriterBase &rewriter;
  KernelOp kernel;
  const CostModel &model;
  SweepAnalysis sweeps;
  KernelLayout layout;
  llvm::SmallBitVector none; // of the dimensions
};

struct SplitKernels : norm::impl::SplitKernelsPassBase<SplitKernels> {
  using SplitKernelsPassBase::SplitKernelsPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getNumResults() == 0 && !kernel.getSchedule())
        kernels.push_back(kernel);
    });
    IRRewriter rewriter(&getContext());
    std::unique_ptr<CostModel> model =
        createCostModel(getOperation(), target, chip);
    if (!model)
      return signalPassFailure();
    for (KernelOp kernel : kernels)
      SplitDecision(rewriter, kernel, *model).splitWhereDue();
  }
};

} // namespace
