//===- MLIR.h - The norm dialect in MLIR's C API ----------------*- C -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For programs that use MLIR's C API (mlir-c/): the dialect and the passes in
// their contexts, and the way from their modules to Norm.h and back. The
// library holds the functions of mlir-c/IR.h and of what that includes, of
// Pass.h, Diagnostics.h, Interfaces.h, Debug.h and RegisterEverything.h; a
// program that has them already may keep its own, because both are over the
// same libMLIR. A process has the passes and the dialect from here
// or from NormPlugin.so, not from both.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_C_MLIR_H
#define NORM_MLIR_C_MLIR_H

#include "mlir-c/IR.h"
#include "norm-mlir-c/Norm.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The norm dialect, with the interfaces of its ops for upstream's passes, for
/// mlirDialectHandleInsertDialect, mlirDialectHandleRegisterDialect and
/// mlirDialectHandleLoadDialect.
MLIR_DECLARE_CAPI_DIALECT_REGISTRATION(Norm, norm);

/// Registers our passes and pipelines, for mlirParsePassPipeline; once, and
/// then it does nothing. So it does where another copy of ours has registered
/// its own, which go with the dialect of that copy.
MLIR_CAPI_EXPORTED void mlirRegisterNormPasses(void);

/// Registers what our pipelines to machine code use beside the norm dialect:
/// upstream's dialects that they lower, the models of their interfaces, and
/// their translations to LLVM IR.
MLIR_CAPI_EXPORTED void
mlirRegisterNormForCompilation(MlirDialectRegistry registry);

/// The context in which the modules of a NormContext live, for its own life
/// time. The functions of Norm.h lock it, those of MLIR do not: the caller uses
/// it while no other thread does.
MLIR_CAPI_EXPORTED MlirContext norm_context_get_mlir(NormContext *context);

/// The module of a NormModule, which owns it. It stays until the NormModule is
/// destroyed or passes have run on it.
MLIR_CAPI_EXPORTED MlirModule norm_module_get_mlir(NormModule *module);

/// A copy of a module of any context in `context`. Its dialects are ours and
/// upstream's.
MLIR_CAPI_EXPORTED NormStatus norm_module_from_mlir(NormContext *context,
                                                    MlirModule module,
                                                    NormModule **copy,
                                                    char **message);

#ifdef __cplusplus
}
#endif

#endif // NORM_MLIR_C_MLIR_H
