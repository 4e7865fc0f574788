//===- norm-scalar-runner.cpp - norm-runner with scalar loops ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestPasses.h"

#include "../../tools/norm-runner/RunnerMain.h"

int main(int argc, char **argv) {
  return mlir::norm::runnerMain(argc, argv,
                                mlir::norm::test::addEmitScalarPass);
}
