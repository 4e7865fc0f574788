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

/// Runs the blocks of `grid` one after the other, each with a fiber for every
/// thread of it, that calls `kernel`; `beforeBlock` prepares shared memory.
/// Threads run in `order` until they wait. Returns a description of the first
/// fault: threads that wait for others that never come; empty for none.
std::string runEmulatedGrid(EmulatedDim grid, EmulatedDim block,
                            ThreadOrder order,
                            const std::function<void()> &kernel,
                            const std::function<void()> &beforeBlock);

/// Names, as device code calls them, and addresses of what a thread may ask
/// for: its indices, barriers, exchanges with the other threads of its warp.
std::vector<std::pair<std::string, void *>> getEmulatedIntrinsics();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDBLOCK_H
