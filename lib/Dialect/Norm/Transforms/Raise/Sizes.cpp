//===- Sizes.cpp - Sizes and integers as expressions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sizes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

//===----------------------------------------------------------------------===//
// Equal sizes
//===----------------------------------------------------------------------===//

Sizes::Sizes(Algebra &algebra, ArrayRef<Operation *> ops) : algebra(algebra) {
  for (Operation *op : ops) {
    if (isa<linalg::LinalgOp>(op))
      unifyLoops(op);
    else if (isa<tensor::ExpandShapeOp>(op))
      unifyExpanded(op);
    else if (op->hasTrait<OpTrait::Elementwise>())
      unifyElementwise(op);
  }
  // From here on symbols that are equal are one.
  sizes.clear();
  integers.clear();
}

Expr Sizes::resolve(Expr expr) {
  if (equal.empty())
    return expr;
  for (Expr part : algebra.collect(expr))
    if (auto found = equal.find(part); found != equal.end())
      return resolve(algebra.replace(expr, part, found->second));
  return expr;
}

void Sizes::unify(Expr a, Expr b) {
  a = resolve(a);
  b = resolve(b);
  if (a == b)
    return;
  // The older symbol stays, or what is no symbol.
  if (b->kind != ExpressionKind::Symbol ||
      (a->kind == ExpressionKind::Symbol && a->id > b->id))
    std::swap(a, b);
  if (b->kind == ExpressionKind::Symbol && !algebra.contains(a, b))
    equal[b] = a;
}

void Sizes::unifyElementwise(Operation *op) {
  Value first;
  auto add = [&](Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (!type)
      return;
    if (!first)
      first = value;
    for (int64_t dim : llvm::seq(type.getRank()))
      unify(getSize(first, dim), getSize(value, dim));
  };
  for (Value operand : op->getOperands())
    add(operand);
}

void Sizes::unifyLoops(Operation *op) {
  auto linalgOp = cast<linalg::LinalgOp>(op);
  if (!linalgOp.hasPureTensorSemantics())
    return;
  SmallVector<Expr> loops(linalgOp.getNumLoops(), nullptr);
  for (OpOperand &operand : op->getOpOperands()) {
    if (!isa<RankedTensorType>(operand.get().getType()))
      continue;
    AffineMap map = linalgOp.getMatchingIndexingMap(&operand);
    for (auto [dim, expr] : llvm::enumerate(map.getResults())) {
      auto loop = dyn_cast<AffineDimExpr>(expr);
      if (!loop)
        continue;
      Expr size = getSize(operand.get(), dim);
      if (Expr &known = loops[loop.getPosition()])
        unify(known, size);
      else
        known = size;
    }
  }
}

/// The sizes that an expansion makes of one size have its product.
void Sizes::unifyExpanded(Operation *op) {
  auto expand = cast<tensor::ExpandShapeOp>(op);
  SmallVector<OpFoldResult> shape = expand.getMixedOutputShape();
  for (auto [dim, group] : llvm::enumerate(expand.getReassociationIndices())) {
    Expr rest = getSize(expand.getSrc(), dim);
    SmallVector<int64_t> dynamic;
    for (int64_t result : group) {
      if (expand.getResultType().isDynamicDim(result))
        dynamic.push_back(result);
      else
        rest = algebra.divide(rest, evaluate(shape[result]));
    }
    if (dynamic.size() == 1)
      unify(evaluate(shape[dynamic[0]]), rest);
  }
}

//===----------------------------------------------------------------------===//
// Sizes of tensors
//===----------------------------------------------------------------------===//

Expr Sizes::getSize(Value tensor, int64_t dim) {
  auto type = cast<RankedTensorType>(tensor.getType());
  if (!type.isDynamicDim(dim))
    return algebra.constant(type.getDimSize(dim));
  std::pair<Value, int64_t> key(tensor, dim);
  if (auto found = sizes.find(key); found != sizes.end())
    return found->second;
  Expr size = resolve(computeSize(tensor, dim));
  return sizes[key] = size;
}

/// The dimension of the source of a slice that becomes dimension `dim` of it.
static int64_t getSourceDim(tensor::ExtractSliceOp slice, int64_t dim) {
  llvm::SmallBitVector dropped = slice.getDroppedDims();
  for (int64_t source = 0; source < slice.getSourceType().getRank(); ++source)
    if (!dropped.test(source) && dim-- == 0)
      return source;
  llvm_unreachable("a slice has a source dimension for each of its own");
}

/// The tensor that has the same size in dimension `dim` by what `op` says.
static Value findLike(Operation *op, OpResult result) {
  if (auto destination = dyn_cast<DestinationStyleOpInterface>(op))
    return destination.getTiedOpOperand(result)->get();
  if (isa<tensor::CastOp>(op) || op->hasTrait<OpTrait::Elementwise>())
    for (Value operand : op->getOperands())
      if (isa<RankedTensorType>(operand.getType()))
        return operand;
  return {};
}

Expr Sizes::computeSize(Value tensor, int64_t dim) {
  Operation *op = tensor.getDefiningOp();
  if (!op)
    return algebra.symbol(tensor, dim);
  if (Value like = findLike(op, cast<OpResult>(tensor)))
    return getSize(like, dim);
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case([&](tensor::EmptyOp empty) {
        return evaluate(empty.getMixedSizes()[dim]);
      })
      .Case([&](tensor::SplatOp splat) {
        return evaluate(
            splat.getDynamicSizes()[splat.getType().getDynamicDimIndex(dim)]);
      })
      .Case([&](tensor::ExpandShapeOp expand) {
        return evaluate(expand.getMixedOutputShape()[dim]);
      })
      .Case([&](tensor::ExtractSliceOp slice) {
        return evaluate(slice.getMixedSizes()[getSourceDim(slice, dim)]);
      })
      .Case([&](tensor::CollapseShapeOp collapse) {
        Expr size = algebra.constant(1.0);
        ReassociationIndices group = collapse.getReassociationIndices()[dim];
        for (int64_t source : group)
          size = algebra.multiply(size, getSize(collapse.getSrc(), source));
        return size;
      })
      .Case([&](tensor::PadOp pad) {
        return algebra.sum({{getSize(pad.getSource(), dim)},
                            {evaluate(pad.getMixedLowPad()[dim])},
                            {evaluate(pad.getMixedHighPad()[dim])}});
      })
      .Case([&](tensor::ReshapeOp reshape) -> Expr {
        if (auto shape =
                reshape.getShape().getDefiningOp<tensor::FromElementsOp>())
          return evaluate(shape.getElements()[dim]);
        return algebra.symbol(tensor, dim);
      })
      .Default([&](Operation *) { return algebra.symbol(tensor, dim); });
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

Expr Sizes::evaluate(OpFoldResult integer) {
  if (std::optional<int64_t> number = getConstantIntValue(integer))
    return algebra.constant(*number);
  return evaluate(cast<Value>(integer));
}

Expr Sizes::evaluate(Value integer) {
  if (auto found = integers.find(integer); found != integers.end())
    return found->second;
  Expr result = resolve(computeInteger(integer));
  return integers[integer] = result;
}

/// Whether an expression is an integer, as a product of sizes.
static bool isIntegral(Expr expr) {
  auto isNatural = [](double number) {
    return number >= 0.0 && number == std::rint(number);
  };
  if (expr->isConstant())
    return isNatural(expr->constant);
  if (expr->kind == ExpressionKind::Symbol)
    return true;
  return expr->kind == ExpressionKind::Product && isNatural(expr->constant) &&
         llvm::all_of(expr->terms, [&](const Term &factor) {
           return isIntegral(factor.expr) && isNatural(factor.weight);
         });
}

Expr Sizes::divideExactly(Expr a, Expr b) {
  if (b->isConstant(0.0))
    return nullptr;
  Expr quotient = algebra.divide(a, b);
  return isIntegral(quotient) ? quotient : nullptr;
}

Expr Sizes::computeQuotient(Operation *op) {
  Expr quotient =
      divideExactly(evaluate(op->getOperand(0)), evaluate(op->getOperand(1)));
  return quotient ? quotient : algebra.symbol(op->getResult(0));
}

Expr Sizes::computeAffine(AffineExpr expr, ValueRange operands, unsigned dims) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return evaluate(operands[dim.getPosition()]);
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return evaluate(operands[dims + symbol.getPosition()]);
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return algebra.constant(constant.getValue());
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Expr left = computeAffine(binary.getLHS(), operands, dims),
       right = computeAffine(binary.getRHS(), operands, dims);
  if (!left || !right)
    return nullptr;
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return algebra.add(left, right);
  case AffineExprKind::Mul:
    return algebra.multiply(left, right);
  case AffineExprKind::FloorDiv:
  case AffineExprKind::CeilDiv:
    return divideExactly(left, right);
  default:
    return nullptr;
  }
}

/// The element of a small tensor of integers that `extract` reads.
static Value findElement(tensor::ExtractOp extract) {
  auto elements = extract.getTensor().getDefiningOp<tensor::FromElementsOp>();
  if (!elements || extract.getIndices().size() > 1)
    return {};
  int64_t position = 0;
  for (Value index : extract.getIndices()) {
    std::optional<int64_t> number = getConstantIntValue(index);
    if (!number || *number < 0 ||
        *number >= int64_t(elements.getElements().size()))
      return {};
    position = *number;
  }
  return elements.getElements()[position];
}

/// Sums, products, quotients and casts; null for other ops.
Expr Sizes::computeArithmetic(Operation *op) {
  auto operand = [&](unsigned number) {
    return evaluate(op->getOperand(number));
  };
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
            arith::ExtUIOp, arith::TruncIOp>([&](Operation *) -> Expr {
        Expr result = operand(0);
        // A bool that is not decided.
        return op->getOperand(0).getType().isInteger(1) && !result->isConstant()
                   ? nullptr
                   : result;
      })
      .Case<arith::AddIOp>(
          [&](Operation *) { return algebra.add(operand(0), operand(1)); })
      .Case<arith::SubIOp>(
          [&](Operation *) { return algebra.subtract(operand(0), operand(1)); })
      .Case<arith::MulIOp>(
          [&](Operation *) { return algebra.multiply(operand(0), operand(1)); })
      .Case<arith::DivSIOp, arith::DivUIOp, arith::FloorDivSIOp,
            arith::CeilDivSIOp, arith::CeilDivUIOp>(
          [&](Operation *) { return computeQuotient(op); })
      .Default([](Operation *) { return nullptr; });
}

Expr Sizes::computeInteger(Value integer) {
  APInt number;
  if (matchPattern(integer, m_ConstantInt(&number)))
    return algebra.constant(number.getBitWidth() == 1 ? number.getZExtValue()
                                                      : number.getSExtValue());
  Operation *op = integer.getDefiningOp();
  Expr symbol = algebra.symbol(integer);
  if (!op)
    return symbol;
  if (integer.getType().isInteger(1)) {
    std::optional<bool> decided = decide(integer);
    return decided ? algebra.constant(*decided) : symbol;
  }
  if (Expr result = computeArithmetic(op))
    return result;
  auto operand = [&](unsigned number) {
    return evaluate(op->getOperand(number));
  };
  return llvm::TypeSwitch<Operation *, Expr>(op)
      .Case<arith::MaxSIOp>([&](Operation *) {
        if (algebra.isNonNegative(algebra.subtract(operand(0), operand(1))))
          return operand(0);
        if (algebra.isNonNegative(algebra.subtract(operand(1), operand(0))))
          return operand(1);
        return symbol;
      })
      .Case([&](arith::SelectOp select) {
        if (std::optional<bool> decided = decide(select.getCondition()))
          return operand(*decided ? 1 : 2);
        return operand(1) == operand(2) ? operand(1) : symbol;
      })
      .Case([&](affine::AffineApplyOp apply) {
        AffineMap map = apply.getAffineMap();
        Expr result = computeAffine(map.getResult(0), apply.getMapOperands(),
                                    map.getNumDims());
        return result ? result : symbol;
      })
      .Case([&](tensor::DimOp dim) {
        std::optional<int64_t> number = dim.getConstantIndex();
        auto type = dyn_cast<RankedTensorType>(dim.getSource().getType());
        return number && type && *number >= 0 && *number < type.getRank()
                   ? getSize(dim.getSource(), *number)
                   : symbol;
      })
      .Case([&](tensor::ExtractOp extract) {
        Value element = findElement(extract);
        return element ? evaluate(element) : symbol;
      })
      .Default([&](Operation *) { return symbol; });
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

std::optional<bool> Sizes::compare(Operation *op) {
  Expr a = evaluate(op->getOperand(0)), b = evaluate(op->getOperand(1));
  Expr difference = algebra.subtract(a, b);
  bool isAtLeast = algebra.isNonNegative(difference),
       isAtMost = algebra.isNonNegative(algebra.scale(difference, -1.0)),
       isEqual = a == b;
  bool areUnsigned = algebra.isNonNegative(a) && algebra.isNonNegative(b);
  bool differs = difference->isConstant() && difference->constant != 0.0;
  auto choose = [&](bool isTrue, bool isFalse) -> std::optional<bool> {
    if (isTrue || isFalse)
      return isTrue;
    return std::nullopt;
  };
  switch (cast<arith::CmpIOp>(op).getPredicate()) {
  case arith::CmpIPredicate::eq:
    return choose(isEqual, differs);
  case arith::CmpIPredicate::ne:
    return choose(differs, isEqual);
  case arith::CmpIPredicate::ult:
    if (!areUnsigned)
      return std::nullopt;
    [[fallthrough]];
  case arith::CmpIPredicate::slt:
    return choose(isAtMost && differs, isAtLeast);
  case arith::CmpIPredicate::ule:
    if (!areUnsigned)
      return std::nullopt;
    [[fallthrough]];
  case arith::CmpIPredicate::sle:
    return choose(isAtMost, isAtLeast && differs);
  case arith::CmpIPredicate::ugt:
    if (!areUnsigned)
      return std::nullopt;
    [[fallthrough]];
  case arith::CmpIPredicate::sgt:
    return choose(isAtLeast && differs, isAtMost);
  case arith::CmpIPredicate::uge:
    if (!areUnsigned)
      return std::nullopt;
    [[fallthrough]];
  case arith::CmpIPredicate::sge:
    return choose(isAtLeast, isAtMost && differs);
  }
  llvm_unreachable("every predicate is one of these");
}

std::optional<bool> Sizes::decide(Value condition) {
  APInt number;
  if (matchPattern(condition, m_ConstantInt(&number)))
    return !number.isZero();
  Operation *op = condition.getDefiningOp();
  if (isa_and_present<arith::CmpIOp>(op))
    return compare(op);
  if (!isa_and_present<arith::AndIOp, arith::OrIOp>(op) ||
      !condition.getType().isInteger(1))
    return std::nullopt;
  std::optional<bool> left = decide(op->getOperand(0)),
                      right = decide(op->getOperand(1));
  bool isAnd = isa<arith::AndIOp>(op);
  if ((left && *left != isAnd) || (right && *right != isAnd))
    return !isAnd;
  if (left && right)
    return isAnd;
  return std::nullopt;
}
