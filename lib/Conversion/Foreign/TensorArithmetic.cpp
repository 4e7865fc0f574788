//===- TensorArithmetic.cpp - Arithmetic of whole tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

static Type getElement(Value value) {
  return getElementTypeOrSelf(value.getType());
}

Type norm::withElement(Type type, Type element) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? tensor.clone(element) : element;
}

/// The width of an integer, or that of the attributes of an index.
static unsigned getWidth(Type element) {
  return element.isIndex() ? IndexType::kInternalStorageBitWidth
                           : element.getIntOrFloatBitWidth();
}

static TypedAttr getNumber(Type element, double value) {
  Builder builder(element.getContext());
  if (isa<FloatType>(element))
    return builder.getFloatAttr(element, value);
  return builder.getIntegerAttr(element, static_cast<int64_t>(value));
}

static Value createConstant(OpBuilder &builder, Location loc, Type type,
                            TypedAttr scalar) {
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    scalar = DenseElementsAttr::get(tensor, Attribute(scalar));
  return arith::ConstantOp::create(builder, loc, scalar);
}

Value norm::createConstant(OpBuilder &builder, Location loc, Type type,
                           double value) {
  return ::createConstant(builder, loc, type,
                          getNumber(getElementTypeOrSelf(type), value));
}

/// A scalar of `element`, or a tensor of as many elements as `like` has.
static Value createLike(OpBuilder &builder, Location loc, Value like,
                        TypedAttr scalar) {
  auto type = dyn_cast<RankedTensorType>(like.getType());
  if (!type || type.hasStaticShape())
    return ::createConstant(
        builder, loc, withElement(like.getType(), scalar.getType()), scalar);
  return createSplat(builder, loc,
                     arith::ConstantOp::create(builder, loc, scalar),
                     getTracedSizes(builder, loc, like));
}

static Value createLike(OpBuilder &builder, Location loc, Value like,
                        double value) {
  return createLike(builder, loc, like, getNumber(getElement(like), value));
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

namespace {

using Build = Value (*)(OpBuilder &, Location, ValueRange);

/// One operation for the three kinds of elements; null where it has no meaning.
struct ArithmeticEntry {
  Arithmetic kind;
  unsigned numOperands;
  Build ofFloats;
  Build ofIntegers;
  Build ofTruths;
  /// A 16-bit float would be rounded more than once.
  bool hasSteps = false;
};

} // namespace

template <typename Op>
static Value build(OpBuilder &b, Location loc, ValueRange x) {
  if constexpr (Op::template hasTrait<OpTrait::OneOperand>())
    return b.createOrFold<Op>(loc, x[0]);
  else
    return b.createOrFold<Op>(loc, x[0], x[1]);
}

static Value identity(OpBuilder &, Location, ValueRange x) { return x[0]; }

static Value logistic(OpBuilder &b, Location loc, ValueRange x) {
  Value one = createLike(b, loc, x[0], 1.0);
  Value power = b.createOrFold<math::ExpOp>(
      loc, b.createOrFold<arith::NegFOp>(loc, x[0]));
  return b.createOrFold<arith::DivFOp>(
      loc, one, b.createOrFold<arith::AddFOp>(loc, one, power));
}

static Value negateInteger(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::SubIOp>(loc, createLike(b, loc, x[0], 0), x[0]);
}

static Value invertBits(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::XOrIOp>(loc, x[0], createLike(b, loc, x[0], -1));
}

static Value invertTruth(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::XOrIOp>(loc, x[0], createLike(b, loc, x[0], 1));
}

static Value reciprocal(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::DivFOp>(loc, createLike(b, loc, x[0], 1.0),
                                       x[0]);
}

static Value reluOfFloats(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::MaximumFOp>(loc, x[0],
                                           createLike(b, loc, x[0], 0.0));
}

static Value reluOfIntegers(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::MaxSIOp>(loc, x[0], createLike(b, loc, x[0], 0));
}

static Value signOfFloats(OpBuilder &b, Location loc, ValueRange x) {
  Value isItself = b.createOrFold<arith::CmpFOp>(
      loc, arith::CmpFPredicate::UEQ, x[0], createLike(b, loc, x[0], 0.0));
  Value one = b.createOrFold<math::CopySignOp>(
      loc, createLike(b, loc, x[0], 1.0), x[0]);
  return b.createOrFold<arith::SelectOp>(loc, isItself, x[0], one);
}

static Value signOfIntegers(OpBuilder &b, Location loc, ValueRange x) {
  Value most =
      b.createOrFold<arith::MinSIOp>(loc, x[0], createLike(b, loc, x[0], 1));
  return b.createOrFold<arith::MaxSIOp>(loc, most,
                                        createLike(b, loc, most, -1));
}

static Value squareOfFloats(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::MulFOp>(loc, x[0], x[0]);
}

static Value squareOfIntegers(OpBuilder &b, Location loc, ValueRange x) {
  return b.createOrFold<arith::MulIOp>(loc, x[0], x[0]);
}

/// A division that the processor does not trap on: where the quotient is not
/// defined or overflows, the divisor is 1. Also returns where it was 0.
template <typename Op>
static std::pair<Value, Value> divideSafely(OpBuilder &b, Location loc,
                                            ValueRange x) {
  unsigned width = getWidth(getElement(x[0]));
  auto is = [&](Value value, TypedAttr number) {
    return b.createOrFold<arith::CmpIOp>(loc, arith::CmpIPredicate::eq, value,
                                         createLike(b, loc, value, number));
  };
  Type element = getElement(x[0]);
  Value isZero = is(x[1], getNumber(element, 0));
  Value overflows = b.createOrFold<arith::AndIOp>(
      loc, is(x[0], b.getIntegerAttr(element, APInt::getSignedMinValue(width))),
      is(x[1], getNumber(element, -1)));
  Value isUnsafe = b.createOrFold<arith::OrIOp>(loc, isZero, overflows);
  Value divisor = b.createOrFold<arith::SelectOp>(
      loc, isUnsafe, createLike(b, loc, x[1], 1), x[1]);
  return {b.createOrFold<Op>(loc, x[0], divisor), isZero};
}

static Value divideIntegers(OpBuilder &b, Location loc, ValueRange x) {
  auto [quotient, isZero] = divideSafely<arith::DivSIOp>(b, loc, x);
  return b.createOrFold<arith::SelectOp>(
      loc, isZero, createLike(b, loc, quotient, -1), quotient);
}

static Value remainderOfIntegers(OpBuilder &b, Location loc, ValueRange x) {
  auto [remainder, isZero] = divideSafely<arith::RemSIOp>(b, loc, x);
  return b.createOrFold<arith::SelectOp>(loc, isZero, x[0], remainder);
}

static ArrayRef<ArithmeticEntry> getArithmeticTable() {
  using A = Arithmetic;
  static const ArithmeticEntry table[] = {
      {A::Abs, 1, build<math::AbsFOp>, build<math::AbsIOp>, nullptr},
      {A::Acos, 1, build<math::AcosOp>, nullptr, nullptr},
      {A::Acosh, 1, build<math::AcoshOp>, nullptr, nullptr},
      {A::Asin, 1, build<math::AsinOp>, nullptr, nullptr},
      {A::Asinh, 1, build<math::AsinhOp>, nullptr, nullptr},
      {A::Atan, 1, build<math::AtanOp>, nullptr, nullptr},
      {A::Atanh, 1, build<math::AtanhOp>, nullptr, nullptr},
      {A::Cbrt, 1, build<math::CbrtOp>, nullptr, nullptr},
      {A::Ceil, 1, build<math::CeilOp>, nullptr, nullptr},
      {A::Cos, 1, build<math::CosOp>, nullptr, nullptr},
      {A::Cosh, 1, build<math::CoshOp>, nullptr, nullptr},
      {A::Erf, 1, build<math::ErfOp>, nullptr, nullptr},
      {A::Erfc, 1, build<math::ErfcOp>, nullptr, nullptr},
      {A::Exp, 1, build<math::ExpOp>, nullptr, nullptr},
      {A::ExpM1, 1, build<math::ExpM1Op>, nullptr, nullptr},
      {A::Floor, 1, build<math::FloorOp>, nullptr, nullptr},
      {A::Identity, 1, identity, identity, identity},
      {A::Log, 1, build<math::LogOp>, nullptr, nullptr},
      {A::Log1P, 1, build<math::Log1pOp>, nullptr, nullptr},
      {A::Logistic, 1, logistic, nullptr, nullptr, /*hasSteps=*/true},
      {A::Negate, 1, build<arith::NegFOp>, negateInteger, nullptr},
      {A::Not, 1, nullptr, invertBits, invertTruth},
      {A::Reciprocal, 1, reciprocal, nullptr, nullptr},
      {A::Relu, 1, reluOfFloats, reluOfIntegers, nullptr},
      {A::Round, 1, build<math::RoundOp>, nullptr, nullptr},
      {A::RoundEven, 1, build<math::RoundEvenOp>, nullptr, nullptr},
      {A::Rsqrt, 1, build<math::RsqrtOp>, nullptr, nullptr},
      {A::Sign, 1, signOfFloats, signOfIntegers, nullptr},
      {A::Sin, 1, build<math::SinOp>, nullptr, nullptr},
      {A::Sinh, 1, build<math::SinhOp>, nullptr, nullptr},
      {A::Sqrt, 1, build<math::SqrtOp>, nullptr, nullptr},
      {A::Square, 1, squareOfFloats, squareOfIntegers, nullptr},
      {A::Tan, 1, build<math::TanOp>, nullptr, nullptr},
      {A::Tanh, 1, build<math::TanhOp>, nullptr, nullptr},
      {A::Trunc, 1, build<math::TruncOp>, nullptr, nullptr},
      // Of truth values, sums and products are "or" and "and".
      {A::Add, 2, build<arith::AddFOp>, build<arith::AddIOp>,
       build<arith::OrIOp>},
      {A::And, 2, nullptr, build<arith::AndIOp>, build<arith::AndIOp>},
      {A::Atan2, 2, build<math::Atan2Op>, nullptr, nullptr},
      {A::Divide, 2, build<arith::DivFOp>, divideIntegers, nullptr},
      {A::Maximum, 2, build<arith::MaximumFOp>, build<arith::MaxSIOp>,
       build<arith::OrIOp>},
      {A::Minimum, 2, build<arith::MinimumFOp>, build<arith::MinSIOp>,
       build<arith::AndIOp>},
      {A::Multiply, 2, build<arith::MulFOp>, build<arith::MulIOp>,
       build<arith::AndIOp>},
      {A::Or, 2, nullptr, build<arith::OrIOp>, build<arith::OrIOp>},
      {A::Power, 2, build<math::PowFOp>, build<math::IPowIOp>, nullptr},
      {A::Remainder, 2, build<arith::RemFOp>, remainderOfIntegers, nullptr},
      {A::Subtract, 2, build<arith::SubFOp>, build<arith::SubIOp>, nullptr},
      {A::Xor, 2, nullptr, build<arith::XOrIOp>, build<arith::XOrIOp>},
  };
  return table;
}

static const ArithmeticEntry &lookup(Arithmetic kind) {
  return *llvm::find_if(
      getArithmeticTable(),
      [&](const ArithmeticEntry &entry) { return entry.kind == kind; });
}

static Build lookup(const ArithmeticEntry &entry, Type element) {
  if (isa<FloatType>(element))
    return entry.ofFloats;
  if (element.isSignlessInteger(1))
    return entry.ofTruths;
  return element.isSignlessIntOrIndex() ? entry.ofIntegers : nullptr;
}

unsigned norm::getNumOperands(Arithmetic kind) {
  return lookup(kind).numOperands;
}

bool norm::isDefinedFor(Arithmetic kind, Type element) {
  return lookup(lookup(kind), element) != nullptr;
}

static bool isNarrow(Type element) {
  return isa<FloatType>(element) && element.getIntOrFloatBitWidth() < 32;
}

Value norm::createArithmetic(OpBuilder &builder, Location loc, Arithmetic kind,
                             ValueRange operands) {
  const ArithmeticEntry &entry = lookup(kind);
  Type element = getElement(operands.front());
  Build create = lookup(entry, element);
  assert(create && "the element type has no such operation");
  assert(operands.size() == entry.numOperands && "expects all operands");
  if (!entry.hasSteps || !isNarrow(element))
    return create(builder, loc, operands);
  SmallVector<Value> wide = llvm::map_to_vector(operands, [&](Value operand) {
    return createConversion(builder, loc, operand, builder.getF32Type());
  });
  return createConversion(builder, loc, create(builder, loc, wide), element);
}

//===----------------------------------------------------------------------===//
// Comparisons and conversions
//===----------------------------------------------------------------------===//

Value norm::createComparison(OpBuilder &builder, Location loc, Comparison kind,
                             Value lhs, Value rhs, bool isUnsigned) {
  struct Predicates {
    arith::CmpFPredicate ofFloats;
    arith::CmpIPredicate ofSigned, ofUnsigned;
  };
  using F = arith::CmpFPredicate;
  using I = arith::CmpIPredicate;
  // In the order of the enumeration.
  static const Predicates table[] = {
      {F::OEQ, I::eq, I::eq},   {F::UNE, I::ne, I::ne},
      {F::OLT, I::slt, I::ult}, {F::OLE, I::sle, I::ule},
      {F::OGT, I::sgt, I::ugt}, {F::OGE, I::sge, I::uge}};
  const Predicates &predicates = table[static_cast<unsigned>(kind)];
  Type element = getElement(lhs);
  if (isa<FloatType>(element))
    return builder.createOrFold<arith::CmpFOp>(loc, predicates.ofFloats, lhs,
                                               rhs);
  bool readsBits = isUnsigned || element.isInteger(1);
  return builder.createOrFold<arith::CmpIOp>(
      loc, readsBits ? predicates.ofUnsigned : predicates.ofSigned, lhs, rhs);
}

/// A constant of floats rounded once to `element`; null for other values. The
/// folders of arith leave constants that are not exact.
static Value convertConstant(OpBuilder &b, Location loc, Value value,
                             FloatType element) {
  auto convert = [&](const APFloat &number) {
    APFloat converted = number;
    bool losesInfo;
    converted.convert(element.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                      &losesInfo);
    return converted;
  };
  FloatAttr scalar;
  if (matchPattern(value, m_Constant(&scalar)))
    return arith::ConstantOp::create(
        b, loc, FloatAttr::get(element, convert(scalar.getValue())));
  DenseFPElementsAttr elements;
  if (!matchPattern(value, m_Constant(&elements)))
    return Value();
  return arith::ConstantOp::create(
      b, loc, elements.mapValues(element, [&](const APFloat &number) {
        return convert(number).bitcastToAPInt();
      }));
}

/// Between float types, through f32 where neither holds the other.
static Value convertFloats(OpBuilder &b, Location loc, Value value,
                           Type element) {
  unsigned from = getElement(value).getIntOrFloatBitWidth(),
           to = element.getIntOrFloatBitWidth();
  if (Value constant = convertConstant(b, loc, value, cast<FloatType>(element)))
    return constant;
  Type type = withElement(value.getType(), element);
  if (from < to)
    return b.createOrFold<arith::ExtFOp>(loc, type, value);
  if (from > to)
    return b.createOrFold<arith::TruncFOp>(loc, type, value);
  return convertFloats(b, loc, convertFloats(b, loc, value, b.getF32Type()),
                       element);
}

static Value convertIntegers(OpBuilder &b, Location loc, Value value,
                             Type element) {
  unsigned from = getWidth(getElement(value)), to = getWidth(element);
  Type type = withElement(value.getType(), element);
  if (to == 1)
    return createComparison(b, loc, Comparison::NotEqual, value,
                            createLike(b, loc, value, 0));
  if (from == 1)
    return element.isIndex()
               ? b.createOrFold<arith::IndexCastUIOp>(loc, type, value)
               : b.createOrFold<arith::ExtUIOp>(loc, type, value);
  if (element.isIndex() || getElement(value).isIndex())
    return b.createOrFold<arith::IndexCastOp>(loc, type, value);
  if (from < to)
    return b.createOrFold<arith::ExtSIOp>(loc, type, value);
  return b.createOrFold<arith::TruncIOp>(loc, type, value);
}

/// Towards zero. arith.fptosi promises nothing of NaN and of what is beyond the
/// integers, so it sees zeros there.
static Value convertToIntegers(OpBuilder &b, Location loc, Value value,
                               Type element) {
  Value zero = createLike(b, loc, value, 0.0);
  if (element.isInteger(1))
    return createComparison(b, loc, Comparison::NotEqual, value, zero);
  unsigned width = element.getIntOrFloatBitWidth();
  double end = std::ldexp(1.0, width - 1);
  auto compare = [&](Comparison kind, Value other) {
    return createComparison(b, loc, kind, value, other);
  };
  Value isLow = compare(Comparison::LessEqual, createLike(b, loc, value, -end));
  Value isHigh =
      compare(Comparison::GreaterEqual, createLike(b, loc, value, end));
  Value isOutside = b.createOrFold<arith::OrIOp>(
      loc, b.createOrFold<arith::OrIOp>(loc, isLow, isHigh),
      compare(Comparison::NotEqual, value));
  Value safe = b.createOrFold<arith::SelectOp>(loc, isOutside, zero, value);
  Value result = b.createOrFold<arith::FPToSIOp>(
      loc, withElement(value.getType(), element), safe);
  auto saturate = [&](Value condition, const APInt &limit) {
    result = b.createOrFold<arith::SelectOp>(
        loc, condition,
        createLike(b, loc, result, b.getIntegerAttr(element, limit)), result);
  };
  saturate(isLow, APInt::getSignedMinValue(width));
  saturate(isHigh, APInt::getSignedMaxValue(width));
  return result;
}

Value norm::createConversion(OpBuilder &builder, Location loc, Value value,
                             Type element) {
  Type from = getElement(value);
  if (from == element)
    return value;
  // There are no conversions between indices and floats.
  if ((from.isIndex() && isa<FloatType>(element)) ||
      (isa<FloatType>(from) && element.isIndex())) {
    Value integer = createConversion(builder, loc, value, builder.getI64Type());
    return createConversion(builder, loc, integer, element);
  }
  if (isa<FloatType>(from))
    return isa<FloatType>(element)
               ? convertFloats(builder, loc, value, element)
               : convertToIntegers(builder, loc, value, element);
  if (!isa<FloatType>(element))
    return convertIntegers(builder, loc, value, element);
  Type type = withElement(value.getType(), element);
  return from.isInteger(1)
             ? builder.createOrFold<arith::UIToFPOp>(loc, type, value)
             : builder.createOrFold<arith::SIToFPOp>(loc, type, value);
}

//===----------------------------------------------------------------------===//
// Reductions and products of matrices
//===----------------------------------------------------------------------===//

TypedAttr norm::getNeutralElement(Arithmetic kind, Type element) {
  Builder builder(element.getContext());
  unsigned width = getWidth(element);
  bool isFloat = isa<FloatType>(element), isTruth = element.isInteger(1);
  double infinity = std::numeric_limits<double>::infinity();
  switch (kind) {
  case Arithmetic::Add:
  case Arithmetic::Or:
  case Arithmetic::Xor:
    return getNumber(element, 0);
  case Arithmetic::Multiply:
    return getNumber(element, 1);
  case Arithmetic::And:
    return builder.getIntegerAttr(element, APInt::getAllOnes(width));
  case Arithmetic::Maximum:
    if (isFloat)
      return getNumber(element, -infinity);
    return builder.getIntegerAttr(element,
                                  isTruth ? APInt::getZero(width)
                                          : APInt::getSignedMinValue(width));
  case Arithmetic::Minimum:
    if (isFloat)
      return getNumber(element, infinity);
    return builder.getIntegerAttr(element,
                                  isTruth ? APInt::getAllOnes(width)
                                          : APInt::getSignedMaxValue(width));
  default:
    llvm_unreachable("the operation does not reduce");
  }
}

Value norm::createCombination(OpBuilder &builder, Location loc, Arithmetic kind,
                              Value accumulator, Value value) {
  Value joined = createArithmetic(builder, loc, kind, {accumulator, value});
  if (Operation *op = joined.getDefiningOp();
      isa_and_nonnull<arith::AddFOp, arith::MulFOp>(op))
    op->setAttr("fastmath",
                arith::FastMathFlagsAttr::get(builder.getContext(),
                                              arith::FastMathFlags::reassoc));
  return joined;
}

Value norm::createReduction(OpBuilder &builder, Location loc, Arithmetic kind,
                            Value input, Value initial,
                            ArrayRef<int64_t> dims) {
  SmallVector<OpFoldResult> kept;
  for (auto [dim, size] : llvm::enumerate(getTracedSizes(builder, loc, input)))
    if (!llvm::is_contained(dims, static_cast<int64_t>(dim)))
      kept.push_back(size);
  Value empty = tensor::EmptyOp::create(builder, loc, kept, getElement(input));
  Value start =
      linalg::FillOp::create(builder, loc, initial, empty).getResult(0);
  SmallVector<int64_t> sorted(dims);
  llvm::sort(sorted);
  auto combine = [&](OpBuilder &b, Location l, ValueRange scalars) {
    linalg::YieldOp::create(
        b, l, createCombination(b, l, kind, scalars[1], scalars[0]));
  };
  return linalg::ReduceOp::create(builder, loc, input, start, sorted, combine)
      ->getResult(0);
}

Value norm::createMatmul(OpBuilder &builder, Location loc, Value lhs,
                         Value rhs) {
  auto type = cast<RankedTensorType>(lhs.getType());
  Type element = type.getElementType();
  Type sum = isNarrow(element) ? builder.getF32Type() : element;
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, lhs);
  sizes.back() = getTracedSize(builder, loc, rhs, type.getRank() - 1);
  Value empty = tensor::EmptyOp::create(builder, loc, sizes, sum);
  Value zero = norm::createConstant(builder, loc, sum, 0);
  Value start = linalg::FillOp::create(builder, loc, zero, empty).getResult(0);
  Value product =
      type.getRank() == 3
          ? linalg::BatchMatmulOp::create(builder, loc, ValueRange{lhs, rhs},
                                          start)
                .getResult(0)
          : linalg::MatmulOp::create(builder, loc, ValueRange{lhs, rhs}, start)
                .getResult(0);
  return createConversion(builder, loc, product, element);
}
