//===- ONNXShapes.cpp - Views, casts and constants of ONNX ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TensorViews.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

static int64_t getRank(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getRank();
}

static Values wrap(FailureOr<Value> value) {
  if (failed(value))
    return failure();
  return SmallVector<Value>{*value};
}

/// The axes of an attribute or, later, of the second operand; nullopt where
/// they are not known. None at all are an empty list.
static std::optional<SmallVector<int64_t>> readAxes(ONNXNode node) {
  if (node.has("axes")) {
    FailureOr<SmallVector<int64_t>> axes = node.readIntegers("axes");
    return failed(axes) ? std::nullopt : std::optional(*axes);
  }
  if (node.isNone(1))
    return SmallVector<int64_t>();
  return getONNXIntegers(node.getOperand(1));
}

//===----------------------------------------------------------------------===//
// Casts and constants
//===----------------------------------------------------------------------===//

static Values buildIdentity(ONNXNode node) { return wrap(node.readTensor(0)); }

/// Between floats; `saturate` and `round_mode` are of 8-bit ones.
static Values buildCast(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  RankedTensorType result = node.getResultType(0);
  if (failed(input) || !result ||
      failed(requireFloatTensor(node.get(), "output", result)))
    return failure();
  return SmallVector<Value>{createConversion(node.getRewriter(), node.getLoc(),
                                             *input, result.getElementType())};
}

/// Inference: training_mode is left out, or false.
static Values buildDropout(ONNXNode node) {
  bool isTraining = !node.isNone(2) && getONNXNumber(node.getOperand(2)) != 0.0;
  if (isTraining || node.isRead(1))
    return failure();
  return buildIdentity(node);
}

/// The elements of the tensor that the result is.
static TypedAttr getElements(ONNXNode node, RankedTensorType type) {
  Attribute value;
  for (StringRef name :
       {"value", "value_float", "value_int", "value_floats", "value_ints"})
    if (Attribute given = node.getAttribute(name))
      value = given;
  Builder &builder = node.getRewriter();
  Type element = type.getElementType();
  if (auto number = dyn_cast_or_null<FloatAttr>(value))
    if (isa<FloatType>(element) && type.getRank() == 0)
      return DenseElementsAttr::get(
          type,
          Attribute(builder.getFloatAttr(element, number.getValueAsDouble())));
  if (auto number = dyn_cast_or_null<IntegerAttr>(value))
    if (element.isInteger(64) && type.getRank() == 0)
      return DenseElementsAttr::get(type, number.getValue().sextOrTrunc(64));
  std::optional<SmallVector<int64_t>> integers =
      isa_and_nonnull<ArrayAttr>(value) ? parseIntegers(value) : std::nullopt;
  if (integers && element.isInteger(64) && type.getRank() == 1 &&
      type.getDimSize(0) == static_cast<int64_t>(integers->size()))
    return DenseElementsAttr::get(type, ArrayRef(*integers));
  auto elements = dyn_cast_or_null<ElementsAttr>(value);
  return elements ? withBuiltinType(elements, type) : TypedAttr();
}

static Values buildConstant(ONNXNode node) {
  RankedTensorType type = node.getResultType(0);
  if (!type || !type.hasStaticShape())
    return failure();
  TypedAttr elements = getElements(node, type);
  if (!elements)
    return node->emitOpError() << "expects a value of type " << type;
  return SmallVector<Value>{
      arith::ConstantOp::create(node.getRewriter(), node.getLoc(), elements)};
}

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

/// A size of 0 is the input's own, unless allowzero says that it is 0.
static Values buildReshape(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  FailureOr<int64_t> allowsZero = node.readInteger("allowzero", 0);
  std::optional<SmallVector<int64_t>> shape =
      getONNXIntegers(node.getOperand(1));
  if (failed(input) || failed(allowsZero) || !shape)
    return failure();
  OpBuilder &builder = node.getRewriter();
  SmallVector<OpFoldResult> given =
      getTracedSizes(builder, node.getLoc(), *input);
  SmallVector<OpFoldResult> sizes;
  for (auto [axis, size] : llvm::enumerate(*shape)) {
    bool isOwn = size == 0 && *allowsZero == 0;
    if (isOwn && axis >= given.size())
      return failure();
    sizes.push_back(isOwn ? given[axis]
                          : OpFoldResult(builder.getIndexAttr(size)));
  }
  return wrap(createCheckedReshape(builder, node.getLoc(), *input, sizes));
}

/// A matrix of the axes before `axis` and of those from it on; of no axes, 1.
static Values buildFlatten(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  FailureOr<int64_t> axis = node.readInteger("axis", 1);
  if (failed(input) || failed(axis))
    return failure();
  int64_t rank = getRank(*input), first = *axis < 0 ? *axis + rank : *axis;
  if (first < 0 || first > rank || rank == 0)
    return failure();
  OpBuilder &builder = node.getRewriter();
  Location loc = node.getLoc();
  Value matrix = *input;
  if (first < rank)
    matrix = createFlattening(builder, loc, matrix, first, rank - 1);
  if (first > 0)
    matrix = createFlattening(builder, loc, matrix, 0, first - 1);
  if (first == 0 || first == rank)
    matrix = createUnitDims(builder, loc, matrix, first == 0 ? 0 : 1);
  return SmallVector<Value>{matrix};
}

static Values buildTranspose(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  if (failed(input))
    return failure();
  SmallVector<int64_t> reversed =
      llvm::to_vector(llvm::reverse(llvm::seq<int64_t>(getRank(*input))));
  FailureOr<SmallVector<int64_t>> order =
      node.readIntegers("perm", ArrayRef<int64_t>(reversed));
  if (failed(order) || static_cast<int64_t>(order->size()) != getRank(*input) ||
      !isPermutationVector(*order))
    return failure();
  return SmallVector<Value>{
      createTranspose(node.getRewriter(), node.getLoc(), *input, *order)};
}

static Values buildUnsqueeze(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  std::optional<SmallVector<int64_t>> axes = readAxes(node);
  if (failed(input) || !axes)
    return failure();
  FailureOr<SmallVector<int64_t>> counted =
      normalizeAxes(node.get(), "axes", *axes, getRank(*input) + axes->size());
  if (failed(counted))
    return failure();
  return SmallVector<Value>{
      createUnitDims(node.getRewriter(), node.getLoc(), *input, *counted)};
}

static Values buildSqueeze(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  std::optional<SmallVector<int64_t>> axes = readAxes(node);
  if (failed(input) || !axes)
    return failure();
  auto type = cast<RankedTensorType>(input->getType());
  if (axes->empty()) {
    // All that are 1, which has to be known of each.
    if (!type.hasStaticShape())
      return failure();
    for (auto [axis, size] : llvm::enumerate(type.getShape()))
      if (size == 1)
        axes->push_back(axis);
  }
  FailureOr<SmallVector<int64_t>> counted =
      normalizeAxes(node.get(), "axes", *axes, type.getRank());
  if (failed(counted) || llvm::any_of(*counted, [&](int64_t axis) {
        return type.getDimSize(axis) != 1 && !type.isDynamicDim(axis);
      }))
    return failure();
  return SmallVector<Value>{
      createDroppedUnits(node.getRewriter(), node.getLoc(), *input, *counted)};
}

/// The input repeated to these sizes; those of 1 leave the input's.
static Values buildExpand(ONNXNode node) {
  FailureOr<Value> input = node.readTensor(0);
  std::optional<SmallVector<int64_t>> shape =
      getONNXIntegers(node.getOperand(1));
  if (failed(input) || !shape)
    return failure();
  OpBuilder &builder = node.getRewriter();
  SmallVector<OpFoldResult> sizes =
      getTracedSizes(builder, node.getLoc(), *input);
  int64_t numAdded = static_cast<int64_t>(shape->size()) - getRank(*input);
  for (int64_t i = 0; i < -numAdded; ++i)
    shape->insert(shape->begin(), 1);
  for (int64_t i = 0; i < numAdded; ++i)
    sizes.insert(sizes.begin(), builder.getIndexAttr(1));
  for (auto [size, given] : llvm::zip_equal(sizes, *shape)) {
    std::optional<int64_t> own = getConstantIntValue(size);
    if (given < 0 || (own && *own != 1 && given != 1 && *own != given))
      return failure();
    if (given != 1)
      size = builder.getIndexAttr(given);
  }
  return SmallVector<Value>{
      createTrailingBroadcast(builder, node.getLoc(), *input, sizes)};
}

void norm::appendShapeEntries(SmallVectorImpl<ONNXEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<int64_t> versions, int64_t first,
                 SmallVector<StringRef> operands, size_t numRequired,
                 Values (*build)(ONNXNode),
                 SmallVector<StringRef> attributes = {},
                 size_t numResults = 1) {
    entries.push_back({name, std::move(versions), first, std::move(operands),
                       numRequired, numResults, std::move(attributes), build,
                       ForeignKind::Neighbour});
  };
  SmallVector<int64_t> views = {1, 11, 13, 21, 23, 24, 25};
  add("Identity", {1, 13, 14, 16, 19, 21, 23, 24, 25}, 1, {"input"}, 1,
      buildIdentity);
  add("Cast", {1, 6, 9, 13, 19, 21, 23, 24, 25, 28}, 6, {"input"}, 1, buildCast,
      {"to", "saturate", "round_mode"});
  add("Dropout", {1, 6, 7, 10, 12, 13, 22}, 7,
      {"data", "ratio", "training_mode"}, 1, buildDropout, {"ratio", "seed"},
      2);
  add("Constant", {1, 9, 11, 12, 13, 19, 21, 23, 24, 25}, 1, {}, 0,
      buildConstant,
      {"value", "value_float", "value_int", "value_floats", "value_ints"});
  add("Reshape", {1, 5, 13, 14, 19, 21, 23, 24, 25}, 5, {"data", "shape"}, 2,
      buildReshape, {"allowzero"});
  add("Flatten", {1, 9, 11, 13, 21, 23, 24, 25}, 1, {"input"}, 1, buildFlatten,
      {"axis"});
  add("Transpose", {1, 13, 21, 23, 24, 25}, 1, {"data"}, 1, buildTranspose,
      {"perm"});
  add("Unsqueeze", views, 1, {"data", "axes"}, 1, buildUnsqueeze, {"axes"});
  add("Squeeze", views, 1, {"data", "axes"}, 1, buildSqueeze, {"axes"});
  add("Expand", {8, 13}, 8, {"input", "shape"}, 2, buildExpand);
}
