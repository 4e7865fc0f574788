//===- KernelReads.h - A kernel's operands for linalg ops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_INVERSE_KERNELREADS_H
#define NORM_MLIR_KERNEL_INVERSE_KERNELREADS_H

#include "IndexParts.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::norm {

/// How a linalg op reads an input of a kernel: a tensor through dimensions of
/// the kernel's space and constants 0. Without a tensor, the body reads it, and
/// `bounds` are the sizes of its dimensions.
struct KernelRead {
  Value tensor;
  SmallVector<AffineExpr> indices;
  SmallVector<Value> bounds, symbols;
};

/// How a linalg op writes a result: into `init`, whose dimensions are `dims`.
struct KernelWrite {
  Value init;
  SmallVector<unsigned> dims;
  SmallVector<SmallVector<IndexPart>> parts; // of each dimension of the result
};

/// The operands of one kernel as linalg ops take them.
class KernelReads {
public:
  KernelReads(KernelOp kernel, OpBuilder &builder)
      : kernel(kernel), builder(builder), loc(kernel.getLoc()), parts(kernel),
        reads(kernel.getInputs().size()), writes(kernel.getInits().size()) {}

  /// Reshapes that split dimensions, and tensors of first elements where these
  /// may not exist, are made on demand.
  const KernelRead &get(unsigned input);

  /// Reads an input in the body of a generic with these loops: a window, or any
  /// other index.
  Value createRead(OpBuilder &body, unsigned input, ArrayRef<unsigned> loops);

  KernelWrite getWrite(unsigned init);
  /// The result, from what a generic has written.
  Value finishWrite(unsigned init, Value written);

private:
  FailureOr<KernelRead> createView(unsigned input);
  /// The first elements of the dimensions that `indices` has a constant for, 0
  /// where there are none: a slice, and its sums.
  KernelRead createFirstElements(Value tensor, ArrayRef<AffineExpr> indices);
  /// `tensor` with its dimensions split.
  Value expand(Value tensor, ArrayRef<SmallVector<IndexPart>> split);
  /// The index along a dimension of the space in a generic with these loops; 0
  /// along one of size 1, for which there need be none.
  Value createIndex(OpBuilder &body, unsigned dim, ArrayRef<unsigned> loops);
  /// select(i < size, x[.., select(i < size, i, c), ..], outside), where that
  /// is what the input is.
  Value createWindowRead(OpBuilder &body, unsigned input,
                         ArrayRef<unsigned> loops);

  KernelOp kernel;
  OpBuilder &builder;
  Location loc;
  IndexParts parts;
  SmallVector<std::optional<KernelRead>> reads;
  SmallVector<KernelWrite> writes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_INVERSE_KERNELREADS_H
