//===- Compile.h - IR to machine code -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILE_H
#define NORM_MLIR_EXECUTION_COMPILE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
class raw_pwrite_stream;
} // namespace llvm

namespace mlir::norm {

/// How a module is compiled.
struct CompileOptions {
  /// Run loops over groups on OpenMP threads.
  bool parallel = false;
  /// Passes (by flag) after which the IR is printed to stderr.
  std::vector<std::string> printAfter;
};

/// The text in which a module can be emitted.
enum class EmitKind { Linalg, LLVM, Assembly, Object };

/// Parses IR text or bytecode. An error is one line: the first diagnostic, with
/// its location. Text nested deeper than `kMaxNestingDepth` is refused before
/// parsing.
llvm::Expected<OwningOpRef<ModuleOp>> parseModule(StringRef path,
                                                  MLIRContext &context);

/// Lowers `module` in place to the LLVM dialect. An error is one line: the
/// first diagnostic.
llvm::Error lowerModule(ModuleOp module, const CompileOptions &options);

/// A machine for the host's processor with all its features.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>> createHostMachine();

/// Lowers `module` in place and writes it in the given form.
llvm::Error emitModule(ModuleOp module, EmitKind kind,
                       const CompileOptions &options,
                       llvm::raw_pwrite_stream &stream);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILE_H
