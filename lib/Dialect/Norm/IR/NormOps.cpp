//===- NormOps.cpp - Op definitions and shared answers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "VerifierUtils.h"

#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;
using namespace mlir::norm;

/// The exponent of a norm: a number, or `inf`.
static ParseResult parseExponent(OpAsmParser &parser, FloatAttr &exponent) {
  Type f64 = parser.getBuilder().getF64Type();
  if (succeeded(parser.parseOptionalKeyword("inf"))) {
    exponent = FloatAttr::get(f64, std::numeric_limits<double>::infinity());
    return success();
  }
  return parser.parseAttribute(exponent, f64);
}

static void printExponent(OpAsmPrinter &printer, Operation *,
                          FloatAttr exponent) {
  if (exponent.getValue().isPosInfinity())
    printer << "inf";
  else
    printer.printAttributeWithoutType(exponent);
}

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
