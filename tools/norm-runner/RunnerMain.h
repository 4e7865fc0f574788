//===- RunnerMain.h - The command line of norm-runner -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TOOLS_NORM_RUNNER_RUNNERMAIN_H
#define NORM_MLIR_TOOLS_NORM_RUNNER_RUNNERMAIN_H

#include "norm-mlir/Pipelines/CPUPipeline.h"

namespace mlir::norm {

/// Does what the command line of norm-runner says; returns the exit status.
/// Tests bring an emitter of their own.
int runnerMain(int argc, char **argv, EmitKernels emitKernels = {});

} // namespace mlir::norm

#endif // NORM_MLIR_TOOLS_NORM_RUNNER_RUNNERMAIN_H
