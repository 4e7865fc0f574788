//===- SweepPlan.cpp - A kernel's sweeps as data ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SweepPlan.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

SweepPlan::SweepPlan(KernelOp kernel, const SweepAnalysis &analysis,
                     const KernelLayout &layout,
                     std::optional<unsigned> vectorAxis, Width width,
                     bool hasRest, SweepForm form,
                     const llvm::SmallBitVector &pointDims)
    : kernel(kernel), analysis(&analysis), layout(&layout),
      vectorAxis(vectorAxis), width(width), form(form) {
  assert((pointDims.none() || isFlat()) && "points are walked by a flat loop");
  bool isReduced = analysis.getReduced().any();
  bool sweepsAll = isFlat() && !isReduced && pointDims.none();
  auto isPoint = [&](const KernelAxis &axis) {
    return pointDims.any() && pointDims.test(axis.dims.front());
  };
  for (auto [index, axis] : llvm::enumerate(layout.getAxes()))
    if (index != vectorAxis)
      (axis.isReduced || sweepsAll ? sweepAxes
       : axis.isOuter              ? outerAxes
       : isPoint(axis)             ? points.axes
                                   : groupAxes)
          .push_back(index);
  for (unsigned index = 0; index < kernel.getInits().size(); ++index) {
    int64_t &size =
        kernel.getOuterReduction(index) ? outerBlockSize : blockSize;
    size = std::max(size, kernel.getBlockSize(index));
  }
  if (vectorAxis && isPoint(layout.getAxes()[*vectorAxis])) {
    points.axes.push_back(*vectorAxis);
    points.isAlongVectors = true;
  } else if (vectorAxis && (layout.getAxes()[*vectorAxis].isReduced ||
                            (!isReduced && pointDims.none()))) {
    // Without reductions, the sweep runs along the vectors.
    sweepAxes.push_back(*vectorAxis);
    isSweptByVectors = true;
  }
  findVectors();
  planSweeps(hasRest);
  planRows();
}

/// Whether the elements of a result can be read where they were written: by the
/// same thread, and by vectors.
bool SweepPlan::canReadBack(unsigned output) const {
  Value value = KernelOp(kernel).getYielded()[output];
  // What rounds takes longer to form again than to read. Elements that do not
  // are formed again, so that the results may pass the cache by.
  if (isFlat() || width.threads > 1 || isa<BlockArgument>(value) ||
      getElementBytes(value.getType()) >= 4)
    return false;
  unsigned operand = KernelOp(kernel).getInputs().size() + output;
  llvm::SmallBitVector extent = analysis->getExtent(value);
  for (unsigned dim = 0; dim < extent.size(); ++dim)
    if (layout->getAccess(operand).variesAlong(dim) != extent.test(dim))
      return false;
  return width.lanes == 1 || !isAlongVector(value) ||
         layout->getStride(operand, *vectorAxis).isOne();
}

bool SweepPlan::isReadBack(unsigned output) const {
  return llvm::any_of(sweeps, [&](const Sweep &sweep) {
    return llvm::any_of(
        sweep.steps, [&](const Step &step) { return step.output == output; });
  });
}

/// Operands that are read at the points of a sweep that needs these values,
/// those in `written` from results.
unsigned SweepPlan::countReads(const llvm::SetVector<Value> &needed,
                               const DenseMap<Value, unsigned> &written) const {
  return llvm::count_if(needed, [&](Value value) {
    return (isa<BlockArgument>(value) || written.contains(value)) &&
           analysis->getExtent(value).anyCommon(analysis->getReduced());
  });
}

/// Plans the sweeps that reduce, and those that write what varies along them.
void SweepPlan::planReduced(bool hasRest) {
  DenseMap<Value, unsigned> written; // results by what they hold
  for (unsigned number = 0; number < analysis->getNumSweeps(); ++number) {
    auto isWritten = [&](Value value) { return written.contains(value); };
    llvm::SetVector<Value> needed = analysis->getNeeded(number);
    llvm::SetVector<Value> fewer = analysis->getNeeded(number, isWritten);
    bool readsBack = countReads(fewer, written) <=
                     countReads(needed, DenseMap<Value, unsigned>());
    Sweep &sweep = sweeps.emplace_back(
        planSweep(sweepAxes, readsBack ? fewer : needed,
                  analysis->getReductions(number), analysis->getOutputs(number),
                  analysis->getAccumulated(number), hasRest));
    for (Step &step : sweep.steps)
      if (auto known = written.find(step.value);
          readsBack && known != written.end())
        step.output = known->second;
    for (unsigned output : analysis->getOutputs(number))
      if (canReadBack(output))
        written.try_emplace(KernelOp(kernel).getYielded()[output], output);
  }
}

/// Plans the sweeps and what follows them.
void SweepPlan::planSweeps(bool hasRest) {
  bool hasPoints = !points.axes.empty();
  bool isReduced = analysis->getReduced().any();
  SmallVector<unsigned> atPoints, atGroups;
  if (!isReduced && hasPoints)
    atPoints = llvm::to_vector(analysis->getOutputs(0));
  else
    planReduced(hasRest);
  for (unsigned output : analysis->getGroupOutputs())
    (isAtPoints(output) ? atPoints : atGroups).push_back(output);
  afterwards = planSweep({}, analysis->getNeededFor(atGroups), {}, atGroups, {},
                         hasRest);
  if (!hasPoints)
    return;
  points =
      planSweep(SmallVector<unsigned>(points.axes),
                analysis->getNeededFor(atPoints), {}, atPoints, {}, hasRest);
  // Vectors across groups stand at one point after the other.
  if (!points.isAlongVectors)
    points.distance = width.threads;
}

/// Whether a result has an element for each of the points that share sums.
bool SweepPlan::isAtPoints(unsigned output) const {
  unsigned operand = KernelOp(kernel).getInputs().size() + output;
  llvm::SmallBitVector axes = getAxes(KernelOp(kernel).getYielded()[output]);
  return llvm::any_of(points.axes, [&](unsigned axis) {
    return axes.test(axis) || layout->getAccess(operand).variesAlong(
                                  layout->getAxes()[axis].dims.front());
  });
}

/// Whether there are 32 registers, as there are of 16 lanes, and not 16.
static bool hasManyRegisters(const Width &width) { return width.lanes >= 16; }

/// Whether elements go through a function, or a division, beside which reading
/// costs little, and which takes registers.
static bool computesMuch(const SweepPlan::Sweep &sweep) {
  return llvm::any_of(sweep.steps, [&](const SweepPlan::Step &step) {
    Operation *def = step.value.getDefiningOp();
    return def && step.isAlongVector &&
           (isa<arith::DivFOp>(def) ||
            (isa<math::MathDialect>(def->getDialect()) &&
             !isa<math::AbsFOp, math::CopySignOp, math::FmaOp,
                  math::RoundEvenOp>(def)));
  });
}

/// Takes rows together where the last sweep reduces nothing and they share what
/// it reads along the vectors. Behind sums, reading alone is no reason, for the
/// rows are in the cache as the shared ones are; converting is.
void SweepPlan::planRows() {
  if (isFlat() || !isSweptByVectors || width.lanes == 1 || width.threads > 1 ||
      groupAxes.empty() || blockSize > 0 || outerBlockSize > 0 ||
      layout->hasWindow())
    return;
  unsigned axis = groupAxes.back();
  Sweep &last = sweeps.back();
  auto reads = [&](bool isShared, int64_t mostBytes) {
    return llvm::any_of(last.steps, [&](const Step &step) {
      return isa<BlockArgument>(step.value) && step.isAlongVector &&
             getAxes(step.value).test(axis) != isShared &&
             getElementBytes(step.value.getType()) <= mostBytes;
    });
  };
  // Of elements of 32 bits and more, reads cost less than jumps between rows.
  bool sharesReads = sweeps.size() > 1 ? reads(/*isShared=*/true, 2)
                                       : reads(/*isShared=*/true, 8) &&
                                             reads(/*isShared=*/false, 2);
  if (!sharesReads || !last.reductions.empty() || !last.accumulated.empty() ||
      computesMuch(last))
    return;
  // What is read again, after sums, must stay in the first cache.
  rows = !hasManyRegisters(width) ? 2 : sweeps.size() > 1 ? 4 : 8;
  last.unroll = std::min<int64_t>(last.unroll, 2);
  Block &block = kernel.getBody().front();
  for (BlockArgument argument : block.getArguments())
    if (getAxes(argument).test(axis))
      perRow.insert(argument);
  for (Operation &op : block.without_terminator())
    if (getAxes(op.getResult(0)).test(axis))
      perRow.insert(op.getResult(0));
  findValuesOfRows();
}

/// Finds the values of rows that the loops of the last sweep need.
void SweepPlan::findValuesOfRows() {
  const Sweep &last = sweeps.back();
  llvm::SetVector<Value> used;
  llvm::DenseSet<Value> inLoops;
  for (const Step &step : last.steps) {
    if (step.level == 0)
      continue;
    inLoops.insert(step.value);
    if (!isa<BlockArgument>(step.value) && !step.output)
      used.insert_range(step.value.getDefiningOp()->getOperands());
  }
  for (unsigned output : last.outputs)
    used.insert(KernelOp(kernel).getYielded()[output]);
  for (Value value : used)
    if (isPerRow(value) && !inLoops.contains(value))
      ofRows.push_back(value);
}

void SweepPlan::findVectors() {
  bool hasPoints = !points.axes.empty();
  auto add = [&](Value value) {
    llvm::SmallBitVector axes = getAxes(value);
    auto variesAlong = [&](ArrayRef<unsigned> which) {
      return llvm::any_of(which,
                          [&](unsigned axis) { return axes.test(axis); });
    };
    bool isAlong = vectorAxis && axes.test(*vectorAxis);
    // A flat loop's vectors may lie at other indices of any axis.
    bool isSwept = isFlat() && isSweptByVectors && variesAlong(sweepAxes);
    bool isPoint = variesAlong(points.axes);
    bool isOfLanes = isSwept || (isPoint && points.isAlongVectors);
    if (isAlong || (isOfLanes && form == SweepForm::Scattered))
      alongVector.insert(value);
    if (isSwept || isPoint || (isAlong && !hasPoints))
      perVector.insert(value);
  };
  Block &block = kernel.getBody().front();
  for (BlockArgument argument : block.getArguments())
    add(argument);
  for (Operation &op : block.without_terminator())
    add(op.getResult(0));
}

llvm::SmallBitVector SweepPlan::getAxes(Value value) const {
  llvm::SmallBitVector axes(layout->getAxes().size());
  llvm::SmallBitVector extent = analysis->getExtent(value);
  for (unsigned dim : extent.set_bits())
    if (std::optional<unsigned> axis = layout->getAxisOf(dim))
      axes.set(*axis);
  return axes;
}

/// The value, the same for all of a group, without which `term` is 0.
static Value findCondition(Value term) {
  Operation *def = term.getDefiningOp();
  if (auto select = dyn_cast_or_null<arith::SelectOp>(def))
    return matchPattern(select.getFalseValue(), m_PosZeroFloat())
               ? select.getCondition()
               : Value();
  if (auto product = dyn_cast_or_null<arith::MulFOp>(def);
      product && product.getLhs() == product.getRhs())
    return findCondition(product.getLhs());
  if (auto extension = dyn_cast_or_null<arith::ExtFOp>(def))
    return findCondition(extension.getIn());
  return Value();
}

/// The value without which all terms of some sums are 0.
Value SweepPlan::findCondition(ArrayRef<ReduceOp> reductions) const {
  Value all;
  for (ReduceOp reduce : reductions) {
    Value own = reduce.getKind() == ReductionKind::Add
                    ? ::findCondition(reduce.getInput())
                    : Value();
    if (!own || (all && own != all) ||
        analysis->getExtent(own).anyCommon(analysis->getReduced()))
      return Value();
    all = own;
  }
  return all;
}

/// Whether an emitter may form the sum in chains, and has terms for them.
static bool isChainable(ReduceOp reduce) {
  return reduce.getChain().value_or(0) >= kChainAdditions &&
         reduce.getInput().getDefiningOp<arith::ExtFOp>();
}

/// Vectors of an iteration of a sweep whose sums are formed in chains: as many
/// as keep the joining in f64 rare, but no more than a row of known size has,
/// nor than registers hold. Code is short where few groups need the sweep, or
/// where it has results to write.
static int64_t getChainUnroll(const KernelLayout &layout, unsigned axis,
                              const Width &width, bool isShort) {
  int64_t most = hasManyRegisters(width) && !isShort ? 16 : 8;
  const SizeProduct &size = layout.getAxes()[axis].size;
  int64_t unroll = most;
  while (size.isStatic() && unroll > width.unroll &&
         width.lanes * unroll > size.coefficient)
    unroll /= 2;
  return unroll;
}

SweepPlan::Sweep SweepPlan::planSweep(ArrayRef<unsigned> sweptAxes,
                                      const llvm::SetVector<Value> &needed,
                                      ArrayRef<ReduceOp> reductions,
                                      ArrayRef<unsigned> outputs,
                                      ArrayRef<unsigned> accumulated,
                                      bool hasRest) const {
  Sweep sweep;
  sweep.axes.assign(sweptAxes.begin(), sweptAxes.end());
  sweep.isAlongVectors =
      vectorAxis && llvm::is_contained(sweptAxes, *vectorAxis);
  if (isFlat() && sweep.isAlongVectors)
    sweep.distance = width.getDistance();
  for (Value value : needed) {
    llvm::SmallBitVector axes = getAxes(value);
    Step step{value, 0, isAlongVector(value), isPerVector(value), {}};
    for (auto [loop, axis] : llvm::enumerate(sweptAxes))
      if (axes.test(axis))
        step.level = isFlat() ? 1 : loop + 1;
    sweep.steps.push_back(step);
  }
  bool hasOutputs = !outputs.empty() || !accumulated.empty();
  if (!hasOutputs)
    sweep.condition = findCondition(reductions);
  bool hasChains = !isFlat() && width.lanes > 1 && accumulated.empty() &&
                   !reductions.empty() && llvm::all_of(reductions, isChainable);
  bool isChained = hasChains && sweep.isAlongVectors;
  bool isRare = sweep.condition != nullptr;
  sweep.unroll = width.unroll;
  if (isChained)
    sweep.unroll =
        getChainUnroll(*layout, *vectorAxis, width, isRare || hasOutputs);
  else if (isRare && sweep.isAlongVectors && !isFlat())
    sweep.unroll = 1;
  if (hasChains && !isChained)
    sweep.chainRows = hasManyRegisters(width) && !isRare && !hasOutputs ? 8 : 4;
  for (ReduceOp op : reductions) {
    unsigned number = sweep.reductions.size();
    Reduction &own = sweep.reductions.emplace_back();
    own.op = op;
    own.isAlongVector = isAlongVector(op);
    bool isWhole = isFlat() && sweep.isAlongVectors;
    auto addSlot = [&](int64_t vector, bool isRest) {
      sweep.slots.push_back(
          {number, vector, isRest, isWhole, isChained && !isRest});
      return sweep.slots.size() - 1;
    };
    // Lanes of one group are one chain only where vectors stand across it.
    bool isForEach = (sweep.isAlongVectors && !isWhole && !isChained) ||
                     (own.isAlongVector && points.axes.empty());
    int64_t vectors = isForEach ? sweep.unroll : 1;
    for (int64_t vector = 0; vector < vectors; ++vector)
      own.slots.push_back(addSlot(vector, false));
    if (sweep.isAlongVectors && hasRest)
      own.rest = addSlot(0, true);
  }
  sweep.outputs.assign(outputs.begin(), outputs.end());
  sweep.accumulated.assign(accumulated.begin(), accumulated.end());
  sweep.treeLevels = getTreeLevels(reductions);
  return sweep;
}

/// Sums that round noticeably are those of f32, or of f64 over elements that
/// are f64 themselves; an f64 sum of narrower elements has bits to spare.
unsigned SweepPlan::getTreeLevels(ArrayRef<ReduceOp> reductions) const {
  // What is the same in all of a group is no element of it; nor are windows
  // sums of many.
  auto isElement = [&](unsigned input) {
    ArrayRef<unsigned> windows = layout->getWindows(input);
    for (auto [place, index] :
         llvm::enumerate(layout->getAccess(input).getDims()))
      for (const DimAccess::Term &term : index.terms)
        if (!llvm::is_contained(windows, place) &&
            analysis->getReduced().test(term.dim) &&
            layout->getAxisOf(term.dim))
          return true;
    return false;
  };
  bool hasDouble = false;
  for (auto [number, input] : llvm::enumerate(kernel.getInputs()))
    hasDouble |= getElementTypeOrSelf(input).isF64() && isElement(number);
  constexpr unsigned kTreeLevels = 3;
  bool areNarrow = llvm::any_of(reductions, [&](ReduceOp reduce) {
    return reduce.getKind() == ReductionKind::Add &&
           (!reduce.getType().isF64() || hasDouble);
  });
  return areNarrow ? kTreeLevels : 0;
}

bool SweepPlan::canBlock() const {
  auto areOrdered = [&](ArrayRef<unsigned> axes) {
    int64_t last = -1;
    for (unsigned axis : axes)
      for (unsigned dim : layout->getAxes()[axis].dims) {
        if (int64_t(dim) < last)
          return false;
        last = dim;
      }
    return true;
  };
  bool isAcross = vectorAxis && layout->getAxes()[*vectorAxis].isOuter;
  return !isAcross && (blockSize == 0 || areOrdered(sweepAxes)) &&
         areOrdered(outerAxes);
}

namespace {

/// Writes a plan, with names for the values of the region as they stand.
class PlanPrinter {
public:
  PlanPrinter(const SweepPlan &plan, raw_ostream &stream)
      : plan(plan), stream(stream) {
    KernelOp kernel = plan.kernel;
    Block &block = kernel.getBody().front();
    for (BlockArgument argument : block.getArguments())
      names[argument] = "%x" + std::to_string(argument.getArgNumber());
    for (auto [number, op] : llvm::enumerate(block.without_terminator()))
      names[op.getResult(0)] = "%" + std::to_string(number);
  }

  void print() {
    stream << "groups ";
    printAxes(plan.groupAxes);
    if (plan.isAcrossGroups()) {
      stream << " and lanes ";
      printAxes(*plan.vectorAxis);
    }
    if (plan.rows > 1)
      stream << ", " << plan.rows << " together";
    if (plan.blockSize > 0)
      stream << " and blocks of " << plan.blockSize;
    if (!plan.outerAxes.empty()) {
      stream << " and, in turn, ";
      printAxes(plan.outerAxes);
      stream << " in blocks of " << plan.outerBlockSize;
    }
    stream << (plan.isFlat() ? "; flat sweeps over " : "; sweeps over ");
    printAxes(plan.sweepAxes);
    if (plan.vectorAxis && plan.isSweptByVectors) {
      stream << ", vectors along ";
      printAxes(*plan.vectorAxis);
    }
    for (auto [number, sweep] : llvm::enumerate(plan.sweeps))
      printSweep(llvm::formatv("sweep {0}", number), sweep);
    if (!plan.afterwards.isEmpty())
      printSweep("afterwards", plan.afterwards);
    if (!plan.points.isEmpty())
      printSweep("points", plan.points);
  }

private:
  std::string nameOf(Value value) const {
    auto known = names.find(value);
    return known == names.end() ? "outside" : known->second;
  }

  /// "[d0 * d1, d3]"
  void printAxes(ArrayRef<unsigned> axes) {
    stream << "[";
    llvm::interleaveComma(axes, stream, [&](unsigned axis) {
      llvm::interleave(
          plan.layout->getAxes()[axis].dims, stream,
          [&](unsigned dim) { stream << "d" << dim; }, " * ");
    });
    stream << "]";
  }

  void printSweep(const Twine &title, const SweepPlan::Sweep &sweep) {
    stream << "\n" << title;
    if (&sweep == &plan.points) {
      stream << " ";
      printAxes(sweep.axes);
    }
    stream << ":";
    for (unsigned level = 0; level <= plan.getNumLoops(); ++level)
      printLevel(level, sweep);
    for (const SweepPlan::Reduction &reduction : sweep.reductions) {
      ReduceOp op = reduction.op;
      stream << "\n  reduces " << nameOf(op.getResult()) << " = "
             << stringifyReductionKind(op.getKind()) << " "
             << nameOf(op.getInput()) << ": slots ";
      llvm::interleaveComma(reduction.slots, stream);
      if (reduction.rest)
        stream << ", rest " << *reduction.rest;
    }
    if (sweep.condition)
      stream << "\n  where " << nameOf(sweep.condition);
    if (sweep.treeLevels > 0)
      stream << "\n  in blocks of " << sweep.treeLevels << " levels";
    for (unsigned output : sweep.accumulated) {
      ReduceOp op = KernelOp(plan.kernel).getOuterReduction(output);
      stream << "\n  combines " << output << ": "
             << stringifyReductionKind(op.getKind()) << " "
             << nameOf(op.getInput());
    }
    for (const SweepPlan::Step &step : sweep.steps)
      if (step.output)
        stream << "\n  reads back " << *step.output << ": "
               << nameOf(step.value);
    for (unsigned output : sweep.outputs)
      stream << "\n  writes " << output << ": "
             << nameOf(KernelOp(plan.kernel).getYielded()[output]);
  }

  void printLevel(unsigned level, const SweepPlan::Sweep &sweep) {
    SmallVector<std::string> values;
    for (const SweepPlan::Step &step : sweep.steps)
      if (step.level == level)
        values.push_back(nameOf(step.value));
    if (values.empty())
      return;
    stream << "\n  ";
    if (level == 0) {
      stream << "at the group";
    } else {
      stream << "in ";
      printAxes(plan.isFlat() ? ArrayRef(sweep.axes) : sweep.axes[level - 1]);
    }
    stream << ": " << llvm::join(values, ", ");
  }

  const SweepPlan &plan;
  raw_ostream &stream;
  DenseMap<Value, std::string> names;
};

} // namespace

void SweepPlan::print(raw_ostream &stream) const {
  PlanPrinter(*this, stream).print();
}
