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

std::optional<ElementKind> norm::getElementKind(Type type) {
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
    return ElementKind::I1;
  default:
    return std::nullopt;
  }
}

int64_t norm::getByteWidth(ElementKind kind) {
  switch (kind) {
  case ElementKind::F64:
  case ElementKind::I64:
    return 8;
  case ElementKind::F32:
  case ElementKind::I32:
    return 4;
  case ElementKind::BF16:
  case ElementKind::F16:
  case ElementKind::I16:
    return 2;
  case ElementKind::I8:
  case ElementKind::I1:
    return 1;
  }
  llvm_unreachable("all kinds are handled");
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

uint16_t norm::encodeBF16(double value) {
  // Exact, but for NaN: those stay quiet NaNs.
  float rounded =
      static_cast<float>(FloatFormat::get(ElementKind::BF16).round(value));
  return llvm::bit_cast<uint32_t>(rounded) >> 16;
}

uint16_t norm::encodeF16(double value) {
  double rounded = FloatFormat::get(ElementKind::F16).round(value);
  uint64_t bits = llvm::bit_cast<uint64_t>(rounded);
  uint16_t sign = (bits >> 48) & 0x8000;
  double magnitude = std::fabs(rounded);
  if (std::isnan(value))
    return sign | 0x7e00;
  if (std::isinf(rounded))
    return sign | 0x7c00;
  if (magnitude < 0x1p-14)
    return sign | static_cast<uint16_t>(magnitude * 0x1p24);
  uint16_t exponent = ((bits >> 52) & 0x7ff) - 1023 + 15;
  return sign | exponent << 10 | ((bits >> 42) & 0x3ff);
}
