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

#include <future>
#include <list>
#include <map>
#include <mutex>

namespace mlir::norm {

/// Compiled modules of this process by what they were compiled from: the
/// module's text without locations, the target and the options. Any thread may
/// call any member. A module that is here costs printing and hashing it.
/// Modules of one context are printed and compiled one at a time, those of
/// several at the same time; equal ones are compiled once.
class CompileCache {
public:
  /// Keeps the `capacity` modules that were asked for last.
  explicit CompileCache(size_t capacity = 256) : capacity(capacity) {}

  /// The compiled module: the same one for equal modules and options. An error
  /// is one line, and is not kept.
  llvm::Expected<std::shared_ptr<const CompiledModule>>
  compile(ModuleOp module, const CompileOptions &options);

  /// How often a module was here, and how often it had to be compiled.
  size_t getHits() const;
  size_t getMisses() const;
  /// The number of modules that are here.
  size_t getSize() const;

  /// Forgets all modules; those still in use stay valid.
  void clear();

private:
  using Compiled = std::shared_ptr<const CompiledModule>;
  /// A module and its key.
  struct Slot {
    std::string key;
    Compiled compiled;
  };
  class ContextLock;

  /// The module of this key, also where another thread compiles it now; else
  /// null, and this thread compiles it and calls finish.
  Compiled findOrStart(const std::string &key);
  void finish(const std::string &key, Compiled compiled);

  const size_t capacity;
  mutable std::mutex mutex;
  /// Those that were asked for last come first.
  std::list<Slot> slots;
  llvm::StringMap<std::list<Slot>::iterator> slotOfKey;
  /// What is being compiled now, and what becomes of it (null on errors).
  llvm::StringMap<std::shared_future<Compiled>> running;
  llvm::StringMap<std::promise<Compiled>> promises;
  /// One mutex for each context that is being used.
  std::map<MLIRContext *, std::shared_ptr<std::mutex>> contexts;
  size_t hits = 0, misses = 0;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILECACHE_H
