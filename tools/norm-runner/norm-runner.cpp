//===- norm-runner.cpp - Compile, run and verify IR -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunnerMain.h"

int main(int argc, char **argv) { return mlir::norm::runnerMain(argc, argv); }
