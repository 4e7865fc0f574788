//===- ElementBytes.h - Bytes of an element in memory -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_ELEMENTBYTES_H
#define NORM_MLIR_DIALECT_NORM_IR_ELEMENTBYTES_H

#include "mlir/IR/BuiltinTypes.h"

namespace mlir::norm {

/// Bytes of an element in memory of a buffer of type `type`, or of a scalar of
/// this type.
int64_t getElementBytes(Type type);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_ELEMENTBYTES_H
