//===- Module.cpp - The Python module norm_mlir._native ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Devices.h"
#include "Function.h"
#include "Jax.h"
#include "Tensors.h"
#include "Threads.h"

NB_MODULE(_native, module) {
  // A function that lives at exit, as in a cache of torch.compile, is no fault.
  nanobind::set_leak_warnings(false);
  norm_python::importNumPy();
  norm_python::bindDevices(module);
  norm_python::bindFunction(module);
  norm_python::bindThreads(module);
  norm_python::bindJax(module);
}
