//===- ReferenceFormats.cpp - Element types and their rounding ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/ReferenceFormats.h"

#include "mlir/IR/BuiltinTypes.h"
#include "norm-mlir/Support/FloatFormats.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/ErrorHandling.h"
#include <array>

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// Kinds
//===----------------------------------------------------------------------===//

static ReferenceKind getIntegerKind(unsigned width) {
  if (width == 1)
    return ReferenceKind::Bool;
  if (width <= 8)
    return ReferenceKind::I8;
  if (width <= 16)
    return ReferenceKind::I16;
  return width <= 32 ? ReferenceKind::I32 : ReferenceKind::I64;
}

std::optional<ReferenceKind> norm::getReferenceKind(Type type) {
  if (type.isIndex())
    return ReferenceKind::I64;
  if (auto integer = dyn_cast<IntegerType>(type)) {
    if (!integer.isSignless() || integer.getWidth() < 1 ||
        integer.getWidth() > 64)
      return std::nullopt;
    return getIntegerKind(integer.getWidth());
  }
  return llvm::TypeSwitch<Type, std::optional<ReferenceKind>>(type)
      .Case<Float64Type>([](Type) { return ReferenceKind::F64; })
      .Case<Float32Type>([](Type) { return ReferenceKind::F32; })
      .Case<BFloat16Type>([](Type) { return ReferenceKind::BF16; })
      .Case<Float16Type>([](Type) { return ReferenceKind::F16; })
      .Case<Float8E5M2Type>([](Type) { return ReferenceKind::F8E5M2; })
      .Case<Float8E4M3Type>([](Type) { return ReferenceKind::F8E4M3; })
      .Case<Float8E4M3FNType>([](Type) { return ReferenceKind::F8E4M3FN; })
      .Case<Float8E5M2FNUZType>([](Type) { return ReferenceKind::F8E5M2FNUZ; })
      .Case<Float8E4M3FNUZType>([](Type) { return ReferenceKind::F8E4M3FNUZ; })
      .Case<Float8E4M3B11FNUZType>(
          [](Type) { return ReferenceKind::F8E4M3B11FNUZ; })
      .Case<Float8E3M4Type>([](Type) { return ReferenceKind::F8E3M4; })
      .Default([](Type) { return std::nullopt; });
}

int64_t norm::byteWidth(ReferenceKind kind) {
  switch (kind) {
  case ReferenceKind::F64:
  case ReferenceKind::I64:
    return 8;
  case ReferenceKind::F32:
  case ReferenceKind::I32:
    return 4;
  case ReferenceKind::BF16:
  case ReferenceKind::F16:
  case ReferenceKind::I16:
    return 2;
  default:
    return 1;
  }
}

int64_t norm::getIntegerWidth(Type type) {
  return type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
}

//===----------------------------------------------------------------------===//
// Formats
//===----------------------------------------------------------------------===//

namespace {

/// One format of 8 bits.
struct Float8 {
  const llvm::fltSemantics &semantics;
  FloatFormat format;
};

} // namespace

static const Float8 &getFloat8(ReferenceKind kind) {
  using llvm::APFloat;
  // In E4M3FN 464 ties to 448, which is even; beyond it NaN follows.
  static const double beyond464 = std::nextafter(464.0, 465.0);
  static const std::array<Float8, 7> table = {{
      {APFloat::Float8E5M2(), {0x1p-2, 0x1p-16, 0x1p-14, 57344, 61440}},
      {APFloat::Float8E4M3(), {0x1p-3, 0x1p-9, 0x1p-6, 240, 248}},
      {APFloat::Float8E4M3FN(),
       {0x1p-3, 0x1p-9, 0x1p-6, 448, beyond464, false}},
      {APFloat::Float8E5M2FNUZ(),
       {0x1p-2, 0x1p-17, 0x1p-15, 57344, 61440, false, false}},
      {APFloat::Float8E4M3FNUZ(),
       {0x1p-3, 0x1p-10, 0x1p-7, 240, 248, false, false}},
      {APFloat::Float8E4M3B11FNUZ(),
       {0x1p-3, 0x1p-13, 0x1p-10, 30, 31, false, false}},
      {APFloat::Float8E3M4(), {0x1p-4, 0x1p-6, 0x1p-2, 15.5, 15.75}},
  }};
  return table[static_cast<size_t>(kind) -
               static_cast<size_t>(ReferenceKind::F8E5M2)];
}

const FloatFormat &FloatFormat::get(ReferenceKind kind) {
  static const FloatFormat f64 = {0x1p-52, 0x1p-1074, 0x1p-1022,
                                  std::numeric_limits<double>::max(),
                                  std::numeric_limits<double>::infinity()};
  static const FloatFormat f32 = {0x1p-23, 0x1p-149, 0x1p-126, 0x1.fffffep127,
                                  0x1.ffffffp127};
  static const FloatFormat bf16 = {0x1p-7, 0x1p-133, 0x1p-126, 0x1.fep127,
                                   0x1.ffp127};
  static const FloatFormat f16 = {0x1p-10, 0x1p-24, 0x1p-14, 65504, 65520};
  switch (kind) {
  case ReferenceKind::F64:
    return f64;
  case ReferenceKind::F32:
    return f32;
  case ReferenceKind::BF16:
    return bf16;
  case ReferenceKind::F16:
    return f16;
  default:
    return getFloat8(kind).format;
  }
}

Estimate FloatFormat::store(Estimate estimate) const {
  double magnitude = std::fabs(estimate.value);
  if (magnitude + estimate.bound < overflow) {
    double rounded = round(estimate.value);
    return {rounded, estimate.bound + std::fabs(rounded - estimate.value)};
  }
  if (!std::isfinite(estimate.value))
    return {round(estimate.value), estimate.bound};
  double infinity = std::numeric_limits<double>::infinity();
  if (magnitude - estimate.bound >= overflow)
    return {getOverflowed(estimate.value), 0};
  // Some of what the bound allows overflows and some does not.
  return {round(estimate.value), infinity};
}

//===----------------------------------------------------------------------===//
// Bits
//===----------------------------------------------------------------------===//

/// The values of all patterns of a format of 8 bits.
static const std::array<double, 256> &getFloat8Values(ReferenceKind kind) {
  using Values = std::array<double, 256>;
  static const std::array<Values, 7> tables = [] {
    std::array<Values, 7> tables;
    for (auto [i, values] : llvm::enumerate(tables)) {
      auto kind = static_cast<ReferenceKind>(
          static_cast<size_t>(ReferenceKind::F8E5M2) + i);
      for (auto [bits, value] : llvm::enumerate(values))
        value = llvm::APFloat(getFloat8(kind).semantics, llvm::APInt(8, bits))
                    .convertToDouble();
    }
    return tables;
  }();
  return tables[static_cast<size_t>(kind) -
                static_cast<size_t>(ReferenceKind::F8E5M2)];
}

double norm::decodeFloat(ReferenceKind kind, uint64_t bits) {
  switch (kind) {
  case ReferenceKind::F64:
    return llvm::bit_cast<double>(bits);
  case ReferenceKind::F32:
    return llvm::bit_cast<float>(static_cast<uint32_t>(bits));
  case ReferenceKind::BF16:
    return bf16ToFloat(static_cast<uint16_t>(bits));
  case ReferenceKind::F16:
    return f16ToFloat(static_cast<uint16_t>(bits));
  default:
    return getFloat8Values(kind)[static_cast<uint8_t>(bits)];
  }
}

uint64_t norm::encodeFloat(ReferenceKind kind, double value) {
  switch (kind) {
  case ReferenceKind::F64:
    return llvm::bit_cast<uint64_t>(value);
  case ReferenceKind::F32:
    return llvm::bit_cast<uint32_t>(static_cast<float>(value));
  case ReferenceKind::BF16:
    return doubleToBf16(value);
  case ReferenceKind::F16:
    return doubleToF16(value);
  default:
    break;
  }
  const llvm::fltSemantics &semantics = getFloat8(kind).semantics;
  if (std::isnan(value))
    return llvm::APFloat::getQNaN(semantics).bitcastToAPInt().getZExtValue();
  llvm::APFloat narrow(value);
  bool losesInfo;
  narrow.convert(semantics, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return narrow.bitcastToAPInt().getZExtValue();
}
