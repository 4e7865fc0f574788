//===- Threads.cpp - Whose threads functions use, for C ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Handles.h"
#include "norm-mlir/Execution/OpenMPRuntime.h"

#include "llvm/Support/FileSystem.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

llvm::Error capi::chooseOpenMPRuntime() {
  static std::mutex &mutex = *new std::mutex();
  std::lock_guard<std::mutex> lock(mutex);
  if (!getOpenMPRuntime().empty())
    return llvm::Error::success();
  // LLVM's, where this was built or where the loader finds it.
  return useLoadedOpenMPRuntime(llvm::sys::fs::exists(NORM_OPENMP_LIBRARY)
                                    ? NORM_OPENMP_LIBRARY
                                    : "libomp.so.5");
}

NormStatus norm_use_openmp_runtime(const char *path, char **message) {
  if (NormStatus status =
          begin("norm_use_openmp_runtime", {{"path", path}}, message))
    return status;
  if (llvm::Error error = useOpenMPRuntime(path))
    return fail(NORM_INVALID_ARGUMENT, std::move(error), message);
  return NORM_OK;
}

NormStatus norm_set_max_threads(int32_t threads, char **message) {
  begin("norm_set_max_threads", {}, message);
  if (threads < 1)
    return fail(NORM_INVALID_ARGUMENT,
                "norm_set_max_threads: expects 1 or more threads; got " +
                    llvm::Twine(threads),
                message);
  if (llvm::Error error = chooseOpenMPRuntime())
    return fail(NORM_COMPILE_ERROR, std::move(error), message);
  setMaxThreads(threads);
  return NORM_OK;
}

NormStatus norm_get_max_threads(int32_t *threads, char **message) {
  if (NormStatus status =
          begin("norm_get_max_threads", {{"threads", threads}}, message))
    return status;
  if (llvm::Error error = chooseOpenMPRuntime())
    return fail(NORM_COMPILE_ERROR, std::move(error), message);
  *threads = getMaxThreads();
  return NORM_OK;
}
