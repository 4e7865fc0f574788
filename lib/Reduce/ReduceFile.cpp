//===- ReduceFile.cpp - Makes an IR file that fails smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/ReduceFile.h"
#include "norm-mlir/Execution/Compile.h"
#include "norm-mlir/Reduce/Reducer.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;
using namespace mlir::norm;

/// Refuses options that do not go together.
static llvm::Error checkOptions(const ReduceFileOptions &options) {
  int ways =
      !options.script.empty() + options.verify + options.pipeline.has_value();
  if (ways != 1)
    return llvm::createStringError(llvm::formatv(
        "expects one of --test, --verify and --pass-pipeline; got {0}",
        ways == 0 ? "none" : std::to_string(ways).c_str()));
  if (options.failsIfZero && options.script.empty())
    return llvm::createStringError("expects --fails-if-zero with --test only");
  if (!options.verify && (!options.entry.empty() || !options.inputs.empty()))
    return llvm::createStringError(
        "expects --entry and --input with --verify only");
  if (options.seconds == 0)
    return llvm::createStringError("expects --timeout=N with N 1 or more; "
                                   "got 0");
  return llvm::Error::success();
}

/// What is run on each module.
static FailureTestOptions getTest(const ReduceFileOptions &options) {
  FailureTestOptions test;
  test.seconds = options.seconds;
  auto findTool = [&](StringRef name) {
    SmallString<128> path(options.toolFolder);
    llvm::sys::path::append(path, name);
    return llvm::sys::fs::can_execute(path) ? path.str().str() : name.str();
  };
  if (!options.script.empty()) {
    test.program = options.script;
    test.convention = options.failsIfZero ? Convention::FailsIfZero
                                          : Convention::FailsUnlessZero;
  } else if (options.verify) {
    test.program = findTool("norm-runner");
    test.arguments = {"--all", "--verify"};
  } else {
    test.program = findTool("norm-opt");
    test.arguments = {"--pass-pipeline=" + *options.pipeline};
    if (options.allowUnregisteredDialects)
      test.arguments.push_back("--allow-unregistered-dialect");
  }
  llvm::append_range(test.arguments, options.arguments);
  return test;
}

/// Whether a file can be written is known before it has taken minutes.
static llvm::Error checkOutput(StringRef path) {
  if (path == "-")
    return llvm::Error::success();
  if (llvm::sys::fs::is_directory(path))
    return llvm::createStringError(path +
                                   ": expects a file to write; got a folder");
  StringRef folder = llvm::sys::path::parent_path(path);
  if (std::error_code code = llvm::sys::fs::access(
          folder.empty() ? "." : folder, llvm::sys::fs::AccessMode::Write))
    return llvm::createStringError(path + ": " + code.message());
  return llvm::Error::success();
}

static llvm::Error writeFile(StringRef path, StringRef text) {
  std::error_code code;
  llvm::ToolOutputFile file(path, code, llvm::sys::fs::OF_None);
  if (!code) {
    file.os() << text;
    file.os().flush();
    code = file.os().error();
    file.os().clear_error();
  }
  if (code)
    return llvm::createStringError((path == "-" ? "standard output" : path) +
                                   ": " + code.message());
  file.keep();
  return llvm::Error::success();
}

llvm::Error norm::reduceFile(const ReduceFileOptions &options,
                             DialectRegistry &registry,
                             llvm::raw_ostream &log) {
  if (llvm::Error error = checkOptions(options))
    return error;
  if (llvm::Error error = checkOutput(options.output))
    return error;
  MLIRContext context(registry);
  context.allowUnregisteredDialects(options.allowUnregisteredDialects);
  context.loadDialect<arith::ArithDialect>(); // Constants that are put in.
  auto module = parseModule(options.file, context);
  if (!module)
    return module.takeError();
  if (options.verify)
    if (llvm::Error error =
            stateInputs(**module, options.entry, options.inputs))
      return error;
  llvm::Expected<FailureTest> test = FailureTest::create(getTest(options));
  if (!test)
    return test.takeError();
  std::string text = printModule(**module);
  llvm::Expected<Failure> failure = test->run(text);
  if (!failure)
    return failure.takeError();
  if (failure->kind == Failure::Kind::None)
    return llvm::createStringError(llvm::formatv(
        "{0}: expects a module that fails; got one that passes{1}{2}: {3}",
        options.file, failure->message.empty() ? "" : ", ", failure->message,
        test->getCommand()));
  log << options.file << ": fails: " << failure->message << "\n";
  ModuleSize before = measure(**module, text);
  Reductions reductions = createReductions(&context);
  if (llvm::Error error = reduceModule(*module, *failure, *test, reductions))
    return error;
  text = printModule(**module);
  if (llvm::Error error = writeFile(options.output, text))
    return error;
  log << llvm::formatv("{0}: {1} operations, were {2}; {3} runs\n",
                       options.output == "-" ? "standard output"
                                             : options.output.c_str(),
                       measure(**module, text).operations, before.operations,
                       test->getNumRuns());
  return llvm::Error::success();
}
