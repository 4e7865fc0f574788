//===- IndexParts.cpp - What the maps of a kernel walk ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexParts.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

OpFoldResult IndexParts::getValue(OpBuilder &builder,
                                  const SizeProduct &product) const {
  Location loc = kernel->getLoc();
  if (product.dims.empty())
    return builder.getIndexAttr(product.coefficient);
  if (product.coefficient == 1 && product.dims.size() == 1)
    return sizes[product.dims.front()];
  Value value;
  if (product.coefficient != 1)
    value = arith::ConstantIndexOp::create(builder, loc, product.coefficient);
  for (unsigned dim : product.dims) {
    Value size = getValueOrCreateConstantIndexOp(builder, loc, sizes[dim]);
    value =
        value ? builder.createOrFold<arith::MulIOp>(loc, value, size) : size;
  }
  return value;
}

FailureOr<SmallVector<IndexPart>>
IndexParts::split(OpBuilder &builder, unsigned operand, unsigned dim) const {
  Value tensor = kernel.getMapped()[operand];
  const DimAccess &index = accesses[operand].getDims()[dim];
  if (index.kind == DimAccess::Kind::Window)
    return failure();
  SmallVector<IndexPart> parts;
  for (const DimAccess::Part &part : index.parts)
    parts.push_back({part.dim, getValue(builder, part.size)});
  if (parts.empty())
    return SmallVector<IndexPart>{
        {std::nullopt,
         tensor::getMixedSize(builder, kernel->getLoc(), tensor, dim)}};
  // A reshape takes no part of size 0 from what has elements.
  int64_t size = cast<ShapedType>(tensor.getType()).getDimSize(dim);
  if (!ShapedType::isDynamic(size) && size != 0 &&
      llvm::any_of(parts,
                   [](IndexPart part) { return isZeroInteger(part.size); }))
    return failure();
  return parts;
}

FailureOr<WindowIndex> IndexParts::getWindow(unsigned operand,
                                             unsigned dim) const {
  Value tensor = kernel.getMapped()[operand];
  const DimAccess &index = accesses[operand].getDims()[dim];
  if (index.terms.size() != 2 || !index.offset ||
      !llvm::all_of(index.terms, [](const DimAccess::Term &term) {
        return term.getStride().isOne();
      }))
    return failure();
  // c has the size of the tensor's dimension.
  int64_t size = cast<ShapedType>(tensor.getType()).getDimSize(dim);
  auto isWhole = [&](unsigned candidate) {
    if (!ShapedType::isDynamic(size))
      return getConstantIntValue(sizes[candidate]) == size;
    auto value = dyn_cast<Value>(sizes[candidate]);
    auto dimOp = value ? value.getDefiningOp<tensor::DimOp>() : tensor::DimOp();
    return dimOp && dimOp.getSource() == tensor &&
           dimOp.getConstantIndex() == dim;
  };
  for (unsigned first : {0u, 1u})
    if (isWhole(index.terms[first].dim))
      return WindowIndex{index.terms[first].dim, index.terms[1 - first].dim,
                         -*index.offset};
  return failure();
}
