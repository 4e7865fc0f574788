//===- FailureTest.cpp - Whether a module still fails ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Programs run in processes of their own, with a limit of time: what they do
// ends no one else.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/FailureTest.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <unistd.h>

using namespace mlir;
using namespace mlir::norm;

/// The process group of the program that runs now; 0 for none.
static volatile sig_atomic_t runningGroup = 0;

/// The temporary folder, which LLVM's list of files to remove does not take.
static char runningFolder[256];

/// Ends the program, with all that it started.
static void killGroup() {
  if (runningGroup > 0)
    kill(-runningGroup, SIGKILL);
}

/// Runs a program in a process group of its own, with a limit of time. Returns
/// its exit status, below 0 where it did not end by itself: `ending` says why.
/// The error is one line: it did not begin.
static llvm::Expected<int>
runWithLimit(ArrayRef<StringRef> arguments,
             ArrayRef<std::optional<StringRef>> redirects, unsigned seconds,
             std::string &ending) {
  bool notRun = false;
  auto process = llvm::sys::ExecuteNoWait(
      arguments.front(), arguments, std::nullopt, redirects, 0, &ending,
      &notRun, nullptr, /*DetachProcess=*/true);
  if (notRun)
    return llvm::createStringError(arguments.front() + ": " + ending);
  runningGroup = process.Pid;
  process = llvm::sys::Wait(process, seconds, &ending);
  killGroup(); // What outlives it would live on.
  runningGroup = 0;
  if (process.ReturnCode == -1)
    return llvm::createStringError(arguments.front() + ": " + ending);
  return process.ReturnCode;
}

/// The text of a message without what differs from one module to the next:
/// numbers, shapes and places.
static std::string getSkeleton(StringRef message) {
  size_t error = message.rfind("error: ");
  if (error != StringRef::npos)
    message = message.substr(error);
  std::string skeleton;
  for (char c : message) {
    bool isNumber = llvm::isDigit(c) || c == '?' || c == '-';
    bool continues = StringRef(skeleton).ends_with("#");
    // Ranks differ too: 4x?x8 is one number.
    if (isNumber && StringRef(skeleton).ends_with("#x"))
      skeleton.pop_back();
    else if (!isNumber)
      skeleton += c;
    else if (!continues)
      skeleton += '#';
  }
  return skeleton;
}

bool Failure::isLike(const Failure &other) const {
  if (kind != other.kind)
    return false;
  if (kind != Kind::Error && kind != Kind::Crash)
    return true;
  return getSkeleton(message) == getSkeleton(other.message);
}

static std::string readFile(StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

/// The first line of `text` that holds one of `words`; empty if none does.
static StringRef findLine(StringRef text, ArrayRef<StringRef> words) {
  while (!text.empty()) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    if (llvm::any_of(words,
                     [&](StringRef word) { return line.contains(word); }))
      return line.trim();
  }
  return {};
}

llvm::Expected<FailureTest> FailureTest::create(FailureTestOptions options) {
  auto program = llvm::sys::findProgramByName(options.program);
  if (!program)
    return llvm::createStringError("expects a program to run; got " +
                                   options.program + ": " +
                                   program.getError().message());
  SmallString<128> folder;
  if (std::error_code code =
          llvm::sys::fs::createUniqueDirectory("norm-reduce", folder))
    return llvm::createStringError("no temporary folder: " + code.message());
  // Candidates that crash are many.
  llvm::sys::Process::PreventCoreFiles();
  llvm::sys::SetInterruptFunction(+[] {
    killGroup();
    rmdir(runningFolder); // Its files are gone by now.
    _exit(130);
  });
  return FailureTest(std::move(options), *program, folder);
}

FailureTest::FailureTest(FailureTestOptions options, std::string program,
                         StringRef folder)
    : options(std::move(options)), program(std::move(program)), folder(folder) {
  auto name = [&](SmallString<128> &path, StringRef file) {
    path = folder;
    llvm::sys::path::append(path, file);
    llvm::sys::RemoveFileOnSignal(path);
  };
  name(module, "module.mlir");
  name(output, "output");
  name(errors, "errors");
  llvm::fill(runningFolder, '\0');
  llvm::copy(folder.take_front(sizeof(runningFolder) - 1), runningFolder);
}

FailureTest::FailureTest(FailureTest &&other)
    : options(std::move(other.options)), program(std::move(other.program)),
      folder(other.folder), module(other.module), output(other.output),
      errors(other.errors), numRuns(other.numRuns) {
  other.folder.clear();
}

FailureTest::~FailureTest() {
  if (folder.empty())
    return;
  for (StringRef path : {StringRef(module), StringRef(output),
                         StringRef(errors), StringRef(folder)}) {
    llvm::sys::DontRemoveFileOnSignal(path);
    llvm::sys::fs::remove(path);
  }
}

std::string FailureTest::getCommand() const {
  std::string command = program;
  for (StringRef argument : options.arguments) {
    bool isPlain = argument.find_first_of(" ()<>{}$&|;*\"'") == StringRef::npos;
    command += (isPlain ? " " : " '") + argument.str() + (isPlain ? "" : "'");
  }
  return command;
}

llvm::Expected<Failure> FailureTest::run(StringRef text) {
  std::error_code code;
  llvm::raw_fd_ostream file(module, code);
  file << text;
  file.close();
  if (code || (code = file.error())) {
    file.clear_error();
    return llvm::createStringError(module + ": " + code.message());
  }
  SmallVector<StringRef> arguments{program};
  llvm::append_range(arguments, options.arguments);
  arguments.push_back(module);
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(output),
                                          StringRef(errors)};
  // Redirections write over what is there, and leave the rest.
  for (StringRef path : {StringRef(output), StringRef(errors)})
    llvm::sys::fs::remove(path);
  std::string ending;
  ++numRuns;
  llvm::Expected<int> status =
      runWithLimit(arguments, redirects, options.seconds, ending);
  if (!status)
    return status.takeError();
  return judge(*status, ending);
}

/// `status` is below 0 where the program did not end by itself; `ending` says
/// why.
Failure FailureTest::judge(int status, StringRef ending) const {
  bool hangs = status < 0 && ending.contains("timed out");
  std::string limit = std::to_string(options.seconds) + " s";
  if (options.convention != Convention::Tool) {
    bool fails = options.convention == Convention::FailsIfZero ? status == 0
                                                               : status != 0;
    if (hangs)
      return {Failure::Kind::None, "takes longer than " + limit};
    std::string message =
        status < 0 ? ending.str() : "exit status " + std::to_string(status);
    return {fails ? Failure::Kind::Script : Failure::Kind::None, message};
  }
  if (status == 0)
    return {};
  if (hangs)
    return {Failure::Kind::Timeout, "takes longer than " + limit};
  std::string printed = readFile(output), said = readFile(errors);
  if (status < 0) {
    StringRef assertion =
        findLine(said, {"Assertion `", "LLVM ERROR", "UNREACHABLE"});
    return {Failure::Kind::Crash,
            assertion.empty() ? ending.str() : assertion.str()};
  }
  if (StringRef line = findLine(printed, {": FAILED at ["}); !line.empty())
    return {Failure::Kind::Numbers, line.str()};
  StringRef line = findLine(said, {"error: "});
  if (line.empty())
    line = findLine(said, {": "});
  if (line.empty())
    line = findLine(printed, {"FAILED: "});
  std::string message =
      line.empty() ? "exit status " + std::to_string(status) : line.str();
  // The folder has another name in every run.
  if (size_t at = message.find(folder.str()); at != std::string::npos)
    message.erase(at, folder.size() + 1);
  return {Failure::Kind::Error, message};
}
