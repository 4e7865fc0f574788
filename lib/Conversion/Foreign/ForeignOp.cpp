//===- ForeignOp.cpp - Reading ops of dialects not ours ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

DictionaryAttr norm::getForeignAttributes(Operation *op) {
  NamedAttrList attributes(op->getDiscardableAttrDictionary());
  if (auto properties =
          dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
    for (NamedAttribute attribute : properties)
      attributes.set(attribute.getName(), attribute.getValue());
  return attributes.getDictionary(op->getContext());
}

Attribute norm::getForeignAttribute(Operation *op, StringRef name) {
  if (auto properties =
          dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
    if (Attribute attribute = properties.get(name))
      return attribute;
  return op->getDiscardableAttr(name);
}

/// "['axis', 'epsilon']".
static std::string writeNames(ArrayRef<StringRef> names) {
  return "[" +
         llvm::join(llvm::map_range(names,
                                    [](StringRef name) {
                                      return ("'" + name + "'").str();
                                    }),
                    ", ") +
         "]";
}

LogicalResult norm::checkAttributes(Operation *op, ArrayRef<StringRef> known) {
  for (NamedAttribute attribute : getForeignAttributes(op))
    if (!attribute.getName().strref().contains('.') &&
        !llvm::is_contained(known, attribute.getName().strref()))
      return op->emitOpError()
             << "expects "
             << (known.empty() ? "no attributes"
                               : "attributes of " + writeNames(known))
             << "; got " << attribute.getName();
  return success();
}

/// The attribute read by `parse`, which gives nullopt for what is not `kind`.
template <typename T>
static FailureOr<T>
readAttribute(Operation *op, StringRef name, StringRef kind,
              std::optional<T> otherwise,
              llvm::function_ref<std::optional<T>(Attribute)> parse) {
  Attribute attribute = getForeignAttribute(op, name);
  if (!attribute) {
    if (otherwise)
      return *otherwise;
    return op->emitOpError() << "expects attribute '" << name << "'; got none";
  }
  if (std::optional<T> value = parse(attribute))
    return *value;
  return op->emitOpError() << "expects attribute '" << name << "' to be "
                           << kind << "; got " << attribute;
}

/// The value of an integer attribute; nullopt for i1, and for what 64 bits do
/// not hold.
static std::optional<int64_t> parseInteger(Attribute attribute) {
  auto integer = dyn_cast<IntegerAttr>(attribute);
  if (!integer || integer.getType().isInteger(1))
    return std::nullopt;
  if (integer.getType().isUnsignedInteger())
    return integer.getValue().isIntN(63)
               ? std::optional<int64_t>(integer.getValue().getZExtValue())
               : std::nullopt;
  return integer.getValue().trySExtValue();
}

FailureOr<double> norm::readFloat(Operation *op, StringRef name,
                                  std::optional<double> otherwise) {
  return readAttribute<double>(
      op, name, "a float", otherwise,
      [](Attribute attribute) -> std::optional<double> {
        if (auto value = dyn_cast<FloatAttr>(attribute))
          return value.getValueAsDouble();
        return std::nullopt;
      });
}

FailureOr<int64_t> norm::readInteger(Operation *op, StringRef name,
                                     std::optional<int64_t> otherwise) {
  return readAttribute<int64_t>(op, name, "an integer", otherwise,
                                parseInteger);
}

FailureOr<bool> norm::readBool(Operation *op, StringRef name,
                               std::optional<bool> otherwise) {
  return readAttribute<bool>(op, name, "true or false", otherwise,
                             [](Attribute attribute) -> std::optional<bool> {
                               if (auto value = dyn_cast<BoolAttr>(attribute))
                                 return value.getValue();
                               return std::nullopt;
                             });
}

std::optional<SmallVector<int64_t>> norm::parseIntegers(Attribute attribute) {
  if (auto array = dyn_cast<DenseI64ArrayAttr>(attribute))
    return llvm::to_vector(array.asArrayRef());
  if (auto array = dyn_cast<DenseI32ArrayAttr>(attribute))
    return llvm::to_vector_of<int64_t>(array.asArrayRef());
  SmallVector<int64_t> values;
  if (auto dense = dyn_cast<DenseIntElementsAttr>(attribute)) {
    Type element = dense.getElementType();
    if (dense.getType().getRank() != 1 ||
        (!element.isIndex() && element.getIntOrFloatBitWidth() > 64))
      return std::nullopt;
    bool isUnsigned = dense.getElementType().isUnsignedInteger();
    for (APInt value : dense.getValues<APInt>())
      values.push_back(isUnsigned ? value.getZExtValue()
                                  : value.getSExtValue());
    return values;
  }
  auto array = dyn_cast<ArrayAttr>(attribute);
  if (!array)
    return std::nullopt;
  for (Attribute element : array) {
    std::optional<int64_t> value = parseInteger(element);
    if (!value)
      return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

FailureOr<SmallVector<int64_t>>
norm::readIntegers(Operation *op, StringRef name,
                   std::optional<ArrayRef<int64_t>> otherwise) {
  std::optional<SmallVector<int64_t>> given;
  if (otherwise)
    given = llvm::to_vector(*otherwise);
  return readAttribute<SmallVector<int64_t>>(op, name, "integers", given,
                                             parseIntegers);
}

FailureOr<StringRef> norm::readString(Operation *op, StringRef name,
                                      std::optional<StringRef> otherwise) {
  return readAttribute<StringRef>(
      op, name, "a string", otherwise,
      [](Attribute attribute) -> std::optional<StringRef> {
        if (auto value = dyn_cast<StringAttr>(attribute))
          return value.getValue();
        return std::nullopt;
      });
}

//===----------------------------------------------------------------------===//
// Operands, results and types
//===----------------------------------------------------------------------===//

LogicalResult norm::checkOperandCount(Operation *op, ArrayRef<StringRef> names,
                                      size_t required) {
  size_t given = op->getNumOperands();
  if (given >= required && given <= names.size())
    return success();
  InFlightDiagnostic diagnostic = op->emitOpError();
  diagnostic << "expects operands " << writeNames(names);
  if (required < names.size())
    diagnostic << ", of which the first " << required << " are required";
  return diagnostic << "; got " << given;
}

LogicalResult norm::checkResultCount(Operation *op, size_t least, size_t most) {
  size_t given = op->getNumResults();
  if (given >= least && given <= most)
    return success();
  InFlightDiagnostic diagnostic = op->emitOpError();
  diagnostic << "expects " << least;
  if (most != least)
    diagnostic << " to " << most;
  return diagnostic << (most == 1 ? " result" : " results") << "; got "
                    << given;
}

FailureOr<RankedTensorType>
norm::requireRankedTensor(Operation *op, StringRef what, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (tensor && !tensor.getEncoding())
    return tensor;
  return op->emitOpError() << "expects " << what
                           << " to be a ranked tensor; got " << type;
}

FailureOr<RankedTensorType>
norm::requireFloatTensor(Operation *op, StringRef what, Type type) {
  FailureOr<RankedTensorType> tensor = requireRankedTensor(op, what, type);
  if (failed(tensor) ||
      isa<Float64Type, Float32Type, BFloat16Type, Float16Type>(
          tensor->getElementType()))
    return tensor;
  return op->emitOpError() << "expects " << what
                           << " of f64, f32, bf16 or f16; got " << type;
}

FailureOr<int64_t> norm::normalizeAxis(Operation *op, StringRef what,
                                       int64_t axis, int64_t rank) {
  if (axis >= -rank && axis < rank)
    return axis < 0 ? axis + rank : axis;
  return op->emitOpError() << "expects " << what << " within rank " << rank
                           << "; got " << axis;
}

FailureOr<SmallVector<int64_t>> norm::normalizeAxes(Operation *op,
                                                    StringRef what,
                                                    ArrayRef<int64_t> axes,
                                                    int64_t rank) {
  SmallVector<int64_t> counted;
  for (int64_t axis : axes) {
    FailureOr<int64_t> normalized = normalizeAxis(op, what, axis, rank);
    if (failed(normalized))
      return failure();
    if (llvm::is_contained(counted, *normalized))
      return op->emitOpError() << "expects " << what
                               << " without repetition; got [" << axes << "]";
    counted.push_back(*normalized);
  }
  llvm::sort(counted);
  return counted;
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

LogicalResult norm::verifyAs(Operation *foreign, Operation *built) {
  std::string found;
  {
    ScopedDiagnosticHandler handler(built->getContext(),
                                    [&](Diagnostic &diagnostic) {
                                      if (found.empty())
                                        found = diagnostic.str();
                                    });
    if (succeeded(verify(built)))
      return success();
  }
  // Errors begin with the name of their op.
  StringRef text = found;
  text.consume_front(("'" + built->getName().getStringRef() + "' op ").str());
  return foreign->emitOpError() << text;
}

LogicalResult
norm::convertWhole(ModuleOp module,
                   llvm::function_ref<LogicalResult(ModuleOp)> convert) {
  OwningOpRef<ModuleOp> copy = module.clone();
  if (failed(convert(*copy)) || failed(verify(*copy)))
    return failure();
  module->setAttrs((*copy)->getAttrDictionary());
  module.getBodyRegion().takeBody(copy->getBodyRegion());
  return success();
}
