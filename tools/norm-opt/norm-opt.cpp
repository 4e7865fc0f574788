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

#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Debug.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"

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

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::norm::registerEverything(registry);
  mlir::norm::registerAllPasses();
  mlir::norm::test::registerAllTestPasses();
  llvm::InitLLVM initialize(argc, argv);
  auto [input, output] = mlir::registerAndParseCLIOptions(
      argc, argv, "norm-mlir optimizer driver\n", registry);
  // The parser recurses: text nested too deep would exhaust the stack.
  if (input != "-") {
    auto buffer = llvm::MemoryBuffer::getFile(input);
    if (buffer) {
      if (llvm::Error error =
              mlir::norm::checkNestingDepth((*buffer)->getBuffer(), input)) {
        llvm::errs() << llvm::toString(std::move(error)) << "\n";
        return 1;
      }
    }
  }
  mlir::LogicalResult result =
      mlir::MlirOptMain(argc, argv, input, output, registry);
  if (statistics)
    mlir::norm::printStatistics(llvm::errs());
  return mlir::asMainReturnCode(result);
}
