//===- Compile.cpp - Modules to machine code for C ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionCode.h"

#include "llvm/Support/FormatVariadic.h"

#include <cstring>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

namespace {

/// A text among the options, and where it goes.
struct TextOption {
  const char *name;
  const char *value;
  std::string &stored;
};

/// The options of this library's version, of a caller's that may be older or
/// newer.
llvm::Expected<NormCompileOptions>
copyOptions(const NormCompileOptions *options) {
  NormCompileOptions copy = NORM_COMPILE_OPTIONS;
  if (!options)
    return copy;
  size_t given = options->struct_size;
  if (given < sizeof(copy))
    return llvm::createStringError(
        llvm::formatv("expects options that begin with NORM_COMPILE_OPTIONS, "
                      "of {0} bytes; got a struct_size of {1}",
                      sizeof(copy), given));
  ArrayRef<char> bytes(reinterpret_cast<const char *>(options), given);
  if (llvm::any_of(bytes.drop_front(sizeof(copy)),
                   [](char byte) { return byte != 0; }))
    return llvm::createStringError(
        llvm::formatv("expects options of version {0}, of {1} bytes; got more",
                      NORM_API_VERSION, sizeof(copy)));
  std::memcpy(&copy, options, sizeof(copy));
  return copy;
}

/// Options as norm-compile has them. Those of files are refused where no file
/// is written.
llvm::Expected<CompileFileOptions> readOptions(const NormCompileOptions *given,
                                               bool isForFile) {
  llvm::Expected<NormCompileOptions> options = copyOptions(given);
  if (!options)
    return options.takeError();
  if (options->target != NORM_TARGET_CPU && options->target != NORM_TARGET_CUDA)
    return llvm::createStringError(
        llvm::formatv("expects a NormTarget; got {0}", options->target));
  bool isForGPU = options->target == NORM_TARGET_CUDA;
  CompileFileOptions file;
  file.serial = options->serial != 0;
  file.compile.route = isForGPU ? Route::Cuda : Route::Kernels;
  file.compile.parallel = !file.serial && !isForGPU;
  if (options->cpu)
    file.compile.target.cpu = options->cpu;
  if (options->triple)
    file.compile.target.triple = options->triple;
  GPUOptions &gpu = file.compile.gpu;
  for (const TextOption &option :
       {TextOption{"chip", options->chip, gpu.chip},
        TextOption{"ptx", options->ptx, gpu.ptx},
        TextOption{"device_code", options->device_code, gpu.format},
        TextOption{"toolkit", options->toolkit, gpu.toolkit}}) {
    if (!option.value)
      continue;
    if (!isForGPU)
      return llvm::createStringError(
          llvm::formatv("expects the option {0} for NORM_TARGET_CUDA only; got "
                        "{1} for NORM_TARGET_CPU",
                        option.name, option.value));
    option.stored = option.value;
  }
  for (const TextOption &option :
       {TextOption{"header", options->header, file.header},
        TextOption{"linker", options->linker, file.linker},
        TextOption{"runtime_library", options->runtime_library,
                   file.runtimeLibrary}}) {
    if (!option.value)
      continue;
    if (!isForFile)
      return llvm::createStringError(llvm::formatv(
          "expects the option {0} for files only; got {1} for memory",
          option.name, option.value));
    option.stored = option.value;
  }
  return std::move(file);
}

llvm::Expected<OutputKind> readKind(NormOutputKind kind) {
  static_assert(NORM_OUTPUT_OBJECT == int(OutputKind::Object) &&
                NORM_OUTPUT_SHARED == int(OutputKind::Shared) &&
                NORM_OUTPUT_ASSEMBLY == int(OutputKind::Assembly) &&
                NORM_OUTPUT_LLVM == int(OutputKind::LLVM) &&
                NORM_OUTPUT_PTX == int(OutputKind::PTX) &&
                NORM_OUTPUT_CUBIN == int(OutputKind::Cubin));
  if (kind < NORM_OUTPUT_OBJECT || kind > NORM_OUTPUT_CUBIN)
    return llvm::createStringError(
        llvm::formatv("expects a NormOutputKind; got {0}", kind));
  return static_cast<OutputKind>(kind);
}

/// Options for code of this process, whose loops run on threads that there are.
llvm::Expected<CompileOptions>
readProcessOptions(const NormCompileOptions *given) {
  llvm::Expected<CompileFileOptions> options = readOptions(given, false);
  if (!options)
    return options.takeError();
  if (options->compile.parallel)
    if (llvm::Error error = chooseOpenMPRuntime())
      return std::move(error);
  return std::move(options->compile);
}

} // namespace

//===----------------------------------------------------------------------===//
// In this process
//===----------------------------------------------------------------------===//

NormStatus norm_module_compile(const NormModule *module,
                               const NormCompileOptions *options,
                               NormExecutable **executable, char **message) {
  if (NormStatus status =
          begin("norm_module_compile",
                {{"module", module}, {"executable", executable}}, message))
    return status;
  llvm::Expected<CompileOptions> compile = readProcessOptions(options);
  if (!compile)
    return fail(NORM_INVALID_ARGUMENT, compile.takeError(), message);
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  llvm::Expected<std::shared_ptr<const CompiledModule>> compiled =
      module->compiler->cache.compile(*module->module, *compile);
  if (!compiled)
    return fail(NORM_COMPILE_ERROR, compiled.takeError(), message);
  *executable = new NormExecutable(
      module->compiler, OwningOpRef<ModuleOp>(module->module.get().clone()),
      std::move(*compiled));
  return NORM_OK;
}

void norm_executable_destroy(NormExecutable *executable) { delete executable; }

NormStatus norm_executable_lookup(const NormExecutable *executable,
                                  const char *name, NormFunction **function,
                                  char **message) {
  if (NormStatus status =
          begin("norm_executable_lookup",
                {{"executable", executable}, {"function", function}}, message))
    return status;
  std::lock_guard<std::mutex> lock(executable->source.compiler->mutex);
  llvm::Expected<func::FuncOp> found =
      findEntry(*executable->source.module, name ? name : "");
  if (!found)
    return fail(NORM_NOT_FOUND, found.takeError(), message);
  *function = new NormFunction{
      std::make_shared<FunctionCode>(executable->compiled, found->getName())};
  return NORM_OK;
}

NormStatus norm_module_specialize(const NormModule *module, const char *name,
                                  size_t limit,
                                  const NormCompileOptions *options,
                                  NormFunction **function, char **message) {
  if (NormStatus status =
          begin("norm_module_specialize",
                {{"module", module}, {"function", function}}, message))
    return status;
  llvm::Expected<CompileOptions> compile = readProcessOptions(options);
  if (!compile)
    return fail(NORM_INVALID_ARGUMENT, compile.takeError(), message);
  OwningOpRef<ModuleOp> copy;
  {
    std::lock_guard<std::mutex> lock(module->compiler->mutex);
    if (llvm::Expected<func::FuncOp> found =
            findEntry(*module->module, name ? name : "");
        !found)
      return fail(NORM_NOT_FOUND, found.takeError(), message);
    copy = module->module.get().clone();
  }
  // It locks the compiler itself, and takes its own copy.
  NormModule held(module->compiler, std::move(copy));
  llvm::Expected<std::unique_ptr<SpecializedFunction>> created =
      SpecializedFunction::create(*held.module, name ? name : "", limit,
                                  *compile, *held.compiler);
  if (!created)
    return fail(NORM_COMPILE_ERROR, created.takeError(), message);
  *function = new NormFunction{
      std::make_shared<FunctionCode>(module->compiler, std::move(*created))};
  return NORM_OK;
}

//===----------------------------------------------------------------------===//
// To memory and to files
//===----------------------------------------------------------------------===//

NormStatus norm_module_emit(const NormModule *module, NormOutputKind kind,
                            const NormCompileOptions *options, char **bytes,
                            size_t *size, char **message) {
  if (NormStatus status = begin(
          "norm_module_emit", {{"module", module}, {"bytes", bytes}}, message))
    return status;
  llvm::Expected<CompileFileOptions> compile = readOptions(options, false);
  if (!compile)
    return fail(NORM_INVALID_ARGUMENT, compile.takeError(), message);
  llvm::Expected<OutputKind> known = readKind(kind);
  if (!known)
    return fail(NORM_INVALID_ARGUMENT, known.takeError(), message);
  compile->kind = *known;
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  OwningOpRef<ModuleOp> copy(module->module.get().clone());
  llvm::Expected<std::string> compiled = compileToBytes(*copy, *compile);
  if (!compiled)
    return fail(NORM_COMPILE_ERROR, compiled.takeError(), message);
  return giveBytes(*compiled, bytes, size, message);
}

NormStatus norm_module_write(const NormModule *module, NormOutputKind kind,
                             const char *path,
                             const NormCompileOptions *options,
                             char **message) {
  if (NormStatus status = begin("norm_module_write",
                                {{"module", module}, {"path", path}}, message))
    return status;
  llvm::Expected<CompileFileOptions> compile = readOptions(options, true);
  if (!compile)
    return fail(NORM_INVALID_ARGUMENT, compile.takeError(), message);
  llvm::Expected<OutputKind> known = readKind(kind);
  if (!known)
    return fail(NORM_INVALID_ARGUMENT, known.takeError(), message);
  compile->kind = *known;
  // What a program prints itself is none of ours.
  for (StringRef file : {StringRef(path), StringRef(compile->header)})
    if (file == "-")
      return fail(NORM_INVALID_ARGUMENT,
                  "norm_module_write: expects a file; got standard output",
                  message);
  compile->output = path;
  compile->file = module->name;
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  OwningOpRef<ModuleOp> copy(module->module.get().clone());
  if (llvm::Error error = compileModule(*copy, *compile))
    return fail(NORM_COMPILE_ERROR, std::move(error), message);
  return NORM_OK;
}
