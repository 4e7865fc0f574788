//===- BuildExpression.cpp - From IR to expressions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuildExpression.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

#include <deque>

using namespace mlir;
using namespace mlir::norm::raise;

/// Ops that are looked at behind a root, and ops in their bodies. A layer norm
/// of torch-mlir has 20 ops, a group norm 40.
static constexpr size_t kMostOps = 160, kMostScalarOps = 2000;
/// How often axes may be split until they fit every reshape.
static constexpr unsigned kMostRounds = 32;

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

SmallVector<Operation *> norm::raise::collectWindow(Value root) {
  SmallVector<Operation *> window;
  DenseSet<Operation *> seen;
  Block *block = root.getParentBlock();
  std::deque<Value> queue = {root};
  size_t scalarOps = 0;
  while (!queue.empty() && window.size() < kMostOps &&
         scalarOps < kMostScalarOps) {
    Operation *op = queue.front().getDefiningOp();
    bool isTensor = isa<RankedTensorType>(queue.front().getType());
    queue.pop_front();
    if (!op || op->getBlock() != block || !isTensor || !seen.insert(op).second)
      continue;
    window.push_back(op);
    // Bodies read tensors from outside, too.
    op->walk([&](Operation *inner) {
      ++scalarOps;
      llvm::append_range(queue, inner->getOperands());
    });
  }
  llvm::sort(window,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return window;
}

Expr ExpressionBuilder::build(Value root, ArrayRef<Operation *> ops) {
  auto type = cast<RankedTensorType>(root.getType());
  window = DenseSet<Operation *>(ops.begin(), ops.end());
  SmallVector<Axis> axes;
  for (int64_t dim : llvm::seq(type.getRank()))
    axes.push_back(algebra.createAxis(sizes.getSize(root, dim)));
  for (unsigned round = 0; round < kMostRounds; ++round) {
    elements.clear();
    sources.clear();
    hasSplit = false;
    rootIndex = llvm::map_to_vector<4>(axes, [&](Axis axis) {
      return algebra.getSize(axis)->isConstant(1.0) ? AxisList()
                                                    : flatten(axis);
    });
    Expr result = element(root, rootIndex);
    if (!hasSplit)
      return result;
  }
  return nullptr;
}

Expr ExpressionBuilder::buildOther(Value tensor, const Index &index,
                                   ArrayRef<Operation *> ops) {
  window.insert(ops.begin(), ops.end());
  Expr result = element(tensor, index);
  bool isWhole = !hasSplit;
  hasSplit = false;
  return isWhole ? result : nullptr;
}

ArrayRef<std::pair<Index, Expr>>
ExpressionBuilder::getElements(Value tensor) const {
  auto found = elements.find(tensor);
  return found == elements.end() ? ArrayRef<std::pair<Index, Expr>>()
                                 : found->second;
}

ArrayRef<Source> ExpressionBuilder::getSources(Expr expr) const {
  auto found = sources.find(expr);
  return found == sources.end() ? ArrayRef<Source>() : found->second;
}

Expr ExpressionBuilder::element(Value tensor, const Index &index) {
  auto find = [&]() -> Expr {
    for (const auto &[known, expr] : elements[tensor])
      if (known == index)
        return expr;
    return nullptr;
  };
  if (Expr known = find())
    return known;
  Expr expr = computeElement(tensor, index);
  if (!expr)
    expr = algebra.leaf(tensor, index);
  elements[tensor].push_back({index, expr});
  if (!expr->isConstant())
    sources[expr].push_back({tensor, index});
  return expr;
}

/// Null where nothing is known of the elements.
Expr ExpressionBuilder::computeElement(Value tensor, const Index &index) {
  Operation *op = tensor.getDefiningOp();
  Attribute constant;
  if (op && matchPattern(op, m_Constant(&constant)))
    return getConstant(algebra, constant);
  if (!op || !window.contains(op))
    return nullptr;
  auto read = [&](Value source, std::optional<Index> sourceIndex) -> Expr {
    return sourceIndex ? element(source, *sourceIndex) : nullptr;
  };
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case([&](linalg::FillOp fill) {
        return precision.round(algebra, fill.getResult(0).getType(),
                               scalar(fill.getInputs()[0]));
      })
      .Case([&](linalg::LinalgOp linalgOp) {
        return linalgElement(linalgOp, cast<OpResult>(tensor).getResultNumber(),
                             index);
      })
      .Case([&](tensor::SplatOp splat) { return scalar(splat.getInput()); })
      .Case([&](tensor::FromElementsOp elements) -> Expr {
        return !elements.getElements().empty() &&
                       llvm::all_equal(elements.getElements())
                   ? scalar(elements.getElements()[0])
                   : nullptr;
      })
      .Case([&](tensor::CastOp cast) {
        return read(cast.getSource(), getCastIndex(cast, index));
      })
      .Case([&](tensor::ExpandShapeOp expand) {
        return read(expand.getSrc(), getExpandedIndex(expand, index));
      })
      .Case([&](tensor::CollapseShapeOp collapse) {
        return read(collapse.getSrc(), getCollapsedIndex(collapse, index));
      })
      .Case([&](tensor::ReshapeOp reshape) {
        return read(reshape.getSource(), getReshapedIndex(reshape, index));
      })
      .Case([&](tensor::ExtractSliceOp slice) {
        return read(slice.getSource(), getSlicedIndex(slice, index));
      })
      .Case([&](tensor::PadOp pad) { return padded(pad, index); })
      .Default([&](Operation *) -> Expr {
        if (!op->hasTrait<OpTrait::Elementwise>())
          return nullptr;
        return getMeaning(
            algebra, precision, op,
            llvm::map_to_vector(op->getOperands(), [&](Value operand) {
              return isa<RankedTensorType>(operand.getType())
                         ? element(operand, index)
                         : scalar(operand);
            }));
      });
}

/// A scalar that stands outside of bodies.
Expr ExpressionBuilder::scalar(Value value) {
  Operation *op = value.getDefiningOp();
  if (value.getType().isIntOrIndex() && !isa_and_nonnull<arith::CmpIOp>(op))
    return sizes.evaluate(value);
  if (auto extract = dyn_cast_or_null<tensor::ExtractOp>(op);
      extract && extract.getIndices().empty())
    return element(extract.getTensor(), {});
  if (op && op->hasTrait<OpTrait::Elementwise>() && op->getNumOperands() <= 3) {
    SmallVector<Expr> operands = llvm::map_to_vector(
        op->getOperands(), [&](Value operand) { return scalar(operand); });
    if (Expr expr = getMeaning(algebra, precision, op, operands))
      return expr;
  }
  if (op && op->hasTrait<OpTrait::ConstantLike>())
    if (Expr expr = getMeaning(algebra, precision, op, {}))
      return expr;
  return algebra.leaf(value);
}

//===----------------------------------------------------------------------===//
// Reductions and elementwise ops of linalg
//===----------------------------------------------------------------------===//

/// Whether the body of an op is looked into: contractions and convolutions
/// compute what is normalized, not norms.
static bool isTransparent(linalg::LinalgOp op) {
  return op.hasPureTensorSemantics() &&
         (isa<linalg::GenericOp, linalg::MapOp, linalg::ReduceOp,
              linalg::BroadcastOp, linalg::TransposeOp, linalg::ElementwiseOp,
              linalg::PoolingNcwSumOp, linalg::PoolingNwcSumOp,
              linalg::PoolingNchwSumOp, linalg::PoolingNhwcSumOp,
              linalg::PoolingNdhwcSumOp>(op) ||
          linalg::isElementwise(op));
}

Expr ExpressionBuilder::getLoopSize(linalg::LinalgOp op, unsigned loop) {
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<RankedTensorType>(operand.get().getType()))
      continue;
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [dim, expr] : llvm::enumerate(map.getResults()))
      if (auto found = dyn_cast<AffineDimExpr>(expr);
          found && found.getPosition() == loop)
        return sizes.getSize(operand.get(), dim);
  }
  return nullptr;
}

/// Gives loops that the result's dims are the axes of these, and axes of their
/// own to the others.
bool ExpressionBuilder::assignLoops(linalg::LinalgOp op, OpOperand *init,
                                    const Index &index, Loops &loops,
                                    AxisList &reduced) {
  loops.assign(op.getNumLoops(), std::nullopt);
  AffineMap map = op.getMatchingIndexingMap(init);
  for (auto [list, expr] : llvm::zip_equal(index, map.getResults())) {
    if (auto loop = dyn_cast<AffineDimExpr>(expr)) {
      std::optional<AxisList> &known = loops[loop.getPosition()];
      if (known && *known != list)
        return false;
      known = list;
    } else if (!isa<AffineConstantExpr>(expr) || !list.empty()) {
      return false;
    }
  }
  auto iterators = op.getIteratorTypesArray();
  for (auto [loop, list] : llvm::enumerate(loops)) {
    if (list)
      continue;
    Expr size = getLoopSize(op, loop);
    if (!size || size->isConstant(0.0) ||
        iterators[loop] != utils::IteratorType::reduction)
      return false;
    list = getLoopAxes(op, loop, size);
    llvm::append_range(reduced, *list);
  }
  return true;
}

std::optional<Index> ExpressionBuilder::getOperandIndex(linalg::LinalgOp op,
                                                        OpOperand &operand,
                                                        const Loops &loops) {
  AffineMap map = op.getMatchingIndexingMap(&operand);
  auto type = dyn_cast<RankedTensorType>(operand.get().getType());
  Index index;
  for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
    if (auto loop = dyn_cast<AffineDimExpr>(expr)) {
      index.push_back(*loops[loop.getPosition()]);
      continue;
    }
    if (isa<AffineConstantExpr>(expr) && type && type.getDimSize(dim) == 1) {
      index.push_back({});
      continue;
    }
    // A window: the index of the result and that in the window.
    auto sum = dyn_cast<AffineBinaryOpExpr>(expr);
    if (!sum || sum.getKind() != AffineExprKind::Add)
      return std::nullopt;
    auto base = dyn_cast<AffineDimExpr>(sum.getLHS()),
         inside = dyn_cast<AffineDimExpr>(sum.getRHS());
    if (!base || !inside)
      return std::nullopt;
    if (op.getIteratorTypesArray()[base.getPosition()] ==
        utils::IteratorType::reduction)
      std::swap(base, inside);
    const AxisList &list = *loops[base.getPosition()],
                   &shift = *loops[inside.getPosition()];
    if (shift.empty())
      index.push_back(list);
    else if (list.size() == 1 && shift.size() == 1 &&
             !algebra.isShifted(list[0]))
      index.push_back({algebra.getShifted(list, shift[0], /*offset=*/0)});
    else
      return std::nullopt;
  }
  return index;
}

Expr ExpressionBuilder::linalgElement(linalg::LinalgOp op, unsigned result,
                                      const Index &index) {
  Loops loops;
  AxisList reduced;
  OpOperand *init = op.getDpsInitOperand(result);
  if (!isTransparent(op) || !assignLoops(op, init, index, loops, reduced))
    return nullptr;
  bool reduces = op.getNumReductionLoops() != 0;
  Expr yielded = bodyElement(op, result, index, loops, reduces);
  if (!yielded || !reduces)
    return yielded;
  return finishReduction(yielded, element(init->get(), index), reduced);
}

/// What the body yields for `result`, of its accumulator where it reduces.
Expr ExpressionBuilder::bodyElement(linalg::LinalgOp op, unsigned result,
                                    const Index &index, const Loops &loops,
                                    bool reduces) {
  Block *body = op.getBlock();
  DenseMap<Value, Expr> known;
  for (OpOperand &operand : op->getOpOperands()) {
    if (operand.getOperandNumber() >= body->getNumArguments())
      continue; // inits of linalg.map
    Expr &expr = known[body->getArgument(operand.getOperandNumber())];
    bool isInit = op.isDpsInit(&operand);
    if (isInit && reduces) {
      bool isOwn = op.getDpsInitOperand(result) == &operand;
      expr = isOwn ? algebra.carried() : nullptr;
    } else if (op.payloadUsesValueFromOperand(&operand)) {
      std::optional<Index> read = getOperandIndex(op, operand, loops);
      Expr value = !isa<RankedTensorType>(operand.get().getType())
                       ? scalar(operand.get())
                   : read ? element(operand.get(), *read)
                          : nullptr;
      known[body->getArgument(operand.getOperandNumber())] = value;
    }
  }
  for (Operation &scalarOp : body->without_terminator()) {
    if (scalarOp.getNumResults() != 1)
      continue;
    if (auto extract = dyn_cast<tensor::ExtractOp>(scalarOp)) {
      std::optional<Index> read = getGatheredIndex(op, extract, loops);
      known[extract] = read ? element(extract.getTensor(), *read) : nullptr;
      continue;
    }
    bool isKnown = true;
    SmallVector<Expr> operands;
    for (Value operand : scalarOp.getOperands()) {
      operands.push_back(operand.getParentBlock() == body
                             ? known.lookup(operand)
                             : scalar(operand));
      isKnown &= operands.back() != nullptr;
    }
    known[scalarOp.getResult(0)] =
        isKnown ? getMeaning(algebra, precision, &scalarOp, operands) : nullptr;
  }
  Value yielded = body->getTerminator()->getOperand(result);
  return yielded.getParentBlock() == body ? known.lookup(yielded)
                                          : scalar(yielded);
}

/// The result of a reduction whose body yields `yielded` of the accumulator:
/// `yielded` is a sum or a maximum of it and something else, perhaps rounded.
Expr ExpressionBuilder::finishReduction(Expr yielded, Expr init,
                                        ArrayRef<Axis> reduced) {
  if (yielded->kind == ExpressionKind::Rounded) {
    Expr inner = finishReduction(yielded->terms[0].expr, init, reduced);
    return inner ? algebra.rounded(cast<FloatType>(yielded->type), inner)
                 : nullptr;
  }
  Expr carried = algebra.carried();
  Expr rest = nullptr;
  if (yielded->kind == ExpressionKind::Sum)
    rest = algebra.subtract(yielded, carried);
  else if (yielded->kind == ExpressionKind::Maximum)
    rest = algebra.maximum(
        llvm::map_to_vector(llvm::make_filter_range(yielded->terms,
                                                    [&](const Term &term) {
                                                      return term.expr !=
                                                             carried;
                                                    }),
                            [](const Term &term) { return term.expr; }),
        yielded->dropsNaN);
  if (!rest || rest == yielded || algebra.contains(rest, carried))
    return nullptr;
  if (yielded->kind == ExpressionKind::Sum)
    return algebra.add(init, algebra.total(reduced, rest));
  return algebra.maximum(
      {init, algebra.greatest(reduced, rest, yielded->dropsNaN)},
      yielded->dropsNaN);
}
