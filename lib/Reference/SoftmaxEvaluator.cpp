//===- SoftmaxEvaluator.cpp - linalg.softmax ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Environment.h"
#include "NormEvaluators.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// One row: what is read, and what becomes of it.
namespace {
struct Row {
  std::vector<double> x, errors, y, bounds;

  explicit Row(int64_t size) : x(size), errors(size), y(size), bounds(size) {}
  void compute(const FloatFormat &format);
};
} // namespace

/// exp(error) - 1, not below it.
static double grow(double error) {
  return error < 1 ? error * (1 + error) : std::expm1(error);
}

/// y = exp(x - max) / sum, and its bound; see docs/Numerics.md.
void Row::compute(const FloatFormat &format) {
  int64_t size = x.size();
  double largest = -kInfinity, largestError = 0;
  for (int64_t i = 0; i < size; ++i) {
    // NaN makes NaN of the whole row, whatever the maximum.
    largest = x[i] > largest ? x[i] : largest;
    largestError = std::max(largestError, errors[i]);
  }
  CompensatedSum sum;
  for (int64_t i = 0; i < size; ++i) {
    y[i] = std::exp(x[i] - largest);
    sum.add(y[i]);
  }
  double total = sum.get();
  double own = format.isF64() ? 1 : 0;
  double sumSteps =
      format.epsilon > 0x1p-23 ? size / 2.0 : 8 + std::log2(double(size));
  // What each exponential may be off by, beside errors of x that all share,
  // and the sum with them, in units of the true sum.
  double sumError = (sumSteps + own) * format.epsilon;
  for (int64_t i = 0; i < size; ++i) {
    if (std::isinf(x[i])) { // exp is 0, or all becomes NaN
      bounds[i] = 0;
      continue;
    }
    double difference = std::fabs(x[i] - largest) + errors[i] + largestError;
    double relative =
        grow(errors[i] + largestError + (0.5 + own) * format.ulp(difference)) +
        (2.5 + own) * format.epsilon;
    bounds[i] = y[i] * relative + (y[i] < format.minNormal ? y[i] : 0) +
                format.minDenormal;
    sumError += bounds[i] / total;
  }
  for (int64_t i = 0; i < size; ++i) {
    double scaled = bounds[i] / total;
    y[i] /= total;
    bool isKnown = std::isfinite(y[i]) && sumError < 1;
    bounds[i] = isKnown
                    ? std::min(1.0 + format.epsilon,
                               (scaled + y[i] * sumError) / (1 - sumError)) +
                          (0.5 + own) * format.ulp(y[i])
                    : kInfinity;
    if (std::isnan(y[i]))
      bounds[i] = largestError < kInfinity ? 0 : kInfinity;
    else if (!isKnown)
      bounds[i] = largestError < kInfinity ? 1 + format.epsilon : kInfinity;
  }
}

llvm::Error reference::evaluateSoftmax(Operation *op,
                                       Environment &environment) {
  auto softmax = cast<linalg::SoftmaxOp>(op);
  if (op->getNumResults() != 1)
    return createUnsupportedError(op);
  const ReferenceTensor &input = *environment.get(softmax.getInput());
  const ReferenceTensor &init = *environment.get(softmax.getOutput());
  if (!input.isFloat())
    return createUnsupportedError(op);
  if (input.getShape() != init.getShape())
    return createSizeError(op, input.getShape(), init.getShape());
  ReferenceTensor result =
      ReferenceTensor::allocate(init.getElementType(), init.getShape());
  ArrayRef<int64_t> shape = input.getShape();
  int64_t size = shape[softmax.getDimension()], inner = 1;
  for (int64_t below : shape.drop_front(softmax.getDimension() + 1))
    inner *= below;
  const FloatFormat &format = FloatFormat::get(input.getKind());
  Row row(size);
  int64_t rows = size == 0 ? 0 : input.getNumElements() / size;
  for (int64_t r = 0; r < rows; ++r) {
    int64_t begin = r / inner * inner * size + r % inner;
    input.readValues(begin, inner, size, row.x.data());
    input.readBounds(begin, inner, size, row.errors.data());
    row.compute(format);
    result.write(begin, inner, size, row.y.data(), row.bounds.data());
  }
  environment.set(op->getResult(0), result);
  return llvm::Error::success();
}
