//===- LinalgReduction.h - Maps and accumulators of linalg ops -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_LINALGREDUCTION_H
#define NORM_MLIR_REFERENCE_LINALGREDUCTION_H

#include "Elementwise.h"
#include "Normalization.h"

#include "mlir/IR/AffineMap.h"

namespace mlir::norm::reference {

/// Where an operand is read or written: element offset as a function of the
/// loop indices.
class Access {
public:
  Access(AffineMap map, ArrayRef<int64_t> shape, ArrayRef<int64_t> loops);

  /// Whether some iteration lies outside the tensor.
  bool isOutOfBounds() const { return outOfBounds; }
  /// Whether the map has no division and no remainder.
  bool isLinearMap() const { return isLinear; }
  /// The element of an iteration; negative where the map is not linear and
  /// leaves the tensor.
  int64_t getOffset(ArrayRef<int64_t> index) const;
  /// The element of an iteration, or a negative number where it lies outside.
  int64_t findOffset(ArrayRef<int64_t> index) const;
  /// How far one step of a loop moves; none where that is not constant.
  std::optional<int64_t> getStride(unsigned loop) const;

private:
  SmallVector<int64_t> evaluate(ArrayRef<int64_t> index) const {
    return map.compose(index);
  }

  AffineMap map;
  SmallVector<int64_t> shape, elementStrides;
  /// Offsets are base + sum(index * loopStrides) where `isLinear`.
  bool isLinear = true, outOfBounds = false;
  int64_t base = 0;
  SmallVector<int64_t> loopStrides;
};

/// The running value of every element of one output of a reduction.
struct Accumulator {
  /// Set where the body yields `combiner(accumulator, term)` and uses the
  /// accumulator nowhere else.
  Operation *combiner = nullptr;
  LaneFunction function = nullptr;
  bool isSum = false, accumulatorIsFirst = true;
  /// Additions in a row that may be in f32; see `chain` of norm.stats.
  int64_t chain = 0;
  Value term;

  /// Takes the value that an output begins with.
  void initialize(const ReferenceTensor &initial);
  /// Joins the terms of a block to the elements offset, offset + stride, ...,
  /// in order.
  void combine(const LaneSpan &terms, int64_t offset, int64_t stride,
               int64_t count);
  /// Writes the results of reductions of `count` terms.
  void finish(double count, ReferenceTensor &result);

  std::vector<CompensatedSum> sums; // of a sum
  std::vector<double> magnitudes;   // sum |term| of a sum
  std::vector<double> values;       // of any other float
  std::vector<int64_t> integers;
  std::vector<double> bounds;
};

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_LINALGREDUCTION_H
