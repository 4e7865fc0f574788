//===- NormOps.cpp - Op definitions and shared answers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::norm;

#include "norm-mlir/Dialect/Norm/IR/NormInterfaces.cpp.inc"
#define GET_OP_CLASSES
#include "norm-mlir/Dialect/Norm/IR/NormOps.cpp.inc"

FloatType norm::getComputeType(Type element) {
  if (element.isF64())
    return cast<FloatType>(element);
  return Float32Type::get(element.getContext());
}

Estimator norm::resolveEstimator(std::optional<Estimator> estimator,
                                 Type element) {
  return estimator.value_or(element.isF64() ? Estimator::TwoPass
                                            : Estimator::Shifted);
}
