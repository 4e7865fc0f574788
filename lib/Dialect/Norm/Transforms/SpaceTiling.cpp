//===- SpaceTiling.cpp - Tiles of an op with an iteration space ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SpaceTiling.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

SmallVector<utils::IteratorType> SpaceTiling::getIteratorTypes() const {
  SmallVector<utils::IteratorType> types(space.sizes.size(),
                                         utils::IteratorType::parallel);
  for (int64_t axis : space.wholeAxes)
    types[axis] = utils::IteratorType::reduction;
  return types;
}

Tile SpaceTiling::getDomain(OpBuilder &builder) const {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(op);
  Tile domain;
  for (const TensorSize &size : space.sizes) {
    domain.offsets.push_back(builder.getIndexAttr(0));
    domain.sizes.push_back(
        tensor::getMixedSize(builder, op->getLoc(), size.tensor, size.dim));
  }
  return domain;
}

Tile SpaceTiling::getStaticDomain() const {
  Builder builder(op->getContext());
  Tile domain;
  for (const TensorSize &size : space.sizes) {
    std::optional<int64_t> number = size.getStatic();
    domain.offsets.push_back(builder.getIndexAttr(0));
    domain.sizes.push_back(number ? builder.getIndexAttr(*number)
                                  : OpFoldResult());
  }
  return domain;
}

Extent SpaceTiling::getExtent(int64_t axis, OpFoldResult offset,
                              OpFoldResult size) const {
  if (size.isNull()) // of getStaticDomain
    return Extent::Whole;
  const TensorSize &whole = space.sizes[axis];
  return norm::getExtent(offset, size, {whole.tensor, whole.dim},
                         whole.getStatic());
}

std::optional<int64_t> SpaceTiling::getGroupLength() const {
  std::optional<int64_t> size = space.sizes[space.groups->axis].getStatic();
  return size ? std::optional(*size / space.groups->count) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// Faults
//===----------------------------------------------------------------------===//

/// "[1, 2]".
static std::string writeAxes(ArrayRef<int64_t> axes) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << "[";
  llvm::interleaveComma(axes, stream);
  stream << "]";
  return text;
}

std::optional<std::string> SpaceTiling::findFault(const Tile &tile) const {
  for (int64_t axis : space.wholeAxes) {
    if (getExtent(axis, tile) == Extent::Whole)
      continue;
    std::optional<int64_t> size = space.sizes[axis].getStatic();
    return llvm::formatv("expects tiles that do not cut axes {0}, which "
                         "statistics are taken over; got tiles of {1} along "
                         "axis {2} of size {3}",
                         writeAxes(space.wholeAxes),
                         writeSize(tile.sizes[axis]), axis,
                         size ? std::to_string(*size) : "?")
        .str();
  }
  if (space.groups && getExtent(space.groups->axis, tile) != Extent::Whole)
    return findFaultOfGroups(tile);
  return std::nullopt;
}

std::optional<std::string>
SpaceTiling::findFaultOfGroups(const Tile &tile) const {
  int64_t axis = space.groups->axis;
  std::optional<int64_t> length = getGroupLength(),
                         size = getConstantIntValue(tile.sizes[axis]);
  if (!length)
    return llvm::formatv("expects a static size of axis {0}, whose {1} groups "
                         "are cut by tiles; got ?",
                         axis, space.groups->count)
        .str();
  // An attribute says how many groups a tile has.
  if (size.value_or(0) == 0 || *size % *length != 0)
    return llvm::formatv("expects tiles of whole groups of {0} along axis {1}, "
                         "all of one size; got tiles of {2}",
                         *length, axis, writeSize(tile.sizes[axis]))
        .str();
  if (!isMultiple(tile.offsets[axis], *length))
    return llvm::formatv("expects tiles along axis {0} to begin with a group "
                         "of {1}; got offsets that need not be multiples of it",
                         axis, *length)
        .str();
  return std::nullopt;
}

/// What an op expects of sizes may hold for all of it and not for a tile.
std::optional<std::string>
SpaceTiling::findFaultOfSizes(Operation *tiled) const {
  auto named = dyn_cast<NormOpInterface>(tiled);
  if (!named)
    return std::nullopt;
  SmallVector<SizeCondition> conditions;
  named.getSizeConditions(conditions);
  for (const SizeCondition &condition : conditions)
    if (condition.evaluate() == false)
      return condition.getStaticMessage() + " in a tile";
  return std::nullopt;
}

std::optional<std::string> SpaceTiling::findRepetition(unsigned number,
                                                       const Tile &tile) const {
  if (op->getResult(number).use_empty())
    return std::nullopt;
  for (int64_t axis = 0; axis < int64_t(space.sizes.size()); ++axis) {
    bool runsAlong =
        llvm::any_of(space.results[number],
                     [&](const SpaceDim &dim) { return dim.axis == axis; });
    if (!runsAlong && !llvm::is_contained(space.wholeAxes, axis) &&
        getExtent(axis, tile) != Extent::Whole)
      return llvm::formatv("expects tiles to cut axes of every result that is "
                           "used; got tiles along axis {0}, and result #{1} "
                           "without it",
                           axis, number)
          .str();
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// From tiles of the space to parts of operands and results
//===----------------------------------------------------------------------===//

Tile SpaceTiling::getPart(OpBuilder &builder, ArrayRef<SpaceDim> dims,
                          Value whole, const Tile &tile) const {
  Location loc = op->getLoc();
  Tile part;
  for (auto [position, dim] : llvm::enumerate(dims)) {
    OpFoldResult offset = builder.getIndexAttr(0), size;
    if (dim.axis < 0) {
      size = tensor::getMixedSize(builder, loc, whole, position);
    } else if (!dim.countsGroups) {
      offset = tile.offsets[dim.axis];
      size = tile.sizes[dim.axis];
    } else if (getExtent(dim.axis, tile) == Extent::Whole) {
      size = builder.getIndexAttr(space.groups->count);
    } else {
      AffineExpr group =
          builder.getAffineDimExpr(0).floorDiv(*getGroupLength());
      offset = applyAffine(builder, loc, group, {tile.offsets[dim.axis]});
      size = applyAffine(builder, loc, group, {tile.sizes[dim.axis]});
    }
    part.offsets.push_back(offset);
    part.sizes.push_back(size);
  }
  return part;
}

Tile SpaceTiling::getResultPart(OpBuilder &builder, unsigned number,
                                const Tile &tile) const {
  return getPart(builder, space.results[number], op->getResult(number), tile);
}

bool SpaceTiling::computesExactly(OpBuilder &builder, unsigned number,
                                  const Tile &tile,
                                  ArrayRef<OpFoldResult> sizes) const {
  return (!space.window ||
          getExtent(space.window->axis, tile) == Extent::Whole) &&
         isEqualConstantIntOrValueArray(
             getResultPart(builder, number, tile).sizes, sizes);
}

Tile SpaceTiling::getRead(OpBuilder &builder, const Tile &tile) const {
  if (!space.window || getExtent(space.window->axis, tile) == Extent::Whole)
    return tile;
  auto [axis, before, after] = *space.window;
  // No tensor is as long as this, and sums with it fit 64 bits.
  constexpr int64_t longest = int64_t(1) << 61;
  before = std::min(before, longest), after = std::min(after, longest);
  Location loc = op->getLoc();
  MLIRContext *context = op->getContext();
  AffineExpr first, size, length;
  bindDims(context, first, size, length);
  const TensorSize &whole = space.sizes[axis];
  OpFoldResult offset = tile.offsets[axis];
  OpFoldResult begin = affine::makeComposedFoldedAffineMax(
      builder, loc,
      AffineMap::get(1, 0, {first - before, builder.getAffineConstantExpr(0)},
                     context),
      {offset});
  OpFoldResult end = affine::makeComposedFoldedAffineMin(
      builder, loc,
      AffineMap::get(3, 0, {first + size + after, length}, context),
      {offset, tile.sizes[axis],
       tensor::getMixedSize(builder, loc, whole.tensor, whole.dim)});
  Tile read = tile;
  read.offsets[axis] = begin;
  read.sizes[axis] = applyAffine(builder, loc, size - first, {begin, end});
  return read;
}

/// The op on other operands, with results of the types that follow from them.
Operation *SpaceTiling::cloneOn(OpBuilder &builder, ValueRange operands,
                                const Tile &tile) const {
  Operation *tiled = op->clone();
  tiled->setOperands(operands);
  if (space.groups && getExtent(space.groups->axis, tile) != Extent::Whole)
    tiled->setAttr(space.groups->attribute,
                   builder.getI64IntegerAttr(
                       *getConstantIntValue(tile.sizes[space.groups->axis]) /
                       *getGroupLength()));
  SmallVector<Type> types;
  LogicalResult inferred = cast<InferTypeOpInterface>(tiled).inferReturnTypes(
      op->getContext(), op->getLoc(), operands,
      tiled->getDiscardableAttrDictionary(), tiled->getPropertiesStorage(),
      tiled->getRegions(), types);
  assert(succeeded(inferred) && "types follow from operands and attributes");
  (void)inferred;
  for (auto [result, type] : llvm::zip_equal(tiled->getResults(), types))
    result.setType(type);
  return tiled;
}

FailureOr<TilingResult> SpaceTiling::createTile(OpBuilder &builder,
                                                const Tile &tile,
                                                std::string &fault) const {
  if (std::optional<std::string> own = findFault(tile)) {
    fault = *own;
    return failure();
  }
  Location loc = op->getLoc();
  Tile read = getRead(builder, tile);
  TilingResult result;
  SmallVector<Value> operands;
  for (auto [operand, dims] :
       llvm::zip_equal(op->getOperands(), space.operands)) {
    bool isCut = llvm::any_of(dims, [&](const SpaceDim &dim) {
      return dim.axis >= 0 && getExtent(dim.axis, tile) != Extent::Whole;
    });
    operands.push_back(operand);
    if (!isCut)
      continue;
    operands.back() = createSlice(builder, loc, operand,
                                  getPart(builder, dims, operand, read));
    result.generatedSlices.push_back(operands.back().getDefiningOp());
  }
  Operation *tiled = cloneOn(builder, operands, tile);
  if (std::optional<std::string> own = findFaultOfSizes(tiled)) {
    fault = *own;
    tiled->destroy();
    return failure();
  }
  builder.insert(tiled);
  result.tiledOps.push_back(tiled);
  result.tiledValues.assign(tiled->result_begin(), tiled->result_end());
  if (!space.window || getExtent(space.window->axis, tile) == Extent::Whole)
    return result;
  // What was read around the tile has results too.
  int64_t axis = space.window->axis;
  Tile own = tile;
  own.offsets.assign(own.offsets.size(), builder.getIndexAttr(0));
  AffineExpr d0 = builder.getAffineDimExpr(0), d1 = builder.getAffineDimExpr(1);
  own.offsets[axis] = applyAffine(builder, loc, d0 - d1,
                                  {tile.offsets[axis], read.offsets[axis]});
  for (auto [value, dims] : llvm::zip_equal(result.tiledValues, space.results))
    value =
        createSlice(builder, loc, value, getPart(builder, dims, value, own));
  return result;
}

//===----------------------------------------------------------------------===//
// From parts of operands and results to tiles of the space
//===----------------------------------------------------------------------===//

LogicalResult SpaceTiling::narrowToGroups(OpBuilder *builder,
                                          OpFoldResult offset,
                                          OpFoldResult size, Tile &tile,
                                          std::string &fault) const {
  if (isConstantIntValue(offset, 0) &&
      isConstantIntValue(size, space.groups->count))
    return success();
  int64_t axis = space.groups->axis;
  std::optional<int64_t> length = getGroupLength();
  if (!length || !getConstantIntValue(size)) {
    fault = llvm::formatv("expects a static number of the {0} groups along "
                          "axis {1}, of static length; got tiles of {2} of "
                          "length {3}",
                          space.groups->count, axis, writeSize(size),
                          length ? std::to_string(*length) : "?")
                .str();
    return failure();
  }
  if (!builder)
    return success();
  AffineExpr first = builder->getAffineDimExpr(0) * *length;
  tile.offsets[axis] = applyAffine(*builder, op->getLoc(), first, {offset});
  tile.sizes[axis] = applyAffine(*builder, op->getLoc(), first, {size});
  return success();
}

LogicalResult SpaceTiling::narrow(OpBuilder *builder, ArrayRef<SpaceDim> dims,
                                  const Tile &part, bool isOperand, Tile &tile,
                                  std::string &fault) const {
  for (auto [dim, offset, size] :
       llvm::zip_equal(dims, part.offsets, part.sizes)) {
    if (dim.axis < 0) {
      fault = "expects all of an operand that runs along no axis; got a part";
      return failure();
    }
    if (dim.countsGroups) {
      if (failed(narrowToGroups(builder, offset, size, tile, fault)))
        return failure();
      continue;
    }
    Extent extent = getExtent(dim.axis, offset, size);
    bool isStatic = space.sizes[dim.axis].getStatic().has_value();
    if (extent == Extent::Whole && isStatic)
      continue;
    // A result of which a part may be wanted can be computed whole.
    bool mayCut = !llvm::is_contained(space.wholeAxes, dim.axis) &&
                  !(space.groups && space.groups->axis == dim.axis);
    if (extent == Extent::Unknown && !mayCut && !isOperand)
      continue;
    if (isOperand && extent != Extent::Whole && space.window &&
        space.window->axis == dim.axis) {
      fault = llvm::formatv("expects all of axis {0}, along which windows are "
                            "read; got tiles of {1}",
                            dim.axis, writeSize(size))
                  .str();
      return failure();
    }
    tile.offsets[dim.axis] = offset;
    tile.sizes[dim.axis] = size;
  }
  if (std::optional<std::string> own = findFault(tile)) {
    fault = *own;
    return failure();
  }
  return success();
}

FailureOr<Tile> SpaceTiling::narrowToResult(OpBuilder *builder, Tile tile,
                                            unsigned number, const Tile &part,
                                            std::string &fault) const {
  if (failed(narrow(builder, space.results[number], part, /*isOperand=*/false,
                    tile, fault)))
    return failure();
  return tile;
}

FailureOr<Tile> SpaceTiling::narrowToOperands(OpBuilder *builder, Tile tile,
                                              ArrayRef<unsigned> numbers,
                                              ArrayRef<Tile> parts,
                                              std::string &fault) const {
  const Tile domain = tile;
  SmallVector<bool> isKnown(space.sizes.size());
  for (auto [number, part] : llvm::zip_equal(numbers, parts)) {
    Tile own = domain;
    if (failed(narrow(builder, space.operands[number], part,
                      /*isOperand=*/true, own, fault)))
      return failure();
    for (const SpaceDim &dim : space.operands[number]) {
      OpFoldResult &offset = tile.offsets[dim.axis];
      OpFoldResult &size = tile.sizes[dim.axis];
      bool isEqual = isEqualConstantIntOrValue(offset, own.offsets[dim.axis]) &&
                     isEqualConstantIntOrValue(size, own.sizes[dim.axis]);
      if (isKnown[dim.axis] && !isEqual) {
        fault = llvm::formatv("expects operands to be cut alike along axis "
                              "{0}; got tiles of {1} and {2}",
                              dim.axis, writeSize(size),
                              writeSize(own.sizes[dim.axis]))
                    .str();
        return failure();
      }
      offset = own.offsets[dim.axis];
      size = own.sizes[dim.axis];
      isKnown[dim.axis] = true;
    }
  }
  return tile;
}

FailureOr<Tile> SpaceTiling::getTileOfResult(OpBuilder &builder,
                                             unsigned number, const Tile &part,
                                             std::string &fault) const {
  return narrowToResult(&builder, getDomain(builder), number, part, fault);
}

FailureOr<Tile> SpaceTiling::getTileOfOperands(OpBuilder &builder,
                                               ArrayRef<unsigned> numbers,
                                               ArrayRef<Tile> parts,
                                               std::string &fault) const {
  return narrowToOperands(&builder, getDomain(builder), numbers, parts, fault);
}

bool SpaceTiling::mayTakeResult(unsigned number, const Tile &part) const {
  std::string fault;
  return succeeded(
      narrowToResult(nullptr, getStaticDomain(), number, part, fault));
}

bool SpaceTiling::mayTakeOperands(ArrayRef<unsigned> numbers,
                                  ArrayRef<Tile> parts) const {
  std::string fault;
  return succeeded(
      narrowToOperands(nullptr, getStaticDomain(), numbers, parts, fault));
}
