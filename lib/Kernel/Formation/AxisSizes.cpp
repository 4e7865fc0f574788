//===- AxisSizes.cpp - The sizes of axes that walk together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AxisClasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"

using namespace mlir;
using namespace mlir::norm;

OpFoldResult AxisClasses::getSize(OpBuilder &builder, Location loc,
                                  unsigned atom,
                                  function_ref<bool(Value)> isAvailable) const {
  return findSize(builder, loc, atoms[atom], isAvailable);
}

OpFoldResult AxisClasses::getSize(OpBuilder &builder, Location loc,
                                  Value tensor, unsigned dim,
                                  function_ref<bool(Value)> isAvailable) const {
  if (std::optional<unsigned> root = findClass(tensor, dim))
    return findSize(builder, loc, *root, isAvailable);
  return nullptr;
}

/// What the op that defines a tensor states as the size of a dimension; null
/// where it states none.
static OpFoldResult getStatedSize(Value tensor, unsigned dim) {
  if (auto expand = tensor.getDefiningOp<tensor::ExpandShapeOp>())
    return expand.getMixedOutputShape()[dim];
  if (auto empty = tensor.getDefiningOp<tensor::EmptyOp>())
    return empty.getMixedSizes()[dim];
  return nullptr;
}

OpFoldResult
AxisClasses::findSize(OpBuilder &builder, Location loc, unsigned root,
                      function_ref<bool(Value)> isAvailable) const {
  if (!ShapedType::isDynamic(classes[root].size))
    return builder.getIndexAttr(classes[root].size);
  if (OpFoldResult known = knownSizes.lookup(root))
    return known;
  // Axes with the same atoms have the same size.
  SmallVector<unsigned> roots = {root}, own;
  collectAtoms(root, own);
  if (auto same = splitAs.find(own); same != splitAs.end())
    llvm::append_range(roots, same->second);
  Value fallback;
  unsigned fallbackDim = 0;
  for (unsigned same : roots) {
    auto found = axesOf.find(same);
    if (found == axesOf.end())
      continue;
    for (auto [opaque, dim] : found->second) {
      Value tensor = Value::getFromOpaquePointer(opaque);
      if (OpFoldResult size = getStatedSize(tensor, dim))
        if (!isa<Value>(size) || isAvailable(cast<Value>(size)))
          return knownSizes[root] = size;
      bool isBetter = !fallback || (isView(fallback.getDefiningOp()) &&
                                    !isView(tensor.getDefiningOp()));
      if (isBetter && isAvailable(tensor)) {
        fallback = tensor;
        fallbackDim = dim;
      }
    }
  }
  if (fallback)
    return knownSizes[root] =
               builder.createOrFold<tensor::DimOp>(loc, fallback, fallbackDim);
  // An axis that only results have: as long as its parts say.
  Value product;
  for (unsigned part : classes[root].parts) {
    OpFoldResult size = findSize(builder, loc, getRoot(part), isAvailable);
    if (!size)
      return nullptr;
    Value factor = getValueOrCreateConstantIndexOp(builder, loc, size);
    product = product
                  ? builder.createOrFold<arith::MulIOp>(loc, product, factor)
                  : factor;
  }
  return knownSizes[root] = product;
}
