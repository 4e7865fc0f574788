//===- Threads.h - Which OpenMP runtime functions use -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_THREADS_H
#define NORM_MLIR_PYTHON_SRC_THREADS_H

#include <nanobind/nanobind.h>

namespace norm_python {

/// Takes the best runtime that is loaded now, or the package's own. To be
/// called when there may be a new one; does nothing once the user has chosen.
void chooseOpenMPRuntime();

/// Adds what `norm_mlir.threads` calls to the module.
void bindThreads(nanobind::module_ &module);

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_THREADS_H
