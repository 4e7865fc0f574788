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
struct LaneSpan {
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
               int64_t count, LaneSpan &lanes);
/// Writes a block to a tensor of floats or integers.
void writeLanes(ReferenceTensor &tensor, int64_t begin, int64_t stride,
                int64_t count, const LaneSpan &lanes);

/// One op on one block. `result` is the first of `results`.
struct LaneCall {
  LaneCall(Operation *op, ArrayRef<const LaneSpan *> operands,
           ArrayRef<LaneSpan *> results, int64_t count)
      : op(op), operands(operands), results(results), result(*results.front()),
        count(count) {}

  Operation *op;
  ArrayRef<const LaneSpan *> operands;
  ArrayRef<LaneSpan *> results;
  LaneSpan &result;
  int64_t count;

  ReferenceKind getResultKind() const { return getKind(op->getResult(0)); }
  ReferenceKind getOperandKind(unsigned i) const {
    return getKind(op->getOperand(i));
  }
  /// The bits of an integer type.
  int getResultWidth() const { return getWidth(op->getResult(0)); }
  int getOperandWidth(unsigned i) const { return getWidth(op->getOperand(i)); }
  static ReferenceKind getKind(Value value) {
    return *getReferenceKind(getElementTypeOrSelf(value.getType()));
  }
  static int getWidth(Value value) {
    return getIntegerWidth(getElementTypeOrSelf(value.getType()));
  }
};

/// Evaluates an op on a block. Floats are not rounded to the op's type (a
/// conversion is); the bound covers that rounding.
using LaneFunction = void (*)(const LaneCall &);

/// The function of an op, or null where the reference has none or its types are
/// not supported.
LaneFunction lookupLaneFunction(Operation *op);

/// The tables that the lookup reads: arith on floats, conversions, arith on
/// integers, index and affine, math.
void addFloatFunctions(llvm::StringMap<LaneFunction> &table);
void addConversionFunctions(llvm::StringMap<LaneFunction> &table);
void addIntegerFunctions(llvm::StringMap<LaneFunction> &table);
void addWideIntegerFunctions(llvm::StringMap<LaneFunction> &table);
void addIndexFunctions(llvm::StringMap<LaneFunction> &table);
void addMathFunctions(llvm::StringMap<LaneFunction> &table);
void addMoreMathFunctions(llvm::StringMap<LaneFunction> &table);

/// arith.maximumf and minimumf of two operands in the type of `call.op`'s
/// result.
void evaluateMaximum(const LaneCall &call);
void evaluateMinimum(const LaneCall &call);

//===----------------------------------------------------------------------===//
// Integer ops
//===----------------------------------------------------------------------===//

/// `x` as the reference keeps integers of a width: sign-extended, i1 as 0 or 1.
inline int64_t canonicalize(uint64_t x, int width) {
  if (width == 1)
    return x & 1;
  int shift = 64 - width;
  return static_cast<int64_t>(x << shift) >> shift;
}

inline uint64_t toUnsigned(int64_t x, int width) {
  return width == 64 ? x
                     : static_cast<uint64_t>(x) & ((uint64_t(1) << width) - 1);
}

/// The value with its sign: an i1 that is set is -1.
inline int64_t toSigned(int64_t x, int width) { return width == 1 ? -x : x; }

/// What becomes of inexact operands.
enum class Propagation {
  Sum,      // errors add
  Product,  // as (a + da) * (b + db)
  Largest,  // the result is one of the operands
  Anything, // nothing is promised
};

/// The bound of an integer op's result of `width` bits on operands x and y with
/// bounds `a` and `b`.
double propagateIntegers(Propagation propagation, int64_t x, double a,
                         int64_t y, double b, int64_t result, int width);

/// Applies `function` to operands as signed or unsigned 64-bit integers. It
/// returns none where the op's result is not defined.
template <bool isUnsigned = false, typename Function>
void mapIntegers(const LaneCall &call, Propagation propagation,
                 Function function) {
  int width = call.getOperandWidth(0);
  const LaneSpan &a = *call.operands[0], &b = *call.operands[1];
  for (int64_t i = 0; i < call.count; ++i) {
    int64_t x = isUnsigned ? toUnsigned(a.integer[i], width)
                           : toSigned(a.integer[i], width);
    int64_t y = isUnsigned ? toUnsigned(b.integer[i], width)
                           : toSigned(b.integer[i], width);
    std::optional<uint64_t> result = function(x, y);
    call.result.integer[i] = canonicalize(result.value_or(0), width);
    call.result.bound[i] =
        result ? propagateIntegers(propagation, x, a.bound[i], y, b.bound[i],
                                   call.result.integer[i], width)
               : std::numeric_limits<double>::infinity();
  }
}

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
        result = {format.getOverflowed(result.value), 0};
      else if (magnitude >= format.overflow)
        result.bound = infinity;
    }
    call.result.set(i, result);
  }
}

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_ELEMENTWISE_H
