//===- Compare.cpp - Comparison with the reference ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/Reference.h"

using namespace mlir;
using namespace mlir::norm;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// |actual - expected|; 0 for the same infinity or two NaNs, infinite where
/// only one is finite or they differ.
static double computeDistance(double actual, double expected) {
  if (actual == expected || (std::isnan(actual) && std::isnan(expected)))
    return 0;
  double distance = std::fabs(actual - expected);
  return std::isnan(distance) ? kInfinity : distance;
}

/// distance / unit, 0 / 0 being 0.
static double divide(double distance, double unit) {
  return distance == 0 ? 0 : distance / unit;
}

Comparison norm::compareWithReference(const ReferenceTensor &reference,
                                      const char *actual) {
  ReferenceTensor computed = ReferenceTensor::borrow(
      {reference.getElementType(), reference.getShape(), actual});
  constexpr int64_t blockSize = 1024;
  double values[blockSize], expected[blockSize], bounds[blockSize];
  int64_t integers[blockSize], expectedIntegers[blockSize];
  const FloatFormat &format = FloatFormat::get(
      reference.isFloat() ? reference.getKind() : ReferenceKind::F64);

  Comparison result;
  for (int64_t done = 0; done < reference.getNumElements(); done += blockSize) {
    int64_t count = std::min(blockSize, reference.getNumElements() - done);
    if (reference.isFloat()) {
      computed.readValues(done, 1, count, values);
      reference.readValues(done, 1, count, expected);
    } else {
      computed.readIntegers(done, 1, count, integers);
      reference.readIntegers(done, 1, count, expectedIntegers);
      for (int64_t i = 0; i < count; ++i) {
        values[i] = static_cast<double>(integers[i]);
        expected[i] = static_cast<double>(expectedIntegers[i]);
      }
    }
    reference.readBounds(done, 1, count, bounds);
    for (int64_t i = 0; i < count; ++i) {
      double distance = computeDistance(values[i], expected[i]);
      // Neighbours beyond 2^53 look alike as doubles.
      if (!reference.isFloat() && distance == 0 &&
          integers[i] != expectedIntegers[i])
        distance = 1;
      double bound = bounds[i];
      result.numUnjudged += bound == kInfinity;
      if (distance == 0 || bound == kInfinity)
        continue;
      double ratio = divide(distance, bound);
      result.maxAbs = std::max(result.maxAbs, distance);
      result.maxRelative = std::max(result.maxRelative,
                                    divide(distance, std::fabs(expected[i])));
      result.maxUlp = std::max(
          result.maxUlp,
          reference.isFloat() ? distance / format.ulp(expected[i]) : distance);
      if (ratio > result.maxBoundRatio) {
        result.maxBoundRatio = ratio;
        result.bound = bound;
      }
      if (distance > bound && !result.firstBad) {
        result.firstBad = done + i;
        result.firstBadValue = values[i];
        result.firstBadReference = expected[i];
        result.firstBadBound = bound;
      }
    }
  }
  return result;
}
