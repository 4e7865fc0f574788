//===- MLIR.cpp - The norm dialect in MLIR's C API ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir-c/MLIR.h"
#include "Handles.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/CAPI/IR.h"
#include "mlir/CAPI/Registration.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

/// With the models of our ops' interfaces, as C++ registers the dialect.
static void insertDialect(MlirDialectRegistry registry) {
  registerDialect(*unwrap(registry));
}

static MlirDialect loadDialect(MlirContext context) {
  DialectRegistry registry;
  registerDialect(registry);
  unwrap(context)->appendDialectRegistry(registry);
  return wrap(unwrap(context)->getOrLoadDialect<NormDialect>());
}

static MlirStringRef getNamespace() {
  return wrap(NormDialect::getDialectNamespace());
}

MlirDialectHandle mlirGetDialectHandle__norm__() {
  static const MlirDialectRegistrationHooks hooks = {insertDialect, loadDialect,
                                                     getNamespace};
  return MlirDialectHandle{&hooks};
}

void mlirRegisterNormPasses() { registerNormPassesOnce(); }

void mlirRegisterNormForCompilation(MlirDialectRegistry registry) {
  registerForCompilation(*unwrap(registry));
}

MlirContext norm_context_get_mlir(NormContext *context) {
  return context ? wrap(&context->compiler->context) : MlirContext{nullptr};
}

MlirModule norm_module_get_mlir(NormModule *module) {
  return module ? wrap(*module->module) : MlirModule{nullptr};
}

NormStatus norm_module_from_mlir(NormContext *context, MlirModule module,
                                 NormModule **copy, char **message) {
  if (NormStatus status =
          begin("norm_module_from_mlir",
                {{"context", context}, {"module", module.ptr}, {"copy", copy}},
                message))
    return status;
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  if (failed(writeBytecodeToFile(unwrap(module), stream)))
    return fail(NORM_PARSE_ERROR,
                "norm_module_from_mlir: expects IR that bytecode holds; got "
                "other",
                message);
  return norm_module_parse(context, bytes.data(), bytes.size(), "module", copy,
                           message);
}
