//===- norm-opt.cpp - The optimizer driver ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Runs any pass of norm-mlir or of upstream MLIR on an IR file.
//
//===----------------------------------------------------------------------===//

#include "TestPasses.h"
#include "norm-mlir/Pipelines/Registration.h"
#include "norm-mlir/Support/NestingDepth.h"
#include "norm-mlir/Support/Statistics.h"

#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Debug.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/ToolOutputFile.h"
#include <unistd.h>

/// The packaged LLVM is built without -debug-only; our own code has its
/// LLVM_DEBUG output, so the flag is ours.
static llvm::cl::list<std::string> debugOnly(
    "debug-only", llvm::cl::CommaSeparated,
    llvm::cl::desc(
        "Print the debug output of the named components of norm-mlir."),
    llvm::cl::value_desc("component,..."),
    llvm::cl::callback([](const std::string &) {
      llvm::SmallVector<const char *> types;
      for (const std::string &type : debugOnly)
        types.push_back(type.c_str());
      llvm::DebugFlag = true;
      llvm::setCurrentDebugTypes(types.data(), types.size());
    }));

/// Likewise for -mlir-pass-statistics, which counts nothing there.
static llvm::cl::opt<bool>
    statistics("statistics",
               llvm::cl::desc("Print what the passes of norm-mlir counted."));

/// What ends the process, as a full disk does, ends it like any other error.
static void failFatally(void *, const char *reason, bool) {
  llvm::errs() << "norm-opt: " << llvm::StringRef(reason).split('\n').first
               << "\n";
  llvm::sys::RunInterruptHandlers(); // Removes what is not complete.
  _exit(1);
}

static mlir::LogicalResult optimize(llvm::StringRef input,
                                    llvm::StringRef output,
                                    mlir::DialectRegistry &registry,
                                    const mlir::MlirOptMainConfig &config) {
  std::string error;
  std::unique_ptr<llvm::MemoryBuffer> buffer =
      mlir::openInputFile(input, &error);
  if (!buffer) {
    llvm::errs() << error << "\n";
    return mlir::failure();
  }
  // The parser recurses: text nested too deep would exhaust the stack.
  if (llvm::Error deep =
          mlir::norm::checkNestingDepth(buffer->getBuffer(), input)) {
    llvm::errs() << llvm::toString(std::move(deep)) << "\n";
    return mlir::failure();
  }
  std::unique_ptr<llvm::ToolOutputFile> file =
      mlir::openOutputFile(output, &error);
  if (!file) {
    llvm::errs() << error << "\n";
    return mlir::failure();
  }
  if (failed(
          mlir::MlirOptMain(file->os(), std::move(buffer), registry, config)))
    return mlir::failure();
  file->keep();
  return mlir::success();
}

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::norm::registerEverything(registry);
  mlir::norm::registerAllPasses();
  mlir::norm::test::registerAllTestPasses();
  llvm::InitLLVM initialize(argc, argv);
  auto [input, output] = mlir::registerAndParseCLIOptions(
      argc, argv, "norm-mlir optimizer driver\n", registry);
  llvm::install_fatal_error_handler(failFatally);
  auto config = mlir::MlirOptMainConfig::createFromCLOptions();
  mlir::LogicalResult result =
      config.shouldShowDialects() || config.shouldListPasses()
          ? mlir::MlirOptMain(argc, argv, input, output, registry)
          : optimize(input, output, registry, config);
  if (statistics)
    mlir::norm::printStatistics(llvm::errs());
  return mlir::asMainReturnCode(result);
}
