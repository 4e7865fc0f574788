//===- RegionWriter.h - A kernel's region from linalg ops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_REGIONWRITER_H
#define NORM_MLIR_KERNEL_FORMATION_REGIONWRITER_H

#include "Fusions.h"
#include "PaddedViews.h"

#include "Rewrite/KernelOpBuilder.h"

#include "mlir/IR/IRMapping.h"

namespace mlir::norm {

/// Writes the region of a kernel: asks for the elements of the results, and
/// for what they are computed from.
class RegionWriter {
public:
  /// An element of a tensor: for each of its dimensions, one expression per
  /// atom, or one for all of it, as that of a window.
  using Index = SmallVector<SmallVector<AffineExpr>>;

  /// Values for the whole kernel are made with `outer`, the others in the
  /// region of `kernel`. `sizes` are those of the space.
  RegionWriter(OpBuilder &outer, Location loc, const Fusion &fusion,
               ArrayRef<OpFoldResult> sizes, KernelOpBuilder &kernel);

  /// The index of the element of `tensor` at a point of the space.
  Index getOwnIndex(Value tensor);
  /// The scalar at `index` of `tensor`.
  Value getElement(Value tensor, const Index &index);
  /// One expression per dimension of the tensor that `index` is of.
  AffineMap getMap(Value tensor, const Index &index);

private:
  using Loops = ArrayRef<SmallVector<AffineExpr>>;

  SmallVector<AffineExpr> getDims(ArrayRef<unsigned> atoms);
  AffineExpr getSizeExpr(unsigned atom);
  Index getViewedIndex(Operation *view, const Index &index);
  Index getOperandIndex(OpOperand &operand, Loops loops);
  AffineExpr getWhole(ArrayRef<AffineExpr> parts, ArrayRef<unsigned> atoms);
  /// The index through a margin, or a slice of it, along the margin's axis.
  Index getShifted(Value tensor, const Index &index, unsigned axis,
                   int64_t shift);
  Value getPaddedElement(const Margin &margin, Value tensor,
                         const Index &index);
  /// The loops of `op` at a point of the space.
  Index getOwnLoops(linalg::GenericOp op);

  Value getConstant(TypedAttr value);
  Value getInput(Value tensor, const Index &index, TypedAttr outsideValue);
  bool mayHaveNone(Value tensor, const Index &index);
  /// The results of `op` at a point of its loops.
  ArrayRef<Value> getResults(linalg::GenericOp op, Loops loops);
  SmallVector<Value> writeOp(linalg::GenericOp op, Loops loops);
  void bindOperands(linalg::GenericOp op, Loops loops, IRMapping &mapping);
  void bindWindow(WindowAccess window, Loops loops, IRMapping &mapping);
  Value writeReduction(linalg::GenericOp op, unsigned number, Loops loops,
                       Value value, Operation *combiner);
  bool isZeroOutside(Value value, ReductionKind kind);
  Value addIsEmpty(Value isEmpty, linalg::GenericOp op, unsigned loop);

  OpBuilder &outer;
  KernelOpBuilder &kernel;
  OpBuilder &builder; // inside the kernel
  Location loc;
  const AxisClasses &axes;
  llvm::SmallPtrSet<Operation *, 16> members;
  ArrayRef<OpFoldResult> sizes;
  /// What inputs are beyond their ends; set while a margin is read.
  std::function<TypedAttr(Type)> getOutside;
  DenseMap<Attribute, Value> constants;
  DenseMap<std::tuple<Value, AffineMap, Attribute>, Value> elements;
  DenseMap<std::pair<Operation *, AffineMap>, SmallVector<Value>> results;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_REGIONWRITER_H
