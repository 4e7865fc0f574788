//===- RunProgram.cpp - Run a linker ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunProgram.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace mlir;
using namespace mlir::norm;

/// The first line in `text` that speaks of an error, or the first at all.
static StringRef firstErrorLine(StringRef text) {
  SmallVector<StringRef> lines;
  text.split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef line : lines)
    if (line.contains("undefined") || line.contains("error"))
      return line.trim();
  return lines.empty() ? "no message" : lines.front().trim();
}

llvm::Error norm::runProgram(ArrayRef<StringRef> arguments) {
  SmallString<128> log;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("norm-compile", "log", log))
    return llvm::createStringError("no temporary file: " + code.message());
  llvm::scope_exit removeLog([&] { llvm::sys::fs::remove(log); });
  std::string message;
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(log),
                                          StringRef(log)};
  int status = llvm::sys::ExecuteAndWait(
      arguments.front(), arguments, std::nullopt, redirects, 0, 0, &message);
  if (status == 0)
    return llvm::Error::success();
  if (message.empty())
    if (auto text = llvm::MemoryBuffer::getFile(log))
      message = firstErrorLine((*text)->getBuffer()).str();
  return llvm::createStringError(arguments.front() + ": " + message);
}
