//===- CompiledModule.h - Compiled functions and their calls -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILEDMODULE_H
#define NORM_MLIR_EXECUTION_COMPILEDMODULE_H

#include "norm-mlir/Execution/BufferType.h"
#include "norm-mlir/Execution/Compile.h"

#include "llvm/ADT/StringMap.h"

namespace mlir {
class ExecutionEngine;
} // namespace mlir

namespace mlir::norm {

/// A caller's dense row-major buffer of the given sizes.
struct TensorBuffer {
  ElementKind element;
  SmallVector<int64_t> shape;
  char *data;
};

/// One function of a compiled module, called by the calling convention: prepare
/// checks the inputs and gives the results' sizes, call computes into the
/// caller's buffers.
class Entry {
public:
  const Signature &getSignature() const { return signature; }

  /// The sizes of all results for these inputs. An error is one line: inputs
  /// that do not fit the signature, or the text of the first requirement that
  /// fails.
  llvm::Expected<SmallVector<SmallVector<int64_t>>>
  prepare(ArrayRef<TensorBuffer> inputs) const;

  /// Computes the results. `inputs` have passed prepare, `results` have the
  /// sizes it gave and overlap no other buffer.
  void call(ArrayRef<TensorBuffer> inputs,
            ArrayRef<TensorBuffer> results) const;

private:
  friend class CompiledModule;
  std::string name;
  Signature signature;
  void (*callPacked)(void **) = nullptr;
  void (*preparePacked)(void **) = nullptr;
};

/// A module in machine code in this process.
class CompiledModule {
public:
  /// Compiles a copy of `module`. An error is one line.
  static llvm::Expected<std::unique_ptr<CompiledModule>>
  compile(ModuleOp module, const CompileOptions &options);
  ~CompiledModule();

  /// The entry of the public function of this name; null where there is none.
  const Entry *lookup(StringRef name) const;

private:
  CompiledModule();
  std::unique_ptr<ExecutionEngine> engine;
  llvm::StringMap<Entry> entries;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILEDMODULE_H
