//===- Context.cpp - Contexts, modules and errors for C ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Handles.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Config/llvm-config.h"

#include <cstdlib>
#include <cstring>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

//===----------------------------------------------------------------------===//
// Errors and memory
//===----------------------------------------------------------------------===//

NormStatus capi::fail(NormStatus status, const llvm::Twine &text,
                      char **message) {
  if (message)
    *message = copyBytes(text.str());
  return status;
}

NormStatus capi::fail(NormStatus status, llvm::Error error, char **message) {
  return fail(status, toString(std::move(error)), message);
}

NormStatus capi::begin(const char *function,
                       std::initializer_list<Argument> needed, char **message) {
  if (message)
    *message = nullptr;
  for (const Argument &argument : needed)
    if (!argument.value)
      return fail(NORM_INVALID_ARGUMENT,
                  llvm::Twine(function) + ": expects " + argument.name +
                      "; got null",
                  message);
  return NORM_OK;
}

char *capi::copyBytes(StringRef bytes) {
  auto *copy = static_cast<char *>(std::malloc(bytes.size() + 1));
  if (!copy)
    return nullptr;
  if (!bytes.empty())
    std::memcpy(copy, bytes.data(), bytes.size());
  copy[bytes.size()] = '\0';
  return copy;
}

NormStatus capi::giveBytes(StringRef bytes, char **given, size_t *size,
                           char **message) {
  char *copy = copyBytes(bytes);
  if (!copy)
    return fail(NORM_COMPILE_ERROR,
                "no memory for " + llvm::Twine(bytes.size()) + " bytes",
                message);
  *given = copy;
  if (size)
    *size = bytes.size();
  return NORM_OK;
}

void norm_free(void *memory) { std::free(memory); }

int32_t norm_api_version() { return NORM_API_VERSION; }

const char *norm_version_text() {
  return "norm-mlir " NORM_VERSION " (LLVM " LLVM_VERSION_STRING ")";
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

bool capi::registerNormPassesOnce() {
  static const bool isOurs = [] {
    if (PassInfo::lookup("norm-generalize"))
      return false;
    registerPasses();
    return true;
  }();
  return isOurs;
}

/// What modules may hold. It lives until the process ends.
static const DialectRegistry &getRegistry() {
  static const DialectRegistry &registry = *[] {
    auto *registry = new DialectRegistry();
    registerEverything(*registry);
    return registry;
  }();
  return registry;
}

NormStatus norm_context_create(NormContext **context, char **message) {
  if (NormStatus status =
          begin("norm_context_create", {{"context", context}}, message))
    return status;
  if (!registerNormPassesOnce())
    return fail(NORM_CONFLICT,
                "norm_context_create: expects this process to have the passes "
                "of libNormC.so alone; got those of NormPlugin.so or another "
                "copy",
                message);
  static const bool hasAll = (mlir::registerAllPasses(), true);
  (void)hasAll;
  *context = new NormContext{
      std::make_shared<Compiler>(CompileOptions(), getRegistry())};
  return NORM_OK;
}

void norm_context_destroy(NormContext *context) { delete context; }

NormStatus norm_context_allow_unregistered_dialects(NormContext *context,
                                                    int32_t allow,
                                                    char **message) {
  if (NormStatus status = begin("norm_context_allow_unregistered_dialects",
                                {{"context", context}}, message))
    return status;
  std::lock_guard<std::mutex> lock(context->compiler->mutex);
  context->compiler->context.allowUnregisteredDialects(allow != 0);
  return NORM_OK;
}

NormStatus norm_context_use_threads(NormContext *context, int32_t use,
                                    char **message) {
  if (NormStatus status =
          begin("norm_context_use_threads", {{"context", context}}, message))
    return status;
  std::lock_guard<std::mutex> lock(context->compiler->mutex);
  context->compiler->context.disableMultithreading(use == 0);
  return NORM_OK;
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

/// Gives the caller a module that has been parsed.
static NormStatus give(NormContext *context, StringRef name,
                       llvm::Expected<OwningOpRef<ModuleOp>> parsed,
                       NormModule **module, char **message) {
  if (!parsed)
    return fail(NORM_PARSE_ERROR, parsed.takeError(), message);
  *module = new NormModule(context->compiler, std::move(*parsed), name.str());
  return NORM_OK;
}

NormStatus norm_module_parse(NormContext *context, const char *text,
                             size_t size, const char *name, NormModule **module,
                             char **message) {
  if (NormStatus status = begin(
          "norm_module_parse",
          {{"context", context}, {"text", text}, {"module", module}}, message))
    return status;
  std::lock_guard<std::mutex> lock(context->compiler->mutex);
  StringRef given = name ? name : "ir";
  return give(
      context, given,
      parseModuleText(StringRef(text, size), given, context->compiler->context),
      module, message);
}

NormStatus norm_module_parse_file(NormContext *context, const char *path,
                                  NormModule **module, char **message) {
  if (NormStatus status = begin(
          "norm_module_parse_file",
          {{"context", context}, {"path", path}, {"module", module}}, message))
    return status;
  std::lock_guard<std::mutex> lock(context->compiler->mutex);
  return give(context, path, parseModule(path, context->compiler->context),
              module, message);
}

NormStatus norm_module_clone(const NormModule *module, NormModule **clone,
                             char **message) {
  if (NormStatus status = begin(
          "norm_module_clone", {{"module", module}, {"clone", clone}}, message))
    return status;
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  *clone = new NormModule(module->compiler,
                          OwningOpRef<ModuleOp>(module->module.get().clone()),
                          module->name);
  return NORM_OK;
}

void norm_module_destroy(NormModule *module) { delete module; }

NormStatus norm_module_run_pipeline(NormModule *module, const char *pipeline,
                                    char **message) {
  if (NormStatus status =
          begin("norm_module_run_pipeline",
                {{"module", module}, {"pipeline", pipeline}}, message))
    return status;
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  OwningOpRef<ModuleOp> changed(module->module.get().clone());
  if (llvm::Error error = runPipeline(*changed, pipeline))
    return fail(NORM_PIPELINE_ERROR, std::move(error), message);
  module->module = std::move(changed);
  return NORM_OK;
}

NormStatus norm_module_print(const NormModule *module, NormPrintForm form,
                             char **bytes, size_t *size, char **message) {
  if (NormStatus status = begin(
          "norm_module_print", {{"module", module}, {"bytes", bytes}}, message))
    return status;
  std::string text;
  llvm::raw_string_ostream stream(text);
  std::lock_guard<std::mutex> lock(module->compiler->mutex);
  ModuleOp op = *module->module;
  switch (form) {
  case NORM_PRINT_TEXT:
    op->print(stream);
    break;
  case NORM_PRINT_GENERIC:
    op->print(stream, OpPrintingFlags().printGenericOpForm());
    break;
  case NORM_PRINT_BYTECODE:
    if (failed(writeBytecodeToFile(op, stream)))
      return fail(NORM_INVALID_ARGUMENT,
                  "norm_module_print: expects IR that bytecode holds; got "
                  "other",
                  message);
    break;
  default:
    return fail(NORM_INVALID_ARGUMENT,
                "norm_module_print: expects a NormPrintForm; got " +
                    llvm::Twine(form),
                message);
  }
  return giveBytes(text, bytes, size, message);
}
