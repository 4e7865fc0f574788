//===- AxisWalk.cpp - Walking a tensor group by group ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AxisWalk.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::norm::reference;

AxisWalk::AxisWalk(ArrayRef<int64_t> shape, ArrayRef<int64_t> groupAxes,
                   ArrayRef<int64_t> affineAxes) {
  int64_t element = 1, group = 1, affine = 1;
  for (int64_t axis = static_cast<int64_t>(shape.size()) - 1; axis >= 0;
       --axis) {
    int64_t size = shape[axis];
    bool inGroup = llvm::is_contained(groupAxes, axis);
    bool inAffine = llvm::is_contained(affineAxes, axis);
    if (!inGroup)
      groupSize *= size;
    if (size != 1) {
      // `dims` runs from the innermost axis outwards until it is turned round.
      bool isAlike = !dims.empty() &&
                     (dims.back().groupStride != 0) == inGroup &&
                     (dims.back().affineStride != 0) == inAffine;
      if (isAlike)
        dims.back().size *= size;
      else
        dims.push_back(
            {size, element, inGroup ? group : 0, inAffine ? affine : 0});
    }
    element *= size;
    group *= inGroup ? size : 1;
    affine *= inAffine ? size : 1;
  }
  numBlocks = 1;
  if (element == 0) {
    isEmpty = true;
    numBlocks = numChunks = group == 0 ? 0 : 1;
    groupsPerBlock = group;
    return;
  }
  if (dims.empty())
    dims.push_back({1, 1, 0, 0});
  std::reverse(dims.begin(), dims.end());
  while (leading + 1 < dims.size() && dims[leading].groupStride != 0)
    numBlocks *= dims[leading++].size;
  groupsPerBlock = group / numBlocks;
  blocksPerChunk = std::max<int64_t>(1, kRun * numBlocks / element);
  numChunks = (numBlocks + blocksPerChunk - 1) / blocksPerChunk;
}

void AxisWalk::forEachRun(int64_t chunk,
                          llvm::function_ref<void(const Run &)> visit) const {
  if (isEmpty)
    return;
  for (int64_t b = 0, end = getNumBlocks(chunk); b < end; ++b) {
    Run run = {0,
               0,
               b * groupsPerBlock,
               dims.back().groupStride,
               0,
               dims.back().affineStride};
    int64_t block = chunk * blocksPerChunk + b;
    for (size_t d = leading; d-- > 0; block /= dims[d].size) {
      int64_t index = block % dims[d].size;
      run.element += index * dims[d].elementStride;
      run.affine += index * dims[d].affineStride;
    }
    visitBlock(run, visit);
  }
}

void AxisWalk::visitBlock(Run run,
                          llvm::function_ref<void(const Run &)> visit) const {
  const Dim &inner = dims.back();
  size_t last = dims.size() - 1;
  SmallVector<int64_t, 4> index(dims.size(), 0);
  while (true) {
    Run piece = run;
    for (int64_t done = 0; done < inner.size; done += kRun) {
      piece.length = std::min(kRun, inner.size - done);
      visit(piece);
      piece.element += piece.length;
      piece.group += piece.length * inner.groupStride;
      piece.affine += piece.length * inner.affineStride;
    }
    // The next combination of the dims between the chunk's and the innermost.
    size_t d = last;
    while (d > leading) {
      const Dim &dim = dims[--d];
      run.element += dim.elementStride;
      run.group += dim.groupStride;
      run.affine += dim.affineStride;
      if (++index[d] < dim.size)
        break;
      run.element -= dim.size * dim.elementStride;
      run.group -= dim.size * dim.groupStride;
      run.affine -= dim.size * dim.affineStride;
      index[d] = 0;
      if (d == leading)
        return;
    }
    if (last == leading)
      return;
  }
}
