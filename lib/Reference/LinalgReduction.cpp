//===- LinalgReduction.cpp - Maps and accumulators of linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LinalgReduction.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Access
//===----------------------------------------------------------------------===//

Access::Access(AffineMap map, ArrayRef<int64_t> shape, ArrayRef<int64_t> loops)
    : map(map), shape(shape), elementStrides(shape.size(), 1) {
  for (size_t d = shape.size(); d-- > 1;)
    elementStrides[d - 1] = elementStrides[d] * shape[d];
  for (AffineExpr result : map.getResults())
    result.walk([&](AffineExpr part) {
      isLinear &= part.getKind() != AffineExprKind::Mod &&
                  part.getKind() != AffineExprKind::FloorDiv &&
                  part.getKind() != AffineExprKind::CeilDiv;
    });
  if (llvm::is_contained(loops, 0))
    return;
  // In a linear map every loop moves a result one way, so its ends bound it.
  SmallVector<int64_t> zero(loops.size(), 0), origin = evaluate(zero);
  SmallVector<int64_t> low = origin, high = origin;
  loopStrides.assign(loops.size(), 0);
  for (size_t loop = 0; loop < loops.size(); ++loop) {
    SmallVector<int64_t> index = zero;
    index[loop] = 1;
    SmallVector<int64_t> step = evaluate(index);
    for (size_t d = 0; d < shape.size(); ++d) {
      int64_t move = step[d] - origin[d];
      loopStrides[loop] += move * elementStrides[d];
      (move < 0 ? low : high)[d] += move * (loops[loop] - 1);
    }
  }
  for (size_t d = 0; d < shape.size(); ++d) {
    base += origin[d] * elementStrides[d];
    // Of other maps nothing is known before the iterations run.
    outOfBounds |= isLinear && (low[d] < 0 || high[d] >= shape[d]);
  }
}

int64_t Access::getOffset(ArrayRef<int64_t> index) const {
  if (!isLinear)
    return findOffset(index);
  int64_t offset = base;
  for (auto [position, stride] : llvm::zip_equal(index, loopStrides))
    offset += position * stride;
  return offset;
}

int64_t Access::findOffset(ArrayRef<int64_t> index) const {
  int64_t offset = 0;
  for (auto [position, size, stride] :
       llvm::zip_equal(evaluate(index), shape, elementStrides)) {
    if (position < 0 || position >= size)
      return -1;
    offset += position * stride;
  }
  return offset;
}

std::optional<int64_t> Access::getStride(unsigned loop) const {
  if (!isLinear || loopStrides.empty())
    return std::nullopt;
  return loopStrides[loop];
}

//===----------------------------------------------------------------------===//
// Accumulator
//===----------------------------------------------------------------------===//

void Accumulator::initialize(const ReferenceTensor &initial) {
  int64_t size = initial.getNumElements();
  bounds.resize(size);
  initial.readBounds(0, 1, size, bounds.data());
  if (!initial.isFloat()) {
    integers.resize(size);
    initial.readIntegers(0, 1, size, integers.data());
    return;
  }
  values.resize(size);
  initial.readValues(0, 1, size, values.data());
  if (!isSum)
    return;
  sums.resize(size);
  for (int64_t i = 0; i < size; ++i) {
    sums[i].high = values[i];
    values[i] = std::fabs(values[i]);
  }
  magnitudes = std::move(values);
}

void Accumulator::combine(const LaneSpan &terms, int64_t offset, int64_t stride,
                          int64_t count) {
  if (isSum && stride == 0) {
    addAll(sums[offset], terms.value, count);
    for (int64_t i = 0; i < count; ++i) {
      magnitudes[offset] += std::fabs(terms.value[i]);
      bounds[offset] += terms.bound[i];
    }
    return;
  }
  if (isSum) {
    for (int64_t i = 0; i < count; ++i, offset += stride) {
      sums[offset].add(terms.value[i]);
      magnitudes[offset] += std::fabs(terms.value[i]);
      bounds[offset] += terms.bound[i];
    }
    return;
  }
  bool isFloat = integers.empty();
  LaneSpan before, term, after;
  // A block that stays on one element is joined one by one.
  int64_t step = stride == 0 ? 1 : count;
  for (int64_t done = 0; done < count; done += step) {
    for (int64_t i = 0; i < step; ++i) {
      int64_t at = offset + (done + i) * stride;
      if (isFloat)
        before.value[i] = values[at];
      else
        before.integer[i] = integers[at];
      before.bound[i] = bounds[at];
      term.value[i] = terms.value[done + i];
      term.integer[i] = terms.integer[done + i];
      term.bound[i] = terms.bound[done + i];
    }
    const LaneSpan *first = accumulatorIsFirst ? &before : &term;
    const LaneSpan *second = accumulatorIsFirst ? &term : &before;
    function({combiner, {first, second}, &after, step});
    for (int64_t i = 0; i < step; ++i) {
      int64_t at = offset + (done + i) * stride;
      if (isFloat)
        values[at] = after.value[i];
      else
        integers[at] = after.integer[i];
      bounds[at] = after.bound[i];
    }
  }
}

/// The result of a sum of `count` terms. Sums of f32 and f64 are assumed to be
/// blocked or spread over lanes: (8 + log2 n) epsilons of sum |term|; sums in
/// 16 bits may round at every step, and those in chains so often in f32, where
/// denormal terms may be flushed.
static Estimate finishSum(const CompensatedSum &sum, double magnitude,
                          double bound, double count, int64_t chain,
                          const FloatFormat &format) {
  double value = sum.get();
  if (!std::isfinite(value))
    return {value, bound < kInfinity ? 0 : kInfinity};
  bool is16Bit = format.epsilon > 0x1p-23;
  double steps = is16Bit ? count / 2 : 8 + std::log2(std::max(count, 1.0));
  bound += steps * format.epsilon * magnitude + 0.5 * format.ulp(value);
  double overflow = format.overflow;
  if (chain > 0) {
    bound += (chain + 1) * (0x1p-24 * magnitude + count * 0x1p-126);
    overflow = 0x1p128;
  }
  // A partial sum may overflow.
  if (magnitude >= overflow && std::fabs(value) < format.overflow)
    bound = kInfinity;
  return {value, bound};
}

void Accumulator::finish(double count, ReferenceTensor &result) {
  int64_t size = result.getNumElements();
  if (!isSum) {
    if (result.isFloat())
      result.write(0, 1, size, values.data(), bounds.data());
    else
      result.writeIntegers(0, 1, size, integers.data(), bounds.data());
    return;
  }
  const FloatFormat &format = FloatFormat::get(result.getKind());
  for (int64_t i = 0; i < size; ++i) {
    Estimate sum =
        finishSum(sums[i], magnitudes[i], bounds[i], count, chain, format);
    if (count == 0)
      sum.bound = bounds[i];
    result.write(i, 1, 1, &sum.value, &sum.bound);
  }
}
