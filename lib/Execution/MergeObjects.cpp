//===- MergeObjects.cpp - Object files to one ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergeObjects.h"
#include "RunProgram.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::norm;

std::optional<std::string> norm::findMerger(const TargetOptions &target) {
  // lld joins objects for any processor.
  SmallVector<StringRef> names = {"ld.lld-22", "ld.lld"};
  if (isHostArchitecture(target))
    names.push_back("ld");
  for (StringRef name : names)
    if (llvm::ErrorOr<std::string> path = llvm::sys::findProgramByName(name))
      return *path;
  return std::nullopt;
}

static llvm::Error writeFile(StringRef path, StringRef content) {
  std::error_code code;
  llvm::raw_fd_ostream stream(path, code);
  if (!code) {
    stream << content;
    stream.close();
    code = stream.error();
    stream.clear_error();
  }
  return code ? llvm::createStringError(path + ": " + code.message())
              : llvm::Error::success();
}

llvm::Expected<std::string> norm::mergeObjects(StringRef merger,
                                               ArrayRef<std::string> objects) {
  SmallString<128> folder;
  if (std::error_code code =
          llvm::sys::fs::createUniqueDirectory("norm-compile", folder))
    return llvm::createStringError("no temporary folder: " + code.message());
  llvm::scope_exit removeFolder(
      [&] { llvm::sys::fs::remove_directories(folder); });
  auto getPath = [&](const Twine &name) {
    SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    return std::string(path);
  };
  std::vector<std::string> inputs;
  for (auto [number, object] : llvm::enumerate(objects)) {
    inputs.push_back(getPath(Twine(number) + ".o"));
    if (llvm::Error error = writeFile(inputs.back(), object))
      return std::move(error);
  }
  std::string output = getPath("merged.o");
  SmallVector<StringRef> arguments = {merger, "-r", "-o", output};
  llvm::append_range(arguments, inputs);
  if (llvm::Error error = runProgram(arguments))
    return std::move(error);
  auto merged = llvm::MemoryBuffer::getFile(output, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!merged)
    return llvm::createStringError(output + ": " + merged.getError().message());
  return (*merged)->getBuffer().str();
}
