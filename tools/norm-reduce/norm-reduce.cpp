//===- norm-reduce.cpp - Makes an IR file that fails smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Registration.h"
#include "norm-mlir/Reduce/ReduceFile.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"

using namespace llvm;

/// The LLVM dylib brings options of its own for tools that this is not; those
/// whose names are ours would end the process before main.
static bool makeWay() {
  for (StringRef name :
       {"o", "test", "test-arg", "fails-if-zero", "verify", "entry", "input",
        "pass-pipeline", "timeout", "allow-unregistered-dialect"})
    if (cl::Option *option = cl::getRegisteredOptions().lookup(name))
      option->removeArgument();
  return true;
}
[[maybe_unused]] static const bool madeWay = makeWay();

static cl::OptionCategory category("norm-reduce options");
static mlir::norm::ReduceFileOptions options;

template <typename T>
using Option = cl::opt<T, /*ExternalStorage=*/true>;

static Option<std::string> file(cl::Positional, cl::desc("<IR file>"),
                                cl::location(options.file), cl::init("-"),
                                cl::cat(category));
static Option<std::string> output("o", cl::desc("File to write (\"-\")."),
                                  cl::value_desc("file"),
                                  cl::location(options.output), cl::init("-"),
                                  cl::cat(category));
static Option<std::string> script(
    "test",
    cl::desc("Program to run on each module's file: an exit status other than "
             "0 says that it fails, as for mlir-reduce."),
    cl::value_desc("program"), cl::location(options.script), cl::cat(category));
static Option<bool> failsIfZero(
    "fails-if-zero",
    cl::desc("The program's exit status 0 says that it fails, as for "
             "llvm-reduce and C-Reduce."),
    cl::location(options.failsIfZero), cl::cat(category));
static Option<bool>
    verify("verify",
           cl::desc("norm-runner --verify fails: numbers beyond their bounds, "
                    "an error, a crash, no end."),
           cl::location(options.verify), cl::cat(category));
static Option<std::string>
    entry("entry", cl::desc("Function to verify; all public ones without it."),
          cl::value_desc("name"), cl::location(options.entry),
          cl::cat(category));
static cl::list<std::string, std::vector<std::string>>
    inputs("input",
           cl::desc("Its argument, in order, as for norm-runner; others follow "
                    "their norm.input attributes, or are random."),
           cl::value_desc("spec"), cl::location(options.inputs),
           cl::cat(category));
static cl::opt<std::string>
    pipeline("pass-pipeline",
             cl::desc("norm-opt fails on this pipeline: an error, a crash, no "
                      "end."),
             cl::value_desc("passes"), cl::cat(category));
static cl::list<std::string, std::vector<std::string>> arguments(
    "test-arg",
    cl::desc("Argument of the program, norm-runner or norm-opt, in order."),
    cl::value_desc("text"), cl::location(options.arguments), cl::cat(category));
static Option<unsigned> timeout("timeout",
                                cl::desc("Seconds for each run (60)."),
                                cl::value_desc("N"),
                                cl::location(options.seconds), cl::init(60),
                                cl::cat(category));
static Option<bool> allowUnregistered(
    "allow-unregistered-dialect", cl::desc("Take ops of unknown dialects."),
    cl::location(options.allowUnregisteredDialects), cl::cat(category));

int main(int argc, char **argv) {
  InitLLVM initialize(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv,
      "Makes an IR file that fails smaller, while it fails in the same way.\n");
  options.entry = StringRef(entry).ltrim('@').str();
  if (pipeline.getNumOccurrences() > 0)
    options.pipeline = pipeline;
  options.toolFolder =
      sys::path::parent_path(sys::fs::getMainExecutable(argv[0], (void *)main))
          .str();
  mlir::DialectRegistry registry;
  mlir::norm::registerEverything(registry);
  mlir::norm::registerAllPasses();
  if (Error error = mlir::norm::reduceFile(options, registry, errs())) {
    errs() << "norm-reduce: " << toString(std::move(error)) << "\n";
    return 1;
  }
  return 0;
}
