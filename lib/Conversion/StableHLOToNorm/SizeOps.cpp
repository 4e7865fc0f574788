//===- SizeOps.cpp - Arithmetic of sizes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// StableHLO computes sizes in small tensors of integers. Here they are scalars
// in tensor.from_elements, so that what comes of them are the sizes themselves:
// index values that are looked up, multiplied and compared.
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

/// Sizes are no more than this many.
static constexpr int64_t kMostElements = 16;

bool stablehlo::mayHoldSizes(RankedTensorType type) {
  return type.hasStaticShape() && type.getRank() <= 1 &&
         type.getNumElements() <= kMostElements;
}

std::optional<SmallVector<Value>>
stablehlo::getKnownElements(OpBuilder &builder, Location loc, Value tensor) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type || !mayHoldSizes(type))
    return std::nullopt;
  if (auto elements = tensor.getDefiningOp<tensor::FromElementsOp>())
    return llvm::to_vector(elements.getElements());
  DenseElementsAttr constant;
  if (!matchPattern(tensor, m_Constant(&constant)))
    return std::nullopt;
  SmallVector<Value> values;
  for (Attribute element : constant.getValues<Attribute>())
    values.push_back(
        arith::ConstantOp::create(builder, loc, cast<TypedAttr>(element)));
  return values;
}

Value stablehlo::createElements(OpBuilder &builder, Location loc,
                                RankedTensorType type,
                                ArrayRef<Value> elements) {
  SmallVector<Attribute> constants;
  for (Value element : elements) {
    Attribute constant;
    if (!matchPattern(element, m_Constant(&constant)))
      return tensor::FromElementsOp::create(builder, loc, type, elements);
    constants.push_back(constant);
  }
  return arith::ConstantOp::create(builder, loc,
                                   DenseElementsAttr::get(type, constants));
}

OpFoldResult stablehlo::getIndex(OpBuilder &builder, Location loc,
                                 Value integer) {
  APInt constant;
  if (matchPattern(integer, m_ConstantInt(&constant)))
    return builder.getIndexAttr(constant.getSExtValue());
  Operation *op = integer.getDefiningOp();
  if (auto dim = dyn_cast_or_null<tensor::DimOp>(op))
    if (auto index = dim.getConstantIndex();
        index && isa<RankedTensorType>(dim.getSource().getType()))
      return getTracedSize(builder, loc, dim.getSource(), *index);
  auto getOperand = [&](unsigned number) {
    return getIndex(builder, loc, op->getOperand(number));
  };
  auto combine = [&](auto create) -> OpFoldResult {
    Value lhs = getValueOrCreateConstantIndexOp(builder, loc, getOperand(0)),
          rhs = getValueOrCreateConstantIndexOp(builder, loc, getOperand(1));
    return create(lhs, rhs);
  };
  if (isa_and_nonnull<arith::IndexCastOp, arith::ExtSIOp, arith::TruncIOp>(op))
    return getOperand(0);
  if (isa_and_nonnull<arith::AddIOp>(op))
    return combine([&](Value lhs, Value rhs) {
      return builder.createOrFold<arith::AddIOp>(loc, lhs, rhs);
    });
  if (isa_and_nonnull<arith::SubIOp>(op))
    return combine([&](Value lhs, Value rhs) {
      return builder.createOrFold<arith::SubIOp>(loc, lhs, rhs);
    });
  if (isa_and_nonnull<arith::MulIOp>(op))
    return combine([&](Value lhs, Value rhs) {
      return builder.createOrFold<arith::MulIOp>(loc, lhs, rhs);
    });
  return builder.createOrFold<arith::IndexCastOp>(loc, builder.getIndexType(),
                                                  integer);
}

/// The elements of a tensor of integers, also those that nothing is known of.
static SmallVector<Value> getElements(OpBuilder &builder, Location loc,
                                      Value tensor) {
  if (auto known = getKnownElements(builder, loc, tensor))
    return *known;
  auto type = cast<RankedTensorType>(tensor.getType());
  if (type.getRank() == 0)
    return {tensor::ExtractOp::create(builder, loc, tensor, ValueRange())};
  SmallVector<Value> values;
  for (int64_t i = 0; i < type.getDimSize(0); ++i) {
    Value index = arith::ConstantIndexOp::create(builder, loc, i);
    values.push_back(tensor::ExtractOp::create(builder, loc, tensor, index));
  }
  return values;
}

Value stablehlo::getScalar(OpBuilder &builder, Location loc, Value tensor) {
  if (Value scalar = getSplatScalar(builder, loc, tensor))
    return scalar;
  return tensor::ExtractOp::create(builder, loc, tensor, ValueRange());
}

FailureOr<SmallVector<OpFoldResult>>
stablehlo::readSizes(OpBuilder &builder, Operation *op, Value sizes,
                     RankedTensorType type) {
  auto sizesType = cast<RankedTensorType>(sizes.getType());
  if (sizesType.getRank() != 1 ||
      !sizesType.getElementType().isSignlessIntOrIndex() ||
      sizesType.getDimSize(0) != type.getRank())
    return op->emitOpError() << "expects sizes of type tensor<"
                             << type.getRank() << "xi32>; got " << sizesType;
  Location loc = op->getLoc();
  SmallVector<OpFoldResult> result;
  for (auto [dim, element] :
       llvm::enumerate(getElements(builder, loc, sizes))) {
    OpFoldResult size = getIndex(builder, loc, element);
    // The type knows the size, too.
    if (!type.isDynamicDim(dim)) {
      OpFoldResult known = builder.getIndexAttr(type.getDimSize(dim));
      requireSameSizes(builder, loc, known, size,
                       "expects size {0} along dimension " +
                           std::to_string(dim) + "; got {1}");
      size = known;
    }
    result.push_back(size);
  }
  return result;
}

SmallVector<OpFoldResult> stablehlo::getTypeSizes(OpBuilder &builder,
                                                  RankedTensorType type) {
  return getAsIndexOpFoldResult(builder.getContext(), type.getShape());
}

Value stablehlo::createSizeTensor(OpBuilder &builder, Location loc,
                                  OpFoldResult size, RankedTensorType type) {
  Value index = getValueOrCreateConstantIndexOp(builder, loc, size);
  Value integer = builder.createOrFold<arith::IndexCastOp>(
      loc, type.getElementType(), index);
  return createElements(builder, loc, type, integer);
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

static Replacement convertGetDimensionSize(OpBuilder &builder, Operation *op) {
  auto type = cast<RankedTensorType>(op->getOperand(0).getType());
  FailureOr<int64_t> dim = readDim(op, "dimension", type.getRank());
  if (failed(dim))
    return failure();
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  if (result.getRank() != 0 || !result.getElementType().isSignlessInteger())
    return op->emitOpError()
           << "expects a result of type tensor<i32>; got " << result;
  return createSizeTensor(
      builder, op->getLoc(),
      getTracedSize(builder, op->getLoc(), op->getOperand(0), *dim), result);
}

//===----------------------------------------------------------------------===//
// Ops of the shape dialect that stand beside StableHLO's
//===----------------------------------------------------------------------===//

/// Whether a value is a tensor of as many indices as a shape has sizes.
static bool holdsIndices(Value shape) {
  auto type = dyn_cast<RankedTensorType>(shape.getType());
  return type && type.getRank() == 1 && type.hasStaticShape() &&
         type.getElementType().isIndex();
}

static constexpr StringLiteral kOpaqueShape =
    "its shapes are not tensors of a known number of indices";

static Replacement convertConstShape(OpBuilder &builder, Operation *op) {
  auto shape = readIntegers(op, "shape");
  if (failed(shape))
    return failure();
  if (!holdsIndices(op->getResult(0)))
    return Replacement::leave(op, kOpaqueShape);
  return arith::ConstantOp::create(builder, op->getLoc(),
                                   builder.getIndexTensorAttr(*shape))
      .getResult();
}

static Replacement convertShapeOf(OpBuilder &builder, Operation *op) {
  auto type = requireRankedTensor(op, "arg", op->getOperand(0).getType());
  if (failed(type))
    return failure();
  if (!holdsIndices(op->getResult(0)))
    return Replacement::leave(op, kOpaqueShape);
  Location loc = op->getLoc();
  return createElements(
      builder, loc,
      RankedTensorType::get(type->getRank(), builder.getIndexType()),
      getValueOrCreateConstantIndexOp(
          builder, loc, getTracedSizes(builder, loc, op->getOperand(0))));
}

/// Sizes aligned at the last ones. Of two that are not known neither is taken
/// for 1: where they meet, they are required to be the same.
static Replacement convertShapeBroadcast(OpBuilder &builder, Operation *op) {
  if (op->getNumOperands() == 0)
    return op->emitOpError() << "expects at least 1 operand; got 0";
  if (!llvm::all_of(op->getOperands(), holdsIndices) ||
      !holdsIndices(op->getResult(0)))
    return Replacement::leave(op, kOpaqueShape);
  Location loc = op->getLoc();
  SmallVector<SmallVector<OpFoldResult>> shapes;
  for (Value operand : op->getOperands())
    shapes.push_back(llvm::map_to_vector(
        getElements(builder, loc, operand),
        [&](Value element) { return getIndex(builder, loc, element); }));
  FailureOr<SmallVector<OpFoldResult>> sizes = joinSizes(shapes);
  if (failed(sizes))
    return op->emitOpError() << "expects shapes of which one broadcasts to the "
                                "other; got sizes that are different and not 1";
  return createElements(
      builder, loc,
      RankedTensorType::get(sizes->size(), builder.getIndexType()),
      getValueOrCreateConstantIndexOp(builder, loc, *sizes));
}

/// What the sizes have to be is required where they meet.
static Replacement convertBroadcastable(OpBuilder &, Operation *op) {
  if (!op->getResult(0).use_empty())
    return Replacement::leave(op, "its witness is read");
  return Value();
}

static Replacement convertNumElements(OpBuilder &builder, Operation *op) {
  if (!holdsIndices(op->getOperand(0)) || !op->getResult(0).getType().isIndex())
    return Replacement::leave(op, kOpaqueShape);
  Location loc = op->getLoc();
  OpFoldResult product = builder.getIndexAttr(1);
  for (Value element : getElements(builder, loc, op->getOperand(0)))
    product = createSizeProduct(builder, loc, product,
                                getIndex(builder, loc, element));
  return getValueOrCreateConstantIndexOp(builder, loc, product);
}

void stablehlo::addSizeOps(Table &table) {
  table["stablehlo.get_dimension_size"] = {
      convertGetDimensionSize, {"operand"}, {"dimension"}};
  table["shape.broadcast"] = {convertShapeBroadcast, {"shapes"}, {"error"}};
  table["shape.broadcast"].isVariadic = true;
  table["shape.const_shape"] = {convertConstShape, {}, {"shape"}};
  table["shape.num_elements"] = {convertNumElements, {"shape"}, {}};
  table["shape.shape_of"] = {convertShapeOf, {"arg"}, {}};
  for (StringRef name : {"shape.broadcast", "shape.const_shape",
                         "shape.num_elements", "shape.shape_of"})
    table[name].takesTensors = false;
  table["shape.cstr_broadcastable"] = {
      convertBroadcastable, {"shapes"}, {}, true, false};
}
