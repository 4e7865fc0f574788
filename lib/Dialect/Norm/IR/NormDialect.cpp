//===- NormDialect.cpp - The norm dialect ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/TilingInterface.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"
#include "mlir/Transforms/InliningUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::norm;

#include "norm-mlir/Dialect/Norm/IR/NormAttrInterfaces.cpp.inc"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.cpp.inc"
#include "norm-mlir/Dialect/Norm/IR/NormEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "norm-mlir/Dialect/Norm/IR/NormAttributes.cpp.inc"

namespace {
/// Every op of the dialect may be inlined anywhere: none refers to its
/// surroundings.
struct NormInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};
} // namespace

void NormDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "norm-mlir/Dialect/Norm/IR/NormAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "norm-mlir/Dialect/Norm/IR/NormOps.cpp.inc"
      >();
  addInterfaces<NormInlinerInterface>();
  declarePromisedInterfaces<linalg::AggregatedOpInterface, StatsOp,
                            WindowStatsOp, MergeStatsOp, ApplyOp>();
  forEachSpaceOp([&](auto op) {
    declarePromisedInterface<TilingInterface, decltype(op)>();
    declarePromisedInterface<ValueBoundsOpInterface, decltype(op)>();
  });
  declarePromisedInterface<TilingInterface, KernelOp>();
  declarePromisedInterface<ValueBoundsOpInterface, KernelOp>();
  declarePromisedInterface<bufferization::BufferizableOpInterface, KernelOp>();
}
