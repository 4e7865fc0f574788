//===- EmulatedMemory.h - Memory of a GPU that is none ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A buffer ends where a page begins that nothing may touch, but for what
// alignment leaves between them, and begins behind such a page. It holds NaN,
// whatever its elements are, until something is written to it.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATEDMEMORY_H
#define NORM_MLIR_EXECUTION_EMULATEDMEMORY_H

#include <cstddef>
#include <functional>
#include <string>

namespace mlir::norm {

/// A buffer of `bytes` bytes, aligned to 16; null where there is no memory.
void *allocateEmulated(size_t bytes);

/// Frees a buffer. Returns what was wrong: bytes beside it that have been
/// written, or no buffer that begins here; empty for nothing.
std::string freeEmulated(void *pointer);

/// Buffers can be read and written while one of these lives: by device code and
/// copies, and not by the host's code, which a real device would stop.
class EmulatedAccess {
public:
  EmulatedAccess();
  ~EmulatedAccess();
  EmulatedAccess(const EmulatedAccess &) = delete;
};

/// Calls `work`. Returns which access ended it, where one touched memory that
/// is not its own; empty for none. What `work` had on its stack is lost then.
std::string runGuarded(const std::function<void()> &work);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDMEMORY_H
