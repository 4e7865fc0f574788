//===- BufferType.h - Types at the function boundary -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CALLINGCONVENTION_BUFFERTYPE_H
#define NORM_MLIR_CALLINGCONVENTION_BUFFERTYPE_H

#include "norm-mlir/Support/Npy.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir::norm {

/// The element type and sizes of one input or result of an entry; kDynamic
/// sizes are known at the call. A scalar is not a tensor of rank 0: compiled
/// functions take it by value and return it through a pointer. Callers from C++
/// give both in buffers without sizes.
struct BufferType {
  ElementKind element;
  SmallVector<int64_t> shape;
  bool isScalar = false;

  /// Whether a buffer of these sizes is of this type.
  bool accepts(ArrayRef<int64_t> sizes) const;

  /// "2x?xf32", as in the IR; "scalar f32".
  std::string str() const;
};

/// The types of an entry's inputs and results, in order.
struct Signature {
  SmallVector<BufferType> inputs, results;
};

/// The kind of buffer element that holds an IR element type (I64 for index);
/// none for types that no buffer holds.
std::optional<ElementKind> getElementKind(Type element);

/// The signature of a function on ranked tensors and scalars. An error is one
/// line that names the type which no buffer holds.
llvm::Expected<Signature> getSignature(func::FuncOp function);

/// "2x3xf32" of concrete sizes.
std::string writeBufferType(ArrayRef<int64_t> shape, ElementKind element);

} // namespace mlir::norm

#endif // NORM_MLIR_CALLINGCONVENTION_BUFFERTYPE_H
