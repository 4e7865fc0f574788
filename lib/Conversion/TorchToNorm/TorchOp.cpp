//===- TorchOp.cpp - Reading ops of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"
#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

StringRef norm::getTorchName(Operation *op) {
  StringRef name = op->getName().getStringRef();
  if (name == "torch.operator") {
    auto text = dyn_cast_or_null<StringAttr>(getForeignAttribute(op, "name"));
    name = text ? text.getValue() : StringRef();
  }
  return name.consume_front("torch.") ? name : StringRef();
}

Value norm::lookThroughDerefine(Value value) {
  Operation *op = value.getDefiningOp();
  while (op && getTorchName(op) == "derefine" && op->getNumOperands() == 1) {
    value = op->getOperand(0);
    op = value.getDefiningOp();
  }
  return value;
}

/// The op that makes the value; null for arguments.
static Operation *getSource(Value value) {
  return lookThroughDerefine(value).getDefiningOp();
}

/// The attribute `value` of the constant of this name that makes the value.
static Attribute getConstant(Value value, StringRef name) {
  Operation *op = getSource(value);
  return op && getTorchName(op) == name ? getForeignAttribute(op, "value")
                                        : Attribute();
}

std::optional<int64_t> norm::getTorchInteger(Value value) {
  auto integer =
      dyn_cast_or_null<IntegerAttr>(getConstant(value, "constant.int"));
  return integer ? integer.getValue().trySExtValue() : std::nullopt;
}

std::optional<double> norm::getTorchNumber(Value value) {
  if (auto number =
          dyn_cast_or_null<FloatAttr>(getConstant(value, "constant.float")))
    return number.getValueAsDouble();
  return getTorchInteger(value);
}

std::optional<bool> norm::getTorchBool(Value value) {
  if (auto truth =
          dyn_cast_or_null<BoolAttr>(getConstant(value, "constant.bool")))
    return truth.getValue();
  return std::nullopt;
}

std::optional<StringRef> norm::getTorchString(Value value) {
  if (auto text =
          dyn_cast_or_null<StringAttr>(getConstant(value, "constant.str")))
    return text.getValue();
  return std::nullopt;
}

bool norm::isTorchNone(Value value) {
  Operation *op = getSource(value);
  return op && getTorchName(op) == "constant.none";
}

std::optional<ValueRange> norm::getTorchList(Value value) {
  Operation *op = getSource(value);
  if (op && getTorchName(op) == "prim.ListConstruct")
    return ValueRange(op->getOperands());
  return std::nullopt;
}

std::optional<SmallVector<int64_t>> norm::getTorchIntegers(Value value) {
  std::optional<ValueRange> list = getTorchList(value);
  if (!list)
    return std::nullopt;
  SmallVector<int64_t> integers;
  for (Value element : *list) {
    std::optional<int64_t> integer = getTorchInteger(element);
    if (!integer)
      return std::nullopt;
    integers.push_back(*integer);
  }
  return integers;
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

/// The size that torch.aten.size.int looks up.
static std::optional<OpFoldResult> getSize(OpBuilder &builder, Operation *op) {
  RankedTensorType type = getBuiltinTensor(op->getOperand(0).getType());
  std::optional<int64_t> dim = getTorchInteger(op->getOperand(1));
  if (!type || !dim || *dim < -type.getRank() || *dim >= type.getRank())
    return std::nullopt;
  int64_t axis = *dim < 0 ? *dim + type.getRank() : *dim;
  return tensor::getMixedSize(
      builder, op->getLoc(), toBuiltinTensor(builder, op->getOperand(0)), axis);
}

/// The product of the sizes that torch.aten.numel multiplies.
static std::optional<OpFoldResult> getElementNumber(OpBuilder &builder,
                                                    Operation *op) {
  RankedTensorType type = getBuiltinTensor(op->getOperand(0).getType());
  if (!type)
    return std::nullopt;
  return getAsOpFoldResult(getElementCount(
      builder, op->getLoc(), toBuiltinTensor(builder, op->getOperand(0)),
      llvm::to_vector(llvm::seq(type.getRank()))));
}

template <typename Op>
static OpFoldResult combine(OpBuilder &builder, Location loc, OpFoldResult lhs,
                            OpFoldResult rhs) {
  return getAsOpFoldResult(builder.createOrFold<Op>(
      loc, getValueOrCreateConstantIndexOp(builder, loc, lhs),
      getValueOrCreateConstantIndexOp(builder, loc, rhs)));
}

template <typename Op>
static Value combineFloats(OpBuilder &builder, Location loc, Value lhs,
                           Value rhs) {
  return builder.createOrFold<Op>(loc, lhs, rhs);
}

std::optional<OpFoldResult> norm::getTorchIndex(OpBuilder &builder,
                                                Value value) {
  if (std::optional<int64_t> integer = getTorchInteger(value))
    return builder.getIndexAttr(*integer);
  Operation *op = getSource(value);
  if (!op)
    return std::nullopt;
  StringRef name = getTorchName(op);
  if (name == "aten.numel" && op->getNumOperands() == 1)
    return getElementNumber(builder, op);
  if (op->getNumOperands() != 2)
    return std::nullopt;
  if (name == "aten.size.int")
    return getSize(builder, op);
  using Combine =
      OpFoldResult (*)(OpBuilder &, Location, OpFoldResult, OpFoldResult);
  auto combineBy = llvm::StringSwitch<Combine>(name)
                       .Case("aten.add.int", combine<arith::AddIOp>)
                       .Case("aten.sub.int", combine<arith::SubIOp>)
                       .Case("aten.mul.int", combine<arith::MulIOp>)
                       .Case("aten.floordiv.int", combine<arith::FloorDivSIOp>)
                       .Default(nullptr);
  if (!combineBy)
    return std::nullopt;
  std::optional<OpFoldResult> lhs = getTorchIndex(builder, op->getOperand(0));
  std::optional<OpFoldResult> rhs = getTorchIndex(builder, op->getOperand(1));
  if (!lhs || !rhs)
    return std::nullopt;
  return combineBy(builder, op->getLoc(), *lhs, *rhs);
}

Value norm::createTorchFloat(OpBuilder &builder, Value value) {
  Location loc = value.getLoc();
  Type f64 = builder.getF64Type();
  if (std::optional<double> constant = getTorchNumber(value))
    return createFloat(builder, loc, f64, *constant);
  if (std::optional<OpFoldResult> index = getTorchIndex(builder, value))
    return convertIndexToFloat64(
        builder, loc, getValueOrCreateConstantIndexOp(builder, loc, *index));
  Operation *op = getSource(value);
  if (!op || op->getNumOperands() == 0 || op->getNumOperands() > 2)
    return {};
  StringRef name = getTorchName(op);
  Value lhs = createTorchFloat(builder, op->getOperand(0));
  if (name == "aten.Float.Scalar" || !lhs)
    return lhs;
  Value rhs = op->getNumOperands() == 2
                  ? createTorchFloat(builder, op->getOperand(1))
                  : Value();
  using Combine = Value (*)(OpBuilder &, Location, Value, Value);
  auto combineBy =
      llvm::StringSwitch<Combine>(name)
          .Cases({"aten.div", "aten.div.int", "aten.div.float"},
                 combineFloats<arith::DivFOp>)
          .Cases({"aten.sub", "aten.sub.float"}, combineFloats<arith::SubFOp>)
          .Cases({"aten.add", "aten.add.float"}, combineFloats<arith::AddFOp>)
          .Cases({"aten.mul", "aten.mul.float"}, combineFloats<arith::MulFOp>)
          .Default(nullptr);
  return rhs && combineBy ? combineBy(builder, loc, lhs, rhs) : Value();
}

//===----------------------------------------------------------------------===//
// TorchOp
//===----------------------------------------------------------------------===//

InFlightDiagnostic TorchOp::refuse(unsigned number, const Twine &what) const {
  InFlightDiagnostic diagnostic = op->emitOpError();
  diagnostic << "expects " << names[number] << " to be " << what << "; got ";
  Value operand = op->getOperand(number);
  if (Operation *source = operand.getDefiningOp())
    diagnostic << "a result of '" << source->getName() << "'";
  else
    diagnostic << "an argument of type " << operand.getType();
  return diagnostic;
}

bool TorchOp::isNone(unsigned number) const {
  return number >= op->getNumOperands() || isTorchNone(op->getOperand(number));
}

FailureOr<Value> TorchOp::readTensor(unsigned number) const {
  Value operand = op->getOperand(number);
  if (getBuiltinTensor(operand.getType()))
    return toBuiltinTensor(rewriter, operand);
  return op->emitOpError() << "expects " << names[number]
                           << " to be a ranked tensor; got "
                           << operand.getType();
}

FailureOr<Value> TorchOp::readFloatTensor(unsigned number) const {
  FailureOr<Value> tensor = readTensor(number);
  if (failed(tensor) ||
      failed(requireFloatTensor(op, names[number], tensor->getType())))
    return failure();
  return tensor;
}

FailureOr<Value> TorchOp::readOptionalFloatTensor(unsigned number) const {
  return isNone(number) ? FailureOr<Value>(Value()) : readFloatTensor(number);
}

FailureOr<double> TorchOp::readNumber(unsigned number) const {
  return readConstant(number, "a constant number", getTorchNumber);
}

FailureOr<int64_t> TorchOp::readInteger(unsigned number) const {
  return readConstant(number, "a constant integer", getTorchInteger);
}

FailureOr<bool> TorchOp::readBool(unsigned number) const {
  return readConstant(number, "a constant truth value", getTorchBool);
}

FailureOr<StringRef> TorchOp::readString(unsigned number) const {
  return readConstant(number, "a constant string", getTorchString);
}

FailureOr<SmallVector<int64_t>> TorchOp::readIntegers(unsigned number) const {
  return readConstant(number, "a list of constant integers", getTorchIntegers);
}

FailureOr<SmallVector<OpFoldResult>>
TorchOp::readIndices(unsigned number) const {
  std::optional<ValueRange> list = getTorchList(op->getOperand(number));
  if (!list)
    return refuse(number, "a list of integers");
  SmallVector<OpFoldResult> indices;
  for (Value element : *list) {
    std::optional<OpFoldResult> index = getTorchIndex(rewriter, element);
    if (!index)
      return refuse(number, "a list of constants and sizes");
    indices.push_back(*index);
  }
  return indices;
}

RankedTensorType TorchOp::getResultType(unsigned number) const {
  return getBuiltinTensor(op->getResult(number).getType());
}

bool TorchOp::isAnyRead(unsigned first, unsigned count) const {
  for (unsigned i = first; i < std::min(first + count, op->getNumResults());
       ++i)
    if (!op->getResult(i).use_empty())
      return true;
  return false;
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

ArrayRef<TorchEntry> norm::getTorchEntries() {
  static const SmallVector<TorchEntry> entries = [] {
    SmallVector<TorchEntry> all;
    appendLayerNormEntries(all);
    appendChannelNormEntries(all);
    appendArithmeticEntries(all);
    appendReductionEntries(all);
    appendProductEntries(all);
    appendShapeEntries(all);
    return all;
  }();
  return entries;
}

const TorchEntry *norm::findTorchEntry(StringRef name) {
  static const llvm::StringMap<const TorchEntry *> byName = [] {
    llvm::StringMap<const TorchEntry *> map;
    for (const TorchEntry &entry : getTorchEntries())
      map[entry.name] = &entry;
    return map;
  }();
  return byName.lookup(name);
}

LogicalResult norm::convertTorchOp(RewriterBase &rewriter, Operation *op,
                                   const TorchEntry &entry) {
  return replaceForeignOp(
      rewriter, op, entry.kind,
      [&](RewriterBase &rewriter) -> FailureOr<SmallVector<Value>> {
        SmallVector<StringRef> attributes = entry.attributes;
        if (op->getName().getStringRef() == "torch.operator")
          attributes.push_back("name");
        if (failed(checkAttributes(op, attributes)) ||
            failed(
                checkOperandCount(op, entry.operands,
                                  entry.operands.size() - entry.numOptional)) ||
            failed(checkResultCount(op, entry.numResults, entry.numResults)))
          return failure();
        return entry.build(TorchOp(op, entry.operands, rewriter));
      });
}
