//===- CustomCalls.cpp - Custom calls of StableHLO with a meaning ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// JAX states what it requires of symbolic sizes as calls of shape_assertion,
// and writes functions of CHLO as calls of mhlo.erf and the like where the
// reader may not know CHLO.
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

/// The text of a norm.require from one with the placeholders {0}, {1}, ...: the
/// values that it doesn't name are left out, and other braces become
/// parentheses.
static std::string writeMessage(StringRef text,
                                SmallVectorImpl<Value> &values) {
  std::string message;
  SmallVector<Value> used;
  while (!text.empty()) {
    char first = text.front();
    if (first != '{' && first != '}') {
      message += first;
      text = text.drop_front();
      continue;
    }
    unsigned number;
    StringRef rest = text.drop_front();
    if (first == '{' && !rest.consumeInteger(10, number) &&
        number < values.size() && rest.consume_front("}")) {
      auto *place = llvm::find(used, values[number]);
      message += "{" + std::to_string(place - used.begin()) + "}";
      if (place == used.end())
        used.push_back(values[number]);
      text = rest;
      continue;
    }
    message += first == '{' ? '(' : ')';
    text = text.drop_front();
  }
  values = used;
  return message;
}

static Replacement convertShapeAssertion(OpBuilder &builder, Operation *op) {
  auto text = readString(op, "error_message",
                         StringRef("expects sizes that "
                                   "the module states"));
  if (failed(text))
    return failure();
  if (op->getNumOperands() == 0 || op->getNumResults() != 0)
    return op->emitOpError()
           << "expects a condition and no results; got " << op->getNumOperands()
           << " operands and " << op->getNumResults() << " results";
  for (auto [number, type] : llvm::enumerate(op->getOperandTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    bool isScalar = tensor && tensor.getRank() == 0 &&
                    tensor.getElementType().isSignlessInteger();
    if (!isScalar || tensor.getElementType().isInteger(1) != (number == 0))
      return op->emitOpError()
             << "expects a condition of type tensor<i1> and sizes of integers; "
                "got "
             << type;
  }
  Location loc = op->getLoc();
  Value condition = getScalar(builder, loc, op->getOperand(0));
  SmallVector<Value> sizes;
  for (Value operand : op->getOperands().drop_front())
    sizes.push_back(getValueOrCreateConstantIndexOp(
        builder, loc,
        getIndex(builder, loc, getScalar(builder, loc, operand))));
  std::string message = writeMessage(*text, sizes);
  if (!matchPattern(condition, m_One()))
    RequireOp::create(builder, loc, condition, builder.getStringAttr(message),
                      sizes);
  return SmallVector<Value>();
}

static Replacement convertFunction(OpBuilder &builder, Operation *op,
                                   Arithmetic kind) {
  unsigned count = getNumOperands(kind);
  if (op->getNumOperands() != count || op->getNumResults() != 1)
    return op->emitOpError()
           << "expects " << count << " operand and 1 result; got "
           << op->getNumOperands() << " and " << op->getNumResults();
  auto type = requireRankedTensor(op, "operand", op->getOperand(0).getType());
  if (failed(type))
    return failure();
  if (!isDefinedFor(kind, type->getElementType()))
    return Replacement::leave(op, "it is not known for elements of type " +
                                      writeType(type->getElementType()));
  return createArithmetic(builder, op->getLoc(), kind, op->getOperands());
}

static Replacement convertCustomCall(OpBuilder &builder, Operation *op) {
  auto target = readString(op, "call_target_name");
  if (failed(target))
    return failure();
  if (*target == "shape_assertion")
    return convertShapeAssertion(builder, op);
  StringRef name = *target;
  if (name.consume_front("mhlo."))
    if (auto kind = lookupArithmetic(("chlo." + name).str()))
      return convertFunction(builder, op, *kind);
  return Replacement::leave(op,
                            "nothing is known of its target '" + *target + "'");
}

void stablehlo::addCustomCalls(Table &table) {
  OpEntry &call = table["stablehlo.custom_call"];
  call = {convertCustomCall,
          {"inputs"},
          {"api_version", "backend_config", "call_target_name",
           "called_computations", "error_message", "has_side_effect",
           "operand_layouts", "output_operand_aliases", "result_layouts"}};
  call.isVariadic = true;
  call.takesTensors = false;
}
