//===- Elementwise.h - Scalar ops on blocks of elements -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a scalar op computes and how its error grows, stated once for ops on
// tensors and for bodies of linalg ops. Ops run on blocks of elements, so that
// finding the function of an op costs little per element.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_ELEMENTWISE_H
#define NORM_MLIR_REFERENCE_ELEMENTWISE_H

#include "mlir/IR/Operation.h"
#include "mlir/IR/TypeUtilities.h"
#include "norm-mlir/Reference/ReferenceTensor.h"
#include "llvm/ADT/StringMap.h"
#include <array>

namespace mlir::norm::reference {

/// Elements per block.
constexpr int64_t kLanes = 256;

/// A block of one scalar SSA value. Floats are in `value`, integers in
/// `integer` (sign-extended; i1 is 0 or 1); `bound` belongs to either.
struct Lanes {
  double value[kLanes];
  double bound[kLanes];
  int64_t integer[kLanes];

  Estimate get(int64_t i) const { return {value[i], bound[i]}; }
  void set(int64_t i, Estimate estimate) {
    value[i] = estimate.value;
    bound[i] = estimate.bound;
  }
};

/// Reads a block of a tensor of floats or integers.
void readLanes(const ReferenceTensor &tensor, int64_t begin, int64_t stride,
               int64_t count, Lanes &lanes);
/// Writes a block to a tensor of floats or integers.
void writeLanes(ReferenceTensor &tensor, int64_t begin, int64_t stride,
                int64_t count, const Lanes &lanes);

/// One op on one block.
struct LaneCall {
  Operation *op;
  ArrayRef<const Lanes *> operands;
  Lanes &result;
  int64_t count;

  ElementKind getResultKind() const { return getKind(op->getResult(0)); }
  ElementKind getOperandKind(unsigned i) const {
    return getKind(op->getOperand(i));
  }
  static ElementKind getKind(Value value) {
    return *getReferenceKind(getElementTypeOrSelf(value.getType()));
  }
};

/// Evaluates an op on a block. Floats are not rounded to the op's type (a
/// conversion is); the bound covers that rounding.
using LaneFunction = void (*)(const LaneCall &);

/// The function of an op, or null where the reference has none or its types are
/// not supported.
LaneFunction lookupLaneFunction(Operation *op);

/// The tables that the lookup reads: arith on floats and conversions, arith on
/// integers, math.
void addFloatFunctions(llvm::StringMap<LaneFunction> &table);
void addIntegerFunctions(llvm::StringMap<LaneFunction> &table);
void addMathFunctions(llvm::StringMap<LaneFunction> &table);

//===----------------------------------------------------------------------===//
// Float ops
//===----------------------------------------------------------------------===//

/// The bound of a product of a magnitude and an error; an exact factor adds
/// nothing even beside an infinity.
inline double scaleBound(double magnitude, double bound) {
  return bound == 0 ? 0 : std::fabs(magnitude) * bound;
}

/// Whether every choice of inputs within their bounds gives the same NaN or
/// infinity. The functions are monotone between their poles, so corners decide.
template <size_t N, typename Function>
bool isCertain(Function function, const std::array<Estimate, N> &inputs,
               double expected) {
  for (const Estimate &input : inputs)
    if (!(input.bound < std::numeric_limits<double>::infinity()))
      return false;
  for (unsigned corner = 0; corner < (1u << N); ++corner) {
    std::array<Estimate, N> at;
    for (size_t i = 0; i < N; ++i)
      at[i] = {corner >> i & 1 ? inputs[i].value + inputs[i].bound
                               : inputs[i].value - inputs[i].bound,
               0};
    double value = function(at).value;
    if (!(std::isnan(value) && std::isnan(expected)) && value != expected)
      return false;
  }
  return true;
}

/// Applies `function`, from estimates of the operands to the estimate of the
/// result, to every lane. `ulps`: what computing the result in its type may
/// add; 0 for ops whose result is always representable.
template <size_t N, typename Function>
void mapFloats(const LaneCall &call, double ulps, Function function) {
  const FloatFormat &format = FloatFormat::get(call.getResultKind());
  constexpr double infinity = std::numeric_limits<double>::infinity();
  // For f64 the reference's own rounding is as large as that of compiled code.
  double own = ulps == 0 ? 0 : format.isF64() ? ulps + 0.5 : ulps;
  auto getInputs = [&](int64_t i) {
    std::array<Estimate, N> inputs;
    for (size_t k = 0; k < N; ++k)
      inputs[k] = call.operands[k]->get(i);
    return inputs;
  };
  // Finite results that stay finite, without branches.
  bool isOrdinary = true;
  for (int64_t i = 0; i < call.count; ++i) {
    Estimate result = function(getInputs(i));
    double magnitude = std::fabs(result.value) + result.bound;
    isOrdinary &= magnitude < format.overflow;
    result.bound += own == 0 ? 0 : own * format.ulp(magnitude);
    call.result.set(i, result);
  }
  if (isOrdinary)
    return;
  for (int64_t i = 0; i < call.count; ++i) {
    std::array<Estimate, N> inputs = getInputs(i);
    Estimate result = function(inputs);
    if (!std::isfinite(result.value)) {
      result.bound =
          isCertain<N>(function, inputs, result.value) ? 0 : infinity;
    } else if (!(result.bound < infinity)) {
      result.bound = infinity;
    } else {
      double magnitude = std::fabs(result.value) + result.bound;
      result.bound += own == 0 ? 0 : own * format.ulp(magnitude);
      // As compiled code does, an op overflows where its type does.
      if (std::fabs(result.value) - result.bound >= format.overflow)
        result = {std::copysign(infinity, result.value), 0};
      else if (magnitude >= format.overflow)
        result.bound = infinity;
    }
    call.result.set(i, result);
  }
}

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_ELEMENTWISE_H
