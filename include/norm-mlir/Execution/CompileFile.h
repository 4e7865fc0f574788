//===- CompileFile.h - An IR file to files of machine code -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILEFILE_H
#define NORM_MLIR_EXECUTION_COMPILEFILE_H

#include "norm-mlir/Execution/Compile.h"

#include "mlir/IR/DialectRegistry.h"
#include <optional>

namespace mlir::norm {

/// The kinds of file that compileFile writes.
enum class OutputKind { Object, Shared, Assembly, LLVM, PTX, Cubin };

/// What calls compiled functions besides C.
enum class ForeignABI { None, TVMFFI };

/// One job of norm-compile.
struct CompileFileOptions {
  /// IR text or bytecode; "-" is standard input.
  std::string file = "-";
  /// The file to write; "-" is standard output, which a shared library cannot
  /// go to. Empty writes the header only.
  std::string output;
  /// Without it, the ending of `output` decides: .o, .so, .s, .ll and,
  /// for a GPU, .ptx or .cubin.
  std::optional<OutputKind> kind;
  /// A C header to write, or none.
  std::string header;
  /// The program that links shared libraries: a compiler driver. Empty takes
  /// the first of clang-22, clang, cc and gcc on PATH, and for another
  /// architecture its own gcc.
  std::string linker;
  /// The archive that shared libraries for a GPU hold, libNormRuntime.a. Empty
  /// finds it beside this code: in the folder of the shared library, or in
  /// ../lib from that of the program.
  std::string runtimeLibrary;
  /// Code without OpenMP: one thread per call and no runtime to link. Code for
  /// another architecture than this one is always so.
  bool serial = false;
  /// Symbols for another caller beside each function: `__tvm_ffi_f`.
  ForeignABI abi = ForeignABI::None;
  /// Route, targets and timing; `parallel` follows from `serial`. With
  /// Route::Cuda the output has device code, which a shared library holds with
  /// what launches it.
  CompileOptions compile;
};

/// Does the job. An error is one line, and then no file has been written or
/// changed.
llvm::Error compileFile(const CompileFileOptions &options,
                        DialectRegistry &registry);

/// The same of a module that has been parsed, and is lowered here;
/// `options.file` is its name in a header.
llvm::Error compileModule(ModuleOp module, const CompileFileOptions &options);

/// What `options.kind` says in memory, which is no shared library; `output` and
/// `header` have no meaning. The module is lowered. An error is one line.
llvm::Expected<std::string> compileToBytes(ModuleOp module,
                                           const CompileFileOptions &options);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILEFILE_H
