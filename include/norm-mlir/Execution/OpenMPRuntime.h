//===- OpenMPRuntime.h - Whose threads compiled code uses -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiled code calls LLVM's OpenMP runtime by the names that Clang uses. A
// process may hold another runtime already, with threads of its own: two pools
// take the processors from each other. Here the few functions that compiled
// code calls are defined over the interface of GCC's runtime, which LLVM's has
// too, so that its loops run on the threads of either.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_OPENMPRUNTIME_H
#define NORM_MLIR_EXECUTION_OPENMPRUNTIME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <utility>

namespace mlir::norm {

/// From the next call on, compiled code of this process runs its loops on the
/// threads of the runtime in this file: a library that is loaded, or is loaded
/// now and stays. Code that was compiled before the first use keeps LLVM's. Any
/// thread may call it at any time. An error is one line that names the file and
/// what it lacks, and then nothing changes.
llvm::Error useOpenMPRuntime(llvm::StringRef path);

/// The same with a runtime that this process has loaded, PyTorch's before
/// others, and with that of `otherwise` where there is none that suits.
llvm::Error useLoadedOpenMPRuntime(llvm::StringRef otherwise);

/// The file in use; empty before the first use.
std::string getOpenMPRuntime();

/// The number of threads that this thread's next parallel loop may take, by the
/// runtime in use.
int getMaxThreads();
void setMaxThreads(int threads);

/// Threads that a caller has, for loops of the functions that it calls.
struct LoopThreads {
  /// How many there are, with the caller's own.
  unsigned count;
  /// Has one of the others call `task(data)` at some time, or never; false
  /// where it cannot.
  llvm::function_ref<bool(void (*task)(void *), void *data)> start;
};

/// As long as it lives, compiled functions that this thread calls run their
/// loops on these threads, instead of the OpenMP runtime's: the process has a
/// pool of threads already that is none of OpenMP's. Loops end when all that
/// has been begun is done, however few threads come.
class LoopThreadsScope {
public:
  explicit LoopThreadsScope(const LoopThreads &threads);
  ~LoopThreadsScope();
  LoopThreadsScope(const LoopThreadsScope &) = delete;

private:
  const LoopThreads *before;
};

/// The functions that compiled code calls, by name; none before the first use.
llvm::ArrayRef<std::pair<llvm::StringRef, void *>> getOpenMPSymbols();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_OPENMPRUNTIME_H
