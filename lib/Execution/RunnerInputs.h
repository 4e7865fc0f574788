//===- RunnerInputs.h - Buffers of a job ------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_RUNNERINPUTS_H
#define NORM_MLIR_EXECUTION_RUNNERINPUTS_H

#include "norm-mlir/Execution/CompiledModule.h"

namespace mlir::norm {

/// Buffers that live as long as a call.
class Arena {
public:
  ~Arena();

  /// A buffer of the given type. An error is one line: its size, with all
  /// before it, exceeds the machine's memory.
  llvm::Expected<TensorBuffer> allocate(ElementKind element,
                                        ArrayRef<int64_t> shape);

private:
  std::vector<char *> buffers;
  uint64_t total = 0;
};

/// The arguments of `function` as `specs` give them; arguments without one
/// follow their `norm.input` attribute, or are random.
llvm::Expected<SmallVector<TensorBuffer>>
loadInputs(Arena &arena, func::FuncOp function, const Signature &signature,
           ArrayRef<std::string> specs);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_RUNNERINPUTS_H
