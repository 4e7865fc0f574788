//===- Function.h - Compiled functions as Python objects --------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_FUNCTION_H
#define NORM_MLIR_PYTHON_SRC_FUNCTION_H

#include "Devices.h"

#include "norm-mlir/Execution/SpecializedFunction.h"

#include <nanobind/nanobind.h>

namespace norm_python {

/// A compiled function that Python calls with tensors and numbers.
struct Function {
  std::shared_ptr<mlir::norm::SpecializedFunction> code;
  /// Whether tensors whose gradients would be lost are refused.
  bool checksGradients;
  /// Whether arguments that are None stand for none.
  bool leavesOutNone;
  /// How many axes of size 1 results have at their end beyond what the text
  /// says; of fewer results than there are, others have none.
  std::vector<size_t> unitAxes;
  Target target = Target::CPU;
};

/// The process's compiler for a target. Functions and their code live until it
/// ends.
mlir::norm::Compiler &getCompiler(Target target = Target::CPU);

/// Adds `Function` and `compile` to the module.
void bindFunction(nanobind::module_ &module);

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_FUNCTION_H
