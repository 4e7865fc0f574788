//===- RootMatch.cpp - A tensor that is a norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RootMatch.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

//===----------------------------------------------------------------------===//
// Roots that are worth a look
//===----------------------------------------------------------------------===//

static bool isFloatTensor(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && isa<FloatType>(type.getElementType());
}

bool RootFilter::isCandidate(Operation *op) {
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  bool isElementwise =
      linalgOp
          ? linalgOp.getNumReductionLoops() == 0 && !isa<linalg::FillOp>(op)
          : op->hasTrait<OpTrait::Elementwise>() && op->getNumOperands();
  bool isView =
      isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::ReshapeOp,
          tensor::CastOp, tensor::ExtractSliceOp, tensor::PadOp>(op);
  if (!linalgOp && !isElementwise && !isView)
    return false;
  State state;
  bool hasRoot = false, hasDivision = false;
  op->walk([&](Operation *inner) {
    hasRoot |= isa<math::SqrtOp, math::RsqrtOp, math::PowFOp>(inner);
    hasDivision |= isa<arith::DivFOp>(inner);
    for (Value operand : inner->getOperands())
      if (auto known = states.find(operand); known != states.end()) {
        state.isReduced |= known->second.isReduced;
        state.distance = std::min(state.distance, known->second.distance + 1);
      }
  });
  if (hasRoot || (hasDivision && state.isReduced))
    state.distance = 0;
  state.isReduced |= linalgOp && !isElementwise && !isa<linalg::FillOp>(op);
  for (Value result : op->getResults())
    states[result] = state;
  return isElementwise && state.distance < kFar && op->getNumResults() == 1 &&
         isFloatTensor(op->getResult(0));
}

//===----------------------------------------------------------------------===//
// The match
//===----------------------------------------------------------------------===//

RootExpressions::RootExpressions(Value root, FloatType compute, bool relaxed)
    : precision{compute, relaxed}, algebra(compute.isF64() ? 0x1p-51 : 0x1p-22),
      window(collectWindow(root)), sizes(algebra, window),
      builder(algebra, sizes, precision) {}

/// The type of the arithmetic that the elements of `tensor` come from.
static FloatType getComputeTypeOf(Value tensor) {
  auto element = cast<FloatType>(getElementTypeOrSelf(tensor.getType()));
  Value scalar = tensor;
  if (auto op = tensor.getDefiningOp<linalg::LinalgOp>())
    scalar = op.getBlock()->getTerminator()->getOperand(
        cast<OpResult>(tensor).getResultNumber());
  if (auto round = scalar.getDefiningOp<arith::TruncFOp>())
    element = cast<FloatType>(getElementTypeOrSelf(round.getIn().getType()));
  return getComputeType(element);
}

/// The op, and the layout of its input, that leaves the least to other ops.
static std::optional<OpChoice> chooseBest(RootExpressions &expressions,
                                          const NormMatch &norm) {
  // The layout of the root, if there is an input that has it; then those in
  // which there are inputs.
  const Index &rootIndex = expressions.builder.getRootIndex();
  SmallVector<Index> layouts;
  for (const Source &source : expressions.builder.getSources(norm.group.input))
    if (source.index == rootIndex)
      layouts.insert(layouts.begin(), rootIndex);
    else
      layouts.push_back(source.index);
  layouts.push_back(rootIndex);
  std::optional<OpChoice> best;
  for (const Index &layout : layouts) {
    std::optional<OpChoice> choice =
        chooseOp(expressions.algebra, norm, layout);
    if (choice && (!best || (best->splitsAffine && !choice->splitsAffine)))
      best = choice;
  }
  return best;
}

std::optional<RootMatch>
norm::raise::matchRoot(Value root, bool relaxed,
                       std::optional<ReportedMiss> &miss) {
  RootMatch match;
  match.root = root;
  match.expressions =
      std::make_shared<RootExpressions>(root, getComputeTypeOf(root), relaxed);
  RootExpressions &known = *match.expressions;
  Expr expr = known.builder.build(root, known.window);
  if (!expr)
    return std::nullopt;
  std::optional<NearMiss> nearMiss;
  NormMatcher matcher(known.algebra, known.builder, known.precision);
  std::optional<NormMatch> norm = matcher.match(expr, nearMiss);
  if (nearMiss) {
    miss = ReportedMiss{root.getDefiningOp(), nearMiss->reason, {}};
    for (Operation *op : known.window) {
      auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
      if (!linalgOp || linalgOp.getNumReductionLoops() == 0)
        continue;
      for (const auto &element : known.builder.getElements(op->getResult(0)))
        if (llvm::any_of(nearMiss->reductions, [&](Expr reduction) {
              return known.algebra.contains(element.second, reduction);
            }))
          miss->reductions.push_back(op);
    }
  }
  if (!norm)
    return std::nullopt;
  // With `relaxed` the rounding of the result is left out as well, but is
  // there.
  auto element = cast<FloatType>(getElementTypeOrSelf(root.getType()));
  if (relaxed && element.getWidth() < known.precision.getWidth())
    norm->rounded = element;
  std::optional<OpChoice> choice = chooseBest(known, *norm);
  if (!choice)
    return std::nullopt;
  match.norm = *norm;
  match.choice = *choice;
  return match;
}
