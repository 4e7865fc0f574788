//===- Jax.h - Compiled functions as XLA's custom calls ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_JAX_H
#define NORM_MLIR_PYTHON_SRC_JAX_H

#include <nanobind/nanobind.h>

namespace norm_python {

/// Adds what `norm_mlir.jax` registers with XLA to the module.
void bindJax(nanobind::module_ &module);

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_JAX_H
