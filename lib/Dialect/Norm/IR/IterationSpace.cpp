//===- IterationSpace.cpp - Operands and results along axes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/IterationSpace.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

SmallVector<SpaceDim> norm::makeSpaceDims(ArrayRef<int64_t> axes) {
  return llvm::map_to_vector(axes, [](int64_t axis) { return SpaceDim{axis}; });
}

/// The dimensions of a tensor that runs along all axes.
static SmallVector<SpaceDim> makeAllDims(const IterationSpace &space) {
  return makeSpaceDims(
      llvm::to_vector(llvm::seq<int64_t>(0, space.sizes.size())));
}

//===----------------------------------------------------------------------===//
// Named ops
//===----------------------------------------------------------------------===//

IterationSpace norm::makeInputSpace(NormOpInterface op) {
  IterationSpace space;
  space.sizes = getTensorSizes(op.getNormalized());
  space.wholeAxes = op.getWholeAxes();
  space.operands.push_back(makeAllDims(space));
  for (Value parameter : op->getOperands().drop_front()) {
    bool isScalar = cast<RankedTensorType>(parameter.getType()).getRank() == 0;
    space.operands.push_back(
        makeSpaceDims(isScalar ? SmallVector<int64_t>() : op.getAffineAxes()));
  }
  for (unsigned number = 0; number < op->getNumResults(); ++number)
    space.results.push_back(makeSpaceDims(op.getResultAxes(number)));
  return space;
}

/// Marks the dims along the axis of groups as having an element for each group.
static void countGroups(int64_t axis,
                        MutableArrayRef<SmallVector<SpaceDim>> tensors) {
  for (SmallVector<SpaceDim> &dims : tensors)
    for (SpaceDim &dim : dims)
      dim.countsGroups |= dim.axis == axis;
}

IterationSpace GroupNormOp::getIterationSpace() {
  IterationSpace space = makeInputSpace(*this);
  space.groups = {getChannel(), getGroupCount(), getNumGroupsAttrName()};
  if (getAffine() == Affine::PerGroup)
    countGroups(getChannel(), MutableArrayRef(space.operands).drop_front());
  countGroups(getChannel(), MutableArrayRef(space.results).drop_front());
  return space;
}

IterationSpace LocalResponseNormOp::getIterationSpace() {
  IterationSpace space = makeInputSpace(*this);
  space.window = {getChannelAxisAttr().getInt(), getChannelsBefore(),
                  getChannelsAfter()};
  return space;
}

IterationSpace SwitchableNormOp::getIterationSpace() {
  IterationSpace space = makeInputSpace(*this);
  // The weights of the mixture are the same everywhere.
  for (OpOperand *weights :
       {&getMeanWeightsMutable(), &getVarianceWeightsMutable()})
    space.operands[weights->getOperandNumber()] = {SpaceDim{-1}};
  return space;
}

//===----------------------------------------------------------------------===//
// Core ops
//===----------------------------------------------------------------------===//

IterationSpace StatsOp::getIterationSpace() {
  IterationSpace space;
  space.sizes = getTensorSizes(getInput());
  space.wholeAxes = llvm::to_vector(getAxes());
  space.operands = {makeAllDims(space)};
  space.results.assign(getNumResults(), makeSpaceDims(complementAxes(
                                            space.sizes.size(), getAxes())));
  return space;
}

IterationSpace WindowStatsOp::getIterationSpace() {
  IterationSpace space;
  space.sizes = getTensorSizes(getInput());
  space.operands = {makeAllDims(space)};
  space.results.assign(getNumResults(), makeAllDims(space));
  space.window = {getAxisAttr().getInt(), getBeforeAttr().getInt(),
                  getAfterAttr().getInt()};
  return space;
}

IterationSpace MergeStatsOp::getIterationSpace() {
  IterationSpace space;
  int64_t axis = getAxisAttr().getInt();
  space.sizes = getTensorSizes(getMeans());
  space.wholeAxes = {axis};
  space.operands = {makeAllDims(space), makeAllDims(space),
                    makeSpaceDims({axis})};
  SmallVector<SpaceDim> kept =
      makeSpaceDims(complementAxes(space.sizes.size(), {axis}));
  space.results = {kept, kept, SmallVector<SpaceDim>()};
  return space;
}

IterationSpace ApplyOp::getIterationSpace() {
  IterationSpace space;
  space.sizes = getTensorSizes(getInput());
  space.operands.push_back(makeAllDims(space));
  for (Value statistic : {getMean(), getRstd()})
    if (statistic)
      space.operands.push_back(makeSpaceDims(getStatisticsAxes()));
  for (Value parameter : {getScale(), getBias()})
    if (parameter)
      space.operands.push_back(makeSpaceDims(getAffineAxes()));
  space.results = {makeAllDims(space)};
  return space;
}
