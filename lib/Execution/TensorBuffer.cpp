//===- TensorBuffer.cpp - Buffers of callers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/TensorBuffer.h"

#include "llvm/ADT/STLExtras.h"
#include <cstdlib>

using namespace mlir;
using namespace mlir::norm;

/// Whether a buffer of these sizes has elements.
static bool hasElements(ArrayRef<int64_t> shape) {
  return !llvm::is_contained(shape, 0);
}

bool TensorBuffer::isDense() const {
  if (strides.empty() || !hasElements(shape))
    return true;
  int64_t dense = 1;
  for (auto [size, stride] :
       llvm::zip(llvm::reverse(shape), llvm::reverse(strides))) {
    if (size != 1 && stride != dense)
      return false;
    dense *= size;
  }
  return true;
}

bool TensorBuffer::mayRepeatElements() const {
  if (strides.empty() || !hasElements(shape))
    return false;
  SmallVector<std::pair<int64_t, int64_t>> axes; // Stride and size.
  for (auto [size, stride] : llvm::zip(shape, strides))
    if (size != 1)
      axes.emplace_back(std::abs(stride), size);
  llvm::sort(axes);
  int64_t reach = 0; // From the first to the last element of the axes so far.
  for (auto [stride, size] : axes) {
    if (stride <= reach)
      return true;
    reach += stride * (size - 1);
  }
  return false;
}

std::pair<uintptr_t, uintptr_t> TensorBuffer::getExtent() const {
  auto begin = reinterpret_cast<uintptr_t>(data);
  if (!hasElements(shape))
    return {begin, begin};
  int64_t width = byteWidth(element), first = 0, last = 0;
  if (strides.empty()) {
    last = denseByteCount(element, shape).value_or(0) / width - 1;
  } else {
    for (auto [size, stride] : llvm::zip(shape, strides))
      (stride < 0 ? first : last) += stride * (size - 1);
  }
  return {begin + first * width, begin + (last + 1) * width};
}
