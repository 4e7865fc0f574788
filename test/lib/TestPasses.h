//===- TestPasses.h - Passes that print what analyses find ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_LIB_TESTPASSES_H
#define NORM_MLIR_TEST_LIB_TESTPASSES_H

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace mlir::norm::test {

/// -test-norm-sweeps: remarks on the sweeps of every norm.kernel.
void registerTestSweepsPass();
/// -test-norm-kernel-layout: remarks on how every norm.kernel's operands lie in
/// memory.
void registerTestKernelLayoutPass();
/// -test-norm-kernel-cost: remarks on what the cost model says of every
/// norm.kernel.
void registerTestKernelCostPass();
/// -test-norm-fusions: remarks on which linalg.generics of a block would
/// become one kernel, and on the dimensions of it that their loops walk.
void registerTestFusionsPass();

/// -test-norm-emit-scalar: writes every norm.kernel on buffers as scalar loops.
void registerTestEmitScalarPass();
/// Adds that pass.
void addEmitScalarPass(OpPassManager &manager);

inline void registerAllTestPasses() {
  registerTestSweepsPass();
  registerTestKernelLayoutPass();
  registerTestKernelCostPass();
  registerTestFusionsPass();
  registerTestEmitScalarPass();
}

} // namespace mlir::norm::test

#endif // NORM_MLIR_TEST_LIB_TESTPASSES_H
