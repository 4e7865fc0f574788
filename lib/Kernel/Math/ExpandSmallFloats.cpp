//===- ExpandSmallFloats.cpp - Conversions to and from floats of 8 bits ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a format does beyond its range and with NaN is what APFloat does: the
// patterns ask it, and hold for every signed format of 8 bits that has a NaN.
//
//===----------------------------------------------------------------------===//

#include "LaneBuilder.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::norm;

bool norm::isSmallFloat(Type type) {
  auto element = dyn_cast<FloatType>(getElementTypeOrSelf(type));
  if (!element || element.getWidth() != 8)
    return false;
  const llvm::fltSemantics &semantics = element.getFloatSemantics();
  return APFloat::semanticsHasSignedRepr(semantics) &&
         APFloat::semanticsHasNaN(semantics);
}

namespace {

constexpr int kFractionBits = 23, kBias = 127;

/// A format's numbers, as the 8 bits that hold them.
struct SmallFormat {
  explicit SmallFormat(Type type)
      : semantics(cast<FloatType>(type).getFloatSemantics()),
        fractionBits(int(APFloat::semanticsPrecision(semantics)) - 1),
        minExponent(APFloat::semanticsMinExponent(semantics)) {}

  /// f32 to this format, as APFloat rounds.
  int64_t convert(double number) const {
    APFloat value(number);
    bool losesInfo;
    value.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
    return value.bitcastToAPInt().getZExtValue();
  }
  int64_t getLargest() const {
    return APFloat::getLargest(semantics).bitcastToAPInt().getZExtValue();
  }
  int64_t getNaN() const {
    return APFloat::getNaN(semantics).bitcastToAPInt().getZExtValue();
  }
  /// NaN is where others have -0, which these formats lack.
  bool isUnsignedZero() const { return getNaN() == 0x80; }
  bool hasInfinity() const { return APFloat::semanticsHasInf(semantics); }
  /// By which an exponent's bits differ from those of f32, at f32's place.
  int64_t getRebias() const {
    return int64_t(kBias - (1 - minExponent)) << kFractionBits;
  }
  int getShift() const { return kFractionBits - fractionBits; }

  const llvm::fltSemantics &semantics;
  int fractionBits, minExponent;
};

/// truncf f32 -> 8 bits => rounded in integers, denormal results by the
/// addition of a number whose last bit is that of theirs: 20 operations.
struct ExpandSmallTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getType());
    Type from = getElementTypeOrSelf(op.getIn().getType());
    if (!isSmallFloat(element) || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not to lanes of 8 bits");
    auto mode = op.getRoundingmode();
    if (mode && *mode != arith::RoundingMode::to_nearest_even)
      return rewriter.notifyMatchFailure(op, "another rounding mode");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes x(builder, op.getIn());
    // f64 has been rounded to odd in f32 before; f32 holds 16 bits exactly.
    if (from.isF64())
      return rewriter.notifyMatchFailure(op, "goes through f32");
    if (!from.isF32())
      x = x.extended(rewriter.getF32Type());
    rewriter.replaceOp(op, Value(round(x, SmallFormat(element))
                                     .truncatedInteger(8)
                                     .asFloat(element)));
    return success();
  }

  /// The 8 bits, in 32.
  static Lanes round(const Lanes &x, const SmallFormat &format) {
    Lanes sign = (x.asInteger() >> 24) & 0x80;
    Lanes magnitude = x.abs(), bits = magnitude.asInteger();
    int shift = format.getShift();
    // Half of the last place, just under it where the result is even.
    Lanes isOdd = (bits >> shift) & 1;
    Lanes rounded = bits + isOdd + ((int64_t(1) << (shift - 1)) - 1);
    Lanes normal = (rounded - format.getRebias()) >> shift;
    double place = std::ldexp(1.0, format.minExponent - format.fractionBits +
                                       kFractionBits);
    Lanes shifted = magnitude + place;
    Lanes denormal =
        shifted.asInteger() - magnitude.constant(place).asInteger();
    Lanes isDenormal = magnitude < std::ldexp(1.0, format.minExponent);
    Lanes result = isDenormal.select(denormal, normal);
    Lanes isBeyond = result.compare(
        arith::CmpIPredicate::ugt, Value(result.constant(format.getLargest())));
    int64_t beyond = format.convert(std::numeric_limits<float>::max());
    result = isBeyond.select(result.constant(beyond), result);
    if (format.isUnsignedZero()) {
      // NaN has one sign, and 0 none.
      Lanes isZero =
          result.compare(arith::CmpIPredicate::eq, Value(result.constant(0)));
      sign = isZero.select(sign.constant(0), sign);
    }
    result = x.isNaN().select(result.constant(format.getNaN()), result);
    return result | sign;
  }
};

/// extf 8 bits -> f32 => shifted and rebiased; denormal values as products:
/// 10 operations. To 16 bits and f64 from there, exactly.
struct ExpandSmallExtension : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getIn().getType());
    if (!isSmallFloat(element) || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not from lanes of 8 bits");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes bits = Lanes(builder, op.getIn()).asInteger().extendedZero(32);
    Lanes wide = extend(bits, SmallFormat(element), rewriter.getF32Type());
    Type to = getElementTypeOrSelf(op.getType());
    if (to.isF64())
      wide = wide.extended(to);
    else if (!to.isF32())
      wide = wide.truncated(to);
    rewriter.replaceOp(op, Value(wide));
    return success();
  }

  static Lanes extend(const Lanes &bits, const SmallFormat &format, Type f32) {
    Lanes magnitude = bits & 0x7f;
    Lanes sign = (bits & 0x80) << 24;
    Lanes normal = (magnitude << format.getShift()) + format.getRebias();
    Lanes asNumber = magnitude.make<arith::SIToFPOp>(
        Value(normal.asFloat(f32)).getType(), Value(magnitude));
    Lanes denormal =
        (asNumber * std::ldexp(1.0, format.minExponent - format.fractionBits))
            .asInteger();
    auto isAtLeast = [](const Lanes &value, int64_t number) {
      return value.compare(arith::CmpIPredicate::uge,
                           Value(value.constant(number)));
    };
    Lanes result = isAtLeast(magnitude, int64_t(1) << format.fractionBits)
                       .select(normal, denormal);
    const int64_t infinity = 0x7f800000, quiet = 0x7fc00000;
    int64_t special = format.getLargest() + 1;
    if (format.isUnsignedZero())
      return bits.compare(arith::CmpIPredicate::eq, Value(bits.constant(0x80)))
          .select(bits.constant(quiet), result | sign)
          .asFloat(f32);
    result =
        isAtLeast(magnitude, special)
            .select(result.constant(format.hasInfinity() ? infinity : quiet),
                    result);
    if (format.hasInfinity())
      result = isAtLeast(magnitude, special + 1)
                   .select(result.constant(quiet), result);
    return (result | sign).asFloat(f32);
  }
};

/// Constants of 8-bit floats => their bits as i8.
struct ExpandSmallConstant : OpRewritePattern<arith::ConstantOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ConstantOp op,
                                PatternRewriter &rewriter) const override {
    if (!isSmallFloat(op.getType()) || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not lanes of 8-bit floats");
    Type i8 = rewriter.getI8Type();
    TypedAttr bits;
    if (auto number = dyn_cast<FloatAttr>(op.getValue()))
      bits = IntegerAttr::get(i8, number.getValue().bitcastToAPInt());
    else if (auto numbers = dyn_cast<DenseElementsAttr>(op.getValue()))
      bits = cast<TypedAttr>(numbers.bitcast(i8));
    else
      return rewriter.notifyMatchFailure(op, "neither a number nor dense");
    Value integer = arith::ConstantOp::create(rewriter, op.getLoc(), bits);
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(op, op.getType(), integer);
    return success();
  }
};

/// Selections of 8-bit floats => of their bits.
struct ExpandSmallSelect : OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp op,
                                PatternRewriter &rewriter) const override {
    if (!isSmallFloat(op.getType()) || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not lanes of 8-bit floats");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes yes = Lanes(builder, op.getTrueValue()).asInteger();
    Lanes no = Lanes(builder, op.getFalseValue()).asInteger();
    Lanes bits =
        yes.make<arith::SelectOp>(op.getCondition(), Value(yes), Value(no));
    rewriter.replaceOp(op,
                       Value(bits.asFloat(getElementTypeOrSelf(op.getType()))));
    return success();
  }
};

} // namespace

void norm::populateExpandSmallFloatsPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandSmallTruncation, ExpandSmallExtension, ExpandSmallConstant,
               ExpandSmallSelect>(patterns.getContext());
}
