//===- FusionRules.cpp - What one kernel holds ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusionRules.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

std::pair<Value, Operation *> norm::matchCombiner(linalg::GenericOp op,
                                                  unsigned number) {
  SmallVector<Operation *> combiners;
  Value value = matchReduction(op.getRegionOutputArgs(), number, combiners);
  if (!value || combiners.size() != 1 ||
      !isa<arith::AddFOp, arith::MaximumFOp, arith::MinimumFOp>(combiners[0]))
    return {nullptr, nullptr};
  // The accumulator goes into the combination and nothing else.
  if (!op.getRegionOutputArgs()[number].hasOneUse())
    return {nullptr, nullptr};
  return {value, combiners[0]};
}

/// Whether an index of a map is 0 and the dimension has more than one element.
static bool isFirstOfMany(AffineExpr expr, Value tensor, unsigned dim) {
  return isa<AffineConstantExpr>(expr) &&
         cast<RankedTensorType>(tensor.getType()).getDimSize(dim) != 1;
}

/// Whether dimension `dim` of an operand has a margin that kernels look
/// through.
static bool isPadded(Value operand, unsigned dim) {
  Operation *def = operand.getDefiningOp();
  if (isa_and_present<tensor::ExtractSliceOp>(def))
    def = def->getOperand(0).getDefiningOp();
  std::optional<Margin> margin = matchMargin(def);
  return margin && margin->axis == dim && isView(operand.getDefiningOp());
}

static std::string findObstacleInMap(OpOperand &operand, AffineMap map) {
  auto op = cast<linalg::GenericOp>(operand.getOwner());
  bool isInit = op.isDpsInit(&operand);
  llvm::SmallBitVector seen(map.getNumDims());
  for (auto [number, stated] : llvm::enumerate(map.getResults())) {
    AffineExpr expr = simplifyIndex(stated, op);
    // A window's loops may index other operands only.
    if (auto loops = matchSlidingIndex(expr);
        loops && !isInit && isPadded(operand.get(), number) &&
        !seen.test(loops->first) && !seen.test(loops->second)) {
      seen.set(loops->first);
      seen.set(loops->second);
      continue;
    }
    auto dim = dyn_cast<AffineDimExpr>(expr);
    auto constant = dyn_cast<AffineConstantExpr>(expr);
    if (!dim && (!constant || constant.getValue() != 0))
      return "an indexing map is no projection";
    if (isInit && isFirstOfMany(expr, operand.get(), number))
      return "it writes a part of its result";
    if (dim && seen.test(dim.getPosition()))
      return "an indexing map names a loop twice";
    if (dim)
      seen.set(dim.getPosition());
  }
  return "";
}

static std::string findObstacleInTypes(linalg::GenericOp op) {
  for (Value value : op->getOperands()) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (type && type.getEncoding())
      return "a tensor has an encoding";
    if (!KernelOp::isLegalElement(getElementTypeOrSelf(value.getType()))) {
      std::string text;
      llvm::raw_string_ostream stream(text);
      stream << "it has elements of type "
             << getElementTypeOrSelf(value.getType());
      return text;
    }
  }
  return "";
}

std::string norm::findObstacle(linalg::GenericOp op) {
  if (!op.hasPureTensorSemantics())
    return "it is on buffers";
  for (OpOperand &operand : op->getOpOperands())
    if (std::string why =
            findObstacleInMap(operand, op.getMatchingIndexingMap(&operand));
        !why.empty())
      return why;
  if (std::string why = findObstacleInTypes(op); !why.empty())
    return why;
  std::optional<WindowAccess> window = matchWindow(op);
  for (Operation &nested : op.getBody()->without_terminator()) {
    bool isWindow =
        window && (isa<linalg::IndexOp, tensor::ExtractOp>(nested) ||
                   llvm::all_of(nested.getResultTypes(),
                                [](Type type) { return type.isIndex(); }));
    if (!isWindow && !KernelOp::isLegalBodyOp(&nested))
      return ("its region has " + nested.getName().getStringRef()).str();
  }
  if (op.getNumReductionLoops() == 0)
    return "";
  for (unsigned number = 0; number < op.getNumResults(); ++number)
    if (!matchCombiner(op, number).first)
      return "it combines by other than a sum, a maximum or a minimum";
  return "";
}

SmallVector<linalg::GenericOp> norm::getProducers(linalg::GenericOp op) {
  SmallVector<Value> work(op->operand_begin(), op->operand_end());
  if (std::optional<WindowAccess> window = matchWindow(op))
    work.push_back(window->tensor);
  SmallVector<linalg::GenericOp> producers;
  for (Value value : work)
    if (auto generic = dyn_cast_or_null<linalg::GenericOp>(getProducer(value)))
      producers.push_back(generic);
  return producers;
}

/// The dimensions of which an operand of `op` is a first element.
static void findFirstElements(OpOperand &operand, AffineMap map,
                              SmallVectorImpl<FirstElement> &found) {
  auto producer =
      dyn_cast_or_null<linalg::GenericOp>(getProducer(operand.get()));
  if (!producer)
    return;
  for (auto [dim, expr] : llvm::enumerate(map.getResults()))
    if (isFirstOfMany(expr, operand.get(), dim))
      found.push_back({producer, operand.get(), static_cast<unsigned>(dim)});
  for (Operation *def = operand.get().getDefiningOp();
       isView(def) && getViewed(def); def = getViewed(def).getDefiningOp())
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(def);
        slice && !matchMargin(slice.getSource().getDefiningOp()))
      for (int64_t dim = 0; dim < slice.getSourceType().getRank(); ++dim)
        if (!isWholeSlice(slice, dim))
          found.push_back(
              {producer, slice.getSource(), static_cast<unsigned>(dim)});
}

FailureOr<GrowingFusion> norm::startFusion(linalg::GenericOp op) {
  GrowingFusion own;
  own.fusion.ops.push_back(op);
  if (failed(own.fusion.axes.addOp(op)))
    return failure();
  own.space.walked = *own.fusion.axes.getWalked(op);
  own.space.reduced = *own.fusion.axes.getWalked(op, /*reduced=*/true);
  own.space.widest = own.space.walked.size();
  own.sweeps.stages[op] = 0;
  for (unsigned part : own.fusion.axes.getDynamicParts(/*onTrial=*/false))
    if (!llvm::is_contained(own.space.walked, part))
      own.space.dynamicParts.push_back(part);
  for (OpOperand &operand : op->getOpOperands())
    if (isa<RankedTensorType>(operand.get().getType()))
      findFirstElements(operand, op.getMatchingIndexingMap(&operand),
                        own.firstElements);
  if (std::optional<WindowAccess> window = matchWindow(op))
    if (auto producer =
            dyn_cast_or_null<linalg::GenericOp>(getProducer(window->tensor)))
      own.windowed.push_back(producer);
  for (Value operand : op->getOperands())
    for (Operation *def = operand.getDefiningOp();
         isView(def) && getViewed(def); def = getViewed(def).getDefiningOp())
      if (std::optional<Margin> margin = matchMargin(def))
        if (auto producer =
                dyn_cast_or_null<linalg::GenericOp>(getProducer(operand)))
          own.padded.push_back({producer, *margin});
  return own;
}

//===----------------------------------------------------------------------===//
// Several ops
//===----------------------------------------------------------------------===//

/// Whether an op of the kernel reads a tensor that it computes.
static bool isReadInside(Value value,
                         function_ref<bool(Operation *)> isMember) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    return isMember(user) || (isView(user) && getViewed(user) == value &&
                              isReadInside(user->getResult(0), isMember));
  });
}
static bool isReadInside(linalg::GenericOp op,
                         function_ref<bool(Operation *)> isMember) {
  return llvm::any_of(op.getResults(), [&](Value result) {
    return isReadInside(result, isMember);
  });
}

/// The last dimension of a tensor that is not of size 1; none where all are.
static std::optional<unsigned> getLastDim(Value tensor,
                                          const AxisClasses &axes) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  for (unsigned dim = type ? type.getRank() : 0; dim-- > 0;)
    if (!axes.getClassAtoms(tensor, dim).empty())
      return dim;
  return std::nullopt;
}

/// The operands that vary over all that an op walks.
static SmallVector<Value> getWidestInputs(linalg::GenericOp op,
                                          const AxisClasses &axes) {
  SmallVector<Value> widest;
  FailureOr<SmallVector<unsigned>> walked = axes.getWalked(op);
  if (failed(walked))
    return widest;
  size_t most = walked->size();
  for (Value input : op.getInputs()) {
    size_t atoms = 0;
    if (auto type = dyn_cast<RankedTensorType>(input.getType()))
      for (unsigned dim = 0; dim < type.getRank(); ++dim)
        atoms += axes.getClassAtoms(input, dim).size();
    if (atoms >= most)
      widest.push_back(input);
  }
  return widest;
}

/// Whether an op reduces what some operand has next to each other in memory, if
/// that is dense: vectors run along it.
static bool reducesNeighbours(linalg::GenericOp op, const AxisClasses &axes,
                              ArrayRef<unsigned> reduced) {
  return llvm::any_of(getWidestInputs(op, axes), [&](Value input) {
    std::optional<unsigned> last = getLastDim(input, axes);
    return last &&
           llvm::any_of(axes.getClassAtoms(input, *last), [&](unsigned atom) {
             return llvm::is_contained(reduced, atom);
           });
  });
}

/// Whether what lies next to each other is known to be so short that a row of
/// sums costs more to read and to write than another pass over the elements.
static bool hasShortRows(linalg::GenericOp op, const AxisClasses &axes) {
  constexpr int64_t kShortestRow = 16;
  return llvm::any_of(getWidestInputs(op, axes), [&](Value input) {
    std::optional<unsigned> last = getLastDim(input, axes);
    if (!last)
      return false;
    auto type = cast<RankedTensorType>(input.getType());
    return !type.isDynamicDim(*last) && type.getDimSize(*last) < kShortestRow;
  });
}

/// Whether an op's sums start with 0, its maxima with -inf: nothing is added to
/// what the reduction gives.
static bool startsNeutral(linalg::GenericOp op) {
  return llvm::all_of(llvm::seq<unsigned>(op.getNumResults()), [&](unsigned i) {
    auto fill = op.getDpsInits()[i].getDefiningOp<linalg::FillOp>();
    Operation *combiner = matchCombiner(op, i).second;
    APFloat value(0.0);
    if (!fill || !combiner ||
        !matchPattern(fill.getInputs()[0], m_ConstantFloat(&value)))
      return false;
    if (isa<arith::AddFOp>(combiner))
      return value.isPosZero();
    return value.isInfinity() &&
           value.isNegative() == isa<arith::MaximumFOp>(combiner);
  });
}

/// Adds a reduction over `reduced` to a space, as an inner or an outer one.
static Misfit addReduction(linalg::GenericOp op, const AxisClasses &axes,
                           ArrayRef<unsigned> reduced, bool isRead,
                           FusionSpace &space) {
  if (space.reduced.empty())
    space.reduced.assign(reduced.begin(), reduced.end());
  if (ArrayRef(space.reduced) == reduced)
    return {};
  bool isApart = llvm::none_of(reduced, [&](unsigned axis) {
    return llvm::is_contained(space.reduced, axis);
  });
  if (isRead || !isApart ||
      (!space.outer.empty() && ArrayRef(space.outer) != reduced))
    return {"they reduce different axes", /*isForever=*/false};
  if (reducesNeighbours(op, axes, reduced))
    return {"it reduces the axis that vectors run along"};
  if (hasShortRows(op, axes))
    return {"its rows are too short to be summed in turn"};
  if (!startsNeutral(op))
    return {"what it reduces over other axes starts with a value"};
  space.outer.assign(reduced.begin(), reduced.end());
  space.outerOps.push_back(op);
  return {};
}

/// Adds an op to a space; why it does not fit.
static Misfit addToSpace(linalg::GenericOp op, const AxisClasses &axes,
                         bool isRead, FusionSpace &space) {
  FailureOr<SmallVector<unsigned>> walked = axes.getWalked(op);
  if (failed(walked))
    return {"their axes do not walk together"};
  SmallVector<unsigned> all;
  std::set_union(space.walked.begin(), space.walked.end(), walked->begin(),
                 walked->end(), std::back_inserter(all));
  if (!space.reduced.empty() && all.size() != space.walked.size())
    return {"a reduction would be repeated along another axis",
            /*isForever=*/false};
  space.walked = std::move(all);
  space.widest = std::max(space.widest, walked->size());
  SmallVector<unsigned> reduced = *axes.getWalked(op, /*reduced=*/true);
  if (reduced.empty())
    return {};
  if (*walked != space.walked)
    return {"a reduction would be repeated along another axis",
            /*isForever=*/false};
  return addReduction(op, axes, reduced, isRead, space);
}

/// Ops without reductions first: their axes are no repetition, then. Then
/// reductions whose results are read inside, or that reduce neighbours, which
/// are inner ones where none is read.
static Misfit addAllToSpace(ArrayRef<linalg::GenericOp> ops,
                            const AxisClasses &axes,
                            function_ref<bool(Operation *)> isMember,
                            FusionSpace &space) {
  SmallVector<linalg::GenericOp> read, neighbours, unread;
  for (linalg::GenericOp op : ops) {
    if (op.getNumReductionLoops() == 0) {
      if (Misfit misfit = addToSpace(op, axes, false, space))
        return misfit;
      continue;
    }
    FailureOr<SmallVector<unsigned>> reduced =
        axes.getWalked(op, /*reduced=*/true);
    bool isFirst = succeeded(reduced) && reducesNeighbours(op, axes, *reduced);
    (isReadInside(op, isMember) ? read
     : isFirst                  ? neighbours
                                : unread)
        .push_back(op);
  }
  for (linalg::GenericOp op : read)
    if (Misfit misfit = addToSpace(op, axes, true, space))
      return misfit;
  for (linalg::GenericOp op : neighbours)
    if (Misfit misfit = addToSpace(op, axes, false, space))
      return misfit;
  for (linalg::GenericOp op : unread)
    if (Misfit misfit = addToSpace(op, axes, false, space))
      return misfit;
  return {};
}

Misfit norm::checkAxes(GrowingFusion &base, ArrayRef<GrowingFusion *> others,
                       function_ref<bool(Operation *)> isMember,
                       FusionSpace &space) {
  AxisClasses &axes = base.fusion.axes;
  SmallVector<linalg::GenericOp> added;
  for (GrowingFusion *other : others)
    for (linalg::GenericOp op : other->fusion.ops) {
      if (failed(axes.addOp(op)))
        return {"their axes do not walk together"};
      added.push_back(op);
    }
  Misfit misfit;
  // What earlier ops walk is known unless classes of theirs have changed, and
  // what they reduce unless the roles of reductions do.
  bool isKnown = !axes.hasChangedOld();
  if (isKnown) {
    space = base.space;
    llvm::append_range(space.dynamicParts,
                       axes.getDynamicParts(/*onTrial=*/true));
    misfit = addAllToSpace(added, axes, isMember, space);
    isKnown = !misfit && llvm::none_of(space.outerOps, [&](auto op) {
      return isReadInside(op, isMember);
    });
  }
  bool hasReduction = llvm::any_of(added, [](linalg::GenericOp op) {
    return op.getNumReductionLoops() != 0;
  });
  if (!isKnown && (!misfit || hasReduction)) {
    llvm::append_range(added, base.fusion.ops);
    space = FusionSpace();
    space.dynamicParts = axes.getDynamicParts(/*onTrial=*/false);
    misfit = addAllToSpace(added, axes, isMember, space);
  }
  if (misfit)
    return misfit;
  llvm::erase_if(space.dynamicParts, [&](unsigned part) {
    return !axes.isLeaf(part) ||
           llvm::is_contained(space.walked, axes.getRoot(part));
  });
  if (space.widest != space.walked.size() || !space.dynamicParts.empty())
    return {"no op has all of their axes", /*isForever=*/false};
  return {};
}

/// Whether an op depends on a reduction of the kernel.
static bool dependsOnReduction(linalg::GenericOp op, const AxisClasses &axes,
                               function_ref<bool(Operation *)> isMember) {
  SmallVector<linalg::GenericOp> work = {op};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!work.empty()) {
    linalg::GenericOp next = work.pop_back_val();
    if (!isMember(next) || !seen.insert(next).second)
      continue;
    if (!axes.getWalked(next, /*reduced=*/true)->empty())
      return true;
    llvm::append_range(work, getProducers(next));
  }
  return false;
}

/// Whether the kernel computes a long function for each element of what `op`
/// gives: a scalar that waits for its instructions costs as much as many
/// vectors.
static bool needsLongFunction(linalg::GenericOp op, const AxisClasses &axes,
                              const CostModel &model,
                              function_ref<bool(Operation *)> isMember) {
  SmallVector<linalg::GenericOp> work = {op};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!work.empty()) {
    linalg::GenericOp next = work.pop_back_val();
    if (!isMember(next) || !seen.insert(next).second ||
        !axes.getWalked(next, /*reduced=*/true)->empty())
      continue;
    for (Operation &nested : next.getBody()->without_terminator())
      if (model.getOpCost(&nested) >= model.getLongFunctionCost())
        return true;
    llvm::append_range(work, getProducers(next));
  }
  return false;
}

/// Whether a kernel may compute what is read through a margin, at each place of
/// the window: cheap values, which the operands' margins give too.
static bool mayReadThrough(const PaddedRead &read, const AxisClasses &axes,
                           const CostModel &model,
                           function_ref<bool(Operation *)> isMember) {
  int64_t cost = 0;
  linalg::GenericOp producer = read.producer;
  for (Operation &nested : producer.getBody()->without_terminator())
    cost += model.getOpCost(&nested);
  return cost <= model.getWindowCost() &&
         axes.getClassAtoms(read.margin.source, read.margin.axis).size() <= 1 &&
         !dependsOnReduction(producer, axes, isMember) &&
         isMarginOfSource(read.margin, isMember);
}

Misfit norm::checkReads(ArrayRef<GrowingFusion *> parts,
                        const AxisClasses &axes, const FusionSpace &space,
                        const CostModel &model,
                        function_ref<bool(Operation *)> isMember) {
  for (GrowingFusion *part : parts) {
    for (linalg::GenericOp producer : part->windowed)
      if (isMember(producer))
        return {"a window of what is computed in the kernel"};
    for (PaddedRead &read : part->padded)
      if (isMember(read.producer) &&
          !mayReadThrough(read, axes, model, isMember))
        return {"a window of what is computed in the kernel"};
    for (FirstElement &first : part->firstElements) {
      if (!isMember(first.producer))
        continue;
      // Along what is reduced, the reductions are the same ones.
      auto type = cast<RankedTensorType>(first.tensor.getType());
      bool mayBeEmpty =
          type.isDynamicDim(first.dim) || type.getDimSize(first.dim) == 0;
      bool isReduced = llvm::all_of(
          axes.getClassAtoms(first.tensor, first.dim), [&](unsigned atom) {
            return llvm::is_contained(space.reduced, atom);
          });
      if ((mayBeEmpty || !isReduced) &&
          dependsOnReduction(first.producer, axes, isMember))
        return {"it reads first elements of what a reduction gives"};
      if (needsLongFunction(first.producer, axes, model, isMember))
        return {"it reads first elements of what a long function gives"};
    }
  }
  return {};
}
