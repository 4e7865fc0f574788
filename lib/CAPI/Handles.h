//===- Handles.h - What the handles of the C API hold -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CAPI_HANDLES_H
#define NORM_MLIR_CAPI_HANDLES_H

#include "norm-mlir-c/Norm.h"
#include "norm-mlir/Execution/CompileFile.h"
#include "norm-mlir/Execution/SpecializedFunction.h"

#include <initializer_list>

/// A context is shared by all that is made in it, which it outlives.
struct NormContext {
  std::shared_ptr<mlir::norm::Compiler> compiler;
};

struct NormModule {
  NormModule(std::shared_ptr<mlir::norm::Compiler> compiler,
             mlir::OwningOpRef<mlir::ModuleOp> module, std::string name = {})
      : compiler(std::move(compiler)), module(std::move(module)),
        name(std::move(name)) {}
  ~NormModule() {
    std::lock_guard<std::mutex> lock(compiler->mutex);
    module = nullptr;
  }

  std::shared_ptr<mlir::norm::Compiler> compiler;
  /// Used with the compiler's mutex held.
  mlir::OwningOpRef<mlir::ModuleOp> module;
  /// What it was parsed from.
  const std::string name;
};

struct NormExecutable {
  NormExecutable(std::shared_ptr<mlir::norm::Compiler> compiler,
                 mlir::OwningOpRef<mlir::ModuleOp> module,
                 std::shared_ptr<const mlir::norm::CompiledModule> compiled)
      : source(std::move(compiler), std::move(module)),
        compiled(std::move(compiled)) {}

  /// What was compiled.
  NormModule source;
  std::shared_ptr<const mlir::norm::CompiledModule> compiled;
};

namespace mlir::norm::capi {
class FunctionCode;
} // namespace mlir::norm::capi

/// Shared with the calls that are bound.
struct NormFunction {
  std::shared_ptr<const mlir::norm::capi::FunctionCode> code;
};

namespace mlir::norm::capi {

/// Registers our passes the first time. False where another copy of them has
/// been there before: MLIR ends a process that registers both.
bool registerNormPassesOnce();

/// Stores the text of an error where a caller wants it.
NormStatus fail(NormStatus status, llvm::Error error, char **message);
NormStatus fail(NormStatus status, const llvm::Twine &text, char **message);

/// An argument that may not be null.
struct Argument {
  const char *name;
  const void *value;
};

/// Begins a call of a function: no error yet, and no argument that is null.
NormStatus begin(const char *function, std::initializer_list<Argument> needed,
                 char **message);

/// A copy of bytes for norm_free, followed by a 0; null without memory.
char *copyBytes(StringRef bytes);

/// Gives the caller bytes and their number, which it may not want.
NormStatus giveBytes(StringRef bytes, char **given, size_t *size,
                     char **message);

/// Loads an OpenMP runtime, where there is none yet.
llvm::Error chooseOpenMPRuntime();

} // namespace mlir::norm::capi

#endif // NORM_MLIR_CAPI_HANDLES_H
