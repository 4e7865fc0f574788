//===- Applier.h - The elementwise part of a normalization -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_APPLIER_H
#define NORM_MLIR_REFERENCE_APPLIER_H

#include "Normalization.h"

namespace mlir::norm::reference {

/// Reads one parameter along runs; an absent one is constant and exact.
class Parameter {
public:
  Parameter(const ReferenceTensor *tensor, double offset, double absent)
      : tensor(tensor), offset(offset) {
    std::fill_n(values, kRun, absent);
    std::fill_n(bounds, kRun, 0.0);
  }

  void read(const Run &run) {
    if (!tensor)
      return;
    tensor->readValues(run.affine, run.affineStep, run.length, values);
    if (offset != 0)
      for (int64_t i = 0; i < run.length; ++i)
        values[i] += offset;
    if (!tensor->isExact())
      tensor->readBounds(run.affine, run.affineStep, run.length, bounds);
  }
  bool isExact() const { return !tensor || tensor->isExact(); }

  double values[kRun], bounds[kRun];

private:
  const ReferenceTensor *tensor;
  double offset;
};

/// Normalizes the elements of one op, chunk by chunk. It holds what a run
/// needs, about 100 KiB: too much for the stack.
class Applier {
public:
  /// What is given must outlive the applier; `factors` are those of the chunk
  /// that runs.
  Applier(const Application &application, const AxisWalk &walk,
          const GroupFactors &factors, ReferenceTensor &result);

  void run(int64_t chunk);

private:
  /// Reads x, scale and bias of a run.
  void read(const Run &run);
  /// The normalized values of what was read. `Step`: the run's groupStep.
  template <int Step>
  void normalize(const Run &run);
  /// Joins the run to the largest |x^ * scale| + |bias| of its groups.
  template <int Step>
  void measure(const Run &run);
  /// Results and bounds of the run; 16-bit results are rounded.
  template <int Step>
  void computeResults(const Run &run);
  void roundTo16Bits(int64_t i, double tolerance);
  void castBeforeScale(int64_t i, double tolerance);
  /// Adds to the bounds what errors of the operands make.
  template <int Step>
  void propagate(const Run &run);

  const ReferenceTensor &input;
  const AxisWalk &walk;
  const GroupFactors &factors;
  ReferenceTensor &result;
  const FloatFormat &format, &compute;
  bool is16Bit, castsBeforeScale;
  Parameter scale, bias;
  bool hasScale, hasBias, operandsAreExact;
  /// M of each group.
  std::vector<double> largest;
  /// x, x - mean and (x - mean) * rstd of the run.
  double x[kRun], difference[kRun], normalized[kRun];
  double values[kRun], bounds[kRun], inputBounds[kRun];
};

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_APPLIER_H
