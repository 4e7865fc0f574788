//===- NormKernelOps.cpp - Kernels: queries, effects, folds ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace mlir::norm;

/// Whether an op divides by what may be 0, or -1 where that overflows: a trap,
/// on lanes without an element too. Of these ops, arith's declare to be pure.
static bool mayTrap(Operation *op) {
  if (!isa<arith::FloorDivSIOp, arith::RemSIOp, arith::RemUIOp>(op))
    return false;
  APInt divisor;
  return !matchPattern(op->getOperand(1), m_ConstantInt(&divisor)) ||
         divisor.isZero() || (divisor.isAllOnes() && !isa<arith::RemUIOp>(op));
}

bool KernelOp::isLegalBodyOp(Operation *op) {
  auto isScalar = [](Type type) { return type.isIntOrIndexOrFloat(); };
  if (op->getNumResults() != 1 || op->getNumRegions() != 0 ||
      !llvm::all_of(op->getOperandTypes(), isScalar) ||
      !isScalar(op->getResult(0).getType()))
    return false;
  return op->hasTrait<OpTrait::ConstantLike>() ||
         (isPure(op) && OpTrait::hasElementwiseMappableTraits(op) &&
          !mayTrap(op));
}

bool KernelOp::isLegalElement(Type type) {
  if (type.isIndex() || type.isSignlessInteger(1))
    return true;
  // Elements of other widths have gaps between them that vectors do not have.
  return (isa<FloatType>(type) || type.isSignlessInteger()) &&
         llvm::is_contained({8u, 16u, 32u, 64u}, type.getIntOrFloatBitWidth());
}

bool KernelOp::isLegalReduced(Type type) {
  return isa<BFloat16Type, Float16Type, Float32Type, Float64Type>(type);
}

SmallVector<OpFoldResult> KernelOp::getMixedSizes() {
  Builder builder(getContext());
  return mlir::getMixedValues(getStaticSizes(), getSizes(), builder);
}

TypedAttr KernelOp::getOutsideValue(unsigned index) {
  std::optional<ArrayAttr> values = getOutside();
  return values ? dyn_cast<TypedAttr>((*values)[index]) : TypedAttr();
}

/// The results of a map that say where an element is: all but the number of a
/// block.
static ArrayRef<AffineExpr> getPlace(KernelOp kernel, unsigned index) {
  ArrayRef<AffineExpr> results = kernel.getInitMap(index).getResults();
  bool hasBlock = kernel.getBlockSize(index) > 0 && !results.empty();
  return results.drop_front(hasBlock);
}

/// Whether a reduction has to be known before the last sweep: an op reads it,
/// or it is written along what it reduces.
static bool isNeededInside(KernelOp kernel, ReduceOp reduce) {
  for (OpOperand &use : reduce->getUses()) {
    if (!isa<YieldOp>(use.getOwner()))
      return true;
    if (use.getOperandNumber() >= kernel.getInits().size()) // (C3)
      continue;
    for (AffineExpr place : getPlace(kernel, use.getOperandNumber()))
      for (int64_t dim : reduce.getOver())
        if (dim >= 0 && dim < kernel.getNumDims() && place.isFunctionOfDim(dim))
          return true;
  }
  return false;
}

ArrayRef<int64_t> KernelOp::getInnerReduced() {
  ArrayRef<int64_t> last;
  for (auto reduce : getBody().front().getOps<ReduceOp>()) {
    ArrayRef<int64_t> over = reduce.getOver();
    if (isNeededInside(*this, reduce))
      return over;
    if (last.empty() || (!over.empty() && over.back() > last.back()))
      last = over;
  }
  return last;
}

bool KernelOp::isOuter(ReduceOp reduce) {
  return reduce.getOver() != getInnerReduced();
}

ArrayRef<int64_t> KernelOp::getOuterReduced() {
  for (auto reduce : getBody().front().getOps<ReduceOp>())
    if (isOuter(reduce))
      return reduce.getOver();
  return {};
}

ReduceOp KernelOp::getOuterReduction(unsigned index) {
  auto reduce = getYielded()[index].getDefiningOp<ReduceOp>();
  return reduce && isOuter(reduce) ? reduce : ReduceOp();
}

int64_t KernelOp::getBlockSize(unsigned index) {
  auto reduce = getYielded()[index].getDefiningOp<ReduceOp>();
  return reduce ? reduce.getBy().value_or(0) : 0;
}

AffineExpr KernelOp::getBlockNumber(ArrayRef<int64_t> over, int64_t size) {
  AffineExpr point = getAffineConstantExpr(0, getContext());
  for (int64_t dim : over) {
    int64_t length = getStaticSizes()[dim];
    AffineExpr factor = ShapedType::isDynamic(length)
                            ? getAffineSymbolExpr(dim, getContext())
                            : getAffineConstantExpr(length, getContext());
    point = point * factor + getAffineDimExpr(dim, getContext());
  }
  return point.floorDiv(size);
}

OperandRange KernelOp::getYielded() {
  return getBody().front().getTerminator()->getOperands();
}

/// The dimensions that a map reads.
static llvm::SmallBitVector getDims(AffineMap map, int64_t numDims) {
  llvm::SmallBitVector dims(numDims);
  for (AffineExpr result : map.getResults())
    result.walk([&](AffineExpr expr) {
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        dims.set(dim.getPosition());
    });
  return dims;
}

DenseMap<Value, llvm::SmallBitVector> KernelOp::getExtents() {
  DenseMap<Value, llvm::SmallBitVector> extents;
  Block &block = getBody().front();
  for (auto [index, argument] : llvm::enumerate(block.getArguments()))
    extents[argument] = getDims(getInputMap(index), getNumDims());
  for (Operation &op : block.without_terminator()) {
    llvm::SmallBitVector extent(getNumDims());
    for (Value operand : op.getOperands())
      if (auto known = extents.find(operand); known != extents.end())
        extent |= known->second;
    if (auto reduce = dyn_cast<ReduceOp>(op))
      for (int64_t dim : reduce.getOver())
        extent.reset(dim);
    for (Value result : op.getResults())
      extents[result] = extent;
  }
  return extents;
}

void KernelOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  for (OpOperand &input : getInputsMutable())
    if (isa<MemRefType>(input.get().getType()))
      effects.emplace_back(MemoryEffects::Read::get(), &input);
  for (OpOperand &init : getInitsMutable())
    if (isa<MemRefType>(init.get().getType()))
      effects.emplace_back(MemoryEffects::Write::get(), &init);
}

Speculation::Speculatability KernelOp::getSpeculatability() {
  return getNumResults() == 0 ? Speculation::NotSpeculatable
                              : Speculation::Speculatable;
}

/// The sizes of a kernel's results are those of its inits.
LogicalResult KernelOp::reifyResultShapes(OpBuilder &builder,
                                          ReifiedRankedShapedTypeDims &shapes) {
  if (getNumResults() == 0) // on buffers
    return failure();
  for (Value init : getInits())
    shapes.push_back(tensor::getMixedSizes(builder, getLoc(), init));
  return success();
}

/// Drops inputs that the region does not read: their tensors need not exist.
LogicalResult KernelOp::canonicalize(KernelOp kernel,
                                     PatternRewriter &rewriter) {
  Block &block = kernel.getBody().front();
  llvm::BitVector unused(block.getNumArguments());
  for (BlockArgument argument : block.getArguments())
    if (argument.use_empty())
      unused.set(argument.getArgNumber());
  if (unused.none())
    return rewriter.notifyMatchFailure(kernel, "every input is read");
  rewriter.modifyOpInPlace(kernel, [&] {
    SmallVector<Attribute> maps, outside;
    for (auto [index, map] : llvm::enumerate(kernel.getMaps()))
      if (index >= unused.size() || !unused.test(index))
        maps.push_back(map);
    if (std::optional<ArrayAttr> values = kernel.getOutside()) {
      for (auto [index, value] : llvm::enumerate(*values))
        if (!unused.test(index))
          outside.push_back(value);
      kernel.setOutsideAttr(rewriter.getArrayAttr(outside));
    }
    kernel.setMapsAttr(rewriter.getArrayAttr(maps));
    for (int64_t index = unused.size() - 1; index >= 0; --index)
      if (unused.test(index))
        kernel.getInputsMutable().erase(index);
    block.eraseArguments(unused);
  });
  return success();
}
