//===- Runner.h - Run a function of an IR file -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_RUNNER_H
#define NORM_MLIR_EXECUTION_RUNNER_H

#include "norm-mlir/Execution/Compile.h"
#include "norm-mlir/Execution/Emulation.h"

#include "mlir/IR/DialectRegistry.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace mlir::norm {

/// One job of norm-runner.
struct RunnerOptions {
  /// IR text or bytecode; "-" is standard input.
  std::string file = "-";
  /// The function to run; empty where the module has one public function only.
  std::string entry;
  /// Run every public function instead of one, and count; nothing is printed
  /// but timing and verification.
  bool all = false;
  /// One specification per argument (Support/InputSpec.h); missing ones are
  /// random.
  std::vector<std::string> inputs;
  /// One .npy file per result; results without a file are printed. With `emit`,
  /// the file to write.
  std::vector<std::string> outputs;
  /// Digits after the point in printed results.
  unsigned precision = 8;
  /// Compare with the float64 reference.
  bool verify = false;
  /// Timed calls; 0 for none.
  int64_t timedRuns = 0;
  /// OpenMP threads; 0 for all. With `emit`, 1 gives code without OpenMP.
  int64_t threads = 0;
  /// Passes after which the IR is printed.
  std::vector<std::string> printAfter;
  /// The way to the LLVM dialect.
  Route route = Route::Kernels;
  /// For the routes of GPU code; an empty chip is that of the device.
  GPUOptions gpu;
  /// What writes kernels as loops; `norm-emit-cpu` by default.
  EmitKernels emitKernels;
  /// The order of an emulated GPU's threads.
  ThreadOrder threadOrder = ThreadOrder::Forward;
  /// Write the module in this form instead of running it.
  std::optional<EmitKind> emit;
};

/// Does the job; results, timing and verification go to `stream`. Returns
/// whether the results are within the reference's bounds (true without
/// `verify`). An error is one line; no output file is written then.
llvm::Expected<bool> run(const RunnerOptions &options,
                         DialectRegistry &registry, llvm::raw_ostream &stream);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_RUNNER_H
