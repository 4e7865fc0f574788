//===- FloatFormats.cpp - Element types and their rounding ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/FloatFormats.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/ErrorHandling.h"

using namespace mlir;
using namespace mlir::norm;

std::optional<ElementKind> norm::getReferenceKind(Type type) {
  if (type.isF64())
    return ElementKind::F64;
  if (type.isF32())
    return ElementKind::F32;
  if (type.isBF16())
    return ElementKind::BF16;
  if (type.isF16())
    return ElementKind::F16;
  if (type.isIndex())
    return ElementKind::I64;
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer || !integer.isSignless())
    return std::nullopt;
  switch (integer.getWidth()) {
  case 64:
    return ElementKind::I64;
  case 32:
    return ElementKind::I32;
  case 16:
    return ElementKind::I16;
  case 8:
    return ElementKind::I8;
  case 1:
    return ElementKind::Bool;
  default:
    return std::nullopt;
  }
}

const FloatFormat &FloatFormat::get(ElementKind kind) {
  static const FloatFormat f64 = {0x1p-52, 0x1p-1074, 0x1p-1022,
                                  std::numeric_limits<double>::max(),
                                  std::numeric_limits<double>::infinity()};
  static const FloatFormat f32 = {0x1p-23, 0x1p-149, 0x1p-126, 0x1.fffffep127,
                                  0x1.ffffffp127};
  static const FloatFormat bf16 = {0x1p-7, 0x1p-133, 0x1p-126, 0x1.fep127,
                                   0x1.ffp127};
  static const FloatFormat f16 = {0x1p-10, 0x1p-24, 0x1p-14, 65504, 65520};
  switch (kind) {
  case ElementKind::F64:
    return f64;
  case ElementKind::F32:
    return f32;
  case ElementKind::BF16:
    return bf16;
  case ElementKind::F16:
    return f16;
  default:
    llvm_unreachable("expects a float kind");
  }
}

Estimate FloatFormat::store(Estimate estimate) const {
  double magnitude = std::fabs(estimate.value);
  if (magnitude + estimate.bound < overflow) {
    double rounded = round(estimate.value);
    return {rounded, estimate.bound + std::fabs(rounded - estimate.value)};
  }
  if (!std::isfinite(estimate.value))
    return estimate;
  double infinity = std::numeric_limits<double>::infinity();
  if (magnitude - estimate.bound >= overflow)
    return {std::copysign(infinity, estimate.value), 0};
  // Some of what the bound allows overflows and some does not.
  return {round(estimate.value), infinity};
}
