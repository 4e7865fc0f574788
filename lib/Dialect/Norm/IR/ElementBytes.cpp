//===- ElementBytes.cpp - Bytes of an element in memory -------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/ElementBytes.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

int64_t norm::getElementBytes(Type type) {
  Type element = getElementTypeOrSelf(type);
  if (element.isIndex())
    return IndexType::kInternalStorageBitWidth / 8;
  return llvm::divideCeil(element.getIntOrFloatBitWidth(), 8);
}
