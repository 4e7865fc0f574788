//===- NormOps.h - Ops of the norm dialect ----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMOPS_H
#define NORM_MLIR_DIALECT_NORM_IR_NORMOPS_H

#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "mlir/IR/AffineMap.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "norm-mlir/Dialect/Norm/IR/IterationSpace.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Dialect/Norm/IR/SizeConditions.h"
#include "llvm/ADT/SmallBitVector.h"

#include "norm-mlir/Dialect/Norm/IR/NormAttrInterfaces.h.inc"
#include "norm-mlir/Dialect/Norm/IR/NormEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "norm-mlir/Dialect/Norm/IR/NormAttributes.h.inc"
#include "norm-mlir/Dialect/Norm/IR/NormInterfaces.h.inc"
#define GET_OP_CLASSES
#include "norm-mlir/Dialect/Norm/IR/NormOps.h.inc"

namespace mlir::norm {

/// The type that elementwise arithmetic on elements of type `element` runs in:
/// f64 for f64, f32 for f32, bf16 and f16.
FloatType getComputeType(Type element);

/// The estimator of moments in force for an input of the given element type:
/// the given one, or two_pass for f64 and shifted for all others.
Estimator resolveEstimator(std::optional<Estimator> estimator, Type element);

/// Calls `function` with a null op of every class that has an iteration space:
/// named ops and core ops.
template <typename Function>
void forEachSpaceOp(Function function) {
  auto callAll = [&](auto... ops) { (function(ops), ...); };
  callAll(LayerNormOp(), RMSNormOp(), BatchNormOp(), BatchNormTrainingOp(),
          GroupNormOp(), InstanceNormOp(), SwitchableNormOp(),
          LocalResponseNormOp(), LpNormalizeOp(), WeightNormOp(), StatsOp(),
          WindowStatsOp(), MergeStatsOp(), ApplyOp());
}

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMOPS_H
