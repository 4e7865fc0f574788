//===- SizeOrigin.cpp - Where the size of a dimension comes from ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SizeOrigin.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

using namespace mlir;
using namespace mlir::norm;

/// The one dimension of a collapsed group that is not of size 1; nothing where
/// there are several.
static std::optional<int64_t> findWidest(ArrayRef<int64_t> group,
                                         RankedTensorType type) {
  std::optional<int64_t> widest;
  for (int64_t dim : group) {
    if (type.getDimSize(dim) == 1)
      continue;
    if (widest)
      return std::nullopt;
    widest = dim;
  }
  return widest;
}

/// The dimension of the source of a slice that becomes dimension `dim` of it.
static int64_t getSourceDim(tensor::ExtractSliceOp slice, int64_t dim) {
  llvm::SmallBitVector dropped = slice.getDroppedDims();
  for (int64_t source = 0; source < slice.getSourceType().getRank(); ++source)
    if (!dropped.test(source) && dim-- == 0)
      return source;
  llvm_unreachable("a slice has a source dimension for each of its own");
}

SizeOrigin norm::getSizeOrigin(OpFoldResult size) {
  if (std::optional<int64_t> constant = getConstantIntValue(size))
    return {IntegerAttr::get(
                IndexType::get(isa<Value>(size)
                                   ? cast<Value>(size).getContext()
                                   : cast<Attribute>(size).getContext()),
                *constant),
            Value(), 0};
  if (auto dim = cast<Value>(size).getDefiningOp<tensor::DimOp>())
    if (std::optional<int64_t> number = dim.getConstantIndex())
      if (auto type = dyn_cast<RankedTensorType>(dim.getSource().getType());
          type && *number >= 0 && *number < type.getRank())
        return getSizeOrigin(dim.getSource(), *number);
  return {size, Value(), 0};
}

SizeOrigin norm::getSizeOrigin(Value tensor, int64_t dim) {
  while (true) {
    auto type = cast<RankedTensorType>(tensor.getType());
    Builder builder(type.getContext());
    if (!type.isDynamicDim(dim))
      return {builder.getIndexAttr(type.getDimSize(dim)), Value(), 0};
    Operation *def = tensor.getDefiningOp();
    if (auto op = dyn_cast_or_null<DestinationStyleOpInterface>(def)) {
      tensor = op.getTiedOpOperand(cast<OpResult>(tensor))->get();
    } else if (isa_and_present<tensor::CastOp>(def) &&
               isa<RankedTensorType>(def->getOperand(0).getType())) {
      tensor = def->getOperand(0);
    } else if (auto expand = dyn_cast_or_null<tensor::ExpandShapeOp>(def)) {
      return getSizeOrigin(expand.getMixedOutputShape()[dim]);
    } else if (auto empty = dyn_cast_or_null<tensor::EmptyOp>(def)) {
      return getSizeOrigin(empty.getMixedSizes()[dim]);
    } else if (auto slice = dyn_cast_or_null<tensor::ExtractSliceOp>(def)) {
      return getSizeOrigin(slice.getMixedSizes()[getSourceDim(slice, dim)]);
    } else if (auto pad = dyn_cast_or_null<tensor::PadOp>(def);
               pad && isZeroInteger(pad.getMixedLowPad()[dim]) &&
               isZeroInteger(pad.getMixedHighPad()[dim])) {
      tensor = pad.getSource();
    } else if (auto collapse = dyn_cast_or_null<tensor::CollapseShapeOp>(def)) {
      std::optional<int64_t> widest = findWidest(
          collapse.getReassociationIndices()[dim], collapse.getSrcType());
      if (!widest)
        return {OpFoldResult(), tensor, dim};
      tensor = collapse.getSrc();
      dim = *widest;
    } else {
      return {OpFoldResult(), tensor, dim};
    }
  }
}

void norm::unifySizes(RewriterBase &rewriter, func::FuncOp function) {
  SmallVector<tensor::DimOp> dims;
  function.walk([&](tensor::DimOp op) { dims.push_back(op); });
  DenseMap<std::pair<Value, int64_t>, Value> known;
  for (tensor::DimOp op : dims) {
    SizeOrigin origin = getSizeOrigin(OpFoldResult(op.getResult()));
    if (origin.stated == OpFoldResult(op.getResult()))
      continue; // of a dimension that is no constant
    rewriter.setInsertionPoint(op);
    Value size;
    if (origin.stated) {
      size =
          getValueOrCreateConstantIndexOp(rewriter, op.getLoc(), origin.stated);
    } else {
      Value &one = known[{origin.tensor, origin.dim}];
      if (!one && op.getSource() == origin.tensor &&
          op->getBlock() == origin.tensor.getParentBlock()) {
        one = op; // it stands before all others
        continue;
      }
      if (!one) {
        rewriter.setInsertionPointAfterValue(origin.tensor);
        one = tensor::DimOp::create(rewriter, op.getLoc(), origin.tensor,
                                    origin.dim);
      }
      size = one;
    }
    rewriter.replaceOp(op, size);
  }
}
