//===- Threads.cpp - Which OpenMP runtime functions use ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Threads.h"
#include "Errors.h"

#include "norm-mlir/Execution/OpenMPRuntime.h"

#include "llvm/Support/Path.h"

#include <dlfcn.h>
#include <nanobind/stl/string.h>

namespace nb = nanobind;
using namespace mlir::norm;
using namespace norm_python;

/// Whether the user has named a runtime.
static bool isChosen = false;

/// The package's own, beside this module; where it was not installed, that of
/// the machine that built it.
static std::string getOwn() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void *>(&getOwn), &info)) {
    llvm::SmallString<256> path(info.dli_fname);
    llvm::sys::path::remove_filename(path);
    llvm::sys::path::append(path, "lib", "libomp.so.5");
    if (access(path.c_str(), R_OK) == 0)
      return path.str().str();
  }
  return NORM_OPENMP_LIBRARY;
}

void norm_python::chooseOpenMPRuntime() {
  if (isChosen)
    return;
  if (llvm::Error error = useLoadedOpenMPRuntime(getOwn()))
    raise(PyExc_ImportError, std::move(error));
}

void norm_python::bindThreads(nb::module_ &module) {
  module.def("use_openmp_runtime", [](const std::string &path) {
    if (llvm::Error error = useOpenMPRuntime(path))
      raise(PyExc_ValueError, std::move(error));
    isChosen = true;
  });
  // Before the first function there may be none.
  auto choose = [] {
    if (getOpenMPRuntime().empty())
      chooseOpenMPRuntime();
  };
  module.def("get_openmp_runtime", [choose] {
    choose();
    return getOpenMPRuntime();
  });
  module.def("get_max_threads", [choose] {
    choose();
    return getMaxThreads();
  });
  module.def("set_max_threads", [choose](int threads) {
    choose();
    setMaxThreads(threads);
  });
}
