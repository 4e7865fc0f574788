//===- Emulation.h - GPU code on a CPU --------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATION_H
#define NORM_MLIR_EXECUTION_EMULATION_H

#include "llvm/Support/Error.h"

#include <functional>
#include <vector>

namespace mlir::norm {

/// The order in which the threads of an emulated block run between two points
/// where they wait for each other. Correct code gives the same bits in each.
enum class ThreadOrder { Forward, Reverse, Shuffled };

/// The order of threads in emulated launches from this thread of the CPU, from
/// now on; forward by default.
void setEmulatedOrder(ThreadOrder order);

/// What a stream of the emulated GPU has captured instead of doing it: launches
/// and copies with the arguments that they had.
class EmulatedGraph {
public:
  using Work = std::function<void()>;
  void add(Work work) { nodes.push_back(std::move(work)); }
  size_t size() const { return nodes.size(); }

  /// Does it all, in order. An error is one line.
  llvm::Error launch() const;

private:
  std::vector<Work> nodes;
};

/// A stream of the emulated GPU, which does at once what it is given.
void *createEmulatedStream();
void destroyEmulatedStream(void *stream);

/// From now on the stream captures. To allocate, free or wait is an error.
void beginEmulatedCapture(void *stream);

/// Ends this and returns what has been captured.
EmulatedGraph endEmulatedCapture(void *stream);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATION_H
