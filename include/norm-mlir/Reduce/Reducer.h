//===- Reducer.h - Makes a module that fails smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REDUCE_REDUCER_H
#define NORM_MLIR_REDUCE_REDUCER_H

#include "norm-mlir/Reduce/FailureTest.h"
#include "norm-mlir/Reduce/Reduction.h"

namespace mlir::norm {

/// The sizes that must not grow, the most important first.
struct ModuleSize {
  /// Ops but constants and the module itself.
  int64_t operations = 0;
  /// Results, arguments of blocks, and operands that are not constants.
  int64_t values = 0;
  /// The sum of all ranks and stated sizes, of types and of inputs.
  int64_t extent = 0;
  /// Characters.
  int64_t text = 0;

  bool operator<(const ModuleSize &other) const;
};

/// The text of a module as norm-reduce writes it.
std::string printModule(ModuleOp module);

ModuleSize measure(ModuleOp module, StringRef text);

/// Prepares a module for norm-runner --verify --all: `entry`, unless it is
/// empty, becomes the only public function; `inputs`, and what is random by
/// default, become `norm.input` attributes with explicit seeds, so that every
/// argument keeps its values when others are left out. The error is one line.
llvm::Error stateInputs(ModuleOp module, StringRef entry,
                        ArrayRef<std::string> inputs);

/// Makes `module` smaller by `reductions`, over and over until none is of use,
/// while it fails like `failure`. The error is one line: nothing could be run.
llvm::Error reduceModule(OwningOpRef<ModuleOp> &module, const Failure &failure,
                         FailureTest &test, Reductions &reductions);

} // namespace mlir::norm

#endif // NORM_MLIR_REDUCE_REDUCER_H
