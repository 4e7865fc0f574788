//===- Inputs.h - What norm-runner gives to arguments ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REDUCE_INPUTS_H
#define NORM_MLIR_REDUCE_INPUTS_H

#include "norm-mlir/Support/InputSpec.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::norm {

/// The attribute of an argument that says what norm-runner gives to it.
inline constexpr llvm::StringLiteral kInputAttr = "norm.input";

/// What the argument's attribute says; nothing if it has none, or none that
/// norm-runner can read.
std::optional<InputSpec> getInput(FunctionOpInterface function, unsigned index);

void setInput(FunctionOpInterface function, unsigned index,
              const InputSpec &spec);

/// The ranks and sizes that attributes state, added up.
int64_t getExtentOfInputs(ModuleOp module);

} // namespace mlir::norm

#endif // NORM_MLIR_REDUCE_INPUTS_H
