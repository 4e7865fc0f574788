//===- Link.cpp - Object files to shared libraries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Link.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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

/// The first line in `text` that speaks of an error, or the first at all.
StringRef firstErrorLine(StringRef text) {
  SmallVector<StringRef> lines;
  text.split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef line : lines)
    if (line.contains("undefined") || line.contains("error"))
      return line.trim();
  return lines.empty() ? "no message" : lines.front().trim();
}

} // namespace

llvm::Error norm::linkSharedLibrary(const CompileFileOptions &options,
                                    StringRef object, StringRef output,
                                    StringRef soname, bool usesOpenMP) {
  llvm::Expected<Driver> driver = findDriver(options);
  if (!driver)
    return driver.takeError();
  std::string sonameOption = ("-Wl,-soname," + soname).str();
  SmallVector<StringRef> arguments = {driver->path};
  llvm::append_range(arguments, driver->arguments);
  arguments.append({"-shared", "-o", output, object, sonameOption,
                    // What no library defines is an error here, not at load.
                    "-Wl,-z,defs",
                    // Only the libraries that are called are loaded.
                    "-Wl,--as-needed"});
  if (usesOpenMP)
    arguments.push_back(getOpenMPLibrary());
  arguments.push_back("-lm");

  SmallString<128> log;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("norm-compile", "log", log))
    return llvm::createStringError("no temporary file: " + code.message());
  llvm::scope_exit removeLog([&] { llvm::sys::fs::remove(log); });
  std::string message;
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(log),
                                          StringRef(log)};
  int status = llvm::sys::ExecuteAndWait(driver->path, arguments, std::nullopt,
                                         redirects, 0, 0, &message);
  if (status == 0)
    return llvm::Error::success();
  if (message.empty())
    if (auto text = llvm::MemoryBuffer::getFile(log))
      message = firstErrorLine((*text)->getBuffer()).str();
  return llvm::createStringError(driver->path + ": " + message);
}
