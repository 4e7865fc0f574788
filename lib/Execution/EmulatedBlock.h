//===- EmulatedBlock.h - A block of GPU threads on one CPU thread ---*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATEDBLOCK_H
#define NORM_MLIR_EXECUTION_EMULATEDBLOCK_H

#include "norm-mlir/Execution/Emulation.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace mlir::norm {

struct EmulatedDim {
  uint32_t x = 1, y = 1, z = 1;
  uint64_t count() const { return uint64_t(x) * y * z; }
};

/// What a grid is launched with.
struct EmulatedLaunch {
  EmulatedDim grid, block;
  uint32_t cluster = 1;   // blocks, neighbours along x, that run together
  size_t sharedBytes = 0; // of each block
  ThreadOrder order = ThreadOrder::Forward;
};

/// Runs clusters one after the other, in the launch's order, each with a fiber
/// for every thread of its blocks, that calls `kernel`. No block finds shared
/// memory as another one left it, nor with what others wrote there before it
/// began. Threads run in the launch's order until they wait. Returns a
/// description of the first fault: threads that wait for others that never
/// come, or threads of a warp that come to different barriers or exchanges;
/// empty for none.
std::string runEmulatedGrid(const EmulatedLaunch &launch,
                            const std::function<void()> &kernel);

/// The shared memory of the block of the running thread.
void *getEmulatedShared();

/// What a thread may ask for.
struct EmulatedIntrinsic {
  std::string name; // as device code calls it
  void *address;
  /// The threads of a warp come to it together: it is told by a last argument
  /// which of the calls in the code it is.
  bool isTogether = false;
};

/// A thread's indices, barriers, exchanges with the other threads of its warp,
/// the shared memory of other blocks of its cluster.
std::vector<EmulatedIntrinsic> getEmulatedIntrinsics();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDBLOCK_H
