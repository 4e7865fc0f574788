//===- Runner.cpp - Run a function of an IR file ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Runner.h"
#include "DeviceDriver.h"
#include "RunnerInputs.h"
#include "norm-mlir/Execution/CompiledModule.h"
#include "norm-mlir/Execution/DeviceMemory.h"
#include "norm-mlir/Execution/Timing.h"
#include "norm-mlir/Reference/Reference.h"
#include "norm-mlir/Support/PrintTensor.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"
#include <omp.h>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The functions to run.
llvm::Expected<SmallVector<func::FuncOp>>
selectEntries(ModuleOp module, const RunnerOptions &options) {
  SmallVector<func::FuncOp> candidates;
  for (auto function : module.getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal())
      candidates.push_back(function);
  std::string names = llvm::join(
      llvm::map_to_vector(
          candidates, [](func::FuncOp f) { return "@" + f.getName().str(); }),
      ", ");
  if (candidates.empty())
    return llvm::createStringError(
        "expects a public function with a body; got none");
  if (options.all) {
    if (!options.entry.empty() || !options.inputs.empty() ||
        !options.outputs.empty())
      return llvm::createStringError(
          "expects --all without --entry, --input and --output");
    return candidates;
  }
  if (options.entry.empty()) {
    if (candidates.size() != 1)
      return llvm::createStringError(
          "expects --entry for one of the functions " + names);
    return candidates;
  }
  for (func::FuncOp function : candidates)
    if (function.getName() == options.entry)
      return SmallVector<func::FuncOp>{function};
  return llvm::createStringError("expects --entry for one of the functions " +
                                 names + "; got @" + options.entry);
}

/// Prints what the comparison of one result found; returns whether it is within
/// its bounds.
bool printComparison(llvm::raw_ostream &stream, size_t index,
                     const TensorBuffer &buffer, const Comparison &found) {
  stream << "result " << index << ": max abs "
         << llvm::format("%.3g", found.maxAbs) << ", max relative "
         << llvm::format("%.3g", found.maxRelative) << ", max ulp "
         << llvm::format("%.3g", found.maxUlp) << ", at most "
         << llvm::format("%.3g", found.maxBoundRatio) << " of the bound";
  if (!found.firstBad) {
    stream << " " << llvm::format("%.3g", found.bound);
    if (found.numUnjudged > 0)
      stream << ", " << found.numUnjudged << " elements without a bound";
    stream << ": ok\n";
    return true;
  }
  SmallVector<int64_t> position(buffer.shape.size());
  int64_t rest = *found.firstBad;
  for (int64_t dim = position.size() - 1; dim >= 0; --dim) {
    position[dim] = rest % buffer.shape[dim];
    rest /= buffer.shape[dim];
  }
  stream << ": FAILED at ["
         << llvm::join(
                llvm::map_to_vector(
                    position, [](int64_t i) { return std::to_string(i); }),
                ", ")
         << llvm::format("]: got %.9g, reference %.9g, bound %.3g\n",
                         found.firstBadValue, found.firstBadReference,
                         found.firstBadBound);
  return false;
}

llvm::Expected<bool> verify(func::FuncOp function,
                            ArrayRef<TensorBuffer> inputs,
                            ArrayRef<TensorBuffer> results,
                            llvm::raw_ostream &stream) {
  SmallVector<TensorView> views;
  for (auto [type, input] :
       llvm::zip_equal(function.getArgumentTypes(), inputs))
    views.push_back({getElementTypeOrSelf(type), input.shape, input.data});
  llvm::Expected<SmallVector<ReferenceTensor>> references =
      evaluateReference(function, views);
  if (!references)
    return references.takeError();
  bool isWithin = true;
  for (auto [index, reference] : llvm::enumerate(*references))
    isWithin &=
        printComparison(stream, index, results[index],
                        compareWithReference(reference, results[index].data));
  return isWithin;
}

/// Every output file can be created, so that no job ends with a part of its
/// files.
llvm::Error checkOutputs(ArrayRef<std::string> outputs, size_t numResults) {
  if (outputs.size() > numResults)
    return llvm::createStringError(llvm::formatv(
        "expects at most {0} --output; got {1}", numResults, outputs.size()));
  for (const std::string &path : outputs) {
    StringRef folder = llvm::sys::path::parent_path(path);
    if (llvm::sys::fs::is_directory(path))
      return llvm::createStringError(path +
                                     ": expects a file to write; got a folder");
    if (std::error_code code = llvm::sys::fs::access(
            folder.empty() ? "." : folder, llvm::sys::fs::AccessMode::Write))
      return llvm::createStringError(path + ": " + code.message());
  }
  return llvm::Error::success();
}

llvm::Expected<bool> emit(ModuleOp module, const RunnerOptions &options,
                          const CompileOptions &compileOptions,
                          llvm::raw_ostream &stream) {
  if (llvm::Error error = checkOutputs(options.outputs, 1))
    return std::move(error);
  SmallString<0> text;
  llvm::raw_svector_ostream buffer(text);
  if (llvm::Error error =
          emitModule(module, *options.emit, compileOptions, buffer))
    return std::move(error);
  if (options.outputs.empty()) {
    stream << text;
    return true;
  }
  std::error_code code;
  llvm::ToolOutputFile file(options.outputs.front(), code,
                            llvm::sys::fs::OF_None);
  if (code)
    return llvm::createStringError(options.outputs.front() + ": " +
                                   code.message());
  file.os() << text;
  file.os().flush();
  if (std::error_code failed = file.os().error()) {
    file.os().clear_error();
    return llvm::createStringError(options.outputs.front() + ": " +
                                   failed.message());
  }
  file.keep();
  return true;
}

} // namespace

namespace {

/// Runs one compiled function; returns whether it is within the reference's
/// bounds.
llvm::Expected<bool> runEntry(const RunnerOptions &options,
                              func::FuncOp function, const Entry &entry,
                              llvm::raw_ostream &stream) {
  const Signature &signature = entry.getSignature();
  if (llvm::Error error =
          checkOutputs(options.outputs, signature.results.size()))
    return std::move(error);
  Arena arena;
  llvm::Expected<SmallVector<TensorBuffer>> inputs =
      loadInputs(arena, function, signature, options.inputs);
  if (!inputs)
    return inputs.takeError();
  llvm::Expected<SmallVector<SmallVector<int64_t>>> shapes =
      entry.prepare(*inputs);
  if (!shapes)
    return shapes.takeError();
  SmallVector<TensorBuffer> results;
  for (auto [type, shape] : llvm::zip_equal(signature.results, *shapes)) {
    llvm::Expected<TensorBuffer> buffer = arena.allocate(type.element, shape);
    if (!buffer)
      return buffer.takeError();
    results.push_back(std::move(*buffer));
  }
  if (llvm::Error error = entry.call(*inputs, results))
    return std::move(error);
  if (options.timedRuns > 0) {
    llvm::Expected<Timing> timing =
        timeCalls(entry, *inputs, results, options.timedRuns);
    if (!timing)
      return timing.takeError();
    printTiming(stream, *timing);
  }

  bool isWithin = true;
  if (options.verify) {
    llvm::Expected<bool> verified = verify(function, *inputs, results, stream);
    if (!verified)
      return verified.takeError();
    isWithin = *verified;
  }
  if (options.all)
    return isWithin;
  for (auto [index, result] : llvm::enumerate(results)) {
    ArrayRef<char> bytes(result.data,
                         *denseByteCount(result.element, result.shape));
    if (index < options.outputs.size()) {
      if (llvm::Error error = writeNpy(options.outputs[index], result.element,
                                       result.shape, bytes))
        return std::move(error);
      continue;
    }
    if (results.size() > 1)
      stream << "result " << index << ": "
             << writeBufferType(result.shape, result.element) << "\n";
    printTensor(stream, result.element, result.shape, bytes, options.precision);
    stream << "\n";
  }
  return isWithin;
}

/// Runs every function; one that is refused counts as failed and the others
/// still run.
bool runAll(const RunnerOptions &options, ArrayRef<func::FuncOp> functions,
            const CompiledModule &compiled, llvm::raw_ostream &stream) {
  int64_t passed = 0;
  for (func::FuncOp function : functions) {
    stream << "@" << function.getName() << "\n";
    llvm::Expected<bool> isWithin = runEntry(
        options, function, *compiled.lookup(function.getName()), stream);
    if (!isWithin)
      stream << "FAILED: " << toString(isWithin.takeError()) << "\n";
    else
      passed += *isWithin;
  }
  int64_t failed = functions.size() - passed;
  stream << passed << " passed, " << failed << " failed\n";
  return failed == 0;
}

} // namespace

llvm::Expected<bool> norm::run(const RunnerOptions &options,
                               DialectRegistry &registry,
                               llvm::raw_ostream &stream) {
  MLIRContext context(registry);
  llvm::Expected<OwningOpRef<ModuleOp>> module =
      parseModule(options.file, context);
  if (!module)
    return module.takeError();
  CompileOptions compileOptions;
  // One thread runs the same code as many, so that it gives the same bits; only
  // what is emitted for one thread is free of OpenMP.
  compileOptions.parallel = !options.emit || options.threads != 1;
  compileOptions.route = options.route;
  compileOptions.printAfter = options.printAfter;
  compileOptions.emitKernels = options.emitKernels;
  compileOptions.gpu = options.gpu;
  if (options.route == Route::Cuda && compileOptions.gpu.chip.empty()) {
    llvm::Expected<std::string> chip = findDeviceChip();
    if (!chip)
      return chip.takeError();
    compileOptions.gpu.chip = *chip;
  }
  if (options.emit)
    return emit(**module, options, compileOptions, stream);

  llvm::Expected<SmallVector<func::FuncOp>> functions =
      selectEntries(**module, options);
  if (!functions)
    return functions.takeError();
  // Only the entries are compiled, with what they call.
  for (auto other : (*module)->getOps<func::FuncOp>())
    if (!llvm::is_contained(*functions, other) && !other.isExternal())
      other.setPrivate();
  llvm::Expected<std::unique_ptr<CompiledModule>> compiled =
      CompiledModule::compile(**module, compileOptions);
  if (!compiled)
    return compiled.takeError();
  setEmulatedOrder(options.threadOrder);
  if (options.threads > 0)
    omp_set_num_threads(options.threads);
  if (options.all)
    return runAll(options, *functions, **compiled, stream);
  func::FuncOp function = functions->front();
  return runEntry(options, function, *(*compiled)->lookup(function.getName()),
                  stream);
}
