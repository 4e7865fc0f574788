//===- RelayoutEvaluator.cpp - linalg.pack and linalg.unpack
//---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Environment.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

/// How a packed tensor's positions map to the plain tensor's.
namespace {
struct Packing {
  /// By packed dimension: the plain dimension that it walks, and by how much.
  SmallVector<int64_t> dims, steps;

  Packing(ArrayRef<int64_t> outerPerm, ArrayRef<int64_t> innerDims,
          ArrayRef<int64_t> tiles, int64_t rank) {
    for (int64_t d = 0; d < rank; ++d) {
      int64_t dim = outerPerm.empty() ? d : outerPerm[d];
      auto tiled = llvm::find(innerDims, dim);
      dims.push_back(dim);
      steps.push_back(
          tiled == innerDims.end() ? 1 : tiles[tiled - innerDims.begin()]);
    }
    for (int64_t dim : innerDims) {
      dims.push_back(dim);
      steps.push_back(1);
    }
  }

  /// Visits the elements of `packed` in order, given the offset in `plain`;
  /// negative where it has no such element.
  void forEach(ArrayRef<int64_t> packed, ArrayRef<int64_t> plain,
               llvm::function_ref<void(int64_t, int64_t)> visit) const {
    if (llvm::is_contained(packed, 0))
      return;
    SmallVector<int64_t> index(packed.size(), 0);
    for (int64_t element = 0;; ++element) {
      SmallVector<int64_t> position(plain.size(), 0);
      for (size_t d = 0; d < index.size(); ++d)
        position[dims[d]] += index[d] * steps[d];
      int64_t offset = 0;
      for (auto [at, size] : llvm::zip_equal(position, plain))
        offset = offset < 0 || at >= size ? -1 : offset * size + at;
      visit(element, offset);
      size_t d = index.size();
      while (d > 0 && ++index[d - 1] == packed[d - 1])
        index[--d] = 0;
      if (d == 0)
        return;
    }
  }
};
} // namespace

llvm::Error reference::evaluatePack(Operation *op, Environment &environment) {
  auto pack = cast<linalg::PackOp>(op);
  if (op->getNumResults() != 1)
    return createUnsupportedError(op);
  const ReferenceTensor &source = *environment.get(pack.getSource());
  const ReferenceTensor &dest = *environment.get(pack.getDest());
  Packing packing(pack.getOuterDimsPerm(), pack.getInnerDimsPos(),
                  resolve(pack.getMixedTiles(), environment), source.getRank());
  ReferenceTensor result =
      ReferenceTensor::allocate(dest.getElementType(), dest.getShape());
  const ReferenceTensor *padding = environment.get(pack.getPaddingValue());
  bool isWhole = true;
  packing.forEach(dest.getShape(), source.getShape(),
                  [&](int64_t element, int64_t offset) {
                    if (offset >= 0)
                      result.copy(element, 1, 1, source, offset, 1);
                    else if (padding)
                      result.copy(element, 1, 1, *padding, 0, 1);
                    isWhole &= offset >= 0 || padding;
                  });
  if (!isWhole)
    return createSizeError(op, source.getShape(), dest.getShape());
  environment.set(op->getResult(0), result);
  return llvm::Error::success();
}

llvm::Error reference::evaluateUnpack(Operation *op, Environment &environment) {
  auto unpack = cast<linalg::UnPackOp>(op);
  if (op->getNumResults() != 1)
    return createUnsupportedError(op);
  const ReferenceTensor &source = *environment.get(unpack.getSource());
  const ReferenceTensor &dest = *environment.get(unpack.getDest());
  Packing packing(unpack.getOuterDimsPerm(), unpack.getInnerDimsPos(),
                  resolve(unpack.getMixedTiles(), environment), dest.getRank());
  ReferenceTensor result =
      ReferenceTensor::allocate(dest.getElementType(), dest.getShape());
  int64_t written = 0;
  packing.forEach(source.getShape(), dest.getShape(),
                  [&](int64_t element, int64_t offset) {
                    if (offset < 0)
                      return;
                    result.copy(offset, 1, 1, source, element, 1);
                    ++written;
                  });
  if (written != dest.getNumElements())
    return createSizeError(op, source.getShape(), dest.getShape());
  environment.set(op->getResult(0), result);
  return llvm::Error::success();
}
