//===- NormResponseEvaluators.cpp - Windows along an axis ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

namespace {

/// The elements along one axis of a tensor, all other indices being the same.
class Line {
public:
  Line(const ReferenceTensor &tensor, int64_t axis)
      : tensor(tensor), size(tensor.getShape()[axis]), values(size),
        bounds(size, 0) {
    for (int64_t inner : tensor.getShape().drop_front(axis + 1))
      stride *= inner;
  }

  /// Reads line after line and calls `visit` with the number of each line's
  /// first element.
  void forEach(llvm::function_ref<void(int64_t begin)> visit) {
    if (tensor.getNumElements() == 0)
      return;
    for (int64_t outer = 0; outer < tensor.getNumElements();
         outer += size * stride)
      for (int64_t inner = 0; inner < stride; ++inner) {
        tensor.readValues(outer + inner, stride, size, values.data());
        if (!tensor.isExact())
          tensor.readBounds(outer + inner, stride, size, bounds.data());
        visit(outer + inner);
      }
  }

  /// The sum of squares of elements c - before to c + after, as far as they
  /// exist; the bound is what their errors may change.
  Estimate sumSquares(int64_t c, int64_t before, int64_t after,
                      int64_t &count) const {
    int64_t begin = c - std::min(before, c);
    int64_t end = c + std::min(after, size - 1 - c) + 1;
    count = end - begin;
    CompensatedSum sum;
    double error = 0;
    for (int64_t i = begin; i < end; ++i) {
      sum.add(values[i] * values[i]);
      if (bounds[i] > 0)
        error += bounds[i] * (2 * std::fabs(values[i]) + bounds[i]);
    }
    return {sum.get(), error};
  }

  const ReferenceTensor &tensor;
  int64_t size, stride = 1;
  std::vector<double> values, bounds;
};

/// k + weight * sum of squares, to the power beta.
struct Response {
  double k, weight, beta;
};

} // namespace

/// x / (k + weight * squares)^beta.
static Estimate divide(Estimate x, Estimate squares, int64_t count,
                       const Response &response, ReferenceKind kind) {
  double share = response.weight * squares.value;
  double base = response.k + share;
  double power = std::pow(base, response.beta);
  double y = x.value / power;

  // The base errs by what f64 sums of `count` squares do; where k and the sum
  // cancel, relatively more.
  double slope = std::fabs(response.beta);
  double magnitude = std::fabs(response.k) + std::fabs(share);
  double condition =
      magnitude == 0 || std::isinf(magnitude) ? 1 : magnitude / std::fabs(base);
  double own = slope * condition * static_cast<double>(count + 4) * 0x1p-53;
  double relative = std::max(8 * getComputeFormat(kind).epsilon, 2 * own);
  if (own > 0.1)
    return roundResult(y, 0, kInfinity, kind);

  // (base - change)^-beta is the farthest that errors of the window move it.
  double change = std::fabs(response.weight) * squares.bound, error = 0;
  if (change > 0 && !std::isinf(base)) {
    double nearest = std::fabs(base) - change;
    double growth = nearest > 0 ? std::pow(std::fabs(base) / nearest, slope) - 1
                                : (slope == 0 ? 0 : kInfinity);
    error = (std::fabs(x.value) + x.bound) / std::fabs(power) * growth;
  }
  if (x.bound > 0)
    error += x.bound / std::fabs(power);
  // NaN and infinity in the window are the same whatever the others are.
  if (!std::isfinite(squares.value) && squares.bound < kInfinity &&
      x.bound < kInfinity)
    error = 0;
  return roundResult(y, relative * std::fabs(y), error, kind);
}

void reference::evaluateLocalResponseNorm(LocalResponseNormOp op,
                                          Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  int64_t size = op.getSizeAttr().getInt();
  // The lower half is the longer one of an even window in PyTorch, the upper
  // one in ONNX.
  int64_t before =
      op.getWindow() == WindowConvention::Torch ? size / 2 : (size - 1) / 2;
  int64_t after = size - 1 - before;
  Response response = {op.getK().convertToDouble(),
                       op.getAlpha().convertToDouble() /
                           static_cast<double>(size),
                       op.getBeta().convertToDouble()};
  ReferenceTensor result = allocateResult(op.getResult(), input.getShape());
  Line line(input, op.getChannelAxisAttr().getInt());
  std::vector<double> values(line.size), bounds(line.size);
  line.forEach([&](int64_t begin) {
    for (int64_t c = 0; c < line.size; ++c) {
      int64_t count;
      Estimate squares = line.sumSquares(c, before, after, count);
      Estimate y = divide({line.values[c], line.bounds[c]}, squares, count,
                          response, input.getKind());
      values[c] = y.value;
      bounds[c] = y.bound;
    }
    result.write(begin, line.stride, line.size, values.data(), bounds.data());
  });
  environment.set(op.getResult(), result);
}

void reference::evaluateWindowStats(WindowStatsOp op,
                                    Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  ReferenceTensor result = allocateResult(op.getM2(), input.getShape());
  const FloatFormat &format = FloatFormat::get(result.getKind());
  bool isNarrow = op.getScaled() != nullptr;
  std::optional<ReferenceTensor> scaled;
  if (isNarrow)
    scaled = allocateResult(op.getScaled(), input.getShape());
  Line line(input, op.getAxisAttr().getInt());
  std::vector<double> values(line.size), bounds(line.size);
  std::vector<double> scaledValues(line.size), scaledBounds(line.size);
  line.forEach([&](int64_t begin) {
    for (int64_t c = 0; c < line.size; ++c) {
      int64_t count;
      Estimate squares = line.sumSquares(c, op.getBeforeAttr().getInt(),
                                         op.getAfterAttr().getInt(), count);
      double steps = static_cast<double>(count + 1) / 2;
      auto store = [&](double scale) -> Estimate {
        double value = scale * squares.value;
        if (!std::isfinite(value))
          return {value, squares.bound < kInfinity ? 0 : kInfinity};
        double bound = scale * squares.bound + steps * format.epsilon * value;
        if (isNarrow)
          bound += steps * format.minDenormal;
        return format.store({value, bound});
      };
      Estimate m2 = store(1);
      values[c] = m2.value;
      bounds[c] = m2.bound;
      if (!isNarrow)
        continue;
      // Which of both holds the sum is not known of one at f32's limit.
      Estimate other = store(WindowStatsOp::kScale * WindowStatsOp::kScale);
      if (std::isfinite(m2.value))
        other = {0, m2.bound < kInfinity ? 0 : kInfinity};
      else if (!(m2.bound < kInfinity))
        other.bound = kInfinity;
      scaledValues[c] = other.value;
      scaledBounds[c] = other.bound;
    }
    result.write(begin, line.stride, line.size, values.data(), bounds.data());
    if (isNarrow)
      scaled->write(begin, line.stride, line.size, scaledValues.data(),
                    scaledBounds.data());
  });
  environment.set(op.getM2(), result);
  if (isNarrow)
    environment.set(op.getScaled(), *scaled);
}
