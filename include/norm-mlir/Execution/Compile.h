//===- Compile.h - IR to machine code -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILE_H
#define NORM_MLIR_EXECUTION_COMPILE_H

#include "norm-mlir/CallingConvention/EntryFacts.h"
#include "norm-mlir/Execution/Target.h"
#include "norm-mlir/Pipelines/Route.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm {
class Module;
class raw_pwrite_stream;
} // namespace llvm

namespace mlir {
class TimingScope;
} // namespace mlir

namespace mlir::norm {

/// How a module is compiled.
struct CompileOptions {
  /// The way to the LLVM dialect.
  Route route = Route::Kernels;
  /// Run loops over groups on OpenMP threads.
  bool parallel = false;
  /// Create an entry f__serial without threads beside every function f.
  bool serialEntries = false;
  /// The machine to compile for.
  TargetOptions target;
  /// And its GPU, for the routes that have one.
  GPUOptions gpu;
  /// What writes kernels as loops; `norm-emit-cpu` by default.
  EmitKernels emitKernels;
  /// Passes (by flag) after which the IR is printed to stderr.
  std::vector<std::string> printAfter;
  /// How many public functions are compiled together, on one thread; 0 for all.
  /// Their code does not depend on it.
  unsigned functionsPerPart = 8;
  /// Where facts of the module's entries are added; none by default.
  FactsOfEntries *facts = nullptr;
  /// Whether the texts of checks are among them.
  bool factsOfChecks = true;
  /// Where the time of each phase and pass is added; none by default.
  TimingScope *timing = nullptr;
};

/// The time from here to the end of the scope; nothing without
/// `options.timing`.
TimingScope nestTiming(const CompileOptions &options, StringRef phase);

/// The text in which a module can be emitted. Device is the device code alone,
/// in the format of the options for a GPU.
enum class EmitKind { Linalg, LLVM, Assembly, Object, Device };

/// Parses IR text or bytecode. An error is one line: the first diagnostic, with
/// its location. Text nested deeper than `kMaxNestingDepth` is refused before
/// parsing.
llvm::Expected<OwningOpRef<ModuleOp>> parseModule(StringRef path,
                                                  MLIRContext &context);

/// The same of text or bytecode in memory; `name` stands for it in errors.
llvm::Expected<OwningOpRef<ModuleOp>>
parseModuleText(StringRef text, StringRef name, MLIRContext &context);

/// Runs the passes of a text such as "builtin.module(norm-generalize,cse)", as
/// mlir-opt's --pass-pipeline takes it, on `module`, with the verifier after
/// each. Its passes are registered. An error is one line: what the text has
/// wrong, or the first diagnostic; the module may have changed then.
llvm::Error runPipeline(ModuleOp module, StringRef pipeline);

/// Lowers `module` in place as far as `options.facts` asks for it.
llvm::Error collectFacts(ModuleOp module, const CompileOptions &options);

/// Changes LLVM IR that has not been optimized yet.
using ModuleHook = llvm::function_ref<void(llvm::Module &)>;

/// Lowers `module` in place and compiles it to object files, one for each part:
/// parts of `options.functionsPerPart` public functions are compiled at the
/// same time on the context's threads. `hook` is called for each part, by
/// several threads at once. An error is one line: the first diagnostic.
llvm::Expected<std::vector<std::string>> compileToObjects(
    ModuleOp module, const CompileOptions &options,
    ModuleHook hook = [](llvm::Module &) {});

/// Lowers `module` in place and writes it in the given form. `hook` is called
/// as by compileToObjects where that is made from LLVM IR. An error is one
/// line: the first diagnostic.
llvm::Error emitModule(
    ModuleOp module, EmitKind kind, const CompileOptions &options,
    llvm::raw_pwrite_stream &stream, ModuleHook hook = [](llvm::Module &) {});

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILE_H
