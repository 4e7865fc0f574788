//===- BuildExpression.h - From IR to expressions ---------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_BUILDEXPRESSION_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_BUILDEXPRESSION_H

#include "ScalarOps.h"
#include "Sizes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::norm::raise {

/// A tensor an element of which an expression is.
struct Source {
  Value tensor;
  Index index;
};

/// The ops behind a tensor that are looked at, in the order of their block: no
/// more than some number.
SmallVector<Operation *> collectWindow(Value root);

/// Walks backward from a tensor and says what its elements are. Stops at
/// arguments, at ops that are neither elementwise nor reductions nor reshapes,
/// and at ops that are not in the window: what is there is a leaf.
class ExpressionBuilder {
public:
  ExpressionBuilder(Algebra &algebra, Sizes &sizes, Precision precision)
      : algebra(algebra), sizes(sizes), precision(precision) {}

  /// What the elements of `root` are, or null where its axes cannot be told
  /// apart. Looks at the ops of `window` only.
  Expr build(Value root, ArrayRef<Operation *> window);

  /// What the elements of another tensor are, in the axes of the root. `window`
  /// is added to the ops that are looked at. Null where axes would have to be
  /// split for it.
  Expr buildOther(Value tensor, const Index &index,
                  ArrayRef<Operation *> window);

  /// The axes of the root's dimensions.
  const Index &getRootIndex() const { return rootIndex; }
  /// The tensors an element of which `expr` is, in the root's axes or others.
  ArrayRef<Source> getSources(Expr expr) const;
  /// What is known of the elements of `tensor`, at one or several indices.
  ArrayRef<std::pair<Index, Expr>> getElements(Value tensor) const;

private:
  Expr element(Value tensor, const Index &index);
  Expr computeElement(Value tensor, const Index &index);
  Expr scalar(Value value);

  // Shapes. Without a result where the index says nothing of the source.
  std::optional<Index> getExpandedIndex(tensor::ExpandShapeOp op,
                                        const Index &index);
  std::optional<Index> getCollapsedIndex(tensor::CollapseShapeOp op,
                                         const Index &index);
  std::optional<Index> getReshapedIndex(tensor::ReshapeOp op,
                                        const Index &index);
  std::optional<Index> getSlicedIndex(tensor::ExtractSliceOp op,
                                      const Index &index);
  std::optional<Index> getCastIndex(tensor::CastOp op, const Index &index);
  Expr padded(tensor::PadOp op, const Index &index);

  // linalg ops.
  using Loops = SmallVector<std::optional<AxisList>>;
  Expr linalgElement(linalg::LinalgOp op, unsigned result, const Index &index);
  bool assignLoops(linalg::LinalgOp op, OpOperand *init, const Index &index,
                   Loops &loops, AxisList &reduced);
  std::optional<Index> getOperandIndex(linalg::LinalgOp op, OpOperand &operand,
                                       const Loops &loops);
  Expr bodyElement(linalg::LinalgOp op, unsigned result, const Index &index,
                   const Loops &loops, bool reduces);
  Expr finishReduction(Expr yielded, Expr init, ArrayRef<Axis> reduced);
  Expr getLoopSize(linalg::LinalgOp op, unsigned loop);
  /// The index by which tensor.extract reads in a body.
  std::optional<Index> getGatheredIndex(linalg::LinalgOp op,
                                        tensor::ExtractOp extract,
                                        const Loops &loops);
  std::optional<unsigned> findLoop(Value index, Expr size);
  std::optional<Index> walkedIndex(linalg::LinalgOp op,
                                   tensor::ExtractOp extract,
                                   const Loops &loops);

  // Axes.
  AxisList flatten(Axis axis) const;
  AxisList getLoopAxes(Operation *op, unsigned loop, Expr size);
  void split(Axis axis, ArrayRef<Expr> sizes);
  /// Divides a list of axes into lists of the given sizes; splits axes where
  /// they do not fit, which means that all has to be built again.
  std::optional<Index> partition(ArrayRef<Axis> list, ArrayRef<Expr> sizes);
  bool takeFront(SmallVectorImpl<Axis> &list, Expr size, bool fromBack,
                 AxisList &taken);

  Algebra &algebra;
  Sizes &sizes;
  Precision precision;
  Index rootIndex;
  DenseSet<Operation *> window;
  DenseMap<Value, SmallVector<std::pair<Index, Expr>, 2>> elements;
  DenseMap<Expr, SmallVector<Source, 1>> sources;
  /// What axes are split into, and axes of loops: kept when building again.
  DenseMap<Axis, AxisList> parts;
  DenseMap<std::pair<Operation *, unsigned>, Axis> loopAxes;
  bool hasSplit = false;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_BUILDEXPRESSION_H
