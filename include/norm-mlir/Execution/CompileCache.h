//===- CompileCache.h - Modules compiled once per process -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILECACHE_H
#define NORM_MLIR_EXECUTION_COMPILECACHE_H

#include "norm-mlir/Execution/CompiledModule.h"

#include <mutex>

namespace mlir::norm {

/// Compiled modules of this process by what they were compiled from: the
/// module's text without locations, the target and the options. Any thread may
/// call any member. A module that is here costs printing and hashing it; others
/// are compiled one at a time, since a context is compiled in by one thread.
class CompileCache {
public:
  /// The compiled module: the same one for equal modules and options. An error
  /// is one line, and is not kept.
  llvm::Expected<std::shared_ptr<const CompiledModule>>
  compile(ModuleOp module, const CompileOptions &options);

  /// How often a module was here, and how often it had to be compiled.
  size_t getHits() const;
  size_t getMisses() const;

  /// Forgets all modules; those still in use stay valid.
  void clear();

private:
  std::shared_ptr<const CompiledModule> find(const std::string &key);

  mutable std::mutex mapMutex;
  std::mutex compileMutex;
  llvm::StringMap<std::shared_ptr<const CompiledModule>> modules;
  size_t hits = 0, misses = 0;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILECACHE_H
