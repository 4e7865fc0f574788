//===- ReduceFile.h - Makes an IR file that fails smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REDUCE_REDUCEFILE_H
#define NORM_MLIR_REDUCE_REDUCEFILE_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::norm {

/// One job of norm-reduce. Exactly one of `script`, `verify` and `pipeline`
/// says when a module fails.
struct ReduceFileOptions {
  /// IR text or bytecode; "-" is standard input.
  std::string file = "-";
  /// The file to write; "-" is standard output.
  std::string output = "-";
  /// A program that is given the module's file as its last argument.
  std::string script;
  /// Whether the program says by 0 that the module fails, and not by any other
  /// exit status.
  bool failsIfZero = false;
  /// norm-runner --verify fails: numbers beyond their bounds, an error, a crash
  /// or too long a time; the smaller module fails in the same way.
  bool verify = false;
  /// The function that norm-runner runs; all public ones if it is empty.
  std::string entry;
  /// What its arguments are (Support/InputSpec.h).
  std::vector<std::string> inputs;
  /// norm-opt fails on this pipeline: an error, a crash or too long a time.
  std::optional<std::string> pipeline;
  /// Arguments of what is run, before the file.
  std::vector<std::string> arguments;
  /// Seconds for each run.
  unsigned seconds = 60;
  bool allowUnregisteredDialects = false;
  /// Where norm-opt and norm-runner are.
  std::string toolFolder;
};

/// Does the job; what fails, and how much smaller it became, is said on `log`.
/// An error is one line, and no file is written or changed then.
llvm::Error reduceFile(const ReduceFileOptions &options,
                       DialectRegistry &registry, llvm::raw_ostream &log);

} // namespace mlir::norm

#endif // NORM_MLIR_REDUCE_REDUCEFILE_H
