//===- ElementwiseOps.cpp - Arithmetic of StableHLO ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrepareModule.h"
#include "SizeOps.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

static RankedTensorType getType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

static const llvm::StringMap<Arithmetic> &getArithmeticNames() {
  using A = Arithmetic;
  static const llvm::StringMap<Arithmetic> table = {
      {"chlo.acos", A::Acos},
      {"chlo.acosh", A::Acosh},
      {"chlo.asin", A::Asin},
      {"chlo.asinh", A::Asinh},
      {"chlo.atan", A::Atan},
      {"chlo.atanh", A::Atanh},
      {"chlo.cosh", A::Cosh},
      {"chlo.erf", A::Erf},
      {"chlo.erfc", A::Erfc},
      {"chlo.sinh", A::Sinh},
      {"chlo.square", A::Square},
      {"chlo.tan", A::Tan},
      {"stablehlo.abs", A::Abs},
      {"stablehlo.add", A::Add},
      {"stablehlo.and", A::And},
      {"stablehlo.atan2", A::Atan2},
      {"stablehlo.cbrt", A::Cbrt},
      {"stablehlo.ceil", A::Ceil},
      {"stablehlo.cosine", A::Cos},
      {"stablehlo.divide", A::Divide},
      {"stablehlo.exponential", A::Exp},
      {"stablehlo.exponential_minus_one", A::ExpM1},
      {"stablehlo.floor", A::Floor},
      {"stablehlo.log", A::Log},
      {"stablehlo.log_plus_one", A::Log1P},
      {"stablehlo.logistic", A::Logistic},
      {"stablehlo.maximum", A::Maximum},
      {"stablehlo.minimum", A::Minimum},
      {"stablehlo.multiply", A::Multiply},
      {"stablehlo.negate", A::Negate},
      {"stablehlo.not", A::Not},
      {"stablehlo.or", A::Or},
      {"stablehlo.power", A::Power},
      {"stablehlo.remainder", A::Remainder},
      {"stablehlo.round_nearest_afz", A::Round},
      {"stablehlo.round_nearest_even", A::RoundEven},
      {"stablehlo.rsqrt", A::Rsqrt},
      {"stablehlo.sign", A::Sign},
      {"stablehlo.sine", A::Sin},
      {"stablehlo.sqrt", A::Sqrt},
      {"stablehlo.subtract", A::Subtract},
      {"stablehlo.tan", A::Tan},
      {"stablehlo.tanh", A::Tanh},
      {"stablehlo.xor", A::Xor},
  };
  return table;
}

std::optional<Arithmetic> stablehlo::lookupArithmetic(StringRef name) {
  auto entry = getArithmeticNames().find(name);
  if (entry == getArithmeticNames().end())
    return std::nullopt;
  return entry->second;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// Operands whose types differ in what they know of the sizes, all as tensors
/// of the sizes that one of them knows.
static FailureOr<SmallVector<Value>>
unifyShapes(OpBuilder &builder, Operation *op, ValueRange operands) {
  SmallVector<int64_t> shape(getType(operands.front()).getShape());
  for (Value operand : operands.drop_front()) {
    ArrayRef<int64_t> other = getType(operand).getShape();
    if (failed(verifyCompatibleShape(shape, other)))
      return op->emitOpError()
             << "expects operands of one shape; got "
             << operands.front().getType() << " and " << operand.getType();
    for (auto [size, otherSize] : llvm::zip_equal(shape, other))
      if (ShapedType::isDynamic(size))
        size = otherSize;
  }
  Location loc = op->getLoc();
  SmallVector<Value> unified;
  for (Value operand : operands) {
    for (auto [dim, size] : llvm::enumerate(shape))
      if (getType(operand).isDynamicDim(dim) && !ShapedType::isDynamic(size))
        requireSameSizes(builder, loc, builder.getIndexAttr(size),
                         getTracedSize(builder, loc, operand, dim),
                         "expects operands of " +
                             op->getName().getStringRef().str() +
                             " of size {0}; got {1}");
    unified.push_back(
        castTo(builder, loc, operand, getType(operand).clone(shape)));
  }
  return unified;
}

static LogicalResult checkOneElement(Operation *op, ValueRange operands) {
  Type element = getType(operands.front()).getElementType();
  for (Value operand : operands)
    if (getType(operand).getElementType() != element)
      return op->emitOpError()
             << "expects operands of one element type; got " << element
             << " and " << getType(operand).getElementType();
  return success();
}

/// Whether a value is a constant.
static bool isConstant(Value value) {
  return matchPattern(value, m_Constant());
}

using ScalarBuilder = llvm::function_ref<Value(ValueRange)>;

/// An elementwise op of sizes and the like: `create` of each element. None
/// where the elements of an operand are not known, or all are constants, which
/// fold as tensors.
static std::optional<Value> convertElements(OpBuilder &builder, Operation *op,
                                            ScalarBuilder create) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  if (!mayHoldSizes(type) || llvm::all_of(op->getOperands(), isConstant))
    return std::nullopt;
  SmallVector<SmallVector<Value>> elements;
  for (Value operand : op->getOperands()) {
    auto known = getKnownElements(builder, op->getLoc(), operand);
    if (!known || static_cast<int64_t>(known->size()) != type.getNumElements())
      return std::nullopt;
    elements.push_back(*known);
  }
  SmallVector<Value> results;
  for (size_t i = 0; i < elements.front().size(); ++i)
    results.push_back(create(llvm::map_to_vector(
        elements, [&](const SmallVector<Value> &known) { return known[i]; })));
  return createElements(builder, op->getLoc(), type, results);
}

/// An elementwise op whose operands have one shape.
static Replacement convertPointwise(OpBuilder &builder, Operation *op,
                                    ScalarBuilder create) {
  if (auto elements = convertElements(builder, op, create))
    return *elements;
  FailureOr<SmallVector<Value>> operands =
      unifyShapes(builder, op, op->getOperands());
  if (failed(operands))
    return failure();
  return create(*operands);
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

static Replacement convertArithmetic(OpBuilder &builder, Operation *op) {
  Arithmetic kind = *lookupArithmetic(op->getName().getStringRef());
  Type element = getType(op->getOperand(0)).getElementType();
  if (failed(checkOneElement(op, op->getOperands())))
    return failure();
  if (!isDefinedFor(kind, element))
    return Replacement::leave(op, "it is not known for elements of type " +
                                      writeType(element));
  return convertPointwise(builder, op, [&](ValueRange operands) {
    return createArithmetic(builder, op->getLoc(), kind, operands);
  });
}

static Replacement convertCompare(OpBuilder &builder, Operation *op) {
  FailureOr<std::string> direction = readWord(op, "comparison_direction");
  FailureOr<std::string> type = readWord(op, "compare_type", "NOTYPE");
  if (failed(direction) || failed(type) ||
      failed(checkOneElement(op, op->getOperands())))
    return failure();
  std::optional<Comparison> kind =
      llvm::StringSwitch<std::optional<Comparison>>(*direction)
          .Case("EQ", Comparison::Equal)
          .Case("NE", Comparison::NotEqual)
          .Case("LT", Comparison::Less)
          .Case("LE", Comparison::LessEqual)
          .Case("GT", Comparison::Greater)
          .Case("GE", Comparison::GreaterEqual)
          .Default(std::nullopt);
  if (!kind)
    return op->emitOpError()
           << "expects comparison_direction EQ, NE, LT, LE, GT or GE; got "
           << *direction;
  if (*type == "TOTALORDER")
    return Replacement::leave(op, "it compares in total order");
  return convertPointwise(builder, op, [&](ValueRange operands) {
    return createComparison(builder, op->getLoc(), *kind, operands[0],
                            operands[1], *type == "UNSIGNED");
  });
}

/// A scalar tensor among operands of other sizes, repeated to those.
static Value spread(OpBuilder &builder, Location loc, Value operand,
                    Value like) {
  if (getType(operand).getRank() > 0 || getType(like).getRank() == 0)
    return operand;
  return createBroadcast(builder, loc, operand, {},
                         getTracedSizes(builder, loc, like));
}

static Replacement convertSelect(OpBuilder &builder, Operation *op) {
  Value condition = op->getOperand(0), onTrue = op->getOperand(1),
        onFalse = op->getOperand(2);
  if (!getType(condition).getElementType().isInteger(1))
    return op->emitOpError()
           << "expects a condition of i1; got " << condition.getType();
  if (failed(checkOneElement(op, {onTrue, onFalse})))
    return failure();
  Location loc = op->getLoc();
  auto create = [&](ValueRange operands) -> Value {
    return builder.createOrFold<arith::SelectOp>(loc, operands[0], operands[1],
                                                 operands[2]);
  };
  if (auto elements = convertElements(builder, op, create))
    return *elements;
  FailureOr<SmallVector<Value>> operands = unifyShapes(
      builder, op, {spread(builder, loc, condition, onTrue), onTrue, onFalse});
  if (failed(operands))
    return failure();
  return create(*operands);
}

static Replacement convertClamp(OpBuilder &builder, Operation *op) {
  Value low = op->getOperand(0), operand = op->getOperand(1),
        high = op->getOperand(2);
  if (failed(checkOneElement(op, op->getOperands())))
    return failure();
  if (!isDefinedFor(Arithmetic::Maximum, getType(operand).getElementType()))
    return Replacement::leave(op, "its elements have no order");
  Location loc = op->getLoc();
  auto create = [&](ValueRange operands) -> Value {
    Value most = createArithmetic(builder, loc, Arithmetic::Maximum,
                                  {operands[1], operands[0]});
    return createArithmetic(builder, loc, Arithmetic::Minimum,
                            {most, operands[2]});
  };
  if (auto elements = convertElements(builder, op, create))
    return *elements;
  FailureOr<SmallVector<Value>> operands =
      unifyShapes(builder, op,
                  {spread(builder, loc, low, operand), operand,
                   spread(builder, loc, high, operand)});
  if (failed(operands))
    return failure();
  return create(*operands);
}

static Replacement convertConvert(OpBuilder &builder, Operation *op) {
  Type element =
      cast<RankedTensorType>(op->getResult(0).getType()).getElementType();
  return convertPointwise(builder, op, [&](ValueRange operands) {
    return createConversion(builder, op->getLoc(), operands[0], element);
  });
}

static Replacement convertBitcast(OpBuilder &builder, Operation *op) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  Value operand = op->getOperand(0);
  if (type.getElementTypeBitWidth() !=
      getType(operand).getElementTypeBitWidth())
    return Replacement::leave(op, "it changes the number of elements");
  return builder.createOrFold<arith::BitcastOp>(
      op->getLoc(), getType(operand).clone(type.getElementType()), operand);
}

static Replacement convertIsFinite(OpBuilder &builder, Operation *op) {
  Value operand = op->getOperand(0);
  if (!isa<FloatType>(getType(operand).getElementType()))
    return op->emitOpError()
           << "expects an operand of floats; got " << operand.getType();
  return builder.createOrFold<math::IsFiniteOp>(
      op->getLoc(), getType(operand).clone(builder.getI1Type()), operand);
}

static Replacement convertConstant(OpBuilder &builder, Operation *op) {
  Attribute value = getForeignAttribute(op, "value");
  Type type = op->getResult(0).getType();
  auto elements = dyn_cast_or_null<ElementsAttr>(value);
  if (elements && elements.getShapedType() == type)
    return arith::ConstantOp::create(builder, op->getLoc(),
                                     readResource(elements))
        .getResult();
  InFlightDiagnostic error = op->emitOpError()
                             << "expects attribute 'value' to be elements of "
                             << type << "; got ";
  if (value)
    return error << value;
  return error << "none";
}

static Replacement convertBarrier(OpBuilder &, Operation *op) {
  if (op->getNumResults() != op->getNumOperands())
    return op->emitOpError()
           << "expects a result per operand; got " << op->getNumResults()
           << " and " << op->getNumOperands();
  return llvm::to_vector(op->getOperands());
}

void stablehlo::addElementwiseOps(Table &table) {
  // Accuracy is asked for at most to what ours gives.
  for (const auto &[name, kind] : getArithmeticNames())
    table[name] = {convertArithmetic,
                   getNumOperands(kind) == 1
                       ? SmallVector<StringRef, 4>{"operand"}
                       : SmallVector<StringRef, 4>{"lhs", "rhs"},
                   {"result_accuracy"}};
  table["stablehlo.bitcast_convert"] = {convertBitcast, {"operand"}, {}};
  table["stablehlo.clamp"] = {convertClamp, {"min", "operand", "max"}, {}};
  table["stablehlo.compare"] = {
      convertCompare, {"lhs", "rhs"}, {"comparison_direction", "compare_type"}};
  table["stablehlo.constant"] = {convertConstant, {}, {"value"}};
  table["stablehlo.convert"] = {convertConvert, {"operand"}, {}};
  table["stablehlo.is_finite"] = {convertIsFinite, {"x"}, {}};
  table["stablehlo.select"] = {
      convertSelect, {"pred", "on_true", "on_false"}, {}};
  OpEntry &barrier = table["stablehlo.optimization_barrier"];
  barrier = {convertBarrier, {"operand"}, {}};
  barrier.isVariadic = true;
  barrier.takesTensors = false;
}
