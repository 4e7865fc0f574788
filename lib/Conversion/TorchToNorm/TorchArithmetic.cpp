//===- TorchArithmetic.cpp - Elementwise ops of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each is computed in f32, of f64 in f64, and rounded once to the type that its
// result is said to have, as PyTorch does.
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// Checks that an operand holds what arithmetic with results of type `element`
/// takes without a loss: the same type, a narrower float type, or, for floats,
/// signed integers.
static LogicalResult checkOperand(TorchOp op, unsigned number, Type element) {
  Type type = op->getOperand(number).getType();
  RankedTensorType tensor = getBuiltinTensor(type);
  Type given = tensor ? tensor.getElementType() : Type();
  bool isInteger =
      given && given.isSignlessInteger() && !isUnsignedTorchTensor(type);
  bool fits = given == element ||
              (isa<FloatType>(element) &&
               (isInteger || (given && isa<FloatType>(given) &&
                              given.getIntOrFloatBitWidth() <
                                  element.getIntOrFloatBitWidth())));
  if (fits && !isUnsignedTorchTensor(type))
    return success();
  return op->emitOpError() << "expects operands that " << element
                           << " holds; got " << type;
}

/// The element type of the result, which arithmetic is for.
static FailureOr<Type> getElement(TorchOp op) {
  RankedTensorType type = op.getResultType(0);
  if (type && getArithmeticType(type.getElementType()) &&
      !isUnsignedTorchTensor(op->getResult(0).getType()))
    return type.getElementType();
  return op->emitOpError() << "expects a result of floats or signed integers; "
                              "got "
                           << op->getResult(0).getType();
}

/// A number that is an operand, as a scalar of the compute type: a constant, or
/// what is computed of sizes.
static FailureOr<Value> readScalar(TorchOp op, unsigned number, Type element) {
  OpBuilder &builder = op.getRewriter();
  Type type = getArithmeticType(element);
  Value operand = op->getOperand(number);
  if (std::optional<int64_t> integer = getTorchInteger(operand))
    return createNumber(builder, op.getLoc(), type, *integer);
  if (isa<FloatType>(type))
    if (Value value = createTorchFloat(builder, operand))
      return createConversion(builder, op.getLoc(), value, type);
  return op->emitOpError() << "expects a number that is known; got "
                           << operand.getType();
}

/// `function` of tensors, the operands of these numbers.
static Values buildElementwise(TorchOp op, ArrayRef<unsigned> numbers,
                               ScalarFunction function) {
  FailureOr<Type> element = getElement(op);
  if (failed(element))
    return failure();
  SmallVector<Value> operands;
  for (unsigned number : numbers) {
    FailureOr<Value> operand = op.readTensor(number);
    if (failed(operand) || failed(checkOperand(op, number, *element)))
      return failure();
    operands.push_back(*operand);
  }
  FailureOr<Value> result = createBroadcastElementwise(
      op.getRewriter(), op.getLoc(), operands, *element, function);
  if (failed(result))
    return op->emitOpError() << "expects operands that can be broadcast; got "
                             << op->getOperandTypes();
  return SmallVector<Value>{*result};
}

//===----------------------------------------------------------------------===//
// Functions of one tensor
//===----------------------------------------------------------------------===//

template <Arithmetic kind>
static Values buildUnary(TorchOp op) {
  FailureOr<Type> element = getElement(op);
  if (failed(element) || !isDefinedFor(kind, getArithmeticType(*element)))
    return failure();
  return buildElementwise(op, {0}, [](OpBuilder &b, Location l, ValueRange x) {
    return createArithmetic(b, l, kind, x);
  });
}

/// A function that floats alone have.
static Values buildFloatFunction(
    TorchOp op,
    llvm::function_ref<Value(OpBuilder &, Location, Value)> function) {
  FailureOr<Type> element = getElement(op);
  if (failed(element) || !isa<FloatType>(*element))
    return failure();
  return buildElementwise(op, {0}, [&](OpBuilder &b, Location l, ValueRange x) {
    return function(b, l, x[0]);
  });
}

static Values buildSigmoid(TorchOp op) {
  return buildFloatFunction(op, createSigmoid);
}

static Values buildSilu(TorchOp op) {
  return buildFloatFunction(op, createSilu);
}

static Values buildGelu(TorchOp op) {
  FailureOr<StringRef> approximate = op.readString(1);
  if (failed(approximate))
    return failure();
  bool byTanh = *approximate == "tanh";
  if (!byTanh && *approximate != "none")
    return op->emitOpError()
           << "expects approximate to be \"none\" or \"tanh\"; got \""
           << *approximate << "\"";
  return buildFloatFunction(op, [&](OpBuilder &b, Location l, Value x) {
    return createGelu(b, l, x, byTanh);
  });
}

static Values buildLeakyRelu(TorchOp op) {
  FailureOr<double> slope = op.readNumber(1);
  if (failed(slope))
    return failure();
  return buildFloatFunction(op, [&](OpBuilder &b, Location l, Value x) {
    return createLeakyRelu(b, l, x, *slope);
  });
}

static Values buildPower(TorchOp op) {
  FailureOr<double> exponent = op.readNumber(1);
  if (failed(exponent))
    return failure();
  return buildFloatFunction(op, [&](OpBuilder &b, Location l, Value x) {
    return createScalarPower(b, l, x, *exponent);
  });
}

/// A bound that PyTorch rounds to the elements' type; null where it is none.
static FailureOr<Value> readBound(TorchOp op, unsigned number, Type element) {
  if (op.isNone(number))
    return Value();
  FailureOr<double> bound = op.readNumber(number);
  if (failed(bound))
    return failure();
  Type type = getArithmeticType(element);
  Value scalar = createNumber(op.getRewriter(), op.getLoc(), element, *bound);
  return createConversion(op.getRewriter(), op.getLoc(), scalar, type);
}

/// `low` and `high` are operands' numbers; NaN passes through.
static Values buildBounded(TorchOp op, std::optional<unsigned> low,
                           std::optional<unsigned> high) {
  FailureOr<Type> element = getElement(op);
  if (failed(element))
    return failure();
  FailureOr<Value> least = low ? readBound(op, *low, *element) : Value();
  FailureOr<Value> most = high ? readBound(op, *high, *element) : Value();
  if (failed(least) || failed(most))
    return failure();
  return buildElementwise(op, {0}, [&](OpBuilder &b, Location l, ValueRange x) {
    Value value = x[0];
    if (*least)
      value = createArithmetic(b, l, Arithmetic::Maximum, {value, *least});
    if (*most)
      value = createArithmetic(b, l, Arithmetic::Minimum, {value, *most});
    return value;
  });
}

static Values buildClamp(TorchOp op) { return buildBounded(op, 1, 2); }

static Values buildClampMin(TorchOp op) {
  return buildBounded(op, 1, std::nullopt);
}

static Values buildClampMax(TorchOp op) {
  return buildBounded(op, std::nullopt, 1);
}

//===----------------------------------------------------------------------===//
// Functions of two
//===----------------------------------------------------------------------===//

/// The factor of the second operand; null where it is 1.
static FailureOr<Value> readFactor(TorchOp op, unsigned number, Type element) {
  if (number >= op->getNumOperands() ||
      getTorchNumber(op->getOperand(number)) == 1.0)
    return Value();
  return readScalar(op, number, element);
}

static Value combine(OpBuilder &b, Location l, Arithmetic kind, Value lhs,
                     Value rhs, Value factor) {
  if (factor)
    rhs = createArithmetic(b, l, Arithmetic::Multiply, {factor, rhs});
  return createArithmetic(b, l, kind, {lhs, rhs});
}

/// Quotients of integers are floats in PyTorch.
static LogicalResult checkKind(TorchOp op, Arithmetic kind, Type element) {
  if (kind != Arithmetic::Divide || isa<FloatType>(element))
    return success();
  return op->emitOpError() << "expects a result of floats; got "
                           << op->getResult(0).getType();
}

/// lhs, rhs[, alpha]: of two tensors.
template <Arithmetic kind>
static Values buildOfTensors(TorchOp op) {
  FailureOr<Type> element = getElement(op);
  if (failed(element) || failed(checkKind(op, kind, *element)))
    return failure();
  FailureOr<Value> factor = readFactor(op, 2, *element);
  if (failed(factor))
    return failure();
  return buildElementwise(op, {0, 1},
                          [&](OpBuilder &b, Location l, ValueRange x) {
                            return combine(b, l, kind, x[0], x[1], *factor);
                          });
}

/// x, number[, alpha]: number combined with all elements.
template <Arithmetic kind, bool isReversed = false>
static Values buildOfScalar(TorchOp op) {
  FailureOr<Type> element = getElement(op);
  if (failed(element) || failed(checkKind(op, kind, *element)))
    return failure();
  FailureOr<Value> scalar = readScalar(op, 1, *element);
  FailureOr<Value> factor = readFactor(op, 2, *element);
  if (failed(scalar) || failed(factor))
    return failure();
  return buildElementwise(op, {0}, [&](OpBuilder &b, Location l, ValueRange x) {
    return isReversed ? combine(b, l, kind, *scalar, x[0], *factor)
                      : combine(b, l, kind, x[0], *scalar, *factor);
  });
}

void norm::appendArithmeticEntries(SmallVectorImpl<TorchEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<StringRef> operands,
                 Values (*build)(TorchOp), unsigned numOptional = 0) {
    entries.push_back({name, std::move(operands), 1, build,
                       ForeignKind::Neighbour, numOptional});
  };
  using A = Arithmetic;
  struct Function {
    StringRef name;
    Values (*build)(TorchOp);
  };
  const Function functions[] = {
      {"aten.relu", buildUnary<A::Relu>},
      {"aten.sigmoid", buildSigmoid},
      {"aten.silu", buildSilu},
      {"aten.tanh", buildUnary<A::Tanh>},
      {"aten.sqrt", buildUnary<A::Sqrt>},
      {"aten.rsqrt", buildUnary<A::Rsqrt>},
      {"aten.square", buildUnary<A::Square>},
      {"aten.reciprocal", buildUnary<A::Reciprocal>},
      {"aten.abs", buildUnary<A::Abs>},
      {"aten.neg", buildUnary<A::Negate>},
      {"aten.exp", buildUnary<A::Exp>},
      {"aten.log", buildUnary<A::Log>},
      {"aten.erf", buildUnary<A::Erf>},
  };
  for (const Function &function : functions)
    add(function.name, {"input"}, function.build);
  add("aten.gelu", {"input", "approximate"}, buildGelu);
  add("aten.leaky_relu", {"input", "negative_slope"}, buildLeakyRelu);
  add("aten.pow.Tensor_Scalar", {"input", "exponent"}, buildPower);
  add("aten.clamp", {"input", "min", "max"}, buildClamp);
  add("aten.hardtanh", {"input", "min_val", "max_val"}, buildClamp);
  add("aten.clamp_min", {"input", "min"}, buildClampMin);
  add("aten.clamp_max", {"input", "max"}, buildClampMax);

  SmallVector<StringRef> two = {"input", "other"},
                         scaled = {"input", "other", "alpha"};
  add("aten.add.Tensor", scaled, buildOfTensors<A::Add>);
  add("aten.sub.Tensor", scaled, buildOfTensors<A::Subtract>);
  add("aten.mul.Tensor", two, buildOfTensors<A::Multiply>);
  add("aten.div.Tensor", two, buildOfTensors<A::Divide>);
  add("aten.maximum", two, buildOfTensors<A::Maximum>);
  add("aten.minimum", two, buildOfTensors<A::Minimum>);
  add("aten.add.Scalar", scaled, buildOfScalar<A::Add>);
  add("aten.sub.Scalar", scaled, buildOfScalar<A::Subtract>);
  add("aten.rsub.Scalar", scaled,
      buildOfScalar<A::Subtract, /*isReversed=*/true>);
  add("aten.mul.Scalar", two, buildOfScalar<A::Multiply>);
  add("aten.div.Scalar", two, buildOfScalar<A::Divide>);
}
