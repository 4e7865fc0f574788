//===- NormDialect.h - The norm dialect -------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMDIALECT_H
#define NORM_MLIR_DIALECT_NORM_IR_NORMDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Dialect.h"

#include "norm-mlir/Dialect/Norm/IR/NormDialect.h.inc"

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMDIALECT_H
