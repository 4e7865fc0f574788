//===- TorchTensors.cpp - Tensors of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace mlir::norm;

static constexpr StringLiteral toBuiltinName = "torch_c.to_builtin_tensor";
static constexpr StringLiteral fromBuiltinName = "torch_c.from_builtin_tensor";

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

bool norm::isTorchType(Type type) {
  auto opaque = dyn_cast<OpaqueType>(type);
  return opaque && opaque.getDialectNamespace() == "torch";
}

namespace {

/// What the text of a `vtensor<[...],...>` says.
struct TorchTensorText {
  SmallVector<int64_t> sizes;
  StringRef element;
};

} // namespace

/// The size that `text` is; nullopt where it is none.
static std::optional<int64_t> parseSize(StringRef text) {
  if (text == "?")
    return ShapedType::kDynamic;
  int64_t size = 0;
  if (text.empty() || !llvm::all_of(text, llvm::isDigit) ||
      text.getAsInteger(10, size))
    return std::nullopt;
  return size;
}

static std::optional<TorchTensorText> parseText(Type type) {
  if (!isTorchType(type))
    return std::nullopt;
  StringRef text = cast<OpaqueType>(type).getTypeData();
  if (!text.consume_front("vtensor<[") || !text.consume_back(">"))
    return std::nullopt;
  auto [sizes, rest] = text.split(']');
  if (!rest.consume_front(","))
    return std::nullopt;
  TorchTensorText parsed;
  parsed.element = rest.trim();
  if (sizes.trim().empty())
    return parsed;
  SmallVector<StringRef> parts;
  sizes.split(parts, ',');
  for (StringRef part : parts) {
    std::optional<int64_t> size = parseSize(part.trim());
    if (!size)
      return std::nullopt;
    parsed.sizes.push_back(*size);
  }
  return parsed;
}

static Type parseElement(StringRef text, MLIRContext *context) {
  Builder builder(context);
  return llvm::StringSwitch<Type>(text)
      .Case("f64", builder.getF64Type())
      .Case("f32", builder.getF32Type())
      .Case("f16", builder.getF16Type())
      .Case("bf16", builder.getBF16Type())
      .Case("f8E4M3FN", builder.getType<Float8E4M3FNType>())
      .Case("f8E5M2", builder.getType<Float8E5M2Type>())
      .Cases({"si64", "ui64"}, builder.getI64Type())
      .Cases({"si32", "ui32"}, builder.getI32Type())
      .Cases({"si16", "ui16"}, builder.getI16Type())
      .Cases({"si8", "ui8"}, builder.getI8Type())
      .Case("i1", builder.getI1Type())
      .Default(Type());
}

RankedTensorType norm::parseTorchTensor(Type type) {
  std::optional<TorchTensorText> text = parseText(type);
  if (!text)
    return {};
  Type element = parseElement(text->element, type.getContext());
  return element ? RankedTensorType::get(text->sizes, element)
                 : RankedTensorType();
}

bool norm::isUnsignedTorchTensor(Type type) {
  std::optional<TorchTensorText> text = parseText(type);
  return text && text->element.starts_with("ui");
}

RankedTensorType norm::getBuiltinTensor(Type type) {
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    return tensor;
  return parseTorchTensor(type);
}

TypedAttr norm::withBuiltinType(ElementsAttr elements, RankedTensorType type) {
  if (elements.getType() == type)
    return cast<TypedAttr>(elements);
  auto given = dyn_cast<RankedTensorType>(elements.getType());
  if (!given || given.getShape() != type.getShape() ||
      given.getElementTypeBitWidth() != type.getElementTypeBitWidth() ||
      !isa<IntegerType>(given.getElementType()) ||
      !isa<IntegerType>(type.getElementType()))
    return {};
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(elements))
    return DenseResourceElementsAttr::get(type, resource.getRawHandle());
  if (auto dense = dyn_cast<DenseElementsAttr>(elements))
    return DenseElementsAttr::getFromRawBuffer(type, dense.getRawData());
  return {};
}

//===----------------------------------------------------------------------===//
// Boundaries
//===----------------------------------------------------------------------===//

static bool isBoundary(Operation *op, StringRef name) {
  return op && op->getName().getStringRef() == name &&
         op->getNumOperands() == 1 && op->getNumResults() == 1;
}

static Value createBoundary(OpBuilder &builder, StringRef name, Value operand,
                            Type type) {
  OperationState state(operand.getLoc(), name);
  state.addOperands(operand);
  state.addTypes(type);
  return builder.create(state)->getResult(0);
}

/// `value` with the static sizes of `type`.
static Value castTensor(OpBuilder &builder, Value value, Type type) {
  if (value.getType() == type)
    return value;
  return tensor::CastOp::create(builder, value.getLoc(), type, value);
}

Value norm::toBuiltinTensor(OpBuilder &builder, Value value) {
  if (isa<RankedTensorType>(value.getType()))
    return value;
  RankedTensorType type = parseTorchTensor(value.getType());
  assert(type && "the value is no ranked tensor");
  if (Operation *source = value.getDefiningOp();
      isBoundary(source, fromBuiltinName) &&
      source->getOperand(0).getType() == type)
    return source->getOperand(0);
  // All boundaries stand where their operand is defined.
  for (Operation *user : value.getUsers())
    if (isBoundary(user, toBuiltinName) && user->getResult(0).getType() == type)
      return user->getResult(0);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointAfterValue(value);
  return createBoundary(builder, toBuiltinName, value, type);
}

void norm::replaceByBuiltinTensor(RewriterBase &rewriter, Value value,
                                  Value builtin) {
  RankedTensorType type = getBuiltinTensor(value.getType());
  builtin = castTensor(rewriter, builtin, type);
  if (value.getType() == type)
    return rewriter.replaceAllUsesWith(value, builtin);
  for (Operation *user : llvm::make_early_inc_range(value.getUsers()))
    if (isBoundary(user, toBuiltinName) && user->getResult(0).getType() == type)
      rewriter.replaceOp(user, builtin);
  if (!value.use_empty())
    rewriter.replaceAllUsesWith(
        value,
        createBoundary(rewriter, fromBuiltinName, builtin, value.getType()));
}

void norm::dropBoundaries(RewriterBase &rewriter, Operation *root) {
  SmallVector<Operation *> boundaries;
  root->walk([&](Operation *op) {
    if (isBoundary(op, toBuiltinName) || isBoundary(op, fromBuiltinName))
      boundaries.push_back(op);
  });
  for (Operation *op : boundaries) {
    Operation *source = op->getOperand(0).getDefiningOp();
    if (isBoundary(op, toBuiltinName) && isBoundary(source, fromBuiltinName) &&
        source->getOperand(0).getType() == op->getResult(0).getType())
      rewriter.replaceAllUsesWith(op->getResult(0), source->getOperand(0));
  }
  // What reads a boundary comes after it.
  for (Operation *op : llvm::reverse(boundaries))
    if (op->use_empty())
      rewriter.eraseOp(op);
}
