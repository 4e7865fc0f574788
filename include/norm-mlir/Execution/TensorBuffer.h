//===- TensorBuffer.h - Buffers of callers ----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_TENSORBUFFER_H
#define NORM_MLIR_EXECUTION_TENSORBUFFER_H

#include "norm-mlir/Support/Npy.h"

#include "mlir/Support/LLVM.h"

namespace mlir::norm {

/// A caller's buffer of the given sizes; for a scalar, that of one element,
/// without sizes.
struct TensorBuffer {
  ElementKind element;
  SmallVector<int64_t> shape;
  /// The first element's address.
  char *data;
  /// Elements from one index to the next, for each axis; none for a dense
  /// row-major buffer.
  SmallVector<int64_t> strides = {};

  /// Whether the elements lie densely in row-major order; strides of axes of
  /// one index do not matter.
  bool isDense() const;

  /// Whether two indices may name one element; true for layouts that nest in no
  /// order of axes.
  bool mayRepeatElements() const;

  /// The addresses of the first byte and of the one past the last; equal
  /// without elements.
  std::pair<uintptr_t, uintptr_t> getExtent() const;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_TENSORBUFFER_H
