//===- SpecializedFunction.h - Code for the sizes of calls ------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_SPECIALIZEDFUNCTION_H
#define NORM_MLIR_EXECUTION_SPECIALIZEDFUNCTION_H

#include "norm-mlir/Execution/CompileCache.h"

#include <atomic>

namespace mlir::norm {

/// What compiles functions of a process: one at a time, equal ones once. Any
/// thread may use it. It starts no threads, which a forked process would lack.
struct Compiler {
  /// Modules hold what registerForCompilation registers.
  explicit Compiler(const CompileOptions &options);
  /// Or what this registry has, which is that and more.
  Compiler(const CompileOptions &options, const DialectRegistry &registry);

  const CompileOptions options;
  MLIRContext context;
  CompileCache cache;
  /// Guards the context and what is made in it.
  std::mutex mutex;
};

/// The public function of this name with a body, or the only one where that is
/// empty. An error is one line that lists them.
llvm::Expected<func::FuncOp> findEntry(ModuleOp module, StringRef name);

/// A function that is compiled for the sizes it is called with: once for each
/// of the first sizes, up to a limit, and once more for all others. What has
/// been compiled stays, so that a call's code depends on its sizes and on what
/// was called before it first, never on how often. A function without dynamic
/// sizes is compiled when it is created. Any thread may call any member.
class SpecializedFunction {
public:
  /// The function `entry` of this IR text, or its only public one where that is
  /// empty; `name` stands for the text in errors, which are one line. The
  /// compiler outlives the function.
  static llvm::Expected<std::unique_ptr<SpecializedFunction>>
  create(StringRef text, StringRef name, StringRef entry, size_t limit,
         Compiler &compiler);
  /// The same of a module in the compiler's context, which is copied, with
  /// options in place of the compiler's.
  static llvm::Expected<std::unique_ptr<SpecializedFunction>>
  create(ModuleOp module, StringRef entry, size_t limit,
         const CompileOptions &options, Compiler &compiler);
  ~SpecializedFunction();

  StringRef getName() const { return name; }
  /// As the text states it.
  const Signature &getSignature() const { return signature; }
  /// The number of sizes that have code of their own.
  size_t getNumSpecializations() const { return numSpecializations; }

  /// The code for inputs that fit the signature; errors are those of compiling
  /// it, one line.
  llvm::Expected<const Entry *> find(ArrayRef<TensorBuffer> inputs);

private:
  /// The code for some sizes, those of the dynamic axes in their order.
  struct Specialization {
    SmallVector<int64_t> sizes;
    std::shared_ptr<const CompiledModule> module;
    const Entry *entry;
    Specialization *next;
  };

  SpecializedFunction(Compiler &compiler, const CompileOptions &options)
      : compiler(compiler), options(options) {}
  /// The sizes of dynamic axes.
  SmallVector<int64_t, 16> getDynamicSizes(ArrayRef<TensorBuffer> inputs) const;
  const Entry *findSpecialization(ArrayRef<int64_t> sizes) const;
  // With the compiler's mutex held.
  llvm::Error initialize(OwningOpRef<ModuleOp> whole, StringRef entry,
                         size_t limit);
  llvm::Expected<const Entry *> specialize(ArrayRef<TensorBuffer> inputs,
                                           ArrayRef<int64_t> sizes);
  llvm::Expected<const Entry *> compileForAll();

  Compiler &compiler;
  const CompileOptions options;
  OwningOpRef<ModuleOp> module;
  std::string name;
  Signature signature;
  size_t limit = 0;
  /// Written with the compiler's mutex held, read without.
  std::atomic<Specialization *> specializations = nullptr;
  std::atomic<size_t> numSpecializations = 0;
  std::atomic<const Entry *> forAll = nullptr;
  std::shared_ptr<const CompiledModule> moduleForAll;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_SPECIALIZEDFUNCTION_H
