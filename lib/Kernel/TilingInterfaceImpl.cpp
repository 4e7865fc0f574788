//===- TilingInterfaceImpl.cpp - Kernels in tiles ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/TilingInterfaceImpl.h"
#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/IR/TilingModel.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What tiling asks of a kernel. A part of an operand's dimension is one slice
/// where the tile takes all of what lies inside of the part that it cuts, and
/// one index of what lies outside of it.
class KernelTiling {
public:
  explicit KernelTiling(KernelOp kernel)
      : kernel(kernel), accesses(KernelAccess::getAll(kernel)),
        sizes(kernel.getMixedSizes()) {}

  SmallVector<utils::IteratorType> getIteratorTypes() const;
  Tile getDomain(OpBuilder &builder) const;
  FailureOr<TilingResult> createTile(OpBuilder &builder, const Tile &tile,
                                     std::string &fault) const;
  Tile getResultPart(OpBuilder &builder, unsigned number,
                     const Tile &tile) const;
  bool computesExactly(OpBuilder &builder, unsigned number, const Tile &tile,
                       ArrayRef<OpFoldResult> sizes) const {
    return isEqualConstantIntOrValueArray(
        getResultPart(builder, number, tile).sizes, sizes);
  }
  std::optional<std::string> findRepetition(unsigned number,
                                            const Tile &tile) const;
  FailureOr<Tile> getTileOfResult(OpBuilder &builder, unsigned number,
                                  const Tile &part, std::string &fault) const;
  FailureOr<Tile> getTileOfOperands(OpBuilder &builder,
                                    ArrayRef<unsigned> numbers,
                                    ArrayRef<Tile> parts,
                                    std::string &fault) const;
  bool mayTakeResult(unsigned number, const Tile &part) const;
  bool mayTakeOperands(ArrayRef<unsigned> numbers, ArrayRef<Tile> parts) const;

private:
  bool isReduced(unsigned dim) const {
    return llvm::is_contained(kernel.getInnerReduced(), dim) ||
           llvm::is_contained(kernel.getOuterReduced(), dim);
  }
  /// How much of a dimension of the space a tile holds.
  Extent getExtent(unsigned dim, const Tile &tile) const;
  bool isCut(unsigned dim, const Tile &tile) const {
    return getExtent(dim, tile) != Extent::Whole;
  }
  /// The place among an index's parts of the innermost one that a tile cuts.
  std::optional<unsigned> getCutPart(const DimAccess &index,
                                     const Tile &tile) const;
  std::optional<std::string> findFault(const Tile &tile) const;
  std::optional<std::string>
  findFaultOf(unsigned operand, const DimAccess &index, const Tile &tile) const;
  /// The size of one index of a part: that of all that lies inside of it.
  SizeProduct getStride(const DimAccess &index, unsigned part) const;
  Tile getPart(OpBuilder &builder, unsigned operand, const Tile &tile) const;
  /// Narrows a tile to what belongs to a part of one dimension of an operand;
  /// `builder` is null where nothing may be created.
  LogicalResult narrow(OpBuilder *builder, unsigned operand, unsigned position,
                       OpFoldResult offset, OpFoldResult size, bool isInit,
                       Tile &tile, std::string &fault) const;
  FailureOr<Tile> narrowToOperand(OpBuilder *builder, unsigned operand,
                                  const Tile &part, bool isInit,
                                  std::string &fault) const;
  FailureOr<Tile> narrowToOperands(OpBuilder *builder,
                                   ArrayRef<unsigned> numbers,
                                   ArrayRef<Tile> parts,
                                   std::string &fault) const;
  Tile getWhole() const;
  unsigned getInit(unsigned number) const {
    return kernel.getInputs().size() + number;
  }

  // Its accessors are not const.
  mutable KernelOp kernel;
  std::vector<KernelAccess> accesses;
  SmallVector<OpFoldResult> sizes;
};

} // namespace

//===----------------------------------------------------------------------===//
// The space
//===----------------------------------------------------------------------===//

SmallVector<utils::IteratorType> KernelTiling::getIteratorTypes() const {
  return llvm::map_to_vector(
      llvm::seq<unsigned>(0, sizes.size()), [&](unsigned dim) {
        return isReduced(dim) ? utils::IteratorType::reduction
                              : utils::IteratorType::parallel;
      });
}

Tile KernelTiling::getWhole() const {
  Builder builder(kernel.getContext());
  return {SmallVector<OpFoldResult>(sizes.size(), builder.getIndexAttr(0)),
          sizes};
}

Tile KernelTiling::getDomain(OpBuilder &) const { return getWhole(); }

Extent KernelTiling::getExtent(unsigned dim, const Tile &tile) const {
  return norm::getExtent(tile.offsets[dim], tile.sizes[dim], sizes[dim],
                         getConstantIntValue(sizes[dim]));
}

//===----------------------------------------------------------------------===//
// Faults
//===----------------------------------------------------------------------===//

std::optional<unsigned> KernelTiling::getCutPart(const DimAccess &index,
                                                 const Tile &tile) const {
  for (unsigned part = index.parts.size(); part-- > 0;)
    if (index.parts[part].dim && isCut(*index.parts[part].dim, tile))
      return part;
  return std::nullopt;
}

std::optional<std::string> KernelTiling::findFaultOf(unsigned operand,
                                                     const DimAccess &index,
                                                     const Tile &tile) const {
  std::optional<unsigned> cut = getCutPart(index, tile);
  for (const DimAccess::Term &term : index.terms) {
    bool isPart = llvm::any_of(index.parts, [&](const DimAccess::Part &part) {
      return part.dim == term.dim;
    });
    if (!isPart && isCut(term.dim, tile))
      return llvm::formatv("expects tiles that do not cut d{0}, along which "
                           "operand #{1} has windows; got tiles of {2}",
                           term.dim, operand, writeSize(tile.sizes[term.dim]))
          .str();
  }
  for (unsigned part = 0; cut && part < *cut; ++part) {
    std::optional<unsigned> dim = index.parts[part].dim;
    if (dim && !isConstantIntValue(tile.sizes[*dim], 1))
      return llvm::formatv("expects tiles of 1 along d{0} that cut d{1}, which "
                           "lies inside of it in operand #{2}; got tiles of "
                           "{3}",
                           *dim, *index.parts[*cut].dim, operand,
                           writeSize(tile.sizes[*dim]))
          .str();
  }
  return std::nullopt;
}

std::optional<std::string> KernelTiling::findFault(const Tile &tile) const {
  for (unsigned dim = 0; dim < sizes.size(); ++dim)
    if (isReduced(dim) && isCut(dim, tile))
      return llvm::formatv("expects tiles that do not cut the reduced "
                           "dimension d{0} of size {1}; got tiles of {2}",
                           dim, writeSize(sizes[dim]),
                           writeSize(tile.sizes[dim]))
          .str();
  for (auto [operand, access] : llvm::enumerate(accesses))
    for (const DimAccess &index : access.getDims())
      if (auto fault = findFaultOf(operand, index, tile))
        return fault;
  return std::nullopt;
}

std::optional<std::string>
KernelTiling::findRepetition(unsigned number, const Tile &tile) const {
  if (kernel->getResult(number).use_empty())
    return std::nullopt;
  for (unsigned dim = 0; dim < sizes.size(); ++dim)
    if (isCut(dim, tile) && !accesses[getInit(number)].variesAlong(dim))
      return llvm::formatv("expects tiles to cut dimensions of every result "
                           "that is used; got tiles along d{0}, and result "
                           "#{1} without it",
                           dim, number)
          .str();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// From tiles of the space to parts of operands
//===----------------------------------------------------------------------===//

SizeProduct KernelTiling::getStride(const DimAccess &index,
                                    unsigned part) const {
  SizeProduct stride;
  for (const DimAccess::Part &inner :
       ArrayRef(index.parts).drop_front(part + 1))
    stride = stride * inner.size;
  return stride;
}

/// The size of a dimension of a tensor or a buffer.
static OpFoldResult getSizeOf(OpBuilder &builder, Location loc, Value value,
                              unsigned position) {
  if (isa<MemRefType>(value.getType()))
    return memref::getMixedSize(builder, loc, value, position);
  return tensor::getMixedSize(builder, loc, value, position);
}

Tile KernelTiling::getPart(OpBuilder &builder, unsigned operand,
                           const Tile &tile) const {
  Location loc = kernel.getLoc();
  MLIRContext *context = kernel.getContext();
  // Dimensions are those of the tile, symbols the sizes of the space.
  auto apply = [&](AffineExpr expr, ArrayRef<OpFoldResult> dims) {
    SmallVector<OpFoldResult> operands(dims);
    llvm::append_range(operands, sizes);
    return affine::makeComposedFoldedAffineApply(
        builder, loc, AffineMap::get(sizes.size(), sizes.size(), expr),
        operands);
  };
  Tile part;
  for (auto [position, index] : llvm::enumerate(accesses[operand].getDims())) {
    std::optional<unsigned> cut = getCutPart(index, tile);
    if (!cut) {
      // The same value for every operand makes slices that are known to agree.
      Value operandValue = kernel.getMapped()[operand];
      bool isSize =
          index.kind == DimAccess::Kind::Whole &&
          cast<ShapedType>(operandValue.getType()).isDynamicDim(position);
      part.offsets.push_back(builder.getIndexAttr(0));
      part.sizes.push_back(
          isSize ? sizes[*index.parts[0].dim]
                 : getSizeOf(builder, loc, operandValue, position));
      continue;
    }
    AffineExpr offset = getAffineConstantExpr(0, context);
    for (unsigned outer = 0; outer <= *cut; ++outer)
      if (std::optional<unsigned> dim = index.parts[outer].dim)
        offset = offset + getAffineDimExpr(*dim, context) *
                              getStride(index, outer).toExpr(context);
    part.offsets.push_back(apply(offset, tile.offsets));
    part.sizes.push_back(
        apply(getAffineDimExpr(*index.parts[*cut].dim, context) *
                  getStride(index, *cut).toExpr(context),
              tile.sizes));
  }
  return part;
}

Tile KernelTiling::getResultPart(OpBuilder &builder, unsigned number,
                                 const Tile &tile) const {
  return getPart(builder, getInit(number), tile);
}

FailureOr<TilingResult> KernelTiling::createTile(OpBuilder &builder,
                                                 const Tile &tile,
                                                 std::string &fault) const {
  if (std::optional<std::string> own = findFault(tile)) {
    fault = *own;
    return failure();
  }
  Location loc = kernel.getLoc();
  TilingResult result;
  SmallVector<Value> operands;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped())) {
    bool isSliced =
        llvm::any_of(accesses[number].getDims(), [&](const DimAccess &index) {
          return getCutPart(index, tile).has_value();
        });
    operands.push_back(operand);
    if (!isSliced)
      continue;
    operands.back() =
        createSlice(builder, loc, operand, getPart(builder, number, tile));
    result.generatedSlices.push_back(operands.back().getDefiningOp());
  }
  SmallVector<OpFoldResult> tileSizes = sizes;
  for (unsigned dim = 0; dim < sizes.size(); ++dim)
    if (isCut(dim, tile))
      tileSizes[dim] = tile.sizes[dim];
  SmallVector<int64_t> staticSizes;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(tileSizes, dynamicSizes, staticSizes);
  ValueRange all = operands;
  ValueRange inits = all.drop_front(kernel.getInputs().size());
  auto tiled = KernelOp::create(
      builder, loc, kernel.getNumResults() ? TypeRange(inits) : TypeRange(),
      dynamicSizes, all.take_front(kernel.getInputs().size()), inits,
      builder.getDenseI64ArrayAttr(staticSizes), kernel.getMapsAttr(),
      kernel.getOutsideAttr(), kernel.getScheduleAttr());
  tiled->setDiscardableAttrs(kernel->getDiscardableAttrDictionary());
  builder.cloneRegionBefore(kernel.getBody(), tiled.getBody(),
                            tiled.getBody().end());
  result.tiledOps.push_back(tiled);
  result.tiledValues.assign(tiled->result_begin(), tiled->result_end());
  return result;
}

//===----------------------------------------------------------------------===//
// From parts of operands to tiles of the space
//===----------------------------------------------------------------------===//

LogicalResult KernelTiling::narrow(OpBuilder *builder, unsigned operand,
                                   unsigned position, OpFoldResult offset,
                                   OpFoldResult size, bool isInit, Tile &tile,
                                   std::string &fault) const {
  const DimAccess &index = accesses[operand].getDims()[position];
  Value value = kernel.getMapped()[operand];
  auto type = cast<ShapedType>(value.getType());
  Extent extent = norm::getExtent(
      offset, size, {value, position},
      type.isDynamicDim(position) ? std::nullopt
                                  : std::optional(type.getDimSize(position)));
  if (extent == Extent::Whole)
    return success();
  bool isOne = index.kind == DimAccess::Kind::Whole;
  // A result of which a part may be wanted can be computed whole.
  if (extent == Extent::Unknown && isInit &&
      (!isOne || isReduced(*index.parts[0].dim)))
    return success();
  SizeProduct stride =
      index.parts.empty() ? SizeProduct::getUnknown() : getStride(index, 0);
  std::optional<int64_t> number = getConstantIntValue(size);
  bool isMultipleOfStride =
      stride.isOne() || (stride.isStatic() && stride.coefficient > 0 &&
                         number && *number % stride.coefficient == 0 &&
                         isMultiple(offset, stride.coefficient));
  if (!index.walksAll() || !index.parts[0].dim || !isMultipleOfStride) {
    fault = llvm::formatv("expects whole parts of dimension {0} of operand "
                          "#{1}; got tiles of {2}",
                          position, operand, writeSize(size))
                .str();
    return failure();
  }
  unsigned dim = *index.parts[0].dim;
  tile.offsets[dim] = offset;
  tile.sizes[dim] = size;
  if (!builder || stride.isOne())
    return success();
  AffineExpr part = builder->getAffineDimExpr(0).floorDiv(stride.coefficient);
  tile.offsets[dim] = applyAffine(*builder, kernel.getLoc(), part, {offset});
  tile.sizes[dim] = applyAffine(*builder, kernel.getLoc(), part, {size});
  return success();
}

FailureOr<Tile> KernelTiling::narrowToOperand(OpBuilder *builder,
                                              unsigned operand,
                                              const Tile &part, bool isInit,
                                              std::string &fault) const {
  Tile tile = getWhole();
  for (unsigned position = 0; position < part.sizes.size(); ++position)
    if (failed(narrow(builder, operand, position, part.offsets[position],
                      part.sizes[position], isInit, tile, fault)))
      return failure();
  if (std::optional<std::string> own = findFault(tile)) {
    fault = *own;
    return failure();
  }
  return tile;
}

FailureOr<Tile> KernelTiling::narrowToOperands(OpBuilder *builder,
                                               ArrayRef<unsigned> numbers,
                                               ArrayRef<Tile> parts,
                                               std::string &fault) const {
  Tile tile = getWhole();
  llvm::SmallBitVector isKnown(sizes.size());
  for (auto [number, part] : llvm::zip_equal(numbers, parts)) {
    // Operands that have maps come after sizes, which are no tensors.
    unsigned operand = number - kernel.getSizes().size();
    FailureOr<Tile> own = narrowToOperand(
        builder, operand, part, operand >= kernel.getInputs().size(), fault);
    if (failed(own))
      return failure();
    for (unsigned dim = 0; dim < sizes.size(); ++dim) {
      if (!accesses[operand].variesAlong(dim))
        continue;
      bool isEqual =
          isEqualConstantIntOrValue(tile.offsets[dim], own->offsets[dim]) &&
          isEqualConstantIntOrValue(tile.sizes[dim], own->sizes[dim]);
      if (isKnown.test(dim) && !isEqual) {
        fault = llvm::formatv("expects operands to be cut alike along d{0}; "
                              "got tiles of {1} and {2}",
                              dim, writeSize(tile.sizes[dim]),
                              writeSize(own->sizes[dim]))
                    .str();
        return failure();
      }
      tile.offsets[dim] = own->offsets[dim];
      tile.sizes[dim] = own->sizes[dim];
      isKnown.set(dim);
    }
  }
  return tile;
}

FailureOr<Tile> KernelTiling::getTileOfResult(OpBuilder &builder,
                                              unsigned number, const Tile &part,
                                              std::string &fault) const {
  return narrowToOperand(&builder, getInit(number), part, /*isInit=*/true,
                         fault);
}

FailureOr<Tile> KernelTiling::getTileOfOperands(OpBuilder &builder,
                                                ArrayRef<unsigned> numbers,
                                                ArrayRef<Tile> parts,
                                                std::string &fault) const {
  return narrowToOperands(&builder, numbers, parts, fault);
}

bool KernelTiling::mayTakeResult(unsigned number, const Tile &part) const {
  std::string fault;
  return succeeded(narrowToOperand(nullptr, getInit(number), part,
                                   /*isInit=*/true, fault));
}

bool KernelTiling::mayTakeOperands(ArrayRef<unsigned> numbers,
                                   ArrayRef<Tile> parts) const {
  std::string fault;
  return succeeded(narrowToOperands(nullptr, numbers, parts, fault));
}

void norm::registerKernelTilingInterfaceExternalModels(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    KernelOp::attachInterface<TilingModel<KernelOp, KernelTiling>>(*context);
  });
}
