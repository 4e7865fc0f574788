//===- Tile.cpp - Parts of iteration spaces and of tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/Tile.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

using namespace mlir;
using namespace mlir::norm;

SmallVector<Tile> norm::makeTiles(ArrayRef<SmallVector<OpFoldResult>> offsets,
                                  ArrayRef<SmallVector<OpFoldResult>> sizes) {
  return llvm::map_to_vector(llvm::zip_equal(offsets, sizes), [](auto entry) {
    return Tile{std::get<0>(entry), std::get<1>(entry)};
  });
}

Extent norm::getExtent(OpFoldResult offset, OpFoldResult size,
                       const ValueBoundsConstraintSet::Variable &whole,
                       std::optional<int64_t> number) {
  std::optional<int64_t> held = getConstantIntValue(size);
  if (number && held)
    return *number == *held ? Extent::Whole : Extent::Part;
  if (!isConstantIntValue(offset, 0))
    return Extent::Part;
  FailureOr<bool> isEqual = ValueBoundsConstraintSet::areEqual(size, whole);
  if (failed(isEqual))
    return Extent::Unknown;
  return *isEqual ? Extent::Whole : Extent::Part;
}

/// Whether every value of a loop's induction variable is a multiple.
static bool isMultipleInLoop(BlockArgument argument, int64_t divisor);

bool norm::isMultiple(OpFoldResult offset, int64_t divisor) {
  if (std::optional<int64_t> number = getConstantIntValue(offset))
    return *number % divisor == 0;
  auto value = cast<Value>(offset);
  if (auto argument = dyn_cast<BlockArgument>(value))
    return isMultipleInLoop(argument, divisor);
  auto apply = value.getDefiningOp<affine::AffineApplyOp>();
  if (!apply)
    return false;
  // Multiples among the operands become `divisor` times something.
  MLIRContext *context = value.getContext();
  AffineMap map = apply.getAffineMap();
  SmallVector<AffineExpr> replacements;
  for (auto [index, operand] : llvm::enumerate(apply.getMapOperands())) {
    unsigned position = index;
    AffineExpr expr =
        position < map.getNumDims()
            ? getAffineDimExpr(position, context)
            : getAffineSymbolExpr(position - map.getNumDims(), context);
    replacements.push_back(isMultiple(operand, divisor) ? expr * divisor
                                                        : expr);
  }
  ArrayRef<AffineExpr> all = replacements;
  AffineExpr expr = map.getResult(0).replaceDimsAndSymbols(
      all.take_front(map.getNumDims()), all.drop_front(map.getNumDims()));
  return simplifyAffineExpr(expr, map.getNumDims(), map.getNumSymbols())
      .isMultipleOf(divisor);
}

static bool isMultipleInLoop(BlockArgument argument, int64_t divisor) {
  auto loop =
      dyn_cast_or_null<LoopLikeOpInterface>(argument.getOwner()->getParentOp());
  if (!loop)
    return false;
  auto variables = loop.getLoopInductionVars();
  auto lower = loop.getLoopLowerBounds(), steps = loop.getLoopSteps();
  if (!variables || !lower || !steps)
    return false;
  for (auto [variable, first, step] :
       llvm::zip_equal(*variables, *lower, *steps))
    if (variable == argument)
      return isMultiple(first, divisor) && isMultiple(step, divisor);
  return false;
}

OpFoldResult norm::applyAffine(OpBuilder &builder, Location loc,
                               AffineExpr expr,
                               ArrayRef<OpFoldResult> operands) {
  return affine::makeComposedFoldedAffineApply(builder, loc, expr, operands);
}

Value norm::createSlice(OpBuilder &builder, Location loc, Value whole,
                        const Tile &part) {
  SmallVector<OpFoldResult> strides(part.sizes.size(), builder.getIndexAttr(1));
  if (isa<MemRefType>(whole.getType()))
    return memref::SubViewOp::create(builder, loc, whole, part.offsets,
                                     part.sizes, strides);
  return tensor::ExtractSliceOp::create(builder, loc, whole, part.offsets,
                                        part.sizes, strides);
}

std::string norm::writeSize(OpFoldResult size) {
  std::optional<int64_t> number = getConstantIntValue(size);
  return number ? std::to_string(*number) : "?";
}
