//===- GatherOps.cpp - Gathers that are reshapes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// torch-mlir writes the repetition of a group's statistics for its channels as
// a gather with constant indices, though it takes every element in order.
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

/// Whether the words of `text` say that each index names one element, by its
/// place along every dim in order.
static bool takesElements(StringRef text, int64_t rank, int64_t vectorDim) {
  std::string dims;
  for (int64_t dim = 0; dim < rank; ++dim)
    dims += (dim ? ", " : "") + std::to_string(dim);
  auto says = [&](const Twine &what) { return text.contains(what.str()); };
  return says("collapsed_slice_dims = [" + dims + "]") &&
         says("start_index_map = [" + dims + "]") &&
         says("index_vector_dim = " + Twine(vectorDim) + ">") &&
         !says("offset_dims") && !says("batching_dims");
}

/// Whether the indices of `constant`, vectors along its last dim, name all
/// elements of a tensor of this shape in order.
static bool isInOrder(DenseElementsAttr constant, ArrayRef<int64_t> shape) {
  int64_t rank = shape.size(), next = 0, offset = 0, dim = 0;
  for (APInt index : constant.getValues<APInt>()) {
    // Indices beyond the tensor are clamped to it.
    int64_t place = std::clamp<int64_t>(index.getSExtValue(), 0,
                                        std::max<int64_t>(shape[dim] - 1, 0));
    offset = offset * shape[dim] + place;
    if (++dim < rank)
      continue;
    if (offset != next++)
      return false;
    offset = dim = 0;
  }
  return true;
}

static Replacement convertGather(OpBuilder &builder, Operation *op) {
  auto from = cast<RankedTensorType>(op->getOperand(0).getType()),
       indices = cast<RankedTensorType>(op->getOperand(1).getType()),
       to = cast<RankedTensorType>(op->getResult(0).getType());
  Attribute numbers = getForeignAttribute(op, "dimension_numbers");
  auto sizes = readPerDim(op, "slice_sizes", from.getRank(), 0);
  if (failed(sizes))
    return failure();
  if (!numbers)
    return op->emitOpError()
           << "expects attribute 'dimension_numbers'; got none";
  std::string text;
  llvm::raw_string_ostream(text) << numbers;
  DenseIntElementsAttr constant;
  bool isReshape =
      from.getRank() > 0 && from.hasStaticShape() && to.hasStaticShape() &&
      indices.getRank() > 0 && indices.getShape().back() == from.getRank() &&
      from.getNumElements() == to.getNumElements() &&
      llvm::all_of(*sizes, [](int64_t size) { return size == 1; }) &&
      takesElements(text, from.getRank(), indices.getRank() - 1) &&
      matchPattern(op->getOperand(1), m_Constant(&constant)) &&
      isInOrder(constant, from.getShape());
  if (!isReshape)
    return Replacement::leave(op, "it takes other elements than all in order");
  return createReshape(builder, op->getLoc(), op->getOperand(0),
                       getTypeSizes(builder, to));
}

void stablehlo::addGatherOps(Table &table) {
  table["stablehlo.gather"] = {
      convertGather,
      {"operand", "start_indices"},
      {"dimension_numbers", "slice_sizes", "indices_are_sorted"}};
}
