//===- NormOps.td - All ops of the norm dialect ------------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMOPS_TD

include "norm-mlir/Dialect/Norm/IR/NormBase.td"
include "norm-mlir/Dialect/Norm/IR/NormCoreOps.td"
include "norm-mlir/Dialect/Norm/IR/NormKernelOps.td"
include "norm-mlir/Dialect/Norm/IR/NormLayerOps.td"
include "norm-mlir/Dialect/Norm/IR/NormBatchOps.td"
include "norm-mlir/Dialect/Norm/IR/NormGroupOps.td"
include "norm-mlir/Dialect/Norm/IR/NormResponseOps.td"
include "norm-mlir/Dialect/Norm/IR/NormVectorOps.td"
include "norm-mlir/Dialect/Norm/IR/NormSwitchableOps.td"

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMOPS_TD
