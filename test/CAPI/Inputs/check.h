//===- check.h - What the C tests share -------------------------*- C -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_CAPI_INPUTS_CHECK_H
#define NORM_MLIR_TEST_CAPI_INPUTS_CHECK_H

#include "norm-mlir-c/Norm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Ends the test at what must not fail.
static inline void check_ok(NormStatus status, char *message, int line) {
  if (status == NORM_OK && message == NULL)
    return;
  printf("line %d: status %d: %s\n", line, (int)status,
         message ? message : "no message");
  exit(1);
}

/// CHECK_OK(f(x, &message)), with a variable `message` around it.
#define CHECK_OK(call)                                                         \
  do {                                                                         \
    NormStatus status_ = (call);                                               \
    check_ok(status_, message, __LINE__);                                      \
  } while (0)

/// Ends the test at what must be true.
#define CHECK(condition)                                                       \
  do {                                                                         \
    if (!(condition)) {                                                        \
      printf("line %d: not so: %s\n", __LINE__, #condition);                   \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static inline float from_bf16(uint16_t bits) {
  uint32_t wide = (uint32_t)bits << 16;
  float value;
  memcpy(&value, &wide, sizeof value);
  return value;
}

/// Rounds to nearest, ties to even; for finite values.
static inline uint16_t to_bf16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (uint16_t)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

/// Layer normalization of one row of `n` elements that lie `stride` apart.
static inline void layer_norm_row(const float *x, int64_t stride, int64_t n,
                                  const float *scale, const float *bias,
                                  double *y) {
  double mean = 0, variance = 0;
  for (int64_t j = 0; j < n; ++j)
    mean += x[j * stride] / (double)n;
  for (int64_t j = 0; j < n; ++j) {
    double d = x[j * stride] - mean;
    variance += d * d / (double)n;
  }
  for (int64_t j = 0; j < n; ++j)
    y[j] = (x[j * stride] - mean) / sqrt(variance + 1e-5) * scale[j] + bias[j];
}

/// How far apart two values are, in units of the last place of f32 at 1 + |y|.
static inline double distance(double got, double expected) {
  double error = fabs(got - expected) / (1 + fabs(expected)) / 1.1920929e-07;
  return error == error ? error : INFINITY;
}

#endif // NORM_MLIR_TEST_CAPI_INPUTS_CHECK_H
