//===- NativeInstructions.h - Instructions of AVX-512 -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_MATH_NATIVEINSTRUCTIONS_H
#define NORM_MLIR_KERNEL_MATH_NATIVEINSTRUCTIONS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::norm {

/// Whether values of the type fill a register of 256 or 512 bits with f32, or
/// half of one with 16 bits.
inline bool fillsRegister(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  return vector && vector.getRank() == 1 &&
         (vector.getNumElements() == 16 || vector.getNumElements() == 8);
}

/// The result of `llvm.x86.avx512` + `name`, of 512 bits or 256 as `shape` is.
inline Value callAVX512(OpBuilder &builder, Location loc, StringRef name,
                        VectorType shape, Type result, ValueRange operands) {
  StringRef bits = shape.getNumElements() == 16 ? "512" : "256";
  return LLVM::CallIntrinsicOp::create(
             builder, loc, result,
             builder.getStringAttr("llvm.x86.avx512" + name + "." + bits),
             operands)
      .getResult(0);
}

/// What vfpclassps asks for, as a mask.
enum FloatClass : int32_t {
  kQuietNaN = 0x01,
  kPositiveZero = 0x02,
  kNegativeZero = 0x04,
  kPositiveInfinity = 0x08,
  kNegativeInfinity = 0x10,
  kDenormal = 0x20,
  kNegative = 0x40,
  kSignalingNaN = 0x80,
};

/// Which lanes of f32 are in one of `classes`.
inline Value areInClass(OpBuilder &builder, Location loc, Value lanes,
                        int32_t classes) {
  auto type = cast<VectorType>(lanes.getType());
  Value mask =
      arith::ConstantIntOp::create(builder, loc, classes, /*width=*/32);
  return callAVX512(builder, loc, ".fpclass.ps", type,
                    type.clone(builder.getI1Type()), {lanes, mask});
}

/// A condition that hardly ever holds.
inline Value createRarely(OpBuilder &builder, Location loc, Value condition) {
  return LLVM::ExpectOp::create(
      builder, loc, condition,
      arith::ConstantIntOp::create(builder, loc, 0, /*width=*/1));
}

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_MATH_NATIVEINSTRUCTIONS_H
