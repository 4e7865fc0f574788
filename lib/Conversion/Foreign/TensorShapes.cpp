//===- TensorShapes.cpp - Sizes and repetition of imported tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

/// A tensor and a dim of it.
using Place = std::pair<Value, int64_t>;

/// The dim of the collapsed tensor that alone makes dim `dim`; none where
/// several do.
static std::optional<int64_t> getOnlyDim(tensor::CollapseShapeOp collapse,
                                         int64_t dim) {
  std::optional<int64_t> only;
  ReassociationIndices group = collapse.getReassociationIndices()[dim];
  for (int64_t source : group) {
    if (collapse.getSrcType().getDimSize(source) == 1)
      continue;
    if (only)
      return std::nullopt;
    only = source;
  }
  return only;
}

/// Where the size of `result` along `dim` comes from: another tensor's dim, or
/// a size itself. Neither where it is this op's own.
static std::optional<std::variant<Place, OpFoldResult>>
getOrigin(OpResult result, int64_t dim) {
  Operation *op = result.getOwner();
  if (auto cast = dyn_cast<tensor::CastOp>(op))
    return Place(cast.getSource(), dim);
  if (auto destination = dyn_cast<DestinationStyleOpInterface>(op))
    return Place(destination.getTiedOpOperand(result)->get(), dim);
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op)) {
    if (auto only = getOnlyDim(collapse, dim))
      return Place(collapse.getSrc(), *only);
    return std::nullopt;
  }
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return expand.getMixedOutputShape()[dim];
  if (auto empty = dyn_cast<tensor::EmptyOp>(op))
    return empty.getMixedSizes()[dim];
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    if (slice.getType().getRank() == slice.getSourceType().getRank())
      return slice.getMixedSizes()[dim];
  if (auto normOp = dyn_cast<NormOpInterface>(op))
    if (result.getResultNumber() == 0)
      return Place(op->getOperand(0), dim);
  if (OpTrait::hasElementwiseMappableTraits(op))
    for (Value operand : op->getOperands())
      if (isa<RankedTensorType>(operand.getType()))
        return Place(operand, dim);
  return std::nullopt;
}

/// A size that is a dim of another tensor is that dim's, looked up.
static OpFoldResult follow(OpBuilder &builder, Location loc,
                           OpFoldResult size) {
  auto value = dyn_cast<Value>(size);
  auto dim = value ? value.getDefiningOp<tensor::DimOp>() : tensor::DimOp();
  std::optional<int64_t> index =
      dim ? dim.getConstantIndex() : std::optional<int64_t>();
  if (!index || !isa<RankedTensorType>(dim.getSource().getType()))
    return size;
  return getTracedSize(builder, loc, dim.getSource(), *index);
}

OpFoldResult norm::getTracedSize(OpBuilder &builder, Location loc, Value tensor,
                                 int64_t dim) {
  while (true) {
    auto type = dyn_cast<RankedTensorType>(tensor.getType());
    if (type && !type.isDynamicDim(dim))
      return builder.getIndexAttr(type.getDimSize(dim));
    auto result = dyn_cast<OpResult>(tensor);
    auto origin = result ? getOrigin(result, dim) : std::nullopt;
    if (!origin)
      return tensor::DimOp::create(builder, loc, tensor, dim).getResult();
    if (auto *size = std::get_if<OpFoldResult>(&*origin))
      return follow(builder, loc, *size);
    std::tie(tensor, dim) = std::get<Place>(*origin);
  }
}

SmallVector<OpFoldResult> norm::getTracedSizes(OpBuilder &builder, Location loc,
                                               Value tensor) {
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  return llvm::map_to_vector(llvm::seq(rank), [&](int64_t dim) {
    return getTracedSize(builder, loc, tensor, dim);
  });
}

OpFoldResult norm::createSizeProduct(OpBuilder &builder, Location loc,
                                     OpFoldResult lhs, OpFoldResult rhs) {
  Value left = getValueOrCreateConstantIndexOp(builder, loc, lhs),
        right = getValueOrCreateConstantIndexOp(builder, loc, rhs);
  return getAsOpFoldResult(
      builder.createOrFold<arith::MulIOp>(loc, left, right));
}

/// Whether two values are computed alike from the same values.
static bool areSameValues(Value lhs, Value rhs) {
  if (lhs == rhs)
    return true;
  Operation *left = lhs.getDefiningOp(), *right = rhs.getDefiningOp();
  if (!left || !right || left->getNumResults() != 1 ||
      right->getNumResults() != 1 || !isMemoryEffectFree(left))
    return false;
  return OperationEquivalence::isEquivalentTo(
      left, right,
      [](Value a, Value b) { return success(areSameValues(a, b)); },
      /*markEquivalent=*/nullptr, OperationEquivalence::IgnoreLocations);
}

bool norm::areSameSizes(OpFoldResult lhs, OpFoldResult rhs) {
  std::optional<int64_t> left = getConstantIntValue(lhs),
                         right = getConstantIntValue(rhs);
  if (left || right)
    return left == right;
  return areSameValues(cast<Value>(lhs), cast<Value>(rhs));
}

void norm::requireSameSizes(OpBuilder &builder, Location loc,
                            OpFoldResult expected, OpFoldResult given,
                            StringRef message) {
  if (areSameSizes(expected, given))
    return;
  Value left = getValueOrCreateConstantIndexOp(builder, loc, expected),
        right = getValueOrCreateConstantIndexOp(builder, loc, given);
  Value isSame = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                       left, right);
  RequireOp::create(builder, loc, isSame, builder.getStringAttr(message),
                    ValueRange{left, right});
}

SmallVector<int64_t> norm::getStaticSizes(ArrayRef<OpFoldResult> sizes) {
  return llvm::map_to_vector(sizes, [](OpFoldResult size) {
    return getConstantIntValue(size).value_or(ShapedType::kDynamic);
  });
}

Value norm::castTo(OpBuilder &builder, Location loc, Value operand, Type type) {
  if (operand.getType() == type)
    return operand;
  return builder.createOrFold<tensor::CastOp>(loc, type, operand);
}

//===----------------------------------------------------------------------===//
// Repetition
//===----------------------------------------------------------------------===//

Value norm::createSplat(OpBuilder &builder, Location loc, Value scalar,
                        ArrayRef<OpFoldResult> sizes) {
  SmallVector<int64_t> shape = getStaticSizes(sizes);
  auto type = RankedTensorType::get(shape, scalar.getType());
  Attribute constant;
  if (type.hasStaticShape() && matchPattern(scalar, m_Constant(&constant)))
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(type, constant));
  if (type.getRank() == 0)
    return tensor::FromElementsOp::create(builder, loc, type, scalar);
  Value empty = tensor::EmptyOp::create(builder, loc, sizes, scalar.getType());
  return linalg::FillOp::create(builder, loc, scalar, empty).getResult(0);
}

Value norm::getSplatScalar(OpBuilder &builder, Location loc, Value tensor) {
  DenseElementsAttr constant;
  if (matchPattern(tensor, m_Constant(&constant)) && constant.isSplat())
    return arith::ConstantOp::create(
        builder, loc, cast<TypedAttr>(constant.getSplatValue<Attribute>()));
  Operation *op = tensor.getDefiningOp();
  if (auto fill = dyn_cast_or_null<linalg::FillOp>(op))
    return fill.getInputs()[0];
  if (auto splat = dyn_cast_or_null<tensor::SplatOp>(op))
    return splat.getInput();
  if (auto elements = dyn_cast_or_null<tensor::FromElementsOp>(op))
    if (elements.getElements().size() == 1)
      return elements.getElements().front();
  return Value();
}

/// The groups of adjacent dims of which each holds one of the dims that
/// `isKept` says, and units beside it. None where no dim is kept.
static SmallVector<ReassociationIndices>
groupAroundKept(ArrayRef<bool> isKept) {
  SmallVector<ReassociationIndices> groups;
  if (!llvm::is_contained(isKept, true))
    return groups;
  groups.emplace_back();
  bool hasKept = false;
  for (auto [dim, kept] : llvm::enumerate(isKept)) {
    if (kept && std::exchange(hasKept, true))
      groups.emplace_back();
    groups.back().push_back(dim);
  }
  return groups;
}

/// `operand` without the dims of static size 1 that `isKept` leaves out.
static Value dropUnitDims(OpBuilder &builder, Location loc, Value operand,
                          ArrayRef<bool> isKept) {
  if (!llvm::is_contained(isKept, false))
    return operand;
  return builder.createOrFold<tensor::CollapseShapeOp>(loc, operand,
                                                       groupAroundKept(isKept));
}

Value norm::createUnitDims(OpBuilder &builder, Location loc, Value operand,
                           ArrayRef<int64_t> dims) {
  if (dims.empty())
    return operand;
  SmallVector<OpFoldResult> given = getTracedSizes(builder, loc, operand);
  SmallVector<OpFoldResult> sizes;
  SmallVector<bool> isKept(given.size() + dims.size(), true);
  for (int64_t dim : dims)
    isKept[dim] = false;
  auto *next = given.begin();
  for (bool kept : isKept)
    sizes.push_back(kept ? *next++ : OpFoldResult(builder.getIndexAttr(1)));
  auto type = RankedTensorType::get(
      getStaticSizes(sizes),
      cast<RankedTensorType>(operand.getType()).getElementType());
  return tensor::ExpandShapeOp::create(builder, loc, type, operand,
                                       groupAroundKept(isKept), sizes);
}

Value norm::createTranspose(OpBuilder &builder, Location loc, Value operand,
                            ArrayRef<int64_t> permutation) {
  if (llvm::equal(permutation, llvm::seq<int64_t>(permutation.size())))
    return operand;
  auto type = cast<RankedTensorType>(operand.getType());
  SmallVector<OpFoldResult> sizes =
      llvm::map_to_vector(permutation, [&](int64_t dim) {
        return getTracedSize(builder, loc, operand, dim);
      });
  Value empty =
      tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  return linalg::TransposeOp::create(builder, loc, operand, empty, permutation)
      ->getResult(0);
}

namespace {

/// One broadcast: what of the operand is kept and where it goes.
class Broadcast {
public:
  Broadcast(OpBuilder &builder, Location loc, Value operand,
            ArrayRef<int64_t> dims, ArrayRef<OpFoldResult> sizes)
      : builder(builder), loc(loc), operand(operand), dims(dims), sizes(sizes) {
  }

  /// Makes the sizes that both sides have known to both, and checks them.
  void unifySizes(ArrayRef<int64_t> expands);

  Value create();

private:
  bool isUnit(int64_t dim) const {
    return getConstantIntValue(sizes[dim]) == 1;
  }
  /// The operand with its kept dims alone, in the result's order; `kept` gets
  /// the result's dims that they are.
  Value extractKept(SmallVectorImpl<int64_t> &kept);

  OpBuilder &builder;
  Location loc;
  Value operand;
  ArrayRef<int64_t> dims;
  SmallVector<OpFoldResult> sizes;
};

} // namespace

void Broadcast::unifySizes(ArrayRef<int64_t> expands) {
  auto type = cast<RankedTensorType>(operand.getType());
  SmallVector<int64_t> shape(type.getShape());
  for (auto [dim, target] : llvm::enumerate(dims)) {
    OpFoldResult given = getTracedSize(builder, loc, operand, dim);
    if (llvm::is_contained(expands, static_cast<int64_t>(dim)))
      given = builder.getIndexAttr(1);
    std::optional<int64_t> known = getConstantIntValue(given);
    if (known)
      shape[dim] = *known;
    if (known == 1)
      continue;
    std::string message = "expects an operand of size {0} along dimension " +
                          std::to_string(dim) +
                          " to be broadcast to that size; got {1}";
    requireSameSizes(builder, loc, sizes[target], given, message);
    if (known)
      sizes[target] = given;
    else if (auto size = getConstantIntValue(sizes[target]))
      shape[dim] = *size;
  }
  operand = castTo(builder, loc, operand, type.clone(shape));
}

Value Broadcast::extractKept(SmallVectorImpl<int64_t> &kept) {
  auto type = cast<RankedTensorType>(operand.getType());
  SmallVector<bool> isKept;
  SmallVector<int64_t> targets;
  for (auto [size, target] : llvm::zip_equal(type.getShape(), dims)) {
    isKept.push_back(size != 1);
    if (size != 1)
      targets.push_back(target);
  }
  Value value = dropUnitDims(builder, loc, operand, isKept);
  SmallVector<int64_t> order =
      llvm::to_vector(llvm::seq<int64_t>(targets.size()));
  llvm::sort(order,
             [&](int64_t a, int64_t b) { return targets[a] < targets[b]; });
  for (int64_t position : order)
    kept.push_back(targets[position]);
  return createTranspose(builder, loc, value, order);
}

Value Broadcast::create() {
  if (Value scalar = getSplatScalar(builder, loc, operand))
    return createSplat(builder, loc, scalar, sizes);
  SmallVector<int64_t> kept, added, units;
  Value value = extractKept(kept);
  SmallVector<OpFoldResult> inner;
  for (int64_t dim : llvm::seq<int64_t>(sizes.size())) {
    if (isUnit(dim)) {
      units.push_back(dim);
      continue;
    }
    if (!llvm::is_contained(kept, dim))
      added.push_back(inner.size());
    inner.push_back(sizes[dim]);
  }
  if (!added.empty()) {
    Type element = cast<RankedTensorType>(value.getType()).getElementType();
    Value empty = tensor::EmptyOp::create(builder, loc, inner, element);
    value = linalg::BroadcastOp::create(builder, loc, value, empty, added)
                ->getResult(0);
  }
  return createUnitDims(builder, loc, value, units);
}

Value norm::createBroadcast(OpBuilder &builder, Location loc, Value operand,
                            ArrayRef<int64_t> dims,
                            ArrayRef<OpFoldResult> sizes,
                            ArrayRef<int64_t> expands) {
  auto type = cast<RankedTensorType>(operand.getType());
  if (type.hasStaticShape() &&
      type.getShape() == ArrayRef(getStaticSizes(sizes)) &&
      llvm::is_sorted(dims))
    return operand;
  Broadcast broadcast(builder, loc, operand, dims, sizes);
  broadcast.unifySizes(expands);
  return broadcast.create();
}

Value norm::createTrailingBroadcast(OpBuilder &builder, Location loc,
                                    Value operand,
                                    ArrayRef<OpFoldResult> sizes) {
  int64_t rank = cast<RankedTensorType>(operand.getType()).getRank();
  int64_t added = static_cast<int64_t>(sizes.size()) - rank;
  return createBroadcast(builder, loc, operand,
                         llvm::to_vector(llvm::seq(added, added + rank)),
                         sizes);
}

FailureOr<SmallVector<OpFoldResult>>
norm::joinSizes(ArrayRef<SmallVector<OpFoldResult>> shapes) {
  SmallVector<OpFoldResult> result; // from the last dim on
  for (ArrayRef<OpFoldResult> sizes : shapes)
    for (auto [position, size] : llvm::enumerate(llvm::reverse(sizes))) {
      if (position == result.size()) {
        result.push_back(size);
        continue;
      }
      std::optional<int64_t> known = getConstantIntValue(result[position]),
                             other = getConstantIntValue(size);
      if (known && other && *known != *other && *known != 1 && *other != 1)
        return failure();
      // What is not known before 1, what is known otherwise before that.
      if (known == 1 || (!known && other && *other != 1))
        result[position] = size;
    }
  std::reverse(result.begin(), result.end());
  return result;
}

FailureOr<SmallVector<OpFoldResult>>
norm::getBroadcastSizes(OpBuilder &builder, Location loc, ValueRange operands) {
  return joinSizes(llvm::map_to_vector(operands, [&](Value operand) {
    return getTracedSizes(builder, loc, operand);
  }));
}

/// Constants one after the other along `dim`, as a constant.
static DenseElementsAttr concatenate(ArrayRef<DenseElementsAttr> constants,
                                     int64_t dim) {
  ShapedType type = constants.front().getType();
  SmallVector<int64_t> shape(type.getShape());
  shape[dim] = 0;
  int64_t numOuter = 1;
  for (int64_t size : type.getShape().take_front(dim))
    numOuter *= size;
  for (DenseElementsAttr constant : constants)
    shape[dim] += constant.getType().getDimSize(dim);
  SmallVector<Attribute> elements;
  for (int64_t outer = 0; outer < numOuter; ++outer)
    for (DenseElementsAttr constant : constants) {
      int64_t count = constant.getNumElements() / numOuter;
      auto first = constant.value_begin<Attribute>() + outer * count;
      elements.append(first, first + count);
    }
  return DenseElementsAttr::get(type.clone(shape), elements);
}

/// No constants of more elements are joined at compile time.
static constexpr int64_t kMostJoined = 1 << 16;

Value norm::createConcatenation(OpBuilder &builder, Location loc,
                                ValueRange operands, int64_t dim) {
  if (operands.size() == 1)
    return operands.front();
  SmallVector<DenseElementsAttr> constants;
  int64_t count = 0;
  for (Value operand : operands) {
    DenseElementsAttr constant;
    if (!matchPattern(operand, m_Constant(&constant)) ||
        (count += constant.getNumElements()) > kMostJoined)
      return tensor::ConcatOp::create(builder, loc, dim, operands);
    constants.push_back(constant);
  }
  if (count == 0)
    return tensor::ConcatOp::create(builder, loc, dim, operands);
  return arith::ConstantOp::create(builder, loc, concatenate(constants, dim));
}
