//===- Timing.h - Time and bandwidth of a call -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_TIMING_H
#define NORM_MLIR_EXECUTION_TIMING_H

#include "norm-mlir/Execution/CompiledModule.h"

namespace mlir::norm {

/// What repeated calls took. Times are in seconds, bandwidths in bytes per
/// second.
struct Timing {
  int64_t runs = 0;
  double median = 0, p10 = 0, p90 = 0;
  /// Bytes of all inputs and results, each moved once.
  int64_t minimalBytes = 0;
  /// minimalBytes / median.
  double bandwidth = 0;
  /// Bytes read and written by copies between the largest input and the largest
  /// result, timed between the calls, over their median time; 0 where there is
  /// nothing to copy, and for a GPU.
  double copyBandwidth = 0;
};

/// Calls `entry` `runs` times, interleaved with copies on as many threads. The
/// copies go into a result's buffer, so the results hold the last call's values
/// only after another call. Buffers are refused as by Entry::bind.
llvm::Expected<Timing> timeCalls(const Entry &entry,
                                 ArrayRef<TensorBuffer> inputs,
                                 ArrayRef<TensorBuffer> results, int64_t runs);

/// "median 1.20 ms, p10 ..., p90 ... (100 runs); 12.3 GB/s, 0.87 of copy (14.1
/// GB/s)".
void printTiming(llvm::raw_ostream &stream, const Timing &timing);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_TIMING_H
