//===- LaneProgram.h - Scalar regions on blocks of points -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The body of a linalg op, of tensor.generate or tensor.pad, the region of a
// kernel: scalar ops that run once per point of an iteration space. They run on
// blocks of points along one loop.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_LANEPROGRAM_H
#define NORM_MLIR_REFERENCE_LANEPROGRAM_H

#include "Elementwise.h"
#include "Environment.h"

#include "llvm/ADT/DenseMap.h"

namespace mlir::norm::reference {

/// An iteration space and the loop that blocks run along.
struct PointSpace {
  SmallVector<int64_t> loops;
  unsigned blockLoop = 0;
  int64_t blockSize = 1;

  /// Visits the blocks of consecutive points in row-major order, given the
  /// first point and the number of points.
  llvm::Error forEachBlock(
      llvm::function_ref<llvm::Error(ArrayRef<int64_t> index, int64_t count)>
          visit) const;
};

/// Scalar ops of one block, resolved to blocks of lanes.
class LaneProgram {
public:
  LaneProgram(Block &block, Environment &environment)
      : block(block), environment(environment) {}

  /// The lanes of a value; those of the block's arguments are the caller's to
  /// fill before a run.
  LaneSpan *getLanes(Value value);
  /// Adds one op of the block, after the ops that it reads.
  llvm::Error add(Operation &op);
  /// Adds a value that is the position along a loop.
  void addIndex(Value value, unsigned loop) {
    indices.push_back({loop, getLanes(value)});
  }
  /// Fills the lanes of a value from outside of the block, the same at every
  /// point.
  llvm::Error bindCaptured(Value value);
  /// Runs the ops on the points `index`, ... along `space.blockLoop`.
  llvm::Error run(const PointSpace &space, ArrayRef<int64_t> index,
                  int64_t count);

private:
  /// An op with its operands and results resolved. Without a function it is
  /// `tensor.extract` or evaluated point by point.
  struct Step {
    Operation *op;
    LaneFunction function;
    SmallVector<const LaneSpan *> operands;
    SmallVector<LaneSpan *> results;
    /// The block's values that an op without a function reads.
    SmallVector<Value> read;
  };

  llvm::Error addConstant(Operation &op, TypedAttr value);
  llvm::Error addPointwise(Operation &op);
  void runExtract(const Step &step, int64_t count);
  llvm::Error runPointwise(const Step &step, int64_t count);

  Block &block;
  Environment &environment;
  llvm::DenseMap<Value, std::unique_ptr<LaneSpan>> lanes;
  SmallVector<Step> steps;
  SmallVector<std::pair<unsigned, LaneSpan *>> indices;
};

/// Reads element `offset` into lane `i`.
void readLane(const ReferenceTensor &tensor, int64_t offset, LaneSpan &target,
              int64_t i);
/// Makes lane `i` one of which nothing is known.
void setUnknown(LaneSpan &target, int64_t i);

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_LANEPROGRAM_H
