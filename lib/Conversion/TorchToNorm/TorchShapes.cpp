//===- TorchShapes.cpp - Views, casts and constants of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TensorViews.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

static int64_t getRank(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getRank();
}

/// The one value of an op, where there is one.
static Values wrap(FailureOr<Value> value) {
  if (failed(value))
    return failure();
  return SmallVector<Value>{*value};
}

/// Reads the number of an axis of a tensor of rank `rank`.
static FailureOr<int64_t> readAxis(TorchOp op, unsigned number, int64_t rank) {
  FailureOr<int64_t> axis = op.readInteger(number);
  if (failed(axis))
    return failure();
  return normalizeAxis(op.get(), "dim", *axis, rank);
}

//===----------------------------------------------------------------------===//
// Casts
//===----------------------------------------------------------------------===//

/// Whatever else such an op may say, what it computes is its input.
static Values buildIdentity(TorchOp op) { return wrap(op.readTensor(0)); }

/// A conversion to the elements that the result is said to have.
static Values buildConversion(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  RankedTensorType result = op.getResultType(0);
  if (failed(input) || !result ||
      isUnsignedTorchTensor(op->getResult(0).getType()))
    return failure();
  Type element = result.getElementType();
  Type from = cast<RankedTensorType>(input->getType()).getElementType();
  auto isConvertible = [](Type type) {
    return type.isSignlessInteger() ||
           isa<Float64Type, Float32Type, BFloat16Type, Float16Type>(type);
  };
  bool isUnsigned = isUnsignedTorchTensor(op->getOperand(0).getType());
  if (!isConvertible(from) || !isConvertible(element) ||
      (isUnsigned && !isa<FloatType>(element)))
    return failure();
  if (isUnsigned)
    return SmallVector<Value>{arith::UIToFPOp::create(
        op.getRewriter(), op.getLoc(), withElement(input->getType(), element),
        *input)};
  return SmallVector<Value>{
      createConversion(op.getRewriter(), op.getLoc(), *input, element)};
}

/// Without training, a dropout drops nothing.
static Values buildDropout(TorchOp op) {
  FailureOr<bool> isTraining = op.readBool(2);
  if (failed(isTraining) || *isTraining)
    return failure();
  return buildIdentity(op);
}

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

static Values buildView(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<OpFoldResult>> sizes = op.readIndices(1);
  if (failed(input) || failed(sizes))
    return failure();
  return wrap(
      createCheckedReshape(op.getRewriter(), op.getLoc(), *input, *sizes));
}

static Values buildFlatten(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input))
    return failure();
  FailureOr<int64_t> first = readAxis(op, 1, getRank(*input));
  FailureOr<int64_t> last = readAxis(op, 2, getRank(*input));
  if (failed(first) || failed(last) || *first > *last)
    return failure();
  return SmallVector<Value>{
      createFlattening(op.getRewriter(), op.getLoc(), *input, *first, *last)};
}

/// input, dim, sizes
static Values buildUnflatten(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<OpFoldResult>> parts = op.readIndices(2);
  if (failed(input) || failed(parts))
    return failure();
  FailureOr<int64_t> axis = readAxis(op, 1, getRank(*input));
  if (failed(axis))
    return failure();
  SmallVector<OpFoldResult> sizes =
      getTracedSizes(op.getRewriter(), op.getLoc(), *input);
  sizes.erase(sizes.begin() + *axis);
  sizes.insert(sizes.begin() + *axis, parts->begin(), parts->end());
  return wrap(
      createCheckedReshape(op.getRewriter(), op.getLoc(), *input, sizes));
}

static Values buildUnsqueeze(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input))
    return failure();
  FailureOr<int64_t> axis = readAxis(op, 1, getRank(*input) + 1);
  if (failed(axis))
    return failure();
  return SmallVector<Value>{
      createUnitDims(op.getRewriter(), op.getLoc(), *input, *axis)};
}

/// The input without those of the axes that its result says are dropped: in
/// PyTorch an axis of another size stays.
static Values dropUnits(TorchOp op, Value input, ArrayRef<int64_t> axes) {
  auto type = cast<RankedTensorType>(input.getType());
  SmallVector<int64_t> dropped;
  for (int64_t axis : axes) {
    if (type.isDynamicDim(axis))
      return failure();
    if (type.getDimSize(axis) == 1)
      dropped.push_back(axis);
  }
  return SmallVector<Value>{
      createDroppedUnits(op.getRewriter(), op.getLoc(), input, dropped)};
}

static Values buildSqueeze(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input))
    return failure();
  return dropUnits(op, *input,
                   llvm::to_vector(llvm::seq<int64_t>(getRank(*input))));
}

static Values buildSqueezeDim(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input))
    return failure();
  FailureOr<int64_t> axis = readAxis(op, 1, getRank(*input));
  return failed(axis) ? Values(failure()) : dropUnits(op, *input, *axis);
}

static Values buildSqueezeDims(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<int64_t>> dims = op.readIntegers(1);
  if (failed(input) || failed(dims))
    return failure();
  FailureOr<SmallVector<int64_t>> axes =
      normalizeAxes(op.get(), "dim", *dims, getRank(*input));
  return failed(axes) ? Values(failure()) : dropUnits(op, *input, *axes);
}

static Values buildPermute(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<int64_t>> order = op.readIntegers(1);
  if (failed(input) || failed(order))
    return failure();
  for (int64_t &axis : *order) {
    FailureOr<int64_t> counted =
        normalizeAxis(op.get(), "dims", axis, getRank(*input));
    if (failed(counted))
      return failure();
    axis = *counted;
  }
  if (static_cast<int64_t>(order->size()) != getRank(*input) ||
      !isPermutationVector(*order))
    return failure();
  return SmallVector<Value>{
      createTranspose(op.getRewriter(), op.getLoc(), *input, *order)};
}

static Values transpose(TorchOp op, Value input, int64_t first,
                        int64_t second) {
  SmallVector<int64_t> order =
      llvm::to_vector(llvm::seq<int64_t>(getRank(input)));
  std::swap(order[first], order[second]);
  return SmallVector<Value>{
      createTranspose(op.getRewriter(), op.getLoc(), input, order)};
}

static Values buildTransposeInt(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input))
    return failure();
  FailureOr<int64_t> first = readAxis(op, 1, getRank(*input));
  FailureOr<int64_t> second = readAxis(op, 2, getRank(*input));
  if (failed(first) || failed(second))
    return failure();
  return transpose(op, *input, *first, *second);
}

/// The transpose of a matrix; vectors and scalars stay.
static Values buildT(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  if (failed(input) || getRank(*input) > 2)
    return failure();
  return getRank(*input) < 2 ? SmallVector<Value>{*input}
                             : *transpose(op, *input, 0, 1);
}

//===----------------------------------------------------------------------===//
// Repetition
//===----------------------------------------------------------------------===//

/// The input repeated to these sizes, aligned at its last axes; -1 is the
/// input's own size.
static Values expand(TorchOp op, Value input, SmallVector<OpFoldResult> sizes) {
  int64_t added = static_cast<int64_t>(sizes.size()) - getRank(input);
  if (added < 0)
    return failure();
  OpBuilder &builder = op.getRewriter();
  SmallVector<OpFoldResult> given = getTracedSizes(builder, op.getLoc(), input);
  for (auto [axis, size] : llvm::enumerate(sizes)) {
    auto own = static_cast<int64_t>(axis) - added;
    std::optional<int64_t> constant = getConstantIntValue(size);
    if (constant == -1 && own >= 0)
      size = given[own];
    else if (constant && *constant < 0)
      return failure();
    std::optional<int64_t> from = own < 0 ? 1 : getConstantIntValue(given[own]);
    constant = getConstantIntValue(size);
    if (from && constant && *from != 1 && *from != *constant)
      return failure();
  }
  return SmallVector<Value>{
      createTrailingBroadcast(builder, op.getLoc(), input, sizes)};
}

static Values buildExpand(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<OpFoldResult>> sizes = op.readIndices(1);
  if (failed(input) || failed(sizes))
    return failure();
  return expand(op, *input, *sizes);
}

static Values buildExpandAs(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<Value> other = op.readTensor(1);
  if (failed(input) || failed(other))
    return failure();
  return expand(op, *input,
                getTracedSizes(op.getRewriter(), op.getLoc(), *other));
}

/// The input as often as `repeats` says along each of its axes, and along new
/// ones in front of them.
static Values buildRepeat(TorchOp op) {
  FailureOr<Value> input = op.readTensor(0);
  FailureOr<SmallVector<OpFoldResult>> repeats = op.readIndices(1);
  if (failed(input) || failed(repeats))
    return failure();
  OpBuilder &builder = op.getRewriter();
  Location loc = op.getLoc();
  SmallVector<OpFoldResult> given = getTracedSizes(builder, loc, *input);
  int64_t added = static_cast<int64_t>(repeats->size()) - getRank(*input);
  if (added < 0)
    return failure();
  // An axis of copies stands in front of each axis, and is joined to it.
  SmallVector<OpFoldResult> sizes(*repeats);
  SmallVector<int64_t> dims;
  for (auto [axis, size] : llvm::enumerate(given)) {
    dims.push_back(added + 2 * axis + 1);
    sizes.insert(sizes.begin() + dims.back(), size);
  }
  if (llvm::any_of(sizes, [](OpFoldResult size) {
        return getConstantIntValue(size).value_or(0) < 0;
      }))
    return failure();
  // Axes of size 1 are the input's own here, and not to be repeated.
  Value copies = createBroadcast(builder, loc, *input, dims, sizes);
  for (int64_t axis : llvm::seq(getRank(*input)))
    copies =
        createFlattening(builder, loc, copies, added + axis, added + axis + 1);
  return SmallVector<Value>{copies};
}

/// self, src, non_blocking: src, repeated to the sizes of self and with its
/// elements.
static Values buildCopy(TorchOp op) {
  FailureOr<Value> self = op.readFloatTensor(0);
  FailureOr<Value> source = op.readFloatTensor(1);
  if (failed(self) || failed(source))
    return failure();
  Value converted = createConversion(
      op.getRewriter(), op.getLoc(), *source,
      cast<RankedTensorType>(self->getType()).getElementType());
  return expand(op, converted,
                getTracedSizes(op.getRewriter(), op.getLoc(), *self));
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

static Values buildLiteral(TorchOp op) {
  auto elements =
      dyn_cast_or_null<ElementsAttr>(getForeignAttribute(op.get(), "value"));
  RankedTensorType type = op.getResultType(0);
  if (!elements || !type || !type.hasStaticShape())
    return failure();
  TypedAttr constant = withBuiltinType(elements, type);
  if (!constant)
    return op->emitOpError() << "expects a value of type " << type << "; got "
                             << elements.getType();
  return SmallVector<Value>{
      arith::ConstantOp::create(op.getRewriter(), op.getLoc(), constant)};
}

/// A tensor of one number.
static Values buildNumber(TorchOp op) {
  FailureOr<double> number = op.readNumber(0);
  RankedTensorType type = op.getResultType(0);
  if (failed(number) || !type || type.getRank() != 0 ||
      type.getElementType().isInteger(1) ||
      (isa<IntegerType>(type.getElementType()) &&
       !getTorchInteger(op->getOperand(0))))
    return failure();
  Builder &builder = op.getRewriter();
  Attribute scalar =
      isa<FloatType>(type.getElementType())
          ? Attribute(builder.getFloatAttr(type.getElementType(), *number))
          : Attribute(builder.getIntegerAttr(
                type.getElementType(), *getTorchInteger(op->getOperand(0))));
  return SmallVector<Value>{arith::ConstantOp::create(
      op.getRewriter(), op.getLoc(), DenseElementsAttr::get(type, scalar))};
}

void norm::appendShapeEntries(SmallVectorImpl<TorchEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<StringRef> operands,
                 Values (*build)(TorchOp),
                 SmallVector<StringRef> attributes = {}) {
    entries.push_back({name, std::move(operands), 1, build,
                       ForeignKind::Neighbour, 0, std::move(attributes)});
  };
  add("aten.to.dtype",
      {"input", "dtype", "non_blocking", "copy", "memory_format"},
      buildConversion);
  add("aten._to_copy",
      {"input", "dtype", "layout", "device", "pin_memory", "non_blocking",
       "memory_format"},
      buildConversion);
  add("prims.convert_element_type", {"input", "dtype"}, buildConversion);
  add("aten.type_as", {"input", "other"}, buildConversion);
  add("aten.clone", {"input", "memory_format"}, buildIdentity);
  add("aten.contiguous", {"input", "memory_format"}, buildIdentity);
  add("aten.detach", {"input"}, buildIdentity);
  add("aten.alias", {"input"}, buildIdentity);
  add("tensor_static_info_cast", {"input"}, buildIdentity);
  add("aten.dropout", {"input", "p", "train"}, buildDropout);

  add("aten.view", {"input", "size"}, buildView);
  add("aten._unsafe_view", {"input", "size"}, buildView);
  add("aten.reshape", {"input", "shape"}, buildView);
  add("aten.flatten.using_ints", {"input", "start_dim", "end_dim"},
      buildFlatten);
  add("aten.unflatten.int", {"input", "dim", "sizes"}, buildUnflatten);
  add("aten.unsqueeze", {"input", "dim"}, buildUnsqueeze);
  add("aten.squeeze", {"input"}, buildSqueeze);
  add("aten.squeeze.dim", {"input", "dim"}, buildSqueezeDim);
  add("aten.squeeze.dims", {"input", "dim"}, buildSqueezeDims);
  add("prims.squeeze", {"input", "dimensions"}, buildSqueezeDims);
  add("aten.permute", {"input", "dims"}, buildPermute);
  add("aten.transpose.int", {"input", "dim0", "dim1"}, buildTransposeInt);
  add("aten.t", {"input"}, buildT);
  add("aten.expand", {"input", "size", "implicit"}, buildExpand);
  add("aten.broadcast_to", {"input", "size"}, buildExpand);
  add("aten.expand_as", {"input", "other"}, buildExpandAs);
  add("aten.repeat", {"input", "repeats"}, buildRepeat);
  add("aten.copy", {"self", "src", "non_blocking"}, buildCopy);

  add("vtensor.literal", {}, buildLiteral, {"value"});
  add("prim.NumToTensor.Scalar", {"number"}, buildNumber);
}
