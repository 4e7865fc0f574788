//===- ExpandMath.cpp - Floats in vector instructions, without calls ------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Math/ExpandMath.h"
#include "MathFunctions.h"
#include "norm-mlir/Kernel/Passes.h"

#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

void norm::populateExpandMathFunctionsPatterns(RewritePatternSet &patterns) {
  populateExpandExponentialsPatterns(patterns);
  populateExpandExtremaPatterns(patterns);
  populateExpandLogarithmsPatterns(patterns);
  populateExpandPowersPatterns(patterns);
  populateExpandSigmoidsPatterns(patterns);
}

namespace {

bool hasInstructions(Type type) {
  Type element = getElementTypeOrSelf(type);
  return !isa<FloatType>(element) || element.isF32() || element.isF64();
}

/// Whether LLVM compiles the op without a call.
bool isNative(Operation *op) {
  // These work on bits, or are loads of constants.
  if (isa<arith::BitcastOp, arith::ConstantOp, arith::NegFOp, arith::SelectOp,
          math::AbsFOp, math::CopySignOp>(op))
    return true;
  if (isa<arith::ExtFOp, arith::TruncFOp>(op)) {
    Type from = getElementTypeOrSelf(op->getOperand(0).getType());
    Type to = getElementTypeOrSelf(op->getResult(0).getType());
    if (from.isF64() || to.isF64())
      return hasInstructions(from) && hasInstructions(to);
    Type narrow = isa<arith::ExtFOp>(op) ? from : to;
    return narrow.isF16() || (narrow.isBF16() && isa<arith::ExtFOp>(op));
  }
  if (!llvm::all_of(op->getOperandTypes(), hasInstructions) ||
      !llvm::all_of(op->getResultTypes(), hasInstructions))
    return false;
  if (isa<arith::ArithDialect>(op->getDialect()))
    return !isa<arith::RemFOp>(op);
  return isa<math::AbsIOp, math::CeilOp, math::CountLeadingZerosOp,
             math::CountTrailingZerosOp, math::CtPopOp, math::FloorOp,
             math::FmaOp, math::IsFiniteOp, math::IsInfOp, math::IsNaNOp,
             math::IsNormalOp, math::RoundEvenOp, math::RoundOp, math::SqrtOp,
             math::TruncOp>(op);
}

struct ExpandMath : norm::impl::ExpandMathPassBase<ExpandMath> {
  using ExpandMathPassBase::ExpandMathPassBase;

  LogicalResult initialize(MLIRContext *context) override {
    steps.clear();
    functions.clear();
    auto freeze = [&](auto populate) {
      RewritePatternSet set(context);
      populate(set);
      return FrozenRewritePatternSet(std::move(set));
    };
    steps.push_back(freeze(populateExpandIntegerPowersPatterns));
    if (!exact)
      steps.push_back(freeze(populateExpandNarrowFunctionsPatterns));
    steps.push_back(freeze(populateSinkRoundingsPatterns));
    steps.push_back(freeze(populateWidenFloatsPatterns));
    functions.push_back(freeze(populateExpandMathFunctionsPatterns));
    functions.push_back(freeze(populateExpandDoubleConversionsPatterns));
    functions.push_back(freeze(populateExpandSmallFloatsPatterns));
    functions.push_back(freeze(populateExpandBF16BitsPatterns));
    tables = freeze(populateErfByTablesPatterns);
    roundings = freeze(populateExpandBF16RoundingsPatterns);
    return success();
  }

  void runOnOperation() override {
    for (const FrozenRewritePatternSet &step : steps)
      walkAndApplyPatterns(getOperation(), step);
    if (nativeAVX512) {
      divideByRootsNatively(getOperation());
      walkAndApplyPatterns(getOperation(), tables);
    }
    for (const FrozenRewritePatternSet &step : functions)
      walkAndApplyPatterns(getOperation(), step);
    if (nativeBF16)
      roundBF16Natively(getOperation());
    walkAndApplyPatterns(getOperation(), roundings);
    bool isComplete = true;
    getOperation()->walk([&](Operation *op) {
      if (!isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
              op->getDialect()) ||
          isNative(op))
        return;
      isComplete = false;
      if (strict)
        op->emitOpError("has no expansion: it would call a library");
      else
        op->emitRemark("'")
            << op->getName() << "' op has no expansion: it calls a library";
    });
    if (strict && !isComplete)
      signalPassFailure();
  }

  /// In the order in which they are applied, with instructions of the
  /// processor's between.
  SmallVector<FrozenRewritePatternSet> steps, functions;
  FrozenRewritePatternSet tables, roundings;
};

} // namespace
