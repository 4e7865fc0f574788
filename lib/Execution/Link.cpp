//===- Link.cpp - Object files to shared libraries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "RunProgram.h"
#include "RuntimeLibrary.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A compiler driver and the arguments that it needs for the target.
struct Driver {
  std::string path;
  SmallVector<std::string> arguments;
};

llvm::Expected<Driver> findDriver(const CompileFileOptions &options) {
  SmallVector<std::string> names;
  if (!options.linker.empty())
    names = {options.linker};
  else if (isHostArchitecture(options.compile.target))
    names = {"clang-22", "clang", "cc", "gcc"};
  else
    names = {options.compile.target.triple + "-gcc", "clang-22", "clang"};
  for (StringRef name : names) {
    llvm::ErrorOr<std::string> path = llvm::sys::findProgramByName(name);
    if (!path)
      continue;
    Driver driver{*path, {}};
    // gcc has one program for each architecture, clang one for all.
    if (!isHostArchitecture(options.compile.target) &&
        llvm::sys::path::filename(name).starts_with("clang"))
      driver.arguments.push_back("--target=" + options.compile.target.triple);
    return driver;
  }
  return llvm::createStringError(
      "expects a compiler driver to link a shared library, one of " +
      llvm::join(names, ", ") + " on PATH; found none");
}

/// The OpenMP runtime this was built with, or its name where that is gone.
StringRef getOpenMPLibrary() {
  return llvm::sys::fs::exists(NORM_OPENMP_LIBRARY) ? NORM_OPENMP_LIBRARY
                                                    : "-lomp";
}

} // namespace

llvm::Error norm::linkSharedLibrary(const CompileFileOptions &options,
                                    const SharedLibrary &library) {
  llvm::Expected<Driver> driver = findDriver(options);
  if (!driver)
    return driver.takeError();
  std::string sonameOption = ("-Wl,-soname," + library.soname).str();
  SmallVector<StringRef> arguments = {driver->path};
  llvm::append_range(arguments, driver->arguments);
  arguments.append({"-shared", "-o", library.output, library.object,
                    sonameOption,
                    // What no library defines is an error here, not at load.
                    "-Wl,-z,defs",
                    // Only the libraries that are called are loaded.
                    "-Wl,--as-needed"});
  std::string runtime;
  if (library.usesRuntime) {
    llvm::Expected<std::string> found =
        findRuntimeLibrary(options.runtimeLibrary);
    if (!found)
      return found.takeError();
    runtime = std::move(*found);
    arguments.append({runtime, "-ldl", "-lpthread"});
  }
  if (library.usesOpenMP)
    arguments.push_back(getOpenMPLibrary());
  arguments.push_back("-lm");

  return runProgram(arguments);
}
