//===- ONNXNode.cpp - Reading nodes of ONNX ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::norm;

static constexpr StringLiteral contrib = "com.microsoft";
/// The newest opset whose definitions have been read.
static constexpr int64_t lastOpset = 28;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static StringRef getText(Operation *op, StringRef attribute) {
  auto text = dyn_cast_or_null<StringAttr>(getForeignAttribute(op, attribute));
  return text ? text.getValue() : StringRef();
}

/// Takes a version off the end of a name of onnx-mlir.
static std::optional<int64_t> consumeVersion(StringRef &name) {
  size_t end = name.find_last_not_of("0123456789");
  int64_t version = 0;
  if (end == StringRef::npos || end == 0 || name[end] != 'V' ||
      name.substr(end + 1).getAsInteger(10, version))
    return std::nullopt;
  name = name.take_front(end);
  return version;
}

ONNXName norm::getONNXName(Operation *op) {
  ONNXName result;
  StringRef name = op->getName().getStringRef();
  if (name == "torch.operator") {
    result.isTorchs = true;
    name = getText(op, "name");
  }
  if (!name.consume_front("onnx."))
    return {};
  if (!result.isTorchs && name == "Custom") {
    StringRef domain = getText(op, "domain_name");
    StringRef function = getText(op, "function_name");
    result.name = (domain.empty() ? function : domain + "." + function).str();
    return result;
  }
  if (!result.isTorchs)
    result.version = consumeVersion(name);
  result.name = name.str();
  // Importers of torch-mlir drop the domain.
  std::string withDomain = (contrib + "." + name).str();
  if (!findONNXEntry(name) && findONNXEntry(withDomain))
    result.name = withDomain;
  return result;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

bool norm::isONNXNone(Value value) {
  Operation *op = value.getDefiningOp();
  return op && (op->getName().getStringRef() == "onnx.NoValue" ||
                op->getName().getStringRef() == "torch.constant.none");
}

/// The elements of a constant; null for other values. Constants come before
/// what reads them, and have been converted.
static DenseElementsAttr getElements(Value value) {
  if (RankedTensorType type = getBuiltinTensor(value.getType());
      !type || !type.hasStaticShape())
    return {};
  if (Operation *op = value.getDefiningOp();
      op && op->getName().getStringRef() == "torch_c.from_builtin_tensor")
    value = op->getOperand(0);
  Attribute constant;
  if (!matchPattern(value, m_Constant(&constant)))
    return {};
  auto resource = dyn_cast<DenseResourceElementsAttr>(constant);
  if (!resource)
    return dyn_cast<DenseElementsAttr>(constant);
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  bool detectsSplat = false;
  if (!blob || !DenseElementsAttr::isValidRawBuffer(
                   resource.getType(), blob->getData(), detectsSplat))
    return {};
  return DenseElementsAttr::getFromRawBuffer(resource.getType(),
                                             blob->getData());
}

std::optional<SmallVector<int64_t>> norm::getONNXIntegers(Value value) {
  auto elements = dyn_cast_or_null<DenseIntElementsAttr>(getElements(value));
  if (!elements || elements.getElementType().getIntOrFloatBitWidth() > 64)
    return std::nullopt;
  return llvm::map_to_vector(elements.getValues<APInt>(), [](APInt element) {
    return element.getSExtValue();
  });
}

std::optional<double> norm::getONNXNumber(Value value) {
  DenseElementsAttr elements = getElements(value);
  if (!elements || elements.getNumElements() != 1)
    return std::nullopt;
  if (auto floats = dyn_cast<DenseFPElementsAttr>(elements)) {
    APFloat number = *floats.begin();
    bool losesInfo;
    number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                   &losesInfo);
    return number.convertToDouble();
  }
  std::optional<SmallVector<int64_t>> integers = getONNXIntegers(value);
  return integers ? std::optional<double>(integers->front()) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// ONNXNode
//===----------------------------------------------------------------------===//

std::string ONNXNode::getAttributeName(StringRef attribute) const {
  return ((name.isTorchs ? "torch.onnx." : "") + attribute).str();
}

LogicalResult ONNXNode::check() const {
  SmallVector<std::string> names;
  for (StringRef attribute : entry.attributes)
    names.push_back(getAttributeName(attribute));
  SmallVector<StringRef> known(names.begin(), names.end());
  if (name.isTorchs)
    known.push_back("name");
  else
    known.push_back("onnx_node_name");
  if (op->getName().getStringRef() == "onnx.Custom")
    known.append({"domain_name", "function_name", "output_element_type",
                  "shape_infer_pattern", "inputs_for_infer"});
  if (failed(checkAttributes(op, known)) || failed(checkTorchAttributes()) ||
      failed(checkOperandCount(op, entry.operands, entry.numRequired)) ||
      failed(checkResultCount(op, 1, entry.numResults)))
    return failure();
  for (size_t i = 0; i < entry.numRequired; ++i)
    if (isNone(i))
      return op->emitOpError()
             << "expects operand " << entry.operands[i] << "; got none";
  return success();
}

LogicalResult ONNXNode::checkTorchAttributes() const {
  for (NamedAttribute attribute : getForeignAttributes(op)) {
    StringRef given = attribute.getName().strref();
    if (!given.consume_front("torch.onnx.") ||
        llvm::is_contained(entry.attributes, given))
      continue;
    return op->emitOpError()
           << "expects attributes torch.onnx.* of ["
           << llvm::join(entry.attributes, ", ") << "]; got " << given;
  }
  return success();
}

std::optional<int64_t> ONNXNode::getOpset() const {
  auto function = op->getParentOfType<FunctionOpInterface>();
  if (!function || !name.isTorchs)
    return std::nullopt;
  auto opset = dyn_cast_or_null<IntegerAttr>(getForeignAttribute(
      function.getOperation(), "torch.onnx_meta.opset_version"));
  return opset ? std::optional<int64_t>(opset.getValue().getSExtValue())
               : std::nullopt;
}

bool ONNXNode::isContrib() const {
  return StringRef(name.name).starts_with(contrib) ||
         (name.name == "LayerNormalization" && getOpset().value_or(17) < 17);
}

FailureOr<int64_t> ONNXNode::readVersion() const {
  if (isContrib())
    return 1;
  std::optional<int64_t> given = name.version ? name.version : getOpset();
  if (!given)
    return entry.versions.back();
  if (!name.version && *given > lastOpset)
    return op->emitOpError()
           << "expects an opset up to " << lastOpset << "; got " << *given;
  const int64_t *next = llvm::upper_bound(entry.versions, *given);
  int64_t version = next == entry.versions.begin() ? 0 : *std::prev(next);
  bool isKnown = version >= entry.firstVersion &&
                 (!name.version || version == *name.version);
  if (isKnown)
    return version;
  return op->emitOpError() << "expects version " << entry.firstVersion
                           << " or later of " << entry.name << "; got "
                           << (name.version ? "version " : "opset ") << *given;
}

LogicalResult ONNXNode::checkSince(StringRef attribute, int64_t version,
                                   int64_t first) const {
  if (version >= first || !has(attribute))
    return success();
  return op->emitOpError() << "expects attribute '"
                           << getAttributeName(attribute) << "' from version "
                           << first << " on; got it in version " << version;
}

bool ONNXNode::isNone(unsigned number) const {
  return number >= op->getNumOperands() || isONNXNone(op->getOperand(number));
}

FailureOr<Value> ONNXNode::readTensor(unsigned number) const {
  Value operand = op->getOperand(number);
  if (getBuiltinTensor(operand.getType()))
    return toBuiltinTensor(rewriter, operand);
  return op->emitOpError() << "expects " << entry.operands[number]
                           << " to be a ranked tensor; got "
                           << operand.getType();
}

FailureOr<Value> ONNXNode::readFloatTensor(unsigned number) const {
  FailureOr<Value> tensor = readTensor(number);
  if (failed(tensor) ||
      failed(requireFloatTensor(op, entry.operands[number], tensor->getType())))
    return failure();
  return tensor;
}

FailureOr<Value> ONNXNode::readOptionalFloatTensor(unsigned number) const {
  return isNone(number) ? FailureOr<Value>(Value()) : readFloatTensor(number);
}

bool ONNXNode::has(StringRef attribute) const {
  return getAttribute(attribute) != nullptr;
}

Attribute ONNXNode::getAttribute(StringRef attribute) const {
  return getForeignAttribute(op, getAttributeName(attribute));
}

FailureOr<double> ONNXNode::readFloat(StringRef attribute,
                                      std::optional<double> otherwise) const {
  return norm::readFloat(op, getAttributeName(attribute), otherwise);
}

FailureOr<int64_t>
ONNXNode::readInteger(StringRef attribute,
                      std::optional<int64_t> otherwise) const {
  return norm::readInteger(op, getAttributeName(attribute), otherwise);
}

FailureOr<SmallVector<int64_t>>
ONNXNode::readIntegers(StringRef attribute,
                       std::optional<ArrayRef<int64_t>> otherwise) const {
  return norm::readIntegers(op, getAttributeName(attribute), otherwise);
}

FailureOr<StringRef> ONNXNode::readString(StringRef attribute,
                                          StringRef otherwise) const {
  return norm::readString(op, getAttributeName(attribute), otherwise);
}

bool ONNXNode::isRead(unsigned result) const {
  return result < op->getNumResults() && !op->getResult(result).use_empty();
}

RankedTensorType ONNXNode::getResultType(unsigned number) const {
  return getBuiltinTensor(op->getResult(number).getType());
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

ArrayRef<ONNXEntry> norm::getONNXEntries() {
  static const SmallVector<ONNXEntry> entries = [] {
    SmallVector<ONNXEntry> all;
    appendLayerNormEntries(all);
    appendChannelNormEntries(all);
    appendVectorNormEntries(all);
    appendArithmeticEntries(all);
    appendReductionEntries(all);
    appendShapeEntries(all);
    return all;
  }();
  return entries;
}

const ONNXEntry *norm::findONNXEntry(StringRef name) {
  static const llvm::StringMap<const ONNXEntry *> byName = [] {
    llvm::StringMap<const ONNXEntry *> map;
    for (const ONNXEntry &entry : getONNXEntries())
      map[entry.name] = &entry;
    return map;
  }();
  return byName.lookup(name);
}

LogicalResult norm::convertONNXNode(RewriterBase &rewriter, Operation *op,
                                    const ONNXEntry &entry) {
  return replaceForeignOp(
      rewriter, op, entry.kind,
      [&](RewriterBase &rewriter) -> FailureOr<SmallVector<Value>> {
        ONNXNode node(op, entry, getONNXName(op), rewriter);
        if (failed(node.check()) || failed(node.readVersion()))
          return failure();
        FailureOr<SmallVector<Value>> values = entry.build(node);
        if (succeeded(values))
          values->resize(op->getNumResults());
        return values;
      });
}

//===----------------------------------------------------------------------===//
// Parts of several definitions
//===----------------------------------------------------------------------===//

static Type getElement(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getElementType();
}

Value norm::widenParameter(ONNXNode node, Value parameter, Value input) {
  if (!parameter || getElement(parameter) == getElement(input) ||
      getElement(parameter).getIntOrFloatBitWidth() >
          getElement(input).getIntOrFloatBitWidth())
    return parameter;
  return createConversion(node.getRewriter(), node.getLoc(), parameter,
                          getComputeType(getElement(input)));
}

FailureOr<Value> norm::createAffine(ONNXNode node, Value y, Value scale,
                                    Value bias) {
  Type type = y.getType(), element = getElement(y);
  for (auto [kind, parameter] :
       {std::pair(Arithmetic::Multiply, scale), {Arithmetic::Add, bias}}) {
    if (!parameter)
      continue;
    FailureOr<Value> result = createBroadcastElementwise(
        node.getRewriter(), node.getLoc(), {y, parameter}, element,
        [kind = kind](OpBuilder &b, Location l, ValueRange x) {
          return createArithmetic(b, l, kind, x);
        });
    // Parameters are broadcast to the tensor, and not the other way round.
    if (failed(result) ||
        failed(verifyCompatibleShape(result->getType(), type)))
      return node->emitOpError() << "expects parameters that broadcast to "
                                 << type << "; got " << parameter.getType();
    y = *result;
  }
  return y;
}

Type norm::getONNXFloatType(Builder &builder, int64_t number) {
  switch (number) {
  case 1:
    return builder.getF32Type();
  case 10:
    return builder.getF16Type();
  case 11:
    return builder.getF64Type();
  case 16:
    return builder.getBF16Type();
  default:
    return {};
  }
}
