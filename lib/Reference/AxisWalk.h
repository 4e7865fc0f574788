//===- AxisWalk.h - Walking a tensor group by group -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_AXISWALK_H
#define NORM_MLIR_REFERENCE_AXISWALK_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::norm::reference {

/// The most elements in a run.
constexpr int64_t kRun = 1024;

/// Consecutive elements of a tensor that lie in one group or walk along
/// consecutive groups, and likewise for the affine parameters.
struct Run {
  int64_t element, length;
  /// The group of the first element, counted from the chunk's first group, and
  /// how far the group moves per element: 0 or 1.
  int64_t group, groupStep;
  /// The same for the position in scale and bias.
  int64_t affine, affineStep;
};

/// Visits a row-major tensor in memory order, cut into chunks of whole groups:
/// as few groups as the layout allows (but about kRun elements at least), so
/// that scratch stays small and a group stays in cache. LayerNorm over long
/// last axes has one group per chunk, batch normalization all channels in one
/// chunk.
class AxisWalk {
public:
  /// `groupAxes` number the groups; `affineAxes` are those of scale and bias.
  AxisWalk(ArrayRef<int64_t> shape, ArrayRef<int64_t> groupAxes,
           ArrayRef<int64_t> affineAxes);

  int64_t getNumChunks() const { return numChunks; }
  /// The groups of a chunk: the first one and how many.
  int64_t getFirstGroup(int64_t chunk) const {
    return chunk * blocksPerChunk * groupsPerBlock;
  }
  int64_t getNumGroups(int64_t chunk) const {
    return getNumBlocks(chunk) * groupsPerBlock;
  }
  /// Elements in a group.
  int64_t getGroupSize() const { return groupSize; }

  void forEachRun(int64_t chunk,
                  llvm::function_ref<void(const Run &)> visit) const;

private:
  /// Neighbouring axes that are alike, as one; strides are 0 outside the set.
  struct Dim {
    int64_t size, elementStride, groupStride, affineStride;
  };
  int64_t getNumBlocks(int64_t chunk) const {
    return std::min(blocksPerChunk, numBlocks - chunk * blocksPerChunk);
  }
  void visitBlock(Run run, llvm::function_ref<void(const Run &)> visit) const;

  SmallVector<Dim, 4> dims;
  /// How many dims, all of groups, number the blocks that chunks consist of.
  size_t leading = 0;
  int64_t numBlocks = 0, blocksPerChunk = 1, numChunks = 0;
  int64_t groupsPerBlock = 0, groupSize = 1;
  bool isEmpty = false;
};

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_AXISWALK_H
