//===- Emulation.h - GPU code on a CPU --------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATION_H
#define NORM_MLIR_EXECUTION_EMULATION_H

namespace mlir::norm {

/// The order in which the threads of an emulated block run between two points
/// where they wait for each other. Correct code gives the same bits in each.
enum class ThreadOrder { Forward, Reverse, Shuffled };

/// The order of threads in emulated launches from this thread of the CPU, from
/// now on; forward by default.
void setEmulatedOrder(ThreadOrder order);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATION_H
