//===- RunPipeline.cpp - Passes by their text ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FirstError.h"
#include "norm-mlir/Execution/Compile.h"
#include "norm-mlir/Support/NestingDepth.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace mlir::norm;

/// What is wrong with a pipeline, of the lines that the parser writes: it names
/// a place of the text, after a title of its own, or none.
static llvm::Error refuse(StringRef written) {
  StringRef line = written.split('\n').first;
  if (!line.consume_front("MLIR Textual PassPipeline Parser:"))
    return llvm::createStringError("pipeline: " + line);
  auto [place, text] = line.split(" error: ");
  return llvm::createStringError("pipeline:" + place + " " + text);
}

llvm::Error norm::runPipeline(ModuleOp module, StringRef pipeline) {
  if (llvm::Error error = checkNestingDepth(pipeline, "pipeline"))
    return error;
  std::string written;
  llvm::raw_string_ostream stream(written);
  FailureOr<OpPassManager> passes = parsePassPipeline(pipeline, stream);
  if (failed(passes))
    return refuse(written);
  FirstError firstError(module.getContext());
  PassManager manager(module.getContext(), module->getName().getStringRef());
  static_cast<OpPassManager &>(manager) = std::move(*passes);
  if (failed(manager.run(module)))
    return firstError.take("pipeline");
  return llvm::Error::success();
}
