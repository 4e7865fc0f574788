//===- Inputs.cpp - What norm-runner gives to arguments ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "norm-mlir/Reduce/Reducer.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

std::optional<InputSpec> norm::getInput(FunctionOpInterface function,
                                        unsigned index) {
  auto text = function.getArgAttrOfType<StringAttr>(index, kInputAttr);
  if (!text)
    return std::nullopt;
  llvm::Expected<InputSpec> spec = parseInputSpec(text.getValue());
  if (spec)
    return std::move(*spec);
  llvm::consumeError(spec.takeError());
  return std::nullopt;
}

void norm::setInput(FunctionOpInterface function, unsigned index,
                    const InputSpec &spec) {
  function.setArgAttr(
      index, kInputAttr,
      StringAttr::get(function.getContext(), writeInputSpec(spec)));
}

int64_t norm::getExtentOfInputs(ModuleOp module) {
  int64_t extent = 0;
  module.walk([&](FunctionOpInterface function) {
    for (unsigned index = 0; index < function.getNumArguments(); ++index)
      if (std::optional<InputSpec> spec = getInput(function, index);
          spec && spec->sizes)
        extent += llvm::sum_of(*spec->sizes, int64_t(spec->sizes->size()));
  });
  return extent;
}

/// The public functions with a body, which norm-runner --all runs; `entry`
/// alone unless it is empty.
static llvm::Expected<SmallVector<func::FuncOp>> findEntries(ModuleOp module,
                                                             StringRef entry) {
  SmallVector<func::FuncOp> entries;
  for (auto function : module.getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal() &&
        (entry.empty() || function.getName() == entry))
      entries.push_back(function);
  if (entries.empty())
    return llvm::createStringError(
        entry.empty() ? std::string("expects a public function with a body; "
                                    "got none")
                      : llvm::formatv("expects --entry for a public function "
                                      "with a body; got @{0}",
                                      entry));
  return entries;
}

llvm::Error norm::stateInputs(ModuleOp module, StringRef entry,
                              ArrayRef<std::string> inputs) {
  auto entries = findEntries(module, entry);
  if (!entries)
    return entries.takeError();
  if (!inputs.empty() && entries->size() > 1)
    return llvm::createStringError(llvm::formatv(
        "expects --entry with --input where there are several public "
        "functions; got {0} of them",
        entries->size()));
  if (inputs.size() > entries->front().getNumArguments())
    return llvm::createStringError(
        llvm::formatv("@{0}: expects at most {1} --input; got {2}",
                      entries->front().getName(),
                      entries->front().getNumArguments(), inputs.size()));
  if (!entry.empty())
    for (auto function : module.getOps<func::FuncOp>())
      if (function != entries->front() && !function.isExternal())
        function.setPrivate();
  for (func::FuncOp function : *entries)
    for (unsigned index = 0; index < function.getNumArguments(); ++index) {
      auto stated = function.getArgAttrOfType<StringAttr>(index, kInputAttr);
      StringRef text = index < inputs.size() ? StringRef(inputs[index])
                       : stated              ? stated.getValue()
                                             : StringRef();
      llvm::Expected<InputSpec> spec = parseInputSpec(text);
      if (!spec)
        return spec.takeError();
      if (takesSeed(spec->kind) && !spec->seed)
        spec->seed = index;
      setInput(function, index, *spec);
    }
  return llvm::Error::success();
}
