//===- DivideByRoots.cpp - Quotients by estimates of 1 / sqrt(x) ----------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For quotients that may be off by what an estimate leaves (`norm.estimated`).
// AVX-512 estimates 1 / sqrt(x) to 2^-14. An estimate p of x^(-b) with the
// relative error e satisfies x p^(1/b) = 1 + e / b + ..., so that
// p + p b (1 - x p^(1/b)) is x^(-b) but for terms of e^2: one step makes it
// f32. A square root and a division occupy the processor three times as long.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "NativeInstructions.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// 1 / sqrt(x) to 2^-14 of it; 0 for infinity, infinities for zeros, NaN for
/// negative numbers. Denormal numbers are what they are.
static Lanes estimate(const LaneBuilder &context, const Lanes &x) {
  auto type = cast<VectorType>(Value(x).getType());
  OpBuilder &b = context.builder;
  Value all =
      arith::ConstantIntOp::create(b, context.loc, -1, type.getNumElements());
  return Lanes(context, callAVX512(b, context.loc, ".rsqrt14.ps", type, type,
                                   {x, x, all}));
}

/// x^(-1/2) where the estimate is `w`, to 1.6 * 2^-24 of it: the error of the
/// estimate leaves 1.5 * 2^-28, x w 2^-25, the last sum 2^-24.
static Lanes refineRoot(const Lanes &x, const Lanes &w) {
  Lanes rest = (-(x * w)).fma(w, 1.0);
  return (w * 0.5).fma(rest, w);
}

/// x^(-3/4), to 3.4 * 2^-24 of it: w w rsqrt(w) is off by 2.5 * 2^-14, of which
/// 2.5 times its square is left, 2^-24; x^3 p^4 rounds four times, a fourth of
/// which counts.
static Lanes refineThreeQuarters(const Lanes &x, const Lanes &w,
                                 const Lanes &ofRoot) {
  Lanes p = w * (w * ofRoot);
  // x^(1/4), x^(1/2) and x^(-1/2): nothing overflows.
  Lanes fourth = x * p;
  Lanes rest = (-(fourth * fourth)).fma(fourth * p, 1.0);
  return (p * 0.25).fma(rest, p);
}

namespace {
/// base^exponent, and the ops that make it, in order.
struct Root {
  Value base;
  double exponent;
  SmallVector<Operation *> ops;
};
struct Quotient {
  arith::DivFOp division;
  Root root;
};
} // namespace

/// sqrt(x), or sqrt(x) sqrt(sqrt(x)), that nothing else needs.
static std::optional<Root> matchRoot(Value value) {
  if (!value.hasOneUse())
    return std::nullopt;
  if (auto root = value.getDefiningOp<math::SqrtOp>())
    return Root{root.getOperand(), 0.5, {root}};
  auto product = value.getDefiningOp<arith::MulFOp>();
  auto half =
      product ? product.getLhs().getDefiningOp<math::SqrtOp>() : math::SqrtOp();
  auto quarter =
      product ? product.getRhs().getDefiningOp<math::SqrtOp>() : math::SqrtOp();
  if (!half || !quarter || quarter.getOperand() != product.getLhs() ||
      !quarter->hasOneUse() || !half.getResult().hasNUses(2))
    return std::nullopt;
  return Root{half.getOperand(), 0.75, {half, quarter, product}};
}

static std::optional<Quotient> matchQuotient(arith::DivFOp op) {
  if (!op->hasAttr(NormDialect::getEstimatedAttrName()) ||
      !fillsRegister(op.getType()) ||
      !getElementTypeOrSelf(op.getType()).isF32())
    return std::nullopt;
  std::optional<Root> root = matchRoot(op.getRhs());
  if (!root)
    return std::nullopt;
  return Quotient{op, *root};
}

/// As it is where an estimate is no positive number, or infinite, or NaN.
static void replaceQuotient(Quotient &quotient) {
  arith::DivFOp op = quotient.division;
  const Root &root = quotient.root;
  OpBuilder builder(op);
  Location loc = op.getLoc();
  LaneBuilder context{builder, loc, op.getType()};
  Lanes w = estimate(context, Lanes(context, root.base));
  constexpr int32_t kUnfit = kQuietNaN | kPositiveZero | kNegativeZero |
                             kPositiveInfinity | kNegativeInfinity | kNegative |
                             kSignalingNaN;
  Value anyIsUnfit =
      vector::ReductionOp::create(builder, loc, vector::CombiningKind::OR,
                                  areInClass(builder, loc, w, kUnfit));
  auto divide = [&](OpBuilder &b, Location) {
    IRMapping mapping;
    for (Operation *own : root.ops)
      b.clone(*own, mapping);
    scf::YieldOp::create(b, loc, b.clone(*op, mapping)->getResults());
  };
  auto multiply = [&](OpBuilder &b, Location) {
    LaneBuilder own{b, loc, op.getType()};
    Lanes base(own, root.base), ofHalf(own, w);
    Lanes inverse =
        root.exponent == 0.5
            ? refineRoot(base, ofHalf)
            : refineThreeQuarters(base, ofHalf, estimate(own, ofHalf));
    Lanes result = Lanes(own, op.getLhs()) * inverse;
    scf::YieldOp::create(b, loc, ValueRange(Value(result)));
  };
  auto choice = scf::IfOp::create(
      builder, loc, createRarely(builder, loc, anyIsUnfit), divide, multiply);
  op.replaceAllUsesWith(choice.getResult(0));
  op.erase();
  for (Operation *own : llvm::reverse(root.ops))
    own->erase();
}

void norm::divideByRootsNatively(Operation *root) {
  SmallVector<Quotient> quotients;
  root->walk([&](arith::DivFOp op) {
    if (std::optional<Quotient> quotient = matchQuotient(op))
      quotients.push_back(*quotient);
  });
  for (Quotient &quotient : quotients)
    replaceQuotient(quotient);
}
