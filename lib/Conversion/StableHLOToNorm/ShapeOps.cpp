//===- ShapeOps.cpp - Broadcasts, reshapes and parts of tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

static RankedTensorType getOperandType(Operation *op, unsigned number = 0) {
  return cast<RankedTensorType>(op->getOperand(number).getType());
}

static RankedTensorType getResultType(Operation *op) {
  return cast<RankedTensorType>(op->getResult(0).getType());
}

/// The sizes of a result that has to be static.
static FailureOr<SmallVector<OpFoldResult>> getStaticSizes(OpBuilder &builder,
                                                           Operation *op) {
  RankedTensorType type = getResultType(op);
  if (!type.hasStaticShape())
    return op->emitOpError()
           << "expects a result of static sizes; got " << type;
  return getTypeSizes(builder, type);
}

//===----------------------------------------------------------------------===//
// Broadcasts
//===----------------------------------------------------------------------===//

/// Checks where the operand's dims go, and that they fit there.
static FailureOr<SmallVector<int64_t>> readBroadcastDims(Operation *op) {
  RankedTensorType from = getOperandType(op), to = getResultType(op);
  auto dims = readDims(op, "broadcast_dimensions", to.getRank());
  if (failed(dims))
    return failure();
  if (static_cast<int64_t>(dims->size()) != from.getRank())
    return op->emitOpError()
           << "expects a broadcast dimension for each of the operand's "
           << from.getRank() << "; got " << dims->size();
  for (auto [dim, target] : llvm::enumerate(*dims)) {
    if (from.isDynamicDim(dim) || to.isDynamicDim(target) ||
        from.getDimSize(dim) == 1 ||
        from.getDimSize(dim) == to.getDimSize(target))
      continue;
    return op->emitOpError()
           << "expects an operand of size 1 or " << to.getDimSize(target)
           << " along dimension " << dim << "; got " << from.getDimSize(dim);
  }
  return dims;
}

static Replacement broadcast(OpBuilder &builder, Operation *op,
                             ArrayRef<OpFoldResult> sizes,
                             ArrayRef<int64_t> expands) {
  auto dims = readBroadcastDims(op);
  if (failed(dims))
    return failure();
  Location loc = op->getLoc();
  Value operand = op->getOperand(0);
  RankedTensorType type = getResultType(op);
  auto elements = getKnownElements(builder, loc, operand);
  if (elements && elements->size() == 1 && mayHoldSizes(type))
    return createElements(
        builder, loc, type,
        SmallVector<Value>(type.getNumElements(), elements->front()));
  return createBroadcast(builder, loc, operand, *dims, sizes, expands);
}

static Replacement convertBroadcastInDim(OpBuilder &builder, Operation *op) {
  auto sizes = getStaticSizes(builder, op);
  if (failed(sizes))
    return failure();
  return broadcast(builder, op, *sizes, {});
}

static Replacement convertDynamicBroadcastInDim(OpBuilder &builder,
                                                Operation *op) {
  auto sizes = readSizes(builder, op, op->getOperand(1), getResultType(op));
  auto expands = readDims(op, "known_expanding_dimensions",
                          getOperandType(op).getRank(), ArrayRef<int64_t>());
  if (failed(sizes) || failed(expands))
    return failure();
  return broadcast(builder, op, *sizes, *expands);
}

//===----------------------------------------------------------------------===//
// The same elements
//===----------------------------------------------------------------------===//

static Replacement reshape(OpBuilder &builder, Operation *op,
                           ArrayRef<OpFoldResult> sizes) {
  RankedTensorType from = getOperandType(op), to = getResultType(op);
  if (from.hasStaticShape() && to.hasStaticShape() &&
      from.getNumElements() != to.getNumElements())
    return op->emitOpError() << "expects a result of " << from.getNumElements()
                             << " elements; got " << to;
  Location loc = op->getLoc();
  auto elements = getKnownElements(builder, loc, op->getOperand(0));
  if (elements && mayHoldSizes(to))
    return createElements(builder, loc, to, *elements);
  return createReshape(builder, loc, op->getOperand(0), sizes);
}

static Replacement convertReshape(OpBuilder &builder, Operation *op) {
  auto sizes = getStaticSizes(builder, op);
  if (failed(sizes))
    return failure();
  return reshape(builder, op, *sizes);
}

static Replacement convertDynamicReshape(OpBuilder &builder, Operation *op) {
  auto sizes = readSizes(builder, op, op->getOperand(1), getResultType(op));
  if (failed(sizes))
    return failure();
  return reshape(builder, op, *sizes);
}

static Replacement convertTranspose(OpBuilder &builder, Operation *op) {
  int64_t rank = getOperandType(op).getRank();
  auto permutation = readIntegers(op, "permutation");
  if (failed(permutation))
    return failure();
  if (static_cast<int64_t>(permutation->size()) != rank ||
      !isPermutationVector(*permutation))
    return op->emitOpError()
           << "expects a permutation of " << rank << " dimensions; got ["
           << ArrayRef<int64_t>(*permutation) << "]";
  return createTranspose(builder, op->getLoc(), op->getOperand(0),
                         *permutation);
}

//===----------------------------------------------------------------------===//
// Parts and joins
//===----------------------------------------------------------------------===//

/// A norm.require that the operand's dims reach up to `limits`.
static void requireLimits(OpBuilder &builder, Operation *op,
                          ArrayRef<int64_t> limits) {
  Location loc = op->getLoc();
  for (auto [dim, limit] : llvm::enumerate(limits)) {
    OpFoldResult size = getTracedSize(builder, loc, op->getOperand(0), dim);
    if (getConstantIntValue(size))
      continue;
    Value least = arith::ConstantIndexOp::create(builder, loc, limit),
          given = cast<Value>(size);
    Value reaches = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::sle, least, given);
    RequireOp::create(
        builder, loc, reaches,
        builder.getStringAttr("expects a slice within size {1}; got limit {0}"),
        ValueRange{least, given});
  }
}

static Replacement convertSlice(OpBuilder &builder, Operation *op) {
  RankedTensorType from = getOperandType(op);
  int64_t rank = from.getRank();
  auto starts = readPerDim(op, "start_indices", rank, 0),
       limits = readPerDim(op, "limit_indices", rank, 0),
       strides = readPerDim(op, "strides", rank, 1);
  if (failed(starts) || failed(limits) || failed(strides))
    return failure();
  SmallVector<int64_t> sizes;
  for (int64_t dim = 0; dim < rank; ++dim) {
    int64_t start = (*starts)[dim], limit = (*limits)[dim];
    if (start > limit ||
        (!from.isDynamicDim(dim) && limit > from.getDimSize(dim)))
      return op->emitOpError()
             << "expects a slice within " << from << "; got " << start << " to "
             << limit << " along dimension " << dim;
    sizes.push_back(llvm::divideCeil(limit - start, (*strides)[dim]));
  }
  Location loc = op->getLoc();
  if (auto elements = getKnownElements(builder, loc, op->getOperand(0))) {
    SmallVector<Value> taken;
    for (int64_t i = 0; rank == 1 && i < sizes[0]; ++i)
      taken.push_back((*elements)[(*starts)[0] + i * (*strides)[0]]);
    return createElements(builder, loc, from.clone(sizes),
                          rank == 1 ? ArrayRef(taken) : ArrayRef(*elements));
  }
  requireLimits(builder, op, *limits);
  auto getAttributes = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  return builder.createOrFold<tensor::ExtractSliceOp>(
      loc, op->getOperand(0), getAttributes(*starts), getAttributes(sizes),
      getAttributes(*strides));
}

/// Checks that the operands differ in their sizes along `dim` alone.
static LogicalResult checkParts(Operation *op, int64_t dim) {
  RankedTensorType first = getOperandType(op);
  for (Value operand : op->getOperands()) {
    auto type = cast<RankedTensorType>(operand.getType());
    SmallVector<int64_t> shape(type.getShape());
    if (type.getRank() == first.getRank())
      shape[dim] = first.getDimSize(dim);
    if (type.getElementType() != first.getElementType() ||
        failed(verifyCompatibleShape(first.getShape(), shape)))
      return op->emitOpError()
             << "expects operands that differ in dimension " << dim
             << " alone; got " << first << " and " << type;
  }
  return success();
}

static Replacement convertConcatenate(OpBuilder &builder, Operation *op) {
  if (op->getNumOperands() == 0)
    return op->emitOpError() << "expects at least 1 operand; got 0";
  auto dim = readDim(op, "dimension", getOperandType(op).getRank());
  if (failed(dim) || failed(checkParts(op, *dim)))
    return failure();
  Location loc = op->getLoc();
  SmallVector<Value> elements;
  bool areKnown = mayHoldSizes(getResultType(op));
  for (Value operand : op->getOperands()) {
    auto known = getKnownElements(builder, loc, operand);
    areKnown &= known.has_value();
    if (areKnown)
      llvm::append_range(elements, *known);
  }
  if (areKnown)
    return createElements(
        builder, loc,
        RankedTensorType::get(static_cast<int64_t>(elements.size()),
                              getOperandType(op).getElementType()),
        elements);
  return createConcatenation(builder, loc, op->getOperands(), *dim);
}

static Replacement convertPad(OpBuilder &builder, Operation *op) {
  int64_t rank = getOperandType(op).getRank();
  auto low = readIntegers(op, "edge_padding_low"),
       high = readIntegers(op, "edge_padding_high");
  auto interior = readPerDim(op, "interior_padding", rank, 0);
  if (failed(low) || failed(high) || failed(interior))
    return failure();
  if (static_cast<int64_t>(low->size()) != rank ||
      static_cast<int64_t>(high->size()) != rank)
    return op->emitOpError()
           << "expects edge padding of " << rank << " dimensions; got "
           << low->size() << " and " << high->size();
  auto isNegative = [](int64_t amount) { return amount < 0; };
  if (llvm::any_of(*low, isNegative) || llvm::any_of(*high, isNegative))
    return Replacement::leave(op, "its padding takes elements away");
  if (llvm::any_of(*interior, [](int64_t amount) { return amount > 0; }))
    return Replacement::leave(op, "it has padding between elements");
  Location loc = op->getLoc();
  auto getAttributes = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  return tensor::PadOp::create(builder, loc, /*resultType=*/Type(),
                               op->getOperand(0), getAttributes(*low),
                               getAttributes(*high),
                               getScalar(builder, loc, op->getOperand(1)))
      .getResult();
}

/// The index along `dim` of each element.
static Replacement createIota(OpBuilder &builder, Operation *op,
                              ArrayRef<OpFoldResult> sizes) {
  RankedTensorType type = getResultType(op);
  auto dim = readDim(op, "iota_dimension", type.getRank());
  if (failed(dim))
    return failure();
  Type element = type.getElementType();
  Type integer = isa<FloatType>(element) ? Type(builder.getI64Type()) : element;
  return createElementwise(
      builder, op->getLoc(), ValueRange(), ArrayRef<AffineMap>(), sizes,
      element,
      [&](OpBuilder &b, Location loc, ValueRange) -> SmallVector<Value> {
        Value index = linalg::IndexOp::create(b, loc, *dim);
        return {createConversion(
            b, loc, arith::IndexCastOp::create(b, loc, integer, index),
            element)};
      });
}

static Replacement convertIota(OpBuilder &builder, Operation *op) {
  auto sizes = getStaticSizes(builder, op);
  if (failed(sizes))
    return failure();
  return createIota(builder, op, *sizes);
}

static Replacement convertDynamicIota(OpBuilder &builder, Operation *op) {
  auto sizes = readSizes(builder, op, op->getOperand(0), getResultType(op));
  if (failed(sizes))
    return failure();
  return createIota(builder, op, *sizes);
}

void stablehlo::addShapeOps(Table &table) {
  table["stablehlo.broadcast_in_dim"] = {
      convertBroadcastInDim, {"operand"}, {"broadcast_dimensions"}};
  table["stablehlo.concatenate"] = {
      convertConcatenate, {"inputs"}, {"dimension"}};
  table["stablehlo.concatenate"].isVariadic = true;
  table["stablehlo.dynamic_broadcast_in_dim"] = {
      convertDynamicBroadcastInDim,
      {"operand", "output_dimensions"},
      {"broadcast_dimensions", "known_expanding_dimensions",
       "known_nonexpanding_dimensions"}};
  table["stablehlo.dynamic_iota"] = {
      convertDynamicIota, {"output_shape"}, {"iota_dimension"}};
  table["stablehlo.dynamic_reshape"] = {
      convertDynamicReshape, {"operand", "output_shape"}, {}};
  table["stablehlo.iota"] = {convertIota, {}, {"iota_dimension"}};
  table["stablehlo.pad"] = {
      convertPad,
      {"operand", "padding_value"},
      {"edge_padding_low", "edge_padding_high", "interior_padding"}};
  table["stablehlo.reshape"] = {convertReshape, {"operand"}, {}};
  table["stablehlo.slice"] = {
      convertSlice, {"operand"}, {"start_indices", "limit_indices", "strides"}};
  table["stablehlo.transpose"] = {
      convertTranspose, {"operand"}, {"permutation"}};
}
