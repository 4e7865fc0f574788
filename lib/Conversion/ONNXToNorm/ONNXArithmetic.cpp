//===- ONNXArithmetic.cpp - Elementwise nodes of ONNX ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each is computed in f32, of f64 in f64, and rounded once to its type.
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

/// `function` of operands of these numbers, which have one type of elements.
static Values buildOf(ONNXNode node, ArrayRef<unsigned> numbers,
                      ScalarFunction function) {
  SmallVector<Value> operands;
  Type element;
  for (unsigned number : numbers) {
    FailureOr<Value> operand = node.readTensor(number);
    if (failed(operand) ||
        isUnsignedTorchTensor(node.getOperand(number).getType()))
      return failure();
    Type own = cast<RankedTensorType>(operand->getType()).getElementType();
    if (element && element != own)
      return node->emitOpError()
             << "expects operands of one type; got " << node->getOperandTypes();
    element = own;
    operands.push_back(*operand);
  }
  FailureOr<Value> result = createBroadcastElementwise(
      node.getRewriter(), node.getLoc(), operands, element, function);
  if (failed(result))
    return node->emitOpError() << "expects operands that can be broadcast; got "
                               << node->getOperandTypes();
  return SmallVector<Value>{*result};
}

/// `function` of the first operands.
static Values buildElementwise(ONNXNode node, unsigned numOperands,
                               ScalarFunction function) {
  return buildOf(node, llvm::to_vector(llvm::seq(numOperands)), function);
}

/// The type that a node's arithmetic is in; null where it is none.
static Type getComputed(ONNXNode node) {
  RankedTensorType type = getBuiltinTensor(node.getOperand(0).getType());
  return type ? getArithmeticType(type.getElementType()) : Type();
}

template <Arithmetic kind>
static Values buildArithmetic(ONNXNode node) {
  Type type = getComputed(node);
  if (!type || !isDefinedFor(kind, type))
    return failure();
  return buildElementwise(node, getNumOperands(kind),
                          [](OpBuilder &b, Location l, ValueRange x) {
                            return createArithmetic(b, l, kind, x);
                          });
}

/// Of any number of operands.
template <Arithmetic kind>
static Values buildVariadic(ONNXNode node) {
  Type type = getComputed(node);
  if (!type)
    return failure();
  return buildElementwise(
      node, node->getNumOperands(), [](OpBuilder &b, Location l, ValueRange x) {
        Value result = x.front();
        for (Value next : x.drop_front())
          result = createArithmetic(b, l, kind, {result, next});
        return result;
      });
}

/// A function of one operand that floats alone have.
static Values buildFloatFunction(
    ONNXNode node,
    llvm::function_ref<Value(OpBuilder &, Location, Value)> function) {
  if (!isa_and_nonnull<FloatType>(getComputed(node)))
    return failure();
  return buildElementwise(node, 1, [&](OpBuilder &b, Location l, ValueRange x) {
    return function(b, l, x[0]);
  });
}

static Values buildSigmoid(ONNXNode node) {
  return buildFloatFunction(node, createSigmoid);
}

static Values buildGelu(ONNXNode node) {
  FailureOr<StringRef> approximate = node.readString("approximate", "none");
  if (failed(approximate))
    return failure();
  bool byTanh = *approximate == "tanh";
  if (!byTanh && *approximate != "none")
    return failure();
  return buildFloatFunction(node, [&](OpBuilder &b, Location l, Value x) {
    return createGelu(b, l, x, byTanh);
  });
}

static Values buildLeakyRelu(ONNXNode node) {
  FailureOr<double> alpha = node.readFloat("alpha", 0.01f);
  if (failed(alpha))
    return failure();
  return buildFloatFunction(node, [&](OpBuilder &b, Location l, Value x) {
    return createLeakyRelu(b, l, x, *alpha);
  });
}

/// x * sigmoid(alpha * x)
static Values buildSwish(ONNXNode node) {
  FailureOr<double> alpha = node.readFloat("alpha", 1.0);
  if (failed(alpha))
    return failure();
  return buildFloatFunction(node, [&](OpBuilder &b, Location l, Value x) {
    Value scaled =
        *alpha == 1.0
            ? x
            : createArithmetic(b, l, Arithmetic::Multiply,
                               {x, createNumber(b, l, x.getType(), *alpha)});
    return createArithmetic(b, l, Arithmetic::Multiply,
                            {x, createSigmoid(b, l, scaled)});
  });
}

/// Powers by a number that the module holds are products or roots where there
/// are such.
static Values buildPow(ONNXNode node) {
  std::optional<double> exponent = getONNXNumber(node.getOperand(1));
  RankedTensorType type = getBuiltinTensor(node.getOperand(1).getType());
  if (!exponent || !type || type.getRank() > 1)
    return buildArithmetic<Arithmetic::Power>(node);
  // The exponent may be of another type.
  return buildFloatFunction(node, [&](OpBuilder &b, Location l, Value x) {
    return createScalarPower(b, l, x, *exponent);
  });
}

/// Limits are attributes or, later, operands. One that is left out is the last
/// number of the type, which infinity is beyond.
static Values buildClip(ONNXNode node) {
  RankedTensorType type = getBuiltinTensor(node.getOperand(0).getType());
  if (!type || !isa_and_nonnull<FloatType>(getComputed(node)))
    return failure();
  double last = APFloat::getLargest(
                    cast<FloatType>(type.getElementType()).getFloatSemantics())
                    .convertToDouble();
  FailureOr<double> low = node.readFloat("min", -last);
  FailureOr<double> high = node.readFloat("max", last);
  if (failed(low) || failed(high))
    return failure();
  SmallVector<unsigned> numbers = {0};
  for (unsigned number : {1, 2})
    if (!node.isNone(number))
      numbers.push_back(number);
  return buildOf(node, numbers, [&](OpBuilder &b, Location l, ValueRange x) {
    auto limit = [&](unsigned number, double otherwise) {
      return node.isNone(number) ? createNumber(b, l, x[0].getType(), otherwise)
                                 : x[number == 1 ? 1 : x.size() - 1];
    };
    Value bounded =
        createArithmetic(b, l, Arithmetic::Maximum, {x[0], limit(1, *low)});
    return createArithmetic(b, l, Arithmetic::Minimum,
                            {bounded, limit(2, *high)});
  });
}

void norm::appendArithmeticEntries(SmallVectorImpl<ONNXEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<int64_t> versions, int64_t first,
                 SmallVector<StringRef> operands, size_t numRequired,
                 Values (*build)(ONNXNode),
                 SmallVector<StringRef> attributes = {}) {
    entries.push_back({name, std::move(versions), first, std::move(operands),
                       numRequired, 1, std::move(attributes), build,
                       ForeignKind::Neighbour});
  };
  using A = Arithmetic;
  struct Function {
    StringRef name;
    Values (*build)(ONNXNode);
  };
  // Before version 7 broadcasting was another.
  const Function ofTwo[] = {
      {"Add", buildArithmetic<A::Add>},
      {"Sub", buildArithmetic<A::Subtract>},
      {"Mul", buildArithmetic<A::Multiply>},
      {"Div", buildArithmetic<A::Divide>},
  };
  for (const Function &function : ofTwo)
    add(function.name, {1, 6, 7, 13, 14}, 7, {"A", "B"}, 2, function.build);
  const Function ofOne[] = {
      {"Sqrt", buildArithmetic<A::Sqrt>},
      {"Reciprocal", buildArithmetic<A::Reciprocal>},
      {"Neg", buildArithmetic<A::Negate>},
      {"Abs", buildArithmetic<A::Abs>},
      {"Exp", buildArithmetic<A::Exp>},
      {"Log", buildArithmetic<A::Log>},
      {"Tanh", buildArithmetic<A::Tanh>},
      {"Sigmoid", buildSigmoid},
  };
  for (const Function &function : ofOne)
    add(function.name, {1, 6, 13}, 6, {"X"}, 1, function.build);
  add("Relu", {1, 6, 13, 14}, 6, {"X"}, 1, buildArithmetic<A::Relu>);
  add("Erf", {9, 13}, 9, {"input"}, 1, buildArithmetic<A::Erf>);
  add("LeakyRelu", {1, 6, 16}, 6, {"X"}, 1, buildLeakyRelu, {"alpha"});
  add("Gelu", {20}, 20, {"X"}, 1, buildGelu, {"approximate"});
  add("Swish", {24}, 24, {"X"}, 1, buildSwish, {"alpha"});
  add("Pow", {1, 7, 12, 13, 15}, 7, {"X", "Y"}, 2, buildPow);
  add("Clip", {1, 6, 11, 12, 13}, 6, {"input", "min", "max"}, 1, buildClip,
      {"min", "max"});
  SmallVector<StringRef> many(64, "data");
  add("Sum", {1, 6, 8, 13}, 8, many, 1, buildVariadic<A::Add>);
  add("Max", {1, 6, 8, 12, 13}, 8, many, 1, buildVariadic<A::Maximum>);
  add("Min", {1, 6, 8, 12, 13}, 8, many, 1, buildVariadic<A::Minimum>);
}
