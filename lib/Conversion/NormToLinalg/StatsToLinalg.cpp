//===- StatsToLinalg.cpp - norm.stats to linalg reductions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StatsLowering.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Above this, a sum of squares has lost nothing that counts.
constexpr double kLeastSquares = 0x1p-60;

} // namespace

StatsLowering::StatsLowering(StatsOp op, OpBuilder &builder)
    : builder(builder), loc(op.getLoc()), input(op.getInput()),
      inputType(cast<RankedTensorType>(input.getType())), reduced(op.getAxes()),
      kept(complementAxes(inputType.getRank(), reduced)),
      f64(builder.getF64Type()), accumulator(op.getAccumulatorOrDefault()),
      kind(op.getKind()), chain(op.getChainAttr()),
      keptSizes(getSizes(builder, loc, input, kept)) {
  SmallVector<AffineExpr> dims(inputType.getRank());
  for (auto [position, axis] :
       llvm::enumerate(llvm::concat<const int64_t>(kept, reduced)))
    dims[axis] = builder.getAffineDimExpr(position);
  inputMap = AffineMap::get(inputType.getRank(), 0, dims, builder.getContext());
  keptMap = getKeptDimsMap(builder, inputType.getRank(), kept.size());
  Value elements = getElementCount(builder, loc, input, reduced);
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  count = convertIndexToFloat64(
      builder, loc, arith::MaxUIOp::create(builder, loc, elements, one));
}

StatsLowering::Scalars StatsLowering::sumGroups(ValueRange inputs,
                                                ArrayRef<Type> elements,
                                                ScalarBody body) {
  SmallVector<AffineMap> maps(inputs.size(), keptMap);
  maps[0] = inputMap;
  return createSums(builder, loc, inputs, maps, kept.size(), keptSizes,
                    elements, body);
}

Value StatsLowering::createFirstElements() {
  // Of a tensor without elements there is not even an empty slice at offset 0.
  if (llvm::is_contained(inputType.getShape(), 0)) {
    Value empty = tensor::EmptyOp::create(builder, loc, keptSizes, f64);
    return linalg::FillOp::create(builder, loc, constant(builder, f64, 0.0),
                                  empty)
        .getResult(0);
  }
  auto widenElement = [&](OpBuilder &b, Location,
                          ValueRange scalars) -> Scalars {
    return {widen(b, scalars[0])};
  };
  if (llvm::none_of(reduced, [&](int64_t axis) {
        return inputType.isDynamicDim(axis);
      })) {
    // Not a slice of lower rank: where it has several sizes of 1, folds of
    // upstream may drop another one than was meant.
    SmallVector<AffineExpr> first(inputType.getRank(),
                                  builder.getAffineConstantExpr(0));
    for (auto [position, axis] : llvm::enumerate(kept))
      first[axis] = builder.getAffineDimExpr(position);
    AffineMap map = AffineMap::get(kept.size(), 0, first, builder.getContext());
    return createElementwise(builder, loc, input, map, keptSizes, f64,
                             widenElement)[0];
  }
  SmallVector<OpFoldResult> offsets(inputType.getRank(),
                                    builder.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(inputType.getRank(),
                                    builder.getIndexAttr(1));
  SmallVector<OpFoldResult> sizes = getSizes(
      builder, loc, input, llvm::to_vector(llvm::seq(inputType.getRank())));
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  for (int64_t axis = 0; axis < inputType.getRank(); ++axis) {
    bool isReduced = llvm::is_contained(reduced, axis);
    auto size = dyn_cast<Value>(sizes[axis]);
    if (!size) {
      sizes[axis] = isReduced ? builder.getIndexAttr(1) : sizes[axis];
      continue;
    }
    // A dynamic size may be 0; then there is no first element to read. The
    // offset is -1 then, which nothing reads either: folds that find the size
    // would make an offset of 0, which verifiers hold to be out of bounds.
    Value atMostOne = arith::MinUIOp::create(builder, loc, size, one);
    offsets[axis] =
        arith::SubIOp::create(builder, loc, atMostOne, one).getResult();
    sizes[axis] = isReduced ? atMostOne : size;
  }
  Value slice = tensor::ExtractSliceOp::create(builder, loc, input, offsets,
                                               sizes, strides);
  return sumGroups(slice, f64, widenElement)[0];
}

Value StatsLowering::clampToZero(OpBuilder &b, Value x) {
  return arith::MaximumFOp::create(b, loc, x, constant(b, x.getType(), 0.0));
}

void StatsLowering::appendSquares(OpBuilder &b, Value x, Scalars &addends) {
  addends.push_back(mul(b, x, x));
  if (accumulator.isF64())
    return;
  for (double scale : {kScale, 1.0 / kScale}) {
    Value scaled = mul(b, x, constant(b, accumulator, scale));
    addends.push_back(mul(b, scaled, scaled));
  }
}

void StatsLowering::appendDifference(OpBuilder &b, Value x, Value shift,
                                     Scalars &addends) {
  addends.push_back(sub(b, x, shift));
  if (accumulator.isF64())
    return;
  Value scale = constant(b, accumulator, kScale);
  addends.push_back(sub(b, mul(b, x, scale), mul(b, shift, scale)));
}

Value StatsLowering::selectSum(OpBuilder &b, Value sum, Value scaledSum,
                               double scale) {
  Value unscaled = mul(b, widen(b, scaledSum), constant(b, f64, 1.0 / scale));
  Value infinity =
      constant(b, sum.getType(), std::numeric_limits<double>::infinity());
  // NaN, too, is what infinities of both signs add up to.
  Value isFinite =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OLT,
                            math::AbsFOp::create(b, loc, sum), infinity);
  return arith::SelectOp::create(b, loc, isFinite, widen(b, sum), unscaled);
}

Value StatsLowering::selectSquares(OpBuilder &b, ValueRange sums) {
  if (accumulator.isF64())
    return sums.front();
  Value isSmall =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OLT, sums[0],
                            constant(b, accumulator, kLeastSquares));
  return arith::SelectOp::create(
      b, loc, isSmall,
      mul(b, widen(b, sums[2]), constant(b, f64, kScale * kScale)),
      selectSum(b, sums[0], sums[1], kScale * kScale));
}

/// d = x - K in f64: one reduction gives both moments.
SmallVector<Value> StatsLowering::lowerShifted() {
  Value first = createFirstElements();
  Scalars sums =
      sumGroups({input, first}, {f64, f64},
                [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                  Value d = sub(b, widen(b, scalars[0]), widen(b, scalars[1]));
                  return {d, mul(b, d, d)};
                });
  return createElementwise(
      builder, loc, {sums[0], sums[1], first}, {f64, f64},
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Value average = div(b, scalars[0], count);
        Value mean = add(b, widen(b, scalars[2]), average);
        Value m2 = sub(b, scalars[1], mul(b, scalars[0], average));
        return {mean, clampToZero(b, m2)};
      });
}

/// A provisional mean, then both moments about it. It is summed about the first
/// element, so that identical elements give the mean exactly; in f64 from x / n
/// rather than from x, so that nothing overflows.
SmallVector<Value> StatsLowering::lowerTwoPass() {
  bool isWide = accumulator.isF64();
  Value first = createFirstElements();
  Value one = constant(builder, f64, 1.0);
  Value inverse = div(builder, one, count);
  auto narrow = [&](OpBuilder &b, Value x) {
    return convertFloat(b, loc, x, accumulator);
  };
  // Sums of f64 are those of the average already.
  auto average = [&](OpBuilder &b, ValueRange sums) -> Value {
    return isWide ? sums[0] : mul(b, selectSum(b, sums[0], sums[1]), inverse);
  };
  unsigned numSums = countSums();
  Scalars sums =
      sumGroups({input, first}, SmallVector<Type>(numSums, accumulator),
                [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                  Value x = narrow(b, scalars[0]),
                        shift = narrow(b, scalars[1]);
                  Scalars addends;
                  if (isWide)
                    appendDifference(b, mul(b, x, inverse),
                                     mul(b, shift, inverse), addends);
                  else
                    appendDifference(b, x, shift, addends);
                  return addends;
                });
  sums.push_back(first);
  Value provisional = createElementwise(
      builder, loc, sums, accumulator,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {
            narrow(b, add(b, average(b, scalars), widen(b, scalars.back())))};
      })[0];

  sums = sumGroups({input, provisional},
                   SmallVector<Type>(numSums + countSquares(), accumulator),
                   [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                     Value x = narrow(b, scalars[0]);
                     Value d = sub(b, x, scalars[1]);
                     Scalars addends;
                     if (isWide)
                       addends.push_back(mul(b, d, inverse));
                     else
                       appendDifference(b, x, scalars[1], addends);
                     appendSquares(b, d, addends);
                     return addends;
                   });
  sums.push_back(provisional);
  return createElementwise(
      builder, loc, sums, {f64, f64},
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Value delta = average(b, scalars);
        Value squares =
            selectSquares(b, scalars.slice(numSums, countSquares()));
        Value mean = add(b, widen(b, scalars.back()), delta);
        Value m2 = sub(b, squares, mul(b, count, mul(b, delta, delta)));
        return {mean, clampToZero(b, m2)};
      });
}

SmallVector<Value> StatsLowering::lowerSecondMoment() {
  Scalars sums = sumGroups(
      input, SmallVector<Type>(countSquares(), accumulator),
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Scalars addends;
        appendSquares(b, convertFloat(b, loc, scalars[0], accumulator),
                      addends);
        return addends;
      });
  if (accumulator.isF64())
    return sums;
  return createElementwise(
      builder, loc, sums, f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {selectSquares(b, scalars)};
      });
}

SmallVector<Value> StatsLowering::lowerAbsSum() {
  bool isWide = accumulator.isF64();
  Scalars sums =
      sumGroups(input, SmallVector<Type>(isWide ? 1 : 2, accumulator),
                [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                  Value x = magnitude(b, scalars[0], accumulator);
                  if (isWide)
                    return {x};
                  Value scale = constant(b, accumulator, kScale);
                  return {x, mul(b, x, scale)};
                });
  if (isWide)
    return sums;
  return createElementwise(
      builder, loc, sums, f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {selectSum(b, scalars[0], scalars[1])};
      });
}

Value StatsLowering::createMaxima() {
  Type compute = getComputeType(inputType.getElementType());
  return norm::createMaxima(
      builder, loc, input, inputMap, kept.size(), keptSizes, compute,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {magnitude(b, scalars[0], compute)};
      })[0];
}

SmallVector<Value> StatsLowering::lowerAbsMax() {
  Value largest = createMaxima();
  if (inputType.getElementType().isF64())
    return {largest};
  return createElementwise(
      builder, loc, largest, f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {widen(b, scalars[0])};
      });
}

/// Of |x| / scale, at most 1, powers neither overflow nor are they all lost.
SmallVector<Value> StatsLowering::lowerAbsPowerSum(double exponent) {
  Value scale = createElementwise(
      builder, loc, createMaxima(), f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        // 1 where nothing can be divided by the maximum: it is 0 or infinite.
        Value wide = widen(b, scalars[0]);
        auto is = [&](double value) -> Value {
          return arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, wide,
                                       constant(b, f64, value));
        };
        Value isExtreme = arith::OrIOp::create(
            b, loc, is(0.0), is(std::numeric_limits<double>::infinity()));
        return {arith::SelectOp::create(b, loc, isExtreme,
                                        constant(b, f64, 1.0), wide)};
      })[0];
  Value sum =
      sumGroups({input, scale}, accumulator,
                [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                  // The scale is a value of the input's type, or 1, so it is
                  // not rounded.
                  Value ratio =
                      div(b, magnitude(b, scalars[0], accumulator),
                          convertFloat(b, loc, scalars[1], accumulator));
                  return {createPower(b, loc, ratio, exponent)};
                })[0];
  if (!accumulator.isF64())
    sum = createElementwise(
        builder, loc, sum, f64,
        [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
          return {widen(b, scalars[0])};
        })[0];
  return {scale, sum};
}

SmallVector<Value> norm::lowerStats(StatsOp op, OpBuilder &builder) {
  StatsLowering lowering(op, builder);
  if (op.getChain())
    return lowering.lowerChained();
  switch (op.getKind()) {
  case StatisticKind::Moments:
    break;
  case StatisticKind::SecondMoment:
    return lowering.lowerSecondMoment();
  case StatisticKind::AbsSum:
    return lowering.lowerAbsSum();
  case StatisticKind::AbsMax:
    return lowering.lowerAbsMax();
  case StatisticKind::AbsPowerSum:
    return lowering.lowerAbsPowerSum(op.getP()->convertToDouble());
  }
  switch (op.getEstimatorOrDefault()) {
  case Estimator::Shifted:
    return lowering.lowerShifted();
  case Estimator::TwoPass:
    return lowering.lowerTwoPass();
  }
  llvm_unreachable("all estimators are handled");
}
