//===- Errors.h - Python exceptions -----------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PYTHON_SRC_ERRORS_H
#define NORM_MLIR_PYTHON_SRC_ERRORS_H

#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

#include <nanobind/nanobind.h>

namespace norm_python {

/// Raises a Python exception with a text as `llvm::formatv` takes it.
template <typename... Values>
[[noreturn]] void raise(PyObject *exception, const char *format,
                        Values &&...values) {
  std::string text =
      llvm::formatv(format, std::forward<Values>(values)...).str();
  PyErr_SetString(exception, text.c_str());
  throw nanobind::python_error();
}

/// Raises a Python exception with the text of an error.
[[noreturn]] inline void raise(PyObject *exception, llvm::Error error) {
  raise(exception, "{0}", llvm::toString(std::move(error)));
}

} // namespace norm_python

#endif // NORM_MLIR_PYTHON_SRC_ERRORS_H
